"""Printing and reading are inverse: for rules and cases at random, and for every declared text said out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siyar import shelf
from siyar.language import read, read_claim
from siyar.language.moments import when
from siyar.language.quantities import quantity
from siyar.language.unparse import fmt, print_block, say
from siyar.model import (
    Case,
    CaseLine,
    Cite,
    Claim,
    Comparison,
    Condition,
    Denial,
    Entity,
    Event,
    InReading,
    Library,
    LineKind,
    Modality,
    Quantity,
    Relation,
    Rule,
    Seen,
    Sentence,
    SentenceKind,
    Slot,
    Term,
    Variable,
)
from siyar.source import Text
from tests.diagnostics_fixture import towns


def dated(words: str) -> Quantity:
    """The days that words name."""
    found = when(words)
    assert isinstance(found, Quantity)
    return found


DOCTRINE = """\
---
doctrine: manual
uses: towns
---
```siyar
rule other
  permitted        for City to tax Guild
  source           a-book P1.S1

rule third
  permitted        for City to tax Guild
  source           a-book P1.S1

reading coin
  asks             In which coin?
  option old       the old one
  option new       the new one
  default          old

evidence charter
  kind             report

evidence log
  kind             report

"""
#: Days of events, in order and each of another date.
DAYS = tuple(dated(words) for words in ("14 Shawwal 600 AH", "between 1206 and May 1207", "1208-02-29"))
CASES = "---\ncases: days\nuses: towns\n---\n```siyar\n"


@cache
def library() -> Library:
    return read(towns()).library


def sentences(*kinds: SentenceKind) -> list[Sentence]:
    return [s for s in library().sentences().values() if s.kind in kinds]


# --------------------------------------------------------------------------- claims at random

SUBTYPES = {"Party": ("Party", "City", "Guild", "Person")}
ENTITIES = (
    Entity("Oldtown", "City"),
    Entity("the town of Newtown on the hill", "City", "Newtown"),
    Entity("the Dyers", "Guild"),
    Entity("the Weavers' Guild of Newtown", "Guild", "the Weavers"),
    Entity("Old Hand", "Person"),
    Entity("al-Ṣulḥ's successor", "Person", "the successor"),
    Entity("the charter", "Deed"),
)
VALUES = {
    "duration": ("10 lunar years", "3 months and 2 days", "1 week", "0 days", "40 hours"),
    "date": ("24 October 1645", "6 AH", "October 1645", "1645"),
}
RELATIONS = {
    "duration": (Relation.IS, Relation.MORE, Relation.LESS, Relation.AT_LEAST, Relation.AT_MOST),
    "date": (Relation.ON, Relation.BEFORE, Relation.AFTER, Relation.NOT_BEFORE, Relation.NOT_AFTER),
}


def _quantity(kind: str, words: str) -> Quantity:
    found = quantity(kind, words)
    assert isinstance(found, Quantity)
    return found


def variables(slot: Slot) -> st.SearchStrategy[Term]:
    types = SUBTYPES.get(slot.type, (slot.type,))
    return st.builds(Variable, st.sampled_from(types), st.sampled_from(["", "another", "B", "C"]))


def entities(slot: Slot) -> st.SearchStrategy[Term]:
    types = SUBTYPES.get(slot.type, (slot.type,))
    return st.sampled_from([e.name for e in ENTITIES if e.type in types])


@st.composite
def claims(draw: st.DrawFn, sentence: Sentence, cased: bool, *, concluded: bool = False) -> Claim:
    """A claim of a fact or concept, or of an act without its modality."""
    place = entities if cased else variables
    arguments = tuple(draw(place(slot)) for slot in sentence.slots)
    claim = Claim(sentence.id, arguments)
    act = sentence.kind is SentenceKind.ACT
    if sentence.choice:
        options = sentence.choice.options
        most = len(options) if act else len(options) - 1
        picked = set(draw(st.lists(st.sampled_from(options), min_size=1, max_size=most, unique=True)))
        if concluded and not act:
            one = next(option for option in options if option in picked)
            picked = {"defective", "void"} if draw(st.booleans()) else {one}
        claim = replace(claim, options=tuple(option for option in options if option in picked))
    if sentence.measure:
        kind = sentence.measure.kind
        than: Quantity | Claim = _quantity(kind, draw(st.sampled_from(VALUES[kind])))
        if kind == "duration" and not concluded and draw(st.booleans()):
            other = draw(st.sampled_from(["term", "cap"]))
            than = Claim(other, tuple(draw(place(slot)) for slot in library().sentences()[other].slots))
        exact = Relation.IS if kind == "duration" else Relation.ON
        relation = exact if concluded else draw(st.sampled_from(RELATIONS[kind]))
        claim = replace(claim, comparison=Comparison(relation, than))
    denials = [Denial.NONE, *([Denial.OPPOSITE] if sentence.opposite else [])]
    if not act and not (concluded and (sentence.choice or sentence.measure)):
        denials.append(Denial.NOT_SO)
    return replace(claim, denial=draw(st.sampled_from(denials)))


