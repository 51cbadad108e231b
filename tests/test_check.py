"""What the check of form says and, as much, what it does not say. One fixture a code is in `tests/diagnostics`."""

from __future__ import annotations

from itertools import product

import pytest

from siyar import shelf
from siyar.check import check
from siyar.check.conditions import met, never
from siyar.check.stance import historical
from siyar.diagnostics import Diagnostic, Severity
from siyar.language import read
from siyar.model import Case, Library
from siyar.source import Text
from tests.diagnostics_fixture import towns

HEAD = "---\ndoctrine: manual\ntitle: A manual\nuses: towns\n---\n\n```siyar\n"
CASES = "---\ncases: days\nuses: towns\n---\n\n```siyar\n"
SOURCE = "  source           a-book P1.S1\n"
SPRING = (
    "case spring\n  City             Oldtown\n  City             Newtown\n  Guild            the Dyers\n"
    "  given            Oldtown is calm\n"
)


def library(doctrine: str = "", cases: str = "") -> Library:
    """Doctrine blocks and case blocks over the towns; they must be readable."""
    texts = [*towns(), Text("days.md", CASES + SPRING + "\n" + cases + "```\n")]
    if doctrine:
        texts.append(Text("manual.md", HEAD + doctrine + "```\n"))
    result = read(texts)
    assert not result.diagnostics, [d.message for d in result.diagnostics]
    return result.library


def problems(doctrine: str = "", cases: str = "") -> tuple[Diagnostic, ...]:
    return check(library(doctrine, cases))


def codes(doctrine: str = "", cases: str = "") -> list[str]:
    return [d.code for d in problems(doctrine, cases)]


def rule(id: str, *lines: str) -> str:
    return f"rule {id}\n" + "".join(f"  {line}\n" for line in lines) + SOURCE + "\n"


# --------------------------------------------------------------------------- priorities


@pytest.mark.parametrize(
    ("upper", "lower", "clash"),
    [
        ("forbidden for City to tax Guild", "permitted for City to tax Guild", True),
        ("forbidden for City to tax Guild", "not obligatory for City to tax Guild", False),
        ("obligatory for City to tax Guild", "not obligatory for City to tax Guild", True),
        ("obligatory for City to tax Guild", "permitted for City to exempt Guild", True),
        ("permitted for City to tax Guild", "permitted for City to exempt Guild", False),
        ("optional for City to tax Guild", "recommended for City to tax Guild", True),
        ("forbidden for City to tax Guild", "obligatory for City to admit Guild", False),
        ("forbidden for City to admit Guild", "permitted for City to admit Party", True),
        ("forbidden for City to admit Guild", "permitted for City to admit Person", False),
        (
            "forbidden for City to keep open and secret dealings with Guild",
            "permitted for City to keep secret dealings with Guild",
            True,
        ),
        (
            "forbidden for City to keep open dealings with Guild",
            "permitted for City to keep secret dealings with Guild",
            False,
        ),
        ("then Deed is valid", "then Deed is void", True),
        ("then Deed is not valid", "then Deed is void", False),
        ("then Guild is trusted by City", "then Guild is distrusted by City", True),
        (
            "then the longest term allowed for Deed is 2 years",
            "then the longest term allowed for Deed is 24 months",
            False,
        ),
        (
            "then the longest term allowed for Deed is 2 years",
            "then the longest term allowed for Deed is 2 lunar years",
            True,
        ),
    ],
)
def test_a_priority_is_idle_where_conclusions_cannot_clash(upper: str, lower: str, clash: bool) -> None:
    found = codes(rule("upper", upper, "notwithstanding  lower") + rule("lower", lower))
    assert found == ([] if clash else ["R002"])


def test_a_declared_clash_makes_a_priority_work() -> None:
    rules = rule("upper", "then Guild is trusted by City", "notwithstanding  lower")
    rules += rule("lower", "forbidden for City to admit Guild")
    assert codes(rules) == ["R002"]
    clash = "opposes trust\n  one  Guild is trusted by City\n  to  forbidden for City to admit Guild\n\n"
    assert codes(rules + clash) == []


