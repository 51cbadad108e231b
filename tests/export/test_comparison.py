"""What `siyar compare` prints: every cell with whose word it is, in every format, readable in 80 columns."""

from __future__ import annotations

import csv
import html
import io
import random
import re
from collections.abc import Callable
from functools import cache
from itertools import combinations

import pytest

from siyar.comparing import compare
from siyar.diagnostics.dresses import columns
from siyar.export.comparison import comparison_markdown, comparison_text, named_together, points
from siyar.export.comparison_data import COLUMNS, comparison_csv, comparison_json
from siyar.export.comparison_html import comparison_html
from siyar.model import Library
from siyar.study.compare import Comparison
from tests.export.market import bench
from tests.export.schemas import valid
from tests.export.test_html import outline
from tests.stance.shipped import bench as shipped
from tests.stance.test_attribution import _statuses, bare
from tests.stance.test_numbers import KEYS_OF_A_MERGER, MERGER, keys, numbers

CASES = ("hudaybiyya", "cyprus-800", "banu-qaynuqa-squadron")


@cache
def compared(*cases: str, differences: bool = False, doctrines: tuple[str, ...] = ()) -> Comparison:
    of = shipped() if cases[0] in shipped().library.cases else bench()
    found = compare(of, cases, differences=differences, doctrines=doctrines)
    assert isinstance(found, Comparison), found
    return found


def printed(found: Comparison, of: Library) -> dict[str, str]:
    return {
        "text": comparison_text(found, of, width=1_000_000),
        "markdown": comparison_markdown(found, of),
        "html": html.unescape(comparison_html(found, of)),
    }


def test_the_invented_world(golden: Callable[[str, str], None]) -> None:
    found, of = compared("market-day", "two-tales"), bench().library
    golden("compare-market.txt", comparison_text(found, of, width=80))
    golden("compare-market.md", comparison_markdown(found, of))
    golden("compare-market.csv", comparison_csv(found, of))
    golden("compare-market.html", comparison_html(found, of))


#: Who is silent stands by number; and the point on which explanations part is named, which says nothing of it.
NO_STATUS = re.compile(r"Silent, since no rule of theirs|\d+ from .*, on whether ")


@pytest.mark.parametrize("case", CASES)
def test_no_status_without_whose_it_is(case: str) -> None:
    library = shipped().library
    found = compared(case)
    for form, text in printed(found, library).items():
        lines = "\n".join(line for line in text.splitlines() if not NO_STATUS.search(line))
        assert bare(lines, library) == [], form
        assert "reviewed by: no scholar yet" in text
    assert list(_statuses(comparison_json(found, library), (), attributed=False)) == []


@pytest.mark.parametrize("case", CASES)
def test_each_row_names_every_doctrine_once_as_saying_as_silent_or_as_not_encoded(case: str) -> None:
    library = shipped().library
    found = compared(case)
    text = comparison_text(found, library, width=1_000_000)
    sections = text.split("\nAsked about: ")[1:]
    assert len(sections) == len(found.cases[0].rows)
    for section in sections:
        cells = section.partition("\nWhere they part")[0]
        for id in found.cases[0].doctrines:
            assert cells.count(library.doctrines[id].title) == 1, (section, id)


def test_later_doctrines_are_marked_on_the_cell() -> None:
    found, of = compared("market-day"), bench().library
    for form, text in printed(found, of).items():
        lines = [line for line in text.replace("\\", "").splitlines() if "leaves it open" in line.lower()]
        assert lines
        assert any("formulated after the case (1950)" in line for line in lines), form
    data = comparison_json(found, of)["cases"][0]
    assert [d["anachronism"] for d in data["doctrines"]] == [None, None, "formulated after the case (1950)"]


