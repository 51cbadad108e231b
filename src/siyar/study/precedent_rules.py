"""Precedents as rules: what makes them count in rulings, beside the doctrine's rules (docs/precedents.md).

The reason model says when a precedent binds: its ground is there, and nothing stands against it that did not stand
against it then. Said as a rule that is: its ground for conditions, and an exception for each factor of the other side
that was not in its case. Which prevails where such a rule and another clash is the doctrine's word; without it none is
made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from siyar.framing import frame
from siyar.framing.sides import filled
from siyar.framing.variables import rename, variables
from siyar.model import (
    Claim,
    Comparison,
    Condition,
    Dimension,
    Doctrine,
    Factor,
    Library,
    Prevailing,
    Relation,
    Rule,
    Sentence,
    Variable,
)
from siyar.precedent.casebase import Value
from siyar.study.casebase import Entry, Precedents, precedents

_LEAST = {"date": (Relation.NOT_BEFORE, Relation.NOT_AFTER)}
_BOUNDS = (Relation.AT_LEAST, Relation.AT_MOST)


def with_precedents(
    doctrine: Doctrine, library: Library, reading: dict[str, str], without: tuple[str, ...]
) -> Doctrine:
    """The doctrine with its precedents as rules; it says which prevail, its precedents or its rules."""
    plain = frame(doctrine, library, reading, without)
    issues = dict.fromkeys(
        (p.held.sentence, p.held.options[:1] if p.held.modality else ())
        for p in doctrine.precedents
        if not plain.sentences[p.held.sentence].force
    )
    made: dict[str, Rule] = {}
    for sentence, options in issues:
        for rule in rules(precedents(library, plain, Claim(sentence, (), options=options)), doctrine):
            made.setdefault(rule.id, rule)
    return replace(doctrine, rules=(*doctrine.rules, *made.values()))


def rules(made: Precedents, doctrine: Doctrine) -> Iterator[Rule]:
    """A rule for each precedent of a base that can be said as one."""
    sentence = made.frame.sentences[made.issue.sentence]
    opposed = tuple(r.id for r in doctrine.rules if any(h.sentence == sentence.id for h in r.heads))
    prevail = doctrine.prevailing is Prevailing.PRECEDENTS
    for entry in made.entries if made.declared else ():
        precedent = entry.precedent
        conditions = _conditions(made, entry, sentence) if precedent else None
        if precedent is None or conditions is None:
            continue
        when, unless = conditions
        yield Rule(
            id=precedent.id,
            heads=(replace(entry.held, arguments=_anybody(sentence), span=None),),
            when=tuple(Condition((claim,)) for claim in when),
            unless=tuple(Condition((claim,)) for claim in unless),
            notwithstanding=opposed if prevail else (),
            subject_to=() if prevail else opposed,
            in_reading=precedent.in_reading,
            rests_on=precedent.rests_on,
            supported_by=precedent.supported_by,
            reason=precedent.reason,
            cites=precedent.cites,
            voice=precedent.voice,
            notes=precedent.notes,
            precedent=precedent.case,
            span=precedent.span,
        )


def _anybody(sentence: Sentence) -> tuple[Variable, ...]:
    return tuple(Variable(s.type, s.name.replace(s.type, "").strip()) for s in sentence.slots)


def _conditions(made: Precedents, entry: Entry, sentence: Sentence) -> tuple[list[Claim], list[Claim]] | None:
    """The ground as conditions, and what was not there for the other side as exceptions.

    None where that cannot be said: a factor of a narrower kind of party than the holding is about, or more than one
    part of the ground about somebody else, who may be the same and need not.
    """
    base, decision = made.base(), entry.decision
    about = Claim(sentence.id, _anybody(sentence), options=entry.held.options if entry.held.modality else ())
    when: list[Claim] = []
    unless: list[Claim] = []
    for factor in made.factors:
        ground = factor.id in decision.reason.factors
        against = base.favoured[factor.id] is decision.side.other and factor.id not in decision.situation.factors
        if not (ground or against):
            continue
        claim = _said(factor, about)
        if claim is None:
            return None
        (when if ground else unless).append(claim)
    people = set(_anybody(sentence))
    if sum(any(v not in people for v in variables(claim)) for claim in when) > 1:
        return None
    for dimension in made.dimensions:
        least = decision.reason.magnitudes.get(dimension.id, decision.situation.values.get(dimension.id))
        if least is not None:
            up = base.dimension[dimension.id].towards is decision.side
            claim = _at_least(made, dimension, about, least, up)
            if claim is None:
                return None
            when.append(claim)
    return when, unless


def _said(factor: Factor, about: Claim) -> Claim | None:
    bound = filled(factor.favours, about)
    if bound is None or any(isinstance(who, Variable) and who.type != v.type for v, who in bound.items()):
        return None
    return rename(factor.when, {v: who for v, who in bound.items() if isinstance(who, Variable)})


def _at_least(made: Precedents, dimension: Dimension, about: Claim, least: Value, up: bool) -> Claim | None:
    """That a dimension has this value or one that favours the holding more."""
    bound = filled(dimension.favours, about)
    if bound is None:
        return None
    names = {(v.type, v.mark): who for v, who in bound.items()}
    sentence = made.frame.sentences[dimension.of]
    people = [names.get((s.type, s.name.replace(s.type, "").strip())) for s in sentence.slots]
    arguments = tuple(who for who in people if who is not None)
    if len(arguments) != len(people):
        return None
    if dimension.order:
        place = int(least)
        return Claim(dimension.of, arguments, options=dimension.order[place:] if up else dimension.order[: place + 1])
    kind = sentence.measure.kind if sentence.measure else ""
    relation = _LEAST.get(kind, _BOUNDS)[0 if up else 1]
    return Claim(dimension.of, arguments, comparison=Comparison(relation, made.quantity(dimension, least)))
