"""The tables of the grammar, by lark: ``python -m tests.language.make_tables`` writes them beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lark import Lark
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

import siyar.language

GRAMMAR = Path(siyar.language.__file__).with_name("siyar.lark")
TABLES = GRAMMAR.with_name("siyar.tables.json")


class Given(Lexer):
    """Tokens come one by one from the scanner; there is nothing to lex."""

    def __init__(self, _conf: Any) -> None:
        pass

    def lex(self, _state: Any, _parser: Any) -> Iterator[Any]:
        return iter(())


def grammar() -> Lark:
    """The grammar as lark runs it."""
    return Lark(GRAMMAR.read_text(encoding="utf-8"), parser="lalr", lexer=Given, maybe_placeholders=False)


def tables() -> str:
    """Lark's tables in the form `siyar.language.automaton` reads, the same at every run."""
    made = grammar()
    table = made.parser.parser._parse_table
    reduced = {str(rule.origin.name) for rule in made.rules}
    order = _reached(table)
    number = {state: i for i, state in enumerate(order)}
    rules: dict[tuple[str, int], int] = {}
    actions: list[dict[str, int]] = []
    for state in order:
        row: dict[str, int] = {}
        for name, (action, to) in sorted(table.states[state].items()):
            if action is Shift:
                row[name] = number[to]
            else:
                rule = str(to.origin.name), len(to.expansion)
                row[name] = -rules.setdefault(rule, len(rules)) - 1
        actions.append(row)
    kept = {
        "start": number[table.start_states["start"]],
        "end": number[table.end_states["start"]],
        "tokens": sorted({name for row in actions for name in row} - reduced),
        "rules": [list(rule) for rule in rules],
        "actions": actions,
    }
    rows = ",\n".join(f'"{name}": {_row(value)}' for name, value in kept.items())
    return f"{{\n{rows}\n}}\n"


def _row(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in value) + "\n]"
    return json.dumps(value)


def _reached(table: Any) -> list[Any]:
    """The states in the order in which they are reached, names in order: lark numbers them anew in every process."""
    order, seen = [table.start_states["start"]], {table.start_states["start"]}
    for state in order:
        for _, (action, to) in sorted(table.states[state].items()):
            if action is Shift and to not in seen:
                seen.add(to)
                order.append(to)
    return order


if __name__ == "__main__":
    TABLES.write_text(tables(), encoding="utf-8")
