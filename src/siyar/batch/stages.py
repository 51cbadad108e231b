"""What doctrines say of the cases of a table from moment to moment: one answer for each stage.

The histories, clocks and strands are those of `siyar timeline` (docs/timeline.md): a stage is what it says of the same
case, written by hand. Cases of one table have much in common, and what they have in common is asked once
(`siyar.timeline.alike`): who is in them, what their lines say, on which side of every length their clocks stand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as gregorian
from functools import cached_property
from typing import Any

from siyar.asking import ToAsk, short_names, to_ask
from siyar.batch.compiled import IMPOSSIBLE, NOT_ADDRESSED
from siyar.batch.conditions import truth
from siyar.batch.histories import with_events
from siyar.batch.mapping import TableMapping
from siyar.batch.outputs import CODE, PLACED, ROWS, STAGED
from siyar.batch.together import Row, carried, cases, encoded, of_parties
from siyar.diagnostics import Diagnostic
from siyar.framing import Frame
from siyar.ground import reached
from siyar.ground.accounts import Key
from siyar.hearing import Asked, ImpossibleCase, Outcome, Ruling, posed
from siyar.language.moments import EPOCH
from siyar.language.unparse import say
from siyar.model import Case, CaseLine, Claim, Entity, Event, LineKind, Sentence
from siyar.timeline import Alike, History, Shared, Strand, What, lengths_of, rows, spoken_of, states
from siyar.timeline import Row as When
from siyar.timeline.days import LAST
from siyar.workbench import Workbench
from siyar.workbench.hearers import Hearers

Answer = dict[str, Any]

#: So many sentences in words are kept, and of what is asked of whom.
MOST = 10_000
#: So many choices of who is in a case, with what rules become for them.
WHO = 20


@dataclass(frozen=True, slots=True)
class Put:
    """A case as doctrines are asked of it. Parties of whom there are several have figures for names in it, so that two
    treaties with as many of them are alike; ``names``: what they are called."""

    history: History
    who: int
    names: Mapping[str, str]


@dataclass
class Teller:
    """Whoever is asked about the cases of one table, one after the other, and what the cases have in common."""

    bench: Workbench
    mapping: TableMapping
    reading: Mapping[str, Mapping[str, str]]
    #: By what is alike in cases, and, of what is not, by the facts that it leaves.
    alike: Alike[Answer] = field(default_factory=Alike)
    ruled: Alike[Answer] = field(default_factory=Alike)
    _asked: dict[Hashable, ToAsk] = field(default_factory=dict)
    _spoken: dict[Hashable, frozenset[Key]] = field(default_factory=dict)
    _hearers: dict[int, tuple[tuple[Entity, ...], Hearers]] = field(default_factory=dict)
    _words: dict[Claim, str] = field(default_factory=dict)

    def answers(
        self, doctrines: Sequence[str], questions: Sequence[str], table: Iterable[Row]
    ) -> Iterator[Answer | tuple[Diagnostic, ...]]:
        """What each doctrine says on every sentence of each question, stage by stage; problems in place of what they
        keep from being asked."""
        for key, group, plain in cases(self.mapping, table):
            told = with_events(self.mapping, group, plain)
            put = self._put(told.case)
            named = {**carried(self.mapping, key, group), ROWS: len(group), "events": len(told.case.events)}
            named |= {"undated": told.undated, "by_order": told.by_order, CODE: encoded(self.mapping, group)}
            for question in questions:
                asked = self._to_ask(put, question, doctrines)
                if isinstance(asked, tuple):
                    yield asked
                    continue
                for doctrine in doctrines:
                    if question in self.bench.library.doctrines[doctrine].questions:
                        made = named | {"doctrine": doctrine, "question": question}
                        where = self.mapping.addressed.get(doctrine)
                        if where is None or any(truth(where, row) is True for row in group):
                            yield from (made | stage for stage in self._stages(doctrine, put, asked))
                        else:
                            yield from (made | stage for stage in self._not_addressed(put, asked))

    def _put(self, case: Case) -> Put:
        """The case with the very entities of the first that had alike ones: what rules become depends on nothing else
        of a case, and is made for them once."""
        fixed = {entity.name for entity in self.mapping.case.entities if entity.name not in self.mapping.each}
        several = [entity.name for entity in case.entities if entity.name not in fixed] if self.mapping.each else []
        figures = {name: f"party {number:04}" for number, name in enumerate(several, 1)}
        case = _renamed(case, figures) if figures else case
        who = self.alike.number(case.entities)
        if who not in self._hearers:
            self._keep(self._hearers, who, (case.entities, self.bench.hearers.about(case)), most=WHO)
        entities, _ = self._hearers[who]
        names = {figure: name for name, figure in figures.items()}
        return Put(History(replace(case, entities=entities), self._sentences), who, names)

    @cached_property
    def _sentences(self) -> Mapping[str, Sentence]:
        """Those that a history looks at: what events of this table speak of, and what days decide."""
        spoken = {event.line.claim.sentence for event in self.mapping.events}
        return {id: s for id, s in self.bench.sentences.items() if s.since or s.once or id in spoken}

    @cached_property
    def _earliest(self) -> list[int]:
        """The days before which something cannot be so (D26)."""
        return sorted({int(s.earliest.day.low) for s in self.bench.sentences.values() if s.earliest})

    def _to_ask(self, put: Put, question: str, doctrines: Sequence[str]) -> ToAsk | tuple[Diagnostic, ...]:
        known, case = (put.who, question), put.history.case
        if known not in self._asked:
            found = to_ask(self.bench.library, case, [question], "", everything=True, doctrines=doctrines)
            if isinstance(found, tuple):
                return found
            self._keep(self._asked, known, found)
        return self._asked[known]

    def _not_addressed(self, put: Put, asked: ToAsk) -> Iterator[Answer]:
        for one in asked.claims:
            nothing = dict.fromkeys((*PLACED, *STAGED))
            yield {"about": self._say(one.claim, put), **nothing, "status": NOT_ADDRESSED}

    def _stages(self, doctrine: str, put: Put, asked: ToAsk) -> Iterator[Answer]:
        """The stages of each sentence that one doctrine is asked about. The rows are those of one timeline."""
        history = put.history
        strands = {one: self._strand(doctrine, put, one) for one in asked.claims}
        found = rows(history.told, history.clocks, lengths_of(strands.values())) or _NO_ROWS
        stages: dict[Asked, list[tuple[When, Answer]]] = {one: [] for one in strands}
        for row, state in states(history, found):
            for one, strand in strands.items():
                said, so_far = strand.step(row, state), stages[one]
                if not so_far or so_far[-1][1] != said:
                    so_far.append((row, said))
        for one, each in stages.items():
            about = self._say(one.claim, put)
            for number, (row, said) in enumerate(each):
                until = each[number + 1][0] if number + 1 < len(each) else None
                yield {"about": about, "stage": number + 1, **self._placed(row, until, put), **said}

    def _strand(self, doctrine: str, put: Put, asked: Asked) -> Strand[Answer]:
        own = self.reading.get(doctrine)
        _, hearers = self._hearers[put.who]
        history = put.history
        frame = self.bench.frame(doctrine, own)

        known = (doctrine, asked, put.who)

        def hear(case: Case) -> Answer:
            def say() -> Answer:
                return _said(hearers.hear(doctrine, case, asked, own, turning=False))

            if any(line.kind is LineKind.CONTESTED for line in case.lines):
                return say()
            # Of one account the ruling is made of the facts that lines leave; clocks that stand otherwise may leave the
            # same, and to see which they leave is a small part of the work.
            grounded = hearers.ground(doctrine, case, asked, own)
            facts = frozenset(grounded.theory.facts.items())
            return self.ruled.once((known, facts, frozenset(grounded.contradictions)), say)

        case = history.case
        if known not in self._spoken:
            grounded, _, _ = posed(frame, Case(case.id, case.title, case.entities, ()), asked)
            self._keep(self._spoken, known, spoken_of(grounded))
        stays = (known, self._lines(history.static, frame, asked), self._too_early(case))
        return Strand.about(history, frame, self._spoken[known], hear, Shared(self.alike, stays))

    def _lines(self, static: Sequence[CaseLine], frame: Frame, asked: Asked) -> tuple[int, ...]:
        """The lines that stay, of those that the question can reach, as numbers."""
        within = reached(frame, (asked.claim.sentence,))
        return tuple(self.alike.number(line) for line in static if _speaks_of(line.claim, within))

    def _too_early(self, case: Case) -> int:
        """How many of those days come after the case."""
        days = self._earliest
        return 0 if case.days is None else len(days) - bisect_right(days, int(case.days.high))

    def _placed(self, row: When, until: When | None, put: Put) -> Answer:
        (first, last), (end, very_end) = _days(row), _days(until)
        return {
            "occasion": row.what.value,
            "from": None if row.what is What.OUTSET else row.when,
            "from_first": first,
            "from_last": last,
            "until": until.when if until else None,
            "until_first": end,
            "until_last": very_end,
            "changed_by": "; ".join(self._changes(row, put)) or None,
        }

    def _changes(self, row: When, put: Put) -> Iterator[str]:
        for event in row.events:
            yield self._say(event.claim, put) + _as_told(event)
        for length in row.lengths:
            clock = self._say(Claim(length.clock[0], tuple(map(str, length.clock[1]))), put).removesuffix(" is")
            yield f"{length.words} of {clock}"

    def _say(self, claim: Claim, put: Put) -> str:
        said = of_parties(claim, put.names)
        if said not in self._words:
            words = say(said, self.bench.sentences, names=short_names(put.history.case))
            self._keep(self._words, said, words)
        return self._words[said]

    def _keep(self, kept: dict[Any, Any], key: Hashable, found: object, most: int = MOST) -> None:
        if len(kept) >= most:
            kept.clear()
        kept[key] = found


#: A case whose rows tell of no event that can be placed has its outset alone.
_NO_ROWS = (When(What.OUTSET, "", 0, 0, 0),)


def _renamed(case: Case, figures: Mapping[str, str]) -> Case:
    return replace(
        case,
        entities=tuple(replace(entity, name=figures.get(entity.name, entity.name)) for entity in case.entities),
        lines=tuple(replace(line, claim=of_parties(line.claim, figures)) for line in case.lines),
        events=tuple(replace(event, claim=of_parties(event.claim, figures)) for event in case.events),
    )


def _said(ruling: Ruling | ImpossibleCase) -> Answer:
    if isinstance(ruling, ImpossibleCase):
        return {**dict.fromkeys(STAGED), "status": IMPOSSIBLE}
    outcome = ruling.outcome
    told = [f"{', '.join(account.tellers)}: {_word(account.outcome)}" for account in ruling.accounts]
    return {
        "value": outcome.value,
        "status": outcome.status.value,
        "because": outcome.because.value if outcome.because else None,
        "settled": ruling.settled,
        "rule": " ".join(dict.fromkeys(ruling.deciding)) or None,
        "accounts": "; ".join(told) or None,
    }


def _word(outcome: Outcome) -> str:
    return outcome.value or outcome.status.value


def _as_told(event: Event) -> str:
    return f" (as told by {', '.join(cite.source for cite in event.cites)})" if event.contested else ""


def _days(row: When | None) -> tuple[gregorian | None, gregorian | None]:
    """The first and the last day it may be, of the Gregorian calendar; none for the outset, or days it cannot name."""
    if row is None or row.what is What.OUTSET or not EPOCH < row.low <= row.high <= LAST:
        return None, None
    return gregorian.fromordinal(row.low - EPOCH), gregorian.fromordinal(row.high - EPOCH)


def _speaks_of(claim: Claim, within: frozenset[str]) -> bool:
    than = claim.comparison.than if claim.comparison else None
    return claim.sentence in within or (isinstance(than, Claim) and than.sentence in within)
