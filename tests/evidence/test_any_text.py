"""Whatever the text: nothing is raised, places lie within it, no citations overlap, time grows with its length."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siyar.evidence import resolved
from siyar.evidence.citations import citations
from siyar.source import Text
from tests.evidence.small import VERSES, holdings

PIECES = [
    *"«»﴿﴾“”\"()[]:.,;-–—\n \u202b\u2069\u200f",
    "2:2", "(2:1)", "Q 115:1", "٢:٢", "al-Baqara", "Al Barqarah", "سورة البقرة", "الآية", "verse", "Ahmad", "Muslim",
    "رواه", "أحمد", "narrated by", "from Anas", "hadith of", "no. 7", "Article 190", "(1)", "[^2]", "¹", "says:",
    "and", "…", "ﷺ", *VERSES["2:2"].split(" "), "يبدأ بخطوة واحدة", "the long road",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_nothing_is_raised_and_places_lie_within(words: str) -> None:
    text = Text("any.txt", words)
    for finding in resolved(text, holdings()):
        assert 0 <= finding.span.start <= finding.span.end <= len(words)
        assert finding.line >= 1
        assert finding.places
    found = citations(text)
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start


@pytest.mark.parametrize(
    "piece",
    [
        "word ",
        "Al Abu Ibn ",
        "(",
        "1:",
        "“a b c ",
        "«كلمة و",
        "(2:256) ",
        " ",
        "\n",
        "from Aisha ",
        "“a b c” (2:1). ",
        "a-'",
    ],
)
def test_time_grows_with_length(piece: str) -> None:
    def spent(length: int) -> float:
        text = Text("long.txt", piece * (length // len(piece)))
        began = time.process_time()
        resolved(text, holdings())
        return time.process_time() - began

    spent(1_000)
    short, long = max(spent(6_000), 0.02), spent(48_000)
    assert long < 30 * short, (short, long)
