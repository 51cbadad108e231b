"""Rows S1 to S6, and what hangs on unknown facts (D10 to D15), against their definitions written out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings

from siyar.conclusion import Answer, Because, Status
from siyar.cone import cone
from siyar.engines import bits, reference
from siyar.engines.bits.space import single_bits
from siyar.ruling import Judgment, answer, judge
from siyar.theory import NO, STANDING, STANDING_WORDS, YES, YES_NO, Atom, GroundRule, Kind, Literal, Role, Theory
from tests.engines.test_bits_random import assignments, exact, theories

KINDS = {"=>": Kind.DEFEASIBLE, "->": Kind.STRICT, "~>": Kind.DEFEATER}
F, D, I, P, R, O, N = (  # noqa: E741 - the letters of D3
    STANDING_WORDS[w]
    for w in ("forbidden", "discouraged", "optional", "permitted", "recommended", "obligatory", "not obligatory")
)


def theory_of(
    *rules: str,
    given: str = "",
    unknown: str = "",
    options: Mapping[str, tuple[str, ...]] | None = None,
    **more: object,
) -> Theory:
    """Rules such as ``r: a, -b, unless c => F.x`` and ``=> p``; ``n=hi`` and ``n!=lo`` of an atom with options."""
    atoms: dict[str, Atom] = {}
    facts = {_plain(n) for n in f"{given} {unknown}".split()}

    def literal(text: str) -> Literal:
        text = text.strip()
        if "." in text:
            word, name = text.split(".")
            atoms.setdefault(name, Atom(name, STANDING, Role.STANDING))
            return Literal(name, {"F": F, "D": D, "I": I, "P": P, "R": R, "O": O, "N": N}[word])
        name = _plain(text)
        values = (options or {}).get(name, YES_NO)
        atom = atoms.setdefault(name, Atom(name, values, Role.FACT if name in facts else Role.CONCEPT))
        if "=" not in text:
            return Literal(name, NO if text.startswith("-") else YES)
        mask = 1 << values.index(text.split("=")[1])
        return Literal(name, atom.full & ~mask if "!" in text else mask)

    made = []
    for each in rules:
        label, rest = each.split(":")
        arrow = next(a for a in KINDS if a in rest)
        body, head = rest.split(arrow)
        parts = [p for p in body.split(",") if p.strip()]
        needs = tuple(literal(p) for p in parts if "unless" not in p)
        bars = tuple(literal(p.replace("unless", "")) for p in parts if "unless" in p)
        made.append(GroundRule(label, label, KINDS[arrow], literal(head), needs, bars))
    values = {q.atom: q.values for q in map(literal, given.split())}
    for name in unknown.split():
        literal(name)
    if "impossible" in more:
        more["impossible"] = tuple(tuple(map(literal, s.split(","))) for s in more["impossible"])  # type: ignore[attr-defined]  # fields of several types, by name
    if "superior" in more:
        more["superior"] = frozenset(tuple(s.split(" > ")) for s in str(more["superior"]).split(", "))
    return replace(Theory(dict(sorted(atoms.items())), tuple(made), values), **more)  # type: ignore[arg-type]  # fields of several types, by name


def _plain(text: str) -> str:
    return text.split("=")[0].strip("-! ")


def ruled(*words: int) -> Answer:
    return Answer(Status.RULED, words, (), words)


def contested(*between: int, holds: tuple[int, ...] = ()) -> Answer:
    return Answer(Status.CONTESTED, (), between, holds)


SILENT, OPEN = Answer(Status.SILENT), Answer(Status.OPEN)


# --------------------------------------------------------------------------- the rows of docs/semantics.md


def test_t41_either_way() -> None:
    found = judge(theory_of("r: a => F.x", "s: -a => F.x", unknown="a"), "x")
    assert (found.known, found.final, found.settled, found.turns_on) == (SILENT, ruled(F), True, ())
    assert found.possible == ((ruled(F), 2),)


def test_t42_open() -> None:
    found = judge(theory_of("r: a => F.x", unknown="a b"), "x")
    assert (found.known, found.final, found.settled, found.turns_on) == (SILENT, OPEN, False, (("a",),))
    assert found.facts == ("a",)
    assert found.known.because is Because.NONE_APPLIES


def test_t43_unless_on_an_unknown_fact() -> None:
    found = judge(theory_of("r: unless a => F.x", "s: a => P.x", unknown="a"), "x")
    assert (found.known, found.final, found.settled, found.turns_on) == (ruled(F), ruled(F), False, (("a",),))
    assert found.assumptions == (Literal("a", YES),)
    assert {(s.answer, s.given) for s in found.settled_by} == {
        (ruled(P), (Literal("a", YES),)),
        (ruled(F), (Literal("a", NO),)),
    }


def test_t44_an_unknown_that_cannot_matter() -> None:
    found = judge(theory_of("r: => F.x", "s: a => P.x", unknown="a", superior="r > s"), "x")
    assert (found.known, found.final, found.settled, found.turns_on) == (ruled(F), ruled(F), True, ())
    assert found.settled_by[0].given == ()


def test_t45_a_forced_fact() -> None:
    theory = theory_of("r: -b => P.x", "s: b => F.x", given="a", unknown="b", impossible=["a, b"])
    found = judge(theory, "x")
    assert (found.known, found.final, found.settled) == (ruled(P), ruled(P), True)
    assert found.forced == (Literal("b", NO),)
    assert (found.total, found.cases) == (1, 2)


def test_t46_turns_on_a_pair_only() -> None:
    found = judge(theory_of("r: a, b => F.x", unknown="a b", impossible=["a, -b", "-a, b"]), "x")
    assert (found.final, found.settled, found.turns_on) == (OPEN, False, (("a", "b"),))
    assert {tuple(s.given) for s in found.settled_by} == {(Literal(n, v),) for n in "ab" for v in (YES, NO)}


def test_t47_an_impossible_case() -> None:
    found = judge(theory_of("r: => F.x", given="a b", impossible=["a, b"]), "x")
    assert found.impossible == ((Literal("a", YES), Literal("b", YES)),)
    assert (found.final, found.settled, found.possible, found.total) == (OPEN, False, (), 0)


@pytest.mark.parametrize(("given_fact", "word"), [("a", F), ("-a", P)])
def test_t48_each_account_by_itself(given_fact: str, word: int) -> None:
    found = judge(theory_of("r: a => F.x", "s: -a => P.x", given=given_fact), "x")
    assert (found.known, found.settled) == (ruled(word), True)


def test_t55_a_quantity_between_two_cells() -> None:
    cells = {"n": ("lo", "ten", "hi")}
    theory = theory_of("r: n=hi => F.x", "g: n!=lo => t", given="n!=lo", options=cells)
    assert judge(theory, "t").final == ruled(YES)
    found = judge(theory, "x")
    assert found.known == SILENT
    assert (found.settled, found.total, found.turns_on) == (False, 2, (("n",),))


def test_t57_residual_permission() -> None:
    found = judge(theory_of("r: a => F.x", "z: => P.x", unknown="a", superior="r > z"), "x")
    assert (found.known, found.final, found.settled, found.turns_on) == (ruled(P), ruled(P), False, (("a",),))


def test_t58_contested_now_could_be_decided() -> None:
    found = judge(theory_of("r: => F.x", "s: => P.x", "t: a => P.x", unknown="a", superior="t > r"), "x")
    assert found.final == found.known == contested(F, P)
    assert found.known.because is Because.RULES
    assert (found.settled, found.turns_on) == (False, (("a",),))


# --------------------------------------------------------------------------- rows and reasons


@pytest.mark.parametrize(
    ("theory", "atom", "expected", "because"),
    [
        (theory_of("s: -> p", given="-p"), "p", contested(YES, NO, holds=(YES, NO)), Because.CONTRADICTION),
        (theory_of("o: => O.x", "d: => D.x"), "x", contested(D, O, holds=(P,)), Because.RULES),
        (theory_of("a: => p", "b: p => -p"), "p", contested(YES), Because.CIRCULAR),
        (theory_of("o: => O.x"), "x", ruled(O), None),
        (theory_of("a: a => P.x", "b: N.x => q", "n: => N.x", given="a"), "x", ruled(N, P), None),
        (theory_of("d: => p", "x: ~> -p"), "p", SILENT, Because.HELD_BACK),
        (theory_of("d: => p", given="-p"), "p", ruled(NO), None),
        (theory_of("d: a => p", unknown="a"), "p", SILENT, Because.NONE_APPLIES),
        (theory_of("d: p => q"), "p", SILENT, Because.NO_RULE),
        (theory_of("d: p => q", "x: ~> p"), "p", SILENT, Because.NO_RULE),
        (
            theory_of("s: => p", "e: => q", exceptions=frozenset({("e", "s")})),
            "p",
            SILENT,
            Because.OVERRIDDEN,
        ),
        (
            theory_of("r: => p", "s: => q", declared=frozenset({(Literal("p", YES), Literal("q", YES))})),
            "p",
            SILENT,
            Because.HELD_BACK,
        ),
    ],
)
def test_rows(theory: Theory, atom: str, expected: Answer, because: Because | None) -> None:
    found = answer(theory, reference.evaluate(theory), atom)
    assert (found, found.because) == (expected, because)
    assert exact(answer(theory, bits.evaluate(theory), atom)) == exact(found)
    assert exact(judge(theory, atom).known) == exact(found)


def test_words_of_the_whole_theory_count() -> None:
    """T51: "not obligatory" has a word because a rule elsewhere uses it."""
    rules = ("r: => F.x", "s: => D.x")
    assert judge(theory_of(*rules), "x").final == contested(F, D)
    assert judge(theory_of(*rules, "q: N.x => z"), "x").final == contested(F, D, holds=(N,))
    assert judge(theory_of(*rules, "q: N.x => z"), "x", propagating=True).final == contested(F, D, holds=(N,))


def test_assumptions_are_what_rules_that_apply_take_for_granted() -> None:
    theory = theory_of(
        "r: unless a, unless b, unless c => F.x",
        "s: d, unless e => P.x",
        given="-b",
        unknown="a c d e",
        impossible=["c"],
    )
    assert judge(theory, "x").assumptions == (Literal("a", YES),)


def test_a_presumption_gives_way_to_what_is_given() -> None:
    theory = theory_of("p: b => a", "r: a => F.x", given="b", unknown="a")
    found = judge(theory, "x")
    assert (found.known, found.final, found.settled) == (ruled(F), ruled(F), False)


# --------------------------------------------------------------------------- the definitions, written out


def naive(theory: Theory, atom: str, propagating: bool) -> dict[tuple[int, ...], Answer]:
    """The answer in every allowed completion of the cone's open facts."""
    facts = cone(theory, atom).open(theory)
    found = {}
    for each in assignments(theory):
        values = tuple(each[f] for f in facts)
        if values not in found:
            completed = replace(theory, facts={**theory.facts, **dict(zip(facts, values, strict=True))})
            found[values] = answer(completed, reference.evaluate(completed, propagating=propagating), atom)
    return found