@st.composite
def conditions(draw: st.DrawFn, cased: bool = False) -> Claim:
    sentence = draw(st.sampled_from(sentences(SentenceKind.FACT, SentenceKind.CONCEPT, SentenceKind.ACT)))
    claim = draw(claims(sentence, cased))
    if sentence.kind is SentenceKind.ACT:
        claim = replace(claim, modality=draw(st.sampled_from(Modality)))
    return claim


@st.composite
def heads(draw: st.DrawFn) -> tuple[Claim, ...]:
    sentence = draw(st.sampled_from(sentences(SentenceKind.CONCEPT, SentenceKind.ACT)))
    claim = draw(claims(sentence, cased=False, concluded=True))
    if sentence.kind is SentenceKind.CONCEPT:
        return (claim,)
    claim = replace(claim, modality=draw(st.sampled_from(Modality)))
    return tuple(replace(claim, options=(o,)) for o in claim.options) if claim.options else (claim,)


words = st.lists(
    st.sampled_from(
        ["a", "note", "of", "many", "words,", "and", "more", "«quoted»", "العهد", "it's", "(aside)", "1:2"]
    ),
    min_size=1,
    max_size=30,
).map(" ".join)
cites = st.lists(
    st.builds(
        Cite,
        st.just("a-book"),
        st.lists(st.sampled_from(["P1.S1", "P2", "P1.S1-S3"]), max_size=2, unique=True).map(tuple),
        st.sampled_from([None, *Seen]),
    ),
    max_size=2,
).map(tuple)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    head = draw(heads())
    norm = head[0].modality is not None
    kind = draw(st.sampled_from(["", "strict", "presumption", "blocks", *(["otherwise"] if norm else [])]))
    when = [
        Condition(tuple(alternatives), draw(cites))
        for alternatives in draw(st.lists(st.lists(conditions(), min_size=1, max_size=3), max_size=3))
    ]
    unless = [Condition((claim,), draw(cites)) for claim in draw(st.lists(conditions(), max_size=2))]
    names = st.lists(st.sampled_from(["other", "third"]), max_size=2, unique=True).map(tuple)
    grounds = st.sampled_from([(), (("charter",),), (("charter", "log"),), (("charter",), ("log",))])
    readings = st.sampled_from([(), (InReading("coin", ("old",)),), (InReading("coin", ("old", "new")),)])
    return Rule(
        "subject",
        head,
        strict=kind == "strict",
        presumption=kind == "presumption",
        blocks=kind == "blocks",
        otherwise=kind == "otherwise",
        when=tuple(when),
        unless=tuple(unless),
        whether_or_not=tuple(draw(st.lists(conditions(), max_size=2))),
        notwithstanding=draw(names),
        subject_to=draw(names),
        exception_to=draw(st.sampled_from(["", "other"])),
        in_reading=draw(readings),
        rests_on=draw(grounds),
        supported_by=draw(st.sampled_from([(), ("log",), ("log", "other")])),
        reason=draw(st.sampled_from(["", "so that all be well"])),
        cites=draw(cites),
        voice=draw(st.sampled_from(["", "the scribe"])),
        term=draw(st.sampled_from(["", "makruh tahriman"])),
        notes=tuple(draw(st.lists(words, max_size=2))),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    lines = []
    kinds = [LineKind.GIVEN, LineKind.CONTESTED, LineKind.UNKNOWN, LineKind.STIPULATED]
    for claim in draw(st.lists(conditions(cased=True), max_size=5)):
        lines.append(CaseLine(draw(st.sampled_from(kinds)), claim, draw(cites)))
    notes = tuple((draw(words), draw(cites)) for _ in range(draw(st.integers(0, 2))))
    asks = tuple(draw(st.lists(st.sampled_from(["toll", "trust"]), max_size=2, unique=True)))
    told = draw(st.lists(conditions(cased=True), max_size=3))
    events = tuple(Event(day, claim, draw(cites), draw(st.booleans())) for day, claim in zip(DAYS, told, strict=False))
    return Case(
        "subject", draw(words), ENTITIES, tuple(lines), "1204", asks=asks, notes=notes, events=events, home="days",
        uses=("towns",),
    )  # fmt: skip


def plain(value: Any) -> Any:
    """Denials in one form: which of two ways is printed is not the claim's alone to say."""
    if isinstance(value, Claim):
        comparison = value.comparison
        if value.denial is Denial.NOT_SO and library().sentences()[value.sentence].opposite:
            value = replace(value, denial=Denial.OPPOSITE)
        return replace(value, comparison=comparison)
    if isinstance(value, Condition):
        return replace(value, alternatives=tuple(plain(c) for c in value.alternatives))
    if isinstance(value, CaseLine | Event):
        return replace(value, claim=plain(value.claim))
    if isinstance(value, Rule):
        return replace(
            value,
            heads=tuple(plain(c) for c in value.heads),
            when=tuple(plain(c) for c in value.when),
            unless=tuple(plain(c) for c in value.unless),
            whether_or_not=tuple(plain(c) for c in value.whether_or_not),
        )
    if isinstance(value, Case):
        return replace(
            value, lines=tuple(plain(line) for line in value.lines), events=tuple(plain(e) for e in value.events)
        )
    return value


SLOW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW
@given(rules())
def test_a_rule_comes_back(rule: Rule) -> None:
    printed = print_block(rule, library().sentences())
    assert all(len(line) <= 120 for line in printed.splitlines())
    text = Text("manual.md", f"{DOCTRINE}{printed}```\n")
    result = read([*towns(), text])
    assert not result.diagnostics, (printed, [d.message for d in result.diagnostics])
    back = result.library.doctrines["manual"].rules[-1]
    assert plain(back) == plain(rule), printed
    assert print_block(back, library().sentences()) == printed
    assert fmt(text, result.library) == text.characters


@SLOW
@given(cases())
def test_a_case_comes_back(case: Case) -> None:
    printed = print_block(case, library().sentences())
    text = Text("days.md", f"{CASES}{printed}```\n")
    result = read([*towns(), text])
    assert {d.code for d in result.diagnostics} <= {"C002"}, (printed, [d.message for d in result.diagnostics])
    back = result.library.cases["subject"]
    assert plain(back) == plain(case), printed
    assert fmt(text, result.library) == text.characters


# --------------------------------------------------------------------------- every text said out


def said_out(sentence: Sentence) -> list[Claim]:
    """The sentence with each of its options, in each of its words, said of types."""
    arguments = tuple(Variable(s.type, s.name.replace(s.type, "").strip()) for s in sentence.slots)
    options: list[tuple[str, ...]] = [(o,) for o in sentence.choice.options] if sentence.choice else [()]
    denials = [Denial.NONE, *([Denial.OPPOSITE] if sentence.opposite else [])]
    found = [Claim(sentence.id, arguments, d, o) for d, o in product(denials, options)]
    if sentence.measure:
        words = {"duration": "3 days", "number": "7", "date": "6 AH"}[sentence.measure.kind]
        exact = Relation.ON if sentence.measure.kind == "date" else Relation.IS
        than = _quantity(sentence.measure.kind, words)
        found = [replace(c, comparison=Comparison(exact, than)) for c in found]
    return found


@pytest.mark.parametrize("shipped", [False, True], ids=["the fixtures' vocabulary", "the library"])
def test_every_declared_text_reads_back_as_itself(shipped: bool) -> None:
    own = read(shelf.shipped()).library if shipped else library()
    everything = own.sentences()
    for home in [None, *own.doctrines.values()]:
        for sentence in everything.values():
            if sentence.home != (home.id if home else sentence.home) or (home is None) != (
                sentence.home in own.vocabularies
            ):
                continue
            for claim in said_out(sentence):
                words = say(claim, everything)
                assert read_claim(words, own, doctrine=home) == claim, words
