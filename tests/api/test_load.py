"""`siyar.load` and what it answers: values, rulings, displays, errors one can act on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import siyar
from siyar.hearing import Ruling
from siyar.study.abstract import abstract_case
from tests.export.schemas import valid
from tests.export.test_html import outline
from tests.stance.test_attribution import bare


def test_one_doctrine_one_question() -> None:
    answer = siyar.load("hizb-qa").ask("banu-qaynuqa-squadron", question="help")
    assert (answer.value, answer.status, answer.settled) == ("forbidden", "ruled", True)
    assert isinstance(answer.ruling, Ruling)
    assert answer.rulings[0] == answer.ruling == next(iter(answer))
    assert {r.attributed.doctrine for r in answer.beside} >= {"hanafi", "shafii"}
    assert str(answer).startswith("A question-and-answer of 2017 states: forbidden")


def test_readings_grounds_and_narrowing() -> None:
    qa = siyar.load("hizb-qa")
    narrow = qa.ask("hudaybiyya", question="truce", narrowed=True)
    assert narrow.beside == ()
    assert "arrowed by the user" in narrow.text()
    assert narrow.json()["narrowed"] is True
    assert narrow.value == "permitted"
    without = qa.ask("hudaybiyya", question="truce", without=["hudaybiyya"])
    assert without.value != "permitted"
    essay = siyar.load("hizb-essay")
    read = essay.ask("hudaybiyya", question="truce", reading={"military-agreement": "with"})
    assert dict(read.ruling.readings)["military-agreement"] == "with"
    both = siyar.load("hizb-essay", "hizb-qa")
    again = both.ask("hudaybiyya", question="truce", reading={"hizb-essay": {"military-agreement": "with"}})
    assert {r.attributed.doctrine for r in again.rulings} == {"hizb-essay", "hizb-qa"}


def test_one_value_of_several_rulings_is_refused() -> None:
    both = siyar.load("hizb-essay", "hizb-qa").ask("hudaybiyya", question="truce")
    with pytest.raises(siyar.SeveralRulings, match="choose with `about`") as raised:
        _ = both.value
    assert raised.value.rulings == both.rulings


def test_what_if_and_a_case_of_ones_own() -> None:
    qa = siyar.load("hizb-qa")
    put = abstract_case(qa.library, ["help"], qa.names, filled={"Party": "Group"})
    answer = qa.ask(put, about="help")
    assert answer.status == "open"
    supposed = qa.whatif(put, "the Northern Group comes singly", about="help")
    assert [c.after.outcome.value for c in supposed.changes] == ["permitted"]
    assert "the Northern Group comes singly" in repr(supposed)
    valid("whatif", supposed.json())
    assert supposed.text().startswith("What if: An abstract case")
    assert supposed.markdown().startswith("# What if")


def test_ones_own_files(tmp_path: Path) -> None:
    from siyar.skeleton import Beginning, skeleton

    (tmp_path / "text.md").write_text(skeleton(Beginning.SOURCE, "my-text"), encoding="utf-8")
    own = skeleton(Beginning.DOCTRINE, "mine", title="A book of mine", source="my-text")
    (tmp_path / "mine.md").write_text(own.replace("questions:", "questions: truce"), encoding="utf-8")
    answer = siyar.load("mine", paths=[tmp_path]).ask("hudaybiyya", question="truce", narrowed=True)
    assert answer.value == "permitted"
    assert "not shipped with Siyar" in str(answer)
    (tmp_path / "mine.md").write_text(own.replace("permitted", "permited"), encoding="utf-8")
    with pytest.raises(siyar.Problems, match="L003") as raised:
        siyar.load("mine", paths=[tmp_path])
    assert raised.value.diagnostics[0].code == "L003"


def test_without_a_name_all_under_study() -> None:
    every = siyar.load()
    assert "hizb-qa" in every.names
    assert "hanafi" not in every.names
    assert "hudaybiyya" in every.cases
    assert every.questions["help"].startswith("May State")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"case": "hudaybiya"}, "R009"),
        ({"case": "hudaybiyya", "question": "trruce"}, "R009"),
        ({"case": "hudaybiyya", "about": "the moon shines"}, "S001"),
        ({"case": "hudaybiyya", "reading": {"no-such": "x"}}, "R009"),
    ],
)
def test_errors_say_what_and_what_to_do(words: dict[str, object], code: str) -> None:
    with pytest.raises(siyar.Problems) as raised:
        siyar.load("hizb-qa").ask(**words)  # type: ignore[arg-type]  # options of several types, passed on
    assert raised.value.diagnostics[0].code == code
    assert "help: " in str(raised.value)
    assert str(raised.value).count("\n") >= 1


def test_a_bare_reading_of_several_doctrines_says_whose() -> None:
    with pytest.raises(siyar.Problems, match="hizb-essay"):
        siyar.load("hizb-essay", "hizb-qa").ask("hudaybiyya", reading={"military-agreement": "with"})
    with pytest.raises(siyar.Problems, match="did you mean `hizb-qa`"):
        siyar.load("hizb-qq")


def test_displays_are_attributed_and_stand_alone() -> None:
    answer = siyar.load("hizb-qa").ask("two-polities")
    shown = answer._repr_html_()
    assert shown.startswith('<div class="siyar"')
    assert ("details", {"open": None}) in outline(shown).seen
    assert "http" not in shown
    for text in (repr(answer), answer.text(width=1_000_000), answer.markdown()):
        assert bare(text, siyar.load("hizb-qa").library) == []
    assert answer.html().startswith("<!doctype html>")
    valid("ask", answer.json())


def test_importing_it_loads_nothing_heavy_and_it_lists_itself() -> None:
    code = "import sys, siyar; print('siyar.api' in sys.modules, 'lark' in sys.modules); print(dir(siyar))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.startswith("False False")
    assert "'load'" in said
    with pytest.raises(AttributeError, match="no attribute"):
        _ = siyar.nothing_of_that_name
