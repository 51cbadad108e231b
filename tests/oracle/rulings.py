"""Rows S1 to S6 (section 5) and what hangs on unknown facts (D9 to D16), by enumeration.

Every set a definition speaks of is built and searched: all assignments, all pairs of completions, all partial answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from tests.oracle.definitions import Result, evaluate
from tests.oracle.plain import DEFEATER, Lit, Plain, Rule, implies, least

Words = tuple[int, ...]
Answers = tuple[tuple[str, int], ...]  # fact and value bit, sorted


@dataclass(frozen=True)
class Row:
    """What section 5 reports of one sentence; ``row`` is S1 to S6."""

    row: str
    status: str
    values: Words = ()
    between: Words = ()
    holds: Words = ()

    @property
    def ruling(self) -> tuple[str, Words, Words, Words]:
        """What D13 compares."""
        return (self.status, self.values, self.between, self.holds)


@dataclass(frozen=True)
class Judgement:
    """D11 to D15 for one sentence. ``final`` is None where the case is impossible."""

    cone: tuple[str, ...]
    allowed: tuple[Answers, ...]
    forced: Answers
    known: Row | None
    settled: bool
    final: Row | None
    turns_on: frozenset[frozenset[str]]
    would_settle: frozenset[tuple[Answers, tuple[str, Words, Words, Words]]]


def row(t: Plain, sentence: str, result: Result | None = None) -> Row:
    """The first row of section 5 that fits."""
    now = result or evaluate(t)
    words = {q for q in t.literals if q[0] == sentence}
    holds = _values(least(words & now.shown))
    clash = {q for q in words & now.definite if any(t.opposed(m, q) for m in words & now.definite)}
    if clash:
        return Row("S1", "contested", (), _values(least(clash)), holds)
    on = [r for r in t.rules if r.head is not None and r.head[0] == sentence and r.kind != DEFEATER]
    up = [r for r in on if r.label in now.standing]
    sides = {r.head for r in up if r.head and any(s.head and t.opposed(r.head, s.head) for s in up)}
    if sides:
        return Row("S2", "contested", (), _values(least(sides)), holds)
    loose = words - now.shown - now.failed
    if loose:
        return Row("S3", "contested", (), _values(least(loose)), holds)
    if holds:
        return Row("S4", "ruled", holds, (), holds)
    if any(_held_back(t, now, r) for r in up):
        return Row("S5", "silent")
    return Row("S6", "silent")


def _values(words: Sequence[Lit]) -> Words:
    return tuple(sorted(values for _, values in words))


def _held_back(t: Plain, now: Result, r: Rule) -> bool:
    """A standing rule that only standing defeaters keep from its conclusion."""
    live = [
        s
        for s in t.rules_against[r.head or ("", 0)]
        if s.label in now.labels.applies and s.label in now.labels.unbeaten
    ]
    return bool(live) and all(s.kind == DEFEATER and s.label in now.standing for s in live)


# ------------------------------------------------------------------------------------------------ unknown facts


def cone(t: Plain, sentence: str) -> tuple[str, ...]:
    """D9, as the names of the unknown facts in it, sorted."""
    sentences, rules = {sentence}, set[str]()
    while True:
        size = len(sentences) + len(rules)
        words = {q for q in t.literals if q[0] in sentences}
        for r in t.rules:
            if r.head is not None and any(r.head[0] == q[0] or t.opposed(r.head, q) for q in words):
                rules.add(r.label)
        rules.update(u.label for s in set(rules) for u in t.over[s])
        for r in t.rules:
            if r.label in rules:
                sentences.update(a[0] for a in (*r.needs, *r.bars))
        if len(sentences) + len(rules) == size:
            break
    # A given or unknown fact can also be opposed to a word by declaration, and then decides (2.2) by itself.
    words = {q for q in t.literals if q[0] in sentences}
    sentences.update(m[0] for m in t.literals if m[0] in t.unknown and any(t.opposed(m, q) for q in words))
    return tuple(sorted(sentences & set(t.unknown)))


def assignments(t: Plain) -> Iterator[dict[str, int]]:
    """Every value of every unknown fact that meets no impossible set together with what is given."""
    names = sorted(t.unknown)
    for values in product(*(_bits(t.unknown[name]) for name in names)):
        full = dict(zip(names, values, strict=True))
        if not any(all(_meets({**t.given, **full}, q) for q in clause) for clause in t.impossible):
            yield full


def _bits(mask: int) -> list[int]:
    return [1 << i for i in range(mask.bit_length()) if mask >> i & 1]


def _meets(values: Mapping[str, int], q: Lit) -> bool:
    return q[0] in values and implies((q[0], values[q[0]]), q)


def judge(t: Plain, sentence: str, answer: Callable[[Plain, str], Row] = row) -> Judgement:
    """D9 to D15. ``answer`` maps a theory and a sentence to its row."""
    facts = cone(t, sentence)
    allowed = tuple(sorted({tuple((f, full[f]) for f in facts) for full in assignments(t)}))
    if not allowed:
        return Judgement(facts, (), (), None, False, None, frozenset(), frozenset())
    forced = tuple(p for p in allowed[0] if all(p in each for each in allowed))
    known = answer(_given(t, forced), sentence)
    rows = {each: answer(_given(t, each), sentence) for each in allowed}
    settled = len({r.ruling for r in rows.values()}) == 1
    final = known
    if settled:
        final = rows[allowed[0]]
    elif known.status == "silent":
        final = Row("D14", "open")
    return Judgement(facts, allowed, forced, known, settled, final, _turns(rows), _settling(t, facts, rows))


def _given(t: Plain, answers: Answers) -> Plain:
    return replace(t, given={**t.given, **dict(answers)})


def _turns(rows: Mapping[Answers, Row]) -> frozenset[frozenset[str]]:
    """D15, the ⊆-minimal sets on which two completions with different rulings differ."""
    found = {
        frozenset(f for f, v in a if (f, v) not in b)
        for a, b in combinations(rows, 2)
        if rows[a].ruling != rows[b].ruling
    }
    return frozenset(x for x in found if not any(y < x for y in found))


def _settling(
    t: Plain, facts: Sequence[str], rows: Mapping[Answers, Row]
) -> frozenset[tuple[Answers, tuple[str, Words, Words, Words]]]:
    """D15, the ⊆-minimal partial answers, one value a fact, after which the ruling is settled."""
    found: list[tuple[Answers, tuple[str, Words, Words, Words]]] = []
    for size in range(len(facts) + 1):
        for some in combinations(facts, size):
            for values in product(*(_bits(t.unknown[f]) for f in some)):
                part = tuple(zip(some, values, strict=True))
                if any(set(smaller) <= set(part) for smaller, _ in found):
                    continue
                after = {r.ruling for each, r in rows.items() if set(part) <= set(each)}
                if len(after) == 1:
                    found.append((part, after.pop()))
    return frozenset(found)


# ------------------------------------------------------------------------------------------------ contested facts


@dataclass(frozen=True)
class Accounts:
    """D16. ``by`` holds the judgement under each possible account, ``final`` is None where none is possible."""

    by: tuple[tuple[tuple[str, ...], Judgement], ...]
    dropped: tuple[tuple[str, ...], ...]
    final: Row | None
    settled: bool


def judge_accounts(
    t: Plain, sentence: str, says: Mapping[str, Mapping[str, int]], answer: Callable[[Plain, str], Row] = row
) -> Accounts:
    """``says``: for each source, what it gives for which fact."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for fact in sorted({f for given in says.values() for f in given}):
        sources = tuple(sorted(s for s in says if fact in says[s]))
        groups.setdefault(sources, []).append(fact)
    by: list[tuple[tuple[str, ...], Judgement]] = []
    dropped: list[tuple[str, ...]] = []
    for chosen in product(*groups):
        values = {f: says[s][f] for s, facts in zip(chosen, groups.values(), strict=True) for f in facts}
        unknown = {f: mask for f, mask in t.unknown.items() if f not in values}
        judged = judge(replace(t, given={**t.given, **values}, unknown=unknown), sentence, answer)
        if judged.final is None:
            dropped.append(chosen)
        else:
            by.append((chosen, judged))
    rows = [judged.final for _, judged in by if judged.final is not None]
    if len({(r.ruling, j.settled) for r, (_, j) in zip(rows, by, strict=True)}) == 1:
        return Accounts(tuple(by), tuple(dropped), rows[0], by[0][1].settled)
    sides = tuple(sorted({v for r in rows for v in r.values}))
    final = Row("D16", "contested", (), sides) if rows else None
    return Accounts(tuple(by), tuple(dropped), final, False)
