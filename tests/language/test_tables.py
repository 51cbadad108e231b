"""The tables that ship are those lark makes of the grammar, and the loop over them does what lark does."""

from __future__ import annotations

import random
from typing import Any

import pytest
from lark import Token, UnexpectedToken

from siyar.language.automaton import Order
from siyar.language.automaton import tables as shipped
from tests.language.make_tables import TABLES, grammar, tables


def test_the_tables_are_those_of_the_grammar() -> None:
    assert TABLES.read_text(encoding="utf-8") == tables(), "run python -m tests.language.make_tables"


@pytest.mark.parametrize("seed", range(40))
def test_the_loop_walks_as_lark_does(seed: int) -> None:
    """Random blocks, mostly of lines that can stand: the same lines accepted, the same next ones, the same ends."""
    chance = random.Random(seed)
    names = sorted(shipped().tokens - {"$END"})
    parser: Any = grammar().parse_interactive()
    order = Order()
    for _ in range(30):
        can = order.next
        assert can == parser.accepts() - {"$END"}
        assert order.finished == ("$END" in parser.accepts())
        name = chance.choice(sorted(can)) if can and chance.random() < 0.8 else chance.choice(names)
        trial = parser.copy()
        try:
            trial.feed_token(Token(name, ""))
            taken = True
        except UnexpectedToken:
            taken = False
        assert order.copy().take(name) == taken, name
        if taken:
            parser = trial
            order.take(name)


def test_a_refused_line_takes_nothing() -> None:
    order = Order.of("A_TYPE", "IS_A")
    before = order.next
    assert not order.take("FORBIDDEN")
    assert order.next == before
