"""Diagnostics of running: each code has a row here that brings it about, with the place it points at.

Those of reading and checking have their fixtures in tests/diagnostics.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest

from siyar import shelf
from siyar.batch.reading import open_mapping, read_mapping
from siyar.diagnostics import CODES, Diagnostic, Stage
from siyar.evidence import Holdings, quran
from siyar.evidence.grading import Rank
from siyar.evidence.own import read_rows
from siyar.hanging import hanging
from siyar.interchange import MOST_PROPAGATED, PlainTheory, read, too_large
from siyar.ranging import compare_doctrines, diff
from siyar.reaching import precedents
from siyar.source import Text
from siyar.sources import copies
from siyar.sources.holding import Shelf
from siyar.supposing import agenda, whatif
from siyar.timing import timeline
from siyar.web.boxes import NOTHING_TO_DRAW_WITH
from siyar.web.saving import Unusable
from siyar.web.state import TooLong
from siyar.workbench import Workbench
from siyar.workbench.revisions import at_revision
from siyar.workbench.versions import Version

WORDS = """---
vocabulary: towns
---
```siyar
type Town

type Guild

fact walled
  text             Town is walled

act toll
  text             for Town to take toll of Guild

act raid
  text             for Town to raid Guild
  kind             force

question toll
  asks             May Town take toll of Guild?
  about            toll

question raid
  asks             May Town raid Guild?
  about            raid
```
"""
BOOK = "---\nsource: book\ntitle: A book\nseen: read\npassages: P1\n---\n"
LAW = """---
doctrine: law
title: A law of towns
uses: towns
source: book
questions: toll, raid
---
```siyar
rule toll-of-the-walled
  permitted        for Town to take toll of Guild
  when             Town is walled
  source           book P1

case fair
  Town             Northgate
  Guild            the weavers
  given            Northgate is walled
  ask              toll

expect toll in fair
  is               forbidden
```
"""


def bench() -> Workbench:
    texts = (Text("towns.md", WORDS), Text("book.md", BOOK), Text("law.md", LAW))
    opened = Workbench.read(texts, set())
    assert not opened.problems
    return opened


def towns_of_two() -> Workbench:
    """The law, and a code that says the same and no more."""
    code = LAW.split("\ncase fair")[0].replace("doctrine: law", "doctrine: code") + "```\n"
    raid = "rule no-raid\n  forbidden        for Town to raid Guild\n  source           book P1\n\nrule toll-of"
    law, code = (text.replace("rule toll-of", raid) for text in (LAW, code))
    texts = (("towns.md", WORDS), ("book.md", BOOK), ("law.md", law), ("code.md", code))
    return Workbench.read([Text(name, words) for name, words in texts], set())


def told(found: object) -> Diagnostic:
    assert isinstance(found, tuple)
    (problem,) = found
    assert isinstance(problem, Diagnostic)
    return problem


def why_not() -> Diagnostic:
    return told(bench().why("fair", why_not="compulsory"))


def another_text() -> Diagnostic:
    holdings = Holdings()
    with patch.object(quran, "corpus", side_effect=quran.OtherText("it is another")):
        assert holdings.of("quran") is None
    (problem,) = holdings.problems
    return problem


def several_to_choose_from() -> Diagnostic:
    held = Version(towns_of_two().library, ("law", "code"), "books")
    return told(diff(held, held))


def without_git() -> Diagnostic:
    with patch.object(subprocess, "run", side_effect=FileNotFoundError):
        return told(at_revision("HEAD", "books"))


def at_a_revision(revision: str, path: str) -> Diagnostic:
    """Of a repository with one commit, which holds the law."""
    with TemporaryDirectory() as folder:
        Path(folder, "law.md").write_text(LAW, encoding="utf-8")
        who = ("-c", "user.name=a tester", "-c", "user.email=tester@localhost")
        for words in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "the law")):
            subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True)
        return told(at_revision(revision, path, here=Path(folder)))


def too_many_rules() -> Diagnostic:
    text = Text("long.dfl", "".join(f"r{n}: a{n} => b{n}\n" for n in range(MOST_PROPAGATED + 1)))
    plain, problems = read(text)
    assert not problems
    assert isinstance(plain, PlainTheory)
    found = too_large(plain, "long.dfl", propagating=True)
    assert found is not None
    return found


MAPPING = """---
mapping: walls
title: Walls of towns
---
```siyar
mapping walls
  title            Walls of towns
  key              number
  Town             the town
  Guild            the guild
  given            the town is walled when walls > 0
```
"""


def of_a_table(cells: str, out: str = "out.parquet") -> Diagnostic:
    """What is told when the toll of towns with walls is asked of a table."""
    pytest.importorskip("duckdb", reason="tables need the extra `batch`")
    pytest.importorskip("ibis", reason="tables need the extra `batch`")
    from siyar.batch.compiled import Compiled, compiled
    from siyar.batch.opening import Unreadable
    from siyar.batch.running import run

    mapping, problems = read_mapping(Text("walls.md", MAPPING), bench().library)
    assert mapping, problems
    made = compiled(bench(), mapping, ["law"], ["toll"])
    assert isinstance(made, Compiled)
    with TemporaryDirectory() as folder:
        table = Path(folder, "towns.csv")
        table.write_text(f"number,walls\n{cells}", encoding="utf-8")
        with pytest.raises(Unreadable) as raised:
            run(made, table, Path(folder, out), {})
    return told(raised.value.problems)


def no_such_copy() -> Diagnostic:
    with pytest.raises(copies.Unreadable) as raised:
        copies.text_of(Path("no-such-file.txt"))
    return raised.value.problem


def of_a_copy(name: str, content: bytes) -> Diagnostic:
    """What is told of a user's copy of a source."""
    with TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(content)
        with pytest.raises(copies.Unreadable) as raised:
            copies.text_of(file)
    return raised.value.problem


