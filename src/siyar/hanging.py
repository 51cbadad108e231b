"""The verb of `siyar evidence` for a doctrine: what it cites, what that is, and which encoded rules rest on it.

The definitions are in docs/evidence.md. What is counted is what the encoding rules with rules set aside that have no
listed support left; what its author would then hold is not known, and not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from siyar.asking import short_names, to_ask
from siyar.diagnostics import Diagnostic
from siyar.engines.bits.nodes import TooManyNodes
from siyar.evidence import Holdings
from siyar.evidence.collections import COLLECTIONS, collection
from siyar.evidence.grading import Rank, below, graded, grader, graders, locus
from siyar.evidence.hung import Cited, Hanging
from siyar.evidence.recorded import Resolution, recorded
from siyar.evidence.resolving import looked_up
from siyar.framing import Frame
from siyar.ground import Instance
from siyar.hearing import Asked
from siyar.language.anchors import covers
from siyar.language.unparse import say
from siyar.model import Doctrine, Evidence, Question
from siyar.phrase import joined, phrase
from siyar.refusals import towards_force, unknown
from siyar.source import Anchor
from siyar.study.cubes import smallest
from siyar.study.joint import IMPOSSIBLE, MOST_NODES, Joint, TooManyCases, joint, laid
from siyar.study.support import Change, Removal, left, resting
from siyar.workbench import Workbench
from siyar.workbench.spaces import Fixed, cases_of, says, scope_of, speech_of, told


def hanging(
    bench: Workbench,
    doctrine: str,
    holdings: Holdings,
    *,
    without: Sequence[str] = (),
    least: Rank | None = None,
    by: str = "",
    way: str = "",
    reading: Mapping[str, str] | None = None,
    questions: Sequence[str] = (),
    most: int = MOST_NODES,
) -> Hanging | tuple[Diagnostic, ...]:
    """What hangs on the evidence of a doctrine.

    ``without``: evidence by id or by a place, as ``nasai-5209``; ``least`` and ``by``: evidence goes that this grader
    ranks lower, in every place of it that he grades; ``way``: evidence goes that is used by this way of proof.
    ``questions``: those gone through, by default all the doctrine encodes. Problems: R007, R009, W002.
    """
    chosen = dict(reading or {})
    if refused := bench.refusals((), [doctrine], questions, {doctrine: chosen} if chosen else {}):
        return refused
    known = bench.library.doctrines[doctrine]
    gone, problems = _named(known, without)
    whys: list[str] = [phrase("without {what}", what=joined(", ", without))] if without else []
    kept: list[str] = []
    if least:
        who = grader(by)
        if not who:
            return (Diagnostic("W002", f"no grades by `{by}` are known here", help=f"graders: {'; '.join(graders())}"),)
        low, kept = ranked_lower(known, least, who)
        gone += low
        whys.append(phrase("without what {who} ranks lower than {rank}", who=who, rank=least.value))
    if way:
        used = [e.id for e in known.evidence if e.way == way]
        if not used:
            ways = sorted({e.way for e in known.evidence if e.way})
            problems = (*problems, unknown("way of proof", way, ways))
        gone += used
        whys.append(phrase("without what is used by way of {way}", way=way))
    if problems:
        return problems
    base = bench.frame(doctrine, chosen)
    work = _Work(bench, base, tuple(questions), most)
    each = tuple(work.removal(phrase("without {what}", what=e.id), [e.id]) for e in known.evidence)
    asked = work.removal(joined("; ", whys), list(dict.fromkeys(gone))) if whys else None
    return Hanging(doctrine, base.reading, cited(known, holdings), asked, each, tuple(kept))


# --------------------------------------------------------------------------- what is cited


def places(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """The loci as (work, number): ``quran 8:39`` is ("quran", "8:39"); without any, the collections it is cited as."""
    parted = (words.rpartition(" ") for words in evidence.locus)
    found = tuple((collection(work), number) for work, _, number in parted if work)
    cited = " ".join(evidence.cited_as)
    return found or tuple((c.id, "") for c in COLLECTIONS if c.title in cited)


def cited(doctrine: Doctrine, holdings: Holdings) -> tuple[Cited, ...]:
    """Every piece of evidence of a doctrine, looked up, with its grades, judgements and rules."""
    return tuple(_cited(doctrine, evidence, holdings) for evidence in doctrine.evidence)


def _cited(doctrine: Doctrine, evidence: Evidence, holdings: Holdings) -> Cited:
    found = places(evidence)
    wording = evidence.wording[0] if evidence.wording else ""
    finding = looked_up(wording, found, holdings) if found else None
    entries = [entry for work, number in found if (entry := graded(f"{work} {number}"))]
    entries += [other for entry in entries for id in entry.also if (other := graded(id)) and other not in entries]
    direct, through = resting(doctrine, evidence.id)
    return Cited(evidence, finding, tuple(entries), tuple(_resolutions(evidence)), direct, through)


def _resolutions(evidence: Evidence) -> Iterator[Resolution]:
    """What a reader judged of the passages in which the source cites this."""
    works = {work for work, _ in places(evidence)}
    for one in recorded():
        if one.kind not in ("verse", "hadith") or (works and one.work and one.work not in works):
            continue
        for cite in evidence.cites:
            if cite.source == one.source and any(_within(at, cite.loci) for at in one.at):
                if not one.record or not works or one.record in evidence.locus or one.kind == "hadith":
                    yield one
                break


def _within(at: str, loci: Sequence[str]) -> bool:
    paragraph, _, sentence = at.removeprefix("P").partition(".S")
    anchor = Anchor(int(paragraph), int(sentence or 0))
    return any(covers(words, anchor) or words == at or words.startswith(f"{at}.") for words in loci)


def _named(doctrine: Doctrine, without: Sequence[str]) -> tuple[list[str], tuple[Diagnostic, ...]]:
    """Evidence by its id or one of its places; R009 for what is neither."""
    gone: list[str] = []
    problems: list[Diagnostic] = []
    for words in without:
        ids = [e.id for e in doctrine.evidence if e.id == words or locus(words) in map(locus, e.locus)]
        gone += ids
        if not ids:
            known = [e.id for e in doctrine.evidence] + [
                place.replace(" ", "-") for e in doctrine.evidence for place in e.locus
            ]
            problems.append(unknown("evidence", words, known))
    return gone, tuple(problems)


def ranked_lower(doctrine: Doctrine, least: Rank, by: str) -> tuple[list[str], list[str]]:
    """Evidence that the grader ranks lower wherever he grades it; evidence with hadith of which he grades none."""
    low, ungraded = [], []
    for evidence in doctrine.evidence:
        judged = [below(f"{work} {number}", least, by) for work, number in places(evidence) if work != "quran"]
        known = [one for one in judged if one is not None]
        if known and all(known):
            low.append(evidence.id)
        elif not known and (judged or evidence.kind in ("hadith", "report")):
            ungraded.append(evidence.id)
    return low, ungraded


# --------------------------------------------------------------------------- what rests on it


class _Work:
    """The doctrine without this and that, over every case of its questions."""

    def __init__(self, bench: Workbench, base: Frame, questions: tuple[str, ...], most: int) -> None:
        self.bench, self.base, self.most = bench, base, most
        self.doctrine = base.doctrine
        encoded = self.doctrine.questions
        self.questions = [q for q in (questions or bench.questions) if q in encoded]
        self.about = {head.sentence for rule in self.doctrine.rules for head in rule.heads}
        self._asked: list[tuple[Question, Fixed, Asked, frozenset[str]]] | None = None
        self.force: dict[str, None] = {}

    def removal(self, why: str, gone: Sequence[str]) -> Removal:
        what = left(self.doctrine, self.base.reading, gone)
        if not (what.fall or what.without or what.precedents):
            return Removal(why, what)
        frame = self.bench.frame(self.doctrine.id, self.base.reading, [f"{self.doctrine.id}/{id}" for id in what.aside])
        changes: list[Change] = []
        untouched = 0
        off = {*what.fall, *what.without}
        for question, fixed, asked, reached in self.sentences():
            if not off & reached and frame.priorities == self.base.priorities:
                continue
            change = self._change(question, fixed, asked, frame)
            if change is None:
                continue
            if change.changes or change.too_large:
                changes.append(change)
            else:
                untouched += 1
        return Removal(why, what, tuple(changes), untouched, tuple(self.force))

    def sentences(self) -> list[tuple[Question, Fixed, Asked, frozenset[str]]]:
        """Every sentence gone through, with the rules from which its ruling can be reached; acts of force are not."""
        if self._asked is None:
            self._asked = [*self._sentences()]
        return self._asked

    def _sentences(self) -> Iterator[tuple[Question, Fixed, Asked, frozenset[str]]]:
        library = self.bench.library
        for id in self.questions:
            for fixed in cases_of(library, id, [self.doctrine.id], ()):
                asked = to_ask(library, fixed.case, [id], "", doctrines=[self.doctrine.id])
                if isinstance(asked, tuple):
                    continue
                for one in asked.claims:
                    if one.claim.sentence not in self.about:
                        continue
                    if towards_force(library, one):
                        self.force[say(one.claim, self.bench.sentences, names=short_names(fixed.case))] = None
                        continue
                    alone = laid([self.base], fixed.case, one)
                    if alone:
                        rules = alone.parts[0].theory.rules
                        reached = frozenset(r.origin.active.rule.id for r in rules if isinstance(r.origin, Instance))
                        yield self.bench.questions[id], fixed, one, reached

    def _change(self, question: Question, fixed: Fixed, asked: Asked, frame: Frame) -> Change | None:
        words = say(asked.claim, self.bench.sentences, names=short_names(fixed.case))
        try:
            space = joint([self.base, frame], fixed.case, asked, most=self.most)
        except TooManyCases as large:
            return Change(question, words, None, 0, too_large=large.count)
        if space is None:
            return None
        apart = {answers: n for answers, n in space.counts.items() if answers[0] != answers[1]}
        scope = scope_of(
            self.bench.library,
            fixed,
            asked,
            space.parts[:1],
            space.atoms,
            [name for name, _ in space.facts],
            space.total,
        )
        if not apart:
            return Change(question, words, scope, 0)
        try:
            return self._witnessed(Change(question, words, scope, sum(apart.values())), space, fixed, asked)
        except TooManyNodes:
            return Change(question, words, None, 0, too_large=space.size)

    def _witnessed(self, change: Change, space: Joint, fixed: Fixed, asked: Asked) -> Change:
        """The change with a smallest case of it: of all kinds of difference the one that gives the fewest facts."""
        library, spoken = self.bench.library, speech_of(self.bench.library, fixed.case)
        kinds = sorted((a for a in space.counts if a[0] != a[1]), key=lambda a: -space.counts[a])
        cubes = [(smallest(space.diagrams, space.root, {answers}, {IMPOSSIBLE}), answers) for answers in kinds]
        cube, answers = min(((c, a) for c, a in cubes if c is not None), key=lambda found: len(found[0]))
        literals = space.literals(cube)
        case = told(fixed.case, tuple(claim for q in literals for claim in space.claims(q)))
        return Change(
            change.question,
            change.about,
            change.scope,
            change.changes,
            tuple(spoken.literal(q, space.atoms[q.atom]) for q in literals),
            case,
            says(library, space.parts[0], asked, answers[0]),
            says(library, space.parts[1], asked, answers[1]),
        )
