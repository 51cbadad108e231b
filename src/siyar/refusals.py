"""What keeps a case from being asked: names that name nothing, with the nearest there is; a case that cannot be.

>>> unknown("case", "quzman", ["quzman-at-uhud", "hudaybiyya"]).help
'did you mean `quzman-at-uhud`?'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from siyar.diagnostics import Diagnostic
from siyar.hearing import Asked, ImpossibleCase
from siyar.model import Case, Doctrine, Library
from siyar.phrase import CHAIN, Phrase, chain, joined, phrase

#: Names listed where none is near.
LISTED = 12

#: Advice for a terminal, which pages and answers to programs leave out.
_ALL = " (`siyar list {kind}s` shows all)"
_OWN = "; your own files are read with `--with FILE` or `--with FOLDER`"


def unknown(kind: str, id: str, among: Iterable[str]) -> Diagnostic:
    """R009: an id that names nothing of a kind, with the nearest one, or else some of those there are."""
    known = sorted(among)
    holding = [name for name in known if len(id) > 2 and id.lower() in name]
    near = holding[:1] or get_close_matches(id, known, n=1, cutoff=0.65)
    listed = ", ".join(known[:LISTED]) + (" …" if len(known) > LISTED else "")
    if near:
        help: str = phrase("did you mean `{near}`?", near=near[0])
    else:
        one_of_many = kind in ("case", "doctrine", "question", "source") and len(known) > LISTED
        help = chain(
            phrase("there is {names}", names=listed) if listed else phrase("there is none"),
            Phrase(_ALL.format(kind=kind), _ALL, {"kind": kind}) if one_of_many else "",
            Phrase(_OWN, _OWN, {}) if "case" in kind or kind == "doctrine" else "",
        )
    return Diagnostic("R009", phrase("there is no {kind} `{id}`", kind=kind, id=id), help=help)


def without_commands(problem: Diagnostic) -> Diagnostic:
    """The same without advice that only a terminal can follow, for who reads it in a browser or a program.

    >>> without_commands(unknown("case", "none-such", [])).help
    'there is none'
    """
    help = problem.help
    if not isinstance(help, Phrase) or help.template != CHAIN:
        return problem
    kept = (part for part in help.parts.values() if not (isinstance(part, Phrase) and part.template in (_ALL, _OWN)))
    return replace(problem, help=chain(*kept))


def unknown_ids(kind: str, ids: Iterable[str], among: Iterable[str]) -> Iterator[Diagnostic]:
    """R009 for each of the ids that is not among those known."""
    known = dict.fromkeys(among)
    return (unknown(kind, id, known) for id in ids if id not in known)


def unknown_readings(
    doctrines: Mapping[str, Doctrine], reading: Mapping[str, Mapping[str, str]]
) -> Iterator[Diagnostic]:
    """R009 and R007: doctrines, readings and options chosen that are not there."""
    for id, chosen in reading.items():
        if id not in doctrines:
            yield unknown("doctrine", id, doctrines)
            continue
        options = {r.id: [o.id for o in r.options] for r in doctrines[id].readings}
        for name, option in chosen.items():
            if name not in options:
                yield unknown("reading", name, options)
            elif option not in options[name]:
                message = f"reading `{name}` has no option `{option}`"
                yield Diagnostic("R007", message, help=f"it has {', '.join(options[name])}")


def unknown_grounds(doctrines: Iterable[Doctrine], without: Iterable[str]) -> Iterator[Diagnostic]:
    """R009: rules, precedents and evidence to be taken away that none of the doctrines has; see `own_grounds`."""
    known: dict[str, None] = {}
    for doctrine in doctrines:
        own = [e.id for e in doctrine.evidence] + [p.id for p in doctrine.precedents] + [r.id for r in doctrine.rules]
        known |= dict.fromkeys((*own, *(f"{doctrine.id}/{id}" for id in own)))
    for id in without:
        if id not in known:
            alike = [name for name in known if ("/" in name) == ("/" in id)]
            yield unknown("rule, precedent or evidence", id, alike)


def own_grounds(doctrine: str, without: Iterable[str]) -> tuple[str, ...]:
    """What is taken away from one doctrine: an id alone is meant of every doctrine, ``doctrine/id`` of that one.

    >>> own_grounds("manual", ["seal", "manual/toll", "letter/toll"])
    ('seal', 'toll')
    """
    parted = (name.rpartition("/") for name in without)
    return tuple(id for home, _, id in parted if home in ("", doctrine))


def impossible_case(case: Case, found: ImpossibleCase) -> Diagnostic:
    """C001: what of the case cannot hold together."""
    sets = [joined(" and ", (chain("`", words, "`") for words in one)) for one in found.sets]
    return Diagnostic(
        "C001",
        phrase(
            "no case can be as `{case}` is given: {sets} cannot hold together",
            case=case.id,
            sets=joined(phrase("; or "), sets),
        ),
        case.span,
        help=phrase("mend one of these lines, or make it `contested` between those who tell it"),
    )


def towards_force(library: Library, asked: Asked) -> bool:
    """Whether the sentence is an act of force, or a concept of one question with it that rules about it need."""
    id, sentences = asked.claim.sentence, library.sentences()
    if sentences[id].force:
        return True
    beside = library.questions()[asked.question].about if asked.question else ()
    acts = {other for other in beside if sentences[other].force}
    return any(
        claim.sentence == id
        for doctrine in library.doctrines.values()
        for rule in doctrine.rules
        if any(head.sentence in acts for head in rule.heads)
        for condition in (*rule.when, *rule.unless)
        for claim in condition.alternatives
    )
