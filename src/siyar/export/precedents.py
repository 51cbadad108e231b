"""`siyar precedents`: what past cases force, how one argues from them, which grounds they allow.

None of it is stated by the doctrine: it is worked out from what it tells of past cases, and every sheet says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from siyar.export.across import ASKED
from siyar.export.citing import bracket, reading_in_short, teller
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.sitting import case_title, others, question_words
from siyar.export.spoken_factors import Names
from siyar.export.to_html import page
from siyar.export.to_markdown import markdown
from siyar.export.wording import dated, encoded, listed, missing, named, said, standing
from siyar.model import Case, Library, Prevailing
from siyar.phrase import chain, joined, phrase
from siyar.precedent import Conflict, Decision, Difference, Model, Side
from siyar.precedent.arguing import Argument, Citation
from siyar.study.candidates import Candidate, Verdict, Way
from siyar.study.casebase import Entry
from siyar.study.reach import Facts, Grounds, Hypothetical, Reach, Reached, Rival, Together

NOTICE = phrase(
    "Worked out from what each doctrine tells of past cases. No source states it in these words; it advises nobody."
)
MODELS = {
    Model.REASON: phrase(
        "The reason model: what was decided on a ground binds where that ground is there and nothing stands "
        "against it that did not stand against it then."
    ),
    Model.RESULT: phrase("The result model: what was decided binds in every case that is at least as strong."),
    Model.MAGNITUDES: phrase(
        "The reason model of 2019, in which every weaker value is a new reason for the other side."
    ),
}


SAME_FORCED = phrase("the same is forced")


def precedents_text(found: Reached, library: Library, *, width: int = 100, paint: Paint = plain) -> str:
    """The sheet for a terminal."""
    return lay_out(precedents_sheet(found, library), width=width, paint=paint)


def precedents_markdown(found: Reached, library: Library) -> str:
    return markdown(precedents_sheet(found, library))


def precedents_html(found: Reached, library: Library) -> str:
    return page(precedents_sheet(found, library))


def precedents_sheet(found: Reached, library: Library) -> Sheet:
    """Per question and doctrine: its precedents, what they force, arguments, variations, grounds; then the others."""
    blocks: list[Block] = [Heading(phrase("Precedents: {case}", case=case_title(found.sitting)), 1)]
    if found.sitting.narrowed:
        blocks.append(Item(phrase("Narrowed by the user: other positions are left out."), role="note"))
    if found.supposed:
        blocks.append(Item(phrase("Supposed: {what}", what=joined("; ", found.supposed)), role="note"))
    blocks += [Item(NOTICE, role="note"), Item(MODELS[found.model], role="note")]
    for hearing, reaches in found.each:
        blocks.append(Heading(question_words(hearing)))
        if hearing.question.id:
            blocks.append(Heading(chain(ASKED, " ", hearing.about), 3))
        for one in reaches:
            blocks += _reach(one, found.sitting.case, library)
        blocks += others(found.sitting, hearing, library)
    if found.left_out:
        words = phrase("No precedents are argued for acts of force: {acts}", acts=joined("; ", found.left_out))
        blocks.append(Item(words, role="note"))
    return tuple(blocks)


def _reach(found: Reach, case: Case, library: Library) -> Iterator[Block]:
    attributed = found.ruling.attributed
    yield Heading(named(attributed), 3)
    voice = attributed.voice and phrase("voice: {voice}", voice=attributed.voice)
    notes = [voice, dated(attributed), found.ruling.anachronism]
    yield Item(joined("; ", (n for n in (*notes, encoded(attributed)) if n)), role="detail")
    ruled = said(attributed, missing(found.ruling))
    deciding = joined(", ", found.ruling.deciding)
    by = (", ", phrase("by {rules}", rules=deciding)) if deciding else ()
    note = standing(found.ruling)
    by_ = phrase("By its rules and precedents") if found.prevailing else phrase("By its rules")
    yield Item(chain(by_, ", ", ruled, *by, *((" (", note, ")") if note else ())), role="status")
    own = [e for e in found.precedents.entries if e.precedent]
    if not own:
        yield Item(phrase("It tells of no past case on this."))
    else:
        yield Item(phrase("The past cases it tells of"), tuple(_entry(e, found, library) for e in own))
    if own and not found.precedents.declared:
        yield Item(
            phrase("Its encoding says of no fact which side it favours here, so that its precedents are not compared.")
        )
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
    words: tuple[str, ...] = (_called(entry), ": ", names.claim(entry.held))
    parts = []
    if entry.precedent:
        if entry.precedent.because:
            because = listed([names.claim(c) for c in entry.precedent.because])
            words = (*words, ", ", phrase("because {words}", words=because))
        parts += [Item(phrase("not because {words}", words=names.claim(c))) for c in entry.precedent.not_because]
        if entry.precedent.apart_from:
            parts.append(Item(phrase("apart from {what}", what=joined(", ", entry.precedent.apart_from))))
    for side in (entry.decision.side, entry.decision.side.other):
        facts = [f for f in found.precedents.factors if f.id in entry.telling.present and names.favours(f.id) is side]
        if facts:
            which = phrase("for what was held") if side is entry.decision.side else phrase("against it")
            parts.append(Item(chain(which, ": ", joined("; ", (names.factor(f.id) for f in facts)))))
    parts += [Item(phrase("value: {value}", value=names.dimension(d, entry.telling))) for d in entry.telling.values]
    if entry.account.follows:
        tellers = _tellers(entry.account.tellers, library)
        parts.append(Item(phrase("its facts as told by {tellers}", tellers=tellers)))
    return Item(chain(*words, bracket(library, entry.cites)), tuple(parts))


def _called(entry: Entry) -> str:
    date = (", ", entry.case.date) if entry.case.date else ()
    return chain(entry.name, " (", entry.case.title or entry.case.id, *date, ")")


def _tellers(tellers: Iterable[str], library: Library) -> str:
    return listed([teller(library, t) for t in tellers])


# --------------------------------------------------------------------------- what is forced


def _facts(facts: Facts, found: Reach, case: Case, library: Library) -> Iterator[Block]:
    names = Names.of(found, case, facts.telling)
    if facts.tellers:
        told = phrase("With the facts as told by {tellers}", tellers=_tellers(facts.tellers, library))
        yield Item(told, role="status")
    yield Item(_outcome(facts, found), (*_binding(facts, found, names), Item(_beside_rules(facts, found))), "status")
    apart = [Item(chain(d.name, ": ", _told_apart(ds, names))) for d, ds in facts.differences if ds]
    if apart:
        yield Item(phrase("Not binding here, and why"), tuple(apart))
    if facts.arguments:
        yield Item(phrase("What could be argued"), tuple(_argument(a, found, names) for a in facts.arguments))
    changes = tuple(Item(_variation(v, found, names)) for v in facts.variations)
    if changes:
        yield Item(phrase("Were one thing otherwise"), changes)
    rivals = tuple(Item(words) for rival in facts.rivals for words in _rival(rival, found, library))
    if rivals:
        yield Item(phrase("Were the facts of its past cases as others tell them"), rivals)


def _rival(rival: Rival, found: Reach, library: Library) -> Iterator[str]:
    who = _tellers(rival.tellers, library)
    gone = "" if rival.decision else phrase("the ground named for it is not told there; ")
    change = _forced(rival.outcome.forced, rival.outcome.torn, found) if rival.changes else SAME_FORCED
    rules = {
        Verdict.EXPLAINED: phrase("its rules still explain it"),
        Verdict.CONTRADICTED: phrase("its rules then contradict it"),
        Verdict.SILENT: phrase("its rules then give no one answer on it"),
        Verdict.APART: "",
    }[rival.verdict]
    yield phrase(
        "{case}, as told by {tellers}: {says}", case=rival.entry, tellers=who, says=chain(gone, change, "; ", rules)
    )


def _forced(side: Side | None, torn: bool, found: Reach) -> str:
    whose = named(found.ruling.attributed)
    if torn:
        return phrase("the precedents of {whose} force both sides", whose=whose)
    if side is None:
        return phrase("nothing is forced")
    return phrase("the precedents of {whose} force: {word}", whose=whose, word=found.precedents.word(side))


def _outcome(facts: Facts, found: Reach) -> str:
    whose = named(found.ruling.attributed)
    word = found.precedents.word
    if facts.outcome.torn:
        return phrase(
            "The precedents of {whose} force both {one} and {other}: they are at odds with each other",
            whose=whose,
            one=word(Side.FOR),
            other=word(Side.AGAINST),
        )
    if facts.outcome.forced:
        forced = word(facts.outcome.forced)
        if facts.whatever is facts.outcome.forced:
            return phrase("The precedents of {whose} force whatever is unknown: {word}", whose=whose, word=forced)
        return phrase("The precedents of {whose} force on what is known: {word}", whose=whose, word=forced)
    if facts.possible:
        return phrase(
            "The precedents of {whose} leave this case free on what is known; "
            "what is unknown could make them force {words}",
            whose=whose,
            words=joined(" or ", (word(side) for side in facts.possible)),
        )
    return phrase("The precedents of {whose} leave this case free, whatever is unknown", whose=whose)


def _binding(facts: Facts, found: Reach, names: Names) -> Iterator[Item]:
    for d in facts.outcome.by:
        why = [names.factor(f) for f in names.order if f in d.reason.factors]
        why += [names.magnitude(m, v, d.side) for m, v in d.reason.magnitudes.items()]
        against = [f for f in names.order if f in facts.telling.present and names.favours(f) is d.side.other]
        if d.name in facts.a_fortiori:
            words = phrase("{case}, a fortiori: all that spoke for its outcome is here", case=d.name)
        else:
            words = phrase("{case}: its ground is here ({why})", case=d.name, why=joined("; ", why))
        if against:
            more = phrase(
                ", and what stands against it here stood against it there ({what})",
                what=joined("; ", map(names.factor, against)),
            )
        else:
            more = phrase(", and nothing stands against it here")
        yield Item(chain(words, more))
    could = [names.factor(f) for f in names.order if f in facts.telling.unknown]
    if could and facts.whatever is None:
        yield Item(phrase("unknown here: {what}", what=joined("; ", could)))


def _beside_rules(facts: Facts, found: Reach) -> str:
    match facts.together:
        case Together.BOTH:
            return phrase("Rules and precedents come to the same: the ruling can rest on either.")
        case Together.RULES:
            return phrase("The rules decide alone: the precedents leave it free.")
        case Together.PRECEDENTS:
            return phrase("The precedents decide alone: the rules give no one answer.")
        case Together.NEITHER:
            return phrase("Neither rules nor precedents decide it.")
        case Together.CONFLICT:
            ranks = {
                Prevailing.PRECEDENTS: phrase("the doctrine lets its precedents prevail"),
                Prevailing.RULES: phrase("the doctrine lets its precedents give way to its rules"),
                None: phrase("the doctrine does not say which prevails"),
            }
            return phrase("Rules and precedents are in conflict; {ranks}.", ranks=ranks[found.prevailing])


def _told_apart(differences: tuple[Difference, ...], names: Names) -> str:
    return joined("; ", (names.difference(d) for d in differences))


# --------------------------------------------------------------------------- arguments


def _argument(argument: Argument, found: Reach, names: Names) -> Item:
    """A side's best citations; what the other side answers is under each, and its own citations stand beside."""
    word = found.precedents.word(argument.side)
    whose = named(found.ruling.attributed)
    return Item(
        phrase("for {word}, citing from the past cases of {whose}", word=word, whose=whose),
        tuple(_citation(c, names) for c in argument.citations),
    )


