"""`siyar precedents`: what past cases force, how one argues from them, which grounds they allow.

None of it is stated by the doctrine: it is worked out from what it tells of past cases, and every sheet says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from siyar.export.citing import bracket, reading_in_short, teller
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.sitting import case_title, others, question_words
from siyar.export.spoken_factors import Names
from siyar.export.to_html import page
from siyar.export.to_markdown import markdown
from siyar.export.wording import dated, encoded, listed, missing, named, said, standing
from siyar.model import Case, Library, Prevailing
from siyar.precedent import Conflict, Decision, Difference, Model, Side
from siyar.precedent.arguing import Argument, Citation
from siyar.study.candidates import Candidate, Verdict, Way
from siyar.study.casebase import Entry
from siyar.study.reach import Facts, Grounds, Hypothetical, Reach, Reached, Rival, Together

NOTICE = (
    "Worked out from what each doctrine tells of past cases. No source states it in these words; it advises nobody."
)
MODELS = {
    Model.REASON: "The reason model: what was decided on a ground binds where that ground is there and nothing stands "
    "against it that did not stand against it then.",
    Model.RESULT: "The result model: what was decided binds in every case that is at least as strong.",
    Model.MAGNITUDES: "The reason model of 2019, in which every weaker value is a new reason for the other side.",
}


def precedents_text(found: Reached, library: Library, *, width: int = 100, paint: Paint = plain) -> str:
    """The sheet for a terminal."""
    return lay_out(precedents_sheet(found, library), width=width, paint=paint)


def precedents_markdown(found: Reached, library: Library) -> str:
    return markdown(precedents_sheet(found, library))


def precedents_html(found: Reached, library: Library) -> str:
    return page(precedents_sheet(found, library))


def precedents_sheet(found: Reached, library: Library) -> Sheet:
    """Per question and doctrine: its precedents, what they force, arguments, variations, grounds; then the others."""
    blocks: list[Block] = [Heading(f"Precedents: {case_title(found.sitting)}", 1)]
    if found.sitting.narrowed:
        blocks.append(Item("Narrowed by the user: other positions are left out.", role="note"))
    if found.supposed:
        blocks.append(Item(f"Supposed: {'; '.join(found.supposed)}", role="note"))
    blocks += [Item(NOTICE, role="note"), Item(MODELS[found.model], role="note")]
    for hearing, reaches in found.each:
        blocks.append(Heading(question_words(hearing)))
        if hearing.question.id:
            blocks.append(Heading(f"Asked about: {hearing.about}", 3))
        for one in reaches:
            blocks += _reach(one, found.sitting.case, library)
        blocks += others(found.sitting, hearing, library)
    if found.left_out:
        blocks.append(Item(f"No precedents are argued for acts of force: {'; '.join(found.left_out)}", role="note"))
    return tuple(blocks)


def _reach(found: Reach, case: Case, library: Library) -> Iterator[Block]:
    attributed = found.ruling.attributed
    yield Heading(named(attributed), 3)
    notes = [attributed.voice and f"voice: {attributed.voice}", dated(attributed), found.ruling.anachronism]
    yield Item("; ".join(n for n in (*notes, encoded(attributed)) if n), role="detail")
    ruled = said(attributed, missing(found.ruling))
    by = f", by {', '.join(found.ruling.deciding)}" if found.ruling.deciding else ""
    note = standing(found.ruling)
    by_ = "By its rules and precedents" if found.prevailing else "By its rules"
    yield Item(f"{by_}, {ruled}{by}{f' ({note})' if note else ''}", role="status")
    own = [e for e in found.precedents.entries if e.precedent]
    if not own:
        yield Item("It tells of no past case on this.")
    else:
        yield Item("The past cases it tells of", tuple(_entry(e, found, library) for e in own))
    if own and not found.precedents.declared:
        yield Item("Its encoding says of no fact which side it favours here, so that its precedents are not compared.")
        return
    for facts in found.facts if own else ():
        yield from _facts(facts, found, case, library)
    if own:
        yield from _consistency(found, library)
        yield from _grounds(found, library)
    for words in found.bounds:
        yield Item(words, role="cut")


def _entry(entry: Entry, found: Reach, library: Library) -> Item:
    """A past case: what was held, why, on whose word."""
    names = Names.of(found, entry.case)
    words = f"{_called(entry)}: {names.claim(entry.held)}"
    parts = []
    if entry.precedent:
        if entry.precedent.because:
            words += f", because {listed([names.claim(c) for c in entry.precedent.because])}"
        parts += [Item(f"not because {names.claim(c)}") for c in entry.precedent.not_because]
        if entry.precedent.apart_from:
            parts.append(Item(f"apart from {', '.join(entry.precedent.apart_from)}"))
    for side in (entry.decision.side, entry.decision.side.other):
        facts = [f for f in found.precedents.factors if f.id in entry.telling.present and names.favours(f.id) is side]
        if facts:
            which = "for what was held" if side is entry.decision.side else "against it"
            parts.append(Item(f"{which}: {'; '.join(names.factor(f.id) for f in facts)}"))
    parts += [Item(f"value: {names.dimension(d, entry.telling)}") for d in entry.telling.values]
    if entry.account.follows:
        parts.append(Item(f"its facts as told by {_tellers(entry.account.tellers, library)}"))
    return Item(words + bracket(library, entry.cites), tuple(parts))


def _called(entry: Entry) -> str:
    date = f", {entry.case.date}" if entry.case.date else ""
    return f"{entry.name} ({entry.case.title or entry.case.id}{date})"


def _tellers(tellers: Iterable[str], library: Library) -> str:
    return listed([teller(library, t) for t in tellers])


# --------------------------------------------------------------------------- what is forced


def _facts(facts: Facts, found: Reach, case: Case, library: Library) -> Iterator[Block]:
    names = Names.of(found, case, facts.telling)
    if facts.tellers:
        yield Item(f"With the facts as told by {_tellers(facts.tellers, library)}", role="status")
    yield Item(_outcome(facts, found), (*_binding(facts, found, names), Item(_beside_rules(facts, found))), "status")
    apart = [Item(f"{d.name}: {_told_apart(ds, names)}") for d, ds in facts.differences if ds]
    if apart:
        yield Item("Not binding here, and why", tuple(apart))
    if facts.arguments:
        yield Item("What could be argued", tuple(_argument(a, found, names) for a in facts.arguments))
    changes = tuple(Item(_variation(v, found, names)) for v in facts.variations)
    if changes:
        yield Item("Were one thing otherwise", changes)
    rivals = tuple(Item(words) for rival in facts.rivals for words in _rival(rival, found, library))
    if rivals:
        yield Item("Were the facts of its past cases as others tell them", rivals)


def _rival(rival: Rival, found: Reach, library: Library) -> Iterator[str]:
    who = _tellers(rival.tellers, library)
    gone = "" if rival.decision else "the ground named for it is not told there; "
    change = _forced(rival.outcome.forced, rival.outcome.torn, found) if rival.changes else "the same is forced"
    rules = {
        Verdict.EXPLAINED: "its rules still explain it",
        Verdict.CONTRADICTED: "its rules then contradict it",
        Verdict.SILENT: "its rules then give no one answer on it",
        Verdict.APART: "",
    }[rival.verdict]
    yield f"{rival.entry}, as told by {who}: {gone}{change}; {rules}"


def _forced(side: Side | None, torn: bool, found: Reach) -> str:
    whose = f"the precedents of {named(found.ruling.attributed)}"
    if torn:
        return f"{whose} force both sides"
    return f"{whose} force: {found.precedents.word(side)}" if side else "nothing is forced"


def _outcome(facts: Facts, found: Reach) -> str:
    whose = f"The precedents of {named(found.ruling.attributed)}"
    word = found.precedents.word
    if facts.outcome.torn:
        return f"{whose} force both {word(Side.FOR)} and {word(Side.AGAINST)}: they are at odds with each other"
    if facts.outcome.forced:
        sure = "whatever is unknown" if facts.whatever is facts.outcome.forced else "on what is known"
        return f"{whose} force {sure}: {word(facts.outcome.forced)}"
    if facts.possible:
        could = " or ".join(word(side) for side in facts.possible)
        return f"{whose} leave this case free on what is known; what is unknown could make them force {could}"
    return f"{whose} leave this case free, whatever is unknown"


def _binding(facts: Facts, found: Reach, names: Names) -> Iterator[Item]:
    for d in facts.outcome.by:
        why = [names.factor(f) for f in names.order if f in d.reason.factors]
        why += [names.magnitude(m, v, d.side) for m, v in d.reason.magnitudes.items()]
        against = [f for f in names.order if f in facts.telling.present and names.favours(f) is d.side.other]
        if d.name in facts.a_fortiori:
            words = f"{d.name}, a fortiori: all that spoke for its outcome is here"
        else:
            words = f"{d.name}: its ground is here ({'; '.join(why)})"
        if against:
            words += (
                f", and what stands against it here stood against it there ({'; '.join(map(names.factor, against))})"
            )
        else:
            words += ", and nothing stands against it here"
        yield Item(words)
    could = [names.factor(f) for f in names.order if f in facts.telling.unknown]
    if could and facts.whatever is None:
        yield Item(f"unknown here: {'; '.join(could)}")


def _beside_rules(facts: Facts, found: Reach) -> str:
    match facts.together:
        case Together.BOTH:
            return "Rules and precedents come to the same: the ruling can rest on either."
        case Together.RULES:
            return "The rules decide alone: the precedents leave it free."
        case Together.PRECEDENTS:
            return "The precedents decide alone: the rules give no one answer."
        case Together.NEITHER:
            return "Neither rules nor precedents decide it."
        case Together.CONFLICT:
            ranks = {
                Prevailing.PRECEDENTS: "the doctrine lets its precedents prevail",
                Prevailing.RULES: "the doctrine lets its precedents give way to its rules",
                None: "the doctrine does not say which prevails",
            }
            return f"Rules and precedents are in conflict; {ranks[found.prevailing]}."


def _told_apart(differences: tuple[Difference, ...], names: Names) -> str:
    return "; ".join(names.difference(d) for d in differences)


# --------------------------------------------------------------------------- arguments


def _argument(argument: Argument, found: Reach, names: Names) -> Item:
    """A side's best citations; what the other side answers is under each, and its own citations stand beside."""
    word = found.precedents.word(argument.side)
    whose = named(found.ruling.attributed)
    return Item(
        f"for {word}, citing from the past cases of {whose}", tuple(_citation(c, names) for c in argument.citations)
    )


