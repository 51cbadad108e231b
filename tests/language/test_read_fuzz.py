"""Nothing a file may hold breaks the reader: no exception, every place inside its text, in bounded time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siyar.language import read, read_claim
from siyar.language.read import Read
from siyar.model import Claim
from siyar.source import Text
from tests.language.test_read_blocks import EVERYTHING, FAIR
from tests.language.test_read_cases import EXPECT, FIRST, LATER
from tests.language.written import CASES_HEAD, OTHER, SOURCE, VOCABULARY, cases_file, doctrine_file, fence, library

FILES = (
    VOCABULARY,
    SOURCE,
    OTHER,
    doctrine_file(EVERYTHING + EXPECT.replace("reading oath", "reading path")),
    cases_file(FAIR.replace("case fair", "case fete") + FIRST + LATER),
)

#: Pieces that have a meaning somewhere, to be put where they have none.
SCRAPS = (
    "```siyar\n",
    "```\n",
    "---\n",
    "\n",
    "  ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    "|",
    ";",
    ",",
    ":",
    "(",
    ")",
    "'s",
    "’",
    "\r",
    "\r\n",
    "\ufeff",
    "\u202e",
    "\u200c",
    "\0",
    "it is not so that ",
    "the ",
    "another ",
    "Guild",
    "Guild B",
    "is ",
    "more than ",
    "10 lunar years",
    "6 AH",
    "P1.S1-S9",
    "when either ",
    "or ",
    "and ",
    "rule ",
    "strict rule ",
    "case ",
    "expect ",
    "as in ",
    "uses: ",
    "part of: custom\n",
    "doctrine: ",
    "مسلم",
    "\U0001f600",
    "> ",
    "- ",
    "1. ",
    "    ",
    "~~~siyar\n",
    "not valid",
)

FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def sound(result: Read) -> None:
    """Every place lies inside its text, and problems are in order."""
    for problem in result.diagnostics:
        assert problem.message
        assert problem.span is not None or problem.file or problem.code == "V004"
        for span in (problem.span, *(r.span for r in problem.related)):
            if span is not None:
                assert 0 <= span.start <= span.end <= len(span.text.characters), problem
                assert span.line >= 1
                assert span.column >= 1
    places = [(d.span.text.name, d.span.start) for d in result.diagnostics if d.span]
    assert places == sorted(places)


def read_words(*files: str) -> Read:
    return read([Text(f"{i}.md", words) for i, words in enumerate(files)])


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, ...]:
    """The valid files, one of them changed in a few places."""
    files = list(FILES)
    which = draw(st.integers(0, len(files) - 1))
    words = files[which]
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(words)))
        match draw(st.integers(0, 4)):
            case 0:
                words = words[:at] + words[at + draw(st.integers(1, 30)) :]
            case 1:
                words = words[:at] + draw(st.sampled_from(SCRAPS)) + words[at:]
            case 2:
                words = words[:at] + draw(st.text(max_size=3)) + words[at + 1 :]
            case 3:
                lines = words.split("\n")
                i, j = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
                lines[i], lines[j] = lines[j], lines[i]
                words = "\n".join(lines)
            case _:
                end = draw(st.integers(at, len(words)))
                words = words[:end] + words[at:end][:200] + words[end:]
    files[which] = words
    return tuple(files)


@FUZZ
@given(mutated())
def test_changed_files(files: tuple[str, ...]) -> None:
    sound(read_words(*files))


@FUZZ
@given(st.lists(st.sampled_from(SCRAPS) | st.text(max_size=8), max_size=60))
def test_scraps_after_a_head(scraps: list[str]) -> None:
    words = "".join(scraps)
    sound(read_words(VOCABULARY, words))
    sound(read_words(VOCABULARY, CASES_HEAD + fence(words)))
    sound(read_words(VOCABULARY, "---\ndoctrine: d\nuses: towns\n---\n" + fence("rule one\n  then  " + words)))


WORLD = library({"early.md": cases_file(FAIR)})


@FUZZ
@given(
    st.lists(st.sampled_from([*SCRAPS, "Alba ", "the weavers ", "has sided with "]) | st.text(max_size=6), max_size=20)
)
def test_typed_sentences(scraps: list[str]) -> None:
    words = "".join(scraps)
    for case in (WORLD.cases["fair"], None):
        said = read_claim(words, WORLD, case=case, doctrine=None)
        assert isinstance(said, Claim) or all(d.span for d in said)


def test_the_unchanged_files_have_no_fault() -> None:
    assert read_words(*FILES).diagnostics == ()


@FUZZ
@given(st.integers(0, 4), st.integers(0, 10_000))
def test_a_file_broken_off(which: int, at: int) -> None:
    files = list(FILES)
    files[which] = files[which][: at % (len(files[which]) + 1)]
    sound(read_words(*files))


HOSTILE: dict[str, Callable[[], str]] = {
    "nested quotations": lambda: "> " * 50_000 + "```siyar",
    "nested lists": lambda: "\n".join("  " * i + "- a" for i in range(2_000)),
    "brackets": lambda: "[" * 100_000,
    "many unclosed fences": lambda: "```siyar\nrule a\n" * 3_000,
    "many unknown heads": lambda: fence("\n".join(f"rool{i} x\n  then  y" for i in range(3_000))),
    "many misplaced lines": lambda: fence("rule a\n" + "  and  Guild is resident\n" * 5_000),
    "many unfinished blocks": lambda: fence(
        "\n".join(f"rule a{i}\n" + "  when  Guild is resident\n" * (i % 40) for i in range(1_500))
    ),
    "many unread sentences": lambda: fence(
        "rule a\n  then  Charter is void\n" + "  unless  Guild was resident\n" * 1_500
    ),
    "one long sentence": lambda: fence("rule a\n  then  " + "Guild has sided with " * 10_000),
    "one long list": lambda: fence(
        "rule a\n  then  Charter is void\n  when  the banner of Guild is " + "red, " * 5_000 + "red or blue"
    ),
    "a text of many slots": lambda: fence("fact f\n  text  " + "Guild " * 5_000 + "is x"),
    "a long word": lambda: fence("x" * 100_000 + "\n  " + "y" * 100_000),
    "many continuations": lambda: fence("rule a\n  note  x\n" + "      y\n" * 20_000),
    "many citations": lambda: fence("rule a\n  then  Charter is void\n  source  " + "a P1; " * 20_000),
    "a wide run of passages": lambda: fence("passages x\n  context  " + "P1-P999999, " * 50),
    "many spaces": lambda: fence("rule a\n  then" + " " * 200_000 + "Charter is void"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_take_no_long_time(name: str) -> None:
    words = "---\ndoctrine: d\nuses: towns\n---\n" + HOSTILE[name]()
    start = time.process_time()
    sound(read_words(VOCABULARY, words))
    assert time.process_time() - start < 8


def test_a_case_of_names_made_of_each_other() -> None:
    names = "\n".join("  Guild  " + " ".join(["a"] * n) for n in range(1, 12))
    words = CASES_HEAD + fence(
        "fact f\n  text  " + "Guild " * 1 + "is x\n\ncase c\n" + names + "\n  given  " + "a " * 60 + "has sided with a"
    )
    start = time.process_time()
    sound(read_words(VOCABULARY, words))
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "blocks",
    [
        "\x85",
        "rule one\n  \u00a0",
        "\u00a0rule one",
        "rule one\n  held-back",
        "rule one\n  otherwise permitted",
        "rule one\n  then  it is not so that",
        "rule one\n  then\n      \n      Charter",
        "rule one\n  then  [",
        "rule one\n  then  []",
        "rule one\n  source  ;",
        "rule one\n  source  (not checked)",
        "rule one\n  in reading  :",
        "reading one\n  option",
        "case one\n  A",
        "case one\n  Town  (x)",
        "case one\n  Town  ()",
        "expect a in",
        "passages",
        "opposes one\n  one\n  to",
        "fact one\n  text  {}",
        "fact one\n  text  {|}",
    ],
)
def test_witnesses_of_past_or_likely_trouble(blocks: str) -> None:
    for head in ("---\ndoctrine: d\nuses: towns\n---\n", CASES_HEAD):
        sound(read_words(VOCABULARY, head + fence(blocks)))