def _citation(cited: Citation, names: Names) -> Item:
    """A citation, what it shares, and how it is distinguished, played down or made more of; what counters it."""
    shared = [names.factor(f) for f in names.order if f in cited.shared]
    shared += [phrase("a known value of {what}", what=names.called(d)) for d in names.dimensions if d in cited.shared]
    parts = []
    for one in cited.distinctions:
        words = phrase("distinguished, {difference}", difference=names.difference(one.difference))
        more = ""
        if one.downplayed:
            bearing = _bearing(one.downplayed, names)
            more = phrase("; played down: both bear alike on {what}", what=bearing)
        elif one.emphasised:
            bearing = _bearing(one.emphasised, names)
            more = phrase("; made more of: they bear in opposite ways on {what}", what=bearing)
        parts.append(Item(chain(words, more)))
    if cited.countered:
        trumped = {d.name for d in cited.trumped}
        more = phrase(", which shares more")
        others_ = [chain(d.name, more if d.name in trumped else "") for d in cited.countered]
        parts.append(Item(phrase("countered by {cases}", cases=joined("; ", others_))))
    what = joined("; ", shared) or phrase("nothing")
    words = (
        phrase("{case}, binding, which shares: {what}", case=cited.decision.name, what=what)
        if cited.binding
        else phrase("{case}, which shares: {what}", case=cited.decision.name, what=what)
    )
    return Item(words, tuple(parts))