def compare(theory: Theory, atom: str, found: Judgment, propagating: bool = False) -> None:
    facts = cone(theory, atom).open(theory)
    rows = naive(theory, atom, propagating)
    assert found.facts == facts
    assert bool(found.impossible) == (not rows)
    if not rows:
        return
    # D12 and section 5.
    forced = {f: values[i] for values in rows for i, f in enumerate(facts) if len({v[i] for v in rows}) == 1}
    assert {q.atom: q.values for q in found.forced} == forced
    now = replace(theory, facts={**theory.facts, **forced})
    known = answer(now, reference.evaluate(now, propagating=propagating), atom)
    assert exact(found.known) == exact(known)
    # D13 and D14.
    assert (found.settled, found.total) == (len(set(rows.values())) == 1, len(rows))
    assert dict(found.possible) == {a: list(rows.values()).count(a) for a in rows.values()}
    if found.settled:
        assert found.final == next(iter(rows.values()))
    else:
        assert found.final == (OPEN if known.status is Status.SILENT else known)
    # D15, turns on.
    differ = {
        frozenset(f for i, f in enumerate(facts) if x[i] != y[i])
        for x, y in combinations(rows, 2)
        if rows[x] != rows[y]
    }
    assert found.complete
    assert {frozenset(s) for s in found.turns_on} == {s for s in differ if not any(t < s for t in differ)}
    # D15, would settle.
    settling: dict[frozenset[Literal], Answer] = {}
    for size in range(len(facts) + 1):
        for some in combinations(range(len(facts)), size):
            for values in product(*(single_bits(theory.open[facts[i]]) for i in some)):
                part = frozenset(Literal(facts[i], v) for i, v in zip(some, values, strict=True))
                after = {a for x, a in rows.items() if all(x[facts.index(q.atom)] == q.values for q in part)}
                if len(after) == 1 and not any(p < part for p in settling):
                    settling[part] = after.pop()
    assert {frozenset(s.given): s.answer for s in found.settled_by} == settling
    assert [len(s.given) for s in found.settled_by] == sorted(len(s.given) for s in found.settled_by)


