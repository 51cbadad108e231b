"""From a theory, or an engine's outcome, to the answer on one of its atoms.

>>> from siyar.theory import Atom, GroundRule, Kind, Role, YES, YES_NO
>>> atoms = {"a": Atom("a", YES_NO, Role.FACT), "p": Atom("p", YES_NO)}
>>> rule = GroundRule("r", "r", Kind.DEFEASIBLE, Literal("p", YES), needs=(Literal("a", YES),))
>>> found = judge(Theory(atoms, (rule,)), "p")
>>> found.known.status.value, found.final.status.value, found.turns_on
('silent', 'open', (('a',),))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from siyar.conclusion import Answer, Outcome, Status, Tag
from siyar.cone import Completions, completions, cone, restrict
from siyar.engines import bits, reference
from siyar.rows import Findings, row
from siyar.ruling.judgment import Judgment
from siyar.ruling.turning import settled_by, turns_on
from siyar.theory import Literal, Theory

#: From so many completions on what is said in them is worked on diagrams, where these stay small.
FOLDED = 1 << 16

#: Nodes of such diagrams, at most.
MOST_NODES = 1 << 17

#: Completions gone through one by one where diagrams grow larger, at most. A wider question is judged on what is known.
MOST_CASES = 1 << 24

#: The same where a compiled program goes through them (the extra "space"); its arrays stay below half a gigabyte.
MOST_COMPILED = 1 << 28

#: The same where ambiguity propagates: every completion is then evaluated by itself.
MOST_PROPAGATING = 4096


def answer(theory: Theory, outcome: Outcome, atom: str) -> Answer:
    """The row of section 5 that fits `atom`, of an engine's `outcome` on `theory`."""
    words = theory.words(atom)
    rules = [r for r in theory.rules if r.supports and r.head and r.head.atom == atom]
    return row(
        Findings(
            definite=tuple(q.values for q in words if q in outcome.definite),
            shown=tuple(q.values for q in words if outcome.shown(q)),
            undetermined=tuple(q.values for q in words if outcome.tags.get(q) is Tag.UNDETERMINED),
            standing=tuple(r.head.values for r in rules if r.head and outcome.rules[r.label].stands),
            ruled=bool(rules),
            applied=any(outcome.rules[r.label].applies for r in rules),
        )
    )


def judge(
    theory: Theory, atom: str, *, propagating: bool = False, most: int | None = None, turning: bool = True
) -> Judgment:
    """Everything section 6 says of `atom`, within one theory (accounts and readings are several).

    For ``most`` and ``turning`` see `Matter.judge`.
    """
    part = cone(theory, atom)
    ranged = completions(theory, part)
    whole = Matter(restrict(theory, part, ranged) if propagating else theory, atom, ranged, propagating)
    return whole.judge(most=most, turning=turning)


