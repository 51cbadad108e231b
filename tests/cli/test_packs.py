"""Doctrines from outside the wheel: a folder, a file, or a package installed beside Siyar, each asked end to end.

The package is a real one, installed by pip into a folder of its own, without a network.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

import siyar

WORDS = """---
vocabulary: harbour-words
title: Words of a harbour
version: {version}
further: harbour-law
---
```siyar
type Ship

fact laden
  text             Ship is laden

act moor
  text             for Ship to moor

question mooring
  asks             May Ship moor?
  about            moor
```
"""
LAW = """---
doctrine: harbour-law
title: An invented harbour law
voice: the harbour master
source: harbour-book
uses: siyar, harbour-words
needs: {needs}
encoded by: the tests
questions: truce, mooring
---
```siyar
rule truces-are-kept-short
  forbidden        for State to conclude Treaty with Counterpart
  when             Treaty is a truce
  source           harbour-book P1

rule the-laden-may-moor
  permitted        for Ship to moor
  when             Ship is laden
  source           harbour-book P2
```
"""
BOOK = "---\nsource: harbour-book\ntitle: A harbour book\nseen: read\npassages: P1, P2\n---\n"
CASES = """---
cases: harbour-cases
uses: harbour-words
---
```siyar
case a-laden-ship
  title            A laden ship
  Ship             the Heron
  given            the Heron is laden
  ask              mooring
```
"""


def pack(needs: str = "siyar 1, harbour-words 1", version: str = "1") -> dict[str, str]:
    return {
        "words.md": WORDS.replace("{version}", version),
        "law.md": LAW.replace("{needs}", needs),
        "book.md": BOOK,
        "cases.md": CASES,
    }


def written(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in files.items():
        (folder / name).write_text(words, encoding="utf-8")
    return folder


def wheel(folder: Path, files: Mapping[str, str], point: str = "harbour_pack") -> Path:
    """A wheel that holds the files in a module and offers it as a pack."""
    about = "harbour_pack-1.0.dist-info"
    inside = {
        "harbour_pack/__init__.py": "",
        **{f"harbour_pack/{name}": words for name, words in files.items()},
        f"{about}/METADATA": "Metadata-Version: 2.1\nName: harbour-pack\nVersion: 1.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: by hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/entry_points.txt": f"[siyar.packs]\nharbour = {point}\n",
    }
    record = "".join(f"{name},,\n" for name in (*inside, f"{about}/RECORD"))
    path = folder / "harbour_pack-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as made:
        for name, words in {**inside, f"{about}/RECORD": record}.items():
            made.writestr(name, words)
    return path


def installed(folder: Path, files: Mapping[str, str], point: str = "harbour_pack") -> Path:
    """The folder into which pip has installed the wheel."""
    target = folder / "site"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--disable-pip-version-check",
    ]
    subprocess.run(
        [*command, "--target", str(target), str(wheel(folder, files, point))], check=True, capture_output=True
    )
    return target


def run(*arguments: str, beside: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`siyar` in a process of its own, with what is installed in a folder beside it."""
    places = [str(Path(siyar.__file__).parents[1]), *([str(beside)] if beside else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places), "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", "from siyar.cli import main; main()"]
    return subprocess.run([*command, *arguments], capture_output=True, encoding="utf-8", check=False, env=environment)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(tmp_path_factory.mktemp("pack"), pack())


def test_an_installed_pack_is_listed_and_marked_as_no_part_of_what_ships(site: Path) -> None:
    said = run("list", "doctrines", beside=site)
    assert said.returncode == 0, said.stderr
    assert "An invented harbour law" in said.stdout
    assert "not shipped with Siyar" in said.stdout
    assert "harbour-law" not in run("list", "doctrines").stdout


def test_it_is_asked_on_a_shipped_case_and_says_whose_it_is(site: Path) -> None:
    said = run("ask", "hudaybiyya", "-d", "harbour-law", "-q", "truce", beside=site)
    assert said.returncode == 0, said.stderr
    assert "An invented harbour law (not shipped with Siyar," in said.stdout
    assert "states: forbidden (settled)" in " ".join(said.stdout.split())
    assert "The Hanafi school" in said.stdout


def test_it_stands_beside_others_where_it_speaks_as_its_vocabulary_asks(site: Path) -> None:
    said = run("ask", "hudaybiyya", "-d", "hizb-qa", "-q", "truce", beside=site).stdout
    assert "An invented harbour law" in said.partition("Other positions")[2]
    assert "An invented harbour law" not in run("ask", "banu-qaynuqa-squadron", "-q", "help", beside=site).stdout


def test_it_is_compared(site: Path) -> None:
    said = run("compare", "hudaybiyya", "-q", "truce", "-d", "harbour-law", "-d", "hanafi", beside=site)
    assert said.returncode == 0, said.stderr
    assert "An invented harbour law" in said.stdout
    assert "1 from 2, by their own rules" in said.stdout


def test_its_own_cases_and_questions_are_asked(site: Path) -> None:
    said = run("ask", "a-laden-ship", "-d", "harbour-law", beside=site)
    assert said.returncode == 0, said.stderr
    assert "states: permitted (settled)" in " ".join(said.stdout.split())


def test_it_is_checked(site: Path) -> None:
    said = run("check", beside=site)
    assert said.returncode == 0, said.stdout + said.stderr


def test_without_it_nobody_knows_it() -> None:
    said = run("ask", "hudaybiyya", "-d", "harbour-law")
    assert said.returncode == 1
    assert "there is no doctrine `harbour-law`" in said.stderr


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_folder_or_a_file_is_read_by_its_path(what: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "harbour", pack())
    path = folder if what == "folder" else folder / "law.md"
    said = run("ask", "hudaybiyya", "-d", "harbour-law", "-q", "truce", "--with", str(path))
    assert said.returncode == 0, said.stderr
    assert "An invented harbour law (not shipped with Siyar," in said.stdout


@pytest.mark.parametrize(
    ("needs", "words"),
    [
        ("siyar 0, harbour-words 1", "`harbour-law` needs version 0 of `siyar`, and version 1 is read here"),
        ("siyar 1, harbour-words 2", "`harbour-law` needs version 2 of `harbour-words`, and version 1 is read here"),
    ],
)
def test_a_pack_for_another_version_of_a_vocabulary_is_an_error_that_names_both(
    needs: str, words: str, tmp_path: Path
) -> None:
    for said in (
        run("ask", "hudaybiyya", "--with", str(written(tmp_path / "harbour", pack(needs)))),
        run("ask", "hudaybiyya", beside=installed(tmp_path, pack(needs))),
    ):
        assert (said.returncode, said.stdout) == (1, "")
        assert "V008" in said.stderr
        assert words in said.stderr


def test_vocabularies_that_clash_are_told(tmp_path: Path) -> None:
    files = pack()
    files["words.md"] = files["words.md"].replace(
        "fact laden", "fact muslim\n  text             Ship is Muslim\n\nfact laden"
    )
    files["words.md"] = files["words.md"].replace("type Ship\n", "type Ship\n\ntype Party\n")
    said = run("compare", "hudaybiyya", "--with", str(written(tmp_path / "harbour", files)))
    assert (said.returncode, said.stdout) == (1, "")
    assert "V004" in said.stderr
    assert "`siyar` and `harbour-words` both declare" in said.stderr


def test_a_pack_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    said = run("ask", "hudaybiyya", beside=installed(tmp_path, pack(), point="no_such_module"))
    assert (said.returncode, said.stdout) == (1, "")
    assert "F001" in said.stderr
    assert "harbour" in said.stderr
