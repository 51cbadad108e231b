"""`siyar why` and `siyar why --not` as sheets: whole trees, every evaluated condition present."""

from __future__ import annotations

from siyar.conclusion import Because
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.sitting import others, sitting_sheet
from siyar.export.trees import Detail, obstacles
from siyar.export.wording import encoded, of_ruling
from siyar.hearing import Ruling, Sitting
from siyar.model import Library


def why_sheet(sitting: Sitting, library: Library) -> Sheet:
    """Everything `siyar ask` shows, with whole trees."""
    return sitting_sheet(sitting, library, len, full=True)


#: The word that asks for every word.
ANY = "any"


def why_not_sheet(sitting: Sitting, wanted: str, library: Library) -> Sheet:
    """What keeps the word ``wanted`` (or ``any``) from following, for each doctrine asked, and the other positions."""
    blocks: list[Block] = []
    for hearing in sitting.hearings:
        for ruling in hearing.asked:
            blocks += _why_not(ruling, wanted, library)
        blocks += others(sitting, hearing, library)
    return tuple(blocks)


def _why_not(ruling: Ruling, wanted: str, library: Library) -> Sheet:
    """Rule by rule; nothing keeps what does follow."""
    attributed = ruling.attributed
    if wanted == ANY:
        title = f"What keeps {attributed.title} from stating anything else: {ruling.about}"
    else:
        title = f"Why {attributed.title} does not state “{wanted}”: {ruling.about}"
    items = obstacles(ruling, library, ruling.why_not, Detail())
    if ruling.outcome.because is Because.NOT_ENCODED:
        items = (Item("nothing can be said of that before it is encoded"),)
    return (
        Heading(title, 1),
        Item(f"{of_ruling(ruling)}; {encoded(attributed)}", role="status"),
        Heading("What stands in its way"),
        *(items or (Item("nothing: that holds here"),)),
    )
