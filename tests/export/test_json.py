"""The JSON of a sitting: the keys that are promised, in order, and the schemas shipped with the package."""

from __future__ import annotations

import json

import pytest

from siyar.diagnostics import Diagnostic, to_json
from siyar.export import sitting_json, why_not_json
from siyar.hearing import Sitting
from siyar.source import Span, Text
from tests.export.market import ask, bench, ruling
from tests.export.schemas import valid, validator
from tests.stance.shipped import bench as shipped

#: The keys every ruling has, in this order; further ones may follow.
KEYS = [
    "doctrine",
    "title",
    "question",
    "about",
    "entities",
    "value",
    "status",
    "because",
    "known",
    "accounts",
    "assumptions",
    "case_lines",
    "settled",
    "holds",
    "between",
    "possible",
    "turns_on",
    "settled_by",
    "readings",
    "anachronism",
    "why",
    "sources",
]


@pytest.mark.parametrize("question", ["trade", "storage", "toll", "bells"])
def test_the_invented_world_meets_the_schema(question: str) -> None:
    valid("ask", sitting_json(ask(question=question), bench().library))
    valid("ask", sitting_json(ask("two-tales"), bench().library))


@pytest.mark.parametrize("case", ["banu-qaynuqa-squadron", "quzman-at-uhud", "hudaybiyya", "two-polities"])
def test_cases_of_the_library_meet_the_schema(case: str) -> None:
    sitting = shipped().ask(case, doctrines=list(shipped().library.doctrines))
    assert isinstance(sitting, Sitting)
    valid("ask", sitting_json(sitting, shipped().library))


def test_keys_and_their_order() -> None:
    found = sitting_json(ask(), bench().library)
    assert [k for k in found if k in ("case", "siyar", "library", "narrowed", "rulings")] == [
        "case",
        "siyar",
        "library",
        "narrowed",
        "rulings",
    ]
    for one in found["rulings"]:
        assert list(one)[: len(KEYS)] == KEYS


def test_rulings_follow_the_hearings_and_tell_who_was_asked() -> None:
    found = sitting_json(ask(), bench().library)
    assert [(r["doctrine"], r["beside"]) for r in found["rulings"]] == [
        ("manual", False),
        ("charter", True),
        ("letter", True),
    ]
    assert found["hearings"][0]["asked"] == ["manual"]
    assert found["library"] == {"market": "3"}


def test_a_value_or_why_there_is_none() -> None:
    rulings = {r["doctrine"]: r for r in sitting_json(ask(), bench().library)["rulings"]}
    assert (rulings["manual"]["value"], rulings["manual"]["status"]) == ("permitted", "ruled")
    charter = rulings["charter"]
    assert (charter["value"], charter["status"], charter["because"]) == (None, "open", "not encoded")
    letter = rulings["letter"]
    assert letter["attribution"]["shipped"] is False
    assert letter["attribution"]["digest"]
    assert letter["anachronism"] == "formulated after the case (1950)"


def test_narrowed_is_marked() -> None:
    assert sitting_json(ask(narrowed=True), bench().library)["narrowed"] is True
    assert sitting_json(ask(), bench().library)["narrowed"] is False


def test_the_same_twice() -> None:
    one, two = (json.dumps(sitting_json(ask(), bench().library)) for _ in range(2))
    assert one == two


def test_why_not_meets_its_schema() -> None:
    sitting = bench().why("two-tales", doctrines=["manual"], questions=["trade"], why_not="any")
    assert isinstance(sitting, Sitting)
    valid("why-not", why_not_json(sitting, "any", bench().library))


def test_diagnostics_meet_their_schema() -> None:
    text = Text("doctrine.md", "rle help\n")
    problems = [Diagnostic("L001", "no declaration begins with `rle`", Span(text, 0, 3)), Diagnostic("F004", "empty")]
    valid("check", to_json(problems))
    valid("check", to_json(shipped().check()))


def test_the_schema_refuses_a_status_without_a_title() -> None:
    found = sitting_json(ask(), bench().library)
    del found["rulings"][0]["title"]
    assert not validator("ask").is_valid(found)
    found = sitting_json(ask(), bench().library)
    found["rulings"][0]["status"] = "silent"
    assert not validator("ask").is_valid(found), "a silent ruling has no value"


def test_a_ruling_keeps_its_reasons() -> None:
    found = sitting_json(ask(), bench().library)["rulings"][0]
    assert found["deciding"] == ["manual/trusted-may-trade"]
    top = found["why"][0]
    assert top["rule"]["id"] == "manual/trusted-may-trade"
    assert len(top["conditions"]) == len(ruling().why[0].conditions)
