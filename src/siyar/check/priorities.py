"""What beats what, by form: R002 to R005 and R013 (D7, D21 to D24). Unknown rules are the reader's to report."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from siyar.check.knots import knots
from siyar.check.places import name_in
from siyar.check.values import Said, can_meet, said
from siyar.diagnostics import Diagnostic, Related, Severity
from siyar.framing import frame
from siyar.model import Doctrine, Library, Rule, Sentence, Type
from siyar.source import Span

#: Of a long circle only so many links are shown.
MOST_SHOWN = 12

#: Lines of a rule that put one rule above another.
_WORDS = frozenset({"notwithstanding", "subject to", "exception to"})


@dataclass(frozen=True, slots=True)
class _Link:
    """``upper`` is put above ``lower`` by a line with this keyword in the block of ``by``."""

    upper: str
    lower: str
    keyword: str
    by: str
    span: Span | None


def priorities(doctrine: Doctrine, library: Library) -> Iterator[Diagnostic]:
    """Priorities without effect, over strict rules, and in circles."""
    rules = {rule.id: rule for rule in doctrine.rules}
    known = [link for link in _links(doctrine) if link.upper in rules and link.lower in rules]
    for link in known:
        yield from _over_strict(link, rules)
    sentences, types = library.sentences(), library.types(doctrine.id)
    clashes = _Clashes(doctrine, sentences, types)
    for link in known:
        if link.keyword != "exception to" and not rules[link.lower].strict and link.upper != link.lower:
            yield from _idle(link, rules, clashes)
    yield from _circles(known, doctrine, library)


def apart(one: Rule, other: Rule) -> str:
    """The reading of which the two rules want different options, so that they are never in force together (D24)."""
    for mine, theirs in product(one.in_reading, other.in_reading):
        if mine.reading == theirs.reading and not set(mine.options) & set(theirs.options):
            return mine.reading
    return ""


def _links(doctrine: Doctrine) -> Iterator[_Link]:
    for rule in doctrine.rules:
        for lower in rule.notwithstanding:
            yield _Link(rule.id, lower, "notwithstanding", rule.id, name_in(rule.span, "notwithstanding", lower))
        for upper in rule.subject_to:
            yield _Link(upper, rule.id, "subject to", rule.id, name_in(rule.span, "subject to", upper))
        if rule.exception_to:
            span = name_in(rule.span, "exception to", rule.exception_to)
            yield _Link(rule.id, rule.exception_to, "exception to", rule.id, span)


def _over_strict(link: _Link, rules: Mapping[str, Rule]) -> Iterator[Diagnostic]:
    lower = rules[link.lower]
    if not lower.strict:
        return
    if link.keyword == "exception to":
        yield Diagnostic(
            "R004",
            f"`{lower.id}` is strict and takes no exceptions",
            link.span,
            "make it an ordinary rule if the source allows exceptions",
        )
    else:
        yield Diagnostic(
            "R003",
            f"`{lower.id}` is strict; no rule prevails over it",
            link.span,
            "drop the priority, or make it an ordinary rule",
        )


def _idle(link: _Link, rules: Mapping[str, Rule], clashes: _Clashes) -> Iterator[Diagnostic]:
    upper, lower = rules[link.upper], rules[link.lower]
    reading = apart(upper, lower)
    if reading:
        yield Diagnostic(
            "R013",
            f"`{upper.id}` and `{lower.id}` belong to different options of `{reading}`, so the priority does nothing",
            link.span,
            "drop the priority: the two rules are never in force together",
            Severity.WARNING,
        )
    elif upper.blocks:
        yield Diagnostic(
            "R002",
            f"`{upper.id}` only blocks and overrides nothing, so the priority does nothing",
            link.span,
            "use `exception to` if the other rule is to be taken out",
            Severity.WARNING,
        )
    elif not clashes.between(upper, lower):
        yield Diagnostic(
            "R002",
            f"`{upper.id}` and `{lower.id}` never clash, so the priority does nothing",
            link.span,
            f"write `exception to {lower.id}` in `{upper.id}` if it is to take the other out",
            Severity.WARNING,
        )


class _Clashes:
    """Whether the conclusions of two rules can be opposed, declared oppositions included (D3)."""

    def __init__(self, doctrine: Doctrine, sentences: Mapping[str, Sentence], types: Mapping[str, Type]) -> None:
        self._types = types
        self._heads = {
            rule.id: [thing for head in rule.heads for thing in said(head, sentences)] for rule in doctrine.rules
        }
        self._declared = [
            (one, other)
            for block in doctrine.oppositions
            for one, other in product(said(block.one, sentences), said(block.other, sentences))
        ]

    def between(self, one: Rule, other: Rule) -> bool:
        """Whether they clash; a rule that blocks does so with one for what it names, or for what implies that."""
        if one.blocks is other.blocks:
            pairs = product(self._heads[one.id], self._heads[other.id])
            return not one.blocks and any(self._opposed(a, b) for a, b in pairs)
        ruling, blocking = (other, one) if one.blocks else (one, other)
        return any(self._implies(a, b) for a, b in product(self._heads[ruling.id], self._heads[blocking.id]))

    def _opposed(self, a: Said, b: Said) -> bool:
        if a.clashes(b) and can_meet(a.arguments, b.arguments, self._types):
            return True
        # D3: what implies one side is opposed to what implies the other.
        return any(
            (self._implies(a, one) and self._implies(b, other)) or (self._implies(b, one) and self._implies(a, other))
            for one, other in self._declared
        )

    def _implies(self, a: Said, b: Said) -> bool:
        within = not a.values.mask & ~b.values.mask and (not a.values.intervals or bool(b.values.intervals))
        return a.sentence == b.sentence and within and can_meet(a.arguments, b.arguments, self._types)


def _circles(links: list[_Link], doctrine: Doctrine, library: Library) -> Iterator[Diagnostic]:
    """R005: a way from a rule back to itself, through rules that can be in force together (D7, D22, D23).

    One message for each knot of rules that are above each other.
    """
    rules = {rule.id: rule for rule in doctrine.rules}
    above: dict[str, dict[str, _Link]] = {}
    for link in [*links, *_derived(doctrine, library)]:
        above.setdefault(link.upper, {}).setdefault(link.lower, link)
    for knot in knots({upper: list(lower) for upper, lower in above.items()}):
        inside = {upper: [n for n in above[upper].values() if n.lower in knot] for upper in knot}
        circle = next(filter(None, (_circle(start, inside, rules) for start in rules if start in knot)), None)
        if circle:
            yield _in_a_circle(circle)


def _in_a_circle(circle: list[_Link]) -> Diagnostic:
    written = next((link for link in circle if link.span and link.keyword in _WORDS), circle[0])
    names = [link.upper for link in circle]
    shown = [*names[:MOST_SHOWN], *(["…"] if len(names) > MOST_SHOWN else []), names[0]]
    return Diagnostic(
        "R005",
        f"priorities go in a circle: {', '.join(shown)}",
        written.span,
        "take out one of: " + "; ".join(_words(link) for link in circle[:MOST_SHOWN]),
        related=tuple(
            Related(_words(link), link.span) for link in circle[:MOST_SHOWN] if link is not written and link.span
        ),
    )


def _derived(doctrine: Doctrine, library: Library) -> Iterator[_Link]:
    """Priorities that principles and residual rules add, whatever the reading."""
    if not doctrine.principles and not any(rule.otherwise for rule in doctrine.rules):
        return
    plain = replace(
        doctrine,
        rules=tuple(replace(rule, in_reading=(), rests_on=()) for rule in doctrine.rules),
    )
    places = {principle.id: principle.span for principle in doctrine.principles}
    places |= {rule.id: rule.span for rule in doctrine.rules}
    for priority in frame(plain, library).priorities.values():
        if priority.origin.startswith("principle") or priority.origin == "otherwise":
            yield _Link(priority.upper, priority.lower, priority.origin, priority.where, places.get(priority.where))


def _words(link: _Link) -> str:
    return f"`{link.upper}` above `{link.lower}` ({link.keyword})"


def _circle(start: str, above: Mapping[str, list[_Link]], rules: Mapping[str, Rule]) -> list[_Link] | None:
    """A shortest way from ``start`` back to it whose rules can all be in force under one reading (D24)."""
    came: dict[str, _Link] = {}
    chosen = {start: _options({}, rules[start])}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for link in above[here]:
            if link.lower == start:
                way = [link]
                while way[-1].upper != start:
                    way.append(came[way[-1].upper])
                return way[::-1]
            options = _options(chosen[here] or {}, rules[link.lower])
            if link.lower not in chosen and options is not None:
                came[link.lower], chosen[link.lower] = link, options
                queue.append(link.lower)
    return None


def _options(chosen: Mapping[str, frozenset[str]], rule: Rule) -> Mapping[str, frozenset[str]] | None:
    """What each reading may still be when the rule is in force too; None if nothing is left of one."""
    if not rule.in_reading:
        return chosen
    left = dict(chosen)
    for line in rule.in_reading:
        left[line.reading] = left.get(line.reading, frozenset(line.options)) & frozenset(line.options)
    return left if all(left.values()) else None
