"""Where it is said: sources, citations and the state they were seen in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from siyar.model.claims import Quantity
from siyar.source import Anchor, Span


class Seen(StrEnum):
    """The state of a citation (product.md, stance 1)."""

    READ = "read"
    EXCERPT = "excerpt"
    UNCHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Cite:
    """``qa-2017 P5.S1, P10.S4`` or ``hidaya muwadaa (not checked)``.

    ``loci`` are anchors (``P5.S1``, ``P1.S1-S3``, ``P9.S4-P10.S1``) or whatever the work is cited by.
    """

    source: str
    loci: tuple[str, ...] = ()
    seen: Seen | None = None  # None: as the source's page says
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Sentences that nothing carries although a rule might, and why nothing does."""

    loci: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """What each sentence of a source does: (function, loci). It stands on the source's page, without its words."""

    source: str
    functions: tuple[tuple[str, tuple[str, ...]], ...]
    left_out: tuple[LeftOut, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A document under study. ``voices`` maps a voice to the anchors in which it speaks; ``passages`` lists all."""

    id: str
    title: str
    author: str = ""
    date: str = ""
    dated: Quantity | None = None  # the date, where the words of `date` can be read as one
    edition: str = ""
    language: str = ""
    seen: Seen = Seen.UNCHECKED
    voices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    passages: tuple[Anchor, ...] = ()
    obtain: str = ""  # where a reader may find it
    inventory: Inventory | None = None
    span: Span | None = field(default=None, compare=False, repr=False)
