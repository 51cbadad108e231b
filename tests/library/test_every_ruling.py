"""Every case put to every doctrine on every question: something is always said, and it reads like English."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from siyar.asking import choices_of
from siyar.conclusion import Because, Status
from siyar.hearing import Asked, Ruling, reading_choices
from siyar.model import Case
from siyar.workbench import Workbench
from tests.hearing.houses import obstacles, reasons
from tests.sample import some

BENCH = Workbench.open()
CASES = sorted(BENCH.library.cases)

#: What no sentence shown to a reader holds: empty words, doubled spaces, names of the inside.
ODD = re.compile(r"^\s|\s$|\s{2}|\s[,.;:)]|\(\s|None|\{|\}|\bOutcome\b|=|\bthe the\b|(?<![\w'])a a\b|^$|not not")


def rulings(name: str, *, widely: bool) -> Iterator[Ruling]:
    """Of a case: every question, every doctrine that answers it; under every reading and of everybody, or not."""
    case: Case = BENCH.library.cases[name]
    for question in BENCH.questions.values():
        for id in question.about:
            claims = choices_of(BENCH.library, case, BENCH.sentences[id])
            for claim in claims if widely else claims[:1]:
                for doctrine in BENCH.library.doctrines.values():
                    if question.id not in doctrine.questions:
                        continue
                    picks = list(reading_choices(doctrine, (id,))) if widely else [{}]
                    for pick in picks:
                        found = BENCH.hear(doctrine.id, case, Asked(question.id, claim), pick)
                        assert isinstance(found, Ruling), f"{doctrine.id} {name}: {found}"
                        yield found


def words(ruling: Ruling) -> Iterator[str]:
    yield ruling.about
    for reason in reasons(ruling.why):
        yield reason.words
        for met in reason.conditions:
            yield met.words
        for beaten in reason.beaten:
            yield from (w for w in (beaten.words, *beaten.failed, beaten.origin) if w)
    for obstacle in obstacles(ruling.why_not):
        yield obstacle.words
    for facts in ruling.turns_on:
        yield from facts
    for settling in ruling.settled_by:
        for pair in settling.answers:
            yield from pair
    yield from ruling.assumptions
    yield from ruling.forced
    yield from ruling.case_words


def check(ruling: Ruling) -> None:
    outcome = ruling.outcome
    assert (outcome.value is not None) is (outcome.status is Status.RULED)
    if outcome.status is Status.SILENT:
        assert outcome.because is not None
        assert ruling.settled, "silence that is not settled is open"
    if outcome.status in (Status.RULED, Status.CONTESTED):
        assert ruling.why, ruling.about
        assert ruling.known.status is outcome.status or ruling.settled or outcome.because is Because.ACCOUNTS
    if outcome.status in (Status.SILENT, Status.OPEN):
        assert ruling.why_not or outcome.because is Because.NO_RULE, ruling.about
    if ruling.settled:
        assert ruling.turns_on == ()
    elif ruling.complete and outcome.because is not Because.ACCOUNTS:
        assert ruling.turns_on, ruling.about
    assert sum(p.count for p in ruling.possible) == (ruling.possible[0].of if ruling.possible else 0)
    odd = [w for w in words(ruling) if ODD.search(w)]
    assert odd == []


@pytest.mark.parametrize("name", some(CASES, 14))
def test_every_ruling_on_some_cases(name: str) -> None:
    for ruling in rulings(name, widely=False):
        check(ruling)


@pytest.mark.long
@pytest.mark.parametrize("name", some(CASES, 100, start=1))
def test_every_ruling_on_more_cases(name: str) -> None:
    for ruling in rulings(name, widely=False):
        check(ruling)


@pytest.mark.long
@pytest.mark.parametrize("name", some(CASES, 12, start=2))
def test_every_ruling_of_everybody_under_every_reading(name: str) -> None:
    for ruling in rulings(name, widely=True):
        check(ruling)


@pytest.mark.whole
@pytest.mark.parametrize("name", CASES)
def test_every_ruling_on_every_case(name: str) -> None:
    for ruling in rulings(name, widely=True):
        check(ruling)