def _bearing(found: tuple[tuple[str, str], ...], names: Names) -> str:
    """ "“Party counts as individuals”, as do a and b": abstract factors with what bears on each."""
    by_concept: dict[str, list[str]] = {}
    for concept, factor in found:
        by_concept.setdefault(concept, []).append(names.factor(factor))
    return joined(
        "; ", (chain(names.abstract(c), " (", joined("; ", dict.fromkeys(fs)), ")") for c, fs in by_concept.items())
    )


def _variation(one: Hypothetical, found: Reach, names: Names) -> str:
    """ "were it so that …: nothing is forced; the rules of … then come out as …"."""
    v = one.variation
    if v.value is not None:
        supposed = phrase("were it that {what}", what=names.valued(v.what, v.value))
    else:
        supposed = phrase("were it so that {what}", what=names.factor(v.what) if v.present else names.denied(v.what))
    then = [_forced(v.outcome.forced, v.outcome.torn, found)] if one.changes else [SAME_FORCED]
    if one.changes and v.outcome.by:
        then.append(phrase(" (by {cases})", cases=listed([d.name for d in v.outcome.by])))
    if one.rules_change:
        whose = named(found.ruling.attributed)
        if one.rules:
            word = found.precedents.word(one.rules)
            then.append(phrase("; the rules of {whose} then come to: {word}", whose=whose, word=word))
        else:
            then.append(phrase("; the rules of {whose} then give no one answer", whose=whose))
    elif one.tried:
        then.append(phrase("; its rules come to the same"))
    return chain(supposed, ": ", *then)


