"""What the library says, in Arabic: catalogues are whole and keep their slots, and pages use them."""

from __future__ import annotations

import ast
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import siyar
from siyar.export.beside import SETTLING
from siyar.export.lettering import Lettering, Stretch
from siyar.export.pages.spoken import LINES
from siyar.export.sheet import Item
from siyar.language.unparse import COMPARED, NORMS
from siyar.model import Library, Word
from siyar.phrase import chain, phrase, slots
from siyar.web import rendering
from siyar.web.dating import FORMS, MONTHS, REMARKS
from siyar.web.drawing import svg
from siyar.web.speaking import library_catalogue, plain, spoken, words_catalogue
from siyar.web.untranslated import counted
from siyar.workbench import Workbench


@pytest.fixture(scope="module")
def library() -> Library:
    return Workbench.open().library


#: Marks that turn the direction of text and are not seen.
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}

CATALOGUES = (library_catalogue("ar"), words_catalogue("ar"))

#: "tabular calendar, a day or two either way"
TABULAR = "تقويم جدولي، بفارق يوم أو يومين"


def test_the_shared_vocabulary_is_translated_whole(library: Library) -> None:
    found = counted(library, "ar")
    shared = {
        kind: missing for kind, (_, missing) in found.items() if kind.startswith(("shared", "types", "questions"))
    }
    assert found["shared sentences"][0] > 100
    assert len(shared) == 7
    assert {kind: missing for kind, missing in shared.items() if missing} == {}


def test_titles_of_doctrines_are_translated(library: Library) -> None:
    assert counted(library, "ar")["titles of doctrines"][1] == []


def test_a_sentence_without_arabic_is_found(library: Library) -> None:
    sentence = replace(library.sentences()["muslim"], text=(Word("nobody"), Word("says"), Word("this")))
    found = counted(replace(library, case_sentences=(replace(sentence, id="new", home="new"),)), "ar")
    assert "nobody says this" in found["own sentences"][1]


#: What makes words of a template; the first argument is what catalogues know it by.
MAKERS = ("phrase", "counted")


def templates() -> set[str]:
    """Every template that the program builds words with."""
    found = {*NORMS.values(), *COMPARED.values(), *LINES.values(), SETTLING, *MONTHS, *REMARKS}
    found |= {template for _, template in FORMS}
    for file in Path(siyar.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
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
            numbered = {"number"} if (words, 1) in catalogue.messages else set()
            assert slots(said) <= slots(words) | numbered, words
            if form == 0:  # one and two of something have words of their own for the number
                assert slots(said) | numbered == slots(words) | numbered, words


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
        (phrase("{Party} comes as one body", Party="the hill people"), "قدوم قوم التلال جماعةً واحدة"),
        (
            phrase("{Party} comes as one body", Party="Midland"),
            'قدوم <bdi lang="en" dir="ltr">Midland</bdi> جماعةً واحدة',
        ),
        (phrase("the rule {id}", id="x"), 'القاعدة <bdi lang="en" dir="ltr">x</bdi>'),
        (chain(phrase("given"), ", ", phrase("not shown")), "معطى، غير ثابت"),
        (chain("nobody's", " words"), '<bdi lang="en" dir="ltr">nobody&#x27;s words</bdi>'),
        (phrase("no template {here}", here="given"), '<bdi lang="en" dir="ltr">no template given</bdi>'),
        ("10 lunar years", "10 سنوات قمرية"),
        ("1 lunar year and 2 days", "سنة قمرية واحدة ويومان"),
        ("1931", "1931"),
        ("2:190-193", '<bdi dir="ltr">2:190-193</bdi>'),
        ("3 AH", "3 هـ"),
        (
            "6 AH (23 May 627 to 10 May 628, Julian; tabular calendar, a day or two either way)",
            f"6 هـ (23 مايو 627 إلى 10 مايو 628، بالتقويم اليولياني؛ {TABULAR})",
        ),
        ("late 11th century", "أواخر القرن 11"),
        ("3rd to 19th century", "من القرن 3 إلى القرن 19"),
        ("1 May 1968, in force 5 March 1970", "1 مايو 1968، ونافذة منذ 5 مارس 1970"),
        ("Medina and Quraysh", '<bdi lang="en" dir="ltr">Medina and Quraysh</bdi>'),
    ],
)
def test_words_are_said_by_their_template(words: str, said: str) -> None:
    assert spoken(words, "ar").words == said


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("tag", ["bdi", "h1", "p"])
def test_words_are_escaped_whatever_holds_them(language: str, tag: str) -> None:
    context: Any = {"language": language, "heard": {}}
    for words in ("<b>a & b</b>", "permitted <b>", "\u202e<b>"):
        said = rendering.say(context, words, tag)
        assert "<b>" not in said
        assert "&lt;b&gt;" in said
        assert "\u202e" not in said


