"""Every command in a page runs, and prints what the page shows."""

from __future__ import annotations

import pytest

from tests.docs.pages import PAGES, ROOT, Command, commands
from tests.docs.printed import LEFT_OUT, refreshed, run, shows

ALL = [command for page in PAGES for command in commands(page)]
#: Ends when somebody stops it; tests/web/test_serving.py starts it and asks it.
ENDLESS = "siyar serve"
#: Words of commands that need an extra: which one, and what is imported then.
NEEDS = {
    "siyar batch": ("batch", ("duckdb", "ibis")),
    "siyar explain-row": ("batch", ("duckdb", "ibis")),
    "--format prov-json": ("evidence", ("prov",)),
    "--format json-ld": ("evidence", ("prov",)),
}
PLAIN = {c.words: c for c in ALL if c.printed is None and not c.words.startswith(ENDLESS)}
PRINTING = [command for command in ALL if command.printed is not None]


def place(command: Command) -> str:
    return f"{command.page.relative_to(ROOT).as_posix()}:{command.line}"


def skip_without_extra(command: Command) -> None:
    for part, (extra, modules) in NEEDS.items():
        if part in command.words:
            for module in modules:
                pytest.importorskip(module, reason=f"`{part}` needs the extra `{extra}`")


@pytest.mark.parametrize("command", PLAIN.values(), ids=lambda command: command.words)
def test_a_command_runs(command: Command) -> None:
    skip_without_extra(command)
    said = run(command.words)
    # A difference that was found is what `diff` says with 1.
    fine = (0, 1) if command.words.startswith("siyar diff ") else (0,)
    assert said.returncode in fine, f"{place(command)}\n{said.stdout}\n{said.stderr}"
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("command", PRINTING, ids=lambda command: command.words)
def test_a_command_prints_what_the_page_shows(command: Command) -> None:
    assert command.printed is not None
    skip_without_extra(command)
    said = run(command.words)
    assert said.returncode == 0, said.stderr
    printed = said.stdout.rstrip("\n").split("\n")
    if not shows(command.printed, printed):
        now = "\n".join(refreshed(command.printed, printed))
        pytest.fail(f"{place(command)}: python -m tests.docs.printed would show\n{now}", pytrace=False)


def test_the_readme_shows_a_ruling_and_a_comparison_before_any_syntax() -> None:
    words = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [command.words for command in PRINTING if command.page.name == "README.md"]
    assert len(shown) >= 2
    assert words.index("./check") < words.index(shown[0]) < words.index(shown[1]) < words.index("```siyar")


def test_lines_left_out_are_told_from_lines_that_differ() -> None:
    assert shows(("a", LEFT_OUT, "d"), ["a", "b", "c", "d"])
    assert not shows(("a", LEFT_OUT, "e"), ["a", "b", "c", "d"])
    assert not shows(("a", "c"), ["a", "b", "c"])
