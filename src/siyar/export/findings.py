"""The page of findings: reported rulings, who is said to have ruled, and what doctrines say of the same sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from siyar.conclusion import Because, Status
from siyar.export.accounts import cites_of, followed, whoever
from siyar.export.citing import bracket, teller
from siyar.export.sheet import Block, Heading, Item, Sheet, Table
from siyar.export.wording import SEEN, capital, clause, dated, listed, missing, named
from siyar.hearing import Beside, Outcome, Ruling, attribute
from siyar.language.conversion import converted
from siyar.model import Case, Library
from siyar.study.reports import Report, Said

TITLE = "What jurists are reported to have held, beside the doctrines"
MATCH, MISMATCH = "match", "mismatch: a finding about the encoding or the report"
WORDS = {
    Beside.SAME: MATCH,
    Beside.FURTHER: f"{MATCH} (the same and more)",
    Beside.ROOM: "neither: it says less, and leaves room for the report",
    Beside.APART: MISMATCH,
    Beside.NONE: "nothing to set beside the report",
}


def findings_sheet(reports: Iterable[Report], library: Library) -> Sheet:
    """A chapter for each case, a table for each report in it."""
    doctrines = library.doctrines.values()
    blocks: list[Block] = [
        Heading(TITLE, 1),
        Item(
            "Made of the cases that report what somebody ruled. A mismatch is a finding about the encoding, about the "
            "report, or about how the case was put into sentences; where who is reported was of another school or "
            "another century, it may be no more than that two works differ. It says nothing about the tradition, and "
            "nothing about who was right. The rule by which the doctrine parts from the report is named."
        ),
        Item(
            "Each doctrine stands in the readings it takes by default, with its date or, where it was formulated after "
            "the case, with that: what it then says of the case is an anachronism. A digest of a school holds works of "
            "many centuries, and a jurist of the time need not have gone by it."
        ),
        Item(
            "Where a case is told in several ways and the report is one of the tellers, doctrines are heard on the "
            "facts as it has them; elsewhere as each teller has them, who is named on the line."
        ),
        Item(
            "The doctrines: "
            + listed(sorted({f"encoded by {d.encoded_by}, reviewed by: {d.reviewed_by}" for d in doctrines}))
        ),
    ]
    for case, of_case in groupby(reports, key=lambda report: report.case):
        blocks.append(Heading(_title(case)))
        for report in of_case:
            blocks += _report(report, library)
    return tuple(blocks)


def _title(case: Case) -> str:
    date = f", {converted(case.date)}" if case.date else ""
    return f"{case.title or case.id}{date} – {case.id}"


def _report(report: Report, library: Library) -> Iterator[Block]:
    yield Heading(f"Reported: {report.words}", 3)
    for cite in report.line.cites:
        source = library.sources.get(cite.source)
        seen = f"; {SEEN[cite.seen or source.seen]}" if source else ""
        yield Item(f"Who: {teller(library, cite.source)}{seen} ({cite.source})")
    if report.own:
        yield Item("Heard on the facts as this report has them.")
    rows = tuple(row for one in report.said if not _quiet(one) for row in _rows(one, library))
    if rows:
        yield Table(("doctrine", "says", "beside the report"), rows)
    for words in dict.fromkeys(_QUIET.values()):
        if quiet := [named(one.ruling.attributed) for one in report.said if _quiet(one) == words]:
            yield Item(f"{words}: {'; '.join(quiet)}")


_LATE = "Formulated after the case, and without a ruling on it"
#: Doctrines with nothing to set beside a report share a line.
_QUIET = {
    Because.NO_RULE: "Silent, since no rule of theirs speaks of it",
    Because.NOT_ENCODED: "Not encoded yet on this question",
    None: _LATE,
}


def _quiet(one: Said) -> str:
    """The line a doctrine stands on; empty for one that has a row, as every one of the time has that is encoded."""
    if one.ruling.outcome.because in (Because.NO_RULE, Because.NOT_ENCODED):
        return _QUIET[one.ruling.outcome.because]
    nothing = all(how is Beside.NONE for _, how in one.outcomes)
    return _LATE if one.ruling.anachronism and nothing else ""


def _rows(one: Said, library: Library) -> Iterator[tuple[str, str, str]]:
    """A row for each thing the doctrine says, depending on how the case is told, and by whom."""
    ruling = one.ruling
    whose = f"{named(ruling.attributed)} ({ruling.anachronism or dated(ruling.attributed)})"
    beside = dict(one.outcomes)
    if len(beside) == 1:
        ((outcome, how),) = beside.items()
        rules = ruling.deciding if outcome == ruling.outcome else _deciding(one, outcome)
        yield whose, capital(_says(ruling, outcome, library, rules)), WORDS[how] + _by(rules, how)
        return
    for told in followed(one.accounts):
        words = f"{whoever(library, told.ways)} it {_says(ruling, told.outcome, library, told.rules)}"
        how = beside[told.outcome]
        yield whose, capital(words), WORDS[how] + _by(told.rules, how)


def _deciding(one: Said, outcome: Outcome) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule for a in one.accounts if a.outcome == outcome for rule in a.deciding))


def _by(rules: tuple[str, ...], how: Beside) -> str:
    """The rules by which it parts from the report."""
    return f" (by {listed(rules)})" if rules and how is Beside.APART else ""


def _says(ruling: Ruling, outcome: Outcome, library: Library, rules: tuple[str, ...]) -> str:
    """What is said, with the passages of the rules that decide; a doctrine without a value has none."""
    doctrine = library.doctrines[ruling.attributed.doctrine]
    cites = cites_of(library, doctrine.id, rules)
    attributed = attribute(library, doctrine, outcome, cites)
    detail = missing(ruling) if outcome.status is Status.SILENT else ""
    return f"{clause(attributed, detail)}{bracket(library, cites)}"
