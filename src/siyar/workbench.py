"""The few verbs; the only place where things are wired together.

>>> bench = Workbench.open()
>>> sitting = bench.ask("banu-qaynuqa-squadron", doctrines=["hizb-qa"], questions=["help"])
>>> sitting.hearings[0].asked[0].outcome.value
'forbidden'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from siyar import expectations, language, shelf
from siyar.check import check
from siyar.conclusion import Because, Status
from siyar.diagnostics import Diagnostic
from siyar.ground import Frame, frame, instances
from siyar.hearing import (
    Asked,
    Finding,
    Hearing,
    ImpossibleCase,
    Outcome,
    Ruling,
    Sitting,
    attribute,
    combinations,
    hear,
    hear_not,
    parting,
)
from siyar.language.quantities import date
from siyar.language.unparse import fmt, say
from siyar.model import (
    Case,
    Claim,
    Doctrine,
    Evidence,
    Library,
    LineKind,
    Precedent,
    Quantity,
    Question,
    Reading,
    Rule,
    Scope,
    Sentence,
    SentenceKind,
)
from siyar.source import Text

#: At most so many entities are gone through unasked; more wait for `--all` or a name.
AT_ONCE = 1


@dataclass(frozen=True)
class Workbench:
    """A library that was read, with what is wrong with it."""

    library: Library
    problems: tuple[Diagnostic, ...] = ()
    _frames: dict[tuple[object, ...], Frame] = field(default_factory=dict, repr=False, compare=False)

    # ------------------------------------------------------------------ opening

    @staticmethod
    def open(paths: Iterable[Path | str] = (), *, shipped: bool = True) -> Workbench:
        """The shipped library, packs of installed packages, and the files and folders named, read together."""
        own = shelf.shipped() if shipped else ()
        named, problems = shelf.texts_of([*(folder for _, folder in shelf.packs()), *(Path(p) for p in paths)])
        return Workbench.read((*own, *named), {t.name for t in own}, problems)

    @staticmethod
    def read(texts: Sequence[Text], shipped: set[str], problems: tuple[Diagnostic, ...] = ()) -> Workbench:
        """The texts, some of them shipped; a user's own doctrine of a shipped one's id takes its place, marked."""
        read = language.read(texts)
        by_name = {text.name: text for text in texts}
        doctrines = {
            id: replace(
                doctrine,
                shipped=bool(doctrine.files) and set(doctrine.files) <= shipped,
                digest=shelf.digest(by_name[name] for name in doctrine.files),
            )
            for id, doctrine in read.library.doctrines.items()
        }
        return Workbench(replace(read.library, doctrines=doctrines), (*problems, *read.diagnostics))

    @cached_property
    def sentences(self) -> Mapping[str, Sentence]:
        return self.library.sentences()

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        return self.library.questions()

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """The positions shown by default, in their fixed order."""
        named = [d for v in self.library.vocabularies.values() for d in v.beside]
        return tuple(d for d in dict.fromkeys(named) if d in self.library.doctrines)

    @cached_property
    def under_study(self) -> tuple[str, ...]:
        """The doctrines asked when none is named: those that are not among the positions shown beside."""
        return tuple(d for d in self.library.doctrines if d not in self.beside)

    # ------------------------------------------------------------------ ask

    def ask(
        self,
        case: str,
        *,
        doctrines: Sequence[str] = (),
        questions: Sequence[str] = (),
        about: str = "",
        reading: Mapping[str, Mapping[str, str]] | None = None,
        every_reading: bool = False,
        without: Sequence[str] = (),
        propagating: bool = False,
        narrowed: bool = False,
        everything: bool = False,
    ) -> Sitting | tuple[Diagnostic, ...]:
        """Put a case to doctrines.

        ``about`` is a sentence written out, or a name or sentence id to choose by; ``reading`` maps a doctrine to the
        options chosen; ``every_reading`` gives one ruling for each combination that matters; ``without`` takes
        evidence, precedents or rules away; ``narrowed`` leaves out the other positions; ``everything`` goes through
        all entities the questions can be about.
        """
        problems = [
            *self._known("case", [case], self.library.cases),
            *self._known("doctrine", doctrines, self.library.doctrines),
            *self._known("question", questions, self.questions),
            *self._readings(reading or {}),
            *self._grounds(without, doctrines or self.under_study),
        ]
        if problems:
            return tuple(problems)
        put = self.library.cases[case]
        asked = self._asked(put, questions, about, everything)
        if isinstance(asked, tuple):
            return asked
        chosen = tuple(doctrines) or self.under_study
        others = () if narrowed else tuple(d for d in self._contemporaries(put) if d not in chosen)
        hearings: list[Hearing] = []
        more = list(asked.more)
        for one in asked.claims:
            rulings = self._rulings(put, one, chosen, reading or {}, every_reading, without, propagating)
            beside = self._rulings(put, one, others, {}, False, (), propagating)
            impossible = [r for r in (*rulings, *beside) if isinstance(r, ImpossibleCase)]
            if impossible:
                return tuple(dict.fromkeys(self._impossible(put, i) for i in impossible))
            said = [r for r in rulings if isinstance(r, Ruling)]
            if one in asked.optional and not any(_speaks(r) for r in said):
                more.append(said[0].about)
                continue
            around = [r for r in beside if isinstance(r, Ruling)]
            partings = [
                p for i, a in enumerate(said) for b in said[i + 1 :] if a.settled is not None and (p := parting(a, b))
            ]
            hearings.append(
                Hearing(
                    self.questions[one.question] if one.question in self.questions else Question("", "", ()),
                    said[0].about if said else "",
                    tuple(str(a) for a in one.claim.arguments),
                    tuple(said),
                    tuple(around),
                    tuple(partings),
                )
            )
        findings = tuple(self._findings(put, chosen, [a.claim for a in asked.claims], reading or {}, propagating))
        return Sitting(put, tuple(hearings), narrowed, tuple(dict.fromkeys(more)), findings)

    def why(
        self,
        case: str,
        *,
        doctrines: Sequence[str] = (),
        questions: Sequence[str] = (),
        about: str = "",
        reading: Mapping[str, Mapping[str, str]] | None = None,
        without: Sequence[str] = (),
        propagating: bool = False,
        why_not: str = "",
    ) -> Sitting | tuple[Diagnostic, ...]:
        """As `ask`; with ``why_not`` the rulings of the doctrines asked carry every obstacle to that word."""
        sitting = self.ask(
            case,
            doctrines=doctrines,
            questions=questions,
            about=about,
            reading=reading,
            without=without,
            propagating=propagating,
        )
        if isinstance(sitting, tuple) or not why_not:
            return sitting
        put, hearings = self.library.cases[case], []
        for hearing in sitting.hearings:
            rulings: list[Ruling] = []
            for ruling in hearing.asked:
                id = ruling.attributed.doctrine
                if ruling.outcome.because is Because.NOT_ENCODED:
                    rulings.append(ruling)
                    continue
                under = self.frame(id, (reading or {}).get(id), without)
                assert ruling.claim is not None
                asked = Asked(ruling.question, ruling.claim)
                try:
                    again = hear_not(self.library, under, put, asked, why_not, propagating=propagating)
                except KeyError as words:
                    message = f"`{hearing.about}` has no word `{why_not}`"
                    return (Diagnostic("R018", message, help=f"the words here are {words.args[0]}, or `any`"),)
                rulings += [replace(again, anachronism=ruling.anachronism)] if isinstance(again, Ruling) else []
            hearings.append(replace(hearing, asked=tuple(rulings)))
        return replace(sitting, hearings=tuple(hearings))

    def _rulings(
        self,
        case: Case,
        asked: Asked,
        doctrines: Sequence[str],
        reading: Mapping[str, Mapping[str, str]],
        every: bool,
        without: Sequence[str],
        propagating: bool,
    ) -> list[Ruling | ImpossibleCase]:
        found: list[Ruling | ImpossibleCase] = []
        for id in doctrines:
            doctrine, own = self.library.doctrines[id], dict(reading.get(id, {}))
            picks = [p | own for p in combinations(doctrine, (asked.claim.sentence,))] if every else [own]
            for pick in {tuple(sorted(p.items())): p for p in picks}.values():
                found.append(self.hear(id, case, asked, pick, without, propagating))
        return found

    def hear(
        self,
        doctrine: str,
        case: Case,
        asked: Asked,
        reading: Mapping[str, str] | None = None,
        without: Sequence[str] = (),
        propagating: bool = False,
    ) -> Ruling | ImpossibleCase:
        """One doctrine on one sentence; a question its encoding does not cover yet is *not encoded*."""
        heard = self.library.doctrines[doctrine]
        if asked.question and asked.question not in heard.questions:
            return self._not_encoded(heard, case, asked)
        ruling = hear(self.library, self.frame(doctrine, reading, without), case, asked, propagating=propagating)
        return replace(ruling, anachronism=anachronism(heard, case)) if isinstance(ruling, Ruling) else ruling

    def frame(self, doctrine: str, reading: Mapping[str, str] | None = None, without: Sequence[str] = ()) -> Frame:
        """The doctrine under a reading; kept, since a bench asks the same doctrine again and again."""
        key = (doctrine, tuple(sorted((reading or {}).items())), tuple(sorted(without)))
        if key not in self._frames:
            self._frames[key] = frame(self.library.doctrines[doctrine], self.library, reading, without)
        return self._frames[key]

    def _not_encoded(self, doctrine: Doctrine, case: Case, asked: Asked) -> Ruling:
        """Its place is kept: not encoded is never silence (ADR 0005)."""
        outcome = Outcome(None, Status.OPEN, Because.NOT_ENCODED)
        names = {e.name: e.short for e in case.entities if e.short}
        return Ruling(
            attributed=attribute(self.library, doctrine, outcome, ()),
            question=asked.question,
            sentence=asked.claim.sentence,
            about=say(asked.claim, self.sentences, names=names),
            entities=tuple(str(a) for a in asked.claim.arguments),
            option=asked.claim.options[0] if asked.claim.options else "",
            known=outcome,
            settled=False,
            anachronism=anachronism(doctrine, case),
        )

    def _contemporaries(self, case: Case) -> tuple[str, ...]:
        """The other positions: those of the case's time first, each group in the fixed order."""
        late = {d for d in self.beside if anachronism(self.library.doctrines[d], case)}
        return tuple(d for d in self.beside if d not in late) + tuple(d for d in self.beside if d in late)

    # ------------------------------------------------------------------ what is asked

    def _asked(
        self, case: Case, questions: Sequence[str], about: str, everything: bool
    ) -> Questions | tuple[Diagnostic, ...]:
        """Which sentences, of whom: from ``about``, the questions named, or what the case asks."""
        pointed: Claim | None = None
        names: tuple[str, ...] = ()
        if about:
            entity = next((e for e in case.entities if about in (e.name, e.short)), None)
            ids = [s for s in self.sentences if s == about]
            if entity:
                names = (entity.name,)
            elif not ids:
                claim = language.read_claim(about, self.library, case=case, doctrine=None)
                if not isinstance(claim, Claim):
                    return claim
                pointed = replace(claim, modality=None)
        wanted = list(questions)
        written: list[Claim] = []
        if not wanted:
            wanted = [a for a in case.asks if isinstance(a, str)]
            written = [replace(a, modality=None) for a in case.asks if isinstance(a, Claim)]
        if pointed is not None:
            owner = [q for q in (wanted or list(self.questions)) if pointed.sentence in self.questions[q].about]
            home = owner or [q for q, question in self.questions.items() if pointed.sentence in question.about]
            return Questions(tuple(Asked(home[0] if home else "", c) for c in self._each(pointed)), ())
        if not wanted and not written:
            wanted = list(self.questions)
        claims: list[Asked] = []
        optional: list[Asked] = []
        more: dict[str, None] = {}
        for question in wanted:
            for place, id in enumerate(self.questions[question].about):
                if about in self.sentences and id != about:
                    continue
                choices = self.claims(case, self.sentences[id])
                if names:
                    choices = [c for c in choices if names[0] in c.arguments]
                favoured = [c for c in choices if any(_same(c, w) for w in written)]
                shown = choices if everything or names else (favoured or self.favoured(case, choices))
                put = [Asked(question, c) for c in shown]
                claims += put
                optional += put if place and not (everything or about) else []
                more.update(dict.fromkeys(self._said(case, c) for c in choices if c not in shown))
        for claim in written:
            if not any(_same(a.claim, claim) for a in claims):
                home = [q for q, question in self.questions.items() if claim.sentence in question.about]
                claims += [Asked(home[0] if home else "", c) for c in self._each(claim)]
        if not claims:
            return (self._nothing_to_ask(case, wanted, about),)
        return Questions(tuple(dict.fromkeys(claims)), tuple(more), frozenset(optional))

    def claims(self, case: Case, sentence: Sentence) -> list[Claim]:
        """The sentence said of everybody it can be said of in the case."""
        some = next(iter(self.library.doctrines))
        return [
            claim
            for arguments in instances(self.frame(some), case, sentence)
            for claim in self._each(Claim(sentence.id, arguments))
        ]

    def _each(self, claim: Claim) -> list[Claim]:
        """An act with a choice is one act for each option."""
        sentence = self.sentences[claim.sentence]
        if sentence.kind is SentenceKind.ACT and sentence.choice:
            return [replace(claim, options=(o,)) for o in claim.options or sentence.choice.options]
        return [claim]

    def favoured(self, case: Case, choices: list[Claim]) -> list[Claim]:
        """Those about the entities of which the case says most; all options of an act with a choice."""

        def told(claim: Claim) -> int:
            own = set(claim.arguments)
            return sum(bool(own & set(line.claim.arguments)) for line in case.lines)

        best = sorted({c.arguments: told(c) for c in choices}.items(), key=lambda pair: -pair[1])[:AT_ONCE]
        return [c for c in choices if c.arguments in {arguments for arguments, _ in best}]

    def _said(self, case: Case, claim: Claim) -> str:
        return say(claim, self.sentences, names={e.name: e.short for e in case.entities if e.short})

    def _nothing_to_ask(self, case: Case, questions: Sequence[str], about: str) -> Diagnostic:
        lacking: dict[str, None] = {}
        some = self.frame(next(iter(self.library.doctrines)))
        for question in questions:
            for id in self.questions[question].about:
                for slot in self.sentences[id].slots:
                    if not any(some.is_a(e.type, slot.type) for e in case.entities):
                        lacking[slot.type] = None
        which = " and ".join(f"`{t}`" for t in lacking) or "entity that fits"
        return Diagnostic(
            "C005",
            f"the case `{case.id}` has no {which}, which the question {', '.join(f'`{q}`' for q in questions)} needs",
            case.span,
            help=f"bring one in with a line such as `{next(iter(lacking), 'Party')}  a name`"
            + (f", or choose by another name than `{about}`" if about else ""),
        )

    # ------------------------------------------------------------------ findings and expectations

    def _findings(
        self,
        case: Case,
        doctrines: Sequence[str],
        claims: Sequence[Claim],
        reading: Mapping[str, Mapping[str, str]],
        propagating: bool,
    ) -> Iterable[Finding]:
        """`reported` lines beside the rulings of the doctrines asked; where they part it is about the encoding."""
        for line in case.lines:
            if line.kind is not LineKind.REPORTED or line.claim.modality is None:
                continue
            if not any(_same(replace(line.claim, modality=None), c) for c in claims):
                continue
            for id in doctrines:
                doctrine = self.library.doctrines[id]
                asked = Asked("", replace(line.claim, modality=None, span=None))
                ruling = self.hear(id, case, asked, reading.get(id), propagating=propagating)
                if isinstance(ruling, Ruling) and ruling.outcome.value:
                    yield Finding(
                        id,
                        doctrine.title,
                        self._said(case, line.claim),
                        line.cites,
                        ruling.outcome,
                        ruling.outcome.value == line.claim.modality.value,
                    )

    # ------------------------------------------------------------------ what a user got wrong

    def _known(self, kind: str, ids: Iterable[str], among: Mapping[str, object]) -> list[Diagnostic]:
        return [_unknown(kind, id, among) for id in ids if id not in among]

    def _readings(self, reading: Mapping[str, Mapping[str, str]]) -> list[Diagnostic]:
        found: list[Diagnostic] = []
        for id, chosen in reading.items():
            if id not in self.library.doctrines:
                found.append(_unknown("doctrine", id, self.library.doctrines))
                continue
            readings = {r.id: r for r in self.library.doctrines[id].readings}
            for name, option in chosen.items():
                if name not in readings:
                    found.append(_unknown("reading", name, readings))
                elif option not in (options := {o.id: o for o in readings[name].options}):
                    message = f"reading `{name}` has no option `{option}`"
                    found.append(Diagnostic("R007", message, help=f"it has {', '.join(options)}"))
        return found

    def _grounds(self, without: Sequence[str], doctrines: Sequence[str]) -> list[Diagnostic]:
        known = {
            g: g
            for id in doctrines
            if id in self.library.doctrines
            for d in [self.library.doctrines[id]]
            for g in [*(e.id for e in d.evidence), *(p.id for p in d.precedents), *(r.id for r in d.rules)]
        }
        return [_unknown("rule, precedent or evidence", g, known) for g in without if g not in known]

    def _impossible(self, case: Case, found: ImpossibleCase) -> Diagnostic:
        sets = "; or ".join(" and ".join(f"`{words}`" for words in one) for one in found.sets)
        return Diagnostic(
            "C001",
            f"no case can be as `{case.id}` is given: {sets} cannot hold together",
            case.span,
            help="mend one of these lines, or make it `contested` between those who tell it",
        )

    # ------------------------------------------------------------------ check

    def check(self, only: Iterable[Path | str] = ()) -> tuple[Diagnostic, ...]:
        """Everything wrong with the library: what could not be read, form, and expectations that fail.

        With ``only`` what is wrong with those files and folders, and the expectations of their doctrines and cases.
        """
        problems = (*self.problems, *check(self.library))
        paths = tuple(Path(p) for p in only)
        if paths:
            problems = tuple(p for p in problems if _within(p, paths))
        if any(p.severity == "error" for p in problems):
            return problems
        return (*problems, *expectations.run(self, paths))

    def fine(self, only: Iterable[Path | str] = ()) -> str:
        """What was checked, in a line, when nothing is wrong."""
        ran = sum(1 for _ in expectations.expectations(self, tuple(Path(p) for p in only)))
        files = len({name for d in self.library.doctrines.values() for name in d.files})
        rules = sum(len(d.rules) for d in self.library.doctrines.values())
        if tuple(only):
            return f"all good: {ran} expectations met"
        return (
            f"all good: {len(self.library.doctrines)} doctrines with {rules} rules in {files} files, "
            f"{len(self.library.cases)} cases, {ran} expectations met"
        )

    # ------------------------------------------------------------------ fmt, show

    def formatted(self, paths: Iterable[Path]) -> tuple[tuple[Formatted, ...], tuple[Diagnostic, ...]]:
        """The files in canonical form, and what keeps some of them as they are."""
        found: list[Formatted] = []
        problems = [p for p in self.problems if _within(p, tuple(paths))]
        broken = {_file(p) for p in problems if p.severity == "error"}
        for path in shelf.markdown_below(paths):
            name = path.as_posix()
            if name in broken:
                continue
            texts, _ = shelf.texts_of([path])
            for text in texts:
                found.append(Formatted(path, text.characters, fmt(text, self.library)))
        return tuple(found), tuple(problems)

    def find(self, id: str) -> object | None:
        """What an id names: a doctrine, case, source, question, sentence, or ``doctrine/rule`` and the like."""
        shelves: tuple[Mapping[str, object], ...] = (
            self.library.doctrines,
            self.library.cases,
            self.library.sources,
            self.questions,
            self.sentences,
            self.library.vocabularies,
        )
        for among in shelves:
            if id in among:
                return among[id]
        home, _, name = id.partition("/")
        doctrine = self.library.doctrines.get(home)
        if doctrine is None:
            return None
        blocks: tuple[Block, ...] = (
            *doctrine.rules,
            *doctrine.readings,
            *doctrine.precedents,
            *doctrine.evidence,
            *doctrine.scopes,
        )
        return next((Found(doctrine, block) for block in blocks if block.id == name), None)

    def no_such(self, id: str) -> tuple[Diagnostic, ...]:
        """What to say when `find` finds nothing: the nearest ids of any kind."""
        home, _, _ = id.partition("/")
        among = [
            *self.library.doctrines,
            *self.library.cases,
            *self.library.sources,
            *self.questions,
            *self.sentences,
            *(
                f"{d.id}/{b.id}"
                for d in self.library.doctrines.values()
                for b in (*d.rules, *d.readings, *d.precedents)
            ),
        ]
        return (_unknown("thing", id, among),)