@dataclass(frozen=True)
class Matter:
    """One atom of a theory, to be judged and explained: what both need is found out once, and when it is needed.

    ``ranged``: the completions of the facts it can depend on (D10). ``propagating``: section 4 in place of section 3;
    the theory is then best a part (`siyar.cone.restrict`). ``linked``: the network, of the theory with other facts,
    where the words of the atom are the same. ``wider``: the same with fewer facts, whose completions with the facts
    known here are all that are allowed here.
    """

    theory: Theory
    atom: str
    ranged: Completions
    propagating: bool = False
    linked: bits.Network | None = None
    wider: Matter | None = None

    @cached_property
    def facts(self) -> Mapping[str, int]:
        """What is known: what the case gives, and what is forced (D12)."""
        return {**self.theory.facts, **{q.atom: q.values for q in self.ranged.forced}}

    @cached_property
    def net(self) -> bits.Network:
        """What decides the words of the atom."""
        if self.linked:
            return self.linked.of(self.theory)
        return bits.network(self.theory, self.theory.words(self.atom))

    @cached_property
    def outcome(self) -> Outcome:
        """What follows from what is known, as far as it bears on the atom."""
        return self._outcome(self.facts) if self.propagating else bits.outcome(self._lane)

    def supposing(self, supposed: Iterable[Literal]) -> Outcome:
        """The same with more facts."""
        facts = {**self.facts, **{q.atom: q.values for q in supposed}}
        return self._outcome(facts) if self.propagating else bits.outcome(bits.run_one(self.net, facts))

    def _outcome(self, facts: Mapping[str, int]) -> Outcome:
        here = {name: mask for name, mask in facts.items() if name in self.theory.atoms}
        return reference.evaluate(replace(self.theory, facts=here), propagating=True)

    @cached_property
    def _lane(self) -> bits.Lanes:
        return bits.run_one(self.net, self.facts)

    @cached_property
    def _known(self) -> tuple[Answer, tuple[Literal, ...]]:
        """The answer on what is known, and what it takes for absent because it is unknown."""
        if self.propagating:
            states = self.outcome.rules
            used = (b for rule in self.theory.rules if states[rule.label].applies for b in rule.bars)
            return answer(self.theory, self.outcome, self.atom), self._assumed(used)
        ((_, found),) = bits.findings(self._lane, self.atom)
        rules = enumerate(self.net.rules)
        used = (b for r, links in rules if links.bars and self._lane.applies(r) for b in links.rule.bars)
        return row(found), self._assumed(used)

    def _assumed(self, used: Iterable[Literal]) -> tuple[Literal, ...]:
        """Those of the bars that what is known leaves possible: they are not shown only since their fact is unknown."""
        place = {name: i for i, name in enumerate(self.theory.open)}
        found = {b for b in used if b.atom in place and self.facts.get(b.atom, b.values) & b.values}
        return tuple(sorted(found, key=lambda q: (place[q.atom], q.values)))

    def judge(self, *, most: int | None = None, turning: bool = True, certain: Answer | None = None) -> Judgment:
        """What is said of the atom.

        ``certain``: what is said in every completion, where somebody knows: without ``turning`` none is gone through.

        ``most``: completions, by default as many as fit into diagrams (see `survey`), or `MOST_PROPAGATING`. Without
        ``turning`` only the answers, not what they turn on nor what would settle them; completions are then not always
        counted.
        """
        atom, ranged = self.atom, self.ranged
        space = bits.Space.of(ranged.facts)
        if ranged.impossible:
            nothing = Answer(Status.OPEN)
            return Judgment(
                atom, nothing, nothing, False, cases=space.lanes, facts=space.facts, impossible=ranged.impossible
            )
        known, assumptions = self._known
        judged = Judgment(
            atom,
            known,
            Answer(Status.OPEN) if known.status is Status.SILENT else known,
            settled=False,
            cases=space.lanes,
            facts=space.facts,
            forced=ranged.forced,
            assumptions=assumptions,
        )
        if certain is not None and not turning:
            # Equal answers may differ in `because`; that of what is known is the one to tell.
            return replace(judged, final=known if known == certain else certain, settled=True)
        if most is None and self.propagating:
            most = MOST_PROPAGATING
        if most is not None and space.lanes > most:
            return replace(judged, surveyed=False)
        if not turning and not self.propagating and self._beyond_reach:
            return replace(judged, final=known, settled=True)
        found = (None if turning else self._narrowed) or self._survey
        if found is None:
            return replace(judged, surveyed=False)
        try:
            return _surveyed(judged, found, ranged, turning)
        except bits.TooManyNodes:  # the answers fitted into diagrams, and what they turn on does not
            more = unfolded(self.net, atom, ranged)
            if more is not None:
                return _surveyed(judged, more, ranged, turning)
            return replace(_surveyed(judged, found, ranged, False), possible=_possible(found), complete=False)

    @property
    def _narrowed(self) -> Surveyed | None:
        """The answers here as the survey of a wider matter has them, over its space; None where it does not tell."""
        found = vars(self.wider).get("_survey") if self.wider else None  # it may have been judged without one
        if not isinstance(found, bits.Survey | bits.Folded):
            return None
        known, _ = self._known
        try:
            here = found.within({name: self.facts[name] for name in found.space.facts if name in self.facts})
        except bits.TooManyNodes:
            return None
        # Where another answer is the only one its `because` is that of the first completion, which only a survey knows.
        return here if len(here.answers) > 1 or known in here.answers else None

    @cached_property
    def _survey(self) -> Surveyed | None:
        """The answers in all completions."""
        space = bits.Space.of(self.ranged.facts)
        if self.propagating:
            return _survey_propagating(self.theory, space, self.ranged, self.atom)
        # Where nothing is open, or no rule can apply, what is known is said in every completion.
        if space.lanes == 1 or (space.lanes < FOLDED and not self.ranged.barred and self._beyond_reach):
            return bits.Survey(space, space.full, {self._known[0]: space.full})
        return survey(self.net, self.atom, self.ranged)

    @cached_property
    def _beyond_reach(self) -> bool:
        return bits.beyond_reach(self.net, self.atom)


