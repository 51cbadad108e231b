"""`siyar evaluate`: what follows from a theory in a file, and what is said of a file that is none."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tests.cli.command import run
from tests.export.schemas import valid

WORDS = ">> a\n>> b\nr1: a, b -> c\nr2: a, b => -c  # beaten\ns: => p\nt: p => -p\n"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "t.dfl"
    path.write_text(WORDS, encoding="utf-8")
    return str(path)


def test_a_line_for_each_conclusion_sorted(file: str) -> None:
    ran = run("evaluate", file)
    said = ran.out.splitlines()
    assert ran.status == 0
    assert said == sorted(said)
    assert said[:6] == ["+D a", "+D b", "+D c", "+d a", "+d b", "+d c"]
    assert {"-D -c", "-d -c", "-D p", "-d -p"} <= set(said)
    assert not {"+d p", "-d p"} & set(said)
    assert ran.err == "neither +d nor -d, since they turn on their own defeat: p\n"


def test_as_data(file: str) -> None:
    found = run("evaluate", file, "--format", "json").json
    valid("evaluate", found)
    assert (found["atoms"], found["facts"], found["rules"], found["priorities"]) == (4, 2, 4, 0)
    assert (found["ambiguity"], found["undetermined"]) == ("blocking", ["p"])
    lines = [f"{one['sign']} {one['literal']}" for one in found["conclusions"]]
    assert "\n".join(lines) + "\n" == run("evaluate", file).out


def test_the_theory_as_read(file: str, tmp_path: Path) -> None:
    written = run("evaluate", file, "--format", "dfl").out
    assert written == ">> a\n>> b\nr1: a, b -> c\nr2: a, b => -c\ns: => p\nt: p => -p\n"
    again = tmp_path / "again.dfl"
    again.write_text(written, encoding="utf-8")
    assert run("evaluate", str(again), "--format", "dfl").out == written
    assert run("evaluate", str(again)).out == run("evaluate", file).out


def test_ambiguity_can_propagate(tmp_path: Path) -> None:
    path = tmp_path / "t.dfl"
    path.write_text("r1: => p\nr2: => -p\nr3: p => -q\nr4: => q\n", encoding="utf-8")
    assert "+d q" in run("evaluate", str(path)).out.splitlines()
    assert "-d q" in run("evaluate", str(path), "--propagate").out.splitlines()
    found = run("evaluate", str(path), "--propagate", "--format", "json").json
    valid("evaluate", found)
    assert found["ambiguity"] == "propagating"


def test_a_theory_too_large_to_propagate_in_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "t.dfl"
    path.write_text("=> p\n" * 2_001, encoding="utf-8")
    ran = run("evaluate", str(path), "--propagate")
    assert (ran.status, ran.out) == (1, "")
    assert "error[D007]" in ran.err
    assert "2,001 rules" in ran.err
    assert run("evaluate", str(path)).status == 0


def test_a_theory_of_too_many_atoms_is_refused_with_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("siyar.interchange.conclusions"), "MOST_ATOMS", 3)
    path = tmp_path / "t.dfl"
    path.write_text("=> p\np => q\nq => -r\n", encoding="utf-8")
    assert run("evaluate", str(path)).status == 0
    path.write_text("=> p\np => q\nq => -r\nr => s\n", encoding="utf-8")
    ran = run("evaluate", str(path))
    assert (ran.status, ran.out, "4 atoms" in ran.err) == (1, "", True)


def test_a_warning_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "t.dfl"
    path.write_text("r: => p\ns: => q\nr > s\n", encoding="utf-8")
    ran = run("evaluate", str(path))
    assert (ran.status, "D006" in ran.err, "+d p" in ran.out) == (0, True, True)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "F004"),
        (b"\x89PNG\r\n\x1a\n\0\0", "F002"),
        ("r: caf\u00e9 => b".encode("latin-1"), "F002"),
        (b"r: => a\nr: => b\n", "D003"),
        (b"r: => a\nr > s\n", "D004"),
        (b"r: => a\ns: => -a\nr > s\ns > r\n", "D005"),
        (b"- State  is bound\n", "D001"),
        (b"word " * 200_000, "D001"),
    ],
)
def test_a_file_that_is_no_theory(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "t.dfl"
    path.write_bytes(data)
    ran = run("evaluate", str(path))
    assert (ran.status, ran.out) == (1, "")
    assert f"error[{code}]" in ran.err
    if code.startswith("D"):
        assert "^" in ran.err


def test_a_file_that_is_not_there_and_one_that_is_too_large(tmp_path: Path) -> None:
    assert "error[F001]" in run("evaluate", str(tmp_path / "gone.dfl")).err
    large = tmp_path / "large.dfl"
    with large.open("wb") as file:
        file.truncate(29 * 1024 * 1024)
    ran = run("evaluate", str(large))
    assert (ran.status, "28 MB" in ran.err) == (1, True)


def test_a_long_chain_is_no_deep_recursion(tmp_path: Path) -> None:
    path = tmp_path / "t.dfl"
    path.write_text(">> a0\n" + "".join(f"a{i} -> a{i + 1}\n" for i in range(30_000)), encoding="utf-8")
    assert run("evaluate", str(path)).out.count("+D ") == 30_001
