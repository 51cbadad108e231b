"""`siyar evidence FILE`: the citations and quotations of a text with what they come to, as a sheet and as plain data.

What is said is textual: where words stand and how they differ. Whether a report is sound, or bears out what it is cited
for, is not said here. Words of a corpus that may not be passed on stand on a terminal only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import siyar
from siyar.evidence import Citation, Finding, Holdings, Kind, Place, Record, Reference, Wording, quran
from siyar.evidence.collections import title
from siyar.evidence.likening import available
from siyar.evidence.resolving import paged
from siyar.evidence.suras import called
from siyar.evidence.witness import NAME as WITNESS
from siyar.evidence.witness import file as witness_file
from siyar.evidence.witness import heard
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.to_html import page
from siyar.export.to_markdown import markdown
from siyar.export.wording import listed

Json = dict[str, Any]

NOTICE = (
    "Letters are compared, not meanings: that words are found says nothing of their authenticity, nor of whether they "
    "bear out what they are cited for."
)
INSTALL = ' pip install "siyar[evidence]"'
#: Said where a number of a hadith did not lead to the words.
NUMBERED = (
    "Hadith are numbered as docs/evidence.md says (Muslim as by Muhammad Fu'ad 'Abd al-Baqi); "
    "other editions count otherwise."
)
#: Said of Arabic that was taken out of a PDF and is not found as it stands.
PAGES = (
    "Arabic taken out of a PDF may have lost letters or the order of its words: what is not found in it may be as it "
    "should. A text or a Word file is read as it is written."
)
_LOST = (Wording.NOT_FOUND, Wording.PARTIAL, Wording.VARIANT)
OF_A_PRINT = "its numbers are those of a print, and are not compared"
_BY_NUMBER = (Reference.WRONG, Reference.NO_SUCH, Reference.UNCLEAR, Reference.IN_BOOK)
#: Parallels named on a line; how many more there are is said.
SHOWN = 6
#: Words of a quotation that are shown; the text itself is at hand.
WORDS = 8


def resolved_text(
    name: str, found: Sequence[Finding], holdings: Holdings, *, width: int = 100, paint: Paint = plain
) -> str:
    """The sheet on a terminal."""
    return lay_out(resolved_sheet(name, found, holdings, local=True), width=width, paint=paint)


def resolved_markdown(name: str, found: Sequence[Finding], holdings: Holdings) -> str:
    """The sheet as Markdown."""
    return markdown(resolved_sheet(name, found, holdings))


def resolved_html(name: str, found: Sequence[Finding], holdings: Holdings) -> str:
    """The sheet as a whole page."""
    return page(resolved_sheet(name, found, holdings))


def resolved_sheet(name: str, found: Sequence[Finding], holdings: Holdings, *, local: bool = False) -> Sheet:
    """The findings in order of place; ``local``: words of a corpus that is not passed on may be shown."""
    blocks: list[Block] = [Heading(f"Citations and quotations in {name}", 1), Item(NOTICE, role="note")]
    if not found:
        blocks.append(Item("No citation and no quotation in Arabic was found."))
    for one in found:
        blocks.append(Item(_head(one), tuple(_parts(one, holdings, local)), role="status"))
    if found:
        looked = [title(c.id) for c in (holdings.of(quran.ID), *holdings.hadith()) if c]
        blocks.append(Item(f"Looked for in: {', '.join(looked) or 'nothing, since no corpus is installed'}"))
    blocks += [Item(words, role="note") for words in closing(found, holdings)]
    return tuple(blocks)


def _head(one: Finding) -> str:
    words = one.quotation.written.split() if one.quotation else []
    shown = " ".join(words[:WORDS]) + (" …" if len(words) > WORDS else "")
    cited = listed([p.citation.written for p in one.places if p.citation])
    what = f"“{shown}”, cited as {cited}" if shown and cited else f"“{shown}”" if shown else cited
    return f"{f'page {page}' if (page := _page(one)) else f'line {one.line}'}: {what}"


def _page(one: Finding) -> int | None:
    """The page on which it stands, where the text has pages (siyar.sources.copies)."""
    return one.span.text.characters.count("\f", 0, one.span.start) + 1 if paged(one.span.text) else None


def _parts(one: Finding, holdings: Holdings, local: bool) -> Iterator[Item]:
    if one.wording is not Wording.NONE:
        yield Item(f"wording: {one.wording.value}" + (f" of {one.translation}" if one.translation else ""))
    for place in one.places:
        yield Item(place_words(place, one.wording))
    for difference in one.differences:
        shown = local or passed_on(one, holdings)
        yield Item(difference_words(difference.quoted, difference.record, shown))
    if one.repeats:
        yield Item(f"the same words are quoted on line {one.repeats}")
    if one.parallels:
        more = f" and {len(one.parallels) - SHOWN} more" if len(one.parallels) > SHOWN else ""
        yield Item(f"the same words also in {', '.join(record_words(r) for r in one.parallels[:SHOWN])}{more}")


def place_words(place: Place, wording: Wording = Wording.FRAGMENT) -> str:
    """Where a citation leads, in a line; ``wording``: how the words quoted stand."""
    citation = place.citation
    if citation is None:
        found = f"; the words are in {listed([record_words(r) for r in place.right])}" if place.right else ""
        return f"{Reference.MISSING.value}{found}"
    whose = title(citation.work) if citation.work else citation.written
    narrated = _narrated(citation, place)
    match place.reference:
        case Reference.RIGHT:
            assert place.record is not None
            unread = f"; {OF_A_PRINT}" if _of_a_print(citation) else ""
            return f"reference right: {record_words(place.record)}{narrated}{unread}"
        case Reference.IN_BOOK:
            assert place.record is not None
            number, book = citation.numbers[0], place.record.place.partition(":")[0]
            if ":" not in place.record.place:
                return f"{whose}: number {number} lies in book {book}; which of its records has it is not known here"
            where = f"the words are in {record_words(place.record)}, and number {number} lies in that book"
            return f"{where}; which of its records has it is not known here{narrated}"
        case Reference.WRONG:
            return f"wrong reference: the words are in {listed([record_words(r) for r in place.right])}"
        case Reference.EXISTS:
            assert place.record is not None
            return f"{record_words(place.record)} exists"
        case Reference.NO_SUCH:
            found = f"; the words are in {listed([record_words(r) for r in place.right])}" if place.right else ""
            return f"no such place: {citation.problem}{found}"
        case Reference.WITHOUT_NUMBER:
            found = f"; the words are in {listed([record_words(r) for r in place.right])}" if place.right else ""
            lacks = f"no {'number' if citation.work else 'collection'} given"
            return f"{whose}: {OF_A_PRINT if _of_a_print(citation) else lacks}{found}"
        case Reference.DANGLING:
            return "footnote mark without a note"
        case Reference.OUTSIDE:
            return "an article, not looked for in any corpus"
        case _:
            those = "words like these" if wording in (Wording.VARIANT, Wording.PARTIAL) else "the words"
            found = f"; {those} are in {listed([record_words(r) for r in place.right])}" if place.right else ""
            return f"{whose}: {place.reference.value}{found}"


def _of_a_print(citation: Citation) -> bool:
    """Whether numbers are written that are none of a record: volume and page, or volume, book and number."""
    return bool(citation.work) and not citation.numbers and any(c.isdigit() for c in citation.written)


def _narrated(citation: Citation, place: Place) -> str:
    if place.narrator is None or not citation.narrator:
        return ""
    return f"; the record {'names' if place.narrator else 'does not name'} {citation.narrator}"


def difference_words(quoted: str, record: str, shown: bool) -> str:
    """How a stretch differs; ``shown``: whether the record's words may be."""
    if not shown:
        return (
            f"differs: “{quoted}”; the words of the corpus are not passed on" if quoted else "differs: words left out"
        )
    if not record:
        return f"added: “{quoted}”"
    return f"left out: “{record}”" if not quoted else f"differs: “{quoted}”, in the record “{record}”"


