"""`siyar list` and `siyar show`: pages of the library, and one header for every doctrine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from siyar.export.pages import KINDS, found, list_json, list_markdown, list_text, show_json, show_markdown, show_text
from siyar.export.pages.doctrine import header
from siyar.export.pages.listing import Kind
from tests.export.market import bench
from tests.export.schemas import valid
from tests.stance.shipped import bench as shipped

Golden = Callable[[str, str], None]


@pytest.mark.parametrize(
    "id", ["manual", "manual/trusted-may-trade", "market-day", "the-manual", "fair", "of-the-seal"]
)
def test_pages_of_the_invented_world(id: str, golden: Golden) -> None:
    library = bench().library
    golden(f"show-{id.replace('/', '-')}.txt", show_text(found(library, id), library))


def test_the_page_of_a_rule_of_the_library(golden: Golden) -> None:
    library = shipped().library
    golden("show-help-of-an-entity.txt", show_text(found(library, "hizb-qa/help-of-an-entity"), library))


def test_everything_there_is_has_a_page_in_every_format() -> None:
    library = shipped().library
    ids = [
        *library.doctrines,
        *library.cases,
        *library.sources,
        *library.questions(),
        *library.sentences(),
        *library.vocabularies,
        *(
            f"{d.id}/{part.id}"
            for d in library.doctrines.values()
            for group in (d.rules, d.readings, d.precedents, d.evidence, d.scopes)
            for part in group
        ),
    ]
    for id in ids:
        things = found(library, id)
        assert things, id
        assert show_text(things, library)
        assert show_markdown(things, library)
        valid("show", show_json(things, library))


def test_an_id_may_name_several_things() -> None:
    assert [f.thing.id for f in found(bench().library, "trade")] == ["trade", "trade"]
    assert found(bench().library, "nothing") == ()


def test_one_header_for_every_doctrine() -> None:
    """Party, critic, school, convention: the same labels in the same order, none empty."""
    library = shipped().library
    shapes = {tuple(label for label, _ in header(d, library)) for d in library.doctrines.values()}
    assert len(shapes) == 1
    for doctrine in library.doctrines.values():
        rows = dict(header(doctrine, library))
        assert all(rows.values())
        assert rows["reviewed by"] == doctrine.reviewed_by
        assert "notice" in rows
    assert len({dict(header(d, library))["notice"] for d in library.doctrines.values()}) == 1


def test_a_changed_doctrine_says_so_on_its_page() -> None:
    library = bench().library
    text = show_text(found(library, "letter"), library, width=1000)
    assert f"state: not shipped with Siyar, {library.doctrines['letter'].digest[:12]}" in text
    assert "state: as shipped" in show_text(found(library, "manual"), library, width=1000)


def test_rules_are_read_aloud_with_articles_and_passages() -> None:
    library = bench().library
    text = show_text(found(library, "manual/trusted-may-trade"), library, width=1000)
    assert "permitted for a Guild to trade in a City [the-manual P2.S1 (read)]" in text
    assert "- when the Guild is trusted in the City" in text
    assert "- unless the City holds a fair" in text


def test_arabic_is_isolated() -> None:
    library = bench().library
    assert "\u2068سوق\u2069 (suq)" in show_text(found(library, "fair"), library)


@pytest.mark.parametrize("kind", [*KINDS, Kind.ALL])
def test_lists(kind: Kind) -> None:
    library = shipped().library
    data = list_json(library, kind)
    text, marked = list_text(library, kind, width=1000), list_markdown(library, kind)
    entries = [entry for rows in data.values() for entry in rows]
    assert entries
    valid("list", data)
    for entry in entries:
        assert entry["id"] in text
        assert entry["id"] in marked.replace("\\", "")
        assert entry["title"]


def test_a_list_of_doctrines_says_who_reviewed_them() -> None:
    for entry in list_json(bench().library, "doctrines")["doctrines"]:
        assert "reviewed by: no scholar yet" in entry["facts"]


def test_an_unknown_kind_is_no_list() -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        list_text(bench().library, "persons")
