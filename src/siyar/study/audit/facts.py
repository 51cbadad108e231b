"""Facts that rules speak of and no ruling depends on.

A ruling depends on a fact if two cases that differ in it alone are ruled otherwise. A fact that others tell anyhow
(because of what is impossible) is one that nobody need look at. Of facts that a ruling on force could depend on nothing
is said, nor of those that presumptions alone speak of, which hold while something is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from siyar.ground import Said
from siyar.model import Claim, Doctrine, Rule
from siyar.phrase import phrase
from siyar.study.audit.nouns import Counted, Finding, Kind
from siyar.study.audit.ranges import Range, added
from siyar.theory import Atom


def facts(ranges: Iterable[Range], doctrine: Doctrine) -> Iterator[Finding]:
    """A finding for each sentence that is a fact in some case space and in none of them looked at."""
    met: dict[str, list[Counted]] = {}
    looked_at: set[str] = set()
    for one in sorted(ranges, key=lambda r: r.first.total):
        for way in one.ways:
            for place, (name, _) in enumerate(way.space.facts):
                about = _about(way.space.laid.atoms[name])
                met.setdefault(about, []).append(one.counted(0, [way]))
                if about not in looked_at and (one.force or way.space.looked_at(place)):
                    looked_at.add(about)
    for about, counted in met.items():
        speaking = [rule for rule in doctrine.rules if about in _conditions(rule)]
        if about not in looked_at and not (speaking and all(rule.presumption for rule in speaking)):
            blocks = tuple(rule.id for rule in speaking)
            words = phrase("two cases that differ in it alone are never ruled otherwise")
            yield Finding(Kind.IDLE_FACT, about, (*blocks, about), words, added(counted), beside=blocks)


def _about(atom: Atom) -> str:
    said = atom.origin
    if not isinstance(said, Said):
        return atom.name
    return said.sentence.id


def _conditions(rule: Rule) -> set[str]:
    found: set[str] = set()
    for condition in (*rule.when, *rule.unless):
        for claim in condition.alternatives:
            found.add(claim.sentence)
            if claim.comparison and isinstance(claim.comparison.than, Claim):
                found.add(claim.comparison.than.sentence)
    return found
