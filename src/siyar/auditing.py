"""The verb of `siyar audit`: a doctrine over the whole case space of its questions (docs/audit.md)."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from siyar.asking import to_ask
from siyar.diagnostics import Diagnostic
from siyar.engines.bits.nodes import TooManyNodes
from siyar.export.audit import Audited
from siyar.framing import Frame
from siyar.hearing import Asked
from siyar.model import Case
from siyar.refusals import towards_force
from siyar.study.abstract import abstract_case, kinds
from siyar.study.across import TooLarge
from siyar.study.audit import Audit, Range, audit, audit_shared
from siyar.study.audit.ranges import speech, ways
from siyar.study.joint import TooManyCases
from siyar.workbench import Workbench


def audit_doctrine(bench: Workbench, doctrine: str, *, questions: Sequence[str] = ()) -> Audit | tuple[Diagnostic, ...]:
    """Everything found of one doctrine. Problems: R009.

    ``questions``: those of its own it is narrowed to; by default all that it encodes.
    """
    if refused := bench.refusals((), (doctrine,), questions):
        return refused
    known = bench.library.doctrines[doctrine]

    def framed(reading: Mapping[str, str]) -> Frame:
        return bench.frame(doctrine, reading)

    ranges: list[Range] = []
    too_large: list[TooLarge] = []
    plain = framed({})
    about = {head.sentence for rule in plain.doctrine.rules for head in rule.heads}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for question in [q for q in known.questions if q in questions] if questions else known.questions:
        for case, asked in _asked(bench, question, doctrine, about):
            spoken = speech(bench.library, case)
            words = spoken.claim(asked.claim)
            who = (words, tuple(e.type for e in case.entities))
            if who in seen:  # a sentence of several questions is gone through once
                continue
            seen.add(who)
            of, force = bench.questions[question], towards_force(bench.library, asked)
            if gone := tuple(ways(framed, case, asked)):
                ranges.append(Range(len(ranges), of, case, asked, words, spoken, plain.reading, gone, force))
    # What precedents become as rules can differ from reading to reading.
    rules = {rule.id: rule for rule in plain.doctrine.rules}
    rules |= {rule.id: rule for one in ranges for way in one.ways for rule in way.space.frame.doctrine.rules}
    whole = replace(plain.doctrine, rules=tuple(rules.values()))
    while True:
        try:
            return audit(bench.library, whole, ranges, framed, too_large, narrowed=bool(questions))
        except (TooManyNodes, TooManyCases):  # the largest is left out, and the rest gone through
            largest = max(ranges, key=lambda one: one.first.laid.size)
            too_large.append(TooLarge(largest.question, largest.about, largest.first.laid.size))
            ranges.remove(largest)


def audit_doctrines(
    bench: Workbench,
    doctrines: Sequence[str] = (),
    *,
    questions: Sequence[str] = (),
    begun: Callable[[str], None] = lambda doctrine: None,
) -> Audited | tuple[Diagnostic, ...]:
    """Several doctrines; without any, all of them and what is declared for all and used by none. Problems: R009.

    ``begun`` is told of each doctrine before it is gone through.
    """
    if refused := bench.refusals((), doctrines, questions):
        return refused
    audits = []
    for id in dict.fromkeys(doctrines or bench.library.doctrines):
        begun(id)
        found = audit_doctrine(bench, id, questions=questions)
        if isinstance(found, tuple):
            return found
        audits.append(found)
    return Audited(tuple(audits), None if doctrines else audit_shared(bench.library), tuple(questions))


def _asked(bench: Workbench, question: str, doctrine: str, about: Container[str]) -> Iterator[tuple[Case, Asked]]:
    """Each sentence of the question that has rules, of each kind of party it can be about, in a case of its own."""
    library = bench.library
    for sentence in bench.questions[question].about:
        if sentence not in about:
            continue
        slots = kinds(library, question, sentence)
        for leaves in product(*(leaves for _, leaves in slots)):
            filled = {name: leaf for (name, _), leaf in zip(slots, leaves, strict=True)}
            case = abstract_case(library, [question], [doctrine], filled=filled, main=sentence)
            asked = to_ask(library, case, [question], "", doctrines=(doctrine,), everything=True)
            if isinstance(asked, tuple):
                continue
            types = {e.name: e.type for e in case.entities}
            slots_of = [slot.type for slot in library.sentences()[sentence].slots]
            fit = [
                one
                for one in asked.claims
                if one.claim.sentence == sentence
                and all(
                    types[str(who)] == filled.get(slot, types[str(who)])
                    for who, slot in zip(one.claim.arguments, slots_of, strict=True)
                )
            ]
            # Of several choices of entities the first: they are of the same kinds, and nothing is said of any.
            yield from ((case, one) for one in fit if one.claim.arguments == fit[0].claim.arguments)