@pytest.mark.parametrize("foreign", [False, True])
def test_words_of_a_drawing_are_escaped_in_every_language(foreign: bool) -> None:
    hostile = "<script>a & b</script>\u202e"
    lettering = Lettering("ar", leftward=True, say=lambda words: (Stretch(words, foreign),)).within(200)
    drawn = svg(hostile, [Item(hostile, (Item(hostile),))], lettering=lettering)
    for said in (drawn, lettering.label(hostile), lettering.text(hostile, 8, 16)):
        assert "<script" not in said
        assert "&amp; b" in said
        assert "\u202e" not in said


def test_the_role_of_an_item_is_one_word_of_an_attribute() -> None:
    context: Any = {"language": "en"}
    said = rendering.tree(context, [Item("a", (), '"><b>')])
    assert "<b>" not in said


def test_labels_hold_no_marks() -> None:
    assert plain(phrase("the rule {id}", id="x<y"), "ar") == "القاعدة \u2068x<y\u2069"
    assert plain(phrase("the rule {id}", id="x"), "en") == "the rule x"


def test_a_ruling_and_its_reasons_are_in_arabic(client: TestClient) -> None:
    page = client.get("/ruling?case=banu-qaynuqa-squadron&d=hizb-qa&q=help&lang=ar").text
    card = page[page.index('<article class="card') : page.index("</article>")]
    assert '<html lang="ar" dir="rtl">' in page
    assert "الكتيبة في حكم الكيان" in card  # the squadron counts as an entity
    assert "الكتيبة من غير المسلمين" in card
    assert "الحكم: محرَّم" in card
    assert "غير منطبقة" in card
    why = card[card.index('<ul class="tree"') : card.index("</ul></details>")]
    assert 'lang="en"' not in why[: why.index(">")]
    for english in ("counts as", "is not Muslim", "given", "forbidden", "spoken by", "the rule", "the squadron"):
        assert english not in re.sub("<[^>]*>", "", why), english


def test_pages_of_one_thing_say_their_labels_in_arabic(client: TestClient) -> None:
    def shown(address: str) -> str:
        page = client.get(f"{address}{'&' if '?' in address else '?'}lang=ar").text
        return re.sub("<[^>]*>", "", page[page.index("<main") : page.index("</main>")])

    fact = shown("/show/attacked")
    assert "القواعد التي تشترطه" in fact
    assert "Rules with it as a condition" not in fact
    source = shown("/show/qa-2017")
    assert "المؤلف: عطاء بن خليل أبو الرشتة" in source
    assert "where to obtain" not in source
    rule = shown("/show/hizb-qa/help-of-an-entity")
    assert "محرَّم: استعانة الدولة عسكريًا بالطرف" in rule
    assert "encoded by" not in rule
    assert "What happened" not in shown("/timeline?case=hudaybiyya-through-time&d=hanafi")


@pytest.mark.parametrize(("language", "said"), [("en", "there is no case"), ("ar", "لا وجود لهذا: قضية")])
def test_what_names_nothing_is_said_without_commands_of_a_terminal(
    client: TestClient, language: str, said: str
) -> None:
    page = client.get(f"/case?case=none-such&lang={language}").text
    assert said in re.sub("<[^>]*>", "", page)
    assert "siyar list" not in page
    assert "--with" not in page


def test_the_names_an_abstract_case_gives_are_in_arabic(client: TestClient) -> None:
    page = client.get("/compare/doctrines?d=hizb-qa&d=hanafi&q=truce&lang=ar").text
    shown = re.sub("<[^>]*>", "", page)
    assert "المعاهدة الشمالية" in shown
    assert "the Northern Treaty" not in shown
    assert "Southland" not in shown


def test_several_tellers_are_parted_from_what_is_said_by_one_sign(client: TestClient) -> None:
    page = client.get("/compare?case=cyprus-800&q=breach&lang=ar").text
    assert "أو برواية" in page
    assert "،:" not in page
    assert ",:" not in page


def test_what_an_address_supposes_is_said_in_arabic(client: TestClient) -> None:
    page = client.get(
        "/ruling?case=quzman-at-uhud&d=hizb-qa&q=help&given=Quzman comes as one body&lang=ar", follow_redirects=True
    ).text
    supposed = page[page.index('<section class="supposed"') :].partition("</section>")[0]
    assert "قدوم قزمان جماعةً واحدة" in supposed


def test_the_same_page_in_english_has_no_arabic_words(client: TestClient) -> None:
    page = client.get("/ruling?case=banu-qaynuqa-squadron&d=hizb-qa&q=help&lang=en").text
    assert "counts as an entity" in page
    assert "محرَّم" not in page
