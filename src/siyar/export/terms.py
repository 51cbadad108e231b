"""The names of the statuses in the tradition a doctrine belongs to: ``terms: islamic-law`` of its header.

The five values (al-ahkam al-khamsa) and the three of validity, in the simple transliteration the library uses. A word
of the interface that has no name of its own in a tradition (``not obligatory``) has none here; none is invented.

>>> term("islamic-law", "forbidden"), term("islamic-law", "not obligatory"), term("international-law", "void")
('haram', '', 'void ab initio')
"""

from __future__ import annotations

from collections.abc import Mapping

TERMS: Mapping[str, Mapping[str, str]] = {
    "islamic-law": {
        "obligatory": "wajib",
        "recommended": "mandub",
        "optional": "mubah",
        "permitted": "ja'iz",
        "discouraged": "makruh",
        "forbidden": "haram",
        "valid": "sahih",
        "defective": "fasid",
        "void": "batil",
    },
    "international-law": {
        "void": "void ab initio",
    },
}


def term(tradition: str, word: str) -> str:
    """The tradition's name of a status; empty where it has none or the tradition is not known."""
    return TERMS.get(tradition, {}).get(word, "")
