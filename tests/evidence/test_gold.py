"""Both texts under study against the record of what each of their citations is: found, and resolved as recorded.

The texts are not shipped; where they are not beside the project the tests are skipped. Without the collections of
hadith those rows are compared that need none. ``pytest -s`` prints precision and recall.
"""

from __future__ import annotations

from functools import cache

import pytest

from siyar import shelf
from siyar.evidence import Finding, Holdings, Kind, Place, Reference, Wording, hadith, resolved
from siyar.evidence.collections import BY_ID
from siyar.evidence.recorded import Resolution, recorded
from siyar.language.anchors import locus
from siyar.model import Seen
from tests.cli.command import shipped
from tests.evidence.small import installed
from tests.test_hygiene import SOURCES

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the texts under study are not beside the project")

NAMES = ("essay", "qa-2017")
#: The citations the two texts make, without footnote marks: line of the copy, name as written.
Key = tuple[int, str]


@cache
def findings(name: str) -> tuple[Finding, ...]:
    (text,), _ = shelf.texts_of([SOURCES / f"{name}.txt"])
    return resolved(text, Holdings())


def rows(name: str) -> list[Resolution]:
    return [r for r in recorded() if r.source == name]


def places(name: str) -> list[tuple[Key, Finding, Place]]:
    return [((f.line, p.citation.written if p.citation else ""), f, p) for f in findings(name) for p in f.places]


def test_precision_and_recall() -> None:
    """Every citation is found, and nothing else is."""
    wanted = [(r.source, r.line, r.cited) for r in recorded()]
    found = [(name, *key) for name in NAMES for key, _, _ in places(name)]
    right = sum(1 for key in set(found) if key in set(wanted))
    print(f"\nfound {len(found)}, recorded {len(wanted)}: precision {right}/{len(found)}, recall {right}/{len(wanted)}")
    assert sorted(found) == sorted(wanted)


@installed
@pytest.mark.parametrize("name", NAMES)
def test_each_is_resolved_as_recorded(name: str) -> None:
    whole = all(hadith.file(id) for id, c in BY_ID.items() if c.package)
    compared = 0
    for (key, finding, place), row in zip(places(name), rows(name), strict=True):
        assert key == (row.line, row.cited)
        if row.kind == "hadith" and not whole:
            needed = place.reference is Reference.NOT_INSTALLED or finding.wording is Wording.NOT_LOOKED_FOR
            if needed or row.wording == "exact fragment":
                continue
        compared += 1
        records = [str(r) for r in (place.record, *place.right) if r]
        assert (finding.wording.value, place.reference.value, *records[:1]) == (
            row.wording,
            row.reference,
            *([row.record] if row.record else []),
        ), row
    print(
        f"\n{name}: {compared} of {len(rows(name))} compared{'' if whole else ', collections of hadith being absent'}"
    )
    assert compared >= (len(rows(name)) if whole else 8)


@installed
def test_one_word_tells_two_verses_apart() -> None:
    (finding,) = (
        f for f in findings("qa-2017") if f.line == 28 and f.places[0].citation and "39" in f.places[0].citation.written
    )
    assert str(finding.places[0].record) == "quran 8:39"
    assert "quran 2:193" not in [str(r) for r in finding.parallels]


def test_a_collection_that_is_spelt_like_a_sura() -> None:
    (place,) = (p for (_, written), _, p in places("essay") if written == "Nisai")
    assert place.citation
    assert (place.citation.kind, place.citation.work) == (Kind.HADITH, "nasai")


def test_three_reports_are_in_no_corpus() -> None:
    absent = {p.citation.work for _, f, p in places("qa-2017") if p.citation and p.reference is Reference.NOT_IN_CORPUS}
    assert absent == {"ahmad", "bayhaqi", "ibn-abi-shayba"}
    assert all(
        f.wording is not Wording.NOT_FOUND for _, f, p in places("qa-2017") if p.reference is Reference.NOT_IN_CORPUS
    )


# --------------------------------------------------------------------------- the record itself


def test_judgements_that_letters_cannot_make() -> None:
    judged = {(r.source, *r.at[:1], r.cited): (r.judged, r.right) for r in recorded()}
    assert judged["essay", "P10.S5", "Al-Anbiya 21:107"][0] == "wrong reference"
    assert "14:1" in judged["essay", "P10.S5", "Al-Anbiya 21:107"][1]
    assert judged["essay", "P9.S15", "Al-Nisa 4:141"][0] == "not in the verse"
    assert judged["essay", "P7.S1", "Al-Ma’idah 5:44"][0] == "word added"
    assert judged["essay", "P9.S11", "Al-Nisa 4:60"][0] == "another subject"


def test_each_row_stands_at_a_passage_of_its_source() -> None:
    sources = shipped().library.sources
    for row in recorded():
        paragraphs = {a.paragraph for a in sources[row.source].passages}
        for at in row.at:
            ends = locus(at)
            assert ends
            assert ends[0] in sources[row.source].passages or ends[0].paragraph in paragraphs, row
    assert Seen.READ is sources_of("essay") is sources_of("qa-2017")


def sources_of(id: str) -> Seen:
    return shipped().library.sources[id].seen


def test_each_verse_and_hadith_a_doctrine_cites_from_them_is_judged() -> None:
    from siyar.hanging import hanging

    for doctrine in ("hizb-essay", "hizb-qa"):
        found = hanging(shipped(), doctrine, Holdings(without=True))
        assert not isinstance(found, tuple)
        assert [c.evidence.id for c in found.cited if not c.resolutions] == []
