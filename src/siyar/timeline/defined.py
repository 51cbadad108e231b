"""T7: a fact declared with `once` is so, in a case with events, where the days of the case make it so.

It says in words of its own that one quantity compares with another, so that a rule may say "the term has run out". What
the case itself says of it, in a line or an event, is kept and never reckoned again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from siyar.ground.accounts import Key
from siyar.ground.cells import compare
from siyar.model import (
    CaseLine,
    Cite,
    Claim,
    Denial,
    LineKind,
    Quantity,
    Relation,
    Sentence,
    Term,
)
from siyar.timeline.courses import Lines, denied, held


@dataclass(frozen=True, slots=True)
class Defined:
    """A fact and the comparison it is: of the quantity ``one`` with ``two``; ``denial``: that it is not so."""

    claim: Claim
    denial: Claim
    relation: Relation
    one: Key
    two: Key


def defined(sentences: Iterable[Sentence], changing: Iterable[Key], said: Iterable[Key]) -> dict[Key, Defined]:
    """The facts that the days decide: those with a `once` that rests on something changing and that nobody states."""
    moving, stated = list(changing), set(said)
    found: dict[Key, Defined] = {}
    for sentence in sentences:
        once = sentence.once
        if once is None or once.comparison is None or not isinstance(once.comparison.than, Claim):
            continue
        than = once.comparison.than
        for one, two in (pair for k in moving for pair in _pairs(once, than, k)):
            filled = {
                str(v): who for c, k in ((once, one), (than, two)) for v, who in zip(c.arguments, k[1], strict=True)
            }
            if any(slot.name not in filled for slot in sentence.slots):
                continue
            who = tuple(filled[slot.name] for slot in sentence.slots)
            if (sentence.id, who) not in stated:
                claim = Claim(sentence.id, who)
                found[(sentence.id, who)] = Defined(claim, denied(claim, sentence), once.comparison.relation, one, two)
    return found


def _pairs(once: Claim, than: Claim, moving: Key) -> Iterator[tuple[Key, Key]]:
    """The two quantities, where one of them is moving and names everybody whom the other names."""
    for here, there, turned in ((once, than, False), (than, once, True)):
        if here.sentence != moving[0]:
            continue
        who: dict[str, Term] = {str(v): w for v, w in zip(here.arguments, moving[1], strict=True)}
        if all(str(v) in who for v in there.arguments):
            other: Key = (there.sentence, tuple(who[str(v)] for v in there.arguments))
            yield (other, moving) if turned else (moving, other)


def lines(of: Defined, one: Lines, two: Lines) -> Lines:
    """What the lines on the two quantities make of the fact; nothing where they leave it open.

    Of tellers some may leave it open: it is contested then, and unknown as these have it.
    """
    told = (*one, *two)
    if not any(line.kind is LineKind.CONTESTED for line in told):
        verdict = _verdict(of.relation, held(one, ""), held(two, ""))
        if verdict is None:
            return ()
        return (_line(of, LineKind.GIVEN, verdict, tuple(dict.fromkeys(c for line in told for c in line.cites))),)
    tellers = tuple(dict.fromkeys(c.source for line in told if line.kind is LineKind.CONTESTED for c in line.cites))
    verdicts = {t: _verdict(of.relation, held(one, t), held(two, t)) for t in tellers or ("",)}
    found = set(verdicts.values())
    if found == {None}:
        return ()
    cites = tuple(dict.fromkeys(c for line in told for c in line.cites))
    if len(found) == 1:
        return (_line(of, LineKind.GIVEN, found == {True}, cites),)
    each = ((t, so, tuple(c for c in cites if c.source == t) or (Cite(t),)) for t, so in verdicts.items())
    kinds = {None: LineKind.UNKNOWN, True: LineKind.CONTESTED, False: LineKind.CONTESTED}
    return tuple(_line(of, kinds[so], so is not False, by) for _, so, by in each)


def _line(of: Defined, kind: LineKind, so: bool, cites: tuple[Cite, ...]) -> CaseLine:
    return CaseLine(kind, of.claim if so else of.denial, cites)


def _verdict(relation: Relation, one: Lines, two: Lines) -> bool | None:
    """Whether the comparison holds; None where it is open. Of what has no value none does (D4)."""
    if any(_is_none(lines) for lines in (one, two)):
        return False
    first, second = _value(one), _value(two)
    return compare(relation, first, second) if first and second else None


def _value(lines: Lines) -> Quantity | None:
    for line in lines:
        said = line.claim.comparison
        if (
            said
            and said.relation is Relation.IS
            and line.claim.denial is Denial.NONE
            and isinstance(said.than, Quantity)
        ):
            return said.than
    return None


def _is_none(lines: Lines) -> bool:
    denials = [line for line in lines if line.claim.comparison and line.claim.denial is Denial.NOT_SO]
    return len(denials) == 2 and len(lines) == 2
