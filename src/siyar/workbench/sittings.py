"""A case put to doctrines: hearings sentence by sentence, other positions beside, what others are reported to hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from siyar.asking import ToAsk, same_sentence, short_names
from siyar.conclusion import Because, Status
from siyar.diagnostics import Diagnostic
from siyar.hearing import (
    Asked,
    Finding,
    Hearing,
    ImpossibleCase,
    NoSuchWord,
    Parting,
    Ruling,
    Side,
    Sitting,
    heard_on,
    parted,
    set_beside,
    told_apart,
)
from siyar.language.unparse import say
from siyar.model import Case, Claim, Library, LineKind, Question
from siyar.positions import shares_words, speaks_of
from siyar.refusals import impossible_case
from siyar.workbench.hearers import Hearers, Manner


def sit(
    hearers: Hearers,
    case: Case,
    asked: ToAsk,
    doctrines: Sequence[str],
    beside: Mapping[str, bool],
    manner: Manner,
    *,
    chosen: bool,
    whole: bool,
    narrowed: bool,
    brief: bool = False,
) -> Sitting | tuple[Diagnostic, ...]:
    """The rulings of the doctrines on everything asked, with the positions beside; C001 for a case that cannot be.

    ``beside``: the positions, each with whether it stands there always, or only where it speaks of the question.
    ``chosen``: somebody named the doctrines; else one that lacks the words of a question is passed by. ``whole``: all
    sentences of a question, and not only those of which somebody asked speaks. ``brief``: of the other positions no
    more than what they say and whether it is settled.
    """
    hearers = hearers.about(case)
    library, questions = hearers.library, hearers.library.questions()
    as_they_are = Manner({}, propagating=manner.propagating, turning=not brief)  # how the other positions are heard
    hearings: list[Hearing] = []
    more = list(asked.more)
    for one in asked.claims:
        asks = doctrines if chosen else _who_can_say(library, doctrines, one.claim) or doctrines
        rulings = hearers.rulings(case, one, asks, manner)
        others = hearers.rulings(case, one, _who_can_say(library, beside, one.claim), as_they_are)
        impossible = [r for r in (*rulings, *others) if isinstance(r, ImpossibleCase)]
        if impossible:
            return tuple(dict.fromkeys(impossible_case(case, i) for i in impossible))
        said = tuple(r for r in rulings if isinstance(r, Ruling))
        stand = (r for r in others if isinstance(r, Ruling))
        if one in asked.optional and not whole and not any(_speaks(r) for r in said):
            more.append(said[0].about)
            continue
        hearings.append(
            Hearing(
                questions.get(one.question, Question("", "", ())),
                said[0].about,
                tuple(str(a) for a in one.claim.arguments),
                said,
                tuple(r for r in stand if beside[r.attributed.doctrine] or speaks_of(r)),
                _partings(said),
            )
        )
    found = tuple(findings(hearers, case, doctrines, [a.claim for a in asked.claims], manner))
    return Sitting(case, tuple(hearings), narrowed, tuple(dict.fromkeys(more)), found)


def _partings(said: Sequence[Ruling]) -> tuple[Parting, ...]:
    """Where each two part, each place once; of a doctrine read in several ways it is said under which it parts."""
    sides = [(Side(ruling), _called(ruling, said)) for ruling in said]
    found = (p for (a, its), (b, other) in combinations(sides, 2) if (p := parted(a, b, (its, other))))
    return tuple({p.words: p for p in found}.values())


def _called(ruling: Ruling, among: Sequence[Ruling]) -> str:
    apart = told_apart(ruling, among)
    return ruling.attributed.title + (f" (read with {apart})" if apart else "")


def _who_can_say(library: Library, doctrines: Iterable[str], claim: Claim) -> tuple[str, ...]:
    return tuple(d for d in doctrines if shares_words(library, d, claim.sentence))


def _speaks(ruling: Ruling) -> bool:
    return ruling.outcome.status in (Status.RULED, Status.CONTESTED)


def findings(
    hearers: Hearers, case: Case, doctrines: Sequence[str], claims: Sequence[Claim], manner: Manner
) -> Iterator[Finding]:
    """`reported` lines beside the rulings of the doctrines asked; where they part it is about the encoding."""
    for line in case.lines:
        if line.kind is not LineKind.REPORTED:
            continue
        if not any(same_sentence(replace(line.claim, modality=None), c) for c in claims):
            continue
        for id in doctrines:
            asked = Asked("", replace(line.claim, modality=None, span=None))
            ruling = hearers.hear(id, case, asked, manner.of(id), propagating=manner.propagating)
            says = heard_on(case, line, ruling) if isinstance(ruling, Ruling) else ()
            if len(says) == 1 and says[0].value:
                yield Finding(
                    id,
                    hearers.library.doctrines[id].title,
                    say(line.claim, hearers.sentences, names=short_names(case)),
                    line.cites,
                    says[0],
                    set_beside(line.claim, says[0]).agrees,
                )


def why_not(hearers: Hearers, sitting: Sitting, word: str, manner: Manner) -> Sitting | tuple[Diagnostic, ...]:
    """The sitting with the obstacles to a word; R018 where nobody asked can say the word of any sentence."""
    heard = [_why_not(hearers, sitting.case, hearing, word, manner) for hearing in sitting.hearings]
    hearings = tuple(h for h in heard if isinstance(h, Hearing))
    if hearings:
        return replace(sitting, hearings=hearings)
    return tuple(h for h in heard if isinstance(h, Diagnostic))


def _why_not(hearers: Hearers, case: Case, hearing: Hearing, word: str, manner: Manner) -> Hearing | Diagnostic:
    rulings: list[Ruling] = []
    lacking: list[str] = []
    for ruling in hearing.asked:
        again: Ruling | ImpossibleCase | NoSuchWord = ruling
        if ruling.outcome.because is not Because.NOT_ENCODED:
            assert ruling.claim is not None
            asked = Asked(ruling.question, ruling.claim)
            again = hearers.hear_not(ruling.attributed.doctrine, case, asked, word, manner)
        if isinstance(again, NoSuchWord):
            lacking += again.words
        elif isinstance(again, Ruling):
            rulings.append(replace(again, anachronism=ruling.anachronism))
    if lacking and all(r.outcome.because is Because.NOT_ENCODED for r in rulings):
        words = ", ".join(dict.fromkeys(lacking))
        help = f"the words here are {words}, or `any`"
        return Diagnostic("R018", f"`{hearing.about}` has no word `{word}`", help=help)
    return replace(hearing, asked=tuple(rulings))
