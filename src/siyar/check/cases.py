"""Cases: C001 impossible, C002 contradictory, C003 a norm given as a fact, C004 contested without a teller.

C005 a question asked about nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from siyar.check.conditions import met
from siyar.check.places import name_in
from siyar.check.values import Said, said
from siyar.diagnostics import Diagnostic, Related
from siyar.ground import instances, lacking, quoted
from siyar.ground.nobody import FURTHER
from siyar.model import (
    Case,
    CaseLine,
    Claim,
    Denial,
    Event,
    Impossible,
    Library,
    LineKind,
    Question,
    Relation,
    Sentence,
    Type,
)

VALIDITY = frozenset({"valid", "defective", "void"})


def cases(library: Library) -> Iterator[Diagnostic]:
    """What is wrong with the lines of every case."""
    sentences, types, questions = library.sentences(), library.types(), library.questions()
    impossible = [block for vocabulary in library.vocabularies.values() for block in vocabulary.impossible]
    for case in library.cases.values():
        yield from _norms(case, sentences)
        yield from _tellers(case)
        yield from _nobody(case, library, sentences, questions)
        contradictions = list(_contradictions(case, sentences))
        yield from contradictions
        if not contradictions:
            yield from _impossible(case, impossible, sentences, types)


def _nobody(
    case: Case, library: Library, sentences: Mapping[str, Sentence], questions: Mapping[str, Question]
) -> Iterator[Diagnostic]:
    """C005: nobody of the case fits any sentence of a question that it asks itself."""
    for asked in case.asks:
        question = questions.get(asked) if isinstance(asked, str) else None
        about = [sentences[id] for id in question.about if id in sentences] if question else []
        if not question or not about or any(instances(library.types(s.home), case, s) for s in about):
            continue
        types = lacking(library, case, [question])
        which = " and no ".join(quoted(t) for t in types)
        yield Diagnostic(
            "C005",
            f"the case `{case.id}` has no {which}, which `{question.id.rpartition('/')[2]}` needs",
            name_in(case.span, "ask", question.id.rpartition("/")[2]),
            f"bring one in with a line such as `{types[0].removeprefix(FURTHER)}  a name`, or ask something else",
        )


def _told(case: Case) -> tuple[CaseLine | Event, ...]:
    return (*case.lines, *case.events)


def _norms(case: Case, sentences: Mapping[str, Sentence]) -> Iterator[Diagnostic]:
    for line in _told(case):
        kind = line.kind if isinstance(line, CaseLine) else LineKind.GIVEN
        if line.inherited or kind is LineKind.REPORTED:
            continue
        choice = sentences[line.claim.sentence].choice
        validity = choice is not None and frozenset(choice.options) == VALIDITY
        if line.claim.modality is not None:
            message = "a case cannot give a norm"
        elif validity and kind is not LineKind.STIPULATED:
            message = "a case cannot give the validity of an instrument"
        else:
            continue
        yield Diagnostic(
            "C003",
            message,
            line.claim.span or line.span,
            "doctrines conclude it; write `reported` if somebody is said to have concluded so",
        )


def _tellers(case: Case) -> Iterator[Diagnostic]:
    for line in _told(case):
        contested = line.kind is LineKind.CONTESTED if isinstance(line, CaseLine) else line.contested
        if contested and not line.cites and not line.inherited:
            yield Diagnostic(
                "C004",
                "nobody is named who tells it so",
                line.claim.span or line.span,
                "add the teller in square brackets at the end of the line",
            )


def _contradictions(case: Case, sentences: Mapping[str, Sentence]) -> Iterator[Diagnostic]:
    """C002: comparisons that exclude each other; the reader sees to all other lines."""
    earlier: dict[tuple[object, ...], list[tuple[CaseLine, Said]]] = {}
    for line in case.lines:
        if line.kind not in (LineKind.GIVEN, LineKind.STIPULATED) or line.claim.comparison is None:
            continue
        for thing in said(line.claim, sentences):
            before = earlier.setdefault((*thing.sentence, *thing.arguments), [])
            for other, beside in before:
                if thing.clashes(beside) and not (_exact(line.claim) and _exact(other.claim)):
                    place = other.claim.span
                    yield Diagnostic(
                        "C002",
                        "the case gives this and what excludes it",
                        line.claim.span or line.span,
                        "keep one of the two, or mark both `contested`, each with its teller",
                        related=(Related("excluded by this line", place),) if place else (),
                    )
            before.append((line, thing))


def _exact(claim: Claim) -> bool:
    relation = claim.comparison.relation if claim.comparison else None
    return claim.denial is Denial.NONE and relation in (Relation.IS, Relation.ON)


def _impossible(
    case: Case,
    impossible: list[Impossible],
    sentences: Mapping[str, Sentence],
    types: Mapping[str, Type],
) -> Iterator[Diagnostic]:
    """C001, D11: the facts given meet an `impossible` whatever else is the case."""
    kinds = {entity.name: entity.type for entity in case.entities}
    given = [line.claim for line in case.lines if line.kind is LineKind.GIVEN]
    for block in impossible:
        claims = met(block, given, sentences, types, kinds)
        if claims:
            spans = list(dict.fromkeys(claim.span for claim in claims if claim.span))
            own = [line.claim.span for line in case.lines if not line.inherited and line.claim.span in spans]
            place = own[-1] if own else case.span
            yield Diagnostic(
                "C001",
                f"this case is impossible: it meets `{block.id.rpartition('/')[2]}`",
                place,
                "correct the facts of the case, or the declaration",
                related=tuple(Related("together with this", span) for span in spans if span != place),
            )
