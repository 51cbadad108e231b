"""The order of lines in a block, by the tables that lark makes of ``siyar.lark``.

The grammar is LALR(1) over line tokens. Lark works its tables out anew in every process, which takes longer than to
read a file with them; so they are kept as data in ``siyar.tables.json``, made by ``python -m
tests.language.make_tables``, and a test sees that they are those of the grammar (ADR 0010). What is left is the
textbook loop of shift and reduce: Aho, Lam, Sethi and Ullman, "Compilers" (2nd ed., 2006), section 4.6.3.

>>> order = Order.of("A_TYPE")
>>> order.finished, sorted(order.next), order.take("TEXT")
(True, ['IS_A', 'MEANS', 'NOTE'], False)
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

END = "$END"


@dataclass(frozen=True, slots=True)
class Tables:
    """``actions`` of each state, by token or by what was reduced to.

    An action n ≥ 0 shifts to state n, n < 0 reduces by rule -n-1. A rule is what it reduces to, and how many states it
    takes back.
    """

    start: int
    end: int
    actions: tuple[dict[str, int], ...]
    rules: tuple[tuple[str, int], ...]
    tokens: frozenset[str]


@cache
def tables() -> Tables:
    """The tables shipped beside the grammar."""
    kept = json.loads(Path(__file__).with_name("siyar.tables.json").read_text(encoding="utf-8"))
    return Tables(
        start=kept["start"],
        end=kept["end"],
        actions=tuple(kept["actions"]),
        rules=tuple((origin, size) for origin, size in kept["rules"]),
        tokens=frozenset(kept["tokens"]),
    )


class Order:
    """Where a block stands in the grammar: the lines taken so far, and which may come next."""

    __slots__ = ("_stack",)

    def __init__(self, stack: tuple[int, ...] = ()) -> None:
        self._stack = stack or (tables().start,)

    @classmethod
    def of(cls, *names: str) -> Order:
        order = cls()
        for name in names:
            order.take(name)
        return order

    def take(self, name: str) -> bool:
        """Take the next token; False, and nothing taken, where it cannot stand here."""
        stack = _fed(self._stack, name)
        if stack is None:
            return False
        self._stack = stack
        return True

    def copy(self) -> Order:
        return Order(self._stack)

    @property
    def next(self) -> frozenset[str]:
        """The tokens that can be taken."""
        here = tables().actions[self._stack[-1]].keys() & tables().tokens
        return frozenset(name for name in here if name != END and _fed(self._stack, name) is not None)

    @property
    def finished(self) -> bool:
        """Whether the block may end here."""
        return _fed(self._stack, END) is not None

    def finishing(self) -> frozenset[str]:
        """The lines any one of which would finish the block."""
        return _finishing(self._stack)


@cache
def _finishing(stack: tuple[int, ...]) -> frozenset[str]:
    # Kept: a file may hold thousands of blocks that are unfinished alike.
    ways = ((name, Order(stack)) for name in sorted(Order(stack).next))
    return frozenset(name for name, after in ways if after.take(name) and after.finished)


def _fed(stack: tuple[int, ...], name: str) -> tuple[int, ...] | None:
    """The stack after a token: reduce until it can be shifted, or, at the end, until the whole is there."""
    table = tables()
    states = list(stack)
    while True:
        action = table.actions[states[-1]].get(name)
        if action is None:
            return None
        if action >= 0:
            return (*states, action)
        origin, size = table.rules[-action - 1]
        if size:
            del states[-size:]
        states.append(table.actions[states[-1]][origin])
        if name == END and states[-1] == table.end:
            return tuple(states)
