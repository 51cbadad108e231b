"""Corpora that citations are looked up in."""

from siyar.diagnostics.codes.code import Code, Stage

CORPORA = [
    Code(
        "W001",
        "corpus of another version",
        "An installed corpus is not the text that Siyar was measured with, or cannot be read; it is not used.",
        "Install the version that docs/evidence.md names.",
        "the installed text of the Qur'an is not used: its hash is 9acd1b084d51…",
        Stage.RUN,
        warning=True,
    ),
    Code(
        "W002",
        "grader nobody knows here",
        "Evidence is to be set aside by the grades of somebody of whom no grade is known here.",
        "Name a grader the help lists.",
        "no grades by `al-Dhahabi` are known here",
        Stage.RUN,
    ),
    Code(
        "W003",
        "no table of records",
        "A file given as a corpus is missing, too large, no UTF-8 or no CSV, or lacks a column or a value it needs.",
        "Give it the columns work, number and text, and a value in each.",
        "`mine.csv` has no column `number`",
        Stage.RUN,
    ),
]
