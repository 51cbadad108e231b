"""Two versions of a doctrine in one library, so that they can be set side by side; and what of their blocks differs.

The older takes a name of its own. A sentence is one in both where its declarations agree in all that rules can depend
on (kind, slots, choice or measure, the mark of force); the newer's words then stand for both. Where they do not agree
the older one is a sentence of its own. What the older alone declares (sentences, types, questions, sources, cases) is
added to the library. What either declares impossible no case shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from siyar.framing import frame
from siyar.language.unparse import Block, print_block
from siyar.model import Case, Claim, Dimension, Doctrine, Library, Precedent, Question, Sentence, Type
from siyar.source import Span

T = TypeVar("T")

#: What the older version is called where both have one id.
OLDER = "@old"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions in one library, by the ids they have there."""

    library: Library
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A block that differs, in canonical form: added where ``before`` is empty, removed where ``after`` is.

    ``kind``: "rule", "reading" and the like; "priority", said in a sentence; "header", a line of the file's head.
    """

    kind: str
    id: str
    before: str
    after: str


# --------------------------------------------------------------------------- one library for both


def side_by_side(old: Library, old_id: str, new: Library, new_id: str) -> Pair:
    """The newer library with the older version in it; titles that are the same are marked old and new."""
    earlier, later = old.doctrines[old_id], new.doctrines[new_id]
    name = old_id if old_id not in new.doctrines else old_id + OLDER
    if old is new and old_id != new_id:
        return Pair(new, old_id, new_id)
    library = put_in(old, old_id, new, name, versions_of=new_id)
    if earlier.title == later.title:
        moved = replace(library.doctrines[name], title=f"{earlier.title} [old]")
        later = replace(later, title=f"{later.title} [new]")
        library = replace(library, doctrines={**library.doctrines, name: moved, new_id: later})
    return Pair(library, name, new_id)


def put_in(
    old: Library, id: str, new: Library, name: str, *, versions_of: str = "", to_the_letter: bool = False
) -> Library:
    """A library with a doctrine of another library in it, under a name of its own.

    ``versions_of``: the doctrine whose sentences those of the one put in are, where they are declared alike.
    ``to_the_letter``: a sentence is one in both only where it also has the same words.
    """
    moving = old.doctrines[id]
    names = _sentence_names(old, moving, new, versions_of, name, _words if to_the_letter else shape)
    cases = {
        of: of if of not in new.cases or _same_case(case, new.cases[of]) else f"{of}{OLDER}"
        for of, case in old.cases.items()
    }
    known = new.sentences()
    own = tuple(
        replace(renamed(s, names), home=name) for of, s in old.sentences().items() if names.get(of, of) not in known
    )
    asked = new.questions()
    questions = tuple(
        replace(q, home=name, about=tuple(names.get(s, s) for s in q.about))
        for of, q in old.questions().items()
        if of not in asked
    )
    types = tuple(t for n, t in old.types().items() if n not in new.types())
    impossible = {i.id: i for v in old.vocabularies.values() for i in v.impossible}
    shared = {i.id for v in new.vocabularies.values() for i in v.impossible}
    moved = replace(
        _of_cases(renamed(moving, names), cases),
        id=name,
        sentences=own,
        own_questions=questions,
        types=(*moving.types, *(t for t in types if t not in moving.types)),
        impossible=renamed((*moving.impossible, *(i for i in impossible.values() if i.id not in shared)), names),
    )
    older_cases = {
        cases[of]: replace(case, id=cases[of]) for of, case in old.cases.items() if cases[of] not in new.cases
    }
    return Library(
        vocabularies=new.vocabularies,
        sources={**old.sources, **new.sources},
        doctrines={**new.doctrines, name: moved},
        cases={**new.cases, **renamed_cases(older_cases, names)},
        expectations=new.expectations,
        case_sentences=new.case_sentences,
        shown=new.shown,
    )


def _sentence_names(
    old: Library, moving: Doctrine, new: Library, versions_of: str, name: str, declared: Callable[[Sentence], object]
) -> dict[str, str]:
    """What sentences of the older library are called in the newer; those that keep their name are left out.

    One keeps it where both are ``declared`` alike.
    """
    known = new.sentences()
    spoken = {_words(s): s.id for s in known.values() if s.home == versions_of}
    names: dict[str, str] = {}
    for id, sentence in old.sentences().items():
        there = known.get(id)
        if there is not None and declared(sentence) == declared(there):
            continue
        if sentence.home == moving.id and (same := spoken.get(_words(sentence))):
            names[id] = same
        elif there is not None:
            names[id] = f"{name}/{id.rpartition('/')[2]}{'' if sentence.home != moving.id else OLDER}"
    return {id: to for id, to in names.items() if id != to}


def shape(sentence: Sentence) -> object:
    """All of a sentence that what follows from it can depend on."""
    choice = sentence.choice.options if sentence.choice else ()
    measure = sentence.measure.kind if sentence.measure else ""
    return (
        sentence.kind,
        tuple((slot.type, slot.name) for slot in sentence.slots),
        choice,
        measure,
        sentence.force,
        bool(sentence.opposite),
        sentence.since,
        sentence.once,
    )


def _words(sentence: Sentence) -> object:
    return shape(sentence), sentence.text


def _same_case(one: Case, other: Case) -> bool:
    return (one.entities, one.lines, one.events) == (other.entities, other.lines, other.events)


def renamed(value: T, names: Mapping[str, str]) -> T:
    """The value with sentences called otherwise wherever it speaks of them."""
    if not names:
        return value
    found: Any = value
    if isinstance(found, tuple):
        each = tuple(renamed(one, names) for one in found)
        return value if each == found else each  # type: ignore[return-value]  # a tuple of the same types
    if not is_dataclass(found) or isinstance(found, type | Span):
        return value
    changed = {
        f.name: after
        for f in fields(found)
        if f.init and (after := renamed(before := getattr(found, f.name), names)) is not before
    }
    match found:
        case Claim():
            changed["sentence"] = names.get(found.sentence, found.sentence)
        case Sentence():
            changed["id"] = names.get(found.id, found.id)
        case Dimension():
            changed["of"] = names.get(found.of, found.of)
        case Question():
            changed["about"] = tuple(names.get(id, id) for id in found.about)
    made: Any = replace(found, **changed) if changed else found
    return made  # type: ignore[no-any-return]  # of the same type


def renamed_cases(cases: Mapping[str, Case], names: Mapping[str, str]) -> dict[str, Case]:
    """The cases with sentences called otherwise."""
    return {id: renamed(case, names) for id, case in cases.items()}


def _of_cases(doctrine: Doctrine, cases: Mapping[str, str]) -> Doctrine:
    precedents = tuple(replace(p, case=cases.get(p.case, p.case)) for p in doctrine.precedents)
    return replace(doctrine, precedents=precedents)


# --------------------------------------------------------------------------- what of the blocks differs


def edits(old: Library, old_id: str, new: Library, new_id: str) -> tuple[Edit, ...]:
    """The blocks added, removed and changed by what is printed of them, kind by kind; then priorities and the header.

    A block under another id that is otherwise the same, to the letter, is one that was changed.
    """
    before, after = dict(_printed(old, old_id)), dict(_printed(new, new_id))
    found: list[Edit] = []
    gone = {key: words for key, words in before.items() if key not in after}
    come = {key: words for key, words in after.items() if key not in before}
    for key, words in list(gone.items()):
        same = [k for k, w in come.items() if k[0] == key[0] and _without_id(w) == _without_id(words)]
        if same:
            found.append(Edit(key[0], f"{key[1]} → {same[0][1]}", words, come.pop(same[0])))
            del gone[key]
    found += [Edit(kind, id, words, "") for (kind, id), words in gone.items()]
    found += [Edit(kind, id, "", words) for (kind, id), words in come.items()]
    found += [Edit(*key, words, after[key]) for key, words in before.items() if key in after and after[key] != words]
    order = {kind: place for place, kind in enumerate(_KINDS)}
    found.sort(key=lambda edit: (order[edit.kind], not edit.before, not edit.after))
    return (*found, *_priorities(old, old_id, new, new_id), *_header(old.doctrines[old_id], new.doctrines[new_id]))


_KINDS = (
    "rule",
    "scope",
    "reading",
    "precedent",
    "evidence",
    "factor",
    "dimension",
    "opposition",
    "principle",
    "impossible",
    "sentence",
    "type",
    "question",
)


def _printed(library: Library, id: str) -> Iterator[tuple[tuple[str, str], str]]:
    doctrine, sentences = library.doctrines[id], library.sentences()
    groups: tuple[Iterable[Block], ...] = (
        doctrine.rules,
        doctrine.scopes,
        doctrine.readings,
        doctrine.precedents,
        doctrine.evidence,
        doctrine.factors,
        doctrine.dimensions,
        doctrine.oppositions,
        doctrine.principles,
        doctrine.impossible,
        doctrine.sentences,
        doctrine.types,
        doctrine.own_questions,
    )
    for kind, blocks in zip(_KINDS, groups, strict=True):
        for block in blocks:
            name = block.name if isinstance(block, Type) else str(getattr(block, "id", ""))
            names: dict[str, str] = {}
            if isinstance(block, Precedent) and block.case in library.cases:
                names = {e.name: e.short for e in library.cases[block.case].entities if e.short}
            yield (kind, name.rpartition("/")[2]), print_block(block, sentences, names=names)


def _without_id(words: str) -> str:
    return words.partition("\n")[2]


def _priorities(old: Library, old_id: str, new: Library, new_id: str) -> Iterator[Edit]:
    """Priorities between rules that both have, wherever they come from, under the readings taken by default."""
    both = {r.id for r in old.doctrines[old_id].rules} & {r.id for r in new.doctrines[new_id].rules}
    before, after = (
        {pair: p.origin for pair, p in frame(lib.doctrines[id], lib).priorities.items() if both.issuperset(pair)}
        for lib, id in ((old, old_id), (new, new_id))
    )
    for pair in dict.fromkeys((*before, *after)):
        if before.get(pair) != after.get(pair):
            words = tuple(
                f"{pair[0]} prevails over {pair[1]}: {by[pair]}" if pair in by else "" for by in (before, after)
            )
            yield Edit("priority", f"{pair[0]} > {pair[1]}", *words)


def _header(old: Doctrine, new: Doctrine) -> Iterator[Edit]:
    """The lines of the head that say what is ruled on, how it is read and whether precedents count."""
    said: dict[str, Callable[[Doctrine], str]] = {
        "questions": lambda d: ", ".join(sorted(d.questions)),
        "readings": lambda d: ", ".join(f"{r}: {o}" for r, o in sorted(d.chosen)),
        "precedents": lambda d: d.prevailing.value if d.prevailing else "",
        "uses": lambda d: ", ".join(d.uses),
    }
    for key, words in said.items():
        before, after = words(old), words(new)
        if before != after:
            yield Edit("header", key, f"{key}: {before}" if before else "", f"{key}: {after}" if after else "")
