"""Files on disk → `Text`s: the shipped library, folders and files a user names, packs of installed packages.

The only place that reads files. A file that is missing, unreadable, too large or no text is a diagnostic, not an
exception.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path

from siyar.diagnostics import Diagnostic
from siyar.language.frontmatter import FrontMatter, Kind, front_matter
from siyar.source import Text

LIBRARY = Path(__file__).parent / "library"

#: The entry point group under which a package offers a folder of doctrines.
PACKS = "siyar.packs"

#: A larger file is no doctrine.
LARGEST = 5 * 1024 * 1024
#: A larger theory of another program would not fit into memory beside what follows from it.
LARGEST_THEORY = 28 * 1024 * 1024


def shipped() -> tuple[Text, ...]:
    """The files of the library in the wheel, named from its folder: ``doctrines/hizb-qa/help.md``."""
    names: list[str] = []
    for folder, _, files in os.walk(LIBRARY):
        below = os.path.relpath(folder, LIBRARY).replace(os.sep, "/")
        names += (f"{below}/{file}" if below != "." else file for file in files if file.endswith(".md"))
    texts: list[Text] = []
    for name in sorted(names, key=lambda name: name.split("/")):
        _read(LIBRARY / name, name, texts, [])
    return tuple(texts)


def packed() -> tuple[tuple[Text, ...], tuple[Diagnostic, ...]]:
    """The Markdown files of all packs that installed packages offer. A pack that cannot be opened is F001."""
    folders, problems = packs()
    texts, unread = texts_of(folder for _, folder in folders)
    return texts, (*problems, *unread)


def packs() -> tuple[tuple[tuple[str, Path], ...], tuple[Diagnostic, ...]]:
    """Folders that installed packages offer under the entry point group ``siyar.packs``, by name."""
    if not _some_pack():
        return (), ()
    from importlib.metadata import entry_points

    found: list[tuple[str, Path]] = []
    problems: list[Diagnostic] = []
    for point in entry_points(group=PACKS):
        try:
            module = point.load()
            found.append((point.name, Path(module if isinstance(module, str) else module.__path__[0])))
        except Exception as error:  # whatever a package of somebody else's does when it is imported
            by = f" of the package `{point.dist.name}`" if point.dist else ""
            message = f"the pack `{point.name}`{by} cannot be opened: {type(error).__name__}: {error}"
            problems.append(Diagnostic("F001", message, help="install the package again, or remove it"))
    return tuple(sorted(found)), tuple(problems)


def _some_pack() -> bool:
    """Whether the library that knows packages need be asked: importing it takes a tenth of a `siyar check`.

    Wherever packages are kept otherwise than as folders on disk, it need.
    """
    for place in sys.path:
        folder = Path(place)
        if not folder.is_dir():
            if folder.exists():
                return True
            continue
        for points in (*folder.glob("*.dist-info/entry_points.txt"), *folder.glob("*.egg-info/entry_points.txt")):
            try:
                if PACKS in points.read_text(encoding="utf-8"):
                    return True
            except (OSError, UnicodeDecodeError):
                return True
    return False


def texts_of(paths: Iterable[Path]) -> tuple[tuple[Text, ...], tuple[Diagnostic, ...]]:
    """The Markdown files named, and those below the folders named, in order of name; each once, however often named."""
    texts: list[Text] = []
    problems: list[Diagnostic] = []
    seen: set[Path] = set()
    for path in paths:
        files = sorted(path.rglob("*.md")) if path.is_dir() else [path]
        if not files:
            message, help = f"the folder `{path.as_posix()}` holds no Markdown file", "name another, or a file"
            problems.append(Diagnostic("F004", message, file=path.as_posix(), help=help))
        for file in files:
            if (real := file.resolve()) not in seen:
                seen.add(real)
                _read(file, file.relative_to(path).as_posix() if path == LIBRARY else file.as_posix(), texts, problems)
    return tuple(texts), tuple(problems)


def theory_of(path: Path) -> Text | Diagnostic:
    """The text of one file that holds a theory of another program."""
    texts: list[Text] = []
    problems: list[Diagnostic] = []
    _read(path, path.as_posix(), texts, problems, LARGEST_THEORY, "a theory")
    return texts[0] if texts else problems[0]


def _read(
    path: Path,
    name: str,
    texts: list[Text],
    problems: list[Diagnostic],
    largest: int = LARGEST,
    what: str = "a file of a library",
) -> None:
    try:
        size = os.stat(path).st_size
        if size > largest:
            megabyte = 1024 * 1024
            message = f"`{name}` is {size // megabyte} MB large; {what} has at most {largest // megabyte} MB"
            problems.append(Diagnostic("F003", message, file=name, help="split it, or name the file you meant"))
            return
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        problems.append(
            Diagnostic(
                "F001", f"`{name}` cannot be read: {reason}", file=name, help="check the path and its permissions"
            )
        )
        return
    read = decoded(name, data)
    if isinstance(read, Text):
        texts.append(read)
    else:
        problems.append(read)


def decoded(name: str, data: bytes) -> Text | Diagnostic:
    """The text that a file's bytes are; F002 for what is no text."""
    try:
        characters = data.decode("utf-8-sig")
        if "\0" in characters:
            raise UnicodeDecodeError("utf-8", data, characters.index("\0"), characters.index("\0") + 1, "a zero byte")
    except UnicodeDecodeError as error:
        message = f"`{name}` is no text: byte {error.start} is not UTF-8"
        return Diagnostic("F002", message, file=name, help="save it as plain text in UTF-8")
    return Text(name, characters)