def pages_without_text() -> Diagnostic:
    pypdf = pytest.importorskip("pypdf", reason="PDF files need the extra `sources`")
    scanned, content = pypdf.PdfWriter(), BytesIO()
    scanned.add_blank_page(100, 100)
    scanned.write(content)
    return of_a_copy("scanned.pdf", content.getvalue())


def without_what_reads_it() -> Diagnostic:
    with patch.dict(sys.modules, {"pypdf": None}):
        return of_a_copy("book.pdf", b"%PDF-1.4")


def no_copy_at_all() -> Diagnostic:
    with TemporaryDirectory() as folder, pytest.raises(copies.Unreadable) as told_:
        Shelf(Path(folder) / "base").take("essay", "notes.txt", "", " ", ())
    return told_.value.problem


def no_database_of_copies() -> Diagnostic:
    with TemporaryDirectory() as folder:
        Path(folder, "sources.sqlite3").write_text("a letter, and no database" * 100, encoding="utf-8")
        with pytest.raises(copies.Unreadable) as raised:
            Shelf(Path(folder, "sources.sqlite3")).copies()
    return raised.value.problem


#: Code → what brings it about, and the place: file, line, column, the words under the caret; None: in no file.
ROWS: dict[str, tuple[Callable[[], Diagnostic], tuple[str, int, int, str] | None]] = {
    "C006": (lambda: told(whatif(bench(), "fair")), None),
    "C009": (lambda: told(timeline(bench(), "fair")), ("law.md", 14, 6, "fair")),
    "C010": (
        lambda: told(compare_doctrines(towns_of_two(), ["law", "code"], questions=["toll"], search=False, most=1)),
        None,
    ),
    "C011": (lambda: told(compare_doctrines(bench(), ["law"])), None),
    "C012": (several_to_choose_from, None),
    "C013": (lambda: TooLong("29 questions are asked").problem, None),
    "D007": (too_many_rules, None),
    "W001": (another_text, None),
    "W003": (lambda: read_rows("mine.csv", ["work,text"])[2][0], None),
    "W002": (lambda: told(hanging(bench(), "law", Holdings(without=True), least=Rank.HASAN, by="nobody")), None),
    "W101": (no_such_copy, None),
    "W102": (lambda: of_a_copy("book.txt", b"caf\xe9"), None),
    "W103": (pages_without_text, None),
    "W104": (without_what_reads_it, None),
    "W105": (no_database_of_copies, None),
    "W106": (no_copy_at_all, None),
    "W107": (lambda: Unusable("database is locked").problem, None),
    "E001": (lambda: told(bench().check()), ("law.md", 20, 8, "toll in fair")),
    "F001": (lambda: shelf.texts_of([Path("no-such-file.md")])[1][0], None),
    "F008": (without_git, None),
    "F009": (lambda: at_a_revision("HEAD~7", "law.md"), None),
    "F010": (lambda: at_a_revision("HEAD", "code.md"), None),
    "F011": (lambda: NOTHING_TO_DRAW_WITH, None),
    "P004": (lambda: told(agenda(bench(), bench().library.cases["fair"], questions=["raid"])), None),
    "P006": (lambda: told(compare_doctrines(towns_of_two(), ["law", "code"], questions=["raid"])), None),
    "P005": (lambda: told(precedents(bench(), "fair", questions=["raid"])), None),
    "R018": (why_not, None),
    "R020": (lambda: told(bench().coverage("book")), ("book.md", 2, 9, "book")),
    "T005": (lambda: told(open_mapping("no-such-mapping", bench().library)[1]), None),
    "T006": (lambda: of_a_table("1,high\n"), None),
    "T007": (lambda: of_a_table("1,0\n1,3\n"), None),
    "T008": (lambda: of_a_table("1,3\n", out="out.xlsx"), None),
}


def test_every_code_of_running_has_a_row() -> None:
    assert set(ROWS) == {c.code for c in CODES.values() if c.stage in (Stage.RUN, Stage.OPEN)}


@pytest.mark.parametrize("code", ROWS)
def test_place(code: str) -> None:
    make, place = ROWS[code]
    problem = make()
    assert problem.code == code
    span = problem.span
    assert (span and (span.text.name, span.line, span.column, span.words)) == place
    assert problem.message
    assert problem.help