@settings(max_examples=250, deadline=None)
@given(theories())
def test_judgments_are_what_the_definitions_say(theory: Theory) -> None:
    for atom in theory.atoms:
        compare(theory, atom, judge(theory, atom))


@settings(max_examples=150, deadline=None)
@given(theories(facts=4, impossible=9))
def test_judgments_among_many_impossible_sets(theory: Theory) -> None:
    compare(theory, "x", judge(theory, "x"))


@settings(max_examples=60, deadline=None)
@given(theories(facts=3))
def test_judgments_where_ambiguity_propagates(theory: Theory) -> None:
    compare(theory, "x", judge(theory, "x", propagating=True), propagating=True)


@pytest.mark.parametrize("count", range(2, 5))
def test_facts_that_go_together_turn_the_ruling_together(count: int) -> None:
    """All or none: the ruling turns on the whole group, and any one of them settles it."""
    names = "abcdefgh"[:count]
    ring = [f"{m}, -{n}" for m, n in zip(names, names[1:] + names[0], strict=True)]
    theory = theory_of(f"r: {', '.join(names)} => F.x", "s: z => F.x", unknown=" ".join((*names, "z")), impossible=ring)
    found = judge(theory, "x")
    assert found.turns_on == (("z",), tuple(names))
    compare(theory, "x", found)


