"""The door of clingo: a program of numbered atoms, grown rule by rule, solved under assumptions.

Clingo (Gebser, Kaminski, Kaufmann and Schaub, "Multi-shot ASP solving with clingo", 2019) comes with the extra `space`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import clingo

T = TypeVar("T")

NEEDS = 'search in spaces too large to go through needs the extra `space`: pip install "siyar[space]"'


class Missing(Exception):
    """Clingo is not installed; says what to install."""

    def __init__(self) -> None:
        super().__init__(NEEDS)


def installed() -> bool:
    """Whether clingo is there."""
    from importlib.util import find_spec

    return find_spec("clingo") is not None


class Solver:
    """A logic program of ground rules. A literal is an atom's number, negative for "not"; atom `TRUE` holds."""

    TRUE: int

    def __init__(self) -> None:
        try:
            import clingo
        except ModuleNotFoundError:
            raise Missing from None
        self._control = clingo.Control(["1", "--warn=none"], logger=lambda code, text: None)
        self._backend: clingo.Backend | None = None
        self._writing = ExitStack()
        self.TRUE = self.atom()
        self.rule(self.TRUE)

    def _open(self) -> clingo.Backend:
        if self._backend is None:
            self._backend = self._writing.enter_context(self._control.backend())
        return self._backend

    def atom(self) -> int:
        """A new atom."""
        return self._open().add_atom()

    def rule(self, head: int, body: Sequence[int] = ()) -> None:
        """The head holds if the body does."""
        self._open().add_rule([head], body)

    def never(self, body: Sequence[int]) -> None:
        """The body never holds."""
        self._open().add_rule([], body)

    def choice(self, heads: Sequence[int]) -> None:
        """Any of the heads may hold."""
        self._open().add_rule(heads, choice=True)

    def one_of(self, heads: Sequence[int]) -> None:
        """Exactly one of the heads holds."""
        self.choice(heads)
        self.never([-head for head in heads])
        self.never([self.at_least(2, heads)])

    def at_least(self, bound: int, body: Sequence[int]) -> int:
        """An atom that holds where so many of the body do."""
        found = self.atom()
        self._open().add_weight_rule([found], bound, [(literal, 1) for literal in body])
        return found

    def all_of(self, body: Iterable[int]) -> int:
        """A literal that holds where all of the body do."""
        wanted = [literal for literal in dict.fromkeys(body) if literal != self.TRUE]
        if -self.TRUE in wanted:
            return -self.TRUE
        if len(wanted) < 2:
            return wanted[0] if wanted else self.TRUE
        found = self.atom()
        self.rule(found, wanted)
        return found

    def any_of(self, bodies: Iterable[int]) -> int:
        """A literal that holds where any of the others does."""
        wanted = [literal for literal in dict.fromkeys(bodies) if literal != -self.TRUE]
        if self.TRUE in wanted:
            return self.TRUE
        if len(wanted) < 2:
            return wanted[0] if wanted else -self.TRUE
        found = self.atom()
        for literal in wanted:
            self.rule(found, [literal])
        return found

    def model(self, assuming: Sequence[int], read: Callable[[Callable[[int], bool]], T]) -> T | None:
        """What is read off the first model under assumptions, literal by literal; None where there is none."""
        self._close()
        with self._control.solve(assumptions=list(assuming), yield_=True) as handle:
            for model in handle:

                def holds(literal: int, true: Callable[[int], bool] = model.is_true) -> bool:
                    return true(literal) if literal > 0 else not true(-literal)

                return read(holds)
        return None

    def core(self, assuming: Sequence[int]) -> tuple[int, ...] | None:
        """Some of the assumptions under which there is no model; None where there is one under all of them."""
        self._close()
        with self._control.solve(assumptions=list(assuming), yield_=True) as handle:
            if handle.get().satisfiable:
                return None
            core = set(handle.core())
        return tuple(literal for literal in assuming if literal in core)

    def _close(self) -> None:
        if self._backend is not None:
            self._writing.close()
            self._backend = None
