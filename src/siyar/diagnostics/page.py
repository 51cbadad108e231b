"""The page that documents the codes, docs/diagnostics.md."""

from __future__ import annotations

from siyar.diagnostics.codes import CODES, FAMILIES, Code, Stage

_NOTICED = {
    Stage.OPEN: "when the file is opened",
    Stage.READ: "when the file is read",
    Stage.CHECK: "by `siyar check`",
    Stage.RUN: "when a question is asked or expectations are run",
}


def page() -> str:
    """The Markdown of docs/diagnostics.md, ending in a newline."""
    parts = [
        "# Diagnostics",
        "<!-- made by `python -m siyar.diagnostics`; do not edit -->",
        "Every problem has a code, a place, a message and, where something can be said, help. Errors keep a doctrine or"
        " case from being used; warnings do not.",
    ]
    for letter, about in FAMILIES.items():
        parts.append(f"## {letter}: {about}")
        parts.extend(_entry(code) for code in CODES.values() if code.code.startswith(letter))
    return "\n\n".join(parts) + "\n"


def _entry(code: Code) -> str:
    severity = "Warning" if code.warning else "Error"
    return (
        f"### {code.code} {code.title}\n\n"
        f"> {code.example}\n\n"
        f"{code.meaning} *What to do:* {code.remedy}\n\n"
        f"{severity}, noticed {_NOTICED[code.stage]}."
    )
