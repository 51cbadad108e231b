"""D18 to D21: a doctrine's rules with their variables filled by the entities of a case, as a `Theory`.

Every condition becomes alternatives of conjoined literals (a disjunction of conjunctions); a rule becomes one ground
rule for each way of filling its variables and choosing an alternative of each condition, all of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from siyar.ground.accounts import Account, told
from siyar.ground.cells import Cell, cells, compare, inside, touching
from siyar.ground.frame import ActiveRule, Conjunct, Frame, Priority, claims_of, rename, variables
from siyar.ground.masks import head_mask, option_mask, standing_mask
from siyar.model import (
    Case,
    CaseLine,
    Claim,
    Denial,
    Entity,
    Impossible,
    LineKind,
    Quantity,
    Relation,
    Rule,
    Sentence,
    SentenceKind,
    Variable,
)
from siyar.theory import NO, STANDING, YES, YES_NO, Atom, GroundRule, Kind, Literal, Role, Theory


@dataclass(frozen=True, slots=True)
class Said:
    """What an atom was made from. ``comparison`` is a claim where two given quantities are compared."""

    sentence: Sentence
    arguments: tuple[str, ...]
    option: str = ""
    cells: tuple[Cell, ...] = ()
    comparison: Claim | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Where a ground condition comes from: the claim with its names filled in, and who added it."""

    claim: Claim
    conjunct: Conjunct


@dataclass(frozen=True, slots=True)
class Instance:
    """Where a ground rule comes from; ``needs`` and ``bars`` run beside those of the ground rule."""

    active: ActiveRule
    binding: tuple[tuple[Variable, str], ...]
    needs: tuple[Part, ...]
    bars: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Grounded:
    """A theory and what it was made from."""

    theory: Theory
    frame: Frame
    case: Case
    account: Account
    #: Rules that concern the question but found no entity of a type: rule id → the types.
    missing: Mapping[str, tuple[str, ...]]
    #: The case's lines on concepts this doctrine has rules for: shown beside, never used (D17).
    beside: tuple[CaseLine, ...]
    #: The lines that gave each fact.
    given: Mapping[str, tuple[CaseLine, ...]]
    priorities: Mapping[tuple[str, str], Priority]
    contradictions: tuple[str, ...] = ()  # atoms to which the account gives no value at all

    def atom(self, claim: Claim, option: str = "") -> str:
        """The name of the atom of a claim in the case's names."""
        return _name(claim.sentence, tuple(str(a) for a in claim.arguments), option)


Conjunction = tuple[tuple[Literal, Part], ...]
Disjunction = tuple[Conjunction, ...]


def ground(frame: Frame, case: Case, sentences: Iterable[str], account: Account | None = None) -> Grounded:
    """The theory of all rules from which the given sentences (ids of acts and concepts) can be reached.

    Without an account, contested facts are unknown.
    """
    return _Ground(frame, case, account or Account()).run(tuple(sentences))


def instances(frame: Frame, case: Case, sentence: Sentence) -> tuple[tuple[str, ...], ...]:
    """Every way to fill the slots of a sentence with different entities of the case, in the case's order."""
    of_type = [[e.name for e in case.entities if frame.is_a(e.type, slot.type)] for slot in sentence.slots]
    return tuple(pick for pick in product(*of_type) if len(set(pick)) == len(pick))


def _name(sentence: str, arguments: tuple[str, ...], option: str = "") -> str:
    return f"{sentence}{':' + option if option else ''}({', '.join(arguments)})"


