"""The pages of a case, a source, a question and a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from siyar.export.citing import bracket
from siyar.export.pages.notes import notes
from siyar.export.pages.spoken import claim
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.wording import SEEN
from siyar.language.conversion import conversion, converted
from siyar.language.unparse import template
from siyar.model import Case, Claim, Library, LineKind, Quantity, Question, Sentence, SentenceKind, Source, Vocabulary

#: In the order in which a case is told.
_KINDS = (LineKind.GIVEN, LineKind.STIPULATED, LineKind.CONTESTED, LineKind.UNKNOWN, LineKind.REPORTED)


def case_sheet(case: Case, library: Library) -> Sheet:
    names = {e.name: e.short for e in case.entities if e.short}
    sentences = library.sentences()
    blocks: list[Block] = [Heading(f"{case.title or case.id}{f', {case.date}' if case.date else ''}", 1)]
    blocks.append(Item(f"id: {case.id}"))
    if conversion(case.date):
        blocks.append(Item(f"date: {converted(case.date)}"))
    if case.as_in:
        blocks.append(Item(f"takes over what is said of: {case.as_in}"))
    blocks.append(Heading("Who and what"))
    blocks += [Item(f"{e.type}: {e.name}{f' ({e.short})' if e.short else ''}") for e in case.entities]
    for kind in _KINDS:
        lines = [line for line in case.lines if line.kind is kind]
        if lines:
            blocks.append(Heading(_HEADINGS[kind]))
            for line in lines:
                over = f" (from {line.inherited})" if line.inherited else ""
                words = claim(line.claim, sentences, names)
                reported = "reported: " if kind is LineKind.REPORTED else ""
                then = _dated(line.claim)
                blocks.append(Item(f"{reported}{words}{then}{bracket(library, line.cites)}{over}"))
    if case.events:
        blocks.append(Heading("Events"))
        for event in case.events:
            told = "contested: " if event.contested else ""
            over = f" (from {event.inherited})" if event.inherited else ""
            words = f"{converted(event.when.words)}: {told}{claim(event.claim, sentences, names)}"
            blocks.append(Item(words + bracket(library, event.cites) + over))
    if case.notes:
        blocks.append(Heading("Notes"))
        blocks += [Item(words + bracket(library, cites)) for words, cites in case.notes]
    if case.asks:
        blocks.append(Heading("Asked"))
        blocks += [Item(a if isinstance(a, str) else claim(a, sentences, names)) for a in case.asks]
    return tuple(blocks)


def _dated(said: Claim) -> str:
    """The conversion of the date a line gives, in round brackets; nothing where it gives none."""
    than = said.comparison.than if said.comparison else None
    found = conversion(than.words) if isinstance(than, Quantity) and than.kind == "date" else ""
    return f" ({found})" if found else ""


_HEADINGS = {
    LineKind.GIVEN: "Given",
    LineKind.STIPULATED: "Stipulated for every doctrine",
    LineKind.CONTESTED: "Contested",
    LineKind.UNKNOWN: "Looked for and not known",
    LineKind.REPORTED: "Conclusions that somebody is reported to have drawn",
}


def source_sheet(source: Source, library: Library) -> Sheet:
    rows = (
        ("id", source.id),
        ("author", source.author or "not stated"),
        ("date", source.date or "not stated"),
        ("edition", source.edition or "not stated"),
        ("language", source.language or "not stated"),
        ("state of the citations", SEEN[source.seen]),
        ("where to obtain", source.obtain or "not stated; Siyar ships paraphrase and anchors, not the text"),
        ("sentences with an anchor", str(len(source.passages)) if source.passages else "none listed"),
        ("stated by", ", ".join(d.title for d in library.doctrines.values() if d.source == source.id) or "no doctrine"),
    )
    blocks: list[Block] = [Heading(source.title, 1), *(Item(f"{label}: {words}") for label, words in rows)]
    blocks += notes([source.span.text] if source.span else [])
    if source.voices:
        blocks.append(Heading("Voices"))
        blocks += [Item(f"{voice}: {', '.join(anchors)}") for voice, anchors in source.voices]
    if source.inventory:
        blocks.append(Heading(f"What each sentence does (siyar coverage {source.id} says what carries it)"))
        blocks += [Item(f"{function}: {', '.join(anchors)}") for function, anchors in source.inventory.functions]
        blocks += [Item(f"left out {', '.join(one.loci)}: {one.why}") for one in source.inventory.left_out]
    return tuple(blocks)


def question_sheet(question: Question, library: Library) -> Sheet:
    sentences = library.sentences()
    encoded = [d for d in library.doctrines.values() if question.id in d.questions]
    absent = [d for d in library.doctrines.values() if question.id not in d.questions]
    blocks: list[Block] = [Heading(f"The question {question.id}: {question.asks}", 1), Heading("About")]
    blocks += [Item(f"{id}: {template(sentences[id].text)}") for id in question.about if id in sentences]
    for title, doctrines in (("Encoded in", encoded), ("Not encoded yet in", absent)):
        if doctrines:
            blocks += [Heading(title), *(Item(f"{d.title} ({d.id})") for d in doctrines)]
    blocks += [Item(f"note {note}") for note in question.notes]
    return tuple(blocks)


def sentence_sheet(sentence: Sentence, library: Library) -> Sheet:
    blocks: list[Block] = [Heading(f"The {sentence.kind} {sentence.id}: {template(sentence.text)}", 1)]
    blocks += [Item(f"{label}: {words}") for label, words in _said(sentence, library)]
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
    for title, rules in (("Rules that conclude it", concluded), ("Rules with it as a condition", needed)):
        if rules:
            blocks += [Heading(title), *(Item(rule) for rule in rules)]
    return tuple(blocks)


def _said(sentence: Sentence, library: Library) -> Iterator[tuple[str, str]]:
    if sentence.opposite:
        yield "opposite", template(sentence.opposite)
    for label, words in (
        ("means", sentence.means),
        ("asks", sentence.asks),
        ("judged by", sentence.judged_by),
    ):
        if words:
            yield label, words
    if sentence.earliest:
        yield "not before", f"{sentence.earliest.day.words}{bracket(library, sentence.earliest.cites)}"
    for words in sentence.arabic:
        yield "Arabic", words
    for words in sentence.terms:
        yield "term of art", words
    if sentence.force:
        yield "kind", "an act of force: no rule may make it obligatory or recommended, nor forbid leaving it"
    if sentence.kind is SentenceKind.FACT:
        yield "where it comes from", "the case gives it; no rule concludes it"
    for words in sentence.notes:
        yield "note", words


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
