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
    ("name", "data", "code", "part"),
    [
        ("missing.txt", None, "W101", "no such file"),
        ("latin.txt", "caf\u00e9 Q 2:1".encode("latin-1"), "W102", "--encoding"),
        ("broken.pdf", b"%PDF-1.4\n\x00\x01\xff", "W101", "cannot be read as PDF"),
        ("named-otherwise.txt", b"%PDF-1.4\n\x00\x01\xff", "W101", "cannot be read as PDF"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "W101", "older Word"),
        ("notes.rtf", b"{\\rtf1 Q 2:1}", "W101", "rich text"),
        ("book.epub", b"PK\x03\x04rest", "W101", "packed"),
        ("broken.docx", b"PK\x03\x04rest", "W101", "cannot be read as Word"),
        ("long.txt", b"word " * 1_200_000, "W101", "6 million characters"),
    ],
)
def test_files_nobody_can_read(tmp_path: Path, name: str, data: bytes | None, code: str, part: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    if "as PDF" in part:
        pytest.importorskip("pypdf", reason="pypdf is not installed")
    if "as Word" in part:
        pytest.importorskip("docx", reason="python-docx is not installed")
    said = run("evidence", str(path))
    assert (said.status, said.out) == (1, "")
    assert code in said.err
    assert part in said.err


def test_a_file_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    said = run("evidence", str(path))
    assert (said.status, said.out) == (1, "")
    assert "200 MB" in said.err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no device of endless zeros here")
def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    assert "is no file" in run("evidence", "/dev/zero").err
    assert "is a directory" in run("evidence", str(tmp_path)).err


def test_an_encoding_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes("سورة البقرة 256".encode("windows-1256"))
    assert run("evidence", str(path)).status == 1
    assert "2:256 (al-Baqara) exists" in run("evidence", str(path), "--encoding", "windows-1256").out
    assert run("evidence", "hizb-qa", "--encoding", "latin-1").status == 2


HTML = "<title>Q 5:5</title><p>As in (Al Barqarah 2:256).</p><table><tr><td>Q 4:60</td><td>Q 115:1</td></tr></table>"


@pytest.mark.parametrize("charset", ["", "windows-1256"])
def test_a_page(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "page.html"
    declared = f'<meta charset="{charset}">' if charset else ""
    path.write_bytes(f"{declared}{HTML}<p>سورة النساء: 60".encode(charset or "utf-8"))
    value = run("evidence", str(path), "--format", "json").json
    assert [p["reference"] for f in value["findings"] for p in f["places"]] == [
        "exists",
        "exists",
        "no such place",
        "exists",
    ]
    assert {f["page"] for f in value["findings"]} == {None}


def test_a_word_file_with_a_table_and_a_footnote(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    document.add_paragraph("As in (Al Barqarah 2:256).")
    document.add_table(1, 2).cell(0, 1).text = "Q 4:60"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    note = "<w:footnote><w:p><w:r><w:t>Q 2:300</w:t></w:r></w:p></w:footnote>"
    notes = f'<w:footnotes xmlns:w="{space}">{note}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", notes.encode(), document.part.package)
    document.part.relate_to(part, RT.FOOTNOTES)
    path = tmp_path / "notes.docx"
    document.save(str(path))
    said = run("evidence", str(path)).out
    for part_ in ("2:256 (al-Baqara) exists", "4:60 (al-Nisa') exists", "none is 300"):
        assert part_ in said


def test_pages_of_a_pdf_are_counted(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for words in ("As in Al Barqarah 2:256.", "And in Q 2:300."):
        page = writer.add_blank_page(300, 300)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf 20 200 Td ({words}) Tj ET".encode())
        page[NameObject("/Contents")] = content
    path = tmp_path / "notes.pdf"
    writer.write(path)
    value = run("evidence", str(path), "--format", "json").json
    valid("evidence-file", value)
    assert [(f["page"], f["places"][0]["reference"]) for f in value["findings"]] == [
        (1, "exists"),
        (2, "no such place"),
    ]
    assert "page 2: Q 2:300" in run("evidence", str(path)).out
    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)
    writer.write(path)
    assert "W103" in run("evidence", str(path)).err


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
