"""A page as a test reads it: its text, links, forms and what an eye or a screen reader would trip over."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "hr"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str]
    within: Node | None
    parts: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(p if isinstance(p, str) else p.text for p in self.parts).split())

    @property
    def raw(self) -> str:
        """The text as it stands, spaces and all."""
        return "".join(p if isinstance(p, str) else p.raw for p in self.parts)

    def all(self, tag: str, **attributes: str) -> list[Node]:
        found = []
        for part in self.parts:
            if isinstance(part, Node):
                if part.tag == tag and all(part.attributes.get(k) == v for k, v in attributes.items()):
                    found.append(part)
                found += part.all(tag, **attributes)
        return found

    def link(self, words: str) -> str:
        """The address of the one link with these words."""
        (found,) = {a.attributes["href"] for a in self.all("a") if a.text == words}
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.at = self.root = Node("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.parts.append(node)
        if tag not in VOID:
            self.at = node

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or (tag in ("path", "rect") and self.at.tag != tag):
            return
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.within is not None
        self.at = self.at.within

    def handle_data(self, data: str) -> None:
        self.at.parts.append(data)


def page(html: str) -> Node:
    """The page as a tree; a tag that closes another than it opened fails the test."""
    reader = _Reader()
    reader.feed(html)
    assert reader.at is reader.root, f"<{reader.at.tag}> is never closed"
    return reader.root
