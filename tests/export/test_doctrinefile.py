"""A doctrine as one file is the doctrine: the same blocks, and every scope about the rules it was about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from siyar.export.doctrinefile import doctrine_file
from siyar.workbench import Workbench

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = Workbench.open().library.doctrines


@pytest.mark.parametrize("id", ["hizb-essay", "npt-1968", "shafii", "other-voices"])
def test_it_says_what_its_files_say(id: str, tmp_path: Path) -> None:
    file = tmp_path / "copy.md"
    file.write_text(doctrine_file(SHIPPED[id]), encoding="utf-8")
    bench = Workbench.open([file])
    assert not [p for p in bench.problems if p.severity == "error"]
    one, shipped = bench.library.doctrines[id], SHIPPED[id]
    assert one.edited
    for part in ("rules", "readings", "precedents", "evidence", "passages", "factors", "duties", "sentences"):
        assert set(getattr(one, part)) == set(getattr(shipped, part)), part
    named = [replace(scope, covers=(), excepts=()) for scope in shipped.scopes]
    assert [replace(scope, covers=(), excepts=()) for scope in one.scopes] == named
