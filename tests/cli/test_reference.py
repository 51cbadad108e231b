"""docs/cli.md is what the commands say of themselves."""

from __future__ import annotations

from pathlib import Path

from siyar.cli.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), "run python -m siyar.cli.reference > docs/cli.md"


def test_every_command_has_an_example() -> None:
    assert "```sh\n\n" not in reference()
