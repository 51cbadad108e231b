"""What hangs on the evidence of a doctrine, as a sheet and as plain data.

Grades stand beside each other, each with whose it is. Counts are of the cases of one doctrine's encoding; what its
author would hold without the evidence is not said.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import siyar
from siyar.evidence import Holdings, Wording
from siyar.evidence.collections import title
from siyar.evidence.grading import Graded, Rank
from siyar.evidence.hung import Cited, Hanging
from siyar.evidence.names import skeleton
from siyar.evidence.recorded import BY
from siyar.export.across import cases, of_cases, says, scope_words, titled, whose
from siyar.export.across_data import doctrine_json
from siyar.export.citing import bracket
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.resolved import closing, difference_words, finding_json, passed_on, place_words
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.to_html import page
from siyar.export.to_json import said
from siyar.export.to_markdown import markdown
from siyar.export.wording import SEEN, dated, encoded, listed
from siyar.model import Library, Seen
from siyar.phrase import chain, counted, joined, phrase, reworded
from siyar.study.support import Change, Left, Removal

Json = dict[str, Any]

#: On every output: what setting evidence aside does not tell.
NOTICE = phrase(
    "What is counted is what this encoding rules with rules set aside whose listed support is gone. What the author "
    "would then hold is not known: other evidence, or another use of this, may not be written down here."
)


def hanging_text(
    found: Hanging, library: Library, holdings: Holdings, *, width: int = 100, paint: Paint = plain
) -> str:
    """What `siyar evidence` prints of a doctrine."""
    return lay_out(hanging_sheet(found, library, holdings, local=True), width=width, paint=paint)


def hanging_markdown(found: Hanging, library: Library, holdings: Holdings) -> str:
    """The same as Markdown."""
    return markdown(hanging_sheet(found, library, holdings))


def hanging_html(found: Hanging, library: Library, holdings: Holdings) -> str:
    """The same as a page."""
    return page(hanging_sheet(found, library, holdings))


def hanging_sheet(found: Hanging, library: Library, holdings: Holdings, *, local: bool = False) -> Sheet:
    """The evidence, what was asked to be set aside, and each piece left out by itself."""
    attributed = whose(library, found.doctrine)
    voice = attributed.voice and phrase("voice: {voice}", voice=attributed.voice)
    notes = (voice, dated(attributed), encoded(attributed))
    blocks: list[Block] = [
        Heading(phrase("Evidence of {title}", title=titled(library, found.doctrine)), 1),
        Item(joined("; ", (note for note in notes if note)), role="detail"),
    ]
    if not found.cited:
        return (*blocks, Item(phrase("It lists no evidence.")))
    if found.asked:
        blocks.append(Heading(phrase("As asked: {why}", why=found.asked.why)))
        blocks += _removal(found.asked)
        if found.kept:
            kept = phrase(
                "not set aside, since no grade of it by this grader is known here: {evidence}",
                evidence=joined(", ", found.kept),
            )
            blocks.append(Item(kept, role="note"))
    blocks.append(Heading(phrase("What is cited")))
    blocks += [_cited(one, library, holdings, local) for one in found.cited]
    blocks.append(Heading(phrase("Each left out by itself")))
    for removal in found.each:
        blocks += _removal(removal, brief=True)
    blocks.append(Item(NOTICE, role="note"))
    if any(one.resolutions for one in found.cited):
        blocks.append(Item(phrase("The reader: {who}.", who=BY), role="note"))
    findings = [one.finding for one in found.cited if one.finding]
    blocks += [Item(words, role="note") for words in closing(findings, holdings)]
    return tuple(blocks)


# --------------------------------------------------------------------------- what is cited


def _cited(one: Cited, library: Library, holdings: Holdings, local: bool) -> Item:
    evidence = one.evidence
    parts = [Item(phrase("cited as {words}", words=words)) for words in evidence.cited_as]
    if one.finding:
        if one.finding.wording is not Wording.NONE:
            parts.append(Item(phrase("wording: {how}", how=one.finding.wording.value)))
        parts += [Item(place_words(place)) for place in one.finding.places]
        shown = local or passed_on(one.finding, holdings)
        parts += [Item(difference_words(d.quoted, d.record, shown)) for d in one.finding.differences]
    else:
        parts.append(Item(phrase("no place in a corpus is named")))
    parts += _read(one)
    for graded in one.graded:
        parts.append(Item(phrase("grades of {what}", what=_titled(graded.id)), tuple(_grades(graded))))
    if evidence.way:
        parts.append(Item(phrase("way of proof: {way}", way=evidence.way)))
    parts += [Item(phrase("taken to mean: {words}", words=words)) for words in evidence.sense]
    parts.append(Item(_resting(one)))
    return Item(chain(evidence.id, ", ", evidence.kind, bracket(library, evidence.cites)), tuple(parts), role="status")


def _read(one: Cited) -> Iterator[Item]:
    """How readers judged it; each judgement once, with the sentences it is of."""
    by: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    again = "quoted again"
    first = [r for r in one.resolutions if r.judged != again]
    for r in first or one.resolutions:
        by.setdefault((r.judged, r.says, r.right), []).append(f"{r.source} {', '.join(r.at)}")
    for (judged, why, right), where in by.items():
        stands = f"; stands in {listed([*map(_titled, right)])}" if right else ""
        yield Item(
            f"judged by a reader: {judged}{f': {why}' if why else ''}{stands} [{'; '.join(dict.fromkeys(where))}]"
        )


def _titled(place: str) -> str:
    """ "nasai 5209" by the title of its collection; a verse is its numbers."""
    work, _, number = place.rpartition(" ")
    return f"{title(work)} {number}" if work else number


def _grades(graded: Graded) -> Iterator[Item]:
    """Each grader's word, those of one source together; then what is no grade."""
    for (source, seen), grades in groupby(graded.grades, lambda g: (g.source, g.seen)):
        said = "; ".join(_grade(g.by, g.rank, g.of, g.words) for g in grades)
        yield Item(f"{said} [{source} ({SEEN[Seen(seen)]})]")
    if graded.ungraded:
        yield Item(phrase("no grader named: {words}", words=graded.ungraded))
    for r in graded.remarks:
        yield Item(f"remark of {r.by}: {r.words} [{r.source} ({SEEN[Seen(r.seen)]})]")


