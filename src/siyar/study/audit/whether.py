"""`whether or not X` that is belied: in some case in which the rule applies, its sentence is ruled otherwise if X alone
is (semantics, section 11). A concept X counts as stipulated, either way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from siyar.cone import cone, restrict
from siyar.engines.bits.symbolic import CaseSet
from siyar.framing import Conjunct, Frame
from siyar.framing.variables import rename, variables
from siyar.ground import Instance, Said, ground
from siyar.ground.atoms import Atoms
from siyar.ground.literals import Part as Origin
from siyar.ground.literals import literals
from siyar.hearing import Asked
from siyar.hearing.readings import concerned
from siyar.language.unparse import say
from siyar.model import Claim, Condition, Doctrine, Quantity, Rule, Variable
from siyar.study.audit.nouns import Counted, Finding, Kind, Witness
from siyar.study.audit.ranges import Range, Way, added
from siyar.study.audit.space import Space
from siyar.study.audit.space import space as space_of
from siyar.study.joint import Part, over
from siyar.theory import GroundRule, Literal, Role


@dataclass(slots=True)
class _Belied:
    counted: list[Counted] = field(default_factory=list)
    witness: Witness | None = None


def whether(ranges: Sequence[Range], doctrine: Doctrine) -> Iterator[Finding]:
    """A finding for each such line that does not hold good. Acts of force are left out."""
    for rule in doctrine.rules:
        for claim in rule.whether_or_not:
            found = _Belied()
            for one in _where(rule, ranges):
                _look(found, rule, claim, one, doctrine)
            if found.witness:
                sentences = ranges[0].first.frame.sentences
                yield Finding(
                    Kind.BELIED,
                    rule.id,
                    (rule.id,),
                    say(claim, sentences),
                    added(found.counted),
                    found.witness,
                )


def _where(rule: Rule, ranges: Sequence[Range]) -> Sequence[Range]:
    """Where its conclusion is asked about; a rule whose conclusion nobody asks about is met on the way to another."""
    heads = {head.sentence for head in rule.heads}
    there = [r for r in ranges if not r.force and any(rule.id in way.space.numbers for way in r.ways)]
    return [r for r in there if r.asked.claim.sentence in heads] or there[:1]


def _look(found: _Belied, rule: Rule, claim: Claim, one: Range, doctrine: Doctrine) -> None:
    mattering = concerned(doctrine, [head.sentence for head in rule.heads])
    met: set[tuple[tuple[str, str], ...]] = set()
    for way in one.ways:
        options = tuple((reading, option) for reading, option in way.options if reading in mattering)
        if options in met:
            continue
        met.add(options)
        for instance in way.space.ground(rule.id):
            for put in _put(way.space, instance, claim):
                space, literal = put
                cases = space.applies_of(instance.label) & _flipped(space, literal)
                found.counted.append(replace(one.counted(0, [way]), count=space.count(cases), of=space.total))
                if cases and found.witness is None:
                    assert instance.head is not None
                    here = replace(one, asked=space.asked, about=one.speech.claim(space.asked.claim))
                    found.witness = here.witness(Way(way.options, space), cases)


def _put(space: Space, instance: GroundRule, claim: Claim) -> Iterator[tuple[Space, Literal]]:
    """The cases of the rule's own conclusion, and X as a literal of a fact there; nothing where X has no part in it."""
    origin = instance.origin
    if instance.head is None or not isinstance(origin, Instance):
        return
    said = space.theory.atoms[instance.head.atom].origin
    if not isinstance(said, Said):
        return
    asked = Asked(
        space.asked.question, Claim(said.sentence.id, said.arguments, options=(said.option,) * bool(said.option))
    )
    frame = _cut_at(space.frame, claim)
    for literal in _literals(frame, space, claim, dict(origin.binding)):
        whole = ground(frame, space.case, (said.sentence.id,)).theory
        if literal.atom not in whole.atoms:
            continue
        x = whole.atoms[literal.atom]
        if x.role is not Role.FACT:
            rules = tuple(r for r in whole.rules if not (r.head and r.head.atom == x.name))
            whole = replace(whole, rules=rules, atoms={**whole.atoms, x.name: replace(x, role=Role.FACT)})
        theory = restrict(whole, cone(whole, instance.head.atom))
        if literal.atom in theory.open:
            part = Part(frame, theory, instance.head.atom)
            found = space_of(over([(part, whole)], space.case, asked))
            if found is not None:
                yield found, literal


def _literals(frame: Frame, space: Space, claim: Claim, filled: dict[Variable, str]) -> Iterator[Literal]:
    atoms = Atoms(frame, space.case.entities)
    for more in atoms.bindings(tuple(v for v in dict.fromkeys(variables(claim)) if v not in filled)):
        bound = rename(claim, {**filled, **dict(more)})
        part = Origin(bound, Conjunct(Condition((claim,)), "rule", ""))
        for conjunction in literals(atoms, bound, part):
            if len(conjunction) == 1:
                yield conjunction[0][0]


def _cut_at(frame: Frame, claim: Claim) -> Frame:
    """The frame with the constant of X among those that cut its quantity (D4)."""
    if claim.comparison is None or not isinstance(claim.comparison.than, Quantity) or claim.sentence in frame.ruled:
        return frame
    constants = dict.fromkeys((*frame.constants.get(claim.sentence, ()), claim.comparison.than))
    return replace(frame, constants={**frame.constants, claim.sentence: tuple(constants)})


def _flipped(space: Space, literal: Literal) -> CaseSet:
    """The cases that can be and whose like with X otherwise, all else equal, can be and has another answer."""
    place = next(i for i, (name, _) in enumerate(space.facts) if name == literal.atom)
    values = space.facts[place][1]
    inside = [i for i, v in enumerate(values) if v & literal.values]
    outside = [i for i, v in enumerate(values) if not v & literal.values]
    found = space.sets.none
    for one in inside:
        for other in outside:
            apart = space.apart(place, one, other)
            found = found | (apart & space.sets.where(place, 1 << one | 1 << other))
    return found
