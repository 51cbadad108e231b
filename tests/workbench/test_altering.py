"""The smallest changes that alter a ruling: every set of changes tried one by one, what is refused, every format."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import pytest

from siyar.altering import as_changed, smallest_changes
from siyar.asking import to_ask
from siyar.cone import cone
from siyar.diagnostics import Diagnostic
from siyar.export.altered import altered_html, altered_json, altered_markdown, altered_text
from siyar.hearing import Asked, ImpossibleCase, Outcome, posed
from siyar.model import Case
from siyar.study.altered import Turnings
from siyar.study.smallest import Change, smallest
from siyar.workbench import Workbench
from tests.cli.command import run
from tests.export.schemas import valid
from tests.sample import some
from tests.stance.shipped import bench as shipped
from tests.study.towns import bench as towns


def first(of: Workbench, case: Case, question: str, doctrine: str) -> Asked:
    asked = to_ask(of.library, case, [question], "", doctrines=[doctrine])
    assert not isinstance(asked, tuple), asked
    return asked.claims[0]


def gist(outcome: Outcome) -> object:
    return outcome.status, outcome.value, outcome.holds, outcome.between


def by_hand(
    of: Workbench, doctrine: str, case: Case, asked: Asked, size: int
) -> set[frozenset[tuple[str, int | None]]]:
    """Every set of so many changes after which the doctrine, heard anew on the changed case, rules otherwise."""
    frame = of.frame(doctrine)
    left = {atom.name for atom in smallest(frame, case, asked).kept}
    _, theory, atom = posed(frame, case, asked)
    facts = [theory.atoms[name] for name in cone(theory, atom).facts if name not in left]
    before = of.hear(doctrine, case, asked)
    assert not isinstance(before, ImpossibleCase)
    found = set()
    for some_facts in combinations(facts, size):
        options: list[list[Change]] = []
        for one in some_facts:
            given = theory.facts.get(one.name)
            values: list[int | None] = [1 << i for i in range(len(one.values)) if 1 << i != given]
            options.append([Change(one, given, value) for value in (*values, *([None] if given is not None else []))])
        for changes in product(*options):
            after = of.hear(doctrine, as_changed(case, changes, frame), asked)
            if not isinstance(after, ImpossibleCase) and gist(after.outcome) != gist(before.outcome):
                found.add(frozenset((c.atom.name, c.after) for c in changes))
    return found


def cases() -> Iterator[tuple[str, str, str, str]]:
    for case in ("at-the-gate", "two-tales", "nothing-known"):
        for doctrine in ("book", "rolls"):
            yield "towns", doctrine, case, "admission"
    yield "shipped", "hizb-qa", "banu-qaynuqa-squadron", "help"


@pytest.mark.parametrize(("which", "doctrine", "id", "question"), list(cases()))
def test_they_are_all_there_are_and_none_is_smaller(which: str, doctrine: str, id: str, question: str) -> None:
    of = towns() if which == "towns" else shipped()
    case = of.library.cases[id]
    asked = first(of, case, question, doctrine)
    found = smallest(of.frame(doctrine), case, asked, changes=2)
    assert found.complete
    for size in range(1, (found.size or found.tried) + 1):
        wanted = by_hand(of, doctrine, case, asked, size)
        here = {frozenset((c.atom.name, c.after) for c in one) for one in found.sets} if size == found.size else set()
        assert here == wanted, size


def some_shipped() -> list[tuple[str, str, str]]:
    library = shipped().library
    pairs = [
        (doctrine.id, case.id, ask)
        for case in library.cases.values()
        if not case.events
        for ask in case.asks
        if isinstance(ask, str)
        for doctrine in library.doctrines.values()
        if ask in doctrine.questions
    ]
    return some(pairs, 12)


@pytest.mark.parametrize(("doctrine", "case", "question"), some_shipped())
def test_heard_anew_the_ruling_is_another(doctrine: str, case: str, question: str) -> None:
    found = smallest_changes(shipped(), case, doctrines=[doctrine], questions=[question], changes=2, narrowed=True)
    if isinstance(found, tuple):
        assert found[0].code == "P004"
        return
    for turning in found.found:
        for one in turning.sets:
            assert gist(one.after.outcome) != gist(turning.before.outcome), one.words
            assert len(one.words) == turning.size


def turned(case: str, **options: object) -> Turnings:
    found = smallest_changes(towns(), case, **options)  # type: ignore[arg-type]  # options of several types, passed on
    assert isinstance(found, Turnings), found
    return found


def test_what_is_contested_stays_and_is_named() -> None:
    (turning,) = [t for t in turned("two-tales", doctrines=["book"]).found if t.before.sentence == "admit"]
    assert any("given a name" in words for words in turning.kept)
    assert not any("given a name" in words for one in turning.sets for words in one.words)


def test_a_reading_and_a_ground_stay_as_chosen() -> None:
    asks: dict[str, object] = {"doctrines": ["book"], "questions": ["admission"]}
    plain = turned("at-the-gate", **asks).found[0]
    bond = turned("at-the-gate", reading={"book": {"what-counts": "bond"}}, **asks).found[0]
    less = turned("at-the-gate", without=["an-old-gate"], **asks).found[0]
    assert plain.before.outcome != bond.before.outcome
    assert bond.before.readings == (("what-counts", "bond"),)
    assert all(one.after.readings == bond.before.readings for one in bond.sets)
    assert less.before.without == ("an-old-gate",)
    assert {one.words for one in plain.sets} != {one.words for one in bond.sets}


def test_acts_of_force_are_refused_or_left_out_and_named() -> None:
    found = smallest_changes(towns(), "at-the-gate", questions=["storming"])
    assert isinstance(found, tuple)
    assert isinstance(found[0], Diagnostic)
    assert found[0].code == "P004"
    both = turned("at-the-gate", questions=["admission", "storming"], doctrines=["book"])
    assert both.force
    assert all(t.before.question == "admission" for t in both.found)


def test_every_format_says_whose_it_is() -> None:
    found, library = turned("at-the-gate", doctrines=["book"]), towns().library
    data = altered_json(found, library)
    valid("whatif-smallest", data)
    assert data["rulings"][0]["sets"]
    text, page = altered_text(found), altered_markdown(found)
    for words in (" ".join(text.split()), page, altered_html(found)):
        assert "The book of gates" in words
        assert "The rolls of the council" in words
        assert "reviewed by: no scholar yet" in words
    assert "The ruling is another if one fact is otherwise" in text


@pytest.mark.parametrize("format", ["text", "markdown", "json", "html"])
def test_the_command(format: str) -> None:
    ran = run("whatif", "banu-qaynuqa-squadron", "-d", "hizb-qa", "-q", "help", "--smallest", "--format", format)
    assert (ran.status, ran.err) == (0, "")
    if format == "json":
        valid("whatif-smallest", ran.json)
    assert run("whatif", "banu-qaynuqa-squadron", "--smallest", "--set", "x").status == 2
