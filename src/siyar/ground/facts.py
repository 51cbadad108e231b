"""What a case gives, and what no case can be: facts and impossibles of a theory (D4, D10, D16, D17, D26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from siyar.framing import Conjunct
from siyar.framing.masks import option_mask
from siyar.framing.variables import variables
from siyar.ground.accounts import key
from siyar.ground.atoms import Atoms, Said, arguments, name
from siyar.ground.cells import compare, inside, touching
from siyar.ground.literals import any_of, condition
from siyar.model import Case, CaseLine, Claim, Denial, Impossible, LineKind, Quantity, Relation, Sentence, SentenceKind
from siyar.theory import NO, YES, Atom, Literal, Role


@dataclass(frozen=True, slots=True)
class Given:
    """The values the case leaves each atom, the lines that say so, and the atoms it stipulates."""

    values: dict[str, int]
    lines: dict[str, tuple[CaseLine, ...]]
    stipulated: frozenset[str]


def give(atoms: Atoms, told: tuple[CaseLine, ...]) -> Given:
    """The facts of the atoms made, from the lines that hold in an account."""
    values: dict[str, int] = {}
    lines: dict[str, tuple[CaseLine, ...]] = {}
    stipulated: set[str] = set()
    for line in told:
        if line.claim.comparison and isinstance(line.claim.comparison.than, Claim):
            continue
        sentence = atoms.frame.sentences.get(line.claim.sentence)
        atom = atoms.made.get(name(line.claim.sentence, arguments(line.claim)))
        if sentence is None or atom is None or sentence.kind is SentenceKind.ACT or concluded(atoms, line):
            continue
        if line.kind is LineKind.STIPULATED:
            stipulated.add(atom.name)
        values[atom.name] = values.get(atom.name, atom.full) & _left(atom, sentence, line.claim)
        lines[atom.name] = (*lines.get(atom.name, ()), line)
    for atom, line in _not_yet(atoms, values):
        values[atom.name], lines[atom.name] = NO, (line,)
    for atom in atoms.made.values():
        said = atom.origin
        if isinstance(said, Said) and said.comparison:
            found = _compared_outright(told, said.comparison) or _both_given(told, said.comparison)
            if found:
                verdict, by = found
                values[atom.name], lines[atom.name] = (YES if verdict else NO), by
    return Given(values, lines, frozenset(stipulated))


def _not_yet(atoms: Atoms, said: Mapping[str, int]) -> Iterator[tuple[Atom, CaseLine]]:
    """D26: what cannot be so before a day is not so in a case that ends before it, unless the case speaks of it."""
    mentioned = {key(line.claim) for line in atoms.case.lines}
    for atom in atoms.made.values():
        of = atom.origin
        if not isinstance(of, Said) or too_early(atom, atoms.case) is None:
            continue
        if of.sentence.earliest and (of.sentence.id, of.arguments) not in mentioned:
            denial = Denial.OPPOSITE if of.sentence.opposite else Denial.NOT_SO
            claim = Claim(of.sentence.id, of.arguments, denial=denial)
            yield atom, CaseLine(LineKind.GIVEN, claim, of.sentence.earliest.cites)


def too_early(atom: Atom, case: Case) -> Quantity | None:
    """The day before which a fact cannot be so, where the case ends before it; its line in the vocabulary says it."""
    said = atom.origin
    if case.days is None or not isinstance(said, Said) or said.comparison or said.sentence.earliest is None:
        return None
    day = said.sentence.earliest.day
    return day if case.days.high < day.low else None


def concluded(atoms: Atoms, line: CaseLine) -> bool:
    """A line on a concept for which this doctrine has rules: shown beside, never used (D17)."""
    return line.kind is not LineKind.STIPULATED and line.claim.sentence in atoms.frame.ruled


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


def impossible(atoms: Atoms) -> tuple[tuple[Literal, ...], ...]:
    """Every instance of an `impossible` that touches a fact of the theory, and those that touch these, and so on."""
    before = set(atoms.made)
    waiting = [(frozenset(found), found) for one in _near(atoms) for found in _instances(atoms, one)]
    known = {id for id in before if atoms.made[id].role is Role.FACT}
    found: dict[frozenset[Literal], tuple[Literal, ...]] = {}
    grew = True
    while grew:
        apart = []
        for literals, conjunction in waiting:
            if any(q.atom in known for q in conjunction):
                found.setdefault(literals, conjunction)
                known.update(q.atom for q in conjunction)
            else:
                apart.append((literals, conjunction))
        grew = len(apart) < len(waiting)
        waiting = apart
    for id in set(atoms.made) - before - known:  # mentioned only by an impossible that touches nothing here
        del atoms.made[id]
    return tuple(found.values())


def _near(atoms: Atoms) -> list[Impossible]:
    """Those whose sentences can touch a fact of the theory, at any remove: of the others no instance can."""
    said = {atom.origin.sentence.id for atom in atoms.made.values() if atom.origin and atom.role is Role.FACT}
    apart, near = list(atoms.frame.impossible), list[Impossible]()
    while touching := [one for one in apart if said & set(_sentences(one))]:
        said.update(id for one in touching for id in _sentences(one))
        near += touching
        apart = [one for one in apart if one not in touching]
    return [one for one in atoms.frame.impossible if one in near]


def _sentences(one: Impossible) -> Iterator[str]:
    for claim in (claim for c in (*one.when, *one.unless) for claim in c.alternatives):
        yield claim.sentence
        if claim.comparison and isinstance(claim.comparison.than, Claim):
            yield claim.comparison.than.sentence


def _instances(atoms: Atoms, one: Impossible) -> Iterator[tuple[Literal, ...]]:
    claims = [claim for c in (*one.when, *one.unless) for claim in c.alternatives]
    wanted = tuple(dict.fromkeys(v for claim in claims for v in variables(claim)))
    for binding in atoms.bindings(wanted):
        filled = dict(binding)
        needs = [any_of(atoms, Conjunct(c, "rule", one.id), filled) for c in one.when]
        for c in one.unless:
            needs += [condition(atoms, _denied(a), filled, Conjunct(c, "rule", one.id)) for a in c.alternatives]
        for choice in product(*needs):
            merged: dict[str, int] = {}
            for literal, _ in (pair for conjunction in choice for pair in conjunction):
                merged[literal.atom] = merged.get(literal.atom, -1) & literal.values
            if all(merged.values()):
                yield tuple(Literal(atom, mask) for atom, mask in merged.items())


def _denied(claim: Claim) -> Claim:
    return replace(claim, denial=Denial.NONE if claim.denial is not Denial.NONE else Denial.NOT_SO)
