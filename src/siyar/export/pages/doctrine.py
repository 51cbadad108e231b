"""The page of a doctrine: one header for all, party and critic alike, then its rules question by question."""

from __future__ import annotations

from collections.abc import Iterator

from siyar.export.citing import bracket
from siyar.export.pages.notes import files, notes, obtaining, placeless
from siyar.export.pages.spoken import LINES, Line, factor_lines, precedent_lines, rule_lines, scope_lines
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.wording import DIGITS, SEEN, UNREVIEWED, origin
from siyar.model import Dimension, Doctrine, Evidence, Factor, Library, Precedent, Reading, Rule, Scope
from siyar.phrase import chain, joined, phrase

#: On every page of a doctrine.
NOTICE = phrase(
    "A record, in other words, of what a source states, passage by passage. It is nobody's advice, and it says "
    "nothing of whether the source is right."
)
UNSAID = phrase("not stated")


def header(doctrine: Doctrine, library: Library) -> tuple[tuple[str, str], ...]:
    """(label, words), the same labels for every doctrine (docs/stance.md, lines 1, 6 and 8)."""
    source = library.sources.get(doctrine.source)
    spans = [phrase("from {when}", when=doctrine.since)] if doctrine.since else []
    spans += [phrase("until {when}", when=doctrine.until)] if doctrine.until else []
    return (
        (phrase("id"), doctrine.id),
        (phrase("voice"), doctrine.voice or UNSAID),
        (
            phrase("source"),
            chain(source.title, " (", source.id, "; ", SEEN[source.seen], ")") if source else doctrine.source or UNSAID,
        ),
        (phrase("date"), (source.date if source else "") or UNSAID),
        (phrase("addresses"), doctrine.addresses or UNSAID),
        (phrase("period"), joined(" ", spans) or UNSAID),
        (phrase("encoded by"), doctrine.encoded_by or UNSAID),
        (phrase("reviewed by"), doctrine.reviewed_by or UNREVIEWED),
        (phrase("encoded questions"), ", ".join(doctrine.questions) or phrase("none yet")),
        (phrase("state"), chain(origin(doctrine), ", ", doctrine.digest[:DIGITS] or phrase("no digest"))),
        (phrase("notice"), NOTICE),
    )


def doctrine_sheet(doctrine: Doctrine, library: Library) -> Sheet:
    blocks: list[Block] = [Heading(doctrine.title or doctrine.id, 1)]
    blocks += [Item(chain(label, ": ", words)) for label, words in header(doctrine, library)]
    blocks += notes(files(doctrine))
    for title, rules in by_question(doctrine, library):
        blocks.append(Heading(title))
        blocks += [rule_item(rule, library) for rule in rules]
    for title, items in (
        (phrase("Scopes"), [scope_item(s, library) for s in doctrine.scopes]),
        (phrase("Readings"), [reading_item(r, library) for r in doctrine.readings]),
        (phrase("Precedents"), [precedent_item(p, library) for p in doctrine.precedents]),
        (phrase("Factors"), [factor_item(f, library) for f in doctrine.factors]),
        (phrase("Dimensions"), [factor_item(d, library) for d in doctrine.dimensions]),
        (phrase("Evidence"), [evidence_item(e, library) for e in doctrine.evidence]),
    ):
        if items:
            blocks += [Heading(title), *items]
    if doctrine.duties:
        blocks.append(Heading(phrase("Asserted duties (recorded as the source's words; no rule is made of them)")))
        blocks += [
            Item(
                chain(phrase("{speaker}, to {whom}", speaker=d.speaker, whom=d.to), bracket(library, d.cites)),
                tuple(
                    Item(chain(label, ": ", words))
                    for label, words in (
                        (phrase("condition"), d.condition),
                        (phrase("authority"), d.authority),
                        (phrase("date"), d.date),
                    )
                    if words
                ),
            )
            for d in doctrine.duties
        ]
    return (*blocks, *placeless(doctrine, library), *obtaining(doctrine, library))


