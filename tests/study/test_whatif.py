"""What changes, exactly, and what stays; the variant; acts of force are described and not sought."""

from __future__ import annotations

import html

import pytest

from siyar import language
from siyar.export import whatif_html, whatif_json, whatif_markdown, whatif_text
from siyar.model import Claim, LineKind
from siyar.study.variant import variant
from siyar.study.whatif import WhatIf
from siyar.supposing import whatif
from tests.export.schemas import valid
from tests.stance.shipped import bench as shipped
from tests.stance.test_attribution import bare
from tests.study.towns import bench, case


def supposed(id: str, **options: object) -> WhatIf:
    found = whatif(bench(), id, **options)  # type: ignore[arg-type]  # options of several types, passed on
    assert isinstance(found, WhatIf), found
    return found


def said(words: str, id: str) -> Claim:
    found = language.read_claim(words, bench().library, case=case(id))
    assert isinstance(found, Claim)
    return found


def test_a_fact_set_changes_what_hangs_on_it() -> None:
    found = supposed(
        "at-the-gate",
        given=["the trader has given a name to Norton"],
        doctrines=["book"],
    )
    (change,) = [c for c in found.changes if c.before.sentence == "admit" and c.before.attributed.doctrine == "book"]
    assert change.changed
    assert (change.before.outcome.value, change.after.outcome.value) == (None, "permitted")
    assert change.parting
    assert change.parting.words.startswith("as given: ")
    untouched = [c for c in found.changes if c.before.attributed.doctrine == "rolls"]
    assert untouched
    assert not any(c.changed for c in untouched)


def test_a_fact_unset_is_unknown_again() -> None:
    found = supposed("at-the-gate", given=["the stay of the trader is 20 days", "the trader brings nothing"])
    again = supposed("at-the-gate", given=["the stay of the trader is 20 days"], unset=["the trader brings nothing"])
    values = [[c.after.outcome.value for c in f.changes if c.before.sentence == "admit"] for f in (found, again)]
    assert "forbidden" in values[0]
    assert "forbidden" not in values[1]
    assert "nothing is said of: the trader brings nothing" in again.supposed


def test_another_reading_and_a_ground_less() -> None:
    read = supposed("at-the-gate", reading={"book": {"what-counts": "bond"}}, doctrines=["book"])
    assert [c.after.outcome.value for c in read.changes if c.changed and c.before.sentence == "admit"] == ["permitted"]
    told = "the trader has given a name to Norton"
    less = supposed("at-the-gate", given=[told], without=["an-old-gate"], doctrines=["book"])
    assert not any(c.after.outcome.value for c in less.changes if c.before.sentence == "admit")


def test_a_contested_fact_set_ends_the_contest() -> None:
    found = supposed("two-tales", given=["the trader has given no name to Norton"], doctrines=["book"])
    assert [line.kind for line in found.after.case.lines] == [LineKind.GIVEN]


def test_a_comparison_does_not_push_out_the_quantity() -> None:
    longer = said("the stay of the trader is more than the stay promised to the trader", "at-the-gate")
    kept = variant(case("at-the-gate"), [longer])
    assert [line.claim.sentence for line in kept.lines] == ["bond", "stay", "stay"]
    shorter = said("the stay of the trader is 2 days", "at-the-gate")
    assert len(variant(kept, [shorter]).lines) == 3
    assert [line.claim.sentence for line in variant(kept, unset=[shorter]).lines] == ["bond"]


def test_what_cannot_be_supposed_says_why() -> None:
    for options, code in (
        ({}, "C006"),
        ({"given": ["the trader carries a flag"]}, "S001"),
        ({"given": ["the trader brings a seal", "the trader has given no name to Norton"]}, "C001"),
        ({"given": ["the trader carries arms"], "doctrines": ["boek"]}, "R009"),
    ):
        found = whatif(bench(), "at-the-gate", **options)  # type: ignore[arg-type]  # of several types
        assert isinstance(found, tuple)
        assert found[0].code == code
    (problem,) = whatif(bench(), "at-the-gat", given=["the trader carries arms"])  # type: ignore[misc]  # a tuple here
    assert problem.code == "R009"


