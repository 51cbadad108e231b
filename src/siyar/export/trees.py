"""Reasons and obstacles as items: the tree of an explanation, whole or cut to a depth.

Whole, every condition, every rule that lost and every obstacle of the data has an item of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from siyar.conclusion import Because, Tag
from siyar.explain import Beaten, Met, Needed, Obstacle, Reason, ReasonKind, RuleUse, State, WhyNot
from siyar.export.citing import bracket, grounds, teller
from siyar.export.sheet import Item
from siyar.export.wording import as_said, listed, said
from siyar.hearing import Ruling
from siyar.model import CaseLine, Library, LineKind

WHOLE = 99


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of a tree is shown.

    ``depth`` rules below the first; ``grouped``: what is given in one item; ``gathered``: the rules against that do
    not apply in one item, by name; ``notes``: purposes and notes, and an obstacle that only repeats the status.
    """

    depth: int = WHOLE
    grouped: bool = False
    gathered: bool = False
    notes: bool = True

    @property
    def deeper(self) -> Detail:
        return replace(self, depth=self.depth - 1)


def explained(ruling: Ruling, library: Library, detail: Detail) -> tuple[Item, ...]:
    """Why the doctrine says what it says; where it says nothing, what stood in the way."""
    tree = _Tree(ruling, library)
    reasons = [item for i, reason in enumerate(ruling.why) for item in tree.reason(reason, detail, i)]
    left = (o for o in ruling.why_not if detail.notes or not _repeats(ruling, o))
    return (*reasons, *(tree.obstacle(o, detail) for o in left))


def _repeats(ruling: Ruling, obstacle: WhyNot) -> bool:
    """Whether an obstacle says no more than the status or the trees do: no rule, or the two sides of a contest."""
    because = ruling.outcome.because
    if because is Because.RULES:
        return obstacle.obstacle is Obstacle.OPPOSED
    return because is Because.NO_RULE and obstacle.use is None


def obstacles(ruling: Ruling, library: Library, found: tuple[WhyNot, ...], detail: Detail) -> tuple[Item, ...]:
    """The answers to "why not", as items."""
    tree = _Tree(ruling, library)
    return tuple(tree.obstacle(o, detail) for o in found)


