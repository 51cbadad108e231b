"""The ways of reading a doctrine that differ in some case of a sentence (D24), found on diagrams, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from siyar.hearing import Asked, matters, reading_choices
from siyar.hearing.readings import concerned
from siyar.model import Case
from siyar.study.joint import laid
from siyar.workbench import Workbench

#: Options of readings, reading by reading.
Choice = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way of reading a doctrine. ``chosen``: its options, for a frame.

    ``spread``: the readings of which another option gives another answer somewhere; ``alike``: other options of these
    that give the same answer in every case; ``idle``: readings about the sentence that change none.
    """

    doctrine: str
    chosen: Mapping[str, str]
    spread: tuple[str, ...] = ()
    alike: tuple[Choice, ...] = ()
    idle: tuple[str, ...] = ()


def ways(
    bench: Workbench, doctrine: str, case: Case, asked: Asked, own: Mapping[str, str], *, most: int
) -> tuple[Way, ...]:
    """Every way that differs from the others somewhere, the doctrine's own first; ``own``: options somebody chose.

    Raises `TooManyCases`.
    """
    sentence = (asked.claim.sentence,)
    known = bench.library.doctrines[doctrine]
    default = bench.frame(doctrine, own).reading
    picks = dict.fromkeys(
        tuple((r, o) for r, o in pick.items() if r not in own) for pick in reading_choices(known, sentence)
    )
    order = sorted(picks, key=lambda pick: [default[r] != o for r, o in pick])
    over = laid([bench.frame(doctrine, {**dict(pick), **own}) for pick in order], case, asked)
    if over is None or len(order) < 2:
        return (Way(doctrine, own),)
    # Equal diagrams are one, so that equal numbers say the same in every case.
    says = {pick: over.possible(over.says(part, most)) for pick, part in zip(order, over.parts, strict=True)}
    spread = matters(says)
    apart: dict[int, list[Choice]] = {}
    for pick in order:
        short = tuple((r, o) for r, o in pick if r in spread)
        if short not in apart.setdefault(says[pick], []):
            apart[says[pick]].append(short)
    idle = tuple(r for r in concerned(known, sentence) if r not in spread and r not in own)
    return tuple(Way(doctrine, {**dict(first), **own}, spread, tuple(alike), idle) for first, *alike in apart.values())