# --------------------------------------------------------------------------- what some files can need of others

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_FENCE = re.compile(r"^```siyar[^\n]*\n(.*?)(?:^```|\Z)", re.MULTILINE | re.DOTALL)
_EXPECT = re.compile(r"^expect .*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_CASE = re.compile(r"^case[ \t]+(\S+)", re.MULTILINE)
_FORCE = re.compile(r"^[ \t]+kind[ \t]+force\b", re.MULTILINE)


def beside(named: Sequence[Text], shelf: Sequence[Text]) -> tuple[Text, ...]:
    """The texts of a shelf without the doctrines of which those named bring a version of their own.

    A text that is named, to the letter, is not read twice: the library's own files can be checked and formatted too.
    """
    fronts = [front_matter(text) for text in named]
    own = {front.id for front in fronts if front.kind is Kind.DOCTRINE}
    same = {text.characters for text in named}
    left = (text for text in shelf if text.characters not in same)
    return tuple(text for text in left if not own or not _belongs(front_matter(text), own))


def _belongs(front: FrontMatter, doctrines: set[str]) -> bool:
    return front.kind in (Kind.DOCTRINE, Kind.PART) and front.id in doctrines


def neighbours(paths: Iterable[Path], named: Sequence[Text], shelf: Sequence[Text] = ()) -> tuple[Text, ...]:
    """What stands in the same folder as a file that was named, and that file can need: its source's page, its cases.

    Another version of what a file named declares is not needed, nor is what is no file of a library, nor a source, a
    vocabulary or a case that the ``shelf`` has: nobody named it, so that it takes no one's place. A doctrine does.
    """
    folders = dict.fromkeys(path.parent for path in paths if path.is_file())
    files = [file for folder in folders for file in sorted(folder.glob("*.md"))]
    own = {text.name for text in named}
    texts, _ = texts_of(file for file in files if file.as_posix() not in own)
    return fitting(named, texts, _had(shelf) if texts else frozenset())


def _had(shelf: Sequence[Text]) -> frozenset[str]:
    """The ids of sources, vocabularies and cases of a shelf."""
    fronts = ((text, front_matter(text)) for text in shelf)
    return frozenset(
        name
        for text, front in fronts
        if front.kind not in (Kind.DOCTRINE, Kind.PART)
        for name in (front.id, *(_CASE.findall(text.characters) if front.kind is Kind.CASES else ()))
    )


def fitting(named: Sequence[Text], texts: Sequence[Text], had: Container[str] = frozenset()) -> tuple[Text, ...]:
    """Of other texts of a folder those that the texts named can need, without other versions of what they declare.

    ``had``: ids for which none of them is needed.
    """
    declared = {(front.kind, front.id) for front in map(front_matter, named)} - {
        (front.kind, front.id) for front in map(front_matter, named) if front.kind is Kind.PART
    }
    fronts = ((text, front_matter(text)) for text in texts)
    fit = ((t, f) for t, f in fronts if f.kind is not None and (f.kind, f.id) not in declared)
    return needed(named, tuple(t for t, f in fit if f.kind in (Kind.DOCTRINE, Kind.PART) or f.id not in had), had)


def needed(named: Sequence[Text], shelf: Sequence[Text], had: Container[str] = frozenset()) -> tuple[Text, ...]:
    """Those texts of a shelf that reading, checking and expecting in the texts named can need, in the shelf's order.

    Rather too many than too few: whatever is mentioned by an id is followed, from what is mentioned in turn. Texts
    with acts of force always belong to them, since an act is one of force wherever it is declared (P001). Problems
    that list what there is (no such doctrine, source, case) must be looked at again with the whole shelf.
    """
    fronts = [front_matter(text) for text in shelf]
    providers: dict[str, list[int]] = {}
    taken = {front_matter(text).id for text in named}
    reached: set[int] = set()
    for place, (text, front) in enumerate(zip(shelf, fronts, strict=True)):
        # Nobody names a file of cases but to take its id; its cases are what is named.
        provided = _CASE.findall(text.characters) if front.kind is Kind.CASES else [front.id]
        for name in provided:
            if front.kind is not Kind.CASES or name not in had:
                providers.setdefault(name, []).append(place)
        if front.id in taken or _FORCE.search(text.characters):
            reached.add(place)
    waiting = [*reached]
    mentioned = {name for text in named for name in _NAME.findall(text.characters)}
    while mentioned or waiting:
        for name in mentioned:
            for place in providers.get(name, ()):
                if place not in reached:
                    reached.add(place)
                    waiting.append(place)
        mentioned = set(_mentions(shelf[place := waiting.pop()], fronts[place])) if waiting else set()
    return tuple(text for place, text in enumerate(shelf) if place in reached)


def _mentions(text: Text, front: FrontMatter) -> Iterator[str]:
    """The ids by which a text that is itself only needed may lead to others: not by what it expects."""
    yield from front.uses
    if front.kind is Kind.PART:
        yield front.id
    if front.kind in (Kind.DOCTRINE, Kind.PART, Kind.CASES):
        yield from front.words("source").split()
        for block in _FENCE.findall(text.characters):
            yield from _NAME.findall(_EXPECT.sub("", block))


def digest(texts: Iterable[Text]) -> str:
    """SHA-256 over the texts in order of name: what an edited doctrine is told by."""
    import hashlib  # a check of one file hashes nothing

    sum = hashlib.sha256()
    for text in sorted(texts, key=lambda t: t.name.rsplit("/", 1)[-1]):
        sum.update(text.name.rsplit("/", 1)[-1].encode())
        sum.update(b"\0")
        sum.update(text.characters.replace("\r\n", "\n").encode())
        sum.update(b"\0")
    return sum.hexdigest()


def markdown_below(paths: Iterable[Path]) -> Iterator[Path]:
    """The Markdown files themselves, for commands that write back, or tell one's own files from others.

    They are named as `texts_of` names them: what is below ``.`` has no ``./`` before it.
    """
    for path in paths:
        yield from sorted(path.rglob("*.md")) if path.is_dir() else [path]
