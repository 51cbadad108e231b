"""The table of asserted duties: every one of them, read-only, with the sentence that says what they are."""

from __future__ import annotations

from typer.testing import CliRunner

from siyar.cli.app import app
from siyar.export.layout import lay_out
from siyar.export.pages import found, show_json, show_markdown, show_text
from siyar.export.pages.asserted import HEAD, NOTICE
from siyar.export.sheet import Table
from siyar.model import Library
from siyar.workbench import Workbench
from tests.export.schemas import valid

ID = "asserted-duties"


def test_every_duty_of_the_library_stands_in_the_table() -> None:
    library = Workbench.open().library
    (page,) = show_json(found(library, ID), library)["found"]
    assert [(d["doctrine"], d["id"]) for d in page["duties"]] == [
        (doctrine.id, duty.id) for doctrine in library.doctrines.values() for duty in doctrine.duties
    ]
    assert page["notice"] == NOTICE
    assert all(d["sources"] and d["speaker"] and d["authority"] for d in page["duties"])
    valid("show", show_json(found(library, ID), library))


def test_text_and_markdown_have_the_columns_and_the_notice() -> None:
    library = Workbench.open().library
    marked = show_markdown(found(library, ID), library)
    assert f"| {' | '.join(HEAD)} |" in marked
    text = show_text(found(library, ID), library, width=300)
    for page in (marked, text):
        assert NOTICE in page
        assert "qa-2017 P27.S2" in page
    narrow = show_text(found(library, ID), library, width=80)
    assert max(len(line) for line in narrow.splitlines()) <= 80


def test_a_library_without_duties_says_so() -> None:
    text = show_text(found(Library(), ID), Library())
    assert "Recorded in: no doctrine" in text


def test_the_command() -> None:
    result = CliRunner().invoke(app, ["show", ID])
    assert result.exit_code == 0
    assert "Asserted duties" in result.stdout


def test_a_table_too_wide_wraps_every_column() -> None:
    table = Table(("one", "two", "three"), (("a " * 30, "b " * 30, "c"), ("d", "e", "f " * 30)))
    laid = lay_out((table,), width=60)
    assert max(len(line) for line in laid.splitlines()) <= 60
    assert laid.count("a") == laid.count("b") == laid.count("f") == 30