def by_question(doctrine: Doctrine, library: Library) -> Iterator[tuple[str, tuple[Rule, ...]]]:
    """The rules under the first question they answer; last those that only serve other rules."""
    left = dict.fromkeys(doctrine.rules)
    for question in library.questions().values():
        rules = tuple(r for r in left if any(h.sentence in question.about for h in r.heads))
        if rules:
            yield chain(question.id, ": ", question.asks), rules
        left = {r: None for r in left if r not in rules}
    if left:
        yield phrase("What these rules rest on"), tuple(left)


def _items(lines: tuple[Line, ...], library: Library) -> tuple[Item, ...]:
    return tuple(
        Item(chain(phrase(LINES[keyword], words=words), bracket(library, cites))) for keyword, words, cites in lines
    )


def rule_item(rule: Rule, library: Library) -> Item:
    """A rule read aloud, with articles."""
    head, lines = rule_lines(rule, library.sentences())
    if rule.strict:
        name = phrase("the strict rule {id}", id=rule.id)
    elif rule.presumption:
        name = phrase("the presumption {id}", id=rule.id)
    else:
        name = phrase("the rule {id}", id=rule.id)
    words = chain(phrase("{rule}: {head}", rule=name, head=head), bracket(library, rule.cites))
    return Item(words, _items(lines, library))


def reading_item(reading: Reading, library: Library) -> Item:
    options = tuple(
        Item(
            chain(
                option.id,
                ": ",
                option.words,
                phrase(" (read so unless another is chosen)") if option.id == reading.default else "",
                bracket(library, option.cites),
            )
        )
        for option in reading.options
    )
    remarks = (Item(phrase("note {note}", note=note)) for note in reading.notes)
    return Item(chain(reading.id, ": ", reading.asks), (*options, *remarks))


def precedent_item(precedent: Precedent, library: Library) -> Item:
    case = library.cases.get(precedent.case)
    names = {e.name: e.short for e in case.entities if e.short} if case else {}
    held, lines = precedent_lines(precedent, library.sentences(), names)
    name = phrase("the precedent {id}", id=precedent.id)
    if case and case.title:
        name = phrase("the precedent {id} ({title})", id=precedent.id, title=case.title)
    words = phrase("{precedent}, held: {held}", precedent=name, held=held)
    return Item(chain(words, bracket(library, precedent.cites)), _items(lines, library))


def factor_item(block: Factor | Dimension, library: Library) -> Item:
    """A factor or a dimension with what it favours."""
    what, lines = factor_lines(block, library.sentences())
    factor = isinstance(block, Factor)
    name = phrase("the factor {id}", id=block.id) if factor else phrase("the dimension {id}", id=block.id)
    return Item(chain(name, ": ", what, bracket(library, block.cites)), _items(lines, library))


def evidence_item(evidence: Evidence, library: Library) -> Item:
    rows = (
        *((phrase("cited as"), words) for words in evidence.cited_as),
        *((phrase("to be found in"), words) for words in evidence.locus),
        *((phrase("wording"), words) for words in evidence.wording),
        *([(phrase("way of proof"), evidence.way)] if evidence.way else ()),
        *((phrase("sense"), words) for words in evidence.sense),
        *((phrase("note"), words) for words in evidence.notes),
    )
    parts = tuple(Item(chain(label, " ", words)) for label, words in rows)
    return Item(chain(evidence.id, ", ", evidence.kind, bracket(library, evidence.cites)), parts)


def scope_item(scope: Scope, library: Library) -> Item:
    """The conditions a scope lays on rules, and on which."""
    rules = scope.covers or tuple(r for r in scope.rules if r not in scope.excepts)
    words = phrase("the scope {id}, laid on {rules}", id=scope.id, rules=joined(", ", rules) or phrase("no rule"))
    return Item(chain(words, bracket(library, scope.cites)), _items(scope_lines(scope, library.sentences()), library))
