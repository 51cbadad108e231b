"""docs/cli.md, made from the commands themselves: ``python -m siyar.cli.reference``.

It reads the annotations of the commands, not the help that typer lays out, so that the page does not change with the
version of typer.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, get_args, get_type_hints

import typer
from typer.models import ArgumentInfo, OptionInfo

HEAD = """# The commands

Made by `python -m siyar.cli.reference` from the commands themselves; a test keeps it up to date.

Results go to standard output, diagnostics to standard error. Exit status: 0 done, 1 the doctrine, case or data has
errors, 2 wrong use. `siyar --install-completion` teaches your shell the commands, cases, doctrines and questions.
"""


def reference() -> str:
    """Every command with what it does, its example, arguments and options, as Markdown."""
    from siyar.cli.app import COMMANDS, function

    return HEAD + "".join("".join(_command(name, function(name))) for name in COMMANDS)


def _command(name: str, callback: Callable[..., Any]) -> Iterator[str]:
    words, _, example = (inspect.getdoc(callback) or "").partition("Example: ")
    yield f"\n## siyar {name}\n\n{' '.join(words.split())}\n\n```sh\n{example.strip()}\n```\n"
    rows = list(_parameters(callback))
    if rows:
        yield "\n| argument or option | what it does |\n|---|---|\n"
        yield from (f"| {left} | {right} |\n" for left, right in rows)


def _parameters(callback: Callable[..., Any]) -> Iterator[tuple[str, str]]:
    hints = get_type_hints(callback, include_extras=True)
    for parameter in inspect.signature(callback).parameters.values():
        kind, *extras = get_args(hints[parameter.name])
        for info in extras:
            if isinstance(info, OptionInfo):
                # In an annotation typer's first argument is a name too, though it is called the default.
                first = (info.default,) if isinstance(info.default, str) else ()
                declared = (*first, *(info.param_decls or ())) or (f"--{parameter.name.strip('_').replace('_', '-')}",)
                names = [name for one in declared for name in one.split("/")]
                yield ", ".join(f"`{n}`" for n in names) + _value(kind, parameter.default), _cell(info.help)
            elif isinstance(info, ArgumentInfo):
                yield f"`{parameter.name.strip('_').upper()}`", _cell(info.help)


def _value(kind: Any, default: Any) -> str:
    """What an option takes: nothing, one of some words, or a word."""
    if kind is bool:
        return ""
    choices = next((k for k in (kind, *get_args(kind)) if isinstance(k, type) and issubclass(k, Enum)), None)
    if choices is not None:
        words = " ".join(f"`{c.value}`" + (" (default)" if c == default else "") for c in choices)
        return f" {words}"
    return " …"


def _cell(help: str | None) -> str:
    return " ".join((help or "").split()).replace("|", "\\|")


if __name__ == "__main__":
    typer.echo(reference(), nl=False)
