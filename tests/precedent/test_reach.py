"""From a doctrine's precedents to a case base, and what it forces, in an invented town."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siyar.conclusion import Status
from siyar.diagnostics import Diagnostic
from siyar.export import sitting_text
from siyar.hearing import Ruling, Sitting
from siyar.model import Prevailing
from siyar.precedent import Model, Side
from siyar.reaching import precedents
from siyar.source import Text
from siyar.study.candidates import Verdict
from siyar.study.reach import Facts, Reach, Together
from siyar.workbench import Workbench
from tests.diagnostics_fixture import towns

MANUAL = """---
doctrine: manual
title: A manual
source: a-book
uses: towns
questions: toll, trust{key}
---
```siyar
reading coin
  asks             In which coin?
  option old       the old one
  option new       the new one
  default          old

rule strangers-pay
  permitted        for City to tax Guild
  when             Guild comes from afar
  in reading       coin: old
  source           a-book P1.S1

rule friends-are-spared
  forbidden        for City to tax Guild
  when             Guild is trusted by City
  notwithstanding  strangers-pay
  source           a-book P1.S1

rule a-seal-is-trusted
  then             Guild is trusted by City
  when             Guild has a seal of its own
  and              City is calm
  source           a-book P1.S2

factor from-afar
  when             Guild comes from afar
  favours          permitted for City to tax Guild
  source           a-book P1.S1

factor own-seal
  when             Guild has a seal of its own
  favours          forbidden for City to tax Guild
  source           a-book P1.S2

factor alone
  when             it is not so that Guild is allied with another Guild
  favours          permitted for City to tax Guild
  source           a-book P1.S3

factor trusted
  when             Guild is trusted by City
  favours          forbidden for City to tax Guild
  source           a-book P1.S4

precedent spared
  case             the-dyers
  held             forbidden for Oldtown to tax the Dyers
  because          the Dyers has a seal of its own
  source           a-book P2.S1

precedent taxed
  case             the-weavers
  held             permitted for Oldtown to tax the Weavers
  because          the Weavers comes from afar
  source           a-book P2.S2
```
"""
DAYS = """---
cases: days
title: Days
source: a-book
uses: towns
---
```siyar
case the-dyers
  title            The Dyers were spared
  City             Oldtown
  Guild            the Dyers
  given            the Dyers has a seal of its own
  given            Oldtown is calm
  ask              toll

case the-weavers
  title            The Weavers were taxed
  City             Oldtown
  Guild            the Weavers
  contested        the Weavers comes from afar [a-book]
  contested        it is not so that the Weavers comes from afar [another-book]
  given            it is not so that the Weavers has a seal of its own
  given            Oldtown is calm
  ask              toll

case new-guild
  title            A new guild
  City             Oldtown
  Guild            the Bakers
  given            the Bakers comes from afar
  given            it is not so that the Bakers has a seal of its own
  ask              toll

case both-marks
  title            A guild from afar with a seal
  City             Oldtown
  Guild            the Masons
  given            the Masons comes from afar
  given            the Masons has a seal of its own
  given            Oldtown is not calm
  ask              toll

case told-otherwise
  title            A guild that was let off
  City             Oldtown
  Guild            the Smiths
  given            the Smiths comes from afar
  given            it is not so that the Smiths has a seal of its own
  given            Oldtown is calm
  reported         forbidden for Oldtown to tax the Smiths [another-book]
  ask              toll

case to-war
  title            A march
  City             Oldtown
  City             Newtown
  ask              for Oldtown to march on Newtown
```
"""
OTHER = "---\nsource: another-book\ntitle: Another book\nseen: read\n---\n"


def bench(key: str = "", manual: str = MANUAL, days: str = DAYS) -> Workbench:
    files = {"manual.md": manual.replace("{key}", key), "days.md": days, "another-book.md": OTHER}
    opened = Workbench.read([*towns(), *(Text(name, words) for name, words in files.items())], set())
    assert not opened.problems, [d.message for d in opened.problems]
    return opened


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


# --- rules and precedents in one ruling


CLASH = MANUAL.replace(
    "  when             Guild is trusted by City\n  notwithstanding  strangers-pay",
    "  when             Guild comes from afar\n  notwithstanding  strangers-pay",
)


def ruled(case: str, key: str, manual: str = MANUAL, about: str = "") -> Ruling:
    sitting = bench(key, manual).ask(case, doctrines=["manual"], questions=["toll"], about=about, narrowed=True)
    assert isinstance(sitting, Sitting), sitting
    return sitting.hearings[0].asked[0]


@pytest.mark.parametrize(
    ("key", "value", "deciding"),
    [
        ("", "forbidden", ("friends-are-spared",)),
        ("\nprecedents: prevail", "permitted", ("taxed", "strangers-pay")),
        ("\nprecedents: give way", "forbidden", ("friends-are-spared",)),
    ],
)
def test_a_ruling_rests_on_what_the_doctrine_lets_prevail(key: str, value: str, deciding: tuple[str, ...]) -> None:
    """The strangers of the case are taxed by the precedent and spared by the rule."""
    ruling = ruled("new-guild", key, CLASH)
    assert (ruling.outcome.value, ruling.deciding) == (value, deciding)


def test_an_explanation_holds_rules_and_precedents_in_one_tree() -> None:
    opened = bench("\nprecedents: prevail", CLASH)
    sitting = opened.ask("new-guild", doctrines=["manual"], questions=["toll"], narrowed=True)
    assert isinstance(sitting, Sitting)
    text = sitting_text(sitting, opened.library, width=1000)
    assert "the precedent taxed (The Weavers were taxed): permitted" in text
    assert "the Bakers comes from afar – given" in text
    assert "against it the rule friends-are-spared" in text
    assert "set aside by the precedent taxed (the doctrine lets its precedents prevail)" in text
    reason = sitting.hearings[0].asked[0].why[0]
    assert reason.use is not None
    assert reason.use.precedent == "the-weavers"
    assert [(m.words, m.needed.value) for m in reason.conditions] == [
        ("the Bakers comes from afar", "shown"),
        ("the Bakers has a seal of its own", "not shown"),
        ("the Bakers is trusted by Oldtown", "not shown"),
    ]
    assert reason.use.cites[0].loci == ("P2.S2",)


def test_rule_and_precedent_together_are_named_together() -> None:
    ruling = ruled("new-guild", "\nprecedents: prevail")
    assert ruling.outcome.value == "permitted"
    assert set(ruling.deciding) == {"strangers-pay", "taxed"}


def test_a_precedent_alone_decides_where_no_rule_does() -> None:
    manual = MANUAL.replace("  in reading       coin: old\n", "  in reading       coin: new\n")
    assert ruled("new-guild", "", manual).outcome.value is None
    ruling = ruled("new-guild", "\nprecedents: give way", manual)
    assert (ruling.outcome.value, ruling.deciding, ruling.settled) == ("permitted", ("taxed",), True)


def test_an_expectation_may_name_a_precedent() -> None:
    days = (
        DAYS.rstrip().removesuffix("```")
        + """
