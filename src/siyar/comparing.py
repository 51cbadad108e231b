"""The verb of `siyar compare`: cases put to all doctrines at once, on every question, for a table of rulings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from siyar.asking import same_sentence, short_names, to_ask
from siyar.diagnostics import Diagnostic
from siyar.ground import lacking
from siyar.hearing import Asked, ImpossibleCase, Ruling, Told
from siyar.language.unparse import say
from siyar.model import Case, Claim, LineKind
from siyar.positions import anachronism, contemporaries_first, shares_words
from siyar.refusals import impossible_case
from siyar.study.compare import Compared, Comparison, Reported, Row, row, speaks
from siyar.workbench import Hearers, Workbench
from siyar.workbench.hearers import Manner

#: Cases named where a doctrine was given in place of one.
NAMED = 3


def compare(
    bench: Workbench,
    cases: Sequence[str | Case],
    *,
    doctrines: Sequence[str] = (),
    questions: Sequence[str] = (),
    reading: Mapping[str, Mapping[str, str]] | None = None,
    every_reading: bool = False,
    differences: bool = False,
    turning: bool = True,
) -> Comparison | tuple[Diagnostic, ...]:
    """The rulings of all doctrines, or of those chosen, on each case, by its id or itself.

    Without ``questions``: every one the case can be asked and on which some doctrine rules or is contested. With
    them: their first sentence always, also where the case lacks somebody to ask about, and the others where somebody
    speaks. ``differences`` keeps the rows on which two doctrines part. ``reading``: options chosen, by doctrine;
    ``every_reading``: rows also have what each doctrine says under other readings that matter there. Without
    ``turning`` no ruling tells what it turns on nor what would settle it. Problems: R009, R007, C001, P001.
    """
    named = [case for case in cases if isinstance(case, str)]
    problems = (
        *_doctrines_as_cases(bench, named),
        *bench.refusals(_cases(bench, named), doctrines, questions, reading),
    )
    if problems:
        return problems
    columns = tuple(dict.fromkeys(doctrines)) or (*bench.under_study, *bench.beside, *bench.further)
    found: list[Compared] = []
    impossible: dict[Diagnostic, None] = {}
    for put in dict.fromkeys(cases):
        case = bench.library.cases[put] if isinstance(put, str) else put
        order = contemporaries_first(bench.library, case, columns)
        rows: list[Row] = []
        manner = Manner(reading or {}, every_reading=every_reading)
        for one in _rows(bench, case, order, questions, turning, manner, chosen=bool(doctrines)):
            if isinstance(one, Diagnostic):
                impossible[one] = None
            elif one.partings or not differences:
                rows.append(one)
        in_rows = {r.attributed.doctrine for one in rows for r in one.rulings}
        wordless = tuple(d for d in order if d not in in_rows) if in_rows and not doctrines else ()
        order = tuple(d for d in order if d not in wordless)
        late = tuple(anachronism(bench.library.doctrines[d], case) for d in order)
        found.append(Compared(case, order, late, tuple(rows), wordless))
    picked = tuple((d, r, o) for d in columns for r, o in (reading or {}).get(d, {}).items())
    return tuple(impossible) or Comparison(tuple(found), bool(doctrines), differences, picked, every_reading)


def _rows(
    bench: Workbench,
    case: Case,
    doctrines: Sequence[str],
    questions: Sequence[str],
    turning: bool,
    manner: Manner,
    *,
    chosen: bool,
) -> Iterator[Row | Diagnostic]:
    """The rows of a case, question by question: in the user's order, or the case's own first, then the others.

    ``chosen``: somebody named the doctrines; else one that lacks the words of a sentence is passed by in its row.
    """
    hearers = bench.hearers.about(case)
    known = {d: bench.library.doctrines[d] for d in doctrines}
    # With the rules that precedents make where the doctrine goes by them.
    frames = {d: bench.frame(d, manner.of(d)) for d in doctrines}

    def has_rules(doctrine: str, asked: Asked) -> bool:
        return asked.question in known[doctrine].questions and bool(frames[doctrine].rules_on(asked.claim.sentence))

    for id in dict.fromkeys(questions or (*_own(bench, case), *bench.questions)):
        question = bench.questions[id]
        asked = to_ask(bench.library, case, [id], "")
        if isinstance(asked, tuple):
            if questions or id in case.asks:
                yield Row(question, question.asks, lacking=lacking(bench.library, case, [question]))
            continue
        for one in asked.claims:
            wanted = bool(questions) and one not in asked.optional
            listened: dict[str, Told] = {}
            ruled = [d for d in doctrines if has_rules(d, one)]
            # What is silent as it is read may speak when it is read otherwise.
            quiet = not manner.every_reading and not wanted
            if quiet and not any(_speaks(hearers, case, one, d, manner, listened) for d in ruled):
                continue
            able = [d for d in doctrines if chosen or shares_words(bench.library, d, one.claim.sentence)]
            rulings = [
                hearers.hear(d, case, one, manner.of(d), listened=listened.get(d), turning=turning) for d in able
            ]
            others = hearers.otherwise(case, one, [d for d in able if d in ruled], manner)
            said = [r for r in rulings if isinstance(r, Ruling)]
            otherwise = [r for r in others if isinstance(r, Ruling)]
            yield from (impossible_case(case, r) for r in rulings if isinstance(r, ImpossibleCase))
            if len(said) == len(rulings) and (wanted or any(speaks(r) for r in (*said, *otherwise))):
                found = row(question, said, tuple(_reported(bench, case, one)))
                yield replace(found, otherwise=tuple(otherwise))


def _own(bench: Workbench, case: Case) -> Iterator[str]:
    """The questions that the case itself asks, also where it writes out the sentence."""
    for ask in case.asks:
        if isinstance(ask, Claim):
            yield from [id for id, question in bench.questions.items() if ask.sentence in question.about][:1]
        else:
            yield ask


def _speaks(
    hearers: Hearers, case: Case, asked: Asked, doctrine: str, manner: Manner, listened: dict[str, Told]
) -> bool:
    """Whether a doctrine rules on the sentence or is contested, without saying it; what was judged is kept."""
    listened[doctrine] = hearers.listen(doctrine, case, asked, manner.of(doctrine))
    return listened[doctrine].speaks


def _reported(bench: Workbench, case: Case, asked: Asked) -> Iterator[Reported]:
    """The lines of the case that report what somebody held on the sentence."""
    for line in case.lines:
        if line.kind is LineKind.REPORTED and same_sentence(line.claim, asked.claim):
            yield Reported(say(line.claim, bench.sentences, names=short_names(case)), line)


# --------------------------------------------------------------------------- what a user got wrong


def _cases(bench: Workbench, ids: Sequence[str]) -> list[str]:
    """The ids that are not those of doctrines given in the place of cases."""
    return [id for id in ids if id in bench.library.cases or id not in bench.library.doctrines]


def _doctrines_as_cases(bench: Workbench, ids: Sequence[str]) -> Iterator[Diagnostic]:
    """R009: a doctrine among cases; several alone are compared over all cases of a question (`ranging`)."""
    for id in ids:
        if id in bench.library.doctrines and id not in bench.library.cases:
            near = [c.id for c in bench.library.cases.values() if _concerns(c, bench.library.doctrines[id].questions)]
            such = f", such as `{'`, `'.join(near[:NAMED])}`" if near else ""
            also = f"and choose doctrines with `-d {id}`"
            yield Diagnostic(
                "R009",
                f"there is no case `{id}`: it is a doctrine, and doctrines are compared in cases",
                help=f"name a case{such}, {also}; different doctrines, without a case, are compared over all cases",
            )


def _concerns(case: Case, questions: Sequence[str]) -> bool:
    """Whether a dated case asks one of the questions: what somebody who names a doctrine may have looked for."""
    return bool(case.date) and any(not isinstance(a, Claim) and a in questions for a in case.asks)
