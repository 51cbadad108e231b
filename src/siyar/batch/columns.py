"""The door to ibis: conditions and formulas as expressions over a table, stage by stage.

A stage selects what later stages need and nothing else; nothing is composed in Python beyond a stage, since ibis would
write what is used twice out twice. Only comparisons with constants, AND, OR, NOT, CASE and joining of words are used:
what every engine means alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import ibis

from siyar.batch.compiled import IMPOSSIBLE, NOT_ADDRESSED, SAID, Answered, Compiled
from siyar.batch.conditions import AllOf, AnyOf, Condition, Known, Negation, Scaled, Test, Value
from siyar.batch.mapping import Line
from siyar.batch.program import Left
from siyar.engines.sql.formulas import Column, Every, Formula, Not, Some, columns

Expression: TypeAlias = Any  # ibis has no types of its own to speak of

#: Lines told in one whole number of the code of a row.
WIDTH = 60

ROW = "row"
CODE = "code"


def answers(table: Expression, found: Compiled, *, keep: Sequence[str] = (), prose: bool = True) -> Expression:
    """The table with the answers in place of its columns, those of the key and ``keep`` excepted.

    ``prose``: with the code from which a row is explained, and the number of the row where the table has one.
    """
    kept = [c for c in dict.fromkeys((ROW, *found.mapping.key, *keep)) if c in table.columns]
    asked = dict.fromkeys(each.program.doctrine for each in found.answered)
    addressed = [d for d in asked if d in found.mapping.addressed]
    lines = [_holds(table, line) for line in found.mapping.lines]
    stage = {f"l{i}": holds for i, holds in enumerate(lines)}
    stage |= {f"a{i}": _true(_condition(table, found.mapping.addressed[d])) for i, d in enumerate(addressed)}
    stage |= {f"m{i}_{j}": _true(_condition(table, c)) for i, j, c in _amounts(found)}
    if prose:
        stage[CODE] = _code(table, found.mapping.lines, lines)
    kept += [CODE] if prose else []
    kept += [f"a{i}" for i in range(len(addressed))]
    now = table.select(**{c: table[c] for c in kept if c in table.columns}, **stage)
    lefts = {column: _left(now, i, left) for i, (left, column) in enumerate(found.table.left.items())}
    now = now.select(**{c: now[c] for c in kept}, **lefts)
    stages = list(found.table.plan.stages())
    for place, formulas in enumerate(stages):
        later = {c for each in stages[place + 1 :] for f in each.values() for c in columns(f)}
        carried = [c for c in now.columns if c in kept or c in later or c in found.table.plan.results]
        now = now.select(**{c: now[c] for c in carried}, **{n: formula(now, f) for n, f in formulas.items()})
    said: dict[str, Expression] = {}
    for each in found.answered:
        doctrine = each.program.doctrine
        spoken_to = now[f"a{addressed.index(doctrine)}"] if doctrine in addressed else None
        said.update(_said(now, each, spoken_to))
    return now.select(**{c: now[c] for c in kept if not c.startswith("a") or c in table.columns}, **said)


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
        holds = holds & table[line.amount.column].notnull()
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


def _code(table: Expression, lines: Sequence[Line], holds: Sequence[Expression]) -> Expression:
    """Which lines hold, as whole numbers of one bit a line joined by ``.``, then the amounts, each after a ``:``."""
    numbers = []
    for start in range(0, len(lines), WIDTH):
        bits = [h.cast("int64") * (1 << i) for i, h in enumerate(holds[start : start + WIDTH])]
        numbers.append(_balanced(bits, lambda a, b: a + b, False).cast("string"))
    code = numbers[0] if numbers else ibis.literal("")
    for number in numbers[1:]:
        code = code + "." + number
    for line, so in zip(lines, holds, strict=True):
        if line.amount:
            amount = table[line.amount.column]
            whole = (amount == amount.floor()).ifelse(amount.cast("int64").cast("string"), amount.cast("string"))
            code = code + ":" + so.ifelse(whole, "")
    return code


# --------------------------------------------------------------------------- what is said


def _said(table: Expression, answered: Answered, addressed: Expression | None) -> Iterator[tuple[str, Expression]]:
    verdicts = [(table[f"{answered.name}__v{i}"], v) for i, v in enumerate(answered.program.verdicts)]
    not_a_case = table[f"{answered.name}__impossible"]
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
    rules = [
        table[f"{answered.name}__r{i}"].ifelse(f"{name} ", "") for i, (name, _) in enumerate(answered.program.deciding)
    ]
    joined = _balanced(rules, lambda a, b: a + b, False) if rules else ibis.literal("")
    spoken = joined.strip().nullif("")
    of["rule"] = spoken if addressed is None else addressed.ifelse(spoken, ibis.null("string"))
    for name in SAID:
        yield f"{answered.name}_{name}", of[name]


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
