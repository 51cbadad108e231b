"""What `siyar whatif` and `siyar interview` print, as people read it, and every format of the first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from siyar.cli.app import app
from siyar.export import whatif_text
from siyar.study.whatif import WhatIf
from siyar.supposing import whatif
from tests.export.schemas import valid
from tests.export.test_html import outline
from tests.study.test_dialogue import FILES
from tests.study.towns import bench

Golden = Callable[[str, str], None]


def test_a_what_if(golden: Golden) -> None:
    told = ["the trader has given a name to Norton", "it is not so that the trader carries arms"]
    found = whatif(bench(), "at-the-gate", given=told, questions=["admission"])
    assert isinstance(found, WhatIf)
    golden("whatif-at-the-gate.txt", whatif_text(found))


def test_an_interview(golden: Golden, tmp_path: Path) -> None:
    for name, words in FILES.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    said = "no\nwhy\nno\n1\n12 days\nback\n3 days\nlist\nchange 3\n2\n"
    found = CliRunner(env={"COLUMNS": "100"}).invoke(
        app,
        ["interview", "nothing-known", "-d", "book", "--about", "admit", "--only", "--with", str(tmp_path)],
        input=said,
    )
    assert found.exit_code == 0, found.output
    golden("interview-of-a-stranger.txt", found.output)


@pytest.mark.parametrize("format", ["text", "markdown", "json", "html"])
def test_every_format_of_a_what_if(format: str) -> None:
    command = ["whatif", "hudaybiyya", "-d", "hizb-qa", "--without", "hudaybiyya", "--format", format]
    found = CliRunner().invoke(app, command)
    assert found.exit_code == 0, found.output
    match format:
        case "json":
            valid("whatif", json.loads(found.output))
        case "html":
            assert "What if" in "".join(outline(found.output).words)
        case _:
            assert "What if" in found.output


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (["hudaybiyya"], 1, "C006"),
        (["hudaybiya", "--without", "hudaybiyya"], 1, "R009"),
        (["hudaybiyya", "--set", "the truce is a friendship"], 1, "S008"),
        (["hudaybiyya", "--without", "no-such-ground"], 1, "R009"),
        (["hudaybiyya", "--reading", "all"], 2, "one reading"),
        (["hudaybiyya", "--reading", "nonsense"], 2, "doctrine/reading=option"),
    ],
)
def test_what_cannot_be_supposed(words: list[str], status: int, code: str) -> None:
    found = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["whatif", *words])
    assert found.exit_code == status, found.output
    assert code in found.output
