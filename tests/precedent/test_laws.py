"""Laws of precedential constraint, over drawn bases."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from siyar.precedent import CaseBase, Decision, Factor, Index, Model, Reason, Side, Situation, conflicts, constraint
from siyar.precedent.consistency import permitted
from tests.precedent.bases import FACTORS, bases, situations

MODELS = st.sampled_from(list(Model))


@given(bases())
def test_drawn_bases_are_well_formed(base: CaseBase) -> None:
    faults = [f for f in base.faults() if not f.endswith("no reason")]
    assert faults == []


@given(bases(), situations(), MODELS, st.sampled_from(FACTORS))
def test_a_factor_more_for_the_winning_side_never_frees_a_forced_outcome(
    base: CaseBase, new: Situation, model: Model, factor: Factor
) -> None:
    before = constraint(base, new, model)
    after = constraint(base, replace(new, factors=new.factors | {factor.name}), model)
    if factor.favours is Side.FOR:
        assert set(before.for_) <= set(after.for_)
    else:
        assert set(before.against) <= set(after.against)


@given(bases(), situations(), MODELS, st.sampled_from(FACTORS))
def test_a_factor_less_for_the_losing_side_never_frees_it_either(
    base: CaseBase, new: Situation, model: Model, factor: Factor
) -> None:
    before = constraint(base, new, model)
    after = constraint(base, replace(new, factors=new.factors - {factor.name}), model)
    if factor.favours is Side.AGAINST:
        assert set(before.for_) <= set(after.for_)
    else:
        assert set(before.against) <= set(after.against)


@given(bases(), situations(), MODELS)
def test_a_consistent_base_forces_at_most_one_side(base: CaseBase, new: Situation, model: Model) -> None:
    if not conflicts(base, model):
        assert not constraint(base, new, model).torn


@given(bases(), st.sampled_from([Model.RESULT, Model.REASON]))
def test_an_inconsistent_pair_forces_some_case_both_ways(base: CaseBase, model: Model) -> None:
    """The converse: every pair found is one that leaves some situation torn."""
    for pair in conflicts(base, model):
        two = replace(base, decisions=(pair.one, pair.other))
        for_, against = sorted((pair.one, pair.other), key=lambda d: d.side, reverse=True)
        given = [(d.situation.factors if model is Model.RESULT else d.reason.factors) for d in (for_, against)]
        factors = base.favouring(given[0], Side.FOR) | base.favouring(given[1], Side.AGAINST)
        values = {
            d: for_.reason.magnitudes.get(d, for_.situation.values.get(d, 0)) if model is Model.REASON else v
            for d, v in for_.situation.values.items()
        }
        assert constraint(two, Situation(factors, values), model).torn


@given(bases())
def test_a_smallest_inconsistent_set_is_a_pair(base: CaseBase) -> None:
    """Take one of each pair away and nothing inconsistent is left."""
    gone = {pair.one for pair in conflicts(base)}
    assert conflicts(replace(base, decisions=tuple(d for d in base.decisions if d not in gone))) == ()


@given(bases(), situations())
def test_what_the_result_model_forces_the_reason_model_forces(base: CaseBase, new: Situation) -> None:
    result, reason = constraint(base, new, Model.RESULT), constraint(base, new, Model.REASON)
    assert set(result.by) <= set(reason.by)


@given(bases(whole=True), situations())
def test_the_models_agree_where_every_reason_is_all_that_favours_its_side(base: CaseBase, new: Situation) -> None:
    said = [constraint(base, new, model) for model in Model]
    assert len({(c.for_, c.against) for c in said}) == 1


@given(bases(), situations())
def test_on_dimensions_alone_the_reason_model_of_2019_is_the_result_model(base: CaseBase, new: Situation) -> None:
    """Horty 2019: the collapse. A reason that names no value but the case's own, or a lower one, changes nothing."""
    bare = replace(
        base,
        decisions=tuple(
            Decision(d.name, replace(d.situation, factors=frozenset()), d.side, Reason(magnitudes=d.reason.magnitudes))
            for d in base.decisions
        ),
    )
    at = replace(new, factors=frozenset())
    assert constraint(bare, at, Model.MAGNITUDES).by == constraint(bare, at, Model.RESULT).by


@given(bases(dimensions=False), situations(dimensions=False), st.sampled_from(list(Side)))
def test_forced_is_that_no_reason_permits_the_other_side(base: CaseBase, new: Situation, side: Side) -> None:
    """Prakken 2021 shows it of Horty's definition: the criterion by differences is the one by consistency."""
    assume(not conflicts(base))
    favouring = sorted(base.favouring(new.factors, side.other))
    reasons = [Reason(frozenset(f for i, f in enumerate(favouring) if n >> i & 1)) for n in range(1 << len(favouring))]
    may = any(permitted(base, new, side.other, reason) for reason in reasons)
    assert bool(constraint(base, new).forced is side) is not may


@given(bases(), situations(), MODELS, st.permutations([f.name for f in FACTORS]))
def test_renaming_changes_nothing(base: CaseBase, new: Situation, model: Model, order: list[str]) -> None:
    called = {f: f"factor-{i}" for i, f in enumerate(order)}

    def renamed(at: Situation) -> Situation:
        return replace(at, factors=frozenset(called[f] for f in at.factors))

    other = CaseBase(
        tuple(Factor(called[f.name], f.favours) for f in base.factors),
        base.dimensions,
        tuple(
            Decision(
                d.name,
                renamed(d.situation),
                d.side,
                replace(d.reason, factors=renamed(Situation(d.reason.factors)).factors),
            )
            for d in base.decisions
        ),
    )
    found, again = constraint(base, new, model), constraint(other, renamed(new), model)
    assert [d.name for d in found.by] == [d.name for d in again.by]
    assert [(c.one.name, c.other.name) for c in conflicts(base, model)] == [
        (c.one.name, c.other.name) for c in conflicts(other, model)
    ]


@given(bases(), situations(), MODELS)
def test_the_index_says_what_the_definition_says(base: CaseBase, new: Situation, model: Model) -> None:
    assert Index.of(base).constraint(new, model) == constraint(base, new, model)


@given(bases(dimensions=False), st.sampled_from([Model.RESULT, Model.REASON]))
def test_the_index_finds_the_same_conflicts(base: CaseBase, model: Model) -> None:
    assert Index.of(base).conflicts(model) == conflicts(base, model)
