"""What each doctrine says of a case, with its reasons, the other positions beside it, and readings as switches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from siyar.conclusion import Because, Status
from siyar.evidence.grading import graders
from siyar.export.beside import SETTLING, Amount, beside
from siyar.export.pages.doctrine import precedent_item
from siyar.export.sheet import Item
from siyar.export.sitting import finding, partings, position
from siyar.export.trees import Detail, explained, obstacles
from siyar.export.whys import ANY
from siyar.export.wording import capital, clause, dated, encoded, missing, named, of_ruling, standing
from siyar.hanging import places
from siyar.hearing import Hearing, Ruling, Sitting, told_apart
from siyar.model import Case, Claim, Denial, Doctrine, Library
from siyar.phrase import Phrase, chain, joined, template
from siyar.sources.beside import Passage
from siyar.sources.beside import beside as in_copies
from siyar.sources.copies import Unreadable
from siyar.sources.holding import Shelf
from siyar.web.desk import Desk
from siyar.web.pages.evidence import LEAST
from siyar.web.pages.supposing import Supposable, turning, used
from siyar.web.room import citable, offered, refused, room, state_of
from siyar.web.state import ABSTRACT, State


@dataclass(frozen=True, slots=True)
class Switch:
    """A reading that matters here: each option in words, with the state that chooses it."""

    asks: str
    options: tuple[tuple[str, State, bool], ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground the ruling rests on, in words, with the state without it; or one taken away, with the state with it."""

    words: str
    state: State
    away: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A ruling as it is shown: whose, what, how sure, why, and what can be switched."""

    ruling: Ruling
    whose: str
    says: str
    kind: str
    standing: str
    apart: str
    details: tuple[str, ...]
    settling: tuple[str, ...]  # what would settle it
    reasons: tuple[Item, ...]
    switches: tuple[Switch, ...]
    grounds: tuple[Ground, ...]
    words: tuple[str, ...]  # those one may ask "why not" of
    rules: tuple[tuple[str, str], ...]  # that decide: (doctrine, rule)
    sources: tuple[tuple[str, str], ...]  # of the passages: (id, title)
    drawn: State | None  # the state whose drawing is of this ruling
    passages: tuple[Passage, ...] = ()  # what the passages say in a copy kept on this machine
    graded: bool = False  # whether it has evidence somebody grades
    turning: tuple[Supposable, ...] = ()  # the unknown facts it turns on
    used: tuple[Supposable, ...] = ()  # the facts given that its reasons speak of
    alike: tuple[Item, ...] = ()  # the doctrine's precedents on this sentence that were held as it is ruled here
    otherwise: tuple[Item, ...] = ()  # and those held otherwise


@dataclass(frozen=True, slots=True)
class Position:
    """Another position: where it stands, in one line of its own."""

    ruling: Ruling
    whose: str
    says: str
    kind: str
    notes: str
    line: str
    late: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One sentence asked about: the doctrines asked, where they part, and the other positions."""

    hearing: Hearing
    arabic: tuple[str, ...]  # the terms of art of what is asked about
    cards: tuple[Card, ...]
    partings: tuple[str, ...]
    positions: tuple[Position, ...]


def ruling(request: Request) -> Response:
    """The rulings of a state."""
    here, state = room(request), state_of(request)
    stated = here.desk.stated(state)
    if isinstance(stated, tuple):
        return refused(request, stated)
    sitting = here.desk.shown(state)
    if isinstance(sitting, tuple):
        return refused(request, sitting)
    library = here.desk.bench.library
    return citable(
        request,
        "ruling.html",
        "ruling",
        state,
        case=stated,
        sitting=sitting,
        # Whoever comes from elsewhere is not shown the texts that somebody keeps here.
        asked=[
            _with_facts(here.desk, state, stated, one)
            for one in asked(sitting, state, library, None if here.settings.elsewhere else Shelf.own())
        ],
        graders=graders(),
        ranks=[rank.value for rank in LEAST],
        names=[e.short or e.name for e in stated.entities],
        findings=[finding(found, library) for found in sitting.findings],
        also=sitting.more,
        doctrines=offered(here),
        questions=list(here.desk.bench.questions.values()),
        now=dict.fromkeys(h.question.id for h in sitting.hearings if h.question.id),
        under_study=here.desk.bench.under_study,
    )


