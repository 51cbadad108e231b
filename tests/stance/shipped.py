"""What ships with Siyar, read once: the library, its doctrines under every reading, its acts of force."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from siyar.model import Doctrine, Library, Sentence, SentenceKind
from siyar.workbench import Workbench


@cache
def bench() -> Workbench:
    return Workbench.open()


def library() -> Library:
    return bench().library


def doctrines() -> list[str]:
    return list(library().doctrines)


def acts_of_force(of: Library) -> list[Sentence]:
    """Every act marked `kind force`, wherever it is declared."""
    return [s for s in of.sentences().values() if s.kind is SentenceKind.ACT and s.force]


def every_reading(doctrine: Doctrine) -> Iterator[dict[str, str]]:
    """Every choice of an option for every reading, whether or not it can matter to anything."""
    options = [[(r.id, option.id) for option in r.options] for r in doctrine.readings]
    yield from (dict(pick) for pick in product(*options))
