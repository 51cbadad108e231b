"""Citations, sources' pages and lists of ids."""

from __future__ import annotations

import re

from siyar.language.anchors import ANCHOR_LIKE, covers, locus, spread, stands
from siyar.language.frontmatter import Kind
from siyar.language.lines import Stretch
from siyar.language.nearness import did_you_mean
from siyar.language.parse import Block, Line
from siyar.language.quantities import date as read_date
from siyar.language.resolve.gathered import File, Gathered
from siyar.language.syntax import FUNCTIONS, LEFT_OUT
from siyar.model import Cite, Inventory, LeftOut, Quantity, Seen, Source
from siyar.source import Anchor

_STATE = re.compile(r"\(([^()]*)\)$")
_NAME = re.compile(r"\S+")


def sources(found: Gathered) -> None:
    """Read the sources' pages into ``found.sources``."""
    for name, file in found.pages.items():
        front = file.front
        passages: dict[Anchor, None] = {}
        entry = front.entries.get("passages")
        if entry is not None:
            for match in re.finditer(r"[^\s,]+", entry.words):
                part = spread(match[0])
                if not part:
                    place = entry.span(match.start(), match.end())
                    found.report(
                        "F005", f"`{match[0]}` is no passage or run of passages", place, "as in `P0, P1.S1-S5`"
                    )
                passages.update(dict.fromkeys(part))
        voices = []
        for voice, places in front.map("voices"):
            loci = re.findall(r"\S+", places.words)
            for match in re.finditer(r"\S+", places.words):
                _check_locus(found, name, passages, places.part(match.start(), match.end()))
            voices.append((voice.words, tuple(loci)))
        seen = Seen.UNCHECKED
        if "seen" in front.entries:
            stated = _seen(front.entries["seen"].words)
            if stated is None:
                help = "write `read`, `excerpt` or `not checked`"
                words = front.words("seen")
                found.report("F005", f"`{words}` is no state of a citation", front.entries["seen"].span(), help)
            else:
                seen = stated
        dated = read_date(front.words("date"))
        found.sources[name] = Source(
            id=name,
            title=front.words("title", name),
            author=front.words("author"),
            date=front.words("date"),
            dated=dated if isinstance(dated, Quantity) else None,
            edition=front.words("edition"),
            language=front.words("language"),
            seen=seen,
            voices=tuple(voices),
            passages=tuple(passages),
            obtain=front.words("obtain"),
            inventory=_inventory(found, name, file, passages),
            span=front.entries[Kind.SOURCE.value].span(),
        )
        _accounted(found, found.sources[name])


def _inventory(found: Gathered, name: str, file: File, passages: dict[Anchor, None]) -> Inventory | None:
    """The one ``inventory`` of a source's page. Problems: V001, R006, R008."""
    blocks = [block for block in file.blocks if block.kind == "inventory"]
    if not blocks:
        return None
    first, *others = blocks
    for block in others:
        help = "put its lines into the first"
        found.report("V001", "a source has one `inventory`, and this is a second", block.name.span(), help)
    if first.id != name:
        found.report("R008", f"this is the page of `{name}`", first.name.span(), f"write `inventory {name}`")
    functions: list[tuple[str, tuple[str, ...]]] = []
    left_out: list[LeftOut] = []
    for line in first.lines:
        colon = line.value.words.find(":") if line.keyword == LEFT_OUT else -1
        places = line.value.part(0, colon if colon >= 0 else None).split(",")
        for place in places:
            _check_locus(found, name, passages, place)
        loci = tuple(place.words for place in places)
        if line.keyword in FUNCTIONS:
            functions.append((line.keyword, loci))
        elif line.value.part(colon + 1).words and colon >= 0:
            left_out.append(LeftOut(loci, line.value.part(colon + 1).words))
        else:
            help = "write passages, a colon and the reason, as in `left out P5.S12: it speaks for somebody else`"
            found.report("R019", "it is not said why these sentences are left out", line.value.span(), help)
    return Inventory(name, tuple(functions), tuple(left_out), first.name.span())


def _accounted(found: Gathered, source: Source) -> None:
    """R019: a source with an inventory gives every passage a function and a voice."""
    if source.inventory is None:
        return
    for what, rows, line in (
        ("function", source.inventory.functions, "a line of `inventory` with what they do"),
        ("voice", source.voices, "who speaks there to `voices`"),
    ):
        named = [words for _, loci in rows for words in loci]
        missing = [str(p) for p in source.passages if not any(covers(words, p) for words in named)]
        if missing:
            listed = ", ".join(missing[:8]) + (" …" if len(missing) > 8 else "")
            verb = "has" if len(missing) == 1 else "have"
            message = f"{listed} of `{source.id}` {verb} no {what}"
            found.report("R019", message, source.inventory.span, f"add {line}")


