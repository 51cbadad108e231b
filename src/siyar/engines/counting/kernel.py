"""The work itself, on flat arrays: Maher's linear algorithm, and components where the theory goes round in circles.

M. J. Maher, "Propositional defeasible logic has linear complexity" (Theory and Practice of Logic Programming 1, 2001)
counts for every rule what it still waits for and keeps a list of what has just been decided. Here the same is done for
the conditions of docs/semantics.md section 3 (wide opposition, barring conditions, exceptions); each condition, head
and priority is touched once. What then is still undecided waits for itself, through a strongly connected component
(Tarjan 1972): there the unfounded literals are those that the least fixpoint Γ of section 3 does not reach.

Every function keeps to integers and indexed arrays, so that it runs as it stands or compiled (`siyar.engines.counting.
compiled`).
"""

from __future__ import annotations

from typing import NamedTuple

from siyar.engines.counting.net import DEFEATER, STRICT, Ints, Net, flags, zeros

UNDECIDED, SHOWN, NOT_SHOWN = 0, 1, 2


class Back(NamedTuple):
    """The rows of a net read backwards.

    ``needed``, ``barred``: rules with that condition; ``under``: rules that a rule overrides; ``ruled``: rules with
    that head; ``below``: literals that imply it.
    """

    needed_at: Ints[int]
    needed: Ints[int]
    barred_at: Ints[int]
    barred: Ints[int]
    under_at: Ints[int]
    under: Ints[int]
    ruled_at: Ints[int]
    ruled: Ints[int]
    below_at: Ints[int]
    below: Ints[int]


class Marks(NamedTuple):
    """What is known so far. A rule is *out* when it fails or is overridden, and *stands* when it applies and is clear.

    For literals: ``definite`` (+Δ), ``denied`` (an opposed literal is +Δ), ``tag``. For rules: ``waits`` (conditions
    that are not met), ``fails``, ``overriders`` that are not out, ``overridden``. By head: ``alive`` and ``armed``
    (rules for it, and rules of any kind, that are not out), ``stood`` and ``hit`` (some rule for it, and some of any
    kind, stands). For literals again, from heads: ``backed`` and ``attacked`` count heads that are alive or armed,
    ``founded`` and ``struck`` say that one stood or hit. ``queue``: literals just tagged; ``jobs``: rules that
    changed, 2r+1 when r is out and 2r when it stands.
    """

    definite: Ints[int]
    denied: Ints[int]
    tag: Ints[int]
    waits: Ints[int]
    fails: Ints[int]
    overriders: Ints[int]
    overridden: Ints[int]
    alive: Ints[int]
    armed: Ints[int]
    stood: Ints[int]
    hit: Ints[int]
    backed: Ints[int]
    attacked: Ints[int]
    founded: Ints[int]
    struck: Ints[int]
    queue: Ints[int]
    jobs: Ints[int]


def back_of(net: Net) -> Back:
    """Room for the rows of a net read backwards; for ``ruled`` and ``below`` none yet, see `with_heads`."""
    n, m = net.literals, net.rules
    return Back(
        zeros(n + 1),
        zeros(len(net.need)),
        zeros(n + 1),
        zeros(len(net.bar)),
        zeros(m + 1),
        zeros(len(net.over)),
        *(zeros(0) for _ in range(4)),
    )


def with_heads(net: Net, back: Back) -> Back:
    """The same with room for ``ruled`` and ``below``, which only circles ask for."""
    n = net.literals
    return back._replace(
        ruled_at=zeros(n + 1), ruled=zeros(net.rules), below_at=zeros(n + 1), below=zeros(len(net.above))
    )


def marks_of(net: Net) -> Marks:
    n, m = net.literals, net.rules
    return Marks(
        definite=flags(n),
        denied=flags(n),
        tag=flags(n),
        waits=zeros(m),
        fails=flags(m),
        overriders=zeros(m),
        overridden=flags(m),
        alive=zeros(n),
        armed=zeros(n),
        stood=flags(n),
        hit=flags(n),
        backed=zeros(n),
        attacked=zeros(n),
        founded=flags(n),
        struck=flags(n),
        queue=zeros(n),
        jobs=zeros(2 * m),
    )


