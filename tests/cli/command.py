"""A command run in this process: what it printed where, and its exit status."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest.mock import patch

from siyar.cli import main
from siyar.workbench import Workbench


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: str, stdin: str = "") -> Ran:
    """`siyar` with these arguments; never a traceback."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with (
        patch.object(sys, "argv", ["siyar", *arguments]),
        patch.object(sys, "stdin", io.StringIO(stdin)),
        patch.dict("os.environ", {"COLUMNS": "100"}),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 0 if left.code is None else 1
    assert "Traceback" not in err.getvalue()
    assert "a bug, not your mistake" not in err.getvalue(), err.getvalue()
    return Ran(status, out.getvalue(), err.getvalue())


@cache
def shipped() -> Workbench:
    return Workbench.open()


@contextmanager
def read_once() -> Iterator[None]:
    """The shipped library is read once for all commands run inside."""
    opened, some = Workbench.open, Workbench.of

    def open(paths: Any = (), *, shipped: bool = True) -> Workbench:
        return opened(paths, shipped=shipped) if tuple(paths) or not shipped else _library()

    def of(cases: Any, paths: Any = (), *, questions: Any = ()) -> Workbench:
        return some(cases, paths, questions=questions) if tuple(paths) else _library()

    with patch.object(Workbench, "open", staticmethod(open)), patch.object(Workbench, "of", staticmethod(of)):
        yield


_library = shipped
