"""What the library says, in Arabic: catalogues are whole and keep their slots, and pages use them."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import siyar
from siyar.export.sitting import SETTLING
from siyar.language.unparse import COMPARED, NORMS, pattern
from siyar.model import Choice, Library, Sentence
from siyar.phrase import chain, phrase, slots
from siyar.study.interview import asks
from siyar.web.speaking import library_catalogue, plain, spoken, words_catalogue
from siyar.workbench import Workbench


@pytest.fixture(scope="module")
def library() -> Library:
    return Workbench.open().library


#: Marks that turn the direction of text and are not seen.
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}

CATALOGUES = (library_catalogue("ar"), words_catalogue("ar"))


def of_sentence(sentence: Sentence) -> Iterator[str]:
    """Everything of a sentence that a page can show."""
    yield pattern(sentence.text)
    if sentence.opposite:
        yield pattern(sentence.opposite)
    if sentence.asks:
        yield asks(sentence)
    if sentence.means:
        yield sentence.means
    for piece in sentence.text:
        if isinstance(piece, Choice):
            yield from piece.options


def test_the_shared_vocabulary_is_translated_whole(library: Library) -> None:
    written = library_catalogue("ar").messages
    shared = [one for one in library.sentences().values() if one.home == "siyar"]
    wanted = {words for one in shared for words in of_sentence(one)}
    vocabulary = library.vocabularies["siyar"]
    wanted |= {one.name for one in vocabulary.types} | {one.asks for one in vocabulary.questions}
    assert len(shared) > 100
    assert sorted(words for words in wanted if (words, 0) not in written) == []


def test_titles_of_doctrines_are_translated(library: Library) -> None:
    written = library_catalogue("ar").messages
    assert sorted(d.title for d in library.doctrines.values() if (d.title, 0) not in written) == []


def templates() -> set[str]:
    """Every template that the program builds words with."""
    found = {*NORMS.values(), *COMPARED.values(), SETTLING}
    for file in Path(siyar.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def test_every_template_of_the_program_is_translated() -> None:
    known = {words for catalogue in CATALOGUES for words, _ in catalogue.messages}
    assert sorted(templates() - known) == []


def test_a_translation_has_the_slots_of_what_it_translates() -> None:
    for catalogue in CATALOGUES:
        for (words, form), said in catalogue.messages.items():
            assert slots(said) <= slots(words), words
            if form == 0:  # one and two of something have words of their own for the number
                assert slots(said) == slots(words), words


def test_a_translation_is_arabic_and_nothing_else() -> None:
    for catalogue in CATALOGUES:
        for (words, _), said in catalogue.messages.items():
            bare = re.sub(r"\{[^}]*\}", "", said)
            assert said.strip() or not words.strip(), words
            assert not any(unicodedata.bidirectional(letter) in BIDI for letter in said), words
            assert not re.search("[A-Za-z\u200e\u200f\u061c]", bare), words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (phrase("{Party} is Muslim", Party="A & B"), '<bdi lang="en" dir="ltr">A &amp; B</bdi> من المسلمين'),
        (phrase("{Party} is Muslim", Party="Party"), "الطرف من المسلمين"),
        (phrase("the rule {id}", id="x"), 'القاعدة <bdi lang="en" dir="ltr">x</bdi>'),
        (chain(phrase("given"), ", ", phrase("not shown")), "معطى، غير ثابت"),
        (chain("nobody's", " words"), '<bdi lang="en" dir="ltr">nobody&#x27;s words</bdi>'),
        (phrase("no template {here}", here="given"), '<bdi lang="en" dir="ltr">no template given</bdi>'),
        ("10 lunar years", "10 سنوات قمرية"),
        ("1 lunar year and 2 days", "سنة قمرية واحدة ويومان"),
        ("1931", "1931"),
    ],
)
def test_words_are_said_by_their_template(words: str, said: str) -> None:
    assert spoken(words, "ar").words == said


def test_labels_hold_no_marks() -> None:
    assert plain(phrase("the rule {id}", id="x<y"), "ar") == "القاعدة x<y"
    assert plain(phrase("the rule {id}", id="x"), "en") == "the rule x"


def test_a_ruling_and_its_reasons_are_in_arabic(client: TestClient) -> None:
    page = client.get("/ruling?case=banu-qaynuqa-squadron&d=hizb-qa&q=help&lang=ar").text
    card = page[page.index('<article class="card') : page.index("</article>")]
    assert '<html lang="ar" dir="rtl">' in page
    name = '<bdi lang="en" dir="ltr">the squadron</bdi>'
    assert f"{name} في حكم الكيان" in card  # counts as an entity
    assert f"{name} من غير المسلمين" in card
    assert "الحكم: محرَّم" in card
    assert "غير منطبقة" in card
    why = card[card.index('<ul class="tree"') : card.index("</ul></details>")]
    assert 'lang="en"' not in why[: why.index(">")]
    for english in ("counts as", "is not Muslim", "given", "forbidden", "spoken by", "the rule"):
        assert english not in re.sub("<[^>]*>", "", why), english


def test_the_same_page_in_english_has_no_arabic_words(client: TestClient) -> None:
    page = client.get("/ruling?case=banu-qaynuqa-squadron&d=hizb-qa&q=help&lang=en").text
    assert "counts as an entity" in page
    assert "محرَّم" not in page
