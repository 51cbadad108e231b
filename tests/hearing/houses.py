"""The invented world of houses and guests: benches of its doctrines, and rulings asked of them in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from siyar.expectations import misses
from siyar.explain import Reason, WhyNot
from siyar.hearing import Asked, Ruling, hear_not
from siyar.language import read_claim
from siyar.model import Claim
from siyar.source import Text
from siyar.workbench import Workbench

HERE = Path(__file__).parent
WORLD = Text("world.md", (HERE / "world.md").read_text(encoding="utf-8"))


#: Three sources, two of them with a date.
SOURCES = tuple(
    Text(f"{id}.md", f"---\nsource: {id}\ntitle: The {id}\n{date}---\n")
    for id, date in (("old-book", "date: 1200\n"), ("new-book", "date: 1300\n"), ("oracle", ""))
)


def opened(*texts: Text) -> Workbench:
    """The world and these files, which must have no fault but what expectations find."""
    bench = Workbench.read((WORLD, *SOURCES, *texts), set())
    assert not bench.problems, [f"{p.code} {p.message} ({p.help})" for p in bench.problems]
    return bench


@cache
def bench(*paths: Path) -> Workbench:
    """The world and the files of a test."""
    return opened(*(Text(path.name, path.read_text(encoding="utf-8")) for path in paths))


def doctrine(blocks: str, *, head: str = "", id: str = "law") -> Text:
    """A doctrine of these blocks, encoded on every question of the world."""
    questions = "admission, table, market, pact, notion, limit"
    front = f"---\ndoctrine: {id}\ntitle: The {id}\nuses: houses\nquestions: {questions}\n{head}---\n"
    return Text(f"{id}.md", f"{front}\n```siyar\n{blocks.strip()}\n```\n")


CASE = """
case one
  House            the Mill
  Guest            Anselm
"""


def ask(
    bench: Workbench,
    about: str,
    *,
    case: str = "one",
    doctrine: str = "law",
    reading: Mapping[str, str] | None = None,
    without: Sequence[str] = (),
    propagating: bool = False,
) -> Ruling:
    """The ruling on a sentence written out in the names of the case."""
    asked = Asked("", topic(bench, about, case, doctrine))
    found = bench.hear(doctrine, bench.library.cases[case], asked, reading, without, propagating)
    assert isinstance(found, Ruling), found
    return found


def not_(bench: Workbench, about: str, word: str, *, case: str = "one", doctrine: str = "law") -> Ruling:
    """The ruling, with every obstacle to a word."""
    asked = Asked("", topic(bench, about, case, doctrine))
    found = hear_not(bench.library, bench.frame(doctrine), bench.library.cases[case], asked, word)
    assert isinstance(found, Ruling), found
    return found


def topic(bench: Workbench, about: str, case: str, doctrine: str) -> Claim:
    library = bench.library
    claim = read_claim(about, library, case=library.cases[case], doctrine=library.doctrines[doctrine])
    assert isinstance(claim, Claim), claim
    return claim


def word(ruling: Ruling) -> str:
    """What an expectation would say: the value, or the status and because."""
    outcome = ruling.outcome
    return outcome.value or f"{outcome.status.value}, {outcome.because.value if outcome.because else ''}".strip(", ")


def reasons(found: Sequence[Reason]) -> Iterator[Reason]:
    """All reasons of some trees, top down."""
    for reason in found:
        yield reason
        for met in reason.conditions:
            if met.node:
                yield from reasons((met.node,))
        yield from reasons(reason.parts)


def obstacles(found: Sequence[WhyNot]) -> Iterator[WhyNot]:
    """All obstacles, those below others too."""
    for obstacle in found:
        yield obstacle
        yield from obstacles(obstacle.below)


def expectations(paths: Sequence[Path]) -> list[ParameterSet]:
    """Every expectation written in the files, as parameters of a test: the file and the place in its doctrine."""
    found = []
    for path in paths:
        heads = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("expect ")]
        assert heads, f"{path.name} expects nothing"
        found += [
            pytest.param(path, i, id=f"{path.stem}: {line.removeprefix('expect ')}") for i, line in enumerate(heads)
        ]
    return found


def missed(bench: Workbench, place: int) -> list[str]:
    """What the expectation at that place of the one doctrine of the bench misses."""
    (doctrine,) = bench.library.doctrines.values()
    return [f"{p.message} ({p.help})" for p in misses(bench, doctrine.id, doctrine.expectations[place])]