def test_a_circle_that_never_closes_under_one_reading_is_none() -> None:
    coin = "reading coin\n  asks  In which coin?\n  option old  one\n  option new  another\n  default  old\n\n"
    one = rule("one", "forbidden for City to tax Guild", "notwithstanding  two", "in reading  coin: old")
    two = rule("two", "permitted for City to tax Guild", "notwithstanding  three")
    three = rule("three", "forbidden for City to tax Guild", "in reading  coin: new")
    back = "exception to  one"
    assert codes(coin + one + two + three.replace(SOURCE, f"  {back}\n{SOURCE}")) == []
    both = three.replace("coin: new", "coin: old or new").replace(SOURCE, f"  {back}\n{SOURCE}")
    assert codes(coin + one + two + both) == ["R005"]


def test_a_rule_over_itself_is_a_circle() -> None:
    assert "R005" in codes(rule("toll", "forbidden for City to tax Guild", "notwithstanding  toll"))


def test_one_circle_is_one_message() -> None:
    text = "".join(
        rule(a, f"{head} for City to tax Guild", f"notwithstanding  {b}")
        for a, b, head in zip("abcd", "bcda", ["forbidden", "permitted"] * 2, strict=True)
    )
    (circle,) = problems(text)
    assert circle.message == "priorities go in a circle: a, b, c, d, a"
    assert len(circle.related) == 3


# --------------------------------------------------------------------------- conditions


@pytest.mark.parametrize(
    ("conditions", "possible"),
    [
        (["when City is calm", "and City is not calm"], False),
        (["when City is calm", "and another City is not calm"], True),
        (["when either City is calm", "or Guild comes from afar", "and City is not calm"], True),
        (["when either City is calm", "or Deed is a loan", "and City is not calm", "and Deed is a lease"], False),
        (["when Deed is a loan or a lease", "and Deed is a lease or a pledge"], True),
        (["when Deed is a loan or a lease", "and it is not so that Deed is a lease or a loan"], False),
        (["when the term of Deed is more than 2 years", "and the term of Deed is less than 3 years"], True),
        (["when the term of Deed is more than 2 years", "and the term of Deed is at most 2 years"], False),
        (["when the term of Deed is at least 2 years", "and the term of Deed is at most 2 years"], True),
        (["when the term of Deed is 2 years", "and the term of Deed is 24 months"], True),
        (["when the term of Deed is 2 years", "and the term of Deed is 24 lunar months"], False),
        (
            [
                "when it is not so that the term of Deed is more than 2 years",
                "and it is not so that the term of Deed is at most 2 years",
            ],
            True,  # the value none: a deed without a term
        ),
        (["when the day Deed was made is in-range"], True),
        (["when the day Deed was made is before 1645", "and the day Deed was made is 3 May 1645"], False),
        (["when the day Deed was made is 1645", "and the day Deed was made is 3 May 1645"], True),
        (
            [
                "when the term of Deed is more than the longest term allowed for Deed",
                "and the term of Deed is less than the longest term allowed for Deed",
            ],
            False,
        ),
        (
            ["when Guild is allied with another Guild", "and it is not so that the other Guild has a seal of its own"],
            True,
        ),
        (["when Guild is allied with another Guild", "and it is not so that Guild has a seal of its own"], False),
        (["when permitted for City to tax Guild", "and forbidden for City to tax Guild"], False),
        (["when permitted for City to tax Guild", "and not obligatory for City to tax Guild"], True),
        (["when permitted for City to keep open or secret dealings with Guild"], True),
        (["when City is calm", "unless City is calm"], False),
        (["when City is calm", "unless City is not calm"], True),
        (["when Deed is a loan", "unless Deed is a loan or a lease"], False),
        (["when Deed is a loan or a lease", "unless Deed is a loan"], True),
        (["when the term of Deed is 3 years", "unless the term of Deed is more than 2 years"], False),
    ],
)
def test_whether_a_rule_can_apply(conditions: list[str], possible: bool) -> None:
    lines = [line.replace("in-range", "not before 3 May 1645") for line in conditions]
    assert codes(rule("toll", "forbidden for City to sign Deed", *lines)) == ([] if possible else ["R016"])


