"""Claims as literals: a condition of a rule becomes alternatives of conjoined literals (D4, D19, D20, section 11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from siyar.framing import Conjunct
from siyar.framing.masks import head_mask, option_mask, standing_mask
from siyar.framing.variables import rename, variables
from siyar.ground.atoms import Atoms, arguments
from siyar.ground.cells import TURNED, inside
from siyar.model import Claim, Denial, Quantity, Variable
from siyar.theory import NO, YES, Atom, Literal


@dataclass(frozen=True, slots=True)
class Part:
    """Where a ground condition comes from: the claim with its names filled in, and who added it."""

    claim: Claim
    conjunct: Conjunct


Conjunction = tuple[tuple[Literal, Part], ...]
Disjunction = tuple[Conjunction, ...]
Filled = Mapping[Variable, str]


def conclusion(atoms: Atoms, head: Claim, filled: Filled, option: str, *, blocks: bool = False) -> Literal:
    """The literal a head concludes; of a defeater all the other values, so that it stops just what it names."""
    claim = rename(head, filled)
    sentence = atoms.frame.sentences[claim.sentence]
    atom = atoms.of(sentence, arguments(claim), option)
    mask = head_mask(claim, sentence)
    if mask is None:
        mask = _comparison_mask(atom, claim)
    return Literal(atom.name, atom.full & ~mask if blocks else mask)


def any_of(atoms: Atoms, conjunct: Conjunct, filled: Filled) -> Disjunction:
    """A condition: any of its alternatives."""
    found = [c for claim in conjunct.condition.alternatives for c in condition(atoms, claim, filled, conjunct)]
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def condition(atoms: Atoms, claim: Claim, filled: Filled, conjunct: Conjunct) -> Disjunction:
    """One claim as alternatives. D19: a variable of its own under "it is not so that" means: of nobody."""
    every: list[Disjunction] = []
    for all_filled in _fillings(atoms, claim, filled):
        bound = rename(claim, all_filled)
        every.append(literals(atoms, bound, Part(bound, conjunct)))
    return every[0] if len(every) == 1 else all_of(every)


def barred(atoms: Atoms, conjunct: Conjunct, filled: Filled) -> Iterator[tuple[Conjunction, Part]]:
    """D19, D20: what an `unless` bars, each alternative by itself and for every entity."""
    for claim in conjunct.condition.alternatives:
        for all_filled in _fillings(atoms, claim, filled):
            bound = rename(claim, all_filled)
            part = Part(bound, conjunct)
            for conjunction in literals(atoms, bound, part):
                if conjunction:
                    yield conjunction, part


def _fillings(atoms: Atoms, claim: Claim, filled: Filled) -> Iterator[Filled]:
    """What is filled, with every way to fill the variables that occur nowhere else in the rule."""
    local = tuple(dict.fromkeys([v for v in variables(claim) if v not in filled]))
    if not local:
        yield filled
        return
    for binding in atoms.bindings(local):
        more = dict(binding)
        if not set(more.values()) & set(filled.values()):
            yield {**filled, **more}


def literals(atoms: Atoms, claim: Claim, part: Part) -> Disjunction:
    """A claim in the case's names as a disjunction of conjunctions; ``()`` never holds, ``((),)`` always."""
    sentence = atoms.frame.sentences[claim.sentence]
    if claim.modality:
        return tuple(
            ((Literal(atoms.of(sentence, arguments(claim), o).name, standing_mask(claim)), part),)
            for o in atoms.act_options(sentence, claim.options)
        )
    if claim.comparison and isinstance(claim.comparison.than, Claim):
        return _compared(atoms, claim, claim.comparison.than, part)
    atom = atoms.of(sentence, arguments(claim))
    denied = claim.denial is not Denial.NONE
    if sentence.measure:
        mask = _comparison_mask(atom, claim)
        mask = atom.full & ~mask if denied else mask
    elif sentence.choice:
        mask = option_mask(sentence.choice.options, claim.options, denied)
    else:
        mask = NO if denied else YES
    if mask == 0:
        return ()
    return ((),) if mask == atom.full else (((Literal(atom.name, mask), part),),)


def _compared(atoms: Atoms, claim: Claim, than: Claim, part: Part) -> Disjunction:
    """Section 11, value concepts: for each constant a concluded quantity may have, it has it and the other compares."""
    assert claim.comparison is not None
    ruled, sentences = atoms.frame.ruled, atoms.frame.sentences
    relation, denied = claim.comparison.relation, claim.denial is not Denial.NONE
    if claim.sentence not in ruled and than.sentence not in ruled:
        atom = atoms.comparison(claim, than, relation)
        return (((Literal(atom.name, NO if denied else YES), part),),)
    one = atoms.of(sentences[claim.sentence], arguments(claim))
    two = atoms.of(sentences[than.sentence], arguments(than))
    if than.sentence not in ruled:  # only a concluded quantity has no values but its constants
        one, two, relation = two, one, TURNED.get(relation, relation)
    pairs: list[tuple[Literal, Literal]] = []  # hold together when the comparison does
    for i, cell in enumerate(two.origin.cells):
        if cell.point:
            mask = inside(one.origin.cells, relation, Quantity("", cell.low, cell.high, cell.name))
            if mask:
                pairs.append((Literal(one.name, mask), Literal(two.name, 1 << i)))
    if not denied:
        return tuple(((a, part), (b, part)) for a, b in pairs)
    return all_of([(((_but(a, one), part),), ((_but(b, two), part),)) for a, b in pairs])


def _but(literal: Literal, atom: Atom) -> Literal:
    return Literal(literal.atom, atom.full & ~literal.values)


def _comparison_mask(atom: Atom, claim: Claim) -> int:
    assert claim.comparison is not None
    assert isinstance(claim.comparison.than, Quantity)
    return inside(atom.origin.cells, claim.comparison.relation, claim.comparison.than)


def all_of(parts: list[Disjunction]) -> Disjunction:
    """Conjunction of disjunctions of conjunctions."""
    return tuple(together(choice) for choice in product(*parts))


def together(choice: Iterable[Conjunction]) -> Conjunction:
    """Conjunctions that hold together, each condition once."""
    pairs = [pair for conjunction in choice for pair in conjunction]
    # Where all literals differ nothing is said twice: claims need not be compared.
    if len({literal for literal, _ in pairs}) == len(pairs):
        return tuple(pairs)
    return tuple(dict.fromkeys(pairs))
