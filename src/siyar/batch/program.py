"""One sentence of one doctrine for every row of a table, as formulas: what is known, what is settled, and why.

What is known comes from the tags (`siyar.engines.sql.tags`); what is possible and settled from the decision diagram of
the sentence's whole case space (`siyar.study.joint`): a row can have an answer where some case that the row leaves open
ends in it, which is one formula a node.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import combinations
from operator import eq

from siyar.batch.conditions import ALWAYS, AllOf, Condition, Negation, Scaled, Test, Value
from siyar.batch.mapping import Line, TableMapping
from siyar.conclusion import Answer, Because, Status
from siyar.engines import bits
from siyar.engines.bits.diagrams import Diagrams
from siyar.engines.bits.space import single_bits
from siyar.engines.sql import FALSE, TRUE, Column, Formula, Plan, Tags, every, no, some, tags
from siyar.explain import speech
from siyar.framing import Frame
from siyar.ground import Instance, Said
from siyar.ground.accounts import key
from siyar.ground.cells import Cell
from siyar.hearing import Asked, Outcome
from siyar.hearing.hear import posed, speaks_of
from siyar.hearing.words import outcome
from siyar.model import Case, CaseLine, Claim, Denial, LineKind, Quantity, Relation, Term
from siyar.rows import least, opposed
from siyar.study.joint import Joint, laid, together
from siyar.theory import Atom, GroundRule, Kind, Literal

_RELATIONS = {
    Relation.IS: "=",
    Relation.MORE: ">",
    Relation.LESS: "<",
    Relation.AT_LEAST: ">=",
    Relation.AT_MOST: "<=",
}

#: Every way in which a row can be told apart from a ruling.
IMPOSSIBLE = "impossible"


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a row can be told, and when. The verdicts of a program exclude each other, and one of them holds."""

    when: Formula
    outcome: Outcome
    settled: bool


@dataclass(frozen=True, slots=True)
class Program:
    """A doctrine's answer on a sentence. ``deciding``: the rules that decide, each with when it does."""

    doctrine: str
    asked: Asked
    about: str
    facts: tuple[str, ...]  # the atoms that rows give
    verdicts: tuple[Verdict, ...]
    impossible: Formula
    deciding: tuple[tuple[str, Formula], ...]
    unmapped: tuple[str, ...]  # facts the answer can depend on that no line gives, in words
    cases: int


class NoCase(Exception):
    """What the mapping says of every row makes every case impossible."""


def program(frame: Frame, mapping: TableMapping, asked: Asked, about: str, table: Table) -> Program:
    """Compile one sentence of one doctrine into the plan of a table.

    Raises `TooManyCases` (see `siyar.study.joint`) and `NoCase`.
    """
    return _Compiler(frame, mapping, asked, about, table).program()


