"""Rulings that are kept are those that would be made: a line of a case that a question cannot reach changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from siyar.asking import to_ask
from siyar.ground import reached
from siyar.hearing import Asked, Ruling
from siyar.model import Case
from siyar.workbench import Workbench
from siyar.workbench.hearers import Hearers
from siyar.workbench.kept_rulings import KeptRulings
from tests.sample import some

BENCH = Workbench.open()
LIBRARY = BENCH.library


def _less(case: Case) -> Iterator[Case]:
    """The case, without each of its lines, and without any: so that kept rulings are met by other cases."""
    yield case
    yield replace(case, lines=())
    for left in case.lines[:2]:
        yield replace(case, lines=tuple(line for line in case.lines if line is not left))


def _asked(case: Case) -> tuple[Asked, ...]:
    found = to_ask(LIBRARY, case, (), "")
    return () if isinstance(found, tuple) else found.claims[:1]


@pytest.mark.parametrize("id", some(sorted(LIBRARY.cases), 8))
def test_kept_rulings_are_those_made_anew(id: str) -> None:
    keeping = Hearers(LIBRARY, kept=KeptRulings(1000))
    whole = LIBRARY.cases[id]
    for case in _less(whole):
        about = keeping.about(case)
        for asked in _asked(whole):
            for doctrine in LIBRARY.doctrines:
                anew = BENCH.hear(doctrine, case, asked)
                assert about.hear(doctrine, case, asked) == anew


def test_what_no_rule_looks_at_makes_no_new_ruling() -> None:
    keeping = Hearers(LIBRARY, kept=KeptRulings(100))
    case = LIBRARY.cases["banu-qaynuqa-squadron"]
    asked = _asked(case)[0]
    frame = keeping.frame("hizb-qa")
    within = reached(frame, (asked.claim.sentence,))
    beyond = next(s.id for s in LIBRARY.sentences().values() if s.id not in within)
    line = replace(case.lines[0], claim=replace(case.lines[0].claim, sentence=beyond))
    first = keeping.about(case).hear("hizb-qa", case, asked)
    more = replace(case, lines=(*case.lines, line))
    assert keeping.about(more).hear("hizb-qa", more, asked) is first
    less = replace(case, lines=())
    assert keeping.about(less).hear("hizb-qa", less, asked) != first


def test_readings_and_grounds_are_part_of_what_is_kept() -> None:
    keeping = Hearers(LIBRARY, kept=KeptRulings(100))
    case = LIBRARY.cases["banu-qaynuqa-squadron"]
    asked = _asked(case)[0]
    about = keeping.about(case)
    plain = about.hear("hizb-qa", case, asked)
    for reading, without in ({"ratio-of-the-squadron": "banner"}, ()), ({}, ("squadron",)):
        other = about.hear("hizb-qa", case, asked, reading, without)
        assert other == BENCH.hear("hizb-qa", case, asked, reading, without)
        assert other != plain
    assert isinstance(plain, Ruling)


def test_no_more_are_kept_than_said() -> None:
    keeping = Hearers(LIBRARY, kept=KeptRulings(5))
    case = LIBRARY.cases["banu-qaynuqa-squadron"]
    about = keeping.about(case)
    for doctrine in LIBRARY.doctrines:
        about.hear(doctrine, case, _asked(case)[0])
    assert len(keeping.kept) == 5


def test_who_was_told_before_all_was_forgotten_is_not_given_what_is_anothers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siyar.workbench.kept_rulings.MOST_PARTS", 0)
    keeping = Hearers(LIBRARY, kept=KeptRulings(100))
    early, late = LIBRARY.cases["a-volunteer"], LIBRARY.cases["an-empire-taken-in"]
    asked = _asked(early)[0]
    before = keeping.about(early)
    before.hear("hizb-essay", early, asked)  # which has numbers from now on
    after = keeping.about(late)  # and all is forgotten
    for doctrine in LIBRARY.doctrines:
        for one in _asked(late):
            after.hear(doctrine, late, one)
        assert before.hear(doctrine, early, asked) == BENCH.hear(doctrine, early, asked)
    numbers = [keeping.kept.of(case).whole for case in (early, late, early)]
    assert len(set(numbers)) == 3
