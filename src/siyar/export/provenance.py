"""Where rules come from, as W3C PROV: rule → passage → source, and rule → evidence → record of a corpus → corpus.

PROV-JSON, PROV-N and PROV-JSONLD by the package `prov`, whose door this is (extra `evidence`). Ids are URNs:
``urn:siyar:rule:hizb-qa/help-of-an-entity``. No words of a source or of a corpus are in it.

- A rule, precedent or piece of evidence is *derived from* each passage it cites, with the state of that citation, and
  from the grounds it names, with the line that names them.
- Evidence is *derived from* the record it was resolved to, with what the comparison of letters found.
- A passage is a member of its source, a record of its corpus.
- Sources are *attributed to* their authors, rules to the voice that speaks, the encoding to whoever made it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import siyar
from siyar.evidence import Finding, Holdings, Record, Reference
from siyar.evidence.collections import title
from siyar.evidence.hung import Cited
from siyar.hearing import seen
from siyar.model import Cite, Doctrine, Library, Precedent, Rule

#: The forms it can be written in, and what `prov` calls them.
FORMS = {"prov-json": "json", "prov-n": "provn", "json-ld": "jsonld"}
NEEDS = 'provenance needs the extra `evidence`: pip install "siyar[evidence]"'
KINDS = ("rule", "precedent", "evidence", "passage", "source", "record", "corpus", "doctrine", "agent", "encoding")


class NoProv(Exception):
    """`prov` is not installed."""


def provenance(library: Library, doctrine: str, cited: Sequence[Cited], holdings: Holdings, form: str) -> str:
    """The provenance of a doctrine's rules, in one of `FORMS`. Raises `NoProv`."""
    try:
        from prov.model import ProvDocument
    except ImportError:
        raise NoProv from None
    work = _Work(library, library.doctrines[doctrine], holdings, ProvDocument())
    work.doctrine()
    work.cited(cited)
    # What JSON-LD's words mean stands in the file itself, so that a processor needs no network to read it.
    embedded = {"context": "embed"} if form == "json-ld" else {}
    written: str = work.document.serialize(format=FORMS[form], **embedded)
    return written if form == "prov-n" else json.dumps(json.loads(written), ensure_ascii=False, indent=2)


