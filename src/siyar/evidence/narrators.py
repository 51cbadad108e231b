"""Who is named as the narrator of a hadith, in English, and how the chain names him or her in Arabic.

>>> from siyar.evidence.letters import fold
>>> in_arabic("Aisha") == fold("عائشة"), in_arabic("Zayd b. Nobody")
(True, '')
"""

from __future__ import annotations

import re
from functools import lru_cache

from siyar.evidence.letters import fold
from siyar.evidence.names import skeleton

_PART = r"(?:[A-ZʿʾĀĪŪḤṢṬḌẒ][\w’'`ʿʾʻʼ‘-]*)"
#: A person's name: "Anas", "Abu Hameed al-Sa’idi", "Sa’id b. Al- Mundhir".
NAME = rf"(?:{_PART}(?:\s+(?:b\.|bin|ibn|bint|al-\s?|Al-\s?)?\s?(?:[Aa]l-)?{_PART})*)"
_FROM = re.compile(rf"[\s,]*(?:narrated|said)?[\s,]*(?:from|on the authority of|by way of)\s+({NAME})", re.UNICODE)
_BEFORE = re.compile(rf"\bfrom\s+({NAME})(?:\s*\([a-z]{{1,3}}\))?\s+in\s*(?:{NAME}\s+and\s+)?$", re.UNICODE)
_CHAIN = re.compile(rf"^[^“”«»\n]{{0,160}}?\bleading\s+to\s+({NAME})", re.UNICODE)

_KNOWN = (
    ("عائشة", "Aisha", "Aishah", "A'isha", "Ayesha"),
    ("أنس", "Anas", "Anas b. Malik", "Anas ibn Malik", "Anas bin Malik"),
    ("أبي هريرة", "Abu Hurayra", "Abu Huraira", "Abu Hurairah", "Abi Hurayra"),
    ("ابن عباس", "Ibn Abbas"),
    ("ابن عمر", "Ibn Umar", "Ibn Omar"),
    ("جابر", "Jabir", "Jaber", "Jabir b. Abdullah"),
    ("أبي سعيد", "Abu Sa'id", "Abu Saeed", "Abu Sa'id al-Khudri"),
    ("أبي حميد", "Abu Humayd", "Abu Hameed", "Abu Hameed al-Sa’idi", "Abu Humayd al-Sa'idi"),
    ("عمران بن حصين", "Imran b. Husayn", "Imran ibn Husain"),
    ("ابن مسعود", "Ibn Mas'ud", "Ibn Masood"),
    ("أم سلمة", "Umm Salama", "Umm Salamah"),
    ("علي", "Ali", "Ali b. Abi Talib"),
)


@lru_cache(maxsize=1)
def _arabic() -> dict[str, str]:
    return {skeleton(name): fold(arabic) for arabic, *names in _KNOWN for name in names}


def in_arabic(name: str) -> str:
    """The folded Arabic of a narrator that is known here, as chains have it, or nothing."""
    return _arabic().get(skeleton(name), "") if name else ""


def narrator_after(words: str, start: int, end: int) -> str:
    """The narrator named with a collection: after it ("Muslim from Aisha"), or before ("from Aisha in Abu Dawud")."""
    rest = words[end : end + 260]
    # Other collections may stand between: "Ahmad and An-Nasai narrated from Anas".
    between = re.match(rf"\s*and\s+{NAME}", rest)
    for found in (_FROM.match(rest), _FROM.match(rest[between.end() :]) if between else None, _CHAIN.match(rest)):
        if found:
            return _trimmed(found[1])
    before = _BEFORE.search(words[max(0, start - 120) : start])
    return _trimmed(before[1]) if before else ""


def _trimmed(name: str) -> str:
    return " ".join(name.split())
