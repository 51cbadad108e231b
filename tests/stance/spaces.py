"""The whole case space of an act (D25): abstract entities, every fact open, an answer for each case.

>>> from tests.stance.shipped import library
>>> from siyar.framing import frame
>>> spaces = list(case_spaces(library(), frame(library().doctrines["un-charter"], library()), "make-war"))
>>> [(space.about, space.cases) for space in spaces]
[('make-war(the State, the Counterpart)', 32), ('make-war(another State 7, the Counterpart)', 32)]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from siyar.conclusion import Answer
from siyar.engines import bits
from siyar.framing import Frame, is_a
from siyar.framing.variables import variables
from siyar.ground import ground, instances
from siyar.model import Case, Entity, Library, Type, Variable
from siyar.theory import STANDING_WORDS, Role, Theory

DUTY = STANDING_WORDS["recommended"]


@dataclass(frozen=True, slots=True)
class Space:
    """The answers on one act of certain entities, whatever the facts, and over how many cases."""

    about: str
    cases: int
    answers: tuple[Answer, ...]

    @property
    def duties(self) -> list[Answer]:
        """The answers one of whose words implies that the act is recommended (or obligatory)."""
        return [a for a in self.answers if any(implies_duty(m) for m in (*a.values, *a.between, *a.holds))]


def implies_duty(mask: int) -> bool:
    return mask != 0 and mask & ~DUTY == 0


def case_spaces(library: Library, frame: Frame, act: str) -> Iterator[Space]:
    """One space for each way of filling the slots of the act, and for each of its options."""
    case = abstract_case(library.types(), frame)
    sentence = library.sentences()[act]
    theory = ground(frame, case, (act,)).theory
    assert not theory.facts, "an abstract case gives nothing"
    atoms = [a for a in theory.atoms.values() if a.role is Role.STANDING and a.origin.sentence.id == act]
    everybody = {tuple(str(name) for name in arguments) for arguments in instances(frame.types, case, sentence)}
    assert {a.origin.arguments for a in atoms} == everybody
    for atom in atoms:
        yield _space(theory, atom.name)


def _space(theory: Theory, atom: str) -> Space:
    found = bits.survey(theory, atom)
    return Space(atom, found.total, tuple(found.answers))


def abstract_case(types: Mapping[str, Type], frame: Frame) -> Case:
    """One entity for each leaf type, a second where a rule speaks of two, and not a single fact."""
    leaves = [t for t in types if not any(other.is_a == t for other in types.values())]
    entities = [Entity(f"the {leaf}", leaf) for leaf in leaves]
    for active in frame.active:
        said = [*active.variables, *_others(frame, active.rule.id)]
        while not _can_be_filled(said, entities, frame):
            lacking = next(v for v in said if not _fits_one_more(v, said, entities, frame))
            leaf = next(t for t in leaves if is_a(frame.types, t, lacking.type))
            entities.append(Entity(f"another {leaf} {len(entities)}", leaf))
    return Case("abstract", "an abstract case", tuple(entities), ())


def _others(frame: Frame, rule: str) -> list[Variable]:
    """The variables that occur under `unless` alone: they too need somebody to stand for."""
    active = next(a for a in frame.active if a.rule.id == rule)
    claims = [claim for conjunct in (*active.when, *active.unless) for claim in conjunct.condition.alternatives]
    found = dict.fromkeys(v for claim in claims for v in variables(claim))
    return [v for v in found if v not in active.variables]


def _can_be_filled(variables: list[Variable], entities: list[Entity], frame: Frame) -> bool:
    fitting = [[e.name for e in entities if is_a(frame.types, e.type, v.type)] for v in variables]
    return any(len(set(pick)) == len(pick) for pick in product(*fitting))


def _fits_one_more(variable: Variable, said: list[Variable], entities: list[Entity], frame: Frame) -> bool:
    """Whether there are as many entities of the type as variables that can be filled by nobody else."""
    same = [v for v in said if is_a(frame.types, v.type, variable.type)]
    return len([e for e in entities if is_a(frame.types, e.type, variable.type)]) >= len(same)
