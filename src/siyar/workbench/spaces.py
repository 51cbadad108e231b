"""The cases that a question is asked of when doctrines are gone through case by case, and how what is said is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from siyar.asking import claim_in, short_names
from siyar.conclusion import Answer, Status
from siyar.diagnostics import Diagnostic
from siyar.explain.said import Speech
from siyar.hearing import Asked, Attributed, attribute
from siyar.hearing.readings import concerned
from siyar.hearing.words import outcome
from siyar.model import Case, CaseLine, Claim, Denial, Library, LineKind
from siyar.study.abstract import abstract_case, kinds
from siyar.study.across import Scope
from siyar.study.joint import Part
from siyar.theory import Atom


@dataclass(frozen=True, slots=True)
class Fixed:
    """A case with the facts that a user fixed and that can be said in it.

    ``given``: those sentences, as he wrote them; ``unread``: what is wrong with the others in this case.
    """

    case: Case
    given: tuple[str, ...]
    unread: Mapping[str, tuple[Diagnostic, ...]]


def cases_of(library: Library, question: str, doctrines: Sequence[str], given: Sequence[str]) -> Iterator[Fixed]:
    """An abstract case for each way of filling the slots that several kinds of party can fill, with what is given."""
    slots = kinds(library, question)
    for leaves in product(*(leaves for _, leaves in slots)):
        filled = {name: leaf for (name, _), leaf in zip(slots, leaves, strict=True)}
        yield _fixed(library, abstract_case(library, [question], doctrines, filled=filled), doctrines, given)


def _fixed(library: Library, case: Case, doctrines: Sequence[str], given: Sequence[str]) -> Fixed:
    claims: dict[str, Claim] = {}
    unread: dict[str, tuple[Diagnostic, ...]] = {}
    for words in given:
        claim = claim_in(library, case, words, doctrines)
        if isinstance(claim, Claim):
            claims[words] = claim
        else:
            unread[words] = claim
    return Fixed(told(case, tuple(claims.values())), tuple(claims), unread)


def told(case: Case, claims: Sequence[Claim]) -> Case:
    """The case with more lines that give facts."""
    return replace(case, lines=(*case.lines, *(CaseLine(LineKind.GIVEN, claim) for claim in claims)))


def speech_of(library: Library, case: Case) -> Speech:
    """How things are said in a case."""
    return Speech(library.sentences(), short_names(case))


def scope_of(
    library: Library,
    fixed: Fixed,
    asked: Asked,
    parts: Sequence[Part],
    atoms: Mapping[str, Atom],
    facts: Sequence[str],
    total: int,
) -> Scope:
    """What was ranged over, in words."""
    spoken = speech_of(library, fixed.case)
    readings = tuple(
        (part.frame.doctrine.id, id, part.frame.reading[id])
        for part in parts
        for id in concerned(part.frame.doctrine, (asked.claim.sentence,))
    )
    return Scope(fixed.case, fixed.given, tuple(spoken.subject(atoms[name]) for name in facts), readings, total)


def says(library: Library, part: Part, asked: Asked, answer: Answer) -> Attributed:
    """What a doctrine says in many cases, with whose it is; one silence, wherever it comes from (D13)."""
    opposite = asked.claim.denial is Denial.OPPOSITE
    words = outcome(answer, part.theory.atoms[part.atom], opposite=opposite)
    if answer.status is Status.SILENT:
        words = replace(words, because=None)
    return attribute(library, part.frame.doctrine, words, ())
