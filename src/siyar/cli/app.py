"""The commands, put together; exit statuses; no traceback ever reaches a user."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

import siyar

#: Places on the stack that the frame of a command asks for: as much as some hundred frames take.
ROOM = 20_000

#: The commands: where each is, ``module:function`` below `siyar.cli`, and what the list of them says in a line that no
#: terminal cuts off.
COMMANDS: dict[str, tuple[str, str]] = {
    "tour": ("tour:tour", "A guided first run."),
    "ask": ("ask:ask", "Put a case to doctrines."),
    "why": ("why:why", "Explain a ruling, or why it is no other."),
    "whatif": ("whatif:whatif", "Suppose other facts or another reading."),
    "compare": ("compare:compare", "Set all doctrines side by side."),
    "diff": ("diff:diff", "What a version says otherwise than another."),
    "influence": ("influence:influence", "Over all cases: what a ruling hangs on."),
    "audit": ("audit:audit", "Go through every case of a doctrine."),
    "interview": ("interview:interview", "Find out what a ruling still turns on."),
    "precedents": ("precedents:precedents", "How far past cases reach into one."),
    "timeline": ("timeline:timeline", "What is said from moment to moment."),
    "serve": ("serve:serve", "Open the workbench in a browser."),
    "batch": ("batch:batch", "Put every row of a table to doctrines."),
    "explain-row": ("batch:explain_row", "Explain one row of such a table."),
    "list": ("looking:list_", "List what there is in the library."),
    "show": ("looking:show", "Show one thing of the library."),
    "new": ("new:new", "Begin a file of your own."),
    "check": ("check:check", "Find what is wrong with files."),
    "coverage": ("coverage:coverage", "Go through a source sentence by sentence."),
    "sources": ("sources:sources", "Keep your own copies of documents."),
    "evidence": ("evidence:evidence", "Look up the citations of a text."),
    "export": ("export:export", "Provenance, a bibliography, or a web site."),
    "fmt": ("fmt:fmt", "Rewrite files in canonical form."),
    "evaluate": ("evaluate:evaluate", "Say what follows from a theory."),
}


def function(command: str) -> Callable[..., None]:
    """What runs a command; its module is imported now."""
    module, _, name = COMMANDS[command][0].partition(":")
    found: Callable[..., None] = getattr(import_module(f"siyar.cli.{module}"), name)
    return found


class Commands(TyperGroup):
    """The group of all commands. One is imported when it is called or the list of them is shown, not before."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        info = CommandInfo(name=cmd_name, callback=function(cmd_name), short_help=COMMANDS[cmd_name][1])
        return get_command_from_info(info, pretty_exceptions_short=True, rich_markup_mode=None)


app = typer.Typer(
    name="siyar",
    cls=Commands,
    help="Put a case to doctrines of foreign relations and get reasoned rulings, each with its source.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"siyar {siyar.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Siyar describes doctrines; it attributes every statement, takes no side and gives no advice."""


def _leave() -> NoReturn:
    """Whoever read us has heard enough: leave without a word, and without Python's own complaint at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    raise SystemExit(0)


def _roomy() -> None:
    """The command, in a frame that asks for much room.

    CPython keeps frames in pieces of 16 KB, and takes each from the system, and gives it back, whenever a recursion
    crosses the end of one. A piece that is made for a large frame holds what it calls too: on diagrams that saves a
    sixth of the time.
    """
    app()


_roomy.__code__ = _roomy.__code__.replace(co_stacksize=ROOM)


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 the doctrine, case or data has errors, 2 wrong use."""
    gc.set_threshold(100_000)  # a command makes frozen data and ends: looking for circles in it is time lost
    try:
        _roomy()
    except BrokenPipeError:
        _leave()
    except SystemExit:
        if "PacifyFlushWrapper" in type(sys.stdout).__name__:  # typer met the broken pipe, and would call it a failure
            _leave()
        raise
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except Exception as error:  # a bug of ours: say so in a line, and how to see more
        if os.environ.get("SIYAR_DEBUG"):
            raise
        place = f"{type(error).__name__}: {error}"
        typer.echo(f"siyar: a bug, not your mistake: {place}\nrun again with SIYAR_DEBUG=1 and report it", err=True)
        raise SystemExit(1) from None


def run() -> NoReturn:
    """The console script: `main`, then out at once. Taking everything apart first costs a tenth of a check."""
    status: object = 0
    try:
        main()
    except SystemExit as leaving:
        status = leaving.code
    if status and not isinstance(status, int):
        print(status, file=sys.stderr)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass
    os._exit(status if isinstance(status, int) else int(bool(status)))
