"""`siyar precedents --format json`: the same as the sheet, as data; ``schema/precedents.json`` describes it."""

from __future__ import annotations

from typing import Any

import siyar
from siyar.export.precedents import NOTICE
from siyar.export.spoken_factors import Names
from siyar.export.to_json import cites_json, encoding, said
from siyar.hearing import Ruling
from siyar.model import Case, Library
from siyar.precedent import Decision, Side
from siyar.precedent.arguing import Argument, Citation
from siyar.precedent.constraint import Constraint
from siyar.study.casebase import Entry
from siyar.study.reach import Facts, Grounds, Hypothetical, Reach, Reached

Json = dict[str, Any]


def precedents_json(found: Reached, library: Library) -> Json:
    """The object `siyar precedents --format json` prints."""
    case = found.sitting.case
    return {
        "case": case.id,
        "title": case.title,
        "siyar": siyar.__version__,
        "library": {v.id: v.version for v in library.vocabularies.values()},
        "narrowed": found.sitting.narrowed,
        "supposed": list(found.supposed),
        "model": found.model.value,
        "notice": NOTICE,
        "left_out": list(found.left_out),
        "hearings": [
            {
                "question": hearing.question.id,
                "about": hearing.about,
                "doctrines": [_reach(one, case, library) for one in reaches],
                "beside": [_ruling(ruling, library) for ruling in hearing.beside],
            }
            for hearing, reaches in found.each
        ],
    }


def _ruling(ruling: Ruling, library: Library) -> Json:
    attributed = ruling.attributed
    return {
        **encoding(attributed),
        **said(attributed),
        "settled": ruling.settled,
        "anachronism": ruling.anachronism,
        "passages": cites_json(attributed.cites, library),
    }


def _reach(found: Reach, case: Case, library: Library) -> Json:
    names = Names.of(found, None)
    return {
        "rules": _ruling(found.ruling, library),
        "deciding": [f"{found.ruling.attributed.doctrine}/{rule}" for rule in found.ruling.deciding],
        "prevailing": found.prevailing.value if found.prevailing else None,
        "sides": {side.value: found.precedents.word(side) for side in Side},
        "declared": found.precedents.declared,
        "factors": [
            {
                "id": f.id,
                "words": names.factor(f.id),
                "favours": found.precedents.word(names.favours(f.id)),
                "sources": cites_json(f.cites, library),
            }
            for f in found.precedents.factors
        ],
        "precedents": [_entry(e, found, library) for e in found.precedents.entries if e.precedent],
        "reported": [_entry(e, found, library) for e in found.precedents.entries if not e.precedent],
        "facts": [_facts(one, found, case) for one in found.facts],
        "conflicts": [[c.one.name, c.other.name] for c in found.conflicts],
        "conflicts_with_reported": [[c.one.name, c.other.name] for c in found.with_reported],
        "grounds": [_grounds(one, found) for one in found.grounds],
        "candidates": [
            {
                "reading": [{"reading": r, "option": o} for r, o in c.chosen],
                "changed": [{"reading": r, "option": o} for r, o in c.changed],
                "verdicts": {name: verdict.value for name, verdict in c.verdicts.items()},
            }
            for c in found.candidates
        ],
        "ways": [
            {
                "precedent": w.entry,
                "changed": [{"reading": r, "option": o} for r, o in w.changed],
                "then": w.verdict.value,
                "lost": list(w.lost),
            }
            for w in found.ways
        ],
        "bounds": list(found.bounds),
    }


def _entry(entry: Entry, found: Reach, library: Library) -> Json:
    names = Names.of(found, entry.case)
    precedent = entry.precedent
    return {
        "name": entry.name,
        "case": entry.case.id,
        "title": entry.case.title,
        "held": names.claim(entry.held),
        "side": entry.decision.side.value,
        "because": [names.claim(c) for c in precedent.because] if precedent else [],
        "factors": [f for f in names.order if f in entry.decision.situation.factors],
        "values": dict(entry.telling.amounts),
        "reason": [f for f in names.order if f in entry.decision.reason.factors],
        "tellers": list(entry.account.tellers),
        "rivals": [list(account.tellers) for account, _ in entry.rivals],
        "sources": cites_json(entry.cites, library),
    }


