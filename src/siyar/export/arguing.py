"""What can be argued from past cases, and what they force were one thing otherwise."""

from __future__ import annotations

from siyar.export.sheet import Item
from siyar.export.spoken_factors import Names
from siyar.export.wording import listed, named
from siyar.phrase import chain, joined, phrase
from siyar.precedent import Side
from siyar.precedent.arguing import Argument, Citation
from siyar.study.reach import Hypothetical, Reach

SAME_FORCED = phrase("the same is forced")


def what_is_forced(side: Side | None, torn: bool, found: Reach) -> str:
    whose = named(found.ruling.attributed)
    if torn:
        return phrase("the precedents of {whose} force both sides", whose=whose)
    if side is None:
        return phrase("nothing is forced")
    return phrase("the precedents of {whose} force: {word}", whose=whose, word=found.precedents.word(side))


def argument_of(argument: Argument, found: Reach, names: Names) -> Item:
    """A side's best citations; what the other side answers is under each, and its own citations stand beside."""
    word = found.precedents.word(argument.side)
    whose = named(found.ruling.attributed)
    return Item(
        phrase("for {word}, citing from the past cases of {whose}", word=word, whose=whose),
        tuple(_citation(c, names) for c in argument.citations),
    )


def _citation(cited: Citation, names: Names) -> Item:
    """A citation, what it shares, and how it is distinguished, played down or made more of; what counters it."""
    shared = [names.factor(f) for f in names.order if f in cited.shared]
    shared += [phrase("a known value of {what}", what=names.called(d)) for d in names.dimensions if d in cited.shared]
    parts = []
    for one in cited.distinctions:
        words = phrase("distinguished, {difference}", difference=names.difference(one.difference))
        more = ""
        if one.downplayed:
            bearing = _bearing(one.downplayed, names)
            more = phrase("; played down: both bear alike on {what}", what=bearing)
        elif one.emphasised:
            bearing = _bearing(one.emphasised, names)
            more = phrase("; made more of: they bear in opposite ways on {what}", what=bearing)
        parts.append(Item(chain(words, more)))
    if cited.countered:
        trumped = {d.name for d in cited.trumped}
        more = phrase(", which shares more")
        others_ = [chain(d.name, more if d.name in trumped else "") for d in cited.countered]
        parts.append(Item(phrase("countered by {cases}", cases=joined("; ", others_))))
    what = joined("; ", shared) or phrase("nothing")
    words = (
        phrase("{case}, binding, which shares: {what}", case=cited.decision.name, what=what)
        if cited.binding
        else phrase("{case}, which shares: {what}", case=cited.decision.name, what=what)
    )
    return Item(words, tuple(parts))


def _bearing(found: tuple[tuple[str, str], ...], names: Names) -> str:
    """ "“Party counts as individuals”, as do a and b": abstract factors with what bears on each."""
    by_concept: dict[str, list[str]] = {}
    for concept, factor in found:
        by_concept.setdefault(concept, []).append(names.factor(factor))
    return joined(
        "; ", (chain(names.abstract(c), " (", joined("; ", dict.fromkeys(fs)), ")") for c, fs in by_concept.items())
    )


def variation_of(one: Hypothetical, found: Reach, names: Names) -> str:
    """ "were it so that …: nothing is forced; the rules of … then come out as …"."""
    v = one.variation
    if v.value is not None:
        supposed = phrase("were it that {what}", what=names.valued(v.what, v.value))
    else:
        supposed = phrase("were it so that {what}", what=names.factor(v.what) if v.present else names.denied(v.what))
    then = [what_is_forced(v.outcome.forced, v.outcome.torn, found)] if one.changes else [SAME_FORCED]
    if one.changes and v.outcome.by:
        then.append(phrase(" (by {cases})", cases=listed([d.name for d in v.outcome.by])))
    if one.rules_change:
        whose = named(found.ruling.attributed)
        if one.rules:
            word = found.precedents.word(one.rules)
            then.append(phrase("; the rules of {whose} then come to: {word}", whose=whose, word=word))
        else:
            then.append(phrase("; the rules of {whose} then give no one answer", whose=whose))
    elif one.tried:
        then.append(phrase("; its rules come to the same"))
    return chain(supposed, ": ", *then)
