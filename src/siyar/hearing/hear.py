"""A case put to a doctrine on one sentence: accounts, known, settled, reasons → `Ruling` (sections 5, 6 and 11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from siyar.conclusion import Answer, Because, Status
from siyar.cone import Cone, completions, cone, restrict
from siyar.explain import Evaluated, Obstacle, Reason, ReasonKind, WhyNot, speech, why_not
from siyar.framing import Frame
from siyar.ground import Account, Grounded, Instance, Instances, Said, accounts, alone, ground
from siyar.ground.accounts import Key
from siyar.hearing.attribution import attribute
from siyar.hearing.calendars import calendars
from siyar.hearing.grounds import Grounds, deciding, evaluated, grounds, sources
from siyar.hearing.readings import concerned
from siyar.hearing.ruling import Outcome, Possible, Ruling, Settling, UnderAccount
from siyar.hearing.words import outcome, value_word
from siyar.model import Case, Claim, Denial, Library, LineKind, SentenceKind
from siyar.phrase import joined, phrase
from siyar.ruling import Judgment, judge
from siyar.theory import GroundRule, Literal, Role, Theory


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one sentence: ``claim`` is an act or concept in the names of the case.

    Of an act with a choice it names one option; an act named by its opposite is asked from that side.
    """

    question: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class ImpossibleCase:
    """D11: no case can be as this one is given; ``sets`` are conditions it meets together, in words."""

    case: str
    doctrine: str
    sets: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Posed:
    """The case grounded for one sentence."""

    grounded: Grounded
    theory: Theory


@dataclass(frozen=True)
class Heard:
    """One account of the case, grounded for one sentence and judged."""

    account: Account
    grounded: Grounded
    theory: Theory
    atom: str
    judgment: Judgment

    @cached_property
    def known(self) -> Evaluated:
        """The theory with what is forced, evaluated: asked for again and again in saying one ruling."""
        return evaluated(self.grounded, self.theory, self.judgment.forced)

    def evaluated(self, propagating: bool) -> Evaluated:
        if not propagating:
            return self.known
        return evaluated(self.grounded, self.theory, self.judgment.forced, propagating=True)


@dataclass(frozen=True, slots=True)
class Told:
    """The case judged on what is agreed, and under each account that can matter; not yet in words."""

    plain: Heard
    heard: tuple[Heard, ...]

    @property
    def possible(self) -> tuple[Heard, ...]:
        return tuple(h for h in self.heard if not h.judgment.impossible and not h.grounded.contradictions)

    @property
    def agreed(self) -> bool:
        return len({(h.judgment.final, h.judgment.settled) for h in self.possible}) == 1

    @property
    def speaks(self) -> bool:
        """Whether this is a ruling or a contest, or a case that cannot be."""
        possible = self.possible
        return not self.agreed or possible[0].judgment.final.status in (Status.RULED, Status.CONTESTED)


def listen(
    frame: Frame,
    case: Case,
    asked: Asked,
    *,
    propagating: bool = False,
    turning: bool = False,
    made: Instances | None = None,
) -> Told:
    """The sentence asked about, judged; without ``turning`` no more than what the answer is.

    ``made``: what was made of the frame in this case before, here and in the rest of this module.
    """
    plain = judged(frame, case, asked, None, propagating, turning=turning, made=made)
    told = accounts(case, set(_keys(plain.theory, plain.judgment.facts)))
    each = (
        judged(frame, case, asked, a, propagating, turning=turning, made=made) if a.follows else plain for a in told
    )
    return Told(plain, tuple(each))


def _in_full(told: Told) -> Told:
    """What was judged without what it turns on, judged again; nothing is grounded twice."""
    plain = replace(told.plain, judgment=judge(told.plain.theory, told.plain.atom))
    each = (plain if h is told.plain else replace(h, judgment=judge(h.theory, h.atom)) for h in told.heard)
    return Told(plain, tuple(each))


def hear(
    library: Library,
    frame: Frame,
    case: Case,
    asked: Asked,
    *,
    propagating: bool = False,
    listened: Told | None = None,
    turning: bool = True,
    made: Instances | None = None,
) -> Ruling | ImpossibleCase:
    """What the doctrine of the frame says of the sentence asked about. ``listened``: what `listen` has made of it.

    Without ``turning`` the ruling does not tell what it turns on, what would settle it nor which answers are possible:
    half of the work, for who shows no more than what is said and why.
    """
    if not any(head.sentence == asked.claim.sentence for rule in frame.doctrine.rules for head in rule.heads):
        ruling = without_a_rule(library, frame, case, asked, propagating=propagating)
        if ruling is not None:
            return ruling
    told = listened or listen(frame, case, asked, propagating=propagating, turning=turning, made=made)
    if listened and turning:
        told = _in_full(listened)
    possible = list(told.possible)
    if not possible:
        return ImpossibleCase(case.id, frame.doctrine.id, tuple(dict.fromkeys(_impossible(list(told.heard)))))
    dropped = tuple(h.account.tellers for h in told.heard if h not in possible)
    if told.agreed:
        return _agreed(library, asked, told.plain, possible, dropped, propagating)
    return _divided(library, asked, possible, dropped, propagating)


