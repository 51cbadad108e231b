"""What quotations and citations of a text come to, looked up in the corpora there are: the decision rule.

The record that is cited is compared first and asks for less; then the whole corpus. Words that are not in the cited
record and stand whole in another make a *wrong reference*. Of words in English nothing is decided by their likeness:
they match a named translation, or are not checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from siyar.evidence import quran, suras
from siyar.evidence.citations import citations
from siyar.evidence.citing import (
    Citation,
    Difference,
    Finding,
    Kind,
    Place,
    Quotation,
    Reference,
    Wording,
)
from siyar.evidence.corpus import Corpus, Record
from siyar.evidence.holdings import Holdings
from siyar.evidence.letters import Word, words
from siyar.evidence.likening import FEWEST, Compared, NoLikening, compared, like_translation, likeness
from siyar.evidence.linking import Linked, linked
from siyar.evidence.narrators import in_arabic
from siyar.evidence.quotations import arabic, english, nested
from siyar.source import Span, Text

#: Parallels listed of one quotation, at most.
PARALLELS = 12
#: Quotations before one among which the same words are looked for.
REMEMBERED = 400

_FOUND = (Wording.EXACT, Wording.FRAGMENT, Wording.VARIANT)


def resolved(text: Text, holdings: Holdings) -> tuple[Finding, ...]:
    """Every quotation in Arabic and every citation of a text, with what it comes to."""
    found: list[Finding] = []
    before: list[tuple[str, int]] = []
    for linked_ in linked(text, arabic(text), english(text), citations(text)):
        one, finding = _otherwise(linked_, _finding(linked_, holdings), holdings)
        if one.quotation and one.quotation.arabic:
            folded = _folded(words(one.quotation.span.words))
            earlier = next((line for other, line in before[-REMEMBERED:] if f" {folded} " in f" {other} "), 0)
            before.append((folded, finding.line))
            finding = replace(finding, repeats=earlier)
        found.append(finding)
    return tuple(found)


def _otherwise(one: Linked, finding: Finding, holdings: Holdings) -> tuple[Linked, Finding]:
    """Of a quotation that is not found and has another within it, the inner one, where that is found: somebody's words
    around those he quotes. Words out of a PDF may stand the other way round, since a page is drawn from the left."""
    if not one.quotation or not one.quotation.arabic or finding.wording not in (Wording.NOT_FOUND, Wording.PARTIAL):
        return one, finding
    for inner in nested(one.quotation):
        within = replace(one, quotation=inner)
        if (found := _finding(within, holdings)).wording in _FOUND:
            return within, found
    if paged(one.quotation.span.text):
        turned = _quoted(one.quotation, one.citations, holdings, turned=True)
        if turned.wording in _FOUND:
            # Nor does a citation then certainly stand where it seems to.
            return one, replace(turned, places=tuple(map(_doubted, turned.places)))
    return one, finding


def _doubted(place: Place) -> Place:
    return replace(place, reference=Reference.UNCLEAR) if place.reference is Reference.WRONG else place


def paged(text: Text) -> bool:
    """Whether a text was taken out of pages, of which each ends with a form feed."""
    return "\f" in text.characters


def looked_up(wording: str, cited: Sequence[tuple[str, str]], holdings: Holdings) -> Finding:
    """What words come to that are known to be cited as (work, number), as a library's evidence is.

    ``wording`` may be empty, or in another language than Arabic, and then only the places are looked up.
    """
    text = Text("the library", "\n".join((wording, *(f"{work} {number}" for work, number in cited))))
    at, places = len(wording) + 1, []
    for work, number in cited:
        span = Span(text, at, at + len(work) + len(number) + 1)
        at = span.end + 1
        if work == quran.ID:
            sura, _, verse = number.partition(":")
            there = sura.isdigit() and verse.isdigit() and suras.exists(int(sura), int(verse))
            problem = "" if there else f"there is no verse {number}"
            places.append(Citation(Kind.VERSE, span, work, (number,) if there else (), problem=problem))
        else:
            places.append(Citation(Kind.HADITH, span, work, (number,) if number else ()))
    quoted = Quotation(Span(text, 0, len(wording)), arabic=bool(_folded(words(wording)))) if wording else None
    return _finding(Linked(quoted, tuple(places)), holdings)


def _folded(found: Sequence[Word]) -> str:
    return " ".join(w.folded for w in found)


def _finding(one: Linked, holdings: Holdings) -> Finding:
    if one.quotation is None:
        (first, *_) = one.citations
        places = tuple(_without_words(c, holdings) for c in one.citations)
        return Finding(first.span, Wording.NONE, places)
    if not one.quotation.arabic:
        places = tuple(_without_words(c, holdings) for c in one.citations)
        named = _translation(one.quotation, one.citations, holdings)
        wording = Wording.TRANSLATION if named else Wording.UNCHECKED
        return Finding(one.citations[0].span, wording, places, one.quotation, translation=named)
    return _quoted(one.quotation, one.citations, holdings)


def _translation(quotation: Quotation, cited: Sequence[Citation], holdings: Holdings) -> str:
    """The translation whose words of a place cited these are; nothing is looked for elsewhere."""
    for citation in cited:
        for translation in holdings.translations:
            if translation.work == citation.work:
                text = " ".join(translation.texts.get(number, "") for number in citation.numbers)
                with suppress(NoLikening):
                    if like_translation(quotation.span.words, text):
                        return translation.title
    return ""


def _without_words(citation: Citation, holdings: Holdings) -> Place:
    """Where a citation leads of which no words can be compared."""
    match citation.kind:
        case Kind.ARTICLE:
            return Place(citation, Reference.OUTSIDE)
        case Kind.NOTE:
            return Place(citation, Reference.DANGLING)
        case Kind.VERSE:
            if citation.problem:
                return Place(citation, Reference.NO_SUCH)
            return Place(citation, Reference.EXISTS, Record(quran.ID, citation.numbers[0]))
        case Kind.HADITH:
            corpus = holdings.of(citation.work)
            if corpus is None:
                return Place(citation, _no_corpus(citation, holdings))
            if not citation.numbers:
                return Place(citation, Reference.WITHOUT_NUMBER)
            at = corpus.at(citation.numbers[0])
            if at is not None:
                return Place(citation, Reference.EXISTS, corpus.records[at])
            if book := corpus.book_of(citation.numbers[0]):
                return Place(citation, Reference.IN_BOOK, Record(corpus.id, "", book[0]))
            return _no_such(citation, corpus)


def _no_such(citation: Citation, corpus: Corpus) -> Place:
    """A number that no record has; of some collections other numberings go higher, and two numbers may be volume and
    page."""
    (number, *_) = citation.numbers
    known, how = any(r.number for r in corpus.records), corpus.numbering
    if how is None or not how.last:
        problem = f"{corpus.title} as installed has no number {number}"
        return Place(replace(citation, problem=problem), Reference.NO_SUCH if known else Reference.UNCLEAR)
    if ":" in number or how.others:
        return Place(citation, Reference.UNCLEAR)
    problem = f"{corpus.title} is numbered to {how.last} here, and there is no {number}"
    return Place(replace(citation, problem=problem), Reference.NO_SUCH)


def _no_corpus(citation: Citation, holdings: Holdings) -> Reference:
    if not citation.work:
        return Reference.WITHOUT_NUMBER
    return Reference.NOT_INSTALLED if holdings.could_have(citation.work) else Reference.NOT_IN_CORPUS


# --------------------------------------------------------------------------- words in Arabic


def _quoted(quotation: Quotation, cited: tuple[Citation, ...], holdings: Holdings, *, turned: bool = False) -> Finding:
    quoted = words(quotation.span.words)
    if turned:
        quoted = quoted[::-1]
    folded = _folded(quoted)
    best: tuple[Compared, Corpus, int] | None = None
    places: list[Place] = []
    for citation in cited or (None,):
        place, match = _place(citation, folded, holdings)
        places.append(place)
        if match and (best is None or _rank(match[0]) > _rank(best[0])):
            best = match
    if best is None or best[0].wording not in _FOUND:
        elsewhere = _anywhere(folded, holdings, {c.work for c in cited if not c.problem})
        # Likeness to a part of some other work tells nothing of a citation: the texts are full of formulas.
        telling = elsewhere and (not cited or elsewhere[0].wording in _FOUND)
        if elsewhere and telling and (best is None or _rank(elsewhere[0]) > _rank(best[0])):
            best = elsewhere
            places = [_elsewhere(p, elsewhere) for p in places]
    named = {p.record for p in places if p.reference in (Reference.RIGHT, Reference.IN_BOOK)}
    named |= {r for p in places for r in p.right}
    parallels = tuple(r for r in _parallels(folded, holdings, best) if r not in named)
    if best is None:
        return Finding(quotation.span, _why_nothing(folded, cited, holdings), tuple(places), quotation)
    compared_, corpus, at = best
    differences = _differences(quoted, corpus, at, compared_)
    return Finding(quotation.span, compared_.wording, tuple(places), quotation, differences, parallels)


def _why_nothing(folded: str, cited: Sequence[Citation], holdings: Holdings) -> Wording:
    if folded.count(" ") + 1 < FEWEST:
        return Wording.TOO_SHORT
    works = {c.work for c in cited if c.work}
    if works and not any(holdings.of(work) for work in works):
        return Wording.NOT_LOOKED_FOR
    if not works and cited and not any(holdings.hadith()):
        return Wording.NOT_LOOKED_FOR
    return Wording.NOT_FOUND if holdings.of(quran.ID) or any(holdings.hadith()) else Wording.NOT_LOOKED_FOR


_ORDER = (Wording.NOT_FOUND, Wording.PARTIAL, Wording.VARIANT, Wording.FRAGMENT, Wording.EXACT)


def _rank_of(wording: Wording) -> int:
    return _ORDER.index(wording)


def _rank(found: Compared) -> tuple[int, float]:
    return _rank_of(found.wording), found.likeness


def _place(
    citation: Citation | None, folded: str, holdings: Holdings
) -> tuple[Place, tuple[Compared, Corpus, int] | None]:
    """One citation of a quotation in Arabic: the cited record first, then its collection."""
    if citation is None:
        return Place(None, Reference.MISSING), None
    if citation.kind is Kind.VERSE and citation.problem:
        return Place(citation, Reference.NO_SUCH), None
    corpus = holdings.of(citation.work) if citation.work else None
    if corpus is None:
        return Place(citation, _no_corpus(citation, holdings)), None
    places = [at for n in citation.numbers for at in corpus.all_at(n)]
    match = _best_of(folded, corpus, places, cited=True)
    if match and match[0].wording in _FOUND and not _another_verse(folded, corpus, match):
        return Place(citation, Reference.RIGHT, corpus.records[match[2]], narrator=_narrator(citation, match)), match
    if len(places) > 1 and (whole := _in_range(folded, corpus, places)):
        return Place(citation, Reference.RIGHT, corpus.records[places[0]]), whole
    if citation.numbers and (book := corpus.book_of(citation.numbers[0])):
        within = _in(folded, corpus, book[1])
        if within and within[0].wording in _FOUND:
            one = corpus.records[within[2]]
            return Place(citation, Reference.IN_BOOK, one, narrator=_narrator(citation, within)), within
    found = _in(folded, corpus)
    if found and not citation.numbers:
        certain = found[0].wording in _FOUND
        reference = Reference.RIGHT if certain else Reference.UNCLEAR
        return Place(citation, reference, corpus.records[found[2]], narrator=_narrator(citation, found)), found
    if found and found[0].wording in (Wording.EXACT, Wording.FRAGMENT):
        right = tuple(corpus.records[at] for at in corpus.index.holding(folded)[:PARALLELS])
        at = places[0] if places else None
        if at is None and not _certain(citation, corpus):
            return replace(_no_such(citation, corpus), right=right), found
        reference = Reference.WRONG if _certain(citation, corpus) else Reference.UNCLEAR
        return Place(citation, reference, corpus.records[at] if at is not None else None, right), found
    if citation.numbers and not places:
        return _no_such(citation, corpus), found
    record = corpus.records[places[0]] if places else None
    # Another version elsewhere is no proof that the place is wrong, and worth knowing.
    like = (corpus.records[found[2]],) if found and found[0].wording in _FOUND and not match else ()
    reference = Reference.UNCLEAR if citation.numbers else Reference.WITHOUT_NUMBER
    return Place(citation, reference, record, like), match or found


def _certain(citation: Citation, corpus: Corpus) -> bool:
    """Whether the place cited is certainly another: two numbers may be a volume and a page of some print, and a number
    beyond the last is of another numbering or of none."""
    (number, *_) = citation.numbers
    if corpus.numbering is None or not corpus.numbering.last:
        return True
    return number.isdigit() and int(number) <= corpus.numbering.last


def _another_verse(folded: str, corpus: Corpus, match: tuple[Compared, Corpus, int]) -> bool:
    """Whether the words differ from the verse cited and stand whole in another: a word tells two verses apart.

    Of reports there are many versions, and another version is no other place.
    """
    return corpus.id == quran.ID and match[0].wording is Wording.VARIANT and bool(corpus.index.holding(folded))


def _in_range(folded: str, corpus: Corpus, places: Sequence[int]) -> tuple[Compared, Corpus, int] | None:
    """Words that go over several verses of the range that is cited."""
    joined = " ".join(corpus.index.lines[at] for at in places)
    try:
        found = compared(folded, joined, cited=True)
    except NoLikening:
        return None
    return (found, corpus, places[0]) if found.wording in (Wording.EXACT, Wording.FRAGMENT) else None


def _elsewhere(place: Place, found: tuple[Compared, Corpus, int]) -> Place:
    """A place in which the words are not, now that they are known to be in another corpus."""
    compared_, corpus, at = found
    if compared_.wording not in (Wording.EXACT, Wording.FRAGMENT):
        return place
    right = (corpus.records[at],)
    if place.reference is Reference.MISSING:
        return replace(place, right=right)
    if place.reference is Reference.UNCLEAR and place.citation and place.citation.numbers:
        return replace(place, reference=Reference.WRONG, right=right)
    return replace(place, right=right)


def _anywhere(folded: str, holdings: Holdings, done: set[str]) -> tuple[Compared, Corpus, int] | None:
    """The best place in all corpora: whole words anywhere before likeness anywhere."""
    corpora = [c for c in (holdings.of(quran.ID), *holdings.hadith()) if c and c.id not in done]
    if folded.count(" ") + 1 < FEWEST:
        return None
    for corpus in corpora:
        if held := corpus.index.holding(folded):
            return compared(folded, corpus.index.lines[held[0]]), corpus, held[0]
        if over := corpus.over_several(folded):
            return Compared(Wording.FRAGMENT, 100.0), corpus, over[0]
    found = [match for corpus in corpora if (match := _in(folded, corpus))]
    return max(found, key=lambda m: _rank(m[0]), default=None)


def _in(folded: str, corpus: Corpus, within: Sequence[int] | None = None) -> tuple[Compared, Corpus, int] | None:
    """The best place in one corpus: where the words stand whole, or else the likest of the nearest records.

    ``within``: the records among which it is looked for; all, if not given.
    """
    if folded.count(" ") + 1 < FEWEST:
        return None
    held = [at for at in corpus.index.holding(folded) if within is None or at in within]
    if held:
        return _best_of(folded, corpus, held)
    if over := corpus.over_several(folded):
        return Compared(Wording.FRAGMENT, 100.0), corpus, over[0]
    try:
        likest = [at for at in corpus.index.nearest(folded) if within is None or at in within]
        near = sorted(likest, key=lambda at: -likeness(folded, corpus.index.lines[at]))
    except NoLikening:
        return None
    return _best_of(folded, corpus, near[:3])


def _best_of(
    folded: str, corpus: Corpus, places: Sequence[int], *, cited: bool = False
) -> tuple[Compared, Corpus, int] | None:
    """The record of some that is most like; of equals the first. A word that differs decides, not the likeness."""
    best: tuple[Compared, Corpus, int] | None = None
    for at in places:
        try:
            found = compared(folded, corpus.index.lines[at], cited=cited)
        except NoLikening:
            continue
        if found.wording is not Wording.NOT_FOUND and (best is None or _rank(found) > _rank(best[0])):
            best = found, corpus, at
    return best


def _narrator(citation: Citation, match: tuple[Compared, Corpus, int]) -> bool | None:
    """Whether the chain of the record names the narrator; None where the name is not known here."""
    _, corpus, at = match
    arabic_name = in_arabic(citation.narrator)
    return f" {arabic_name} " in f" {corpus.index.lines[at]} " if arabic_name else None


def _parallels(folded: str, holdings: Holdings, best: tuple[Compared, Corpus, int] | None) -> tuple[Record, ...]:
    """Other records in which the same words stand one after the other."""
    if folded.count(" ") + 1 < FEWEST:
        return ()
    found: list[Record] = []
    for corpus in (holdings.of(quran.ID), *holdings.hadith()):
        if corpus:
            own = best[2] if best and best[1] is corpus else None
            found += [corpus.records[at] for at in corpus.index.holding(folded) if at != own]
    return tuple(found)


def _differences(quoted: Sequence[Word], corpus: Corpus, at: int, found: Compared) -> tuple[Difference, ...]:
    """The words that differ, as the text writes them and as the record does."""
    if not found.edits:
        return ()
    record = words(corpus.written[at])
    return tuple(
        Difference(
            " ".join(w.written for w in quoted[a:b]),
            " ".join(w.written for w in record[c:d]),
        )
        for a, b, c, d in found.edits
    )
