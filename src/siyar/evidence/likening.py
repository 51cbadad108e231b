"""How the words of a quotation stand to those of one record: docs/evidence.md, the decision rule. Door of rapidfuzz.

>>> compared("لا اكراه في دين قد تبين", "لا اكراه في الدين قد تبين").wording.value
'variant'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from siyar.evidence.citing import Wording

#: Least likeness of letters, of 100, for a variant; for one in the very record that is cited; for a part.
VARIANT, VARIANT_CITED, PARTIAL = 90.0, 85.0, 75.0
#: In the record that is cited one word may differ whatever the likeness; below this it is not even looked at.
ONE_WORD = 60.0
#: Fewest words for a variant that is looked for anywhere, and for a part.
VARIANT_WORDS, PARTIAL_WORDS, FEWEST = 5, 9, 3
#: Of the words of a variant, at most this part may differ, and one may always.
EDITS = 0.15
#: Words beside the likest stretch that are looked at too.
BESIDE = 2
#: Least likeness of English words to a named translation: those of other translations stay below 95.
TRANSLATION = 95.0
_ASIDE = re.compile(r"\((?:swt|saw|saws|pbuh|ra|as)\)")
_LATIN = re.compile(r"[^a-z']+")
#: A record much shorter than the quotation is not it, however like the letters.
LEAST_LENGTH = 0.8


class NoLikening(Exception):
    """rapidfuzz is not installed, so that only exact words can be found."""


@dataclass(frozen=True, slots=True)
class Compared:
    """``window``: first and last word of the stretch of the record that is compared, the last not included.

    ``edits``: (first, last) of the quotation and (first, last) of the record for each stretch that differs.
    """

    wording: Wording
    likeness: float = 0.0
    window: tuple[int, int] = (0, 0)
    edits: tuple[tuple[int, int, int, int], ...] = ()


_NOT_FOUND = Compared(Wording.NOT_FOUND)


def run(quoted: str, record: str) -> tuple[int, int] | None:
    """Where the words stand in the record one after the other, counted in words."""
    at = f" {record} ".find(f" {quoted} ")
    if at < 0 or not quoted:
        return None
    first = record[:at].count(" ") + (1 if at else 0)
    return first, first + quoted.count(" ") + 1


def compared(quoted: str, record: str, *, cited: bool = False) -> Compared:
    """Folded words against a folded record; ``cited``: the record is the one the text names, which asks for less.

    Raises `NoLikening`.
    """
    if found := run(quoted, record):
        whole = quoted == record
        return Compared(Wording.EXACT if whole else Wording.FRAGMENT, 100.0, found)
    words = quoted.split(" ")
    if len(record) < LEAST_LENGTH * len(quoted) or len(words) < FEWEST:
        return _NOT_FOUND
    fuzz, opcodes = _rapidfuzz()
    aligned = fuzz.partial_ratio_alignment(quoted, record, score_cutoff=ONE_WORD if cited else PARTIAL)
    if aligned is None:
        return _NOT_FOUND
    whole_words = record.split(" ")
    # The stretch has as many letters as the quotation, which may have lost a word: a little more is looked at.
    first = max(0, record[: aligned.dest_start].count(" ") - BESIDE)
    last = record[: aligned.dest_end].count(" ") + 1 + BESIDE
    edits, (start, end) = _edits(opcodes, words, whole_words, first, min(last, len(whole_words)))
    differing = _differing(edits)
    least = VARIANT_CITED if cited else VARIANT
    few = differing <= max(1, EDITS * len(words))
    long_enough = len(words) >= (FEWEST if cited else VARIANT_WORDS)
    one_word = cited and differing <= 1 and len(words) >= VARIANT_WORDS - 1
    if one_word or (aligned.score >= least and few and long_enough):
        return Compared(Wording.VARIANT, aligned.score, (start, end), edits)
    if len(words) >= PARTIAL_WORDS and aligned.score >= PARTIAL:
        return Compared(Wording.PARTIAL, aligned.score, (start, end), edits)
    return Compared(Wording.NOT_FOUND, aligned.score)


def likeness(quoted: str, record: str) -> float:
    """Likeness of the letters to the best stretch of the record, 0 to 100. Raises `NoLikening`."""
    if len(record) < LEAST_LENGTH * len(quoted):
        return 0.0
    fuzz, _ = _rapidfuzz()
    return float(fuzz.partial_ratio(quoted, record, score_cutoff=PARTIAL))


def like_translation(quoted: str, translation: str) -> bool:
    """Whether English words are those of a translation, whole or in part. Raises `NoLikening`."""
    one, other = _plain(quoted), _plain(translation)
    if one.count(" ") + 1 < FEWEST or len(other) < LEAST_LENGTH * len(one):
        return False
    fuzz, _ = _rapidfuzz()
    return bool(fuzz.partial_ratio(one, other) >= TRANSLATION)


def _plain(words: str) -> str:
    """Small letters and single spaces, without blessings in brackets such as (swt)."""
    return " ".join(_LATIN.sub(" ", _ASIDE.sub(" ", words.lower().replace("’", "'"))).split())


def _edits(
    opcodes: Any, words: list[str], record: list[str], first: int, last: int
) -> tuple[tuple[tuple[int, int, int, int], ...], tuple[int, int]]:
    """The stretches that differ, of the window within these bounds in which the fewest words do."""
    best: tuple[int, tuple[tuple[int, int, int, int], ...], tuple[int, int]] | None = None
    slack = 2 * BESIDE + 1
    for start in range(first, min(first + slack, last)):
        for end in range(max(start + 1, last - slack + 1), last + 1):
            ops = (op for op in opcodes(words, record[start:end]) if op.tag != "equal")
            edits = tuple((op.src_start, op.src_end, start + op.dest_start, start + op.dest_end) for op in ops)
            count = _differing(edits)
            if best is None or count < best[0]:
                best = count, edits, (start, end)
    assert best is not None, "a stretch has a word"
    return best[1], best[2]


def _differing(edits: tuple[tuple[int, int, int, int], ...]) -> int:
    return sum(max(b - a, d - c) for a, b, c, d in edits)


def available() -> bool:
    """Whether likeness can be told at all: without rapidfuzz only exact words are found."""
    try:
        _rapidfuzz()
    except NoLikening:
        return False
    return True


def _rapidfuzz() -> tuple[Any, Any]:
    """Likeness of letters and edits of words, imported when first needed."""
    try:
        from rapidfuzz import fuzz
        from rapidfuzz.distance import Levenshtein
    except ImportError:
        raise NoLikening from None
    return fuzz, Levenshtein.opcodes
