"""Whether conditions can be met together: among themselves, beside exceptions, and beside what is impossible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from siyar.check.values import Said, denied, is_a, said
from siyar.framing.variables import variables
from siyar.model import Claim, Condition, Impossible, Sentence, Term, Type, Variable

#: Ways through alternatives that are tried before a rule is taken to be able to apply.
MOST_WAYS = 512


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that cannot hold together; ``impossible`` is the declaration that says so, if one does."""

    claims: tuple[Claim, ...]
    impossible: str = ""


def never(
    when: Sequence[Condition],
    unless: Sequence[Condition],
    impossible: Sequence[Impossible],
    sentences: Mapping[str, Sentence],
    types: Mapping[str, Type],
) -> Conflict | None:
    """Why the conditions can never all be met; None if they can.

    Each way through the alternatives must fail; the conflict returned is that of the first way.
    """
    barred = [claim for condition in unless for claim in condition.alternatives]
    first: Conflict | None = None
    for i, way in enumerate(_ways(when)):
        if i >= MOST_WAYS:
            return None
        conflict = _conflict(way, barred, impossible, sentences, types)
        if conflict is None:
            return None
        first = first or conflict
    return first


def met(
    block: Impossible,
    claims: Sequence[Claim],
    sentences: Mapping[str, Sentence],
    types: Mapping[str, Type],
    kinds: Mapping[str, str] | None = None,
) -> tuple[Claim, ...] | None:
    """The claims that together meet what a block declares impossible; None if they leave a way out.

    ``kinds`` gives the types of entities where claims name entities.
    """
    wanted = [(c.alternatives, False) for c in block.when]
    wanted += [((claim,), True) for c in block.unless for claim in c.alternatives]
    return _matched(wanted, {}, claims, sentences, types, kinds or {})


def _ways(when: Sequence[Condition]) -> Iterator[tuple[Claim, ...]]:
    if not when:
        yield ()
        return
    head, *rest = when
    for claim in head.alternatives:
        for way in _ways(rest):
            yield (claim, *way)


def _conflict(
    way: Sequence[Claim],
    barred: Sequence[Claim],
    impossible: Sequence[Impossible],
    sentences: Mapping[str, Sentence],
    types: Mapping[str, Type],
) -> Conflict | None:
    facts = [(claim, thing) for claim in way for thing in _single(claim, sentences)]
    for i, (claim, thing) in enumerate(facts):
        for other, beside in facts[:i]:
            if thing.arguments == beside.arguments and thing.clashes(beside):
                return Conflict((other, claim))
    for claim, thing in facts:
        for exception in barred:
            if exception.modality is None and _implies(thing, exception, sentences):
                return Conflict((claim, exception))
    for block in impossible:
        found = met(block, way, sentences, types)
        if found:
            return Conflict(found, block.id)
    return None


def _single(claim: Claim, sentences: Mapping[str, Sentence]) -> tuple[Said, ...]:
    """What a claim says, if it is one thing: any of several options of an act says none of them by itself."""
    things = said(claim, sentences)
    return things if len(things) == 1 else ()


def _implies(thing: Said, claim: Claim, sentences: Mapping[str, Sentence]) -> bool:
    """Whether what is said implies the claim, of the same parties."""
    return any(
        thing.sentence == other.sentence and thing.arguments == other.arguments and thing.values.disjoint(other.values)
        for other in _single(denied(claim), sentences)
    )


def _matched(
    wanted: list[tuple[tuple[Claim, ...], bool]],
    filled: Mapping[Variable, Term],
    claims: Sequence[Claim],
    sentences: Mapping[str, Sentence],
    types: Mapping[str, Type],
    kinds: Mapping[str, str],
) -> tuple[Claim, ...] | None:
    """Backtracking: each wanted condition implied by a claim, its variables filled by different parties."""
    if not wanted:
        return ()
    (alternatives, reverse), *rest = wanted
    for want in alternatives:
        target = denied(want) if reverse else want
        for claim in claims:
            if claim.modality is not None or target.modality is not None:
                continue
            more = _filled(target, claim, filled, types, kinds)
            if more is None or not _covers(claim, target, more, sentences):
                continue
            found = _matched(rest, more, claims, sentences, types, kinds)
            if found is not None:
                return (claim, *found)
    return None


def _filled(
    want: Claim,
    claim: Claim,
    filled: Mapping[Variable, Term],
    types: Mapping[str, Type],
    kinds: Mapping[str, str],
) -> dict[Variable, Term] | None:
    if want.sentence != claim.sentence or (want.comparison is None) != (claim.comparison is None):
        return None
    mine, theirs = _terms(want), _terms(claim)
    if len(mine) != len(theirs):
        return None
    found = dict(filled)
    for variable, term in zip(mine, theirs, strict=True):
        if not isinstance(variable, Variable):
            if variable != term:
                return None
            continue
        kind = kinds.get(term, "") if isinstance(term, str) else term.type
        if not is_a(kind, variable.type, types) or found.get(variable, term) != term:
            return None
        if any(other != variable and taken == term for other, taken in found.items()):
            return None
        found[variable] = term
    return found


def _terms(claim: Claim) -> tuple[Term, ...]:
    than = claim.comparison.than if claim.comparison else None
    return claim.arguments + (_terms(than) if isinstance(than, Claim) else ())


def _covers(claim: Claim, want: Claim, filled: Mapping[Variable, Term], sentences: Mapping[str, Sentence]) -> bool:
    """Whether the claim implies what is wanted of the parties that fill it."""
    for thing in _single(claim, sentences):
        for other in _single(denied(want), sentences):
            arguments = tuple(filled.get(a, a) if isinstance(a, Variable) else a for a in other.arguments)
            if thing.sentence == other.sentence and thing.arguments == arguments:
                return thing.values.disjoint(other.values)
    return False


def named(conditions: Iterable[Condition]) -> frozenset[Variable]:
    """The variables of conditions."""
    return frozenset(v for c in conditions for claim in c.alternatives for v in variables(claim))
