"""Every source that a shipped doctrine cites says where it can be obtained, since Siyar ships no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from siyar.model import Cite, Library, Source
from siyar.workbench import Workbench

LIBRARY = Workbench.open().library
ADDRESS = re.compile(r"://|www\.|\bdoi\b|\.(?:com|org|net|info)\b", re.IGNORECASE)


def cites(part: object) -> Iterator[Cite]:
    """Every citation in a block of a doctrine, however deep it stands."""
    if isinstance(part, Cite):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from cites(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from cites(getattr(part, field.name))


def cited(id: str, library: Library) -> list[Source]:
    """The sources of one doctrine: the one it is taken from, and each that anything in it cites."""
    doctrine = library.doctrines[id]
    return [library.sources[one] for one in dict.fromkeys((doctrine.source, *(c.source for c in cites(doctrine))))]


@pytest.mark.parametrize("id", LIBRARY.doctrines)
def test_every_source_cited_says_where_it_can_be_obtained(id: str) -> None:
    found = cited(id, LIBRARY)
    assert found
    assert [source.id for source in found if not source.obtain.strip()] == []


def test_every_page_of_a_source_says_it() -> None:
    """Cases cite sources too, and a page nobody cites yet will be cited tomorrow."""
    assert [source.id for source in LIBRARY.sources.values() if not source.obtain.strip()] == []


def test_what_is_named_is_a_work_in_a_library_and_no_address() -> None:
    assert {source.id: source.obtain for source in LIBRARY.sources.values() if ADDRESS.search(source.obtain)} == {}


@pytest.mark.parametrize("id", ["essay", "qa-2017"])
def test_of_the_texts_under_study_it_is_said_that_no_copy_is_shipped(id: str) -> None:
    assert "ships no copy" in LIBRARY.sources[id].obtain
