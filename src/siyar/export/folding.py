"""Words as people type them who look for something: without the marks of transliteration and of Arabic, all small.

>>> folded("Sharḥ al-siyar, ʿAhd; أَهْلُ الذِّمَّة")
'sharh al-siyar, ahd; اهل الذمه'
"""

from __future__ import annotations

import unicodedata

#: Arabic letters that are written in several ways, to one of them; the tatweel is no letter.
_LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي", "ـʿʾ‘’'`ʼ")


def folded(words: str) -> str:
    """Small letters without marks."""
    plain = unicodedata.normalize("NFD", words.lower())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", kept).translate(_LETTERS)
