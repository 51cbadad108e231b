"""Citations of hadith: collections in English or Arabic, with or without a number, and narrators alone.

>>> from siyar.source import Text
>>> [(c.work, c.numbers) for c in reports(Text("a.txt", "رواه أحمد والنسائي, and Sahih Muslim 1817"))]
[('ahmad', ()), ('nasai', ()), ('muslim', ('1817',))]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from siyar.evidence import collections
from siyar.evidence.citing import Citation, Kind
from siyar.evidence.letters import DIGITS, number
from siyar.evidence.narrators import NAME, narrator_after
from siyar.source import Span, Text

_D = rf"[{DIGITS}]"
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'`ʿʾʻʼ‘\u0300-\u036f\u064b-\u0652-])*")
_NAME_LIKE = re.compile(r"(?:(?:al|an|at|as|ash|ar|az|ad)[-\s])?['’ʿ]?[A-ZĀĪŪḤṢṬḌẒʿ]")

#: Titles of collections, as they stand before or after the name.
_BOOKS = r"(?:[SṢ]a[hḥ][iī][hḥ]|Sunan|Musnad|J[aā]mi[ʿ'’]?|Mu[sṣ]annaf|Muwa[tṭ]{1,2}a['’ʾ]?)"
_VERBS = r"(?:reported|narrated|recorded|related|transmitted|collected|cited|mentioned|extracted|quoted|found)"
_BEFORE = re.compile(
    rf"(?:\b{_VERBS}(?:\s+also)?\s+(?:by|in|from)|\bhadiths?\s+(?:of|in|by|from)|\b{_BOOKS}"
    r"|[(\[])(?:\s+(?:al-)?Imam)?\s*$",
    re.IGNORECASE,
)
_FROM_IN = re.compile(rf"\bfrom\s+{NAME}(?:\s*\([a-z]{{1,3}}\))?\s+in\s*$")
_AFTER = re.compile(
    rf"\s*(?:,?\s*[(]?Book\s*{_D}|{_VERBS}\b|said\b|hadiths?\b|,?\s*(?:{_BOOKS},?\s*)?[(]?(?:no\.?|number|nr\.?|#|vol\.?|hadith)?\s*{_D}|\s*[)\]])",
    re.IGNORECASE,
)
_ALSO = re.compile(r"^\s*(?:,|and|&|,\s*and|;|both)\s*$", re.IGNORECASE)
_NUMBER = re.compile(
    rf"\s*,?\s*(?:{_BOOKS},?\s*)?[(]?(?:(?:no\.?|number|nr\.?|#|hadith)\s*)*(?P<vol>vol\.?\s*)?({_D}{{1,5}})"
    rf"(?:\s?(?:[/:]|,\s*(?:no\.?|p\.?)\s*)\s?({_D}{{1,5}}))?(?P<third>\s?[/:]\s?{_D}{{1,5}})?(?![{DIGITS}])",
    re.IGNORECASE,
)
#: Book and position as collections on the web count them: "Book 48, Hadith 170".
_BOOKED = re.compile(
    rf"\s*,?\s*[(]?Book\s*(?:no\.?\s*|number\s*)?({_D}{{1,3}})\s*,?\s*hadith\s*(?:no\.?\s*|number\s*)?({_D}{{1,4}})"
    rf"(?![{DIGITS}])",
    re.IGNORECASE,
)
_ARABIC = {
    "bukhari": "البخاري",
    "muslim": "مسلم",
    "abu-dawud": "أب[وي] داود",
    "tirmidhi": "الترمذي",
    "nasai": "النسائي",
    "ibn-maja": "ابن ماج[هة]",
    "ahmad": "أحمد",
    "malik": "مالك",
    "darimi": "الدارمي",
    "bayhaqi": "البيهقي",
    "hakim": "الحاكم",
    "tabarani": "الطبراني",
    "ibn-abi-shayba": "ابن أبي شيبة",
    "abd-al-razzaq": "عبد الرزاق",
    "ibn-hibban": "ابن حبان",
    "ibn-khuzayma": "ابن خزيمة",
    "daraqutni": "الدارقطني",
    "ibn-sad": "ابن سعد",
}
_GROUPS = {id: f"w{i}" for i, id in enumerate(_ARABIC)}
_CITES = re.compile(r"(?<!\w)(?:رواه|أخرجه|خرجه|أورده|صحيح|سنن|مسند|جامع|موطأ|مصنف)\s+(?:الإمام\s+)?")
_ARABIC_NAME = re.compile(
    rf"(?:\s*[،,]?\s*و)?(?P<name>{'|'.join(f'(?P<{_GROUPS[id]}>{name})' for id, name in _ARABIC.items())})(?!\w)\s*"
)
_ARABIC_NUMBER = re.compile(rf"[،,(:]?\s*(?:رقم\s*|برقم\s*)?({_D}{{1,5}})(?:\s?[/:]\s?({_D}{{1,5}}))?(?![{DIGITS}])")
_OF = re.compile(rf"\bhadith\s+of\s+({NAME})", re.UNICODE)


def reports(text: Text) -> Iterator[Citation]:
    """Collections that are cited, in English and in Arabic, in order of place."""
    yield from sorted((*_in_latin(text), *_in_arabic(text)), key=lambda c: c.span.start)


def _in_arabic(text: Text) -> Iterator[Citation]:
    """ "رواه أحمد والنسائي", "سنن أبي داود ٢٧٣٢": names after a word that cites."""
    words = text.characters
    for cue in _CITES.finditer(words):
        at = cue.end()
        while found := _ARABIC_NAME.match(words, at):
            id = next(id for id, group in _GROUPS.items() if found[group])
            end = found.end()
            numbers: tuple[str, ...] = ()
            if counted := _ARABIC_NUMBER.match(words, end):
                numbers = (f"{number(counted[1])}:{number(counted[2])}" if counted[2] else str(number(counted[1])),)
                end = counted.end()
            yield Citation(Kind.HADITH, Span(text, found.start("name"), end), id, numbers)
            at = end


def _in_latin(text: Text) -> Iterator[Citation]:
    words = text.characters
    previous: Citation | None = None
    for start, end, id in _collections(words):
        before, after = words[max(0, start - 90) : start], words[end : end + 40]
        joined = previous is not None and bool(_ALSO.match(words[previous.span.end : start]))
        cued = bool(_BEFORE.search(before) or _FROM_IN.search(before) or _AFTER.match(after)) or joined
        follows = _followed_by_a_cited(words, end)
        if not (cued or follows):
            continue
        if collections.BY_ID[id].mere and not (joined or follows) and not _firmly(before, after):
            continue
        numbers: tuple[str, ...] = ()
        if booked := _BOOKED.match(words, end):
            numbers, end = (f"{number(booked[1])}:{number(booked[2])}",), booked.end()
        elif counted := _NUMBER.match(words, end):
            first, second = number(counted[2]), counted[3] and number(counted[3])
            # Volume and number are of a printed edition, and so is volume:book:number; the packages count otherwise, so
            # that no number is known.
            if not ((counted["vol"] or counted["third"]) and collections.BY_ID[id].package):
                numbers = (f"{first}:{second}" if second else str(first),)
            end = counted.end()
        previous = Citation(Kind.HADITH, Span(text, start, end), id, numbers, narrator_after(words, start, end))
        yield previous


def _firmly(before: str, after: str) -> bool:
    """Whether a name that means much else besides is cited here: a bracket alone does not say so."""
    verb = _BEFORE.search(before)
    if verb and not verb[0].strip().startswith(("(", "[")):
        return True
    numbered = re.match(rf"\s*,?\s*(?:no\.?|number|#|hadith)?\s*{_D}", after, re.IGNORECASE)
    said = re.match(rf"\s*(?:{_VERBS})\b(?!\s+by)", after, re.IGNORECASE)
    return bool(numbered or said or _BOOKED.match(after) or _FROM_IN.search(before))


def _followed_by_a_cited(words: str, end: int) -> bool:
    """ "Ahmad and An-Nasai narrated": the first of two names that are cited together."""
    link = re.match(r"\s*(?:,\s*)?and\s+", words[end:])
    if link is None:
        return False
    second = next(_collections(words[end + link.end() : end + link.end() + 40]), None)
    if second is None or second[0]:
        return False
    before, rest = words[max(0, end - 60) : end], words[end + link.end() + second[1] :]
    return bool(_AFTER.match(rest[:30]) or _FROM_IN.search(before) or re.match(r"\s*:", rest))


def _collections(words: str) -> Iterator[tuple[int, int, str]]:
    """Names of collections: where they begin and end, and which is named. The longest name wins."""
    tokens = [*_WORD.finditer(words)]
    at = 0
    while at < len(tokens):
        for count in (5, 4, 3, 2, 1):
            if at + count > len(tokens):
                continue
            start, end = tokens[at].start(), tokens[at + count - 1].end()
            name = words[start:end]
            if not _NAME_LIKE.match(name) or len(name) > 40 or re.search(r"[,;:()\[\]\n]", name):
                continue
            if id := collections.named(re.sub(r"[’']s$", "", name)):
                yield start, end, id
                at += count - 1
                break
        at += 1


def narrators(text: Text) -> Iterator[Citation]:
    """ "The hadith of Anas": a narrator, and no collection."""
    for found in _OF.finditer(text.characters):
        if not collections.named(found[1]):
            yield Citation(Kind.HADITH, Span(text, found.start(), found.end()), narrator=" ".join(found[1].split()))