def _with_facts(desk: Desk, state: State, case: Case, asked: Asked) -> Asked:
    """The same with the facts of each ruling as switches."""
    return replace(
        asked,
        cards=tuple(
            replace(one, turning=turning(desk, state, case, one.ruling), used=used(desk, state, case, one.ruling))
            for one in asked.cards
        ),
    )


def asked(sitting: Sitting, state: State, library: Library, shelf: Shelf | None = None) -> list[Asked]:
    """What was asked, as it is shown; with a shelf of copies, what the passages say there."""
    return [
        Asked(
            hearing,
            library.sentences()[hearing.asked[0].sentence].arabic,
            tuple(
                replace(card(r, state, library, told_apart(r, hearing.asked)), passages=_passages(r, shelf))
                for r in hearing.asked
            ),
            tuple(p.words for p in partings(hearing)),
            tuple(beside_it(r, library) for r in hearing.beside),
        )
        for hearing in sitting.hearings
    ]


def card(ruling: Ruling, state: State, library: Library, apart: str = "") -> Card:
    doctrine = library.doctrines[ruling.attributed.doctrine]
    lines = tuple(beside(ruling, library, Amount.ALL))
    return Card(
        ruling,
        named(ruling.attributed),
        capital(clause(ruling.attributed, missing(ruling))),
        kind(ruling),
        standing(ruling),
        apart,
        tuple(words for words in lines if template(words) != SETTLING),
        tuple(_settled_so(words) for words in lines if isinstance(words, Phrase) and words.template == SETTLING),
        explained(ruling, library, Detail()),
        switches(ruling, doctrine, state),
        grounds(ruling, doctrine, state, library),
        words_of(ruling),
        tuple((doctrine.id, rule) for rule in ruling.deciding if any(r.id == rule for r in doctrine.rules)),
        tuple(
            (id, library.sources[id].title)
            for id in dict.fromkeys(cite.source for cite in ruling.sources)
            if id in library.sources
        ),
        _drawn(ruling, state) if ruling.why else None,
        graded=any(places(evidence) for evidence in doctrine.evidence),
        alike=tuple(_held(ruling, doctrine, library, alike=True)),
        otherwise=tuple(_held(ruling, doctrine, library, alike=False)),
    )


def _settled_so(words: Phrase) -> str:
    """What would settle it, for a line under a heading that says that it would."""
    return chain(words.parts["answers"], " – ", words.parts["says"])


def _held(ruling: Ruling, doctrine: Doctrine, library: Library, *, alike: bool) -> Iterator[Item]:
    """Precedents of the doctrine on the same sentence, by whether they were held as it is ruled here."""
    for precedent in doctrine.precedents:
        held = precedent.held
        if held.sentence == ruling.sentence and (held_as(held) == ruling.outcome.value) is alike:
            yield precedent_item(precedent, library)


def held_as(held: Claim) -> str:
    """What was held as the word a ruling would have for it, for an act named from its own side."""
    if held.modality:
        return held.modality.value
    if held.options:
        return held.options[0]
    return "no" if held.denial is not Denial.NONE else "yes"


def _passages(ruling: Ruling, shelf: Shelf | None) -> tuple[Passage, ...]:
    """What a ruling leans on says; nothing where the copies cannot be read, which `siyar sources list` tells."""
    try:
        return tuple(in_copies(ruling.sources, shelf)) if shelf else ()
    except Unreadable:
        return ()


def _drawn(ruling: Ruling, state: State) -> State:
    """The state in which this doctrine alone is asked about this sentence."""
    return state.but(d=(ruling.attributed.doctrine,), about=ruling.about, q=state.q if state.case == ABSTRACT else ())


