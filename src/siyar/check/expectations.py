"""E002: an expectation that no answer to its question could meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from siyar.check.places import name_in
from siyar.diagnostics import Diagnostic
from siyar.model import Expectation, Library, Modality, Question, Sentence, SentenceKind

#: What may stand in place of a value, whatever the question.
WITHOUT_VALUE = frozenset({"silent", "contested", "open", "impossible"})

#: Standings that have a word only from the side of the opposite act.
OF_THE_OPPOSITE = frozenset({"the opposite recommended", "the opposite discouraged"})


def expectations(library: Library) -> Iterator[Diagnostic]:
    """What is wrong with the expectations of doctrines and of cases files."""
    sentences, questions = library.sentences(), library.questions()
    written = [block for doctrine in library.doctrines.values() for block in doctrine.expectations]
    for block in (*written, *library.expectations):
        yield from _expectation(block, sentences, questions)


def _expectation(
    block: Expectation,
    sentences: Mapping[str, Sentence],
    questions: Mapping[str, Question],
) -> Iterator[Diagnostic]:
    question = questions.get(block.question)
    about = (block.about.sentence,) if block.about else question.about if question else ()
    concerned = [sentences[id] for id in about if id in sentences]
    if not concerned or any(sentence.measure for sentence in concerned):
        return
    words = set(WITHOUT_VALUE).union(*(_answers(sentence) for sentence in concerned))
    if block.status not in words:
        yield Diagnostic(
            "E002",
            f"`{block.status}` is no answer to `{block.question.rpartition('/')[2]}`",
            name_in(block.span, "is", block.status),
            "it may be: " + ", ".join(sorted(words)),
        )


def _answers(sentence: Sentence) -> frozenset[str]:
    if sentence.kind is SentenceKind.ACT:
        words = frozenset(str(modality) for modality in Modality) | {"permitted either way"}
        return words | OF_THE_OPPOSITE if sentence.opposite else words
    if sentence.choice:
        options = sentence.choice.options
        return frozenset(options) | ({"not valid"} if "valid" in options else frozenset())
    return frozenset({"yes", "no"})
