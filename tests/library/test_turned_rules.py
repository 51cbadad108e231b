"""The shipped rules are pinned: `siyar check` finds nothing, and a rule with one word turned misses an expectation.

A line of the table is a doctrine, a rule of it, some words of that rule and what they are turned into: a modality, a
condition denied, an option or a quantity changed.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from siyar import expectations, shelf
from siyar.diagnostics import Diagnostic
from siyar.source import Text
from siyar.workbench import Workbench
from tests.sample import some

TURNED = [
    ("hizb-qa", "help-of-an-entity", "forbidden", "permitted"),
    ("hizb-qa", "help-of-individuals", "permitted", "discouraged"),
    ("shafii", "cap-of-the-strong", "4 lunar months", "5 lunar months"),
    ("shafii", "as-god-wills-is-void", "Treaty is void", "Treaty is valid"),
    ("shafii", "help-in-need", "can trust", "cannot trust"),
    ("shafii", "land-once-of-islam", "the abode of Islam", "the abode of war"),
    ("hizb-qa", "entity-by-polity", "belongs to a polity other than State", "is Muslim"),
    ("hizb-qa", "absorbed-group", "counts as individuals", "counts as an entity"),
    ("hanbali", "not-beyond-ten-years", "forbidden", "permitted"),
    ("hanbali", "help-of-necessity", "can trust", "cannot trust"),
    ("hanbali", "composite-land", "an abode of its own kind", "the abode of Islam"),
    ("hizb-qa", "lone-helper", "comes singly", "comes as one body"),
    ("hizb-qa", "truce-for-a-term", "for a fixed term", "without a stated term"),
    ("hizb-qa", "truce-for-a-term", "is a truce", "is a peace"),
    ("hizb-qa", "listed-truce", "it is not so that Counterpart", "Counterpart"),
    ("hizb-essay", "actual", "is not Muslim", "is Muslim"),
    ("hizb-essay", "potential", "holds no land", "holds land"),
    ("hizb-essay", "relations-with-the-rest", "permitted", "forbidden"),
    ("hizb-essay", "entry-with-a-visa", "permitted", "forbidden"),
    ("hizb-essay", "no-war-without-authority", "forbidden", "permitted"),
    ("hizb-essay", "end-military-agreements", "a military treaty", "a commercial treaty"),
    ("maliki", "kept-within-its-term", "obligatory", "discouraged"),
    ("other-voices", "silence-about-a-volunteer", "comes singly", "comes as one body"),
    ("other-voices", "less-than-a-year-for-the-strong", "are strong", "are weak"),
    ("maliki", "servants-and-sailors", "as sailors or servants only", "in the fighting itself"),
    ("maliki", "word-not-confirmed", "has not confirmed", "has confirmed"),
    ("maliki", "no-needless-tribute", "pays Counterpart for Treaty", "pays Counterpart nothing for Treaty"),
    ("hanafi", "lost-by-three-things", "borders the abode", "does not border the abode"),
    ("hanafi", "protected-after-a-year", "1 lunar year", "2 lunar years"),
    ("hanafi", "over-with-its-term", "has run out", "has not run out"),
    ("hanafi", "given-back", "has had time", "has had no time"),
    ("hanafi", "until-the-news-has-spread", "has given notice", "has given no notice"),
    ("shafii", "a-valid-truce-stands", "counts as in force", "counts as suspended"),
    ("shafii", "undone-by-breach", "counts as ended", "counts as expired"),
    ("vclt-1969", "three-months-running", "3 months", "5 months"),
    ("vclt-1969", "twelve-months-over", "12 months", "14 months"),
    ("vclt-1969", "measure-carried-out", "permitted", "forbidden"),
    ("vclt-1969", "suspended-by-consent", "every party to Treaty agrees", "not every party to Treaty agrees"),
    ("vclt-1969", "ended-by-consent", "no-ending-without-notice, ", ""),
    ("vclt-1969", "no-ending-without-notice", "has given no notice", "has given notice"),
    ("vclt-1969", "ended-by-the-others-at-once", "to end it with", "to suspend it with"),
    ("vclt-1969", "suspended-while-impossible", "gone for a time", "gone for good"),
    ("vclt-1969", "suspended-in-other-times", "unless           Treaty establishes a boundary", ""),
    ("vclt-1969", "no-suspension-over-an-objection", "objects to", "does not object to"),
    ("vclt-1969", "procured-by-force-under-the-convention", "void", "defective"),
    (
        "vclt-1969",
        "kept-as-custom",
        "unless           the Convention governs",
        "unless           it is not so that the Convention governs",
    ),
    ("shafii", "land-of-treaty", "abode-of-islam, ", ""),
    ("vclt-1969", "expired-by-its-terms", "Treaty is in force", "Treaty is not in force"),
    ("hanafi", "no-attack-before-the-news", "has had no time", "has had time"),
    ("hanafi", "truce-in-need", "are weak", "are strong"),
    ("hanafi", "word-under-their-power", "was in the power", "was not in the power"),
    ("hanbali", "no-payment-for-a-truce", "forbidden", "discouraged"),
    ("hanbali", "better-to-leave", "can keep", "cannot keep"),
    ("shafii", "leave-where-faith-is-unsafe", "can leave", "cannot leave"),
    ("shafii", "spoiled-by-payment", "pays Counterpart for Treaty", "pays Counterpart nothing for Treaty"),
    ("shafii", "word-of-a-captive", "was in the power", "was not in the power"),
    ("shafii", "spoiled-by-captives", "leaves Muslims captive", "leaves no Muslims captive"),
    ("shafii", "void-truce-undone", "is void", "is valid"),
    ("shafii", "safe-conduct-of-a-small-place", "at most 4 lunar months", "at most 9 lunar months"),
    ("hanbali", "clause-on-men", "no pressing need", "pressing need"),
    ("hanbali", "ended-at-their-will", "is void", "is valid"),
    ("hanbali", "not-for-a-town", "covers a town or a district or a whole people", "covers one or a few"),
    ("hanafi", "the-rest-is-returned", "has run out", "has not run out"),
    ("hanafi", "protected-after-the-time-set", "at least", "less than"),
    ("maliki", "no-longer-than-needed", "runs longer than", "runs no longer than"),
    ("maliki", "may-be-given-back-on-signs", "permitted", "discouraged"),
    ("maliki", "share-of-who-fought", "serves in the fighting itself", "serves as sailors or servants only"),
    ("maliki", "not-in-fear", "was in fear", "was in no fear"),
    ("hanbali", "safe-conduct-of-any-length", "covers one or a few", "covers a town or a district"),
    ("hanafi", "no-approach-under-a-truce", "has run out", "has not run out"),
    ("maliki", "given-back-on-certain-treachery", "obligatory", "permitted"),
    ("maliki", "no-warning-of-certain-treachery", "itself broke", "itself did not break"),
    ("hanafi", "no-approach-under-a-truce", "has not been concluded", "has been concluded"),
    ("modern-jurists", "peace-as-the-norm", "is not Muslim", "is Muslim"),
    ("modern-jurists", "no-lasting-abodes", "are not in active war", "are in active war"),
    ("modern-jurists", "only-the-head-declares", "somebody else", "its head"),
    ("modern-jurists", "no-truce-for-ever", "for ever", "without a stated term"),
    ("modern-jurists", "abodes-without-object", "guards the rights", "does not guard the rights"),
    ("opposed-fatwas", "help-of-necessity-allowed", "a necessity", "not needed"),
    ("opposed-fatwas", "truce-in-the-interest", "serves the common good", "does not serve the common good"),
    ("opposed-fatwas", "no-peace-that-leaves-the-land", "is a peace", "is a truce"),
    ("oic-charter", "no-force-between-members", "forbidden", "permitted"),
    ("oic-charter", "no-interference", "a member of", "no member of"),
    ("oic-charter", "friendly-relations", "recommended", "permitted"),
    ("declarations", "reporters-and-bringers-of-relief", "to report to the public", "on another errand"),
    ("declarations", "defence-only", "has not attacked", "has attacked"),
    ("declarations", "equal-citizenship-a-duty", "obligatory", "recommended"),
    ("un-charter", "charter-first", "not obligatory  ", "obligatory      "),
    ("un-charter", "no-return-to-arms", "is not duly authorised", "is duly authorised"),
    ("un-charter", "taken-by-any-force", "24 October 1945", "1 January 1800"),
    ("un-charter", "acts-of-private-persons", "has kept", "has broken"),
    ("vclt-1969", "material-breach", "permitted", "forbidden"),
    ("vclt-1969", "three-months", "less than 3 months", "less than 1 month"),
    ("vclt-1969", "procured-by-force", "24 October 1945", "1 January 1900"),
    ("vcdr-1961", "relations-are-not-owed", "not obligatory  ", "obligatory      "),
    ("vcdr-1961", "envoys-are-not-tried", "forbidden", "permitted"),
    ("vcdr-1961", "own-nationals-not-tried-for-their-functions", "about an act", "about no act"),
    ("vcdr-1961", "own-national-without-consent", "one of its nationals", "one who lives there for good"),
    ("vcdr-1961", "envoys-in-transit-are-safe", "without a visa that", "with any visa that"),
    ("vcdr-1961", "head-without-agreement", "State has not agreed", "State has agreed"),
    ("npt-1968", "exploded-too-late", "1 January 1967", "1 January 1987"),
    ("npt-1968", "no-making-no-receiving", "non-nuclear-weapon", "nuclear-weapon"),
    ("npt-1968", "withdrawal", "permitted", "forbidden"),
    ("hizb-constitution", "abode-of-islam", "rests with Muslims", "does not rest with Muslims"),
    ("hizb-constitution", "entry-with-a-card", "Counterpart lets", "Counterpart does not let"),
    ("hizb-constitution", "by-law-together", "no treaty binds Counterpart to State", "Counterpart is Muslim"),
    ("hizb-constitution", "no-trade-beyond-limits", "makes it stronger", "does not make it stronger"),
    ("hizb-book", "truce-for-call-or-war", "brings a benefit", "brings no benefit"),
    ("hizb-book", "a-term-or-invalid", "is void", "is valid"),
    ("hizb-book", "non-aggression-for-a-term", "for a fixed term", "for ever"),
    ("maliki", "given-back", "there are signs", "there are no signs"),
    ("hanbali", "over-after-ten-years", "more than 10 lunar years", "more than 30 lunar years"),
    ("hanbali", "open-truce-ended", "has given notice", "has given no notice"),
    ("shafii", "over-after-four-months", "at least 4 lunar months", "at least 400 lunar months"),
    ("other-voices", "over-after-ten-years", "counts as expired", "counts as ended"),
    ("modern-jurists", "a-valid-treaty-stands", "Treaty is valid", "Treaty is void"),
    ("un-charter", "denounced", "permitted", "forbidden"),
    ("un-charter", "ended-on-warning", "without a stated term", "for a fixed term"),
    ("npt-1968", "withdrawn", "at least 3 months", "at least 5 months"),
    ("oic-charter", "a-year-running", "less than 1 year", "less than 1 month"),
    ("vclt-1969", "suspended-by-the-one-affected", "more than two parties", "two parties"),
    ("vclt-1969", "suspended-between-two-unharmed", "leaves unsaid", "bars"),
    ("vclt-1969", "who-comes-later-is-bound", "binds State", "does not bind State"),
]

#: Without `--long` some of the lines, as many however long the table grows.
SAMPLED = [pytest.param(*line, marks=[] if line in some(TURNED, 14) else [pytest.mark.long]) for line in TURNED]


@cache
def texts() -> tuple[Text, ...]:
    return shelf.shipped()


def read(*changed: Text) -> Workbench:
    """The shipped library, with some of its texts changed."""
    by_name = {text.name: text for text in changed}
    return Workbench.read([by_name.get(text.name, text) for text in texts()], {text.name for text in texts()})


def turned(doctrine: str, rule: str, words: str, into: str) -> Text:
    """The file of the rule with the first such words in it replaced."""
    head = re.compile(rf"^(?:strict rule|rule|presumption) {rule}\n(?:  .*\n)+", re.MULTILINE)
    for text in texts():
        if text.name.startswith(f"doctrines/{doctrine}/") and (found := head.search(text.characters)):
            before = found[0]
            assert words in before, f"{doctrine}/{rule} does not say `{words}`"
            start, end = found.span()
            after = before.replace(words, into, 1)
            return Text(text.name, text.characters[:start] + after + text.characters[end:])
    raise AssertionError(f"there is no rule {doctrine}/{rule}")


def missed(bench: Workbench, doctrine: str) -> list[Diagnostic]:
    return [
        miss
        for of, expected in expectations.expectations(bench)
        if of == doctrine
        for miss in expectations.misses(bench, of, expected)
    ]


def test_check_finds_nothing() -> None:
    bench = Workbench.open()
    assert [f"{p.code} {p.message}" for p in bench.check() if p.severity != "note"] == []


def test_every_line_of_the_table_is_of_words_that_are_there() -> None:
    for line in TURNED:
        assert turned(*line).characters not in {text.characters for text in texts()}, line


@pytest.mark.parametrize(("doctrine", "rule", "words", "into"), SAMPLED)
def test_a_turned_rule_misses_an_expectation(doctrine: str, rule: str, words: str, into: str) -> None:
    bench = read(turned(doctrine, rule, words, into))
    if errors := [p for p in bench.problems if p.severity == "error"]:
        pytest.fail(f"the turned rule cannot be read: {errors[0].message}")
    found = missed(bench, doctrine)
    assert found
    assert {p.code for p in found} == {"E001"}


def test_a_turned_doctrine_is_no_longer_the_shipped_one() -> None:
    """Edited in a user's own folder, the doctrine takes the place of the shipped one and is marked."""
    own = turned(*TURNED[0])
    bench = Workbench.read(
        [Text(f"own/{own.name}", own.characters) if text.name == own.name else text for text in texts()],
        {text.name for text in texts()},
    )
    edited, before = bench.library.doctrines["hizb-qa"], read().library.doctrines["hizb-qa"]
    assert (edited.shipped, before.shipped) == (False, True)
    assert edited.digest != before.digest


