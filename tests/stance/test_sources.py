"""Line 1 and line 6: every rule has a passage, every citation its state, and people see titles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from siyar.hearing import seen
from siyar.language.anchors import locus, stands
from siyar.model import Cite, Doctrine, Seen
from tests.stance.shipped import doctrines, library


def citations(doctrine: Doctrine) -> Iterator[tuple[str, Cite]]:
    """Every citation of a doctrine, and the block it stands in."""
    for rule in doctrine.rules:
        yield from ((rule.id, cite) for cite in rule.cites)
        for condition in (*rule.when, *rule.unless):
            yield from ((rule.id, cite) for cite in condition.cites)
    for one in doctrine.precedents:
        yield from ((one.id, cite) for cite in one.cites)
    for evidence in doctrine.evidence:
        yield from ((evidence.id, cite) for cite in evidence.cites)
    for scope in doctrine.scopes:
        yield from ((scope.id, cite) for cite in scope.cites)
    for duty in doctrine.duties:
        yield from ((duty.id, cite) for cite in duty.cites)
    for pair in doctrine.oppositions:
        yield from ((pair.id, cite) for cite in pair.cites)
    for reading in doctrine.readings:
        yield from ((reading.id, cite) for option in reading.options for cite in option.cites)


@pytest.mark.parametrize("id", doctrines())
def test_every_rule_has_a_source(id: str) -> None:
    doctrine = library().doctrines[id]
    assert doctrine.rules
    assert [rule.id for rule in doctrine.rules if not rule.cites] == []
    # A work that somebody has read is cited by its place; without one it can at best have been seen in excerpt.
    read = [(rule.id, cite) for rule in doctrine.rules for cite in rule.cites if seen(library(), cite) is Seen.READ]
    assert [(id, cite) for id, cite in read if not cite.loci] == []


@pytest.mark.parametrize("id", doctrines())
def test_every_citation_is_of_a_passage_there_is(id: str) -> None:
    for block, cite in citations(library().doctrines[id]):
        source = library().sources.get(cite.source)
        assert source is not None, (block, cite)
        passages = dict.fromkeys(source.passages)
        for words in cite.loci if passages else ():
            ends = locus(words)
            assert ends is not None, (block, cite)
            assert all(stands(end, passages) for end in ends), (block, cite)


@pytest.mark.parametrize("id", ["essay", "qa-2017"])
def test_the_texts_under_study_are_cited_by_passage(id: str) -> None:
    """Of these every sentence is known, so that a passage that is not there is an error."""
    assert library().sources[id].passages


@pytest.mark.parametrize("id", doctrines())
def test_every_citation_has_a_state(id: str) -> None:
    found = list(citations(library().doctrines[id]))
    assert found
    assert all(seen(library(), cite).value in ("read", "excerpt", "not checked") for _, cite in found)


def test_every_source_has_a_title() -> None:
    for source in library().sources.values():
        assert source.title, source.id
        assert source.title != source.id


@pytest.mark.parametrize("id", doctrines())
def test_every_doctrine_says_who_made_it(id: str) -> None:
    doctrine = library().doctrines[id]
    assert doctrine.title
    assert doctrine.title != id
    assert doctrine.voice
    assert doctrine.encoded_by
    assert doctrine.reviewed_by == "no scholar yet"
