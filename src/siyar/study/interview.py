"""What must still be found out: the open facts a ruling can turn on, the most telling first, and who needs them.

Only facts that can still matter are asked (D15, by the exact survey of all completions). How telling a fact is: how
many pairs of completions with different answers its answer would, on average, still leave together; fewest first. The
measure is the Gini impurity of the answers, Breiman and others, "Classification and Regression Trees" (1984), ch. 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from siyar.conclusion import Answer
from siyar.cone import Completions, completions, cone
from siyar.engines import bits
from siyar.explain import speech
from siyar.ground import Grounded, Instance, Said
from siyar.model import Claim, Sentence
from siyar.phrase import Phrase, filled, phrase
from siyar.ruling.judge import survey
from siyar.ruling.turning import turns_on
from siyar.theory import Atom, Literal, Theory


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A fact to be asked: ``words`` ask it, ``answers`` can be given, ``because`` names the rules that need it.

    ``claim`` is the sentence of it, without a value; ``subject`` is the same in words, and ``measure`` "duration",
    "number" or "date" where a quantity is asked for: ``answers`` then are the stretches that make a difference.
    ``statements`` say each answer as a sentence. ``left``: how often two cases that agree on it would still be
    answered differently.
    """

    claim: Claim
    words: str
    subject: str
    answers: tuple[str, ...]
    because: tuple[tuple[str, str], ...]  # (doctrine, rule)
    left: Fraction
    measure: str = ""
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Needs:
    """What one ruling still needs, the most telling first; ``apart``: what is left before anything is asked.

    ``exact``: only facts that can still change the ruling, and all of them. Without it there were too many cases to go
    through, and every open fact that a rule can reach is listed.
    """

    inquiries: tuple[Inquiry, ...] = ()
    apart: Fraction = Fraction(0)
    exact: bool = True


def needs(grounded: Grounded, theory: Theory, atom: str, *, most: int | None = None) -> Needs:
    """The facts the ruling on ``atom`` turns on; none once it is settled, or where no case can be as this one is.

    Where there are more than ``most`` completions, by default more than can be surveyed, facts are asked by how many
    rules mention them.
    """
    ranged = completions(theory, cone(theory, atom))
    if ranged.impossible:
        return Needs()
    too_many = most is not None and bits.Space.of(ranged.facts).lanes > most
    found = None if too_many else survey(bits.network(theory, theory.words(atom)), atom, ranged)
    if found is None:
        return _mentioned(grounded, theory, ranged)
    turning, exact = turns_on(found, ranged)
    if not exact:
        return _mentioned(grounded, theory, ranged)
    facts = dict.fromkeys(fact for group in turning for fact in group)
    told = found.told(list(facts))
    asked = [
        _inquiry(grounded, theory, name, _allowed(found.space, name, told[name]), _left(told[name])) for name in facts
    ]
    return Needs(tuple(sorted(asked, key=lambda i: i.left)), _apart(found.counts))


def merged(each: Iterable[Needs]) -> Needs:
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
        touched = sum((r.apart for r in rulings if any(i.claim == claim for i in r.inquiries)), Fraction(0))
        joined.append(
            replace(
                max(same, key=lambda inquiry: len(inquiry.answers)),
                because=tuple(dict.fromkeys(b for i in same for b in i.because)),
                left=whole - touched + sum((i.left for i in same), Fraction(0)),
            )
        )
    return Needs(tuple(sorted(joined, key=lambda i: i.left)), whole, all(one.exact for one in rulings))


def _mentioned(grounded: Grounded, theory: Theory, ranged: Completions) -> Needs:
    """Every open fact within reach, those that most rules mention first."""
    counts = {name: sum(1 for _ in _needing(theory, name)) for name in ranged.facts}
    whole = sum(counts.values()) + 1
    asked = [
        _inquiry(grounded, theory, name, ranged.facts[name], 1 - Fraction(counts[name], whole)) for name in ranged.facts
    ]
    return Needs(tuple(sorted(asked, key=lambda i: i.left)), Fraction(1), exact=False)


def _inquiry(grounded: Grounded, theory: Theory, name: str, allowed: int, left: Fraction) -> Inquiry:
    atom = theory.atoms[name]
    said: Said = atom.origin
    sentence = said.sentence
    places = [i for i in range(len(atom.values)) if allowed >> i & 1]
    spoken = speech(grounded)
    return Inquiry(
        claim=said.comparison or Claim(sentence.id, said.arguments),
        words=question_words(grounded, sentence, atom),
        subject=spoken.subject(atom),
        answers=tuple(atom.values[i] for i in places),
        because=tuple((grounded.frame.doctrine.id, rule) for rule in dict.fromkeys(_needing(theory, name))),
        left=left,
        measure=sentence.measure.kind if sentence.measure and not said.comparison else "",
        statements=tuple(spoken.literal(Literal(name, 1 << i), atom) for i in places),
    )


def question_words(grounded: Grounded, sentence: Sentence, atom: Atom) -> str:
    """The sentence's own question with the names of the case in its slots; else the sentence, asked."""
    said: Said = atom.origin
    names = {e.name: e.short or e.name for e in grounded.case.entities}
    subject = speech(grounded).subject(atom)
    if said.comparison:
        return phrase("Is it so that {what}?", what=subject)
    if sentence.asks:
        parts = {slot.name: names.get(who, who) for slot, who in zip(sentence.slots, said.arguments, strict=True)}
        template = asks(sentence)
        return Phrase(filled(template, lambda slot: parts[slot], str), template, parts)
    if sentence.measure:
        return phrase("What is {what}?", what=subject)
    if sentence.choice:
        return phrase("Which of these is so: {what}?", what=subject)
    return phrase("Is it so that {what}?", what=subject)


def asks(sentence: Sentence) -> str:
    """The template of a sentence's own question: ``Was {Party} Muslim?``."""
    known = {slot.name for slot in sentence.slots}
    # A second one of a type is "another Group" where it comes up, and from then on "the other Group".
    forms = {re.sub("^another ", "the other ", name): name for name in known} | {name: name for name in known}
    if not forms:
        return sentence.asks
    slots = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.sub(rf"\b(?:(?:the|a|an) )?({slots})\b", lambda m: f"{{{forms[m[1]]}}}", sentence.asks)


def _needing(theory: Theory, name: str) -> Iterator[str]:
    for rule in theory.rules:
        if any(q.atom == name for q in (*rule.needs, *rule.bars)) and isinstance(rule.origin, Instance):
            yield rule.origin.active.rule.id


#: For each value of a fact, in the order of the space: in how many completions each answer is given.
Told = Sequence[Mapping[Answer, int]]


def _allowed(space: bits.Space, name: str, told: Told) -> int:
    """The values of a fact that some allowed completion has."""
    values = space.values[space.facts.index(name)]
    return sum(value for value, counts in zip(values, told, strict=True) if any(counts.values()))


def _left(told: Told) -> Fraction:
    """What is left after the answer to a fact, on average over the completions."""
    sizes = [sum(counts.values()) for counts in told]
    apart = (_apart(counts) * size for counts, size in zip(told, sizes, strict=True))
    return sum(apart, Fraction(0)) / sum(sizes)


def _apart(counts: Mapping[Answer, int]) -> Fraction:
    """How often two completions out of these, taken at random, have different answers."""
    size = sum(counts.values())
    if not size:
        return Fraction(0)
    return 1 - sum((Fraction(number, size) ** 2 for number in counts.values()), Fraction(0))
