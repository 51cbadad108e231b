"""The prose of a file, section by section: what its author says about the blocks, for people to read.

>>> from siyar.source import Text
>>> words = "---\\ndoctrine: d\\n---\\n# Help\\n\\nWhat `P1` says.\\n\\n```siyar\\nrule one\\n  then  x\\n```\\n"
>>> [(s.heading, s.paragraphs, s.blocks) for s in sections(Text("d.md", words))]
[('Help', ('What P1 says.',), ('rule one',))]
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from siyar.language.frontmatter import front_matter
from siyar.language.markdown import tokens
from siyar.source import Text

_HEAD = re.compile(r"^((?:strict )?[a-z]+) +([a-z][a-z0-9-]*)", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the paragraphs below it, and the blocks that follow them: ``rule help-of-an-entity``."""

    heading: str
    paragraphs: tuple[str, ...]
    blocks: tuple[str, ...] = ()


def sections(text: Text) -> tuple[Section, ...]:
    """The sections that say something, in the order of the file; what stands before the first heading has none."""
    found: list[Section] = []
    heading, paragraphs, blocks = "", list[str](), list[str]()

    def close() -> None:
        if paragraphs:
            found.append(Section(heading, tuple(paragraphs), tuple(blocks)))

    kind = ""
    for token in tokens(text, front_matter(text).lines):
        if token.type.endswith("_open"):
            kind = token.type.removesuffix("_open")
        elif token.type == "inline":
            words = plain(token.content)
            if kind == "heading":
                close()
                heading, paragraphs, blocks = words, [], []
            else:
                if blocks:  # prose that goes on after a fence is about what comes next
                    close()
                    paragraphs, blocks = [], []
                paragraphs.append(words)
        elif token.type == "fence" and token.info.split()[:1] == ["siyar"]:
            blocks += (f"{kind} {id}" for kind, id in _HEAD.findall(token.content))
    close()
    return tuple(found)


def plain(words: str) -> str:
    """The words without the marks of Markdown, on one line.

    >>> plain("see [the page](p.md),\\n*not* `this`")
    'see the page, not this'
    """
    return " ".join(_LINK.sub(r"\1", words).replace("**", "").replace("`", "").replace("*", "").split())
