"""What Siyar prints: commands run in this process over one library that is read once."""

from __future__ import annotations

from functools import cache
from typing import Any
from unittest.mock import patch

from typer.testing import CliRunner

from siyar.cli.app import app
from siyar.workbench import Workbench
from tests.sample import some
from tests.stance.shipped import bench, library

FORMATS = ("text", "json", "markdown")


@cache
def printed(*command: str) -> str:
    """What a command prints on standard output; it must end well."""

    def opened(*_paths: Any, **_options: Any) -> Workbench:
        return bench()

    with (
        patch.object(Workbench, "open", staticmethod(opened)),
        patch.object(Workbench, "of", staticmethod(opened)),
    ):
        result = CliRunner().invoke(app, list(command))
    assert result.exit_code == 0, (command, result.output)
    return result.output


def cases() -> list[str]:
    return list(library().cases)


def some_cases() -> list[str]:
    """Some cases with a date and some of all: enough to meet the forms an output has."""
    dated = [case.id for case in library().cases.values() if case.date]
    return list(dict.fromkeys(["banu-qaynuqa-squadron", "hudaybiyya", *some(dated, 6), *some(cases(), 6)]))


def many_cases() -> list[str]:
    """What the long runs go through."""
    return list(dict.fromkeys([*some_cases(), *some(cases(), 100)]))


def things() -> list[str]:
    """Everything `siyar show` knows by an id."""
    whole = library()
    found = [
        *whole.doctrines,
        *whole.cases,
        *whole.sources,
        *whole.questions(),
        *whole.sentences(),
        *whole.vocabularies,
    ]
    for doctrine in whole.doctrines.values():
        blocks = [*(r.id for r in doctrine.rules), *(r.id for r in doctrine.readings)]
        blocks += [*(p.id for p in doctrine.precedents), *(e.id for e in doctrine.evidence)]
        blocks += [scope.id for scope in doctrine.scopes]
        found += [f"{doctrine.id}/{id}" for id in blocks]
    return list(dict.fromkeys(found))


def pages(format: str, *, every: int = 1) -> dict[str, str]:
    """What `list` prints, and `show` of every thing; or of every doctrine and of each so-manieth of the others."""
    shown = list(dict.fromkeys([*library().doctrines, *things()[::every]]))
    found = {f"show {id} ({format})": printed("show", id, "--format", format) for id in shown}
    return found | {f"list ({format})": printed("list", "--format", format)}


def rulings(format: str, of: list[str]) -> dict[str, str]:
    """What `ask` prints of cases."""
    return {f"ask {case} ({format})": printed("ask", case, "--format", format) for case in of}


def reasons(format: str, of: list[str]) -> dict[str, str]:
    """What `why` prints of cases."""
    return {f"why {case} ({format})": printed("why", case, "--format", format) for case in of}
