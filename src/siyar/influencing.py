"""The verb of `siyar influence`: what a doctrine's ruling on a question hangs on, over all its cases.

The definitions are in docs/influence.md. It looks for what would change a ruling, and is off for acts of force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from siyar.asking import short_names, to_ask
from siyar.conclusion import Answer
from siyar.diagnostics import Diagnostic
from siyar.hearing import Asked, ImpossibleCase
from siyar.language.unparse import say
from siyar.model import Question
from siyar.refusals import impossible_case, towards_force
from siyar.study.across import TooLarge
from siyar.study.influence import Influence, Kind, Line, Variant, Weighed, removable, weigh
from siyar.study.joint import MOST_NODES, TooManyCases, laid
from siyar.workbench import Workbench
from siyar.workbench.spaces import Fixed, cases_of, says, scope_of, speech_of

#: Facts named where some must be fixed.
NAMED = 4


def influence(
    bench: Workbench,
    doctrine: str,
    *,
    questions: Sequence[str] = (),
    given: Sequence[str] = (),
    reading: Mapping[str, str] | None = None,
    most: int = MOST_NODES,
) -> Influence | tuple[Diagnostic, ...]:
    """What the doctrine's rulings hang on, for every sentence of the questions about which it has rules.

    ``questions``: by default all that it encodes. ``given``: sentences in the names of the abstract cases, to fix
    facts. ``reading``: the options of readings that are chosen. Problems: R009, R007, C001, C010, C011, P004 and those
    of sentences that cannot be read.
    """
    chosen = dict(reading or {})
    if refused := bench.refusals((), [doctrine], questions, {doctrine: chosen} if chosen else {}):
        return refused
    work = _Work(bench, doctrine, given, chosen, most)
    if problems := work.through(questions):
        return problems
    found = Influence(doctrine, tuple(work.lines), tuple(work.too_large), tuple(dict.fromkeys(work.force)))
    return found if work.lines else _nothing(bench, found, questions)


class _Work:
    """What is found on the way through the questions."""

    def __init__(
        self, bench: Workbench, doctrine: str, given: Sequence[str], reading: Mapping[str, str], most: int
    ) -> None:
        self.bench, self.doctrine, self.given, self.reading, self.most = bench, doctrine, given, reading, most
        self.base = bench.frame(doctrine, reading)
        self.about = {head.sentence for rule in self.base.doctrine.rules for head in rule.heads}
        self.lines: list[Line] = []
        self.too_large: list[TooLarge] = []
        self.force: list[str] = []

    def through(self, questions: Sequence[str]) -> tuple[Diagnostic, ...]:
        library = self.bench.library
        encoded = library.doctrines[self.doctrine].questions
        unread: dict[str, tuple[Diagnostic, ...]] = {}
        read: set[str] = set()
        for id in dict.fromkeys(questions or [q for q in self.bench.questions if q in encoded]):
            for fixed in cases_of(library, id, [self.doctrine], self.given):
                unread |= fixed.unread
                read |= set(fixed.given)
                asked = to_ask(library, fixed.case, [id], "", doctrines=[self.doctrine])
                if isinstance(asked, tuple):
                    return asked
                for one in asked.claims:
                    if id in encoded and one.claim.sentence in self.about:
                        problem = self._sentence(self.bench.questions[id], fixed, one)
                        if problem:
                            return (problem,)
        return tuple(p for words in self.given if words not in read for p in unread.get(words, ()))

    def _sentence(self, question: Question, fixed: Fixed, asked: Asked) -> Diagnostic | None:
        library, case = self.bench.library, fixed.case
        words = say(asked.claim, self.bench.sentences, names=short_names(case))
        if towards_force(library, asked):
            self.force.append(words)
            return None
        alone = laid([self.base], case, asked)
        if alone is None:
            heard = self.bench.hear(self.doctrine, case, asked, self.reading)
            unheard = ImpossibleCase(case.id, self.doctrine, (fixed.given,))
            return impossible_case(case, heard if isinstance(heard, ImpossibleCase) else unheard)
        variants = [self._variant(*what) for what in removable(alone.parts[0], asked)]
        try:
            found = weigh(self.base, variants, case, asked, most=self.most)
        except TooManyCases as large:
            spoken = speech_of(library, case)
            first = sorted((name for name, _ in alone.facts), key=alone.weight, reverse=True)[:NAMED]
            self.too_large.append(
                TooLarge(question, words, large.count, tuple(spoken.subject(alone.atoms[name]) for name in first))
            )
            return None
        assert found is not None, "what is given is possible whatever the rules are"
        self.lines.append(self._line(question, words, fixed, asked, found))
        return None

    def _variant(self, kind: Kind, id: str, option: str) -> Variant:
        if kind is Kind.READING:
            return Variant(kind, id, self.bench.frame(self.doctrine, {**self.reading, id: option}), option)
        return Variant(kind, id, self.bench.frame(self.doctrine, self.reading, [f"{self.doctrine}/{id}"]))

    def _line(self, question: Question, words: str, fixed: Fixed, asked: Asked, found: Weighed) -> Line:
        library, space = self.bench.library, found.space
        spoken = speech_of(library, fixed.case)
        facts = [name for name, _ in space.facts]
        rows = [
            replace(row, words=spoken.subject(space.atoms[row.id])) if row.kind is Kind.FACT else row
            for row in found.rows
        ]
        order = list(Kind)
        rows.sort(key=lambda row: (order.index(row.kind), row.changes is None, -(row.changes or 0)))
        said = [
            (says(library, found.part, asked, answer), count)
            for answer, count in sorted(found.counts.items(), key=lambda item: -item[1])
            if isinstance(answer, Answer)
        ]
        scope = scope_of(library, fixed, asked, [found.part], space.atoms, facts, found.total)
        return Line(question, words, scope, tuple(said), tuple(rows))


def _nothing(bench: Workbench, found: Influence, questions: Sequence[str]) -> tuple[Diagnostic, ...]:
    """Why nothing was gone through."""
    if found.too_large:
        return tuple(
            Diagnostic(
                "C010",
                f"what `{found.doctrine}` says on {t.about} depends on {t.cases} cases",
                help=f'fix facts with `--given "…"`, these first: {"; ".join(t.facts)}',
            )
            for t in found.too_large
        )
    if found.force:
        message = f"what would change a ruling is not sought for an act of force: {'; '.join(found.force)}"
        return (Diagnostic("P004", message, help="ask about another act; `siyar ask` still shows what is said of it"),)
    asked = " nor ".join(f"`{q}`" for q in questions) or "any question"
    encoded = ", ".join(bench.library.doctrines[found.doctrine].questions) or "none yet"
    message = f"`{found.doctrine}` has no rule about {asked} to go through"
    return (Diagnostic("C011", message, help=f"questions it encodes: {encoded}"),)