def _constraint(found: Constraint) -> Json:
    return {
        "forced": found.forced.value if found.forced else None,
        "torn": found.torn,
        "by": [d.name for d in found.by],
    }


def _facts(facts: Facts, found: Reach, case: Case) -> Json:
    names = Names.of(found, case, facts.telling)
    return {
        "tellers": list(facts.tellers),
        "present": [f for f in names.order if f in facts.telling.present],
        "absent": [f for f in names.order if f in facts.telling.absent],
        "unknown": [f for f in names.order if f in facts.telling.unknown],
        "values": dict(facts.telling.amounts),
        **_constraint(facts.outcome),
        "a_fortiori": list(facts.a_fortiori),
        "whatever": facts.whatever.value if facts.whatever else None,
        "possible": [side.value for side in facts.possible],
        "together": facts.together.value,
        "prevails": facts.prevails.value if facts.prevails else None,
        "differences": [
            {"precedent": d.name, "differences": [{"kind": x.kind.value, "what": x.what} for x in ds]}
            for d, ds in facts.differences
        ],
        "arguments": [_argument(a, names) for a in facts.arguments],
        "variations": [_variation(one, names) for one in facts.variations],
        "rivals": [
            {
                "precedent": r.entry,
                "tellers": list(r.tellers),
                "ground": r.decision is not None,
                "changes": r.changes,
                "rules": r.verdict.value,
                **_constraint(r.outcome),
            }
            for r in facts.rivals
        ],
    }


def _variation(one: Hypothetical, names: Names) -> Json:
    v = one.variation
    if v.value is not None:
        words = names.valued(v.what, v.value)
    else:
        words = names.factor(v.what) if v.present else names.denied(v.what)
    return {
        "what": v.what,
        "words": words,
        "present": v.present,
        "changes": one.changes,
        **_constraint(v.outcome),
        "tried": one.tried,
        "rules": one.rules.value if one.rules else None,
        "rules_change": one.rules_change,
    }


def _argument(argument: Argument, names: Names) -> Json:
    return {
        "side": argument.side.value,
        "citations": [_citation(c, names) for c in argument.citations],
        "responses": [_citation(c, names) for c in argument.responses],
    }


def _citation(cited: Citation, names: Names) -> Json:
    return {
        "precedent": cited.decision.name,
        "binding": cited.binding,
        "shared": [x for x in (*names.order, *names.dimensions) if x in cited.shared],
        "distinctions": [
            {
                "kind": d.difference.kind.value,
                "what": d.difference.what,
                "words": names.difference(d.difference),
                "downplayed": [{"abstract": a, "factor": f} for a, f in d.downplayed],
                "emphasised": [{"abstract": a, "factor": f} for a, f in d.emphasised],
            }
            for d in cited.distinctions
        ],
        "countered": [d.name for d in cited.countered],
        "trumped": [d.name for d in cited.trumped],
    }


def _grounds(grounds: Grounds, found: Reach) -> Json:
    names = Names.of(found, None)

    def sets(all_: tuple[frozenset[str], ...]) -> list[list[str]]:
        return [[f for f in names.order if f in one] for one in all_]

    def together(all_: tuple[tuple[Decision, ...], ...]) -> list[list[str]]:
        return [[d.name for d in ds] for ds in all_]

    return {
        "side": grounds.side.value,
        "smallest": sets(grounds.smallest),
        "unexplained": together(grounds.unexplained),
        "smallest_with_reported": sets(grounds.with_reported),
        "unexplained_with_reported": together(grounds.unexplained_with_reported),
        "sufficient": [{"precedent": d.name, "grounds": sets(gs)} for d, gs in grounds.sufficient],
    }
