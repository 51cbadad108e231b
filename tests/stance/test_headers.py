"""Line 6: equal source criticism. Critic and party are shown by one template, under one notice."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.stance.outputs import FORMATS, printed
from tests.stance.shipped import doctrines, library

CRITIC, PARTY = "hizb-essay", "hizb-qa"


def header(id: str) -> dict[str, str]:
    """The lines above the first rule, by their labels; the title is the first line."""
    lines = printed("show", id).split("\n\n", 1)[0].splitlines()
    found, label = {"title": lines[0]}, ""
    for line in lines[1:]:
        if line.startswith(" "):
            found[label] += " " + line.strip()
        else:
            label, _, words = line.partition(": ")
            found[label] = words
    return found


def shape(value: Any) -> Any:
    """Keys and kinds, down to where rules of a doctrine differ in number."""
    if isinstance(value, dict):
        return {key: shape(inside) for key, inside in value.items()}
    return type(value).__name__


@pytest.mark.parametrize("id", doctrines())
def test_every_header_has_the_same_lines(id: str) -> None:
    assert list(header(id)) == list(header(CRITIC))


def test_critic_and_party_under_one_notice() -> None:
    critic, party = header(CRITIC), header(PARTY)
    assert critic["notice"] == party["notice"]
    assert critic["notice"]
    for line in ("encoded by", "reviewed by"):
        assert critic[line] == party[line] != ""
    for one in (critic, party):
        assert one["voice"]
        assert one["date"]
        assert one["source"]


@pytest.mark.parametrize("id", doctrines())
def test_the_data_have_one_shape(id: str) -> None:
    critic, other = (json.loads(printed("show", which, "--format", "json")) for which in (CRITIC, id))
    assert list(critic) == list(other)
    assert shape(critic) == shape(other)


@pytest.mark.parametrize("format", FORMATS)
def test_the_title_is_shown_and_not_the_id_alone(format: str) -> None:
    for id in doctrines():
        assert library().doctrines[id].title in printed("show", id, "--format", format)


def test_the_sources_of_both_have_one_shape() -> None:
    essay, answer = (json.loads(printed("show", which, "--format", "json")) for which in ("essay", "qa-2017"))
    assert list(essay) == list(answer)
    critic, party = library().sources["essay"], library().sources["qa-2017"]
    for held in (critic, party):
        assert held.title
        assert held.author
        assert held.voices
        assert held.passages
    assert critic.seen is party.seen
    assert bool(critic.obtain) == bool(party.obtain)