# --------------------------------------------------------------------------- consistency and grounds


def _consistency(found: Reach, library: Library) -> Iterator[Block]:
    reported = [e for e in found.precedents.entries if not e.precedent]
    if reported:
        words = phrase("Outcomes reported elsewhere, which it does not cite")
        yield Item(words, tuple(_entry(e, found, library) for e in reported))
    own = {(c.one.name, c.other.name) for c in found.conflicts}
    more = [c for c in found.with_reported if (c.one.name, c.other.name) not in own]
    parts = [
        Item(phrase("at odds, as smallest sets: {cases}", cases=_pairs(found.conflicts)))
        if found.conflicts
        else Item(phrase("its precedents agree with each other"))
    ]
    if more:
        words = phrase("with the reported outcomes, at odds as smallest sets: {cases}", cases=_pairs(more))
        parts.append(Item(words))
    yield Item(phrase("Do its cases agree?"), tuple(parts))


def _pairs(conflicts: Iterable[Conflict]) -> str:
    return joined("; ", (phrase("{one} with {other}", one=c.one.name, other=c.other.name) for c in conflicts))


def _grounds(found: Reach, library: Library) -> Iterator[Block]:
    """The readings as candidate grounds, then the smallest grounds the cases allow."""
    doctrine, parts = found.ruling.attributed.doctrine, list[Item]()
    for first in found.candidates[:1]:
        parts += [Item(words) for words in _verdicts(first, found)]
    for ways in _alike(found.ways):
        way = ways[0]
        read = listed([reading_in_short(library, doctrine, *pair) for pair in way.changed])
        cases = listed([w.entry for w in ways])
        if way.verdict is Verdict.EXPLAINED:
            then = phrase("{cases}: explained if read as {reading}", cases=cases, reading=read)
        else:
            then = phrase(
                "{cases}: no longer contradicted, though not explained if read as {reading}", cases=cases, reading=read
            )
        lost = phrase("; the price: no longer explained are {cases}", cases=listed(list(way.lost)))
        parts.append(Item(chain(then, lost if way.lost else "")))
    contradicted = found.candidates[0].of(Verdict.CONTRADICTED) if found.candidates else ()
    stuck = [name for name in contradicted if not any(w.entry == name for w in found.ways)]
    if stuck:
        parts.append(Item(phrase("{cases}: no reading ends the contradiction", cases=listed(stuck))))
    chosen = (
        joined("; ", (reading_in_short(library, doctrine, *p) for p in found.candidates[0].chosen))
        if found.candidates
        else ""
    )
    yield Item(phrase("Read as {reading}, its rules", reading=chosen) if chosen else phrase("Its rules"), tuple(parts))
    others_ = tuple(_otherwise(found))
    if others_:
        yield Item(phrase("Read otherwise, its rules"), others_)
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
            each = (
                joined(phrase(" with "), (chain(r, ": ", o) for r, o in way.changed))
                for way in sorted(ways, key=lambda w: len(w.changed))
            )
            words = phrase("as {readings}", readings=joined(phrase("; or as "), each))
            yield Item(words, tuple(Item(w) for w in _verdicts(ways[0], found)))
    still = [r for r, _ in (found.candidates[0].chosen if found.candidates else ())]
    if len(patterns) == 1 and len(found.candidates) > 1:
        words = phrase("come to the same on all of these, whatever is chosen for {readings}", readings=listed(still))
        yield Item(words)


