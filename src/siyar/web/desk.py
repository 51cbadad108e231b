"""The verbs of the workbench on a `State`: the case it describes, what is said of it, what must still be found out.

What was found for a state is kept for a while: a page, its exports and the way back ask for the same again.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import BoundedSemaphore, Lock
from typing import TypeVar

from siyar import auditing, comparing, influencing, ranging, reaching, supposing, timing
from siyar.asking import claim_in, short_names
from siyar.diagnostics import Diagnostic
from siyar.evidence import Holdings
from siyar.evidence.grading import Rank
from siyar.evidence.hung import Hanging
from siyar.export.audit import Audited
from siyar.export.pages.notes import files
from siyar.hanging import hanging
from siyar.hearing import Sitting
from siyar.language.quantities import Unread
from siyar.language.unparse import say
from siyar.model import Case, Claim, Library
from siyar.study.abstract import abstract_case
from siyar.study.across import Across
from siyar.study.compare import Comparison
from siyar.study.influence import Influence
from siyar.study.interview import Inquiry
from siyar.study.reach import Reached
from siyar.study.session import Answer, understood
from siyar.study.variant import variant
from siyar.study.versions import Pair
from siyar.study.whatif import WhatIf
from siyar.supposing import Step
from siyar.timeline import Timeline
from siyar.web.finding import Entry, index
from siyar.web.inquiring import inquiry_into
from siyar.web.state import ABSTRACT, State, TooLong
from siyar.workbench import Workbench
from siyar.workbench.versions import Version

T = TypeVar("T")
Problems = tuple[Diagnostic, ...]

#: What the id of a case that a user saved begins with; after it comes the id under which he did.
SAVED = "saved:"

#: Results kept, the latest used last.
KEPT = 64

#: Questions worked on at once, and seconds that another waits for a place.
AT_ONCE, PATIENCE = 2, 10.0

#: Questions worked on or waiting: who waits keeps a thread of the server from everybody else.
IN_LINE = 20

#: Rulings kept, each of one doctrine on one sentence: some 70 MB.
RULINGS = 6000

#: Sentences that cannot be read and are said to a user at once; facts fixed over all cases.
UNREAD, FIXED = 3, 6

#: Questions an abstract case is made for: with each there is more in it that is unknown.
MADE_FOR = 8

#: Doctrines kept framed under some reading.
FRAMES = 400


@dataclass(frozen=True, slots=True)
class Graded:
    """Evidence that a grader ranks lower is set aside; nothing is without his name."""

    by: str = ""
    least: str = ""


class Busy(Exception):
    """Others are being answered, and have been for longer than somebody should wait."""


def unsaved(id: str) -> Problems:
    """R009: nothing was saved under an id, or what was is no case that can be asked about."""
    return (
        Diagnostic("R009", f"no case was saved as `{id}`", help="see what was saved, or choose a case of the library"),
    )


@dataclass
class Desk:
    """A bench, with cases that were saved beside those of the library.

    ``own``: of doctrines that were saved, by their ids on this bench, the version that was read.
    """

    bench: Workbench
    saved: Callable[[str], Case | Problems] = lambda id: unsaved(id)
    own: Mapping[str, Version] = field(default_factory=dict)
    _kept: OrderedDict[object, object] = field(default_factory=OrderedDict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)
    _places: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE), repr=False)
    _line: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(IN_LINE), repr=False)

    def __post_init__(self) -> None:
        self.bench.hearers.kept.most = RULINGS

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that can be looked for."""
        return index(self.bench.library)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every text of the library, name and words, in order of name."""
        return digest(self.bench.library)

    # ------------------------------------------------------------------ the case

    def stated(self, state: State) -> Case | Problems:
        """The case of a state before anything is supposed. Raises `TooLong`."""
        if state.case == ABSTRACT:
            if refused := self.bench.refusals((), state.d, state.q):
                return refused
            if not state.q:
                return (Diagnostic("R009", "an abstract case is made for a question", help="choose one"),)
            if len(state.q) > MADE_FOR:
                raise TooLong(f"{len(state.q)} questions are asked of an abstract case; {MADE_FOR} can be here")
            filled = dict(one.split(":", 1) for one in state.kind if ":" in one)
            known = self.bench.library.types()
            filled = {name: leaf for name, leaf in filled.items() if name in known and leaf in known}
            return abstract_case(self.bench.library, state.q, state.d or self.bench.under_study, filled=filled)
        if state.case.startswith(SAVED):
            return self.saved(state.case.removeprefix(SAVED))
        if refused := self.bench.refusals([state.case]):
            return refused
        return self.bench.library.cases[state.case]

    def case(self, state: State) -> Case | Problems:
        """The case with what is supposed put into it; that it was is part of its title."""
        stated = self.stated(state)
        if isinstance(stated, tuple):
            return stated
        given = self._claims(stated, state.given, state)
        unset = self._claims(stated, state.unset, state)
        problems = [p for one in (*given, *unset) if isinstance(one, tuple) for p in one]
        if problems:
            return tuple(problems)
        told = [one for one in given if isinstance(one, Claim)]
        gone = [one for one in unset if isinstance(one, Claim)]
        if not told and not gone:
            return stated
        title = stated.title or stated.id
        supposed = title if state.case == ABSTRACT else f"{title}, with facts supposed by the user"
        return replace(variant(stated, told, gone), title=supposed)

    def _claims(self, case: Case, words: tuple[str, ...], state: State) -> list[Claim | Problems]:
        """The sentences read; no further than the third that cannot be, since looking for one everywhere takes time."""
        found: list[Claim | Problems] = []
        for one in words:
            found.append(claim_in(self.bench.library, case, one, state.d))
            if sum(isinstance(read, tuple) for read in found) == UNREAD:
                break
        return found

    def words(self, case: Case, claim: Claim) -> str:
        """A claim in the names of the case."""
        return say(claim, self.bench.sentences, names=short_names(case))

    def heard(self, state: State) -> dict[str, str]:
        """The sentences of an address as phrases, which a page can say in its language; as it has them, by each."""
        case = self.stated(state)
        if isinstance(case, tuple):
            return {}
        read = {words: claim_in(self.bench.library, case, words, state.d) for words in (*state.given, *state.unset)}
        return {words: self.words(case, claim) for words, claim in read.items() if isinstance(claim, Claim)}

    # ------------------------------------------------------------------ what is said of it

    def sitting(self, state: State) -> Sitting | Problems:
        """What the doctrines say of it, with the other positions beside."""
        return self._once(("sitting", state), lambda: self._sitting(state))

    def shown(self, state: State) -> Sitting | Problems:
        """The same as pages show it: of the other positions what they say, and not what that turns on."""
        with self._lock:
            whole = self._kept.get(("sitting", state))
        if isinstance(whole, Sitting) and not state.case.startswith(SAVED):
            return whole
        return self._once(("shown", state), lambda: self._sitting(state, brief=True))

    def _sitting(self, state: State, *, every_reading: bool = False, brief: bool = False) -> Sitting | Problems:
        case = self.case(state)
        if isinstance(case, tuple):
            return case
        return self.bench.ask(
            case,
            doctrines=state.d,
            questions=() if state.case == ABSTRACT else state.q,
            about=state.about,
            reading=state.readings,
            without=state.without,
            narrowed=bool(state.only),
            every_reading=every_reading,
            brief=brief,
        )

    def every_reading(self, state: State) -> Sitting | Problems:
        """The same under every reading that matters."""
        return self._once(("readings", state), lambda: self._sitting(state, every_reading=True))

    def why_not(self, state: State, word: str) -> Sitting | Problems:
        """The rulings with every obstacle to a word."""
        from siyar.workbench import sittings
        from siyar.workbench.hearers import Manner

        sitting = self.sitting(state)
        if isinstance(sitting, tuple):
            return sitting
        manner = Manner(state.readings, state.without)
        return self._once(("why not", state, word), lambda: sittings.why_not(self.bench.hearers, sitting, word, manner))

    def compared(self, state: State, *, differences: bool) -> Comparison | Problems:
        """All doctrines side by side; with ``only`` those chosen."""
        return self._once(("compared", state, differences), lambda: self._compared(state, differences))

    def _compared(self, state: State, differences: bool) -> Comparison | Problems:
        case = self.case(state)
        if isinstance(case, tuple):
            return case
        chosen = state.d if state.only else ()
        return comparing.compare(self.bench, [case], doctrines=chosen, questions=state.q, differences=differences)

    def across(
        self, doctrines: tuple[str, ...], questions: tuple[str, ...], given: tuple[str, ...], *, differences: bool
    ) -> Across | Problems:
        """Doctrines over all cases of the questions. Raises `TooLong` for more facts than can be fixed here."""
        if len(given) > FIXED:
            raise TooLong(f"{len(given)} facts are fixed; {FIXED} can be here")
        return self._once(
            ("across", doctrines, questions, given, differences),
            lambda: ranging.compare_doctrines(
                self.bench, doctrines, questions=questions, given=given, differences=differences
            ),
        )

    def diff(self, old: str, new: str, questions: tuple[str, ...]) -> ranging.Differing | Problems:
        """What the second of two doctrines says otherwise than the first: its blocks, and what it rules."""
        library = self.bench.library
        if refused := self.bench.refusals((), (old, new), questions):
            return refused
        both = [self.own.get(id, Version(library, (id,), id)) for id in (old, new)]
        pair = Pair(library, old, new)
        return self._once(("diff", old, new, questions), lambda: ranging.diff(*both, questions=questions, pair=pair))

    def influence(self, state: State) -> Influence | Problems:
        """What the rulings of the first doctrine of a state hang on. Raises `TooLong` for more facts than are fixed."""
        if len(state.given) > FIXED:
            raise TooLong(f"{len(state.given)} facts are fixed; {FIXED} can be here")
        doctrine = state.d[0] if state.d else ""
        reading = state.readings.get(doctrine, {})
        return self._once(
            ("influence", doctrine, state.q, state.given, tuple(reading.items())),
            lambda: influencing.influence(self.bench, doctrine, questions=state.q, given=state.given, reading=reading),
        )

    @cached_property
    def holdings(self) -> Holdings:
        """The corpora that are installed."""
        return Holdings([], [])

    def evidence(self, state: State, graded: Graded) -> Hanging | Problems:
        """What the first doctrine of a state cites, and what is left without what the state or a grade sets aside."""
        doctrine = state.d[0] if state.d else ""
        without = tuple(one.removeprefix(f"{doctrine}/") for one in state.without)
        reading = state.readings.get(doctrine, {})
        return self._once(
            ("evidence", doctrine, state.q, without, tuple(reading.items()), graded),
            lambda: hanging(
                self.bench,
                doctrine,
                self.holdings,
                without=without,
                least=Rank(graded.least) if graded.least else None,
                by=graded.by,
                reading=reading,
                questions=state.q,
            ),
        )

    def audit(self, doctrine: str) -> Audited | Problems:
        """A doctrine over the whole case space of its questions."""
        return self._once(("audit", doctrine), lambda: auditing.audit_doctrines(self.bench, [doctrine]))

    def precedents(self, state: State) -> Reached | Problems:
        """How far past cases reach into it."""
        return self._once(("precedents", state), lambda: self._of_case(state, reaching.precedents))

    def timeline(self, state: State) -> Timeline | Problems:
        """What is said of it from moment to moment."""
        return self._once(("timeline", state), lambda: self._of_case(state, timing.timeline))

    def _of_case(self, state: State, verb: Callable[..., T | Problems]) -> T | Problems:
        case = self.case(state)
        if isinstance(case, tuple):
            return case
        return verb(
            self.bench,
            case,
            doctrines=state.d,
            questions=() if state.case == ABSTRACT else state.q,
            about=state.about,
            reading=state.readings,
            without=state.without,
            narrowed=bool(state.only),
        )

    def whatif(self, state: State) -> WhatIf | Problems:
        """The rulings on the case as it stands beside those on what is supposed, the same questions asked of both."""
        return self._once(("what if", state), lambda: self._whatif(state))

    def _whatif(self, state: State) -> WhatIf | Problems:
        stated = self.stated(state)
        if isinstance(stated, tuple):
            return stated
        return supposing.whatif(
            self.bench,
            stated,
            given=state.given,
            unset=state.unset,
            reading=state.readings,
            without=state.without,
            doctrines=state.d,
            questions=() if state.case == ABSTRACT else state.q,
            about=state.about,
            narrowed=bool(state.only),
        )

    # ------------------------------------------------------------------ what must still be found out

    def step(self, state: State) -> Step | Problems:
        """Where the interview stands. P004 where it would lead to an act of force."""
        return self._once(("step", state.but(skip=())), lambda: self._step(state))

    def _step(self, state: State) -> Step | Problems:
        case = self.case(state)
        if isinstance(case, tuple):
            return case
        on = supposing.agenda(
            self.bench,
            case,
            doctrines=state.d,
            questions=() if state.case == ABSTRACT else state.q,
            about=state.about,
            reading=state.readings,
        )
        return on if isinstance(on, tuple) else supposing.step(self.bench, case, on)

    def answered(self, state: State, inquiry: Inquiry, words: str) -> State | Unread:
        """The state after an answer: a fact supposed, or one more that is not known."""
        case = self.stated(state)
        if isinstance(case, tuple):  # the inquiry was made of this very case
            raise ValueError(state.case)
        answer = understood(inquiry, self.bench.sentences[inquiry.claim.sentence], words)
        if not isinstance(answer, Answer):
            return answer
        if answer.claim is None:
            return state.but(skip=(*state.skip, inquiry.words))
        return state.supposing(self.words(case, answer.claim))

    def changing(self, state: State, words: str) -> Inquiry | Problems:
        """A fact that was given or supposed, to be answered anew."""
        case = self.stated(state)
        if isinstance(case, tuple):
            return case
        claim = claim_in(self.bench.library, case, words, state.d)
        if not isinstance(claim, Claim):
            return claim
        return inquiry_into(claim, self.bench.sentences[claim.sentence], words)

    # ------------------------------------------------------------------ keeping

    def _once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        # What a user saved may be saved anew under the same id.
        own = [one for one in key if isinstance(one, State) and one.case.startswith(SAVED)]
        key = (*key, *(self.stated(one) for one in own))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]  # what was made under this key
        # More at once would only wait for one another in turn, and all of them too long.
        if not self._line.acquire(blocking=False):
            raise Busy
        try:
            if not self._places.acquire(timeout=PATIENCE):
                raise Busy
            try:
                made = make()
                self.bench.hearers.trim(FRAMES)
            finally:
                self._places.release()
        finally:
            self._line.release()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made


def digest(library: Library) -> str:
    """SHA-256 over the texts a library was read from."""
    spans = [v.span for v in library.vocabularies.values()] + [s.span for s in library.sources.values()]
    spans += [c.span for c in library.cases.values()] + [s.span for s in library.case_sentences]
    texts = {span.text.name: span.text for span in spans if span}
    texts |= {text.name: text for d in library.doctrines.values() for text in files(d)}
    whole = hashlib.sha256()
    for name in sorted(texts):
        whole.update(f"{name}\0{texts[name].characters}\0".encode())
    return whole.hexdigest()
