"""Stance, lines 1 to 3 and 8: no status without whose it is, no score, other positions unless the user narrowed.

A line of text or Markdown that says a status names a doctrine by its title, or a passage with its state; on a timeline
so does it, or the line it stands under. An object of
JSON that has a status is, or stands inside, one with a doctrine and its title.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from siyar.altering import smallest_changes
from siyar.evidence import Holdings
from siyar.evidence.hung import Hanging
from siyar.export import (
    sitting_html,
    sitting_json,
    sitting_markdown,
    sitting_text,
    why_markdown,
    why_not_json,
    why_not_markdown,
    why_not_text,
    why_text,
)
from siyar.export.altered import altered_json, altered_markdown, altered_text
from siyar.export.difference import difference_json, difference_markdown, difference_text
from siyar.export.hanging import hanging_json, hanging_markdown, hanging_text
from siyar.export.influence import influence_json, influence_markdown, influence_text
from siyar.export.pages import found, show_markdown, show_text
from siyar.export.precedents import NOTICE, precedents_html, precedents_markdown, precedents_text
from siyar.export.precedents_json import precedents_json
from siyar.export.timeline import NOTICE as TIMELINE_NOTICE
from siyar.export.timeline import timeline_markdown, timeline_text
from siyar.export.timeline_html import timeline_html
from siyar.export.timeline_json import timeline_json
from siyar.hanging import hanging as hanging_on
from siyar.hearing import Sitting
from siyar.influencing import influence
from siyar.model import Library
from siyar.ranging import Differing, diff
from siyar.reaching import precedents
from siyar.study.altered import Turnings
from siyar.study.influence import Influence
from siyar.study.reach import Reached
from siyar.timeline import Timeline
from siyar.timing import timeline
from siyar.workbench import Workbench
from siyar.workbench.versions import Version, version
from tests.sample import some
from tests.stance.shipped import bench, doctrines, library

STATUS = re.compile(
    r"\b(forbidden|discouraged|permitted|recommended|obligatory|optional|silent|contested)\b", re.IGNORECASE
)
PASSAGE = re.compile(r"\((read|excerpt seen|not checked)\)")
#: Wide enough that nothing is wrapped: a line is then what one reads as one statement.
WIDE = 1_000_000

#: Cases put to every doctrine: help, truce, breach, treaties, accounts that part, answers left open.
#: The texts under study on every case of these, the others on one each.
CASES = ("banu-qaynuqa-squadron", "quzman-at-uhud", "hudaybiyya", "hudaybiyya-broken", "two-polities", "an-alliance")
PAIRS = [
    (case, doctrine)
    for place, doctrine in enumerate(doctrines())
    for case in (CASES if doctrine in bench().under_study else (CASES[place % len(CASES)],))
]


@cache
def asked(case: str, doctrine: str, narrowed: bool = False) -> Sitting:
    sitting = bench().ask(case, doctrines=[doctrine], narrowed=narrowed)
    assert isinstance(sitting, Sitting)
    return sitting


def outputs(sitting: Sitting, of: Library) -> Iterator[tuple[str, str]]:
    """(format, text) of everything that is printed of a sitting for people."""
    yield "text", sitting_text(sitting, of, width=WIDE)
    yield "markdown", sitting_markdown(sitting, of)
    yield "why text", why_text(sitting, of, width=WIDE)
    yield "why markdown", why_markdown(sitting, of)
    yield "html", html.unescape(sitting_html(sitting, of))


def bare(text: str, of: Library) -> list[str]:
    """The lines that say a status and not whose it is."""
    titles = [d.title for d in of.doctrines.values()]
    lines = text.replace("\\", "").splitlines()
    return [
        line
        for line in lines
        if STATUS.search(line) and not PASSAGE.search(line) and not any(title in line for title in titles)
    ]


@pytest.mark.parametrize(("case", "doctrine"), PAIRS)
def test_no_status_without_whose_it_is(case: str, doctrine: str) -> None:
    sitting = asked(case, doctrine)
    for form, text in outputs(sitting, library()):
        assert bare(text, library()) == [], form
    unattributed = list(_statuses(sitting_json(sitting, library()), (), attributed=False))
    assert unattributed == []


def test_the_test_would_see_a_bare_status() -> None:
    assert bare("  - forbidden", library()) == ["  - forbidden"]
    assert bare("It is not permitted", library())
    assert list(_statuses({"rulings": [{"status": "silent", "doctrine": "x", "title": ""}]}, (), attributed=False))


def test_no_title_or_id_of_a_case_rules() -> None:
    """The head of a case stands alone in every list: a status in it would be nobody's."""
    heads = [f"{case.title} ({case.id})" for case in library().cases.values()]
    assert [head for head in heads if STATUS.search(head)] == []


