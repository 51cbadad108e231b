"""An interview as it stands: a case, and the answers given so far, each of which can be changed by itself.

>>> Session(Case("spring", "", (), ())).answers
()
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from siyar.language.quantities import Unread, quantity
from siyar.model import Case, Claim, Comparison, Denial, Relation, Sentence
from siyar.study.interview import Inquiry
from siyar.study.variant import variant

UNKNOWN = frozenset({"?", "unknown"})
_YES, _NO = frozenset({"yes", "y"}), frozenset({"no", "n"})

#: Words before a value, the longer first; without any, the value itself is meant.
_DATES = (Relation.NOT_BEFORE, Relation.NOT_AFTER, Relation.BEFORE, Relation.AFTER, Relation.ON)
_OTHERS = (Relation.MORE, Relation.LESS, Relation.AT_LEAST, Relation.AT_MOST)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: ``claim`` is the line it makes, None where it is not known; ``words`` as it is shown."""

    inquiry: Inquiry
    claim: Claim | None
    words: str


@dataclass(frozen=True, slots=True)
class Session:
    """``base`` with the answers put into it, in the order in which they were first given."""

    base: Case
    answers: tuple[Answer, ...] = ()

    @property
    def case(self) -> Case:
        """The case as answered: a line `given` for each answer, a line `unknown` for what is not known."""
        told = [a.claim for a in self.answers if a.claim is not None]
        return variant(self.base, told, unknown=[a.inquiry.claim for a in self.answers if a.claim is None])

    @property
    def declined(self) -> frozenset[Claim]:
        """What is not to be asked again: it is not known."""
        return frozenset(a.inquiry.claim for a in self.answers if a.claim is None)

    def taking(self, answer: Answer) -> Session:
        """With one more answer; one to the same question takes the place of the older."""
        places = [i for i, a in enumerate(self.answers) if a.inquiry.claim == answer.inquiry.claim]
        if not places:
            return replace(self, answers=(*self.answers, answer))
        at = places[0]
        return replace(self, answers=(*self.answers[:at], answer, *self.answers[at + 1 :]))

    def next(self, inquiries: tuple[Inquiry, ...]) -> Inquiry | None:
        """The first question that was not answered by "unknown"."""
        return next((i for i in inquiries if i.claim not in self.declined), None)


def understood(inquiry: Inquiry, sentence: Sentence, words: str) -> Answer | Unread:
    """What a user typed, as an answer: a number or a word of the list, a quantity, or that it is not known."""
    said = " ".join(words.split())
    if said.lower() in UNKNOWN:
        return Answer(inquiry, None, "unknown")
    if inquiry.measure:
        return _measured(inquiry, said)
    if inquiry.claim.comparison is None and sentence.choice:
        return _chosen(inquiry, sentence.choice.options, said)
    value = _numbered(inquiry.answers, said) or said.lower()
    if value in _YES:
        return Answer(inquiry, inquiry.claim, "yes")
    if value in _NO:
        opposite = bool(sentence.opposite) and inquiry.claim.comparison is None
        denied = replace(inquiry.claim, denial=Denial.OPPOSITE if opposite else Denial.NOT_SO)
        return Answer(inquiry, denied, "no")
    return _not_among(inquiry.answers, said)


def _chosen(inquiry: Inquiry, options: tuple[str, ...], said: str) -> Answer | Unread:
    meant = _numbered(inquiry.answers, said)
    near = [meant] if meant else [o for o in options if o.lower() == said.lower()]
    near = near or [o for o in options if said and said.lower() in o.lower()]
    if len(near) != 1:
        return _not_among(inquiry.answers, said)
    return Answer(inquiry, replace(inquiry.claim, options=(near[0],)), near[0])


def _measured(inquiry: Inquiry, said: str) -> Answer | Unread:
    value = said.removeprefix("is ")
    relation = exact = Relation.ON if inquiry.measure == "date" else Relation.IS
    for one in _DATES if inquiry.measure == "date" else _OTHERS:
        if value.startswith(f"{one.value} "):
            relation, value = one, value.removeprefix(f"{one.value} ")
            break
    found = quantity(inquiry.measure, value.strip())
    if isinstance(found, Unread):
        return found
    words = value if relation is exact else f"{relation.value} {value}"
    return Answer(inquiry, replace(inquiry.claim, comparison=Comparison(relation, found)), words)


def _numbered(answers: tuple[str, ...], said: str) -> str:
    """The answer of that number in the list, counted from 1."""
    return answers[int(said) - 1] if said.isdecimal() and 0 < int(said) <= len(answers) else ""


def _not_among(answers: tuple[str, ...], said: str) -> Unread:
    return Unread(f"`{said}` is none of the answers", f"answer {', '.join(answers)}, or ?", 0, len(said))
