"""The talk of an interview on a terminal or a pipe: questions out, answers in, rulings as they change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TextIO

import typer

from siyar.cli import options as o
from siyar.export import asking, sitting_text
from siyar.export.casefile import case_file, id_of
from siyar.export.layout import clean, lay_out, wrap
from siyar.language.quantities import Unread
from siyar.model import Case
from siyar.study.abstract import abstract_case, kinds
from siyar.study.interview import Inquiry
from siyar.study.session import Session, understood
from siyar.supposing import Agenda, Step, step
from siyar.workbench import Workbench

HOW = "Answer by number or word; ? if it is not known. Also: why, back, change N, list, stop."
CLOSED = (
    "siyar: no answers can be read: standard input is closed or empty; run `siyar interview` in a terminal, or pipe "
    "it one answer a line"
)
_CHANGE = re.compile(r"change\s+([0-9]+)")


@dataclass
class Dialogue:
    """One interview: where answers come from, and what was said so far."""

    bench: Workbench
    source: TextIO | None
    narrowed: bool = False
    heard: int = field(default=0, init=False)  # lines read
    past: list[tuple[Session, Step]] = field(default_factory=list, init=False)  # what `back` goes back to
    again: Inquiry | None = field(default=None, init=False)  # what `change` asks once more

    # ------------------------------------------------------------------ beginning

    def begin(self, questions: Sequence[str], doctrines: Sequence[str]) -> Case:
        """An abstract case for the questions; who a helper or the like is, is asked first."""
        library, filled = self.bench.library, dict[str, str]()
        for question in questions:
            for name, leaves in kinds(library, question):
                if name not in filled:
                    filled[name] = self._kind(name, leaves)
        return abstract_case(library, questions, doctrines or self.bench.under_study, filled=filled)

    def _kind(self, name: str, leaves: tuple[str, ...]) -> str:
        self._say(f"The question is about a {name}. What kind of {name} is it?")
        self._say(" · ".join(f"{number} {leaf}" for number, leaf in enumerate(leaves, start=1)), "   ")
        while (said := self._read()) is not None:
            near = [leaf for n, leaf in enumerate(leaves, 1) if said in (str(n), leaf.lower(), leaf)]
            if near:
                return near[0]
            self._say(f"`{said}` is none of {', '.join(leaves)}", "   ")
        self._say(f"Nothing was answered: a {leaves[0]} is taken.", "   ")
        return leaves[0]

    # ------------------------------------------------------------------ the talk

    def hold(self, case: Case, on: Agenda) -> Session:
        """Ask until nothing that can matter is left, or the user stops, or the answers end."""
        session = Session(case)
        now = step(self.bench, case, on)
        if isinstance(now, tuple):
            o.fail(now)
        self._say(f"Asked about: {'; '.join(dict.fromkeys(r.about for r in now.rulings))}")
        if on.left_out:
            self._say(f"Left out, since no interview leads to an act of force: {'; '.join(on.left_out)}")
        self._lines(asking.rulings_so_far(now.rulings), "  ")
        if session.next(now.needs.inquiries) is not None:
            self._say(HOW)
        while (inquiry := self.again or session.next(now.needs.inquiries)) is not None:
            self._ask(inquiry, session, now)
            self.again = None
            taken = self._reply(inquiry, session, on, now)
            if taken is None:
                return self._close(session, on, now, ended=False)
            session, before, now = taken[0], now, taken[1]
            self._lines(asking.rulings_so_far(now.rulings, before.rulings), "   → ")
        return self._close(session, on, now, ended=True)

    def _reply(self, inquiry: Inquiry, session: Session, on: Agenda, now: Step) -> tuple[Session, Step] | None:
        """The session after the next answer, and how it then stands; None where the user stops."""
        sentence = self.bench.sentences[inquiry.claim.sentence]
        while (said := self._read()) is not None and said != "stop":
            if said == "why":
                typer.echo(lay_out(asking.rules_behind(inquiry, self.bench.library), width=o.width()), nl=False)
            elif said == "list":
                self._lines(asking.answers_so_far(session.answers) or ("nothing is answered yet",), "   ")
            elif said == "back" and self.past:
                return self.past.pop()
            elif said == "back":
                self._say("there is nothing to take back", "   ")
            elif (number := _CHANGE.fullmatch(said)) and 0 < int(number[1]) <= len(session.answers):
                self.again = session.answers[int(number[1]) - 1].inquiry
                return session, now
            elif said.startswith("change"):
                self._say(f"change which answer? there are {len(session.answers)}; `list` shows them by number", "   ")
            elif isinstance(taken := understood(inquiry, sentence, said), Unread):
                self._say(f"{taken.message}; {taken.help}", "   ")
            elif isinstance(found := step(self.bench, session.taking(taken).case, on), tuple):
                self._say("; ".join(problem.message for problem in found), "   ")
                self._say("so this answer is not taken; answer otherwise, or change an earlier one (list)", "   ")
            else:
                self.past.append((session, now))
                return session.taking(taken), found
        return None

    def _ask(self, inquiry: Inquiry, session: Session, now: Step) -> None:
        older = [n for n, a in enumerate(session.answers, start=1) if a.inquiry.claim == inquiry.claim]
        number = older[0] if older else len(session.answers) + 1
        typer.echo()
        self._say(f"{number}. {inquiry.words}")
        self._say(asking.reason(inquiry, self.bench.library), "   ")
        if not now.needs.exact:
            self._say("there are too many cases to go through, so it may turn out not to matter", "   ")
        self._say(asking.choices(inquiry), "   ")

    def _close(self, session: Session, on: Agenda, now: Step, *, ended: bool) -> Session:
        if not ended and not self.heard:
            typer.echo(CLOSED, err=True)
        typer.echo()
        if ended:
            self._say(asking.closing(now.rulings, unknown=len(session.declined)))
        else:
            left = len([i for i in now.needs.inquiries if i.claim not in session.declined])
            self._say(f"Stopped; {left} fact{'' if left == 1 else 's'} can still matter.")
        if ended or session.answers:
            typer.echo()
            self._whole(session.case, on, settled=all(ruling.settled for ruling in now.rulings))
        return session

    def _whole(self, case: Case, on: Agenda, *, settled: bool) -> None:
        """The rulings, with all their reasons where nothing can change them any more, and the other positions."""
        whole = self.bench.ask(
            case, doctrines=on.doctrines, reading=on.reading, narrowed=self.narrowed, asked_of=on.claims
        )
        if isinstance(whole, tuple):
            o.fail(whole)
        if settled:
            o.out(sitting_text(whole, self.bench.library, width=o.width(), full=True))
        else:
            o.out(lay_out(asking.so_far_sheet(whole, self.bench.library), width=o.width()))

    # ------------------------------------------------------------------ saving

    def file(self, session: Session, on: Agenda, name: str) -> str:
        """The case as answered, as a file of cases."""
        library = self.bench.library
        id, number = id_of(name), 2
        while id in library.cases:
            id, number = f"{id_of(name)}-{number}", number + 1
        questions = tuple(dict.fromkeys(one.question for one in on.claims if one.question))
        base = session.base.id if session.base.id in library.cases else ""
        prose = [f"Answered in an interview{f', going on from the case {base}' if base else ''}."]
        prose += [f"Not known: {a.inquiry.words}" for a in session.answers if a.claim is None]
        whole = session.case
        return case_file(replace(whole, asks=whole.asks or questions), id, prose, library)

    # ------------------------------------------------------------------ lines in and out

    def _read(self) -> str | None:
        """The next line, small and without spaces at its ends; None at the end of the input."""
        typer.echo("> ", nl=False)
        line = self.source.readline() if self.source is not None and not self.source.closed else ""
        if self.source is None or not self.source.isatty():
            typer.echo(line.rstrip("\n"))
        if not line:
            return None
        self.heard += 1
        return " ".join(line.split())

    def _say(self, words: str, indent: str = "") -> None:
        for line in wrap(clean(words), o.width(), indent, " " * len(indent)):
            typer.echo(line)

    def _lines(self, lines: Sequence[str], indent: str) -> None:
        for line in lines:
            self._say(line, indent)