def turn(at: Ints[int], items: Ints[int], back_at: Ints[int], back: Ints[int], rows: int, size: int) -> None:
    """Read compressed rows backwards: for each item the rows it stands in."""
    if at[rows] == 0:
        return  # rows of nothing, as they were made
    for k in range(at[rows]):
        back_at[items[k]] += 1
    total = 0
    for i in range(size):
        total += back_at[i]
        back_at[i] = total  # where the row ends: filling from the back leaves where it begins
    back_at[size] = total
    for row in range(rows - 1, -1, -1):
        for k in range(at[row + 1] - 1, at[row] - 1, -1):
            item = items[k]
            back_at[item] -= 1
            back[back_at[item]] = row


def by_head(head: Ints[int], ruled_at: Ints[int], ruled: Ints[int], rules: int, literals: int) -> None:
    """For each literal the rules with that head."""
    for r in range(rules):
        if head[r] >= 0:
            ruled_at[head[r]] += 1
    total = 0
    for q in range(literals):
        total += ruled_at[q]
        ruled_at[q] = total
    ruled_at[literals] = total
    for r in range(rules - 1, -1, -1):
        if head[r] >= 0:
            ruled_at[head[r]] -= 1
            ruled[ruled_at[head[r]]] = r


def definitely(net: Net, back: Back, marks: Marks, literals: int, rules: int) -> None:
    """+Δ: what is given, and what strict rules conclude from such alone. Leaves ``waits`` and ``queue`` in disorder."""
    definite, denied, waits, queue = marks.definite, marks.denied, marks.waits, marks.queue
    above_at, above, against_at, against = net.above_at, net.above, net.against_at, net.against
    kind, head, need_at = net.kind, net.head, net.need_at
    needed_at, needed = back.needed_at, back.needed
    end = 0
    for q in range(literals):
        if net.given[q]:
            definite[q] = 1
            queue[end] = q
            end += 1
    for r in range(rules):
        waits[r] = need_at[r + 1] - need_at[r]
        if kind[r] == STRICT and waits[r] == 0 and head[r] >= 0:
            for k in range(above_at[head[r]], above_at[head[r] + 1]):
                if not definite[above[k]]:
                    definite[above[k]] = 1
                    queue[end] = above[k]
                    end += 1
    done = 0
    while done < end:
        q = queue[done]
        done += 1
        for k in range(against_at[q], against_at[q + 1]):
            denied[against[k]] = 1
        for k in range(needed_at[q], needed_at[q + 1]):
            r = needed[k]
            if kind[r] == STRICT:
                waits[r] -= 1
                if waits[r] == 0 and head[r] >= 0:
                    for j in range(above_at[head[r]], above_at[head[r] + 1]):
                        if not definite[above[j]]:
                            definite[above[j]] = 1
                            queue[end] = above[j]
                            end += 1


def begin(net: Net, marks: Marks, literals: int, rules: int) -> tuple[int, int]:
    """Count what everything waits for; how many literals and rules are decided at once (in ``queue`` and ``jobs``)."""
    waits, overriders, alive, armed = marks.waits, marks.overriders, marks.alive, marks.armed
    backed, attacked, tag, queue, jobs = marks.backed, marks.attacked, marks.tag, marks.queue, marks.jobs
    need_at, bar_at, over_at, head, kind = net.need_at, net.bar_at, net.over_at, net.head, net.kind
    end = top = 0
    for r in range(rules):
        waits[r] = need_at[r + 1] - need_at[r] + bar_at[r + 1] - bar_at[r]
        overriders[r] = over_at[r + 1] - over_at[r]
        if head[r] >= 0:
            armed[head[r]] += 1
            if kind[r] != DEFEATER:
                alive[head[r]] += 1
        if waits[r] == 0 and overriders[r] == 0:
            jobs[top] = 2 * r
            top += 1
    for h in range(literals):
        if armed[h]:
            for k in range(net.against_at[h], net.against_at[h + 1]):
                attacked[net.against[k]] += 1
        if alive[h]:
            for k in range(net.above_at[h], net.above_at[h + 1]):
                backed[net.above[k]] += 1
    for q in range(literals):
        if marks.definite[q]:
            tag[q] = SHOWN
            queue[end] = q
            end += 1
        elif backed[q] == 0 or marks.denied[q]:
            tag[q] = NOT_SHOWN
            queue[end] = q
            end += 1
    return end, top


