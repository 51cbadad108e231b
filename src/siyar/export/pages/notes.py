"""What the encoders wrote around the rules, and where the sources can be had: for the page of a doctrine or source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from siyar.export.citing import bracket
from siyar.export.sheet import Block, Heading, Item
from siyar.export.wording import SEEN
from siyar.language.prose import Section, sections
from siyar.model import Cite, Doctrine, Library, Rule, Source
from siyar.phrase import joined, phrase
from siyar.source import Text

UNKNOWN = phrase("not stated on its page")
UNPLACED = "Locus not given"


def files(doctrine: Doctrine) -> tuple[Text, ...]:
    """The texts a doctrine was read from, in order of name, as far as something in them has a place."""
    parts = (
        doctrine.rules, doctrine.readings, doctrine.scopes, doctrine.precedents, doctrine.evidence, doctrine.passages,
        doctrine.principles, doctrine.factors, doctrine.dimensions, doctrine.duties, doctrine.sentences,
        doctrine.expectations,
    )  # fmt: skip
    spans = [doctrine.span, *(part.span for blocks in parts for part in blocks)]
    texts = {span.text.name: span.text for span in spans if span is not None}
    opening = doctrine.span.text.name if doctrine.span else ""
    return tuple(texts[name] for name in sorted(texts, key=lambda name: (name != opening, name)))


def prose(texts: Iterable[Text]) -> tuple[Section, ...]:
    return tuple(section for text in texts for section in sections(text))


def notes(texts: Iterable[Text]) -> Iterator[Block]:
    """The sections under a heading of their own, with what they are about."""
    found = prose(texts)
    if not found:
        return
    yield Heading(phrase("Reading notes"))
    above = ""
    for section in found:
        if section.heading and section.heading != above:
            yield Heading(section.heading, 3)
        above = section.heading
        yield from (Item(words) for words in section.paragraphs)
        if section.blocks:
            yield Item(phrase("on: {blocks}", blocks=", ".join(section.blocks)), role="note")


def cited(doctrine: Doctrine, library: Library) -> tuple[Source, ...]:
    """The sources that a doctrine cites, each once, its own first."""
    blocks = (
        doctrine.rules, doctrine.scopes, doctrine.precedents, doctrine.evidence, doctrine.principles, doctrine.factors,
        doctrine.dimensions, doctrine.duties,
    )  # fmt: skip
    named = [doctrine.source, *(cite.source for some in blocks for block in some for cite in block.cites)]
    return tuple(library.sources[id] for id in dict.fromkeys(named) if id in library.sources)


def unplaced(doctrine: Doctrine) -> tuple[tuple[Rule, tuple[Cite, ...]], ...]:
    """The rules that cite a work without saying where in it, each with those citations."""
    found = ((rule, tuple(cite for cite in rule.cites if not cite.loci)) for rule in doctrine.rules)
    return tuple((rule, cites) for rule, cites in found if cites)


def placeless(doctrine: Doctrine, library: Library) -> Iterator[Block]:
    """What a reader cannot look up from this page: no place is given, and none is guessed."""
    found = unplaced(doctrine)
    if found:
        yield Heading(UNPLACED)
        yield from (Item(f"{rule.id}{bracket(library, cites)}") for rule, cites in found)


def obtaining(doctrine: Doctrine, library: Library) -> Iterator[Block]:
    """Each source with what identifies it, how far it was seen, and where a reader finds it."""
    found = cited(doctrine, library)
    if not found:
        return
    yield Heading(phrase("Sources cited, and where to obtain them"))
    for source in found:
        what = joined(", ", (part for part in (source.author, source.title, source.edition, source.date) if part))
        yield Item(
            phrase(
                "{what} ({id}; {seen}). To obtain: {where}",
                what=what,
                id=source.id,
                seen=SEEN[source.seen],
                where=source.obtain or UNKNOWN,
            )
        )
