"""Lists of branches, against going down them in every case."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from siyar.engines.bits.diagrams import Diagrams
from siyar.study.branches import Branch, Form, branches
from siyar.study.covers import Covering
from tests.study.test_cubes import FREE, LABELS, diagram, left, tables

Made = tuple[tuple[int, ...], dict[tuple[int, ...], str]]
COUNTED = [label for label in LABELS if label not in FREE]


def groups_of(table: dict[tuple[int, ...], str]) -> list[set[str]]:
    return [{label} for label in COUNTED if label in table.values()]


def fitting(found: tuple[Branch, ...], case: tuple[int, ...], sizes: tuple[int, ...]) -> Branch:
    """The first branch that fits a case."""
    for branch in found:
        met = any(case in left(term, sizes) for term in branch.terms)
        if branch.form is Form.REST or met is (branch.form is Form.WHERE):
            return branch
    raise AssertionError("the last branch has the rest")


@given(tables(), st.integers(0, 12))
def test_the_first_branch_that_fits_is_that_of_the_label(made: Made, most: int) -> None:
    sizes, table = made
    groups = groups_of(table)
    assume(groups)
    diagrams, root = diagram(sizes, table)
    found = branches(diagrams, root, groups, most=most)
    if found is None:
        # None of the groups that are left then is short; of the smallest, told first, nothing was gone yet.
        assert len(groups) > 1
        assert any(
            len(Covering.of(diagrams, root, group, FREE).unshortened()) > most
            and len(Covering.of(diagrams, root, set(COUNTED) - group, FREE).unshortened()) > most
            for group in groups
        )
        return
    assert sorted(branch.group for branch in found) == list(range(len(groups)))
    assert [branch.form is Form.REST for branch in found] == [False] * (len(groups) - 1) + [True]
    assert all(branch.terms for branch in found[:-1])
    for case, label in table.items():
        if label not in FREE:
            assert label in groups[fitting(found, case, sizes).group]


@given(tables())
def test_with_as_many_terms_as_it_takes_there_is_always_a_list(made: Made) -> None:
    sizes, table = made
    groups = groups_of(table)
    assume(groups)
    diagrams, root = diagram(sizes, table)
    assert branches(diagrams, root, groups) is not None


def test_what_is_long_in_either_form_is_not_told() -> None:
    """Whether an odd number of eight facts is so takes 128 conjunctions either way; whether any is so takes eight."""
    facts = Diagrams((2,) * 8)
    some = facts.combined([facts.where(fact, 0b10) for fact in range(8)], any)
    (branch, rest) = branches(facts, some, [{True}, {False}], most=8) or ()
    assert (branch.form, len(branch.terms), rest) == (Form.WHERE, 8, Branch(1, Form.REST))
    odd = facts.combined([facts.where(fact, 0b10) for fact in range(8)], lambda so: sum(map(bool, so)) % 2 == 1)
    assert branches(facts, odd, [{True}, {False}], most=127) is None
    assert len((branches(facts, odd, [{True}, {False}], most=128) or ())[0].terms) == 128
