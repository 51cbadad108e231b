"""Sentences: who fills which slot, denials, choices, values, norms; in rules and in the names of a case."""

from __future__ import annotations

from fractions import Fraction

import pytest

from siyar.language import read_claim
from siyar.model import Case, Claim, Comparison, Denial, Library, Modality, Quantity, Relation, Variable
from tests.language.written import cases_file, library

TOWN, NEIGHBOUR, GUILD, CHARTER = Variable("Town"), Variable("Neighbour"), Variable("Guild"), Variable("Charter")
OTHER_GUILD = Variable("Guild", "another")
B, C = Variable("Guild", "B"), Variable("Guild", "C")


@pytest.fixture(scope="module")
def world() -> Library:
    return library({"early.md": cases_file(CASE)})


CASE = """
case feast
  title            A feast
  Town             Alba Longa
  Neighbour        Borgo
  Guild            the guild of the weavers (the weavers)
  Guild            Khuza'a
  Charter          the charter of the weavers (the charter)
"""


def days(words: str, amount: Fraction | int) -> Quantity:
    return Quantity("duration", Fraction(amount), Fraction(amount), words)


RULE_SENTENCES = {
    "Party is resident": Claim("resident", (Variable("Party"),)),
    "a Party is resident": Claim("resident", (Variable("Party"),)),
    "the Guild is resident": Claim("resident", (GUILD,)),
    "Party is not resident": Claim("resident", (Variable("Party"),), Denial.OPPOSITE),
    "it is not so that Party is resident": Claim("resident", (Variable("Party"),), Denial.NOT_SO),
    "it is not so that Party is not resident": Claim("resident", (Variable("Party"),)),
    "Guild has sided with another Guild": Claim("ally", (GUILD, OTHER_GUILD)),
    "the other Guild has sided with the Guild": Claim("ally", (OTHER_GUILD, GUILD)),
    "Guild B has sided with Guild C": Claim("ally", (B, C)),
    "Guild has sworn to Town against Neighbour": Claim("sworn", (GUILD, TOWN, NEIGHBOUR)),
    "as far as is known, no oath against Neighbour binds Guild B to a Town": None,
    "the seat of Guild lies on the river of Town": Claim("seat", (GUILD, TOWN), options=("on the river",)),
    "the seat of Guild lies on the river or within the walls of Town": Claim(
        "seat", (GUILD, TOWN), options=("within the walls", "on the river")
    ),
    "the banner of Guild is blue, red or green": Claim("colour", (GUILD,), options=("red", "green", "blue")),
    "the banner of Guild is blue, red, or green": Claim("colour", (GUILD,), options=("red", "green", "blue")),
    "it is not so that the banner of Guild is red": Claim("colour", (GUILD,), Denial.NOT_SO, ("red",)),
    "Charter is valid": Claim("standing", (CHARTER,), options=("valid",)),
    "Charter is not valid": Claim("standing", (CHARTER,), options=("void", "defective")),
    "the term of Charter is 10 lunar years": Claim(
        "length", (CHARTER,), comparison=Comparison(Relation.IS, days("10 lunar years", Fraction(10631, 3)))
    ),
    "the term of Charter is at least 2 weeks and 3 days": Claim(
        "length", (CHARTER,), comparison=Comparison(Relation.AT_LEAST, days("2 weeks and 3 days", 17))
    ),
    "the term of Charter is more than the longest term allowed for Charter": Claim(
        "length", (CHARTER,), comparison=Comparison(Relation.MORE, Claim("longest", (CHARTER,)))
    ),
    "the number of members of Guild is at most 2.5": Claim(
        "members",
        (GUILD,),
        comparison=Comparison(Relation.AT_MOST, Quantity("number", Fraction(5, 2), Fraction(5, 2), "2.5")),
    ),
    "the day Charter was sealed is not after 24 October 1945": Claim(
        "sealed",
        (CHARTER,),
        comparison=Comparison(
            Relation.NOT_AFTER, Quantity("date", Fraction(2431753), Fraction(2431753), "24 October 1945")
        ),
    ),
    "the day Charter was sealed is 6 AH": Claim(
        "sealed",
        (CHARTER,),
        comparison=Comparison(Relation.ON, Quantity("date", Fraction(1950212), Fraction(1950565), "6 AH")),
    ),
    "the day Charter was sealed is after the day Town was opened to Guild": Claim(
        "sealed", (CHARTER,), comparison=Comparison(Relation.AFTER, Claim("opened", (TOWN, GUILD)))
    ),
    "permitted for Town to grant Charter to Guild": Claim("grant", (TOWN, CHARTER, GUILD), modality=Modality.PERMITTED),
    "not obligatory for Town to keep Charter back from Guild": Claim(
        "grant", (TOWN, CHARTER, GUILD), Denial.OPPOSITE, modality=Modality.NOT_OBLIGATORY
    ),
    "forbidden for Town to keep river or road trade with Neighbour": Claim(
        "trade", (TOWN, NEIGHBOUR), options=("river", "road"), modality=Modality.FORBIDDEN
    ),
    "obligatory for members of Guild to enter Town’s hall": Claim("enter", (GUILD, TOWN), modality=Modality.OBLIGATORY),
}
RULE_SENTENCES["as far as is known, no oath against Neighbour binds Guild B to a Town"] = Claim(
    "sworn", (B, TOWN, NEIGHBOUR), Denial.OPPOSITE
)


@pytest.mark.parametrize("words", RULE_SENTENCES)
def test_a_sentence_of_a_rule_is_read(world: Library, words: str) -> None:
    assert read_claim(words, world, case=None, doctrine=None) == RULE_SENTENCES[words]


