"""Options that several commands share, and how results and diagnostics leave: standard output, standard error."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from siyar.diagnostics import Diagnostic
    from siyar.hearing import Sitting
    from siyar.workbench import Workbench

T = TypeVar("T")


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


class PageFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


class CheckFormat(StrEnum):
    TEXT = "text"
    SHORT = "short"
    JSON = "json"


def complete_case(start: str) -> list[str]:
    return _ids("cases", start)


def complete_doctrine(start: str) -> list[str]:
    return _ids("doctrines", start)


def complete_compared(start: str) -> list[str]:
    return sorted({*complete_case(start), *complete_doctrine(start)})


def complete_question(start: str) -> list[str]:
    return _ids("questions", start)


def _ids(kind: str, start: str) -> list[str]:
    from siyar.workbench import Workbench

    bench = Workbench.open()
    among = bench.questions if kind == "questions" else getattr(bench.library, kind)
    return sorted(id for id in among if id.startswith(start))


CaseName = Annotated[str, typer.Argument(help="A case, by its id.", autocompletion=complete_case)]
Doctrines = Annotated[
    list[str] | None,
    typer.Option("--doctrine", "-d", help="A doctrine to ask; may be repeated.", autocompletion=complete_doctrine),
]
Compared = Annotated[
    list[str] | None,
    typer.Option(
        "--doctrine",
        "-d",
        help="A doctrine; may be repeated, and the output says that you narrowed it. Without one: all.",
        autocompletion=complete_doctrine,
    ),
]
Questions = Annotated[
    list[str] | None,
    typer.Option(
        "--question",
        "-q",
        help="A question; may be repeated. Without one: what the case asks.",
        autocompletion=complete_question,
    ),
]
About = Annotated[
    str,
    typer.Option("--about", help="Whom or what it is about: a name, or a sentence written out in the case's names."),
]
Readings = Annotated[
    list[str] | None,
    typer.Option("--reading", help="A reading: `doctrine/reading=option`, or `all` for every one that matters."),
]
Without = Annotated[
    list[str] | None, typer.Option("--without", help="Take a rule, precedent or evidence away; may be repeated.")
]
Narrow = Annotated[bool, typer.Option("--only", help="Leave out the other positions; the output then says so.")]
Everything = Annotated[bool, typer.Option("--all", help="Go through every entity and sentence the questions allow.")]
Propagate = Annotated[
    bool, typer.Option("--propagate", help="What rests on an ambiguous point does not follow (semantics, section 4).")
]
With = Annotated[
    list[Path] | None,
    typer.Option("--with", help="A file or folder of your own, read beside the shipped library; may be repeated."),
]
OutFormat = Annotated[Format, typer.Option("--format", help="How the result is written.")]
PageOutFormat = Annotated[
    PageFormat, typer.Option("--format", help="How the result is written; html is a whole page with all reasons.")
]


def bench(paths: Iterable[Path] | None) -> Workbench:
    """The library with a user's own files; stops with their diagnostics if these have errors.

    What his version of a shipped doctrine makes untrue in the library (an expectation that names a rule he left out)
    is not his to mend.
    """
    from siyar.workbench import Workbench

    opened = Workbench.open(paths or ())
    problems = tuple(p for p in opened.problems if not p.span or p.span.text.name not in opened.shipped)
    if any(p.severity == "error" for p in problems):
        fail(problems)
    return opened


def asked(
    cases: Sequence[str],
    paths: Iterable[Path] | None,
    questions: Sequence[str] | None,
    put: Callable[[Workbench], T | tuple[Diagnostic, ...]],
) -> tuple[T, Workbench]:
    """What is found when cases are put to doctrines, and the library it was found with.

    No more of the library is read than that needs (`Workbench.of`); where anything is wrong, all of it, once more.
    """
    from siyar.workbench import Workbench

    some = Workbench.of(cases, paths or (), questions=questions)
    if not any(p.severity == "error" for p in some.problems):
        found = put(some)
        if not isinstance(found, tuple):
            return found, some
    whole = bench(paths)
    found = put(whole)
    if isinstance(found, tuple):
        fail(found)
    return found, whole


def chosen(values: Iterable[str] | None) -> tuple[dict[str, dict[str, str]], bool]:
    """The readings chosen, by doctrine, and whether all are asked for. Wrong use stops with status 2."""
    found: dict[str, dict[str, str]] = {}
    every = False
    for value in values or ():
        if value == "all":
            every = True
            continue
        name, equals, option = value.partition("=")
        doctrine, slash, reading = name.partition("/")
        if not (equals and slash and doctrine and reading and option):
            raise typer.BadParameter(
                f"`{value}` is no reading; write `doctrine/reading=option`, as in "
                "`hizb-qa/ratio-of-the-squadron=banner`, or `all`"
            )
        found.setdefault(doctrine, {})[reading] = option
    return found, every


def fail(problems: Iterable[Diagnostic], status: int = 1) -> NoReturn:
    """Diagnostics to standard error, and stop."""
    complain(problems)
    raise typer.Exit(status)


def complain(problems: Iterable[Diagnostic]) -> None:
    from siyar.diagnostics import to_terminal

    shown = to_terminal(tuple(problems), width=width(), colour=sys.stderr.isatty())
    typer.echo(shown.rstrip("\n"), err=True)


def out(text: str) -> None:
    typer.echo(text.rstrip("\n"))


def passages(sitting: Sitting) -> None:
    """Below a text on a screen: what the passages say that the rulings asked for lean on, from copies kept here."""
    from siyar.sources.beside import beside
    from siyar.sources.copies import Unreadable
    from siyar.sources.holding import Shelf

    cites = [c for hearing in sitting.hearings for ruling in hearing.asked for c in ruling.sources]
    try:
        found = list(beside(cites, Shelf.own()))
    except Unreadable as error:
        complain([error.problem])
        return
    if found:
        out("\nFrom your own copies:")
        for one in found:
            out(f"  {one.source} {one.anchor}: {one.words}")


def out_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def paint() -> Callable[[str, str], str]:
    """How lines of a role are painted: plainly, unless somebody looks at a terminal that shows colour."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return lambda role, words: words
    from rich.style import Style

    styles = {
        "heading": Style(bold=True),
        "status": Style(bold=True),
        "note": Style(italic=True),
        "cut": Style(dim=True),
    }

    def painted(role: str, words: str) -> str:
        style = styles.get(role.split(" ")[0])
        return style.render(words) if style else words

    return painted


def width(most: int = 100) -> int:
    """The width to write for: the terminal's, within what reads well."""
    return max(60, min(most, shutil.get_terminal_size((100, 24)).columns))
