"""The door of numba: the functions of `kernel` and `circles` as they stand, or compiled where that pays.

Compiling takes some seconds and is done anew in each process: nothing is kept on disk, so nothing is unpickled. The
compiled functions read and write the very arrays that the others use, so that one step of the work can be compiled and
the next not. Where the extra ``space`` is not installed everything runs as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib.util import find_spec
from typing import Any, TypeVar

from siyar.engines.counting.net import Ints

T = TypeVar("T", bound=tuple[Any, ...])

#: From how many literals, rules and conditions on compiling is faster than not compiling; and once it is done. Circles
#: cost three times as much as counting, so that there it pays from a third of that on.
PAYS, PAYS_AGAIN = 4_000_000, 20_000

_ready: set[str] = set()


@cache
def available() -> bool:
    """Whether numba is installed, without importing it."""
    return all(find_spec(name) is not None for name in ("numba", "numpy"))


def worthwhile(what: str, size: int) -> bool:
    """Whether to compile ``what`` for a theory of that size."""
    pays = PAYS // 3 if what == "circles" else PAYS
    return size >= (PAYS_AGAIN if what in _ready else pays) and available()


def compiled(what: str, functions: Iterable[Callable[..., Any]]) -> tuple[Callable[..., Any], ...]:
    """The functions compiled; each when it is first called with arguments of its kinds."""
    _ready.add(what)
    return tuple(map(_compiled, functions))


@cache
def _compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    from numba import njit

    made: Callable[..., Any] = njit(function)
    return made


def view(arrays: T) -> T:
    """The same memory as compiled functions take it."""
    kind: Any = type(arrays)
    made: T = kind(*map(view_of, arrays))
    return made


def view_of(array: Ints[int]) -> Any:
    import numpy

    kind = numpy.int8 if array.typecode == "b" else numpy.intc
    return numpy.frombuffer(array, kind) if len(array) else numpy.zeros(1, kind)
