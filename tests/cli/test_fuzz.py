"""`siyar check` on whatever a file may hold: a status of 0 or 1, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.command import run
from tests.cli.test_files import DOCTRINE, SOURCE

#: Lines of a faultless file, and others.
LINES = [
    *DOCTRINE.splitlines(),
    *SOURCE.splitlines(),
    *("impossible x", "scope s", "strict rule no-help", "reading a", "opposes o", "principle p", "precedent p"),
    *("  unless           ", "\t", "```", "---", "as in two", "  as in            two", "é\u202e"),
    *("  and either       Party is Muslim", "  or               Party is Muslim", "  stipulated       x ["),
    *(
        "  exception to     no-help",
        "  notwithstanding  no-help",
        "  in reading       a: b",
        "  prefers          later",
    ),
    *("  blocks           permitted for State to seek military help from Party", "  case             two"),
]
QUICK = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WIDE = settings(QUICK, max_examples=1000)


def lines() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(LINES), max_size=25).map("\n".join)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The doctrine with a few lines left out, doubled, or put elsewhere."""
    found = DOCTRINE.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        i, j = (draw(st.integers(0, len(found) - 1)) for _ in range(2))
        match draw(st.integers(0, 3)):
            case 0:
                del found[i]
            case 1:
                found.insert(j, found[i])
            case 2:
                found[i] = found[i][: draw(st.integers(0, len(found[i])))]
            case _:
                found.insert(j, draw(st.sampled_from(LINES)))
        found = found or [""]
    return "\n".join(found)


def check(folder: Path, text: str | bytes) -> None:
    path = folder / "mine.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    (folder / "book.md").write_text(SOURCE)
    before = path.read_bytes()
    ran = run("check", str(folder))
    assert ran.status in (0, 1)
    assert (ran.status == 1) is ("error" in ran.err.lower()), ran.err
    formatted = run("fmt", "--stdout", str(path))
    assert formatted.status in (0, 1)
    assert path.read_bytes() == before


@QUICK
@given(st.one_of(lines(), damaged(), st.text(max_size=80), st.binary(max_size=80)))
def test_check_survives_anything(tmp_path: Path, text: str | bytes) -> None:
    check(tmp_path, text)


@pytest.mark.long
@WIDE
@given(st.one_of(lines(), damaged(), st.text(max_size=80), st.binary(max_size=80)))
def test_check_survives_a_great_many_things(tmp_path: Path, text: str | bytes) -> None:
    check(tmp_path, text)
