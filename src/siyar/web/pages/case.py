"""A case and its interview: what is given, supposed and unknown; the question that tells most, and why it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from siyar.export.asking import choices, closing, reason, rules_behind, ruling_line
from siyar.export.citing import bracket
from siyar.export.pages.notes import prose
from siyar.hearing import Ruling
from siyar.language.conversion import conversion, converted
from siyar.language.quantities import Unread
from siyar.model import Case, CaseLine, Library, LineKind
from siyar.study.interview import Inquiry
from siyar.web.desk import Desk, Problems
from siyar.web.room import citable, offered, refused, room, state_of
from siyar.web.state import State


@dataclass(frozen=True, slots=True)
class Line:
    """A fact of the side panel: its words, what stands behind it, and the state without it."""

    words: str
    behind: str = ""
    without: State | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """What is known of a case, sorted by who says it; ``open`` facts can still matter, most telling first."""

    given: tuple[Line, ...]
    contested: tuple[Line, ...]
    supposed: tuple[Line, ...]
    silent: tuple[Line, ...]  # taken out of what the case says
    follows: tuple[str, ...]
    open: tuple[Inquiry, ...]
    unknown: tuple[Line, ...]


def case(request: Request) -> Response:
    """The case of a state, with the interview where there is something to find out."""
    here, state = room(request), state_of(request)
    desk = here.desk
    stated = desk.stated(state)
    if isinstance(stated, tuple):
        return refused(request, stated)
    put = desk.case(state)
    if isinstance(put, tuple):
        return refused(request, put)
    step = desk.step(state)
    rulings: tuple[Ruling, ...] = ()
    refusal: Problems = ()
    inquiries: tuple[Inquiry, ...] = ()
    exact = True
    if isinstance(step, tuple):
        refusal = step
        sitting = desk.shown(state)
        if isinstance(sitting, tuple):
            return refused(request, sitting)
        rulings = tuple(r for hearing in sitting.hearings for r in hearing.asked)
    else:
        rulings, inquiries, exact = step.rulings, step.needs.inquiries, step.needs.exact
    changing = request.query_params.get("change", "")
    again = desk.changing(state, changing) if changing else None
    if isinstance(again, tuple):
        return refused(request, again)
    left = tuple(i for i in inquiries if i.words not in state.skip)
    now = again or next((i for i in left if i.words == request.query_params.get("ask")), next(iter(left), None))
    library = desk.bench.library
    return citable(
        request,
        "case.html",
        "case",
        state,
        case=stated,
        date=converted(stated.date) if conversion(stated.date) else stated.date,
        notes=tuple(around(stated, library)),
        panel=panel(desk, state, stated, inquiries, rulings),
        now=now,
        changing=changing,
        because=reason(now, library) if now and not again else "",
        behind=rules_behind(now, library) if now and not again else (),
        choices=choices(now) if now and now.measure else "",
        unread=request.query_params.get("unread", "")[:400],
        exact=exact,
        refusal=refusal,
        heard={i.words: i.words for i in inquiries},  # those skipped stand in the address as plain words
        closing=closing(rulings, unknown=len(state.skip)) if rulings and not refusal else "",
        rulings=by_sentence(rulings),
        doctrines=offered(here),
        under_study=desk.bench.under_study,
        questions=list(desk.bench.questions.values()),
        asked=dict.fromkeys(r.question for r in rulings if r.question),
    )


def around(case: Case, library: Library) -> Iterator[str]:
    """What the encoders wrote about the case, and its own notes with their passages."""
    for section in prose([case.span.text] if case.span else []):
        if f"case {case.id}" in section.blocks:
            yield from section.paragraphs
    for words, cites in case.notes:
        yield words + bracket(library, cites)


def by_sentence(rulings: tuple[Ruling, ...]) -> list[tuple[str, list[tuple[Ruling, str]]]]:
    """Each sentence asked about with its rulings, each on a line that says whose it is."""
    found: dict[str, list[tuple[Ruling, str]]] = {}
    for ruling in rulings:
        found.setdefault(ruling.about, []).append((ruling, ruling_line(ruling)))
    return list(found.items())


def panel(desk: Desk, state: State, stated: Case, inquiries: tuple[Inquiry, ...], rulings: tuple[Ruling, ...]) -> Panel:
    library = desk.bench.library
    put = desk.case(state)
    kept = set(put.lines) if isinstance(put, Case) else set()
    lines = [line for line in stated.lines if line in kept]

    def shown(line: CaseLine) -> Line:
        words = desk.words(stated, line.claim)
        return Line(words, bracket(library, line.cites).strip(), state.but(unset=(*state.unset, words)))

    of_kind = {kind: tuple(shown(line) for line in lines if line.kind is kind) for kind in LineKind}
    gone = tuple(
        Line(words, without=state.but(unset=tuple(w for w in state.unset if w != words))) for words in state.unset
    )
    return Panel(
        given=(*of_kind[LineKind.GIVEN], *of_kind[LineKind.STIPULATED]),
        contested=of_kind[LineKind.CONTESTED],
        supposed=tuple(Line(words, without=state.leaving(words)) for words in state.given),
        silent=gone,
        follows=tuple(dict.fromkeys(words for r in rulings for words in r.forced)),
        open=tuple(i for i in inquiries if i.words not in state.skip),
        unknown=(
            *(Line(words, without=state.leaving(words)) for words in state.skip),
            *of_kind[LineKind.UNKNOWN],
        ),
    )


def answer(request: Request) -> Response:
    """An answer taken up: on to the address of the state with it, so that reload and back do what they should."""
    here, state = room(request), state_of(request)
    words = " ".join(request.query_params.get("answer", "").split())[:200]
    asked = request.query_params.get("ask", "")
    changing = request.query_params.get("change", "")
    url = request.url_for("case").path
    if not words:
        return RedirectResponse(f"{url}?{state.query}", 303)
    inquiry: Inquiry | None = None
    if changing:
        found = here.desk.changing(state, changing)
        if isinstance(found, tuple):
            return refused(request, found)
        inquiry, state = found, _taken_back(state, changing)
    else:
        step = here.desk.step(state)
        if isinstance(step, tuple):
            return refused(request, step)
        inquiry = next((i for i in step.needs.inquiries if i.words == asked), None)
    if inquiry is None:  # it has been answered in another way meanwhile, and cannot matter any more
        return RedirectResponse(f"{url}?{state.query}", 303)
    taken = here.desk.answered(state, inquiry, words)
    if isinstance(taken, Unread):
        from urllib.parse import urlencode

        more = [("change", changing)] if changing else [("ask", asked)]
        query = urlencode([*state_of(request).pairs, *more, ("unread", f"{taken.message}; {taken.help}")])
        return RedirectResponse(f"{url}?{query}", 303)
    if changing and taken.skip != state.skip:  # not known: what the case said of it is taken out
        taken = taken.but(unset=(*taken.unset, changing)) if changing not in state_of(request).given else taken
    problems = here.desk.case(taken)
    if isinstance(problems, tuple):
        return refused(request, problems)
    return RedirectResponse(f"{url}?{taken.query}", 303)


def _taken_back(state: State, words: str) -> State:
    return state.leaving(words)
