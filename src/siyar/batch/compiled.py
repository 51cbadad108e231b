"""A mapping, doctrines and questions → everything a table needs to be answered: pure, no engine yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from siyar.asking import to_ask
from siyar.batch.mapping import TableMapping
from siyar.batch.program import NoCase, Program, Table, program
from siyar.diagnostics import Diagnostic
from siyar.engines.sql import Formula
from siyar.hearing import Asked
from siyar.language.unparse import say
from siyar.study.joint import TooManyCases
from siyar.workbench import Workbench

NOT_ADDRESSED = "not addressed"
IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Answered:
    """One doctrine on one sentence of a question. ``name`` begins the names of its columns in the output."""

    name: str
    question: str
    program: Program


@dataclass(frozen=True, slots=True)
class Compiled:
    """What is asked of a table, compiled. ``silent``: doctrines that do not encode a question, by output name."""

    mapping: TableMapping
    answered: tuple[Answered, ...]
    table: Table
    not_encoded: tuple[tuple[str, str], ...] = ()


def compiled(
    bench: Workbench,
    mapping: TableMapping,
    doctrines: Sequence[str],
    questions: Sequence[str],
    reading: Mapping[str, Mapping[str, str]] | None = None,
) -> Compiled | tuple[Diagnostic, ...]:
    """The programs of all doctrines on the first sentence of each question. Problems: R009, R007, C001, C010, P001."""
    problems = bench.refusals((), doctrines, questions, reading)
    if problems:
        return problems
    if mapping.grouped:
        message = f"rows of the mapping `{mapping.id}` are one case together, and here each row is one"
        which = "`each`" if mapping.each else "`event`"
        return (Diagnostic("T003", message, help=f"use `siyar batch`, or take the line {which} out of the mapping"),)
    table = Table()
    answered: list[Answered] = []
    missing: list[tuple[str, str]] = []
    for question in dict.fromkeys(questions):
        asked = to_ask(bench.library, mapping.case, [question], "", doctrines=doctrines)
        if isinstance(asked, tuple):
            return asked
        one: Asked = asked.claims[0]
        about = say(one.claim, bench.sentences)
        for doctrine in dict.fromkeys(doctrines):
            if question not in bench.library.doctrines[doctrine].questions:
                missing.append((doctrine, question))
                continue
            frame = bench.frame(doctrine, (reading or {}).get(doctrine))
            try:
                made = program(frame, mapping, one, about, table)
            except TooManyCases as error:
                message = f"what `{doctrine}` says on `{question}` depends on {error.count:,} cases"
                problems = (*problems, Diagnostic("T005", message, help="give more facts of every row in the mapping"))
                continue
            except NoCase:
                message = (
                    f"no row can be a case: what the mapping `{mapping.id}` gives of every row is impossible together"
                )
                problems = (*problems, Diagnostic("C001", message, help="look at the lines without `when`"))
                continue
            answered.append(Answered(f"{doctrine}_{question}".replace("-", "_"), question, made))
    for each in answered:
        put(table, each)
    return problems or Compiled(mapping, tuple(answered), table, tuple(missing))


def put(table: Table, answered: Answered) -> None:
    """The wanted columns of one answer, into the plan of its table."""
    for name, formula in wanted(answered.program):
        table.plan.result(f"{answered.name}__{name}", formula)


def wanted(made: Program) -> Iterator[tuple[str, Formula]]:
    """Verdicts in order (``v0`` …), whether the row is impossible, and the rules that decide (``r0`` …)."""
    for place, verdict in enumerate(made.verdicts):
        yield f"v{place}", verdict.when
    yield "impossible", made.impossible
    for place, (_, when) in enumerate(made.deciding):
        yield f"r{place}", when
