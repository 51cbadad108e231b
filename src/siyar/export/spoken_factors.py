"""Factors and dimensions in words, in the names of a case or of nobody in particular."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from siyar.language.unparse import say
from siyar.language.unparse.claims import COMPARED, articled, pattern, template
from siyar.model import Case, Claim, Denial, Relation, Sentence
from siyar.phrase import Phrase, chain, joined, phrase
from siyar.precedent import Difference, Kind, Side
from siyar.precedent.casebase import Value
from siyar.study.casebase import Precedents
from siyar.study.reach import Reach
from siyar.study.telling import Telling


@dataclass(frozen=True, slots=True)
class Names:
    """How the factors of a base are said of one case; without a telling, of people by their types."""

    made: Precedents
    sentences: Mapping[str, Sentence]
    short: Mapping[str, str]
    claims: Mapping[str, Claim]

    @staticmethod
    def of(found: Reach, case: Case | None, telling: Telling | None = None) -> Names:
        made = found.precedents
        if telling is None and case is not None:
            telling = next((e.telling for e in made.entries if e.case == case), None)
        short = {e.name: e.short for e in case.entities if e.short} if case else {}
        return Names(made, made.frame.sentences, short, telling.claims if telling else {})

    @property
    def order(self) -> tuple[str, ...]:
        return tuple(f.id for f in self.made.factors)

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(d.id for d in self.made.dimensions)

    def claim(self, claim: Claim) -> str:
        return say(claim, self.sentences, names=self.short, each=claim.modality is not None)

    def favours(self, factor: str) -> Side:
        return self.made.base().favoured[factor]

    def factor(self, factor: str) -> str:
        if factor in self.claims:
            return self.claim(self.claims[factor])
        return articled(next(f.when for f in self.made.factors if f.id == factor), self.sentences)

    def denied(self, factor: str) -> str:
        """The opposite of a factor, in words of its own where the language has them."""
        claim = self.claims.get(factor) or next(f.when for f in self.made.factors if f.id == factor)
        own = Denial.OPPOSITE if self.sentences[claim.sentence].opposite else Denial.NOT_SO
        return self.claim(replace(claim, denial=own if claim.denial is Denial.NONE else Denial.NONE))

    def called(self, dimension: str) -> str:
        """A dimension by its sentence, without a value."""
        of = next(d for d in self.made.dimensions if d.id == dimension).of
        return chain("“", _plain(self.sentences[of]), "”")

    def dimension(self, dimension: str, telling: Telling) -> str:
        """A dimension at the value a case tells, in its words."""
        return self._at(dimension, telling.amounts[dimension])

    def valued(self, dimension: str, value: Value) -> str:
        """A dimension at a value: in the words of a case that has it, or else as a number."""
        return self._at(dimension, self._amount(dimension, value))

    def magnitude(self, dimension: str, least: Value, side: Side) -> str:
        """The value from which on a reason holds."""
        up = self.made.base().dimension[dimension].towards is side
        words = self._amount(dimension, least)
        order = next(d.order for d in self.made.dimensions if d.id == dimension)
        if order:
            return self._at(dimension, words)
        bound = phrase("at least {words}", words=words) if up else phrase("at most {words}", words=words)
        return self._at(dimension, bound)

    def _at(self, dimension: str, words: str) -> str:
        """The sentence of the dimension with these words for its value."""
        sentence = self.sentences[next(d for d in self.made.dimensions if d.id == dimension).of]
        before, _, after = template(sentence.text).partition("{")
        whole = f"{before}{words}{after.partition('}')[2]}"
        named = {slot.name: slot.name for slot in sentence.slots}
        if not sentence.measure:
            return Phrase(whole, pattern(sentence.text), {**named, "option": words})
        return Phrase(whole, COMPARED[Relation.IS], {"subject": _plain(sentence), "than": words})

    def _amount(self, dimension: str, value: Value) -> str:
        found = next(d for d in self.made.dimensions if d.id == dimension)
        if found.order:
            return found.order[int(value)]
        return self.made.quantity(found, value).words

    def difference(self, one: Difference) -> str:
        match one.kind:
            case Kind.LACKS:
                return phrase("not here: {what}", what=self.factor(one.what))
            case Kind.ADDS:
                return phrase("here besides: {what}", what=self.factor(one.what))
            case Kind.WEAKER:
                return phrase("less for that outcome here: {what}", what=self.called(one.what))
            case Kind.UNTOLD:
                return phrase("not known of both: {what}", what=self.called(one.what))

    def abstract(self, concept: str) -> str:
        """An abstract factor: a concept by its text."""
        return chain("“", _plain(self.sentences[concept]), "”")

    def ground(self, factors: frozenset[str]) -> str:
        if not factors:
            return phrase("none is needed: no case went the other way")
        return joined(" and ", (self.factor(f) for f in self.order if f in factors))


def _plain(sentence: Sentence) -> str:
    """A declared text to be read: options joined by "or", a quantity left out."""
    words = template(sentence.text)
    named = {slot.name: slot.name for slot in sentence.slots}
    if sentence.measure:
        return Phrase(words.partition(" is {")[0], pattern(sentence.text), named)
    if sentence.choice:
        named["option"] = joined(" or ", sentence.choice.options)
    said = re.sub(r"\{(.*?)\}", lambda found: found[1].replace(" | ", " or "), words)
    return Phrase(said, pattern(sentence.text), named)
