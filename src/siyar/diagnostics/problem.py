"""A problem in a user's input, and the places that explain it."""

from __future__ import annotations

from collections.abc import Iterable
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

    @property
    def where(self) -> str:
        """The name of the file it is about, or nothing."""
        return self.span.text.name if self.span else self.file


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, place, code and words; the same problem said twice is said once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=_key))


def _key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    span = diagnostic.span
    start, end = (span.start, span.end) if span else (-1, -1)
    return diagnostic.where, start, end, diagnostic.code, diagnostic.message