def passed_on(one: Finding, holdings: Holdings) -> bool:
    """Whether the words of all records of a finding may stand in an export."""
    works = {r.corpus for p in one.places for r in (p.record, *p.right) if r} | {r.corpus for r in one.parallels}
    return all(work == quran.ID or ((corpus := holdings.of(work)) is not None and corpus.exported) for work in works)


def record_words(record: Record) -> str:
    """ "8:39 (al-Anfal)", "al-Nasa'i 5209 (48:170)"."""
    if record.corpus == quran.ID:
        return f"{record.number} ({called(int(record.number.split(':')[0]))})"
    place = f" ({record.place})" if record.place and record.number else f" {record.place}" if record.place else ""
    return f"{title(record.corpus)}{f' {record.number}' if record.number else ''}{place}"


def closing(found: Sequence[Finding], holdings: Holdings) -> Iterator[str]:
    """What is not installed, and the notice of whose words are shown."""
    lacking = dict.fromkeys(
        p.citation.work for f in found for p in f.places if p.citation and p.reference is Reference.NOT_INSTALLED
    )
    if holdings.of(quran.ID) is None:
        why, help = ("not installed", INSTALL) if quran.file() is None else ("not one that is used", " see the warning")
        yield f"The text of the Qur'an is {why}, and nothing was looked for in it:{help}"
    for one in holdings.hadith():
        if one.another and any(p.citation and p.citation.work == one.id for f in found for p in f.places):
            yield f"{one.title} as installed is not {one.another}, whose numbers are known: numbers may be others"
    if not available():
        yield "rapidfuzz is not installed, so that exact words alone were found, and no variants:" + INSTALL
    if any(
        p.citation and p.citation.kind is Kind.HADITH and p.reference in _BY_NUMBER for f in found for p in f.places
    ):
        yield NUMBERED
    if any(f.quotation and f.quotation.arabic and paged(f.span.text) and f.wording in _LOST for f in found):
        yield PAGES
    for work in (w for w in lacking if w != quran.ID):
        yield f"{title(work)} is not installed; docs/evidence.md names the package"
    if second := heard(found, holdings.of(quran.ID), witness_file()):
        differing = f"has other words in {listed(second.differing)}" if second.differing else "has the same words"
        yield f"A second witness of the Qur'an's text ({WITNESS}) {differing}; verses compared: {second.compared}"
    if any(f.differences for f in found) and (corpus := holdings.of(quran.ID)):
        yield corpus.notice


