"""What a case gives: the facts of a theory (D4, D16, D17, D26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from siyar.framing import Frame
from siyar.framing.masks import option_mask
from siyar.ground.accounts import key
from siyar.ground.atoms import Said, arguments, name
from siyar.ground.cells import compare, inside, touching
from siyar.model import Case, CaseLine, Claim, Denial, LineKind, Quantity, Relation, Sentence, SentenceKind
from siyar.theory import NO, YES, Atom


@dataclass(frozen=True, slots=True)
class Given:
    """The values the case leaves each atom, the lines that say so, and the atoms it stipulates."""

    values: dict[str, int]
    lines: dict[str, tuple[CaseLine, ...]]
    stipulated: frozenset[str]

    @property
    def facts(self) -> dict[str, int]:
        """The facts of a theory."""
        return {id: mask for id, mask in self.values.items() if mask}

    @property
    def contradictions(self) -> tuple[str, ...]:
        """The atoms to which the lines leave no value."""
        return tuple([id for id, mask in self.values.items() if not mask])


@dataclass(frozen=True, slots=True)
class Tellable:
    """The atoms of a theory, as far as a case can say something of them.

    ``sentences`` are spoken of; ``compared`` are comparisons of two quantities, ``dated`` cannot be so before some day.
    """

    frame: Frame
    atoms: Mapping[str, Atom]
    sentences: frozenset[str]
    compared: tuple[Atom, ...]
    dated: tuple[Atom, ...]


def tellable(frame: Frame, atoms: Mapping[str, Atom]) -> Tellable:
    said = [atom for atom in atoms.values() if isinstance(atom.origin, Said)]
    return Tellable(
        frame,
        atoms,
        frozenset(atom.origin.sentence.id for atom in said),
        tuple(atom for atom in said if atom.origin.comparison),
        tuple(atom for atom in said if atom.origin.sentence.earliest and not atom.origin.comparison),
    )


def give(of: Tellable, case: Case, told: tuple[CaseLine, ...]) -> Given:
    """The facts of the atoms, from the lines that hold in an account."""
    values: dict[str, int] = {}
    lines: dict[str, tuple[CaseLine, ...]] = {}
    stipulated: set[str] = set()
    for line in told:
        if line.claim.sentence not in of.sentences:
            continue
        if line.claim.comparison and isinstance(line.claim.comparison.than, Claim):
            continue
        sentence = of.frame.sentences.get(line.claim.sentence)
        atom = of.atoms.get(name(line.claim.sentence, arguments(line.claim)))
        if sentence is None or atom is None or sentence.kind is SentenceKind.ACT or concluded(of.frame, line):
            continue
        if line.kind is LineKind.STIPULATED:
            stipulated.add(atom.name)
        values[atom.name] = values.get(atom.name, atom.full) & _left(atom, sentence, line.claim)
        lines[atom.name] = (*lines.get(atom.name, ()), line)
    for atom, line in _not_yet(of, case):
        values[atom.name], lines[atom.name] = NO, (line,)
    for atom in of.compared:
        found = _compared_outright(told, atom.origin.comparison) or _both_given(told, atom.origin.comparison)
        if found:
            verdict, by = found
            values[atom.name], lines[atom.name] = (YES if verdict else NO), by
    return Given(values, lines, frozenset(stipulated))


def _not_yet(of: Tellable, case: Case) -> Iterator[tuple[Atom, CaseLine]]:
    """D26: what cannot be so before a day is not so in a case that ends before it, unless the case speaks of it."""
    early = [atom for atom in of.dated if too_early(atom, case) is not None]
    mentioned = {key(line.claim) for line in case.lines} if early else set()
    for atom in early:
        said = atom.origin
        if (said.sentence.id, said.arguments) not in mentioned:
            denial = Denial.OPPOSITE if said.sentence.opposite else Denial.NOT_SO
            claim = Claim(said.sentence.id, said.arguments, denial=denial)
            yield atom, CaseLine(LineKind.GIVEN, claim, said.sentence.earliest.cites)


def too_early(atom: Atom, case: Case) -> Quantity | None:
    """The day before which a fact cannot be so, where the case ends before it; its line in the vocabulary says it."""
    said = atom.origin
    if case.days is None or not isinstance(said, Said) or said.comparison or said.sentence.earliest is None:
        return None
    day = said.sentence.earliest.day
    return day if case.days.high < day.low else None


def concluded(frame: Frame, line: CaseLine) -> bool:
    """A line on a concept for which this doctrine has rules: shown beside, never used (D17)."""
    return line.kind is not LineKind.STIPULATED and line.claim.sentence in frame.ruled


def _left(atom: Atom, sentence: Sentence, claim: Claim) -> int:
    """The values a line of the case leaves."""
    denied = claim.denial is not Denial.NONE
    if sentence.measure:
        assert claim.comparison is not None
        relation, than = claim.comparison.relation, claim.comparison.than
        assert isinstance(than, Quantity)
        cells = atom.origin.cells
        return atom.full & ~inside(cells, relation, than) if denied else touching(cells, relation, than)
    if sentence.choice:
        return option_mask(sentence.choice.options, claim.options, denied)
    return NO if denied else YES


#: What a comparison decides of others between the same two quantities: those it implies, those it excludes.
DECIDES: Mapping[Relation, tuple[frozenset[Relation], frozenset[Relation]]] = {
    Relation.MORE: (frozenset({Relation.AT_LEAST}), frozenset({Relation.LESS, Relation.AT_MOST, Relation.IS})),
    Relation.LESS: (frozenset({Relation.AT_MOST}), frozenset({Relation.MORE, Relation.AT_LEAST, Relation.IS})),
    Relation.IS: (frozenset({Relation.AT_LEAST, Relation.AT_MOST}), frozenset({Relation.MORE, Relation.LESS})),
    Relation.AT_LEAST: (frozenset(), frozenset({Relation.LESS})),
    Relation.AT_MOST: (frozenset(), frozenset({Relation.MORE})),
    Relation.AFTER: (frozenset({Relation.NOT_BEFORE}), frozenset({Relation.BEFORE, Relation.NOT_AFTER, Relation.ON})),
    Relation.BEFORE: (frozenset({Relation.NOT_AFTER}), frozenset({Relation.AFTER, Relation.NOT_BEFORE, Relation.ON})),
    Relation.ON: (
        frozenset({Relation.NOT_BEFORE, Relation.NOT_AFTER}),
        frozenset({Relation.AFTER, Relation.BEFORE}),
    ),
    Relation.NOT_BEFORE: (frozenset(), frozenset({Relation.BEFORE})),
    Relation.NOT_AFTER: (frozenset(), frozenset({Relation.AFTER})),
}


def _compared_outright(told: tuple[CaseLine, ...], claim: Claim) -> tuple[bool, tuple[CaseLine, ...]] | None:
    """Whether a comparison of two quantities holds, where the case gives a comparison of the two outright."""
    assert claim.comparison is not None
    wanted, than = claim.comparison.relation, claim.comparison.than
    assert isinstance(than, Claim)
    for line in told:
        said = line.claim.comparison
        if (
            said is None
            or not isinstance(said.than, Claim)
            or key(line.claim) != key(claim)
            or key(said.than) != key(than)
        ):
            continue
        denied = line.claim.denial is not Denial.NONE
        implied, excluded = DECIDES[said.relation]
        if said.relation is wanted:
            return not denied, (line,)
        if not denied and wanted in implied | excluded:
            return wanted in implied, (line,)
    return None


def _both_given(told: tuple[CaseLine, ...], claim: Claim) -> tuple[bool, tuple[CaseLine, ...]] | None:
    """Whether a comparison of two quantities holds, where the case gives both."""
    assert claim.comparison is not None
    assert isinstance(claim.comparison.than, Claim)
    one, two = _quantity(told, claim), _quantity(told, claim.comparison.than)
    if one is None or two is None:
        return None
    verdict = compare(claim.comparison.relation, one[0], two[0])
    return None if verdict is None else (verdict, (one[1], two[1]))


def _quantity(told: tuple[CaseLine, ...], claim: Claim) -> tuple[Quantity, CaseLine] | None:
    for line in told:
        said = line.claim
        if (said.sentence, said.arguments) == (claim.sentence, claim.arguments) and said.comparison:
            exact = said.comparison.relation in (Relation.IS, Relation.ON) and said.denial is Denial.NONE
            if exact and isinstance(said.comparison.than, Quantity):
                return said.comparison.than, line
    return None
