"""Arabic letters as they are compared: what a spelling, a mark or a blessing adds is taken away on both sides.

>>> fold("لا تَسْتَضِيئُوا بِنَارِ الْمُشْرِكِينَ")
'لا تستضييوا بنار المشركين'
>>> fold("رسول الله ﷺ")
'رسول الله'

The order of the steps matters: blessings go first, since Unicode's compatibility form spells the ligature out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: Blessings, folded: they come and go from one edition to the next.
_BLESSINGS = (
    "صلي الله عليه واله وسلم",
    "صلي الله عليه وسلم",
    "صلي الله عليه وعلي اله وسلم",
    "عليه الصلاه والسلام",
    "رضي الله عنهما",
    "رضي الله عنهم",
    "رضي الله عنها",
    "رضي الله عنه",
    "سبحانه وتعالي",
)
_BLESSING = re.compile(rf"(?<!\S)(?:{'|'.join(sorted(_BLESSINGS, key=len, reverse=True))})(?!\S)")

#: Ligatures that are a blessing or a formula in one character.
_LIGATURES = re.compile("[\ufdfa\ufdfb\ufd40-\ufd4f\ufdcf]")

_GONE = (
    *range(0x0610, 0x061B),
    *range(0x064B, 0x0660),
    0x0640,
    0x0670,
    *range(0x06D6, 0x06EE),
    *range(0x08D3, 0x0900),
    0x0621,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
)
_FOLDED: dict[int, str | None] = {
    **dict.fromkeys(_GONE),
    **{ord(a): b for a, b in zip("ٱأإآىةؤئیکھہۀ", "اااايهوييكههه", strict=True)},
}
_OTHER = re.compile(r"[^\u0620-\u064a\u066e-\u06d3]+")
_ARABIC_WORD = re.compile(
    r"[\u0620-\u065f\u066e-\u06d5\u0640\u0670\u06d6-\u06ed\u08d3-\u08ff\ufb50-\ufdf9\ufe70-\ufefc]+"
)

#: Western, Arabic and Persian digits, and what they are worth.
DIGITS = "0-9٠-٩۰-۹"
_WESTERN = {ord(d): str(i % 10) for i, d in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}


def fold(words: str) -> str:
    """The words of an Arabic text in the letters that are compared, parted by single spaces; nothing else is left."""
    bare = unicodedata.normalize("NFKC", _LIGATURES.sub(" ", words)).translate(_FOLDED)
    return " ".join(_BLESSING.sub(" ", _OTHER.sub(" ", bare).strip()).split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, and as it is compared."""

    written: str
    folded: str


def words(text: str) -> tuple[Word, ...]:
    """The words of a text one by one; blessings and marks are none."""
    found = [Word(w, f) for w in _ARABIC_WORD.findall(_LIGATURES.sub(" ", text)) if (f := fold(w))]
    line = " ".join(w.folded for w in found)
    gone: set[int] = set()
    for blessing in _BLESSING.finditer(line):
        first = line[: blessing.start()].count(" ")
        gone |= set(range(first, first + blessing[0].count(" ") + 1))
    return tuple(w for i, w in enumerate(found) if i not in gone)


def number(digits: str) -> int:
    """The number that digits of any of the three kinds write.

    >>> number("٢٥٦"), number("2٥6")
    (256, 256)
    """
    return int(digits.translate(_WESTERN))
