"""Which citations a quotation belongs to: those that follow it at once, or else the last ones before it.

Of a quotation in Arabic the English rendering may stand between it and its citation. A citation is used once; what is
left over stands by itself, with the words in English marks next to it where there are some.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from siyar.evidence.citing import Citation, Kind, Quotation
from siyar.source import Text

#: How far a citation may stand before the quotation it introduces, in characters.
BEFORE = 420
#: How far it may stand after one whose rendering never closes.
AFTER = 500
#: The longest quotation in English marks, and how far an announced one may stand after its citation.
LONGEST, NEAR = 900, 130

#: What nobody sees stands in no one's way.
_UNSEEN = dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF), " ")
_RENDERING = re.compile(r"[\s»﴾﴿”\"'’)\]}.,;:]*(?:[“\"]([^“”\"]*)[”\"])?", re.UNICODE)
_CUE = re.compile(
    r"[\s.,;:(\[“”\"'’…–—-]*(?:(?:and\s+)?(?:was\s+|is\s+|as\s+)?(?:also\s+)?"
    r"(?:reported|narrated|recorded|related|transmitted|collected|cited|see|cf\.?)"
    r"(?:\s+(?:by|in|from))?\s*(?:the\s+)?(?:Imam\s+)?)?(?:(?:Sahih|Sunan|Musnad|Jami['’]?|Musannaf)\s+)?"
    r"(?:Surah?|Surat|سورة|Qur['’]?an|Quran|Koran)?[\s,:(\[]*",
    re.IGNORECASE,
)
_OPEN = re.compile(r"[\s»﴾﴿]*[“\"][^”\"]*?[(\[]\s*$", re.DOTALL)
_SAYS = re.compile(r"(?:states?|says?|said|reads?|words?|writes?)[\s,:]*$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?][”\"’']?\s")


@dataclass(frozen=True, slots=True)
class Linked:
    """A quotation and its citations, or citations that stand alone."""

    quotation: Quotation | None
    citations: tuple[Citation, ...]


def linked(
    text: Text, quotations: Sequence[Quotation], renderings: Sequence[Quotation], found: Sequence[Citation]
) -> tuple[Linked, ...]:
    """All quotations in Arabic and all citations, each once, in order of place."""
    words = text.characters.translate(_UNSEEN)
    groups = _groups(words, [c for c in found if c.kind in (Kind.VERSE, Kind.HADITH)])
    used: set[int] = set()
    result: list[Linked] = []
    starts = [group[0].span.start for group in groups]
    after = [_following(words, q, _next(quotations, i, len(words)), groups, starts) for i, q in enumerate(quotations)]
    used.update(g for g in after if g is not None)
    for i, quotation in enumerate(quotations):
        group = after[i]
        if group is None:
            start = quotations[i - 1].span.end if i else 0
            group = _preceding(words, quotation, start, groups, starts, used)
        if group is not None:
            used.add(group)
        result.append(Linked(quotation, groups[group] if group is not None else ()))
    begun = [r.span.start for r in renderings]
    taken: set[int] = set()
    for at, citations in enumerate(groups):
        if at not in used:
            limit = groups[at + 1][0].span.start if at + 1 < len(groups) else len(words)
            # No mark is open for more characters than `LONGEST`, and what is announced stands near.
            first = bisect_left(begun, starts[at] - LONGEST)
            last = bisect_left(begun, min(limit, citations[-1].span.end + NEAR))
            near = [r for r in renderings[first:last] if r.span.start not in taken]
            beside = _beside(words, citations, near, limit)
            if beside:
                taken.add(beside.span.start)
            result.append(Linked(beside, citations))
    result += [Linked(None, (c,)) for c in found if c.kind not in (Kind.VERSE, Kind.HADITH)]
    return tuple(sorted(result, key=_place))


def _place(one: Linked) -> int:
    return one.quotation.span.start if one.quotation and one.quotation.arabic else one.citations[0].span.start


def _next(quotations: Sequence[Quotation], at: int, end: int) -> int:
    return quotations[at + 1].span.start if at + 1 < len(quotations) else end


def _groups(words: str, found: Sequence[Citation]) -> list[tuple[Citation, ...]]:
    """Collections that are cited together: "Ahmad and al-Nasa'i"."""
    groups: list[list[Citation]] = []
    for citation in found:
        last = groups[-1][-1] if groups else None
        if last and last.kind is citation.kind is Kind.HADITH and last.work and citation.work:
            between = words[last.span.end : citation.span.start]
            if re.fullmatch(r"\s*(?:,|and|&|,\s*and|;)\s*(?:Sunan|Sahih|Musnad)?\s*", between, re.IGNORECASE):
                groups[-1].append(citation)
                continue
        groups.append([citation])
    return [tuple(group) for group in groups]


def _following(
    words: str, quotation: Quotation, stop: int, groups: Sequence[tuple[Citation, ...]], starts: Sequence[int]
) -> int | None:
    end = quotation.span.end
    at = bisect_left(starts, end)
    if at < len(groups) and starts[at] < min(stop, end + AFTER):
        start = starts[at]
        between = words[end:start]
        if "\n\n" in between:
            return None
        rendering = _RENDERING.match(between)
        rest = between[rendering.end() :] if rendering else between
        if _CUE.fullmatch(rest) and (rest.strip() or (rendering and rendering[1] is not None) or len(between) < 6):
            return at
        return at if _OPEN.fullmatch(between) else None
    return None


def _preceding(
    words: str,
    quotation: Quotation,
    start: int,
    groups: Sequence[tuple[Citation, ...]],
    starts: Sequence[int],
    used: set[int],
) -> int | None:
    begin = quotation.span.start
    for at in range(bisect_left(starts, begin) - 1, -1, -1):
        if starts[at] < begin - BEFORE - LONGEST:
            return None
        end = groups[at][-1].span.end
        if end > begin or at in used:
            continue
        between = words[end:begin]
        if end < start or len(between) > BEFORE or "\n\n" in between:
            return None
        before, line, _ = between.rpartition("\n")
        return at if not line or before.rstrip().endswith((":", "said", "says")) else None
    return None


def _beside(words: str, group: tuple[Citation, ...], renderings: Sequence[Quotation], limit: int) -> Quotation | None:
    """The words in English marks right before the citation, or right after it where they are announced.

    ``limit``: where the next citation stands, which is nearer to whatever comes after it.
    """
    start, end = group[0].span.start, group[-1].span.end
    for rendering in renderings:
        if rendering.arabic:
            continue
        gap = words[rendering.span.end : start]
        if rendering.span.end <= start and len(gap) < 60 and _CUE.fullmatch(gap.lstrip('”"')):
            return rendering
        gap = words[end : rendering.span.start]
        if (
            end <= rendering.span.start < limit
            and len(gap) < 120
            and "\n\n" not in gap
            and _SAYS.search(gap.rstrip('“" '))
        ) and len(_SENTENCE.findall(gap)) < 2:
            return rendering
    return None