def _citation(cited: Citation, names: Names) -> Item:
    """A citation, what it shares, and how it is distinguished, played down or made more of; what counters it."""
    shared = [names.factor(f) for f in names.order if f in cited.shared]
    shared += [f"a known value of {names.called(d)}" for d in names.dimensions if d in cited.shared]
    parts = []
    for one in cited.distinctions:
        words = f"distinguished, {names.difference(one.difference)}"
        if one.downplayed:
            words += f"; played down: both bear alike on {_bearing(one.downplayed, names)}"
        elif one.emphasised:
            words += f"; made more of: they bear in opposite ways on {_bearing(one.emphasised, names)}"
        parts.append(Item(words))
    if cited.countered:
        trumped = {d.name for d in cited.trumped}
        others_ = [d.name + (", which shares more" if d.name in trumped else "") for d in cited.countered]
        parts.append(Item(f"countered by {'; '.join(others_)}"))
    binds = ", binding" if cited.binding else ""
    return Item(f"{cited.decision.name}{binds}, which shares: {'; '.join(shared) or 'nothing'}", tuple(parts))


def _bearing(found: tuple[tuple[str, str], ...], names: Names) -> str:
    """ "“Party counts as individuals”, as do a and b": abstract factors with what bears on each."""
    by_concept: dict[str, list[str]] = {}
    for concept, factor in found:
        by_concept.setdefault(concept, []).append(names.factor(factor))
    return "; ".join(f"{names.abstract(c)} ({'; '.join(dict.fromkeys(fs))})" for c, fs in by_concept.items())