Surveyed = bits.Survey | bits.Wide | bits.Folded


def survey(net: bits.Network, atom: str, ranged: Completions) -> Surveyed | None:
    """The answers on `atom`, whose words the network has, in all its completions, in whichever way is the quickest.

    None where its diagrams have more than `MOST_NODES` nodes and there are more than `MOST_CASES` completions
    (`MOST_COMPILED` where a program can be had).
    """
    if bits.Space.of(ranged.facts).lanes >= FOLDED:
        with suppress(bits.TooManyNodes):
            return bits.folded(net, atom, ranged, most=MOST_NODES)
    return unfolded(net, atom, ranged)


def unfolded(net: bits.Network, atom: str, ranged: Completions) -> bits.Survey | bits.Wide | None:
    """The same without diagrams; None where there are more than `MOST_CASES` completions, or `MOST_COMPILED`."""
    cases = bits.Space.of(ranged.facts).lanes
    if cases > (MOST_COMPILED if bits.compilable(ranged) else MOST_CASES):
        return None
    return bits.wide(net, atom, ranged) or bits.survey_of(net, atom, ranged, limit=cases, compiled=False)


def _surveyed(judged: Judgment, found: Surveyed, ranged: Completions, turning_too: bool) -> Judgment:
    """`judged` with all that the completions say."""
    settled = len(found.answers) == 1
    final = judged.final
    if settled:
        (only,) = found.answers
        # Equal answers may differ in `because`; that of what is known is the one to tell.
        final = judged.known if judged.known == only else only
    judged = replace(judged, final=final, settled=settled, total=found.total)
    if not turning_too:
        return judged
    turning, all_sets = turns_on(found, ranged)
    settling, all_answers = settled_by(found, ranged, turning)
    return replace(
        judged,
        possible=_possible(found),
        turns_on=turning,
        settled_by=settling,
        complete=all_sets and all_answers,
    )


def _possible(found: Surveyed) -> tuple[tuple[Answer, int], ...]:
    """The answers with the number of completions each is given in, the most frequent first."""
    return tuple(sorted(found.counts.items(), key=lambda pair: -pair[1]))


# --------------------------------------------------------------------------- ambiguity propagating


def _survey_propagating(theory: Theory, space: bits.Space, ranged: Completions, atom: str) -> bits.Survey:
    """`bits.survey` under section 4, one completion after the other by the reference evaluator."""
    allowed, answers = 0, dict[Answer, int]()
    for lane in range(space.lanes):
        values = space.decode(lane)
        if any(all(values[q.atom] & q.values for q in barred) for barred in ranged.barred):
            continue
        allowed |= 1 << lane
        completed = replace(theory, facts={**theory.facts, **values})
        here = answer(completed, reference.evaluate(completed, propagating=True), atom)
        answers[here] = answers.get(here, 0) | 1 << lane
    return bits.Survey(space, allowed, answers)