class _Compiler:
    def __init__(self, frame: Frame, mapping: TableMapping, asked: Asked, about: str, table: Table) -> None:
        self.frame, self.mapping, self.asked, self.about, self.plan = frame, mapping, asked, about, table.plan
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

    # ------------------------------------------------------------------ facts

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
                yield (place[0],), tuple(_within(cell, amount.column, amount.unit) for cell in said.cells)
            return
        assert said.comparison.comparison is not None
        than = said.comparison.comparison.than
        assert isinstance(than, Claim)
        one, two = (amounts.get((k[0], k[1])) for k in (key(said.comparison), key(than)))
        if one and two:
            a, b = one[1].amount, two[1].amount
            assert a is not None
            assert b is not None
            ratio = a.unit.low / b.unit.low
            relation = _RELATIONS[said.comparison.comparison.relation]
            holds = Scaled(a.column, ratio.numerator, relation, b.column, ratio.denominator)
            yield (one[0], two[0]), (holds, Negation(holds))

    def possible(self, name: str, value: int) -> Formula:
        """Whether a row leaves a fact its value number ``value``."""
        return self.columns[name][value] if name in self.columns else TRUE

    # ------------------------------------------------------------------ what is settled

    def _reach(self, diagrams: Diagrams, names: Sequence[str], root: int, ends: Callable[[Hashable], bool]) -> Formula:
        """Whether some case that a row leaves open ends in a label that is wanted."""
        known: dict[int, Formula] = {}

        def part(node: int) -> Formula:
            if node not in known:
                fact, children = diagrams.nodes[node]
                if fact == len(diagrams.sizes):
                    known[node] = TRUE if ends(diagrams.label(node)) else FALSE
                else:
                    name = names[fact]
                    steps = (every([self.possible(name, v), part(child)]) for v, child in enumerate(children))
                    known[node] = self.plan.named(some(steps))
            return known[node]

        return part(root)

    def _answers(self) -> dict[Answer, Formula]:
        names = [name for name, _ in self.space.facts]
        return {
            label[0]: self._reach(self.space.diagrams, names, self.space.root, partial(eq, label))
            for label in self.space.counts
        }

    def _allowed(self) -> tuple[Formula, dict[str, tuple[Formula, ...]]]:
        """Whether a row is a case that can be, and of the facts that impossibles mention what is forced (D12)."""
        barred = self.space.barred
        names = [n for n in self.open if any(q.atom == n for literals in barred for q in literals)]
        some_left = [some(each) for each in self.columns.values()]
        if not names:
            return every(some_left), {}
        values = {n: single_bits(self.open[n]) for n in names}
        diagrams = Diagrams([len(values[n]) for n in names])
        root, place = diagrams.leaf(True), {n: i for i, n in enumerate(names)}
        for literals in barred:
            cube = {place[q.atom]: _places(q.values, values[q.atom]) for q in literals}
            root = diagrams.cut(root, cube, {True: False})
        forced: dict[str, tuple[Formula, ...]] = {}
        for name in names:
            able = []
            for value in range(len(values[name])):
                others = {place[name]: ((1 << len(values[name])) - 1) & ~(1 << value)}
                fixed = diagrams.cut(root, others, {True: False})
                able.append(self._reach(diagrams, names, fixed, bool))
            forced[name] = tuple(
                self.plan.named(every([one, *(no(other) for j, other in enumerate(able) if j != i)]))
                for i, one in enumerate(able)
            )
        return every([*some_left, self._reach(diagrams, names, root, bool)]), forced

    # ------------------------------------------------------------------ what is known

    def _given(self, forced: Mapping[str, Sequence[Formula]]) -> Callable[[Literal], Formula]:
        def given(literal: Literal) -> Formula:
            name, mask = literal
            if name not in self.open:
                left = self.theory.facts.get(name)
                return TRUE if left is not None and left & ~mask == 0 else FALSE
            values = single_bits(self.open[name])
            outside = [i for i, value in enumerate(values) if not value & mask]
            said = every(no(self.possible(name, i)) for i in outside)
            one = [f for i, f in enumerate(forced.get(name, ())) if values[i] & mask]
            return self.plan.named(some([said, *one]))

        return given

    def left_open(self, name: str) -> Formula:
        """Whether a row leaves a fact more than one value."""
        if name not in self.open:
            return FALSE
        values = range(len(single_bits(self.open[name])))
        pairs = combinations(values, 2)
        return self.plan.named(some(every([self.possible(name, a), self.possible(name, b)]) for a, b in pairs))

    def without_rules(self) -> Because:
        """Why a doctrine without a rule on the sentence here is silent: none is written, or nobody fills one."""
        claim = self.asked.claim
        rules = (a.rule for a in self.frame.active if not a.rule.blocks)
        written = [r for r in rules if any(speaks_of(head, claim) for head in r.heads)]
        if not written:
            return Because.NO_RULE
        return Because.NO_ENTITY if all(r.id in self.grounded.missing for r in written) else Because.NONE_APPLIES

    def program(self) -> Program:
        allowed, forced = self._allowed()
        words = self.theory.words(self.atom)
        net = bits.network(self.theory, words)
        found = tags(net, self._given(forced), self.plan)
        known = _Known(found, self, words)
        verdicts = tuple(self._verdicts(known, allowed))
        spoken = speech(self.grounded)
        facts_mentioned = {name for name, _ in self.space.facts}
        return Program(
            doctrine=self.frame.doctrine.id,
            asked=self.asked,
            about=self.about,
            facts=tuple(self.columns),
            verdicts=verdicts,
            impossible=no(allowed),
            deciding=tuple(known.deciding(allowed)),
            unmapped=tuple(
                dict.fromkeys(
                    spoken.subject(self.grounded.theory.atoms[n])
                    for n in self.open
                    if n in facts_mentioned and n not in self.columns
                )
            ),
            cases=self.space.total,
        )

    def said(self, answer: Answer, because: Because | None = None) -> Outcome:
        opposite = self.asked.claim.denial is Denial.OPPOSITE
        return outcome(answer, self.theory.atoms[self.atom], opposite=opposite, because=because or answer.because)

    def _verdicts(self, known: _Known, allowed: Formula) -> Iterator[Verdict]:
        possible = self._answers()
        only = {
            answer: every([here, *(no(other) for one, other in possible.items() if one != answer)])
            for answer, here in possible.items()
        }
        settled = self.plan.named(some(self.plan.named(f) for f in only.values()))
        for answer, here in only.items():
            if answer.status is Status.SILENT:
                for because, when in known.silences():
                    yield Verdict(every([allowed, here, when]), self.said(answer, because), True)
                # Settled through cases, though what is known is not silent: only where known and settled differ.
                yield Verdict(every([allowed, here, no(known.silent)]), self.said(answer), True)
            else:
                yield Verdict(every([allowed, here]), self.said(answer), True)
        yield Verdict(every([allowed, no(settled), known.silent]), Outcome(None, Status.OPEN), False)
        for answer, when in known.spoken():
            yield Verdict(every([allowed, no(settled), when]), self.said(answer), False)


