"""A case put to a doctrine on one sentence: accounts, known, settled, reasons → `Ruling` (sections 5, 6 and 11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from siyar.conclusion import Answer, Because, Status
from siyar.explain import Obstacle, Reason, ReasonKind, WhyNot, speech, why_not
from siyar.framing import Frame
from siyar.ground import Grounded, Instances, alone
from siyar.hearing.attribution import attribute
from siyar.hearing.calendars import calendars
from siyar.hearing.grounds import Grounds, deciding, grounds, sources
from siyar.hearing.listening import Asked, Heard, Told, asked_of, judged, listen
from siyar.hearing.readings import concerned
from siyar.hearing.ruling import Outcome, Possible, Ruling, Settling, UnderAccount
from siyar.hearing.saying import said, under, unknown, words_of
from siyar.model import Case, Library, SentenceKind
from siyar.phrase import joined, phrase
from siyar.theory import Literal, Theory


@dataclass(frozen=True, slots=True)
class ImpossibleCase:
    """D11: no case can be as this one is given; ``sets`` are conditions it meets together, in words."""

    case: str
    doctrine: str
    sets: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class NoSuchWord:
    """The sentence cannot have the word asked for; those it can have."""

    words: tuple[str, ...]


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
    late: str = "",
    certain: Answer | None = None,
) -> Ruling | ImpossibleCase:
    """What the doctrine of the frame says of the sentence asked about. ``listened``: what `listen` has made of it.

    ``late``: words for a doctrine that was formulated after the case. ``certain``: see `listen`.
    Without ``turning`` the ruling does not tell what it turns on, what would settle it nor which answers are possible:
    half of the work, for who shows no more than what is said and why.
    """
    if not frame.rules_on(asked.claim.sentence):
        ruling = without_a_rule(library, frame, case, asked, propagating=propagating, made=made, late=late)
        if ruling is not None:
            return ruling
    told = listened or listen(frame, case, asked, propagating=propagating, made=made, certain=certain)
    possible = told.possible
    if not possible:
        return ImpossibleCase(case.id, frame.doctrine.id, tuple(dict.fromkeys(_impossible(told.heard))))
    dropped = tuple(h.account.tellers for h in told.heard if h not in possible)
    if told.agreed:
        return _agreed(library, asked, told, dropped, turning, late)
    return _divided(library, asked, told, dropped, turning, late)


def without_a_rule(
    library: Library,
    frame: Frame,
    case: Case,
    asked: Asked,
    *,
    propagating: bool = False,
    made: Instances | None = None,
    late: str = "",
) -> Ruling | None:
    """The silence of a doctrine that has no rule about the sentence; None where it takes more to see what it says.

    There is nothing to judge then: the cone is the sentence itself, and no completion says anything of it.
    """
    sentence = asked.claim.sentence
    told = any(line.claim.sentence == sentence for line in case.lines)
    opposed = any(sentence in (pair.one.sentence, pair.other.sentence) for pair in frame.doctrine.oppositions)
    if told or opposed:
        return None

    def silent() -> Ruling:
        return _silent(library, frame, case, asked, propagating, made, late)

    # Nothing of the case has a part in it but who is in it.
    return made.once(("silent", asked, propagating, late), silent) if made else silent()


def _silent(
    library: Library,
    frame: Frame,
    case: Case,
    asked: Asked,
    propagating: bool,
    made: Instances | None,
    late: str,
) -> Ruling:
    sentence = asked.claim.sentence
    act = frame.sentences[sentence].kind is SentenceKind.ACT
    option = asked.claim.options[0] if act and asked.claim.options else ""
    grounded = alone(frame, case, asked.claim, option, made)
    atom = grounded.atom(asked.claim, option)
    theory = asked_of(grounded.theory, atom, grounded)
    silent = Outcome(None, Status.SILENT, Because.NO_RULE)
    words = theory.words(atom)[0]
    obstacle = WhyNot(Obstacle.NO_RULE, speech(grounded).unsaid(words, theory.atoms[atom]), literal=words)
    return _ruling(
        library,
        asked,
        grounded,
        theory,
        silent,
        ((), (obstacle,)),
        known=silent,
        settled=True,
        possible=(Possible(silent, 1, 1),),
        settled_by=(Settling((), silent),),
        propagating=propagating,
        anachronism=late,
    )


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
    words = words_of(plain, asked)
    if word != "any" and word not in words:
        return NoSuchWord(tuple(words))
    wanted = list(words.values()) if word == "any" else [words[word]]
    found = dict.fromkeys(o for mask in wanted for o in why_not(plain.evaluated, Literal(plain.atom, mask)))
    return replace(ruling, why=(), why_not=tuple(found))


def _impossible(heard: Sequence[Heard]) -> Iterator[tuple[str, ...]]:
    for h in heard:
        spoken = speech(h.grounded)
        for literals in h.judgment.impossible:
            yield tuple(spoken.literal(one, h.grounded.theory.atoms[one.atom]) for one in literals)
        for name in h.grounded.contradictions:
            yield tuple(spoken.claim(line.claim) for line in h.grounded.given[name])


# --------------------------------------------------------------------------- one answer, or one for each account


def _agreed(
    library: Library, asked: Asked, told: Told, dropped: tuple[tuple[str, ...], ...], turning: bool, late: str
) -> Ruling:
    """All accounts say the same (or there is one): explained on what is agreed, where that already decides."""
    plain, heard = told.plain, told.possible
    judgment = heard[0].judgment
    same = (plain.judgment.final, plain.judgment.settled) == (judgment.final, judgment.settled)
    shown = plain if same and not plain.judgment.impossible else heard[0]
    shown = shown.in_full if turning else shown
    return _ruling(
        library,
        asked,
        shown.grounded,
        shown.theory,
        said(shown, asked, judgment.final),
        grounds(shown.evaluated, shown.matter, shown.judgment),
        known=said(shown, asked, shown.judgment.known),
        settled=judgment.settled,
        possible=tuple(
            Possible(said(shown, asked, answer), count, shown.judgment.total)
            for answer, count in shown.judgment.possible
        ),
        accounts=tuple(under(h, asked) for h in heard if h.account.follows),
        dropped_accounts=dropped,
        complete=shown.judgment.complete and shown.judgment.surveyed,
        cases=shown.judgment.cases,
        propagating=shown.matter.propagating,
        anachronism=late,
        **unknown(shown, asked),
    )


def _divided(
    library: Library, asked: Asked, told: Told, dropped: tuple[tuple[str, ...], ...], turning: bool, late: str
) -> Ruling:
    """D16: the accounts differ, and the ruling is given under each."""
    parts: list[Reason] = []
    each_says: list[UnderAccount] = []
    heard = tuple(h.in_full for h in told.possible) if turning else told.possible
    for h in heard:
        reasons, obstacles = grounds(h.evaluated, h.matter, h.judgment)
        told_so = under(h, asked)
        titles = tuple(library.sources[t].title if t in library.sources else t for t in told_so.follows)
        each_says.append(replace(told_so, deciding=tuple(dict.fromkeys(deciding(reasons))), titles=titles))
        words = each_says[-1].outcome
        tellers = joined(" and ", (library.sources[t].title if t in library.sources else t for t in h.account.tellers))
        says = words.value or words.status.value
        text = phrase("according to {tellers}: {says}", tellers=tellers, says=says)
        parts.append(Reason(ReasonKind.ACCOUNT, text, parts=reasons, why_not=obstacles))
    final = Outcome(None, Status.CONTESTED, Because.ACCOUNTS)
    each = [unknown(h, asked) for h in heard]
    return _ruling(
        library,
        asked,
        heard[0].grounded,
        heard[0].theory,
        final,
        (tuple(parts), ()),
        known=final,
        settled=all(h.judgment.settled for h in heard),
        accounts=tuple(each_says),
        dropped_accounts=dropped,
        turns_on=tuple(dict.fromkeys(t for one in each for t in one["turns_on"])),
        turns_on_atoms=tuple(dict.fromkeys(t for one in each for t in one["turns_on_atoms"])),
        propagating=heard[0].matter.propagating,
        anachronism=late,
    )


def _ruling(
    library: Library, asked: Asked, grounded: Grounded, theory: Theory, final: Outcome, why: Grounds, **more: Any
) -> Ruling:
    """What every ruling carries, whether the accounts agree or not, and the fields it has ``more``."""
    frame, spoken = grounded.frame, speech(grounded)
    reasons, obstacles = why
    rules = tuple(dict.fromkeys(deciding(reasons)))
    decisive = [r for r in frame.doctrine.rules if r.id in rules] if rules else []
    cites = tuple(dict.fromkeys(c for r in decisive for c in r.cites))
    return Ruling(
        attributed=attribute(library, frame.doctrine, final, cites, decisive),
        question=asked.question,
        sentence=asked.claim.sentence,
        about=spoken.claim(asked.claim),
        entities=tuple(str(a) for a in asked.claim.arguments),
        option=asked.claim.options[0] if asked.claim.options else "",
        readings=tuple((r, frame.reading[r]) for r in _concerned(frame, asked.claim.sentence)),
        without=tuple(sorted(frame.without)),
        case_lines=grounded.beside,
        case_words=tuple(spoken.claim(line.claim) for line in grounded.beside),
        calendars=tuple(dict.fromkeys(calendars(grounded, theory))),
        why=reasons,
        why_not=obstacles,
        sources=tuple(dict.fromkeys(sources(reasons))),
        deciding=rules,
        claim=asked.claim,
        **more,
    )


def _concerned(frame: Frame, sentence: str) -> tuple[str, ...]:
    """The readings that can matter to the sentence."""
    return frame.once(("readings", sentence), lambda: concerned(frame.doctrine, (sentence,)))
