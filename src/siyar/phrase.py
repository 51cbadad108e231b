"""Words that remember how they were made: a template and what fills it, so that they can be said in another language.

A `Phrase` is a string like any other to whoever prints, compares or writes it down; only what speaks another language
looks at its template. Nothing here knows which languages there are, and nothing that makes phrases asks for one.

>>> said = phrase("{who} needs: {what}", who="a-rule", what=phrase("{Party} is Muslim", Party="the band"))
>>> said
'a-rule needs: the band is Muslim'
>>> said.template, said.parts["what"].template
('{who} needs: {what}', '{Party} is Muslim')
>>> chain(said, "; ", "x").template == CHAIN
True
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

#: The template of words that merely follow one another.
CHAIN = ""

#: A slot of a template.
SLOT = re.compile(r"\{([^{}]+)\}")


class Phrase(str):
    """Words with the template they were made of and what fills its slots, by name.

    ``number``: of how many things they speak, where other languages say it otherwise for two, for few and for many.
    """

    __slots__ = ("number", "parts", "template")

    template: str
    parts: Mapping[str, str]
    number: int | None

    def __new__(cls, words: str, template: str, parts: Mapping[str, str], number: int | None = None) -> Phrase:
        made = super().__new__(cls, words)
        made.template = template
        made.parts = parts
        made.number = number
        return made

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, str, dict[str, str], int | None]]:
        return Phrase, (str(self), self.template, dict(self.parts), self.number)


def phrase(template: str, /, **parts: str) -> Phrase:
    """The template filled."""
    return Phrase(template.format_map(parts) if parts else template, template, parts)


def counted(one: str, several: str, number: int, /, **parts: str) -> Phrase:
    """The template for one thing or for several filled, with the slot ``{number}``; known by the template for one.

    >>> counted("{number} case", "{number} cases", 2)
    '2 cases'
    """
    filling = {"number": str(number), **parts}
    return Phrase((one if number == 1 else several).format_map(filling), one, filling, number)


def chain(*words: str) -> str:
    """Words one after the other, each still knowing what it was made of; nothing of what is empty."""
    kept = [one for one in words if one]
    if len(kept) == 1:
        return kept[0]
    return Phrase("".join(kept), CHAIN, {str(place): one for place, one in enumerate(kept)})


def joined(separator: str, words: Iterable[str]) -> str:
    """`str.join` of words that still know what they were made of."""
    found: list[str] = []
    for one in words:
        found += [separator, one] if found else [one]
    return chain(*found)


def reworded(words: str, change: Callable[[str], str]) -> str:
    """The words changed in a way that makes no difference to how they are said elsewhere, such as a capital."""
    changed = change(words)
    return Phrase(changed, words.template, words.parts, words.number) if isinstance(words, Phrase) else changed


def filled(template: str, fill: Callable[[str], str], plain: Callable[[str], str]) -> str:
    """A template with ``fill`` of each slot's name, and ``plain`` of what stands between the slots."""
    found: list[str] = []
    at = 0
    for slot in SLOT.finditer(template):
        found += [plain(template[at : slot.start()]), fill(slot[1])]
        at = slot.end()
    return "".join([*found, plain(template[at:])])


def template(words: str) -> str:
    """What words were made of; themselves, where they were not put together."""
    return words.template if isinstance(words, Phrase) else words


def slots(template: str) -> frozenset[str]:
    """The names of a template's slots."""
    return frozenset(slot[1] for slot in SLOT.finditer(template))
