"""Factors and dimensions, and which prevail, precedents or rules. Problems: R009, R022, S-codes."""

from __future__ import annotations

from siyar.language.frontmatter import FrontMatter
from siyar.language.parse import Block
from siyar.language.resolve.citing import sourced
from siyar.language.resolve.conditions import Speech
from siyar.language.resolve.gathered import Gathered
from siyar.language.resolve.rules import Known, in_reading
from siyar.language.sentences import Mood
from siyar.model import Dimension, Factor, InReading, Prevailing, Sentence, SentenceKind


def factor(speech: Speech, block: Block, names: Known) -> Factor | None:
    """A factor; nothing where its sentence or the answer it favours cannot be read."""
    when, favours = block.first("when"), block.first("favours")
    there = speech.claim(when.value, Mood.CONDITION) if when else None
    answer = speech.claim(favours.value, Mood.CONCLUSION) if favours else None
    if there is None or answer is None:
        return None
    return Factor(
        block.id, there, answer, _readings(speech, block, names), sourced(speech.found, speech.file, block),
        block.proses("note"), block.name.span(),
    )  # fmt: skip


def dimension(speech: Speech, block: Block, names: Known) -> Dimension | None:
    """A dimension. Problems: R009 for a sentence without ordered values, R022 for an order that does not fit it."""
    of, favours = block.first("of"), block.first("favours")
    answer = speech.claim(favours.value, Mood.CONCLUSION) if favours else None
    if of is None:
        return None
    valued = {
        id: s
        for id, s in speech.home.by_id.items()
        if s.kind is not SentenceKind.ACT and (s.choice is not None or s.measure is not None)
    }
    id: str | None = of.value.words
    if id not in valued:
        id = speech.found.unknown("R009", "fact or concept with values", of.value, sorted(valued))
    if id is None or answer is None:
        return None
    order = _order(speech, block, valued[id])
    return Dimension(
        block.id, valued[id].id, answer, order, _readings(speech, block, names),
        sourced(speech.found, speech.file, block), block.proses("note"), block.name.span(),
    )  # fmt: skip


def _order(speech: Speech, block: Block, sentence: Sentence) -> tuple[str, ...]:
    """The options of a choice, least first: each of them once; a quantity has its order already (R022)."""
    line = block.first("order") or block.first("of")
    assert line is not None
    options = sentence.choice.options if sentence.choice else ()
    given = tuple(part.words for part in line.value.split(",")) if line.keyword == "order" else ()
    if sorted(given) != sorted(options):
        if not options:
            message, help = f"`{block.id}` is of a quantity, which has its order", "drop the line `order`"
        else:
            message = f"`{block.id}` does not put every option of `{sentence.id}` in order"
            help = "write `order` and each of them once, least first: " + ", ".join(options)
        speech.found.report("R022", message, line.value.span(), help)
        return options
    return given


def prevailing(found: Gathered, front: FrontMatter) -> Prevailing | None:
    """What the header says in ``precedents``. Problems: R009."""
    if "precedents" not in front.entries:
        return None
    words = front.words("precedents")
    said = next((p for p in Prevailing if p.value == words), None)
    if said is None:
        found.unknown("R009", "way to rank precedents", front.entries["precedents"], [p.value for p in Prevailing])
    return said


def _readings(speech: Speech, block: Block, names: Known) -> tuple[InReading, ...]:
    return tuple(r for line in block.all("in reading") if (r := in_reading(speech.found, line, names)))