def test_no_option_of_a_reading_rules() -> None:
    """What a reading can choose stands beside every ruling, under no doctrine's name of its own."""
    options = [o.words for d in library().doctrines.values() for reading in d.readings for o in reading.options]
    assert [words for words in options if STATUS.search(words)] == []


def _statuses(value: Any, path: tuple[str, ...], *, attributed: bool) -> Iterator[tuple[str, ...]]:
    """The paths of statuses outside any object that says whose they are."""
    if isinstance(value, dict):
        attributed = attributed or bool(value.get("doctrine") and value.get("title"))
        if {"status", "value"} & set(value) and not attributed:
            yield path
        for key, below in value.items():
            yield from _statuses(below, (*path, key), attributed=attributed)
    elif isinstance(value, list):
        for below in value:
            yield from _statuses(below, path, attributed=attributed)


@pytest.mark.parametrize("doctrine", doctrines())
def test_precedents_say_whose_they_are(doctrine: str) -> None:
    """What is forced, argued and supposed is said with whose past cases it is worked out from, and beside others."""
    for case in ("banu-qaynuqa-squadron", "hudaybiyya", "hudaybiyya-as-alliance"):
        reached = precedents(bench(), case, doctrines=[doctrine])
        assert isinstance(reached, Reached)
        for text in (
            precedents_text(reached, library(), width=WIDE),
            precedents_markdown(reached, library()),
            html.unescape(precedents_html(reached, library())),
        ):
            assert bare(text, library()) == []
            assert NOTICE in text
            assert text.count("reviewed by: no scholar yet") >= len(reached.sitting.hearings)
            assert "Other positions" in text
        data = precedents_json(reached, library())
        assert list(_statuses(data, (), attributed=False)) == []
        assert all(hearing["beside"] for hearing in data["hearings"])


def without_a_title_above(text: str, of: Library) -> list[str]:
    """The bare lines that also stand under no line, however indented, that names a doctrine."""
    titles = [d.title for d in of.doctrines.values()]
    found, above = [], list[tuple[int, bool]]()
    for line in text.replace("\\", "").splitlines():
        indent = len(line) - len(line.lstrip())
        while above and above[-1][0] >= indent:
            above.pop()
        named = any(title in line for title in titles) or bool(above and above[-1][1])
        above.append((indent, named))
        if bare(line, of) and not named:
            found.append(line)
    return found


def indented(page: str) -> str:
    """A page with its lines indented as its lists nest."""
    found, depth = [], 0
    for line in page.splitlines():
        if not re.fullmatch(r"(</?\w+>)+", line):
            found.append("  " * depth + line)
        depth += line.count("<ul>") - line.count("</ul>")
    return html.unescape("\n".join(found))


def test_the_test_of_timelines_would_see_an_answer_that_is_nobodys() -> None:
    title = library().doctrines["hanafi"].title
    assert without_a_title_above(f"{title}\n  - from 6 AH it is silent\n    permitted", library()) == []
    assert without_a_title_above(f"{title}\nfrom 6 AH it is silent", library()) == ["from 6 AH it is silent"]
    assert without_a_title_above(indented("<ul>\n<li>it is silent</li>\n</ul>"), library())


