"""The verbs on variants of a case: what if, and what must still be found out.

A what-if describes what doctrines say of another case and stays open for every act. An interview leads towards an
answer, and is not offered where the act is one of force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from siyar.asking import claim_in, short_names, to_ask
from siyar.conclusion import Because
from siyar.diagnostics import Diagnostic
from siyar.hearing import Asked, ImpossibleCase, Ruling, posed
from siyar.language.unparse import say
from siyar.model import Case, Claim
from siyar.refusals import impossible_case, towards_force
from siyar.study.interview import Needs, merged, needs
from siyar.study.variant import variant
from siyar.study.whatif import WhatIf, compare
from siyar.workbench import Workbench


def whatif(
    bench: Workbench,
    case: str | Case,
    *,
    given: Sequence[str] = (),
    unset: Sequence[str] = (),
    reading: Mapping[str, Mapping[str, str]] | None = None,
    without: Sequence[str] = (),
    doctrines: Sequence[str] = (),
    questions: Sequence[str] = (),
    about: str = "",
    narrowed: bool = False,
) -> WhatIf | tuple[Diagnostic, ...]:
    """The same questions on the case, and on the case with other facts, readings or grounds.

    ``given`` and ``unset`` are sentences in the names of the case: facts that are to hold, and facts of which nothing
    is to be said.
    """
    cases = [case] if isinstance(case, str) else []
    if refused := bench.refusals(cases, doctrines, questions, reading, without):
        return refused
    put = bench.library.cases[case] if isinstance(case, str) else case
    told, problems = _claims(bench, put, given, doctrines)
    gone, more = _claims(bench, put, unset, doctrines)
    if problems or more:
        return (*problems, *more)
    if not (told or gone or reading or without):
        return (
            Diagnostic(
                "C006",
                "nothing is supposed",
                help="name a fact to change (`--set`), a reading (`--reading`) or a ground to take away (`--without`)",
            ),
        )

    asked = to_ask(bench.library, put, questions, about, doctrines=doctrines)
    if isinstance(asked, tuple):
        return asked
    before = bench.ask(put, doctrines=doctrines, narrowed=narrowed, asked_of=asked.claims)
    after = bench.ask(
        variant(put, told, gone),
        doctrines=doctrines,
        narrowed=narrowed,
        asked_of=asked.claims,
        reading=reading,
        without=without,
    )
    if isinstance(before, tuple):
        return before
    if isinstance(after, tuple):
        return tuple(_as_supposed(problem, put) for problem in after)
    return compare(before, after, tuple(_supposed(bench, put, told, gone, reading or {}, without)))


@dataclass(frozen=True, slots=True)
class Agenda:
    """What an interview is about, and who is asked. ``left_out``: acts of force of the same questions, in words."""

    claims: tuple[Asked, ...]
    doctrines: tuple[str, ...]
    reading: Mapping[str, Mapping[str, str]]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Where an interview stands: what is still to be found out, and what each doctrine says so far."""

    needs: Needs
    rulings: tuple[Ruling, ...]


def agenda(
    bench: Workbench,
    case: Case,
    *,
    doctrines: Sequence[str] = (),
    questions: Sequence[str] = (),
    about: str = "",
    reading: Mapping[str, Mapping[str, str]] | None = None,
    everything: bool = False,
) -> Agenda | tuple[Diagnostic, ...]:
    """What to interview about: the first sentence of each question, with ``everything`` all of them.

    Acts of force, and the concepts of the same question on which rules about them turn, are left out; P004 where
    nothing else is asked about (docs/stance.md, line 5).
    """
    if refused := bench.refusals((), doctrines, questions, reading):
        return refused
    asked = to_ask(bench.library, case, questions, about, everything=everything, doctrines=doctrines)
    if isinstance(asked, tuple):
        return asked
    sought = [one for one in asked.claims if one not in asked.optional]
    names = short_names(case)
    force = [one for one in sought if towards_force(bench.library, one)]
    words = tuple(say(one.claim, bench.sentences, names=names) for one in force)
    kept = tuple(one for one in sought if one not in force)
    if not kept:
        message = f"no interview leads to an act of force: {'; '.join(words)}"
        return (Diagnostic("P004", message, help="ask about another act; `siyar ask` still shows what is said of it"),)
    return Agenda(kept, tuple(doctrines) or bench.under_study, reading or {}, words)


def step(bench: Workbench, case: Case, on: Agenda) -> Step | tuple[Diagnostic, ...]:
    """What each doctrine says so far, and the facts that can still change it; C001 for a case that cannot be."""
    rulings: list[Ruling] = []
    open_: list[Needs] = []
    for one in on.claims:
        for id in on.doctrines:
            reading = on.reading.get(id)
            ruling = bench.hear(id, case, one, reading)
            if isinstance(ruling, ImpossibleCase):
                return (impossible_case(case, ruling),)
            rulings.append(ruling)
            if not ruling.settled and ruling.outcome.because is not Because.NOT_ENCODED:
                open_.append(needs(*posed(bench.frame(id, reading), case, one)))
    return Step(merged(open_), tuple(rulings))


def _as_supposed(problem: Diagnostic, case: Case) -> Diagnostic:
    """C001 on the variant is about what was supposed, and not about the file of the case."""
    if problem.code != "C001":
        return problem
    words = problem.message.removeprefix(f"no case can be as `{case.id}` is given")
    help = "suppose also what must then be otherwise, or leave it unsaid with --unset"
    return replace(problem, message=f"no case can be as `{case.id}` is supposed here{words}", span=None, help=help)


def _claims(
    bench: Workbench, case: Case, sentences: Sequence[str], doctrines: Sequence[str]
) -> tuple[list[Claim], list[Diagnostic]]:
    read = [claim_in(bench.library, case, words, doctrines) for words in sentences]
    problems = [problem for one in read if not isinstance(one, Claim) for problem in one]
    return [one for one in read if isinstance(one, Claim)], problems


def _supposed(
    bench: Workbench,
    case: Case,
    told: Sequence[Claim],
    gone: Sequence[Claim],
    reading: Mapping[str, Mapping[str, str]],
    without: Sequence[str],
) -> list[str]:
    names = short_names(case)
    words = [say(claim, bench.sentences, names=names) for claim in told]
    words += [f"nothing is said of: {say(claim, bench.sentences, names=names)}" for claim in gone]
    words += [f"{d} is read with {r}: {o}" for d, chosen in reading.items() for r, o in chosen.items()]
    return words + [f"without {ground}" for ground in without]
