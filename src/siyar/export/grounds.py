"""Whether past cases agree, and the grounds they allow: the readings of a doctrine and the smallest sets of facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from siyar.export.citing import reading_in_short
from siyar.export.past_cases import entry_of
from siyar.export.sheet import Block, Item
from siyar.export.spoken_factors import Names
from siyar.export.wording import listed, named
from siyar.model import Library
from siyar.phrase import chain, joined, phrase
from siyar.precedent import Conflict, Decision
from siyar.study.candidates import Candidate, Verdict, Way
from siyar.study.reach import Grounds, Reach


def consistency(found: Reach, library: Library) -> Iterator[Block]:
    reported = [e for e in found.precedents.entries if not e.precedent]
    if reported:
        words = phrase("Outcomes reported elsewhere, which it does not cite")
        yield Item(words, tuple(entry_of(e, found, library) for e in reported))
    own = {(c.one.name, c.other.name) for c in found.conflicts}
    more = [c for c in found.with_reported if (c.one.name, c.other.name) not in own]
    parts = [
        Item(phrase("at odds, as smallest sets: {cases}", cases=_pairs(found.conflicts)))
        if found.conflicts
        else Item(phrase("its precedents agree with each other"))
    ]
    if more:
        words = phrase("with the reported outcomes, at odds as smallest sets: {cases}", cases=_pairs(more))
        parts.append(Item(words))
    yield Item(phrase("Do its cases agree?"), tuple(parts))


def _pairs(conflicts: Iterable[Conflict]) -> str:
    return joined("; ", (phrase("{one} with {other}", one=c.one.name, other=c.other.name) for c in conflicts))


def grounds_of(found: Reach, library: Library) -> Iterator[Block]:
    """The readings as candidate grounds, then the smallest grounds the cases allow."""
    doctrine, parts = found.ruling.attributed.doctrine, list[Item]()
    for first in found.candidates[:1]:
        parts += [Item(words) for words in _verdicts(first, found)]
    for ways in _alike(found.ways):
        way = ways[0]
        read = listed([reading_in_short(library, doctrine, *pair) for pair in way.changed])
        cases = listed([w.entry for w in ways])
        if way.verdict is Verdict.EXPLAINED:
            then = phrase("{cases}: explained if read as {reading}", cases=cases, reading=read)
        else:
            then = phrase(
                "{cases}: no longer contradicted, though not explained if read as {reading}", cases=cases, reading=read
            )
        lost = phrase("; the price: no longer explained are {cases}", cases=listed(list(way.lost)))
        parts.append(Item(chain(then, lost if way.lost else "")))
    contradicted = found.candidates[0].of(Verdict.CONTRADICTED) if found.candidates else ()
    stuck = [name for name in contradicted if not any(w.entry == name for w in found.ways)]
    if stuck:
        parts.append(Item(phrase("{cases}: no reading ends the contradiction", cases=listed(stuck))))
    chosen = (
        joined("; ", (reading_in_short(library, doctrine, *p) for p in found.candidates[0].chosen))
        if found.candidates
        else ""
    )
    yield Item(phrase("Read as {reading}, its rules", reading=chosen) if chosen else phrase("Its rules"), tuple(parts))
    others_ = tuple(_otherwise(found))
    if others_:
        yield Item(phrase("Read otherwise, its rules"), others_)
    for one in found.grounds:
        yield _smallest(one, found)


def _otherwise(found: Reach) -> Iterator[Item]:
    """Every other way the decided cases can fare, with the smallest changes of reading that lead there."""
    first = tuple(found.candidates[0].verdicts.items()) if found.candidates else ()
    patterns: dict[tuple[tuple[str, Verdict], ...], list[Candidate]] = {}
    for one in found.candidates:
        same = patterns.setdefault(tuple(one.verdicts.items()), [])
        if not any(set(other.changed) <= set(one.changed) for other in same):
            same.append(one)
    for pattern, ways in patterns.items():
        if pattern != first:
            each = (
                joined(phrase(" with "), (chain(r, ": ", o) for r, o in way.changed))
                for way in sorted(ways, key=lambda w: len(w.changed))
            )
            words = phrase("as {readings}", readings=joined(phrase("; or as "), each))
            yield Item(words, tuple(Item(w) for w in _verdicts(ways[0], found)))
    still = [r for r, _ in (found.candidates[0].chosen if found.candidates else ())]
    if len(patterns) == 1 and len(found.candidates) > 1:
        words = phrase("come to the same on all of these, whatever is chosen for {readings}", readings=listed(still))
        yield Item(words)


def _alike(ways: Iterable[Way]) -> Iterator[list[Way]]:
    """Ways that change and cost the same, together."""
    same: dict[tuple[object, ...], list[Way]] = {}
    for way in ways:
        same.setdefault((way.changed, way.verdict, way.lost), []).append(way)
    yield from same.values()


def _verdicts(candidate: Candidate, found: Reach) -> Iterator[str]:
    words = {
        Verdict.EXPLAINED: phrase("explain"),
        Verdict.CONTRADICTED: phrase("contradict"),
        Verdict.SILENT: phrase("give no one answer on"),
        Verdict.APART: phrase("have nothing to do, in this reading, with"),
    }
    for verdict, verb in words.items():
        entries = [found.precedents.entry(name) for name in candidate.of(verdict)]
        if entries:
            reported = phrase(" (reported)")
            yield chain(verb, " ", listed([chain(e.name, "" if e.precedent else reported) for e in entries]))


def _smallest(grounds: Grounds, found: Reach) -> Item:
    """The smallest grounds that are there where a side won and only there, or which cases leave none."""
    names = Names.of(found, None)
    word = found.precedents.word(grounds.side)
    parts = [Item(names.ground(g)) for g in grounds.smallest]
    if grounds.unexplained:
        parts.append(Item(phrase("no one ground explains together: {cases}", cases=_sets(grounds.unexplained))))
    lost = [u for u in grounds.unexplained_with_reported if u not in grounds.unexplained]
    if lost:
        parts.append(Item(phrase("nor, with the reported outcomes: {cases}", cases=_sets(lost))))
    for decision, sufficient in grounds.sufficient:
        if sufficient and frozenset() not in sufficient:
            ways = joined(phrase(", or "), (names.ground(g) for g in sufficient))
            words = phrase("what {case} has and no case of the other side: {ways}", case=decision.name, ways=ways)
            parts.append(Item(words))
    whose = named(found.ruling.attributed)
    words = phrase(
        "Smallest grounds of {word} in the past cases of {whose}: there in each, and in no other",
        word=word,
        whose=whose,
    )
    return Item(words, tuple(parts))


def _sets(sets: Iterable[tuple[Decision, ...]]) -> str:
    return joined("; ", (listed([d.name for d in ds]) for ds in sets))