def test_what_is_left_out_is_said() -> None:
    of = bench().library
    for form, text in printed(compared("market-day", doctrines=("manual",)), of).items():
        assert "Narrowed by the user: only the doctrines chosen are shown." in text, form
    for form, text in printed(compared("market-day", differences=True), of).items():
        assert "Narrowed by the user: only what doctrines with rules about it say differently is shown." in text, form
    assert "Narrowed" not in comparison_text(compared("market-day"), of)
    assert comparison_json(compared("market-day", doctrines=("manual",)), of)["narrowed"] is True
    (row, *_) = csv.DictReader(io.StringIO(comparison_csv(compared("market-day", doctrines=("manual",)), of)))
    assert (row["narrowed"], row["differences_only"]) == ("yes", "no")


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("case", CASES)
def test_it_fits_the_terminal(case: str, width: int) -> None:
    text = comparison_text(compared(case), shipped().library, width=width)
    assert max(columns(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("case", [*CASES, "market-day", "two-tales"])
def test_the_json_meets_its_schema_and_counts_nothing_over_doctrines(case: str) -> None:
    of = shipped() if case in CASES else bench()
    data = comparison_json(compared(case), of.library)
    valid("compare", data)
    inside = {("cases", "[]", "rows", "[]", "rulings", "[]", *last) for last in LAST}
    assert set(numbers(data)) <= inside
    assert [key for key in keys(data) if KEYS_OF_A_MERGER.search(key)] == []


LAST = (("cases",), ("possible", "[]", "cases"), ("possible", "[]", "of"))


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_merged(case: str) -> None:
    for form, text in printed(compared(case), shipped().library).items():
        assert MERGER.search(text) is None, form


def test_a_row_that_cannot_be_asked_says_who_is_lacking_everywhere() -> None:
    found = compare(shipped(), ["a-truce"], questions=["organisation"])
    assert isinstance(found, Comparison)
    library = shipped().library
    for form, text in printed(found, library).items():
        assert "the case has no Organisation, which the question needs" in text, form
    valid("compare", comparison_json(found, library))
    table = list(csv.DictReader(io.StringIO(comparison_csv(found, library))))
    assert [row["lacking"] for row in table] == ["Organisation"] * len(library.doctrines)


def test_the_table_has_one_row_a_cell_and_every_row_says_whose_it_is() -> None:
    found, library = compared("cyprus-800", "hudaybiyya"), shipped().library
    table = list(csv.DictReader(io.StringIO(comparison_csv(found, library))))
    assert tuple(table[0]) == COLUMNS
    assert len(table) == sum(len(row.rulings) for one in found.cases for row in one.rows)
    assert len({(r["case"], r["about"], r["question"], r["doctrine"]) for r in table}) == len(table)
    for row in table:
        assert row["title"] == library.doctrines[row["doctrine"]].title
        assert row["says"].startswith(row["title"])
        assert row["encoded_by"]
        assert row["reviewed_by"]
        assert row["digest"] == library.doctrines[row["doctrine"]].digest


def test_the_table_holds_no_formula() -> None:
    words = comparison_csv(compared("market-day"), bench().library)
    for row in csv.reader(io.StringIO(words)):
        assert not any(cell[:1] in ("=", "+", "-", "@") for cell in row)


@pytest.mark.parametrize("case", [*CASES, "market-day"])
def test_the_page_is_well_formed_folds_the_reasons_and_fetches_nothing(case: str) -> None:
    of = shipped() if case in CASES else bench()
    found = compared(case)
    text = comparison_html(found, of.library)
    seen = outline(text).seen
    tags = [tag for tag, _ in seen]
    assert not {"script", "link", "img", "iframe"} & set(tags)
    assert "http" not in text
    targets = {attributes["id"] for _, attributes in seen if "id" in attributes}
    links = [attributes["href"] or "" for tag, attributes in seen if tag == "a"]
    assert links
    assert {link.removeprefix("#") for link in links} <= targets
    for tag, attributes in seen:
        if tag == "a" and attributes.get("title"):  # a cell: its title says whose word it is
            assert any(d.title in (attributes["title"] or "") for d in of.library.doctrines.values())
    assert tags.count("details") > len(found.cases[0].rows)


def test_each_pair_that_parts_stands_in_one_point() -> None:
    for case in CASES:
        for row in compared(case).cases[0].rows:
            pairs = [pair for point in points(row.partings) for pair in point.pairs]
            assert sorted(pairs) == sorted((p.one, p.other) for p in row.partings)


def test_every_pair_that_parts_is_named_once() -> None:
    """However the pairs lie, the groups that are printed name just these."""
    chance = random.Random(2)
    for _ in range(300):
        doctrines = [str(number) for number in range(chance.randint(2, 7))]
        pairs = [pair for pair in combinations(doctrines, 2) if chance.random() < 0.5]
        told: list[tuple[str, ...]] = []
        for words in named_together(pairs, {d: int(d) for d in doctrines}):
            ones, others = (re.findall(r"\d+", side) for side in words.split(" from "))
            told += [tuple(sorted((one, other))) for one in ones for other in others]
        assert sorted(told) == sorted(pairs)
