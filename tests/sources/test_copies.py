"""A user's own copies: what is read, how passages are found in another edition, what is kept and what is deleted."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from siyar.sources.aligning import State, align
from siyar.sources.copies import Unreadable, text_of
from siyar.sources.holding import Shelf, passages
from siyar.sources.marks import mark, shipped
from siyar.sources.splitting import sentences
from tests.cli.command import run

SHARED = Path(__file__).parents[2] / ".." / "shared" / "sources"

TEXT = (
    "The first town has a wall of stone. Its gate is shut at night! Who opens it?\n"
    "The second town has no wall (see p. 3). It has a ditch, and a bridge over it.\n"
    "قال: أغلقوا الباب ليلاً. ثم نام.\n"
)
SAID = [
    "The first town has a wall of stone.",
    "Its gate is shut at night!",
    "Who opens it?",
    "The second town has no wall (see p. 3).",
    "It has a ditch, and a bridge over it.",
]
MARKS = [mark(f"P{i}", said) for i, said in enumerate(SAID)]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIYAR_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_sentences_of_two_scripts() -> None:
    found = list(sentences(TEXT))
    assert [s.words for s in found if not s.arabic] == SAID
    assert [s.words for s in found if s.arabic] == ["قال: أغلقوا الباب ليلاً.", "ثم نام."]
    assert all(TEXT[s.start : s.end] == s.words for s in found)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("He said: “Come in. Sit down.” They sat.", ["He said: “Come in. Sit down.”", "They sat."]),
        ("Article 3. No gate is open. End.", ["Article 3. No gate is open. End."]),
        ("It is so. (Told by two.) He left.", ["It is so. (Told by two.)", "He left."]),
        ("Cf. vol. 3, p. 4. It is there.", ["Cf. vol. 3, p. 4.", "It is there."]),
        ("﴿One. Two.﴾ It is read.", ["﴿One. Two.﴾", "It is read."]),
    ],
)
def test_what_belongs_together(words: str, parts: list[str]) -> None:
    assert [s.words for s in sentences(words)] == parts


def test_another_edition_is_aligned_by_content() -> None:
    other = (
        "A foreword.\n"
        "It has a ditch, and a bridge over it. The first town has a strong wall of stone.\n"
        "Who opens it? The second town has no wall (see p. 9), as was said, and nobody ever built one there.\n"
    )
    found = {f.passage: f for f in align(other, MARKS)}
    assert found["P2"].state is State.SAME
    assert found["P0"].state is State.CHANGED
    assert found["P1"].state is State.LOST
    assert found["P4"].moved
    assert not found["P0"].moved
    assert passages(other, list(found.values()))["P4"] == "It has a ditch, and a bridge over it."


@pytest.mark.skipif(not SHARED.exists(), reason="the two texts are not beside the project")
@pytest.mark.parametrize(("file", "source"), [("essay.txt", "essay"), ("qa-2017.txt", "qa-2017")])
def test_every_passage_of_both_texts_is_found(file: str, source: str) -> None:
    text = (SHARED / file).read_text(encoding="utf-8")
    found = align(text, shipped(source))
    assert found
    assert {f.state for f in found} == {State.SAME}
    assert not any(f.moved for f in found)
    wrapped = text.replace(". ", ".\n")
    assert {f.state for f in align(wrapped, shipped(source))} <= {State.SAME, State.CHANGED, State.WITHIN}


@pytest.mark.parametrize("source", ["essay", "qa-2017"])
def test_every_passage_of_the_page_has_a_mark(source: str) -> None:
    from siyar.workbench import Workbench

    page = Workbench.open().library.sources[source]
    wanted = {str(p).rstrip("ab") for p in page.passages}
    assert {m.passage for m in shipped(source)} == wanted


def test_forms_of_file(tmp_path: Path) -> None:
    plain = tmp_path / "t.txt"
    plain.write_bytes(b"\xef\xbb\xbf" + b"One.\r\nTwo.")
    assert text_of(plain) == "One.\nTwo."
    page = tmp_path / "t.html"
    page.write_text(
        "<head><title>x</title></head><p>One &amp; two.</p><script>no()</script><p>Three.", encoding="utf-8"
    )
    assert text_of(page) == "One & two.\n\nThree."
    marked = tmp_path / "t.md"
    marked.write_text("# A *title*\n\nOne\ntwo `three`.\n\n- four\n", encoding="utf-8")
    assert text_of(marked) == "A title\n\nOne two three.\n\nfour"
    latin = tmp_path / "latin.txt"
    latin.write_bytes("caf\xe9.".encode("latin-1"))
    assert text_of(latin, "latin-1") == "café."


def test_word_and_pdf(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="Word files need the extra `sources`")
    pypdf = pytest.importorskip("pypdf", reason="PDF files need the extra `sources`")
    document = docx.Document()
    document.add_paragraph("One. Two.")
    document.save(tmp_path / "t.docx")
    assert text_of(tmp_path / "t.docx") == "One. Two."
    blank = pypdf.PdfWriter()
    blank.add_blank_page(100, 100)
    blank.write(tmp_path / "scan.pdf")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 and nothing")
    (tmp_path / "broken.docx").write_bytes(b"PK and nothing")
    codes = {}
    for name in ("scan.pdf", "broken.pdf", "broken.docx"):
        with pytest.raises(Unreadable) as told:
            text_of(tmp_path / name)
        codes[name] = told.value.problem.code
    assert codes == {"scan.pdf": "W103", "broken.pdf": "W101", "broken.docx": "W101"}


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("caf\xe9".encode("latin-1"))
    (tmp_path / "zeros.txt").write_bytes(b"a\0b")
    with open(tmp_path / "large.txt", "wb") as file:
        file.truncate(200 * 1024 * 1024)
    codes = {}
    for name in ("latin.txt", "zeros.txt", "large.txt", "none.txt"):
        with pytest.raises(Unreadable) as told:
            text_of(tmp_path / name)
        codes[name] = told.value.problem.code
    assert codes == {"latin.txt": "W102", "zeros.txt": "W102", "large.txt": "W101", "none.txt": "W101"}


@pytest.mark.parametrize("encoding", ["undefined", "punycode", "a\0b", "hex", "x" * 300])
def test_an_encoding_that_is_none_is_told(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "mine.txt").write_bytes(b"ab%c" * 100)
    with pytest.raises(Unreadable) as told:
        text_of(tmp_path / "mine.txt", encoding)
    assert told.value.problem.code == "W102"


def test_a_page_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text(f"<p>so &#{'9' * 5000};", encoding="utf-8")
    with pytest.raises(Unreadable) as told:
        text_of(tmp_path / "mine.html")
    assert told.value.problem.code == "W101"


def test_from_adding_to_deleting(tmp_path: Path, own_folder: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT + "A word nobody else has: zanzalakht.", encoding="utf-8")
    added = run("sources", "add", str(copy), "--as", "qa-2017", "--obtained", "a library, 2024")
    assert added.status == 0, added.err
    assert "81 passages: 81 not found" in added.out
    assert "is it a copy of qa-2017?" in added.out
    assert "a library, 2024" in run("sources", "list").out
    (kept,) = run("sources", "list", "--format", "json").json
    assert (kept["source"], kept["file"]) == ("qa-2017", "copy.txt")
    assert "not found in the copy" in run("sources", "show", "qa-2017", "--passage", "P10.S4").out
    assert run("sources", "remove", "qa-2017").status == 0
    assert run("sources", "show", "qa-2017").status == 1
    assert "zanzalakht" not in (own_folder / "sources.sqlite3").read_bytes().decode("utf-8", "ignore")


def test_passages_stand_below_a_ruling_on_a_screen_and_nowhere_else(tmp_path: Path) -> None:
    asked = ("ask", "banu-qaynuqa-squadron", "-d", "hizb-qa", "-q", "help")
    before = run(*asked)
    words = "A sentence of an invented copy about a squadron."
    Shelf.own().add("qa-2017", "copy.txt", "", words, align(words, [mark("P10.S4", words)]))
    after = run(*asked)
    assert after.out.startswith(before.out.rstrip("\n"))
    assert f"qa-2017 P10.S4: {words}" in after.out
    for form in ("json", "markdown", "html"):
        assert words not in run(*asked, "--format", form).out


def test_wrong_use_is_told(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("One.", encoding="utf-8")
    unknown = run("sources", "add", str(copy), "--as", "qa-2071")
    assert (unknown.status, "qa-2017" in unknown.err) == (1, True)
    assert run("sources", "add").status == 2
    assert run("sources", "remove", "qa-2017").status == 1


def test_a_locked_or_broken_database_loses_nothing(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf.own()
    shelf.add("essay", "a.txt", "", "One.", ())
    held = sqlite3.connect(shelf.path)
    held.execute("BEGIN EXCLUSIVE")
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, timeout=0.0: connect(path, timeout=0.1))
    with pytest.raises(Unreadable) as told:
        shelf.add("essay", "b.txt", "", "Two.", ())
    assert told.value.problem.code == "W105"
    held.close()
    kept = shelf.copy("essay")
    assert kept is not None
    assert kept.text == "One."
    shelf.path.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    with pytest.raises(Unreadable):
        shelf.copies()


#: Adds a copy and is killed after the last row was written, before anything is made to last.
KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
from siyar.sources.aligning import Found, State
from siyar.sources.holding import Shelf

class Dying(sqlite3.Connection):
    def executemany(self, *given):
        super().executemany(*given)
        os.kill(os.getpid(), signal.SIGKILL)

connect = sqlite3.connect
sqlite3.connect = lambda path, timeout: connect(path, timeout=timeout, factory=Dying)
Shelf(Path(sys.argv[1])).add("essay", "new.txt", "", "Two. " * 200_000, [Found("P1.S1", State.SAME, 0, 4)])
"""


