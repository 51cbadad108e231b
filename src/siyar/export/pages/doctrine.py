"""The page of a doctrine: one header for all, party and critic alike, then its rules question by question."""

from __future__ import annotations

from collections.abc import Iterator

from siyar.export.citing import bracket
from siyar.export.pages.notes import files, notes, obtaining, placeless
from siyar.export.pages.spoken import LINES, Line, factor_lines, precedent_lines, rule_lines, scope_lines
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.wording import DIGITS, SEEN, UNREVIEWED, origin
from siyar.model import Dimension, Doctrine, Evidence, Factor, Library, Precedent, Reading, Rule, Scope
from siyar.phrase import chain, phrase

#: On every page of a doctrine.
NOTICE = (
    "A record, in other words, of what a source states, passage by passage. It is nobody's advice, and it says "
    "nothing of whether the source is right."
)
UNSAID = "not stated"


def header(doctrine: Doctrine, library: Library) -> tuple[tuple[str, str], ...]:
    """(label, words), the same labels for every doctrine (docs/stance.md, lines 1, 6 and 8)."""
    source = library.sources.get(doctrine.source)
    spans = [f"{word} {when}" for word, when in (("from", doctrine.since), ("until", doctrine.until)) if when]
    return (
        ("id", doctrine.id),
        ("voice", doctrine.voice or UNSAID),
        ("source", f"{source.title} ({source.id}; {SEEN[source.seen]})" if source else doctrine.source or UNSAID),
        ("date", (source.date if source else "") or UNSAID),
        ("addresses", doctrine.addresses or UNSAID),
        ("period", " ".join(spans) or UNSAID),
        ("encoded by", doctrine.encoded_by or UNSAID),
        ("reviewed by", doctrine.reviewed_by or UNREVIEWED),
        ("encoded questions", ", ".join(doctrine.questions) or "none yet"),
        ("state", f"{origin(doctrine)}, {doctrine.digest[:DIGITS] or 'no digest'}"),
        ("notice", NOTICE),
    )


def doctrine_sheet(doctrine: Doctrine, library: Library) -> Sheet:
    blocks: list[Block] = [Heading(doctrine.title or doctrine.id, 1)]
    blocks += [Item(f"{label}: {words}") for label, words in header(doctrine, library)]
    blocks += notes(files(doctrine))
    for title, rules in by_question(doctrine, library):
        blocks.append(Heading(title))
        blocks += [rule_item(rule, library) for rule in rules]
    for title, items in (
        ("Scopes", [scope_item(s, library) for s in doctrine.scopes]),
        ("Readings", [reading_item(r, library) for r in doctrine.readings]),
        ("Precedents", [precedent_item(p, library) for p in doctrine.precedents]),
        ("Factors", [factor_item(f, library) for f in doctrine.factors]),
        ("Dimensions", [factor_item(d, library) for d in doctrine.dimensions]),
        ("Evidence", [evidence_item(e, library) for e in doctrine.evidence]),
    ):
        if items:
            blocks += [Heading(title), *items]
    if doctrine.duties:
        blocks.append(Heading("Asserted duties (recorded as the source's words; no rule is made of them)"))
        blocks += [
            Item(
                f"{d.speaker}, to {d.to}{bracket(library, d.cites)}",
                tuple(
                    Item(f"{label}: {words}")
                    for label, words in (("condition", d.condition), ("authority", d.authority), ("date", d.date))
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
            yield f"{question.id}: {question.asks}", rules
        left = {r: None for r in left if r not in rules}
    if left:
        yield "What these rules rest on", tuple(left)


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
            f"{option.id}: {option.words}"
            + (" (read so unless another is chosen)" if option.id == reading.default else "")
            + bracket(library, option.cites)
        )
        for option in reading.options
    )
    return Item(f"{reading.id}: {reading.asks}", (*options, *(Item(f"note {note}") for note in reading.notes)))


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
    kind = "factor" if isinstance(block, Factor) else "dimension"
    what, lines = factor_lines(block, library.sentences())
    return Item(f"the {kind} {block.id}: {what}{bracket(library, block.cites)}", _items(lines, library))


def evidence_item(evidence: Evidence, library: Library) -> Item:
    rows = (
        *(("cited as", words) for words in evidence.cited_as),
        *(("to be found in", words) for words in evidence.locus),
        *(("wording", words) for words in evidence.wording),
        *([("way of proof", evidence.way)] if evidence.way else ()),
        *(("sense", words) for words in evidence.sense),
        *(("note", words) for words in evidence.notes),
    )
    parts = tuple(Item(f"{label} {words}") for label, words in rows)
    return Item(f"{evidence.id}, {evidence.kind}{bracket(library, evidence.cites)}", parts)


def scope_item(scope: Scope, library: Library) -> Item:
    """The conditions a scope lays on rules, and on which."""
    rules = scope.covers or tuple(r for r in scope.rules if r not in scope.excepts)
    words = f"the scope {scope.id}, laid on {', '.join(rules) or 'no rule'}{bracket(library, scope.cites)}"
    return Item(words, _items(scope_lines(scope, library.sentences()), library))
