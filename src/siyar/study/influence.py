"""How often a ruling hangs on a fact, a rule, a reading, a precedent or evidence: counts of cases, each exact.

A case counts for a fact if the fact can take another value there, all else staying as it is, with which the ruling is
another. For facts that are so or not so this is the *influence* of a variable, unnormalised (Ben-Or and Linial,
"Collective coin flipping", 1985), twice the raw count of swings of Penrose and Banzhaf; for facts of more values it is
the same notion of a case *sensitive* at a place. For anything else a case counts if the doctrine without it, or read
otherwise, rules otherwise there.

>>> facts = Diagrams((2, 3))
>>> root = facts.cut(facts.leaf("no"), {0: 0b10, 1: 0b011}, {"no": "yes"})
>>> pivotal(facts, root, 0), pivotal(facts, root, 1)
((4, 6), (3, 6))
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from siyar.engines.bits.diagrams import Diagrams
from siyar.engines.bits.nodes import TooManyNodes
from siyar.framing import Frame
from siyar.ground import Instance
from siyar.hearing import Asked, Attributed
from siyar.hearing.readings import concerned
from siyar.model import Case, Doctrine, Question
from siyar.study.across import Scope, TooLarge
from siyar.study.joint import IMPOSSIBLE, MOST_NODES, Laid, Part, TooManyCases, laid


class Kind(StrEnum):
    """What is otherwise."""

    FACT = "fact"
    RULE = "rule"
    READING = "reading"
    PRECEDENT = "precedent"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Variant:
    """A doctrine otherwise: without what ``id`` names, or with the ``option`` of a reading; ``frame`` is that."""

    kind: Kind
    id: str
    frame: Frame
    option: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """In how many cases the ruling is another (``changes``) of those in which this can be otherwise (``able``).

    ``id``: the atom of a fact, the id of a rule, reading, precedent or evidence. ``words``: a fact's, without a value.
    ``changes`` is None where the variant is too large for diagrams: how many cases there are is then in ``able``.
    """

    kind: Kind
    id: str
    changes: int | None
    able: int
    words: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a question: what the doctrine says in how many cases, and what that hangs on."""

    question: Question
    about: str
    scope: Scope
    says: tuple[tuple[Attributed, int], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Influence:
    """Everything `siyar influence` found of a doctrine. ``force``: acts of force, in words, that were left out."""

    doctrine: str
    lines: tuple[Line, ...]
    too_large: tuple[TooLarge, ...] = ()
    force: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """The space of a sentence (the doctrine as it is read is its first part), what is said there, and the rows."""

    space: Laid
    root: int
    counts: dict[Hashable, int]
    rows: tuple[Row, ...]

    @property
    def part(self) -> Part:
        return self.space.parts[0]

    @property
    def total(self) -> int:
        """How many cases there are, without impossible ones."""
        return sum(self.counts.values())


def weigh(
    base: Frame, variants: Sequence[Variant], case: Case, asked: Asked, *, most: int = MOST_NODES
) -> Weighed | None:
    """The rows of a sentence; None where no case can be as this one is given. Raises `TooManyCases` of the doctrine.

    The space is of all facts on which the doctrine's ruling or that of a variant can depend, so that every row counts
    the same cases.
    """
    space = laid((base, *(v.frame for v in variants)), case, asked)
    if space is None:
        return None
    diagrams, part = space.diagrams, space.parts[0]
    try:
        root = space.possible(space.says(part, most))
        found = [pivotal(diagrams, root, place, IMPOSSIBLE) for place in range(len(space.facts))]
    except TooManyNodes:
        raise TooManyCases(base.doctrine.id, space.size) from None
    counts = {label: n for label, n in diagrams.counts(root).items() if label != IMPOSSIBLE}
    rows = [Row(Kind.FACT, name, *numbers) for (name, _), numbers in zip(space.facts, found, strict=True)]
    total = sum(counts.values())
    for variant, other in zip(variants, space.parts[1:], strict=True):
        row = Row(variant.kind, variant.id, 0, total, option=variant.option)
        if variant.frame.active == base.active:
            rows.append(row)
            continue
        try:
            both = diagrams.combined((root, space.says(other, most)), _apart)
        except (TooManyCases, TooManyNodes):
            rows.append(replace(row, changes=None, able=space.size))
        else:
            rows.append(replace(row, changes=diagrams.counts(both).get(True, 0)))
    return Weighed(space, root, counts, tuple(rows))


def _apart(both: tuple[Hashable, ...]) -> bool:
    return both[0] != IMPOSSIBLE and both[0] != both[1]


def pivotal(diagrams: Diagrams, root: int, fact: int, free: Hashable = None) -> tuple[int, int]:
    """In how many cases the label is another with some other value of the fact; in how many it can have another.

    Cases of the label ``free`` count for nothing: they cannot be.
    """

    def turned(labels: tuple[Hashable, ...]) -> Hashable:
        able = [label for label in labels if label != free]
        if len(able) < 2:
            return 0, 0
        return (len(able) if len(set(able)) > 1 else 0), len(able)

    changes = able = 0
    for label, count in diagrams.counts(_without(diagrams, root, fact, turned, {})).items():
        assert isinstance(label, tuple)
        # A case of the others is counted once for each value of the fact.
        changes += label[0] * count // diagrams.sizes[fact]
        able += label[1] * count // diagrams.sizes[fact]
    return changes, able


def _without(
    diagrams: Diagrams,
    node: int,
    fact: int,
    turned: Callable[[tuple[Hashable, ...]], Hashable],
    known: dict[int, int],
) -> int:
    """A diagram of the other facts alone: each of their cases with what is made of the labels it has by this one."""
    first, children = diagrams.nodes[node]
    if node not in known:
        if first < fact:
            each = [_without(diagrams, child, fact, turned, known) for child in children]
            known[node] = diagrams.node(first, tuple(each))
        else:
            values = range(diagrams.sizes[fact])
            known[node] = diagrams.combined([diagrams.step(node, fact, v) for v in values], turned)
    return known[node]


def removable(part: Part, asked: Asked) -> Iterator[tuple[Kind, str, str]]:
    """What can be otherwise: (kind, id, option of a reading), in the order of the doctrine.

    Rules from which the ruling can be reached; precedents and evidence without which one of these, or a precedent,
    falls; every other option of the readings concerned.
    """
    doctrine = part.frame.doctrine
    reached = {r.origin.active.rule.id for r in part.theory.rules if isinstance(r.origin, Instance)}
    made = {rule.id for rule in doctrine.rules if rule.precedent}
    for rule in doctrine.rules:
        if rule.id in reached and rule.id not in made:
            yield Kind.RULE, rule.id, ""
    for reading in doctrine.readings:
        if reading.id in concerned(doctrine, (asked.claim.sentence,)):
            for option in reading.options:
                if option.id != part.frame.reading[reading.id]:
                    yield Kind.READING, reading.id, option.id
    grounds = _grounds(doctrine)
    for precedent in doctrine.precedents:
        if precedent.id in grounds or precedent.id in reached & made:
            yield Kind.PRECEDENT, precedent.id, ""
    for evidence in doctrine.evidence:
        if evidence.id in grounds:
            yield Kind.EVIDENCE, evidence.id, ""


def _grounds(doctrine: Doctrine) -> set[str]:
    """What something rests on, so that it falls without it."""
    found = {g for rule in doctrine.rules for group in rule.rests_on for g in group}
    return found | {g for precedent in doctrine.precedents for group in precedent.rests_on for g in group}
