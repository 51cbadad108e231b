"""The decision rule on invented records: each wording and each reference, and what tells neighbours apart."""

from __future__ import annotations

import pytest

from siyar.evidence import Corpus, Holdings, Record, Reference, Wording, resolved
from siyar.evidence.corpus import Index
from siyar.evidence.letters import fold
from siyar.evidence.numbering import numbering
from siyar.export.resolved import place_words
from siyar.source import Text
from tests.evidence.small import VERSES, found, likening, one


def shown(words: str) -> tuple[str, list[str], list[str]]:
    finding = one(words)
    records = [str(r) for p in finding.places for r in (p.record, *p.right) if r]
    return finding.wording.value, [p.reference.value for p in finding.places], records


def test_a_whole_record_is_exact() -> None:
    assert shown(f"«{VERSES['2:1']}» (al-Baqara 2:1)") == ("exact", ["right"], ["quran 2:1"])


def test_words_of_a_record_are_a_fragment() -> None:
    assert shown("«يبدأ بخطوة واحدة» (al-Baqara 2:1)") == ("exact fragment", ["right"], ["quran 2:1"])


def test_words_of_another_record_are_a_wrong_reference() -> None:
    assert shown("«يبدأ بخطوة واحدة في الصباح» (al-Baqara 2:3)") == (
        "exact fragment",
        ["wrong reference"],
        ["quran 2:3", "quran 2:1"],
    )


def test_words_without_a_citation() -> None:
    assert shown("he says: يبدأ بخطوة واحدة في الصباح") == ("exact fragment", ["citation missing"], ["quran 2:1"])


def test_a_word_decides_between_neighbours() -> None:
    words = "والمسافر يحمل زاده على كتفه حتى يصل"
    assert shown(f"«{words}» (2:3)") == ("exact fragment", ["right"], ["quran 2:3"])
    assert shown(f"«{words}» (2:2)")[1:] == (["wrong reference"], ["quran 2:2", "quran 2:3"])


@likening
def test_a_word_that_differs_is_named() -> None:
    finding = one(f"«{VERSES['2:2'].replace('ظهره', 'راسه')}» (2:2)")
    assert finding.wording is Wording.VARIANT
    assert [(d.quoted, d.record) for d in finding.differences] == [("راسه", "ظهره")]


@likening
def test_a_word_left_out_and_one_added() -> None:
    short = one(f"«{VERSES['2:2'].replace('يصل ', '')}» (2:2)")
    assert [(d.quoted, d.record) for d in short.differences] == [("", "يصل")]
    long = one(f"«{VERSES['2:2'].replace('زاده', 'زاده الثقيل')}» (2:2)")
    assert [(d.quoted, d.record) for d in long.differences] == [("الثقيل", "")]


def test_words_of_no_record() -> None:
    finding = one("«قلم جديد وورقة بيضاء» (2:2)")
    assert (finding.wording, finding.places[0].reference) == (Wording.NOT_FOUND, Reference.UNCLEAR)


def test_two_words_are_too_short_to_look_for() -> None:
    assert found("«قلم جديد»") == ()


def test_words_over_the_end_of_a_verse() -> None:
    words = "في الصباح الباكر والمسافر يحمل زاده"
    assert shown(f"«{words}» (2:1-2)") == ("exact fragment", ["right"], ["quran 2:1"])
    assert shown(f"«{words}»") == ("exact fragment", ["citation missing"], ["quran 2:1"])


def test_a_collection_that_is_in_no_corpus_is_not_a_word_that_is_not_found() -> None:
    finding = one("«قلم جديد وورقة بيضاء» (reported by Ahmad)")
    assert (finding.wording, finding.places[0].reference) == (Wording.NOT_LOOKED_FOR, Reference.NOT_IN_CORPUS)


def test_a_collection_that_could_be_installed() -> None:
    finding = one("«قلم جديد وورقة بيضاء» (reported by Muslim)")
    assert (finding.wording, finding.places[0].reference) == (Wording.NOT_LOOKED_FOR, Reference.NOT_INSTALLED)


