"""Names in Latin letters as they are compared, however they were transliterated.

>>> skeleton("Al-Ma’idah"), skeleton("at-Tawba"), skeleton("An-Nisāʾ"), skeleton("Nasa'i")
('maida', 'tawba', 'nisa', 'nasai')
>>> likeness("barqara", "baqara") > 0.9
True
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_APART = re.compile(r"[^a-z]+")
#: An article is one by its hyphen, or as a word before another.
_ARTICLE = re.compile(r"^(?:al|el|at|an|as|ash|ar|az|ad|adh|ath|ul)(?:[-\s–’'`]+)(?=[a-z])")


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """Small letters without article, marks, apostrophes, doubled letters and a silent last h."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.strip().lower()) if not unicodedata.combining(c))
    bare = re.sub(r"[ʿʾʻʼ’‘'`´]", "'", bare)
    bare = _ARTICLE.sub("", bare)
    bare = _APART.sub("", bare)
    bare = bare.replace("ee", "i").replace("oo", "u").replace("ou", "u")
    bare = re.sub(r"(.)\1+", r"\1", bare)
    return bare.removesuffix("h") if len(bare) > 3 else bare


def likeness(one: str, other: str) -> float:
    """Twice the letters in common over the letters of both: 1 for the same, 0 for nothing in common."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
