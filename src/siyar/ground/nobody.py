"""Whom a case lacks for a question to be asked of it."""

from __future__ import annotations

from collections.abc import Sequence

from siyar.framing import is_a
from siyar.ground.atoms import instances
from siyar.model import Case, Library, Question

#: Before the type of somebody there is, where the question is about one more.
FURTHER = "further "


def lacking(library: Library, case: Case, questions: Sequence[Question]) -> tuple[str, ...]:
    """The types of entity that the sentences of the questions speak of and the case has none of.

    Where it has somebody of each and too few all the same, since different slots are filled by different entities, a
    "further" one of the type of the last slot of a question's first sentence.
    """
    sentences = library.sentences()
    about = [sentences[id] for q in questions for id in q.about if id in sentences]
    slots = [(library.types(s.home), slot.type) for s in about for slot in s.slots]
    none = (t for types, t in slots if not any(is_a(types, e.type, t) for e in case.entities))
    found = tuple(dict.fromkeys(none))
    if found or any(instances(library.types(s.home), case, s) for s in about):
        return found
    first = (next((sentences[id] for id in q.about if id in sentences), None) for q in questions)
    return tuple(dict.fromkeys(f"{FURTHER}{s.slots[-1].type}" for s in first if s and s.slots))


def quoted(type: str) -> str:
    """A type as `lacking` gives it, in a message: further `Party`."""
    bare = type.removeprefix(FURTHER)
    return f"{FURTHER if bare != type else ''}`{bare}`"
