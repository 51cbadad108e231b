"""What is kept of the entities of a case never says anything of another case of theirs, nor of other entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from siyar.asking import to_ask
from siyar.hearing import Asked, Ruling
from siyar.model import Case, CaseLine, Claim, LineKind
from siyar.workbench import Workbench
from siyar.workbench.hearers import Hearers
from siyar.workbench.kept_casts import KeptCasts
from tests.hearing.houses import bench
from tests.sample import some

BENCH = Workbench.open()
LIBRARY = BENCH.library


def _asked(case: Case) -> tuple[Asked, ...]:
    found = to_ask(LIBRARY, case, (), "")
    return () if isinstance(found, tuple) else found.claims[:2]


def _others(case: Case) -> Iterator[Case]:
    """Cases of the same entities: with all lines, with none, without each, with one laid down, and of no date."""
    yield case
    yield replace(case, lines=())
    for left in case.lines[:3]:
        yield replace(case, lines=tuple(line for line in case.lines if line is not left))
        yield replace(case, lines=tuple(_laid_down(line) if line is left else line for line in case.lines))
    yield replace(case, days=None)


def _laid_down(line: CaseLine) -> CaseLine:
    return replace(line, kind=LineKind.STIPULATED) if line.kind is LineKind.GIVEN else line


@pytest.mark.parametrize("id", some(sorted(LIBRARY.cases), 4))
def test_a_case_is_told_as_if_none_of_its_entities_had_been_before(id: str) -> None:
    keeping, whole = Hearers(LIBRARY), LIBRARY.cases[id]
    for case in (*_others(whole), whole):
        about = keeping.about(case)
        for asked in _asked(whole):
            for doctrine in LIBRARY.doctrines:
                anew = Hearers(LIBRARY, BENCH.hearers._frames).hear(doctrine, case, asked)
                assert about.hear(doctrine, case, asked) == anew
    assert len(keeping.casts) == 1


def test_who_is_called_otherwise_is_spoken_of_otherwise() -> None:
    keeping, case = Hearers(LIBRARY), LIBRARY.cases["banu-qaynuqa-squadron"]
    asked = _asked(case)[0]
    renamed = replace(case, entities=tuple(replace(e, short="") for e in case.entities))
    for each in (case, renamed):
        assert keeping.about(each).hear("hizb-qa", each, asked) == BENCH.hear("hizb-qa", each, asked)
    assert len(keeping.casts) == 2


def test_whether_a_case_speaks_of_a_fact_that_cannot_be_yet_is_looked_up_in_that_case() -> None:
    world = bench(Path(__file__).parents[1] / "ground" / "not-yet.md")
    keeping, cases = Hearers(world.library), world.library.cases
    asked = Asked("admission", Claim("admit", ("the Mill", "Anselm")))
    said = {}
    for id in ("early", "supposed", "looked-for", "undated", "early"):
        ruling = keeping.about(cases[id]).hear("not-yet", cases[id], asked)
        assert isinstance(ruling, Ruling)
        said[id] = ruling.outcome.value
    assert said == {"early": "forbidden", "supposed": "permitted", "looked-for": None, "undated": None}
    assert len(keeping.casts) == 1


def test_no_more_are_kept_than_said() -> None:
    keeping = Hearers(LIBRARY, casts=KeptCasts(2))
    for id in list(LIBRARY.cases)[:6]:
        case = LIBRARY.cases[id]
        for asked in _asked(case):
            ruling = keeping.about(case).hear("hizb-qa", case, asked)
            assert not isinstance(ruling, Ruling) or ruling == BENCH.hear("hizb-qa", case, asked)
    assert len(keeping.casts) == 2
