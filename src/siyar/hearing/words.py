"""From masks to the words of an outcome: the value of S4, the sides of S2, seen from the side the question names."""

from __future__ import annotations

from siyar.conclusion import Answer, Because
from siyar.explain.said import WORD_OF_STANDING
from siyar.framing.masks import mirrored
from siyar.ground import Said
from siyar.hearing.ruling import Outcome
from siyar.phrase import joined, phrase
from siyar.theory import STANDING_WORDS, Atom, Role

EITHER_WAY = "permitted either way"


def value_word(mask: int, atom: Atom, *, opposite: bool = False) -> str:
    """The word for a set of values: a standing, an option, yes or no, a quantity.

    ``opposite``: a standing is asked of the act's opposite. A set of standings that has a word only from the other
    side is said from there.
    """
    if atom.role is Role.STANDING:
        seen = mirrored(mask) if opposite else mask
        if seen in WORD_OF_STANDING:
            return WORD_OF_STANDING[seen]
        return phrase("the opposite {value}", value=WORD_OF_STANDING[mirrored(seen)])
    names = [value for i, value in enumerate(atom.values) if mask >> i & 1]
    if set(names) == {"defective", "void"} and "valid" in atom.values:
        return "not valid"
    if isinstance(atom.origin, Said) and names == ["none"]:
        return "none"
    return joined(" or ", names)


def outcome(answer: Answer, atom: Atom, *, opposite: bool = False, because: Because | None = None) -> Outcome:
    """The answer in words; ``because`` refines the engine's reason for silence."""

    def words(masks: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value_word(m, atom, opposite=opposite) for m in masks))

    value = None
    if answer.values:
        both = {STANDING_WORDS["permitted"], STANDING_WORDS["not obligatory"]}
        value = EITHER_WAY if set(answer.values) == both else joined(" and ", words(answer.values))
    return Outcome(
        value=value,
        status=answer.status,
        because=because or answer.because,
        between=words(answer.between),
        holds=words(answer.holds),
    )
