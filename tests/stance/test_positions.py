"""Line 3: other positions stand beside by default, all of them, in their order; a narrowed view says so."""

from __future__ import annotations

import pytest

from siyar.conclusion import Because, Status
from siyar.hearing import Sitting
from siyar.positions import anachronism, contemporaries_first
from tests.stance.outputs import some_cases
from tests.stance.shipped import bench, library

SCHOOLS = ("hanafi", "maliki", "shafii", "hanbali")


def ask(case: str, **options: object) -> Sitting:
    sitting = bench().ask(case, **options)  # type: ignore[arg-type]  # options of several types, passed on
    assert isinstance(sitting, Sitting), sitting
    return sitting


def order() -> tuple[str, ...]:
    return (*bench().beside, *bench().further)


def test_further_positions_stand_where_they_speak_whatever_they_say() -> None:
    """Shown on a question only where it is encoded and some rule is about what is asked."""
    for case in some_cases():
        for hearing in ask(case).hearings:
            beside = {r.attributed.doctrine for r in hearing.beside}
            for id in bench().further:
                heads = {h.sentence for rule in library().doctrines[id].rules for h in rule.heads}
                encoded = not hearing.question.id or hearing.question.id in library().doctrines[id].questions
                speaks = encoded and hearing.asked[0].sentence in heads
                assert id not in beside or speaks, (case, id)


def test_the_positions_shown_beside() -> None:
    """The four schools come first, in one order; then modern jurists and international law; none under study."""
    assert bench().beside[:4] == SCHOOLS
    assert {"modern-jurists", "un-charter", "vclt-1969"} <= set(bench().beside)
    assert set(bench().under_study) == {"hizb-essay", "hizb-qa"}


@pytest.mark.parametrize("case", some_cases())
def test_they_are_there_without_being_asked_for(case: str) -> None:
    sitting = ask(case)
    assert not sitting.narrowed
    assert sitting.hearings
    for hearing in sitting.hearings:
        assert {r.attributed.doctrine for r in hearing.asked} == set(bench().under_study)
        beside = [r.attributed.doctrine for r in hearing.beside]
        # Those shown always and those that speak of the question; each once, those of the time of the case first.
        assert set(bench().beside) <= set(beside)
        assert beside == list(contemporaries_first(library(), sitting.case, [d for d in order() if d in beside]))
        late = [d for d in beside if anachronism(library().doctrines[d], sitting.case)]
        for ruling in hearing.beside:
            assert bool(ruling.anachronism) == (ruling.attributed.doctrine in late)


@pytest.mark.parametrize("doctrine", ["hizb-qa", "hizb-essay", "hanafi", "un-charter"])
def test_whoever_is_asked_the_others_stand_beside(doctrine: str) -> None:
    for hearing in ask("banu-qaynuqa-squadron", doctrines=[doctrine]).hearings:
        assert [r.attributed.doctrine for r in hearing.asked] == [doctrine]
        beside = {r.attributed.doctrine for r in hearing.beside}
        assert set(bench().beside) - {doctrine} <= beside <= set(order()) - {doctrine}


def test_one_not_encoded_keeps_its_place_and_is_not_called_silent() -> None:
    met = 0
    for case in some_cases():
        for hearing in ask(case).hearings:
            for ruling in hearing.beside:
                covered = hearing.question.id in library().doctrines[ruling.attributed.doctrine].questions
                if hearing.question.id and not covered:
                    met += 1
                    assert ruling.outcome.because is Because.NOT_ENCODED
                    assert ruling.outcome.status is Status.OPEN
    assert met


@pytest.mark.parametrize("narrowed", [False, True])
def test_a_narrowed_view_is_marked(narrowed: bool) -> None:
    sitting = ask("banu-qaynuqa-squadron", doctrines=["hizb-qa"], narrowed=narrowed)
    assert sitting.narrowed is narrowed
    assert all(bool(hearing.beside) is not narrowed for hearing in sitting.hearings)


def test_the_positions_beside_are_asked_as_they_stand() -> None:
    """A reading chosen, or a ground taken away, is of the doctrine asked: the others keep theirs."""
    options = {"reading": {"hizb-qa": {"ratio-of-the-squadron": "banner"}}, "doctrines": ["hizb-qa"]}
    plain, chosen = ask("banu-qaynuqa-squadron", doctrines=["hizb-qa"]), ask("banu-qaynuqa-squadron", **options)
    assert [h.beside for h in plain.hearings] == [h.beside for h in chosen.hearings]