def _grade(by: str, rank: Rank, of: str, words: str) -> str:
    own = f", “{words}”" if skeleton(words) != rank.value else ""
    return f"{by}: {rank.value} ({rank.english}){' of the chain' if of else ''}{own}"


def _resting(one: Cited) -> str:
    through = [
        phrase("{rule} (through the precedent {precedent})", rule=rule, precedent=precedent)
        for rule, precedent in one.through
    ]
    rules = [*one.rules, *through]
    return phrase("named by {rules}", rules=listed(rules)) if rules else phrase("no rule names it")


# --------------------------------------------------------------------------- what is left


def _removal(removal: Removal, *, brief: bool = False) -> list[Block]:
    parts = [*_left(removal.left)]
    for change in removal.changes:
        parts.append(_change(change))
    if removal.left.fall or removal.left.without:
        if not removal.changes:
            parts.append(Item(phrase("the encoding rules the same in every case that was gone through")))
        elif removal.untouched:
            unchanged = counted(
                "on {number} other sentence nothing changes",
                "on {number} other sentences nothing changes",
                removal.untouched,
            )
            parts.append(Item(unchanged))
    if not brief and removal.left.gone:
        parts.insert(0, Item(phrase("set aside: {what}", what=joined(", ", removal.left.gone))))
    if not removal.left.gone:
        parts = [Item(phrase("nothing is set aside"))]
    return [Item(removal.why, tuple(parts), role="status")] if brief else list(parts)


def _left(left: Left) -> Iterator[Item]:
    if left.precedents:
        gone = phrase("gone with it, since they rest on it: the precedents {ids}", ids=listed(left.precedents))
        yield Item(gone)
    if left.fall:
        yield Item(phrase("rules that need what is gone: {rules}", rules=listed(left.fall)))
    if left.without:
        yield Item(phrase("rules that would have no listed support left: {rules}", rules=listed(left.without)))
    if not left.fall and not left.without:
        yield Item(phrase("no encoded rule would be left without listed support"))
    for rule, rest in left.fewer:
        if rule not in left.without:
            yield Item(phrase("{rule} keeps {rest}", rule=rule, rest=listed(rest)))


