"""What is said of each sentence in how many cases, and where nothing is: counts with what they range over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from siyar.conclusion import Status
from siyar.hearing import attribute
from siyar.hearing.words import outcome
from siyar.model import Denial, Library
from siyar.study.across import Scope
from siyar.study.audit.nouns import Force, Line, Said
from siyar.study.audit.ranges import Range


def lines(ranges: Iterable[Range], library: Library) -> Iterator[Line]:
    """One for each sentence that is not about force, in the order of their numbers."""
    for one in ranges:
        if one.force:
            continue
        space, doctrine = one.first, one.first.frame.doctrine
        opposite = one.asked.claim.denial is Denial.OPPOSITE
        counts: dict[object, Said] = {}
        for answer, cases in space.answers.items():
            words = outcome(answer, space.theory.atoms[space.atom], opposite=opposite)
            if answer.status is Status.SILENT:  # one silence, wherever it comes from (D13)
                words = replace(words, because=None)
            counts[answer] = Said(attribute(library, doctrine, words, ()), space.count(cases))
        silent = space.with_status(Status.SILENT)
        facts = tuple(one.speech.subject(space.laid.atoms[name]) for name, _ in space.facts)
        readings = tuple((doctrine.id, reading, option) for reading, option in one.ways[0].options)
        yield Line(
            one.number,
            one.question,
            one.about,
            one.asked,
            Scope(one.case, (), facts, readings, space.total),
            tuple(sorted(counts.values(), key=lambda said: -said.count)),
            space.count(silent),
            one.witness(one.ways[0], silent) if silent else None,
            one.readings,
            len(one.ways),
            bool(space.ruled),
        )


def force(ranges: Iterable[Range]) -> Iterator[Force]:
    """Counts of the sentences about force; no case of theirs is looked for."""
    for one in ranges:
        if one.force:
            count, space = one.first.count, one.first
            contested, silent = space.with_status(Status.CONTESTED), space.with_status(Status.SILENT)
            yield Force(one.question, one.about, space.total, count(contested), count(silent))
