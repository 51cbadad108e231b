"""What a user calls a version of a doctrine: an id, a file or folder, or either of these at a revision of git."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from siyar import shelf
from siyar.diagnostics import Diagnostic
from siyar.language.frontmatter import Kind, front_matter
from siyar.model import Library
from siyar.refusals import unknown
from siyar.source import Text
from siyar.workbench import opening

OF_DOCTRINES = (Kind.DOCTRINE, Kind.PART)


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it was read. ``offered``: the doctrines it can mean; ``label``: what the user called it."""

    library: Library
    offered: tuple[str, ...]
    label: str


def version(words: str, *, rev: str = "", beside: Sequence[Path] = ()) -> Version | tuple[Diagnostic, ...]:
    """Read a version. With ``rev`` the words are a path, as seen from the folder one stands in, at that revision.

    ``beside``: further files that are read with it. Problems: R009, F001 to F010, and whatever is wrong in the files.
    """
    if rev:
        return _of_git(rev, f"./{PurePath(words).as_posix()}", f"{rev}:{words}", beside)
    doctrines = _doctrines(beside)
    if words in doctrines:
        return _read(doctrines[words], (), (), words, beside)
    if Path(words).exists():
        texts, problems = shelf.texts_of([Path(words)])
        return _read(texts, shelf.neighbours([Path(words)], texts), problems, words, beside)
    revision, colon, path = words.partition(":")
    if colon and revision:
        return _of_git(revision, path or ".", words, beside)
    if "/" in words or words.endswith(".md"):
        message = f"there is no file or folder `{words}`"
        help = "check the path; a file at a revision of git is `REVISION:path`, or `--rev REVISION path`"
        return (Diagnostic("F001", message, file=words, help=help),)
    return (unknown("doctrine", words, doctrines),)


def _doctrines(beside: Sequence[Path]) -> dict[str, list[Text]]:
    """The files of each doctrine there is; a user's own take the place of others of the same id."""
    further, _ = shelf.texts_of(beside)
    found: dict[str, list[Text]] = {}
    for texts in ((*shelf.shipped(), *shelf.packed()[0]), further):
        here: dict[str, list[Text]] = {}
        for text in texts:
            front = front_matter(text)
            if front.kind in OF_DOCTRINES:
                here.setdefault(front.id, []).append(text)
        found |= here
    return found


def _of_git(revision: str, path: str, label: str, beside: Sequence[Path]) -> Version | tuple[Diagnostic, ...]:
    from siyar.workbench.revisions import at_revision  # who compares no revision need not wait for git and archives

    found = at_revision(revision, path)
    if isinstance(found, tuple):
        return found
    return _read(found.named, shelf.fitting(found.named, found.beside), (), label, beside)


def _read(
    named: Sequence[Text], near: Sequence[Text], problems: tuple[Diagnostic, ...], label: str, beside: Sequence[Path]
) -> Version | tuple[Diagnostic, ...]:
    """The texts with the shipped library; of what they declare themselves the shipped and further ones give way.

    Texts that bring the shipped vocabulary in a version of their own are a library by themselves.
    """
    if problems:
        return problems
    further, unread = shelf.texts_of(beside)
    if unread:
        return unread
    shipped, (packed, _) = shelf.shipped(), shelf.packed()
    to_the_letter = {text.characters: text for text in shipped}
    named = tuple(to_the_letter.get(text.characters, text) for text in (*named, *near))
    fronts = [front_matter(text) for text in named]
    declared = {(front.kind, front.id) for front in fronts if front.kind is not Kind.PART}
    doctrines = {front.id for front in fronts if front.kind in OF_DOCTRINES}
    edited = {front.id for text, front in zip(named, fronts, strict=True) if text not in shipped}
    replaced = {front.id for front in map(front_matter, shipped)} & doctrines & edited
    if any(
        front.kind is Kind.VOCABULARY and (front.kind, front.id) in declared for front in map(front_matter, shipped)
    ):
        shipped = ()  # a whole library of another time stands by itself
    kept: list[Text] = []
    seen = {text.characters for text in named}
    for text in (*shipped, *packed, *further):
        front = front_matter(text)
        gives_way = (front.kind, front.id) in declared or (front.kind in OF_DOCTRINES and front.id in doctrines)
        if not gives_way and text.characters not in seen:
            kept.append(text)
    own = {text.name for text in shipped}
    opened = opening.read((*shelf.needed(named, kept), *named), own, left_out=replaced)
    names = {text.name for text in named}
    errors = tuple(p for p in opened.problems if p.severity == "error" and p.where in names)
    if errors:
        return errors
    offered = tuple(id for id in opened.library.doctrines if id in doctrines)
    if not offered:
        message = f"`{label}` holds no doctrine"
        return (Diagnostic("F004", message, help="name the doctrine's own files, or its folder"),)
    return Version(opened.library, offered, label)
