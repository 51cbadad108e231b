"""Fences are found without a Markdown parser where that is safe: then they are those the parser finds."""

from __future__ import annotations

import random

import pytest

from siyar.diagnostics import Diagnostic
from siyar.language import markdown
from siyar.language.markdown import Fence
from siyar.source import Text

LINES = (
    *("```siyar", "```") * 5,
    "",
    "rule one",
    "  when  a stall is open",
    "- a list",
    "    ```siyar",
    "> a quotation",
    "> ```siyar",
    "<!-- a comment",
    "-->",
    "words <b>",
    "<div>",
    "~~~",
    "```text",
    "````",
    "``` ",
    "```siyar ",
    "heading",
    "===",
    "---",
    "1. one",
    "\twords",
)


def _by_the_parser(text: Text, front: int) -> tuple[tuple[Fence, ...], list[Diagnostic]]:
    problems: list[Diagnostic] = []
    return markdown._asked(text, front, problems), problems


@pytest.mark.parametrize("seed", range(8))
def test_plain_texts_have_the_fences_the_parser_finds(seed: int) -> None:
    chance = random.Random(seed)
    plain = 0
    for _ in range(400):
        lines = chance.choices(chance.choice((LINES, LINES[:16])), k=chance.randint(1, 7))
        text, front = Text("x.md", "\n".join(lines)), chance.choice((0, 0, 1))
        found = markdown.plain(text, front)
        if found is not None:
            plain += bool(found)
            assert (found, []) == _by_the_parser(text, front), text.characters
    assert plain > 5  # or else nothing was compared


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "before",
    [(), ("# Title", ""), ("words",), ("- a list",), ("1. one", "   two"), ("> said",), ("words <b>",), ("\t<p>",)],
)
def test_a_fence_at_the_margin_is_one_after_anything_plain(before: tuple[str, ...], end: str) -> None:
    text = Text("x.md", end.join((*before, "```siyar", "rule one", "```", "words")))
    found = markdown.plain(text, 0)
    assert found == (Fence(len(before) + 2, len(before) + 2),)
    assert (found, []) == _by_the_parser(text, 0)


@pytest.mark.parametrize(
    "characters",
    [
        "~~~\n```siyar\n```\n~~~",
        "<!--\n```siyar\n```\n-->",
        "```text\n```siyar\n```",
        "- ```siyar\n  rule one\n  ```",
        "```siyar\nrule one",
        "```siyar\nrule one\n```siyar\n```",
        "```siyar\nrule one ```\n```",
        "words\r```siyar\n```",
    ],
)
def test_whatever_else_is_asked_of_the_parser(characters: str) -> None:
    assert markdown.plain(Text("x.md", characters), 0) is None
