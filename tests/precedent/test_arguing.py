"""Argument in three plies over a base after CATO."""

from __future__ import annotations

from dataclasses import replace

from siyar.precedent import Distinction, Hierarchy, Kind, Model, argue, conflicts, constraint, on_point, variations
from tests.precedent.bases import AGAINST, FOR, base, decided, situation
from tests.precedent.trade_secrets import DEFENDANT, HIERARCHY, MASON, PLAINTIFF, trade_secrets

BASE = trade_secrets()


def names(decisions: object) -> list[str]:
    return [d.name for d in decisions]  # type: ignore[attr-defined]  # checked by what the test does with it


def test_the_base_is_well_formed_and_consistent() -> None:
    assert list(BASE.faults()) == []
    assert conflicts(BASE) == ()


def test_the_most_on_point_cases_for_each_side() -> None:
    """Bryce shares F1 F6 F21, K&G F6 F15 F16 F21: neither less than the other."""
    assert names(on_point(BASE, MASON, PLAINTIFF)) == ["Bryce", "K&G"]
    assert names(on_point(BASE, MASON, DEFENDANT)) == ["Robinson", "National Rejectors"]


def test_bryce_is_distinguished_and_the_distinction_played_down() -> None:
    """Aleven 1997: the missing promise (F4) matters less where steps were taken and confidentiality was known."""
    bryce = argue(BASE, MASON, PLAINTIFF, HIERARCHY).citations[0]
    found = {d.difference.what: d for d in bryce.distinctions}
    assert [(d.difference.kind, d.difference.what) for d in bryce.distinctions] == [
        (Kind.LACKS, "F4"),
        (Kind.LACKS, "F18"),
        (Kind.ADDS, "F16"),
    ]
    assert ("efforts to keep it secret", "F6") in found["F4"].downplayed
    assert ("knew it was confidential", "F21") in found["F4"].downplayed
    assert found["F18"] == Distinction(found["F18"].difference)
    assert not found["F16"].downplayed
    assert not bryce.binding


def test_a_distinction_is_made_more_of_where_something_speaks_against_the_same_concern() -> None:
    """Without steps and with outsiders told, the missing promise weighs."""
    loose = situation("F1 F18 F19 F10")
    bryce = argue(BASE, loose, PLAINTIFF, HIERARCHY).citations[0]
    found = {d.difference.what: d for d in bryce.distinctions}
    assert {other for _, other in found["F6"].emphasised} == {"F10", "F19"}
    assert found["F6"].downplayed == ()


def test_counterexamples_as_on_point_and_more_so() -> None:
    one = base(
        decided("cited", "p1 c1", FOR, "p1"),
        decided("even", "p1 c1", AGAINST, "c1"),
        decided("more", "p1 c1 c2", AGAINST, "c1"),
        decided("apart", "p1 c3", AGAINST, "c3"),
    )
    cited = argue(one, situation("p1 c1 c2"), FOR).citations[0]
    assert names(cited.countered) == ["even", "more"]
    assert names(cited.trumped) == ["more"]


def test_a_case_that_shares_nothing_for_its_side_is_not_cited() -> None:
    one = base(decided("cited", "p1 c1", FOR, "p1"))
    assert argue(one, situation("p2 c1"), FOR).citations == ()


def test_hypothetical_variations() -> None:
    """One change at a time, and only those that change what is forced."""
    one = base(decided("a", "p1 c1", FOR, "p1"), decided("b", "p2 c2", AGAINST, "c2"))
    found = {(v.what, v.present): v.outcome.forced for v in variations(one, situation("p1 c1 c3"))}
    assert found == {("c3", False): FOR}
    found = {(v.what, v.present): v.outcome.forced for v in variations(one, situation("p1 c1"))}
    assert found == {("p1", False): None, ("c2", True): None, ("c3", True): None, ("c4", True): None}


def test_an_abstract_factor_is_reached_through_another() -> None:
    above = HIERARCHY.above
    assert above["F16"] == {"known or available": True, "the information was valuable": False}
    assert Hierarchy((("a", "b", True), ("b", "a", True))).above["a"] == {"b": True}


def test_mason_is_not_forced() -> None:
    assert constraint(BASE, MASON).forced is None


def test_the_cases_of_the_literature_agree_and_none_is_forced_the_other_way_by_the_others() -> None:
    """Thirty-one cases, each put to the thirty others: what they force is what was held, where they force anything."""
    whole = trade_secrets(further=True)
    assert len(whole.decisions) == 31
    assert list(whole.faults()) == []
    forced = []
    for model in Model:
        assert conflicts(whole, model) == ()
        for one in whole.decisions:
            others = replace(whole, decisions=tuple(d for d in whole.decisions if d is not one))
            found = constraint(others, one.situation, model).forced
            assert found in (None, one.side), one.name
            forced += [one.name] if found and model is Model.RESULT else []
    assert forced[:3] == ["Bryce", "K&G", "Boeing"]
    assert len(forced) == 13
    assert constraint(whole, MASON).forced is None
