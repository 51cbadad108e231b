"""The verb of `siyar diff`: two versions of a doctrine, or two encodings of one text, set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from siyar.diagnostics import Diagnostic
from siyar.ranging.verb import Reading, set_side_by_side
from siyar.refusals import unknown
from siyar.study.difference import Difference
from siyar.study.joint import MOST_NODES
from siyar.study.versions import Pair, edits, side_by_side
from siyar.workbench import Workbench
from siyar.workbench.versions import Version


@dataclass(frozen=True, slots=True)
class Differing:
    """What was found, and the bench on which both versions stand."""

    difference: Difference
    bench: Workbench


def diff(
    old: Version,
    new: Version,
    *,
    doctrine: str = "",
    questions: Sequence[str] = (),
    given: Sequence[str] = (),
    reading: Reading | None = None,
    most: int = MOST_NODES,
    pair: Pair | None = None,
) -> Differing | tuple[Diagnostic, ...]:
    """What of the doctrine's blocks differs, and which rulings do.

    ``pair``: both where they stand in one library already, if they do. ``doctrine``: which one is meant where a version
    holds several. ``reading``: options, for each version that has the reading; both are read by their own defaults
    otherwise. Problems: R009, R007, C001, C012 and those of sentences that
    cannot be read.
    """
    chosen = _meant(old, new, doctrine)
    if isinstance(chosen, Diagnostic):
        return (chosen,)
    before, after = chosen
    pair = pair or side_by_side(old.library, before, new.library, after)
    bench = Workbench(pair.library)
    both = (pair.old, pair.new)
    options = _options(pair, (before, after), reading or {})
    if refused := bench.refusals((), both, questions, options):
        return refused
    across = set_side_by_side(bench, both, questions=questions, given=given, reading=options, most=most)
    if isinstance(across, tuple):
        return across
    changed = edits(old.library, before, new.library, after)
    return Differing(Difference(pair.old, pair.new, (old.label, new.label), changed, across), bench)


def _options(pair: Pair, ids: tuple[str, str], reading: Reading) -> dict[str, dict[str, str]]:
    """The options for each version that has the reading; one that neither has stays with both, to be refused."""
    names = (pair.old, pair.new)
    known = [{r.id for r in pair.library.doctrines[name].readings} for name in names]
    found = {id: dict(picked) for id, picked in reading.items() if id not in ids}
    for name, id, own in zip(names, ids, known, strict=True):
        picked = reading.get(id, {})
        found[name] = {r: o for r, o in picked.items() if r in own or not any(r in each for each in known)}
    return {name: picked for name, picked in found.items() if picked}


def _meant(old: Version, new: Version, doctrine: str) -> tuple[str, str] | Diagnostic:
    """The doctrine of each version that is meant: the one there is, one that both have, or the one named."""
    if doctrine:
        for version in (old, new):
            if doctrine not in version.offered:
                return unknown("doctrine", doctrine, version.offered)
        return doctrine, doctrine
    if len(old.offered) == 1 and len(new.offered) == 1:
        return old.offered[0], new.offered[0]
    shared = [id for id in old.offered if id in new.offered]
    if len(shared) == 1:
        return shared[0], shared[0]
    several = old if len(old.offered) > 1 else new
    listed = ", ".join(shared or several.offered)
    message = f"`{several.label}` holds several doctrines: {', '.join(several.offered)}"
    return Diagnostic("C012", message, help=f"choose one with `--doctrine`: {listed}")
