"""A mapping: how the columns of a table say what a case says. A literate file, checked like a doctrine.

```
mapping atop
  title            Alliances, one treaty a row
  key              atopid
  period           begyr
  State            the first party
  Treaty           the treaty
  given            the treaty binds the parties to fight together when defense = 1 or offense = 1
  given            the term of the treaty is {length} months when length > 0
  addressed        hizb-qa when mem1-mem59 in (640, 651)
  unused           milcon, subord
```

A row is a case with the same parties; a line holds of it where its condition is so. What no line says is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from siyar.batch.amounts import DAY, YEAR, Amount
from siyar.batch.conditions import ALWAYS, Condition, Value, read_condition
from siyar.batch.dating import read_dating
from siyar.batch.mapping import Happening, Line, TableMapping
from siyar.batch.outputs import CODE, ROW, said_of_cases
from siyar.diagnostics import Diagnostic
from siyar.framing import is_a
from siyar.language.frontmatter import ID, FrontMatter, Kind, front_matter
from siyar.language.lines import RawBlock, Stretch, cut
from siyar.language.markdown import fences
from siyar.language.nearness import did_you_mean
from siyar.language.read import read_claim
from siyar.language.sentences import Mood
from siyar.model import Case, Claim, Entity, Library, Quantity, Relation, SentenceKind
from siyar.shelf import texts_of
from siyar.source import Span, Text

SHIPPED = Path(__file__).parent.parent / "library" / "mappings"

#: The keywords of a mapping's lines; besides them stands the type of each party, with its name.
KEYWORDS = (
    "title",
    "key",
    "period",
    "missing",
    "teller",
    "each",
    "given",
    "event",
    "during",
    "addressed",
    "unused",
    "note",
)
_ONCE = ("title", "key", "period", "missing", "teller")
_WHEN = re.compile(r"\s+when\s+")
_HOLE = re.compile(r"\{\s*(\w+)((?:\s+[^\W\d_]+){0,2})\s*\}")
_SHORT = re.compile(r"\s*\(([^()]+)\)$")


def shipped() -> tuple[str, ...]:
    """The ids of the mappings in the library."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.md")))


def open_mapping(name: str, library: Library) -> tuple[TableMapping | None, tuple[Diagnostic, ...]]:
    """A mapping by its id in the library, or a file. Problems: F001, F002, T005 and those of `read_mapping`."""
    path = SHIPPED / f"{name}.md" if name in shipped() else Path(name)
    if not path.exists():
        near = did_you_mean(name, shipped())
        message = f"there is no mapping `{name}`, nor a file of that name"
        known = "shipped: " + (", ".join(shipped()) or "none")
        return None, (Diagnostic("T005", message, help=near.help or known),)
    texts, problems = texts_of([path])
    return read_mapping(texts[0], library) if texts and not problems else (None, problems)


def read_mapping(text: Text, library: Library) -> tuple[TableMapping | None, tuple[Diagnostic, ...]]:
    """The mapping of a file, and what is wrong with it. Problems: F-, M- and L-codes, S-codes, V005, T001 to T004."""
    problems: list[Diagnostic] = []
    front = front_matter(text)
    problems += front.problems
    if front.kind is not Kind.MAPPING:
        if front.kind is not None:
            message = f"`{text.name}` is no mapping but a `{front.kind}` file"
            problems.append(
                Diagnostic("T001", message, file=text.name, help="begin its front matter with `mapping: an-id`")
            )
        return None, tuple(problems)
    blocks = [
        raw for fence in fences(text, front.lines, problems) for raw in cut(text, fence.first, fence.last, problems)
    ]
    found = [block for block in blocks if block.head.words.split()[:1] == ["mapping"]]
    for block in blocks:
        if block not in found:
            message = f"`{block.head.words}` cannot stand in a mapping"
            problems.append(Diagnostic("T001", message, block.head.span(), "one block `mapping` says what columns say"))
    if len(found) != 1:
        message = "a mapping has one block `mapping`" + ("" if not found else f", and this file has {len(found)}")
        problems.append(
            Diagnostic("T001", message, file=text.name, help="write `mapping an-id` and its lines in a fence")
        )
        return None, tuple(problems)
    mapping = _Reader(library, front, text, problems).mapping(found[0])
    return mapping, tuple(problems)


