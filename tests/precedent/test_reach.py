"""From a doctrine's precedents to a case base, and what it forces, in an invented town."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from siyar.diagnostics import Diagnostic
from siyar.hearing import Sitting
from siyar.model import Prevailing
from siyar.precedent import Model, Side
from siyar.reaching import precedents
from siyar.study.candidates import Verdict
from siyar.study.reach import Facts, Reach, Together
from siyar.workbench import Workbench
from tests.precedent.tolls import DAYS, MANUAL, bench


def reach(case: str, key: str = "", **more: object) -> Reach:
    found = precedents(bench(key), case, doctrines=["manual"], **more)  # type: ignore[arg-type]  # of several types
    assert not isinstance(found, tuple), [d.message for d in found]
    return found.reaches[0][0]


def facts(case: str, key: str = "", **more: object) -> Facts:
    (one,) = reach(case, key, **more).facts
    return one


def test_precedents_become_decisions() -> None:
    found = reach("new-guild").precedents
    spared, taxed = (e.decision for e in found.entries if e.precedent)
    assert (spared.side, spared.situation.factors) == (Side.AGAINST, frozenset({"own-seal", "alone", "trusted"}))
    assert spared.reason.factors == {"own-seal"}
    assert (taxed.side, taxed.situation.factors) == (Side.FOR, frozenset({"from-afar", "alone"}))
    assert taxed.reason.factors == {"from-afar"}
    assert (found.word(Side.FOR), found.word(Side.AGAINST)) == ("permitted", "forbidden")


def test_a_case_with_the_ground_and_nothing_new_against_it_is_forced() -> None:
    """Whether the new guild is trusted is no open question: without a seal no rule says so."""
    one = facts("new-guild")
    assert one.outcome.forced is Side.FOR
    assert [d.name for d in one.outcome.by] == ["taxed"]
    assert one.a_fortiori == ("taxed",)
    assert one.whatever is Side.FOR
    assert one.together is Together.BOTH


def test_a_case_with_marks_of_both_sides_is_free() -> None:
    one = facts("both-marks")
    assert one.outcome.forced is None
    assert one.together is Together.RULES
    assert {d.name: [x.what for x in ds] for d, ds in one.differences} == {
        "spared": ["from-afar"],
        "taxed": ["own-seal"],
    }


def test_variations_say_what_else_would_be_forced() -> None:
    changed = {(h.variation.what, h.variation.present): h for h in facts("both-marks").variations}
    assert {key: h.variation.outcome.forced for key, h in changed.items()} == {
        ("from-afar", False): Side.AGAINST,
        ("own-seal", False): Side.FOR,
    }
    assert (changed["from-afar", False].rules, changed["from-afar", False].rules_change) == (None, True)
    assert (changed["own-seal", False].rules, changed["own-seal", False].rules_change) == (Side.FOR, False)


def test_a_variation_is_put_to_the_rules_where_it_is_a_fact() -> None:
    """The town is not known to be calm: whether the guild is trusted is for the rules to say, and not to suppose."""
    found = {h.variation.what: h for h in facts("new-guild").variations}
    assert (found["from-afar"].changes, found["from-afar"].tried, found["from-afar"].rules) == (True, True, None)
    assert (found["trusted"].changes, found["trusted"].tried) == (True, False)


def test_facts_can_be_supposed() -> None:
    found = precedents(bench(), "both-marks", doctrines=["manual"], given=["the Masons fly"])
    assert isinstance(found, tuple)
    found = precedents(
        bench(), "both-marks", doctrines=["manual"], given=["it is not so that the Masons has a seal of its own"]
    )
    assert not isinstance(found, tuple)
    assert found.supposed == ("it is not so that the Masons has a seal of its own",)
    assert found.reaches[0][0].facts[0].outcome.forced is Side.FOR


def test_no_rule_is_made_of_a_precedent_about_force() -> None:
    manual = MANUAL.replace(
        "precedent spared",
        "factor calm-town\n  when             City is calm\n"
        "  favours          forbidden for City to march on another City\n"
        "  source           a-book P1.S5\n\nprecedent no-march\n  case             to-war\n"
        "  held             forbidden for Oldtown to march on Newtown\n"
        "  because          it is not so that Oldtown is not calm\n  source           a-book P2.S3\n\nprecedent spared",
    ).replace("it is not so that Oldtown is not calm", "Oldtown is calm")
    days = DAYS.replace(
        "  City             Newtown\n", "  City             Newtown\n  given            Oldtown is calm\n"
    )
    opened = bench("\nprecedents: prevail", manual, days)
    made = [a.rule.id for a in opened.frame("manual").active if a.rule.precedent]
    assert made == ["spared", "taxed"]


def test_a_ground_of_the_case_is_a_precedent_on_either_account_or_falls() -> None:
    """The weavers came from afar as the doctrine's own source tells; on the other account the ground is gone."""
    (rival,) = [r for one in reach("new-guild").facts for r in one.rivals]
    assert (rival.entry, rival.tellers, rival.decision, rival.changes) == ("taxed", ("another-book",), None, True)


def test_each_account_of_the_new_case_is_followed() -> None:
    found = {one.tellers: one.outcome.forced for one in reach("the-weavers").facts}
    assert found == {("a-book",): Side.FOR, ("another-book",): None}


