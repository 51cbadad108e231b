"""`siyar evidence FILE`: each format, its schema, and input nobody can read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.command import run
from tests.evidence.small import installed
from tests.export.schemas import valid

WORDS = """As in (Al Barqarah 2:256), (2:300), a Nisai hadith and Article 190.

He says: «قلم جديد وورقة بيضاء» (Ahmad 3/99)
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(WORDS, encoding="utf-8")
    return path


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_formats(notes: Path, format: str) -> None:
    said = run("evidence", str(notes), "--format", format)
    assert said.status == 0
    words = said.out.replace("&#x27;", "'")
    for part in ("2:256 (al-Baqara) exists", "none is 300", "collection not in corpus", "Article 190"):
        assert part in words


def test_json(notes: Path) -> None:
    value = run("evidence", str(notes), "--format", "json").json
    valid("evidence-file", value)
    assert [f["places"][0]["reference"] for f in value["findings"]][:2] == ["exists", "no such place"]


def test_a_text_without_citations(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("Nothing is cited here.", encoding="utf-8")
    assert "No citation" in run("evidence", str(path)).out


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("missing.txt", None, "F001"),
        ("latin.txt", "caf\u00e9 Q 2:1".encode("latin-1"), "F002"),
        ("scan.pdf", b"%PDF-1.4\n\x00\x01\xff", "F002"),
        ("large.txt", b"word " * 2_000_000, "F003"),
    ],
)
def test_files_nobody_can_read(tmp_path: Path, name: str, data: bytes | None, code: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    said = run("evidence", str(path))
    assert (said.status, said.out) == (1, "")
    assert code in said.err


@installed
def test_the_notice_stands_where_words_of_a_verse_do(tmp_path: Path) -> None:
    path = tmp_path / "verse.md"
    words = " ".join(("يا أيها الذين آمنوا", "أوفوا بالعهود أحلت لكم"))
    path.write_text(f"«{words}» (5:1)", encoding="utf-8")
    said = run("evidence", str(path))
    assert "wording: variant" in said.out
    assert "Tanzil" in said.out
    assert run("evidence", str(path), "--format", "json").json["corpora"][0]["notice"]


def test_without_rapidfuzz_exact_words_alone_are_found_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    monkeypatch.setitem(sys.modules, "rapidfuzz.distance", None)
    path = tmp_path / "notes.txt"
    path.write_text("«قلم جديد وورقة بيضاء على الطاولة» (2:1)", encoding="utf-8")
    said = run("evidence", str(path))
    assert said.status == 0
    assert "exact words alone were found" in " ".join(said.out.split())
