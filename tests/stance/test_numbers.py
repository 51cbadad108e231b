"""Line 2: no merged verdict and no score. A number belongs to one doctrine and counts its cases."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.stance.outputs import FORMATS, many_cases, pages, printed, reasons, rulings, some_cases

#: Where a number may stand: in one ruling, how many cases of how many it was judged over.
COUNTS = {
    ("rulings", "[]", "cases"),
    ("rulings", "[]", "possible", "[]", "cases"),
    ("rulings", "[]", "possible", "[]", "of"),
}
KEYS_OF_A_MERGER = re.compile(r"score|percent|share|rate|ratio$|average|mean$|majority|consensus|agreement|rank|total")
MERGER = re.compile(
    r"\d\s*(?:%|per cent|percent)|\bscores?\b|\bmajority of (?:the )?doctrines|\bon average\b"
    r"|\b\d+ (?:of|out of) \d+ (?:doctrines|schools|positions)",
    re.IGNORECASE,
)


def numbers(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every number."""
    match value:
        case dict():
            for key, inside in value.items():
                yield from numbers(inside, (*path, key))
        case list():
            for inside in value:
                yield from numbers(inside, (*path, "[]"))
        case bool():
            return
        case int() | float():
            yield path


def keys(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for key, inside in value.items():
                yield key
                yield from keys(inside)
        case list():
            for inside in value:
                yield from keys(inside)


@pytest.mark.parametrize("case", some_cases())
def test_numbers_stand_in_one_ruling_alone(case: str) -> None:
    said = json.loads(printed("ask", case, "--format", "json"))
    assert set(numbers(said)) <= COUNTS
    assert [key for key in keys(said) if KEYS_OF_A_MERGER.search(key)] == []
    for ruling in said["rulings"]:
        assert ruling["doctrine"], "every number has a doctrine it is of"
        assert sum(one["cases"] for one in ruling["possible"]) in (0, *{one["of"] for one in ruling["possible"]})


def test_there_are_such_numbers() -> None:
    said = [json.loads(printed("ask", case, "--format", "json")) for case in some_cases()]
    assert {path for one in said for path in numbers(one)} == COUNTS


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.long)])
def test_no_output_has_a_percentage_or_a_score(format: str, every: int) -> None:
    some = some_cases() if every > 1 else many_cases()
    everything = rulings(format, some) | reasons(format, some[::2]) | pages(format, every=every)
    for command, words in everything.items():
        assert "%" not in words, command
        assert not MERGER.search(words), (command, MERGER.search(words))


def test_each_doctrine_keeps_a_ruling_of_its_own() -> None:
    """Two doctrines that say the same are two rulings, and nothing stands for both."""
    for case in some_cases():
        said = json.loads(printed("ask", case, "--format", "json"))
        each = [(r["doctrine"], r["question"], r["about"], r["option"], str(r["readings"])) for r in said["rulings"]]
        assert len(each) == len(set(each)), case
        assert not {"value", "status", "verdict", "ruling"} & set(said), case
        for hearing in said["hearings"]:
            assert not {"value", "status", "verdict"} & set(hearing), case
