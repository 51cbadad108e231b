"""The cone, the part of a theory it cuts out, completions, forced facts, impossible cases (D9 to D12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from siyar.cone import completions, cone, reasons, restrict
from siyar.cone.nogoods import Nogood, groups, project
from siyar.engines import reference
from siyar.engines.bits.space import single_bits
from siyar.theory import NO, YES, YES_NO, Atom, GroundRule, Kind, Literal, Role, Theory
from tests.engines.test_bits_random import assignments, theories


def theory_of(*rules: tuple[str, str, str], facts: str = "", **more: object) -> Theory:
    """Rules ``(label, "a b", "p")``; ``-`` before a name denies it; every name in `facts` is a fact.

    ``more`` replaces fields of the theory.
    """
    made = tuple(
        GroundRule(label, label, Kind.DEFEASIBLE, _literal(head), tuple(_literal(n) for n in needs.split()))
        for label, needs, head in rules
    )
    names = {*facts.split()} | {q.atom for r in made for q in (*r.needs, *([r.head] if r.head else []))}
    atoms = {n: Atom(n, YES_NO, Role.FACT if n in facts.split() else Role.CONCEPT) for n in sorted(names)}
    return replace(Theory(atoms, made), **more)  # type: ignore[arg-type]  # options of several types, passed on


def _literal(name: str) -> Literal:
    return Literal(name.removeprefix("-"), NO if name.startswith("-") else YES)


def sets(*names: str) -> tuple[tuple[Literal, ...], ...]:
    return tuple(tuple(_literal(n) for n in each.split()) for each in names)


# --------------------------------------------------------------------------- D9


def test_conditions_of_rules_for_and_against_and_of_their_overriders_are_reached() -> None:
    theory = theory_of(
        ("for", "a", "p"),
        ("against", "c", "-p"),
        ("chain", "b", "c"),
        ("lifts", "d e", "q"),
        ("lifts that", "g", "-q"),
        ("elsewhere", "h", "r"),
        facts="a b d e g h",
        exceptions=frozenset({("lifts", "against")}),
    )
    found = cone(theory, "p")
    assert found.facts == ("a", "b", "d", "e")
    assert found.rules == ("for", "against", "chain", "lifts")
    assert cone(theory, "q").facts == ("d", "e", "g")


def test_a_declared_opposition_carries_the_cone_across_sentences() -> None:
    theory = theory_of(
        ("r", "a", "p"),
        ("s", "b", "q"),
        ("t", "c", "-q"),
        facts="a b c",
        declared=frozenset({(Literal("p", YES), Literal("q", YES))}),
    )
    assert cone(theory, "p").facts == ("a", "b")
    assert cone(theory, "q").facts == ("a", "b", "c")


def test_a_loop_ends() -> None:
    assert cone(theory_of(("r", "q", "p"), ("s", "p a", "q"), facts="a"), "p").atoms == ("a", "p", "q")


def test_facts_that_are_given_are_in_the_cone_but_not_open() -> None:
    theory = theory_of(("r", "a b", "p"), facts="a b")
    theory = replace(theory, facts={"a": YES})
    assert cone(theory, "p").facts == ("a", "b")
    assert cone(theory, "p").open(theory) == ("b",)


@settings(max_examples=300, deadline=None)
@given(theories())
def test_the_restricted_theory_keeps_tags_and_completions(theory: Theory) -> None:
    whole = reference.evaluate(theory)
    for atom in theory.atoms:
        part = cone(theory, atom)
        small = restrict(theory, part)
        outcome = reference.evaluate(small)
        assert [q for q in small.literals if q.atom == atom] == sorted(
            (q for q in theory.literals if q.atom == atom), key=small.literals.index
        )
        for q in small.literals:
            if q.atom in part.atoms and (q.atom == atom or theory.atoms[q.atom].role is not Role.FACT):
                assert outcome.tags[q] == whole.tags[q]
                assert (q in outcome.definite) == (q in whole.definite)
        for label in part.rules:
            assert outcome.rules[label].applies == whole.rules[label].applies
            assert outcome.rules[label].overridden == whole.rules[label].overridden
        assert cone(small, atom).facts == part.facts
        facts = part.open(theory)
        assert {tuple(each[f] for f in facts) for each in assignments(small)} == {
            tuple(each[f] for f in facts) for each in assignments(theory)
        }


@settings(max_examples=100, deadline=None)
@given(theories(), st.data())
def test_nothing_outside_the_cone_matters(theory: Theory, data: st.DataObject) -> None:
    atom = data.draw(st.sampled_from(sorted(theory.atoms)))
    part = cone(theory, atom)
    outside = [name for name in theory.open if name not in part.facts]
    values = {name: data.draw(st.sampled_from(single_bits(theory.open[name]))) for name in outside}
    changed = replace(theory, facts={**theory.facts, **values})
    before, after = reference.evaluate(theory), reference.evaluate(changed)
    assert all(before.tags[q] == after.tags[q] for q in theory.literals if q.atom == atom)


# --------------------------------------------------------------------------- D10 to D12


@settings(max_examples=300, deadline=None)
@given(theories(facts=5, impossible=6))
def test_completions_are_those_that_extend_to_all_facts(theory: Theory) -> None:
    every = list(assignments(theory))
    for atom in theory.atoms:
        ranged = completions(theory, cone(theory, atom))
        allowed = {tuple(each[f] for f in ranged.facts) for each in every}
        found = {
            values
            for values in product(*(single_bits(mask) for mask in ranged.facts.values()))
            if not _met(dict(zip(ranged.facts, values, strict=True)), ranged.barred)
        }
        assert found == allowed
        forced = {
            f: next(iter(allowed))[i] for i, f in enumerate(ranged.facts) if len({values[i] for values in allowed}) == 1
        }
        assert {q.atom: q.values for q in ranged.forced} == forced
        assert bool(ranged.impossible) == (not every)
        assert sorted(f for group in ranged.joined for f in group) == sorted(ranged.facts)
        for literals in ranged.barred:
            assert any({q.atom for q in literals} <= set(group) for group in ranged.joined) or not literals


def _met(values: dict[str, int], barred: Sequence[tuple[Literal, ...]]) -> bool:
    return any(all(values[q.atom] & q.values for q in literals) for literals in barred)


@settings(max_examples=300, deadline=None)
@given(theories(facts=3, impossible=8))
def test_an_impossible_case_and_a_forced_fact_name_sets_that_suffice(theory: Theory) -> None:
    for atom in theory.atoms:
        ranged = completions(theory, cone(theory, atom))
        if ranged.impossible:
            assert not any(True for _ in assignments(replace(theory, impossible=ranged.impossible)))
            alone = [
                s for s in ranged.impossible if not any(True for _ in assignments(replace(theory, impossible=(s,))))
            ]
            if not alone:
                for left_out in ranged.impossible:
                    fewer = tuple(s for s in ranged.impossible if s != left_out)
                    assert any(True for _ in assignments(replace(theory, impossible=fewer)))
            else:
                assert alone == list(ranged.impossible)
        for q in ranged.forced:
            why = reasons(theory, q)
            assert set(why) <= set(theory.impossible)
            assert {each[q.atom] for each in assignments(replace(theory, impossible=why))} == {q.values}
            for fewer in combinations(why, len(why) - 1):
                assert {each[q.atom] for each in assignments(replace(theory, impossible=fewer))} != {q.values}


def test_a_fact_outside_the_cone_can_join_two_inside() -> None:
    theory = theory_of(("r", "a b", "p"), facts="a b c", impossible=sets("a c", "-c -b"))
    ranged = completions(theory, cone(theory, "p"))
    assert ranged.barred == sets("a -b")
    assert ranged.joined == (("a", "b"),)


def test_a_set_outside_the_cone_can_reject_the_case() -> None:
    theory = theory_of(("r", "", "p"), facts="a b", impossible=sets("a", "-a b", "-a -b"))
    assert completions(theory, cone(theory, "p")).impossible == sets("a", "-a b", "-a -b")


def test_what_is_given_can_meet_a_set() -> None:
    theory = theory_of(("r", "", "p"), facts="a b", impossible=sets("a b", "-a"))
    assert completions(replace(theory, facts={"a": YES, "b": YES}), cone(theory, "p")).impossible == sets("a b")


def test_a_concept_never_makes_a_case_impossible_unless_it_is_stipulated() -> None:
    theory = theory_of(("r", "", "p"), facts="a", impossible=sets("p"))
    assert completions(theory, cone(theory, "p")).impossible == ()
    assert completions(replace(theory, facts={"p": YES}), cone(theory, "p")).impossible == sets("p")


def test_a_forced_fact_tells_why() -> None:
    theory = theory_of(("r", "a b c", "p"), facts="a b c", impossible=sets("b c", "a -b", "c a -b"))
    theory = replace(theory, facts={"a": YES})
    assert completions(theory, cone(theory, "p")).forced == (Literal("b", YES), Literal("c", NO))
    assert reasons(theory, Literal("b", YES)) == sets("a -b")
    assert reasons(theory, Literal("c", NO)) == sets("b c", "a -b")


# --------------------------------------------------------------------------- projection by itself

NAMES = {"a": 0b11, "b": 0b111, "c": 0b11, "d": 0b111}


@st.composite
def nogoods(draw: st.DrawFn) -> list[Nogood]:
    some = st.fixed_dictionaries({}, optional={n: st.integers(1, left - 1) for n, left in NAMES.items()})
    return draw(st.lists(some, max_size=7))


@settings(max_examples=300, deadline=None)
@given(nogoods(), st.sets(st.sampled_from(sorted(NAMES))))
def test_projection_keeps_what_extends(given_nogoods: list[Nogood], keep: set[str]) -> None:
    found = project(given_nogoods, NAMES, keep)
    assert all(n.keys() <= keep for n in found)
    extends = set()
    for values in product(*(single_bits(left) for left in NAMES.values())):
        each = dict(zip(NAMES, values, strict=True))
        if not any(all(each[n] & mask for n, mask in nogood.items()) for nogood in given_nogoods):
            extends.add(tuple(each[n] for n in sorted(keep)))
    allowed = {
        values
        for values in product(*(single_bits(NAMES[n]) for n in sorted(keep)))
        if not any(
            all(dict(zip(sorted(keep), values, strict=True))[n] & mask for n, mask in nogood.items())
            for nogood in found
        )
    }
    assert allowed == extends


def test_groups_follow_the_order_of_the_names() -> None:
    assert groups([{"d": 1, "b": 1}, {"b": 1, "a": 1}, {}], "abcd") == (("a", "b", "d"), ("c",))
