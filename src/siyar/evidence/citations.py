"""Finding the citations of a text: verses, hadith, articles, and footnote marks that no note answers.

>>> from siyar.source import Text
>>> [(c.work, c.numbers) for c in citations(Text("a.txt", "peace (Al Barqarah 2:193), narrated by Ahmad"))]
[('quran', ('2:193',)), ('ahmad', ())]

Collections are looked for first, since some are spelt like a sura.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from siyar.evidence import suras
from siyar.evidence.citing import Citation, Kind
from siyar.evidence.letters import DIGITS, fold, number
from siyar.evidence.reports import narrators, reports
from siyar.source import Span, Text

_D = rf"[{DIGITS}]"
#: What nobody sees: directions and joiners. They are passed over before anything is looked for.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
#: 2:256, ٢:٢٥٦, 2:190-194, 2:190, 193
_NUMBERS = re.compile(
    rf"(?<![{DIGITS}\w:/.])({_D}{{1,3}})\s?:\s?({_D}{{1,3}})"
    rf"(?:\s?[-–—]\s?(?:\1:)?({_D}{{1,3}}))?((?:[,،]\s?{_D}{{1,3}}(?:\s?[-–—]\s?{_D}{{1,3}})?)*)(?![{DIGITS}:/]|\.{_D})"
)
_MORE = re.compile(rf"({_D}{{1,3}})(?:\s?[-–—]\s?({_D}{{1,3}}))?")
#: A verse alone after a name: "Al-Anfal: 39", "al-Anfal, verse 39", "سورة الأنفال الآية ٣٩".
_ALONE = re.compile(
    rf"(?P<by>\s?[:،,]?\s?(?:verses?|ayahs?|ayat|aya|vv?\.|الآية|آية)\s?|\s?[:،]\s?|\s)"
    rf"(?<![{DIGITS}])({_D}{{1,3}})(?:\s?[-–—]\s?({_D}{{1,3}}))?(?![{DIGITS}:/%]|[.,]{_D})"
)
#: A sura and a verse written out, or parted otherwise than by a colon: "Sura 2, verse 256", "Koran 2.256", "Q2:256".
_BOOK = r"(?:the\s+)?(?:holy\s+)?(?:Qur[’'`ʾ]?\s?[aā]n|Quran|Koran|Kuran)"
_SURA = r"(?:s[uū]rah?|s[uū]rat|sūra|chapter|سورة)"
#: What stands before the two numbers and says that they are a sura and a verse.
_PREFIX = re.compile(
    rf"(?:\b(?:Q|K)\.?|{_BOOK}|\b{_SURA}|\bverses?|\bayahs?|\bayat|آية|الآية)\s*[,(:\[]*\s*$", re.IGNORECASE
)
_SPELT = re.compile(
    rf"(?:\bQ\.?|{_BOOK},?|(?<!\w){_SURA})\s*[(]?({_D}{{1,3}})(?:\s?[.:/]\s?|[,\s]\s?(?:verses?|ayahs?|ayat|aya|vv?\.|الآية)\s?)"
    rf"({_D}{{1,3}})(?:\s?[-–—]\s?({_D}{{1,3}}))?(?![{DIGITS}:/]|\.{_D})(?P<of>\s+(?:of|in)\s+{_BOOK})?",
    re.IGNORECASE,
)
#: "al-Tawba (9): 5", "al-Baqara (2), v. 256": what stands between the name and the verse.
_NUMBERED = re.compile(
    rf"\s?\(({_D}{{1,3}})\)\s?[,:]?\s?(?:verses?|ayahs?|ayat|aya|vv?\.)?\s?({_D}{{1,3}})(?:\s?[-–—]\s?({_D}{{1,3}}))?(?![{DIGITS}:/])"
)
_BARE = re.compile(
    r"(?<!\bat\s)(?<!\bby\s)(?<!\bis\s)(?<!was\s)(?<!from\s)(?<!until\s)(?<!ratio\s)(?:[(﴾]|(?<![\w)\]])\[)\s*$"
)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'`ʿʾʻʼ‘\u0300-\u036f\u064b-\u0652-])*")
_ARTICLE_AND_NAME = re.compile(r"(?i:al|an|at|as|ash|ar|az|ad|adh)[-\s]['’ʿ]?[A-ZʿĀĪŪḤṢṬḌẒ]")
_SURA_BEFORE = re.compile(rf"(?:{_SURA})\s*$", re.IGNORECASE)

_ARTICLE = re.compile(rf"\b(?:Article|Art\.)\s*(?:No\.?\s*)?({_D}{{1,3}})(?:\s?\(({_D}{{1,2}})\))?", re.IGNORECASE)
_MARK = re.compile(rf"(?:(?<=[.!?”\"’»])\s?|(?<=[^\W\d_]))\(({_D}{{1,2}})\)|\[\^?({_D}{{1,2}})\](?!:)|([¹²³⁴-⁹])")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NOTE = re.compile(
    rf"^\s{{0,3}}(?:\(({_D}{{1,2}})\)|\[\^?({_D}{{1,2}})\]:?|({_D}{{1,2}})[.)]|([¹²³⁴-⁹]))\s", re.MULTILINE
)


def citations(text: Text) -> tuple[Citation, ...]:
    """All citations of a text, in order of place; no two overlap."""
    if not _UNSEEN.search(text.characters):
        return _citations(text)
    places = [i for i, c in enumerate(text.characters) if not _UNSEEN.match(c)]
    seen = Text(text.name, "".join(text.characters[i] for i in places))
    return tuple(
        replace(c, span=Span(text, places[c.span.start], places[c.span.end - 1] + 1)) for c in _citations(seen)
    )


def _citations(text: Text) -> tuple[Citation, ...]:
    found = [*reports(text)]
    starts = sorted(c.span.start for c in found)
    ends = {c.span.start: c.span.end for c in found}
    for more in (_verses, _verses_spelt, _verses_alone, narrators, _articles, _marks):
        for citation in more(text):
            start, end = citation.span.start, citation.span.end
            at = bisect_right(starts, start)
            if (at and ends[starts[at - 1]] > start) or (at < len(starts) and starts[at] < end):
                continue  # part of what is found already
            found.append(citation)
            starts.insert(at, start)
            ends[start] = end
    return tuple(sorted(found, key=lambda c: (c.span.start, c.span.end)))


# --------------------------------------------------------------------------- verses


def _verses(text: Text) -> Iterator[Citation]:
    words = text.characters
    for found in _NUMBERS.finditer(words):
        sura, verse = number(found[1]), number(found[2])
        start, named, _name = _name_before(words, found.start(), sura)
        if not named:
            before = words[max(0, found.start() - 40) : found.start()]
            prefix = _PREFIX.search(before)
            if prefix is None and not (_BARE.search(before) and words[found.end() : found.end() + 1] in ")]﴿,;"):
                continue
            start = found.start() - (len(before) - prefix.start() if prefix else 0)
        numbers = [(verse, number(found[3]) if found[3] else verse)]
        numbers += [(number(m[1]), number(m[2]) if m[2] else number(m[1])) for m in _MORE.finditer(found[4])]
        problem = _problem(sura, numbers)
        if named and named != sura and not problem:
            problem = f"{suras.called(named)} is sura {named}, and the number written is {sura} ({suras.called(sura)})"
        yield _verse(text, start, found.end(), sura, numbers, problem)


def _verses_spelt(text: Text) -> Iterator[Citation]:
    words = text.characters
    for found in _SPELT.finditer(words):
        if found[0].lower().startswith("chapter") and not found["of"]:
            continue  # of some other book
        sura, verse = number(found[1]), number(found[2])
        numbers = [(verse, number(found[3]) if found[3] else verse)]
        yield _verse(text, found.start(), found.end(), sura, numbers, _problem(sura, numbers))
    for found in _NUMBERED.finditer(words):
        sura, verse = number(found[1]), number(found[2])
        start, named, _ = _name_before(words, found.start(), sura)
        if named == sura:
            numbers = [(verse, number(found[3]) if found[3] else verse)]
            yield _verse(text, start, found.end(), sura, numbers, _problem(sura, numbers))


def _verses_alone(text: Text) -> Iterator[Citation]:
    words = text.characters
    for found in _ALONE.finditer(words):
        start, sura, name = _name_before(words, found.start(), 0)
        if not sura:
            continue
        cue = found["by"].strip()
        said = bool(_SURA_BEFORE.search(words[:start][-12:])) or bool(fold(name))
        if not (said or _ARTICLE_AND_NAME.match(name) or (cue and words[start - 1 : start] in "([")):
            continue
        verse = number(found[2])
        numbers = [(verse, number(found[3]) if found[3] else verse)]
        yield _verse(text, start, found.end(), sura, numbers, _problem(sura, numbers))


def _verse(text: Text, start: int, end: int, sura: int, numbers: list[tuple[int, int]], problem: str) -> Citation:
    each = tuple(
        f"{sura}:{verse}" for a, b in numbers for verse in range(a, min(b, a + 300) + 1) if suras.exists(sura, verse)
    )
    return Citation(Kind.VERSE, Span(text, start, end), "quran", each, problem=problem)


def _problem(sura: int, numbers: list[tuple[int, int]]) -> str:
    if not suras.verses(sura):
        return f"there is no sura {sura}; there are 114"
    for first, last in numbers:
        for verse in (first, last):
            if not suras.exists(sura, verse):
                return f"{suras.called(sura)} has {suras.verses(sura)} verses, and none is {verse}"
        if last < first:
            return f"verses {first} to {last} run backwards"
    return ""


def _name_before(words: str, end: int, sura: int) -> tuple[int, int, str]:
    """Where a name of a sura that ends before the numbers begins, the sura, and the name; (end, 0, "") for none."""
    window = words[max(0, end - 60) : end]
    shift = end - len(window)
    trimmed = re.sub(r"[\s,،:؛(\[]+$", "", window)
    trimmed = re.sub(r"(?:\s|^)(?:verses?|ayahs?|ayat|aya|vv?\.|الآية|آية)$", "", trimmed, flags=re.IGNORECASE).rstrip(
        " ,،:"
    )
    tokens = [*_WORD.finditer(trimmed)]
    if not tokens or tokens[-1].end() != len(trimmed):
        return end, 0, ""
    for count in range(min(4, len(tokens)), 0, -1):
        first = tokens[-count]
        name = trimmed[first.start() :]
        if re.search(r"[.;!?()\[\]«»“”\n]{1}(?!\s*$)", name) and "\n" not in name:
            continue
        if len(name) > 2 and (found := suras.find(" ".join(name.split()), sura)) and name[0].isalpha():
            if name[0].islower() and not re.match(r"(?:al|an|at|as|ash|ar|az|ad|adh)[-\s’]", name):
                continue
            return shift + first.start(), found, " ".join(name.split())
    return end, 0, ""


# --------------------------------------------------------------------------- articles and notes


def _articles(text: Text) -> Iterator[Citation]:
    for found in _ARTICLE.finditer(text.characters):
        numbers = str(number(found[1])) + (f"({number(found[2])})" if found[2] else "")
        yield Citation(Kind.ARTICLE, Span(text, found.start(), found.end()), "", (numbers,))


def _marks(text: Text) -> Iterator[Citation]:
    """Marks of footnotes that no note of the text answers."""
    words = text.characters
    notes = {_mark(next(filter(None, m.groups()))) for m in _NOTE.finditer(words)}
    for found in _MARK.finditer(words):
        mark = _mark(next(filter(None, found.groups())))
        if 0 < mark not in notes:
            start = found.end() - len(found[0].lstrip())
            yield Citation(Kind.NOTE, Span(text, start, found.end()), "", (str(mark),), problem="no note answers it")


def _mark(digits: str) -> int:
    return _RAISED.index(digits) if digits in _RAISED else number(digits)
