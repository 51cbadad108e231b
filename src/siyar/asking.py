"""What to ask of a case: which sentences, said of whom, from a question, a name, a sentence, or what the case asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from siyar import language
from siyar.diagnostics import Diagnostic
from siyar.ground import instances, lacking, quoted
from siyar.ground.nobody import FURTHER
from siyar.hearing import Asked
from siyar.language.unparse import say
from siyar.model import Case, Claim, Library, Question, Sentence, SentenceKind


@dataclass(frozen=True, slots=True)
class ToAsk:
    """What is put to the doctrines, and what else could be (in words).

    ``optional``: sentences of a question beyond its first, shown where a doctrine asked speaks of them.
    """

    claims: tuple[Asked, ...]
    more: tuple[str, ...] = ()
    optional: frozenset[Asked] = frozenset()


def to_ask(
    library: Library,
    case: Case,
    questions: Sequence[str],
    about: str,
    *,
    everything: bool = False,
    doctrines: Sequence[str] = (),
) -> ToAsk | tuple[Diagnostic, ...]:
    """The sentences to put to doctrines.

    ``questions``: ids; without any, what the case asks, or else every question. ``about``: an entity of the case, the
    id of a sentence, or a sentence written out. Without ``everything`` a question is asked of one choice of entities:
    the one the case's own `ask` line writes out, or else the one of which the case says most. ``doctrines``: whose own
    words a sentence written out may use, besides the shared ones.
    """
    known = library.questions()
    # An act the case writes out says of whom its questions are asked, also where the user names the question.
    written = [_bare(a) for a in case.asks if isinstance(a, Claim)]
    questions = _meant(library, case, questions, doctrines)
    wanted = list(questions) or [a for a in case.asks if isinstance(a, str)]
    who, only, pointed = "", "", None
    if about:
        who = next((e.name for e in case.entities if about in (e.name, e.short)), "")
        only = about if not who and about in library.sentences() else ""
        if not who and not only:
            claim = claim_in(library, case, about, doctrines)
            if not isinstance(claim, Claim):
                return _misspelt(case, about) or tuple(_neither(case, problem) for problem in claim)
            pointed = _bare(claim)
            if library.sentences()[pointed.sentence].kind is SentenceKind.FACT:
                return (_a_fact(case, about),)
    if pointed is not None:
        return ToAsk(tuple(Asked(_home(known, pointed, wanted), c) for c in each_option(library, pointed)))
    if not wanted and not written:
        wanted = list(known)
    found = _of_questions(library, case, [known[q] for q in wanted], written, who, only, everything)
    asked = list(found.claims)
    for claim in [] if questions else written:
        if not any(same_sentence(a.claim, claim) for a in asked):
            asked += [Asked(_home(known, claim, wanted), c) for c in each_option(library, claim)]
    if not asked:
        return (_nobody(library, case, [known[q] for q in wanted], about),)
    return replace(found, claims=tuple(dict.fromkeys(asked)))


def _a_fact(case: Case, about: str) -> Diagnostic:
    help = f'ask about an act or a concept; `siyar whatif {case.id} --set "…"` shows what a fact would change'
    return Diagnostic("S004", f"`{about}` is a fact: the case says it or not, and no doctrine rules on it", help=help)


def claim_in(library: Library, case: Case, words: str, doctrines: Sequence[str]) -> Claim | tuple[Diagnostic, ...]:
    """A sentence in the names of a case: in the shared words, or else in a doctrine's own, those asked first.

    The diagnostics are of the words of the first doctrine asked, which are the shared ones and its own.
    """
    own = {sentence.home for sentence in library.sentences().values()}
    speakers = [d for d in dict.fromkeys((*doctrines, *library.doctrines)) if d in library.doctrines]
    first = language.read_claim(words, library, case=case)
    problems: tuple[Diagnostic, ...] = ()
    for id in speakers:
        if isinstance(first, Claim):
            return first
        if id in own or set(library.doctrines[id].uses) & own & set(library.doctrines):
            read = language.read_claim(words, library, case=case, doctrine=library.doctrines[id])
            if isinstance(read, Claim):
                return read
            problems = problems or (read if id in doctrines else ())
    return first if isinstance(first, Claim) else problems or first


def _of_questions(
    library: Library,
    case: Case,
    questions: Sequence[Question],
    written: Sequence[Claim],
    who: str,
    only: str,
    everything: bool,
) -> ToAsk:
    sentences = library.sentences()
    claims: list[Asked] = []
    optional: list[Asked] = []
    more: dict[str, None] = {}
    for question in questions:
        for place, id in enumerate(question.about):
            if only and id != only:
                continue
            choices = [c for c in choices_of(library, case, sentences[id]) if not who or who in c.arguments]
            named = [w for w in written if any(same_sentence(c, w) for c in choices)]  # from the side it is written
            named = [c for w in named for c in each_option(library, w)]
            shown = choices if everything or who else named or favoured(case, choices)
            asked = [Asked(question.id, c) for c in shown]
            claims += asked
            if place and not (everything or who or only):
                optional += asked
            left = [c for c in choices if not any(same_sentence(c, d) for d in shown)]
            more.update(dict.fromkeys(say(c, sentences, names=short_names(case)) for c in left))
    return ToAsk(tuple(claims), tuple(more), frozenset(optional))


def _meant(library: Library, case: Case, questions: Sequence[str], doctrines: Sequence[str]) -> list[str]:
    """The questions by their full ids: a short one is that of the words which the case, or else the doctrines, use."""
    homes = library.in_use(*((case.home, *case.uses) if case.home else doctrines))
    own = {q.id.rpartition("/")[2]: q.id for q in library.questions().values() if q.home in homes}
    return [own.get(id, id) for id in questions]


def choices_of(library: Library, case: Case, sentence: Sentence) -> list[Claim]:
    """The sentence said of everybody it can be said of in the case."""
    filled = [Claim(sentence.id, who) for who in instances(library.types(sentence.home), case, sentence)]
    return [claim for one in filled for claim in _each(sentence, one)]


def each_option(library: Library, claim: Claim) -> list[Claim]:
    """An act with a choice is one act for each option."""
    return _each(library.sentences()[claim.sentence], claim)


def _each(sentence: Sentence, claim: Claim) -> list[Claim]:
    if sentence.kind is SentenceKind.ACT and sentence.choice:
        return [replace(claim, options=(o,)) for o in claim.options or sentence.choice.options]
    return [claim]


def favoured(case: Case, choices: Sequence[Claim]) -> list[Claim]:
    """Those about the entities of which the case says most; all options of an act with a choice."""
    told = {
        claim.arguments: sum(bool(set(claim.arguments) & set(line.claim.arguments)) for line in case.lines)
        for claim in choices
    }
    best = max(told, key=lambda who: told[who], default=None)
    return [c for c in choices if c.arguments == best]


def same_sentence(one: Claim, other: Claim) -> bool:
    """Whether two claims are about the same act or concept of the same entities, from whichever side."""
    if (one.sentence, one.arguments) != (other.sentence, other.arguments):
        return False
    return not one.options or not other.options or bool(set(one.options) & set(other.options))


def short_names(case: Case) -> dict[str, str]:
    """The short names of the entities that have one, by full name."""
    return {e.name: e.short for e in case.entities if e.short}


def _bare(claim: Claim) -> Claim:
    """The act or concept, without what is said of it."""
    return replace(claim, modality=None, span=None)


def _home(known: Mapping[str, Question], claim: Claim, wanted: Sequence[str]) -> str:
    """The question a sentence belongs to, one of those wanted first."""
    return next((q for q in (*wanted, *known) if claim.sentence in known[q].about), "")


def _misspelt(case: Case, about: str) -> tuple[Diagnostic, ...]:
    """What to say of words that are nearly a name of the case; nothing for any others."""
    near = get_close_matches(about, [name for e in case.entities for name in (e.name, e.short) if name], n=1)
    if not near:
        return ()
    return (Diagnostic("R009", f"nobody in `{case.id}` is named `{about}`", help=f"did you mean `{near[0]}`?"),)


def _neither(case: Case, problem: Diagnostic) -> Diagnostic:
    """What is neither somebody of the case nor a sentence; nobody who asks can declare one on the way (S001)."""
    if problem.code != "S001" or (problem.help and problem.help.startswith("nearest")):
        return problem
    names = ", ".join(e.short or e.name for e in case.entities)
    help = f"name somebody of the case ({names}), or write out a sentence about them"
    return replace(problem, help=help if names else "write out a sentence, or the id of one")


def _nobody(library: Library, case: Case, questions: Sequence[Question], about: str) -> Diagnostic:
    types = lacking(library, case, questions)
    which = " and no ".join(quoted(t) for t in types) or "entity that fits"
    needs = ", ".join(f"`{q.id}`" for q in questions)
    help = f"bring one in with a line such as `{next(iter(types), 'Party').removeprefix(FURTHER)}  a name`"
    if about:
        help += f", or choose otherwise than by `{about}`"
    return Diagnostic("C005", f"the case `{case.id}` has no {which}, which {needs} needs", case.span, help=help)
