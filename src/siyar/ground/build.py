"""D18 to D21: a doctrine's rules with their variables filled by the entities of a case, as a `Theory`.

A rule becomes one ground rule for each way of filling its variables and choosing an alternative of each condition, all
of the same name.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from siyar.framing import ActiveRule, Frame, Priority
from siyar.framing.frame import claims_of
from siyar.framing.variables import variables
from siyar.ground.accounts import Account, told
from siyar.ground.atoms import Atoms, arguments, fillings, name
from siyar.ground.barring import impossible
from siyar.ground.facts import Tellable, concluded, give, tellable
from siyar.ground.filling import Instances, Rules
from siyar.ground.literals import conclusion
from siyar.model import Case, CaseLine, Claim
from siyar.once import Once
from siyar.theory import Literal, Theory


@dataclass(frozen=True, slots=True)
class Outline(Once):
    """What can be said of some sentences in a case of certain entities, whatever else the case says.

    ``bare``: the theory without facts. ``missing``: see `Grounded`.
    """

    bare: Theory
    tellable: Tellable
    missing: Mapping[str, tuple[str, ...]]
    _once: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def without_rules_on(self, stipulated: Collection[str]) -> Outline:
        """The same where the values of some atoms are laid down: no rule is about them any more."""
        rules = tuple(r for r in self.bare.rules if r.head is None or r.head.atom not in stipulated)
        labels = {r.label for r in rules}
        exceptions = frozenset(pair for pair in self.bare.exceptions if set(pair) <= labels)
        return Outline(replace(self.bare, rules=rules, exceptions=exceptions), self.tellable, self.missing)


@dataclass(frozen=True, slots=True)
class Grounded:
    """A theory and what it was made from."""

    theory: Theory
    frame: Frame
    case: Case
    account: Account
    #: What the frame's rules become in a case of these entities.
    made: Instances
    outline: Outline
    #: The case's lines on concepts this doctrine has rules for: shown beside, never used (D17).
    beside: tuple[CaseLine, ...]
    #: The lines that gave each fact.
    given: Mapping[str, tuple[CaseLine, ...]]
    contradictions: tuple[str, ...] = ()  # atoms to which the account gives no value at all

    @property
    def missing(self) -> Mapping[str, tuple[str, ...]]:
        """Rules that concern the question but found no entity of a type: rule id → the types."""
        return self.outline.missing

    @property
    def priorities(self) -> Mapping[tuple[str, str], Priority]:
        return self.frame.priorities

    def atom(self, claim: Claim, option: str = "") -> str:
        """The name of the atom of a claim in the case's names."""
        return name(claim.sentence, arguments(claim), option)


def ground(
    frame: Frame,
    case: Case,
    sentences: Iterable[str],
    account: Account | None = None,
    instances_of: Instances | None = None,
) -> Grounded:
    """The theory of all rules from which the given sentences (ids of acts and concepts) can be reached.

    Without an account, contested facts are unknown. ``instances_of``: what was made of this frame among these entities
    before.
    """
    targets = tuple(sentences)
    made = instances_of or Instances(frame, case.entities)
    outline = made.once(("outline", targets), lambda: _outline(made, targets))
    return _told(made, case, account or Account(), outline)


def retold(grounded: Grounded, account: Account) -> Grounded:
    """The same with what another account tells: only facts change, since no teller contests what is stipulated."""
    return _told(grounded.made, grounded.case, account, grounded.outline)


def _told(made: Instances, case: Case, account: Account, outline: Outline) -> Grounded:
    """What an account of a case makes of an outline."""
    lines = told(case, account)
    given = give(outline.tellable, case, lines)
    if given.stipulated and any(rule.head and rule.head.atom in given.stipulated for rule in outline.bare.rules):
        outline = outline.without_rules_on(given.stipulated)
    return Grounded(
        outline.bare.with_facts(given.facts),
        made.frame,
        case,
        account,
        made,
        outline,
        beside=_beside(outline.tellable, lines),
        given=given.lines,
        contradictions=given.contradictions,
    )


def _beside(of: Tellable, lines: Iterable[CaseLine]) -> tuple[CaseLine, ...]:
    """D17: the lines on concepts of the theory that rules conclude."""
    return tuple(
        [
            line
            for line in lines
            if line.claim.sentence in of.sentences
            and concluded(of.frame, line)
            and name(line.claim.sentence, arguments(line.claim)) in of.atoms
        ]
    )


