"""What of the library has no Arabic yet: `python -m siyar.web.untranslated` prints the page that counts it
(docs/arabic.md), with `--list` what is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from siyar.language.unparse import pattern
from siyar.model import Choice, Library, Sentence
from siyar.study.abstract import names_given
from siyar.study.interview import asks
from siyar.web.catalogue import catalogue
from siyar.web.speaking import library_catalogue, words_catalogue

#: Each kind of words a page can show, and the words of that kind.
Shown = tuple[str, str]


def shown(library: Library) -> Iterator[Shown]:
    """Everything of a library that a page can show in short: sentences, questions, titles, readings; no prose."""
    for sentence in library.sentences().values():
        of = "shared" if sentence.home in library.vocabularies else "own"
        yield from ((f"{of} {kind}", words) for kind, words in of_sentence(sentence))
    for vocabulary in library.vocabularies.values():
        yield from (("types", one.name) for one in vocabulary.types)
        yield from (("questions", one.asks) for one in vocabulary.questions)
    for doctrine in library.doctrines.values():
        yield "titles of doctrines", doctrine.title
        yield "voices", doctrine.voice
        for reading in doctrine.readings:
            yield "readings", reading.asks
            yield from (("options of readings", option.words) for option in reading.options)
        yield from (("voices", rule.voice) for rule in doctrine.rules if rule.voice)
    yield from (("authors of sources", source.author) for source in library.sources.values() if source.author)
    yield from (("titles of sources", source.title) for source in library.sources.values())
    titled = (case for case in library.cases.values() if case.title and case.title != case.id)
    yield from (("titles of cases", case.title) for case in titled)
    named = [entity for case in library.cases.values() for entity in case.entities]
    yield from (("names in cases", name) for one in named for name in (one.name, one.short) if name)
    yield from (("names in abstract cases", name) for name in names_given(library.types()))


def of_sentence(sentence: Sentence) -> Iterator[Shown]:
    yield "sentences", pattern(sentence.text)
    if sentence.opposite:
        yield "opposites", pattern(sentence.opposite)
    if sentence.asks:
        yield "questions of sentences", asks(sentence)
    if sentence.means:
        yield "meanings", sentence.means
    for piece in sentence.text:
        if isinstance(piece, Choice):
            yield from (("options", option) for option in piece.options)


def counted(library: Library, language: str) -> dict[str, tuple[int, list[str]]]:
    """For each kind how many there are, each once, and those without a translation."""
    known = library_catalogue(language).messages
    every: dict[str, dict[str, None]] = {}
    for kind, words in shown(library):
        every.setdefault(kind, {})[words] = None
    return {
        kind: (len(words), [one for one in words if (one, 0) not in known]) for kind, words in sorted(every.items())
    }


INTRO = """\
# How much is in Arabic

Counted by the program (`python -m siyar.web.untranslated`), each text once; *own* is what one doctrine or case declares
for itself. Works without an established Arabic title keep the one they have, marked with its language. **No native
speaker of legal Arabic has reviewed any of this.** What stays English is said in [web.md](web.md#languages).

| what | in Arabic | of |
|---|---|---|
"""


def page(library: Library) -> str:
    """What is translated of each kind, as Markdown: the library, then what the program itself says."""
    rows = [(kind, number - len(missing), number) for kind, (number, missing) in counted(library, "ar").items()]
    templates = len({words for words, _ in words_catalogue("ar").messages})
    pages = len({words for words, _ in catalogue("ar").messages})
    rows += [("templates of answers, reasons, findings and drawings", templates, templates)]
    rows += [("words of the pages", pages, pages)]
    return INTRO + "".join(f"| {kind} | {said} | {number} |\n" for kind, said, number in rows)


def main() -> None:
    from siyar.workbench import Workbench

    library = Workbench.open().library
    if "--list" not in sys.argv:
        print(page(library), end="")  # this is what the command is for
        return
    for kind, (number, missing) in counted(library, "ar").items():
        print(f"{kind}: {number - len(missing)} of {number}")  # so is this
        for words in missing:
            print(f"  {words}")  # and this


if __name__ == "__main__":
    main()