@dataclass(slots=True)
class _Ground:
    """The work on one theory; everything it gathers becomes the `Grounded`."""

    frame: Frame
    case: Case
    account: Account
    lines: tuple[CaseLine, ...] = ()
    atoms: dict[str, Atom] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    given: dict[str, list[CaseLine]] = field(default_factory=dict)
    rules: list[GroundRule] = field(default_factory=list)
    missing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    labels: dict[tuple[str, tuple[tuple[Variable, str], ...]], list[str]] = field(default_factory=dict)

    def run(self, targets: tuple[str, ...]) -> Grounded:
        self.lines = tuple(told(self.case, self.account))
        for target in targets:
            sentence = self.frame.sentences[target]
            for arguments in instances(self.frame, self.case, sentence):
                for option in self._act_options(sentence, ()):
                    self._atom(sentence, arguments, option)
        for rule in self._relevant(targets):
            self._rule(rule)
        declared = frozenset(self._declared())
        impossible = self._impossible()
        stipulated = self._give()
        rules = tuple(r for r in self.rules if r.head is None or r.head.atom not in stipulated)
        labels = {r.label for r in rules}
        theory = Theory(
            atoms=self.atoms,
            rules=rules,
            facts={name: mask for name, mask in self.facts.items() if mask},
            superior=frozenset(self.frame.priorities),
            exceptions=frozenset(p for p in self._exceptions() if set(p) <= labels),
            declared=declared,
            impossible=impossible,
        )
        return Grounded(
            theory=theory,
            frame=self.frame,
            case=self.case,
            account=self.account,
            missing=self.missing,
            beside=tuple(line for line in self.lines if self._concluded(line) and self._concerns(line)),
            given={name: tuple(lines) for name, lines in self.given.items()},
            priorities=self.frame.priorities,
            contradictions=tuple(name for name, mask in self.facts.items() if not mask),
        )

    # ------------------------------------------------------------------ which rules

    def _relevant(self, targets: tuple[str, ...]) -> list[ActiveRule]:
        """The active rules from which a target can be reached, in the order of the doctrine."""
        opposed: dict[str, set[str]] = {}
        for pair in self.frame.doctrine.oppositions:
            opposed.setdefault(pair.one.sentence, set()).add(pair.other.sentence)
            opposed.setdefault(pair.other.sentence, set()).add(pair.one.sentence)
        wanted, left, chosen = set(targets), list(targets), set[str]()
        while left:
            sentence = left.pop()
            reached = set(opposed.get(sentence, ()))
            for active in self.frame.active:
                rule = active.rule
                if rule.id in chosen:
                    continue
                if any(h.sentence == sentence for h in rule.heads) or rule.exception_to in chosen:
                    chosen.add(rule.id)
                    reached |= {s for claim in claims_of(active) for s in _sentences(claim)}
                    reached.add(sentence)  # another look: an exception to this rule may come earlier in the file
            new = (reached - wanted) | ({sentence} if sentence in reached else set())
            wanted |= new
            left += sorted(new)
        return [a for a in self.frame.active if a.rule.id in chosen]

    # ------------------------------------------------------------------ rules

    def _rule(self, active: ActiveRule) -> None:
        rule = active.rule
        bindings = tuple(self._bindings(active.variables))
        if not bindings:
            types = [v.type for v in active.variables]
            absent = [t for t in types if len(self._of_type(Variable(t))) < types.count(t)] or types
            self.missing[rule.id] = tuple(dict.fromkeys(absent))
        for binding in bindings:
            filled: dict[Variable, str] = dict(binding)
            heads: list[Literal | None] = [self._head(h, filled, o) for h in rule.heads for o in self._head_options(h)]
            needs = [self._any_of(c, filled) for c in active.when]
            bars = tuple(bar for c in active.unless for bar in self._barred(c, filled))
            kind = Kind.DEFEATER if rule.blocks else Kind.STRICT if rule.strict else Kind.DEFEASIBLE
            made: dict[tuple[object, ...], GroundRule] = {}
            for choice in product(*needs):
                pairs = tuple(dict.fromkeys(pair for conjunction in choice for pair in conjunction))
                for head in heads or [None]:
                    distinct = (head, frozenset(literal for literal, _ in pairs))
                    if distinct in made:
                        continue
                    number = len(made)
                    made[distinct] = GroundRule(
                        label=f"{rule.id}({', '.join(filled.values())})" + (f"/{number + 1}" if number else ""),
                        name=rule.id,
                        kind=kind,
                        head=head,
                        needs=tuple(literal for literal, _ in pairs),
                        bars=tuple(literal for literal, _ in bars),
                        origin=Instance(
                            active, binding, tuple(part for _, part in pairs), tuple(part for _, part in bars)
                        ),
                    )
            self.rules += made.values()
            self.labels.setdefault((rule.id, binding), []).extend(r.label for r in made.values())

    def _bindings(self, wanted: tuple[Variable, ...]) -> Iterator[tuple[tuple[Variable, str], ...]]:
        """D18: different variables, different entities."""
        candidates = [[e.name for e in self._of_type(v)] for v in wanted]
        for pick in product(*candidates):
            if len(set(pick)) == len(pick):
                yield tuple(zip(wanted, pick, strict=True))

    def _of_type(self, variable: Variable) -> list[Entity]:
        return [e for e in self.case.entities if self.frame.is_a(e.type, variable.type)]

    def _head_options(self, head: Claim) -> tuple[str, ...]:
        return self._act_options(self.frame.sentences[head.sentence], head.options)

    def _act_options(self, sentence: Sentence, options: tuple[str, ...]) -> tuple[str, ...]:
        """An act with a choice is one act for each option."""
        if sentence.kind is SentenceKind.ACT and sentence.choice:
            return options or sentence.choice.options
        return ("",)

    def _head(self, head: Claim, filled: Mapping[Variable, str], option: str) -> Literal:
        claim = rename(head, filled)
        sentence = self.frame.sentences[claim.sentence]
        atom = self._atom(sentence, _arguments(claim), option)
        mask = head_mask(claim, sentence)
        if mask is None:
            mask = self._comparison_mask(atom, claim)
        return Literal(atom.name, mask)

    def _any_of(self, conjunct: Conjunct, filled: Mapping[Variable, str]) -> Disjunction:
        return tuple(
            dict.fromkeys(
                conjunction
                for claim in conjunct.condition.alternatives
                for conjunction in self._condition(claim, filled, conjunct)
            )
        )

    def _condition(self, claim: Claim, filled: Mapping[Variable, str], conjunct: Conjunct) -> Disjunction:
        """One claim as alternatives. D19: a variable of its own under "it is not so that" means: of nobody."""
        local = [v for v in dict.fromkeys(variables(claim)) if v not in filled]
        every: list[Disjunction] = []
        for more in self._local(local, filled):
            bound = rename(claim, {**filled, **more})
            every.append(self._literals(bound, Part(bound, conjunct)))
        return _all_of(every) if local else every[0]

    def _barred(self, conjunct: Conjunct, filled: Mapping[Variable, str]) -> Iterator[tuple[Literal, Part]]:
        """D19, D20: each alternative barred by itself, for every entity; one of several literals by an inner concept."""
        for claim in conjunct.condition.alternatives:
            local = [v for v in dict.fromkeys(variables(claim)) if v not in filled]
            for more in self._local(local, filled):
                bound = rename(claim, {**filled, **more})
                part = Part(bound, conjunct)
                for conjunction in self._literals(bound, part):
                    if len(conjunction) == 1:
                        yield conjunction[0]
                    elif conjunction:
                        yield self._inner(conjunction, part), part

    def _inner(self, conjunction: Conjunction, part: Part) -> Literal:
        name = " and ".join(f"{literal.atom}={literal.values}" for literal, _ in conjunction)
        literal = Literal(name, YES)
        if name not in self.atoms:
            self.atoms[name] = Atom(name, YES_NO, Role.CONCEPT)
            self.rules.append(
                GroundRule(
                    label=f"inner: {name}",
                    name=f"inner: {name}",
                    kind=Kind.DEFEASIBLE,
                    head=literal,
                    needs=tuple(one for one, _ in conjunction),
                    origin=Instance(_nobody(part), (), tuple(part for _ in conjunction), ()),
                )
            )
        return literal

    def _local(self, local: list[Variable], filled: Mapping[Variable, str]) -> Iterator[dict[Variable, str]]:
        for binding in self._bindings(tuple(local)):
            more = dict(binding)
            if not set(more.values()) & set(filled.values()):
                yield more

    # ------------------------------------------------------------------ claims

    def _literals(self, claim: Claim, part: Part) -> Disjunction:
        """A claim in the case's names as a disjunction of conjunctions of literals."""
        sentence = self.frame.sentences[claim.sentence]
        if claim.modality:
            return tuple(
                ((Literal(self._atom(sentence, _arguments(claim), o).name, standing_mask(claim)), part),)
                for o in self._act_options(sentence, claim.options)
            )
        if claim.comparison and isinstance(claim.comparison.than, Claim):
            return self._compared(claim, claim.comparison.than, part)
        atom = self._atom(sentence, _arguments(claim))
        denied = claim.denial is not Denial.NONE
        if sentence.measure:
            mask = self._comparison_mask(atom, claim)
            mask = atom.full & ~mask if denied else mask
        elif sentence.choice:
            mask = option_mask(sentence.choice.options, claim.options, denied)
        else:
            mask = NO if denied else YES
        if mask == 0:
            return ()
        if mask == atom.full:
            return ((),)
        return (((Literal(atom.name, mask), part),),)

    def _compared(self, claim: Claim, than: Claim, part: Part) -> Disjunction:
        """Section 11, value concepts: for each constant c a concluded quantity may have, it is c and the other compares."""
        assert claim.comparison is not None
        relation = claim.comparison.relation
        denied = claim.denial is not Denial.NONE
        sentence, other = self.frame.sentences[claim.sentence], self.frame.sentences[than.sentence]
        if claim.sentence not in self.frame.ruled and than.sentence not in self.frame.ruled:
            atom = self._comparison_atom(claim, than, relation)
            return (((Literal(atom.name, NO if denied else YES), part),),)
        one = self._atom(sentence, _arguments(claim))
        two = self._atom(other, _arguments(than))
        pairs: list[tuple[int, int]] = []  # masks under which the comparison holds together
        for j, cell in enumerate(two.origin.cells):
            if cell.empty or cell.low is None or not cell.point:
                continue
            quantity = Quantity("", cell.low, cell.high or cell.low, cell.name)
            mask = inside(one.origin.cells, relation, quantity)
            if mask:
                pairs.append((mask, 1 << j))
        if not denied:
            return tuple(((Literal(one.name, a), part), (Literal(two.name, b), part)) for a, b in pairs)
        return _all_of(
            [
                (((Literal(one.name, one.full & ~a), part),), ((Literal(two.name, two.full & ~b), part),))
                for a, b in pairs
            ]
        )

    def _comparison_mask(self, atom: Atom, claim: Claim) -> int:
        assert claim.comparison is not None
        assert isinstance(claim.comparison.than, Quantity)
        line: tuple[Cell, ...] = atom.origin.cells
        return inside(line, claim.comparison.relation, claim.comparison.than)

    # ------------------------------------------------------------------ atoms

    def _atom(self, sentence: Sentence, arguments: tuple[str, ...], option: str = "") -> Atom:
        name = _name(sentence.id, arguments, option)
        if name in self.atoms:
            return self.atoms[name]
        line: tuple[Cell, ...] = ()
        if sentence.kind is SentenceKind.ACT:
            values: tuple[str, ...] = STANDING
            role = Role.STANDING
        else:
            role = Role.CONCEPT if self._is_concept(sentence) else Role.FACT
            if sentence.measure:
                constants = self.frame.constants.get(sentence.id, ())
                line = cells(sentence.measure.kind, constants)
                if role is Role.CONCEPT:  # one of the constants its rules name, or none
                    line = tuple(c for c in line if c.point or c.empty)
                values = tuple(c.name for c in line)
            else:
                values = sentence.choice.options if sentence.choice else YES_NO
        atom = Atom(name, values, role, bool(sentence.opposite), Said(sentence, arguments, option, line))
        self.atoms[name] = atom
        return atom

    def _is_concept(self, sentence: Sentence) -> bool:
        return sentence.id in self.frame.ruled

    def _comparison_atom(self, claim: Claim, than: Claim, relation: Relation) -> Atom:
        """D4: two quantities no rule concludes are compared where the case gives both; else the comparison is a fact."""
        plain = replace(claim, denial=Denial.NONE, span=None)
        name = f"{_name(claim.sentence, _arguments(claim))} {relation.value} {_name(than.sentence, _arguments(than))}"
        if name not in self.atoms:
            sentence = self.frame.sentences[claim.sentence]
            said = Said(sentence, _arguments(claim), comparison=plain)
            self.atoms[name] = Atom(name, YES_NO, Role.FACT, origin=said)
        return self.atoms[name]

    # ------------------------------------------------------------------ declared clashes, exceptions

    def _declared(self) -> Iterator[tuple[Literal, Literal]]:
        for pair in self.frame.doctrine.oppositions:
            wanted = tuple(dict.fromkeys((*variables(pair.one), *variables(pair.other))))
            for binding in self._bindings(wanted):
                filled: dict[Variable, str] = dict(binding)
                for o in self._head_options(pair.one):
                    for p in self._head_options(pair.other):
                        yield self._head(pair.one, filled, o), self._head(pair.other, filled, p)

    def _exceptions(self) -> Iterator[tuple[str, str]]:
        """D21: the exception takes out the instance with equal values of that rule's variables."""
        for (id, binding), labels in self.labels.items():
            rule = next(a.rule for a in self.frame.active if a.rule.id == id)
            if not rule.exception_to:
                continue
            filled = dict(binding)
            for (older, other), lower in self.labels.items():
                if older == rule.exception_to and all(filled.get(v) == e for v, e in other):
                    yield from ((u, low) for u in labels for low in lower)

    # ------------------------------------------------------------------ the case

    def _impossible(self) -> tuple[tuple[Literal, ...], ...]:
        """Every instance of an `impossible` that touches a fact of the theory, and those that touch these, and so on."""
        before = set(self.atoms)
        made = [c for i in self.frame.impossible for c in self._impossible_instances(i)]
        found: dict[frozenset[Literal], tuple[Literal, ...]] = {}
        known = {name for name, atom in self.atoms.items() if atom.role is Role.FACT}
        grew = True
        while grew:
            grew = False
            for conjunction in made:
                if {literal.atom for literal in conjunction} & known and frozenset(conjunction) not in found:
                    found[frozenset(conjunction)] = conjunction
                    known |= {literal.atom for literal in conjunction}
                    grew = True
        for name in set(self.atoms) - before - known:  # only an impossible that touches nothing here mentions it
            del self.atoms[name]
        return tuple(found.values())

    def _impossible_instances(self, impossible: Impossible) -> Iterator[tuple[Literal, ...]]:
        conjuncts = [Conjunct(c, "rule", impossible.id) for c in impossible.when]
        wanted = dict.fromkeys(
            v for c in (*impossible.when, *impossible.unless) for claim in c.alternatives for v in variables(claim)
        )
        for binding in self._bindings(tuple(wanted)):
            filled: dict[Variable, str] = dict(binding)
            needs = [self._any_of(c, filled) for c in conjuncts]
            for condition in impossible.unless:
                flipped = tuple(_denied(claim) for claim in condition.alternatives)
                needs += [
                    self._condition(claim, filled, Conjunct(condition, "rule", impossible.id)) for claim in flipped
                ]
            for choice in product(*needs):
                merged: dict[str, int] = {}
                for literal, _ in (pair for conjunction in choice for pair in conjunction):
                    merged[literal.atom] = merged.get(literal.atom, -1) & literal.values
                if all(merged.values()):
                    yield tuple(Literal(atom, mask) for atom, mask in merged.items())

    def _give(self) -> frozenset[str]:
        """Fill the facts from the case's lines; returns the atoms that are stipulated (D17)."""
        stipulated: set[str] = set()
        for line in self.lines:
            claim = line.claim
            sentence = self.frame.sentences.get(claim.sentence)
            name = _name(claim.sentence, _arguments(claim))
            if sentence is None or name not in self.atoms or sentence.kind is SentenceKind.ACT:
                continue
            if line.kind is LineKind.STIPULATED:
                stipulated.add(name)
            elif self._concluded(line):
                continue
            atom = self.atoms[name]
            self.facts[name] = self.facts.get(name, atom.full) & self._left(atom, sentence, claim)
            self.given.setdefault(name, []).append(line)
        for name, atom in self.atoms.items():
            said = atom.origin
            if isinstance(said, Said) and said.comparison and said.comparison.comparison:
                comparison = said.comparison.comparison
                assert isinstance(comparison.than, Claim)
                one, two = self._quantity(said.comparison), self._quantity(comparison.than)
                if one and two:
                    verdict = compare(comparison.relation, one[0], two[0])
                    if verdict is not None:
                        self.facts[name] = YES if verdict else NO
                        self.given[name] = [one[1], two[1]]
        return frozenset(stipulated)

    def _left(self, atom: Atom, sentence: Sentence, claim: Claim) -> int:
        """The values a line of the case leaves."""
        denied = claim.denial is not Denial.NONE
        if sentence.measure:
            assert claim.comparison is not None
            assert isinstance(claim.comparison.than, Quantity)
            if denied:
                return atom.full & ~inside(atom.origin.cells, claim.comparison.relation, claim.comparison.than)
            return touching(atom.origin.cells, claim.comparison.relation, claim.comparison.than)
        if sentence.choice:
            return option_mask(sentence.choice.options, claim.options, denied)
        return NO if denied else YES

    def _quantity(self, claim: Claim) -> tuple[Quantity, CaseLine] | None:
        """The quantity the case gives for a value sentence."""
        for line in self.lines:
            said = line.claim
            if (said.sentence, said.arguments) == (claim.sentence, claim.arguments) and said.comparison:
                exact = said.comparison.relation in (Relation.IS, Relation.ON) and said.denial is Denial.NONE
                if exact and isinstance(said.comparison.than, Quantity):
                    return said.comparison.than, line
        return None

    def _concluded(self, line: CaseLine) -> bool:
        """A line on a concept for which this doctrine has rules of its own (D17)."""
        return line.kind is not LineKind.STIPULATED and line.claim.sentence in self.frame.ruled

    def _concerns(self, line: CaseLine) -> bool:
        return _name(line.claim.sentence, _arguments(line.claim)) in self.atoms


def _nobody(part: Part) -> ActiveRule:
    """The rule an inner concept belongs to, with that one condition."""
    return ActiveRule(Rule(f"inner: {part.conjunct.owner}"), (part.conjunct,), (), ())


def _arguments(claim: Claim) -> tuple[str, ...]:
    return tuple(str(a) for a in claim.arguments)


def _sentences(claim: Claim) -> Iterator[str]:
    yield claim.sentence
    if claim.comparison and isinstance(claim.comparison.than, Claim):
        yield claim.comparison.than.sentence


def _denied(claim: Claim) -> Claim:
    return replace(claim, denial=Denial.NONE if claim.denial is not Denial.NONE else Denial.NOT_SO)


def _all_of(parts: list[Disjunction]) -> Disjunction:
    """Conjunction of disjunctions of conjunctions."""
    return tuple(
        tuple(dict.fromkeys(pair for conjunction in choice for pair in conjunction)) for choice in product(*parts)
    )
