"""`siyar why` and `siyar why --not` as sheets: whole trees, every evaluated condition present."""

from __future__ import annotations

from siyar.explain import WhyNot
from siyar.export.sheet import Heading, Item, Sheet
from siyar.export.sitting import sitting_sheet
from siyar.export.trees import Detail, obstacles
from siyar.export.wording import encoded, of_ruling
from siyar.hearing import Ruling, Sitting
from siyar.model import Library


def why_sheet(sitting: Sitting, library: Library) -> Sheet:
    """Everything `siyar ask` shows, with whole trees."""
    return sitting_sheet(sitting, library, len, full=True)


def why_not_sheet(ruling: Ruling, wanted: str, found: tuple[WhyNot, ...], library: Library) -> Sheet:
    """What keeps ``wanted`` from following, rule by rule; nothing keeps what does follow."""
    attributed = ruling.attributed
    items = obstacles(ruling, library, found, Detail())
    if not items:
        items = (Item(f"{attributed.title}: nothing stands in its way"),)
    return (
        Heading(f"Why {attributed.title} does not state: {wanted}", 1),
        Item(of_ruling(ruling), role="status"),
        Item(encoded(attributed)),
        Heading("What stands in its way"),
        *items,
    )
