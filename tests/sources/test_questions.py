"""docs/questions.md is made of the library, and the library says which cases show a question."""

from __future__ import annotations

from pathlib import Path

from siyar.cli.questions import page
from siyar.language import read
from siyar.source import Text
from siyar.workbench import Workbench

PAGE = Path(__file__).parents[2] / "docs" / "questions.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m siyar.cli.questions > docs/questions.md"


def test_every_question_is_shown_and_its_cases_ask_something_the_texts_answer() -> None:
    bench = Workbench.open()
    shown = dict(bench.library.shown)
    assert list(shown) == list(dict.fromkeys(shown))
    studied = [bench.library.doctrines[id] for id in bench.under_study]
    about = {head.sentence for doctrine in studied for rule in doctrine.rules for head in rule.heads}
    shared = {home for doctrine in studied for home in bench.library.in_use(doctrine.id)}
    asked = {id: question for id, question in bench.questions.items() if question.home in shared}
    touched = {id for id, question in asked.items() if about & set(question.about)}
    assert set(shown) >= touched
    for id in set(asked) - set(shown):
        assert all(id in doctrine.questions for doctrine in studied), "silence is established, not supposed"
    text = page()
    for question, cases in shown.items():
        assert f"## {question}: " in text
        assert all(f"siyar ask {case} --question {question}\n" in text for case in cases)


def test_the_page_says_that_it_is_narrowed_and_whose_word_each_column_is() -> None:
    text = page()
    assert "Narrowed to the doctrines under study" in text
    for id in Workbench.open().under_study:
        doctrine = Workbench.open().library.doctrines[id]
        assert f"{doctrine.title} ({id})" in text
        assert text.count(f"| {doctrine.title} |") == len(Workbench.open().library.shown)


def test_a_question_or_case_that_is_none_is_reported() -> None:
    vocabulary = "---\nvocabulary: v\n---\n```siyar\ntype Town\n\nfact big\n  text    Town is big\n\nquestion size\n"
    vocabulary += "  asks    How big?\n  about   big\n```\n"
    cases = "---\ncases: c\nuses: v\nshows: {size: one two, sise: one, other: one}\n---\n```siyar\n"
    cases += "case one\n  Town    Here\n```\n"
    result = read([Text("v.md", vocabulary), Text("c.md", cases)])
    found = [(d.code, d.message, d.span.words if d.span else "") for d in result.diagnostics]
    assert found == [
        ("R009", "no case `two`", "two"),
        ("R009", "no question `sise`", "sise"),
        ("R009", "no question `other`", "other"),
    ]
    assert result.library.shown == (("size", ("one",)),)
