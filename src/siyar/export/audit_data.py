"""Audits as data: the object of ``schema/audit.json``. Counts are of one doctrine's cases; nothing is a score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import siyar
from siyar.export.audit import Audited, file_of
from siyar.export.to_json import said
from siyar.model import Library
from siyar.study.audit import Audit, Finding
from siyar.study.audit.nouns import Line, Witness

Json = dict[str, Any]


def audit_json(found: Audited, library: Library) -> Json:
    """The object `siyar audit --format json` prints. ``shared`` is null where doctrines were named."""
    return {
        "siyar": siyar.__version__,
        "library": {v.id: v.version for v in library.vocabularies.values()},
        "questions": list(found.questions),
        "audits": [_audit(audit, library) for audit in found.audits],
        "shared": None if found.shared is None else [_finding(f, "", (), library) for f in found.shared],
    }


def _audit(audit: Audit, library: Library) -> Json:
    doctrine = library.doctrines[audit.doctrine]
    return {
        "doctrine": doctrine.id,
        "title": doctrine.title,
        "voice": doctrine.voice,
        "encoded_by": doctrine.encoded_by,
        "reviewed_by": doctrine.reviewed_by,
        "shipped": doctrine.shipped,
        "digest": doctrine.digest,
        "precedents": audit.precedents,
        "sentences": [_line(line, audit.doctrine, library) for line in audit.lines],
        "findings": [_finding(f, audit.doctrine, audit.lines, library) for f in audit.findings],
        "force": [
            {
                "question": one.question.id,
                "about": one.about,
                "cases": one.total,
                "contested": one.contested,
                "silent": one.silent,
            }
            for one in audit.force
        ],
        "force_rules": list(audit.force_rules),
        "too_large": [{"question": t.question.id, "about": t.about, "cases": t.cases} for t in audit.too_large],
    }


def _line(line: Line, doctrine: str, library: Library) -> Json:
    scope = line.scope
    return {
        "question": line.question.id,
        "asks": line.question.asks,
        "about": line.about,
        "scope": {
            "cases": scope.total,
            "entities": [{"name": e.name, "type": e.type} for e in scope.case.entities],
            "facts": list(scope.facts),
            "readings": [{"reading": reading, "option": option} for _, reading, option in scope.readings],
        },
        "readings": list(line.readings),
        "ways": line.ways,
        "says": [{"says": said(one.says), "cases": one.count} for one in line.said],
        "silent": line.silent,
        "gap": _witness(line.gap, doctrine, library) if line.gap else None,
    }


def _finding(finding: Finding, doctrine: str, lines: Sequence[Line], library: Library) -> Json:
    about = {line.number: line for line in lines}
    return {
        "kind": finding.kind.value,
        "subject": finding.subject,
        "blocks": list(finding.blocks),
        "words": finding.words,
        "says": said(finding.says) if finding.says else None,
        "cases": finding.count,
        "of": finding.of,
        "over": [
            {
                "question": about[c.line].question.id,
                "about": about[c.line].about,
                "cases": c.count,
                "of": c.of,
                "readings": c.ways,
            }
            for c in finding.counted
            if c.line in about
        ],
        "beside": list(finding.beside),
        "witness": _witness(finding.witness, doctrine, library) if finding.witness else None,
        "explained": list(finding.why),
    }


def _witness(witness: Witness, doctrine: str, library: Library) -> Json:
    return {
        "question": witness.question,
        "about": witness.about,
        "given": list(witness.given),
        "readings": [{"reading": reading, "option": option} for reading, option in witness.readings],
        "file": file_of(witness, doctrine, library),
    }
