"""What an audit finds, against the reference engine going through every case one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from siyar.auditing import audit_doctrine, audit_doctrines
from siyar.conclusion import Answer, Because, Status
from siyar.cone import completions, cone
from siyar.engines import bits, reference
from siyar.export.audit import Audited, audit_cases, audit_html, audit_markdown, audit_text
from siyar.export.audit_data import audit_json
from siyar.hearing import Asked, Ruling, posed
from siyar.model import Case, Claim
from siyar.ruling import answer
from siyar.source import Text
from siyar.study.abstract import abstract_case
from siyar.study.audit import Audit, Finding, Kind
from siyar.theory import Theory
from siyar.workbench import Workbench
from tests.export.schemas import valid
from tests.precedent.tolls import CLASH
from tests.precedent.tolls import bench as town
from tests.sample import some
from tests.stance.shipped import bench as shipped
from tests.study.gates import GATE, ROLL, WORDS, bench

SENTENCES = ("admit", "trusted", "bound", "fed")


@cache
def gate() -> Audit:
    found = audit_doctrine(bench(), "gate")
    assert isinstance(found, Audit)
    return found


def of_kind(kind: Kind) -> dict[str, Finding]:
    return {f.subject: f for f in gate().findings if f.kind is kind}


# --------------------------------------------------------------------------- every case, one by one


def theories(reading: Mapping[str, str]) -> list[tuple[str, Theory, str]]:
    """The theory of each sentence that is not about force, by the id of the sentence."""
    return _kept(reading.get("hour", "day"))


@cache
def _kept(hour: str) -> list[tuple[str, Theory, str]]:
    return list(_made({"hour": hour}))


def _made(reading: Mapping[str, str]) -> Iterator[tuple[str, Theory, str]]:
    library = bench().library
    for sentence in SENTENCES:
        case = abstract_case(library, ["entry"], ["gate"], main=sentence)
        claim = next(a for a in case.asks if isinstance(a, Claim))
        _, theory, atom = posed(bench().frame("gate", reading), case, Asked("entry", claim))
        yield sentence, theory, atom


def cases(theory: Theory, atom: str) -> Iterator[dict[str, int]]:
    ranged = completions(theory, cone(theory, atom))
    assert not ranged.barred
    values = [[1 << i for i in range(mask.bit_length()) if mask >> i & 1] for mask in ranged.facts.values()]
    for pick in product(*values):
        yield dict(zip(ranged.facts, pick, strict=True))


_KNOWN: dict[tuple[int, tuple[tuple[str, int], ...]], Answer] = {}


def ruled(theory: Theory, atom: str, facts: Mapping[str, int]) -> Answer:
    told = replace(theory, facts={**theory.facts, **facts})
    return answer(told, reference.evaluate(told), atom)


def as_it_is(theory: Theory, atom: str, facts: Mapping[str, int]) -> Answer:
    """`ruled`, of one of the theories of `every`, which are kept."""
    key = (id(theory), tuple(sorted(facts.items())))
    if key not in _KNOWN:
        _KNOWN[key] = ruled(theory, atom, facts)
    return _KNOWN[key]


READINGS = ({"hour": "day"}, {"hour": "night"})


def every() -> Iterator[tuple[str, Theory, str]]:
    for reading in READINGS:
        yield from theories(reading)


@cache
def deciding() -> set[str]:
    """Rules without which some case is ruled otherwise."""
    found: set[str] = set()
    for _, theory, atom in every():
        names = {rule.name for rule in theory.rules}
        for name in names - found:
            less = replace(theory, rules=tuple(r for r in theory.rules if r.name != name), worded=theory.literals)
            if any(as_it_is(theory, atom, f) != ruled(less, atom, f) for f in cases(theory, atom)):
                found.add(name)
    return found


@cache
def applying() -> tuple[set[str], set[str]]:
    """Rules that apply in some case, and rules that stand in some."""
    applied, stood = set(), set()
    for _, theory, atom in every():
        for facts in cases(theory, atom):
            told = replace(theory, facts={**theory.facts, **facts})
            outcome = reference.evaluate(told)
            for rule in theory.rules:
                if outcome.rules[rule.label].applies:
                    applied.add(rule.name)
                if outcome.rules[rule.label].stands:
                    stood.add(rule.name)
    return applied, stood


def test_each_rule_is_what_going_through_every_case_says() -> None:
    rules = {rule.id for rule in bench().library.doctrines["gate"].rules} - {"no-storm"}
    applied, stood = applying()
    assert set(of_kind(Kind.NEVER_APPLIES)) == rules - applied == {"trusted-and-late"}
    assert set(of_kind(Kind.ALWAYS_BEATEN)) == (rules & applied) - stood == {"rich-out", "bound-by-itself"}
    silent = (rules & stood) - deciding()
    assert set(of_kind(Kind.NEVER_DECIDES)) == silent == {"known-and-sealed", "known-by-night", "tall-enter"}
    assert of_kind(Kind.NEVER_DECIDES)["known-and-sealed"].beside == ("known-enter", "sealed-enter")


def test_priorities_that_never_matter() -> None:
    idle = set()
    for pair, line in (
        (("sealed-enter", "rich-out"), "sealed-enter notwithstanding rich-out"),
        (("known-enter", "armed-out"), "known-enter notwithstanding armed-out"),
        (("rich-kept", "rich-out"), "rich-kept notwithstanding rich-out"),
        (("late-lose", "trust-the-known"), "late-lose notwithstanding trust-the-known"),
        (("fed-when-rich", "not-fed"), "fed-when-rich notwithstanding not-fed"),  # never apply together, by this line
        (("late-lose", "trust-the-praised"), "trust-the-praised subject to late-lose"),
    ):
        if not any(
            as_it_is(theory, atom, f) != ruled(replace(theory, superior=theory.superior - {pair}), atom, f)
            for _, theory, atom in every()
            for f in cases(theory, atom)
        ):
            idle.add(line)
    assert set(of_kind(Kind.IDLE_PRIORITY)) == idle == {"sealed-enter notwithstanding rich-out"}


def test_facts_no_ruling_depends_on() -> None:
    met, looked_at = set(), set()
    for _, theory, atom in every():
        for facts in cases(theory, atom):
            for name, value in facts.items():
                sentence = name.partition("(")[0]
                met.add(sentence)
                others = (v for v in range(len(theory.atoms[name].values)) if 1 << v != value)
                if any(
                    as_it_is(theory, atom, {**facts, name: 1 << v}) != as_it_is(theory, atom, facts) for v in others
                ):
                    looked_at.add(sentence)
    assert set(of_kind(Kind.IDLE_FACT)) == met - looked_at == {"tall"}


def test_a_reading_that_changes_nothing() -> None:
    for (_, one, atom), (_, other, _) in zip(theories(READINGS[0]), theories(READINGS[1]), strict=True):
        assert all(as_it_is(one, atom, f) == as_it_is(other, atom, f) for f in cases(one, atom))
    assert set(of_kind(Kind.IDLE_READING)) == {"hour"}


def test_clashes_are_counted_and_each_has_a_smallest_case() -> None:
    counts: dict[Because, int] = {}
    for _, theory, atom in every():
        for facts in cases(theory, atom):
            said = as_it_is(theory, atom, facts)
            if said.status is Status.CONTESTED:
                assert said.because is not None
                counts[said.because] = counts.get(said.because, 0) + 1
    (contradiction,) = of_kind(Kind.CONTRADICTION).values()
    (circle,) = of_kind(Kind.CIRCULAR).values()
    assert contradiction.subject == "bound-by-law and never-bound"
    # The sentence does not depend on the reading, so it is gone through once where `every` goes through it twice.
    assert contradiction.count * 2 == counts[Because.CONTRADICTION]
    assert circle.count * 2 == counts[Because.CIRCULAR]
    assert circle.subject == "bound-by-itself and bound-by-law and never-bound" or circle.subject == "bound-by-itself"
    assert contradiction.witness is not None
    assert set(contradiction.witness.given) == {
        "the Northern Guest is known to the Northern Town",
        "the Northern Guest carries arms",
        "the Northern Guest comes late",
    }
    contested = of_kind(Kind.CONTESTED)
    assert set(contested) == {"sealed-enter and armed-out", "armed-out and rich-kept"}
    assert contested["sealed-enter and armed-out"].witness is not None


def test_whether_or_not_that_is_belied() -> None:
    """The other such line, on arms, is not: nothing about trust looks at them."""
    (found,) = of_kind(Kind.BELIED).values()
    assert (found.subject, found.words) == ("trust-the-known", "Guest comes late")
    (theory, atom) = next((t, a) for s, t, a in theories({}) if s == "trusted")
    late = next(name for name in theory.atoms if name.startswith("late("))
    known = next(name for name in theory.atoms if name.startswith("known("))
    belied = [
        f
        for f in cases(theory, atom)
        if f[known] == 1 and as_it_is(theory, atom, f) != as_it_is(theory, atom, {**f, late: 3 - f[late]})
    ]
    assert found.count == len(belied) > 0


def test_what_is_said_is_counted_in_the_readings_taken_by_default() -> None:
    for sentence, theory, atom in theories({}):
        line = next(one for one in gate().lines if one.scope.case.asks and _about(one.scope.case) == sentence)
        counted: dict[Answer, int] = {}
        for facts in cases(theory, atom):
            said = as_it_is(theory, atom, facts)
            counted[said] = counted.get(said, 0) + 1
        assert line.scope.total == sum(counted.values())
        assert sorted(s.count for s in line.said) == sorted(counted.values())
        assert line.silent == sum(n for a, n in counted.items() if a.status is Status.SILENT)


def _about(case: Case) -> str:
    return next(a.sentence for a in case.asks if isinstance(a, Claim))


# --------------------------------------------------------------------------- what needs no cases


def test_declared_and_never_used_and_cited_without_a_place() -> None:
    assert set(of_kind(Kind.UNUSED)) == {"the fact gate/whistles", "the evidence old-song"}
    assert of_kind(Kind.NO_PASSAGE)["roll"].beside == ("tall-enter",)


def test_notes_explain_and_idle_notes_are_found() -> None:
    assert of_kind(Kind.NEVER_DECIDES)["known-and-sealed"].why == ("the roll says it twice",)
    assert of_kind(Kind.NEVER_DECIDES)["tall-enter"].why == ()
    assert set(of_kind(Kind.IDLE_NOTE)) == {"known-and-sealed"}


def test_a_rule_that_no_question_reaches() -> None:
    words = GATE.replace("questions: entry, storming", "questions: storming")
    opened = Workbench.read([Text("words.md", WORDS), Text("roll.md", ROLL), Text("gate.md", words)], set())
    found = audit_doctrine(opened, "gate")
    assert isinstance(found, Audit)
    asked = {f.subject for f in found.findings if f.kind is Kind.NEVER_ASKED}
    assert asked == {rule.id for rule in opened.library.doctrines["gate"].rules} - {"no-storm"}


def test_what_all_share_and_none_uses() -> None:
    found = audit_doctrines(bench())
    assert isinstance(found, Audited)
    assert found.shared is not None
    assert [f.subject for f in found.shared] == ["the fact hungry"]


def test_options_that_are_never_apart_and_strictness_that_does_what_a_line_says() -> None:
    words = GATE.replace(
        "  option           night    by night\n",
        "  option           night    by night\n  option           dusk     at dusk\n",
    )
    words = words.replace(
        "rule known-by-night\n  permitted        for Town to admit Guest\n  when             Guest is known to Town",
        "rule known-by-night\n  forbidden        for Town to admit Guest\n  when             Guest comes late",
    )
    words = words.replace("rule known-enter", "strict rule known-enter")
    opened = Workbench.read([Text("words.md", WORDS), Text("roll.md", ROLL), Text("gate.md", words)], set())
    found = audit_doctrine(opened, "gate")
    assert isinstance(found, Audit)
    alike = [f.subject for f in found.findings if f.kind is Kind.LIKE_OPTIONS]
    assert alike == ["hour: day, dusk"]
    strict = [f for f in found.findings if f.subject == "known-enter notwithstanding armed-out"]
    assert [f.words for f in strict] == ["the strictness of the rule does the same"]


# --------------------------------------------------------------------------- precedents


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("", {("always beaten", "strangers-pay")}),
        ("\nprecedents: prevail", {("never decides", "strangers-pay")}),
        ("\nprecedents: give way", {("always beaten", "strangers-pay"), ("always beaten", "taxed")}),
    ],
)
def test_precedents_take_part_where_the_doctrine_says_so(key: str, found: set[tuple[str, str]]) -> None:
    """Strangers are taxed by a rule, spared by one above it, and taxed by a precedent."""
    audit = audit_doctrine(town(key, CLASH), "manual")
    assert isinstance(audit, Audit)
    assert audit.precedents is bool(key)
    assert {(f.kind.value, f.subject) for f in audit.findings} == found | {("idle reading", "coin")}


# --------------------------------------------------------------------------- force


def test_of_force_there_are_counts_and_no_cases() -> None:
    (one,) = gate().force
    assert (one.total, one.contested, one.silent) == (2, 0, 1)
    assert gate().force_rules == ("no-storm",)
    assert all("storm" not in line.about for line in gate().lines)
    data = audit_json(Audited((gate(),)), bench().library)
    assert set(data["audits"][0]["force"][0]) == {"question", "about", "cases", "contested", "silent"}


# --------------------------------------------------------------------------- bounds


def test_what_does_not_fit_is_named_with_its_size_and_the_rest_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = gate()
    monkeypatch.setattr("siyar.study.audit.space.MOST_NODES", 100)
    found = audit_doctrine(bench(), "gate")
    assert isinstance(found, Audit)
    (large,) = found.too_large
    assert large.about == "for the Northern Town to admit the Northern Guest"
    assert large.cases == next(line for line in whole.lines if line.about == large.about).scope.total
    assert {line.about for line in found.lines} == {line.about for line in whole.lines} - {large.about}
    said = audit_text(Audited((found,)), bench().library)
    assert f"{large.cases} cases, too many to go through" in said


def test_narrowed_to_a_question_only_what_its_cases_show_is_found() -> None:
    found = audit_doctrine(bench(), "gate", questions=["entry"])
    assert isinstance(found, Audit)
    assert found.force == ()
    assert {f.kind for f in found.findings} == {f.kind for f in gate().findings} - {
        Kind.NEVER_ASKED,
        Kind.NO_PASSAGE,
        Kind.UNUSED,
        Kind.IDLE_NOTE,
    }


# --------------------------------------------------------------------------- outputs


def test_outputs_say_whose_it_is_how_many_cases_and_what_explains_it() -> None:
    found, library = Audited((gate(),)), bench().library
    valid("audit", audit_json(found, library))
    valid("audit", audit_json(Audited((gate(),), (), ("entry",)), library))
    for said in (audit_text(found, library), audit_markdown(found, library), audit_html(found, library)):
        assert "A gate" in said
        assert "reviewed by: no scholar yet" in " ".join(said.split())
        assert "the roll says it twice" in said
        assert "%" not in said
    assert "Narrowed by the user" in audit_text(Audited((gate(),), None, ("entry",)), library)


def test_the_smallest_cases_can_be_run() -> None:
    """Printed as a file, read again, put to the doctrine: what was found is said."""
    found = Audited((gate(),))
    texts = [Text("words.md", WORDS), Text("roll.md", ROLL), Text("gate.md", GATE)]
    opened = Workbench.read([*texts, Text("found.md", audit_cases(found, bench().library))], set())
    assert [p for p in opened.problems if p.severity == "error"] == []
    shown = [f for f in gate().findings if f.witness]
    assert len(opened.library.cases) == len(shown) > 4
    for finding, case in zip(shown, opened.library.cases.values(), strict=True):
        assert finding.witness is not None
        sitting = opened.ask(case, doctrines=["gate"], about=finding.witness.about)
        assert not isinstance(sitting, tuple)
        ruling = sitting.hearings[0].asked[0]
        assert ruling.settled or finding.kind is Kind.BELIED
        if finding.says:
            assert ruling.outcome == finding.says.outcome


def test_an_unknown_doctrine_is_refused() -> None:
    found = audit_doctrines(bench(), ["gates"])
    assert isinstance(found, tuple)
    assert [p.code for p in found] == ["R009"]


# --------------------------------------------------------------------------- the shipped doctrines


def few() -> list[str]:
    return some(sorted(shipped().library.doctrines), 5)


@cache
def audited(doctrine: str) -> Audit:
    found = audit_doctrine(shipped(), doctrine)
    assert isinstance(found, Audit)
    return found


def some_and_all() -> list[object]:
    first = few()
    later = [d for d in sorted(shipped().library.doctrines) if d not in first]
    return [*first, *(pytest.param(d, marks=pytest.mark.long) for d in later)]


@pytest.mark.parametrize("doctrine", some_and_all())
def test_the_smallest_cases_of_shipped_doctrines_show_what_is_said(doctrine: str) -> None:
    found = audited(doctrine)
    assert found.too_large == ()
    clashes = [f for f in found.findings if f.says is not None and f.witness is not None]
    for finding in some(clashes, 6):
        witness, says = finding.witness, finding.says
        assert witness is not None
        assert says is not None
        heard = shipped().hear(doctrine, witness.case, witness.asked, dict(witness.readings))
        assert isinstance(heard, Ruling)
        assert heard.settled
        assert heard.outcome.status == says.outcome.status


@pytest.mark.parametrize("doctrine", some_and_all())
def test_what_shipped_doctrines_say_is_counted_like_going_through_every_case(doctrine: str) -> None:
    """By the engine with a bit for each case, which knows nothing of diagrams."""
    compared = 0
    for line in audited(doctrine).lines:
        if line.scope.total > 1 << 12:
            continue
        _, theory, atom = posed(shipped().frame(doctrine), line.scope.case, line.asked)
        found = bits.survey(theory, atom)
        assert found.total == line.scope.total
        silent = {answer: lanes for answer, lanes in found.answers.items() if answer.status is Status.SILENT}
        assert sum(lanes.bit_count() for lanes in silent.values()) == line.silent
        assert sorted(lanes.bit_count() for lanes in found.answers.values()) == sorted(said.count for said in line.said)
        compared += 1
    assert compared
