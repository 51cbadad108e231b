"""An audit as a sheet: what was gone through, what was found, what explains it, where nothing is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from siyar.export.across import NOTHING_GIVEN, cases, of_cases, of_whom, read_with, scope_words
from siyar.export.casefile import case_file, id_of
from siyar.export.comparison import NOTHING_SAID
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Block, Heading, Item, Sheet, Table
from siyar.export.to_html import page
from siyar.export.to_markdown import markdown
from siyar.export.wording import capital, clause, encoded, listed, named
from siyar.hearing import Attributed, attribute
from siyar.language.unparse import print_block
from siyar.model import Case, Library
from siyar.phrase import chain, counted, joined, phrase
from siyar.study.audit import Audit, Finding, Kind
from siyar.study.audit.nouns import Counted, Line, Witness

MEANS = {
    Kind.CONTRADICTION: phrase("Contradictions: it states both, each without exception"),
    Kind.CONTESTED: phrase("Contested: two of its rules stand against each other, and neither sets the other aside"),
    Kind.CIRCULAR: phrase("Circular: its rules on this go in a circle"),
    Kind.NEVER_ASKED: phrase("Rules that no encoded question reaches"),
    Kind.NEVER_APPLIES: phrase("Rules that never apply"),
    Kind.ALWAYS_BEATEN: phrase("Rules over which something always prevails"),
    Kind.NEVER_DECIDES: phrase("Rules that never decide: they apply, and no ruling is another when they are taken out"),
    Kind.IDLE_PRIORITY: phrase("Priorities that never matter"),
    Kind.IDLE_READING: phrase("Readings that change nothing"),
    Kind.LIKE_OPTIONS: phrase("Options of a reading that are never apart"),
    Kind.IDLE_FACT: phrase("Facts no ruling depends on"),
    Kind.BELIED: phrase("`whether or not` that is belied: the ruling depends on it"),
    Kind.NO_PASSAGE: phrase("Sources cited without a place in them"),
    Kind.UNUSED: phrase("Declared and never used"),
    Kind.IDLE_NOTE: phrase("Notes that explain nothing that was found"),
}
UNEXPLAINED = phrase("Not explained in the encoding.")
NOTHING_FOUND = phrase("Nothing was found.")
SAID = phrase("What is said, and in how many cases nothing is")
FORCE = phrase(
    "Acts of force, and what rules about them turn on: counted, and left out of everything that says which facts or "
    "rules would make a ruling another"
)


@dataclass(frozen=True, slots=True)
class Audited:
    """Audits of doctrines, and, of a whole library, what is declared for all of them and used by none.

    ``questions``: those a user narrowed them to.
    """

    audits: tuple[Audit, ...]
    shared: tuple[Finding, ...] | None = None
    questions: tuple[str, ...] = ()


def audit_text(found: Audited, library: Library, *, width: int = 100, paint: Paint = plain) -> str:
    """What `siyar audit` prints: the sentences in a table, without the facts ranged over."""
    return lay_out(audit_sheet(found, library), width=width, paint=paint)


def audit_markdown(found: Audited, library: Library) -> str:
    """The same as Markdown, with the facts and readings ranged over."""
    return markdown(audit_sheet(found, library, full=True))


def audit_html(found: Audited, library: Library) -> str:
    """The same as a page, whole."""
    return page(audit_sheet(found, library, full=True))


def audits_page(found: Audited, library: Library) -> str:
    """The page of all audits of a library, a chapter for each doctrine."""
    intro = (
        Heading("What audits find in the shipped doctrines", 1),
        Item(
            "Each doctrine over the whole case space of its questions, as `siyar audit` goes through it. A finding is "
            "one about the encoding, or about the source: the note under it says which, as the encoding has it. "
            "Counts are of cases as the facts are written, and no measure of a doctrine."
        ),
    )
    chapters = (
        replace(block, level=block.level + 1) if isinstance(block, Heading) else block
        for block in audit_sheet(found, library, full=True)
    )
    return markdown((*intro, *chapters))


def audit_sheet(found: Audited, library: Library, *, full: bool = False) -> Sheet:
    """``full``: what was ranged over on each sentence, and smallest cases in which nothing is said."""
    blocks: list[Block] = []
    for audit in found.audits:
        blocks += _doctrine(audit, library, found.questions, full)
    if found.shared is not None:
        blocks.append(Heading(phrase("Declared for all doctrines and used by none"), 1))
        blocks += [finding_item(f, ()) for f in found.shared] or [Item(NOTHING_FOUND)]
    return tuple(blocks)


def _doctrine(audit: Audit, library: Library, questions: tuple[str, ...], full: bool) -> Iterator[Block]:
    whose = _whose(library, audit.doctrine)
    yield Heading(phrase("Audit: {title}", title=named(whose)), 1)
    voice = whose.voice and phrase("voice: {voice}", voice=whose.voice)
    yield Item(joined("; ", (note for note in (voice, whose.date, encoded(whose)) if note)), role="detail")
    if questions:
        yield Item(
            phrase("Narrowed by the user: to the questions {questions}.", questions=listed(questions)), role="note"
        )
    through = phrase(
        "{sentences} gone through, each over all its cases and under every choice of the "
        "readings that can matter to it; of each kind of party one, a second where a rule speaks of two",
        sentences=counted("{number} sentence", "{number} sentences", len(audit.lines)),
    )
    yield Item(chain(through, phrase("; its precedents take part as rules") if audit.precedents else ""))
    if not audit.findings:
        yield Item(NOTHING_FOUND)
    for kind in Kind:
        of_kind = [f for f in audit.findings if f.kind is kind]
        if of_kind:
            yield Heading(MEANS[kind])
            yield from (finding_item(f, audit.lines) for f in of_kind)
    yield Heading(SAID)
    yield from _sentences(audit.lines, full)
    yield from _left_out(audit)


# --------------------------------------------------------------------------- findings


def finding_item(finding: Finding, lines: Sequence[Line]) -> Item:
    parts = []
    if finding.says is not None:
        parts.append(Item(capital(clause(finding.says))))
    if finding.counted:
        parts.append(Item(_counted(finding, lines)))
    if finding.beside:
        parts.append(Item(chain(_BESIDE[finding.kind], ": ", joined(", ", finding.beside))))
    if finding.witness is not None:
        asked = phrase(
            "asked about: {about} ({question})", about=finding.witness.about, question=finding.witness.question
        )
        parts.append(Item(phrase("A smallest case: {given}", given=_given(finding.witness)), (Item(asked),)))
    parts += [Item(phrase("In the encoding: {why}", why=why), role="note") for why in finding.why]
    if not finding.why:
        parts.append(Item(UNEXPLAINED))
    return Item(_headed(finding), tuple(parts))


#: The id of a smallest case that stands alone in its file.
ONE = "a-smallest-case"

_BESIDE = {
    Kind.NEVER_DECIDES: phrase("the same is said wherever it stands by"),
    Kind.IDLE_FACT: phrase("rules that speak of it"),
    Kind.NO_PASSAGE: phrase("by"),
}


def _headed(finding: Finding) -> str:
    if finding.kind in (Kind.CONTRADICTION, Kind.CONTESTED, Kind.CIRCULAR):
        return phrase("{subject}, on: {words}", subject=finding.subject, words=finding.words)
    if finding.kind is Kind.BELIED:
        return phrase("{subject}: whether or not {words}", subject=finding.subject, words=finding.words)
    return chain(finding.subject, ": ", finding.words)


def _counted(finding: Finding, lines: Sequence[Line]) -> str:
    """ "It applies in 12 of 36 cases of 2 sentences, under 4 readings: …"."""
    found = of_cases(finding.count, finding.of)
    said = {
        Kind.NEVER_APPLIES: phrase("Applies in {cases}", cases=found),
        Kind.ALWAYS_BEATEN: phrase("Applies in {cases}", cases=found),
        Kind.NEVER_DECIDES: phrase("Applies in {cases}", cases=found),
        Kind.IDLE_PRIORITY: phrase("Both apply in {cases}", cases=found),
        Kind.IDLE_READING: phrase("Matters in {cases}", cases=found),
        Kind.LIKE_OPTIONS: phrase("Matters in {cases}", cases=found),
        Kind.IDLE_FACT: phrase("Matters in {cases}", cases=found),
        Kind.BELIED: phrase("Matters in {cases}", cases=found),
    }.get(finding.kind, phrase("In {cases}", cases=found))
    over = joined("; ", (words for c in finding.counted if (words := _over(c, lines))))
    return phrase("{cases}, over: {over}", cases=said, over=over) if over else said


def _over(one: Counted, lines: Sequence[Line]) -> str:
    about = next((line.about for line in lines if line.number == one.line), "")
    if not about:
        return ""
    count, of = str(one.count), str(one.of)
    if one.ways < 2:
        return phrase("{about} ({count} of {of})", about=about, count=count, of=of)
    return phrase(
        "{about} ({count} of {of}, {ways} readings together)", about=about, count=count, of=of, ways=str(one.ways)
    )


def _given(witness: Witness) -> str:
    words = joined("; ", witness.given) if witness.given else NOTHING_GIVEN
    if not witness.readings:
        return words
    return phrase("{words} (read with {readings})", words=words, readings=read_with(witness.readings))


def case_of(witness: Witness, id: str) -> Case:
    """The smallest case under an id, with what it asks."""
    return replace(witness.case, id=id, title=f"A smallest case: {id}")


def command_of(witness: Witness, doctrine: str, id: str) -> str:
    """What puts it to the doctrine, once it stands in a file."""
    readings = "".join(f" --reading {doctrine}/{reading}={option}" for reading, option in witness.readings)
    return f'siyar ask {id} --with FILE -d {doctrine} -q {witness.question} --about "{witness.about}"{readings}'


def file_of(witness: Witness, doctrine: str, library: Library) -> str:
    """The smallest case as a file of cases, with the command that puts it."""
    return case_file(witness.case, ONE, (f"`{command_of(witness, doctrine, ONE)}`",), library)


def audit_cases(found: Audited, library: Library) -> str:
    """All smallest cases of findings as one file of cases that `siyar check` accepts: what `--cases` prints."""
    sentences = library.sentences()
    parts, said = [], set[str]()
    for audit in found.audits:
        for number, finding in enumerate((f for f in audit.findings if f.witness), 1):
            assert finding.witness is not None
            id = f"{id_of(finding.kind.value)}-{number}-{audit.doctrine}"
            case = case_of(finding.witness, id)
            said |= {line.claim.sentence for line in case.lines}
            command = command_of(finding.witness, audit.doctrine, id)
            parts.append(f"{_headed(finding)}\n\n`{command}`\n\n```siyar\n{print_block(case, sentences)}```\n")
    homes = {sentences[sentence].home for sentence in said}
    uses = [v for v in (*library.vocabularies, *library.doctrines) if v in homes] or list(library.vocabularies)[:1]
    front = f"---\ncases: audited\ntitle: Smallest cases of an audit\nuses: {', '.join(uses)}\n---\n"
    return "\n".join((f"{front}# Smallest cases of an audit\n", *parts))


# --------------------------------------------------------------------------- sentences


def _sentences(lines: Sequence[Line], full: bool) -> Iterator[Block]:
    if not lines:
        yield Item(phrase("No sentence of its questions has a rule about it."))
    elif not full:
        head = (phrase("question"), phrase("cases"), phrase("silent in"), phrase("sentence"))
        yield Table(
            head, tuple((li.question.id, str(li.scope.total), str(li.silent), li.about) for li in lines), most=20
        )
        shows = phrase(
            "In the readings taken by default; {option} shows the facts ranged over.", option="--format markdown"
        )
        yield Item(shows, role="cut")
    else:
        for line in lines:
            yield Item(chain(line.question.id, ": ", line.about), tuple(_line(line)))


def _line(line: Line) -> Iterator[Item]:
    scope = line.scope
    ranged = [Item(of_whom(scope.case))] if scope.case.entities else []
    if scope.facts:
        ranged.append(Item(phrase("facts: {what}", what=joined("; ", scope.facts))))
    if scope.readings:
        readings = read_with([(reading, option) for _, reading, option in scope.readings])
        ranged.append(Item(phrase("read with {readings}", readings=readings)))
    if line.ways > 1:
        words = phrase(
            "findings are over {number} readings: every option of {readings}",
            number=str(line.ways),
            readings=joined(", ", line.readings),
        )
        ranged.append(Item(words))
    yield Item(scope_words(scope), tuple(ranged))
    for said in line.said:
        yield Item(chain(of_cases(said.count, scope.total), ": ", clause(said.says)))
    if line.gap is not None:
        yield Item(phrase("A smallest case in which nothing is said: {given}", given=_given(line.gap)))


def _left_out(audit: Audit) -> Iterator[Block]:
    if audit.force:
        yield Heading(FORCE)
        for one in audit.force:
            counts = phrase(
                "contested in {contested}, silent in {cases}",
                contested=str(one.contested),
                cases=of_cases(one.silent, one.total),
            )
            yield Item(chain(one.question.id, ": ", one.about, ": ", counts))
        if audit.force_rules:
            words = phrase(
                "Rules that bear on nothing else, of which only whether they apply was looked at: {rules}",
                rules=joined(", ", audit.force_rules),
            )
            yield Item(words)
    if audit.too_large:
        yield Heading(phrase("Not gone through"))
        for large in audit.too_large:
            many = phrase("{cases}, too many to go through", cases=cases(large.cases))
            yield Item(chain(large.question.id, ": ", large.about, ": ", many))


def _whose(library: Library, id: str) -> Attributed:
    return attribute(library, library.doctrines[id], NOTHING_SAID, ())


def unexplained(audits: Iterable[Audit]) -> tuple[tuple[str, Finding], ...]:
    """The findings that no note explains, each with its doctrine."""
    return tuple((audit.doctrine, f) for audit in audits for f in audit.findings if not f.why)