@pytest.mark.parametrize("case", [case.id for case in library().cases.values() if case.events])
def test_timelines_say_whose_they_are(case: str) -> None:
    """Every answer at every date stands under whose it is, said once, and other positions stand beside."""
    found = timeline(bench(), case)
    assert isinstance(found, Timeline)
    for text in (
        timeline_text(found, library(), width=WIDE),
        timeline_markdown(found, library()),
        indented(timeline_html(found, library())),
    ):
        assert without_a_title_above(text, library()) == []
        assert TIMELINE_NOTICE in text
        assert "reviewed by: no scholar yet" in text
        assert "Other positions" in text
    data = timeline_json(found, library())
    assert list(_statuses(data, (), attributed=False)) == []
    assert all(any(d["beside"] for d in track["doctrines"]) for track in data["tracks"])


@pytest.mark.parametrize("doctrine", doctrines())
def test_why_not_says_whose_it_is(doctrine: str) -> None:
    sitting = bench().why("hudaybiyya", doctrines=[doctrine], why_not="any")
    assert isinstance(sitting, Sitting)
    arguments = (sitting, "any", library())
    for text in (why_not_text(*arguments, width=WIDE), why_not_markdown(*arguments)):
        assert bare(text, library()) == []
        assert "reviewed by" in text
    for data in why_not_json(*arguments):
        for whose in (data, *data["beside"]):
            assert whose["title"]
            assert whose["attribution"]["reviewed_by"]


@pytest.mark.parametrize("doctrine", doctrines())
def test_pages_of_doctrines_say_whose_it_is(doctrine: str) -> None:
    things = found(library(), doctrine)
    for text in (show_text(things, library(), width=WIDE), show_markdown(things, library())):
        body = text.partition("\n\n")[2]  # below the header, which is whose it is
        assert [line for line in bare(body, library()) if ": forbidden" in line or ": permitted" in line] == []
        assert "reviewed by: no scholar yet" in text
        assert "encoded by" in text


@pytest.mark.parametrize(("case", "doctrine"), PAIRS)
def test_who_encoded_and_who_reviewed_is_said(case: str, doctrine: str) -> None:
    sitting = asked(case, doctrine)
    for form, text in outputs(sitting, library()):
        assert text.count("reviewed by: no scholar yet") >= len(sitting.hearings), form
    for ruling in sitting_json(sitting, library())["rulings"]:
        assert ruling["attribution"]["reviewed_by"]
        assert ruling["attribution"]["encoded_by"]


@pytest.mark.parametrize("doctrine", doctrines())
def test_other_positions_are_there_unless_the_user_narrowed(doctrine: str) -> None:
    others = [d for d in bench().beside if d != doctrine]
    wide, narrow = asked("hudaybiyya", doctrine), asked("hudaybiyya", doctrine, True)
    for form, text in outputs(wide, library()):
        lines = text.replace("\\", "").splitlines()
        for other in others:
            title = library().doctrines[other].title
            assert any(title in line for line in lines), (form, other)
        assert "narrowed by the user" not in text
    for form, text in outputs(narrow, library()):
        assert "arrowed by the user" in text, form
    data = sitting_json(wide, library())
    shown = {r["doctrine"] for r in data["rulings"] if r["beside"]}
    assert set(others) <= shown <= {*others, *bench().further}
    assert data["narrowed"] is False
    assert sitting_json(narrow, library())["narrowed"] is True


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=[pytest.mark.long] if case == "two-polities" else []) for case in CASES]
)
def test_nothing_is_scored_or_counted_over_doctrines(case: str) -> None:
    sitting = bench().ask(case, doctrines=doctrines())
    assert isinstance(sitting, Sitting)
    over = re.compile(
        r"\b(\d+|one|two|three|all|most|none) (of|out of) (the )?(\d+ )?(doctrines|schools|positions)", re.I
    )
    for form, text in outputs(sitting, library()):
        assert "%" not in text, form
        assert not over.search(text), form
        assert not re.search(r"per ?cent|score|majority|consensus of doctrines", text, re.I), form
    numbers = set(_numbers(sitting_json(sitting, library())))
    assert numbers <= {"cases", "of"}, "numbers count the cases of one doctrine and nothing else"


