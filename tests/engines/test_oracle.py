"""The oracle: that it is independent, that its programs agree, and that the package's judgments agree with it."""

from __future__ import annotations

import ast
from functools import partial
from pathlib import Path

import pytest

from siyar.conclusion import Answer, Because
from siyar.engines import reference
from siyar.ruling import Judgment, judge
from siyar.theory import Role, Theory
from tests.engines.examples import by_enumeration
from tests.engines.translate import foreseen, foreseen_propagating, plain
from tests.oracle import asp, propagating, rulings, textbook
from tests.oracle.plain import DEFEASIBLE, Plain, Rule, Sentence
from tests.strategies import YES_NO_ONLY, YES_NO_PLAIN, seeded

ORACLE = Path(__file__).parents[1] / "oracle"
ROWS: dict[str, set[Because | None]] = {
    "S1": {Because.CONTRADICTION},
    "S2": {Because.RULES},
    "S3": {Because.CIRCULAR},
    "S4": {None},
    "S5": {Because.HELD_BACK},
    "S6": {Because.NO_RULE, Because.NONE_APPLIES, Because.OVERRIDDEN},
}


@pytest.mark.parametrize("file", sorted(ORACLE.glob("*.py")), ids=lambda file: file.name)
def test_the_oracle_shares_nothing_with_the_package(file: Path) -> None:
    imported: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add(node.module or "")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("__import__", "import_module", "exec", "eval")
    assert not {name for name in imported if name.split(".")[0] == "siyar"}
    ours = {name for name in imported if name.split(".")[0] == "tests"}
    assert all(name.startswith("tests.oracle.") for name in ours)


# ----------------------------------------------------------------------------------------------------- clingo


def test_clingo_has_one_model_where_nothing_is_undetermined() -> None:
    theories = [plain(seeded(i)) for i in range(2000)]
    said = [foreseen(t) for t in theories]
    decided = [(t, s) for t, s in zip(theories, said, strict=True) if s.shown | s.failed == s.literals]
    assert len(decided) > 1800
    for i in range(0, len(decided), 200):
        batch = decided[i : i + 200]
        assert asp.models([t for t, _ in batch]) == [[s.shown for _, s in batch]]


def test_clingo_models_extend_the_tags_where_something_is_undetermined() -> None:
    without_model = several = 0
    for i in range(3000):
        t = plain(seeded(i))
        said = foreseen(t)
        if said.shown | said.failed == said.literals:
            continue
        models = asp.models([t], limit=0)
        for (model,) in models:
            assert said.shown <= model
            assert not said.failed & model
        without_model += not models
        several += len(models) > 1
    # Why ∂? is never read off clingo: both of these occur.
    assert without_model
    assert several


def test_what_clingo_prints_is_an_error() -> None:
    with pytest.raises(asp.ClingoSaid, match="error"):
        asp.models([Plain({'p"': Sentence(2)})])


# --------------------------------------------------------------------------------------------------- textbook


def test_team_defeat_of_the_textbook_on_yes_no_sentences() -> None:
    for i in range(3000):
        t = plain(seeded(i, YES_NO_ONLY))
        assert textbook.covers(t)
        said = foreseen(t)
        low, high = textbook.blocking(t)
        assert (said.shown, said.literals - said.failed) == (low, high), i


def test_propagating_of_the_textbook_on_yes_no_sentences() -> None:
    """Equal wherever section 4 leaves nothing undetermined; else what it says holds in the textbook too."""
    undetermined = 0
    for i in range(3000):
        t = plain(seeded(i, YES_NO_PLAIN))
        ours = propagating.evaluate(t)
        theirs = textbook.propagating(t)
        if ours.certain == ours.possible:
            assert (ours.certain.shown, ours.certain.supported) == theirs, i
        else:
            undetermined += 1
            assert ours.certain.shown <= theirs[0] <= ours.possible.shown
            assert ours.certain.supported <= theirs[1] <= ours.possible.supported
    assert undetermined < 30


def test_the_textbook_parts_from_section_4_on_a_support_loop() -> None:
    """The witness of DIVERGENCES.md: support that rests on the rule that keeps its own attacker down."""
    yes, no = ("p", 1), ("p", 2)
    rules = (
        Rule("a", "a", DEFEASIBLE, yes),
        Rule("b", "b", DEFEASIBLE, no),
        Rule("c", "c", DEFEASIBLE, yes, (yes,)),
    )
    t = Plain({"p": Sentence(2)}, rules, superior=frozenset({("b", "a"), ("c", "b")}))
    ours = propagating.evaluate(t)
    assert no in ours.possible.shown - ours.certain.shown
    assert no in textbook.propagating(t)[0]
    assert no in foreseen(t).shown


# ---------------------------------------------------------------------------------------------------- rulings


def _said(answer: Answer) -> tuple[str, tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    return (answer.status.value, answer.values, answer.between, answer.holds)


def _compare(theory: Theory, atom: str) -> None:
    ours: Judgment = judge(theory, atom)
    theirs = rulings.judge(plain(theory), atom)
    assert bool(ours.impossible) == (theirs.final is None)
    if theirs.final is None or theirs.known is None:
        return
    assert _said(ours.known) == theirs.known.ruling
    assert _said(ours.final) == theirs.final.ruling
    assert ours.settled is theirs.settled
    if not theory.declared:
        assert ours.known.because in ROWS[theirs.known.row]
    assert set(theirs.cone) <= set(ours.facts)
    if set(theirs.cone) != set(ours.facts):
        # DIVERGENCES.md: the package counts a fact that a rule in the cone concludes, or that is opposed to it.
        assert theory.declared or any(r.head and theory.atoms[r.head.atom].role is Role.FACT for r in theory.rules)
        return
    assert ours.total == len(theirs.allowed)
    assert {(q.atom, q.values) for q in ours.forced} == set(theirs.forced)
    assert frozenset(map(frozenset, ours.turns_on)) == theirs.turns_on
    assert ours.complete
    settling = {(tuple(sorted((q.atom, q.values) for q in s.given)), _said(s.answer)) for s in ours.settled_by}
    assert settling == theirs.would_settle


def _compare_all(seeds: range) -> int:
    judged = 0
    for i in seeds:
        theory = seeded(i)
        for atom in theory.atoms:
            _compare(theory, atom)
            judged += 1
    return judged


def test_judgments_on_random_theories() -> None:
    assert _compare_all(range(250)) > 1000


@pytest.mark.long
def test_judgments_on_many_random_theories() -> None:
    _compare_all(range(250, 10_000))


def test_judgments_when_ambiguity_propagates() -> None:
    """Section 6 over outcomes of section 4, each completion by itself."""
    for i in range(100):
        theory = seeded(i)
        for atom in theory.atoms:
            ours = judge(theory, atom, propagating=True)
            expected = by_enumeration(theory, {}, atom, partial(reference.evaluate, propagating=True))
            assert bool(ours.impossible) == (expected.status == "impossible")
            if not ours.impossible:
                assert _said(ours.final) == (expected.status, expected.values, expected.between, expected.holds)
                assert (ours.known.status.value, ours.known.values) == expected.known
                assert ours.settled is expected.settled


def test_propagating_tags_on_random_theories() -> None:
    for i in range(2000):
        theory = seeded(i)
        said = reference.evaluate(theory, propagating=True)
        expected = foreseen_propagating(plain(theory))
        assert {(q.atom, q.values) for q in said.supported} == expected.supported, i
