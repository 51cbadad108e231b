"""The sheet, the page and the data of `siyar timeline`."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from itertools import pairwise, takewhile
from xml.etree import ElementTree

import pytest

import siyar
from siyar.api import Timelines
from siyar.comparing import compare
from siyar.export import sitting_json, sitting_text
from siyar.export.comparison import comparison_text
from siyar.export.comparison_data import comparison_csv, comparison_json, sitting_csv
from siyar.export.supposed import whatif_json
from siyar.export.timeline_html import COLUMN, PLAIN, timeline_html
from siyar.hearing import Sitting
from siyar.study.compare import Comparison
from siyar.study.whatif import WhatIf
from siyar.supposing import whatif
from siyar.timeline import Timeline
from siyar.timing import timeline
from tests.export.schemas import valid
from tests.stance.shipped import bench, library

CASES = ("hudaybiyya-through-time", "cyprus-through-time", "a-notice-of-a-year")


def found(case: str, *doctrines: str) -> Timelines:
    return siyar.load(*doctrines).timeline(case)


@pytest.mark.parametrize("case", CASES)
def test_the_data_meet_their_schema(case: str) -> None:
    valid("timeline", found(case, "hanafi", "vclt-1969").json())


def test_dates_stay_as_given_and_have_their_days_beside() -> None:
    rows = {row["when"]: row for row in found("hudaybiyya-through-time", "hanafi").json()["rows"]}
    assert rows["Dhu al-Qa'da 6 AH"]["edtf"] == "[0628-03-16..0628-04-14]"
    assert rows[""]["edtf"] is None
    notice = {row["when"]: row for row in found("a-notice-of-three-months", "vclt-1969").json()["rows"]}
    assert notice["1990-06-10"]["edtf"] == "1990-06-10"
    assert notice["10 September 1990"]["what"] == "reached"
    assert notice["10 September 1990"]["reached"][0]["length"] == "3 months"


def test_the_sheet_names_the_rule_and_its_passage_at_each_date() -> None:
    text = found("a-notice-of-three-months", "vclt-1969").text(width=10_000)
    assert "from 1 June 1985 it states: in force (settled), by entered-into-force [vclt" in text
    assert "by measure-carried-out [vclt 65(2), 67(2), 70(1) (read)]" in text
    assert "10 September 1990, reckoned: 3 months of the time since Westland gave notice of ending" in text
    assert "Other positions" in text


def test_whose_answers_they_are_is_said_once_above_them() -> None:
    text = found("hudaybiyya-through-time", "hanafi").text(width=10_000)
    title = library().doctrines["maliki"].title
    block = text[text.index(f"{title} (voice:") :].split("\n")
    stages = list(takewhile(lambda line: line.startswith(" "), block[1:]))
    assert len(stages) > 4
    assert not any(title in line for line in stages)


def test_no_two_answers_in_a_row_read_the_same() -> None:
    for case in CASES:
        lines = [line.strip() for line in found(case, "hanafi", "vclt-1969").text(width=10_000).splitlines()]
        answers = [line.split(" it ", 1)[1] for line in lines if re.match(r"- (from|at the outset)", line)]
        assert answers
        blocks = found(case, "hanafi", "vclt-1969").text(width=10_000).split("(voice: ")
        for block in blocks[1:]:
            said = re.findall(r"^  - (?:from|at the outset).*? it (.*(?:\n    .*)*)", block, re.MULTILINE)
            assert all(one != other for one, other in pairwise(said))


def test_who_tells_it_and_by_which_rule_are_named_where_tellers_part() -> None:
    text = found("hudaybiyya-through-time", "hanafi").text(width=10_000)
    assert "(Ibn Ishaq, as edited by Ibn Hisham) it states: ended, by undone-by-breach [badai 7:109" in text
    assert "whose tellers are not named it states: in force, by a-truce-stands [badai 7:109" in text
    told = "as told by reports of a shorter term: the term of the truce is 2 lunar years"
    assert told in text
    accounts = [
        account["deciding"]
        for track in found("hudaybiyya-through-time", "hanafi").json()["tracks"]
        for doctrine in track["doctrines"]
        for stage in doctrine["stages"]
        if stage["because"] == "accounts"
        for account in stage["accounts"]
    ]
    assert ["hanafi/undone-by-breach"] in accounts


def test_what_parts_tellers_is_said_where_it_is_only_whether_it_is_settled() -> None:
    text = found("hudaybiyya-through-time", "maliki").text(width=10_000)
    assert "it states: in force (settled), by a-truce-stands" in text
    assert "as told by reports of a shorter term it states: in force (not settled), by a-truce-stands" in text


def test_an_uncertain_day_is_never_said_precisely() -> None:
    text = found("a-notice-of-a-year", "vclt-1969").text(width=10_000)
    assert "from some day between May 1990 and June 1990" in text
    assert "2 May 1991 at the earliest (reckoned)" in text
    assert "turns on whether it is so, or how it is: the time since Westland gave notice" in text


@pytest.mark.parametrize("case", CASES)
def test_the_drawing_is_well_formed_and_runs_nothing(case: str) -> None:
    page = found(case, "hanafi", "vclt-1969").html()
    assert "<script" not in page
    assert "http" not in page
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert drawings
    for drawing in drawings:
        root = ElementTree.fromstring(drawing)
        assert root.find("title") is not None
        boxes = [group for group in root.findall("g") if group.find("rect") is not None]
        assert boxes
        for group in boxes:
            words = group.find("title")
            assert words is not None
            assert words.text
            assert re.search(r"states: |is silent|is contested|leaves it open|is not encoded", words.text)
        lines = [t for t in root.iter("text") if t.attrib.get("class") in ("date", "under")]
        assert all(t.text and len(t.text) <= COLUMN / PLAIN for t in lines if t not in root.findall("g/text"))
        width = float(root.attrib["width"])
        rects = [group.find("rect") for group in boxes]
        assert all(r is not None and float(r.attrib["x"]) + float(r.attrib["width"]) <= width for r in rects)


def test_names_from_right_to_left_stay_readable_in_the_drawing() -> None:
    """They are isolated from the words around them, and what isolates them is not shown as a mark."""
    case = library().cases["hudaybiyya-through-time"]
    named = "قبيلة الوادي"
    told = replace(case, entities=tuple(replace(e, short=named) if e.name == "Quraysh" else e for e in case.entities))
    assert told != case
    found = timeline(bench(), told, doctrines=["hanafi"], narrowed=True)
    assert isinstance(found, Timeline)
    drawings = re.findall(r"<svg.*?</svg>", timeline_html(found, library()), re.DOTALL)
    assert not any("\ufffd" in drawing for drawing in drawings)
    assert any(f"\u2068{named}\u2069" in drawing for drawing in drawings)


def test_in_a_notebook() -> None:
    one = found("an-army-at-the-end-of-a-truce", "hanafi")
    assert repr(one) == "<siyar.Timelines of an-army-at-the-end-of-a-truce>"
    assert one._repr_html_().startswith('<div class="siyar"')
    assert "over-with-its-term" in one.markdown()


def test_a_case_with_events_says_that_it_is_asked_before_them() -> None:
    for case, before in (("hudaybiyya-through-time", True), ("hudaybiyya", False)):
        sitting = bench().ask(case, doctrines=["hanafi"], questions=["breach"])
        assert isinstance(sitting, Sitting)
        assert ("before its events" in sitting_text(sitting, library(), width=10_000)) == before
        assert sitting_json(sitting, library())["before_events"] == before
        compared = compare(bench(), [case], questions=["breach"])
        assert isinstance(compared, Comparison)
        assert ("before its events" in comparison_text(compared, library(), width=10_000)) == before
        assert comparison_json(compared, library())["cases"][0]["before_events"] == before
        supposed = whatif(
            bench(), case, doctrines=["hanafi"], questions=["breach"], given=["Quraysh itself broke the truce"]
        )
        assert isinstance(supposed, WhatIf)
        assert whatif_json(supposed, library())["before_events"] == before
        for table in (comparison_csv(compared, library()), sitting_csv(sitting, library())):
            cells = {row["before_events"] for row in csv.DictReader(io.StringIO(table))}
            assert cells == {"yes" if before else "no"}
