"""Cases and expectations: names, what is taken over from an older case, what is contested, asked and expected."""

from __future__ import annotations

from siyar.model import (
    Case,
    CaseLine,
    Cite,
    Claim,
    Denial,
    Entity,
    Expectation,
    LineKind,
    Modality,
)
from tests.language.written import DOCTRINE_HEAD, cases_file, doctrine_file, fence, library, read_files

FIRST = """
case fair
  title            The fair
  date             Shawwal 3 AH
  Town             Alba
  Neighbour        Borgo
  Guild            the guild of weavers (the weavers)
  Charter          the charter
  given            the weavers is resident [roll P1]
  given            Alba and Borgo are at odds
  given            the banner of the weavers is red
  contested        the term of the charter is 10 lunar years [roll]
  contested        the term of the charter is 2 lunar years [letter]
  unknown          the weavers has sworn to Alba against Borgo
  stipulated       the weavers counts as trusted
  reported         permitted for Alba to grant the charter to the weavers [letter]
  note             the fair was held [roll P1]
  ask              charter
  ask              for members of the weavers to enter Alba's hall
"""

LATER = """
case fair-again
  as in            fair
  Guild            the guild of dyers
  given            Alba and Borgo are not at odds
  given            the banner of the weavers is blue
  given            the term of the charter is 3 years
  given            the guild of dyers has sided with the weavers

case fair-still
  as in            fair-again
"""

WEAVERS = "the guild of weavers"


def lines_of(case: Case) -> list[tuple[str, str, str]]:
    return [(line.kind.value, line.claim.sentence, line.inherited) for line in case.lines]


def test_a_case() -> None:
    case = library({"early.md": cases_file(FIRST)}).cases["fair"]
    assert (case.title, case.date, case.home, case.as_in) == ("The fair", "Shawwal 3 AH", "early", "")
    assert case.entities == (
        Entity("Alba", "Town"),
        Entity("Borgo", "Neighbour"),
        Entity(WEAVERS, "Guild", "the weavers"),
        Entity("the charter", "Charter"),
    )
    assert case.lines[0] == CaseLine(LineKind.GIVEN, Claim("resident", (WEAVERS,)), (Cite("roll", ("P1",)),))
    assert case.lines[3].cites == (Cite("roll"),)
    assert case.lines[-1] == CaseLine(
        LineKind.REPORTED,
        Claim("grant", ("Alba", "the charter", WEAVERS), modality=Modality.PERMITTED),
        (Cite("letter"),),
    )
    assert case.asks == ("charter", Claim("enter", (WEAVERS, "Alba")))
    assert case.notes == (("the fair was held", (Cite("roll", ("P1",)),)),)


def test_an_older_case_is_taken_over_but_for_what_is_restated() -> None:
    cases = library(
        {"z-early.md": cases_file(FIRST), "a-later.md": cases_file(LATER, "---\ncases: later\nuses: towns\n---\n")}
    ).cases
    again = cases["fair-again"]
    assert [e.name for e in again.entities] == ["Alba", "Borgo", WEAVERS, "the charter", "the guild of dyers"]
    assert lines_of(again) == [
        ("given", "resident", "fair"),
        ("unknown", "sworn", "fair"),
        ("stipulated", "trusted", "fair"),
        ("given", "feud", ""),
        ("given", "colour", ""),
        ("given", "length", ""),
        ("given", "ally", ""),
    ]
    assert again.lines[3].claim.denial is Denial.OPPOSITE
    assert (again.as_in, again.asks, again.date) == ("fair", (), "")
    assert lines_of(cases["fair-still"])[0] == ("given", "resident", "fair")
    assert lines_of(cases["fair-still"])[3] == ("given", "feud", "fair-again")


def test_a_circle_of_cases_is_said_once() -> None:
    result = read_files({"early.md": cases_file("case one\n  as in  two\n\ncase two\n  as in  one")})
    assert [d.code for d in result.diagnostics] == ["R009"]
    assert "circle: `one`, `two`, `one`" in result.diagnostics[0].message
    assert set(result.library.cases) == {"one", "two"}


def test_a_cases_file_may_declare_sentences() -> None:
    blocks = "fact wet\n  text  Town is wet\n\ncase rain\n  Town  Alba\n  given  Alba is wet"
    world = library({"early.md": cases_file(blocks)})
    assert [s.id for s in world.case_sentences] == ["early/wet"]
    assert world.cases["rain"].lines[0].claim == Claim("early/wet", ("Alba",))


EXPECT = """
reading oath
  asks             Is there an oath?
  option yes       there is
  option no        there is none
  default          no

rule one
  permitted        for Town to grant Charter to Guild

expect charter in fair
  about            for Alba to grant the charter to the weavers
  for              the weavers
  in reading       oath: yes
  on account       roll, letter
  is               not obligatory, unsettled
  because          none applies
  by               one
  holds            permitted, not obligatory
  between          forbidden and permitted
  turns on         the weavers is resident + Alba and Borgo are not at odds
  turns on         Alba is resident
  note             derived
"""


def test_an_expectation() -> None:
    world = library({"early.md": cases_file(FIRST), "custom.md": doctrine_file(EXPECT)})
    assert world.doctrines["custom"].expectations == (
        Expectation(
            question="charter",
            case="fair",
            status="not obligatory",
            about=Claim("grant", ("Alba", "the charter", WEAVERS)),
            entity=WEAVERS,
            reading=(("oath", "yes"),),
            account=("roll", "letter"),
            settled=False,
            because="none applies",
            by=("one",),
            holds=("permitted", "not obligatory"),
            between=("forbidden", "permitted"),
            turns_on=(
                (Claim("resident", (WEAVERS,)), Claim("feud", ("Alba", "Borgo"), Denial.OPPOSITE)),
                (Claim("resident", ("Alba",)),),
            ),
            notes=("derived",),
        ),
    )


def test_an_expectation_in_a_cases_file_names_its_doctrine() -> None:
    expect = "\nexpect charter in fair\n  of  custom\n  is  silent\n\nexpect charter in fair\n  is  open"
    result = read_files({"early.md": cases_file(FIRST + expect), "custom.md": doctrine_file("")})
    assert [(e.doctrine, e.status) for e in result.library.expectations] == [("custom", "silent"), ("", "open")]
    assert [(d.code, d.message) for d in result.diagnostics] == [("R009", "this expectation names no doctrine")]


def test_a_doctrine_file_carries_its_own_tests() -> None:
    words = DOCTRINE_HEAD + fence(FIRST + "\nexpect charter in fair\n  is  silent, settled")
    world = library({"custom.md": words})
    assert world.cases["fair"].home == "custom"
    assert world.doctrines["custom"].expectations[0].settled is True


def test_what_is_wrong_in_a_case_leaves_the_rest() -> None:
    broken = FIRST.replace("the banner of the weavers is red", "the banner of the weavers is mauve")
    result = read_files({"early.md": cases_file(broken)})
    assert [d.code for d in result.diagnostics] == ["S008"]
    assert len(result.library.cases["fair"].lines) == 7


def test_an_expectation_in_a_cases_file_may_use_sentences_of_the_doctrine_and_its_own() -> None:
    expect = """
fact wet
  text             Town is wet

expect charter in fair
  of               custom
  is               open
  turns on         Alba is wet + the charter is afloat
"""
    doctrine = doctrine_file("fact afloat\n  text  Charter is afloat")
    world = library({"early.md": cases_file(FIRST + expect), "custom.md": doctrine})
    assert world.expectations[0].turns_on == (
        (Claim("early/wet", ("Alba",)), Claim("custom/afloat", ("the charter",))),
    )