Block = Rule | Reading | Precedent | Evidence | Scope


@dataclass(frozen=True, slots=True)
class Found:
    """A rule, reading, precedent, piece of evidence or scope, with the doctrine it belongs to."""

    doctrine: Doctrine
    block: Block


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file before and after `fmt`."""

    path: Path
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


def _file(problem: Diagnostic) -> str:
    return problem.span.text.name if problem.span else problem.file


def _within(problem: Diagnostic, paths: tuple[Path, ...]) -> bool:
    """Whether a problem is in one of the files or folders; one without a place is everybody's."""
    name = _file(problem)
    return not name or any(name == p.as_posix() or name.startswith(p.as_posix() + "/") for p in paths)


@dataclass(frozen=True, slots=True)
class Questions:
    """What is put to the doctrines, and what else could be."""

    claims: tuple[Asked, ...]
    more: tuple[str, ...]
    #: Sentences of a question beyond its first: shown where a doctrine asked has an answer.
    optional: frozenset[Asked] = frozenset()


def anachronism(doctrine: Doctrine, case: Case) -> str:
    """Words for a doctrine formulated after the moment of the case; empty where it is not, or no date is given."""
    if not doctrine.since or not case.date:
        return ""
    first, then = date(doctrine.since), date(case.date)
    if not isinstance(first, Quantity) or not isinstance(then, Quantity) or first.low <= then.high:
        return ""
    return f"formulated after the case ({doctrine.since})"


def _speaks(ruling: Ruling) -> bool:
    return ruling.outcome.status in (Status.RULED, Status.CONTESTED)


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims are about the same act or concept of the same entities, from whichever side."""
    if (one.sentence, one.arguments) != (other.sentence, other.arguments):
        return False
    return not one.options or not other.options or bool(set(one.options) & set(other.options))


def _unknown(kind: str, id: str, among: Iterable[str]) -> Diagnostic:
    near = get_close_matches(id, list(among), n=1, cutoff=0.5)
    known = ", ".join(sorted(among)[:12])
    help = f"did you mean `{near[0]}`?" if near else f"there is {known}" if known else "there is none"
    return Diagnostic("R009", f"there is no {kind} `{id}`", help=help)


__all__ = ["Workbench", "anachronism"]
