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
from siyar.phrase import CHAIN, Phrase, chain, joined, phrase

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
                return [self._rule(reason, chain(self._name(reason.use), ": ", reason.words), detail)]
            case ReasonKind.ACCOUNT:
                return [Item(self._account(reason, number), below)]
            case ReasonKind.EITHER_WAY:
                return [Item(reason.words, below)]
            case ReasonKind.GIVEN | ReasonKind.STIPULATED | ReasonKind.FORCED:
                return [Item(chain(reason.words, " – ", self._known(reason)), below)]
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
                parts.append(Item(phrase("given: {what}", what=joined("; ", (self._grouped(m) for m in given)))))
                parts += [self._met(m, detail) for m in reason.conditions if m not in given]
            else:
                parts += [self._met(m, detail) for m in reason.conditions]
        else:
            parts += [self._met(m, detail) for m in reason.conditions]
        parts += [Item(words) for words in grounds(self.library, use)]
        idle = [b for b in reason.beaten if b.failed and detail.gathered]
        parts += [self._beaten(b, reason) for b in reason.beaten if b not in idle]
        if idle:
            parts.append(Item(phrase("against it, but without applying: {rules}", rules=_named([b.use for b in idle]))))
        parts += [
            Item(chain(phrase("the same by {rule}", rule=self._name(other)), self._cited(other)))
            for other in reason.also
        ]
        if detail.notes:
            parts += self._notes(use)
        # Instances of one rule may fail for the same reasons; that is said once.
        return Item(chain(words, self._cited(use)), tuple(dict.fromkeys(parts)))

    def _notes(self, use: RuleUse) -> list[Item]:
        purpose = phrase("its purpose, in the view of the source: {reason}", reason=use.reason)
        found = [Item(purpose, role="note")] if use.reason else []
        return found + [Item(phrase("note: {note}", note=note), role="note") for note in use.notes]

    def _met(self, met: Met, detail: Detail) -> Item:
        words = met.words
        behind = (self._owner(met), bracket(self.library, met.cites))
        if met.needed is Needed.NOT_SHOWN:
            state = phrase("unknown, and so not assumed") if met.state is State.ASSUMED else phrase("not shown")
            return Item(chain(phrase("no exception: {what} – {state}", what=words, state=state), *behind))
        node = met.node
        if node is None:
            return Item(chain(phrase("{what} – as explained above", what=words), *behind))
        if node.use is None:
            return Item(chain(words, " – ", self._known(node), *behind))
        other = (": ", node.words) if node.words != words else ()
        by = phrase("{what} – by {rule}", what=words, rule=self._name(node.use))
        line = chain(by, *other, self._owner(met))
        if detail.depth <= 0:
            return Item(chain(line, self._cited(node.use), " …"), role="cut")
        return self._rule(node, line, detail.deeper)

    def _owner(self, met: Met) -> str:
        if met.by == "scope":
            return phrase(" (required by the scope {scope})", scope=met.owner)
        return phrase(" (taken over from the rule {rule})", rule=met.owner) if met.by == "exception" else ""

    def _known(self, reason: Reason) -> str:
        if reason.kind is ReasonKind.STIPULATED:
            return chain(phrase("stipulated by the case"), self._told(reason.lines))
        if reason.kind is ReasonKind.FORCED:
            return phrase("follows from what is given, since nothing else is possible")
        return chain(phrase("given"), self._told(reason.lines))

    def _grouped(self, met: Met) -> str:
        """A condition in a list of what is given."""
        lines = met.node.lines if met.node else ()
        cites = tuple(dict.fromkeys(c for line in lines for c in line.cites))
        contested = any(line.kind is LineKind.CONTESTED for line in lines)
        return chain(met.words, phrase(" (in this account)") if contested else "", bracket(self.library, cites))

    def _told(self, lines: tuple[CaseLine, ...]) -> str:
        cites = tuple(dict.fromkeys(c for line in lines for c in line.cites))
        contested = any(line.kind is LineKind.CONTESTED for line in lines)
        return chain(phrase(" in this account") if contested else "", bracket(self.library, cites))

    def _beaten(self, beaten: Beaten, reason: Reason) -> Item:
        name = phrase("against it {rule}", rule=self._name(beaten.use))
        said = chain(name, *((": ", beaten.words) if beaten.words else ()), self._cited(beaten.use))
        if beaten.failed:
            failed = joined("; ", (_heard(words) for words in beaten.failed))
            return Item(phrase("{said} – does not apply ({failed})", said=said, failed=failed))
        if beaten.overridden_by:
            by = phrase("{said} – set aside by {rule}", said=said, rule=self._called(beaten.overridden_by))
            why = (" (", beaten.origin, bracket(self.library, beaten.origin_cites), ")") if beaten.origin else ()
            return Item(chain(by, *why))
        if reason.tag is Tag.SHOWN:
            return Item(phrase("{said} – without effect here", said=said))
        return Item(phrase("{said} – it stands too, and nothing decides between them", said=said))

    def _account(self, reason: Reason, number: int) -> str:
        """Tellers by their titles, and what the doctrine says if one follows them."""
        if number >= len(self.ruling.accounts):
            return reason.words
        under = self.ruling.accounts[number]
        tellers = listed([teller(self.library, t) for t in under.tellers])
        says = said(as_said(self.ruling.attributed, under.outcome))
        return phrase("as told by {tellers}: {says}", tellers=tellers, says=says)

    # ------------------------------------------------------------------ rules

    def _name(self, use: RuleUse | None) -> str:
        """ "the rule x", with who speaks in its passages where that is not said of the whole doctrine."""
        if use is None:
            return phrase("a rule")
        name: str
        if use.precedent:
            case = self.library.cases.get(use.precedent)
            name = phrase("the precedent {id}", id=use.id)
            if case and case.title:
                name = phrase("the precedent {id} ({title})", id=use.id, title=case.title)
        else:
            name = phrase("the strict rule {id}", id=use.id) if use.strict else phrase("the rule {id}", id=use.id)
        if use.voice and use.voice != self.ruling.attributed.voice:
            return phrase("{rule}, spoken by {voice}", rule=name, voice=use.voice)
        return name

    def _called(self, id: str) -> str:
        """ "the rule x", or "the precedent x", by an id of the doctrine."""
        doctrine = self.library.doctrines.get(self.ruling.attributed.doctrine)
        precedent = doctrine is not None and any(p.id == id for p in doctrine.precedents)
        return phrase("the precedent {id}", id=id) if precedent else phrase("the rule {id}", id=id)

    def _cited(self, use: RuleUse) -> str:
        return bracket(self.library, use.cites)

    # ------------------------------------------------------------------ obstacles

    def obstacle(self, why_not: WhyNot, detail: Detail) -> Item:
        words: str
        if why_not.use:
            heard = _heard(why_not.words)
            kind = (
                phrase("the precedent {id}", id=heard) if why_not.use.precedent else phrase("the rule {id}", id=heard)
            )
            words = chain(kind, self._cited(why_not.use))
        else:
            words = chain(self.ruling.attributed.title, ": ", why_not.words)
        if why_not.origin_cites:
            stated = phrase("; the principle is stated in{where}", where=bracket(self.library, why_not.origin_cites))
            words = chain(words, stated)
        if why_not.below and detail.depth <= 0:
            return Item(chain(words, " …"), role="cut")
        return Item(words, tuple(self.obstacle(o, detail.deeper) for o in why_not.below))


def _named(found: list[RuleUse]) -> str:
    """ "the rules a and b"; "the rule a and the precedent b"."""
    kinds = []
    if rules := [use.id for use in found if not use.precedent]:
        named = phrase("the rule {id}", id=rules[0])
        kinds.append(named if len(rules) == 1 else phrase("the rules {ids}", ids=listed(rules)))
    if precedents := [use.id for use in found if use.precedent]:
        named = phrase("the precedent {id}", id=precedents[0])
        kinds.append(named if len(precedents) == 1 else phrase("the precedents {ids}", ids=listed(precedents)))
    return joined(" and ", kinds)


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
    if not isinstance(words, Phrase):
        return words
    if words.template == "known otherwise ({values})" and words.parts["values"] in ("yes", "no"):
        return phrase("known otherwise")
    heard = {name: _heard(part) for name, part in words.parts.items()}
    if all(heard[name] is part for name, part in words.parts.items()):
        return words
    return chain(*heard.values()) if words.template == CHAIN else phrase(words.template, **heard)
