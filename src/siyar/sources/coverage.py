"""Coverage of a source: for each of its sentences who speaks, what it does, and what carries it or why nothing does.

The inventory on the source's page says what each sentence does (docs/language.md, `inventory`); the doctrines and
cases that cite the source say what carries it. A sentence that is a rule, a definition, a condition or an exception
needs a rule, or a stated reason; any other needs something, be it only its line in a `passages` block.

>>> from siyar.model import Inventory, Library, Source
>>> from siyar.source import Anchor
>>> page = Source("a-book", "A book", passages=(Anchor(1, 1),), inventory=Inventory("a-book", (("rule", ("P1",)),)))
>>> [str(entry.passage) for entry in coverage(page, Library()).uncovered]
['P1.S1']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from siyar.language.anchors import covers
from siyar.model import Cite, Condition, Doctrine, Library, Source
from siyar.source import Anchor

#: What a sentence says of how things ought to be, or count: this is what an encoding owes a rule.
NORMATIVE = ("rule", "definition", "condition", "exception")

#: What counts as a rule for a sentence of these functions: a scope is conditions of rules.
_RULES = frozenset({"rule", "scope"})


@dataclass(frozen=True, slots=True)
class Carrier:
    """What has made something of a sentence: ``rule``, ``precedent`` … of a doctrine, or a ``case``.

    For a line of a `passages` block ``kind`` is "passages" and ``id`` the role.
    """

    kind: str
    id: str
    doctrine: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence, without its words."""

    passage: Anchor
    voices: tuple[str, ...]
    functions: tuple[str, ...]
    carriers: tuple[Carrier, ...]
    left_out: str = ""

    @property
    def normative(self) -> bool:
        return any(function in NORMATIVE for function in self.functions)

    @property
    def covered(self) -> bool:
        """Whether a rule carries it (for other than normative sentences: anything), or it is said why nothing does."""
        enough = any(c.kind in _RULES for c in self.carriers) if self.normative else bool(self.carriers)
        return enough or bool(self.left_out)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All sentences of a source, in order."""

    source: Source
    entries: tuple[Entry, ...]

    @property
    def uncovered(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if not entry.covered)

    def of(self, *functions: str) -> tuple[Entry, ...]:
        """The sentences that have any of these functions."""
        return tuple(entry for entry in self.entries if any(f in functions for f in entry.functions))

    @property
    def functions(self) -> tuple[str, ...]:
        """The functions that occur, in the order of the inventory."""
        return tuple(dict.fromkeys(function for function, _ in self._inventory))

    @property
    def _inventory(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return self.source.inventory.functions if self.source.inventory else ()


def coverage(source: Source, library: Library) -> Coverage:
    """The coverage of a source over all doctrines and cases of the library; empty without an inventory."""
    inventory = source.inventory
    if inventory is None:
        return Coverage(source, ())
    carriers = [(carrier, loci) for carrier, loci in _carriers(library, source.id) if loci]
    return Coverage(
        source,
        tuple(
            Entry(
                passage,
                _named(source.voices, passage),
                _named(inventory.functions, passage),
                tuple(dict.fromkeys(carrier for carrier, loci in carriers if _within(passage, loci))),
                "; ".join(one.why for one in inventory.left_out if _within(passage, one.loci)),
            )
            for passage in source.passages
        ),
    )


def _within(passage: Anchor, loci: Iterable[str]) -> bool:
    return any(covers(words, passage) for words in loci)


def _named(rows: Iterable[tuple[str, tuple[str, ...]]], passage: Anchor) -> tuple[str, ...]:
    """The names of the rows that take the passage in, each once."""
    return tuple(dict.fromkeys(name for name, loci in rows if _within(passage, loci)))


# --------------------------------------------------------------------------- what cites the source


def _carriers(library: Library, source: str) -> Iterator[tuple[Carrier, tuple[str, ...]]]:
    """Everything that cites the source, with the passages it cites."""
    for doctrine in library.doctrines.values():
        for kind, id, cites in citing(doctrine):
            yield Carrier(kind, id, doctrine.id), _loci(cites, source)
        for block in doctrine.passages:
            if block.source == source:
                for role, loci in block.roles:
                    yield Carrier("passages", role, doctrine.id), loci
    for case in library.cases.values():
        said = [line.cites for line in case.lines if not line.inherited] + [cites for _, cites in case.notes]
        yield Carrier("case", case.id), tuple(words for cites in said for words in _loci(cites, source))


def citing(doctrine: Doctrine) -> Iterator[tuple[str, str, tuple[Cite, ...]]]:
    """(kind, id, citations) of the blocks of a doctrine."""
    for rule in doctrine.rules:
        yield "rule", rule.id, (*rule.cites, *_of_conditions((*rule.when, *rule.unless)))
    for scope in doctrine.scopes:
        yield "scope", scope.id, (*scope.cites, *_of_conditions((*scope.when, *scope.unless)))
    for reading in doctrine.readings:
        yield "reading", reading.id, tuple(cite for option in reading.options for cite in option.cites)
    for precedent in doctrine.precedents:
        yield "precedent", precedent.id, precedent.cites
    for factor in doctrine.factors:
        yield "factor", factor.id, factor.cites
    for dimension in doctrine.dimensions:
        yield "dimension", dimension.id, dimension.cites
    for evidence in doctrine.evidence:
        yield "evidence", evidence.id, evidence.cites
    for opposition in doctrine.oppositions:
        yield "opposes", opposition.id, opposition.cites
    for principle in doctrine.principles:
        yield "principle", principle.id, principle.cites
    for duty in doctrine.duties:
        yield "duty", duty.id, duty.cites


def _of_conditions(conditions: Iterable[Condition]) -> tuple[Cite, ...]:
    return tuple(cite for condition in conditions for cite in condition.cites)


def _loci(cites: Iterable[Cite], source: str) -> tuple[str, ...]:
    return tuple(words for cite in cites if cite.source == source for words in cite.loci)