def without_a_rule(
    library: Library, frame: Frame, case: Case, asked: Asked, *, propagating: bool = False
) -> Ruling | None:
    """The silence of a doctrine that has no rule about the sentence; None where it takes more to see what it says.

    There is nothing to judge then: the cone is the sentence itself, and no completion says anything of it.
    """
    sentence = asked.claim.sentence
    told = any(line.claim.sentence == sentence for line in case.lines)
    opposed = any(sentence in (pair.one.sentence, pair.other.sentence) for pair in frame.doctrine.oppositions)
    if told or opposed:
        return None
    act = frame.sentences[sentence].kind is SentenceKind.ACT
    option = asked.claim.options[0] if act and asked.claim.options else ""
    grounded = alone(frame, case, asked.claim, option)
    atom = grounded.atom(asked.claim, option)
    theory = _asked_of(grounded.theory, atom, grounded)
    silent = Outcome(None, Status.SILENT, Because.NO_RULE)
    words = theory.words(atom)[0]
    obstacle = WhyNot(Obstacle.NO_RULE, speech(grounded).unsaid(words, theory.atoms[atom]), literal=words)
    return replace(
        _bare(library, asked, Posed(grounded, theory), silent, ((), (obstacle,)), propagating),
        settled=True,
        possible=(Possible(silent, 1, 1),),
        settled_by=(Settling((), silent),),
    )


@dataclass(frozen=True, slots=True)
class NoSuchWord:
    """The sentence cannot have the word asked for; those it can have."""

    words: tuple[str, ...]


def hear_not(
    library: Library, frame: Frame, case: Case, asked: Asked, word: str, *, propagating: bool = False
) -> Ruling | ImpossibleCase | NoSuchWord:
    """The ruling, with every obstacle to one word in place of its own (``any``: to every word that does not hold).

    Where accounts differ the obstacles are those on what is agreed.
    """
    ruling = hear(library, frame, case, asked, propagating=propagating)
    if isinstance(ruling, ImpossibleCase):
        return ruling
    plain = judged(frame, case, asked, None, propagating)
    evaluated = plain.evaluated(propagating)
    words = _words(plain, asked)
    if word != "any" and word not in words:
        return NoSuchWord(tuple(words))
    wanted = list(words.values()) if word == "any" else [words[word]]
    found = dict.fromkeys(o for mask in wanted for o in why_not(evaluated, Literal(plain.atom, mask)))
    return replace(ruling, why=(), why_not=tuple(found))


def _words(h: Heard, asked: Asked) -> dict[str, int]:
    """Every word the sentence can have, from the side asked, and its mask."""
    atom = h.theory.atoms[h.atom]
    opposite = asked.claim.denial is Denial.OPPOSITE
    masks = [q.values for q in h.theory.words(h.atom)]
    return {value_word(mask, atom, opposite=opposite): mask for mask in masks}


def judged(
    frame: Frame,
    case: Case,
    asked: Asked,
    account: Account | None = None,
    propagating: bool = False,
    *,
    turning: bool = True,
    made: Instances | None = None,
) -> Heard:
    """The sentence asked about, grounded for it alone and judged; without an account contested facts are unknown."""
    grounded, theory, part = _posed(frame, case, asked, account, made)
    # Declared oppositions of literals that are left out no longer reach anything: the cone of the part is its own.
    known = None if theory.declared else part
    judgment = judge(theory, part.atom, part=known, propagating=propagating, turning=turning)
    return Heard(account or Account(), grounded, theory, part.atom, judgment)


def posed(
    frame: Frame, case: Case, asked: Asked, account: Account | None = None, made: Instances | None = None
) -> tuple[Grounded, Theory, str]:
    """The case grounded for the sentence asked about, the part of the theory it depends on, and its atom there."""
    grounded, theory, part = _posed(frame, case, asked, account, made)
    return grounded, theory, part.atom


def _posed(
    frame: Frame, case: Case, asked: Asked, account: Account | None, made: Instances | None
) -> tuple[Grounded, Theory, Cone]:
    """`posed`, with the cone of the atom."""
    claim = asked.claim
    grounded = ground(frame, case, (claim.sentence,), account, made)
    act = frame.sentences[claim.sentence].kind is SentenceKind.ACT
    part = cone(grounded.theory, grounded.atom(claim, claim.options[0] if act and claim.options else ""))
    return grounded, _asked_of(restrict(grounded.theory, part), part.atom, grounded), part


