"""The folder one stands in, `.`, is a folder like another: what is wrong in its files is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from siyar.checking import check_files
from siyar.cli.app import app
from siyar.supposing import whatif
from siyar.workbench import Workbench

RULE = """---
doctrine: here
title: A book of here
voice: its author
source: here-text
uses: siyar
encoded by: the tests
questions: truce
---
```siyar
rule truces
  permitted        for State to conclude Treaty with Counterpart
  when             Treaty is a truce
  source           P1

expect truce in hudaybiyya
  is               {}
```
"""

OWN = """fact bells
  text             the bells of Counterpart ring

act ring
  text             for State to ring back to Counterpart

rule rings
  permitted        for State to ring back to Counterpart
  when             the bells of Counterpart ring
  source           P1

"""


@pytest.mark.parametrize(
    "named", [".", "here.md", *(pytest.param(other, marks=pytest.mark.long) for other in ("./", "../here", "sub/.."))]
)
def test_a_miss_in_the_folder_one_stands_in_is_told(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "here"
    (folder / "sub").mkdir(parents=True)
    monkeypatch.chdir(folder)
    Path("here-text.md").write_text("---\nsource: here-text\ntitle: T\nseen: read\n---\n", encoding="utf-8")
    paths = [Path(named), Path("here-text.md")]
    for word, codes in (("forbidden", ["E001"]), ("permitted", [])):
        Path("here.md").write_text(RULE.format(word), encoding="utf-8")
        found = check_files(paths)
        assert [p.code for p in found.problems] == codes
        assert found.tried == 1
        assert [p.code for p in Workbench.open(paths).check(only=paths)] == codes
    Path("here.md").write_text(RULE.format("permitted").replace("permitted  ", "permited   "), encoding="utf-8")
    assert {p.code for p in check_files(paths).problems} == {"L003"}
    assert CliRunner().invoke(app, ["check", named]).exit_code == 1
    assert CliRunner().invoke(app, ["fmt", "--check", named]).exit_code == 1


def test_a_sentence_of_a_doctrine_s_own_can_be_asked_about_and_supposed(tmp_path: Path) -> None:
    words = RULE.format("permitted").replace("```siyar\n", f"```siyar\n{OWN}", 1)
    Path(tmp_path, "here.md").write_text(words, encoding="utf-8")
    Path(tmp_path, "text.md").write_text("---\nsource: here-text\ntitle: T\nseen: read\n---\n", encoding="utf-8")
    bench = Workbench.open([tmp_path])
    sitting = bench.ask("hudaybiyya", doctrines=["here"], about="for Medina to ring back to Quraysh")
    assert not isinstance(sitting, tuple), sitting
    assert sitting.hearings[0].asked[0].outcome.status.value == "open"
    found = whatif(
        bench,
        "hudaybiyya",
        given=["the bells of Quraysh ring"],
        about="for Medina to ring back to Quraysh",
        doctrines=["here"],
    )
    assert not isinstance(found, tuple), found
    assert [c.after.outcome.value for c in found.changes if c.changed] == ["permitted"]
