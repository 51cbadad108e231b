"""Every example of the language in a page is read without a problem, and its expectations are met."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from siyar.checking import of_mappings
from siyar.diagnostics import to_short
from siyar.shelf import shipped
from siyar.workbench import Workbench
from tests.docs.pages import PAGES, ROOT, mappings, tagged, texts

WITH_EXAMPLES = [page for page in PAGES if tagged(page, "siyar")]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_examples_of_a_page_are_right(page: Path) -> None:
    found = Workbench.read(texts(page), set()).check()
    assert not found, "\n" + to_short(found)


@pytest.mark.parametrize("page", [p for p in PAGES if mappings(p)], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_mappings_of_a_page_are_right(page: Path) -> None:
    found = tuple(of_mappings(mappings(page), Workbench.open().library))
    assert not found, "\n" + to_short(found)


def test_examples_name_the_file_they_belong_to() -> None:
    for page in WITH_EXAMPLES:
        for fence in tagged(page, "siyar"):
            known = ("vocabulary", "doctrine", "cases", "source", "mapping", "shipped")
            assert fence.tag[1:] in {(word,) for word in known}, (
                f"{page.name}:{fence.line}: which file is this part of?"
            )


def test_excerpts_of_the_library_are_word_for_word() -> None:
    library = [text.characters for text in shipped()]
    for page in WITH_EXAMPLES:
        for fence in tagged(page, "siyar"):
            if fence.tag[1:] == ("shipped",):
                for block in re.split(r"\n\n", fence.words.strip()):
                    assert any(block in text for text in library), f"{page.name}:{fence.line}: {block}"
