"""Line 4: legal concepts only. No state of today, no living group and no person in what facts, acts and cases say."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from siyar.check import check
from siyar.check.stance import historical
from siyar.diagnostics import Diagnostic
from siyar.model import Case, Choice, Piece, Word
from siyar.source import Text
from siyar.workbench import Workbench
from tests.stance.shipped import bench, library

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```siyar[^\n]*\n(.*?)(?:^```|\Z)", re.MULTILINE | re.DOTALL)

#: The words with a capital that shared sentences may use: a religion, its law, and bodies and texts of law by kind.
PROPER_IN_SENTENCES = frozenset(
    (
        "Muslim",
        "Muslims",
        "Islam",
        "Islamic",
        "Shari'a",
        "Convention",
        "Charter",
        "Security",
        "Council",
        "United",
        "Nations",
        "God",
    )
)

#: The names that cases without an early date may give: invented, or of that kind.
PROPER_IN_ABSTRACT_CASES = PROPER_IN_SENTENCES | {"Westland", "Eastland", "Northland", "Southland"}

#: Names that a case may give because it is told of an early time although its date cannot be read as a year.
EARLY = frozenset(("Rum", "Helpers"))

#: Where a fixture shows what P002 says, it needs something to say it of.
FIXTURES = frozenset({"P002-present-state.md"})


def shipped_files() -> set[str]:
    return {span.text.name for case in library().cases.values() if (span := case.span)} | {
        name for doctrine in library().doctrines.values() for name in doctrine.files
    }


def test_the_library_names_no_state_or_person_of_today() -> None:
    names = {s.span.text.name for s in library().sentences().values() if s.span} | shipped_files()
    found = [p for p in check(library(), shipped=names) if p.code == "P002"]
    assert [(p.message, p.span.text.name if p.span else "") for p in found] == []


# --------------------------------------------------------------------------- the word list works


@pytest.mark.parametrize(
    ("block", "named"),
    [
        ("fact pact\n  text             Town has a pact with France\n", "France"),
        ("fact pact\n  text             Town has a pact with {Egypt | a village}\n", "Egypt"),
        (
            "fact pact\n  text             Town is bound\n  opposite         Town is free of Cuba\n",
            "Cuba",
        ),
        ("concept pact\n  text             Town follows the law of Japan\n", "Japan"),
        ("act pact\n  text             for Town to conclude a pact with Saudi Arabia\n", "Saudi Arabia"),
        ("case one\n  title            A pact of Peru\n  Town             Upper Town\n", "Peru"),
        ("case one\n  title            A pact\n  Town             Chile\n", "Chile"),
        ("case one\n  title            A pact\n  Town             the town by the river (Chad)\n", "Chad"),
        ("case one\n  title            A pact\n  date             1951\n  Town             Norway\n", "Norway"),
        ("case one\n  title            A pact\n  Person           Somebody Named\n", "Somebody Named"),
    ],
    ids=lambda words: words.split("\n", 1)[0] if "\n" in words else words,
)
def test_such_a_name_is_found(block: str, named: str) -> None:
    assert any(named in p.message for p in present(block))


@pytest.mark.parametrize(
    "block",
    [
        "fact pact\n  text             Town has a pact with a neighbour\n",
        "case one\n  title            A pact\n  date             1806\n  Town             Norway\n",
        "case one\n  title            A pact\n  date             30 AH\n  Town             Egypt\n",
        "case one\n  title            A pact\n  Person           the envoy\n",
        "case one\n  title            A chadian-hued banner\n  Town             Upper Town\n",
    ],
)
def test_other_names_are_not(block: str) -> None:
    assert present(block) == []


def present(block: str) -> list[Diagnostic]:
    types = "type Town\n  means            a town\n\ntype Person\n  means            somebody\n\n"
    kind = "cases" if block.startswith("case") else "vocabulary"
    texts = [Text("v.md", f"---\nvocabulary: towns\nversion: 1\n---\n```siyar\n{types}```\n")]
    texts.append(Text("x.md", f"---\n{kind}: x\nuses: towns\n---\n```siyar\n{block}```\n"))
    read = Workbench.read(texts, set())
    assert read.problems == ()
    return [p for p in check(read.library) if p.code == "P002"]


# --------------------------------------------------------------------------- any other name


def words_of(pieces: tuple[Piece, ...]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Word):
            yield piece.text
        elif isinstance(piece, Choice):
            yield from " ".join(piece.options).split()


def proper(words: str) -> list[str]:
    """The words with a capital, but for the first, types and single letters."""
    bare = [re.sub(r"^\W+|\W+$|'s$", "", word) for word in words.split()]
    return [w for w in bare[1:] if w[:1].isupper() and len(w) > 1 and w not in library().types()]


def test_sentences_name_nobody() -> None:
    """A name that is new here is looked at by somebody before it is let in."""
    found = {
        f"{sentence.id}: {word}"
        for sentence in library().sentences().values()
        for word in (*words_of(sentence.text), *words_of(sentence.opposite))
        if word[:1].isupper() and word.strip(",.") not in PROPER_IN_SENTENCES
    }
    assert found == set()


def names_in(case: Case) -> Iterator[str]:
    yield from proper(case.title)
    for entity in case.entities:
        yield from proper(f"_ {entity.name}")
        yield from proper(f"_ {entity.short}")


def test_cases_without_an_early_date_are_abstract() -> None:
    allowed = PROPER_IN_ABSTRACT_CASES | EARLY
    undated = [case for case in library().cases.values() if not historical(case)]
    assert undated
    assert {f"{case.id}: {name}" for case in undated for name in names_in(case) if name not in allowed} == set()


def test_no_case_or_sentence_names_who_is_studied() -> None:
    """Authors, voices and parties of our own time are whose word a rule is, and never what it is about."""
    studied = {"Hizb", "Tahrir", "Qaeda", "Qa'ida"}
    for source in library().sources.values():
        if (year := re.search(r"\b(19[5-9]\d|20\d\d)\b", source.date)) and int(year[1]) >= 1950:
            studied |= {w for w in re.findall(r"[\w'-]{4,}", source.author) if w[0].isupper()}
    said = [" ".join(words_of((*s.text, *s.opposite))) for s in library().sentences().values()]
    said += [c.title for c in library().cases.values()]
    said += [f"{e.name} {e.short}" for c in library().cases.values() for e in c.entities]
    loose = PROPER_IN_SENTENCES | EARLY | {"Senior", "Scholars"}
    assert {"Hizb"} < studied
    assert [
        (name, words) for name in sorted(studied - loose) for words in said if re.search(rf"\b{name}\b", words)
    ] == []


# --------------------------------------------------------------------------- test data and examples


def markdown() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z", "*.md"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    return [p for p in ROOT.rglob("*.md") if not any(part.startswith(".") for part in p.relative_to(ROOT).parts)]


def test_test_data_and_examples_name_no_state_of_today() -> None:
    from siyar.check.stance import _states

    found, seen = [], 0
    for path in markdown():
        if path.name in FIXTURES or path.is_relative_to(ROOT / "src"):
            continue
        for fence in FENCE.findall(path.read_text(encoding="utf-8")):
            seen += 1
            found += [f"{path.relative_to(ROOT)}: {m[0]}" for m in _states().finditer(fence)]
    assert seen
    assert found == []


def test_the_bench_is_the_shipped_one() -> None:
    assert bench().problems == ()
    assert all(doctrine.shipped for doctrine in library().doctrines.values())
