"""The verb behind docs/findings.md: every reported ruling of the library's cases put beside what doctrines rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from siyar.asking import short_names
from siyar.hearing import Asked, Ruling, accounts_of, heard_on, own_tellers, set_beside
from siyar.language.unparse import say
from siyar.model import Case, CaseLine, LineKind
from siyar.positions import contemporaries_first, shares_words
from siyar.study.reports import Report, Said
from siyar.workbench import Workbench


def reports(bench: Workbench) -> Iterator[Report]:
    """The reported lines of all cases, in the order of the library, heard by every doctrine that shares their words."""
    for case in bench.library.cases.values():
        for line in case.lines:
            # What a later moment takes over from an earlier one was reported of that one.
            if line.kind is LineKind.REPORTED and not line.inherited:
                yield _report(bench, case, line)


def _report(bench: Workbench, case: Case, line: CaseLine) -> Report:
    columns = (*bench.beside, *bench.under_study, *bench.further)
    order = contemporaries_first(bench.library, case, columns)
    rulings = (_hear(bench, case, line, d) for d in order if shares_words(bench.library, d, line.claim.sentence))
    said = tuple(_said(case, line, ruling) for ruling in rulings if isinstance(ruling, Ruling))
    words = say(line.claim, bench.sentences, names=short_names(case))
    return Report(case, line, words, own_tellers(case, line), said)


def _hear(bench: Workbench, case: Case, line: CaseLine, doctrine: str) -> object:
    """The doctrine on the sentence, under a question about it that it has encoded; under the first if under none."""
    sentence = line.claim.sentence
    about = [q for q, question in bench.questions.items() if sentence in question.about]
    encoded = [q for q in about if q in bench.library.doctrines[doctrine].questions]
    question = next(iter((*encoded, *about)), "")
    # A concept is asked as such, and not whether it has the value that is reported.
    plain = replace(line.claim, modality=None, span=None)
    return bench.hear(doctrine, case, Asked(question, plain))


def _said(case: Case, line: CaseLine, ruling: Ruling) -> Said:
    outcomes = tuple((outcome, set_beside(line.claim, outcome)) for outcome in heard_on(case, line, ruling))
    return Said(ruling, accounts_of(case, line, ruling), outcomes)
