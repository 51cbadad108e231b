"""`siyar show ID`: everything the id names, one page after the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, assert_never

from siyar.export.layout import Paint, lay_out, plain
from siyar.export.pages.asserted import asserted_sheet
from siyar.export.pages.data import data
from siyar.export.pages.doctrine import (
    doctrine_sheet,
    evidence_item,
    factor_item,
    precedent_item,
    reading_item,
    rule_item,
    scope_item,
)
from siyar.export.pages.entries import case_sheet, question_sheet, sentence_sheet, source_sheet, vocabulary_sheet
from siyar.export.pages.found import AssertedDuties, Found
from siyar.export.sheet import Heading, Item, Sheet
from siyar.export.to_html import page as html_page
from siyar.export.to_markdown import markdown
from siyar.export.wording import UNREVIEWED
from siyar.model import (
    Case,
    Dimension,
    Doctrine,
    Evidence,
    Factor,
    Library,
    Precedent,
    Question,
    Reading,
    Rule,
    Scope,
    Sentence,
    Source,
    Vocabulary,
)
from siyar.phrase import phrase


def show_text(found: Iterable[Found], library: Library, *, width: int = 100, paint: Paint = plain) -> str:
    """The pages as text, one after the other."""
    return "\n".join(lay_out(page(f, library), width=width, paint=paint) for f in found)


def show_markdown(found: Iterable[Found], library: Library) -> str:
    """The pages as Markdown."""
    return "\n".join(markdown(page(f, library)) for f in found)


def show_html(found: Iterable[Found], library: Library) -> str:
    """The pages as one HTML page."""
    return html_page(*(page(f, library) for f in found))


def show_json(found: Iterable[Found], library: Library) -> dict[str, Any]:
    """``{"found": [...]}``, each with its ``kind``."""
    return {"found": [data(f, library) for f in found]}


def page(one: Found, library: Library) -> Sheet:
    """The page of one thing."""
    match one.thing:
        case Doctrine():
            return doctrine_sheet(one.thing, library)
        case Case():
            return case_sheet(one.thing, library)
        case Source():
            return source_sheet(one.thing, library)
        case Question():
            return question_sheet(one.thing, library)
        case Sentence():
            return sentence_sheet(one.thing, library)
        case Vocabulary():
            return vocabulary_sheet(one.thing)
        case AssertedDuties():
            return asserted_sheet(one.thing, library)
        case Rule():
            return _part(one, rule_item(one.thing, library))
        case Precedent():
            return _part(one, precedent_item(one.thing, library))
        case Evidence():
            return _part(one, evidence_item(one.thing, library))
        case Reading():
            return _part(one, reading_item(one.thing, library))
        case Scope():
            return _part(one, scope_item(one.thing, library))
        case Factor() | Dimension():
            return _part(one, factor_item(one.thing, library))
    assert_never(one.thing)


def _part(one: Found, item: Item) -> Sheet:
    home = one.home
    if home is None:
        return (item,)
    return (
        Heading(home.title or home.id, 1),
        Item(
            phrase(
                "voice: {voice}; encoded by {encoders}; reviewed by: {reviewers}",
                voice=home.voice,
                encoders=home.encoded_by,
                reviewers=home.reviewed_by or UNREVIEWED,
            )
        ),
        Item(item.words, item.parts),
    )
