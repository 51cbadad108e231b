"""Files of a user's own: `check`, `fmt` and `--with`, whatever is wrong with them."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.cli.command import run

DOCTRINE = """---
doctrine: mine
title: A rule of my own
uses: siyar
source: my-book
questions: help
---
# Mine

```siyar
rule no-help
  forbidden   for State to seek military help from Party
  when   Party is not Muslim
  source           my-book 1

case two
  State            Northland
  Group            the band
  given            the band is not Muslim
  ask              help

expect help in two
  is               forbidden
```
"""
SOURCE = "---\nsource: my-book\ntitle: My book\n---\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (tmp_path / "mine.md").write_text(DOCTRINE, encoding="utf-8")
    (tmp_path / "book.md").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def write(folder: Path, text: str | bytes, name: str = "mine.md") -> str:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


# --------------------------------------------------------------------------- one's own doctrine


def test_a_doctrine_of_ones_own_is_checked_and_asked(mine: Path) -> None:
    checked = run("check", str(mine))
    assert (checked.status, checked.err) == (0, "")
    assert "1 expectation" in checked.out
    asked = run("ask", "two", "-d", "mine", "--with", str(mine), "--only")
    assert (asked.status, asked.err) == (0, "")
    assert "A rule of my own (not shipped with Siyar" in asked.out
    assert "forbidden" in asked.out
    assert run("show", "mine/no-help", "--with", str(mine)).status == 0
    assert "mine" in run("list", "doctrines", "--with", str(mine)).out


def test_an_expectation_that_is_missed_is_an_error(mine: Path) -> None:
    write(mine, DOCTRINE.replace("is               forbidden", "is               permitted"))
    ran = run("check", str(mine))
    assert (ran.status, ran.out) == (1, "")
    assert "E001" in ran.err
    assert "`forbidden`" in ran.err
    assert "mine.md" in ran.err


@pytest.mark.parametrize("format", ["json", "short"])
def test_diagnostics_asked_for_as_a_result_go_to_standard_output(mine: Path, format: str) -> None:
    write(mine, DOCTRINE.replace("forbidden  ", "forbiden  "))
    ran = run("check", str(mine), "--format", format)
    assert (ran.status, ran.err) == (1, "")
    assert "L003" in ran.out
    if format == "json":
        assert json.loads(ran.out)


def test_json_of_no_diagnostics_is_still_json(mine: Path) -> None:
    ran = run("check", str(mine), "--format", "json")
    assert ran.status == 0
    assert "E001" not in json.dumps(ran.json)


def test_a_file_with_errors_is_not_asked(mine: Path) -> None:
    write(mine, DOCTRINE.replace("when   Party", "whn   Party"))
    ran = run("ask", "two", "-d", "mine", "--with", str(mine))
    assert (ran.status, ran.out) == (1, "")
    assert "did you mean `when`?" in ran.err


def test_the_shipped_library_is_clean() -> None:
    ran = run("check")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("all good: ")


# --------------------------------------------------------------------------- cases that cannot be heard


def test_a_case_without_the_entity_a_question_needs(mine: Path) -> None:
    write(
        mine,
        DOCTRINE.replace("  Group            the band\n  given            the band is not Muslim\n", "").split(
            "expect"
        )[0]
        + "```\n",
    )
    ran = run("ask", "two", "-d", "mine", "--with", str(mine))
    assert (ran.status, ran.out) == (1, "")
    assert "C005" in ran.err
    assert "`Party`" in ran.err or "entity that fits" in ran.err


IMPOSSIBLE = """impossible never
  when             Party is not Muslim
  and              Party comes singly