@pytest.mark.long
def test_most_norms_are_pinned() -> None:
    """Every norm of the library with its modality turned; those no expectation notices are listed here."""
    turns = {"permitted": "forbidden", "forbidden": "permitted", "obligatory": "forbidden", "recommended": "forbidden"}
    unnoticed = []
    for text in texts():
        if not text.name.startswith("doctrines/"):
            continue
        doctrine = text.name.split("/")[1]
        for head in re.finditer(r"^(?:strict rule|rule) (\S+)\n  (\w+)", text.characters, re.MULTILINE):
            if head[2] in turns:
                bench = read(turned(doctrine, head[1], head[2], turns[head[2]]))
                if not missed(bench, doctrine):
                    unnoticed.append(f"{doctrine}/{head[1]}")
    assert len(unnoticed) <= 6, unnoticed


def test_every_question_a_doctrine_answers_is_expected_of_it_and_some_silence() -> None:
    """A question with a rule about it has an expectation under its own name; each doctrine has one of silence."""
    bench = Workbench.open()
    expected = [(of, e.question, e.status) for of, e in expectations.expectations(bench)]
    asked = {(of, question) for of, question, _ in expected}
    for doctrine in bench.library.doctrines.values():
        ruled = {head.sentence for rule in doctrine.rules for head in rule.heads}
        answers = [q for q in doctrine.questions if ruled.intersection(bench.questions[q].about)]
        assert [q for q in answers if (doctrine.id, q) not in asked] == [], doctrine.id
        assert any(of == doctrine.id and status == "silent" for of, _, status in expected), doctrine.id
