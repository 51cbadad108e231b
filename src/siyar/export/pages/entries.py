"""The pages of a case, a source, a question and a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from siyar.export.citing import bracket
from siyar.export.pages.notes import notes
from siyar.export.pages.spoken import claim
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.wording import SEEN
from siyar.language.conversion import conversion, converted
from siyar.language.unparse import pattern, template
from siyar.model import (
    Case,
    Choice,
    Claim,
    Library,
    LineKind,
    Piece,
    Quantity,
    Question,
    Sentence,
    SentenceKind,
    Slot,
    Source,
    Vocabulary,
)
from siyar.phrase import Phrase, chain, joined, phrase
from siyar.study.interview import asks

#: In the order in which a case is told.
_KINDS = (LineKind.GIVEN, LineKind.STIPULATED, LineKind.CONTESTED, LineKind.UNKNOWN, LineKind.REPORTED)


def case_sheet(case: Case, library: Library) -> Sheet:
    names = {e.name: e.short for e in case.entities if e.short}
    sentences = library.sentences()
    dated = (", ", case.date) if case.date else ()
    blocks: list[Block] = [Heading(chain(case.title or case.id, *dated), 1)]
    blocks.append(Item(phrase("id: {id}", id=case.id)))
    if conversion(case.date):
        blocks.append(Item(phrase("date: {words}", words=converted(case.date))))
    if case.as_in:
        blocks.append(Item(phrase("takes over what is said of: {case}", case=case.as_in)))
    blocks.append(Heading(phrase("Who and what")))
    blocks += [Item(chain(e.type, ": ", e.name, *((" (", e.short, ")") if e.short else ()))) for e in case.entities]
    for kind in _KINDS:
        lines = [line for line in case.lines if line.kind is kind]
        if lines:
            blocks.append(Heading(_HEADINGS[kind]))
            for line in lines:
                words = claim(line.claim, sentences, names)
                if kind is LineKind.REPORTED:
                    words = phrase("reported: {words}", words=words)
                then = _dated(line.claim)
                blocks.append(Item(chain(words, then, bracket(library, line.cites), _over(line.inherited))))
    if case.events:
        blocks.append(Heading(phrase("Events")))
        for event in case.events:
            words = claim(event.claim, sentences, names)
            if event.contested:
                words = phrase("contested: {words}", words=words)
            told = chain(converted(event.when.words), ": ", words)
            blocks.append(Item(chain(told, bracket(library, event.cites), _over(event.inherited))))
    if case.notes:
        blocks.append(Heading(phrase("Notes")))
        blocks += [Item(chain(words, bracket(library, cites))) for words, cites in case.notes]
    if case.asks:
        blocks.append(Heading(phrase("Asked")))
        blocks += [Item(a if isinstance(a, str) else claim(a, sentences, names)) for a in case.asks]
    return tuple(blocks)


def _over(case: str) -> str:
    """From which case a line was taken over."""
    return phrase(" (from {case})", case=case) if case else ""


def _dated(said: Claim) -> str:
    """The conversion of the date a line gives, in round brackets; nothing where it gives none."""
    than = said.comparison.than if said.comparison else None
    found = conversion(than.words) if isinstance(than, Quantity) and than.kind == "date" else ""
    return f" ({found})" if found else ""


_HEADINGS = {
    LineKind.GIVEN: phrase("Given"),
    LineKind.STIPULATED: phrase("Stipulated for every doctrine"),
    LineKind.CONTESTED: phrase("Contested"),
    LineKind.UNKNOWN: phrase("Looked for and not known"),
    LineKind.REPORTED: phrase("Conclusions that somebody is reported to have drawn"),
}


def source_sheet(source: Source, library: Library) -> Sheet:
    not_stated = phrase("not stated")
    stated = joined(", ", (d.title for d in library.doctrines.values() if d.source == source.id))
    anchored = str(len(source.passages)) if source.passages else phrase("none listed")
    obtain = source.obtain or phrase("not stated; Siyar ships paraphrase and anchors, not the text")
    rows = (
        phrase("id: {id}", id=source.id),
        phrase("author: {words}", words=source.author or not_stated),
        phrase("date: {words}", words=source.date or not_stated),
        phrase("edition: {words}", words=source.edition or not_stated),
        phrase("language: {words}", words=source.language or not_stated),
        phrase("state of the citations: {words}", words=SEEN[source.seen]),
        phrase("where to obtain: {words}", words=obtain),
        phrase("sentences with an anchor: {words}", words=anchored),
        phrase("stated by: {words}", words=stated or phrase("no doctrine")),
    )
    blocks: list[Block] = [Heading(source.title, 1), *(Item(row) for row in rows)]
    blocks += notes([source.span.text] if source.span else [])
    if source.voices:
        blocks.append(Heading(phrase("Voices")))
        blocks += [Item(chain(voice, ": ", ", ".join(anchors))) for voice, anchors in source.voices]
    if source.inventory:
        blocks.append(
            Heading(
                phrase(
                    "What each sentence does ({command} says what carries it)", command=f"siyar coverage {source.id}"
                )
            )
        )
        blocks += [Item(chain(of, ": ", ", ".join(anchors))) for of, anchors in source.inventory.functions]
        blocks += [
            Item(phrase("left out {passages}: {why}", passages=", ".join(one.loci), why=one.why))
            for one in source.inventory.left_out
        ]
    return tuple(blocks)


def question_sheet(question: Question, library: Library) -> Sheet:
    sentences = library.sentences()
    encoded = [d for d in library.doctrines.values() if question.id in d.questions]
    absent = [d for d in library.doctrines.values() if question.id not in d.questions]
    title = phrase("The question {id}: {asks}", id=question.id, asks=question.asks)
    blocks: list[Block] = [Heading(title, 1), Heading(phrase("About"))]
    blocks += [Item(chain(id, ": ", declared(sentences[id].text))) for id in question.about if id in sentences]
    for title, doctrines in ((phrase("Encoded in"), encoded), (phrase("Not encoded yet in"), absent)):
        if doctrines:
            blocks += [Heading(title), *(Item(chain(d.title, " (", d.id, ")")) for d in doctrines)]
    blocks += [Item(phrase("note {words}", words=note)) for note in question.notes]
    return tuple(blocks)


def declared(pieces: tuple[Piece, ...]) -> str:
    """A text as a vocabulary declares it, known to catalogues by its pattern."""
    parts = {piece.name: piece.name for piece in pieces if isinstance(piece, Slot)}
    for piece in pieces:
        if isinstance(piece, Choice):
            parts["option"] = joined(" | ", piece.options)
    return Phrase(template(pieces), pattern(pieces), parts)


def sentence_sheet(sentence: Sentence, library: Library) -> Sheet:
    blocks: list[Block] = [Heading(_title(sentence), 1)]
    blocks += [Item(words) for words in _said(sentence, library)]
    concluded = [
        f"{d.id}/{r.id}"
        for d in library.doctrines.values()
        for r in d.rules
        if sentence.id in {h.sentence for h in r.heads}
    ]
    needed = [
        f"{d.id}/{r.id}"
        for d in library.doctrines.values()
        for r in d.rules
        if any(c.sentence == sentence.id for one in (*r.when, *r.unless) for c in one.alternatives)
    ]
    concluding, conditional = phrase("Rules that conclude it"), phrase("Rules with it as a condition")
    for title, rules in ((concluding, concluded), (conditional, needed)):
        if rules:
            blocks += [Heading(title), *(Item(rule) for rule in rules)]
    return tuple(blocks)


def _title(sentence: Sentence) -> str:
    id, text = sentence.id, declared(sentence.text)
    match sentence.kind:
        case SentenceKind.FACT:
            return phrase("The fact {id}: {text}", id=id, text=text)
        case SentenceKind.CONCEPT:
            return phrase("The concept {id}: {text}", id=id, text=text)
        case SentenceKind.ACT:
            return phrase("The act {id}: {text}", id=id, text=text)


def _asked(sentence: Sentence) -> str:
    return Phrase(sentence.asks, asks(sentence), {slot.name: slot.name for slot in sentence.slots})


def _said(sentence: Sentence, library: Library) -> Iterator[str]:
    if sentence.opposite:
        yield phrase("opposite: {words}", words=declared(sentence.opposite))
    if sentence.means:
        yield phrase("means: {words}", words=sentence.means)
    if sentence.asks:
        yield phrase("asks: {words}", words=_asked(sentence))
    if sentence.judged_by:
        yield phrase("judged by: {words}", words=sentence.judged_by)
    if sentence.earliest:
        day = chain(sentence.earliest.day.words, bracket(library, sentence.earliest.cites))
        yield phrase("not before: {words}", words=day)
    for words in sentence.arabic:
        yield phrase("Arabic: {words}", words=words)
    for words in sentence.terms:
        yield phrase("term of art: {words}", words=words)
    if sentence.force:
        yield phrase("kind: an act of force: no rule may make it obligatory or recommended, nor forbid leaving it")
    if sentence.kind is SentenceKind.FACT:
        yield phrase("where it comes from: the case gives it; no rule concludes it")
    for words in sentence.notes:
        yield phrase("note: {words}", words=words)


def vocabulary_sheet(vocabulary: Vocabulary) -> Sheet:
    """Types, questions and sentences by name."""
    blocks: list[Block] = [
        Heading(vocabulary.title or vocabulary.id, 1),
        Item(f"id: {vocabulary.id}"),
        Item(f"version: {vocabulary.version or 'not stated'}"),
        Item(f"positions shown beside every ruling: {', '.join(vocabulary.beside) or 'none'}"),
        Item(f"positions shown where they speak of the question: {', '.join(vocabulary.further) or 'none'}"),
        Heading("Types"),
    ]
    for kind in vocabulary.types:
        above = f", a kind of {kind.is_a}" if kind.is_a else ""
        blocks.append(Item(f"{kind.name}{above}{f': {kind.means}' if kind.means else ''}"))
    blocks.append(Heading("Questions"))
    blocks += [Item(f"{q.id}: {q.asks}") for q in vocabulary.questions]
    for of in SentenceKind:
        blocks.append(Heading(f"{of.value.capitalize()}s"))
        blocks += [Item(f"{s.id}: {template(s.text)}") for s in vocabulary.sentences if s.kind is of]
    return tuple(blocks)
