"""What `siyar compare` prints of doctrines: every dress of one invented comparison, with counts and never a score."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from siyar.export.across import across_html, across_markdown, across_text
from siyar.export.across_data import across_csv, across_json
from siyar.ranging import compare_doctrines
from siyar.study.across import Across
from tests.export.schemas import valid
from tests.export.test_html import outline
from tests.stance.shipped import bench as shipped
from tests.stance.test_attribution import _statuses, bare
from tests.stance.test_numbers import KEYS_OF_A_MERGER, MERGER, keys
from tests.workbench.test_ranging import bench, harbour


def test_the_invented_world(golden: Callable[[str, str], None]) -> None:
    found, library = harbour(), bench().library
    golden("compare-harbours.txt", across_text(found, library, width=80))
    golden("compare-harbours.md", across_markdown(found, library))
    golden("compare-harbours.html", across_html(found, library))
    golden("compare-harbours.csv", across_csv(found, library))


@pytest.mark.parametrize("every", [False, True])
def test_no_status_without_whose_it_is_and_no_score(every: bool) -> None:
    library = shipped().library
    found = compare_doctrines(shipped(), ["hizb-qa", "hanbali"], questions=["help"], every_reading=every)
    assert isinstance(found, Across)
    text = across_text(found, library, width=10**6)
    assert bare(text, library) == []
    assert bare(across_markdown(found, library), library) == []
    data = across_json(found, library)
    assert list(_statuses(data, (), attributed=False)) == []
    valid("compare-doctrines", data)
    assert not MERGER.search(text)
    assert {key for key in keys(data) if KEYS_OF_A_MERGER.search(key)} == {"unshared"}  # who has no rules
    assert outline(across_html(found, library))
