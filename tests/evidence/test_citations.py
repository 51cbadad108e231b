"""Finding citations: names in many spellings, numbers of three kinds, collections that are spelt like a sura."""

from __future__ import annotations

import pytest

from siyar.evidence import Kind
from siyar.evidence.citations import citations
from siyar.source import Text


def numbers(words: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(c.work, c.numbers) for c in citations(Text("text.txt", words))]


@pytest.mark.parametrize(
    ("words", "verse"),
    [
        ("(Al Barqarah 2:193)", "2:193"),
        ("(At Baqarah\n2:256)", "2:256"),
        ("by At Taubah 9:29 as", "9:29"),
        ("[Al-Anfal: 39[", "8:39"),
        ("Surah al-Anfal, verse 39", "8:39"),
        ("see al-Tawba 29.", "9:29"),
        ("Q 4:60", "4:60"),
        ("the Qur’an says (5:44)", "5:44"),
        ("(٢:٢٥٦)", "2:256"),
        ("٢:256 in Qur'an ٢:256", "2:256"),
        ("[البقرة: ٢٥٦]", "2:256"),
        ("سورة البقرة الآية 256", "2:256"),
        ("(Aal-e-Imran 3:28)", "3:28"),
        ("(al-Mumtaḥana 60:8)", "60:8"),
        ("(\u202bالبقرة\u202c: \u2067٢٥٦\u2069)", "2:256"),
        ("(\u20662:256\u2069)", "2:256"),
    ],
)
def test_a_verse(words: str, verse: str) -> None:
    assert numbers(words) == [("quran", (verse,))]


def test_ranges_and_lists() -> None:
    assert numbers("Q 2:190-192") == [("quran", ("2:190", "2:191", "2:192"))]
    assert numbers("(Qur'an 2:190, 193)") == [("quran", ("2:190", "2:193"))]
    assert numbers("(٢:١٩٠-١٩١)") == [("quran", ("2:190", "2:191"))]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("Q 115:1", "there is no sura 115; there are 114"),
        ("(2:300)", "al-Baqara has 286 verses, and none is 300"),
        ("(al-Baqara 3:4)", "al-Baqara is sura 2, and the number written is 3 (Al 'Imran)"),
        ("Q 2:190-180", "verses 190 to 180 run backwards"),
        ("Q 2:280-290", "al-Baqara has 286 verses, and none is 290"),
        ("Q 0:1", "there is no sura 0; there are 114"),
    ],
)
def test_a_place_that_cannot_be(words: str, problem: str) -> None:
    (citation,) = citations(Text("text.txt", words))
    assert citation.problem == problem


@pytest.mark.parametrize(
    "words",
    [
        "at 10:30 in the morning",
        "hidaya 2:138 has it",
        "1:2:3 and 12:34:56",
        "Muhammad 12 men",
        "a ratio of 3:1 was kept",
        "Ahmad went home, and a Muslim said so",
        "the light of 21:107:3",
        "year = int(words[2:4])",
        "rows(x)[1:3] and rows[0][1:3]",
    ],
)
def test_no_citation(words: str) -> None:
    assert numbers(words) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("and a Nisai Hadith as support", [("nasai", ())]),
        ("narrated by Ahmad", [("ahmad", ())]),
        ("as Ahmad and An-Nasai narrated from Anas", [("ahmad", ()), ("nasai", ())]),
        ("Sahih Muslim 1817", [("muslim", ("1817",))]),
        ("Sunan Abi Dawud, no. 2732", [("abu-dawud", ("2732",))]),
        ("Ahmad 3/99", [("ahmad", ("3:99",))]),
        ("Bayhaqi 9:37", [("bayhaqi", ("9:37",))]),
        ("(Tirmidhi ١٥٥٨)", [("tirmidhi", ("1558",))]),
        ("reported by Bukhari and Muslim", [("bukhari", ()), ("muslim", ())]),
    ],
)
def test_a_collection(words: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert numbers(words) == expected


def test_narrators() -> None:
    text = "(reported by Muslim from Aisha (ra)). Another, from Anas in Abu Dawud: «x»; this hadith of Abu Hameed says"
    assert [(c.work, c.narrator) for c in citations(Text("t", text))] == [
        ("muslim", "Aisha"),
        ("abu-dawud", "Anas"),
        ("", "Abu Hameed"),
    ]


def test_articles_and_marks() -> None:
    found = citations(
        Text("t", "Article No. 190 and Art. 189(4) say so. (1) And more.² \n\n² a note? [3]\n(1) A note.\n")
    )
    assert [(c.kind, c.numbers) for c in found] == [
        (Kind.ARTICLE, ("190",)),
        (Kind.ARTICLE, ("189(4)",)),
        (Kind.NOTE, ("3",)),
    ]


@pytest.mark.parametrize(
    ("words", "verse"),
    [
        ("al-Tawbah (9): 5", "9:5"),
        ("Sūrat al-Baqara (2), v. 256", "2:256"),
        ("(Q2:256)", "2:256"),
        ("Koran 2.256", "2:256"),
        ("Quran 2/256", "2:256"),
        ("Sura 2, verse 256", "2:256"),
        ("chapter 9, verse 29 of the Qur'an", "9:29"),
        ("Surat al-Tawba [9:29]", "9:29"),
    ],
)
def test_a_verse_in_other_manners(words: str, verse: str) -> None:
    assert numbers(words) == [("quran", (verse,))]


@pytest.mark.parametrize(
    "words", ["chapter 9, verse 29", "John 3:16", "Isaiah 2:4", "at (10:30)", "the ratio was (2:1)"]
)
def test_other_books_and_other_numbers(words: str) -> None:
    assert numbers(words) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("رواه البخاري", [("bukhari", ())]),
        ("أخرجه مسلم ١٨١٧", [("muslim", ("1817",))]),
        ("رواه أحمد والنسائي عن أنس", [("ahmad", ()), ("nasai", ())]),
        ("سنن أبي داود ٢٧٣٢", [("abu-dawud", ("2732",))]),
        ("مسلم حسن وأحمد كريم", []),
        ("Ṣaḥīḥ al-Bukhārī, vol. 4, no. 393", [("bukhari", ())]),
        ("al-Bukhārī, Ṣaḥīḥ, no. 3166", [("bukhari", ("3166",))]),
        ("Abu Dawud (2732)", [("abu-dawud", ("2732",))]),
        ("Abu Dawud, Sunan, 2732", [("abu-dawud", ("2732",))]),
    ],
)
def test_a_collection_in_other_manners(words: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert numbers(words) == expected
