"""Line 7: paraphrase and anchors only. No eight words in a row of a text under study, in any file or output."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import pytest

from siyar.web.catalogue import parsed
from tests.stance.outputs import pages, printed, reasons, rulings, some_cases
from tests.stance.shipped import library
from tests.test_hygiene import ROOT, RUN, SOURCES, characters, files, runs

ARABIC = re.compile(r"[\u0600-\u06ff]+")

#: Scripture and reports are quoted in Arabic, at most so many words of one.
ARABIC_RUN = 7

PAGES_IN_ARABIC = ROOT / "src" / "siyar" / "web" / "locale" / "ar.po"

beside = pytest.mark.skipif(not SOURCES.is_dir(), reason="the texts under study are not beside the project")


@cache
def taken() -> frozenset[tuple[str, ...]]:
    """Every run of eight words of the texts."""
    return frozenset(run for path in sorted(SOURCES.glob("*.txt")) for run, _ in runs(characters(path)))


def quoted(words: str) -> list[str]:
    return [" ".join(run) for run, _ in runs(words) if run in taken()]


@beside
def test_the_comparison_bites() -> None:
    text = characters(next(iter(sorted(SOURCES.glob("*.txt")))))
    stretch = " ".join(text.split()[40:60])
    assert len(taken()) > 1000
    assert quoted(stretch)
    assert quoted("\n  - ".join(stretch.upper().split()))


@beside
def test_no_ruling_quotes() -> None:
    found = rulings("json", some_cases()) | rulings("text", some_cases()) | reasons("text", some_cases())
    assert {command: run for command, words in found.items() if (run := quoted(words))} == {}


@beside
@pytest.mark.parametrize("format", ["json", pytest.param("text", marks=pytest.mark.long)])
def test_no_page_quotes(format: str) -> None:
    found = pages(format) | {"tour": printed("tour")}
    assert {command: run for command, words in found.items() if (run := quoted(words))} == {}


def bare(words: str) -> list[str]:
    """The Arabic words of a text without their vowel marks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return ARABIC.findall(plain.replace("\u0640", ""))


def arabic_runs(words: str) -> Iterator[str]:
    """Arabic words in a row, with nothing but spaces and marks between them."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    for match in re.finditer(r"[\u0600-\u06ff](?:[\u0600-\u06ff\s،؛.:«»()]*[\u0600-\u06ff])?", plain):
        if len(bare(match[0])) > ARABIC_RUN:
            yield " ".join(match[0].split())


def test_wordings_are_short() -> None:
    for doctrine in library().doctrines.values():
        for evidence in doctrine.evidence:
            for words in evidence.wording:
                assert len(bare(words)) <= ARABIC_RUN, (doctrine.id, evidence.id)


def test_no_long_run_of_arabic_in_any_file() -> None:
    found = {path.name: run for path in files() if path.suffix != ".po" for run in arabic_runs(characters(path))}
    assert found == {}


def test_the_pages_in_arabic_say_what_they_say_in_english_and_no_more() -> None:
    """Their sentences are translations, each of about the length of the English one, and so are no quotations."""
    for (english, _), arabic in parsed(characters(PAGES_IN_ARABIC)).items():
        runs_of_it = [bare(run) for run in arabic_runs(arabic)]
        assert all(len(run) <= max(ARABIC_RUN, 1.5 * len(english.split())) for run in runs_of_it), english


def test_a_long_run_of_arabic_is_found() -> None:
    word = "\u0643\u0644\u0645\u0629"
    assert list(arabic_runs(" ".join([word] * 8)))
    assert not list(arabic_runs(" ".join([word] * 7)))


def test_runs_are_of_eight() -> None:
    assert RUN == 8
