"""From vectors of lanes to what was found about one atom, which `siyar.rows` turns into an answer."""

from __future__ import annotations

from siyar.cone.network import Network
from siyar.engines.bits.run import Lanes
from siyar.rows import Findings
from siyar.theory import Role

#: What a vector of lanes tells about an atom: a field of `Findings`, and the mask of the word it is about.
Split = tuple[str, int]


def splits(lanes: Lanes, atom: str) -> list[tuple[Split, int]]:
    """What the lanes say about `atom`, whose words are all in the network: the lanes in which each thing is found."""
    words, rules = lanes.net.on(atom)
    values = {n: lanes.net.literals[n].literal.values for n in words}
    standing: dict[int, int] = {}
    applied = 0
    for r in rules:
        head = lanes.net.rules[r].rule.head
        assert head is not None
        standing[head.values] = standing.get(head.values, 0) | lanes.stands(r)
        applied |= lanes.applies(r)
    clash = 0
    for i, n in enumerate(words):
        for m in words[:i]:
            if values[n] & values[m] == 0:
                clash |= lanes.definite[n] & lanes.definite[m]
    found = [(("applied", 0), applied)]
    found += [(("standing", mask), lane) for mask, lane in standing.items()]
    found += [(("shown", values[n]), lanes.lower.shown[n]) for n in words]
    found += [
        (("undetermined", values[n]), lanes.upper.shown[n] ^ lanes.lower.shown[n])
        for n in words
        if lanes.upper.shown[n] is not lanes.lower.shown[n]
    ]
    if clash:
        found += [(("definite", values[n]), lanes.definite[n] & clash) for n in words]
    return [(split, vector) for split, vector in found if vector]


def findings(lanes: Lanes, atom: str) -> list[tuple[int, Findings]]:
    """What the lanes say about `atom`, whose words are all in the network: groups of lanes and their findings."""
    groups: list[tuple[int, tuple[Split, ...]]] = [(lanes.full, ())]
    for split, vector in splits(lanes, atom):
        groups = [
            part
            for lane, seen in groups
            for part in ((lane & vector, (*seen, split)), (lane & (lanes.full ^ vector), seen))
            if part[0]
        ]
    some = ruled(lanes.net, atom)
    return [(lane, gathered(seen, some)) for lane, seen in groups]


def beyond_reach(net: Network, atom: str) -> bool:
    """Whether no rule for a word of `atom` can apply, whatever open facts turn out to be: all completions say the same.

    A bound, far cheaper than a survey: a condition is taken to hold as soon as a value that is left allows it, and what
    bars, attacks or overrides is passed over. False says nothing.
    """
    theory = net.theory
    if atom in theory.facts or theory.atoms[atom].role is Role.FACT:  # the case itself may say it
        return False
    can = set[int]()
    for number, links in enumerate(net.literals):
        on, values = links.literal
        of = theory.atoms[on]
        if theory.facts.get(on, of.full if of.role is Role.FACT else 0) & values:
            can.add(number)
    applies = set[int]()
    loops = any(step.loop for step in net.steps)
    moved = True
    while moved:
        before = len(can)
        for step in net.steps:
            for r in step.rules:
                if can.issuperset(net.rules[r].needs):
                    applies.add(r)
            for q in step.literals:
                if not applies.isdisjoint(net.literals[q].supporters):
                    can.add(q)
        moved = loops and len(can) > before
    return applies.isdisjoint(net.on(atom)[1])


def ruled(net: Network, atom: str) -> bool:
    """Whether some rule of the network supports a word of the atom."""
    return bool(net.on(atom)[1])


def gathered(seen: tuple[Split, ...], ruled: bool) -> Findings:
    """What was found, of the splits a lane is in."""
    by_kind: dict[str, list[int]] = {}
    for kind, mask in seen:
        by_kind.setdefault(kind, []).append(mask)
    return Findings(
        definite=tuple(by_kind.get("definite", ())),
        shown=tuple(by_kind.get("shown", ())),
        undetermined=tuple(by_kind.get("undetermined", ())),
        standing=tuple(by_kind.get("standing", ())),
        ruled=ruled,
        applied="applied" in by_kind,
    )