class _Reader:
    def __init__(self, library: Library, front: FrontMatter, text: Text, problems: list[Diagnostic]) -> None:
        self.library, self.front, self.text, self.problems = library, front, text, problems
        self.types = library.types()
        self.uses = self._uses()

    def mapping(self, block: RawBlock) -> TableMapping | None:
        name = block.head.part(len("mapping"))
        if not ID.fullmatch(name.words):
            self.report("L008", f"`{name.words or 'nothing'}` is not an id", name.span(), "write `mapping an-id`")
        entities: list[Entity] = []
        single: dict[str, Stretch] = {}
        said: list[tuple[str, Stretch]] = []
        for line in block.lines:
            split = self._keyword(line)
            if split is None:
                continue
            keyword, value = split
            if keyword in self.types:
                entities += self._entity(keyword, line, value)
            elif keyword in _ONCE and keyword in single:
                self.report(
                    "L009", f"a mapping has one line `{keyword}`, and this is a second", line.span(), "keep one"
                )
            elif keyword in _ONCE:
                single[keyword] = value
            else:
                said.append((keyword, value))
        if not entities:
            self.report(
                "T001", "this mapping names no party", block.head.span(), "name them, as in `Treaty  the treaty`"
            )
            return None
        case = Case(name.words, single["title"].words if "title" in single else name.words, tuple(entities), ())
        lines = [read for keyword, value in said if keyword == "given" and (read := self._given(value, case))]
        happens = [(keyword, value) for keyword, value in said if keyword in ("event", "during")]
        events = [told for keyword, value in happens if (told := self._event(keyword, value, case))]
        each: dict[str, str] = {}
        addressed: dict[str, Condition] = {}
        for keyword, value in said:
            if keyword == "addressed":
                addressed |= self._addressed(value)
            elif keyword == "each":
                each |= self._each(value, case)
        together = next((value for keyword, value in said if keyword in ("each", "event", "during")), None)
        if together is not None and "key" not in single:
            message = "all rows of one key are one case here, and this mapping has no line `key`"
            self.report("T001", message, together.span(), "name the columns of the key, as in `key  treaty`")
        if "teller" in single and not events:
            message = "nobody tells of anything here: this mapping has no line `event`"
            self.report(
                "T001", message, single["teller"].span(), "tellers are of events; take the line out, or add them"
            )
        found = TableMapping(
            id=name.words,
            title=case.title,
            case=case,
            lines=tuple(lines),
            key=_names(single.get("key")),
            period=single["period"].words if "period" in single else "",
            missing=tuple(_value(word) for word in _names(single.get("missing"))),
            addressed=addressed,
            unused=tuple(name for keyword, value in said if keyword == "unused" for name in _names(value)),
            each=each,
            events=tuple(events),
            teller=single["teller"].words.strip('"') if "teller" in single else "",
            source=self.front.words("source"),
            text=self.text,
        )
        self._called_otherwise(found, single.get("key") or single.get("period") or block.head)
        return found

    def _called_otherwise(self, mapping: TableMapping, place: Stretch) -> None:
        """A column of the table that would be taken for one of the output."""
        own = {CODE, *(said_of_cases(in_time=bool(mapping.events)) if mapping.grouped else ())}
        carried = [name for name in (*mapping.key, mapping.period) if name.casefold() in own]
        for name in dict.fromkeys([*carried, *(n for n in mapping.columns if n.casefold() == ROW)]):
            help = "give the column another name in the table and in the mapping"
            self.report("T003", f"the output has a column `{name.casefold()}` of its own", place.span(), help)

    def _uses(self) -> tuple[str, ...]:
        """The doctrines whose own sentences the lines may use, besides those of the vocabularies."""
        found: list[str] = []
        for name in self.front.list("uses"):
            if name.words in self.library.doctrines:
                found.append(name.words)
            elif name.words not in self.library.vocabularies:
                near = did_you_mean(name.words, (*self.library.doctrines, *self.library.vocabularies))
                help = near.help or "see `siyar list doctrines`"
                self.report("R009", f"there is no doctrine or vocabulary `{name.words}`", name.span(), help)
        return tuple(found)

    def report(self, code: str, message: str, span: Span | None, help: str) -> None:
        self.problems.append(Diagnostic(code, message, span, help))

    def _keyword(self, line: Stretch) -> tuple[str, Stretch] | None:
        first = line.words.split(None, 1)[0]
        if first in KEYWORDS or first in self.types:
            return first, line.part(len(first))
        near = did_you_mean(first, (*KEYWORDS, *self.types))
        help = near.help or "its lines are: " + ", ".join(KEYWORDS) + ", and the type of each party"
        self.report("T001", f"a mapping has no line `{first}`", line.span(0, len(first)), help)
        return None

    def _entity(self, type: str, line: Stretch, value: Stretch) -> Iterator[Entity]:
        if is_a(self.types, type, "Person"):
            message = "a row of this table would be a person, and tables of persons are not read"
            self.report("T004", message, line.span(), "name polities, treaties or organisations (docs/stance.md)")
            return
        if not value.words:
            self.report(
                "L008",
                "this party has no name",
                line.span(),
                f"write it after the type, as in `{type}  the first party`",
            )
            return
        short = _SHORT.search(value.words)
        yield Entity(
            value.words[: short.start()] if short else value.words, type, short[1] if short else "", value.span()
        )

    def _given(self, value: Stretch, case: Case) -> Line | None:
        found = list(_WHEN.finditer(value.words))
        said: Stretch = value
        when: Condition = ALWAYS
        if found:
            # The last `when` begins the condition; a sentence may have the word in it.
            at = found[-1]
            said = value.part(0, at.start())
            read = read_condition(value.part(at.end()), self.problems)
            if read is None:
                return None
            when = read
        hole = _HOLE.search(said.words)
        if hole is None:
            claim = self._claim(said, case)
            return Line(claim, when, span=value.span()) if claim else None
        unit = " ".join(hole[2].split())
        claim = self._with_sample(said, hole, case, ("1 " + unit).strip(), [])
        dated = claim is None or _is_date(claim)
        if dated and unit in ("", "year"):
            # A sentence about a day: what stands in braces is a date, or a year.
            claim = self._with_sample(said, hole, case, "1900" if unit else "1 January 1900", [])
        if claim is None or (dated and not _is_date(claim)):
            claim = self._with_sample(said, hole, case, ("1 " + unit).strip(), self.problems)
            if claim is None:
                return None
        than = claim.comparison.than if claim.comparison else None
        if not isinstance(than, Quantity) or claim.comparison is None:
            help = "a column in braces stands for a number, a length of time or a date: `{length} months`, `{signed}`"
            self.report("T003", "this sentence has no place for an amount", said.span(hole.start(), hole.end()), help)
            return None
        if claim.comparison.relation not in (Relation.IS, Relation.ON):
            help = "say what the amount is; comparisons are the doctrine's"
            self.report("T003", "an amount of a column is given, not compared", said.span(), help)
            return None
        if than.kind == "date":
            than = YEAR if unit == "year" else DAY
        return Line(claim, when, Amount(hole[1], than), value.span())

    def _event(self, keyword: str, value: Stretch, case: Case) -> Happening | None:
        at = value.words.find(":")
        if at < 0:
            help = "write the date, a colon and what became so, as in `{signed}: the treaty has been concluded`"
            self.report("C008", "this event has no date", value.span(), help)
            return None
        dating = read_dating(value.part(0, at), self.problems)
        line = self._given(value.part(at + 1), case)
        if dating is None or line is None:
            return None
        if self.library.sentences()[line.claim.sentence].kind is SentenceKind.ACT:
            help = "an event is a fact that becomes so; what may be done then is for the doctrines to say"
            self.report("C003", "a norm is no event", line.span, help)
            return None
        counted = any(s.since and s.since.sentence == line.claim.sentence for s in self.library.sentences().values())
        if keyword == "during" and counted:
            help = "write `event`, of the row that names the day on which it became so"
            message = "a length of time counts from this, and a row that says how things stood does not say since when"
            self.report("T003", message, line.span, help)
            return None
        return Happening(dating, line, keyword == "during")

    def _with_sample(
        self, said: Stretch, hole: re.Match[str], case: Case, sample: str, problems: list[Diagnostic]
    ) -> Claim | None:
        """The claim with an amount in place of the column in braces."""
        plain = said.words[: hole.start()] + sample + said.words[hole.end() :]
        read = read_claim(
            Stretch(said.text, plain, ((0, said.offset(0)),)),
            self.library,
            case=case,
            uses=self.uses,
            mood=Mood.CONDITION,
        )
        if isinstance(read, Claim):
            return read
        problems.extend(read)
        return None

    def _claim(self, said: Stretch, case: Case) -> Claim | None:
        read = read_claim(said, self.library, case=case, uses=self.uses, mood=Mood.CONDITION)
        if isinstance(read, Claim):
            return read
        self.problems.extend(read)
        return None

    def _each(self, value: Stretch, case: Case) -> dict[str, str]:
        party, _, column = value.words.rpartition(" by ")
        if party.strip() in [entity.name for entity in case.entities] and column.strip():
            return {party.strip(): column.strip().strip('"')}
        help = "name a party of the mapping and a column, as in `each  the member by state`"
        self.report(
            "T001", "this line does not say of which party there are several, and by which column", value.span(), help
        )
        return {}

    def _addressed(self, value: Stretch) -> dict[str, Condition]:
        at = _WHEN.search(value.words)
        if at is None:
            help = "write `addressed a-doctrine when a condition`"
            self.report("T001", "this line does not say which rows are addressed", value.span(), help)
            return {}
        when = read_condition(value.part(at.end()), self.problems)
        found: dict[str, Condition] = {}
        for name in value.part(0, at.start()).split(","):
            if name.words not in self.library.doctrines:
                near = did_you_mean(name.words, self.library.doctrines)
                self.report(
                    "R009",
                    f"there is no doctrine `{name.words}`",
                    name.span(),
                    near.help or "see `siyar list doctrines`",
                )
            elif when is not None:
                found[name.words] = when
        return found


def _is_date(claim: Claim) -> bool:
    than = claim.comparison.than if claim.comparison else None
    return isinstance(than, Quantity) and than.kind == "date"


def _names(value: Stretch | None) -> tuple[str, ...]:
    return tuple(part.words.strip('"') for part in value.split(",")) if value else ()


def _value(word: str) -> Value:
    try:
        return int(word)
    except ValueError:
        return word.strip("'")