def _seen(words: str) -> Seen | None:
    return next((s for s in Seen if s.value == words), None)


def cites(found: Gathered, file: File, stretch: Stretch | None) -> tuple[Cite, ...]:
    """The citations ``source loci; source loci``. Problems: R006, R008, L008."""
    if stretch is None:
        return ()
    parts = stretch.split(";")
    if not parts:
        found.report("R008", "a source is missing", stretch.span(), "write its id, as in `a-manual P3.S1`")
    return tuple(cite for part in parts if (cite := _cite(found, file, part)) is not None)


def _cite(found: Gathered, file: File, part: Stretch) -> Cite | None:
    words, seen = part.words, None
    state = _STATE.search(words)
    if state is not None and (seen := _seen(" ".join(state[1].split()))) is not None:
        part = part.part(0, state.start())
        words = part.words
    first = _NAME.match(words)
    if first is None:
        found.report("R008", "a source is missing", part.span(), "write its id, as in `a-manual P3.S1`")
        return None
    name = first[0].rstrip(",")
    default = file.front.words("source") if file.front.kind is not Kind.SOURCE else ""
    at = len(name)
    if name not in found.sources and default and ANCHOR_LIKE.match(name):
        name, at = default, 0
    source = found.sources.get(name)
    loci = part.part(at).split(",")
    if source is None:
        _unknown_source(found, file, part.part(0, at) if at else part, name)
    else:
        passages = dict.fromkeys(source.passages)
        for place in loci:
            _check_locus(found, name, passages, place)
    return Cite(name, tuple(place.words for place in loci), seen, part.span())


def _unknown_source(found: Gathered, file: File, place: Stretch, name: str) -> None:
    if (file.text.name, name) in found.missing:
        return  # one missing page, one message in a file
    found.missing.add((file.text.name, name))
    near = did_you_mean(name, found.sources)
    default = file.front.words("source") if file.front.kind is not Kind.SOURCE else ""
    help = near.help or "give it a page of its own, whose front matter begins `source: " + name + "`"
    if default in found.sources and not near.help:
        help = f"a passage of `{default}` is written as in `P1.S2`; or {help}"
    elif near.help:
        help += f" A source of your own has a page (`siyar new source {name}`), which is read together with this file"
    found.report("R008", f"no source `{name}`", place.span(), help)


def _check_locus(found: Gathered, source: str, passages: dict[Anchor, None], place: Stretch) -> None:
    if not passages:
        return
    ends = locus(place.words)
    if ends is None or not all(stands(end, passages) for end in ends) or ends[1][:2] < ends[0][:2]:
        last = str(max(passages, key=lambda a: a[:2]))
        help = f"its passages are {next(iter(passages))} to {last}, written as in `P7.S1`, `P7.S1-S6` or `P9.S4-P10.S1`"
        found.report("R006", f"no passage of `{source}` is `{place.words}`", place.span(), help)


def loci(found: Gathered, source: str, value: Stretch) -> tuple[str, ...]:
    """The anchors of one line of a ``passages`` block."""
    page = found.sources.get(source)
    passages = dict.fromkeys(page.passages) if page else {}
    places = value.split(",")
    for place in places:
        _check_locus(found, source, passages, place)
    return tuple(place.words for place in places)


def sourced(found: Gathered, file: File, block: Block) -> tuple[Cite, ...]:
    """The citations of the ``source`` lines of a block."""
    return tuple(cite for line in block.all("source") for cite in cites(found, file, line.value))


def ids(line: Line) -> tuple[Stretch, ...]:
    """The ids of a list, separated by commas or a last ``and``."""
    found: list[Stretch] = []
    for part in line.value.split(","):
        words = part.words
        if words.startswith("and "):
            part = part.part(4)
        found.extend(_split_word(part, "and"))
    return tuple(found)


def _split_word(stretch: Stretch, word: str) -> list[Stretch]:
    found, at = [], 0
    for match in re.finditer(rf"(?<=\s){word}(?=\s)", stretch.words):
        found.append(stretch.part(at, match.start()))
        at = match.end()
    found.append(stretch.part(at))
    return found


def alternatives(line: Line, word: str) -> tuple[Stretch, ...]:
    """The ids joined by a word (``or`` or ``and``) or by commas."""
    return tuple(p for part in line.value.split(",") for p in _split_word(_unled(part, word), word) if p.words)


def _unled(part: Stretch, word: str) -> Stretch:
    return part.part(len(word) + 1) if part.words.startswith(word + " ") else part