def _alike(ways: Iterable[Way]) -> Iterator[list[Way]]:
    """Ways that change and cost the same, together."""
    same: dict[tuple[object, ...], list[Way]] = {}
    for way in ways:
        same.setdefault((way.changed, way.verdict, way.lost), []).append(way)
    yield from same.values()


def _verdicts(candidate: Candidate, found: Reach) -> Iterator[str]:
    words = {
        Verdict.EXPLAINED: phrase("explain"),
        Verdict.CONTRADICTED: phrase("contradict"),
        Verdict.SILENT: phrase("give no one answer on"),
        Verdict.APART: phrase("have nothing to do, in this reading, with"),
    }
    for verdict, verb in words.items():
        entries = [found.precedents.entry(name) for name in candidate.of(verdict)]
        if entries:
            reported = phrase(" (reported)")
            yield chain(verb, " ", listed([chain(e.name, "" if e.precedent else reported) for e in entries]))


def _smallest(grounds: Grounds, found: Reach) -> Item:
    """The smallest grounds that are there where a side won and only there, or which cases leave none."""
    names = Names.of(found, None)
    word = found.precedents.word(grounds.side)
    parts = [Item(names.ground(g)) for g in grounds.smallest]
    if grounds.unexplained:
        parts.append(Item(phrase("no one ground explains together: {cases}", cases=_sets(grounds.unexplained))))
    lost = [u for u in grounds.unexplained_with_reported if u not in grounds.unexplained]
    if lost:
        parts.append(Item(phrase("nor, with the reported outcomes: {cases}", cases=_sets(lost))))
    for decision, sufficient in grounds.sufficient:
        if sufficient and frozenset() not in sufficient:
            ways = joined(phrase(", or "), (names.ground(g) for g in sufficient))
            words = phrase("what {case} has and no case of the other side: {ways}", case=decision.name, ways=ways)
            parts.append(Item(words))
    whose = named(found.ruling.attributed)
    words = phrase(
        "Smallest grounds of {word} in the past cases of {whose}: there in each, and in no other",
        word=word,
        whose=whose,
    )
    return Item(words, tuple(parts))


def _sets(sets: Iterable[tuple[Decision, ...]]) -> str:
    return joined("; ", (listed([d.name for d in ds]) for ds in sets))
