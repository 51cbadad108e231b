"""The words of the pages in other languages: a gettext catalogue, read from its source file when it is first needed.

The files stay text, as everything in the project does (docs/adr/0017): a `.po` is read into what `gettext` itself would
hold. Plural forms are those of the header.

>>> parsed('msgid "a" msgstr "b"'.replace(" m", chr(10) + "m"))
{('a', 0): 'b'}
"""

from __future__ import annotations

import ast
import gettext
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files

#: The languages there are, in their own names, the default first.
LANGUAGES = {"en": "English", "ar": "العربية"}

RIGHT_TO_LEFT = frozenset({"ar"})


class Catalogue(gettext.NullTranslations):
    """Messages by id; what has none is said in English. ``known``: of how many there is a translation."""

    def __init__(self, messages: dict[tuple[str, int], str]) -> None:
        super().__init__()
        header = messages.pop(("", 0), "")
        forms = next((line for line in header.split("\n") if line.startswith("Plural-Forms:")), "")
        rule = forms.partition("plural=")[2].rstrip("; ")
        self.place: Callable[[int], int] = _plural(rule) if rule else lambda n: int(n != 1)
        self.messages = messages

    def gettext(self, message: str) -> str:
        return self.messages.get((message, 0)) or message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        found = self.messages.get((msgid1, self.place(n))) or self.messages.get((msgid1, 0))
        return found or (msgid1 if n == 1 else msgid2)


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language; an empty one for English, and for a language there is none of."""
    found = files("siyar.web") / "locale" / f"{language}.po"
    if language == "en" or language not in LANGUAGES or not found.is_file():
        return Catalogue({})
    return Catalogue(parsed(found.read_text(encoding="utf-8")))


def parsed(text: str) -> dict[tuple[str, int], str]:
    """(id, plural form) and its words, of the text of a `.po` file; entries marked fuzzy are left out."""
    found: dict[tuple[str, int], str] = {}
    for block in text.split("\n\n"):
        said: dict[str, str] = {}
        at = ""
        fuzzy = False
        for line in block.splitlines():
            if line.startswith("#"):
                fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
                continue
            keyword, quote, rest = line.partition('"')
            at = keyword.strip() or at
            if quote:
                said[at] = said.get(at, "") + ast.literal_eval(f'"{rest}')
        if "msgid" not in said or fuzzy:
            continue
        for keyword, words in said.items():
            if keyword == "msgstr":
                found[said["msgid"], 0] = words
            elif keyword.startswith("msgstr["):
                found[said["msgid"], int(keyword[7:-1])] = words
    return found


def _plural(rule: str) -> Callable[[int], int]:
    found: Callable[[int], int] = gettext.c2py(rule)
    return found


def preferred(asked: str, kept: str, header: str) -> str:
    """The language of a page: that of the address, else the one kept, else what the browser asks for."""
    for one in (asked, kept, *_accepted(header)):
        if one in LANGUAGES:
            return one
    return "en"


def _accepted(header: str) -> Iterable[str]:
    """Languages of an Accept-Language header, the most wanted first."""
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(header.split(",")[:20]):
        name, _, weight = part.strip().partition(";q=")
        try:
            value = float(weight) if weight else 1.0
        except ValueError:
            value = 0.0
        wanted.append((-value, place, name.strip().lower().partition("-")[0]))
    return (name for value, _, name in sorted(wanted) if value)