def _change(change: Change) -> Item:
    about = chain(change.question.id, ", ", change.about)
    if change.scope is None:
        many = phrase("not gone through, since it depends on {cases}", cases=cases(change.too_large))
        return Item(chain(about, ": ", many))
    assert change.before
    assert change.after
    scope = scope_words(change.scope)
    smallest = (
        Item(phrase("a smallest such case: {given}", given=joined("; ", change.given) or phrase("any"))),
        Item(phrase("as encoded: {says}", says=says(change.before))),
        Item(phrase("with these rules set aside: {says}", says=says(change.after))),
    )
    words = phrase(
        "{about}: another ruling in {cases} ({scope})",
        about=about,
        cases=of_cases(change.changes, change.scope.total),
        scope=reworded(scope, lambda said: said[:1].lower() + said[1:]),
    )
    return Item(words, smallest)


# --------------------------------------------------------------------------- data


def hanging_json(found: Hanging, library: Library, holdings: Holdings) -> Json:
    """The object `siyar evidence DOCTRINE --format json` prints; ``schema/evidence.json`` describes it."""
    return {
        "siyar": siyar.__version__,
        "library": {v.id: v.version for v in library.vocabularies.values()},
        "doctrine": doctrine_json(library, found.doctrine),
        "reading": dict(found.reading),
        "notice": NOTICE,
        "judged_by": BY,
        "evidence": [_cited_json(one, holdings) for one in found.cited],
        "asked": _removal_json(found.asked) if found.asked else None,
        "not_graded": list(found.kept),
        "left_out_one_by_one": [_removal_json(removal) for removal in found.each],
    }


def _cited_json(one: Cited, holdings: Holdings) -> Json:
    evidence = one.evidence
    return {
        "id": evidence.id,
        "kind": evidence.kind,
        "cited_as": list(evidence.cited_as),
        "locus": list(evidence.locus),
        "way_of_proof": evidence.way or None,
        "sense": list(evidence.sense),
        "finding": finding_json(one.finding, holdings, located=False) if one.finding else None,
        "judged": [
            {"source": r.source, "at": list(r.at), "judged": r.judged, "says": r.says or None, "right": list(r.right)}
            for r in one.resolutions
        ],
        "grades": [
            {
                "hadith": graded.id,
                "grades": [
                    {
                        "by": g.by,
                        "rank": g.rank.value,
                        "of": g.of or None,
                        "words": g.words,
                        "source": g.source,
                        "seen": g.seen,
                    }
                    for g in graded.grades
                ],
                "remarks": [{"by": r.by, "words": r.words, "source": r.source, "seen": r.seen} for r in graded.remarks],
                "ungraded": graded.ungraded or None,
            }
            for graded in one.graded
        ],
        "rules": list(one.rules),
        "through": [{"rule": rule, "precedent": precedent} for rule, precedent in one.through],
    }


def _removal_json(removal: Removal) -> Json:
    left = removal.left
    return {
        "why": removal.why,
        "gone": list(left.gone),
        "precedents": list(left.precedents),
        "rules_that_need_it": list(left.fall),
        "rules_without_listed_support": list(left.without),
        "rules_with_less": [{"rule": rule, "left": list(rest)} for rule, rest in left.fewer],
        "changes": [_change_json(change) for change in removal.changes],
        "sentences_without_change": removal.untouched,
        "force_left_out": list(removal.force),
    }


def _change_json(change: Change) -> Json:
    return {
        "question": change.question.id,
        "about": change.about,
        "cases": change.scope.total if change.scope else change.too_large,
        "gone_through": change.scope is not None,
        "facts": list(change.scope.facts) if change.scope else [],
        "changes": change.changes,
        "smallest": list(change.given),
        "as_encoded": said(change.before) if change.before else None,
        "set_aside": said(change.after) if change.after else None,
    }
