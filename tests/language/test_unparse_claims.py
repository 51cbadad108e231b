"""How a claim is said: every kind of piece, denial, choice, comparison and mention."""

from __future__ import annotations

from fractions import Fraction

import pytest

from siyar.language.unparse import articled, say, template, variables
from siyar.model import (
    Choice,
    Claim,
    Comparison,
    Denial,
    Measure,
    Modality,
    Piece,
    Quantity,
    Relation,
    Sentence,
    SentenceKind,
    Slot,
    Variable,
    Word,
)


def pieces(words: str) -> tuple[Piece, ...]:
    """A text written out: capitals are slots, braces a choice or measure."""
    found: list[Piece] = []
    outside, *rest = words.split("{")
    for word in outside.split():
        found.append(_word(word))
    for part in rest:
        inside, after = part.split("}")
        options = tuple(option.strip() for option in inside.split("|"))
        found.append(Choice(options) if len(options) > 1 else Measure(options[0]))
        found.extend(_word(word) for word in after.split())
    return tuple(found)


def _word(word: str) -> Piece:
    bare = word.removesuffix("'s")
    return Slot(bare, bare, bare != word) if bare[0].isupper() else Word(word)


def sentence(id: str, text: str, opposite: str = "", kind: SentenceKind = SentenceKind.FACT) -> Sentence:
    return Sentence(id, kind, "v", pieces(text), pieces(opposite) if opposite else ())


SENTENCES = {
    s.id: s
    for s in (
        sentence("calm", "City is calm", "City is not calm"),
        sentence("walled", "City is walled"),
        sentence("trades", "City trades with Guild", "Guild is shunned by City"),
        sentence("colour", "the flag of City is {red | green | blue}"),
        sentence("deed", "Deed is {valid | defective | void}", kind=SentenceKind.CONCEPT),
        sentence("lease", "the term of Deed is {duration}"),
        sentence("cap", "the longest term allowed for Deed is {duration}", kind=SentenceKind.CONCEPT),
        sentence("made", "the day Deed was made is {date}"),
        sentence("serve", "for Guild to serve in City's guard", kind=SentenceKind.ACT),
        sentence("keep", "for City to keep {open | secret} dealings with Guild", kind=SentenceKind.ACT),
        sentence("hold", "for City to hold Deed", "for City to drop Deed", kind=SentenceKind.ACT),
    )
}
CITY, GUILD, DEED = Variable("City"), Variable("Guild"), Variable("Deed")
YEARS = Quantity("duration", Fraction(3544), Fraction(3544), "10 lunar years")
DAY = Quantity("date", Fraction(1), Fraction(1), "24 October 1945")


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (Claim("calm", (CITY,)), "City is calm"),
        (Claim("calm", (CITY,), Denial.OPPOSITE), "City is not calm"),
        (Claim("calm", (CITY,), Denial.NOT_SO), "it is not so that City is calm"),
        (Claim("walled", (CITY,), Denial.NOT_SO), "it is not so that City is walled"),
        (Claim("walled", (CITY,), Denial.OPPOSITE), "it is not so that City is walled"),
        (Claim("trades", (CITY, GUILD), Denial.OPPOSITE), "Guild is shunned by City"),
        (Claim("trades", ("the old city", "the dyers"), Denial.OPPOSITE), "the dyers is shunned by the old city"),
        (Claim("colour", (CITY,), options=("green",)), "the flag of City is green"),
        (Claim("colour", (CITY,), options=("blue", "red")), "the flag of City is red or blue"),
        (Claim("colour", (CITY,), Denial.NOT_SO, ("red",)), "it is not so that the flag of City is red"),
        (Claim("colour", (CITY,)), "the flag of City is red, green or blue"),
        (Claim("deed", (DEED,), options=("defective", "void")), "Deed is not valid"),
        (Claim("deed", (DEED,), options=("valid", "void")), "Deed is valid or void"),
        (Claim("lease", (DEED,)), "the term of Deed"),
        (Claim("lease", (DEED,), comparison=Comparison(Relation.IS, YEARS)), "the term of Deed is 10 lunar years"),
        (
            Claim("lease", (DEED,), comparison=Comparison(Relation.MORE, YEARS)),
            "the term of Deed is more than 10 lunar years",
        ),
        (
            Claim("lease", (DEED,), comparison=Comparison(Relation.AT_MOST, Claim("cap", (DEED,)))),
            "the term of Deed is at most the longest term allowed for Deed",
        ),
        (
            Claim("made", (DEED,), comparison=Comparison(Relation.NOT_BEFORE, DAY)),
            "the day Deed was made is not before 24 October 1945",
        ),
        (Claim("serve", (GUILD, CITY)), "for Guild to serve in City's guard"),
        (
            Claim("serve", ("the dyers", "Oldtown"), modality=Modality.FORBIDDEN),
            "forbidden for the dyers to serve in Oldtown's guard",
        ),
        (
            Claim("hold", (CITY, DEED), Denial.OPPOSITE, modality=Modality.NOT_OBLIGATORY),
            "not obligatory for City to drop Deed",
        ),
        (
            Claim("keep", (CITY, GUILD), options=("open", "secret"), modality=Modality.OPTIONAL),
            "optional for City to keep open or secret dealings with Guild",
        ),
        (Claim("trades", (CITY, Variable("Guild", "B"))), "City trades with Guild B"),
    ],
)
def test_said(claim: Claim, words: str) -> None:
    assert say(claim, SENTENCES) == words


def test_short_names_are_used_where_given() -> None:
    claim = Claim("serve", ("the guild of dyers", "Oldtown on the river"))
    assert say(claim, SENTENCES, names={"the guild of dyers": "the dyers"}) == (
        "for the dyers to serve in Oldtown on the river's guard"
    )


def test_a_conclusion_means_each_of_its_options() -> None:
    claim = Claim("keep", (CITY, GUILD), options=("open", "secret"), modality=Modality.FORBIDDEN)
    assert say(claim, SENTENCES, each=True) == "forbidden for City to keep open and secret dealings with Guild"


def test_another_becomes_the_other() -> None:
    other = Claim("calm", (Variable("City", "another"),))
    assert say(other, SENTENCES) == "another City is calm"
    assert say(other, SENTENCES, mentioned=variables(other)) == "the other City is calm"


def test_articles_come_back_for_display() -> None:
    claim = Claim("trades", (CITY, GUILD))
    assert articled(claim, SENTENCES) == "a City trades with a Guild"
    assert articled(claim, SENTENCES, mentioned=[CITY]) == "the City trades with a Guild"
    order = {"joins": sentence("joins", "City joins Order")}
    assert articled(Claim("joins", (CITY, Variable("Order"))), order) == "a City joins an Order"
    possessive = Claim("serve", (GUILD, CITY))
    assert articled(possessive, SENTENCES, mentioned=[CITY]) == "for a Guild to serve in the City's guard"


def test_variables_of_the_other_side_of_a_comparison() -> None:
    claim = Claim("lease", (DEED,), comparison=Comparison(Relation.LESS, Claim("cap", (Variable("Deed", "B"),))))
    assert variables(claim) == (DEED, Variable("Deed", "B"))


def test_a_declared_text_comes_back() -> None:
    for text in (
        "the flag of City is {red | green | blue}",
        "for Guild to serve in City's guard",
        "the term of Deed is {duration}",
    ):
        assert template(pieces(text)) == text
