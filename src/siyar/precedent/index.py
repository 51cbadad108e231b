"""The same constraint over many decisions at once: one bit of a Python integer for each decision.

A factor is the integer whose bits are the decisions that have it. What a new case forces is then a few dozen operations
on whole integers, however many decisions there are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from siyar.precedent.casebase import CaseBase, Decision, Dimension, Side, Situation, Value
from siyar.precedent.consistency import Conflict
from siyar.precedent.constraint import Constraint, Model


@dataclass(frozen=True, slots=True)
class _Line:
    """The decisions in the order of a value of one dimension: ``upto[i]`` those with one of the first i values."""

    values: tuple[Value, ...]
    upto: tuple[int, ...]

    def least(self, value: Value) -> int:
        """The decisions whose value is at least this one."""
        return self.upto[-1] & ~self.upto[bisect_left(self.values, value)]

    def most(self, value: Value) -> int:
        return self.upto[bisect_right(self.values, value)]


def _line(values: Mapping[int, Value]) -> _Line:
    by_value: dict[Value, int] = {}
    for bit, value in values.items():
        by_value[value] = by_value.get(value, 0) | 1 << bit
    ordered, upto = sorted(by_value), [0]
    for value in ordered:
        upto.append(upto[-1] | by_value[value])
    return _Line(tuple(ordered), tuple(upto))


@dataclass(frozen=True, slots=True)
class Index:
    """A case base laid out for asking. ``forced`` gives what `constraint` gives."""

    base: CaseBase
    _sides: Mapping[Side, int]
    _has: Mapping[str, int]
    _needs: Mapping[str, int]  # of a factor: the decisions whose reason names it
    _value: Mapping[str, _Line]
    _magnitude: Mapping[tuple[str, Side], _Line]  # the decisions for a side whose reason names the dimension
    _rest: Mapping[tuple[str, Side], _Line]  # those with a value of it that their reason does not name

    @staticmethod
    def of(base: CaseBase) -> Index:
        sides = dict.fromkeys(Side, 0)
        has = {f.name: 0 for f in base.factors}
        needs = dict(has)
        value: dict[str, dict[int, Value]] = {d.name: {} for d in base.dimensions}
        magnitude: dict[tuple[str, Side], dict[int, Value]] = {(d.name, s): {} for d in base.dimensions for s in Side}
        rest: dict[tuple[str, Side], dict[int, Value]] = {key: {} for key in magnitude}
        for i, decision in enumerate(base.decisions):
            sides[decision.side] |= 1 << i
            for f in decision.situation.factors:
                has[f] |= 1 << i
            for f in decision.reason.factors:
                needs[f] |= 1 << i
            for d, v in decision.situation.values.items():
                value[d][i] = v
                if d not in decision.reason.magnitudes:
                    rest[d, decision.side][i] = v
            for d, v in decision.reason.magnitudes.items():
                magnitude[d, decision.side][i] = v
        return Index(
            base,
            sides,
            has,
            needs,
            {d: _line(v) for d, v in value.items()},
            {key: _line(v) for key, v in magnitude.items()},
            {key: _line(v) for key, v in rest.items()},
        )

    def constraint(self, new: Situation, model: Model = Model.REASON) -> Constraint:
        """What the base forces in a new case, and by which decisions, in the order of the base."""
        found = {side: tuple(self._decisions(self._undistinguished(new, side, model))) for side in Side}
        return Constraint(model, found[Side.FOR], found[Side.AGAINST])

    def conflicts(self, model: Model = Model.REASON) -> tuple[Conflict, ...]:
        """What `conflicts` finds, for bases without dimensions; with dimensions it is not offered here."""
        if self.base.dimensions:
            raise ValueError("a base with dimensions is compared pair by pair: `conflicts`")
        found = []
        for i, one in enumerate(self.base.decisions):
            given = one.situation.factors if model is Model.RESULT else one.reason.factors
            against = self._sides[one.side.other]
            wanted = self._needs if model is not Model.RESULT else self._has
            for f in self.base.favouring(given, one.side):
                against &= self._has[f]  # its reason was there, and lost
            for f, side in self.base.favoured.items():
                if side is not one.side and f not in one.situation.factors:
                    against &= ~wanted[f]  # the other's reason was not here
            found += [Conflict(one, other) for other in self._decisions(against >> (i + 1) << (i + 1))]
        return tuple(found)

    def _undistinguished(self, new: Situation, side: Side, model: Model) -> int:
        """The decisions for a side that differ in nothing relevant, as bits."""
        left = self._sides[side]
        wanted = self._has if model is Model.RESULT else self._needs
        for factor, favours in self.base.favoured.items():
            if favours is side and factor not in new.factors:
                left &= ~wanted[factor]
            elif favours is not side and factor in new.factors:
                left &= self._has[factor]
        for d in self.base.dimensions:
            left &= self._reached(d, new, side, model)
        return left

    def _reached(self, d: Dimension, new: Situation, side: Side, model: Model) -> int:
        """The decisions that a dimension does not set apart from the new case."""
        told = self._value[d.name].upto[-1]
        if d.name not in new.values:
            named = self._magnitude[d.name, side].upto[-1] if model is Model.REASON else 0
            return ~(told | named)
        value = new.values[d.name]
        if model is not Model.REASON:
            return _no_better(self._value[d.name], d, side, value)
        return _no_better(self._magnitude[d.name, side], d, side, value) | _no_better(
            self._rest[d.name, side], d, side, value
        )

    def _decisions(self, bits: int) -> Iterator[Decision]:
        while bits:
            lowest = bits & -bits
            yield self.base.decisions[lowest.bit_length() - 1]
            bits ^= lowest


def _no_better(line: _Line, d: Dimension, side: Side, value: Value) -> int:
    """Those whose value favours the side no more than this one."""
    return line.most(value) if side is d.towards else line.least(value)
