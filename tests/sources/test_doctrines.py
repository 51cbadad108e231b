"""docs/doctrines.md is made of the library: what each doctrine answers, is silent on, or has not been encoded on."""

from __future__ import annotations

from pathlib import Path

from siyar.cli.doctrines import page
from siyar.export.doctrines import ANSWERS, NOT_YET, SILENT
from siyar.workbench import Workbench

PAGE = Path(__file__).parents[2] / "docs" / "doctrines.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m siyar.cli.doctrines > docs/doctrines.md"


def table() -> dict[str, list[str]]:
    lines = [line for line in page().splitlines() if line.startswith("| ")][1:]
    return {line.split(":")[0].strip("| "): [cell.strip() for cell in line.split("|")[2:-1]] for line in lines}


def test_every_doctrine_has_a_number_and_every_question_a_cell_for_it() -> None:
    bench = Workbench.open()
    order = (*bench.under_study, *bench.beside, *bench.further)
    assert sorted(order) == sorted(bench.library.doctrines)
    text = page().replace("\\", "")
    for number, id in enumerate(order, 1):
        assert f"{number}: {bench.library.doctrines[id].title} ({id})" in text
    cells = table()
    assert list(cells) == list(bench.questions)
    assert all(len(row) == len(order) for row in cells.values())


def test_the_cells_say_what_a_ruling_would() -> None:
    """Not yet where the encoding is not finished; silent where it is and no rule is about it."""
    bench = Workbench.open()
    order = (*bench.under_study, *bench.beside, *bench.further)
    met = set()
    for id, row in table().items():
        for doctrine, said in zip(order, row, strict=True):
            encoded = id in bench.library.doctrines[doctrine].questions
            assert (said == NOT_YET) is not encoded
            heads = {h.sentence for r in bench.library.doctrines[doctrine].rules for h in r.heads}
            if encoded:
                assert said == (ANSWERS if heads & set(bench.questions[id].about) else SILENT)
            met.add(said)
    assert met == {ANSWERS, SILENT, NOT_YET}
