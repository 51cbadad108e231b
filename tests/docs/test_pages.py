"""Pages hang together: links lead somewhere, nothing is left out, and the Python in them does what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

import siyar
from siyar import engines
from siyar.cli.app import COMMANDS
from siyar.conclusion import Because
from siyar.diagnostics import CODES
from siyar.language.frontmatter import KEYS, Kind
from siyar.language.syntax import BLOCKS, ENTITY, KINDS
from siyar.model import LineKind, Modality, Preference, Relation
from tests.docs.pages import PAGES, ROOT, tagged

DOCS = ROOT / "docs"


@cache
def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def outside_fences(words: str) -> str:
    return re.sub(r"^(`{3,}).*?^\1$", "", words, flags=re.MULTILINE | re.DOTALL)


def anchors(words: str) -> set[str]:
    """The names under which headings can be linked to."""
    heads = re.findall(r"^#+ +(.+?) *$", outside_fences(words), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", outside_fences(path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        other = (path.parent / name).resolve() if name else path
        assert other.exists(), target
        if anchor:
            assert anchor in anchors(other.read_text(encoding="utf-8")), target


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, left = {ROOT / "README.md"}, [ROOT / "README.md"]
    while left:
        here = left.pop()
        for target in re.findall(r"\]\(([^)\s#]+\.md)", here.read_text(encoding="utf-8")):
            other = (here.parent / target).resolve()
            if other.exists() and other not in reached:
                reached.add(other)
                left.append(other)
    assert [p.relative_to(ROOT).as_posix() for p in (*DOCS.rglob("*.md"), *ROOT.glob("*.md")) if p not in reached] == []


# --------------------------------------------------------------------------- nothing is left out


@cache
def sections() -> dict[str, str]:
    """The sections of docs/language.md by the block names in their headings."""
    found: dict[str, str] = {}
    for head, words in re.findall(r"^### (.+?)\n(.*?)(?=^##)", page("language.md"), re.MULTILINE | re.DOTALL):
        found.update(dict.fromkeys(re.findall(r"`([^`]+)`", head), words))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_of_a_block_is_documented(kind: str) -> None:
    said = set(re.findall(r"`([^`\n]+)`", sections()[kind]))
    lines = set(KINDS[kind].lines) - ({"note"} if kind == "question" else set())
    assert lines - said == set()


def test_every_block_and_every_line_stands_in_an_example() -> None:
    """So that what the tables say is also tried."""
    examples = "".join(f.words for f in tagged(DOCS / "language.md", "siyar"))
    heads = {kind for kind in KINDS if re.search(rf"^{kind} \S", examples, re.MULTILINE)}
    assert set(KINDS) - heads == set()
    lines = {line for kind in KINDS.values() for line in kind.lines}
    assert {line for line in lines if not re.search(rf"^  {line} +\S", examples, re.MULTILINE)} == set()


def test_which_blocks_a_file_may_hold_is_documented() -> None:
    words = page("language.md").partition("## Blocks, line by line")[2].partition("###")[0]
    few = {kind for kinds in BLOCKS.values() for kind in kinds if len(kinds) < len(KINDS) / 2}
    few |= {kind for kind in KINDS if kind not in BLOCKS[Kind.DOCTRINE]}
    assert few - set(re.findall(r"`([^`\n]+)`", words)) == set()


@pytest.mark.parametrize("kind", KEYS)
def test_every_key_of_front_matter_is_documented(kind: str) -> None:
    first, *others = next(keys for name, keys in KEYS.items() if name == kind)
    (row,) = re.findall(rf"^\|[^|\n]*\| `{first}` \|(.*)\|$", page("language.md"), re.MULTILINE)
    assert re.findall(r"`([^`]+)`", row) == others
    explained = page("language.md").partition("| key | means |")[2].partition("\n\n")[0]
    assert {*others} - set(re.findall(r"`([^`]+)`", explained)) == set()


def test_every_word_with_a_meaning_is_documented() -> None:
    words = [w.value for kind in (Modality, Preference, LineKind, Relation) for w in kind if w is not Relation.IS]
    assert [w for w in words if f"`{w}`" not in page("language.md")] == []
    assert ENTITY not in sections()["case"].partition("|")[2].split("`")[1::2]
    said = (
        page("semantics.md").partition("## 11.")[2] + page("semantics.md").partition("## 5.")[2].partition("## 6.")[0]
    )
    assert [b.value for b in Because if b.value not in said] == []


def test_every_code_is_documented() -> None:
    assert [code for code in CODES if f"### {code} " not in page("diagnostics.md")] == []


def test_every_engine_is_documented() -> None:
    table = page("architecture.md").partition("## Engines")[2].partition("\n## ")[0]
    names = {m.name for m in pkgutil.iter_modules(engines.__path__)} - {"protocol"}
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == names


def test_every_guard_of_the_stance_is_there() -> None:
    named = re.findall(r"`(tests/[^`]+)`", page("stance.md"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_command_is_documented() -> None:
    assert [name for name in COMMANDS if not re.search(rf"^#+ .*\b{name}\b", page("cli.md"), re.MULTILINE)] == []


def test_every_storey_is_documented_as_it_is() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (storeys,) = (c for c in settings["tool"]["importlinter"]["contracts"] if c["id"] == "storeys")
    rooms = [room.strip() for layer in storeys["layers"] for room in layer.split("|")]
    table = page("architecture.md").partition("## Rooms")[2].partition("\n## ")[0]
    assert re.findall(r"^\|[^|\n]*\| `([\w]+)` \|", table, re.MULTILINE) == rooms


# --------------------------------------------------------------------------- definitions

DEFINED = {
    *(f"D{n}" for n in range(1, 27)),
    *(f"S{n}" for n in range(1, 7)),
    *(f"W{n}" for n in range(1, 14)),
}


def test_every_definition_is_stated_once() -> None:
    words = page("semantics.md")
    stated = re.findall(r"\*\*(D\d+) |^\| ([SW]\d+) \|", words, re.MULTILINE)
    assert sorted(one or other for one, other in stated) == sorted(DEFINED)


def test_code_cites_only_definitions_there_are() -> None:
    cited = {
        number
        for path in (ROOT / "src").rglob("*.py")
        for number in re.findall(r"\b(D\d{1,2}|W\d{1,2}|S[1-9])\b(?!\d|-)", path.read_text(encoding="utf-8"))
    }
    assert cited - DEFINED == set()


# --------------------------------------------------------------------------- Python in pages and docstrings


@pytest.mark.parametrize(
    "path", [p for p in PAGES if tagged(p, "pycon")], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_python_in_a_page_does_what_it_says(path: Path) -> None:
    failed, tried = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert tried
    assert not failed


MODULES = [m.name for m in pkgutil.walk_packages(siyar.__path__, "siyar.") if not m.name.endswith("__main__")]


#: Modules that import what an extra brings only when they are used, as their examples do.
IMPORTED_LATER = {"siyar.evidence.likening": "rapidfuzz"}


@pytest.mark.parametrize("name", MODULES)
def test_docstrings_do_what_they_say(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        # Of an extra; what the base needs is there, or nothing here would run.
        if (error.name or "siyar").partition(".")[0] == "siyar":
            raise
        pytest.skip(f"{error.name} is not installed")
    if name in IMPORTED_LATER:
        pytest.importorskip(IMPORTED_LATER[name], reason=f"{IMPORTED_LATER[name]} is not installed")
    failed, _ = doctest.testmod(module)
    assert not failed
