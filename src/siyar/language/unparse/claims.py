"""From a claim to the words of the language (docs/language.md, Sentences and Canonical form).

>>> from siyar.model import Claim, Modality, Sentence, SentenceKind, Slot, Variable, Word
>>> text = (Word("for"), Slot("Guest", "Guest"), Word("to"), Word("visit"), Slot("Host", "Host"))
>>> visit = Sentence("visit", SentenceKind.ACT, "v", text)
>>> norm = Claim("visit", (Variable("Guest"), Variable("Host")), modality=Modality.PERMITTED)
>>> say(norm, {"visit": visit})
'permitted for Guest to visit Host'
>>> articled(norm, {"visit": visit})
'permitted for a Guest to visit a Host'
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from siyar.model import (
    Choice,
    Claim,
    Comparison,
    Denial,
    Measure,
    Modality,
    Piece,
    Quantity,
    Relation,
    Sentence,
    Slot,
    Term,
    Variable,
    Word,
)
from siyar.phrase import Phrase, chain, joined, phrase

NOBODY: Mapping[str, str] = {}
NOT_VALID = "not valid"
VALIDITY = frozenset({"valid", "defective", "void"})

_VOWELS = frozenset("AEIOU")


def say(
    claim: Claim,
    sentences: Mapping[str, Sentence],
    *,
    names: Mapping[str, str] = NOBODY,
    mentioned: Iterable[Variable] = (),
    each: bool = False,
) -> str:
    """The claim as the language says it.

    ``names`` gives the short names of entities, by full name. ``mentioned`` are the variables already spoken of: one of
    them is "the other Group" instead of "another Group". ``each`` joins options by "and", as conclusions do. Raises
    KeyError when the claim's sentence is not among ``sentences``.
    """
    return Speaker(sentences, names, mentioned=set(mentioned), each=each).claim(claim)


def articled(
    claim: Claim,
    sentences: Mapping[str, Sentence],
    *,
    names: Mapping[str, str] = NOBODY,
    mentioned: Iterable[Variable] = (),
    each: bool = False,
) -> str:
    """The same with articles before type names, for people to read: "a Group" first, then "the Group"."""
    return Speaker(sentences, names, articles=True, mentioned=set(mentioned), each=each).claim(claim)


def variables(claim: Claim) -> tuple[Variable, ...]:
    """The variables of a claim, also of the sentence it compares with, each once, in order."""
    found = [term for term in claim.arguments if isinstance(term, Variable)]
    if claim.comparison and isinstance(claim.comparison.than, Claim):
        found.extend(variables(claim.comparison.than))
    return tuple(dict.fromkeys(found))


def template(pieces: Iterable[Piece]) -> str:
    """A text as a vocabulary declares it: ``Treaty is {a truce | a peace}``."""
    said: set[str] = set()
    words: list[str] = []
    for piece in pieces:
        words.append(_declared(piece, said))
        if isinstance(piece, Slot):
            said.add(piece.name)
    return " ".join(words)


def chosen(options: Iterable[str], choice: Choice, *, each: bool = False) -> str:
    """Options in the order declared: "a, b or c"; "not valid" for the two ways of not being valid."""
    wanted = tuple(options)
    known = [option for option in choice.options if option in wanted]
    known.extend(option for option in wanted if option not in choice.options)
    if set(choice.options) >= VALIDITY and set(known) == VALIDITY - {"valid"}:
        return NOT_VALID
    return listed(known, "and" if each else "or")


def listed(parts: Iterable[str], last: str) -> str:
    """``a, b or c``."""
    words = list(parts)
    if len(words) < 2:
        return words[0] if words else ""
    return chain(joined(", ", words[:-1]), f" {last} ", words[-1])


@dataclass(slots=True)
class Speaker:
    """Says claims one after the other and remembers who was mentioned."""

    sentences: Mapping[str, Sentence]
    names: Mapping[str, str] = field(default_factory=dict)
    articles: bool = False
    mentioned: set[Variable] = field(default_factory=set)
    each: bool = False

    def claim(self, claim: Claim) -> str:
        """The claim with its modality and denial."""
        sentence = self.sentences[claim.sentence]
        opposite = claim.denial is Denial.OPPOSITE and sentence.opposite
        words: str = self._filled(sentence.opposite if opposite else sentence.text, claim, sentence)
        if claim.modality is not None:
            words = phrase(NORMS[claim.modality], act=words)
        if claim.denial is not Denial.NONE and not opposite:
            words = phrase("it is not so that {sentence}", sentence=words)
        return words

    def term(self, term: Term) -> str:
        """Somebody: an entity by its short name, a variable by its type and mark."""
        if isinstance(term, str):
            return self.names.get(term, term)
        before = term in self.mentioned
        self.mentioned.add(term)
        if term.mark == "another":
            if before:
                return phrase("the other {type}", type=term.type)
            return phrase("another {type}", type=term.type)
        if term.mark or not self.articles:
            return str(term)
        if before:
            return phrase("the {type}", type=term.type)
        if term.type[:1] in _VOWELS:
            return phrase("an {type}", type=term.type)
        return phrase("a {type}", type=term.type)

    def _filled(self, pieces: tuple[Piece, ...], claim: Claim, sentence: Sentence) -> Phrase:
        fillers = {s.name: term for s, term in zip(sentence.slots, claim.arguments, strict=True)}
        measure = isinstance(pieces[-1], Measure)
        parts: dict[str, str] = {}
        said = [self._piece(piece, claim, fillers, parts) for piece in (_subject(pieces) if measure else pieces)]
        words = Phrase(" ".join(said), pattern(pieces), parts)
        if not measure or claim.comparison is None:
            return words
        than = self._than(claim.comparison)
        between = " is " if len(said) < len(pieces) - 1 else " "
        text = words + between + _related(claim.comparison, than)
        return Phrase(text, COMPARED[claim.comparison.relation], {"subject": words, "than": than})

    def _piece(self, piece: Piece, claim: Claim, fillers: Mapping[str, Term], parts: dict[str, str]) -> str:
        match piece:
            case Word(text):
                return text
            case Slot(_, name, possessive):
                who = self.term(fillers[name])
                parts.setdefault(name, who)
                return who + ("'s" if possessive else "")
            case Choice(options):
                parts["option"] = chosen(claim.options or options, piece, each=self.each)
                return parts["option"]
            case Measure():
                return ""

    def _than(self, comparison: Comparison) -> str:
        match comparison.than:
            case Quantity(words=words):
                return words
            case Claim() as other:
                sentence = self.sentences[other.sentence]
                return self._filled(_subject(sentence.text), other, sentence)


def _related(comparison: Comparison, than: str) -> str:
    return than if comparison.relation in (Relation.IS, Relation.ON) else f"{comparison.relation} {than}"


#: The templates of norms and of comparisons.
NORMS: Mapping[Modality, str] = {one: f"{one} {{act}}" for one in Modality}
COMPARED: Mapping[Relation, str] = {
    one: "{subject} is {than}" if one in (Relation.IS, Relation.ON) else f"{{subject}} is {one} {{than}}"
    for one in Relation
}


@lru_cache(maxsize=4096)
def pattern(pieces: tuple[Piece, ...]) -> str:
    """The template of a text, by which a catalogue knows it: ``{Treaty} is {option}``; of a value up to its "is"."""
    return " ".join(_patterned(piece) for piece in _subject(pieces))


def _patterned(piece: Piece) -> str:
    match piece:
        case Word(text):
            return text
        case Slot(_, name, possessive):
            return f"{{{name}}}" + ("'s" if possessive else "")
        case Choice():
            return "{option}"
        case Measure():
            return ""


def _subject(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A value sentence up to its "is": what has the value."""
    if not isinstance(pieces[-1], Measure):
        return pieces
    shorter = pieces[:-1]
    return shorter[:-1] if shorter and shorter[-1] == Word("is") else shorter


def _declared(piece: Piece, said: Container[str]) -> str:
    match piece:
        case Word(text):
            return text
        case Slot(type, name, possessive):
            again = name == f"another {type}" and name in said
            return (f"the other {type}" if again else name) + ("'s" if possessive else "")
        case Choice(options):
            return "{" + " | ".join(options) + "}"
        case Measure(kind):
            return "{" + kind + "}"