def test_impossible_together_is_told_in_the_words_of_both() -> None:
    told = ["the trader brings a seal", "the trader has given no name to Norton"]
    found = whatif(bench(), "at-the-gate", given=told, reading={"book": {"what-counts": "name"}})
    assert isinstance(found, tuple)
    assert "`the trader brings a seal`" in found[0].message
    assert "supposed" in found[0].message


def test_text_json_and_markdown_say_the_same() -> None:
    found = supposed("at-the-gate", given=["the trader has given a name to Norton"])
    text, data = whatif_text(found, width=1000), whatif_json(found, bench().library)
    valid("whatif", data)
    assert "As the case is given, The book of gates leaves it open so far" in text
    assert "as supposed, The book of gates" in text
    assert "why: as given: " in text
    assert "reviewed by: no scholar yet" in text
    assert text.count("The rolls of the council") >= 1
    assert [c["doctrine"] for c in data["changes"] if c["changed"]] == ["book", "book"]
    assert {c["beside"] for c in data["changes"] if c["doctrine"] == "rolls"} == {True}
    assert "# What if: A trader at the gate" in whatif_markdown(found)


@pytest.mark.parametrize("case", ["banu-qaynuqa-squadron", "hudaybiyya", "two-polities"])
def test_no_ruling_without_whose_it_is(case: str) -> None:
    for doctrine in ("hizb-qa", "hizb-essay"):
        id = shipped().library.doctrines[doctrine].rules[0].id
        found = whatif(shipped(), case, without=[id], doctrines=[doctrine])
        assert isinstance(found, WhatIf), found
        for text in (whatif_text(found, width=1_000_000), whatif_markdown(found), html.unescape(whatif_html(found))):
            assert bare(text, shipped().library) == []
            assert "reviewed by: no scholar yet" in text
        valid("whatif", whatif_json(found, shipped().library))


def test_narrowing_is_said() -> None:
    found = supposed("at-the-gate", given=["the trader carries arms"], narrowed=True)
    assert "Narrowed by the user" in whatif_text(found)
    assert whatif_json(found, bench().library)["narrowed"] is True
    assert {c.before.attributed.doctrine for c in found.changes} == {"book"}


def test_a_what_if_on_an_act_of_force_only_describes() -> None:
    """It shows what is said of another case; nothing is sought that would lead to the act."""
    put = next(c for c in shipped().library.cases.values() if "authority" in c.asks)
    line = next(line for line in put.lines if line.kind is LineKind.GIVEN)
    from siyar.asking import short_names
    from siyar.language.unparse import say

    words = say(line.claim, shipped().sentences, names=short_names(put))
    found = whatif(shipped(), put.id, unset=[words], questions=["authority"])
    assert isinstance(found, WhatIf), found
    for change in found.changes:
        assert change.after.outcome.value not in ("obligatory", "recommended")


def test_both_sides_are_said_where_the_answer_is_contested() -> None:
    """Each side with the rule that speaks for it, and each teller with what follows as he tells it."""
    found = whatif(
        shipped(), "cyprus-800", given=["Cyprus itself broke the treaty"], doctrines=["hanafi"], questions=["breach"]
    )
    assert isinstance(found, WhatIf)
    (broken,) = [c for c in found.changes if c.changed and c.before.about == "Cyprus has broken the treaty"][:1]
    assert broken.parting
    one, other = broken.parting.sides
    assert "Sufyan b. 'Uyayna: yes, by breach-by-the-ruler, for Cyprus itself broke the treaty" in one
    assert "Musa b. A'yan: no, by breach-by-a-few, for" in one
    assert other == "by breach-by-the-ruler, for Cyprus itself broke the treaty"
