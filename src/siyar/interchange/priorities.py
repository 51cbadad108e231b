"""Priorities between labels: that the labels are there, and that nothing is above itself (D7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from siyar.diagnostics import Diagnostic, Severity
from siyar.engines.counting import DEFEATER
from siyar.interchange.plain import PlainTheory
from siyar.source import Span, Text

#: A label and where it stands.
Place = tuple[str, int]
#: The upper label and the lower.
Pair = tuple[Place, Place]


def priorities(
    text: Text, pairs: Sequence[Pair], labelled: Mapping[str, int], plain: PlainTheory
) -> tuple[list[tuple[int, int]], list[Diagnostic]]:
    """The pairs by number of rule, and what is wrong with them. A fact's label may stand in a pair, without effect."""
    found: dict[tuple[int, int], Pair] = {}
    problems: list[Diagnostic] = []
    for pair in pairs:
        missing = [place for place in pair if place[0] not in labelled]
        if missing:
            problems.extend(_unknown(text, place, labelled) for place in missing)
            continue
        upper, lower = (labelled[label] for label, _ in pair)
        if upper < 0 or lower < 0 or plain.heads[upper] ^ plain.heads[lower] != 1 or plain.kinds[upper] == DEFEATER:
            problems.append(_idle(text, pair, upper, lower, plain))
        if upper >= 0 and lower >= 0:
            found.setdefault((upper, lower), pair)
    if circle := _circle(found):
        problems.append(_round(text, circle, found, plain))
    return list(found), problems


def _unknown(text: Text, place: Place, labelled: Mapping[str, int]) -> Diagnostic:
    label, at = place
    near = get_close_matches(label, labelled, 1) if len(labelled) < 10_000 else []
    help = f"did you mean `{near[0]}`?" if near else "a priority is between labels of this file"
    return Diagnostic("D004", f"no rule has the label `{label}`", Span(text, at, at + len(label)), help)


def _idle(text: Text, pair: Pair, upper: int, lower: int, plain: PlainTheory) -> Diagnostic:
    (one, at), (other, end) = pair
    if upper < 0 or lower < 0:
        why = f"`{one if upper < 0 else other}` is a fact"
    elif plain.heads[upper] ^ plain.heads[lower] != 1:
        why = "their heads are not opposed"
    else:
        why = f"`{one}` is a defeater, which prevails over nothing"
    start, stop = min(at, end), max(at + len(one), end + len(other))
    help = "a priority decides between rules for an atom and for its denial"
    return Diagnostic("D006", f"this priority decides nothing: {why}", Span(text, start, stop), help, Severity.WARNING)


def _round(text: Text, circle: Sequence[int], found: Mapping[tuple[int, int], Pair], plain: PlainTheory) -> Diagnostic:
    closing = found[circle[-1], circle[0]]
    (one, at), (other, end) = closing
    names = [plain.labels[r] for r in (*circle, circle[0])]
    shown = names if len(names) <= 8 else [*names[:6], "…", names[-1]]
    span = Span(text, min(at, end), max(at + len(one), end + len(other)))
    return Diagnostic(
        "D005", f"priorities go round in a circle: {' > '.join(shown)}", span, "take one of them out of the circle"
    )


def _circle(pairs: Mapping[tuple[int, int], Pair]) -> list[int]:
    """Rules each of which is above the next, and the last above the first; nothing if there are none."""
    below: dict[int, list[int]] = {}
    for upper, lower in pairs:
        below.setdefault(upper, []).append(lower)
    finished: set[int] = set()
    for root in below:
        if root in finished:
            continue
        path: list[int] = [root]
        on_path = {root}
        left: list[Iterator[int]] = [iter(below[root])]
        while path:
            after = next(left[-1], None)
            if after is None:
                left.pop()
                finished.add(path[-1])
                on_path.discard(path.pop())
            elif after in on_path:
                return path[path.index(after) :]
            elif after not in finished:
                path.append(after)
                on_path.add(after)
                left.append(iter(below.get(after, ())))
    return []