WEAVERS, CHARTER_NAME = "the guild of the weavers", "the charter of the weavers"
CASE_SENTENCES = {
    "the weavers is resident": Claim("resident", (WEAVERS,)),
    "the guild of the weavers is resident": Claim("resident", (WEAVERS,)),
    "Khuza’a has sided with the weavers": Claim("ally", ("Khuza'a", WEAVERS)),
    "Khuzaʿa has sided with the weavers": Claim("ally", ("Khuza'a", WEAVERS)),
    "the Town and Borgo are at odds": Claim("feud", ("Alba Longa", "Borgo")),
    "Town and Neighbour are at odds": Claim("feud", ("Alba Longa", "Borgo")),
    "the charter is not valid": Claim("standing", (CHARTER_NAME,), options=("void", "defective")),
    "for members of Khuza'a to enter Alba Longa's hall": Claim("enter", ("Khuza'a", "Alba Longa")),
    "for members of Khuza'a to enter the Town's hall": Claim("enter", ("Khuza'a", "Alba Longa")),
    "permitted for Alba Longa to keep the charter back from Khuza'a": Claim(
        "grant", ("Alba Longa", CHARTER_NAME, "Khuza'a"), Denial.OPPOSITE, modality=Modality.PERMITTED
    ),
}


@pytest.mark.parametrize("words", CASE_SENTENCES)
def test_a_sentence_in_the_names_of_a_case_is_read(world: Library, words: str) -> None:
    assert read_claim(words, world, case=world.cases["feast"], doctrine=None) == CASE_SENTENCES[words]


SLIPS = {
    "Khuza'b is resident": ("S010", "Khuza'b"),
    "Guild is resident": ("S009", "Guild"),
    "the charter is resident": ("S007", "the charter"),
    "the weavers is": ("S002", "is"),
    "the weavers are resident": ("S001", "are"),
    "the charter is mouldy": ("S008", "mouldy"),
    "the banner of Khuza'a is red or purple": ("S008", "purple"),
    "the term of the charter is 3 moons": ("S006", "moons"),
    "the term of the charter is ten years": ("S006", "ten years"),
    "the term of the charter is more than": ("S006", "than"),
    "the term of the charter is 10": ("S006", "10"),
    "the day the charter was sealed is 40 October 1945": ("S006", "40"),
    "the day the charter was sealed is 4 Octobre 1945": ("S006", "Octobre"),
    "the term of the charter is more than the longest time allowed for the charter": ("S001", "time"),
    "the banner of Khuza'a is red and blue": ("S005", "and"),
    "it is not so that permitted for Alba Longa to grant the charter to Khuza'a": (
        "S011",
        "it is not so that permitted",
    ),
    "permitted for Alba Longa to grant the charter": ("S002", "charter"),
    "": ("S002", ""),
}


@pytest.mark.parametrize("words", SLIPS)
def test_a_slip_is_pointed_at(world: Library, words: str) -> None:
    problems = read_claim(words, world, case=world.cases["feast"], doctrine=None)
    assert isinstance(problems, tuple)
    assert [(p.code, p.span.words if p.span else None) for p in problems] == [SLIPS[words]]


def test_a_second_reading_is_an_error() -> None:
    names = """
case twins
  Guild            Khuza'a
  Guild            Khuza'a has sided with Banu
  Guild            Banu
  Guild            Banu has sided with Banu
"""
    world = library({"early.md": cases_file(names)})
    words = "Khuza'a has sided with Banu has sided with Banu"
    problems = read_claim(words, world, case=world.cases["twins"], doctrine=None)
    assert isinstance(problems, tuple)
    assert [p.code for p in problems] == ["S003"]
    assert problems[0].message.startswith("this reads two ways: `")


def test_the_help_names_the_nearest_text(world: Library) -> None:
    problems = read_claim("Guild has sided against another Guild", world, case=None, doctrine=None)
    assert isinstance(problems, tuple)
    assert problems[0].message == "no declared sentence goes on with `against` here"
    assert problems[0].help.startswith("nearest: Guild has sided with another Guild")


def test_a_case_is_needed_for_its_names(world: Library) -> None:
    assert isinstance(read_claim("Khuza'a is resident", world, case=None, doctrine=None), tuple)


def test_every_text_reads_back_as_itself(world: Library) -> None:
    for sentence in world.sentences().values():
        options = sentence.choice.options if sentence.choice else ("",)
        for pieces, denial in ((sentence.text, Denial.NONE), (sentence.opposite, Denial.OPPOSITE)):
            for option in options if pieces else ():
                words = " ".join(_said(piece, option) for piece in pieces)
                claim = read_claim(words, world, case=None, doctrine=None)
                assert isinstance(claim, Claim), words
                assert (claim.sentence, claim.denial) == (sentence.id, denial)
                assert [str(a) for a in claim.arguments] == [s.name for s in sentence.slots]
                assert claim.options == ((option,) if option else ())


def _said(piece: object, option: str) -> str:
    from siyar.model import Choice, Measure, Slot, Word

    match piece:
        case Word(text):
            return text
        case Slot(_, name, possessive):
            return f"{name}'s" if possessive else name
        case Choice():
            return option
        case Measure(kind):
            return {"duration": "3 days", "number": "3", "date": "3 May 1300"}[kind]
    raise AssertionError(piece)


def test_a_reading_fits_the_case(world: Library) -> None:
    case: Case = world.cases["feast"]
    assert [e.short for e in case.entities] == ["", "", "the weavers", "", "the charter"]
