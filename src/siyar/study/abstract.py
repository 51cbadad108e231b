"""A case of nobody in particular: one entity for each kind of party that a question and its rules speak of (D25).

A type with subtypes (Party, Polity) is no kind by itself: whoever fills it is of one of its subtypes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from siyar.framing import is_a
from siyar.model import Case, Claim, Doctrine, Entity, Library, Rule, Type, Variable

#: What polities and everybody else are called, in turn.
_LANDS = ("Northland", "Southland", "Eastland", "Westland")
NOTHING: Mapping[str, str] = MappingProxyType({})
_SIDES = ("Northern", "Southern", "Eastern", "Western")


def kinds(library: Library, question: str, main: str = "") -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The slots of the question's first sentence that several kinds can fill: (type, its kinds).

    ``main``: another sentence of the question, in the place of its first.
    """
    types = library.types(library.questions()[question].home)
    slots = dict.fromkeys(slot.type for slot in _main(library, question, main))
    return tuple((name, leaves) for name in slots if len(leaves := _leaves(types, name, slots)) > 1)


def abstract_case(
    library: Library,
    questions: Sequence[str],
    doctrines: Sequence[str],
    *,
    filled: Mapping[str, str] | None = None,
    main: str = "",
) -> Case:
    """A case with whom the questions need, of whom nothing is said.

    ``filled``: for a type of `kinds`, the kind that fills it; without it the first. A second entity of a kind is there
    where a rule that can matter speaks of two. ``main``: a sentence of one question alone, in the place of its first.
    """
    types = _types(library, questions, doctrines)
    needed: Counter[str] = Counter()
    chosen = dict(filled or {})
    for question in questions:
        slots = [slot.type for slot in _main(library, question, main)]
        for name, leaves in kinds(library, question, main):
            chosen.setdefault(name, leaves[0])
        needed |= Counter(chosen.get(name) or _leaf(types, name, {}) for name in slots)
    for speaks_of in _reached(library, questions, doctrines, main):
        for_one = (chosen.get(v.type) or _leaf(types, v.type, needed, chosen) for v in speaks_of)
        needed |= Counter(for_one)
    counts = {name: needed[name] for name in types if needed[name]}  # in the order of the library
    entities = tuple(_entities(types, counts))
    written = (_said(library, types, question, chosen, entities, main) for question in questions)
    asks: list[str | Claim] = [*questions, *(claim for claim in written if claim is not None)]
    return Case("an-abstract-case", "An abstract case", entities, (), asks=tuple(asks))


def _types(library: Library, questions: Sequence[str], doctrines: Sequence[str]) -> Mapping[str, Type]:
    """The types of those who ask and of those who are asked, in the order of the library."""
    known = library.questions()
    homes = dict.fromkeys([*(known[q].home for q in questions), *doctrines])
    found = {name: type for home in homes for name, type in library.types(home).items()}
    return {name: found[name] for name in library.types() if name in found}


def _said(
    library: Library,
    types: Mapping[str, Type],
    question: str,
    chosen: Mapping[str, str],
    entities: Sequence[Entity],
    main: str,
) -> Claim | None:
    """The question's first sentence of those it is to be about; None where it has no slots or a choice of acts."""
    left, who = list(entities), list[str]()
    sentence = library.sentences()[main or library.questions()[question].about[0]]
    for slot in _main(library, question, main):
        kind = chosen.get(slot.type) or _leaf(types, slot.type, {e.type: 1 for e in left})
        fits = next((e for e in left if e.type == kind), None)
        if fits is None:
            return None
        left.remove(fits)
        who.append(fits.name)
    return Claim(sentence.id, tuple(who)) if who and sentence.choice is None else None


def _main(library: Library, question: str, main: str) -> tuple[Variable, ...]:
    about = (main,) if main else library.questions()[question].about
    return tuple(Variable(s.type, s.name) for s in library.sentences()[about[0]].slots) if about else ()


def _leaves(types: Mapping[str, Type], name: str, beside: Iterable[str]) -> tuple[str, ...]:
    """The kinds of a type that have no subtypes, without those that fill a slot of their own beside it."""
    found = [t for t in types if is_a(types, t, name) and not any(other.is_a == t for other in types.values())]
    return tuple(t for t in found if t == name or t not in beside)


def _leaf(types: Mapping[str, Type], name: str, there: Mapping[str, int], chosen: Mapping[str, str] = NOTHING) -> str:
    """A kind that fills a type: one chosen for a wider type, or one that is there, or else the first.

    ``chosen``: of a question about any Party, put of a Counterpart, a rule about any Polity speaks of a Counterpart.
    """
    leaves = _leaves(types, name, ())
    wider = (kind for of, kind in chosen.items() if kind in leaves and is_a(types, name, of))
    return next(wider, None) or next((t for t in leaves if there.get(t)), leaves[0] if leaves else name)


def _reached(
    library: Library, questions: Sequence[str], doctrines: Sequence[str], main: str
) -> Iterator[tuple[Variable, ...]]:
    """Of the rules of the doctrines from which the first sentences of the questions can be reached: of whom each
    speaks, its scope included."""
    known = library.questions()
    for id in doctrines:
        doctrine = library.doctrines[id]
        wanted = {main} if main else {known[q].about[0] for q in questions if known[q].about}
        left = list(doctrine.rules)
        grew = True
        while grew:
            now = [rule for rule in left if any(head.sentence in wanted for head in rule.heads)]
            grew = bool(now)
            for rule in now:
                left.remove(rule)
                wanted |= {claim.sentence for claim in _claims(rule, doctrine)}
                yield _variables(rule, doctrine)


def _claims(rule: Rule, doctrine: Doctrine) -> Iterator[Claim]:
    scopes = [c for s in doctrine.scopes if rule.id in s.rules for c in (*s.when, *s.unless)]
    for condition in (*rule.when, *rule.unless, *scopes):
        for claim in condition.alternatives:
            yield claim
            if claim.comparison and isinstance(claim.comparison.than, Claim):
                yield claim.comparison.than


def _variables(rule: Rule, doctrine: Doctrine) -> tuple[Variable, ...]:
    claims = (*rule.heads, *_claims(rule, doctrine))
    return tuple(dict.fromkeys(term for claim in claims for term in claim.arguments if isinstance(term, Variable)))


def _entities(types: Mapping[str, Type], counts: Mapping[str, int]) -> Iterator[Entity]:
    lands = iter(_LANDS)
    for name, count in counts.items():
        for place in range(count):
            land = next(lands, "") if is_a(types, name, "Polity") else ""
            side = _SIDES[place] if place < len(_SIDES) else f"{place + 1}th"
            yield Entity(land or _by_side(side, name), name)


def _by_side(side: str, type: str) -> str:
    return f"the {side} {type}"


def names_given(types: Mapping[str, Type]) -> Iterator[str]:
    """Every name an abstract case gives, of up to four of each kind of party: lands, and others by their side."""
    yield from _LANDS
    for name in types:
        if not is_a(types, name, "Polity") and name in _leaves(types, name, ()):
            yield from (_by_side(side, name) for side in _SIDES)
