"""The pages people read, and what stands in them: fences, shell commands and what they print, links.

A fence tagged ``siyar`` is an example of the language. A second word names the file of the page's small library it
belongs to (docs/language.md says so to the reader):

* ``vocabulary``: blocks of a vocabulary ``example``,
* ``doctrine``: blocks of a doctrine ``an-example``, which uses it,
* ``cases``: blocks of a file of cases, which uses it,
* ``source``: blocks of the page of a source,
* ``mapping``: a mapping, which is a file of its own,
* ``shipped``: an excerpt, word for word, of a file of the shipped library.

A fence tagged ``console`` shows commands after ``$`` and, below each, what it prints; a line ``…`` stands for any
lines left out. A fence tagged ``sh`` shows commands only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from siyar.source import Text

ROOT = Path(__file__).parents[2]

PAGES = tuple(sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "tests").glob("*.md")]))

SIYAR = "---\n{}\n---\n\n```siyar\n{}```\n"

_HEADERS = {
    "vocabulary": "vocabulary: example",
    "doctrine": "doctrine: an-example\ntitle: An invented manual\nvoice: its author\nsource: a-manual\nuses: example\n"
    "terms: islamic-law\nencoded by: the authors of the page\nquestions: ending, relations, limits",
    "source": "source: a-letter\ntitle: A letter\ndate: 1300\nseen: excerpt\nvoices: {its writer: P0-P7}\n"
    "passages: P0, P1.S1-S4, P2.S1-S5, P3, P4, P5.S1-S3, P6.S1-S3, P7",
    "cases": "cases: some-cases\nsource: a-chronicle\nuses: example",
}

#: The pages of the sources that examples cite.
_SOURCES = {
    "a-manual": "title: A manual\ndate: 1200\nseen: read\n"
    "passages: P0, P1.S1-S9, P2.S1-S9, P3.S1-S9, P4.S1-S9, P5, P6, P7.S1, P8",
    "a-chronicle": "title: A chronicle\ndate: 700\nseen: not checked",
}


@dataclass(frozen=True, slots=True)
class Fence:
    page: Path
    line: int
    tag: tuple[str, ...]
    words: str


def fences(page: Path) -> Iterator[Fence]:
    """The fences of a page in order; ``line`` is that of the tag."""
    lines = page.read_text(encoding="utf-8").splitlines()
    opened: tuple[int, str, str] | None = None
    for number, line in enumerate(lines, 1):
        found = re.match(r"(`{3,})(.*)$", line)
        if opened is None:
            if found:
                opened = (number, found[1], found[2])
        elif line.strip() == opened[1]:
            inside = "".join(f"{words}\n" for words in lines[opened[0] : number - 1])
            yield Fence(page, opened[0], tuple(opened[2].split()), inside)
            opened = None
    assert opened is None, f"{page.name}:{opened[0]}: this fence is never closed" if opened else ""


def tagged(page: Path, tag: str) -> tuple[Fence, ...]:
    return tuple(f for f in fences(page) if f.tag[:1] == (tag,))


def texts(page: Path) -> tuple[Text, ...]:
    """The files that the examples of a page make up, with the pages of the sources they cite."""
    written: dict[str, str] = {}
    for fence in tagged(page, "siyar"):
        if fence.tag[1:] not in (("shipped",), ("mapping",)):
            header = _HEADERS[fence.tag[1]]
            written[header] = f"{written[header]}\n{fence.words}" if header in written else fence.words
    name = page.stem
    found = [Text(f"{name} {i}.md", SIYAR.format(header, words)) for i, (header, words) in enumerate(written.items())]
    if _HEADERS["doctrine"] in written or _HEADERS["cases"] in written:
        found += [Text(f"{id}.md", f"---\nsource: {id}\n{front}\n---\n") for id, front in _SOURCES.items()]
    if len(found) > len(written) and _HEADERS["source"] not in written:
        found.append(Text("a-letter.md", f"---\n{_HEADERS['source']}\n---\n"))
    return (*found, *mappings(page))


def mappings(page: Path) -> tuple[Text, ...]:
    """The mappings that stand in a page, as files named by their ids."""
    found: list[Text] = []
    for fence in tagged(page, "siyar"):
        if fence.tag[1:] == ("mapping",):
            id = fence.words.split()[1]
            found.append(Text(f"{id}.md", SIYAR.format(f"mapping: {id}\ntitle: {id}\nuses: siyar", fence.words)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Command:
    page: Path
    line: int
    words: str
    printed: tuple[str, ...] | None  # None where the page does not show it


def commands(page: Path) -> Iterator[Command]:
    """The shell commands of a page that begin with ``siyar``."""
    for fence in tagged(page, "sh"):
        for number, line in enumerate(fence.words.splitlines(), fence.line + 1):
            said = line.split("&&")[-1].strip()
            if said.startswith("siyar ") or said == "siyar":
                yield Command(page, number, said.partition(" #")[0].strip(), None)
    for fence in tagged(page, "console"):
        lines = fence.words.splitlines()
        starts = [i for i, line in enumerate(lines) if line.startswith("$ ")]
        for i, after in zip(starts, [*starts[1:], len(lines)], strict=True):
            if lines[i].startswith("$ siyar"):
                yield Command(page, fence.line + 1 + i, lines[i][2:], tuple(lines[i + 1 : after]))
