"""Every code has a fixture, every fixture says what it should, and bad files of all kinds are survived."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from siyar import shelf
from siyar.check import check
from siyar.diagnostics import CODES, Severity, Stage, to_json, to_short, to_terminal
from siyar.language import read
from siyar.language.unparse import fmt
from siyar.source import Text
from tests.diagnostics_fixture import FOLDER, fixture, found, lines, towns

FIXTURES = sorted(FOLDER.glob("*.md"))
SOURCES = Path(__file__).parents[1] / "src" / "siyar"
#: Tested below: a fixture of this size would be no fixture.
TOO_LARGE = "F003"


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_fixture(path: Path) -> None:
    files, expected = fixture(path)
    assert expected, "a fixture expects something"
    diagnostics = found(files)
    assert lines(diagnostics) == expected
    assert path.stem.split("-")[0] in {d.code for d in diagnostics}
    for d in diagnostics:
        if d.span:
            assert 0 <= d.span.start <= d.span.end <= len(d.span.text.characters)
    to_json(diagnostics)
    assert to_terminal(diagnostics)
    assert to_short(diagnostics).count("\n") == len(diagnostics)


def test_what_the_fixtures_use_is_sound() -> None:
    assert not found({})


def test_every_code_of_reader_and_check_has_a_fixture() -> None:
    shown = {path.stem.split("-")[0] for path in FIXTURES}
    wanted = {c.code for c in CODES.values() if c.stage in (Stage.READ, Stage.CHECK)} - {TOO_LARGE}
    assert shown == wanted


def test_every_code_in_the_sources_is_listed() -> None:
    said: dict[str, str] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and re.fullmatch(r"[A-Z]\d{3}", value):
                said[value] = path.name
    assert set(said) <= set(CODES), {code: name for code, name in said.items() if code not in CODES}


def test_warnings_are_listed_as_warnings() -> None:
    severities: dict[str, set[Severity]] = {}
    for path in FIXTURES:
        for d in found(fixture(path)[0]):
            severities.setdefault(d.code, set()).add(d.severity)
    for code, found_ in severities.items():
        if code != "P002":  # an error in what Siyar ships
            assert found_ == {Severity.WARNING if CODES[code].warning else Severity.ERROR}, code


def test_a_file_of_ten_megabytes() -> None:
    large = Text("large.md", "---\ndoctrine: manual\n---\n" + "word " * 2_000_000)
    (problem,) = read([large]).diagnostics
    assert (problem.code, problem.file) == ("F003", "large.md")


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "large.md").write_bytes(b"word " * 2_000_000)
    (tmp_path / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "latin.md").write_bytes("---\ndoctrine: d\ntitle: caf\u00e9\n---\n".encode("latin-1"))
    (tmp_path / "folder.md").mkdir()
    names = ["missing.md", "large.md", "picture.md", "latin.md"]
    texts, problems = shelf.texts_of([tmp_path / name for name in names])
    assert not texts
    assert [d.code for d in problems] == ["F001", "F003", "F002", "F002"]
    assert all(d.file and d.help for d in problems)
    _, below = shelf.texts_of([tmp_path])
    assert [d.code for d in below if d.file.endswith("folder.md")] == ["F001"]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "\n\n\n",
        "\ufeff",
        "---",
        "---\n---\n",
        "---\ndoctrine:\n---\n",
        "---\ndoctrine: d\nreadings: {a: b\n---\n",
        "---\ndoctrine: d\nuses: d\n---\n",
        "---\ndoctrine: d\n---\n```siyar",
        "---\ndoctrine: d\n---\n```siyar\n```\n",
        "---\ndoctrine: d\n---\n" + "> " * 400 + "```siyar\n",
        "---\ndoctrine: d\n---\n" + "- " * 400 + "deep\n\n```siyar\nrule\n```\n",
        "---\ndoctrine: d\n---\n~~~siyar\nrule a\n~~~\n",
        "---\r\ndoctrine: d\r\n---\r\n\r\n```siyar\r\nrule a\r\n  then  x\r\n```\r\n",
        "---\ndoctrine: d\nuses: towns\n---\n```siyar\nrule a\n  permitted        for City to tax Guild\n"
        + "  and              City is calm\n" * 300
        + "```\n",
        "---\ndoctrine: d\nuses: towns\n---\n```siyar\n" + "\u202e\u2066\u200b" * 20 + "\n```\n",
        "---\ndoctrine: d\nuses: towns\n---\n```siyar\nopposes a\n  one  City is calm\n  to  City is calm\n```\n",
        "\udcff\udcfe broken surrogates",
    ],
)
def test_bad_files_are_survived(words: str) -> None:
    text = Text("bad.md", words)
    result = read([*towns(), text])
    diagnostics = [*result.diagnostics, *check(result.library)]
    assert to_terminal(diagnostics, width=60, colour=True) is not None
    to_short(diagnostics)
    to_json(diagnostics)
    if any(d.severity is Severity.ERROR and d.where == "bad.md" for d in result.diagnostics):
        assert fmt(text, result.library) == words
