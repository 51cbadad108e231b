"""docs/findings.md is made of the library: reported rulings, who ruled, and what the doctrines say beside them."""

from __future__ import annotations

from pathlib import Path

from siyar.cli.findings import page
from siyar.export.findings import MATCH, MISMATCH
from siyar.model import LineKind
from siyar.reports import reports
from siyar.workbench import Workbench

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m siyar.cli.findings > docs/findings.md"


def test_every_reported_line_of_the_library_is_there_once() -> None:
    bench = Workbench.open(shipped=True)
    lines = [
        (case.id, line)
        for case in bench.library.cases.values()
        for line in case.lines
        if line.kind is LineKind.REPORTED and not line.inherited
    ]
    assert [(found.case.id, found.line) for found in reports(bench)] == lines
    assert page().count("### Reported: ") == len(lines) > 25


def test_all_the_letters_on_cyprus_are_set_beside_the_schools() -> None:
    bench = Workbench.open(shipped=True)
    letters = [found for found in reports(bench) if found.case.id == "cyprus-800"]
    who = {bench.library.sources[cite.source].author for found in letters for cite in found.line.cites}
    assert who == {
        "al-Layth b. Sa'd",
        "Malik b. Anas",
        "Sufyan b. 'Uyayna",
        "Musa b. A'yan",
        "Isma'il b. 'Ayyash",
        "Yahya b. Hamza",
        "Abu Ishaq al-Fazari and Makhlad b. al-Husayn",
    }
    for found in letters:
        assert {"hanafi", "maliki", "shafii", "hanbali"} <= {one.ruling.attributed.doctrine for one in found.said}


def test_a_mismatch_is_called_a_finding_about_the_encoding_wherever_it_stands() -> None:
    cells = [line.split("|")[3].strip() for line in page().splitlines() if line.startswith("| ")]
    met = {cell for cell in cells if "match" in cell}
    assert MATCH in met
    assert any(cell.startswith(MISMATCH) for cell in met)
    assert all("encoding" in cell for cell in met if "mismatch" in cell)


def test_every_doctrine_stands_with_its_date_and_how_the_report_was_seen() -> None:
    text = page()
    assert "reviewed by: no scholar yet" in text
    for line in text.splitlines():
        if line.startswith("- Who: "):
            assert any(seen in line for seen in ("read", "excerpt seen", "not checked"))
        if line.startswith("| ") and "|---" not in line and not line.startswith("| doctrine |"):
            assert line.split("|")[1].strip().endswith(")"), line


def test_who_tells_it_and_by_which_rule_it_parts_are_named() -> None:
    """A line that holds as some tell the case says whose facts it goes by, and a mismatch its rule and passage."""
    text = page()
    assert "one telling" not in text
    lines = [line for line in text.splitlines() if "| As told by " in line]
    assert len(lines) > 20
    mismatches = [line for line in text.splitlines() if MISMATCH in line]
    assert mismatches
    assert all("(by " in line and "\\[" in line for line in mismatches)