class _Known:
    """Section 5 on what is known, as formulas."""

    def __init__(self, found: Tags, compiler: _Compiler, words: Sequence[Literal]) -> None:
        self.found, self.compiler = found, compiler
        net, plan = found.net, compiler.plan
        self.number = {q.values: net.number[q] for q in words}
        self.rules = [r for r, links in enumerate(net.rules) if links.rule.supports and _on(links.rule, compiler.atom)]
        self.shown = {mask: found.lower.shown[n] for mask, n in self.number.items()}
        self.loose = {
            mask: plan.named(every([found.upper.shown[n], no(found.lower.shown[n])])) for mask, n in self.number.items()
        }
        self.definite = {mask: found.definite[n] for mask, n in self.number.items()}
        standing: dict[int, list[Formula]] = {}
        for r in self.rules:
            head = net.rules[r].rule.head
            assert head is not None
            standing.setdefault(head.values, []).append(plan.named(found.stands(r)))
        self.standing = {mask: plan.named(some(parts)) for mask, parts in standing.items()}
        self.applied = plan.named(some(found.applies(r) for r in self.rules))
        clash = plan.named(some(_pairs(self.definite)))
        against = plan.named(some(_pairs(self.standing)))
        circular = plan.named(some(self.loose.values()))
        self.clash, self.against, self.circular = clash, against, circular
        self.uncontested = plan.named(every([no(clash), no(against), no(circular)]))
        ruled = plan.named(some(self.shown.values()))
        self.ruled = plan.named(every([self.uncontested, ruled]))
        self.silent = plan.named(every([self.uncontested, no(ruled)]))

    def spoken(self) -> Iterator[tuple[Answer, Formula]]:
        """Rulings and contests, which exclude each other."""
        for masks in _antichains(tuple(self.shown)):
            weaker = [m for m in self.shown if any(w & ~m == 0 for w in masks)]
            rest = [m for m in self.shown if m not in weaker]
            parts = [*(self.shown[m] for m in weaker), *(no(self.shown[m]) for m in rest)]
            yield Answer(Status.RULED, masks, (), masks), every([self.uncontested, *parts])
        clash = Answer(Status.CONTESTED, because=Because.CONTRADICTION)
        yield clash, self.clash
        for masks in _subsets(tuple(self.standing)):
            if between := opposed(masks):
                parts = [self.standing[m] if m in masks else no(self.standing[m]) for m in self.standing]
                yield Answer(Status.CONTESTED, (), least(between), (), Because.RULES), every([no(self.clash), *parts])
        circular = Answer(Status.CONTESTED, because=Because.CIRCULAR)
        yield circular, every([no(self.clash), no(self.against), self.circular])

    def silences(self) -> Iterator[tuple[Because, Formula]]:
        """S5 and S6, and section 11 on where a silence comes from; only where what is known is silent."""
        held = some(self.standing.values())
        yield Because.HELD_BACK, every([self.silent, held])
        yield Because.OVERRIDDEN, every([self.silent, no(held), self.applied])
        rest = every([self.silent, no(held), no(self.applied)])
        compiler = self.compiler
        whole = [r for r in compiler.theory.rules if r.supports and _on(r, compiler.atom)]
        if not whole:
            yield compiler.without_rules(), rest
            return
        out = compiler.plan.named(every(self._out_of_scope(r) for r in whole))
        yield Because.OUT_OF_SCOPE, every([rest, out])
        yield Because.NONE_APPLIES, every([rest, no(out)])

    def _out_of_scope(self, rule: GroundRule) -> Formula:
        """Whether a condition that a scope adds is not met, and not merely because a fact is unknown."""
        if not isinstance(rule.origin, Instance):
            return FALSE
        found: list[Formula] = []
        lower, number = self.found.lower, self.found.net.number
        for q, part in zip(rule.needs, rule.origin.needs, strict=True):
            if part.conjunct.by == "scope":
                shown = lower.shown[number[q]]
                found.append(every([no(shown), no(self.compiler.left_open(q.atom))]))
        for b, part in zip(rule.bars, rule.origin.bars, strict=True):
            if part.conjunct.by == "scope":
                found.append(lower.shown[number[b]])
        return some(found)

    def deciding(self, allowed: Formula) -> Iterator[tuple[str, Formula]]:
        """The rules at the head of the reasons: for the word that holds, or standing against each other."""
        net = self.found.net
        by_rule: dict[str, list[Formula]] = {}
        contested = every([no(self.clash), self.against])
        for r in self.rules:
            rule = net.rules[r].rule
            assert rule.head is not None
            stands = self.compiler.plan.named(self.found.stands(r))
            decides = some(self._decides(r, mask) for mask in self.shown if rule.head.values & ~mask == 0)
            by_rule.setdefault(rule.name, []).append(every([allowed, some([decides, every([contested, stands])])]))
        for name, parts in by_rule.items():
            yield name, some(parts)

    def _decides(self, r: int, mask: int) -> Formula:
        """Whether a rule is named for a word: no stronger one holds, and it stands for it; of a word that is definite
        only the strict rule that is named first (`siyar.explain.proofs`)."""
        net = self.found.net
        least_word = [
            self.ruled,
            self.shown[mask],
            *(no(s) for m, s in self.shown.items() if m != mask and m & ~mask == 0),
        ]
        definite = self.definite[mask]
        loose = every([*least_word, no(definite), self.found.lower.live[r]])
        if net.rules[r].rule.kind is not Kind.STRICT:
            return loose
        preferred = self._preferred(mask)
        before = preferred[: preferred.index(r)]
        strictly = [*least_word, definite, self.found.surely(r), *(no(self.found.surely(s)) for s in before)]
        return some([loose, every(strictly)])

    def _preferred(self, mask: int) -> list[int]:
        """The strict rules for a word, that which beats most first."""
        net = self.found.net
        beats = {r: sum(r in links.over for links in net.rules) for r in range(len(net.rules))}
        order = {rule.label: i for i, rule in enumerate(self.compiler.theory.rules)}
        strict = net.literals[self.number[mask]].strict_for
        return sorted(strict, key=lambda r: (-beats[r], order[net.rules[r].rule.label]))


