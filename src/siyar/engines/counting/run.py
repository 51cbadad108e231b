"""From a net to what is known, and from a theory to its outcome."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from siyar.conclusion import Outcome, RuleState, Tag
from siyar.engines.counting import circles, compiled, kernel
from siyar.engines.counting.kernel import back_of, marks_of, with_heads
from siyar.engines.counting.net import Ints, Net, number, zeros
from siyar.theory import Theory

TAGS = (Tag.UNDETERMINED, Tag.SHOWN, Tag.NOT_SHOWN)


class Known(NamedTuple):
    """Everything a net leads to; literals and rules by number.

    ``tag``: 0 undetermined, 1 shown, 2 not shown. A rule applies when ``waits`` is 0 and it does not fail, and is
    clear when ``overriders`` is 0.
    """

    definite: Ints[int]
    denied: Ints[int]
    tag: Ints[int]
    waits: Ints[int]
    fails: Ints[int]
    overriders: Ints[int]
    overridden: Ints[int]


def conclude(net: Net) -> Known:
    """The tags of all literals and the labels of all rules of a net."""
    n, m = net.literals, net.rules
    back, marks = back_of(net), marks_of(net)
    size = n + m + len(net.need) + len(net.bar)
    end = _count(net, back, marks, compile=compiled.worthwhile("counting", size))
    if end < n:
        _circles(net, back, marks, end, compile=compiled.worthwhile("circles", size * (n - end) // n))
    return Known(marks.definite, marks.denied, marks.tag, marks.waits, marks.fails, marks.overriders, marks.overridden)


def _count(net: Net, back: kernel.Back, marks: kernel.Marks, *, compile: bool) -> int:
    """Everything that follows without going round in circles; how many literals are then decided."""
    n, m = net.literals, net.rules
    work: tuple[Callable[..., Any], ...] = (
        kernel.turn,
        kernel.definitely,
        kernel.begin,
        kernel.propagate,
    )
    if compile:
        work = compiled.compiled("counting", work)
        net, back, marks = compiled.view(net), compiled.view(back), compiled.view(marks)
    turn, definitely, begin, propagate = work
    turn(net.need_at, net.need, back.needed_at, back.needed, m, n)
    turn(net.bar_at, net.bar, back.barred_at, back.barred, m, n)
    turn(net.over_at, net.over, back.under_at, back.under, m, m)
    definitely(net, back, marks, n, m)
    end, top = begin(net, marks, n, m)
    return int(propagate(net, back, marks, 0, end, top))


def _circles(net: Net, back: kernel.Back, marks: kernel.Marks, end: int, *, compile: bool) -> None:
    """What is left when counting stops, component by component."""
    n, m = net.literals, net.rules
    work: tuple[Callable[..., Any], ...] = (
        kernel.turn,
        kernel.by_head,
        circles.numbered,
        circles.link,
        circles.components,
        circles.settle,
        circles.possible,
        kernel.propagate,
    )
    back = with_heads(net, back)
    places, nothing, plain = zeros(n + m), zeros(0), net
    place = places
    if compile:
        work = compiled.compiled("circles", work)
        net, back, marks = compiled.view(net), compiled.view(back), compiled.view(marks)
        place, nothing = compiled.view_of(places), compiled.view_of(nothing)
    turn, by_head, numbered, link, components, settle, possible, propagate = work
    turn(net.above_at, net.above, back.below_at, back.below, n, n)
    by_head(net.head, back.ruled_at, back.ruled, m, n)
    literals, nodes = numbered(net, marks, place)
    edges = link(net, back, marks, place, nothing, nothing, nothing, False)
    found = circles.waiting_of(plain, places, nodes, edges)
    waiting = compiled.view(found) if compile else found
    link(net, back, marks, place, waiting.node, waiting.after_at, waiting.after, True)
    room = [zeros(nodes) for _ in range(4)]
    count = components(waiting, literals, *(map(compiled.view_of, room) if compile else room))
    del room  # before as much is taken for what follows
    found = circles.with_room(plain, found)
    waiting = compiled.view(found) if compile else found
    settle(net, back, marks, waiting, count, end, possible, propagate)


def evaluate(theory: Theory) -> Outcome:
    """The outcome of a theory, as the reference has it (ambiguity blocking)."""
    literals, net = theory.literals, number(theory)
    known = conclude(net)
    states: dict[tuple[bool, bool, bool, bool, bool], RuleState] = {}
    rules: dict[str, RuleState] = {}
    for r, rule in enumerate(theory.rules):
        applies, fails = known.waits[r] == 0 and not known.fails[r], bool(known.fails[r])
        clear = known.overriders[r] == 0
        stands = rule.head is not None and applies and clear and not known.denied[net.head[r]]
        key = (applies, fails, bool(known.overridden[r]), clear, stands)
        rules[rule.label] = states.get(key) or states.setdefault(key, RuleState(*key))
    return Outcome(
        definite=frozenset(q for q, sure in zip(literals, known.definite, strict=False) if sure),
        tags={q: TAGS[tag] for q, tag in zip(literals, known.tag, strict=False)},
        rules=rules,
    )
