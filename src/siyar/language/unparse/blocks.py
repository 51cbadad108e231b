"""Every kind of block in canonical form: lines in the order of the grammar (docs/language.md, Grammar)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from siyar.language.unparse.claims import NOBODY, listed, template
from siyar.language.unparse.layout import cited, line
from siyar.language.unparse.saying import Lines, bound
from siyar.model import (
    Case,
    Dimension,
    Duty,
    Entity,
    Event,
    Evidence,
    Expectation,
    Factor,
    Impossible,
    InReading,
    Inventory,
    LineKind,
    Opposition,
    Passages,
    Precedent,
    Principle,
    Question,
    Reading,
    Rule,
    Scope,
    Sentence,
    Type,
)

Block = (
    Type
    | Sentence
    | Rule
    | Scope
    | Reading
    | Question
    | Impossible
    | Evidence
    | Precedent
    | Factor
    | Dimension
    | Opposition
    | Principle
    | Duty
    | Passages
    | Inventory
    | Case
    | Expectation
)


def print_block(
    block: Block,
    sentences: Mapping[str, Sentence],
    *,
    names: Mapping[str, str] = NOBODY,
) -> str:
    """The block in canonical form, ending in a newline.

    ``names`` gives the short names of the entities of the case that a precedent or expectation is about; a case brings
    its own. Of a case only its own lines and entities are printed, not those taken over by `as in`. Raises KeyError for
    a sentence that is not among ``sentences``.
    """
    match block:
        case Type():
            return f"type {block.name}\n" + line("is a", block.is_a) + line("means", block.means)
        case Sentence():
            return _sentence(block, sentences)
        case Rule():
            return _rule(block, sentences)
        case Scope():
            return _scope(block, sentences)
        case Reading():
            return _reading(block)
        case Question():
            about = (id.removeprefix(f"{block.home}/") for id in block.about)
            return (
                f"question {_bare(block.id)}\n"
                + line("asks", block.asks)
                + line("about", ", ".join(about))
                + _notes(block.notes)
            )
        case Impossible():
            return _impossible(block, sentences)
        case Evidence():
            return _evidence(block)
        case Precedent():
            return _precedent(block, sentences, names)
        case Factor() | Dimension():
            return _factor(block, sentences)
        case Opposition():
            said = Lines(sentences)
            return (
                f"opposes {block.id}\n"
                + line("one", said.claim(block.one, each=True))
                + line("to", said.claim(block.other, each=True))
                + line("source", cited(block.cites))
            )
        case Principle():
            return (
                f"principle {block.id}\n"
                + line("prefers", block.prefers)
                + line("order", ", ".join(block.order))
                + line("source", cited(block.cites))
                + _notes(block.notes)
            )
        case Duty():
            return _duty(block)
        case Passages():
            roles = (line(role, ", ".join(loci)) for role, loci in block.roles)
            return f"passages {block.source}\n" + "".join(roles)
        case Inventory():
            functions = (line(function, ", ".join(loci)) for function, loci in block.functions)
            left_out = (line("left out", f"{', '.join(one.loci)}: {one.why}") for one in block.left_out)
            return f"inventory {block.source}\n" + "".join(functions) + "".join(left_out)
        case Case():
            return _case(block, sentences)
        case Expectation():
            return _expectation(block, sentences, names)
    assert_never(block)


def _sentence(block: Sentence, sentences: Mapping[str, Sentence]) -> str:
    return (
        f"{block.kind} {_bare(block.id)}\n"
        + line("text", template(block.text))
        + line("opposite", template(block.opposite))
        + (line("since", Lines(sentences).claim(block.since)) if block.since else "")
        + (line("once", Lines(sentences).claim(block.once)) if block.once else "")
        + (line("not before", block.earliest.day.words, block.earliest.cites) if block.earliest else "")
        + line("kind", "force" if block.force else "")
        + line("means", block.means)
        + line("asks", block.asks)
        + line("judged by", block.judged_by)
        + "".join(line("arabic", words) for words in block.arabic)
        + "".join(line("term", words) for words in block.terms)
        + _notes(block.notes)
    )


def _rule(block: Rule, sentences: Mapping[str, Sentence]) -> str:
    said = Lines(sentences, bound=bound(block.heads, block.when))
    head = "presumption" if block.presumption else "strict rule" if block.strict else "rule"
    keyword = "blocks" if block.blocks else "otherwise" if block.otherwise else ""
    return (
        f"{head} {block.id}\n"
        + said.conclusion(keyword, block.heads)
        + said.conditions(block.when)
        + said.unless(block.unless)
        + said.each_line("whether or not", block.whether_or_not)
        + line("notwithstanding", ", ".join(block.notwithstanding))
        + line("subject to", ", ".join(block.subject_to))
        + line("exception to", block.exception_to)
        + line("term", block.term)
        + _grounds(block)
    )


def _scope(block: Scope, sentences: Mapping[str, Sentence]) -> str:
    said = Lines(sentences, bound=bound((), block.when))
    return (
        f"scope {block.id}\n"
        + said.conditions(block.when)
        + said.unless(block.unless)
        + line("except", ", ".join(block.excepts))
        + line("covers", ", ".join(block.covers))
        + line("source", cited(block.cites))
        + _notes(block.notes)
    )


def _impossible(block: Impossible, sentences: Mapping[str, Sentence]) -> str:
    said = Lines(sentences, bound=bound((), block.when))
    return (
        f"impossible {_bare(block.id)}\n"
        + said.conditions(block.when)
        + said.unless(block.unless)
        + _notes(block.notes)
    )


def _reading(block: Reading) -> str:
    options = (line(f"option {o.id}", o.words, o.cites) for o in block.options)
    return (
        f"reading {block.id}\n"
        + line("asks", block.asks)
        + "".join(options)
        + line("default", block.default)
        + _notes(block.notes)
    )


def _evidence(block: Evidence) -> str:
    last = len(block.cited_as) - 1
    return (
        f"evidence {block.id}\n"
        + line("kind", block.kind)
        + "".join(line("cited as", words, block.cites if i == last else ()) for i, words in enumerate(block.cited_as))
        + ("" if block.cited_as else line("source", cited(block.cites)))
        + "".join(line("locus", words) for words in block.locus)
        + "".join(line("wording", words) for words in block.wording)
        + (line("way of proof", block.way) if block.way else "")
        + "".join(line("sense", words) for words in block.sense)
        + _notes(block.notes)
    )


def _precedent(block: Precedent, sentences: Mapping[str, Sentence], names: Mapping[str, str]) -> str:
    said = Lines(sentences, names)
    because = "".join(line("and" if i else "because", said.claim(claim)) for i, claim in enumerate(block.because))
    return (
        f"precedent {block.id}\n"
        + line("case", block.case)
        + line("held", said.claim(block.held, each=True))
        + because
        + said.each_line("not because", block.not_because)
        + line("apart from", ", ".join(block.apart_from))
        + _grounds(block)
    )


def _factor(block: Factor | Dimension, sentences: Mapping[str, Sentence]) -> str:
    said = Lines(sentences, bound=bound((block.favours,), ()))
    if isinstance(block, Factor):
        first = f"factor {block.id}\n" + line("when", said.claim(block.when))
    else:
        first = f"dimension {block.id}\n" + line("of", _bare(block.of)) + line("order", ", ".join(block.order))
    return (
        first
        + line("favours", said.claim(block.favours, each=True))
        + _readings(block.in_reading)
        + line("source", cited(block.cites))
        + _notes(block.notes)
    )


def _grounds(block: Rule | Precedent) -> str:
    return (
        _readings(block.in_reading)
        + _rests_on(block.rests_on)
        + line("supported by", ", ".join(block.supported_by))
        + line("reason", block.reason)
        + line("source", cited(block.cites))
        + line("voice", block.voice)
        + _notes(block.notes)
    )


def _readings(readings: Iterable[InReading]) -> str:
    return "".join(line("in reading", f"{r.reading}: {listed(r.options, 'or')}") for r in readings)


def _rests_on(groups: Iterable[tuple[str, ...]]) -> str:
    """Alternatives on a line of their own; grounds that are all needed joined by "and"."""
    lines: list[list[str]] = []
    joined = False
    for group in groups:
        if len(group) == 1 and joined:
            lines[-1].append(group[0])
        else:
            lines.append([" or ".join(group)])
        joined = len(group) == 1
    return "".join(line("rests on", " and ".join(words)) for words in lines)


def _duty(block: Duty) -> str:
    return (
        f"duty {block.id}\n"
        + line("speaker", block.speaker)
        + line("to", block.to)
        + line("condition", block.condition)
        + line("authority", block.authority)
        + line("date", block.date)
        + line("source", cited(block.cites))
        + _notes(block.notes)
    )


def _case(block: Case, sentences: Mapping[str, Sentence]) -> str:
    said = Lines(sentences, {e.name: e.short for e in block.entities if e.short})
    own = [item for item in block.lines if not item.inherited]
    reported = [item for item in own if item.kind is LineKind.REPORTED]
    facts = [item for item in own if item.kind is not LineKind.REPORTED]
    asks = (ask if isinstance(ask, str) else said.claim(ask) for ask in block.asks)
    return (
        f"case {block.id}\n"
        + line("title", "" if block.title == block.id else block.title)
        + line("date", block.date)
        + line("as in", block.as_in)
        + "".join(line(e.type, e.name + (f" ({e.short})" if e.short else "")) for e in _own(block))
        + "".join(line(str(item.kind), said.claim(item.claim), item.cites) for item in facts)
        + "".join(_event(item, said) for item in block.events if not item.inherited)
        + "".join(line("reported", said.claim(item.claim, each=True), item.cites) for item in reported)
        + "".join(line("note", words, cites) for words, cites in block.notes)
        + "".join(line("ask", words) for words in asks)
    )


def _event(item: Event, said: Lines) -> str:
    keyword = "contested event" if item.contested else "event"
    return line(keyword, f"{item.when.words}: {said.claim(item.claim)}", item.cites)


def _own(block: Case) -> tuple[Entity, ...]:
    """The entities that the case brings in itself: those written under its head."""
    case = block.span
    if case is None:
        return block.entities
    end = case.line + 1
    last = case.text.characters.count("\n") + 1
    while end <= last and not case.text.line(end)[:1].strip():
        end += 1
    return tuple(
        e for e in block.entities if e.span is None or (e.span.text == case.text and case.line < e.span.line < end)
    )


def _expectation(block: Expectation, sentences: Mapping[str, Sentence], names: Mapping[str, str]) -> str:
    said = Lines(sentences, names)
    settled = "" if block.settled is None else ", settled" if block.settled else ", unsettled"
    return (
        f"expect {_bare(block.question)} in {block.case}\n"
        + line("of", block.doctrine)
        + (line("about", said.claim(block.about)) if block.about else "")
        + line("for", names.get(block.entity, block.entity))
        + "".join(line("in reading", f"{reading}: {option}") for reading, option in block.reading)
        + line("on account", ", ".join(block.account))
        + line("is", block.status + settled)
        + line("because", block.because)
        + line("by", ", ".join(block.by))
        + "".join(line("holds", words) for words in block.holds)
        + line("between", listed(block.between, "and"))
        + "".join(line("turns on", " + ".join(said.claim(c) for c in claims)) for claims in block.turns_on)
        + _notes(block.notes)
    )


def _notes(notes: Iterable[str]) -> str:
    return "".join(line("note", note) for note in notes)


def _bare(id: str) -> str:
    """The id as its own file says it."""
    return id.rpartition("/")[2]
