"""`siyar sources`: copies of documents that a user keeps, and where their passages stand in them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from siyar.cli import options as o

if TYPE_CHECKING:
    from siyar.sources.holding import Shelf


class Action(StrEnum):
    ADD = "add"
    LIST = "list"
    SHOW = "show"
    REMOVE = "remove"


def sources(
    action: Annotated[Action, typer.Argument(help="What to do: add, list, show or remove.")],
    what: Annotated[str, typer.Argument(help="For `add` a file; for `show` and `remove` a source's id.")] = "",
    as_: Annotated[str, typer.Option("--as", help="The id of the source that the file is a copy of.")] = "",
    obtained: Annotated[str, typer.Option("--obtained", help="Where and when you had the copy, in your words.")] = "",
    encoding: Annotated[str, typer.Option("--encoding", help="Of a text that is not UTF-8.")] = "",
    anyway: Annotated[
        bool,
        typer.Option("--anyway", help="For `add`: in place of another copy, though no passage of the source is found."),
    ] = False,
    passage: Annotated[str, typer.Option("--passage", help="For `show`: one passage, such as P10.S4.")] = "",
    with_: o.With = None,
    format: o.OutFormat = o.Format.TEXT,
) -> None:
    """Keep your own copies of documents on this machine, and find the passages of the library in them.

    Example: siyar sources add answer.txt --as qa-2017 --obtained "from a library, March 2024"
    """
    from siyar.sources.copies import Unreadable
    from siyar.sources.holding import Shelf

    shelf = Shelf.own()
    try:
        match action:
            case Action.ADD:
                _add(shelf, what, as_, obtained, encoding, anyway, with_)
            case Action.LIST:
                _list(shelf, format)
            case Action.SHOW:
                _show(shelf, what, passage, format)
            case Action.REMOVE:
                _named(what)
                if not shelf.remove(what):
                    _no_copy(what)
                o.out(f"the copy of {what} is deleted")
    except Unreadable as error:
        o.fail([error.problem])


def _named(what: str) -> None:
    if not what:
        raise typer.BadParameter("say of which source", param_hint="WHAT")


def _no_copy(source: str) -> None:
    from siyar.diagnostics import Diagnostic

    help = f"put one there: siyar sources add FILE --as {source}"
    o.fail([Diagnostic("W101", f"there is no copy of `{source}` here", help=help)])


def _add(
    shelf: Shelf, what: str, source: str, obtained: str, encoding: str, anyway: bool, with_: list[Path] | None
) -> None:
    from siyar.diagnostics import Diagnostic
    from siyar.language.nearness import did_you_mean
    from siyar.sources.aligning import State
    from siyar.sources.copies import text_of
    from siyar.sources.marks import shipped

    if not what or not source:
        raise typer.BadParameter("name a file and what it is a copy of: `siyar sources add FILE --as qa-2017`")
    known = o.bench(with_).library.sources
    if source not in known:
        near = did_you_mean(source, known)
        o.fail([Diagnostic("R008", f"there is no source `{source}`", help=near.help or "see `siyar list sources`")])
    text = text_of(Path(what), encoding)
    marks = shipped(source)
    before = shelf.copy(source)
    found = shelf.take(source, Path(what).name, obtained, text, marks, anyway=anyway)
    instead = f", in place of {before.file}, added {before.added}" if before else ""
    o.out(f"a copy of {source} is kept in {shelf.path}{instead}")
    if not marks:
        o.out("Siyar has no marks of this source: its passages are not looked for in the copy")
        return
    counts = {state: sum(f.state is state for f in found) for state in State}
    o.out(f"{len(found)} passages: " + ", ".join(f"{n} {_STATES[state]}" for state, n in counts.items() if n))
    if counts[State.LOST] == len(found):
        o.out(
            f"is it a copy of {source}? A translation cannot be aligned; anything else: siyar sources remove {source}"
        )
        return
    for one in found:
        if one.state is not State.SAME or one.moved:
            moved = ", and stands elsewhere" if one.moved else ""
            o.out(f"  {one.passage}: {_STATES[one.state]}{moved}")


_STATES = {
    "same": "as marked",
    "changed": "with other words",
    "within": "within a longer sentence",
    "lost": "not found",
}


def _list(shelf: Shelf, format: o.Format) -> None:
    copies = shelf.copies()
    if format is o.Format.JSON:
        o.out_json(
            [
                {"source": c.source, "file": c.file, "obtained": c.obtained, "added": c.added, "sha256": c.sha256}
                for c in copies
            ]
        )
        return
    if not copies:
        o.out("no copies are kept here; add one: siyar sources add FILE --as qa-2017")
    for c in copies:
        told = f"; obtained: {c.obtained}" if c.obtained else ""
        o.out(f"{c.source}: {c.file}, {len(c.text):,} characters, added {c.added}{told}; sha256 {c.sha256[:16]}…")


def _show(shelf: Shelf, source: str, passage: str, format: o.Format) -> None:
    from siyar.diagnostics import Diagnostic

    _named(source)
    copy = shelf.copy(source)
    if copy is None:
        _no_copy(source)
        return
    found = [
        f for f in shelf.found(source) if not passage or f.passage == passage or f.passage.startswith(passage + ".")
    ]
    if passage and not found:
        o.fail(
            [
                Diagnostic(
                    "R006",
                    f"no passage `{passage}` of `{source}` is looked for",
                    help=f"see siyar sources show {source}",
                )
            ]
        )
    if format is o.Format.JSON:
        o.out_json(
            [
                {"passage": f.passage, "state": f.state.value, "moved": f.moved, "text": copy.text[f.start : f.end]}
                for f in found
            ]
        )
        return
    if not found:
        o.out(copy.text)
    for f in found:
        words = " ".join(copy.text[f.start : f.end].split()) or "not found in the copy"
        state = (
            ""
            if f.state.value == "same" and not f.moved
            else f" ({_STATES[f.state]}{', elsewhere' if f.moved else ''})"
        )
        o.out(f"{f.passage}{state}: {words}")