expect toll in new-guild
  of               manual
  about            for Oldtown to tax the Bakers
  is               permitted
  by               strangers-pay, taxed
```
"""
    )
    opened = bench("\nprecedents: prevail", MANUAL, days)
    assert [d.message for d in opened.check() if d.severity == "error"] == []


SIDES = st.sampled_from(["permitted", "forbidden"])
FACTS = st.tuples(st.booleans(), st.booleans(), st.booleans())
MARKS = ("{who} comes from afar", "{who} has a seal of its own", "{town} is calm")


def _case(id: str, who: str, facts: tuple[bool, ...]) -> str:
    words = (mark.format(who=who, town="Oldtown") for mark in MARKS)
    given = (
        f"  given            {'' if fact else 'it is not so that '}{w}\n" for fact, w in zip(facts, words, strict=True)
    )
    return f"case {id}\n  City             Oldtown\n  Guild            {who}\n{''.join(given)}"


@st.composite
def worlds(draw: st.DrawFn) -> tuple[str, str]:
    """A doctrine whose precedents and factors are drawn, and a new case of the same facts, all of them known."""
    sides = [draw(SIDES) for _ in MARKS]
    blocks = "".join(
        f"factor f{i}\n  when             {mark.format(who='Guild', town='City')}\n"
        f"  favours          {side} for City to tax Guild\n  source           a-book P1.S1\n\n"
        for i, (mark, side) in enumerate(zip(MARKS, sides, strict=True))
    )
    cases = ""
    for n in range(draw(st.integers(0, 4))):
        facts, held = draw(FACTS), draw(SIDES)
        there = [i for i in range(3) if facts[i] and sides[i] == held]
        if not there:
            continue
        reason = [i for i in there if draw(st.booleans())] or there[:1]
        cases += _case(f"past-{n}", "the Dyers", facts) + "\n"
        ground = [MARKS[i].format(who="the Dyers", town="Oldtown") for i in reason]
        because = "".join(f"  {'and' if k else 'because'} {words}\n" for k, words in enumerate(ground))
        blocks += (
            f"precedent p{n}\n  case             past-{n}\n  held             {held} for Oldtown to tax the Dyers\n"
            f"{because}  source           a-book P2.S1\n\n"
        )
    cases += _case("new-guild", "the Bakers", draw(FACTS)) + "  ask              toll\n"
    key = draw(st.sampled_from(list(Prevailing)))
    head = MANUAL.partition("```siyar")[0].replace("{key}", f"\nprecedents: {key.value}")
    return f"{head}```siyar\n{blocks}```\n", f"{DAYS.partition('```siyar')[0]}```siyar\n{cases}```\n"


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_as_rules_precedents_say_what_the_reason_model_forces(world: tuple[str, str]) -> None:
    """Two programs, one answer: the engine on rules made of precedents, and the definition on decisions."""
    manual, days = world
    opened = bench("", manual, days)
    ruling = opened.ask("new-guild", doctrines=["manual"], questions=["toll"], narrowed=True)
    assert isinstance(ruling, Sitting)
    outcome = ruling.hearings[0].asked[0].outcome
    found = precedents(opened, "new-guild", doctrines=["manual"])
    assert not isinstance(found, tuple)
    one = found.reaches[0][0]
    forced = one.facts[0].outcome if one.facts and one.precedents.entries else None
    if forced is None or not forced.by:
        assert outcome.value is None
        assert outcome.status is not Status.CONTESTED
    elif forced.torn:
        assert outcome.status is Status.CONTESTED
    else:
        assert forced.forced is not None
        assert outcome.value == one.precedents.word(forced.forced)
