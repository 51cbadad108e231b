"""The pages of `siyar influence` and `siyar diff`: what the other dresses say, in words, without anything fetched."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from siyar.export.difference import difference_html, difference_sheet
from siyar.export.influence import influence_html, influence_sheet
from siyar.export.sheet import Heading, Item, Sheet, Table, walk
from siyar.model import Library
from tests.export.test_html import outline
from tests.study.towns import bench as towns
from tests.workbench.test_differing import OLDER, found_between, read
from tests.workbench.test_influencing import found_on
from tests.workbench.test_ranging import ONE


def influenced() -> tuple[str, Sheet, Library]:
    found, library = found_on(towns(), "book", "admission"), towns().library
    return influence_html(found, library), influence_sheet(found, library), library


def differing() -> tuple[str, Sheet, Library]:
    made = found_between(read(OLDER), read(ONE))
    found, library = made.difference, made.bench.library
    return difference_html(found, library), difference_sheet(found, library, full=True), library


def test_what_rulings_hang_on(golden: Callable[[str, str], None]) -> None:
    golden("influence-book.html", influenced()[0])


def test_two_versions(golden: Callable[[str, str], None]) -> None:
    golden("diff-pilots.html", differing()[0])


@pytest.mark.parametrize("made", [influenced, differing])
def test_a_page_says_all_of_its_sheet_and_fetches_nothing(made: Callable[[], tuple[str, Sheet, Library]]) -> None:
    text, sheet, _ = made()
    seen = outline(text)
    said = {" ".join(words.split()) for words in seen.words}
    for block in sheet:
        match block:
            case Heading(words):
                assert " ".join(words.split()) in said
            case Item():
                assert all(" ".join(item.words.split()) in said for item in walk((block,)))
            case Table(head=head, rows=rows):
                assert all(" ".join(cell.split()) in said for row in (head, *rows) for cell in row if cell)
    tags = [tag for tag, _ in seen.seen]
    assert not {"script", "link", "img", "iframe"} & set(tags)
    assert "url(" not in text
    assert tags.count("main") == 1
    assert tags.count("h1") == 1


@pytest.mark.parametrize("made", [influenced, differing])
def test_a_page_reads_without_eyes_and_without_colour(made: Callable[[], tuple[str, Sheet, Library]]) -> None:
    """Heads of columns are named as such, headings skip no level, and the style names no colour."""
    text, _, _ = made()
    seen = outline(text).seen
    assert all(attributes.get("scope") == "col" for tag, attributes in seen if tag == "th")
    assert ("html", {"lang": "en", "dir": "ltr"}) in seen
    levels = [int(tag[1]) for tag, _ in seen if tag[0] == "h" and tag[1:].isdigit()]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    style = text[text.index("<style>") : text.index("</style>")]
    assert "color:inherit" in style
    assert "#" not in style
