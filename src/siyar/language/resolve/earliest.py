"""The line ``not before`` of a fact: the day before which it cannot be so (D26). Problems: V006, S006."""

from __future__ import annotations

from siyar.language.parse import Block
from siyar.language.quantities import Unread, date
from siyar.language.resolve.citing import cites
from siyar.language.resolve.gathered import File, Gathered
from siyar.model import Choice, Earliest, Measure, Piece

KEYWORD = "not before"


def earliest(found: Gathered, file: File, block: Block, text: tuple[Piece, ...]) -> Earliest | None:
    """The day and on whose word; nothing where the block has no such line, or a wrong one."""
    line = block.first(KEYWORD)
    if line is None:
        return None
    if block.kind != "fact" or any(isinstance(piece, Choice | Measure) for piece in text):
        help = "it is a line of a fact that is so or not so"
        found.report("V006", f"`{KEYWORD}` cannot be said of this", line.key.span(), help)
        return None
    said = date(line.value.words)
    if isinstance(said, Unread):
        found.report("S006", said.message, line.value.span(said.start, said.end), said.help)
        return None
    return Earliest(said, cites(found, file, line.cites))
