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
    asked for. ``left``: how many pairs of completions with different answers an answer leaves, on average.
    """

    claim: Claim
    words: str
    answers: tuple[str, ...]
    because: tuple[tuple[str, str], ...]  # (doctrine, rule)
    left: Fraction
    measure: str = ""


def inquiries(grounded: Grounded, theory: Theory, judgment: Judgment) -> tuple[Inquiry, ...]:
    """The facts the ruling turns on, the most telling first; none once it is settled."""
    if judgment.settled or not judgment.surveyed:
        return ()
    facts = list(dict.fromkeys(f for group in judgment.turns_on for f in group))
    found = bits.survey(theory, judgment.atom)
    asked = [_inquiry(grounded, theory, found, name) for name in facts]
    return tuple(sorted(asked, key=lambda i: (i.left, facts.index(_name(i, facts)))))


def merged(each: Iterable[tuple[Inquiry, ...]]) -> tuple[Inquiry, ...]:
    """What several rulings still need, each sentence once; what tells most over all of them first."""
    by_claim: dict[Claim, list[Inquiry]] = {}
    for inquiries_ in each:
        for inquiry in inquiries_:
            by_claim.setdefault(inquiry.claim, []).append(inquiry)
    joined = [
        Inquiry(
            claim,
            same[0].words,
            max((i.answers for i in same), key=len),
            tuple(dict.fromkeys(b for i in same for b in i.because)),
            sum((i.left for i in same), Fraction(0)),
            same[0].measure,
        )
        for claim, same in by_claim.items()
    ]
    # A fact more rulings need comes first; among these the more telling.
    return tuple(sorted(joined, key=lambda i: (-len({d for d, _ in i.because}), i.left)))


def _name(inquiry: Inquiry, facts: list[str]) -> str:
    arguments = ", ".join(str(a) for a in inquiry.claim.arguments)
    return next((f for f in facts if f.startswith(f"{inquiry.claim.sentence}({arguments})")), facts[0])


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
    """Pairs of completions with different answers that share the fact's value, over its values, weighted."""
    left = Fraction(0)
    place = found.space.facts.index(name)
    for value in found.space.values[place]:
        lanes = found.space.where(name, value) & found.allowed
        size = lanes.bit_count()
        if size:
            same = sum((mask & lanes).bit_count() ** 2 for mask in found.answers.values())
            left += Fraction(size * size - same, size)
    return left
