"""What the lines of a mapping leave of the facts that one sentence of one doctrine turns on, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from siyar.batch.amounts import compared, within
from siyar.batch.conditions import ALWAYS, Condition
from siyar.batch.mapping import Line, TableMapping
from siyar.engines.bits.space import single_bits
from siyar.engines.sql import FALSE, TRUE, Column, Formula, Plan, every, some
from siyar.framing import Frame
from siyar.ground import Said
from siyar.ground.accounts import Key, key
from siyar.hearing import Asked, posed
from siyar.model import Case, CaseLine, Claim, Denial, LineKind, Quantity, Relation, Term
from siyar.study.joint import Joint, laid, together
from siyar.theory import Atom


class NoCase(Exception):
    """What the mapping says of every row makes every case impossible."""


@dataclass(frozen=True, slots=True)
class Left:
    """When a row leaves a fact one of its values.

    ``barring``: lines that, where one of them holds, leave it out; ``amounts``: where some lines hold together, the
    condition without which their amounts leave it out.
    """

    barring: tuple[int, ...] = ()
    amounts: tuple[tuple[tuple[int, ...], Condition], ...] = ()


class Table:
    """What the programs of one table share: a column for each way of leaving a value, and the plan over them."""

    def __init__(self) -> None:
        self.left: dict[Left, str] = {}
        self.plan = Plan(())

    def column(self, left: Left) -> Formula:
        """The column that says a value is left; what nothing leaves out is always left."""
        if left == Left():
            return TRUE
        if left not in self.left:
            self.left[left] = f"f{len(self.left)}"
            self.plan.level[self.left[left]] = 0
        return Column(self.left[left])


class Facts:
    """The facts of one sentence of one doctrine, with the columns that say what a row leaves of each.

    ``open``: the values that the mapping's parties leave, by fact; ``space``: all cases, and what is said in each.
    Raises `TooManyCases` (see `siyar.study.joint`) and `NoCase`.
    """

    def __init__(self, frame: Frame, mapping: TableMapping, asked: Asked, table: Table) -> None:
        self.frame, self.mapping, self.asked, self.plan = frame, mapping, asked, table.plan
        always = [line for line in mapping.lines if line.when == ALWAYS and line.amount is None]
        self.case = _with(mapping.case, always)
        grounded, self.theory, self.atom = posed(frame, self.case, asked)
        self.grounded = grounded
        given = self._given_by_lines()
        space = laid([frame], self.case, asked, beside=given)
        if space is None:
            raise NoCase
        linked = {q.atom for literals in space.barred for q in literals}
        in_question = set(self.theory.open) | {name for name in given if name in linked}
        self.open = {name: mask for name, mask in grounded.theory.open.items() if name in in_question}
        self.columns = {
            name: tuple(table.column(left) for left in each)
            for name, each in self._facts(given)
            if any(left != Left() for left in each)
        }
        self.space: Joint = together(space)

    def _given_by_lines(self) -> dict[str, dict[int, list[int]]]:
        """For each fact of the doctrine and each of its values, the lines that leave it out."""
        given: dict[str, dict[int, list[int]]] = {}
        everything = {n: m for n, m in self.grounded.theory.open.items() if n != self.atom or n in self.theory.open}
        for place, line in enumerate(self.mapping.lines):
            if line.amount is not None or line.when == ALWAYS:
                continue
            # What a line leaves is what the case says that is made of it alone.
            made, _, _ = posed(self.frame, _with(self.case, [line]), self.asked)
            for name, mask in everything.items():
                left = made.theory.facts.get(name, mask)
                for value, barred in enumerate(single_bits(mask)):
                    if not left & barred:
                        given.setdefault(name, {}).setdefault(value, []).append(place)
        return given

    def _facts(self, given: Mapping[str, Mapping[int, Sequence[int]]]) -> Iterator[tuple[str, tuple[Left, ...]]]:
        lines = enumerate(self.mapping.lines)
        amounts = {(line.claim.sentence, line.claim.arguments): (i, line) for i, line in lines if line.amount}
        for name, mask in self.open.items():
            cells = tuple(self._cells(self.grounded.theory.atoms[name], amounts))
            barring = given.get(name, {})
            yield (
                name,
                tuple(
                    Left(tuple(barring.get(i, ())), tuple((lines, each[i]) for lines, each in cells))
                    for i in range(len(single_bits(mask)))
                ),
            )

    def _cells(
        self, atom: Atom, amounts: Mapping[tuple[str, tuple[Term, ...]], tuple[int, Line]]
    ) -> Iterator[tuple[tuple[int, ...], tuple[Condition, ...]]]:
        said = atom.origin
        if not isinstance(said, Said):
            return
        if said.comparison is None:
            place = amounts.get((said.sentence.id, said.arguments))
            if place and said.sentence.measure:
                amount = place[1].amount
                assert amount is not None
                yield (place[0],), tuple(within(cell, amount) for cell in said.cells)
            return
        assert said.comparison.comparison is not None
        than = said.comparison.comparison.than
        assert isinstance(than, Claim)
        keys = (key(said.comparison), key(than))
        places = tuple(amounts[k][0] for k in keys if k in amounts)
        sides = [amounts[k][1].amount if k in amounts else self._fixed(k) for k in keys]
        one, other = sides
        if places and one and other:
            yield places, compared(said.comparison.comparison.relation, one, other)

    def _fixed(self, wanted: Key) -> Quantity | None:
        """The quantity that every row has."""
        for line in self.case.lines:
            said = line.claim.comparison
            if said is None or key(line.claim) != wanted or line.claim.denial is not Denial.NONE:
                continue
            if said.relation in (Relation.IS, Relation.ON) and isinstance(said.than, Quantity):
                return said.than
        return None

    def possible(self, name: str, value: int) -> Formula:
        """Whether a row leaves a fact its value number ``value``."""
        return self.columns[name][value] if name in self.columns else TRUE

    def left_open(self, name: str) -> Formula:
        """Whether a row leaves a fact more than one value."""
        if name not in self.open:
            return FALSE
        values = range(len(single_bits(self.open[name])))
        pairs = combinations(values, 2)
        return self.plan.named(some(every([self.possible(name, a), self.possible(name, b)]) for a, b in pairs))


def _with(case: Case, lines: Iterable[Line]) -> Case:
    return replace(case, lines=(*case.lines, *(CaseLine(LineKind.GIVEN, line.claim, span=line.span) for line in lines)))
