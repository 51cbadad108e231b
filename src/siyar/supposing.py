"""The verbs on variants of a case: what if, and what must still be found out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from siyar import language
from siyar.asking import short_names, to_ask
from siyar.diagnostics import Diagnostic
from siyar.hearing import judged
from siyar.language.unparse import say
from siyar.model import Case, Claim, Doctrine
from siyar.study.interview import Inquiry, Needs, merged, needs
from siyar.study.variant import variant
from siyar.study.whatif import WhatIf, compare
from siyar.workbench import Workbench


def whatif(
    bench: Workbench,
    case: str,
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
    if case not in bench.library.cases:
        asked = bench.ask(case)
        assert isinstance(asked, tuple)
        return asked
    put = bench.library.cases[case]
    speakers = [bench.library.doctrines[d] for d in doctrines if d in bench.library.doctrines]
    told, problems = _claims(bench, put, given, speakers)
    gone, more = _claims(bench, put, unset, speakers)
    if problems or more:
        return (*problems, *more)
    if not (told or gone or reading or without):
        return (Diagnostic("C006", "nothing is supposed", help="name a fact, a reading or a ground to change"),)

    common = {"doctrines": doctrines, "questions": questions, "about": about, "narrowed": narrowed, "whole": True}
    before = bench.ask(put, **common)  # type: ignore[arg-type]  # one set of options for both
    after = bench.ask(variant(put, told, gone), **common, reading=reading, without=without)  # type: ignore[arg-type]
    if isinstance(before, tuple):
        return before
    if isinstance(after, tuple):
        return after
    return compare(before, after, tuple(_supposed(bench, put, told, gone, reading or {}, without)))


def open_questions(
    bench: Workbench,
    case: Case,
    *,
    doctrines: Sequence[str] = (),
    questions: Sequence[str] = (),
    about: str = "",
    reading: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[Inquiry, ...] | tuple[Diagnostic, ...]:
    """The facts that can still change a ruling of the doctrines asked, the most needed first.

    Contested facts count as unknown. Acts of force are not asked about: no goal is sought there (docs/stance.md,
    line 5).
    """
    asked = to_ask(bench.library, case, questions, about)
    if isinstance(asked, tuple):
        return asked
    found: list[Needs] = []
    for one in asked.claims:
        if bench.sentences[one.claim.sentence].force:
            words = say(one.claim, bench.sentences, names=short_names(case))
            return (
                Diagnostic("P004", f"no interview leads to an act of force: {words}", help="ask about another act"),
            )
        for id in doctrines or bench.under_study:
            if one.question and one.question not in bench.library.doctrines[id].questions:
                continue
            heard = judged(bench.frame(id, (reading or {}).get(id)), case, one)
            found.append(needs(heard.grounded, heard.theory, heard.judgment))
    return merged(found)


def _claims(
    bench: Workbench, case: Case, sentences: Sequence[str], speakers: Sequence[Doctrine]
) -> tuple[list[Claim], list[Diagnostic]]:
    """The sentences read in the shared words, or else in the words of a doctrine asked."""
    claims: list[Claim] = []
    problems: list[Diagnostic] = []
    for words in sentences:
        readings = [language.read_claim(words, bench.library, case=case, doctrine=d) for d in (None, *speakers)]
        claim = next((r for r in readings if isinstance(r, Claim)), None)
        if claim is not None:
            claims.append(claim)
        elif not isinstance(readings[0], Claim):
            problems += readings[0]
    return claims, problems


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
