"""What beats what among the rules of a doctrine, and who says so: priority words, strictness, principles (D21-D23)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from siyar.framing.masks import head_mask
from siyar.framing.variables import rename
from siyar.model import Claim, Doctrine, Library, Preference, Rule, Sentence, SentenceKind, Variable


@dataclass(frozen=True, slots=True)
class Priority:
    """Why one rule prevails over another: a word in one of them, a principle, strictness."""

    upper: str
    lower: str
    origin: str  # "notwithstanding", "subject to", "strict", "otherwise", "exception to", "principle ID"
    where: str  # the rule or principle that says so


def priorities(
    rules: list[Rule], doctrine: Doctrine, library: Library, sentences: Mapping[str, Sentence]
) -> Iterator[Priority]:
    """Every superiority among the rules, with where it comes from (D21 to D23)."""
    live = {rule.id: rule for rule in rules}
    said: list[Priority] = []
    for rule in rules:
        said += [
            Priority(rule.id, lower, "notwithstanding", rule.id) for lower in rule.notwithstanding if lower in live
        ]
        said += [Priority(upper, rule.id, "subject to", rule.id) for upper in rule.subject_to if upper in live]
    opposed = [
        (t, s) for t, s in _meeting(rules, doctrine) if not t.blocks and _heads_opposed(t, s, sentences, doctrine)
    ]
    said += [Priority(t.id, s.id, "strict", t.id) for t, s in opposed if t.strict and not s.strict]
    said += [Priority(t.id, s.id, "otherwise", s.id) for t, s in opposed if s.otherwise and not t.otherwise]
    yield from said
    if not doctrine.principles:
        return
    above: dict[str, set[str]] = {}
    for p in said:
        above.setdefault(p.upper, set()).add(p.lower)
    for rule in rules:
        if rule.exception_to:
            above.setdefault(rule.id, set()).add(rule.exception_to)
    below = {rule.id: _below(above, rule.id) for rule in rules}
    for t, s in opposed:
        if s.id in below[t.id] or t.id in below[s.id]:
            continue
        for principle in doctrine.principles:
            forward = _prefers(principle.prefers, principle.order, t, s, sentences, library)
            backward = _prefers(principle.prefers, principle.order, s, t, sentences, library)
            if forward and not backward:
                yield Priority(t.id, s.id, f"principle {principle.id}", principle.id)
            if forward or backward:
                break


def _below(above: Mapping[str, set[str]], upper: str) -> set[str]:
    """Every rule a chain of priority words leads down to."""
    reached: set[str] = set()
    left = [upper]
    while left:
        new = above.get(left.pop(), set()) - reached
        reached |= new
        left += new
    return reached


def _meeting(rules: list[Rule], doctrine: Doctrine) -> Iterator[tuple[Rule, Rule]]:
    """Every two rules about one sentence, or about two that are declared opposed; in the order of the doctrine."""
    linked: dict[str, set[str]] = {}
    for pair in doctrine.oppositions:
        linked.setdefault(pair.one.sentence, set()).add(pair.other.sentence)
        linked.setdefault(pair.other.sentence, set()).add(pair.one.sentence)
    place = {rule.id: i for i, rule in enumerate(rules)}
    about: dict[str, list[Rule]] = {}
    for rule in rules:
        for sentence in dict.fromkeys(h.sentence for h in rule.heads):
            about.setdefault(sentence, []).append(rule)
    for t in rules:
        reached = {h.sentence for h in t.heads}
        reached |= {other for sentence in reached for other in linked.get(sentence, ())}
        others = {s.id: s for sentence in reached for s in about.get(sentence, ())}
        yield from ((t, s) for s in sorted(others.values(), key=lambda r: place[r.id]) if s is not t)


def _heads_opposed(t: Rule, s: Rule, sentences: Mapping[str, Sentence], doctrine: Doctrine) -> bool:
    for one in t.heads:
        for other in s.heads:
            if one.sentence == other.sentence:
                sentence = sentences[one.sentence]
                a, b = head_mask(one, sentence), head_mask(other, sentence)
                if a is None or b is None:
                    if (one.comparison == other.comparison) is (t.blocks or s.blocks):
                        return True
                elif t.blocks or s.blocks:  # a defeater is against what it names, and what implies that
                    blocked, by = (b, a) if t.blocks else (a, b)
                    if not blocked & ~by and (sentence.kind is not SentenceKind.ACT or _share(one, other)):
                        return True
                elif not a & b and (sentence.kind is not SentenceKind.ACT or _share(one, other)):
                    return True
            for pair in doctrine.oppositions:
                ids = {pair.one.sentence, pair.other.sentence}
                if {one.sentence, other.sentence} == ids:
                    return True
    return False


def _share(one: Claim, other: Claim) -> bool:
    return not one.options or not other.options or bool(set(one.options) & set(other.options))


def _prefers(
    preference: Preference,
    order: tuple[str, ...],
    t: Rule,
    s: Rule,
    sentences: Mapping[str, Sentence],
    library: Library,
) -> bool:
    """D22, whether the principle puts t above s."""
    if preference is Preference.MORE_SPECIFIC:
        mine, theirs = _matched(t, s)
        return mine > theirs
    rank = {source: i for i, source in enumerate(order)}
    if preference is Preference.HIGHER_SOURCE:
        mine_, theirs_ = _rank(t, rank), _rank(s, rank)
        return mine_ is not None and theirs_ is not None and mine_ < theirs_
    dates = {id: source.dated for id, source in library.sources.items() if source.dated}
    a = [dates[c.source] for c in t.cites if c.source in dates]
    b = [dates[c.source] for c in s.cites if c.source in dates]
    return bool(a and b) and min(d.low for d in a) > max(d.high for d in b)


def _rank(rule: Rule, rank: Mapping[str, int]) -> int | None:
    ranks = [rank[c.source] for c in rule.cites if c.source in rank]
    return min(ranks) if ranks else None


def _matched(t: Rule, s: Rule) -> tuple[frozenset[object], frozenset[object]]:
    """The conditions of both, with the variables of s's head renamed to those of t's."""
    renaming: dict[Variable, Variable] = {}
    if t.heads and s.heads:
        for mine, theirs in zip(t.heads[0].arguments, s.heads[0].arguments, strict=False):
            if isinstance(mine, Variable) and isinstance(theirs, Variable):
                renaming[theirs] = mine
    ours = frozenset((c.alternatives, True) for c in t.when) | frozenset((c.alternatives, False) for c in t.unless)
    other = frozenset((tuple(rename(a, renaming) for a in c.alternatives), True) for c in s.when)
    other |= frozenset((tuple(rename(a, renaming) for a in c.alternatives), False) for c in s.unless)
    return frozenset(ours), frozenset(other)