def _asked_of(theory: Theory, name: str, grounded: Grounded) -> Theory:
    """Section 11: a concept without rules is silent as the sentence of a question, whatever the case gives."""
    atom = theory.atoms[name]
    if atom.role is not Role.FACT:
        return theory
    stipulated = any(line.kind is LineKind.STIPULATED for line in grounded.given.get(name, ()))
    facts = theory.facts if stipulated else {k: v for k, v in theory.facts.items() if k != name}
    return replace(theory, atoms={**theory.atoms, name: replace(atom, role=Role.CONCEPT)}, facts=facts)


def _keys(theory: Theory, facts: Iterable[str]) -> Iterator[Key]:
    """The sentences of the case the facts are about; two for a comparison of given quantities."""
    for name in facts:
        said = theory.atoms[name].origin
        if isinstance(said, Said):
            yield said.sentence.id, said.arguments
            if said.comparison and said.comparison.comparison and isinstance(said.comparison.comparison.than, Claim):
                than = said.comparison.comparison.than
                yield than.sentence, than.arguments


def _impossible(heard: list[Heard]) -> Iterator[tuple[str, ...]]:
    for h in heard:
        spoken = speech(h.grounded)
        # What was cut down to the question keeps no words for what is given; the whole theory does.
        whole = completions(h.grounded.theory, cone(h.grounded.theory, h.atom)).impossible
        for literals in whole if h.judgment.impossible else ():
            yield tuple(spoken.literal(one, h.grounded.theory.atoms[one.atom]) for one in literals)
        for name in h.grounded.contradictions:
            yield tuple(spoken.claim(line.claim) for line in h.grounded.given[name])


# --------------------------------------------------------------------------- one answer, or one for each account


def _agreed(
    library: Library,
    asked: Asked,
    plain: Heard,
    heard: list[Heard],
    dropped: tuple[tuple[str, ...], ...],
    propagating: bool,
) -> Ruling:
    """All accounts say the same (or there is one): explained on what is agreed, where that already decides."""
    judgment = heard[0].judgment
    same = (plain.judgment.final, plain.judgment.settled) == (judgment.final, judgment.settled)
    shown = plain if same and not plain.judgment.impossible else heard[0]
    final = _said(shown, asked, judgment.final)
    reasons, obstacles = _grounds(shown, propagating)
    return replace(
        _bare(library, asked, shown, final, (reasons, obstacles), propagating),
        known=_said(shown, asked, shown.judgment.known),
        settled=judgment.settled,
        possible=tuple(
            Possible(_said(shown, asked, answer), count, shown.judgment.total)
            for answer, count in shown.judgment.possible
        ),
        accounts=tuple(_under(h, asked) for h in heard if h.account.follows),
        dropped_accounts=dropped,
        complete=shown.judgment.complete and shown.judgment.surveyed,
        cases=shown.judgment.cases,
        **_open(shown, asked),
    )


def _divided(
    library: Library, asked: Asked, heard: list[Heard], dropped: tuple[tuple[str, ...], ...], propagating: bool
) -> Ruling:
    """D16: the accounts differ, and the ruling is given under each."""
    parts: list[Reason] = []
    under: list[UnderAccount] = []
    for h in heard:
        reasons, obstacles = _grounds(h, propagating)
        under.append(replace(_under(h, asked), deciding=tuple(dict.fromkeys(deciding(reasons)))))
        words = under[-1].outcome
        told = joined(" and ", (library.sources[t].title if t in library.sources else t for t in h.account.tellers))
        said = words.value or words.status.value
        heading = phrase("according to {tellers}: {says}", tellers=told, says=said)
        parts.append(Reason(ReasonKind.ACCOUNT, heading, parts=reasons, why_not=obstacles))
    final = Outcome(None, Status.CONTESTED, Because.ACCOUNTS)
    each = [_open(h, asked) for h in heard]
    return replace(
        _bare(library, asked, heard[0], final, (tuple(parts), ()), propagating),
        known=final,
        settled=all(h.judgment.settled for h in heard),
        accounts=tuple(under),
        dropped_accounts=dropped,
        turns_on=tuple(dict.fromkeys(t for one in each for t in one["turns_on"])),
        turns_on_atoms=tuple(dict.fromkeys(t for one in each for t in one["turns_on_atoms"])),
    )


def _grounds(h: Heard, propagating: bool) -> Grounds:
    final, settled = h.judgment.final, h.judgment.settled
    return grounds(h.evaluated(propagating), h.atom, final, settled=settled, propagating=propagating)


def _under(h: Heard, asked: Asked) -> UnderAccount:
    follows = tuple(teller for _, teller in h.account.follows)
    return UnderAccount(h.account.tellers, _said(h, asked, h.judgment.final), h.judgment.settled, follows)


