"""What is wrong with files, and their canonical form: the verbs of `siyar check` and `siyar fmt` on an open bench."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from siyar import shelf
from siyar.diagnostics import Diagnostic
from siyar.language.unparse import fmt
from siyar.model import Library


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file before and after `fmt`."""

    path: Path
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


def formatted(
    library: Library, problems: Sequence[Diagnostic], paths: Iterable[Path]
) -> tuple[tuple[Formatted, ...], tuple[Diagnostic, ...]]:
    """The files in canonical form, and which of the problems keep some of them as they are."""
    found: list[Formatted] = []
    named = tuple(paths)
    files = tuple(shelf.markdown_below(named))
    concerned = [p for p in problems if within(p, (*files, *named))]
    broken = {_file(p) for p in concerned if p.severity == "error"}
    for path in files:
        if path.as_posix() in broken:
            continue
        texts, _ = shelf.texts_of([path])
        for text in texts:
            found.append(Formatted(path, text.characters, fmt(text, library)))
    return tuple(found), tuple(concerned)


def _file(problem: Diagnostic) -> str:
    return problem.span.text.name if problem.span else problem.file


def within(problem: Diagnostic, paths: tuple[Path, ...]) -> bool:
    """Whether a problem is in one of the files, or about a place in one; without a place it is everybody's."""
    names = (_file(problem), *(related.span.text.name for related in problem.related))
    return any(not n or any(n == p.as_posix() or n.startswith(p.as_posix() + "/") for p in paths) for n in names)
