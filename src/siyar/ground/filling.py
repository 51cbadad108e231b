"""D18 to D21: the instances of a rule in a case, one for each way of filling its variables.

What a rule becomes does not depend on the question: `Instances` keeps it, so that many questions about one case ground
each rule once. What is kept is played back in the order in which it was made.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from siyar.framing import ActiveRule, Frame
from siyar.ground.atoms import Atoms, Binding
from siyar.ground.barring import Barring, barring
from siyar.ground.literals import Conjunction, Part, any_of, barred, conclusion, together
from siyar.model import Claim, Entity, Impossible, Rule, Variable
from siyar.once import Once
from siyar.theory import YES, Atom, GroundRule, Kind, Literal

INNER = "inner "  # how the rules of inner concepts are called; no rule's id has a space


@dataclass(frozen=True, slots=True)
class Instance:
    """Where a ground rule comes from; ``needs`` and ``bars`` run beside those of the ground rule."""

    active: ActiveRule
    binding: Binding
    needs: tuple[Part, ...]
    bars: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """What one rule becomes in a case.

    ``rules`` in order, the inner ones of conditions that bar only together (D20) among them; ``labels`` are the others,
    by the filling they are made from. ``atoms``: all that are spoken of, in the order in which they come up.
    ``missing``: the types of which the case has too few for the rule to speak of anybody.
    """

    atoms: tuple[Atom, ...]
    rules: tuple[GroundRule, ...]
    labels: tuple[tuple[Binding, tuple[str, ...]], ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instances(Once):
    """The rules and impossibles of a frame filled with the entities of a case, each when it is first wanted.

    Nothing here depends on what else the case says. Kept by what they are, not by what they are equal to: the frame
    holds them as long as this does.
    """

    frame: Frame
    entities: tuple[Entity, ...]
    #: How claims are said in the names of the case; frames of one library may share them.
    words: dict[Claim, str] = field(default_factory=dict, repr=False)
    _kept: dict[int, Filled] = field(default_factory=dict, repr=False)
    _barring: dict[int, Barring] = field(default_factory=dict, repr=False)
    _atoms: dict[str, Atom] = field(default_factory=dict, repr=False)
    _of_type: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    _once: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def of(self, active: ActiveRule) -> Filled:
        """What an active rule of the frame becomes."""
        if id(active) not in self._kept:
            self._kept[id(active)] = _filled(active, self.atoms())
        return self._kept[id(active)]

    def barring(self, one: Impossible) -> Barring:
        """What an impossible of the frame becomes."""
        if id(one) not in self._barring:
            self._barring[id(one)] = barring(one, self.atoms())
        return self._barring[id(one)]

    def atoms(self) -> Atoms:
        """No atoms yet, of those that were made before."""
        return Atoms(self.frame, self.entities, known=self._atoms, of_type=self._of_type)


@dataclass(slots=True)
class _Work:
    """The ground rules of one rule, in the making."""

    active: ActiveRule
    atoms: Atoms
    rules: list[GroundRule] = field(default_factory=list)

    def instance(self, binding: Binding) -> tuple[str, ...]:
        """The ground rules for one filling; their labels."""
        active, rule, filled = self.active, self.active.rule, dict(binding)
        sentences = self.atoms.frame.sentences
        heads: list[Literal | None] = [
            conclusion(self.atoms, head, filled, option, blocks=rule.blocks)
            for head in rule.heads
            for option in self.atoms.act_options(sentences[head.sentence], head.options)
        ]
        needs = [any_of(self.atoms, conjunct, filled) for conjunct in active.when]
        bars = tuple(self._bars(filled))
        kind = Kind.DEFEATER if rule.blocks else Kind.STRICT if rule.strict else Kind.DEFEASIBLE
        made: dict[tuple[Literal | None, frozenset[Literal]], GroundRule] = {}
        for choice in product(*needs):
            pairs = together(choice)
            for head in heads or [None]:
                key = head, frozenset(literal for literal, _ in pairs)
                if key not in made:
                    suffix = f"/{len(made) + 1}" if made else ""
                    made[key] = GroundRule(
                        label=f"{rule.id}({', '.join(filled.values())}){suffix}",
                        name=rule.id,
                        kind=kind,
                        head=head,
                        needs=tuple(literal for literal, _ in pairs),
                        bars=tuple(literal for literal, _ in bars),
                        origin=Instance(active, binding, tuple(p for _, p in pairs), tuple(p for _, p in bars)),
                    )
        self.rules += made.values()
        return tuple(r.label for r in made.values())

    def _bars(self, filled: Mapping[Variable, str]) -> Iterator[tuple[Literal, Part]]:
        for conjunct in self.active.unless:
            for conjunction, part in barred(self.atoms, conjunct, filled):
                literal = conjunction[0][0] if len(conjunction) == 1 else self._together(conjunction, part)
                yield literal, part

    def _together(self, conjunction: Conjunction, part: Part) -> Literal:
        """D20: conditions that bar only together do so through an inner concept."""
        id = " and ".join(f"{literal.atom}={literal.values}" for literal, _ in conjunction)
        head = Literal(id, YES)
        if id not in self.atoms.made:
            self.atoms.inner(id)
            active = ActiveRule(Rule(f"inner {part.conjunct.owner}"), (part.conjunct,), (), ())
            needs = tuple(literal for literal, _ in conjunction)
            origin = Instance(active, (), tuple(part for _ in conjunction), ())
            self.rules.append(GroundRule(f"{INNER}{id}", f"{INNER}{id}", Kind.DEFEASIBLE, head, needs, origin=origin))
        return head


def _filled(active: ActiveRule, atoms: Atoms) -> Filled:
    work = _Work(active, atoms)
    bindings = tuple(atoms.bindings(active.variables))
    labels = tuple((binding, work.instance(binding)) for binding in bindings)
    missing: tuple[str, ...] = ()
    if not bindings:
        types = [v.type for v in active.variables]
        absent = [t for t in types if len(atoms.who(t)) < types.count(t)] or types
        missing = tuple(dict.fromkeys(absent))
    return Filled(tuple(atoms.made.values()), tuple(work.rules), labels, missing)


@dataclass(slots=True)
class Rules:
    """The ground rules gathered for a question so far."""

    atoms: Atoms
    rules: list[GroundRule] = field(default_factory=list)
    missing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _added: dict[str, tuple[ActiveRule, Filled]] = field(default_factory=dict)

    def add(self, active: ActiveRule, filled: Filled) -> None:
        """All instances of a rule; a rule that finds nobody to speak of is noted with the types it lacks."""
        if not filled.labels:
            self.missing[active.rule.id] = filled.missing
        self._added[active.rule.id] = active, filled
        # Another rule may have brought in the same inner concept, and its rule with it.
        self.rules += (
            r for r in filled.rules if not (r.name.startswith(INNER) and r.head and r.head.atom in self.atoms.made)
        )
        self.atoms.take(filled.atoms)

    def exceptions(self) -> Iterator[tuple[str, str]]:
        """D21: an exception takes out the instance with equal values of that rule's variables."""
        for active, filled in self._added.values():
            if active.rule.exception_to not in self._added:
                continue
            _, older = self._added[active.rule.exception_to]
            for binding, upper in filled.labels:
                who = dict(binding)
                for other, lower in older.labels:
                    if all(who.get(variable) == whom for variable, whom in other):
                        yield from product(upper, lower)
