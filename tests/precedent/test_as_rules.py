"""Rules and precedents in one ruling: which prevails, and that precedents as rules say what they force."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siyar.conclusion import Status
from siyar.export import sitting_text
from siyar.hearing import Ruling, Sitting
from siyar.model import Prevailing
from siyar.reaching import precedents
from tests.precedent.tolls import CLASH, DAYS, MANUAL, bench


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