"""


@pytest.mark.parametrize(
    "line", ["the band comes singly", "the band is Muslim"], ids=["together impossible", "yes and no"]
)
def test_a_case_that_cannot_be(mine: Path, line: str) -> None:
    text = DOCTRINE.replace("case two", f"{IMPOSSIBLE}case two")
    write(mine, text.replace("  ask  ", f"  given            {line}\n  ask  "))
    ran = run("ask", "two", "-d", "mine", "--with", str(mine))
    assert (ran.status, ran.out) == (1, "")
    assert "C00" in ran.err
    assert run("check", str(mine)).status == 1


# --------------------------------------------------------------------------- files that are no doctrine


def test_a_missing_file(tmp_path: Path) -> None:
    for command in ("check", "fmt"):
        ran = run(command, str(tmp_path / "nothing.md"))
        assert (ran.status, ran.out) == (1, "")
        assert "F001" in ran.err
    assert "F001" in run("ask", "hudaybiyya", "--with", str(tmp_path / "nothing.md")).err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"\x00\x01\x02\xff" * 100, "F002"),
        (b"---\ndoctrine: d\n---\n\xff\xfe", "F002"),
        (b"", "F004"),
        (b"\n\n", "F004"),
        (b"# Only prose\n", "F004"),
        (b"x" * (10 * 1024 * 1024), "F003"),
        (b"---\ndoctrine: d\ntitle: D\n---\n```siyar\nrule a\n", "M001"),
    ],
    ids=["binary", "no UTF-8", "empty", "blank", "prose", "ten megabytes", "never closed"],
)
def test_a_file_that_is_no_doctrine(tmp_path: Path, text: bytes, code: str) -> None:
    ran = run("check", write(tmp_path, text))
    assert (ran.status, ran.out) == (1, "")
    assert code in ran.err


def test_a_folder_without_files(tmp_path: Path) -> None:
    folder = str(tmp_path)
    for ran in (run("check", folder), run("fmt", folder), run("ask", "hudaybiyya", "--with", folder)):
        assert ran.status == 1
        assert "F004" in ran.err
        assert "no Markdown file" in ran.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="every file can be read here")
def test_a_file_that_must_not_be_read(tmp_path: Path) -> None:
    path = Path(write(tmp_path, DOCTRINE))
    path.chmod(0)
    try:
        ran = run("check", str(path))
        assert (ran.status, ran.out) == (1, "")
        assert "F001" in ran.err
    finally:
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)


def test_a_folder_where_a_file_is_wanted_and_a_file_that_goes_away(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    ran = run("check", str(tmp_path / "folder.md"))
    assert ran.status in (0, 1)
    (tmp_path / "link.md").symlink_to(tmp_path / "gone.md")
    ran = run("check", str(tmp_path))
    assert ran.status == 1
    assert "F001" in ran.err


def test_deep_and_wide_files_are_read_in_time(mine: Path) -> None:
    deep = "> " * 3000 + "x\n" + "- " * 3000 + "\n" + "[" * 5000 + "\n"
    write(mine, DOCTRINE + deep)
    assert run("check", str(mine)).status in (0, 1)
    chain = "".join(
        f"\nrule r{i}\n  when             Party is Muslim\n  exception to     r{i + 1}\n" for i in range(300)
    )
    write(
        mine,
        DOCTRINE.replace(
            "\ncase two",
            f"{chain}\nrule r300\n  permitted        for State to seek military help from Party\n\ncase two",
            1,
        ),
    )
    assert run("check", str(mine)).status in (0, 1)


# --------------------------------------------------------------------------- fmt


def test_fmt_rewrites_in_canonical_form_once(mine: Path) -> None:
    path = mine / "mine.md"
    before = run("fmt", "--check", str(mine))
    assert before.status == 1
    assert "would change" in before.err
    assert path.read_text() == DOCTRINE
    printed = run("fmt", "--stdout", str(mine))
    assert (printed.status, printed.err) == (0, "")
    assert path.read_text() == DOCTRINE
    assert run("fmt", str(mine)).status == 0
    assert path.read_text() != DOCTRINE
    assert path.read_text() in printed.out
    assert "  forbidden        for State" in printed.out
    again = run("fmt", "--check", str(mine))
    assert (again.status, again.err) == (0, "")
    assert run("check", str(mine)).status == 0


@pytest.mark.parametrize(
    "text",
    [
        DOCTRINE.replace("forbidden   for", "forbiden   for"),
        DOCTRINE.replace("questions: help\n---", "questions: help\n"),
        DOCTRINE.replace("rule no-help", "rle no-help"),
        DOCTRINE.replace("\n```\n", "\n"),
        DOCTRINE.replace("Party is not Muslim\n  source", "Party is not Muslm\n  source"),
        "no front matter\n\n```siyar\nrule   a\n```\n",
    ],
    ids=["line", "front matter", "head", "fence", "sentence", "no kind"],
)
def test_fmt_leaves_a_file_with_errors_as_it_is(mine: Path, text: str) -> None:
    path = Path(write(mine, text))
    assert run("fmt", str(path)).status == 1
    assert path.read_text() == text
    printed = run("fmt", "--stdout", str(path))
    assert printed.out in ("", text)


def test_fmt_keeps_ends_of_lines(mine: Path) -> None:
    path = Path(write(mine, DOCTRINE.replace("\n", "\r\n")))
    run("fmt", str(path))
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