def _variation(one: Hypothetical, found: Reach, names: Names) -> str:
    """ "were it so that …: nothing is forced; the rules of … then come out as …"."""
    v = one.variation
    if v.value is not None:
        supposed = f"were it that {names.valued(v.what, v.value)}"
    else:
        supposed = f"were it so that {names.factor(v.what) if v.present else names.denied(v.what)}"
    by = f" (by {listed([d.name for d in v.outcome.by])})" if v.outcome.by else ""
    then = _forced(v.outcome.forced, v.outcome.torn, found) + by if one.changes else "the same is forced"
    if one.rules_change:
        whose = named(found.ruling.attributed)
        word = f"come to: {found.precedents.word(one.rules)}" if one.rules else "give no one answer"
        then += f"; the rules of {whose} then {word}"
    elif one.tried:
        then += "; its rules come to the same"
    return f"{supposed}: {then}"


# --------------------------------------------------------------------------- consistency and grounds


def _consistency(found: Reach, library: Library) -> Iterator[Block]:
    reported = [e for e in found.precedents.entries if not e.precedent]
    if reported:
        yield Item(
            "Outcomes reported elsewhere, which it does not cite", tuple(_entry(e, found, library) for e in reported)
        )
    own = {(c.one.name, c.other.name) for c in found.conflicts}
    more = [c for c in found.with_reported if (c.one.name, c.other.name) not in own]
    parts = [
        Item(f"at odds, as smallest sets: {_pairs(found.conflicts)}")
        if found.conflicts
        else Item("its precedents agree with each other")
    ]
    if more:
        parts.append(Item(f"with the reported outcomes, at odds as smallest sets: {_pairs(more)}"))
    yield Item("Do its cases agree?", tuple(parts))


def _pairs(conflicts: Iterable[Conflict]) -> str:
    return "; ".join(f"{c.one.name} with {c.other.name}" for c in conflicts)


