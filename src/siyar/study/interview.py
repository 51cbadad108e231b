"""What must still be found out: the open facts a ruling can turn on, the most telling first, and who needs them.

Only facts that can still matter are asked (D15, by the exact survey of all completions). How telling a fact is: how
many pairs of completions with different answers its answer would, on average, still leave together; fewest first. The
measure is the Gini impurity of the answers, Breiman and others, "Classification and Regression Trees" (1984), ch. 4.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from siyar.engines import bits
from siyar.explain import speech
from siyar.ground import Grounded, Instance, Said
from siyar.model import Claim, Sentence
from siyar.ruling import Judgment
from siyar.theory import Atom, Theory


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A fact to be asked: ``words`` ask it, ``answers`` can be given, ``because`` names the rules that need it.

    ``claim`` is the sentence of it, without a value; ``measure`` is "duration", "number" or "date" where a quantity is
    asked for. ``left``: how often two cases that agree on it would still be answered differently.
    """

    claim: Claim
    words: str
    answers: tuple[str, ...]
    because: tuple[tuple[str, str], ...]  # (doctrine, rule)
    left: Fraction
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Needs:
    """What one ruling still needs, the most telling first; ``apart``: what is left before anything is asked."""

    inquiries: tuple[Inquiry, ...] = ()
    apart: Fraction = Fraction(0)


def needs(grounded: Grounded, theory: Theory, judgment: Judgment) -> Needs:
    """The facts the ruling turns on; none once it is settled."""
    if judgment.settled or not judgment.surveyed:
        return Needs()
    facts = list(dict.fromkeys(f for group in judgment.turns_on for f in group))
    found = bits.survey(theory, judgment.atom)
    asked = [_inquiry(grounded, theory, found, name) for name in facts]
    return Needs(tuple(sorted(asked, key=lambda i: i.left)), _apart(found, found.allowed))


def merged(each: Iterable[Needs]) -> tuple[Inquiry, ...]:
    """What several rulings still need, each sentence once; what tells most over all of them first.

    A ruling that does not turn on a fact stays as far apart as it was, whatever is answered to that.
    """
    rulings = tuple(each)
    by_claim: dict[Claim, list[Inquiry]] = {}
    for one in rulings:
        for inquiry in one.inquiries:
            by_claim.setdefault(inquiry.claim, []).append(inquiry)
    whole = sum((one.apart for one in rulings), Fraction(0))
    joined = []
    for claim, same in by_claim.items():
        untouched = sum((r.apart for r in rulings if any(i.claim == claim for i in r.inquiries)), Fraction(0))
        joined.append(
            Inquiry(
                claim,
                same[0].words,
                max((i.answers for i in same), key=len),
                tuple(dict.fromkeys(b for i in same for b in i.because)),
                whole - untouched + sum((i.left for i in same), Fraction(0)),
                same[0].measure,
            )
        )
    return tuple(sorted(joined, key=lambda i: i.left))


def _inquiry(grounded: Grounded, theory: Theory, found: bits.Survey, name: str) -> Inquiry:
    atom = theory.atoms[name]
    said: Said = atom.origin
    sentence = said.sentence
    measure = sentence.measure.kind if sentence.measure and not said.comparison else ""
    return Inquiry(
        claim=said.comparison or Claim(sentence.id, said.arguments),
        words=question_words(grounded, sentence, atom),
        answers=() if measure else atom.values,
        because=tuple((grounded.frame.doctrine.id, rule) for rule in dict.fromkeys(_needing(theory, name))),
        left=_left(found, name),
        measure=measure,
    )


def question_words(grounded: Grounded, sentence: Sentence, atom: Atom) -> str:
    """The sentence's own question with the names of the case in its slots; else the sentence, asked."""
    said: Said = atom.origin
    names = {e.name: e.short or e.name for e in grounded.case.entities}
    if sentence.asks and not said.comparison:
        words = sentence.asks
        for slot, who in sorted(zip(sentence.slots, said.arguments, strict=True), key=lambda p: -len(p[0].name)):
            words = words.replace(slot.name, names.get(who, who))
        return words
    return f"Is it so that {speech(grounded).subject(atom)}?"


def _needing(theory: Theory, name: str) -> Iterable[str]:
    for rule in theory.rules:
        if any(q.atom == name for q in (*rule.needs, *rule.bars)) and isinstance(rule.origin, Instance):
            yield rule.origin.active.rule.id


def _left(found: bits.Survey, name: str) -> Fraction:
    """What is left after the answer to a fact, on average over the completions."""
    place = found.space.facts.index(name)
    lanes = [found.space.where(name, value) & found.allowed for value in found.space.values[place]]
    return sum((_apart(found, some) * some.bit_count() for some in lanes), Fraction(0)) / found.total


def _apart(found: bits.Survey, lanes: int) -> Fraction:
    """How often two completions out of these, taken at random, have different answers."""
    size = lanes.bit_count()
    if not size:
        return Fraction(0)
    return 1 - sum((Fraction((mask & lanes).bit_count(), size) ** 2 for mask in found.answers.values()), Fraction(0))
