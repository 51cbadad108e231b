"""The verb of `siyar timeline`: what doctrines say of a case from moment to moment."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from siyar.asking import to_ask
from siyar.conclusion import Because
from siyar.diagnostics import Diagnostic
from siyar.hearing import Asked, Hearing, ImpossibleCase, Ruling, posed
from siyar.model import Case, Question
from siyar.positions import contemporaries_first, shares_words, speaks_of
from siyar.refusals import impossible_case
from siyar.timeline import History, Row, Stage, Strand, Thread, Timeline, Track, lengths_of, rows, states
from siyar.workbench import Workbench

#: What a doctrine says at a row.
Heard = Ruling | ImpossibleCase


def timeline(
    bench: Workbench,
    case: str | Case,
    *,
    doctrines: Sequence[str] = (),
    questions: Sequence[str] = (),
    about: str = "",
    reading: Mapping[str, Mapping[str, str]] | None = None,
    without: Sequence[str] = (),
    narrowed: bool = False,
) -> Timeline | tuple[Diagnostic, ...]:
    """Every answer of every doctrine with the row of the case from which it holds.

    Without ``questions`` what the case asks. Problems: those of `Workbench.ask`, and C009 for a case without events.
    """
    cases = [case] if isinstance(case, str) else []
    if refused := bench.refusals(cases, doctrines, questions, reading, without):
        return refused
    put = bench.library.cases[case] if isinstance(case, str) else case
    if not put.events:
        help = "write lines such as `event  6 AH: the truce has been concluded`, or ask with `siyar ask`"
        return (Diagnostic("C009", f"nothing happens in `{put.id}`: it has no line `event`", put.span, help),)
    asked = to_ask(bench.library, put, questions, about, doctrines=doctrines)
    if isinstance(asked, tuple):
        return asked
    history = History(put, bench.sentences)
    chosen = tuple(doctrines) or bench.under_study
    around = () if narrowed else contemporaries_first(bench.library, put, (*bench.beside, *bench.further))
    strands: dict[Asked, dict[str, Strand[Heard] | Ruling]] = {}
    for one in asked.claims:
        able = [d for d in (*chosen, *around) if shares_words(bench.library, d, one.claim.sentence)]
        strands[one] = {
            d: _strand(bench, history, d, one, reading or {}, without if d in chosen else ())
            for d in dict.fromkeys([*(chosen if doctrines else ()), *able])
        }
    found = rows(history.told, history.clocks, lengths_of(s for _, _, s in _all(strands)))
    heard = _sweep(history, found, strands, chosen)
    impossible = [r for of in heard.values() for stages in of.values() for _, r in stages if not isinstance(r, Ruling)]
    if impossible:
        return tuple(dict.fromkeys(impossible_case(put, one) for one in impossible))
    tracks = []
    more = list(asked.more)
    for one, of in heard.items():
        threads = []
        for doctrine, stages in of.items():
            beside = doctrine not in chosen
            thread = Thread(tuple(Stage(row, r) for row, r in stages if isinstance(r, Ruling)), beside)
            if not beside or doctrine in bench.beside or any(speaks_of(stage.ruling) for stage in thread.stages):
                threads.append(thread)
        if one in asked.optional and not any(_speaks(thread) for thread in threads):
            more.append(threads[0].first.about)
            continue
        question = bench.questions.get(one.question, Question("", "", ()))
        words = threads[0].first.about
        hearing = Hearing(question, words, tuple(str(a) for a in one.claim.arguments), ())
        tracks.append(Track(hearing, tuple(threads)))
    again = sum(s.asked_again for of in strands.values() for s in of.values() if isinstance(s, Strand))
    return Timeline(put, found, tuple(tracks), narrowed, tuple(dict.fromkeys(more)), again)


def _strand(
    bench: Workbench,
    history: History,
    doctrine: str,
    asked: Asked,
    reading: Mapping[str, Mapping[str, str]],
    without: Sequence[str],
) -> Strand[Heard] | Ruling:
    """What will be asked at every row; of a doctrine that is not encoded on the question, that it is not."""
    own = reading.get(doctrine)

    def hear(case: Case) -> Ruling | ImpossibleCase:
        return bench.hear(doctrine, case, asked, own, without)

    if asked.question and asked.question not in bench.library.doctrines[doctrine].questions:
        ruling = hear(history.case)
        assert isinstance(ruling, Ruling)
        return ruling
    frame = bench.frame(doctrine, own, without)
    grounded, _, _ = posed(frame, replace(history.case, events=()), asked)
    return Strand.of(history, frame, grounded, hear)


def _sweep(
    history: History,
    found: Sequence[Row],
    strands: Mapping[Asked, Mapping[str, Strand[Heard] | Ruling]],
    chosen: Collection[str],
) -> dict[Asked, dict[str, list[tuple[int, Ruling | ImpossibleCase]]]]:
    """Row by row, the answers that are not those of the row before."""
    heard: dict[Asked, dict[str, list[tuple[int, Ruling | ImpossibleCase]]]] = {
        one: {d: [(0, s)] if isinstance(s, Ruling) else [] for d, s in of.items()} for one, of in strands.items()
    }
    for number, (row, state) in enumerate(states(history, found)):
        for one, doctrine, strand in _all(strands):
            said = strand.step(row, state)
            stages, full = heard[one][doctrine], doctrine in chosen
            if not stages or (stages[-1][1] is not said and _gist(stages[-1][1], full) != _gist(said, full)):
                stages.append((number, said))
    return heard


def _all(strands: Mapping[Asked, Mapping[str, Strand[Heard] | Ruling]]) -> Iterator[tuple[Asked, str, Strand[Heard]]]:
    for one, of in strands.items():
        for doctrine, strand in of.items():
            if isinstance(strand, Strand):
                yield one, doctrine, strand


def _gist(ruling: Ruling | ImpossibleCase, full: bool) -> object:
    """What makes another answer; of a doctrine that was asked also what it turns on."""
    if isinstance(ruling, ImpossibleCase):
        return ruling
    turns_on = ruling.turns_on if full else ()
    return ruling.outcome, ruling.settled, ruling.deciding, turns_on, ruling.accounts


def _speaks(thread: Thread) -> bool:
    """Whether it ever says more than that no rule speaks of it."""
    return any(s.ruling.outcome.because not in (Because.NOT_ENCODED, Because.NO_RULE) for s in thread.stages)
