"""A theory in numbers: flat arrays that a million rules fit into.

Literals and rules are counted from 0. What belongs to one of them stands in a row of its own: the row of `i` in
``need`` is ``need[need_at[i] : need_at[i + 1]]`` (compressed rows). The arrays are `array("i")`, four bytes an entry,
which a compiled kernel reads where they are; marks that are 0, 1 or 2 are `array("b")`, one byte an entry.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from siyar.theory import Kind, Literal, Theory

Ints = array  # of ints

STRICT, DEFEASIBLE, DEFEATER = 0, 1, 2
KINDS = {Kind.STRICT: STRICT, Kind.DEFEASIBLE: DEFEASIBLE, Kind.DEFEATER: DEFEATER}


class Net(NamedTuple):
    """What decides the tags of a theory (docs/semantics.md, D3 to D7).

    ``given`` has 1 for each literal that a fact implies. ``above`` lists for each literal those it implies, itself
    among them; ``against`` those it is opposed to. ``head`` has -1 for a bare exception. ``over`` lists for each rule
    those that override it.
    """

    given: Ints[int]
    above_at: Ints[int]
    above: Ints[int]
    against_at: Ints[int]
    against: Ints[int]
    kind: Ints[int]
    head: Ints[int]
    need_at: Ints[int]
    need: Ints[int]
    bar_at: Ints[int]
    bar: Ints[int]
    over_at: Ints[int]
    over: Ints[int]

    @property
    def literals(self) -> int:
        return len(self.above_at) - 1

    @property
    def rules(self) -> int:
        return len(self.need_at) - 1


def zeros(size: int) -> Ints[int]:
    """That many zeros, at least one: an array without entries has no memory a kernel could be shown."""
    return array("i", bytes(4 * max(size, 1)))


def flags(size: int) -> Ints[int]:
    """The same, of one byte each: for what is 0, 1 or 2."""
    return array("b", bytes(max(size, 1)))


def rows(lists: Iterable[Iterable[int]]) -> tuple[Ints[int], Ints[int]]:
    """Compressed rows of lists: where each begins, and what stands in them."""
    at, items = array("i", [0]), array("i")
    for row in lists:
        items.extend(row)
        at.append(len(items))
    return at, items


def grouped(size: int, pairs: Iterable[tuple[int, int]]) -> tuple[Ints[int], Ints[int]]:
    """Compressed rows of (row, item) pairs, in the order of the pairs."""
    listed = list(pairs)
    at = zeros(size + 1)
    for row, _ in listed:
        at[row + 1] += 1
    at = array("i", accumulate(at[: size + 1]))
    items, free = zeros(len(listed)), array("i", at)
    for row, item in listed:
        items[free[row]] = item
        free[row] += 1
    return at, items


def number(theory: Theory) -> Net:
    """The net of a theory; literal i is ``theory.literals[i]``, rule i is ``theory.rules[i]``."""
    literals, rules = theory.literals, theory.rules
    numbers = {literal: i for i, literal in enumerate(literals)}
    above_at, above, against_at, against = _lattice(theory, numbers)
    labels = {rule.label: i for i, rule in enumerate(rules)}
    need_at, need = rows([numbers[a] for a in rule.needs] for rule in rules)
    bar_at, bar = rows([numbers[b] for b in rule.bars] for rule in rules)
    if theory.superior or theory.exceptions:
        over = theory.overriders
        over_at, overs = rows([labels[t.label] for t in over[rule.label]] for rule in rules)
    else:
        over_at, overs = zeros(len(rules) + 1), array("i")
    given = flags(len(literals))
    facts = theory.facts
    for i, (atom, values) in enumerate(literals):
        if atom in facts and not facts[atom] & ~values:
            given[i] = 1
    return Net(
        given,
        above_at,
        above,
        against_at,
        against,
        array("i", [KINDS[rule.kind] for rule in rules]),
        array("i", [-1 if rule.head is None else numbers[rule.head] for rule in rules]),
        need_at,
        need,
        bar_at,
        bar,
        over_at,
        overs,
    )


def _lattice(theory: Theory, numbers: dict[Literal, int]) -> tuple[Ints[int], Ints[int], Ints[int], Ints[int]]:
    """Implication and opposition among the literals of a theory (D3), as rows: above and against."""
    words: dict[str, list[tuple[int, int]]] = {}
    for (atom, values), i in numbers.items():
        words.setdefault(atom, []).append((values, i))
    afar = _declared(theory, words) if theory.declared else {}
    above_at, above, against_at, against = array("i", [0]), array("i"), array("i", [0]), array("i")
    for (atom, values), i in numbers.items():
        for other, j in words[atom]:
            if not values & ~other:
                above.append(j)
            if not values & other:
                against.append(j)
        against.extend(afar.get(i, ()))
        above_at.append(len(above))
        against_at.append(len(against))
    return above_at, above, against_at, against


def _declared(theory: Theory, words: dict[str, list[tuple[int, int]]]) -> dict[int, dict[int, None]]:
    """For each literal those of other atoms it is opposed to: by a declared pair, or by what implies its sides."""
    found: dict[int, dict[int, None]] = {}
    for one, other in sorted(theory.declared):
        if one.atom == other.atom:
            continue
        left = [i for values, i in words.get(one.atom, ()) if not values & ~one.values]
        right = [j for values, j in words.get(other.atom, ()) if not values & ~other.values]
        for i in left:
            for j in right:
                found.setdefault(i, {})[j] = None
                found.setdefault(j, {})[i] = None
    return found
