"""`siyar new`: every beginning is right as it stands, is laid out canonically, and never overwrites."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from siyar.cli.app import app
from siyar.skeleton import Beginning, skeleton


def run(*words: str) -> tuple[int, str]:
    found = CliRunner().invoke(app, list(words))
    return found.exit_code, found.output


@pytest.mark.parametrize("kind", [k.value for k in Beginning])
@pytest.mark.parametrize("title", ["", "A title: with, {marks} [and] 'quotes'"])
def test_a_beginning_checks_and_is_canonical(kind: str, title: str, tmp_path: Path) -> None:
    file = tmp_path / "begun.md"
    status, said = run("new", kind, "begun-here", "--title", title, "--out", str(file))
    assert status == 0, said
    assert run("check", str(file)) == (0, "all good: 0 expectations met\n")
    assert run("fmt", "--check", str(file))[0] == 0
    status, printed = run("new", kind, "begun-here", "--title", title)
    assert printed == file.read_text(encoding="utf-8")


def test_a_doctrine_with_its_source_has_a_rule(tmp_path: Path) -> None:
    for words in (("source", "a-charter"), ("doctrine", "a-house", "--source", "a-charter"), ("case", "a-day")):
        assert run("new", *words, "--out", str(tmp_path / f"{words[1]}.md"))[0] == 0
    assert run("check", str(tmp_path))[0] == 0
    status, shown = run("show", "a-house/a-first-rule", "--with", str(tmp_path))
    assert status == 0, shown
    assert "permitted for a State to conclude a Treaty with a Counterpart" in " ".join(shown.split())
    status, asked = run("ask", "a-day", "-d", "a-house", "--only", "--with", str(tmp_path))
    assert status == 0
    assert "not encoded yet" in asked


def test_a_file_is_never_overwritten_without_force(tmp_path: Path) -> None:
    file = tmp_path / "there.md"
    file.write_text("mine", encoding="utf-8")
    status, said = run("new", "case", "there", "--out", str(file))
    assert status == 2
    assert "--force" in said
    assert file.read_text(encoding="utf-8") == "mine"
    assert run("new", "case", "there", "--out", str(file), "--force")[0] == 0
    assert file.read_text(encoding="utf-8") != "mine"
    assert run("new", "case", "there", "--out", str(tmp_path / "no" / "such.md"))[0] == 2


@pytest.mark.parametrize("id", ["Has Capitals", "1st", "a--b", "a_b", "-", "a-"])
def test_what_is_no_id_is_refused(id: str) -> None:
    assert run("new", "case", "--", id)[0] == 2
    with pytest.raises(ValueError, match="is no id"):
        skeleton(Beginning.CASE, id)


def test_only_a_doctrine_has_a_source() -> None:
    assert run("new", "case", "a-day", "--source", "a-charter")[0] == 2
