"""A case put to a doctrine on one sentence: grounded under each account and judged, not yet in words (section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from siyar.conclusion import Answer, Status
from siyar.cone import Completions, Cone, completions, cone, restrict
from siyar.engines.bits import Network, network
from siyar.explain import Evaluated
from siyar.framing import Frame
from siyar.ground import Account, Grounded, Instances, Said, accounts, ground, retold
from siyar.ground.accounts import Key
from siyar.hearing.grounds import evaluated
from siyar.model import Case, Claim, LineKind, SentenceKind
from siyar.ruling import Judgment, Matter
from siyar.theory import Role, Theory


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one sentence: ``claim`` is an act or concept in the names of the case.

    Of an act with a choice it names one option; an act named by its opposite is asked from that side.
    """

    question: str
    claim: Claim


@dataclass(frozen=True)
class Heard:
    """One account of the case, grounded for one sentence and judged.

    ``part``: what the sentence can depend on. ``judgment`` says no more than what the answer is.
    """

    account: Account
    grounded: Grounded
    part: Cone
    matter: Matter
    judgment: Judgment

    @property
    def in_full(self) -> Heard:
        """The same with what the answer turns on, and what would settle it."""
        return replace(self, judgment=self.matter.judge())

    @property
    def theory(self) -> Theory:
        """The part of what is grounded that the sentence depends on."""
        return self.matter.theory

    @property
    def atom(self) -> str:
        return self.matter.atom

    @cached_property
    def evaluated(self) -> Evaluated:
        """What follows from what is known: asked for again and again in saying one ruling."""
        return evaluated(self.grounded, self.matter)


@dataclass(frozen=True, slots=True)
class Told:
    """The case judged on what is agreed, and under each account that can matter."""

    plain: Heard
    heard: tuple[Heard, ...]

    @property
    def possible(self) -> tuple[Heard, ...]:
        return tuple(h for h in self.heard if not h.judgment.impossible and not h.grounded.contradictions)

    @property
    def agreed(self) -> bool:
        return len({(h.judgment.final, h.judgment.settled) for h in self.possible}) == 1

    @property
    def speaks(self) -> bool:
        """Whether this is a ruling or a contest, or a case that cannot be."""
        possible = self.possible
        return not self.agreed or possible[0].judgment.final.status in (Status.RULED, Status.CONTESTED)


def listen(
    frame: Frame,
    case: Case,
    asked: Asked,
    *,
    propagating: bool = False,
    made: Instances | None = None,
    certain: Answer | None = None,
) -> Told:
    """The sentence asked about, judged on what is agreed and under each account.

    ``made``: what was made of the frame in this case before, here and in the rest of this module. ``certain``: the
    answer whatever is not known, where somebody found that before (`Matter.judge`).
    """
    plain = judged(frame, case, asked, None, propagating, made, certain)
    told = accounts(case, set(_keys(plain.theory, plain.judgment.facts)))
    return Told(plain, tuple(_retold(plain, account) if account.follows else plain for account in told))


def judged(
    frame: Frame,
    case: Case,
    asked: Asked,
    account: Account | None = None,
    propagating: bool = False,
    made: Instances | None = None,
    certain: Answer | None = None,
) -> Heard:
    """The sentence asked about, grounded for it alone and judged; without an account contested facts are unknown."""
    grounded, part = _grounded(frame, case, asked, account, made)
    matter = _matter(grounded, part, propagating)
    return Heard(account or Account(), grounded, part, matter, matter.judge(turning=False, certain=certain))


def _retold(plain: Heard, account: Account) -> Heard:
    """The same as another account tells it: facts change, and nothing else."""
    grounded = retold(plain.grounded, account)
    matter = _matter(grounded, plain.part, plain.matter.propagating)
    if not plain.matter.propagating and _narrows(plain, grounded):
        matter = replace(matter, wider=plain.matter)
    return Heard(account, grounded, plain.part, matter, matter.judge(turning=False))


