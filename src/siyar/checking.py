"""`siyar check`: a library, or some files of one's own beside it, with everything that is wrong.

What rules is imported only where there is an expectation to try: a file is checked while one writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from siyar import language, shelf
from siyar.check import check
from siyar.diagnostics import Diagnostic
from siyar.excerpts import unexpecting
from siyar.model import Expectation, Library
from siyar.source import Text

#: Diagnostics whose help names the sources, doctrines, cases and questions there are.
LISTING = frozenset({"R008", "R009", "V007"})


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read, what is wrong with it, and how many expectations were met or missed."""

    library: Library
    problems: tuple[Diagnostic, ...]
    tried: int
    paths: tuple[Path, ...] = ()

    @property
    def fine(self) -> str:
        """What was checked, in a line, when nothing is wrong."""
        if self.paths:
            return f"all good: {self.tried} expectations met"
        doctrines = self.library.doctrines.values()
        files = len({name for d in doctrines for name in d.files})
        rules = sum(len(d.rules) for d in doctrines)
        return (
            f"all good: {len(doctrines)} doctrines with {rules} rules in {files} files, "
            f"{len(self.library.cases)} cases, {self.tried} expectations met"
        )


def check_library() -> Checked:
    """The shipped library and installed packs, whole."""
    own, packed, unread = _shelves()
    return _checked((*own, *packed), own, unread, ())


def check_files(paths: Sequence[Path]) -> Checked:
    """Files and folders beside the library: what is wrong in them, and the expectations they write down.

    Of the library only what they can need is read (`shelf.needed`), and nothing that is expected there, unless a
    problem lists what there is.
    """
    own, packed, unread = _shelves()
    named, problems = shelf.texts_of(paths)
    named = (*named, *shelf.neighbours(paths, named, (*own, *packed)))
    files = tuple(shelf.markdown_below(paths)) or tuple(paths)
    own, packed = shelf.beside(named, own), shelf.beside(named, packed)
    needed = unexpecting(shelf.needed(named, (*own, *packed)))
    found = _checked((*needed, *named), own, (*unread, *problems), files)
    if not any(p.code in LISTING for p in found.problems):
        return found
    return _checked((*own, *packed, *named), own, (*unread, *problems), files)


def _shelves() -> tuple[tuple[Text, ...], tuple[Text, ...], tuple[Diagnostic, ...]]:
    packed, unread = shelf.packed()
    return shelf.shipped(), packed, unread


def _checked(
    texts: Iterable[Text], own: Iterable[Text], unread: tuple[Diagnostic, ...], paths: tuple[Path, ...]
) -> Checked:
    """The texts read together; with ``paths`` only what is in them."""
    names = frozenset(t.name for t in own)
    texts = tuple(texts)
    read = language.read(texts, names)
    problems = (*unread, *read.diagnostics, *check(read.library, shipped=names), *of_mappings(texts, read.library))
    if paths:
        problems = tuple(p for p in problems if concerns(p, paths))
    tried = tuple(e for e in _expectations(read.library) if within(e.span.text.name if e.span else "", paths))
    if any(p.severity == "error" for p in problems) or not tried:
        return Checked(read.library, problems, len(tried), paths)
    from siyar import expectations
    from siyar.workbench import Workbench

    missed = expectations.run(Workbench(read.library), paths)
    return Checked(read.library, (*problems, *missed), len(tried), paths)


def of_mappings(texts: Iterable[Text], library: Library) -> Iterator[Diagnostic]:
    """What is wrong with mappings of tables, which no library holds."""
    for text in texts:
        if language.front_matter(text).kind is language.Kind.MAPPING:
            from siyar.batch.reading import read_mapping

            yield from read_mapping(text, library)[1]


def _expectations(library: Library) -> tuple[Expectation, ...]:
    return (*(e for d in library.doctrines.values() for e in d.expectations), *library.expectations)


def within(name: str, paths: tuple[Path, ...]) -> bool:
    """Whether a file is one of those, or below one; what has no place is everybody's."""
    return not paths or not name or any(name == p.as_posix() or name.startswith(p.as_posix() + "/") for p in paths)


def concerns(problem: Diagnostic, paths: tuple[Path, ...]) -> bool:
    """Whether a problem is in one of the files, or about a place in one: a name taken twice is told at the second."""
    own = problem.span.text.name if problem.span else problem.file
    return any(within(name, paths) for name in (own, *(related.span.text.name for related in problem.related)))
