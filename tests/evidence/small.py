"""Corpora of a few invented records, and what a text comes to in them."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping

import pytest

from siyar.evidence import Corpus, Finding, Holdings, Record, quran, resolved
from siyar.evidence.corpus import Index
from siyar.evidence.letters import fold
from siyar.source import Text

likening = pytest.mark.skipif(importlib.util.find_spec("rapidfuzz") is None, reason="rapidfuzz is not installed")
installed = pytest.mark.skipif(quran.file() is None, reason="the text of the Qur'an is not installed")

#: Invented lines, in pieces since no file of this project holds a long run of Arabic; their numbers exist.
VERSES = {
    "2:1": " ".join(("الطريق الطويل يبدأ بخطوة", "واحدة في الصباح الباكر")),
    "2:2": " ".join(("والمسافر يحمل زاده على ظهره", "حتى يصل الى المدينة البعيدة", "ثم يستريح فيها يوما")),
    "2:3": " ".join(("والمسافر يحمل زاده على كتفه", "حتى يصل الى المدينة البعيدة", "ثم يستريح فيها ليلة")),
}
REPORTS = {
    "7": " ".join(("حدثنا رجل عن انس قال", "كان المسافر يحمل زاده معه", "ولا ينسى الماء")),
    "8": " ".join(("عن عائشة قالت", "الطريق الطويل يبدأ بخطوة")),
}


def corpus(id: str, lines: Mapping[str, str], *, running: bool = False) -> Corpus:
    records = [Record(id, number) for number in lines]
    written = list(lines.values())
    return Corpus(id, id, records, written, Index.of([fold(w) for w in written], list(lines)), "0", running=running)


def holdings() -> Holdings:
    """The invented verses, and one collection; nothing that is installed."""
    return Holdings([corpus("quran", VERSES, running=True), corpus("nasai", REPORTS)], without=True)


def found(words: str) -> tuple[Finding, ...]:
    return resolved(Text("text.txt", words), holdings())


def one(words: str) -> Finding:
    (finding,) = found(words)
    return finding
