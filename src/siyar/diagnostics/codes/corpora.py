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
]