@dataclass(frozen=True, slots=True)
class _Tree:
    ruling: Ruling
    library: Library

    # ------------------------------------------------------------------ reasons

    def reason(self, reason: Reason, detail: Detail, number: int = 0) -> list[Item]:
        parts = tuple(item for i, part in enumerate(reason.parts) for item in self.reason(part, detail, i))
        below = (*parts, *(self.obstacle(o, detail) for o in reason.why_not))
        match reason.kind:
            case ReasonKind.RULE | ReasonKind.DEFINITE:
                return [self._rule(reason, f"{self._name(reason.use)}: {reason.words}", detail)]
            case ReasonKind.ACCOUNT:
                return [Item(self._account(reason, number), below)]
            case ReasonKind.EITHER_WAY:
                return [Item(reason.words, below)]
            case ReasonKind.GIVEN | ReasonKind.STIPULATED | ReasonKind.FORCED:
                return [Item(f"{reason.words} – {self._known(reason)}", below)]
            case _:
                return [Item(reason.words, below)]

    def _rule(self, reason: Reason, words: str, detail: Detail) -> Item:
        use = reason.use
        if use is None:
            return Item(words)
        parts: list[Item] = []
        if detail.grouped:
            given = [m for m in reason.conditions if m.state is State.GIVEN and m.needed is not Needed.NOT_SHOWN]
            if len(given) > 1:
                parts.append(Item("given: " + "; ".join(self._grouped(m) for m in given)))
                parts += [self._met(m, detail) for m in reason.conditions if m not in given]
            else:
                parts += [self._met(m, detail) for m in reason.conditions]
        else:
            parts += [self._met(m, detail) for m in reason.conditions]
        parts += [Item(words) for words in grounds(self.library, use)]
        idle = [b for b in reason.beaten if b.failed and detail.gathered]
        parts += [self._beaten(b, reason) for b in reason.beaten if b not in idle]
        if idle:
            parts.append(Item(f"against it, but without applying: {_named([b.use for b in idle])}"))
        parts += [Item(f"the same by {self._name(other)}{self._cited(other)}") for other in reason.also]
        if detail.notes:
            parts += self._notes(use)
        # Instances of one rule may fail for the same reasons; that is said once.
        return Item(words + self._cited(use), tuple(dict.fromkeys(parts)))

    def _notes(self, use: RuleUse) -> list[Item]:
        found = [Item(f"its purpose, in the view of the source: {use.reason}", role="note")] if use.reason else []
        return found + [Item(f"note: {note}", role="note") for note in use.notes]

    def _met(self, met: Met, detail: Detail) -> Item:
        words = met.words
        if met.needed is Needed.NOT_SHOWN:
            state = "unknown, and so not assumed" if met.state is State.ASSUMED else "not shown"
            return Item(f"no exception: {words} – {state}{self._owner(met)}{bracket(self.library, met.cites)}")
        node = met.node
        if node is None:
            return Item(f"{words} – as explained above{self._owner(met)}{bracket(self.library, met.cites)}")
        if node.use is None:
            known = self._known(node)
            return Item(f"{words} – {known}{self._owner(met)}{bracket(self.library, met.cites)}")
        other = f": {node.words}" if node.words != words else ""
        line = f"{words} – by {self._name(node.use)}{other}{self._owner(met)}"
        if detail.depth <= 0:
            return Item(f"{line}{self._cited(node.use)} …", role="cut")
        return self._rule(node, line, detail.deeper)

    def _owner(self, met: Met) -> str:
        if met.by == "scope":
            return f" (required by the scope {met.owner})"
        return f" (taken over from the rule {met.owner})" if met.by == "exception" else ""

    def _known(self, reason: Reason) -> str:
        if reason.kind is ReasonKind.STIPULATED:
            return f"stipulated by the case{self._told(reason.lines)}"
        if reason.kind is ReasonKind.FORCED:
            return "follows from what is given, since nothing else is possible"
        return f"given{self._told(reason.lines)}"

    def _grouped(self, met: Met) -> str:
        """A condition in a list of what is given."""
        lines = met.node.lines if met.node else ()
        cites = tuple(dict.fromkeys(c for line in lines for c in line.cites))
        account = " (in this account)" if any(line.kind is LineKind.CONTESTED for line in lines) else ""
        return met.words + account + bracket(self.library, cites)

    def _told(self, lines: tuple[CaseLine, ...]) -> str:
        cites = tuple(dict.fromkeys(c for line in lines for c in line.cites))
        contested = any(line.kind is LineKind.CONTESTED for line in lines)
        return (" in this account" if contested else "") + bracket(self.library, cites)

    def _beaten(self, beaten: Beaten, reason: Reason) -> Item:
        name = f"against it {self._name(beaten.use)}"
        cited = self._cited(beaten.use)
        words = f": {beaten.words}" if beaten.words else ""
        if beaten.failed:
            return Item(f"{name}{words}{cited} – does not apply ({_heard('; '.join(beaten.failed))})")
        if beaten.overridden_by:
            why = f" ({beaten.origin}{bracket(self.library, beaten.origin_cites)})" if beaten.origin else ""
            return Item(f"{name}{words}{cited} – set aside by {self._called(beaten.overridden_by)}{why}")
        effect = "without effect here" if reason.tag is Tag.SHOWN else "it stands too, and nothing decides between them"
        return Item(f"{name}{words}{cited} – {effect}")

    def _account(self, reason: Reason, number: int) -> str:
        """Tellers by their titles, and what the doctrine says if one follows them."""
        if number >= len(self.ruling.accounts):
            return reason.words
        under = self.ruling.accounts[number]
        tellers = listed([teller(self.library, t) for t in under.tellers])
        return f"as told by {tellers}: {said(as_said(self.ruling.attributed, under.outcome))}"

    # ------------------------------------------------------------------ rules

    def _name(self, use: RuleUse | None) -> str:
        """ "the rule x", with who speaks in its passages where that is not said of the whole doctrine."""
        if use is None:
            return "a rule"
        if use.precedent:
            kind, case = "the precedent", self.library.cases.get(use.precedent)
            title = f" ({case.title})" if case and case.title else ""
        else:
            kind, title = "the strict rule" if use.strict else "the rule", ""
        other = use.voice and use.voice != self.ruling.attributed.voice
        return f"{kind} {use.id}{title}" + (f", spoken by {use.voice}" if other else "")

    def _called(self, id: str) -> str:
        """ "the rule x", or "the precedent x", by an id of the doctrine."""
        doctrine = self.library.doctrines.get(self.ruling.attributed.doctrine)
        precedent = doctrine is not None and any(p.id == id for p in doctrine.precedents)
        return f"the {'precedent' if precedent else 'rule'} {id}"

    def _cited(self, use: RuleUse) -> str:
        return bracket(self.library, use.cites)

    # ------------------------------------------------------------------ obstacles

    def obstacle(self, why_not: WhyNot, detail: Detail) -> Item:
        if why_not.use:
            kind = "precedent" if why_not.use.precedent else "rule"
            words = f"the {kind} {_heard(why_not.words)}{self._cited(why_not.use)}"
        else:
            words = f"{self.ruling.attributed.title}: {why_not.words}"
        if why_not.origin_cites:
            words += f"; the principle is stated in{bracket(self.library, why_not.origin_cites)}"
        if why_not.below and detail.depth <= 0:
            return Item(f"{words} …", role="cut")
        return Item(words, tuple(self.obstacle(o, detail.deeper) for o in why_not.below))


def _named(found: list[RuleUse]) -> str:
    """ "the rules a and b"; "the rule a and the precedent b"."""
    kinds = []
    for kind, ids in (
        ("rule", [use.id for use in found if not use.precedent]),
        ("precedent", [use.id for use in found if use.precedent]),
    ):
        if ids:
            kinds.append(f"the {kind}{'' if len(ids) == 1 else 's'} {listed(ids)}")
    return " and ".join(kinds)


def uses(ruling: Ruling) -> Iterator[RuleUse]:
    """Every rule that occurs in the trees of a ruling."""
    for reason in ruling.why:
        yield from _in_reason(reason)
    for obstacle in ruling.why_not:
        yield from _in_obstacle(obstacle)


def _in_reason(reason: Reason) -> Iterator[RuleUse]:
    if reason.use:
        yield reason.use
    yield from (beaten.use for beaten in reason.beaten)
    yield from reason.also
    for met in reason.conditions:
        if met.node:
            yield from _in_reason(met.node)
    for obstacle in reason.why_not:
        yield from _in_obstacle(obstacle)
    for part in reason.parts:
        yield from _in_reason(part)


def _in_obstacle(obstacle: WhyNot) -> Iterator[RuleUse]:
    if obstacle.use:
        yield obstacle.use
    for below in obstacle.below:
        yield from _in_obstacle(below)


def _heard(words: str) -> str:
    """ "known otherwise (no)" without the value where that is only yes or no."""
    return words.replace("known otherwise (yes)", "known otherwise").replace("known otherwise (no)", "known otherwise")
