"""Marks of the sentences of a source: enough to find them in a user's own copy, and nothing that could be read.

A mark holds how many words a sentence has and the smallest hashes of its pairs of words (bottom-k sketch; Broder, "On
the resemblance and containment of documents", 1997). Siyar ships marks and never the text (docs/stance.md).

Made from a copy at hand by ``python -m siyar.cli.marks``.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from siyar.sources.splitting import Sentence, sentences

FOLDER = Path(__file__).parent.parent / "library" / "marks"

#: So many hashes are kept of a sentence.
KEPT = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """One sentence of a source: its anchor, how many words it has, and its smallest hashes."""

    passage: str
    words: int
    hashes: frozenset[int]


def words(said: str) -> list[str]:
    """The words of a sentence as they are compared: no marks, no case, no vowel signs."""
    plain = unicodedata.normalize("NFKD", said)
    kept = "".join(c.lower() for c in plain if not unicodedata.combining(c) and c != "ـ")
    return re.findall(r"[^\W_]+", kept)


def hashes(said: Sequence[str]) -> set[int]:
    """The hashes of all pairs of neighbouring words; of a single word, its own."""
    pairs = [" ".join(pair) for pair in pairwise(said)] or list(said)
    return {int.from_bytes(hashlib.blake2b(p.encode(), digest_size=5).digest(), "big") for p in pairs}


def mark(passage: str, said: str) -> Mark:
    """The mark of a sentence."""
    each = words(said)
    return Mark(passage, len(each), frozenset(sorted(hashes(each))[:KEPT]))


def shipped(source: str) -> tuple[Mark, ...]:
    """The marks of a source; empty where none ship."""
    file = FOLDER / f"{source}.json"
    if not file.exists():
        return ()
    told = json.loads(file.read_text(encoding="utf-8"))
    return tuple(Mark(passage, count, frozenset(kept)) for passage, count, kept in told)


def numbered(text: str, joined: Sequence[Sequence[int]], first: int) -> Iterator[tuple[str, list[Sentence]]]:
    """The anchors of a text: paragraphs of some joined lines, and the sentences in them that are not Arabic."""
    by_paragraph: dict[int, list[Sentence]] = {}
    together = {line: group[0] for group in joined for line in group}
    for sentence in sentences(text):
        by_paragraph.setdefault(together.get(sentence.paragraph, sentence.paragraph), []).append(sentence)
    for place, each in enumerate(by_paragraph.values()):
        counted = [s for s in each if not s.arabic] or each
        yield f"P{place + first}", each
        for number, sentence in enumerate(counted, 1):
            yield f"P{place + first}.S{number}", [sentence]


def marked(text: str, passages: Iterable[str], joined: Sequence[Sequence[int]], first: int) -> Iterator[Mark]:
    """The marks of those passages of a text; the halves of a sentence have the mark of the whole."""
    found = dict(numbered(text, joined, first))
    for passage in dict.fromkeys(re.sub(r"[a-z]$", "", p) for p in passages):
        yield mark(passage, " ".join(s.words for s in found[passage]))
