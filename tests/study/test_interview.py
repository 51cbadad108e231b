"""What is asked can still matter and nothing else can; the order; whom it is asked for; how it ends."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from math import prod

import pytest

from siyar.cone import completions, cone
from siyar.engines import reference
from siyar.hearing import Asked, posed
from siyar.model import Case, Claim
from siyar.ruling import answer
from siyar.study.abstract import abstract_case, kinds
from siyar.study.interview import Needs, merged, needs
from siyar.study.session import Answer, Session, understood
from siyar.study.whatif import WhatIf
from siyar.supposing import Agenda, Step, agenda, step, whatif
from siyar.theory import Theory
from siyar.workbench import Workbench
from tests.stance.shipped import bench as shipped
from tests.study.towns import bench, case

#: More completions than this are not gone through one by one.
FEW = 600


def on(of: Workbench, put: Case, **options: object) -> Agenda:
    found = agenda(of, put, **options)  # type: ignore[arg-type]  # options of several types, passed on
    assert isinstance(found, Agenda), found
    return found


def stand(of: Workbench, put: Case, at: Agenda) -> Step:
    found = step(of, put, at)
    assert isinstance(found, Step), found
    return found


def lanes(theory: Theory, atom: str) -> list[tuple[dict[str, int], object]] | None:
    """Every allowed completion and its answer, each worked out by itself; None where there are too many."""
    ranged = completions(theory, cone(theory, atom))
    names = list(ranged.facts)
    values = [[1 << i for i in range(mask.bit_length()) if mask >> i & 1] for mask in ranged.facts.values()]
    if prod(len(v) for v in values) > FEW:
        return None
    found: list[tuple[dict[str, int], object]] = []
    for pick in product(*values):
        lane = dict(zip(names, pick, strict=True))
        if not any(all(lane[q.atom] & q.values for q in barred) for barred in ranged.barred):
            given = replace(theory, facts={**theory.facts, **lane})
            found.append((lane, answer(given, reference.evaluate(given), atom)))
    return found


def turning(found: list[tuple[dict[str, int], object]]) -> set[str]:
    """D15 word by word: the facts of all minimal sets on which two allowed completions with two answers differ."""
    sets = {frozenset(n for n in a if a[n] != b[n]) for (a, x), (b, y) in combinations(found, 2) if x != y}
    return {name for some in sets if not any(other < some for other in sets) for name in some}


def left(found: list[tuple[dict[str, int], object]], name: str) -> Fraction:
    """How often two completions that agree on the fact differ in their answer, from counting pairs."""
    pairs = Fraction(0)
    for value in {lane[name] for lane, _ in found}:
        same = [a for lane, a in found if lane[name] == value]
        apart = sum(1 for one in same for other in same if one != other)
        pairs += Fraction(apart, len(same))
    return pairs / len(found)


def sentences_of(of: Workbench, questions: list[str] | None = None) -> list[tuple[str, Case, Asked]]:
    found = []
    for question in questions or list(of.questions):
        put = abstract_case(of.library, [question], tuple(of.library.doctrines))
        at = agenda(of, put, questions=[question])
        if isinstance(at, Agenda):
            found += [
                (id, put, one)
                for id, doctrine in of.library.doctrines.items()
                if question in doctrine.questions
                for one in at.claims
            ]
    return found


@pytest.mark.parametrize("which", ["invented", "shipped"])
def test_only_what_can_matter_is_asked_and_all_of_it(which: str) -> None:
    of = bench() if which == "invented" else shipped()
    seen = 0
    for id, put, one in sentences_of(of):
        grounded, theory, atom = posed(of.frame(id), put, one)
        each = lanes(theory, atom)
        if each is None:
            continue
        wanted = turning(each)
        seen += 1
        found = needs(grounded, theory, atom)
        assert found.exact
        claims = {
            o.comparison or Claim(o.sentence.id, o.arguments): left(each, name)
            for name in wanted
            for o in [theory.atoms[name].origin]
        }
        assert {i.claim: i.left for i in found.inquiries} == claims, (id, one)
        assert [i.left for i in found.inquiries] == sorted(claims.values())
    assert seen >= (1 if which == "invented" else 20)


@pytest.mark.parametrize("seed", range(12))
def test_an_interview_that_is_answered_ends_settled(seed: int) -> None:
    chance = random.Random(seed)
    of = shipped()
    question = ["help", "relations", "treaty", "unity", "purpose", "breach"][seed % 6]
    put = abstract_case(of.library, [question], of.under_study)
    at = on(of, put, questions=[question])
    session, asked = Session(put), 0
    now = stand(of, session.case, at)
    while (inquiry := session.next(now.needs.inquiries)) is not None:
        asked += 1
        assert asked < 40
        words = "20 lunar years" if inquiry.measure == "duration" else chance.choice(inquiry.answers)
        taken = understood(inquiry, of.sentences[inquiry.claim.sentence], words)
        assert isinstance(taken, Answer), (inquiry, taken)
        session = session.taking(taken)
        now = stand(of, session.case, at)
    assert all(ruling.settled for ruling in now.rulings)
    assert asked


def test_what_is_given_is_not_asked_again() -> None:
    now = stand(bench(), case("at-the-gate"), on(bench(), case("at-the-gate")))
    assert now.needs.inquiries
    assert not {"bond", "stay"} & {i.claim.sentence for i in now.needs.inquiries if i.claim.comparison is None}


def test_it_says_for_which_rules_it_asks() -> None:
    now = stand(bench(), case("nothing-known"), on(bench(), case("nothing-known"), doctrines=["book"]))
    behind = {i.words: [rule for _, rule in i.because] for i in now.needs.inquiries}
    assert behind["Has the trader given Norton a name?"] == ["named-is-welcome"]
    assert behind["What does the trader bring?"] == ["long-stays"]
    assert set(behind["What is the stay of the trader?"]) == {"long-stays"}


def test_values_no_case_can_have_are_not_offered() -> None:
    put = case("nothing-known")
    session = Session(put)
    at = on(bench(), put, doctrines=["book"], reading={"book": {"what-counts": "bond"}})
    (name,) = [i for i in stand(bench(), put, on(bench(), put)).needs.inquiries if i.claim.sentence == "named"]
    taken = understood(name, bench().sentences["named"], "no")
    assert isinstance(taken, Answer)
    now = stand(bench(), session.taking(taken).case, at)
    (bond,) = [i for i in now.needs.inquiries if i.claim.sentence == "bond"]
    assert bond.answers == ("a letter", "nothing")


def test_contested_facts_are_asked_only_while_accounts_part() -> None:
    put = case("two-tales")
    words = [i.words for i in stand(bench(), put, on(bench(), put, doctrines=["book"])).needs.inquiries]
    assert "Has the trader given Norton a name?" in words
    agreed = stand(bench(), put, on(bench(), put, doctrines=["rolls"]))
    assert [i.claim.sentence for i in agreed.needs.inquiries] == ["armed"]


def test_what_several_rulings_need_is_asked_once() -> None:
    put = case("nothing-known")
    now = stand(bench(), put, on(bench(), put, doctrines=["book", "rolls"]))
    armed = [i for i in now.needs.inquiries if i.claim.sentence == "armed"]
    assert len(armed) == 1
    assert {doctrine for doctrine, _ in armed[0].because} == {"book", "rolls"}


def test_nothing_needs_nothing() -> None:
    assert merged([]) == Needs()
    assert merged([Needs(), Needs()]).apart == Fraction(0)


def test_too_many_cases_are_said_to_be() -> None:
    one = on(bench(), case("nothing-known")).claims[0]
    found = needs(*posed(bench().frame("book"), case("nothing-known"), one), most=2)
    assert not found.exact
    assert {i.claim.sentence for i in found.inquiries} >= {"named", "armed", "bond"}
    assert not merged([found, Needs()]).exact


# --------------------------------------------------------------------------- acts of force, abstract cases


def test_no_interview_leads_to_an_act_of_force() -> None:
    put = abstract_case(bench().library, ["storming"], ["book"])
    refused = agenda(bench(), put, questions=["storming"])
    assert isinstance(refused, tuple)
    assert [p.code for p in refused] == ["P004"]


def test_acts_of_force_are_left_out_beside_others_and_named() -> None:
    of = shipped()
    force = {id for id, sentence in of.sentences.items() if sentence.force}
    for question in of.questions:
        put = abstract_case(of.library, [question], of.under_study)
        found = agenda(of, put, questions=[question], everything=True)
        if isinstance(found, Agenda):
            assert not force & {one.claim.sentence for one in found.claims}
            assert bool(found.left_out) == bool(force & set(of.questions[question].about))


def test_an_abstract_case_has_whom_the_question_needs() -> None:
    assert kinds(bench().library, "admission") == (("Guest", ("Trader", "Pilgrim")),)
    made = abstract_case(bench().library, ["admission"], ["book"], filled={"Guest": "Pilgrim"})
    assert [(e.type, e.name) for e in made.entities] == [
        ("Town", "the Northern Town"),
        ("Pilgrim", "the Northern Pilgrim"),
    ]
    assert made.asks == ("admission", Claim("admit", tuple(e.name for e in made.entities)))


def test_whom_it_is_about_stays_whom_it_is_about() -> None:
    """What is said of one entity never turns the question to another."""
    of = shipped()
    put = abstract_case(of.library, ["help"], of.under_study, filled={"Party": "Group"})
    (one,) = on(of, put, questions=["help"]).claims
    assert one.claim.arguments[1] == "the Northern Group"
    found = whatif(of, put, given=["the Northern Group comes singly"], doctrines=["hizb-qa"], questions=["help"])
    assert isinstance(found, WhatIf)
    assert {c.before.entities for c in found.changes} == {c.after.entities for c in found.changes}
    assert found.changes


@pytest.mark.parametrize("question", shipped().questions)
def test_abstract_cases_can_be_asked(question: str) -> None:
    put = abstract_case(shipped().library, [question], shipped().under_study)
    sitting = shipped().ask(put, doctrines=shipped().under_study)
    assert not isinstance(sitting, tuple), sitting


def test_ids_that_name_nothing_are_refused() -> None:
    for options in ({"doctrines": ["boek"]}, {"questions": ["admision"]}, {"reading": {"book": {"what": "name"}}}):
        found = agenda(bench(), case("at-the-gate"), **options)
        assert isinstance(found, tuple)
        assert found[0].code in ("R009", "R007")


def test_the_first_question_over_several_rulings_leaves_least_of_all() -> None:
    """What is left of each ruling, counted pair by pair, is added up; the first question has the least sum there is."""
    seen = 0
    for question in ("help", "truce", "envoys", "domain"):
        put = abstract_case(shipped().library, [question], ("hanafi", "hanbali", "maliki"))
        asked = [one for id, _, one in sentences_of(shipped(), [question]) if id == "hanafi"][:1]
        each = []
        for doctrine in ("hanafi", "hanbali", "maliki"):
            for one in asked:
                grounded, theory, atom = posed(shipped().frame(doctrine), put, one)
                found = lanes(theory, atom)
                if found is not None and question in shipped().library.doctrines[doctrine].questions:
                    each.append((needs(grounded, theory, atom), found, theory))
        if len(each) < 2:
            continue
        joined = merged(n for n, _, _ in each)
        for inquiry in joined.inquiries:
            total = Fraction(0)
            for _, found, theory in each:
                name = next((n for n in found[0][0] if _asks(theory, n) == inquiry.claim and n in turning(found)), None)
                total += left(found, name) if name else apart(found)
            assert inquiry.left == total
        assert [i.left for i in joined.inquiries] == sorted(i.left for i in joined.inquiries)
        seen += bool(joined.inquiries)
    assert seen


def _asks(theory: Theory, name: str) -> Claim:
    said = theory.atoms[name].origin
    return said.comparison or Claim(said.sentence.id, said.arguments)


def apart(found: list[tuple[dict[str, int], object]]) -> Fraction:
    """How often two completions have different answers, from counting pairs."""
    return Fraction(sum(1 for _, one in found for _, other in found if one != other), len(found) ** 2)