# --------------------------------------------------------------------------- data


def resolved_json(name: str, found: Sequence[Finding], holdings: Holdings) -> Json:
    """The object `siyar evidence FILE --format json` prints; ``schema/evidence-file.json`` describes it."""
    corpora = [c for c in (holdings.of(quran.ID), *holdings.hadith()) if c]
    return {
        "file": name,
        "siyar": siyar.__version__,
        "corpora": [{"id": c.id, "title": c.title, "version": c.version, "notice": c.notice or None} for c in corpora],
        "second_witness": _witness_json(found, holdings),
        "findings": [finding_json(f, holdings) for f in found],
    }


def _witness_json(found: Sequence[Finding], holdings: Holdings) -> Json | None:
    second = heard(found, holdings.of(quran.ID), witness_file())
    return {"package": WITNESS, "compared": second.compared, "differing": list(second.differing)} if second else None


def finding_json(one: Finding, holdings: Holdings, *, located: bool = True) -> Json:
    """One finding; ``located``: with its place in the text."""
    passed = passed_on(one, holdings)
    return {
        **({"line": one.span.line, "column": one.span.column, "page": _page(one)} if located else {}),
        "quoted": one.quotation.written if one.quotation else None,
        "arabic": one.quotation.arabic if one.quotation else None,
        "wording": one.wording.value,
        "translation": one.translation or None,
        "places": [_place_json(p) for p in one.places],
        "differences": [{"quoted": d.quoted, "record": d.record if passed else None} for d in one.differences],
        "parallels": [_record(r) for r in one.parallels],
        "repeats_line": one.repeats or None,
    }


def _place_json(place: Place) -> Json:
    citation = place.citation
    return {
        "cited": citation.written if citation else None,
        "kind": citation.kind.value if citation else None,
        "work": (citation.work or None) if citation else None,
        "numbers": list(citation.numbers) if citation else [],
        "narrator": (citation.narrator or None) if citation else None,
        "narrator_in_record": place.narrator,
        "reference": place.reference.value,
        "problem": (citation.problem or None) if citation and citation.kind is not Kind.NOTE else None,
        "record": _record(place.record) if place.record else None,
        "right": [_record(r) for r in place.right],
    }


def _record(record: Record) -> Json:
    return {"work": record.corpus, "number": record.number or None, "place": record.place or None}
