"""docs/questions.md, made from the shipped library: ``python -m siyar.cli.questions``."""

from __future__ import annotations

import typer

from siyar.export.questions import questions_sheet
from siyar.export.to_markdown import markdown
from siyar.hearing import Sitting
from siyar.workbench import Workbench

NOTICE = "<!-- made by `python -m siyar.cli.questions` from the shipped library; a test keeps it up to date -->\n"


def page() -> str:
    """The page as Markdown: every question that a file of cases shows, in the order of the vocabulary.

    The others are those on which no text under study has a rule; they are named at the end.
    """
    bench = Workbench.open(shipped=True)
    cases = dict(bench.library.shown)
    shown, untouched = [], []
    shared = bench.library.in_use(*bench.under_study)
    for id, question in bench.questions.items():
        if question.home not in shared:
            continue  # a question of somebody else's own
        if id not in cases:
            untouched.append(question)
            continue
        sittings = [bench.ask(case, questions=[id], narrowed=True) for case in cases[id]]
        shown.append((question, tuple(s for s in sittings if isinstance(s, Sitting))))
    doctrines = [bench.library.doctrines[id] for id in bench.under_study]
    return NOTICE + "\n" + markdown(questions_sheet(shown, untouched, doctrines, bench.library))


if __name__ == "__main__":
    typer.echo(page(), nl=False)