def alone(frame: Frame, case: Case, claim: Claim, option: str = "", instances_of: Instances | None = None) -> Grounded:
    """One sentence by itself: what `ground` makes where no rule is about it and the case says nothing of it."""
    made = instances_of or Instances(frame, case.entities)

    def outline() -> Outline:
        atoms = made.atoms()
        atoms.of(frame.sentences[claim.sentence], arguments(claim), option)
        return Outline(Theory(atoms.made), tellable(frame, atoms.made), {})

    by_itself = made.once(("alone", claim.sentence, claim.arguments, option), outline)
    return Grounded(by_itself.bare, frame, case, Account(), made, by_itself, beside=(), given={})


def _outline(made: Instances, targets: tuple[str, ...]) -> Outline:
    """Rules filled, what is declared opposed and what is impossible, as far as the targets can be reached from it."""
    frame = made.frame
    work = Rules(made.atoms())
    atoms = work.atoms
    for target in targets:
        sentence = frame.sentences[target]
        for who in fillings(atoms, sentence):
            for option in atoms.act_options(sentence, ()):
                atoms.of(sentence, who, option)
    for active in relevant(frame, targets):
        work.add(active, made.of(active))
    declared = frozenset(_declared(atoms))
    barred_together = impossible(atoms, made.barring)
    bare = Theory(
        atoms=atoms.made,
        rules=tuple(work.rules),
        superior=frame.once("superior", lambda: frozenset(frame.priorities)),
        exceptions=frozenset(work.exceptions()),
        declared=declared,
        impossible=barred_together,
    )
    return Outline(bare, tellable(frame, atoms.made), work.missing)


def relevant(frame: Frame, targets: tuple[str, ...]) -> list[ActiveRule]:
    """The active rules from which a target can be reached backwards, in the order of the doctrine."""
    return frame.once(("relevant", targets), lambda: _relevant(frame, targets))


def _relevant(frame: Frame, targets: tuple[str, ...]) -> list[ActiveRule]:
    opposed: dict[str, set[str]] = {}
    for pair in frame.doctrine.oppositions:
        opposed.setdefault(pair.one.sentence, set()).add(pair.other.sentence)
        opposed.setdefault(pair.other.sentence, set()).add(pair.one.sentence)
    wanted, chosen = set(targets), set[str]()
    grew = True
    while grew:
        grew = False
        for sentence in list(wanted):
            wanted |= opposed.get(sentence, set())
        for active in frame.active:
            rule = active.rule
            if rule.id not in chosen and (rule.exception_to in chosen or any(h.sentence in wanted for h in rule.heads)):
                chosen.add(rule.id)
                wanted |= {s for claim in claims_of(active) for s in _sentences(claim)}
                grew = True
    return [a for a in frame.active if a.rule.id in chosen]


def reached(frame: Frame, targets: tuple[str, ...]) -> frozenset[str]:
    """All sentences that can have a part in what is said of the targets: a line of a case about another has none.

    Those of the rules `relevant` finds, what the doctrine declares opposed, and what an `impossible` joins to them at
    any remove.
    """
    return frame.once(("reached", targets), lambda: _reached(frame, targets))


def _reached(frame: Frame, targets: tuple[str, ...]) -> frozenset[str]:
    found = set(targets)
    for active in relevant(frame, targets):
        found.update(head.sentence for head in active.rule.heads)
        found.update(s for claim in claims_of(active) for s in _sentences(claim))
    for pair in frame.doctrine.oppositions:
        found |= {pair.one.sentence, pair.other.sentence}
    apart = [
        {s for c in (*one.when, *one.unless) for claim in c.alternatives for s in _sentences(claim)}
        for one in frame.impossible
    ]
    while touching := [joined for joined in apart if not found.isdisjoint(joined)]:
        found.update(*touching)
        apart = [joined for joined in apart if joined not in touching]
    return frozenset(found)


def _sentences(claim: Claim) -> Iterator[str]:
    yield claim.sentence
    if claim.comparison and isinstance(claim.comparison.than, Claim):
        yield claim.comparison.than.sentence


def _declared(atoms: Atoms) -> Iterator[tuple[Literal, Literal]]:
    """Every instance of what the doctrine declares opposed."""
    sentences = atoms.frame.sentences
    for pair in atoms.frame.doctrine.oppositions:
        for binding in atoms.bindings(tuple(dict.fromkeys((*variables(pair.one), *variables(pair.other))))):
            filled = dict(binding)
            for o in atoms.act_options(sentences[pair.one.sentence], pair.one.options):
                for p in atoms.act_options(sentences[pair.other.sentence], pair.other.options):
                    yield conclusion(atoms, pair.one, filled, o), conclusion(atoms, pair.other, filled, p)