def test_an_exception_takes_over_conditions() -> None:
    text = rule("toll", "forbidden for City to tax Guild", "when City is calm")
    text += rule("out", "permitted for City to tax Guild", "when City is not calm", "exception to  toll")
    (problem,) = problems(text)
    assert problem.code == "R016"
    assert "under `toll`, to which it is an exception" in problem.message


def test_many_alternatives_are_no_burden() -> None:
    lines = ["when either City is calm", "or Guild comes from afar"]
    for _ in range(40):
        lines += ["and either City is calm", "or Guild has a seal of its own"]
    assert codes(rule("toll", "forbidden for City to tax Guild", *lines, "and City is not calm")) == []


def test_what_meets_an_impossible_must_be_one_party() -> None:
    own = library()
    (block,) = own.vocabularies["towns"].impossible
    assert never((), (), [block], own.sentences(), own.types()) is None
    assert met(block, (), own.sentences(), own.types()) is None


@pytest.mark.parametrize(
    ("head", "scope", "warned"),
    [
        ("permitted for City to admit Party", "Guild has a seal of its own", True),
        ("permitted for City to admit Guild", "Guild has a seal of its own", False),
        ("permitted for City to admit Party", "Deed is a loan", False),
        ("permitted for City to admit Guild", "another City is calm", False),
    ],
)
def test_a_scope_about_a_narrower_type(head: str, scope: str, warned: bool) -> None:
    text = rule("gate", head) + f"scope here\n  when {scope}\n"
    assert codes(text) == (["R014"] if warned else [])
    assert codes(text + "  except gate\n") == []


# --------------------------------------------------------------------------- grounds


def test_grounds_that_can_be_had_one_way_or_another() -> None:
    coin = "reading coin\n  asks  In which coin?\n  option old  one\n  option new  another\n  default  old\n\n"
    held = "held  permitted for Oldtown to tax the Dyers\n  because  Oldtown is calm\n"
    precedents = "".join(
        f"precedent {id}-toll\n  case  spring\n  {held}  in reading  coin: {id}\n{SOURCE}\n" for id in ("old", "new")
    )
    toll = "permitted for City to tax Guild"
    assert codes(coin + precedents + rule("toll", toll, "in reading coin: old", "rests on new-toll")) == ["R015"]
    assert codes(coin + precedents + rule("toll", toll, "in reading coin: old", "rests on old-toll or new-toll")) == []
    assert codes(coin + precedents + rule("toll", toll, "in reading coin: old", "supported by new-toll")) == []


@pytest.mark.parametrize(("word", "advice"), [("when", "write `unless`"), ("unless", "write a rule")])
def test_what_to_do_about_a_denial_that_no_rule_brings_about(word: str, advice: str) -> None:
    trust = rule("trust", "then             Guild is trusted by City", "when             Guild has a seal of its own")
    needs = f"{word:<17}it is not so that Guild is trusted by City"
    (found,) = (
        d for d in problems(trust + rule("toll", "permitted        for City to tax Guild", needs)) if d.code == "R026"
    )
    assert found.help.startswith(advice)


def test_support_is_no_circle() -> None:
    text = rule("one", "permitted for City to tax Guild", "supported by two")
    text += rule("two", "permitted for City to admit Guild", "rests on one")
    assert codes(text) == []


# --------------------------------------------------------------------------- cases and expectations


def test_what_is_contested_makes_no_case_impossible() -> None:
    lines = (
        "case autumn\n  as in  spring\n  Guild  the Weavers\n  given  the Dyers is allied with the Weavers\n"
        "  contested  it is not so that the Dyers has a seal of its own [a-book P1.S1]\n"
        "  contested  the Dyers has a seal of its own [a-book P1.S2]\n"
    )
    assert codes(cases=lines) == []
    assert codes(
        cases=lines.replace("  contested  it", "  given  it").replace("  contested  the", "  unknown  the")
    ) == ["C001"]


def test_an_older_case_is_reported_once_for_what_it_says() -> None:
    lines = "case autumn\n  City  Oldtown\n  contested  Oldtown is calm\n\ncase winter\n  as in  autumn\n"
    assert codes(cases=lines) == ["C004"]