@dataclass
class _Work:
    library: Library
    own: Doctrine
    holdings: Holdings
    document: Any
    made: dict[str, Any] = field(default_factory=dict)
    terms: Any = None

    def __post_init__(self) -> None:
        self.terms = self.document.add_namespace("siyar", "urn:siyar:terms:")
        for kind in KINDS:
            self.document.add_namespace(kind, f"urn:siyar:{kind}:")

    # ------------------------------------------------------------------ what there is

    def entity(self, kind: str, id: str, label: str = "", **more: str) -> Any:
        """The entity, made once."""
        name = f"{kind}:{quote(id, safe='/.:-')}"
        if name not in self.made:
            facts: dict[str, Any] = {"prov:type": self.terms[kind]} | ({"prov:label": label} if label else {})
            facts |= {f"siyar:{key}": value for key, value in more.items() if value}
            self.made[name] = self.document.entity(name, facts)
        return self.made[name]

    def agent(self, words: str) -> Any:
        name = f"agent:{quote(words, safe='')}"
        if name not in self.made:
            self.made[name] = self.document.agent(name, {"prov:label": words})
        return self.made[name]

    def source(self, id: str) -> Any:
        source = self.library.sources.get(id)
        name = f"source:{quote(id, safe='')}"
        if name not in self.made:
            facts = {"date": source.date, "edition": source.edition, "language": source.language} if source else {}
            made = self.entity("source", id, source.title if source else id, **facts)
            if source and source.author:
                self.document.wasAttributedTo(made, self.agent(source.author))
        return self.made[name]

    def record(self, record: Record) -> Any:
        corpus = self.holdings.of(record.corpus)
        known = f"{record.corpus}/{record.number or record.place}" not in self.made
        made = self.entity(
            "record", f"{record.corpus}/{record.number or record.place}", str(record), place=record.place
        )
        if known and corpus:
            whole = self.entity(
                "corpus", record.corpus, title(record.corpus), version=corpus.version, notice=corpus.notice
            )
            self.once("hadMember", whole, made)
        return made

    def once(self, relation: str, one: Any, other: Any) -> None:
        key = f"{relation} {one.identifier} {other.identifier}"
        if key not in self.made:
            self.made[key] = getattr(self.document, relation)(one, other)

    # ------------------------------------------------------------------ where it comes from

    def doctrine(self) -> None:
        own = self.own
        whole = self.entity(
            "doctrine",
            own.id,
            own.title,
            digest=own.digest,
            reviewed_by=own.reviewed_by,
            shipped="yes" if own.shipped else "no",
        )
        encoding = self.document.activity(f"encoding:{own.id}", None, None, {"prov:label": f"encoding of {own.title}"})
        self.document.wasGeneratedBy(whole, encoding)
        self.document.wasAssociatedWith(encoding, self.agent(own.encoded_by or "nobody named"))
        for evidence in own.evidence:
            made = self.entity(
                "evidence", f"{own.id}/{evidence.id}", f"{evidence.kind} {evidence.id}", way_of_proof=evidence.way
            )
            self.once("hadMember", whole, made)
            self.passages(made, evidence.cites)
        for rule in own.rules:
            self.block("rule", rule, whole, rule.voice or own.voice)
        for precedent in own.precedents:
            self.block("precedent", precedent, whole, precedent.voice or own.voice)

    def block(self, kind: str, one: Rule | Precedent, whole: Any, voice: str) -> None:
        made = self.entity(kind, f"{self.own.id}/{one.id}", one.id)
        self.once("hadMember", whole, made)
        if voice:
            self.document.wasAttributedTo(made, self.agent(voice))
        self.passages(made, one.cites)
        for how, ids in (
            ("rests on", [g for group in one.rests_on for g in group]),
            ("supported by", one.supported_by),
        ):
            for id in ids:
                self.derived(made, self.ground(id), how)

    def ground(self, id: str) -> Any:
        own = self.own
        evidence = {e.id for e in own.evidence}
        kind = "evidence" if id in evidence else "precedent" if id in {p.id for p in own.precedents} else "rule"
        return self.entity(kind, f"{own.id}/{id}", id)

    def passages(self, made: Any, cites: Iterable[Cite]) -> None:
        for cite in cites:
            source = self.source(cite.source)
            state = seen(self.library, cite).value
            for locus in cite.loci or ("",):
                if not locus:
                    self.derived(made, source, "states", state)
                    continue
                passage = self.entity("passage", f"{cite.source}/{locus}", f"{cite.source} {locus}")
                self.once("hadMember", source, passage)
                self.derived(made, passage, "states", state)

    def derived(self, made: Any, of: Any, how: str, state: str = "", **more: str) -> None:
        facts: dict[str, Any] = {"prov:type": self.terms[how.replace(" ", "-")]}
        facts |= {"siyar:citation_state": state} if state else {}
        facts |= {f"siyar:{key}": value for key, value in more.items() if value}
        self.document.wasDerivedFrom(made, of, other_attributes=facts)

    def cited(self, cited: Sequence[Cited]) -> None:
        for one in cited:
            made = self.entity("evidence", f"{self.own.id}/{one.evidence.id}")
            if one.finding:
                self._resolved(made, one.finding)

    def _resolved(self, made: Any, finding: Finding) -> None:
        for place in finding.places:
            for record in dict.fromkeys(r for r in (place.record, *place.right) if r):
                self.derived(
                    made,
                    self.record(record),
                    "resolved to",
                    wording=finding.wording.value,
                    reference=place.reference.value,
                    by=f"siyar {siyar.__version__}",
                )
            absent = (Reference.NOT_IN_CORPUS, Reference.NOT_INSTALLED)
            if place.citation and place.reference in absent and place.citation.numbers:
                record = Record(place.citation.work, place.citation.numbers[0])
                self.derived(made, self.record(record), "cites", reference=place.reference.value)