@pytest.mark.skipif(os.name != "posix", reason="killed by a signal")
def test_killed_within_the_writing_it_has_the_old_copy(own_folder: Path) -> None:
    shelf = Shelf.own()
    shelf.add("essay", "old.txt", "", "One.", ())
    killed = subprocess.run([sys.executable, "-c", KILLED, str(shelf.path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    kept = shelf.copy("essay")
    assert kept is not None
    assert (kept.file, kept.text, shelf.found("essay")) == ("old.txt", "One.", ())
    shelf.add("essay", "next.txt", "", "Three.", ())
    assert [c.file for c in shelf.copies()] == ["next.txt"]


def test_a_full_disk_loses_nothing(own_folder: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits of a process are Unix's")
    shelf = Shelf.own()
    shelf.add("essay", "old.txt", "", "One.", ())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, before[1]))
        with pytest.raises(Unreadable) as told:
            shelf.add("essay", "new.txt", "", "Two. " * 100_000, ())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert told.value.problem.code == "W105"
    assert [c.text for c in shelf.copies()] == ["One."]


def test_another_document_does_not_take_the_place_of_a_copy(tmp_path: Path) -> None:
    words = "A sentence of an invented copy about a squadron."
    Shelf.own().add("qa-2017", "copy.txt", "", words, align(words, [mark("P10.S4", words)]))
    other, nothing = tmp_path / "other.txt", tmp_path / "nothing.txt"
    other.write_text(TEXT, encoding="utf-8")
    nothing.write_text(" \n", encoding="utf-8")
    for path in (other, nothing):
        told = run("sources", "add", str(path), "--as", "qa-2017")
        assert (told.status, "W106" in told.err) == (1, True)
    assert [c.text for c in Shelf.own().copies()] == [words]
    told = run("sources", "add", str(other), "--as", "qa-2017", "--anyway")
    assert told.status == 0
    assert "in place of copy.txt" in told.out
    assert run("sources", "add", str(nothing), "--as", "qa-2017", "--anyway").status == 1


@pytest.mark.long
def test_killed_while_adding_it_has_the_old_copy_or_the_new(own_folder: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("The old copy.", encoding="utf-8")
    new.write_text("The new copy. " * 300_000, encoding="utf-8")
    command = (sys.executable, "-c", "from siyar.cli import run; run()", "sources", "add")
    subprocess.run([*command, str(old), "--as", "ifsah"], check=True, stdout=subprocess.DEVNULL)
    for step in range(8):
        begun = subprocess.Popen([*command, str(new), "--as", "ifsah"], stdout=subprocess.DEVNULL)
        time.sleep(0.3 + 0.4 * step)
        os.kill(begun.pid, signal.SIGKILL)
        begun.wait()
        kept = Shelf.own().copy("ifsah")
        assert kept is not None
        assert kept.text in (old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8"))


def test_coverage_with_the_words_of_a_copy(tmp_path: Path) -> None:
    assert run("coverage", "qa-2017", "--text").status == 1
    words = "A sentence of an invented copy about a squadron."
    Shelf.own().add("qa-2017", "copy.txt", "", words, align(words, [mark("P10.S4", words)]))
    told = run("coverage", "qa-2017", "--text", "--format", "html")
    assert told.status == 0
    assert words in told.out
    assert "stays on this machine" in told.out
    assert words not in run("coverage", "qa-2017", "--format", "html").out