def test_reported_norms_and_stipulated_validity_stand() -> None:
    lines = (
        "case autumn\n  as in  spring\n  Deed  the charter\n  stipulated  the charter is void\n"
        "  reported  permitted for Oldtown to tax the Dyers [a-book P1.S1]\n"
    )
    assert codes(cases=lines) == []


@pytest.mark.parametrize(
    ("question", "status", "fine"),
    [
        ("toll", "permitted", True),
        ("toll", "not obligatory", True),
        ("toll", "permitted either way", True),
        ("toll", "contested", True),
        ("toll", "yes", False),
        ("trust", "no", True),
        ("trust", "permitted", False),
        ("trust", "silent", True),
    ],
)
def test_what_can_be_expected(question: str, status: str, fine: bool) -> None:
    text = rule("toll", "permitted for City to tax Guild") + f"expect {question} in spring\n  is  {status}\n"
    assert codes(text) == ([] if fine else ["E002"])


# --------------------------------------------------------------------------- stance

MODALITIES = ("obligatory", "recommended", "permitted", "discouraged", "forbidden", "optional", "not obligatory")


@pytest.mark.parametrize(("modality", "side"), list(product(MODALITIES, ["march on", "leave"])))
def test_no_duty_of_force(modality: str, side: str) -> None:
    act = "for City to march on another City" if side == "march on" else "for City to leave another City in peace"
    duty = (modality, side) in {
        ("obligatory", "march on"),
        ("recommended", "march on"),
        ("forbidden", "leave"),
        ("discouraged", "leave"),
    }
    expected = ["P001"] if duty else []
    assert codes(rule("levy", f"{modality} {act}")) == expected
    assert codes(rule("levy", f"otherwise {modality} {act}")) == expected
    assert codes(rule("levy", f"blocks {modality} {act}")) == []
    assert codes(rule("levy", f"{modality} {act}").replace("rule levy", "presumption levy")) == expected
    held = act.replace("another City", "Newtown").replace("City", "Oldtown")
    precedent = f"precedent levy\n  case  spring\n  held  {modality} {held}\n  because  Oldtown is calm\n{SOURCE}"
    assert codes(precedent) == expected


def case(date: str) -> Case:
    return Case("c", "c", (), (), date)


@pytest.mark.parametrize(
    ("date", "old"),
    [
        ("8 AH", True),
        ("1368 AH", True),
        ("1369 AH", False),  # it ends in October 1950
        ("24 October 1945", True),
        ("1949", True),
        ("1950", False),
        ("June 1967", False),
        ("", False),
        ("once", False),
    ],
)
def test_what_is_history(date: str, old: bool) -> None:
    assert historical(case(date)) is old


def present(lines: str, *, shipped: bool = False) -> list[tuple[str, Severity]]:
    found = check(library(cases=lines), shipped={"days.md"} if shipped else ())
    return [(d.span.words if d.span else "", d.severity) for d in found if d.code == "P002"]


def test_present_states_and_persons() -> None:
    warning, error = Severity.WARNING, Severity.ERROR
    assert present("case autumn\n  City  the port of Oman (the port)\n") == [("Oman", warning)]
    assert present("case autumn\n  City  the port of Oman (the port)\n", shipped=True) == [("Oman", error)]
    assert present("case autumn\n  date  1624\n  City  the port of Oman (the port)\n") == []
    assert present("case autumn\n  City  the port\n  title  Malian Romans in Chadwick\n") == []
    assert present("case autumn\n  title  A day in the United States of America\n") == [
        ("United States of America", warning)
    ]
    assert present("case autumn\n  Person  the envoy\n") == []
    assert present("case autumn\n  Person  the Person\n") == []
    assert present("case autumn\n  Person  Old Hand\n") == [("Old Hand", warning)]
    assert present("case autumn\n  date  3 AH\n  Person  Old Hand\n") == []
    assert present("fact flag\n  text  City flies the flag of {Peru | nobody}\n", shipped=True) == [("Peru", error)]
    assert present("fact flag\n  text  City flies a flag\n  opposite  City hides from Peru\n") == [("Peru", warning)]


def test_the_shipped_library_is_well_formed() -> None:
    texts = shelf.shipped()
    result = read(texts)
    assert not result.diagnostics
    assert not check(result.library, shipped={text.name for text in texts})
