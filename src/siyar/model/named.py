"""Words of a tradition for a status besides its usual one, which a rule may use where its source does: line ``term``.

Each names the modality it is a word for and how it is shown. *Makruh tahriman* is, for the Hanafis who use it, what is
disliked to the point of a ban: the set is that of `discouraged` (D3), and it is never shown as permitted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from siyar.model.claims import Modality


class Named(NamedTuple):
    modality: Modality
    shown: str  # the words of the interface in place of the modality's


#: By the tradition (``terms`` of a doctrine's header) and the word.
NAMED: Mapping[str, Mapping[str, Named]] = {
    "islamic-law": {"makruh tahriman": Named(Modality.DISCOURAGED, "next to forbidden")},
}


def named_word(tradition: str, word: str, value: str | None) -> Named | None:
    """The named word, where the tradition has it for a status of this value."""
    found = NAMED.get(tradition, {}).get(word)
    return found if found and found.modality.value == value else None