@pytest.mark.parametrize("count", range(2, 5))
def test_one_of_several_facts(count: int) -> None:
    """Exactly one: the ruling turns on pairs, and one kind of fact with that many values would turn it alone."""
    names = "abcdefgh"[:count]
    theory = theory_of(
        "r: a => F.x",
        f"s: {names[-1]} => P.x",
        *(f"t{n}: {n} => q" for n in names),
        "u: q => F.x",
        unknown=" ".join(names),
        impossible=[*(f"{m}, {n}" for m, n in combinations(names, 2)), ", ".join(f"-{n}" for n in names)],
    )
    found = judge(theory, "x")
    assert all(len(s) == 2 for s in found.turns_on)
    compare(theory, "x", found)


# --------------------------------------------------------------------------- caps


def test_too_many_cases_leave_what_is_known() -> None:
    theory = theory_of(*(f"r{i}: f{i} => F.x" for i in range(9)), unknown=" ".join(f"f{i}" for i in range(9)))
    found = judge(theory, "x", most=100)
    assert (found.surveyed, found.cases, found.settled, found.final) == (False, 512, False, OPEN)
    assert judge(theory, "x").surveyed


def test_many_facts_in_a_case_are_refused_where_ambiguity_propagates() -> None:
    names = " ".join(f"f{i}" for i in range(13))
    theory = theory_of(*(f"r{i}: f{i} => F.x" for i in range(13)), unknown=names)
    assert not judge(theory, "x", propagating=True).surveyed
    assert judge(theory, "x").surveyed


def test_a_search_that_meets_its_cap_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    needed = [f"f{i}" for i in range(7)]
    theory = theory_of(f"r: {', '.join(needed)} => F.x", unknown=" ".join(needed))
    found = judge(theory, "x")
    assert not found.complete
    assert {s.answer for s in found.settled_by} == {SILENT}
    assert found.turns_on == tuple((n,) for n in needed)
    turning = sys.modules["siyar.ruling.turning"]
    monkeypatch.setattr(turning, "MOST_ANSWERS", 7)
    assert {len(s.given) for s in judge(theory, "x").settled_by} == {1, 7}
    pair = theory_of("r: a, b => F.x", unknown="a b", impossible=["a, -b", "-a, b"])
    monkeypatch.setattr(turning, "MOST_SETS", 0)
    assert (judge(pair, "x").turns_on, judge(pair, "x").complete) == ((), False)


@given(theories())
@settings(max_examples=60, deadline=None)
def test_the_answers_are_the_same_without_what_they_turn_on(theory: Theory) -> None:
    """Most is then not surveyed: nothing is open, or no rule can apply whatever is open."""
    for atom in theory.atoms:
        full, short = judge(theory, atom), judge(theory, atom, turning=False)
        assert exact(short.known) == exact(full.known)
        assert exact(short.final) == exact(full.final)
        assert (short.settled, short.forced, short.assumptions, short.surveyed) == (
            (full.settled, full.forced, full.assumptions, full.surveyed)
        )


def test_a_rule_beyond_reach_is_seen_without_a_survey() -> None:
    theory = theory_of("r: a, q => F.x", "s: -b => q", given="b", unknown="a")
    short = judge(theory, "x", turning=False)
    assert (short.final.status, short.settled, short.total) == (Status.SILENT, True, 0)
    assert judge(theory, "x").total == 2
    reached = judge(theory_of("r: a, q => F.x", "s: b => q", given="b", unknown="a"), "x", turning=False)
    assert (reached.settled, reached.total) == (False, 2)
