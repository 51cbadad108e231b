"""Files → the library on a bench: everything there is, or no more than some cases can need."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from siyar import language, shelf
from siyar.diagnostics import Diagnostic
from siyar.excerpts import asked, excerpts
from siyar.model import Library
from siyar.source import Text


@dataclass(frozen=True, slots=True)
class Opened:
    """A library, what is wrong with what was read, and the names of the texts that are the wheel's own."""

    library: Library
    problems: tuple[Diagnostic, ...]
    shipped: frozenset[str]


def whole(paths: Iterable[Path | str], *, shipped: bool) -> Opened:
    """The shipped library, packs of installed packages, and the files and folders named, read together.

    Of the folder a file stands in, what that file needs is read with it (`shelf.neighbours`).
    """
    own = shelf.shipped() if shipped else ()
    named, problems = _named(paths, own)
    kept = shelf.beside(named, own)
    return read((*kept, *named), {t.name for t in own}, problems, left_out=_left_out(own, kept))


def for_cases(cases: Sequence[str], paths: Iterable[Path | str], questions: Sequence[str] | None) -> Opened:
    """Of the shipped files no more than putting those cases to doctrines can need; see `Workbench.of`."""
    own = shelf.shipped()
    named, problems = _named(paths, own)
    kept = shelf.beside(named, own)
    only = asked((*kept, *named), cases) if questions is not None and not questions else questions
    texts = (*excerpts(kept, cases, named, only), *named)
    found = read(texts, {t.name for t in own}, problems, kept, _left_out(own, kept))
    # What the excerpts lack is nobody's mistake.
    return replace(found, problems=tuple(p for p in found.problems if p.where not in found.shipped))


def _named(paths: Iterable[Path | str], own: Sequence[Text]) -> tuple[tuple[Text, ...], tuple[Diagnostic, ...]]:
    """The texts of installed packs, of the files and folders named, and of what stands beside those files."""
    files = [Path(p) for p in paths]
    packed, unread = shelf.packed()
    named, problems = shelf.texts_of(files)
    near = shelf.neighbours(files, named, (*own, *packed))
    return (*packed, *(t for t in named if t not in packed), *near), (*unread, *problems)


def read(
    texts: Sequence[Text],
    shipped: set[str],
    problems: tuple[Diagnostic, ...] = (),
    whole: Sequence[Text] = (),
    left_out: Container[str] = (),
) -> Opened:
    """The texts, some of them shipped; a user's own doctrine of a shipped one's id takes its place, marked.

    ``whole``: the texts of which some of the others are excerpts, by which a doctrine is told from an edited one.
    ``left_out``: ids of shipped doctrines that gave way to a user's own.
    """
    found = language.read(texts, shipped)
    by_name = {text.name: text for text in (*texts, *whole)}
    doctrines = {
        id: replace(
            doctrine,
            shipped=bool(doctrine.files) and set(doctrine.files) <= shipped,
            edited=id in left_out or 0 < len(shipped & set(doctrine.files)) < len(doctrine.files),
            digest=shelf.digest(by_name[name] for name in doctrine.files),
        )
        for id, doctrine in found.library.doctrines.items()
    }
    library = replace(found.library, doctrines=doctrines)
    return Opened(library, (*problems, *found.diagnostics), frozenset(shipped))


def _left_out(own: Sequence[Text], kept: Sequence[Text]) -> set[str]:
    """The ids of shipped doctrines that gave way to files of a user's own."""
    stay = {text.name for text in kept}
    return {language.front_matter(text).id for text in own if text.name not in stay}
