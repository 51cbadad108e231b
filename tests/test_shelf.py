"""What a file can need of the shelf: `check` of it says the same without the rest of the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyar import shelf
from siyar.checking import LISTING, check_files, of_mappings
from siyar.diagnostics import to_json, to_terminal
from siyar.source import Text
from siyar.workbench import Workbench
from tests.diagnostics_fixture import FOLDER, fixture
from tests.sample import some

#: Every fixture of the diagnostics; without `--long` every sixth.
FIXTURES = [
    pytest.param(path, id=path.stem, marks=[pytest.mark.long] if place % 6 else [])
    for place, path in enumerate(sorted(FOLDER.glob("*.md")))
]

DOCTRINE = """---
doctrine: manual
title: A manual
uses: {uses}
source: hidaya
encoded by: a test
---
```siyar
{blocks}
```
"""
RULE = """rule no-help
  forbidden        for State to seek military help from Counterpart
  when             Counterpart is not Muslim
  source           hidaya muwadaa
"""
CASES = """---
cases: more
uses: siyar
---
```siyar
"""


def here(folder: Path, files: dict[str, str]) -> list[Path]:
    for name, words in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8", newline="")
    return [folder]


def same(paths: list[Path]) -> tuple[str, ...]:
    """The codes of `check`, after seeing that nothing in them depends on what was read."""
    whole = Workbench.open(paths)
    checked = check_files(paths)
    wrong = (*whole.check(only=paths), *of_mappings(shelf.texts_of(paths)[0], whole.library))
    assert to_json(checked.problems) == to_json(wrong)
    assert to_terminal(checked.problems) == to_terminal(wrong)
    assert checked.fine == whole.fine(paths)
    return tuple(p.code for p in checked.problems)


@pytest.mark.parametrize("path", FIXTURES)
def test_a_fixture_of_the_diagnostics(path: Path, tmp_path: Path) -> None:
    files, _ = fixture(path)
    towns = {f"base/{p.name}": p.read_text(encoding="utf-8") for p in sorted((FOLDER / "towns").glob("*.md"))}
    same(here(tmp_path, files | towns))


OWN = {
    "a doctrine": (DOCTRINE.format(uses="siyar", blocks=RULE), ()),
    "with an expectation in a shipped case": (
        DOCTRINE.format(
            uses="siyar",
            blocks=RULE + "\nexpect help in banu-qaynuqa-squadron\n  is               forbidden\n",
        ),
        ("E001",),
    ),
    "of a shipped doctrine's id": (
        DOCTRINE.format(uses="siyar", blocks=RULE).replace("doctrine: manual", "doctrine: hanafi"),
        None,
    ),
    "that uses a shipped doctrine": (DOCTRINE.format(uses="hizb-essay", blocks=RULE), ()),
    "that uses what there is not": (DOCTRINE.format(uses="siyarr", blocks=RULE), ("R009",)),
    "a further part of a shipped doctrine": (
        "---\npart of: hanafi\nuses: siyar\n---\n```siyar\n" + RULE.replace("source   ", "source   ") + "```\n",
        (),
    ),
    "cases that go on from a shipped one": (
        CASES + "case still-later\n  title            Later\n  as in            hudaybiyya\n\n"
        "expect truce in still-later\n  of               hanafi\n  is               silent\n```\n",
        ("E001",),
    ),
    "a case of a shipped case's id": (
        CASES + "case hudaybiyya\n  title            Again\n  State            Upper Town\n```\n",
        None,
    ),
    "a doctrine that makes force a duty": (
        DOCTRINE.format(uses="siyar", blocks=RULE.replace("forbidden ", "obligatory").replace(
            "seek military help from", "make war on"
        )),
        ("P001",),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "codes"), OWN.values(), ids=OWN)
def test_a_file_beside_the_library(words: str, codes: tuple[str, ...] | None, tmp_path: Path) -> None:
    found = same(here(tmp_path, {"mine.md": words}))
    if codes is not None:
        assert set(found) == set(codes)


def test_a_file_needs_little_of_the_library() -> None:
    own = shelf.shipped()
    found = shelf.needed([Text("mine.md", DOCTRINE.format(uses="siyar", blocks=RULE))], own)
    assert {text.name for text in found} == {"vocabulary/siyar.md", "sources/hidaya.md"}


def test_a_shipped_file_needs_no_more_than_there_is() -> None:
    """What a file of the library mentions, and what that mentions, is enough to read it without a problem."""
    own = shelf.shipped()
    for text in some(own, 25):
        rest = [other for other in own if other is not text]
        bench = Workbench.read((*shelf.needed([text], rest), text), {t.name for t in own})
        assert [p for p in bench.problems if p.span and p.span.text.name == text.name] == [], text.name


def test_only_what_lists_things_is_looked_at_again() -> None:
    assert {"R008", "R009", "V007"} == LISTING


def test_a_file_is_read_with_what_it_needs_of_its_folder(tmp_path: Path) -> None:
    """The page of its source and its cases; not another version of itself, nor notes, nor what it does not mention."""
    doctrine = (
        "---\ndoctrine: mine\nuses: siyar\nsource: my-book\nquestions: help\n---\n```siyar\nexpect help in one\n```\n"
    )
    files = {
        "mine.md": doctrine,
        "mine-before.md": doctrine,
        "book.md": "---\nsource: my-book\ntitle: A book\n---\n",
        "other-book.md": "---\nsource: other-book\ntitle: Another\n---\n",
        "cases.md": "---\ncases: my-cases\nuses: siyar\n---\n```siyar\ncase one\n  State            Northland\n```\n",
        "notes.md": "# Notes on one and my-book\n",
    }
    for name, words in files.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    named, _ = shelf.texts_of([tmp_path / "mine.md"])
    found = {Path(text.name).name for text in shelf.neighbours([tmp_path / "mine.md"], named)}
    assert found == {"book.md", "cases.md"}


def test_what_the_library_has_is_not_read_from_the_folder_of_a_file(tmp_path: Path) -> None:
    """A copy of a shipped source's page, or of a shipped case, beside a file of one's own is nobody's mistake."""
    doctrine = "---\ndoctrine: mine\nuses: siyar\nsource: umm\n---\n```siyar\nexpect help in hudaybiyya\n```\n"
    files = {
        "mine.md": doctrine,
        "umm.md": "---\nsource: umm\ntitle: A copy with notes\n---\n",
        "cases.md": "---\ncases: own\nuses: siyar\n---\n```siyar\ncase hudaybiyya\n  State            North\n```\n",
    }
    for name, words in files.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    bench = Workbench.open([tmp_path / "mine.md"])
    assert not [p for p in bench.problems if p.code == "V001"]
    assert bench.library.sources["umm"].title != "A copy with notes"


def test_the_librarys_own_files_can_be_checked_and_formatted() -> None:
    """A contributor names them by their paths; they are not read a second time beside themselves."""
    found = check_files([shelf.LIBRARY / "cases", shelf.LIBRARY / "doctrines" / "hanafi"])
    assert not found.problems
    assert found.tried
