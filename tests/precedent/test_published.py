"""Small examples of the literature, with the paper named.

They are written from knowledge of the papers; letters and numbers were not compared with the printed page. That the two
models of 2019 come to the same on dimensions is what that paper's abstract says.
"""

from __future__ import annotations

from siyar.precedent import Dimension, Index, Kind, Model, Reason, conflicts, constraint, differences
from siyar.precedent.consistency import permitted
from siyar.precedent.constraint import at_least_as_strong, preferred, relevant_differences
from tests.precedent.bases import AGAINST, FOR, base, decided, situation

# --- Horty 2011, "Rules and reasons in the theory of precedent" (Legal Theory 17); its f^pi are p here, its f^delta c

C1 = decided("c1", "p1 p2 c1", FOR, "p1")


def test_horty_2011_the_result_model_follows_only_stronger_cases() -> None:
    """X ≤ Y: more that favours the side, less that favours the other."""
    one = base(C1)
    assert at_least_as_strong(one, C1.situation, situation("p1 p2 p3 c1"), FOR)
    assert at_least_as_strong(one, C1.situation, situation("p1 p2"), FOR)
    assert not at_least_as_strong(one, C1.situation, situation("p1 c1"), FOR)
    assert constraint(one, situation("p1 p2 p3 c1"), Model.RESULT).forced is FOR
    assert constraint(one, situation("p1 c1"), Model.RESULT).forced is None


def test_horty_2011_the_reason_model_forces_where_the_reason_is_there() -> None:
    """The court's reason {p1} outweighed {c1}: a case with the reason and nothing new against it is bound."""
    one = base(C1)
    assert preferred(one, C1, Reason(frozenset({"p1", "p3"})), frozenset({"c1"}))
    assert not preferred(one, C1, Reason(frozenset({"p2"})), frozenset({"c1"}))
    assert not preferred(one, C1, Reason(frozenset({"p1"})), frozenset({"c1", "c2"}))
    assert constraint(one, situation("p1 c1"), Model.REASON).forced is FOR
    assert not permitted(one, situation("p1 c1"), AGAINST, Reason(frozenset({"c1"})))


def test_horty_2011_a_new_reason_for_the_other_side_distinguishes() -> None:
    one = base(C1)
    new = situation("p1 c1 c2")
    assert constraint(one, new, Model.REASON).forced is None
    assert permitted(one, new, AGAINST, Reason(frozenset({"c2"})))
    assert not permitted(one, new, AGAINST, Reason(frozenset({"c1"})))
    assert permitted(one, new, FOR, Reason(frozenset({"p1"})))


def test_horty_2011_following_and_distinguishing_refine_the_priority() -> None:
    """Decided against on the new reason, the base stays consistent, and binds in what it had left open."""
    second = decided("c2", "p1 c1 c2", AGAINST, "c2")
    both = base(C1, second)
    assert conflicts(both) == ()
    assert constraint(both, situation("p1 c2"), Model.REASON).forced is AGAINST
    assert constraint(both, situation("p1 p2 c2"), Model.REASON).forced is None


def test_horty_2011_an_inconsistent_base_and_its_pair() -> None:
    """{p1} over {c1} in the one, {c1} over {p1} in the other; a third case has no part in it."""
    contrary = decided("c3", "p1 c1", AGAINST, "c1")
    bystander = decided("c4", "p3 c3", FOR, "p3")
    found = conflicts(base(C1, bystander, contrary))
    assert [(c.one.name, c.other.name) for c in found] == [("c1", "c3")]
    assert constraint(base(C1, contrary), situation("p1 c1")).torn


# --- Horty & Bench-Capon 2012, "A factor-based definition of precedential constraint" (AI & Law 20)


def test_horty_and_bench_capon_2012_consistent_in_one_model_and_not_in_the_other() -> None:
    """The reason makes the difference: by results alone neither case is stronger than the other."""
    one = decided("c1", "p1 p2 c1", FOR, "p1")
    other = decided("c2", "p1 c1 c2", AGAINST, "c1")
    both = base(one, other)
    assert conflicts(both, Model.RESULT) == ()
    assert [(c.one.name, c.other.name) for c in conflicts(both, Model.REASON)] == [("c1", "c2")]


# --- Prakken 2021, "A formal analysis of some factor- and precedent-based accounts …" (AI & Law 29)


def test_prakken_2021_relevant_differences() -> None:
    """pro(c) \\ pro(F) and con(F) \\ con(c); with the reason only what the reason names counts for the side."""
    one = base(C1)
    new = situation("p1 p3 c1 c2")
    found = differences(one, C1, new)
    assert [(d.kind, d.what) for d in found] == [(Kind.LACKS, "p2"), (Kind.ADDS, "c2")]
    found = relevant_differences(one, C1, new, Model.REASON)
    assert [(d.kind, d.what) for d in found] == [(Kind.ADDS, "c2")]


# --- Fiscal domicile: Prakken & Sartor 1998, "Modelling reasoning with precedents in a formal dialogue game"
#     (AI & Law 6); with dimensions in Horty 2019, "Reasoning with dimensions and magnitudes" (AI & Law 27)

STAY = Dimension("stay", FOR)  # months abroad: the longer, the more for a change of domicile
SHARE = Dimension("share", FOR)  # of income earned abroad
MOVED = decided("moved", "", FOR, "", {"stay": 12}, stay=30, share=60)


def test_horty_2019_on_dimensions_the_reason_model_collapses_into_the_result_model() -> None:
    """Eighteen months reach the magnitude of twelve, and yet distinguish the case: they are fewer than thirty."""
    one = base(MOVED, dimensions=(STAY, SHARE))
    new = situation("", stay=18, share=60)
    assert constraint(one, new, Model.MAGNITUDES).forced is None
    assert constraint(one, new, Model.RESULT).forced is None
    assert constraint(one, situation("", stay=36, share=60), Model.MAGNITUDES).forced is FOR


def test_horty_2021_the_modified_reason_model_does_not_collapse() -> None:
    """Horty, "Modifying the reason model" (AI & Law 29): on the dimension of the reason its magnitude is enough."""
    one = base(MOVED, dimensions=(STAY, SHARE))
    assert constraint(one, situation("", stay=18, share=60), Model.REASON).forced is FOR
    assert constraint(one, situation("", stay=18, share=40), Model.REASON).forced is None
    assert constraint(one, situation("", stay=11, share=60), Model.REASON).forced is None


def test_prakken_2021_the_value_of_the_precedent_is_its_magnitude() -> None:
    """In the alternative account a reason names dimensions and no thresholds."""
    plain = decided("moved", "", FOR, "", {"stay": 30}, stay=30, share=60)
    one = base(plain, dimensions=(STAY, SHARE))
    assert constraint(one, situation("", stay=18, share=60)).forced is None
    assert constraint(one, situation("", stay=30, share=70)).forced is FOR


def test_the_index_says_the_same_of_them() -> None:
    one = base(MOVED, dimensions=(STAY, SHARE))
    for model in Model:
        for stay in (11, 18, 30, 36):
            new = situation("", stay=stay, share=60)
            assert Index.of(one).constraint(new, model) == constraint(one, new, model)
