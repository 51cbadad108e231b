"""What counting leaves undecided waits for itself: components, and in each the literals Γ does not reach.

Nodes are the undecided literals, then the rules that are not out. A component is worked when what it waits for outside
is final. `possible` computes the least fixpoint of section 3 with "+∂a" read as "a may still follow" and "−∂a" as "a
does not follow for certain"; what it does not reach is unfounded and fails. Labels of rules under this reading are kept
(``may_stand``, ``may_out``), since later components ask for them. Integers and indexed arrays only, as in `kernel`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from siyar.engines.counting.kernel import NOT_SHOWN, SHOWN, UNDECIDED, Back, Marks
from siyar.engines.counting.net import DEFEATER, Ints, Net, flags, zeros

Propagate = Callable[[Net, Back, Marks, int, int, int], int]


class Waiting(NamedTuple):
    """Who waits for whom (``after``, compressed rows), the order found, and room for working a component.

    ``place`` numbers the nodes, and ``node`` says which each is: literal q is q, rule r is r plus the literals.
    ``order`` lists them, as ``node`` has them, component by component; ``cut`` has where each begins, ``member`` the
    component of each literal and rule (-1: of none). For the reading of Γ: ``lacks``, ``holds`` (overriders not out),
    ``may_stand``, ``may_out``, ``may_beaten`` of rules; ``reached``, ``hits`` (rules against that are not out) and
    ``based`` of literals.
    """

    place: Ints[int]
    node: Ints[int]
    after_at: Ints[int]
    after: Ints[int]
    order: Ints[int]
    cut: Ints[int]
    member: Ints[int]
    lacks: Ints[int]
    holds: Ints[int]
    may_stand: Ints[int]
    may_out: Ints[int]
    may_beaten: Ints[int]
    reached: Ints[int]
    hits: Ints[int]
    based: Ints[int]
    found: Ints[int]
    jobs: Ints[int]


def numbered(net: Net, marks: Marks, place: Ints[int]) -> tuple[int, int]:
    """Number the nodes in ``place``; how many undecided literals there are, and how many nodes."""
    n, m = len(net.above_at) - 1, len(net.need_at) - 1
    count = 0
    for q in range(n):
        if marks.tag[q] == UNDECIDED:
            place[q] = count
            count += 1
    literals = count
    for r in range(m):
        if not marks.fails[r] and not marks.overridden[r]:
            place[n + r] = count
            count += 1
    return literals, count


def waiting_of(net: Net, place: Ints[int], nodes: int, edges: int) -> Waiting:
    """Room for who waits for whom and for the components; for working these none yet, see `with_room`."""
    n, m = net.literals, net.rules
    return Waiting(
        place=place,
        node=zeros(nodes),
        after_at=zeros(nodes + 1),
        after=zeros(edges),
        order=zeros(nodes),
        cut=zeros(nodes + 1),
        member=zeros(n + m),
        lacks=zeros(0),
        holds=zeros(0),
        may_stand=flags(0),
        may_out=flags(0),
        may_beaten=flags(0),
        reached=flags(0),
        hits=zeros(0),
        based=flags(0),
        found=zeros(0),
        jobs=zeros(0),
    )


def with_room(net: Net, waiting: Waiting) -> Waiting:
    """The same with room for working components, which finding them does not need."""
    n, m = net.literals, net.rules
    return waiting._replace(
        lacks=zeros(m),
        holds=zeros(m),
        may_stand=flags(m),
        may_out=flags(m),
        may_beaten=flags(m),
        reached=flags(n),
        hits=zeros(n),
        based=flags(n),
        found=zeros(n),
        jobs=zeros(2 * m),
    )


def link(
    net: Net,
    back: Back,
    marks: Marks,
    place: Ints[int],
    node: Ints[int],
    after_at: Ints[int],
    after: Ints[int],
    fill: bool,
) -> int:
    """Who waits for whom among what is undecided: how many edges there are, and with ``fill`` the rows themselves."""
    tag, fails, overridden, overriders = marks.tag, marks.fails, marks.overridden, marks.overriders
    below_at, below, against_at, against = back.below_at, back.below, net.against_at, net.against
    ruled_at, ruled, kind = back.ruled_at, back.ruled, net.kind
    n, m = len(net.above_at) - 1, len(net.need_at) - 1
    count = 0
    for q in range(n):
        if tag[q] == UNDECIDED:
            for k in range(below_at[q], below_at[q + 1]):
                for j in range(ruled_at[below[k]], ruled_at[below[k] + 1]):
                    r = ruled[j]
                    if kind[r] != DEFEATER and not fails[r] and not overridden[r]:
                        if fill:
                            after[count] = place[n + r]
                        count += 1
            for k in range(against_at[q], against_at[q + 1]):
                for j in range(ruled_at[against[k]], ruled_at[against[k] + 1]):
                    r = ruled[j]
                    if not fails[r] and not overridden[r]:
                        if fill:
                            after[count] = place[n + r]
                        count += 1
            if fill:
                after_at[place[q] + 1] = count
                node[place[q]] = q
    for r in range(m):
        if not fails[r] and not overridden[r]:
            for k in range(net.need_at[r], net.need_at[r + 1]):
                if tag[net.need[k]] == UNDECIDED:
                    if fill:
                        after[count] = place[net.need[k]]
                    count += 1
            for k in range(net.bar_at[r], net.bar_at[r + 1]):
                if tag[net.bar[k]] == UNDECIDED:
                    if fill:
                        after[count] = place[net.bar[k]]
                    count += 1
            if overriders[r]:
                for k in range(net.over_at[r], net.over_at[r + 1]):
                    t = net.over[k]
                    if not fails[t] and not overridden[t]:
                        if fill:
                            after[count] = place[n + t]
                        count += 1
            if fill:
                after_at[place[n + r] + 1] = count
                node[place[n + r]] = n + r
    return count


def components(
    waiting: Waiting, literals: int, index: Ints[int], low: Ints[int], path: Ints[int], at: Ints[int]
) -> int:
    """Tarjan's components of what the undecided literals wait for, what is waited for first; how many there are.

    ``literals``: how many of the nodes, the first, are such. ``index``, ``low``, ``path`` and ``at`` are room for one
    number a node; ``order`` serves as the stack as well, from its other end.
    """
    after_at, after, order, cut, member = waiting.after_at, waiting.after, waiting.order, waiting.cut, waiting.member
    name = waiting.node
    stack = len(after_at) - 1  # order[stack:] holds the nodes of components that are not closed
    placed = count = met = 0
    for one in range(len(member)):
        member[one] = -1
    for root in range(literals):
        if index[root]:
            continue
        depth = 0
        path[0] = root
        met += 1
        index[root] = low[root] = met
        at[root] = after_at[root]
        stack -= 1
        order[stack] = root
        while depth >= 0:
            node = path[depth]
            if at[node] < after_at[node + 1]:
                below = after[at[node]]
                at[node] += 1
                if index[below] == 0:
                    depth += 1
                    path[depth] = below
                    met += 1
                    index[below] = low[below] = met
                    at[below] = after_at[below]
                    stack -= 1
                    order[stack] = below
                elif member[name[below]] < 0 and index[below] < low[node]:
                    low[node] = index[below]
                continue
            depth -= 1
            if depth >= 0 and low[node] < low[path[depth]]:
                low[path[depth]] = low[node]
            if low[node] == index[node]:
                closed = False
                while not closed:
                    one = order[stack]
                    stack += 1
                    member[name[one]] = count
                    order[placed] = name[one]
                    placed += 1
                    closed = one == node
                count += 1
                cut[count] = placed
    return count


def settle(
    net: Net,
    back: Back,
    marks: Marks,
    waiting: Waiting,
    count: int,
    end: int,
    possible: Callable[[Net, Back, Marks, Waiting, int], None],
    propagate: Propagate,
) -> int:
    """Work the components in their order until each has no unfounded literal left; where the queue then ends."""
    order, cut, tag, reached, queue = waiting.order, waiting.cut, marks.tag, waiting.reached, marks.queue
    n = len(net.above_at) - 1
    for c in range(count):
        looking = True
        while looking:
            possible(net, back, marks, waiting, c)
            done = end
            for k in range(cut[c], cut[c + 1]):
                q = order[k]
                if q < n and tag[q] == UNDECIDED and not reached[q]:
                    tag[q] = NOT_SHOWN
                    queue[end] = q
                    end += 1
            looking = end > done
            if looking:
                end = propagate(net, back, marks, done, end, 0)
    return end


def possible(net: Net, back: Back, marks: Marks, waiting: Waiting, c: int) -> None:
    """Γ on one component: sets ``reached`` of its literals, ``may_stand`` and ``may_out`` of its rules."""
    order, cut, member, jobs, found = waiting.order, waiting.cut, waiting.member, waiting.jobs, waiting.found
    lacks, holds, may_stand, may_out = waiting.lacks, waiting.holds, waiting.may_stand, waiting.may_out
    may_beaten, reached, hits, based = waiting.may_beaten, waiting.reached, waiting.hits, waiting.based
    tag, fails, overridden, denied = marks.tag, marks.fails, marks.overridden, marks.denied
    need_at, need, bar_at, bar, over_at, over = net.need_at, net.need, net.bar_at, net.bar, net.over_at, net.over
    above_at, above, against_at, against, head, kind = (
        net.above_at,
        net.above,
        net.against_at,
        net.against,
        net.head,
        net.kind,
    )
    n = len(net.above_at) - 1
    first, last = cut[c], cut[c + 1]
    top = end = done = 0
    # What each rule lacks; whether it may be out: a condition does not follow for certain, a bar may, or it is beaten
    # from below.
    for k in range(first, last):
        r = order[k] - n
        if r < 0:
            continue
        lacks[r] = may_stand[r] = may_beaten[r] = 0
        may_out[r] = 1 if fails[r] or overridden[r] else 0
        for j in range(need_at[r], need_at[r + 1]):
            if tag[need[j]] != SHOWN:
                may_out[r] = 1
                if tag[need[j]] == UNDECIDED and member[need[j]] == c:
                    lacks[r] += 1
        for j in range(bar_at[r], bar_at[r + 1]):
            if tag[bar[j]] == UNDECIDED and member[bar[j]] != c:
                may_out[r] = 1
        for j in range(over_at[r], over_at[r + 1]):
            t = over[j]
            if member[n + t] != c and may_stand[t] and not fails[t] and not overridden[t]:
                may_out[r] = may_beaten[r] = 1
    for k in range(first, last):
        node = order[k]
        if node < n:
            reached[node] = hits[node] = based[node] = 0
            for j in range(against_at[node], against_at[node + 1]):
                for i in range(back.ruled_at[against[j]], back.ruled_at[against[j] + 1]):
                    s = back.ruled[i]
                    if not fails[s] and not overridden[s] and not may_out[s]:
                        hits[node] += 1
            for j in range(back.below_at[node], back.below_at[node + 1]):
                for i in range(back.ruled_at[back.below[j]], back.ruled_at[back.below[j] + 1]):
                    s = back.ruled[i]
                    if kind[s] != DEFEATER and member[n + s] != c and may_stand[s] and not fails[s]:
                        based[node] = 1
            if based[node] and hits[node] == 0 and tag[node] == UNDECIDED and not denied[node]:
                reached[node] = 1
                found[end] = node
                end += 1
        else:
            r = node - n
            holds[r] = 0
            for j in range(over_at[r], over_at[r + 1]):
                t = over[j]
                if not fails[t] and not overridden[t] and not may_out[t]:
                    holds[r] += 1
            if lacks[r] == 0 and holds[r] == 0 and not fails[r] and not overridden[r]:
                may_stand[r] = 1
                jobs[top] = 2 * r
                top += 1
    while top or done < end:
        while top:
            top -= 1
            job = jobs[top]
            r = job >> 1
            h = head[r]
            for k in range(back.under_at[r], back.under_at[r + 1]):
                s = back.under[k]
                if member[n + s] != c or fails[s] or overridden[s]:
                    continue
                if job & 1:
                    holds[s] -= 1
                    if holds[s] == 0 and lacks[s] == 0:
                        may_stand[s] = 1
                        jobs[top] = 2 * s
                        top += 1
                elif not may_beaten[s]:
                    may_beaten[s] = 1
                    if not may_out[s]:
                        may_out[s] = 1
                        jobs[top] = 2 * s + 1
                        top += 1
            if h < 0:
                continue
            if job & 1:
                for k in range(against_at[h], against_at[h + 1]):
                    q = against[k]
                    if member[q] == c and tag[q] == UNDECIDED:
                        hits[q] -= 1
                        if hits[q] == 0 and based[q] and not denied[q] and not reached[q]:
                            reached[q] = 1
                            found[end] = q
                            end += 1
            elif kind[r] != DEFEATER:
                for k in range(above_at[h], above_at[h + 1]):
                    q = above[k]
                    if member[q] == c and tag[q] == UNDECIDED:
                        based[q] = 1
                        if hits[q] == 0 and not denied[q] and not reached[q]:
                            reached[q] = 1
                            found[end] = q
                            end += 1
        if done < end:
            q = found[done]
            done += 1
            for k in range(back.needed_at[q], back.needed_at[q + 1]):
                r = back.needed[k]
                if member[n + r] == c and not fails[r] and not overridden[r]:
                    lacks[r] -= 1
                    if lacks[r] == 0 and holds[r] == 0:
                        may_stand[r] = 1
                        jobs[top] = 2 * r
                        top += 1
            for k in range(back.barred_at[q], back.barred_at[q + 1]):
                r = back.barred[k]
                if member[n + r] == c and not fails[r] and not overridden[r] and not may_out[r]:
                    may_out[r] = 1
                    jobs[top] = 2 * r + 1
                    top += 1
