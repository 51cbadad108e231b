"""The atoms of a theory in the making: sentences with their slots filled, and the values they can have (D1, D4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from siyar.framing import Frame, is_a
from siyar.ground.cells import Cell, cells
from siyar.model import Case, Claim, Denial, Entity, Relation, Sentence, SentenceKind, Type, Variable
from siyar.theory import STANDING, YES_NO, Atom, Role


@dataclass(frozen=True, slots=True)
class Said:
    """What an atom was made from. ``comparison`` is a claim where two given quantities are compared."""

    sentence: Sentence
    arguments: tuple[str, ...]
    option: str = ""
    cells: tuple[Cell, ...] = ()
    comparison: Claim | None = None


Binding = tuple[tuple[Variable, str], ...]


def name(sentence: str, arguments: tuple[str, ...], option: str = "") -> str:
    """The name of an atom."""
    return f"{sentence}{':' + option if option else ''}({', '.join(arguments)})"


def arguments(claim: Claim) -> tuple[str, ...]:
    return tuple(str(a) for a in claim.arguments)


@dataclass(slots=True)
class Atoms:
    """The atoms made so far, of one doctrine's sentences and the entities of a case."""

    frame: Frame
    entities: tuple[Entity, ...]
    made: dict[str, Atom] = field(default_factory=dict)
    #: Atoms of this frame and these entities that were made before, by name; and who is of a type.
    known: dict[str, Atom] = field(default_factory=dict)
    of_type: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def take(self, atoms: Iterable[Atom]) -> None:
        """Atoms made elsewhere, in their order."""
        for atom in atoms:
            self.made.setdefault(atom.name, atom)

    def of(self, sentence: Sentence, arguments: tuple[str, ...], option: str = "") -> Atom:
        """The atom of a sentence said of somebody, made if need be."""
        id = name(sentence.id, arguments, option)
        if id not in self.made:
            if id not in self.known:
                self.known[id] = self._make(id, sentence, arguments, option)
            self.made[id] = self.known[id]
        return self.made[id]

    def _make(self, id: str, sentence: Sentence, arguments: tuple[str, ...], option: str) -> Atom:
        if sentence.kind is SentenceKind.ACT:
            origin = Said(sentence, arguments, option)
            return Atom(id, STANDING, Role.STANDING, bool(sentence.opposite), origin)
        # A concept without rules is a fact for the doctrine (section 11).
        role = Role.CONCEPT if sentence.id in self.frame.ruled else Role.FACT
        line: tuple[Cell, ...] = ()
        if sentence.measure:
            line = cells(sentence.measure.kind, self.frame.constants.get(sentence.id, ()))
            if role is Role.CONCEPT:  # one of the constants its rules name, or none
                line = tuple(c for c in line if c.point or c.empty)
            values = tuple(c.name for c in line)
        else:
            values = sentence.choice.options if sentence.choice else YES_NO
        return Atom(id, values, role, bool(sentence.opposite), Said(sentence, arguments, option, line))

    def comparison(self, claim: Claim, than: Claim, relation: Relation) -> Atom:
        """D4: quantities no rule concludes are compared where the case gives both; else the comparison is a fact."""
        id = f"{name(claim.sentence, arguments(claim))} {relation.value} {name(than.sentence, arguments(than))}"
        if id not in self.made:
            plain = replace(claim, denial=Denial.NONE, span=None)
            said = Said(self.frame.sentences[claim.sentence], arguments(claim), comparison=plain)
            self.made[id] = Atom(id, YES_NO, Role.FACT, origin=said)
        return self.made[id]

    def inner(self, id: str) -> Atom:
        """A concept without words, for several conditions that bar only together (D20)."""
        return self.made.setdefault(id, Atom(id, YES_NO, Role.CONCEPT))

    def act_options(self, sentence: Sentence, options: tuple[str, ...]) -> tuple[str, ...]:
        """An act with a choice is one act for each option."""
        if sentence.kind is SentenceKind.ACT and sentence.choice:
            return options or sentence.choice.options
        return ("",)

    def who(self, type: str) -> tuple[str, ...]:
        """The entities of a type or a subtype of it, in the order of the case."""
        if type not in self.of_type:
            self.of_type[type] = tuple(e.name for e in self.entities if is_a(self.frame.types, e.type, type))
        return self.of_type[type]

    def bindings(self, wanted: tuple[Variable, ...]) -> Iterator[Binding]:
        """D18: every way to fill variables; different variables, different entities."""
        for pick in product(*(self.who(v.type) for v in wanted)):
            if len(set(pick)) == len(pick):
                yield tuple(zip(wanted, pick, strict=True))


def fillings(atoms: Atoms, sentence: Sentence) -> Iterator[tuple[str, ...]]:
    """Every way to fill the slots of a sentence with different entities."""
    for pick in product(*(atoms.who(slot.type) for slot in sentence.slots)):
        if len(set(pick)) == len(pick):
            yield pick


def instances(types: Mapping[str, Type], case: Case, sentence: Sentence) -> tuple[tuple[str, ...], ...]:
    """Every way to fill the slots of a sentence with different entities of the case, in the case's order."""
    of_slot = [[e.name for e in case.entities if is_a(types, e.type, slot.type)] for slot in sentence.slots]
    return tuple(pick for pick in product(*of_slot) if len(set(pick)) == len(pick))
