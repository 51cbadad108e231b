"""From a theory, or an engine's outcome, to the answer on one of its atoms.

>>> from siyar.theory import Atom, GroundRule, Kind, Role, YES, YES_NO
>>> atoms = {"a": Atom("a", YES_NO, Role.FACT), "p": Atom("p", YES_NO)}
>>> rule = GroundRule("r", "r", Kind.DEFEASIBLE, Literal("p", YES), needs=(Literal("a", YES),))
>>> found = judge(Theory(atoms, (rule,)), "p")
>>> found.known.status.value, found.final.status.value, found.turns_on
('silent', 'open', (('a',),))
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from siyar.conclusion import Answer, Outcome, Status, Tag
from siyar.cone import Completions, Cone, completions, cone, restrict
from siyar.engines import bits, reference
from siyar.rows import Findings, row
from siyar.ruling.judgment import Judgment
from siyar.ruling.turning import settled_by, turns_on
from siyar.theory import Literal, Theory

#: From so many completions on what is said in them is worked on diagrams, where these stay small.
FOLDED = 1 << 16

#: The same where it is then looked for what would settle it: that goes through vectors quicker than through diagrams.
FOLDED_TO_SETTLE = 1 << 20

#: Completions up to which a compiled program (the extra "space") is quicker than that.
MOST_ARRAYS = 1 << 27

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
    theory: Theory,
    atom: str,
    *,
    part: Cone | None = None,
    propagating: bool = False,
    most: int | None = None,
    turning: bool = True,
) -> Judgment:
    """Everything section 6 says of `atom`, within one theory (accounts and readings are several).

    ``part``: the cone of the atom, where it is known. ``most``: completions, by default as many as fit into diagrams
    (see `survey`), or `MOST_PROPAGATING`. Without ``turning`` only the answers,
    not what they turn on nor what would settle them; completions are then not always counted.
    """
    part = part or cone(theory, atom)
    ranged = completions(theory, part)
    space = bits.Space.of(ranged.facts)
    if ranged.impossible:
        nothing = Answer(Status.OPEN)
        return Judgment(
            atom, nothing, nothing, False, cases=space.lanes, facts=space.facts, impossible=ranged.impossible
        )
    given = {**theory.facts, **{q.atom: q.values for q in ranged.forced}}
    if propagating:
        known, assumptions = _known_propagating(restrict(theory, part), given, atom)
        most = MOST_PROPAGATING if most is None else most
    else:
        net = bits.network(theory, theory.words(atom))
        known, assumptions = _known(net, given, atom)
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
    if most is not None and space.lanes > most:
        return replace(judged, surveyed=False)
    if propagating:
        return _surveyed(judged, _survey_propagating(restrict(theory, part), space, ranged, atom), ranged, turning)
    if space.lanes == 1:  # nothing is open: what is known is all there is
        return _surveyed(judged, bits.Survey(space, 1, {known: 1}), ranged, turning)
    if not turning and bits.beyond_reach(net, atom):
        return replace(judged, final=known, settled=True)
    found = survey(net, atom, ranged, settling=turning)
    return replace(judged, surveyed=False) if found is None else _surveyed(judged, found, ranged, turning)


Surveyed = bits.Survey | bits.Wide | bits.Folded


def survey(net: bits.Network, atom: str, ranged: Completions, *, settling: bool = False) -> Surveyed | None:
    """The answers on `atom`, whose words the network has, in all its completions, in whichever way is the quickest.

    ``settling``: whether it is then looked for what would settle the ruling. None where its diagrams have more than
    `MOST_NODES` nodes and there are more than `MOST_CASES` completions (`MOST_COMPILED` where a program can be had).
    """
    cases = bits.Space.of(ranged.facts).lanes
    if cases >= (FOLDED_TO_SETTLE if settling else FOLDED):
        if settling and cases <= MOST_ARRAYS and (found := bits.wide(net, atom, ranged)):
            return found
        with suppress(bits.TooManyNodes):
            return bits.folded(net, atom, ranged, most=MOST_NODES)
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
    if not turning_too:
        return replace(judged, final=final, settled=settled, total=found.total)
    turning, all_sets = turns_on(found, ranged)
    settling, all_answers = settled_by(found, ranged, turning)
    possible = found.counts.items()
    return replace(
        judged,
        final=final,
        settled=settled,
        possible=tuple(sorted(possible, key=lambda pair: -pair[1])),
        total=found.total,
        turns_on=turning,
        settled_by=settling,
        complete=all_sets and all_answers,
    )


# --------------------------------------------------------------------------- on what is known


def _known(net: bits.Network, given: dict[str, int], atom: str) -> tuple[Answer, tuple[Literal, ...]]:
    lanes = bits.run_one(net, given)
    ((_, found),) = bits.findings(lanes, atom)
    used = (b for r, links in enumerate(net.rules) if links.rule.bars and lanes.applies(r) for b in links.rule.bars)
    return row(found), _assumed(net.theory, given, used)


def _known_propagating(theory: Theory, given: dict[str, int], atom: str) -> tuple[Answer, tuple[Literal, ...]]:
    known = replace(theory, facts={name: mask for name, mask in given.items() if name in theory.atoms})
    outcome = reference.evaluate(known, propagating=True)
    used = (b for rule in theory.rules if outcome.rules[rule.label].applies for b in rule.bars)
    return answer(known, outcome, atom), _assumed(theory, given, used)


def _assumed(theory: Theory, given: dict[str, int], used: Iterator[Literal]) -> tuple[Literal, ...]:
    """Those of the bars that what is given leaves possible: they are not shown only because their fact is unknown."""
    place = {name: i for i, name in enumerate(theory.open)}
    found = {b for b in used if b.atom in place and given.get(b.atom, b.values) & b.values}
    return tuple(sorted(found, key=lambda q: (place[q.atom], q.values)))


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
