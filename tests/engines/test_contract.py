"""What every engine does at the edges, and what it is allowed to import."""

from __future__ import annotations

import ast
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest

import siyar.engines
from siyar.conclusion import Tag
from siyar.theory import NO, YES, YES_NO, Atom, GroundRule, Kind, Literal, Role, Theory
from tests.engines.notation import parse_theory
from tests.engines.registry import ENGINES
from tests.engines.scalable import chain
from tests.engines.translate import foreseen, plain, seen
from tests.strategies import seeded

every_engine = pytest.mark.parametrize("engine", ENGINES)
P, NOT_P = Literal("p", YES), Literal("p", NO)
ATOMS = {"p": Atom("p", YES_NO), "q": Atom("q", YES_NO)}


def rule(label: str, head: Literal | None, *needs: Literal, name: str = "", kind: Kind = Kind.DEFEASIBLE) -> GroundRule:
    return GroundRule(label, name or label, kind, head, needs)


def test_the_engines_under_test_are_those_the_package_has() -> None:
    assert {"reference", "bits", "counting"} <= set(ENGINES)


@every_engine
def test_nothing_at_all(engine: str) -> None:
    outcome = ENGINES[engine](Theory({}))
    assert (outcome.tags, outcome.rules, outcome.definite, outcome.supported) == ({}, {}, frozenset(), frozenset())


@every_engine
def test_a_sentence_without_rules(engine: str) -> None:
    assert ENGINES[engine](Theory(ATOMS)).tags == dict.fromkeys(Theory(ATOMS).literals, Tag.NOT_SHOWN)


@every_engine
def test_words_are_tagged_though_nothing_mentions_them(engine: str) -> None:
    theory = Theory({"x": Atom("x", ("1", "2", "3"))}, worded=(Literal("x", 0b011),))
    assert Literal("x", 0b011) in ENGINES[engine](theory).tags


@every_engine
def test_a_bare_exception_without_anything_to_take_out(engine: str) -> None:
    outcome = ENGINES[engine](Theory(ATOMS, (rule("e", None, P),)))
    assert outcome.rules["e"].fails
    assert not outcome.rules["e"].stands


@every_engine
def test_a_bare_exception_applies_and_does_not_stand(engine: str) -> None:
    state = ENGINES[engine](Theory(ATOMS, (rule("e", None),))).rules["e"]
    assert (state.applies, state.not_overridden, state.stands) == (True, True, False)


@every_engine
def test_priorities_and_exceptions_of_rules_that_are_not_there(engine: str) -> None:
    theory = Theory(ATOMS, (rule("r", P),), superior=frozenset({("r", "gone"), ("gone", "r")}))
    theory = replace(theory, exceptions=frozenset({("gone", "r"), ("r", "gone")}))
    assert ENGINES[engine](theory).shown(P)


@every_engine
def test_superiority_joins_all_instances_of_a_name(engine: str) -> None:
    rules = (rule("r1", P, name="r"), rule("s1", NOT_P, name="s"), rule("s2", NOT_P, name="s"))
    assert ENGINES[engine](Theory(ATOMS, rules, superior=frozenset({("r", "s")}))).shown(P)


@every_engine
def test_an_exception_takes_out_one_instance_only(engine: str) -> None:
    rules = (rule("r1", P, name="r"), rule("r2", P, name="r"), rule("e", None))
    outcome = ENGINES[engine](Theory(ATOMS, rules, exceptions=frozenset({("e", "r1")})))
    assert outcome.rules["r1"].overridden
    assert outcome.shown(P)


@every_engine
def test_a_fact_that_leaves_every_value_gives_nothing(engine: str) -> None:
    theory = Theory(ATOMS, (rule("r", P),), facts={"p": YES | NO, "q": YES | NO})
    outcome = ENGINES[engine](theory)
    assert outcome.definite == frozenset()
    assert outcome.shown(P)


@every_engine
def test_a_fact_that_leaves_some_values(engine: str) -> None:
    atoms = {"n": Atom("n", ("1", "2", "3"), Role.FACT)}
    outcome = ENGINES[engine](Theory(atoms, (rule("r", Literal("n", 0b001)),), facts={"n": 0b110}))
    assert outcome.definite == {Literal("n", 0b110)}
    assert outcome.tags[Literal("n", 0b001)] is Tag.NOT_SHOWN
    assert outcome.tags[Literal("n", 0b010)] is Tag.NOT_SHOWN


@every_engine
def test_an_open_fact_is_neither_so_nor_not_so(engine: str) -> None:
    written = parse_theory("? a; r: a => p; s: -a => p; t: unless a => q")
    outcome = ENGINES[engine](written.theory)
    assert not outcome.shown(written.literal("p"))
    assert outcome.shown(written.literal("q"))


@every_engine
def test_a_condition_said_twice_or_against_itself(engine: str) -> None:
    twice = rule("r", P, Literal("q", YES), Literal("q", YES))
    both = GroundRule("s", "s", Kind.DEFEASIBLE, P, (Literal("q", YES),), (Literal("q", YES),))
    theory = Theory(ATOMS, (twice, both), facts={"q": YES})
    outcome = ENGINES[engine](theory)
    assert outcome.rules["r"].applies
    assert outcome.rules["s"].fails
    assert seen(outcome) == foreseen(plain(theory))


@every_engine
def test_a_rule_said_twice(engine: str) -> None:
    theory = Theory(ATOMS, (rule("r1", P), rule("r2", P), rule("s", NOT_P)), superior=frozenset({("r1", "s")}))
    assert ENGINES[engine](theory).shown(P)


@every_engine
def test_a_long_chain_is_no_deep_recursion(engine: str) -> None:
    theory = chain(1500)
    backwards = replace(theory, rules=theory.rules[::-1]) if engine != "reference" else theory
    outcome = ENGINES[engine](backwards)
    assert sum(outcome.shown(q) for q in theory.literals) == 1501


@every_engine
def test_a_theory_is_left_as_it_was(engine: str) -> None:
    for seed in range(20):
        theory = seeded(seed)
        before = deepcopy(theory)
        ENGINES[engine](theory)
        assert theory == before


@every_engine
def test_the_same_again_in_the_same_order(engine: str) -> None:
    for seed in range(20):
        theory = seeded(seed)
        one, other = ENGINES[engine](theory), ENGINES[engine](seeded(seed))
        assert one == other
        assert list(one.tags) == list(other.tags) == list(theory.literals)
        assert list(one.rules) == list(other.rules) == [r.label for r in theory.rules]


def test_engines_do_not_import_each_other() -> None:
    folder = Path(siyar.engines.__path__[0])
    for file in folder.rglob("*.py"):
        own = file.relative_to(folder).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{a.name}" for a in node.names]
            for name in names:
                if name.startswith("siyar.engines."):
                    assert name.split(".")[2] in (own, "protocol"), f"{file.name} imports {name}"