def _narrows(plain: Heard, account: Grounded) -> bool:
    """Whether the completions of an account are those of what is agreed in which all is so that only it tells.

    What it tells of facts that the sentence does not depend on could rule out more, through what is impossible.
    """
    agreed, told = plain.grounded.theory.facts, account.theory.facts
    barring = account.outline.once(
        "barring", lambda: frozenset(q.atom for barred in account.outline.bare.impossible for q in barred)
    )
    return (
        account.outline is plain.grounded.outline
        and not account.contradictions
        and all(name in told and told[name] & ~mask == 0 for name, mask in agreed.items())
        and all(
            name in plain.matter.ranged.facts or name not in barring
            for name, mask in told.items()
            if agreed.get(name) != mask
        )
    )


def posed(
    frame: Frame, case: Case, asked: Asked, account: Account | None = None, made: Instances | None = None
) -> tuple[Grounded, Theory, str]:
    """The case grounded for the sentence asked about, the part of the theory it depends on, and its atom there."""
    grounded, part = _grounded(frame, case, asked, account, made)
    return grounded, _matter(grounded, part, propagating=False).theory, part.atom


def _grounded(
    frame: Frame, case: Case, asked: Asked, account: Account | None, made: Instances | None
) -> tuple[Grounded, Cone]:
    """The case grounded for the sentence asked about, and what its atom can depend on."""
    claim = asked.claim
    grounded = ground(frame, case, (claim.sentence,), account, made)
    act = frame.sentences[claim.sentence].kind is SentenceKind.ACT
    atom = grounded.atom(claim, claim.options[0] if act and claim.options else "")
    lasting = _lasting(grounded, atom)
    return grounded, lasting.part if lasting else cone(grounded.theory, atom)


@dataclass(frozen=True, slots=True)
class _Lasting:
    """What an atom depends on, whatever the facts: its cone, that part of the theory without facts, its network."""

    part: Cone
    bare: Theory
    net: Network


def _lasting(grounded: Grounded, atom: str) -> _Lasting | None:
    """None where it depends on facts: the atom is one or is given, or literals are declared opposed."""
    bare = grounded.outline.bare
    if bare.declared or bare.atoms[atom].role is Role.FACT or atom in grounded.theory.facts:
        return None

    def found() -> _Lasting:
        part = cone(bare, atom)
        alone = restrict(bare, part, Completions({}))
        return _Lasting(part, alone, network(alone, alone.words(atom)))

    return grounded.outline.once(("lasting", atom), found)


def _matter(grounded: Grounded, part: Cone, propagating: bool) -> Matter:
    """The part of the theory the atom depends on, ready to be judged."""
    ranged = completions(grounded.theory, part)
    if lasting := _lasting(grounded, part.atom):
        here = lasting.bare
        facts = {name: mask for name, mask in grounded.theory.facts.items() if name in here.atoms}
        return Matter(here.with_facts(facts, ranged.barred), part.atom, ranged, propagating, lasting.net)
    theory = restrict(grounded.theory, part, ranged)
    here = asked_of(theory, part.atom, grounded)
    if here is not theory or theory.declared:
        # The sentence is no fact there; declared oppositions of literals left out no longer reach anything.
        ranged = completions(here, cone(here, part.atom))
    return Matter(here, part.atom, ranged, propagating)


def asked_of(theory: Theory, name: str, grounded: Grounded) -> Theory:
    """Section 11: a concept without rules is silent as the sentence of a question, whatever the case gives."""
    atom = theory.atoms[name]
    if atom.role is not Role.FACT:
        return theory
    stipulated = any(line.kind is LineKind.STIPULATED for line in grounded.given.get(name, ()))
    facts = theory.facts if stipulated else {k: v for k, v in theory.facts.items() if k != name}
    return replace(theory, atoms={**theory.atoms, name: replace(atom, role=Role.CONCEPT)}, facts=facts)


def _keys(theory: Theory, facts: Iterable[str]) -> Iterator[Key]:
    """The sentences of the case the facts are about; two for a comparison of given quantities."""
    for name in facts:
        said = theory.atoms[name].origin
        if isinstance(said, Said):
            yield said.sentence.id, said.arguments
            if said.comparison and said.comparison.comparison and isinstance(said.comparison.comparison.than, Claim):
                than = said.comparison.comparison.than
                yield than.sentence, than.arguments
