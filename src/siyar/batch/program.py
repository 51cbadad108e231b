"""One sentence of one doctrine for every row of a table, as formulas: what is known, what is settled, and why.

What is known comes from the tags (`siyar.engines.sql.tags`) and is said by `siyar.batch.known`; what is possible and
settled comes from the sentence's whole case space (`siyar.batch.possible`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from siyar.batch.facts import Facts, NoCase, Table
from siyar.batch.known import Known
from siyar.batch.mapping import TableMapping
from siyar.batch.possible import allowed, answers, given
from siyar.conclusion import Answer, Because, Status
from siyar.engines import bits
from siyar.engines.sql import Formula, every, no, some, tags
from siyar.explain import speech
from siyar.framing import Frame
from siyar.hearing import Asked, Outcome
from siyar.hearing.words import outcome
from siyar.model import Denial

__all__ = ["NoCase", "Program", "Table", "Verdict", "program"]


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


def program(frame: Frame, mapping: TableMapping, asked: Asked, about: str, table: Table) -> Program:
    """Compile one sentence of one doctrine into the plan of a table.

    Raises `TooManyCases` (see `siyar.study.joint`) and `NoCase`.
    """
    facts = Facts(frame, mapping, asked, table)
    can_be, forced = allowed(facts)
    words = facts.theory.words(facts.atom)
    net = bits.network(facts.theory, words)
    found = tags(net, given(facts, forced), facts.plan)
    known = Known(found, facts, words)
    verdicts = tuple(_verdicts(facts, known, can_be))
    spoken = speech(facts.grounded)
    facts_mentioned = {name for name, _ in facts.space.facts}
    return Program(
        doctrine=facts.frame.doctrine.id,
        asked=facts.asked,
        about=about,
        facts=tuple(facts.columns),
        verdicts=verdicts,
        impossible=no(can_be),
        deciding=tuple(known.deciding(can_be)),
        unmapped=tuple(
            dict.fromkeys(
                spoken.subject(facts.grounded.theory.atoms[n])
                for n in facts.open
                if n in facts_mentioned and n not in facts.columns
            )
        ),
        cases=facts.space.total,
    )


def _verdicts(facts: Facts, known: Known, can_be: Formula) -> Iterator[Verdict]:
    possible = answers(facts)
    only = {
        answer: every([here, *(no(other) for one, other in possible.items() if one != answer)])
        for answer, here in possible.items()
    }
    settled = facts.plan.named(some(facts.plan.named(f) for f in only.values()))
    for answer, here in only.items():
        if answer.status is Status.SILENT:
            for because, when in known.silences():
                yield Verdict(every([can_be, here, when]), _said(facts, answer, because), True)
            # Settled through cases, though what is known is not silent: only where known and settled differ.
            yield Verdict(every([can_be, here, no(known.silent)]), _said(facts, answer), True)
        else:
            yield Verdict(every([can_be, here]), _said(facts, answer), True)
    yield Verdict(every([can_be, no(settled), known.silent]), Outcome(None, Status.OPEN), False)
    for answer, when in known.spoken():
        yield Verdict(every([can_be, no(settled), when]), _said(facts, answer), False)


def _said(facts: Facts, answer: Answer, because: Because | None = None) -> Outcome:
    opposite = facts.asked.claim.denial is Denial.OPPOSITE
    return outcome(answer, facts.theory.atoms[facts.atom], opposite=opposite, because=because or answer.because)
