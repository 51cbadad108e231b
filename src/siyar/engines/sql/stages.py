"""Formulas that name each other, in stages: a stage looks only at columns of earlier stages and of the table.

A column that is used again is named once and never written out twice: nested expressions grow exponentially with the
depth of a doctrine, stages linearly.

>>> plan = Plan({"a": False, "b": False})
>>> both = plan.named(every([Column("a"), Column("b")]))
>>> plan.result("so", no(both))
>>> [list(stage) for stage in plan.stages()]
[['c0'], ['so']]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from siyar.engines.sql.formulas import Column, Every, Formula, Not, Some, columns, every, no

__all__ = ["Plan", "every", "no"]


class Plan:
    """Columns in the making over the columns of a table."""

    def __init__(self, table: Iterable[str], prefix: str = "c") -> None:
        self.prefix = prefix
        self.level: dict[str, int] = dict.fromkeys(table, 0)
        self.formulas: dict[str, Formula] = {}
        self.results: list[str] = []
        self._names: dict[Formula, Column] = {}

    def named(self, formula: Formula) -> Formula:
        """The formula itself where it is a column, its negation or a constant; else a column that holds it."""
        if isinstance(formula, Column) or (isinstance(formula, Not) and isinstance(formula.part, Column)):
            return formula
        if isinstance(formula, Every | Some) and not formula.parts:
            return formula
        if formula not in self._names:
            column = Column(f"{self.prefix}{len(self._names)}")
            self._names[formula] = column
            self._put(column.name, formula)
        return self._names[formula]

    def result(self, name: str, formula: Formula) -> None:
        """A column that is wanted under this name."""
        self._put(name, formula)
        self.results.append(name)

    def _put(self, name: str, formula: Formula) -> None:
        self.level[name] = 1 + max((self.level[c] for c in columns(formula)), default=0)
        self.formulas[name] = formula

    def stages(self) -> Iterator[Mapping[str, Formula]]:
        """The formulas that the results need, stage by stage; those no result needs are left out."""
        wanted: dict[str, None] = {}
        waiting = list(self.results)
        while waiting:
            name = waiting.pop()
            if name in self.formulas and name not in wanted:
                wanted[name] = None
                waiting += columns(self.formulas[name])
        found: dict[int, dict[str, Formula]] = {}
        for name, formula in self.formulas.items():
            if name in wanted:
                found.setdefault(self.level[name], {})[name] = formula
        for level in sorted(found):
            yield found[level]
