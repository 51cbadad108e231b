"""Looking for words in the library: rules, sentences, cases, sources, citations, the prose around rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from siyar.export.across import whose
from siyar.export.citing import passages
from siyar.export.folding import folded
from siyar.export.pages.doctrine import evidence_item, rule_item
from siyar.export.pages.notes import files, prose
from siyar.export.sheet import Item, walk
from siyar.export.wording import named
from siyar.language.unparse import pattern, template
from siyar.model import Library, Sentence
from siyar.phrase import Phrase, chain, joined, phrase
from siyar.study.interview import asks as asked

#: Results of a kind on one page.
FEW = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be found: its kind, its words, the page that shows it (a name, and an id), and its folded text."""

    kind: str
    words: str
    under: str
    page: str
    id: str
    place: str = ""
    text: str = field(default="", repr=False)


def index(library: Library) -> tuple[Entry, ...]:
    """Everything there is to be found, in the order of the library."""
    return tuple(_entries(library))


def search(entries: tuple[Entry, ...], words: str) -> dict[str, tuple[Entry, ...]]:
    """The entries in which all the words stand, by kind."""
    wanted = folded(words).split()
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if wanted and all(word in entry.text for word in wanted):
            found.setdefault(entry.kind, []).append(entry)
    return {kind: tuple(some) for kind, some in found.items()}


def _entries(library: Library) -> Iterator[Entry]:
    for doctrine in library.doctrines.values():
        title = named(whose(library, doctrine.id))  # which marks one that is not shipped
        yield _entry("doctrine", title, doctrine.voice, "doctrine", doctrine.id, more=doctrine.id)
        for rule in doctrine.rules:
            item = rule_item(rule, library)
            yield _entry("rule", item.words, title, "doctrine", doctrine.id, f"rule-{rule.id}", more=_all(item))
        for evidence in doctrine.evidence:
            item = evidence_item(evidence, library)
            cited = joined("; ", evidence.cited_as)
            words = chain(
                evidence.id, ", ", evidence.kind, *((", ", phrase("cited as {words}", words=cited)) if cited else ())
            )
            place = f"evidence-{evidence.id}"
            yield _entry("citation", words, title, "doctrine", doctrine.id, place, more=_all(item))
        for section in prose(files(doctrine)):
            for words in section.paragraphs:
                yield _entry("prose", words, chain(title, ": ", section.heading), "doctrine", doctrine.id)
    for sentence in library.sentences().values():
        asks = joined("; ", (part for part in (sentence.means, sentence.asks and question(sentence)) if part))
        names = "; ".join((*sentence.arabic, *sentence.terms))
        words = chain(declared(sentence), *((" (", names, ")") if names else ()))
        yield _entry(
            "sentence",
            words,
            chain(sentence.kind.value, ": ", asks) if asks else sentence.kind.value,
            "show",
            sentence.id,
            more=sentence.id,
        )
    for one in library.questions().values():
        yield _entry("question", one.asks, one.id, "show", one.id)
    for case in library.cases.values():
        who = ", ".join(e.name for e in case.entities)
        yield _entry(
            "case",
            case.title or case.id,
            joined("; ", (p for p in (case.date, who) if p)),
            "case",
            case.id,
            more=case.id,
        )
    for source in library.sources.values():
        about = joined("; ", (part for part in (source.author, source.date, source.edition) if part))
        yield _entry("source", source.title, about, "show", source.id, more=f"{source.id} {source.obtain}")
    yield from _passages(library)


def _passages(library: Library) -> Iterator[Entry]:
    """Each passage that rules cite, with the rules."""
    by: dict[str, list[tuple[str, str]]] = {}
    for doctrine in library.doctrines.values():
        for rule in doctrine.rules:
            for cite in rule.cites:
                by.setdefault(passages(library, [cite]), []).append((doctrine.id, rule.id))
    for words, rules in by.items():
        home, first = rules[0]
        under = ", ".join(f"{d}/{r}" for d, r in rules[:4]) + (" …" if len(rules) > 4 else "")
        yield _entry("passage", words, under, "doctrine", home, f"rule-{first}")


def question(sentence: Sentence) -> str:
    """A sentence's own question, to be said in other languages by its template."""
    return Phrase(sentence.asks, asked(sentence), {slot.name: slot.name for slot in sentence.slots})


def declared(sentence: Sentence) -> str:
    """A sentence as its vocabulary declares it, to be said in other languages by its pattern."""
    named = {slot.name: slot.name for slot in sentence.slots}
    if sentence.choice:
        named["option"] = joined(" | ", sentence.choice.options)
    return Phrase(template(sentence.text), pattern(sentence.text), named)


def _entry(kind: str, words: str, under: str, page: str, id: str, place: str = "", more: str = "") -> Entry:
    return Entry(kind, words, under, page, id, place, folded(f"{words} {under} {more}"))


def _all(item: Item) -> str:
    return " ".join(one.words for one in walk((item,)))
