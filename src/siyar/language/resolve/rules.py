"""Rules, scopes, readings, evidence and the other blocks of a doctrine that do not depend on a case."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from siyar.language.lines import Stretch
from siyar.language.parse import Block, Line
from siyar.language.resolve.citing import alternatives, cites, ids, loci, sourced
from siyar.language.resolve.conditions import (
    Speech,
    check_misplaced,
    conclusion,
    conditions,
    no_fact,
    unless,
)
from siyar.language.resolve.gathered import File, Gathered, Home
from siyar.language.sentences import Mood
from siyar.language.syntax import CONCLUSIONS, ROLES
from siyar.model import (
    Claim,
    Duty,
    Evidence,
    Impossible,
    InReading,
    Opposition,
    Option,
    Passages,
    Preference,
    Principle,
    Reading,
    Rule,
    Scope,
)

RULES = ("rule", "strict rule", "presumption")


@dataclass(frozen=True, slots=True)
class Known:
    """What the ids of a doctrine may name."""

    rules: frozenset[str]
    grounds: frozenset[str]  # rules, evidence, precedents
    precedents: frozenset[str]
    readings: dict[str, tuple[str, ...]]  # with their options


def known(home: Home) -> Known:
    """The ids a doctrine declares, before its blocks are read."""
    rules = frozenset(b.id for _, b in home.blocks(*RULES))
    precedents = frozenset(b.id for _, b in home.blocks("precedent"))
    evidence = frozenset(b.id for _, b in home.blocks("evidence"))
    readings: dict[str, tuple[str, ...]] = {}
    for _, block in home.blocks("reading"):
        readings.setdefault(block.id, tuple(_option_id(line).words for line in block.all("option")))
    return Known(rules, rules | precedents | evidence, precedents, readings)


def rule(speech: Speech, block: Block, names: Known) -> Rule:
    """A rule, strict rule or presumption. What cannot be read of it is left out and reported."""
    found = speech.found
    heads: tuple[Claim, ...] = ()
    keyword = ""
    line = next((line for line in block.lines if line.keyword in CONCLUSIONS), None)
    if line is not None:
        concluded = conclusion(speech, line)
        heads, keyword = concluded.heads, line.keyword
        if block.kind != "presumption" and keyword != "blocks":
            no_fact(speech, concluded)
    check_misplaced(speech, block)
    exception = block.first("exception to")
    exceptions = _refer(found, ids(exception), "rule", names.rules, "R001") if exception else ()
    whether = (speech.claim(line.value, Mood.CONDITION) for line in block.all("whether or not"))
    return Rule(
        id=block.id,
        heads=heads,
        strict=block.kind == "strict rule",
        presumption=block.kind == "presumption",
        blocks=keyword == "blocks",
        otherwise=keyword == "otherwise",
        when=conditions(speech, block),
        unless=unless(speech, block),
        whether_or_not=tuple(claim for claim in whether if claim is not None),
        notwithstanding=_rules(found, block, "notwithstanding", names),
        subject_to=_rules(found, block, "subject to", names),
        exception_to=exceptions[0] if exceptions else "",
        term=block.prose("term"),
        span=block.name.span(),
        **grounds(speech, block, names),
    )


def grounds(speech: Speech, block: Block, names: Known) -> dict[str, Any]:
    """What rules and precedents share: readings, grounds, sources, voice, notes, as keywords of their classes."""
    found = speech.found
    rests: list[tuple[str, ...]] = []
    for line in block.all("rests on"):
        if " or " in line.value.words:
            rests.append(_refer(found, alternatives(line, "or"), "rule, evidence or precedent", names.grounds, "R009"))
        else:
            rests.extend(
                (one,) for one in _refer(found, ids(line), "rule, evidence or precedent", names.grounds, "R009")
            )
    supported = [
        name
        for line in block.all("supported by")
        for name in _refer(found, ids(line), "rule, evidence or precedent", names.grounds, "R009")
    ]
    return {
        "in_reading": tuple(r for line in block.all("in reading") if (r := in_reading(found, line, names))),
        "rests_on": tuple(group for group in rests if group),
        "supported_by": tuple(supported),
        "reason": block.prose("reason"),
        "cites": sourced(found, speech.file, block),
        "voice": block.prose("voice"),
        "notes": block.proses("note"),
    }


def _rules(found: Gathered, block: Block, keyword: str, names: Known) -> tuple[str, ...]:
    return tuple(name for line in block.all(keyword) for name in _refer(found, ids(line), "rule", names.rules, "R001"))


def _refer(found: Gathered, places: Iterable[Stretch], kind: str, known: Collection[str], code: str) -> tuple[str, ...]:
    """The ids that are known, misspelt ones repaired where one name is near."""
    read = []
    for place in places:
        name: str | None = place.words
        if name not in known:
            name = found.unknown(code, kind, place, sorted(known))
        if name is not None:
            read.append(name)
    return tuple(read)


def in_reading(found: Gathered, line: Line, names: Known) -> InReading | None:
    """``reading: option or option``. Problems: R007, R009."""
    colon = line.value.words.find(":")
    if colon < 0:
        found.report("R009", "a reading and its option are missing", line.value.span(), "write `in reading ID: OPTION`")
        return None
    name = line.value.part(0, colon)
    reading = name.words if name.words in names.readings else found.unknown("R009", "reading", name, names.readings)
    rest = Line(line.keyword, line.key, line.value.part(colon + 1))
    chosen = alternatives(rest, "or")
    if reading is None:
        return None
    options = tuple(o for place in chosen if (o := option(found, reading, place, names)) is not None)
    return InReading(reading, options) if options else None


def option(found: Gathered, reading: str, place: Stretch, names: Known) -> str | None:
    """An option of a reading; R007 where it has none of that name."""
    if place.words in names.readings[reading]:
        return place.words
    listed = ", ".join(names.readings[reading]) or "none yet"
    found.report("R007", f"reading `{reading}` has no option `{place.words}`", place.span(), f"its options: {listed}")
    return None


def scope(speech: Speech, block: Block, names: Known) -> Scope:
    """A scope; ``rules`` are those of its own file that it covers."""
    found = speech.found
    excepts = tuple(n for line in block.all("except") for n in _refer(found, ids(line), "rule", names.rules, "R001"))
    covers = tuple(n for line in block.all("covers") for n in _refer(found, ids(line), "rule", names.rules, "R001"))
    own = dict.fromkeys(b.id for b in speech.file.blocks if b.kind in RULES)
    reach = tuple(r for r in own if r not in excepts and (not covers or r in covers))
    check_misplaced(speech, block)
    return Scope(
        block.id, conditions(speech, block), unless(speech, block), excepts, covers, reach,
        sourced(found, speech.file, block), block.proses("note"), block.name.span(),
    )  # fmt: skip


def impossible(speech: Speech, block: Block) -> Impossible:
    check_misplaced(speech, block)
    when, barred = conditions(speech, block), unless(speech, block)
    return Impossible(block.id, when, barred, speech.home.id, block.proses("note"), block.name.span())


def _option_id(line: Line) -> Stretch:
    words = line.value.words.split(None, 1)
    return line.value.part(0, len(words[0]) if words else 0)


def reading(speech: Speech, block: Block, names: Known) -> Reading:
    """A reading with its options. Problems: R007 for an unknown default, L009 for an option named twice."""
    found, options = speech.found, {}
    for line in block.all("option"):
        name = _option_id(line)
        if name.words in options:
            found.report("L009", f"option `{name.words}` stands twice", name.span(), "keep one of the two")
            continue
        said = line.value.part(len(name.words)).words
        options[name.words] = Option(name.words, said, cites(found, speech.file, line.cites), name.span())
    default = block.first("default")
    chosen = ""
    if default is not None:
        chosen = option(found, block.id, default.value, names) or next(iter(options), "")
    return Reading(
        block.id, block.prose("asks"), tuple(options.values()), chosen, block.proses("note"), block.name.span()
    )


def evidence(speech: Speech, block: Block) -> Evidence:
    cited = block.all("cited as")
    return Evidence(
        id=block.id,
        kind=block.prose("kind"),
        cited_as=tuple(line.value.words for line in cited),
        cites=tuple(c for line in cited for c in cites(speech.found, speech.file, line.cites)),
        locus=block.proses("locus"),
        wording=block.proses("wording"),
        way=block.prose("way of proof"),
        sense=block.proses("sense"),
        notes=block.proses("note"),
        span=block.name.span(),
    )


def duty(speech: Speech, block: Block) -> Duty:
    return Duty(
        block.id, block.prose("speaker"), block.prose("to"), block.prose("condition"), block.prose("authority"),
        block.prose("date"), sourced(speech.found, speech.file, block), block.proses("note"), block.name.span(),
    )  # fmt: skip


def opposition(speech: Speech, block: Block) -> Opposition | None:
    """``opposes``: two sentences that cannot both hold."""
    one, other = (block.first(keyword) for keyword in ("one", "to"))
    claims = [speech.claim(line.value, Mood.REPORT) for line in (one, other) if line is not None]
    said_by = sourced(speech.found, speech.file, block)
    for line in (one, other):
        said_by += cites(speech.found, speech.file, line.cites) if line else ()
    if len(claims) < 2 or claims[0] is None or claims[1] is None:
        return None
    return Opposition(block.id, claims[0], claims[1], said_by, block.name.span())


def principle(speech: Speech, block: Block) -> Principle | None:
    """D22. Problems: R009 for a preference that is none, R008 for an unknown source of the order."""
    line = block.first("prefers")
    if line is None:
        return None
    preference = next((p for p in Preference if p.value == line.value.words), None)
    if preference is None:
        speech.found.unknown("R009", "preference", line.value, [p.value for p in Preference])
        return None
    order_line = block.first("order")
    order = ids(order_line) if order_line else ()
    for place in order:
        cites(speech.found, speech.file, place)
    return Principle(
        block.id, preference, tuple(p.words for p in order), sourced(speech.found, speech.file, block),
        block.proses("note"), block.name.span(),
    )  # fmt: skip


def passages(found: Gathered, file: File, block: Block) -> Passages:
    """What the sentences of a source do that nothing else carries, in order of writing."""
    cites(found, file, block.name)
    roles = tuple((line.keyword, loci(found, block.id, line.value)) for line in block.lines if line.keyword in ROLES)
    return Passages(block.id, roles, block.name.span())
