"""Literals, rules and sentences of a theory, in the words of the doctrine and the names of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from siyar.explain.reasons import RuleUse
from siyar.framing.masks import mirrored
from siyar.ground import Grounded, Instance, Said
from siyar.ground.cells import SOME, Cell
from siyar.language.anchors import covers, locus
from siyar.language.unparse import say
from siyar.model import Claim, Comparison, Denial, Modality, Quantity, Relation, Rule, Sentence, Source
from siyar.phrase import chain, joined, phrase
from siyar.theory import NO, STANDING_WORDS, Atom, GroundRule, Literal, Role

WORD_OF_STANDING: Mapping[int, str] = {mask: word for word, mask in STANDING_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Speech:
    """How things are said in one case: the sentences, and the short names of its entities."""

    sentences: Mapping[str, Sentence]
    names: Mapping[str, str]
    #: What was said before: an explanation says the same claims again and again.
    said: dict[Claim, str] = field(default_factory=dict, repr=False, compare=False)
    #: The same by literals and by names of atoms, where all are of one frame; elsewhere a name may have other values.
    literals: dict[Literal, str] | None = field(default=None, repr=False, compare=False)
    subjects: dict[str, str] | None = field(default=None, repr=False, compare=False)

    def claim(self, claim: Claim) -> str:
        words = self.said.get(claim)
        if words is None:
            words = self.said[claim] = say(claim, self.sentences, names=self.names)
        return words

    def literal(self, literal: Literal, atom: Atom) -> str:
        """The literal as the language says it; a set of values without a word of its own lists them."""
        if self.literals is None:
            return self._literal(literal, atom)
        if literal not in self.literals:
            self.literals[literal] = self._literal(literal, atom)
        return self.literals[literal]

    def _literal(self, literal: Literal, atom: Atom) -> str:
        said = atom.origin
        if not isinstance(said, Said):
            return phrase("{subject}: {values}", subject=literal.atom, values=self.values(literal.values, atom))
        claim = _claim(literal, atom, said)
        if claim is not None:
            return self.claim(claim)
        return phrase("{subject}: {values}", subject=self.subject(atom), values=self.values(literal.values, atom))

    def unsaid(self, literal: Literal, atom: Atom) -> str:
        """That no rule says it; of a quantity that nothing is compared with, that no rule says what it is."""
        said = atom.origin
        if isinstance(said, Said) and said.sentence.measure and self.values(literal.values, atom) == SOME:
            return phrase("no rule says what {subject} is", subject=self.subject(atom))
        return phrase("no rule says: {what}", what=self.literal(literal, atom))

    def subject(self, atom: Atom) -> str:
        """The sentence without its value: what one asks for."""
        if self.subjects is None:
            return self._subject(atom)
        if atom.name not in self.subjects:
            self.subjects[atom.name] = self._subject(atom)
        return self.subjects[atom.name]

    def _subject(self, atom: Atom) -> str:
        said = atom.origin
        if not isinstance(said, Said):
            return atom.name
        if said.comparison:
            return self.claim(said.comparison)
        bare = Claim(said.sentence.id, said.arguments)
        if said.sentence.choice:
            options = (said.option,) if said.option else said.sentence.choice.options
            return self.claim(replace(bare, options=options))
        return self.claim(bare)  # of a quantity up to its "is"

    def values(self, mask: int, atom: Atom) -> str:
        """The values of a mask, joined by "or"."""
        names = [value for i, value in enumerate(atom.values) if mask >> i & 1]
        return names[0] if len(names) == 1 else chain(joined(", ", names[:-1]), " or ", names[-1])


def _claim(literal: Literal, atom: Atom, said: Said) -> Claim | None:
    bare = Claim(said.sentence.id, said.arguments, options=(said.option,) if said.option else ())
    if atom.role is Role.STANDING:
        if literal.values in WORD_OF_STANDING:
            return replace(bare, modality=Modality(WORD_OF_STANDING[literal.values]))
        if mirrored(literal.values) in WORD_OF_STANDING:
            word = WORD_OF_STANDING[mirrored(literal.values)]
            return replace(bare, modality=Modality(word), denial=Denial.OPPOSITE)
        return None
    if said.comparison:
        return replace(said.comparison, denial=Denial.NOT_SO) if literal.values == NO else said.comparison
    if said.sentence.measure:
        cells: list[Cell] = [c for i, c in enumerate(said.cells) if literal.values >> i & 1]
        if len(cells) == 1 and cells[0].point and (cell := cells[0]).low is not None:
            exact = Quantity(said.sentence.measure.kind, cell.low, cell.low, cell.name)
            return replace(bare, comparison=Comparison(Relation.IS, exact))
        return None
    if said.sentence.choice:
        chosen = tuple(o for i, o in enumerate(atom.values) if literal.values >> i & 1)
        return replace(bare, options=chosen)
    if literal.values == NO:
        return replace(bare, denial=Denial.OPPOSITE if said.sentence.opposite else Denial.NOT_SO)
    return bare


def speech(grounded: Grounded) -> Speech:
    """How things are said in the case that was grounded."""

    def spoken() -> Speech:
        names = {e.name: e.short for e in grounded.case.entities if e.short}
        return Speech(grounded.frame.sentences, names, grounded.made.words, {}, {})

    return grounded.made.once("speech", spoken)


def use(grounded: Grounded, rule: GroundRule) -> RuleUse:
    """The rule as an explanation shows it."""
    origin = rule.origin
    source = origin.active.rule if isinstance(origin, Instance) else Rule(rule.name)
    return rule_use(grounded, source, rule.label)


def _voice_of_the_passages(rule: Rule, sources: Mapping[str, Source]) -> str:
    """Who speaks in the passages a rule cites, as their source's page says once for all of them."""
    voices = (
        voice
        for cite in rule.cites
        if (source := sources.get(cite.source))
        for words in cite.loci
        for voice in _voices_in(source.voices, words)
    )
    *others, last = dict.fromkeys(voices) or ("",)
    return chain(joined(", ", others), " and ", last) if others else last


@lru_cache(maxsize=4096)
def _voices_in(voices: tuple[tuple[str, tuple[str, ...]], ...], words: str) -> tuple[str, ...]:
    """Those who speak where a locus begins or ends."""
    ends = locus(words) or ()
    return tuple(voice for voice, spoken in voices if any(covers(said, end) for said in spoken for end in ends))


def for_audits(note: str) -> bool:
    """Whether a note explains a finding of an audit (docs/audit.md)."""
    return note.startswith("audit ")


def rule_use(grounded: Grounded, rule: Rule, label: str = "") -> RuleUse:
    """A rule as an explanation shows it; ``label`` of one of its instances."""
    return grounded.made.once(("use", rule.id, label), lambda: _rule_use(grounded, rule, label))


def _rule_use(grounded: Grounded, rule: Rule, label: str) -> RuleUse:
    doctrine = grounded.frame.doctrine
    return RuleUse(
        id=rule.id,
        label=label or rule.id,
        doctrine=doctrine.id,
        voice=rule.voice or _voice_of_the_passages(rule, grounded.frame.sources) or doctrine.voice,
        cites=rule.cites,
        strict=rule.strict,
        blocks=rule.blocks,
        readings=tuple((r.reading, grounded.frame.reading[r.reading]) for r in rule.in_reading),
        rests_on=rule.rests_on,
        supported_by=rule.supported_by,
        reason=rule.reason,
        notes=tuple(note for note in rule.notes if not for_audits(note)),
        precedent=rule.precedent,
    )
