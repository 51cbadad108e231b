"""Every example of the language in a page is read without a problem, and its expectations are met."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyar import language
from siyar.diagnostics import to_short
from siyar.shelf import shipped
from siyar.workbench import Workbench
from tests.docs.pages import PAGES, ROOT, tagged, texts

WITH_EXAMPLES = [page for page in PAGES if tagged(page, "siyar")]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_examples_of_a_page_are_right(page: Path) -> None:
    own = texts(page)
    if any(fence.tag[1:2] == ("shipped",) for fence in tagged(page, "siyar")):
        found = language.read((*shipped(), *own)).diagnostics
    else:
        found = Workbench.read(own, set()).check()
    assert not found, "\n" + to_short(found)


def test_examples_name_the_file_they_belong_to() -> None:
    for page in WITH_EXAMPLES:
        for fence in tagged(page, "siyar"):
            known = fence.tag[1:] in (("vocabulary",), ("doctrine",), ("cases",)) or fence.tag[1:2] == ("shipped",)
            assert known, f"{page.name}:{fence.line}: which file is this part of?"
