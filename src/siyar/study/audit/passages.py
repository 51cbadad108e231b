"""Rules whose citations name a work and no place in it."""

from __future__ import annotations

from collections.abc import Iterator

from siyar.model import Doctrine
from siyar.phrase import phrase
from siyar.study.audit.nouns import Finding, Kind


def passages(doctrine: Doctrine) -> Iterator[Finding]:
    """A finding for each source, with the rules that cite it so; a rule without any source is R012 of `siyar check`."""
    by: dict[str, list[str]] = {}
    for rule in doctrine.rules:
        if rule.cites and not any(cite.loci for cite in rule.cites):
            for source in dict.fromkeys(cite.source for cite in rule.cites):
                by.setdefault(source, []).append(rule.id)
    for source, rules in by.items():
        yield Finding(
            Kind.NO_PASSAGE,
            source,
            tuple(rules),
            phrase("cited as a whole, without a place in it"),
            beside=tuple(rules),
        )
