"""The verb of `siyar precedents`: how far past cases reach into one, for every doctrine asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from siyar.asking import claim_in, short_names, to_ask
from siyar.diagnostics import Diagnostic
from siyar.framing import frame
from siyar.hearing import Hearing
from siyar.language.unparse import say
from siyar.model import Case, Claim
from siyar.precedent import Model
from siyar.refusals import own_grounds, towards_force
from siyar.study.reach import Reach, Reached, reach
from siyar.study.variant import variant
from siyar.workbench import Workbench


def precedents(
    bench: Workbench,
    case: str | Case,
    *,
    doctrines: Sequence[str] = (),
    questions: Sequence[str] = (),
    about: str = "",
    reading: Mapping[str, Mapping[str, str]] | None = None,
    without: Sequence[str] = (),
    model: Model = Model.REASON,
    given: Sequence[str] = (),
    narrowed: bool = False,
) -> Reached | tuple[Diagnostic, ...]:
    """How far the precedents of each doctrine reach into a case. Problems: those of `Workbench.ask`, and P005.

    ``given`` are facts supposed to hold, sentences in the names of the case. Of an act of force, and of what rules
    about one turn on, no precedents are argued (docs/stance.md, line 5).
    """
    cases = [case] if isinstance(case, str) else []
    if refused := bench.refusals(cases, doctrines, questions, reading, without):
        return refused
    put = bench.library.cases[case] if isinstance(case, str) else case
    read = [claim_in(bench.library, put, words, doctrines) for words in given]
    if wrong := tuple(problem for one in read if not isinstance(one, Claim) for problem in one):
        return wrong
    told = [one for one in read if isinstance(one, Claim)]
    asked = to_ask(bench.library, put, questions, about, doctrines=doctrines)
    if isinstance(asked, tuple):
        return asked
    asking = tuple(doctrines) or bench.under_study
    decided = {p.held.sentence for id in asking for p in bench.library.doctrines[id].precedents}
    sought = [one for one in asked.claims if one not in asked.optional or one.claim.sentence in decided]
    force = [one for one in sought if towards_force(bench.library, one)]
    words = tuple(say(one.claim, bench.sentences, names=short_names(put)) for one in force)
    kept = [one for one in sought if one not in force]
    if force and not kept:
        message = f"no precedents are argued for an act of force: {'; '.join(words)}"
        return (Diagnostic("P005", message, help="ask about another act; `siyar ask` still shows what is said of it"),)
    supposed = variant(put, told) if told else put
    sitting = bench.ask(
        supposed, doctrines=doctrines, reading=reading, without=without, narrowed=narrowed, asked_of=kept
    )
    if isinstance(sitting, tuple):
        return sitting
    return Reached(
        sitting,
        tuple(_reaches(bench, supposed, hearing, reading or {}, without, model) for hearing in sitting.hearings),
        model,
        words,
        tuple(say(claim, bench.sentences, names=short_names(put)) for claim in told),
    )


def _reaches(
    bench: Workbench,
    case: Case,
    hearing: Hearing,
    reading: Mapping[str, Mapping[str, str]],
    without: Sequence[str],
    model: Model,
) -> tuple[Reach, ...]:
    found = []
    for ruling in hearing.asked:
        id = ruling.attributed.doctrine
        assert ruling.claim is not None
        # What rules say alone: where precedents count in the rulings of a doctrine, they are not in this frame.
        rules = frame(bench.library.doctrines[id], bench.library, reading.get(id), own_grounds(id, without))
        found.append(reach(bench.library, rules, case, ruling, ruling.claim, model))
    return tuple(found)
