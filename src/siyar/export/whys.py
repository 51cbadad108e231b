"""`siyar why` and `siyar why --not` as sheets: whole trees, every evaluated condition present."""

from __future__ import annotations

from siyar.conclusion import Because
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


#: The word that asks for every word.
ANY = "any"


def why_not_sheet(ruling: Ruling, wanted: str, found: tuple[WhyNot, ...], library: Library) -> Sheet:
    """What keeps the word ``wanted`` (or ``any``) from following, rule by rule; nothing keeps what does follow."""
    attributed = ruling.attributed
    if wanted == ANY:
        title = f"What keeps {attributed.title} from stating anything else: {ruling.about}"
    else:
        title = f"Why {attributed.title} does not state “{wanted}”: {ruling.about}"
    items = obstacles(ruling, library, found, Detail())
    if ruling.outcome.because is Because.NOT_ENCODED:
        items = (Item("nothing can be said of that before it is encoded"),)
    return (
        Heading(title, 1),
        Item(f"{of_ruling(ruling)}; {encoded(attributed)}", role="status"),
        Heading("What stands in its way"),
        *(items or (Item("nothing: that holds here"),)),
    )
