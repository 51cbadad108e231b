"""What can be wrong with a user's input, said once: code, place, words, help.

A problem is a value, never an exception. Words: lower case, no full stop, the user's text in backticks, what was
expected and what to do in `help`. The codes and their families are listed in CODES and documented in
docs/diagnostics.md, which is generated.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from siyar.source import Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains the first."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    code: str
    message: str
    span: Span | None = None
    help: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()
    #: The file, when nothing in it can be pointed at (missing, unreadable, empty).
    file: str = ""