def propagate(net: Net, back: Back, marks: Marks, done: int, end: int, top: int) -> int:
    """Draw the consequences of ``queue[done:end]`` and ``jobs[:top]``; where the queue ends when nothing is left."""
    tag, waits, fails, overriders, overridden = (
        marks.tag,
        marks.waits,
        marks.fails,
        marks.overriders,
        marks.overridden,
    )
    alive, armed, stood, hit = marks.alive, marks.armed, marks.stood, marks.hit
    backed, attacked, founded, struck = marks.backed, marks.attacked, marks.founded, marks.struck
    denied, queue, jobs = marks.denied, marks.queue, marks.jobs
    needed_at, needed, barred_at, barred = back.needed_at, back.needed, back.barred_at, back.barred
    under_at, under, head, kind = back.under_at, back.under, net.head, net.kind
    above_at, above, against_at, against = net.above_at, net.above, net.against_at, net.against
    while top or done < end:
        while top:
            top -= 1
            job = jobs[top]
            r = job >> 1
            h = head[r]
            if job & 1:  # r is out: whom it held down is freer, what it backed or attacked has one rule less
                for k in range(under_at[r], under_at[r + 1]):
                    s = under[k]
                    overriders[s] -= 1
                    if overriders[s] == 0 and waits[s] == 0 and not fails[s]:
                        jobs[top] = 2 * s
                        top += 1
                if h < 0:
                    continue
                if kind[r] != DEFEATER:
                    alive[h] -= 1
                    if alive[h] == 0:
                        for k in range(above_at[h], above_at[h + 1]):
                            q = above[k]
                            backed[q] -= 1
                            if backed[q] == 0 and tag[q] == UNDECIDED:
                                tag[q] = NOT_SHOWN
                                queue[end] = q
                                end += 1
                armed[h] -= 1
                if armed[h] == 0:
                    for k in range(against_at[h], against_at[h + 1]):
                        q = against[k]
                        attacked[q] -= 1
                        if attacked[q] == 0 and tag[q] == UNDECIDED and founded[q] and not denied[q]:
                            tag[q] = SHOWN
                            queue[end] = q
                            end += 1
            else:  # r stands
                for k in range(under_at[r], under_at[r + 1]):
                    s = under[k]
                    if not overridden[s]:
                        overridden[s] = 1
                        if not fails[s]:
                            jobs[top] = 2 * s + 1
                            top += 1
                if h < 0:
                    continue
                if kind[r] != DEFEATER and not stood[h]:
                    stood[h] = 1
                    for k in range(above_at[h], above_at[h + 1]):
                        q = above[k]
                        founded[q] = 1
                        if attacked[q] == 0 and tag[q] == UNDECIDED and not denied[q]:
                            tag[q] = SHOWN
                            queue[end] = q
                            end += 1
                if not hit[h]:
                    hit[h] = 1
                    for k in range(against_at[h], against_at[h + 1]):
                        q = against[k]
                        struck[q] = 1
                        if tag[q] == UNDECIDED:
                            tag[q] = NOT_SHOWN
                            queue[end] = q
                            end += 1
        if done < end:
            q = queue[done]
            done += 1
            shown = tag[q] == SHOWN
            met_at, met, broken_at, broken = needed_at, needed, barred_at, barred
            if not shown:
                met_at, met, broken_at, broken = barred_at, barred, needed_at, needed
            for k in range(met_at[q], met_at[q + 1]):
                r = met[k]
                waits[r] -= 1
                if waits[r] == 0 and overriders[r] == 0 and not fails[r]:
                    jobs[top] = 2 * r
                    top += 1
            for k in range(broken_at[q], broken_at[q + 1]):
                r = broken[k]
                if not fails[r]:
                    fails[r] = 1
                    if not overridden[r]:
                        jobs[top] = 2 * r + 1
                        top += 1
    return end
