"""A status in words, never without whose it is (docs/stance.md, line 1).

`said` is the one way from an outcome to words. It takes an `Attributed`; anything barer is a TypeError, so that no
renderer can print a status that belongs to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from siyar.conclusion import Because, Status
from siyar.explain import Obstacle, WhyNot
from siyar.export.terms import term
from siyar.hearing import Attributed, Outcome, Ruling
from siyar.model import Doctrine, Seen, named_word
from siyar.phrase import CHAIN, Phrase, chain, joined, phrase, reworded

#: Hexadecimal digits of a digest that are shown.
DIGITS = 12

#: Who reviewed an encoding, until somebody has.
UNREVIEWED = phrase("no scholar yet")

SEEN: Mapping[Seen, str] = {
    Seen.READ: phrase("read"),
    Seen.EXCERPT: phrase("excerpt seen"),
    Seen.UNCHECKED: phrase("not checked"),
}


def said(attributed: Attributed, detail: str = "") -> str:
    """ "A manual of 1910 states: forbidden"; "… is silent: no rule speaks of it".

    ``detail`` is what only the ruling knows of a silence, such as whom the rules speak of. Raises TypeError for
    anything that is not attributed.
    """
    demand(attributed)
    return phrase("{whose} {says}", whose=named(attributed), says=clause(attributed, detail))


def demand(attributed: object) -> None:
    """TypeError unless it is an `Attributed`."""
    if not isinstance(attributed, Attributed):
        raise TypeError(f"a status is said only with whose it is, not from {type(attributed).__name__}")


def named(attributed: Attributed) -> str:
    """The title; of a doctrine that is not a shipped one, marked as such (docs/stance.md, line 8)."""
    title = attributed.title or attributed.doctrine
    if attributed.shipped:
        return title
    digest = attributed.digest[:DIGITS] or phrase("no digest")
    return phrase("{title} ({origin}, {digest})", title=title, origin=origin(attributed), digest=digest)


def origin(whose: Attributed | Doctrine) -> str:
    """Where the encoding comes from: with Siyar, in place of what does, or from elsewhere."""
    if whose.shipped:
        return phrase("as shipped")
    return phrase("not the shipped one") if whose.edited else phrase("not shipped with Siyar")


def clause(attributed: Attributed, detail: str = "") -> str:
    """What `said` says after the title, for a line on which the title already stands."""
    demand(attributed)
    outcome = attributed.outcome
    match outcome.status:
        case Status.RULED:
            named = named_word(attributed.terms, attributed.term, outcome.value)
            if named:
                return phrase("states: {value}, {term}", value=named.shown, term=attributed.term)
            value = _worded(outcome.value or "")
            if name := term(attributed.terms, outcome.value or ""):
                return phrase("states: {value}, {term}", value=value, term=name)
            return phrase("states: {value}", value=value)
        case Status.SILENT:
            return _silent(outcome, detail)
        case Status.CONTESTED:
            return _contested(outcome)
        case Status.OPEN:
            if outcome.because is Because.NOT_ENCODED:
                return phrase("is not encoded yet on this question")
            return phrase("leaves it open so far: what is known does not decide it")
    assert_never(outcome.status)


def _silent(outcome: Outcome, detail: str) -> str:
    match outcome.because:
        case Because.NO_RULE:
            return phrase("is silent: no rule speaks of it")
        case Because.NONE_APPLIES | None:
            return phrase("is silent on this kind of case: no rule of it applies")
        case Because.OUT_OF_SCOPE:
            return phrase("is silent: the case lies outside the scope it sets itself")
        case Because.NO_ENTITY:
            if not detail:
                return phrase("is silent: it speaks of somebody whom the case does not have")
            return phrase("is silent: it speaks of {whom}; the case has none", whom=detail)
        case Because.HELD_BACK:
            return phrase("is silent: a rule that would decide is held back by another, which itself decides nothing")
        case Because.OVERRIDDEN:
            return phrase(
                "is silent: the rules that apply are overridden, and what overrides them decides nothing here"
            )
        case _:
            return phrase("is silent: {because}", because=outcome.because.value)


def _worded(value: str) -> str:
    """A word that only the opposite of the act has is said of the opposite."""
    if isinstance(value, Phrase) and value.template == CHAIN:
        return chain(*(_worded(part) for part in value.parts.values()))
    if value.startswith("the opposite ") and " and " not in value:
        return phrase("the opposite is {value}", value=value.removeprefix("the opposite "))
    return reworded(value, lambda words: words.replace("the opposite ", "the opposite is "))


def _contested(outcome: Outcome) -> str:
    sides = joined(" and ", (_worded(side) for side in outcome.between))
    words: str
    match outcome.because:
        case Because.CONTRADICTION:
            words = phrase("states both {sides}, each without exception: a contradiction", sides=sides)
        case Because.CIRCULAR:
            words = phrase("is contested: its rules on this go in a circle")
        case Because.ACCOUNTS:
            words = phrase("is contested: the answer depends on whose account of the facts is followed")
        case _:
            words = phrase(
                "is contested: its rules say both {sides}, and none of them sets the other aside", sides=sides
            )
    if outcome.because is Because.CONTRADICTION or not outcome.holds:
        return words
    holds = joined(", ", (_worded(word) for word in outcome.holds))
    return phrase("{words}; either way it holds: {holds}", words=words, holds=holds)


def as_said(attributed: Attributed, outcome: Outcome) -> Attributed:
    """Another outcome of the same doctrine (what is known, what is possible, under one account), attributed."""
    demand(attributed)
    return replace(attributed, outcome=outcome, term=attributed.term if outcome == attributed.outcome else "")


def of_ruling(ruling: Ruling) -> str:
    """`said` with what the ruling knows of a silence."""
    return said(ruling.attributed, missing(ruling))


def missing(ruling: Ruling) -> str:
    """ "a Counterpart": whom the rules speak of, where the case has none."""
    for obstacle in _all(ruling.why_not):
        if obstacle.obstacle is Obstacle.NO_ENTITY and obstacle.use and isinstance(obstacle.words, Phrase):
            return phrase("a {type}", type=obstacle.words.parts["types"])
    return ""


def _all(obstacles: tuple[WhyNot, ...]) -> list[WhyNot]:
    return [one for o in obstacles for one in (o, *_all(o.below))]


def encoded(attributed: Attributed) -> str:
    """ "encoded by …; reviewed by: no scholar yet"."""
    return phrase(
        "encoded by {whom}; reviewed by: {scholar}",
        whom=attributed.encoded_by or phrase("nobody named"),
        scholar=attributed.reviewed_by or UNREVIEWED,
    )


def dated(attributed: Attributed) -> str:
    """The date of the source in its own words; "date not stated" where its page says so."""
    return phrase("date {date}", date=attributed.date) if attributed.date.startswith("not ") else attributed.date


def standing(ruling: Ruling) -> str:
    """ "settled", "not settled", or nothing where there is no answer to settle."""
    if ruling.outcome.status is Status.OPEN:
        return ""
    return "settled" if ruling.settled else "not settled"


def listed(words: tuple[str, ...] | list[str], last: str = "and") -> str:
    """ "a, b and c"."""
    if len(words) < 2:
        return words[0] if words else ""
    return chain(joined(", ", words[:-1]), f" {last} ", words[-1])


def capital(words: str) -> str:
    """The words with a capital at the beginning."""
    return reworded(words, lambda said: said[:1].upper() + said[1:])
