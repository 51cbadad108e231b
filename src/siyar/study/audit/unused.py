"""What is declared and never used: by a doctrine, or, of what all share, by any of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from siyar.framing.variables import variables
from siyar.model import Claim, Doctrine, Library, Precedent, Rule, Sentence, SentenceKind, Type
from siyar.phrase import phrase
from siyar.study.audit.nouns import Finding, Kind


def unused(doctrine: Doctrine) -> Iterator[Finding]:
    """The doctrine's own sentences and types that none of its rules, precedents, factors or oppositions speaks of, and
    evidence nothing rests on or is supported by."""
    said = {*_said(doctrine), *_meant(doctrine.sentences)}
    sentences = [s for s in doctrine.sentences if s.id not in said]
    types = set(_types(doctrine.sentences, _claims(doctrine)))
    cited = set(_grounds(doctrine))
    yield from (_finding(_called(s), s.id) for s in sentences)
    yield from (_finding(phrase("the type {id}", id=t.name), t.name) for t in _left(doctrine.types, types))
    yield from (_finding(phrase("the evidence {id}", id=e.id), e.id) for e in doctrine.evidence if e.id not in cited)


def unused_shared(library: Library) -> Iterator[Finding]:
    """Sentences and types of the vocabularies that no doctrine uses, and questions that none encodes."""
    said = {id for doctrine in library.doctrines.values() for id in _said(doctrine)}
    said |= {id for vocabulary in library.vocabularies.values() for id in _meant(vocabulary.sentences)}
    for vocabulary in library.vocabularies.values():
        for sentence in vocabulary.sentences:
            if sentence.id not in said:
                yield _finding(_called(sentence), sentence.id, _BY_NONE)
        claims = [c for d in library.doctrines.values() for c in _claims(d)]
        every = [s for d in library.doctrines.values() for s in d.sentences]
        types = set(_types((*vocabulary.sentences, *every), claims))
        yield from (
            _finding(phrase("the type {id}", id=t.name), t.name, _BY_NONE) for t in _left(vocabulary.types, types)
        )
        encoded = {q for doctrine in library.doctrines.values() for q in doctrine.questions}
        for question in vocabulary.questions:
            if question.id not in encoded:
                yield _finding(
                    phrase("the question {id}", id=question.id), question.id, phrase("no doctrine encodes it")
                )


_BY_ITSELF = phrase("nothing in the doctrine speaks of it")
_ENCODED_BY_NONE = phrase("no doctrine encodes it")
_BY_NONE = phrase("no doctrine speaks of it")


def _called(sentence: Sentence) -> str:
    """A sentence by its kind and id."""
    if sentence.kind is SentenceKind.FACT:
        return phrase("the fact {id}", id=sentence.id)
    if sentence.kind is SentenceKind.CONCEPT:
        return phrase("the concept {id}", id=sentence.id)
    return phrase("the act {id}", id=sentence.id)


def _finding(subject: str, block: str, words: str = _BY_ITSELF) -> Finding:
    return Finding(Kind.UNUSED, subject, (block,), words)


def _claims(doctrine: Doctrine) -> Iterator[Claim]:
    """Every claim of the doctrine, compared quantities included; what a case is expected to show is none."""
    for rule in doctrine.rules:
        conditions = [c for condition in (*rule.when, *rule.unless) for c in condition.alternatives]
        yield from _each((*rule.heads, *conditions, *rule.whether_or_not))
    more = [c for scope in doctrine.scopes for c in (*scope.when, *scope.unless)]
    more += [c for block in doctrine.impossible for c in (*block.when, *block.unless)]
    yield from _each(claim for condition in more for claim in condition.alternatives)
    for precedent in doctrine.precedents:
        yield from _each((precedent.held, *precedent.because, *precedent.not_because))
    for factor in doctrine.factors:
        yield from _each((factor.when, factor.favours))
    for dimension in doctrine.dimensions:
        yield from _each((dimension.favours,))
    for opposition in doctrine.oppositions:
        yield from _each((opposition.one, opposition.other))


def _each(claims: Iterable[Claim]) -> Iterator[Claim]:
    for claim in claims:
        yield claim
        if claim.comparison and isinstance(claim.comparison.than, Claim):
            yield claim.comparison.than


def _said(doctrine: Doctrine) -> Iterator[str]:
    """Ids of sentences that the doctrine speaks of, those of which more is asked by its questions included."""
    yield from (claim.sentence for claim in _claims(doctrine))
    yield from (dimension.of for dimension in doctrine.dimensions)
    yield from (id for question in doctrine.own_questions for id in question.about)


def _meant(sentences: Iterable[Sentence]) -> Iterator[str]:
    """Sentences by which others are defined: since what a time runs, which comparison a fact is."""
    for sentence in sentences:
        yield from (claim.sentence for claim in _each(c for c in (sentence.since, sentence.once) if c))


def _types(sentences: Iterable[Sentence], claims: Iterable[Claim]) -> Iterator[str]:
    for sentence in sentences:
        yield from (slot.type for slot in sentence.slots)
    for claim in claims:
        yield from (variable.type for variable in variables(claim))


def _left(types: Iterable[Type], used: set[str]) -> list[Type]:
    """The types that neither are used nor have a subtype that is."""
    among = tuple(types)
    needed = set(used)
    for _ in among:
        needed |= {t.is_a for t in among if t.name in needed and t.is_a}
    return [t for t in among if t.name not in needed]


def _grounds(doctrine: Doctrine) -> Iterator[str]:
    blocks: tuple[Rule | Precedent, ...] = (*doctrine.rules, *doctrine.precedents)
    for block in blocks:
        yield from (id for group in block.rests_on for id in group)
        yield from block.supported_by
