"""The page of a doctrine carries what its files say around the rules, and where its sources can be had."""

from __future__ import annotations

import html

import pytest

from siyar.export import page as html_page
from siyar.export.pages.doctrine import doctrine_sheet
from siyar.export.pages.entries import source_sheet
from siyar.export.pages.found import Found
from siyar.export.pages.notes import cited, files, prose
from siyar.export.pages.show import show_json
from siyar.workbench import Workbench
from tests.stance.shipped import doctrines, library


@pytest.mark.parametrize("name", doctrines())
def test_every_paragraph_and_every_source_is_on_the_page(name: str) -> None:
    doctrine = library().doctrines[name]
    texts = files(doctrine)
    assert {text.name for text in texts} == set(doctrine.files)
    text = html.unescape(html_page(doctrine_sheet(doctrine, library())))
    written = prose(texts)
    assert written
    for section in written:
        assert section.heading in text
        assert all(words in text for words in section.paragraphs)
    sources = cited(doctrine, library())
    assert {c.source for rule in doctrine.rules for c in rule.cites} <= {source.id for source in sources}
    assert all(f"({source.id}; " in text for source in sources)


def test_the_prose_about_a_rule_names_it() -> None:
    found = prose(files(library().doctrines["hizb-qa"]))
    about = [section for section in found if "strict rule help-of-an-entity" in section.blocks]
    assert len(about) == 1
    assert about[0].heading == "Help in war"


def test_a_source_is_criticised_on_its_page() -> None:
    for id in ("qa-2017", "essay"):
        text = html.unescape(html_page(source_sheet(Workbench.open().library.sources[id], library())))
        assert "Reading notes" in text
        assert "Criticism." in text


@pytest.mark.parametrize("name", doctrines())
def test_rules_that_name_a_work_and_no_place_are_listed(name: str) -> None:
    doctrine = library().doctrines[name]
    placeless = [rule.id for rule in doctrine.rules if any(not cite.loci for cite in rule.cites)]
    page = html.unescape(html_page(doctrine_sheet(doctrine, library())))
    listed = page.partition("Locus not given")[2].partition("Sources cited")[0]
    assert ("Locus not given" in page) == bool(placeless)
    assert all(id in listed for id in placeless)
    data = show_json([Found(doctrine)], library())
    assert [one["rule"] for one in data["found"][0]["locus_not_given"]] == placeless


def test_few_rules_name_no_place() -> None:
    found = [
        f"{d.id}/{r.id}" for d in library().doctrines.values() for r in d.rules if any(not c.loci for c in r.cites)
    ]
    assert len(found) <= 7, found
