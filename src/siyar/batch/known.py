"""Section 5 of the semantics on what is known, as formulas: rulings, contests, silences, and the rules that decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from siyar.batch.facts import Facts
from siyar.conclusion import Answer, Because, Status
from siyar.engines.sql import FALSE, Formula, Tags, every, no, some
from siyar.ground import Instance
from siyar.hearing import speaks_of
from siyar.rows import least, opposed
from siyar.theory import GroundRule, Kind, Literal


class Known:
    """What is known of a sentence, by the tags of its theory."""

    def __init__(self, found: Tags, facts: Facts, words: Sequence[Literal]) -> None:
        self.found, self.facts = found, facts
        net, plan = found.net, facts.plan
        self.number = {q.values: net.number[q] for q in words}
        self.rules = [r for r, links in enumerate(net.rules) if links.rule.supports and _on(links.rule, facts.atom)]
        self.shown = {mask: found.lower.shown[n] for mask, n in self.number.items()}
        self.loose = {
            mask: plan.named(every([found.upper.shown[n], no(found.lower.shown[n])])) for mask, n in self.number.items()
        }
        self.definite = {mask: found.definite[n] for mask, n in self.number.items()}
        standing: dict[int, list[Formula]] = {}
        for r in self.rules:
            head = net.rules[r].rule.head
            assert head is not None
            standing.setdefault(head.values, []).append(plan.named(found.stands(r)))
        self.standing = {mask: plan.named(some(parts)) for mask, parts in standing.items()}
        self.applied = plan.named(some(found.applies(r) for r in self.rules))
        clash = plan.named(some(_pairs(self.definite)))
        against = plan.named(some(_pairs(self.standing)))
        circular = plan.named(some(self.loose.values()))
        self.clash, self.against, self.circular = clash, against, circular
        self.uncontested = plan.named(every([no(clash), no(against), no(circular)]))
        ruled = plan.named(some(self.shown.values()))
        self.ruled = plan.named(every([self.uncontested, ruled]))
        self.silent = plan.named(every([self.uncontested, no(ruled)]))

    def spoken(self) -> Iterator[tuple[Answer, Formula]]:
        """Rulings and contests, which exclude each other."""
        for masks in _antichains(tuple(self.shown)):
            weaker = [m for m in self.shown if any(w & ~m == 0 for w in masks)]
            rest = [m for m in self.shown if m not in weaker]
            parts = [*(self.shown[m] for m in weaker), *(no(self.shown[m]) for m in rest)]
            yield Answer(Status.RULED, masks, (), masks), every([self.uncontested, *parts])
        clash = Answer(Status.CONTESTED, because=Because.CONTRADICTION)
        yield clash, self.clash
        for masks in _subsets(tuple(self.standing)):
            if between := opposed(masks):
                parts = [self.standing[m] if m in masks else no(self.standing[m]) for m in self.standing]
                yield Answer(Status.CONTESTED, (), least(between), (), Because.RULES), every([no(self.clash), *parts])
        circular = Answer(Status.CONTESTED, because=Because.CIRCULAR)
        yield circular, every([no(self.clash), no(self.against), self.circular])

    def silences(self) -> Iterator[tuple[Because, Formula]]:
        """S5 and S6, and section 11 on where a silence comes from; only where what is known is silent."""
        held = some(self.standing.values())
        yield Because.HELD_BACK, every([self.silent, held])
        yield Because.OVERRIDDEN, every([self.silent, no(held), self.applied])
        rest = every([self.silent, no(held), no(self.applied)])
        whole = [r for r in self.facts.theory.rules if r.supports and _on(r, self.facts.atom)]
        if not whole:
            yield self._without_rules(), rest
            return
        out = self.facts.plan.named(every(self._out_of_scope(r) for r in whole))
        yield Because.OUT_OF_SCOPE, every([rest, out])
        yield Because.NONE_APPLIES, every([rest, no(out)])

    def _out_of_scope(self, rule: GroundRule) -> Formula:
        """Whether a condition that a scope adds is not met, and not merely because a fact is unknown."""
        if not isinstance(rule.origin, Instance):
            return FALSE
        found: list[Formula] = []
        lower, number = self.found.lower, self.found.net.number
        for q, part in zip(rule.needs, rule.origin.needs, strict=True):
            if part.conjunct.by == "scope":
                shown = lower.shown[number[q]]
                found.append(every([no(shown), no(self.facts.left_open(q.atom))]))
        for b, part in zip(rule.bars, rule.origin.bars, strict=True):
            if part.conjunct.by == "scope":
                found.append(lower.shown[number[b]])
        return some(found)

    def deciding(self, allowed: Formula) -> Iterator[tuple[str, Formula]]:
        """The rules at the head of the reasons: for the word that holds, or standing against each other."""
        net = self.found.net
        by_rule: dict[str, list[Formula]] = {}
        contested = every([no(self.clash), self.against])
        for r in self.rules:
            rule = net.rules[r].rule
            assert rule.head is not None
            stands = self.facts.plan.named(self.found.stands(r))
            decides = some(self._decides(r, mask) for mask in self.shown if rule.head.values & ~mask == 0)
            by_rule.setdefault(rule.name, []).append(every([allowed, some([decides, every([contested, stands])])]))
        for name, parts in by_rule.items():
            yield name, some(parts)

    def _decides(self, r: int, mask: int) -> Formula:
        """Whether a rule is named for a word: no stronger one holds, and it stands for it; of a word that is definite
        only the strict rule that is named first (`siyar.explain.proofs`)."""
        net = self.found.net
        least_word = [
            self.ruled,
            self.shown[mask],
            *(no(s) for m, s in self.shown.items() if m != mask and m & ~mask == 0),
        ]
        definite = self.definite[mask]
        loose = every([*least_word, no(definite), self.found.lower.live[r]])
        if net.rules[r].rule.kind is not Kind.STRICT:
            return loose
        preferred = self._preferred(mask)
        before = preferred[: preferred.index(r)]
        strictly = [*least_word, definite, self.found.surely(r), *(no(self.found.surely(s)) for s in before)]
        return some([loose, every(strictly)])

    def _preferred(self, mask: int) -> list[int]:
        """The strict rules for a word, that which beats most first."""
        net = self.found.net
        beats = {r: sum(r in links.over for links in net.rules) for r in range(len(net.rules))}
        order = {rule.label: i for i, rule in enumerate(self.facts.theory.rules)}
        strict = net.literals[self.number[mask]].strict_for
        return sorted(strict, key=lambda r: (-beats[r], order[net.rules[r].rule.label]))

    def _without_rules(self) -> Because:
        """Why a doctrine without a rule on the sentence here is silent: none is written, or nobody fills one."""
        claim = self.facts.asked.claim
        rules = (a.rule for a in self.facts.frame.active if not a.rule.blocks)
        written = [r for r in rules if any(speaks_of(head, claim) for head in r.heads)]
        if not written:
            return Because.NO_RULE
        return Because.NO_ENTITY if all(r.id in self.facts.grounded.missing for r in written) else Because.NONE_APPLIES


def _on(rule: GroundRule, atom: str) -> bool:
    return rule.head is not None and rule.head.atom == atom


def _pairs(words: Mapping[int, Formula]) -> Iterator[Formula]:
    """Two opposed words together."""
    for (a, one), (b, other) in combinations(words.items(), 2):
        if a & b == 0:
            yield every([one, other])


def _subsets(masks: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for size in range(len(masks) + 1):
        yield from combinations(masks, size)


def _antichains(masks: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The sets of words that can hold least, together: none implies another, and no two are opposed."""
    for found in _subsets(masks):
        if found and least(found) == tuple(sorted(found)) and not opposed(found):
            yield least(found)
