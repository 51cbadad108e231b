"""Dates and times of sources in another language, as they are written: "late 11th century", "6 AH (23 May 627 to …)".

A date is taken apart by `FORMS`, each known to a catalogue by its template; what is not a date through and through is
left alone. No calendar is reckoned here.

>>> dated("3 May 1200", {"{day} {month} {year}": "{day} {month} {year}", "May": "mayo"}.get)
'3 mayo 1200'
>>> dated("the year of the elephant", {}.get) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Callable

from siyar.phrase import filled

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Muharram", "Safar", "Rabi' al-Awwal", "Rabi' al-Thani", "Jumada al-Ula", "Jumada al-Thaniya", "Rajab",
    "Sha'ban", "Ramadan", "Shawwal", "Dhu al-Qa'da", "Dhu al-Hijja",
)  # fmt: skip

_MONTH = f"(?P<month>{'|'.join(map(re.escape, MONTHS))})"
_DAY = r"(?P<day>\d\d?(?:-\d\d?)?)"
_YEAR = r"(?P<year>\d+(?: AH)?)"
_ORDINAL = "(?:st|nd|rd|th)"

#: Each way of writing a time, with its template; what a slot holds is a time too. The first that fits is taken.
FORMS = tuple(
    (re.compile(pattern), template)
    for pattern, template in (
        (r"(?P<one>.+?) \((?P<other>.+)\)", "{one} ({other})"),
        (r"(?P<one>.+); (?P<other>.+)", "{one}; {other}"),
        (r"(?P<one>.+), in force (?P<other>.+)", "{one}, in force {other}"),
        (r"(?P<one>.+), again (?P<other>.+)", "{one}, again {other}"),
        (r"(?P<one>.+), in later editions", "{one}, in later editions"),
        (r"second edition, from (?P<one>.+)", "second edition, from {one}"),
        (r"(?P<one>.+?), (?P<other>.+)", "{one}, {other}"),
        (r"between (?P<one>.+) and (?P<other>.+)", "between {one} and {other}"),
        (
            rf"(?P<one>\d+){_ORDINAL}(?:-| to )(?P<other>\d+){_ORDINAL} century",
            "{one}th to {other}th century",
        ),
        (r"(?P<one>.+) to (?P<other>.+)", "{one} to {other}"),
        (r"(?P<one>.+) and (?P<other>.+)", "{one} and {other}"),
        (r"not after (?P<one>.+)", "not after {one}"),
        (r"about (?P<one>.+)", "about {one}"),
        (r"early (?P<one>.+)", "early {one}"),
        (r"late (?P<one>.+)", "late {one}"),
        (r"middle of the (?P<one>.+)", "middle of the {one}"),
        (r"end of the (?P<one>.+)", "end of the {one}"),
        (rf"(?P<one>\d+){_ORDINAL} century", "{one}th century"),
        (rf"{_DAY} {_MONTH} {_YEAR}", "{day} {month} {year}"),
        (rf"{_DAY} {_MONTH}", "{day} {month}"),
        (rf"{_MONTH} {_YEAR}", "{month} {year}"),
        (r"(?P<one>\d+) AH", "{one} AH"),
    )
)

#: What a date says of how it was reckoned, and where there is none.
REMARKS = ("Julian", "Gregorian", "tabular calendar", "a day or two either way", "not recorded", "not stated")

_GAP = re.compile(r"[ ,;()]+")

#: A word that a date can have, so that prose is not taken apart.
_PART = re.compile(
    rf"|\d+{_ORDINAL}?(?:-\d+{_ORDINAL}?)?|"
    + "|".join(sorted({re.escape(word) for one in (*MONTHS, *REMARKS) for word in re.split("[ ,]+", one)}))
    + "|AH|in|force|again|later|editions|second|edition|from|between|and|century|to"
    + "|not|after|about|early|late|middle|of|the|end"
)

_NUMBER = re.compile(r"\d[\d-]*")


def dated(words: str, known: Callable[[str], str | None]) -> str | None:
    """A time said by the templates that are ``known``; None for what is none, or where one is not known."""
    if _NUMBER.fullmatch(words):
        return words
    if words in MONTHS or words in REMARKS:
        return known(words)
    return _taken_apart(words, known) if all(_PART.fullmatch(part) for part in _GAP.split(words)) else None


def _taken_apart(words: str, known: Callable[[str], str | None]) -> str | None:
    for form, template in FORMS:
        found = form.fullmatch(words)
        if found is None:
            continue
        said = known(template)
        parts = {name: dated(part, known) for name, part in found.groupdict().items()}
        if said and all(parts.values()):
            return filled(said, lambda slot, parts=parts: parts[slot] or "", str)  # type: ignore[misc]  # a slot's own parts
    return None