def _bare(library: Library, asked: Asked, h: Heard | Posed, final: Outcome, why: Grounds, propagating: bool) -> Ruling:
    """What every ruling carries, whether the accounts agree or not."""
    frame, spoken = h.grounded.frame, speech(h.grounded)
    reasons, obstacles = why
    rules = tuple(dict.fromkeys(deciding(reasons)))
    decisive = [r for r in frame.doctrine.rules if r.id in rules]
    cites = tuple(dict.fromkeys(c for r in decisive for c in r.cites))
    return Ruling(
        attributed=attribute(library, frame.doctrine, final, cites, decisive),
        question=asked.question,
        sentence=asked.claim.sentence,
        about=spoken.claim(asked.claim),
        entities=tuple(str(a) for a in asked.claim.arguments),
        option=asked.claim.options[0] if asked.claim.options else "",
        known=final,
        settled=False,
        readings=tuple((r, frame.reading[r]) for r in _concerned(frame, asked.claim.sentence)),
        without=tuple(sorted(frame.without)),
        case_lines=h.grounded.beside,
        case_words=tuple(spoken.claim(line.claim) for line in h.grounded.beside),
        calendars=tuple(dict.fromkeys(calendars(h.grounded, h.theory))),
        propagating=propagating,
        why=reasons,
        why_not=obstacles,
        sources=tuple(dict.fromkeys(sources(reasons))),
        deciding=rules,
        claim=asked.claim,
    )


def _concerned(frame: Frame, sentence: str) -> tuple[str, ...]:
    """The readings that can matter to the sentence."""
    return frame.once(("readings", sentence), lambda: concerned(frame.doctrine, (sentence,)))


def _open(h: Heard, asked: Asked) -> dict[str, Any]:
    """What is unknown and still matters, in words."""
    spoken, atoms = speech(h.grounded), h.theory.atoms

    def words(literal: Literal) -> str:
        return spoken.literal(literal, atoms[literal.atom])

    settled_by = tuple(
        Settling(
            tuple((spoken.subject(atoms[q.atom]), words(q)) for q in settling.given),
            _said(h, asked, settling.answer),
        )
        for settling in h.judgment.settled_by
    )
    return {
        "turns_on": tuple(tuple(spoken.subject(atoms[f]) for f in t) for t in h.judgment.turns_on),
        "turns_on_atoms": h.judgment.turns_on,
        "settled_by": settled_by,
        "forced": tuple(words(q) for q in h.judgment.forced),
        "assumptions": tuple(dict.fromkeys(words(q) for q in h.judgment.assumptions)),
    }


# --------------------------------------------------------------------------- in words


def _said(h: Heard, asked: Asked, answer: Answer) -> Outcome:
    atom = h.theory.atoms[h.atom]
    opposite = asked.claim.denial is Denial.OPPOSITE
    return outcome(answer, atom, opposite=opposite, because=_because(h, asked.claim, answer))


def _because(h: Heard, claim: Claim, answer: Answer) -> Because | None:
    """Section 11: silence told apart by where it comes from: no rule, no entity, out of scope, none applies."""
    if answer.because not in (Because.NO_RULE, Because.NONE_APPLIES):
        return answer.because
    rules = [r for r in h.theory.rules if r.supports and r.head and r.head.atom == h.atom]
    if not rules:
        rulebook = (a.rule for a in h.grounded.frame.active if not a.rule.blocks)
        written = [r for r in rulebook if any(speaks_of(x, claim) for x in r.heads)]
        if not written:
            return Because.NO_RULE
        return Because.NO_ENTITY if all(r.id in h.grounded.missing for r in written) else Because.NONE_APPLIES
    return Because.OUT_OF_SCOPE if all(_out_of_scope(h.known, r) for r in rules) else Because.NONE_APPLIES


def _out_of_scope(known: Evaluated, rule: GroundRule) -> bool:
    """Whether a condition a scope adds to the rule is not met, and not merely because a fact is unknown."""
    if not isinstance(rule.origin, Instance):
        return False
    needs = zip(rule.needs, rule.origin.needs, strict=True)
    bars = zip(rule.bars, rule.origin.bars, strict=True)
    outside = [q for q, part in needs if part.conjunct.by == "scope" and not known.outcome.shown(q)]
    barred = [b for b, part in bars if part.conjunct.by == "scope" and known.outcome.shown(b)]
    return bool(barred) or any(q.atom not in known.theory.open for q in outside)


def speaks_of(head: Claim, claim: Claim) -> bool:
    """Whether a head is about the sentence asked about; of an act with a choice, about that option."""
    if head.modality is None or not head.options or not claim.options:
        return head.sentence == claim.sentence
    return head.sentence == claim.sentence and bool(set(head.options) & set(claim.options))
