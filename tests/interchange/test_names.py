"""Names in one stretch of bytes: what a list of them would be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyar.interchange.names import Names

#: Characters that a file in UTF-8 can have.
WORDS = st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=12)


@given(WORDS)
def test_names_are_as_they_were_put(words: list[str]) -> None:
    names = Names(words)
    assert [*names] == words
    assert [names[i] for i in range(len(names))] == [*map(names.reading(), range(len(names)))] == words
    assert [names[i] for i in range(-len(names), 0)] == words
    assert names[1:3] == words[1:3]
    assert len(names) == len(words)


@given(WORDS)
def test_their_order_is_that_of_the_characters(words: list[str]) -> None:
    names = Names(words)
    assert [names[i] for i in names.sorted_places()] == sorted(words)


@given(WORDS, WORDS)
def test_they_are_equal_where_their_names_are(one: list[str], other: list[str]) -> None:
    assert (Names(one) == Names(other)) is (one == other)
    assert Names(one) != one


def test_there_is_none_beyond_the_end() -> None:
    for place in (1, -2):
        with pytest.raises(IndexError):
            Names(["calm"])[place]
