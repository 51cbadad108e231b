"""Things of the library as plain data, each with its kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, assert_never

from siyar.export.pages.asserted import NOTICE, UNSTATED
from siyar.export.pages.doctrine import header
from siyar.export.pages.found import AssertedDuties, Found
from siyar.export.pages.notes import cited, files, prose, unplaced
from siyar.export.pages.spoken import Line, claim, factor_lines, precedent_lines, rule_lines, scope_lines
from siyar.export.to_json import cites_json
from siyar.language.conversion import conversion
from siyar.language.prose import Section
from siyar.language.unparse import template
from siyar.model import (
    Case,
    Dimension,
    Doctrine,
    Evidence,
    Factor,
    Library,
    Precedent,
    Question,
    Reading,
    Rule,
    Scope,
    Sentence,
    Source,
    Vocabulary,
)

Json = dict[str, Any]


def data(one: Found, library: Library) -> Json:
    """One thing; a part of a doctrine says whose it is."""
    home = {"doctrine": one.home.id, "title": one.home.title, "reviewed_by": one.home.reviewed_by} if one.home else {}
    match one.thing:
        case Doctrine():
            return _doctrine(one.thing, library)
        case Case():
            return _case(one.thing, library)
        case Source():
            return _source(one.thing)
        case Question():
            return {
                "kind": "question",
                "id": one.thing.id,
                "asks": one.thing.asks,
                "about": list(one.thing.about),
                "encoded": [d.id for d in library.doctrines.values() if one.thing.id in d.questions],
            }
        case Sentence():
            return _sentence(one.thing, library)
        case Rule():
            return {"kind": "rule", **home, **_rule(one.thing, library)}
        case Precedent():
            return {"kind": "precedent", **home, **_precedent(one.thing, library)}
        case Evidence():
            return {"kind": "evidence", **home, **_evidence(one.thing, library)}
        case Reading():
            return {"kind": "reading", **home, **_reading(one.thing, library)}
        case Factor() | Dimension():
            return {"kind": "factor", **home, **_factor(one.thing, library)}
        case Scope():
            return {"kind": "scope", **home, **_scope(one.thing, library)}
        case Vocabulary():
            return _vocabulary(one.thing, library)
        case AssertedDuties():
            return _asserted(one.thing, library)
    assert_never(one.thing)


def _doctrine(doctrine: Doctrine, library: Library) -> Json:
    return {
        "kind": "doctrine",
        "id": doctrine.id,
        "title": doctrine.title,
        "header": {label.replace(" ", "_"): words for label, words in header(doctrine, library)},
        "shipped": doctrine.shipped,
        "edited": doctrine.edited,
        "digest": doctrine.digest,
        "terms": doctrine.terms,
        "questions": list(doctrine.questions),
        "rules": [_rule(rule, library) for rule in doctrine.rules],
        "scopes": [_scope(scope, library) for scope in doctrine.scopes],
        "readings": [_reading(reading, library) for reading in doctrine.readings],
        "precedents": [_precedent(precedent, library) for precedent in doctrine.precedents],
        "prevailing": doctrine.prevailing.value if doctrine.prevailing else None,
        "factors": [_factor(factor, library) for factor in doctrine.factors]
        + [_factor(dimension, library) for dimension in doctrine.dimensions],
        "evidence": [_evidence(evidence, library) for evidence in doctrine.evidence],
        "duties": [
            {
                "id": d.id,
                "speaker": d.speaker,
                "to": d.to,
                "condition": d.condition,
                "authority": d.authority,
                "date": d.date,
                "sources": cites_json(d.cites, library),
            }
            for d in doctrine.duties
        ],
        "notes": _notes(prose(files(doctrine))),
        "locus_not_given": [
            {"rule": rule.id, "sources": cites_json(cites, library)} for rule, cites in unplaced(doctrine)
        ],
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "author": source.author,
                "date": source.date,
                "edition": source.edition,
                "seen": source.seen.value,
                "obtain": source.obtain,
            }
            for source in cited(doctrine, library)
        ],
    }


def _notes(found: Iterable[Section]) -> list[Json]:
    return [{"heading": s.heading, "paragraphs": list(s.paragraphs), "on": list(s.blocks)} for s in found]


def _asserted(asserted: AssertedDuties, library: Library) -> Json:
    return {
        "kind": "asserted duties",
        "notice": NOTICE,
        "duties": [
            {
                "doctrine": doctrine.id,
                "title": doctrine.title,
                "id": duty.id,
                "speaker": duty.speaker,
                "to": duty.to,
                "condition": duty.condition or UNSTATED,
                "authority": duty.authority or UNSTATED,
                "date": duty.date or UNSTATED,
                "sources": cites_json(duty.cites, library),
                "notes": list(duty.notes),
            }
            for doctrine, duty in asserted.duties
        ],
    }


def _lines(lines: Iterable[Line], library: Library) -> list[Json]:
    return [{"keyword": keyword, "words": words, "sources": cites_json(c, library)} for keyword, words, c in lines]


def _rule(rule: Rule, library: Library) -> Json:
    head, lines = rule_lines(rule, library.sentences())
    return {
        "id": rule.id,
        "strict": rule.strict,
        "presumption": rule.presumption,
        "says": head,
        "lines": _lines(lines, library),
        "sources": cites_json(rule.cites, library),
    }


def _precedent(precedent: Precedent, library: Library) -> Json:
    case = library.cases.get(precedent.case)
    names = {e.name: e.short for e in case.entities if e.short} if case else {}
    held, lines = precedent_lines(precedent, library.sentences(), names)
    return {
        "id": precedent.id,
        "case": precedent.case,
        "held": held,
        "lines": _lines(lines, library),
        "sources": cites_json(precedent.cites, library),
    }


def _factor(block: Factor | Dimension, library: Library) -> Json:
    what, lines = factor_lines(block, library.sentences())
    return {
        "id": block.id,
        "dimension": isinstance(block, Dimension),
        "what": what,
        "lines": _lines(lines, library),
        "sources": cites_json(block.cites, library),
    }


def _evidence(evidence: Evidence, library: Library) -> Json:
    return {
        "id": evidence.id,
        "evidence": evidence.kind,
        "cited_as": list(evidence.cited_as),
        "locus": list(evidence.locus),
        "wording": list(evidence.wording),
        "way_of_proof": evidence.way or None,
        "sense": list(evidence.sense),
        "notes": list(evidence.notes),
        "sources": cites_json(evidence.cites, library),
    }


def _reading(reading: Reading, library: Library) -> Json:
    return {
        "id": reading.id,
        "asks": reading.asks,
        "default": reading.default,
        "options": [{"id": o.id, "words": o.words, "sources": cites_json(o.cites, library)} for o in reading.options],
        "notes": list(reading.notes),
    }


def _case(case: Case, library: Library) -> Json:
    names = {e.name: e.short for e in case.entities if e.short}
    sentences = library.sentences()
    return {
        "kind": "case",
        "id": case.id,
        "title": case.title,
        "date": case.date,
        "date_converted": conversion(case.date) or None,
        "as_in": case.as_in or None,
        "entities": [{"type": e.type, "name": e.name, "short": e.short or None} for e in case.entities],
        "lines": [
            {
                "line": line.kind.value,
                "words": claim(line.claim, sentences, names),
                "inherited": line.inherited or None,
                "sources": cites_json(line.cites, library),
            }
            for line in case.lines
        ],
        "events": [
            {
                "when": event.when.words,
                "words": claim(event.claim, sentences, names),
                "contested": event.contested,
                "inherited": event.inherited or None,
                "sources": cites_json(event.cites, library),
            }
            for event in case.events
        ],
        "asks": [a if isinstance(a, str) else claim(a, sentences, names) for a in case.asks],
        "notes": [{"words": words, "sources": cites_json(cites, library)} for words, cites in case.notes],
    }


def _source(source: Source) -> Json:
    return {
        "kind": "source",
        "id": source.id,
        "title": source.title,
        "author": source.author,
        "date": source.date,
        "edition": source.edition,
        "language": source.language,
        "seen": source.seen.value,
        "obtain": source.obtain,
        "voices": [{"voice": voice, "passages": list(anchors)} for voice, anchors in source.voices],
        "passages": [str(anchor) for anchor in source.passages],
        "inventory": [
            {"function": function, "passages": list(anchors)}
            for function, anchors in (source.inventory.functions if source.inventory else ())
        ],
        "left_out": [
            {"passages": list(one.loci), "why": one.why}
            for one in (source.inventory.left_out if source.inventory else ())
        ],
    }


def _sentence(sentence: Sentence, library: Library) -> Json:
    earliest = sentence.earliest
    return {
        "kind": sentence.kind.value,
        "id": sentence.id,
        "home": sentence.home,
        "text": template(sentence.text),
        "opposite": template(sentence.opposite) or None,
        "means": sentence.means,
        "asks": sentence.asks,
        "judged_by": sentence.judged_by,
        "arabic": list(sentence.arabic),
        "terms": list(sentence.terms),
        "force": sentence.force,
        "not_before": {"day": earliest.day.words, "sources": cites_json(earliest.cites, library)} if earliest else None,
        "notes": list(sentence.notes),
    }


def _scope(scope: Scope, library: Library) -> Json:
    return {
        "id": scope.id,
        "rules": list(scope.covers or (r for r in scope.rules if r not in scope.excepts)),
        "lines": _lines(scope_lines(scope, library.sentences()), library),
        "sources": cites_json(scope.cites, library),
    }


def _vocabulary(vocabulary: Vocabulary, library: Library) -> Json:
    return {
        "kind": "vocabulary",
        "id": vocabulary.id,
        "title": vocabulary.title,
        "version": vocabulary.version,
        "beside": list(vocabulary.beside),
        "further": list(vocabulary.further),
        "types": [{"name": t.name, "is_a": t.is_a or None, "means": t.means} for t in vocabulary.types],
        "questions": [{"id": q.id, "asks": q.asks, "about": list(q.about)} for q in vocabulary.questions],
        "sentences": [_sentence(sentence, library) for sentence in vocabulary.sentences],
    }
