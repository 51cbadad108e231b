"""The table of examples notices every listed way of getting one clause wrong, at the row named."""

from __future__ import annotations

from functools import cache

import pytest

from siyar.conclusion import Outcome, Tag
from siyar.engines import reference
from siyar.theory import Theory
from tests.engines.examples import example, table, wrong, wrong_propagated
from tests.engines.mutations import MUTATIONS, Mutation
from tests.engines.notation import Example
from tests.engines.small_family import family
from tests.engines.translate import Seen, foreseen, foreseen_propagating, plain, seen_propagating

every_mutation = pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name)


def _mutated(mutation: Mutation, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, function in mutation.patches.items():
        assert hasattr(reference, name), f"the reference has no {name} any more: put the mutation where the clause went"
        monkeypatch.setattr(reference, name, function)


def _noticed(mutation: Mutation, row: Example) -> list[str]:
    def evaluate(theory: Theory) -> Outcome:
        return reference.evaluate(mutation.source_theory(theory))

    if mutation.propagating:
        theory = mutation.source_theory(row.written.theory)
        return list(wrong_propagated(row.expected, reference.evaluate(theory, propagating=True)))
    return wrong(row, evaluate)


@every_mutation
def test_the_table_notices(mutation: Mutation, monkeypatch: pytest.MonkeyPatch) -> None:
    row = example(mutation.witness)
    assert wrong(row, reference.evaluate) == []
    _mutated(mutation, monkeypatch)
    assert _noticed(mutation, row)


@every_mutation
def test_most_rows_do_not_care(mutation: Mutation, monkeypatch: pytest.MonkeyPatch) -> None:
    """One clause wrong is not an evaluator broken: a mutation that spoils everything would show nothing."""
    _mutated(mutation, monkeypatch)
    spoilt = [row.id for row in table() if _noticed(mutation, row)]
    assert mutation.witness in spoilt
    assert len(spoilt) < 60


@every_mutation
def test_the_small_family_notices_what_it_can_say(mutation: Mutation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Besides the table: theories of two rules. Those it has no words for need the table alone."""
    _mutated(mutation, monkeypatch)
    noticed = any(_differs(mutation, theory, expected) for theory, expected in _family())
    assert noticed is (mutation.name not in BEYOND_TWO_RULES)


#: What no theory of two rules over two yes/no sentences tells apart.
BEYOND_TWO_RULES = frozenset(
    {
        "no clause (2.1): a rule that is overridden supports",
        "a rule that is itself overridden overrides",
        "team defeat of the textbook",
        "a defeater overrides",
        "a rule is for its own head alone",
        "a rule is against the complement of its head alone",
        "priorities are closed under transitivity",
        "priorities count between rules that agree",
        "an exception needs opposed heads",
        "declared opposition is ignored",
    }
)


@cache
def _family() -> tuple[tuple[Theory, Seen], ...]:
    return tuple((theory, foreseen(plain(theory))) for size in (1, 2) for theory in family(size))


def _differs(mutation: Mutation, theory: Theory, expected: Seen) -> bool:
    changed = mutation.source_theory(theory)
    if mutation.propagating:
        said = seen_propagating(reference.evaluate(changed, propagating=True))
        return said != foreseen_propagating(plain(theory))
    tags = reference.evaluate(changed).tags
    shown = {(q.atom, q.values) for q, tag in tags.items() if tag is Tag.SHOWN}
    failed = {(q.atom, q.values) for q, tag in tags.items() if tag is Tag.NOT_SHOWN}
    return shown != expected.shown or failed != expected.failed