def test_a_collection_without_a_number_is_looked_through_and_the_chain_read() -> None:
    finding = one("«يحمل زاده معه» (reported by al-Nasa'i from Anas)")
    (place,) = finding.places
    assert (place.reference, str(place.record), place.narrator) == (Reference.RIGHT, "nasai 7", True)
    other = one("«يحمل زاده معه» (reported by al-Nasa'i from Aisha)")
    assert other.places[0].narrator is False


def test_the_same_words_elsewhere_are_parallels() -> None:
    finding = one("«الطريق الطويل يبدأ بخطوة» (2:1)")
    assert [str(r) for r in finding.parallels] == ["nasai 8"]
    assert finding.places[0].reference is Reference.RIGHT


def test_words_quoted_again() -> None:
    first, again = found("one: «الطريق الطويل يبدأ بخطوة» (2:1)\nand: «الطويل يبدأ بخطوة» (2:1)")
    assert (first.repeats, again.repeats) == (0, 1)


def test_blessings_and_marks_make_no_difference() -> None:
    assert shown(f"«الطَّرِيقُ ﷺ الطَّوِيل {' '.join(('صلى الله', 'عليه وسلم'))} يَبْدَأُ» (2:1)")[0] == "exact fragment"


def test_english_is_never_decided_by_likeness() -> None:
    finding = one("“the long road begins with a single step” (al-Baqara 2:3)")
    assert (finding.wording, finding.places[0].reference) == (Wording.UNCHECKED, Reference.EXISTS)


def test_marks_within_marks() -> None:
    inner = one("He writes: “as it says: «يبدأ بخطوة واحدة في الصباح» (2:1)”")
    assert (inner.wording, inner.places[0].reference) == (Wording.FRAGMENT, Reference.RIGHT)
    nested = one("«الطويل «يبدأ بخطوة» واحدة» (2:1)")
    assert (nested.wording, nested.places[0].reference) == (Wording.FRAGMENT, Reference.RIGHT)
    for words in ("««««", "«يبدأ بخطوة واحدة", "»يبدأ بخطوة واحدة«", "“«”»" * 50, "﴿﴾﴿"):
        found(words)


def test_directional_controls_make_no_difference() -> None:
    finding = one("\u202b«\u2067يبدأ بخطوة \u200fواحدة\u2069»\u202c (\u20662:1\u2069)")
    assert (finding.wording, finding.places[0].reference) == (Wording.FRAGMENT, Reference.RIGHT)


def test_a_place_that_cannot_be_with_words() -> None:
    finding = one("«يبدأ بخطوة واحدة في الصباح» (115:1)")
    assert finding.places[0].reference is Reference.NO_SUCH
    assert [str(r) for r in finding.places[0].right] == ["quran 2:1"]


# --------------------------------------------------------------------------- numbers of hadith

#: Invented words at the places of two collections: of Muslim only the book follows from a number.
PLACED = {
    "muslim": {"32:6": ("", "سافر الرجل مع رفيقه الى السوق"), "33:1": ("", "رجع التاجر من سفره مساء")},
    "bukhari": {"1:1": ("1", "كتب المعلم درسه على اللوح"), "1:2": ("2", "قرأ الطالب كتابه في البيت")},
}


def by_number(words: str) -> tuple[str, list[str], str]:
    corpora = []
    for id, placed in PLACED.items():
        records = [Record(id, number, place) for place, (number, _) in placed.items()]
        written = [text for _, text in placed.values()]
        index = Index.of([fold(w) for w in written])
        corpora.append(Corpus(id, id.title(), records, written, index, "0", numbering=numbering(id)))
    (finding,) = resolved(Text("text.txt", words), Holdings(corpora, without=True))
    (place,) = finding.places
    records_ = [f"{r.corpus} {r.place}" for r in (place.record, *place.right) if r]
    return place.reference.value, records_, place_words(place, finding.wording)


