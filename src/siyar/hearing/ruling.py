"""`Ruling`: what a doctrine says on a question for a case, with all that must accompany it. Pure data.

It is never a bare status: `Attributed` carries title, voice, date, citation state and the state of the encoding with
it, and renderers take nothing else (docs/stance.md, line 1).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from siyar.conclusion import Because, Status
from siyar.explain import Reason, WhyNot
from siyar.model import Case, CaseLine, Cite, Claim, Question, Seen


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value or why there is none, in words: ``forbidden``; or silent, contested, open and because."""

    value: str | None
    status: Status
    because: Because | None = None
    between: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attributed:
    """A status and whose it is: the one thing a renderer may print a status from."""

    outcome: Outcome
    doctrine: str  # id
    title: str
    voice: str
    date: str
    encoded_by: str
    reviewed_by: str
    shipped: bool
    digest: str
    edited: bool = False  # not shipped, and in the place of one that is
    terms: str = ""  # names of the statuses in the doctrine's tradition
    term: str = ""  # the word all rules that decide use for the status in place of the usual name
    cites: tuple[Cite, ...] = ()  # the passages that decide
    seen: Seen | None = None  # the weakest state among them


@dataclass(frozen=True, slots=True)
class UnderAccount:
    """The outcome as some tellers tell the case: ``tellers`` are ids of sources."""

    tellers: tuple[str, ...]
    outcome: Outcome
    settled: bool
    follows: tuple[str, ...]  # the teller followed in each group of contested facts
    deciding: tuple[str, ...] = ()  # ids of the rules that decide there; none where the accounts come to the same
    titles: tuple[str, ...] = ()  # of `follows`, where the accounts part


@dataclass(frozen=True, slots=True)
class Possible:
    """An outcome over the allowed completions of what is unknown: ``count`` of ``of`` cases."""

    outcome: Outcome
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Settling:
    """Answers that would settle the ruling: (what is asked, the answer) together."""

    answers: tuple[tuple[str, str], ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Ruling:
    attributed: Attributed
    question: str
    sentence: str  # the id of the act or concept
    about: str  # it, written out in the names of the case
    entities: tuple[str, ...]
    option: str
    known: Outcome
    settled: bool
    possible: tuple[Possible, ...] = ()
    turns_on: tuple[tuple[str, ...], ...] = ()  # minimal sets of unknown facts, in words
    turns_on_atoms: tuple[tuple[str, ...], ...] = ()
    settled_by: tuple[Settling, ...] = ()
    cases: int = 1  # over how many cases it was judged
    complete: bool = True  # False: more may turn on or settle it than is listed
    forced: tuple[str, ...] = ()  # facts that follow from impossibles (D12), in words
    assumptions: tuple[str, ...] = ()
    accounts: tuple[UnderAccount, ...] = ()
    dropped_accounts: tuple[tuple[str, ...], ...] = ()  # impossible ones
    readings: tuple[tuple[str, str], ...] = ()  # in the cone: (reading, chosen option)
    varied: tuple[str, ...] = ()  # the readings gone through, where each combination that matters has a ruling
    without: tuple[str, ...] = ()
    case_lines: tuple[CaseLine, ...] = ()  # shown beside (D17)
    case_words: tuple[str, ...] = ()
    anachronism: str = ""
    calendars: tuple[str, ...] = ()  # comparisons another calendar would decide otherwise
    propagating: bool = False
    why: tuple[Reason, ...] = ()
    why_not: tuple[WhyNot, ...] = ()
    sources: tuple[Cite, ...] = ()
    deciding: tuple[str, ...] = ()  # ids of the rules at the head of `why`
    claim: Claim | None = field(default=None, compare=False)  # what was asked, to ask it again

    @property
    def outcome(self) -> Outcome:
        return self.attributed.outcome


@dataclass(frozen=True, slots=True)
class Parting:
    """Where the explanations of two rulings that differ part: the first concept both speak of, or the rules."""

    one: str  # ids of doctrines
    other: str
    words: str
    on: str = ""  # the concept, in words; empty where the rules themselves part
    sides: tuple[str, str] = ("", "")  # what each says there, without its title


@dataclass(frozen=True, slots=True)
class Hearing:
    """One question on one sentence of a case, put to several doctrines.

    ``asked``: the rulings of the doctrines asked for. ``beside``: the other positions, in fixed order, contemporaries
    of the case first; empty only if the user narrowed the view.
    """

    question: Question
    about: str
    entities: tuple[str, ...]
    asked: tuple[Ruling, ...]
    beside: tuple[Ruling, ...] = ()
    partings: tuple[Parting, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitting:
    """Everything `siyar ask` found: a case, and what was said on each question.

    ``more``: further entities or sentences the questions could be about, not shown (``--all`` shows them).
    ``reported``: (what somebody is reported to have ruled, whether the doctrine asked says the same) as findings.
    """

    case: Case
    hearings: tuple[Hearing, ...]
    narrowed: bool = False
    more: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A line `reported` of the case beside the ruling of a doctrine; where they part, a finding about the encoding."""

    doctrine: str
    title: str
    reported: str
    cites: tuple[Cite, ...]
    says: Outcome
    agrees: bool
