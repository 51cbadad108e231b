"""The door to ibis: conditions and formulas as expressions over a table, stage by stage.

The answers on a row depend on its marks alone: on which conditions of the mapping it meets. Rows with the same marks
are of one kind, and are answered once (`siyar.batch.kinds`).

A stage selects what later stages need and nothing else; nothing is composed in Python beyond a stage, since ibis would
write what is used twice out twice. Only comparisons with constants, AND, OR, NOT, CASE and joining of words are used:
what every engine means alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import ibis

from siyar.batch.compiled import IMPOSSIBLE, NOT_ADDRESSED, Answered, Compiled
from siyar.batch.conditions import AllOf, AnyOf, Condition, Known, Negation, Scaled, Test, Value
from siyar.batch.facts import Left
from siyar.batch.mapping import Line
from siyar.batch.outputs import CODE, ROW, RULED
from siyar.engines.sql.formulas import Column, Every, Formula, Not, Some, columns

Expression: TypeAlias = Any  # ibis has no types of its own to speak of

#: Lines told in one whole number of the code of a row.
WIDTH = 60


def answers(table: Expression, found: Compiled, *, keep: Sequence[str] = (), prose: bool = True) -> Expression:
    """The table with the answers in place of its columns, those of the key and ``keep`` excepted.

    ``prose``: with the code from which a row is explained, and the number of the row where the table has one.
    """
    kept = kept_columns(table, found, keep)
    signs = dict(marks(table, found))
    carried = {f"kept{i}": table[name] for i, name in enumerate(kept)}
    if prose:
        holds = [signs[f"l{i}"] for i in range(len(found.mapping.lines))]
        words = [packed(holds[i : i + WIDTH]) for i in range(0, len(holds), WIDTH)]
        carried["kept_code"] = code(words) + amounts(table, found.mapping.lines, holds)
    said = answered(table.select(**carried, **signs), found, tuple(carried))
    names = dict(zip(carried, [*kept, CODE] if prose else kept, strict=True))
    return said.select(**{names.get(c, c): said[c] for c in said.columns})


def kept_columns(table: Expression, found: Compiled, keep: Sequence[str]) -> list[str]:
    """The number of the row, the key and ``keep``, those of them that the table has."""
    return [c for c in dict.fromkeys((ROW, *found.mapping.key, *keep)) if c in table.columns]


def marks(table: Expression, found: Compiled) -> Iterator[tuple[str, Expression]]:
    """All that the answers look at, as truth values: which lines hold (``l…``), which doctrines address the row
    (``a…``), and which conditions on amounts are met (``m…``). Their order is that of `mark_names`."""
    for i, line in enumerate(found.mapping.lines):
        yield f"l{i}", _holds(table, line)
    for i, doctrine in enumerate(_addressing(found)):
        yield f"a{i}", _true(_condition(table, found.mapping.addressed[doctrine]))
    for i, j, condition in _amounts(found):
        yield f"m{i}_{j}", _true(_condition(table, condition))


def mark_names(found: Compiled) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the marks: of the lines, and of the others."""
    others = [f"a{i}" for i in range(len(_addressing(found)))] + [f"m{i}_{j}" for i, j, _ in _amounts(found)]
    return tuple(f"l{i}" for i in range(len(found.mapping.lines))), tuple(others)


def _addressing(found: Compiled) -> list[str]:
    asked = dict.fromkeys(each.program.doctrine for each in found.answered)
    return [doctrine for doctrine in asked if doctrine in found.mapping.addressed]


def answered(now: Expression, found: Compiled, carried: Sequence[str]) -> Expression:
    """The answers on a table of marks, in stages; ``carried``: columns that are carried along, first in the result."""
    addressed = _addressing(found)
    kept = [*carried, *(f"a{i}" for i in range(len(addressed)))]
    lefts = {column: _left(now, i, left) for i, (left, column) in enumerate(found.table.left.items())}
    now = now.select(**{c: now[c] for c in kept}, **lefts)
    stages = list(found.table.plan.stages())
    for place, formulas in enumerate(stages):
        later = {c for each in stages[place + 1 :] for f in each.values() for c in columns(f)}
        here = [c for c in now.columns if c in kept or c in later or c in found.table.plan.results]
        now = now.select(**{c: now[c] for c in here}, **{n: formula(now, f) for n, f in formulas.items()})
    said: dict[str, Expression] = {}
    for each in found.answered:
        doctrine = each.program.doctrine
        spoken_to = now[f"a{addressed.index(doctrine)}"] if doctrine in addressed else None
        said.update(_said(now, each, spoken_to))
    return now.select(**{c: now[c] for c in carried}, **said)


def formula(table: Expression, wanted: Formula) -> Expression:
    """A formula over the columns of a table."""
    match wanted:
        case Column(name):
            return table[name]
        case Not(part):
            return ~formula(table, part)
        case Every(parts):
            return _balanced([formula(table, p) for p in parts], lambda a, b: a & b, True)
        case Some(parts):
            return _balanced([formula(table, p) for p in parts], lambda a, b: a | b, False)


def _balanced(parts: list[Expression], join: Callable[[Expression, Expression], Expression], empty: bool) -> Expression:
    """Joined two by two, so that no expression is deeper than it must be."""
    if not parts:
        return ibis.literal(empty)
    while len(parts) > 1:
        pairs = zip(parts[::2], parts[1::2], strict=False)
        parts = [join(a, b) for a, b in pairs] + ([parts[-1]] if len(parts) % 2 else [])
    return parts[0]


# --------------------------------------------------------------------------- what a row gives