def test_rules_and_precedents_in_conflict_and_which_prevails() -> None:
    """Without the rule on strangers the new guild, taken as trusted, is spared by the rules and taxed by the cases."""
    manual = MANUAL.replace(
        "  when             Guild is trusted by City\n  notwithstanding",
        "  when             Guild comes from afar\n  notwithstanding",
    )
    for key, prevails in (("", None), ("\nprecedents: prevail", Side.FOR), ("\nprecedents: give way", Side.AGAINST)):
        found = precedents(bench(key, manual), "new-guild", doctrines=["manual"])
        assert not isinstance(found, tuple)
        (one,) = found.reaches[0][0].facts
        assert (one.together, one.prevails) == (Together.CONFLICT, prevails)


def test_counter_evidence_is_found_and_the_reading_that_ends_the_contradiction() -> None:
    found = reach("new-guild")
    assert [(c.one.name, c.other.name) for c in found.with_reported] == [("taxed", "told-otherwise")]
    first = found.candidates[0].verdicts
    assert first["told-otherwise"] is Verdict.CONTRADICTED
    (way,) = found.ways
    assert (way.entry, way.changed, way.lost) == ("told-otherwise", (("coin", "new"),), ("taxed",))


def pledges(key: str = "") -> Workbench:
    """A lease that was allowed for what it was and because it was short, and two pledges."""
    manual = (
        MANUAL.partition("reading coin")[0]
        + """dimension firmness
  of               kind
  order            a loan, a pledge, a lease
  favours          permitted for City to sign Deed
  source           a-book P1.S1

dimension length
  of               term
  favours          forbidden for City to sign Deed
  source           a-book P1.S1

precedent long-lease
  case             the-lease
  held             permitted for Oldtown to sign the lease
  because          the lease is a pledge or a lease
  and              the term of the lease is at most 6 years
  source           a-book P2.S1
```
"""
    )
    days = (
        DAYS.partition("case the-dyers")[0]
        + """case the-lease
  City             Oldtown
  Deed             the lease
  given            the lease is a lease
  given            the term of the lease is 5 years

case a-pledge
  City             Oldtown
  Deed             the pledge
  given            the pledge is a pledge
  given            the term of the pledge is 6 years
  ask              for Oldtown to sign the pledge

case a-long-pledge
  as in            a-pledge
  given            the term of the pledge is 7 years
  ask              for Oldtown to sign the pledge
```
"""
    )
    return bench(key, manual, days)


def test_a_dimension_of_a_choice_and_of_a_quantity() -> None:
    opened = pledges()
    outcomes = {}
    for case in ("a-pledge", "a-long-pledge"):
        for model in (Model.REASON, Model.RESULT):
            found = precedents(opened, case, doctrines=["manual"], model=model)
            assert not isinstance(found, tuple), found
            (one,) = found.reaches[0][0].facts
            outcomes[case, model] = one.outcome.forced
    assert not isinstance(found, tuple)
    decision = found.reaches[0][0].precedents.entries[0].decision
    assert decision.reason.magnitudes["firmness"] == 1
    assert decision.reason.magnitudes["length"] == 6 * Fraction(146097, 400)
    assert outcomes == {
        ("a-pledge", Model.REASON): Side.FOR,
        ("a-pledge", Model.RESULT): None,
        ("a-long-pledge", Model.REASON): None,
        ("a-long-pledge", Model.RESULT): None,
    }


def test_dimensions_count_in_rulings_too() -> None:
    """The same two pledges, asked of the rules that the precedent becomes."""
    opened = pledges("\nprecedents: give way")
    said = {}
    for case in ("a-pledge", "a-long-pledge"):
        sitting = opened.ask(case, doctrines=["manual"], narrowed=True)
        assert isinstance(sitting, Sitting)
        ruling = sitting.hearings[0].asked[0]
        said[case] = (ruling.outcome.value, ruling.deciding)
    assert said == {"a-pledge": ("permitted", ("long-lease",)), "a-long-pledge": (None, ())}


def test_no_precedents_are_argued_for_an_act_of_force() -> None:
    found = precedents(bench(), "to-war", doctrines=["manual"])
    assert isinstance(found, tuple)
    assert isinstance(found[0], Diagnostic)
    assert found[0].code == "P005"


def test_a_doctrine_without_factors_compares_nothing() -> None:
    manual = MANUAL.partition("factor from-afar")[0] + "precedent" + MANUAL.partition("precedent")[2]
    found = precedents(bench("", manual), "new-guild", doctrines=["manual"])
    assert not isinstance(found, tuple)
    one = found.reaches[0][0]
    assert not one.precedents.declared
    assert len(one.precedents.entries) == 3
    assert one.facts == ()


def test_a_part_of_a_ground_without_a_factor_counts_for_what_was_held() -> None:
    manual = MANUAL.replace(
        "  because          the Weavers comes from afar\n",
        "  because          the Weavers comes from afar\n  and              Oldtown is calm\n",
    )
    found = precedents(bench("", manual), "new-guild", doctrines=["manual"])
    assert not isinstance(found, tuple)
    one = found.reaches[0][0]
    assert one.precedents.entries[1].decision.reason.factors == {"from-afar", "taxed/2"}
    assert one.facts[0].outcome.forced is None
    assert "taxed/2" in one.facts[0].telling.unknown


@pytest.mark.parametrize("precedence", list(Prevailing))
def test_what_a_doctrine_says_of_its_precedents_is_kept(precedence: Prevailing) -> None:
    found = reach("new-guild", f"\nprecedents: {precedence.value}")
    assert found.prevailing is precedence
    assert replace(found, prevailing=None).prevailing is None
