"""A sitting as plain data, keys in a fixed order; ``schema/ask.json`` describes it.

A status stands only in objects made by `said` or `_bare`, inside a ruling that names the doctrine and its title.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import siyar
from siyar.explain import Beaten, Met, Reason, ReasonKind, RuleUse, WhyNot
from siyar.export.sitting import partings
from siyar.export.terms import term
from siyar.export.wording import as_said, demand
from siyar.hearing import Attributed, Finding, Hearing, Outcome, Ruling, Sitting, attribute, seen
from siyar.language.conversion import conversion
from siyar.model import CaseLine, Cite, Library

Json = dict[str, Any]


def said(attributed: Attributed) -> Json:
    """A status and whose it is. Raises TypeError for anything that is not attributed."""
    demand(attributed)
    return {"doctrine": attributed.doctrine, "title": attributed.title, **_outcome(attributed.outcome)}


def sitting_json(sitting: Sitting, library: Library) -> Json:
    """The object `siyar ask --format json` prints: rulings in the order of the hearings, those asked for first."""
    rulings = [
        ruling_json(ruling, library, beside=beside)
        for hearing in sitting.hearings
        for beside, group in ((False, hearing.asked), (True, hearing.beside))
        for ruling in group
    ]
    return {
        "case": sitting.case.id,
        "title": sitting.case.title,
        "date": sitting.case.date,
        "date_converted": conversion(sitting.case.date) or None,
        "before_events": bool(sitting.case.events),
        "siyar": siyar.__version__,
        "library": {v.id: v.version for v in library.vocabularies.values()},
        "narrowed": sitting.narrowed,
        "rulings": rulings,
        "hearings": [_hearing(hearing) for hearing in sitting.hearings],
        "findings": [_finding(found, library) for found in sitting.findings],
        "more": list(sitting.more),
    }


def why_not_json(sitting: Sitting, wanted: str, library: Library) -> list[Json]:
    """What `siyar why --not --format json` prints, an object a ruling; ``schema/why-not.json`` describes it."""
    return [
        {
            **said(ruling.attributed),
            "about": ruling.about,
            "not": wanted,
            "attribution": _attribution(ruling.attributed, library),
            "why_not": [_why_not(o, library) for o in ruling.why_not],
            "narrowed": sitting.narrowed,
            "beside": [
                {
                    **said(other.attributed),
                    "attribution": _attribution(other.attributed, library),
                    "anachronism": other.anachronism or None,
                }
                for other in hearing.beside
            ],
        }
        for hearing in sitting.hearings
        for ruling in hearing.asked
    ]


# --------------------------------------------------------------------------- rulings


def ruling_json(ruling: Ruling, library: Library, *, beside: bool) -> Json:
    """A ruling with whose it is and its reasons, as `siyar ask --format json` prints it."""
    attributed = ruling.attributed
    outcome = said(attributed)
    return {
        "doctrine": outcome["doctrine"],
        "title": outcome["title"],
        "question": ruling.question,
        "about": ruling.about,
        "entities": list(ruling.entities),
        "value": outcome["value"],
        "status": outcome["status"],
        "because": outcome["because"],
        "known": _bare(as_said(attributed, ruling.known)),
        "accounts": [
            {
                "tellers": list(a.tellers),
                **_bare(as_said(attributed, a.outcome)),
                "settled": a.settled,
                "deciding": [f"{attributed.doctrine}/{rule}" for rule in a.deciding],
            }
            for a in ruling.accounts
        ],
        "assumptions": list(ruling.assumptions),
        "case_lines": [
            {"words": words, "sources": cites_json(line.cites, library)}
            for line, words in zip(ruling.case_lines, ruling.case_words, strict=False)
        ],
        "settled": ruling.settled,
        "holds": outcome["holds"],
        "between": outcome["between"],
        "possible": [{**_bare(as_said(attributed, p.outcome)), "cases": p.count, "of": p.of} for p in ruling.possible],
        "turns_on": [list(facts) for facts in ruling.turns_on],
        "settled_by": [
            {
                "answers": [{"asked": asked, "answer": words} for asked, words in s.answers],
                **_bare(as_said(attributed, s.outcome)),
            }
            for s in ruling.settled_by
            if s.answers
        ],
        "readings": [{"reading": reading, "option": option} for reading, option in ruling.readings],
        "anachronism": ruling.anachronism or None,
        "why": [_reason(reason, ruling, library, i) for i, reason in enumerate(ruling.why)],
        "sources": cites_json(ruling.sources, library),
        "why_not": [_why_not(o, library) for o in ruling.why_not],
        "deciding": [f"{attributed.doctrine}/{rule}" for rule in ruling.deciding],
        "beside": beside,
        "option": ruling.option or None,
        "forced": list(ruling.forced),
        "dropped_accounts": [list(tellers) for tellers in ruling.dropped_accounts],
        "complete": ruling.complete,
        "cases": ruling.cases,
        "without": list(ruling.without),
        "ambiguity": "propagating" if ruling.propagating else "blocking",
        "calendars": list(ruling.calendars),
        "attribution": _attribution(attributed, library),
    }


def encoding(attributed: Attributed) -> Json:
    """Whose word it is, and the state of the encoding it was read from."""
    return {
        "voice": attributed.voice,
        "date": attributed.date,
        "encoded_by": attributed.encoded_by,
        "reviewed_by": attributed.reviewed_by,
        "shipped": attributed.shipped,
        "edited": attributed.edited,
        "digest": attributed.digest,
    }


def _attribution(attributed: Attributed, library: Library) -> Json:
    return {
        **encoding(attributed),
        "terms": attributed.terms,
        "term": attributed.term or term(attributed.terms, attributed.outcome.value or ""),
        "seen": attributed.seen.value if attributed.seen else None,
        "passages": cites_json(attributed.cites, library),
    }


def _outcome(outcome: Outcome) -> Json:
    return {
        "value": outcome.value,
        "status": outcome.status.value,
        "because": outcome.because.value if outcome.because else None,
        "holds": list(outcome.holds),
        "between": list(outcome.between),
    }


def _bare(attributed: Attributed) -> Json:
    """A further outcome of the ruling that stands around it, which says whose it is."""
    return _outcome(attributed.outcome)


def _hearing(hearing: Hearing) -> Json:
    return {
        "question": hearing.question.id,
        "asks": hearing.question.asks,
        "about": hearing.about,
        "entities": list(hearing.entities),
        "asked": [r.attributed.doctrine for r in hearing.asked],
        "beside": [r.attributed.doctrine for r in hearing.beside],
        "partings": [{"one": p.one, "other": p.other, "words": p.words} for p in partings(hearing)],
    }


def _finding(found: Finding, library: Library) -> Json:
    return {
        "doctrine": found.doctrine,
        "title": found.title,
        "reported": found.reported,
        "sources": cites_json(found.cites, library),
        "says": _bare(attribute(library, library.doctrines[found.doctrine], found.says, ())),
        "agrees": found.agrees,
    }


# --------------------------------------------------------------------------- reasons


def _reason(reason: Reason, ruling: Ruling, library: Library, number: int = 0) -> Json:
    found: Json = {"kind": reason.kind.value, "words": reason.words}
    if reason.kind is ReasonKind.ACCOUNT and number < len(ruling.accounts):
        under = ruling.accounts[number]
        found["words"] = f"as told by {', '.join(under.tellers)}"
        found |= {"tellers": list(under.tellers), **said(as_said(ruling.attributed, under.outcome))}
    if reason.use:
        found["rule"] = _use(reason.use, library)
    if reason.conditions:
        found["conditions"] = [_met(met, ruling, library) for met in reason.conditions]
    if reason.beaten:
        found["beaten"] = [_beaten(beaten, library) for beaten in reason.beaten]
    if reason.also:
        found["also"] = [_use(use, library) for use in reason.also]
    if reason.lines:
        found["given_by"] = [_line(line, library) for line in reason.lines]
    if reason.parts:
        found["parts"] = [_reason(part, ruling, library, i) for i, part in enumerate(reason.parts)]
    if reason.why_not:
        found["why_not"] = [_why_not(o, library) for o in reason.why_not]
    return found


def _met(met: Met, ruling: Ruling, library: Library) -> Json:
    found: Json = {
        "words": met.words,
        "needed": met.needed.value,
        "how": met.state.value,
        "by": met.by,
        "owner": met.owner,
        "sources": cites_json(met.cites, library),
    }
    if met.node:
        found["why"] = _reason(met.node, ruling, library)
    return found


def _beaten(beaten: Beaten, library: Library) -> Json:
    return {
        "rule": _use(beaten.use, library),
        "words": beaten.words,
        "applies": beaten.applies,
        "failed": list(beaten.failed),
        "overridden_by": beaten.overridden_by or None,
        "origin": beaten.origin or None,
        "origin_sources": cites_json(beaten.origin_cites, library),
    }


def _use(use: RuleUse, library: Library) -> Json:
    return {
        "id": f"{use.doctrine}/{use.id}",
        "voice": use.voice,
        "strict": use.strict,
        "blocks": use.blocks,
        "readings": [{"reading": reading, "option": option} for reading, option in use.readings],
        "rests_on": [list(group) for group in use.rests_on],
        "supported_by": list(use.supported_by),
        "reason": use.reason,
        "notes": list(use.notes),
        "precedent": use.precedent or None,
        "sources": cites_json(use.cites, library),
    }


def _why_not(why_not: WhyNot, library: Library) -> Json:
    return {
        "obstacle": why_not.obstacle.value,
        "words": why_not.words,
        "rule": _use(why_not.use, library) if why_not.use else None,
        "origin_sources": cites_json(why_not.origin_cites, library),
        "below": [_why_not(o, library) for o in why_not.below],
    }


def _line(line: CaseLine, library: Library) -> Json:
    return {"kind": line.kind.value, "inherited": line.inherited or None, "sources": cites_json(line.cites, library)}


def cites_json(cites: Iterable[Cite], library: Library) -> list[Json]:
    """Citations with the titles of their sources and their state."""
    return [
        {
            "source": cite.source,
            "title": library.sources[cite.source].title if cite.source in library.sources else cite.source,
            "loci": list(cite.loci),
            "seen": seen(library, cite).value,
        }
        for cite in cites
    ]