def beside_it(ruling: Ruling, library: Library) -> Position:
    attributed = ruling.attributed
    notes = joined("; ", (note for note in (standing(ruling), dated(attributed)) if note))
    says = capital(clause(attributed, missing(ruling)))
    return Position(ruling, named(attributed), says, kind(ruling), notes, position(ruling, library), ruling.anachronism)


def kind(ruling: Ruling) -> str:
    """How a ruling is set: by whether there is a value, never by which."""
    if ruling.outcome.because is Because.NOT_ENCODED:
        return "unencoded"
    return {Status.RULED: "ruled", Status.SILENT: "silent", Status.CONTESTED: "contested", Status.OPEN: "open"}[
        ruling.outcome.status
    ]


def switches(ruling: Ruling, doctrine: Doctrine, state: State) -> tuple[Switch, ...]:
    """The readings within reach of the ruling, as the doctrine asks them."""
    chosen = dict(ruling.readings)
    return tuple(
        Switch(
            reading.asks,
            tuple(
                (
                    option.words,
                    state.read_with(
                        doctrine.id,
                        reading.id,
                        "" if option.id == _usual(doctrine, reading.id, reading.default) else option.id,
                    ),
                    option.id == chosen[reading.id],
                )
                for option in reading.options
            ),
        )
        for reading in doctrine.readings
        if reading.id in chosen
    )


def _usual(doctrine: Doctrine, reading: str, default: str) -> str:
    return dict(doctrine.chosen).get(reading, default)


def grounds(ruling: Ruling, doctrine: Doctrine, state: State, library: Library) -> tuple[Ground, ...]:
    """Evidence and precedents under the rules that decide, each to be taken away; and those that were."""
    from siyar.export.citing import ground

    away = [one for one in state.without if one.rpartition("/")[0] in ("", doctrine.id)]
    used: dict[str, None] = {}
    for reason in ruling.why:
        for part in (reason, *reason.parts):
            for use in (part.use, *part.also):
                if use:
                    used |= dict.fromkeys((*(g for group in use.rests_on for g in group), *use.supported_by))
    found = [
        Ground(ground(library, doctrine, id), state.but(without=(*state.without, f"{doctrine.id}/{id}")), False)
        for id in used
    ]
    for one in away:
        rest = tuple(w for w in state.without if w != one)
        found.append(Ground(ground(library, doctrine, one.rpartition("/")[2]), state.but(without=rest), True))
    return tuple(found)


def words_of(ruling: Ruling) -> tuple[str, ...]:
    """Other words that the same sentence could have been answered with."""
    every = ("forbidden", "discouraged", "permitted", "recommended", "obligatory", "yes", "no")
    value = ruling.outcome.value
    if value in ("yes", "no"):
        return tuple(w for w in ("yes", "no") if w != value)
    return tuple(w for w in every[:5] if w != value)


def why_not(request: Request) -> Response:
    """What keeps a word from following, for each doctrine asked."""
    here, state = room(request), state_of(request)
    word = " ".join(request.query_params.get("word", ANY).split())[:80] or ANY
    stated = here.desk.stated(state)
    if isinstance(stated, tuple):
        return refused(request, stated)
    sitting = here.desk.why_not(state, word)
    if isinstance(sitting, tuple):
        return refused(request, sitting)
    library = here.desk.bench.library
    found = [
        (
            hearing,
            [
                (
                    r,
                    of_ruling(r),
                    encoded(r.attributed),
                    obstacles(r, library, r.why_not, Detail()),
                )
                for r in hearing.asked
            ],
            [position(r, library) for r in hearing.beside],
        )
        for hearing in sitting.hearings
    ]
    return citable(
        request,
        "why_not.html",
        "why_not",
        state,
        more=(("word", word),),
        case=stated,
        word=word,
        any=ANY,
        found=found,
        sitting=sitting,
    )