def _grounds(found: Reach, library: Library) -> Iterator[Block]:
    """The readings as candidate grounds, then the smallest grounds the cases allow."""
    doctrine, parts = found.ruling.attributed.doctrine, list[Item]()
    for first in found.candidates[:1]:
        parts += [Item(words) for words in _verdicts(first, found)]
    for ways in _alike(found.ways):
        way = ways[0]
        read = listed([reading_in_short(library, doctrine, *pair) for pair in way.changed])
        then = "explained" if way.verdict is Verdict.EXPLAINED else "no longer contradicted, though not explained"
        price = f"; the price: no longer explained are {listed(list(way.lost))}" if way.lost else ""
        parts.append(Item(f"{listed([w.entry for w in ways])}: {then} if read as {read}{price}"))
    contradicted = found.candidates[0].of(Verdict.CONTRADICTED) if found.candidates else ()
    stuck = [name for name in contradicted if not any(w.entry == name for w in found.ways)]
    if stuck:
        parts.append(Item(f"{listed(stuck)}: no reading ends the contradiction"))
    chosen = (
        "; ".join(reading_in_short(library, doctrine, *p) for p in found.candidates[0].chosen)
        if found.candidates
        else ""
    )
    yield Item(f"Read as {chosen}, its rules" if chosen else "Its rules", tuple(parts))
    others_ = tuple(_otherwise(found))
    if others_:
        yield Item("Read otherwise, its rules", others_)
    for one in found.grounds:
        yield _smallest(one, found)


def _otherwise(found: Reach) -> Iterator[Item]:
    """Every other way the decided cases can fare, with the smallest changes of reading that lead there."""
    first = tuple(found.candidates[0].verdicts.items()) if found.candidates else ()
    patterns: dict[tuple[tuple[str, Verdict], ...], list[Candidate]] = {}
    for one in found.candidates:
        same = patterns.setdefault(tuple(one.verdicts.items()), [])
        if not any(set(other.changed) <= set(one.changed) for other in same):
            same.append(one)
    for pattern, ways in patterns.items():
        if pattern != first:
            words = "; or as ".join(
                " with ".join(f"{r}: {o}" for r, o in way.changed) for way in sorted(ways, key=lambda w: len(w.changed))
            )
            yield Item(f"as {words}", tuple(Item(w) for w in _verdicts(ways[0], found)))
    still = [r for r, _ in (found.candidates[0].chosen if found.candidates else ())]
    if len(patterns) == 1 and len(found.candidates) > 1:
        yield Item(f"come to the same on all of these, whatever is chosen for {listed(still)}")


def _alike(ways: Iterable[Way]) -> Iterator[list[Way]]:
    """Ways that change and cost the same, together."""
    same: dict[tuple[object, ...], list[Way]] = {}
    for way in ways:
        same.setdefault((way.changed, way.verdict, way.lost), []).append(way)
    yield from same.values()


def _verdicts(candidate: Candidate, found: Reach) -> Iterator[str]:
    words = {
        Verdict.EXPLAINED: "explain",
        Verdict.CONTRADICTED: "contradict",
        Verdict.SILENT: "give no one answer on",
        Verdict.APART: "have nothing to do, in this reading, with",
    }
    for verdict, verb in words.items():
        entries = [found.precedents.entry(name) for name in candidate.of(verdict)]
        if entries:
            yield f"{verb} {listed([e.name + ('' if e.precedent else ' (reported)') for e in entries])}"


def _smallest(grounds: Grounds, found: Reach) -> Item:
    """The smallest grounds that are there where a side won and only there, or which cases leave none."""
    names = Names.of(found, None)
    word = found.precedents.word(grounds.side)
    parts = [Item(f"{names.ground(g)}") for g in grounds.smallest]
    if grounds.unexplained:
        parts.append(Item(f"no one ground explains together: {_sets(grounds.unexplained)}"))
    lost = [u for u in grounds.unexplained_with_reported if u not in grounds.unexplained]
    if lost:
        parts.append(Item(f"nor, with the reported outcomes: {_sets(lost)}"))
    for decision, sufficient in grounds.sufficient:
        if sufficient and frozenset() not in sufficient:
            ways = ", or ".join(names.ground(g) for g in sufficient)
            parts.append(Item(f"what {decision.name} has and no case of the other side: {ways}"))
    whose = named(found.ruling.attributed)
    return Item(
        f"Smallest grounds of {word} in the past cases of {whose}: there in each, and in no other", tuple(parts)
    )


def _sets(sets: Iterable[tuple[Decision, ...]]) -> str:
    return "; ".join(listed([d.name for d in ds]) for ds in sets)
