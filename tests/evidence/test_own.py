"""Tables a user brings along: corpora, translations, and what is wrong with a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyar.evidence import Finding, Holdings, Reference, Wording, resolved
from siyar.evidence.own import read, read_rows
from siyar.source import Text
from tests.cli.command import run
from tests.evidence.small import likening
from tests.export.schemas import valid

HEAD = "work,number,text,place,language,title,notice"
ROWS = [
    HEAD,
    "Ahmad,3:99,قلم جديد وورقة بيضاء على الطاولة,,ar,the Musnad,mine alone",
    "quran,2:256,the new pen lies on the white page,,en,a translation,",
    "quran,2:257,another page,,en,a translation,",
]


def one(words: str) -> Finding:
    corpora, translations, problems = read_rows("mine.csv", ROWS)
    assert not problems
    (finding,) = resolved(Text("t", words), Holdings(corpora, translations, without=True))
    return finding


def test_a_collection_that_no_package_has() -> None:
    finding = one("«قلم جديد وورقة بيضاء» (reported by Ahmad)")
    assert (finding.wording, finding.places[0].reference) == (Wording.FRAGMENT, Reference.RIGHT)
    assert str(finding.places[0].record) == "ahmad 3:99"


@likening
def test_a_named_translation() -> None:
    finding = one("“the new pen (swt) lies on the White page” (al-Baqara 2:256)")
    assert (finding.wording, finding.translation) == (Wording.TRANSLATION, "a translation")
    for words, verse in (("a new pen lay upon a page", "2:256"), ("the new pen lies on the white page", "2:257")):
        assert one(f"“{words}” (al-Baqara {verse})").wording is Wording.UNCHECKED


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "no column `work`, `number`, `text`"),
        (["work,text"], "no column `number`"),
        ([HEAD], "holds no record"),
        ([HEAD, "ahmad,,words"], "line 2 of `t.csv` lacks"),
        ([HEAD, 'ahmad,1,"words'], "cannot be read"),
    ],
)
def test_what_is_no_table(lines: list[str], message: str) -> None:
    _, _, (problem,) = read_rows("t.csv", lines)
    assert problem.code == "W003"
    assert message in problem.message


def test_files_that_are_none(tmp_path: Path) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes("work,number,text\na,1,caf\u00e9\n".encode("latin-1"))
    huge = tmp_path / "huge.csv"
    with open(huge, "wb") as file:
        file.truncate(200 * 1024 * 1024)
    for path, words in ((tmp_path / "none.csv", "cannot be read"), (latin, "not UTF-8"), (huge, "200 MB large")):
        *_, (problem,) = read(path)
        assert words in problem.message


@likening
def test_the_command(tmp_path: Path) -> None:
    table, notes = tmp_path / "mine.csv", tmp_path / "notes.txt"
    table.write_text("\ufeff" + "\n".join(ROWS), encoding="utf-8")
    notes.write_text("«قلم جديد وورقة سوداء على الطاولة» (Ahmad 3/99)", encoding="utf-8")
    said = run("evidence", str(notes), "--corpus", str(table))
    assert said.status == 0
    assert "wording: variant" in said.out
    assert "بيضاء" in said.out
    value = run("evidence", str(notes), "--corpus", str(table), "--format", "json")
    valid("evidence-file", value.json)
    assert "بيضاء" not in value.out, "words of a corpus are exported only where that is allowed"
    assert "W003" in run("evidence", str(notes), "--corpus", str(notes)).err
    found = run("evidence", "hizb-qa", "--corpus", str(table), "--format", "json").json
    (fire,) = (e for e in found["evidence"] if e["id"] == "fire-of-the-polytheists")
    assert [p["reference"] for p in fire["finding"]["places"]][1] != "collection not in corpus"
