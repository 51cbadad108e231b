"""`expect` blocks, run: a doctrine's own word on what it rules. A miss is an error of `siyar check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from siyar.asking import choices_of, favoured
from siyar.conclusion import Status
from siyar.diagnostics import Diagnostic
from siyar.hearing import Asked, ImpossibleCase, Outcome, Ruling
from siyar.model import Claim, Expectation

if TYPE_CHECKING:
    from siyar.workbench import Workbench


def run(bench: Workbench, within: tuple[Path, ...] = ()) -> tuple[Diagnostic, ...]:
    """Every expectation of the library, or of the files and folders named; the misses."""
    return tuple(miss for doctrine, e in expectations(bench, within) for miss in misses(bench, doctrine, e))


def expectations(bench: Workbench, within: tuple[Path, ...] = ()) -> Iterator[tuple[str, Expectation]]:
    """All of them, or those of the files and folders named, each with the doctrine it is about."""
    written = [(d.id, e) for d in bench.library.doctrines.values() for e in d.expectations]
    written += [("", e) for e in bench.library.expectations]
    for home, expectation in written:
        name = expectation.span.text.name if expectation.span else ""
        if not within or any(name == p.as_posix() or name.startswith(p.as_posix() + "/") for p in within):
            yield expectation.doctrine or home, expectation


def misses(bench: Workbench, doctrine: str, expected: Expectation) -> Iterator[Diagnostic]:
    """What one expectation of a doctrine misses; nothing where it is met."""
    label = f"{expected.question} in {expected.case}"
    case = bench.library.cases.get(expected.case)
    if case is None or doctrine not in bench.library.doctrines or expected.question not in bench.questions:
        return  # reported by the reader as an unknown id
    claim = _claim(bench, expected)
    if claim is None:
        yield _miss(expected, f"`{label}` finds nobody in the case it could be about", "name an entity with `for`")
        return
    ruling = bench.hear(doctrine, case, Asked(expected.question, claim), dict(expected.reading))
    if isinstance(ruling, ImpossibleCase):
        if expected.status == "impossible":
            return
        yield _miss(expected, f"`{label}` cannot be heard: the case is impossible", "see C001")
        return
    yield from _differences(bench, expected, ruling, label, doctrine)


def _claim(bench: Workbench, expected: Expectation) -> Claim | None:
    """The sentence written out; else the first of the question, of the entity named, else of the most spoken of."""
    if expected.about is not None:
        return replace(expected.about, modality=None, span=None)
    case = bench.library.cases[expected.case]
    sentence = bench.sentences[bench.questions[expected.question].about[0]]
    choices = choices_of(bench.library, case, sentence)
    if expected.entity:
        names = {e.name for e in case.entities if expected.entity in (e.name, e.short)}
        choices = [c for c in choices if names & set(c.arguments)]
    return next(iter(favoured(case, choices)), None)


def _differences(
    bench: Workbench, expected: Expectation, ruling: Ruling, label: str, doctrine: str
) -> Iterator[Diagnostic]:
    found, settled = ruling.outcome, ruling.settled
    if expected.account:
        under = [a for a in ruling.accounts if set(expected.account) <= set(a.tellers)]
        if not under:
            told = " or ".join(", ".join(a.tellers) for a in ruling.accounts) or "nobody"
            yield _miss(expected, f"`{label}`: no account follows {', '.join(expected.account)}", f"told by {told}")
            return
        found, settled = under[0].outcome, under[0].settled
    title = bench.library.doctrines[doctrine].title
    if said(found) != expected.status:
        because = f" ({found.because.value})" if found.because else ""
        rules = f", by {', '.join(ruling.deciding)}" if ruling.deciding else ""
        yield _miss(
            expected,
            f"`{label}` is `{said(found)}`{because}, not `{expected.status}`",
            f"{title}, {ruling.about}{rules}",
        )
        return
    if expected.settled is not None and expected.settled != settled:
        yield _miss(expected, f"`{label}` is {'settled' if settled else 'not settled'}", _turns(ruling))
    if expected.because and (found.because is None or found.because.value != expected.because):
        actual = found.because.value if found.because else "ruled"
        yield _miss(expected, f"`{label}` is so because: {actual}, not `{expected.because}`", title)
    lacking = [rule for rule in expected.by if rule not in ruling.deciding]
    if lacking:
        by = ", ".join(ruling.deciding) or "no rule"
        yield _miss(expected, f"`{label}` is decided by {by}, not by {', '.join(lacking)}", title)
    for name, want, have in (("holds", expected.holds, found.holds), ("between", expected.between, found.between)):
        if want and set(want) != set(have):
            yield _miss(expected, f"`{label}`: {name} {', '.join(have) or 'nothing'}, not {', '.join(want)}", title)
    for wanted in expected.turns_on:
        atoms = {_key(claim) for claim in wanted}
        sets = [{_bare(atom) for atom in one} for one in ruling.turns_on_atoms]
        if atoms not in sets:
            yield _miss(expected, f"`{label}` does not turn on what is expected", _turns(ruling))


def said(outcome: Outcome) -> str:
    """The word an expectation uses: the value, or silent, contested, open."""
    return outcome.value if outcome.status is Status.RULED and outcome.value else outcome.status.value


def _key(claim: Claim) -> str:
    return f"{claim.sentence}({', '.join(str(a) for a in claim.arguments)})"


def _bare(atom: str) -> str:
    """The atom of a comparison of two quantities counts as the first."""
    return atom[: atom.index(")") + 1] if ")" in atom else atom


def _turns(ruling: Ruling) -> str:
    sets = "; ".join(" together with ".join(one) for one in ruling.turns_on)
    return f"it turns on {sets}" if sets else "it turns on nothing that is unknown"


def _miss(expected: Expectation, message: str, help: str) -> Diagnostic:
    return Diagnostic("E001", message, expected.span, help=help)
