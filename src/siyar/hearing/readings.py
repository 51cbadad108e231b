"""Which readings can matter to a sentence, and every combination of them (D24)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from siyar.model import Claim, Doctrine, Rule


def concerned(doctrine: Doctrine, sentences: Iterable[str]) -> tuple[str, ...]:
    """The readings some rule belongs to that the sentences can depend on, in the order of the doctrine."""
    if not doctrine.readings:
        return ()
    rules = reaching(doctrine, sentences)
    grounds = {g for rule in rules for group in rule.rests_on for g in group}
    used = {r.reading for rule in rules for r in rule.in_reading}
    used |= {r.reading for p in doctrine.precedents if p.id in grounds for r in p.in_reading}
    return tuple(r.id for r in doctrine.readings if r.id in used)


def reading_choices(doctrine: Doctrine, sentences: Iterable[str]) -> Iterator[dict[str, str]]:
    """Every choice of options for the readings concerned; one empty choice if there are none."""
    ids = concerned(doctrine, sentences)
    options = {r.id: [o.id for o in r.options] for r in doctrine.readings}
    for pick in product(*(options[id] for id in ids)):
        yield dict(zip(ids, pick, strict=True))


def matters(outcomes: Mapping[tuple[tuple[str, str], ...], object]) -> tuple[str, ...]:
    """The readings of which another option, all else equal, gives another outcome.

    >>> matters({(("a", "1"), ("b", "1")): "yes", (("a", "2"), ("b", "1")): "no"})
    ('a',)
    """
    found: dict[str, None] = {}
    for pick, outcome in outcomes.items():
        for place, (reading, _) in enumerate(pick):
            for other, different in outcomes.items():
                same = pick[:place] + pick[place + 1 :] == other[:place] + other[place + 1 :]
                if same and different != outcome:
                    found[reading] = None
    order = [reading for pick in outcomes for reading, _ in pick]
    return tuple(r for r in dict.fromkeys(order) if r in found)


def reaching(doctrine: Doctrine, sentences: Iterable[str]) -> tuple[Rule, ...]:
    """The rules, in whatever reading, from which the sentences can be reached backwards."""
    opposed: dict[str, set[str]] = {}
    for pair in doctrine.oppositions:
        opposed.setdefault(pair.one.sentence, set()).add(pair.other.sentence)
        opposed.setdefault(pair.other.sentence, set()).add(pair.one.sentence)
    scopes = {id: s for s in doctrine.scopes for id in (s.covers or s.rules) if id not in s.excepts}
    wanted, chosen = set(sentences), dict[str, Rule]()
    grew = True
    while grew:
        grew = False
        for sentence in sorted(wanted):
            wanted |= opposed.get(sentence, set())
        for rule in doctrine.rules:
            if rule.id in chosen:
                continue
            if rule.exception_to in chosen or any(h.sentence in wanted for h in rule.heads):
                chosen[rule.id] = rule
                grew = True
                conditions = [*rule.when, *rule.unless]
                if rule.id in scopes:
                    conditions += [*scopes[rule.id].when, *scopes[rule.id].unless]
                for condition in conditions:
                    wanted |= {s for claim in condition.alternatives for s in _sentences(claim)}
    return tuple(r for r in doctrine.rules if r.id in chosen)


def _sentences(claim: Claim) -> Iterator[str]:
    yield claim.sentence
    if claim.comparison and isinstance(claim.comparison.than, Claim):
        yield from _sentences(claim.comparison.than)