def _condition(table: Expression, wanted: Condition) -> Expression:
    match wanted:
        case Known(column):
            return table[column].notnull()
        case Negation(part):
            return ~_condition(table, part)
        case AllOf(parts):
            return _balanced([_condition(table, p) for p in parts], lambda a, b: a & b, True)
        case AnyOf(parts):
            return _balanced([_condition(table, p) for p in parts], lambda a, b: a | b, False)
        case Scaled(column, factor, relation, other, other_factor):
            return _compared(table[column] * factor, relation, table[other] * other_factor)
        case Test(names, relation, values):
            each = [_test(table[name], relation, values) for name in names]
            return _balanced(each, lambda a, b: a | b, False)


def _test(column: Expression, relation: str, values: tuple[Value, ...]) -> Expression:
    if relation == "in":
        return _balanced([column == value for value in values], lambda a, b: a | b, False)
    return _compared(column, relation, values[0])


def _compared(one: Expression, relation: str, other: object) -> Expression:
    match relation:
        case "=":
            return one == other
        case "!=":
            return one != other
        case "<":
            return one < other
        case "<=":
            return one <= other
        case ">":
            return one > other
        case _:
            return one >= other


def _true(condition: Expression) -> Expression:
    """Whether it is so; neither what is not so nor what is unknown is."""
    return condition.fill_null(False)


def _holds(table: Expression, line: Line) -> Expression:
    holds = _condition(table, line.when)
    if line.amount:
        holds = holds & table[line.amount.bounds[0]].notnull()
    return _true(holds)


def _amounts(found: Compiled) -> Iterator[tuple[int, int, Condition]]:
    for i, left in enumerate(found.table.left):
        for j, (_, condition) in enumerate(left.amounts):
            yield i, j, condition


def _left(table: Expression, number: int, left: Left) -> Expression:
    parts = [~table[f"l{line}"] for line in left.barring]
    for j, (lines, _) in enumerate(left.amounts):
        parts.append(~_balanced([table[f"l{i}"] for i in lines], lambda a, b: a & b, True) | table[f"m{number}_{j}"])
    return _balanced(parts, lambda a, b: a & b, True)


def packed(holds: Sequence[Expression]) -> Expression:
    """A whole number of one bit a truth value."""
    if not holds:
        return ibis.literal(0, "int64")
    return _balanced([h.cast("int64") * (1 << i) for i, h in enumerate(holds)], lambda a, b: a + b, False)


def code(words: Sequence[Expression]) -> Expression:
    """Which lines hold, as whole numbers of one bit a line joined by ``.``; then come the `amounts`."""
    found = words[0].cast("string") if words else ibis.literal("")
    for word in words[1:]:
        found = found + "." + word.cast("string")
    return found


def amounts(table: Expression, lines: Sequence[Line], holds: Sequence[Expression]) -> Expression:
    """The amounts of the lines that have one, each after a ``:``, nothing where the line does not hold."""
    found = ibis.literal("")
    for line, so in zip(lines, holds, strict=True):
        if line.amount:
            amount = table[line.amount.bounds[0]]
            whole = (amount == amount.floor()).ifelse(amount.cast("int64").cast("string"), amount.cast("string"))
            found = found + ":" + so.ifelse(whole, "")
    return found


# --------------------------------------------------------------------------- what is said


def _said(table: Expression, each: Answered, addressed: Expression | None) -> Iterator[tuple[str, Expression]]:
    verdicts = [(table[f"{each.name}__v{i}"], v) for i, v in enumerate(each.program.verdicts)]
    not_a_case = table[f"{each.name}__impossible"]
    outside = [(~addressed, NOT_ADDRESSED)] if addressed is not None else []
    of: dict[str, Expression] = {
        "value": _cases(outside_null(outside), [(w, v.outcome.value) for w, v in verdicts if v.outcome.value]),
        "status": _cases(outside, [(not_a_case, IMPOSSIBLE), *((w, v.outcome.status.value) for w, v in verdicts)]),
        "because": _cases(
            outside_null(outside), [(w, v.outcome.because.value) for w, v in verdicts if v.outcome.because]
        ),
    }
    settled = _balanced([w for w, v in verdicts if v.settled], lambda a, b: a | b, False)
    heard = ~not_a_case if addressed is None else ~not_a_case & addressed
    of["settled"] = heard.ifelse(settled, ibis.null("boolean"))
    rules = [table[f"{each.name}__r{i}"].ifelse(f" {name}", "") for i, (name, _) in enumerate(each.program.deciding)]
    joined = _balanced(rules, lambda a, b: a + b, False) if rules else ibis.literal("")
    spoken = joined.substr(1).nullif("")  # without the space before the first
    of["rule"] = spoken if addressed is None else addressed.ifelse(spoken, ibis.null("string"))
    for name in RULED:
        yield f"{each.name}_{name}", of[name]


def outside_null(outside: Iterable[tuple[Expression, str]]) -> list[tuple[Expression, None]]:
    """The same rows, of which nothing is said."""
    return [(when, None) for when, _ in outside]


def _cases(first: Iterable[tuple[Expression, str | None]], then: Iterable[tuple[Expression, str]]) -> Expression:
    """The words of the first condition that holds; conditions with the same words are one."""
    branches: list[tuple[Expression, Expression]] = [
        (when, ibis.null("string") if words is None else ibis.literal(words)) for when, words in first
    ]
    grouped: dict[str, list[Expression]] = {}
    for when, words in then:
        grouped.setdefault(words, []).append(when)
    branches += [(_balanced(g, lambda a, b: a | b, False), ibis.literal(words)) for words, g in grouped.items()]
    if not branches:
        return ibis.null("string")
    return ibis.cases(*branches, else_=ibis.null("string"))
