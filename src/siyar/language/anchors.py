"""Passages of a source: ``P7``, ``P7.S1a``, ``P7.S1-S6``, ``P9.S4-P10.S1``.

>>> locus("P7.S1-S3")
(Anchor(paragraph=7, sentence=1, half=''), Anchor(paragraph=7, sentence=3, half=''))
>>> [str(a) for a in spread("P1.S1-S3")]
['P1.S1', 'P1.S2', 'P1.S3']
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from siyar.source import Anchor

_ONE = r"P(\d{1,6})(?:\.S(\d{1,6})([a-z]?))?"
_LOCUS = re.compile(rf"{_ONE}(?:[-–](?:{_ONE}|S(\d{{1,6}})([a-z]?)))?")
ANCHOR_LIKE = re.compile(r"P\d")
_MOST = 2000  # passages in one range


@lru_cache(maxsize=4096)
def locus(words: str) -> tuple[Anchor, Anchor] | None:
    """The first and last passage of a locus, or nothing where it is no anchor."""
    found = _LOCUS.fullmatch(words)
    if found is None or not words.replace("–", "-").isascii():
        return None
    first = Anchor(int(found[1]), int(found[2] or 0), found[3] or "")
    if found[4] is not None:
        return first, Anchor(int(found[4]), int(found[5] or 0), found[6] or "")
    if found[7] is not None:
        return (first, Anchor(first.paragraph, int(found[7]), found[8] or "")) if first.sentence else None
    return first, first


def spread(words: str) -> tuple[Anchor, ...]:
    """All passages of a locus that can be counted out; empty where they cannot (``P9.S4-P10.S1``)."""
    ends = locus(words)
    if ends is None:
        return ()
    first, last = ends
    if first == last:
        return (first,)
    if not first.sentence and not last.sentence:
        stop = min(last.paragraph, first.paragraph + _MOST)
        return tuple(Anchor(p) for p in range(first.paragraph, stop + 1))
    if first.paragraph != last.paragraph or not last.sentence or first.half or last.half:
        return ()
    return tuple(
        Anchor(first.paragraph, s) for s in range(first.sentence, min(last.sentence, first.sentence + _MOST) + 1)
    )


def covers(words: str, anchor: Anchor) -> bool:
    """Whether a locus takes a passage in, whole or by one of its halves.

    >>> covers("P9.S4-P10.S1", Anchor(9, 5)), covers("P9", Anchor(9, 5)), covers("P9.S4a", Anchor(9, 4))
    (True, True, True)
    """
    ends = locus(words)
    if ends is None:
        return False
    first, last = ends
    if first == last and first.half and anchor.half:
        return first == anchor
    until = last[:2] if last.sentence else (last.paragraph, _MOST * _MOST)
    return first[:2] <= anchor[:2] <= until or (not anchor.sentence and first.paragraph == anchor.paragraph)


def stands(anchor: Anchor, passages: Collection[Anchor]) -> bool:
    """Whether a source with these passages has this one: itself, its sentence for a half, its paragraph's parts."""
    if anchor in passages or (anchor.half and anchor._replace(half="") in passages):
        return True
    if anchor.half:
        return False
    if anchor.sentence:
        return any(p[:2] == anchor[:2] for p in passages)
    return any(p.paragraph == anchor.paragraph for p in passages)
