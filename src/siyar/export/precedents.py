"""`siyar precedents`: what past cases force, how one argues from them, which grounds they allow.

None of it is stated by the doctrine: it is worked out from what it tells of past cases, and every sheet says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from siyar.export.across import ASKED
from siyar.export.arguing import SAME_FORCED, argument_of, variation_of, what_is_forced
from siyar.export.grounds import consistency, grounds_of
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.past_cases import entry_of, tellers_of
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.sitting import case_title, others, question_words
from siyar.export.spoken_factors import Names
from siyar.export.to_html import page
from siyar.export.to_markdown import markdown
from siyar.export.wording import dated, encoded, missing, named, said, standing
from siyar.model import Case, Library, Prevailing
from siyar.phrase import chain, joined, phrase
from siyar.precedent import Difference, Model, Side
from siyar.study.candidates import Verdict
from siyar.study.reach import Facts, Reach, Reached, Rival, Together

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
        yield Item(phrase("The past cases it tells of"), tuple(entry_of(e, found, library) for e in own))
    if own and not found.precedents.declared:
        yield Item(
            phrase("Its encoding says of no fact which side it favours here, so that its precedents are not compared.")
        )
        return
    for facts in found.facts if own else ():
        yield from _facts(facts, found, case, library)
    if own:
        yield from consistency(found, library)
        yield from grounds_of(found, library)
    for words in found.bounds:
        yield Item(words, role="cut")


# --------------------------------------------------------------------------- what is forced


def _facts(facts: Facts, found: Reach, case: Case, library: Library) -> Iterator[Block]:
    names = Names.of(found, case, facts.telling)
    if facts.tellers:
        told = phrase("With the facts as told by {tellers}", tellers=tellers_of(facts.tellers, library))
        yield Item(told, role="status")
    yield Item(_outcome(facts, found), (*_binding(facts, found, names), Item(_beside_rules(facts, found))), "status")
    apart = [Item(chain(d.name, ": ", _told_apart(ds, names))) for d, ds in facts.differences if ds]
    if apart:
        yield Item(phrase("Not binding here, and why"), tuple(apart))
    if facts.arguments:
        yield Item(phrase("What could be argued"), tuple(argument_of(a, found, names) for a in facts.arguments))
    changes = tuple(Item(variation_of(v, found, names)) for v in facts.variations)
    if changes:
        yield Item(phrase("Were one thing otherwise"), changes)
    rivals = tuple(Item(words) for rival in facts.rivals for words in _rival(rival, found, library))
    if rivals:
        yield Item(phrase("Were the facts of its past cases as others tell them"), rivals)


def _rival(rival: Rival, found: Reach, library: Library) -> Iterator[str]:
    who = tellers_of(rival.tellers, library)
    gone = "" if rival.decision else phrase("the ground named for it is not told there; ")
    change = what_is_forced(rival.outcome.forced, rival.outcome.torn, found) if rival.changes else SAME_FORCED
    rules = {
        Verdict.EXPLAINED: phrase("its rules still explain it"),
        Verdict.CONTRADICTED: phrase("its rules then contradict it"),
        Verdict.SILENT: phrase("its rules then give no one answer on it"),
        Verdict.APART: "",
    }[rival.verdict]
    yield phrase(
        "{case}, as told by {tellers}: {says}", case=rival.entry, tellers=who, says=chain(gone, change, "; ", rules)
    )


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