def _with(case: Case, lines: Iterable[Line]) -> Case:
    return replace(case, lines=(*case.lines, *(CaseLine(LineKind.GIVEN, line.claim, span=line.span) for line in lines)))


def _places(mask: int, values: Sequence[int]) -> int:
    return sum(1 << i for i, value in enumerate(values) if value & mask)


def _on(rule: GroundRule, atom: str) -> bool:
    return rule.head is not None and rule.head.atom == atom


def _pairs(words: Mapping[int, Formula]) -> Iterator[Formula]:
    """Two opposed words together."""
    for (a, one), (b, other) in combinations(words.items(), 2):
        if a & b == 0:
            yield every([one, other])


def _subsets(masks: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for size in range(len(masks) + 1):
        yield from combinations(masks, size)


def _antichains(masks: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The sets of words that can hold least, together: none implies another, and no two are opposed."""
    for found in _subsets(masks):
        if found and least(found) == tuple(sorted(found)) and not opposed(found):
            yield least(found)


def _within(cell: Cell, column: str, unit: Quantity) -> Condition:
    """Whether an amount of a column lies in a cell; *none* holds no amount."""
    if cell.empty:
        return Test((column,), "in", ())
    if cell.point:
        assert cell.low is not None
        return Test((column,), "=", (_number(cell.low / unit.low),))
    parts: list[Condition] = []
    if cell.low is not None:
        parts.append(Test((column,), ">=" if cell.low == 0 else ">", (_number(cell.low / unit.low),)))
    if cell.high is not None:
        parts.append(Test((column,), "<", (_number(cell.high / unit.low),)))
    return AllOf(tuple(parts))


def _number(exact: Fraction) -> Value:
    return int(exact) if exact.denominator == 1 else float(exact)
