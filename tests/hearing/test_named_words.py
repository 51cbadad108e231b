"""A rule's own word for its status: shown where every rule that decides uses it, and never as permitted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siyar.export import to_json, wording
from siyar.hearing import Ruling, Sitting
from siyar.model import Library
from siyar.source import Text
from siyar.workbench import Workbench
from tests.diagnostics_fixture import towns

MANUAL = """---
doctrine: manual
title: A manual
source: a-book
uses: towns
terms: islamic-law
encoded by: the tests
reviewed by: no scholar yet
questions: taxes
---

```siyar
question taxes
  asks             May City tax Guild?
  about            tax

rule toll
  discouraged      for City to tax Guild
  term             makruh tahriman
  source           a-book P1.S1
{more}
```
"""

TOWN = """---
cases: town
title: A town
uses: towns
---

```siyar
case a-town
  City             Ford
  Guild            the ferrymen
  ask              for Ford to tax the ferrymen
```
"""

SECOND = """
rule second
  discouraged      for City to tax Guild
{term}  source           a-book P1.S2
"""


def ruled(more: str = "") -> tuple[Ruling, Library]:
    texts = [*towns(), Text("manual.md", MANUAL.replace("{more}", more)), Text("town.md", TOWN)]
    bench = Workbench.read(texts, set())
    assert [p.message for p in bench.check() if p.severity == "error"] == []
    sitting = bench.ask("a-town", doctrines=["manual"], questions=["taxes"], narrowed=True)
    assert isinstance(sitting, Sitting)
    return sitting.hearings[0].asked[0], bench.library


def test_the_word_of_the_source_is_shown() -> None:
    ruling, library = ruled()
    attributed = ruling.attributed
    assert wording.said(attributed).endswith("states: next to forbidden, makruh tahriman")
    assert "permitted" not in wording.said(attributed)
    said = to_json.ruling_json(ruling, library, beside=False)
    assert (said["value"], said["attribution"]["term"]) == ("discouraged", "makruh tahriman")


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        ("", "discouraged, makruh"),
        ("  term             makruh tahriman\n", "next to forbidden, makruh tahriman"),
    ],
)
def test_all_rules_that_decide_use_it_or_it_is_not_shown(term: str, shown: str) -> None:
    assert wording.said(ruled(SECOND.replace("{term}", term))[0].attributed).endswith(f"states: {shown}")


def test_it_is_no_word_for_another_outcome() -> None:
    attributed = ruled()[0].attributed
    other = replace(attributed.outcome, value="forbidden")
    assert wording.said(wording.as_said(attributed, other)).endswith("states: forbidden, haram")