def _numbers(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _numbers(below, name)
    elif isinstance(value, list):
        for below in value:
            yield from _numbers(below, key)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield key


def test_what_is_not_encoded_is_never_called_silent() -> None:
    for case, doctrine in PAIRS[::2]:
        for form, text in outputs(asked(case, doctrine), library()):
            for line in text.splitlines():
                assert not ("not encoded" in line and "silent" in line), (form, line)


def test_a_doctrine_that_is_not_the_shipped_one_is_marked_in_every_format() -> None:
    changed = replace(library().doctrines["hizb-qa"], shipped=False, edited=True, digest="0123456789abcdef")
    edited = Workbench(replace(library(), doctrines={**library().doctrines, "hizb-qa": changed}))
    sitting = edited.ask("hudaybiyya", doctrines=["hizb-qa"])
    assert isinstance(sitting, Sitting)
    for form, text in outputs(sitting, edited.library):
        assert "(not the shipped one, 0123456789ab)" in text, form
    first = sitting_json(sitting, edited.library)["rulings"][0]["attribution"]
    assert first["shipped"] is False
    assert first["digest"] == "0123456789abcdef"


def test_contemporaries_come_first_and_the_order_is_fixed() -> None:
    data = sitting_json(asked("hudaybiyya", "hizb-qa"), library())
    late = [bool(r["anachronism"]) for r in data["rulings"] if r["beside"]]
    assert late == sorted(late)
    order = [r["doctrine"] for r in data["rulings"] if r["beside"] and not r["anachronism"]]
    assert order == [d for d in (*bench().beside, *bench().further) if d in order]


@pytest.mark.long
@pytest.mark.parametrize("doctrine", doctrines())
def test_no_status_without_whose_it_is_in_many_a_case(doctrine: str) -> None:
    for case in some(list(library().cases), 40, start=doctrines().index(doctrine)):
        for form, text in outputs(asked(case, doctrine), library()):
            assert bare(text, library()) == [], (case, form)


def test_studies_of_many_cases_say_whose_every_status_is() -> None:
    hanging = influence(bench(), "hizb-qa", questions=["help"])
    assert isinstance(hanging, Influence)
    turning = smallest_changes(bench(), "banu-qaynuqa-squadron", doctrines=["hizb-qa", "hizb-essay"])
    assert isinstance(turning, Turnings)
    old, new = version("hizb-essay"), version("hizb-qa")
    assert isinstance(old, Version)
    assert isinstance(new, Version)
    made = diff(old, new, questions=["help"])
    assert isinstance(made, Differing)
    rulings = replace(made.difference, edits=())  # what a block says is no status of a case
    resting = hanging_on(bench(), "hizb-qa", Holdings(without=True), without=["bayhaqi-squadron"])
    assert isinstance(resting, Hanging)
    none = Holdings(without=True)
    wide = 10**6
    printed = {
        "evidence": (
            hanging_text(resting, library(), none, width=wide),
            hanging_markdown(resting, library(), none),
        ),
        "influence": (influence_text(hanging, library(), width=wide), influence_markdown(hanging, library())),
        "smallest": (altered_text(turning, width=wide), altered_markdown(turning)),
        "diff": (
            difference_text(rulings, made.bench.library, width=wide),
            difference_markdown(rulings, made.bench.library),
        ),
    }
    for name, texts in printed.items():
        for text in texts:
            assert bare(text, made.bench.library if name == "diff" else library()) == [], name
            assert "no scholar yet" in text
            assert "%" not in text
    for data in (
        influence_json(hanging, library()),
        hanging_json(resting, library(), none),
        altered_json(turning, library()),
        difference_json(rulings, made.bench.library),
    ):
        assert list(_statuses(data, (), attributed=False)) == []