def test_a_number_of_which_only_the_book_is_known_is_not_called_wrong() -> None:
    reference, records, words = by_number("«سافر الرجل مع رفيقه» (Sahih Muslim 1732)")
    assert (reference, records) == ("in the book of that number", ["muslim 32:6"])
    assert "1732 lies in that book" in words
    # Without words the book is all that can be said.
    reference, records, words = by_number("See Sahih Muslim 1732.")
    assert (reference, records) == ("in the book of that number", ["muslim 32"])
    assert "lies in book 32" in words


def test_words_in_another_book_than_that_of_the_number() -> None:
    assert by_number("«رجع التاجر من سفره» (Sahih Muslim 1732)")[:2] == ("wrong reference", ["muslim 33:1"])
    assert by_number("«قرأ الطالب كتابه» (Bukhari 1)")[:2] == ("wrong reference", ["bukhari 1:1", "bukhari 1:2"])


@pytest.mark.parametrize(
    "cited", ["Muslim 32:6", "Muslim, Book 32, Hadith 6", "Sahih Muslim, book no. 32, hadith no. 6"]
)
def test_book_and_position(cited: str) -> None:
    assert by_number(f"«سافر الرجل مع رفيقه» ({cited})")[:2] == ("right", ["muslim 32:6"])


@pytest.mark.parametrize("cited", ["Sahih Muslim 3/1362", "Sahih Muslim 4525"])
def test_volume_and_page_and_the_numbers_of_another_edition_are_no_wrong_reference(cited: str) -> None:
    reference, records, words = by_number(f"«سافر الرجل مع رفيقه» ({cited})")
    assert (reference, records) == ("not confirmed", ["muslim 32:6"])
    assert "the words are in Muslim 32:6" in words


def test_volume_and_page_in_words_are_not_compared_and_that_is_said() -> None:
    reference, _, words = by_number("«سافر الرجل مع رفيقه» (Sahih Muslim, vol. 3, p. 1362)")
    assert reference == "right"
    assert words.endswith("its numbers are those of a print, and are not compared")
    for cited in ("Sahih Muslim 4:52:270", "Sahih Muslim, vol. 4, no. 270"):
        reference, records, words = by_number(f"See {cited}.")
        assert (reference, records) == ("no number given", [])
        assert "those of a print" in words


def test_a_number_beyond_the_last() -> None:
    reference, _, words = by_number("«كتب المعلم درسه» (Bukhari 9999)")
    assert reference == "no such place"
    assert "numbered to 7563" in words
    assert by_number("See Bukhari 9999.")[0] == "no such place"
    assert by_number("See Sahih Muslim 4525.")[0] == "not confirmed"


# --------------------------------------------------------------------------- quotations within quotations


def test_words_around_a_quotation_do_not_hide_it() -> None:
    (finding,) = found("He wrote: «قرأت «يبدأ بخطوة واحدة في الصباح» وأعجبني» (2:1)")
    assert (finding.wording, finding.places[0].reference) == (Wording.FRAGMENT, Reference.RIGHT)
    assert finding.quotation
    assert len(finding.quotation.written.split()) == 5
    assert one("«قلم جديد «وورقة بيضاء هنا» فوق الطاولة» (2:1)").wording is Wording.NOT_FOUND


# --------------------------------------------------------------------------- words out of pages


def test_words_that_stand_the_other_way_round_on_a_page() -> None:
    turned = " ".join(reversed(["يبدأ", "بخطوة", "واحدة", "في", "الصباح"]))
    on_paper = one(f"He says: «{turned}» (2:1)\n\n\f")
    assert (on_paper.wording, on_paper.places[0].reference) == (Wording.FRAGMENT, Reference.RIGHT)
    # In a text that is no page, that is another order of words.
    assert one(f"He says: «{turned}» (2:1)").wording is Wording.NOT_FOUND
    # Where the order of words was lost, so may be the place of what is cited.
    elsewhere = one(f"He says: «{turned}» (2:3)\n\n\f").places[0]
    assert (elsewhere.reference, [str(r) for r in elsewhere.right]) == (Reference.UNCLEAR, ["quran 2:1"])
