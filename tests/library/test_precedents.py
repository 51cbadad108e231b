"""C1 to C13 as a case base of the answer of 2017: its outcomes under its own ground, and the counter-evidence."""

from __future__ import annotations

import pytest

from siyar.model import Claim
from siyar.precedent import Model, Side
from siyar.reaching import precedents
from siyar.study.candidates import Verdict
from siyar.study.casebase import precedents as casebase
from siyar.study.reach import Facts, Reach, Together
from siyar.workbench import Workbench

BENCH = Workbench.open()

#: The six central cases, what the text holds there (docs: hizb-qa), and about what.
CENTRAL = {
    "squadron": ("banu-qaynuqa-squadron", "forbidden"),
    "khaybar": ("jews-at-khaybar", "permitted"),
    "quzman": ("quzman-at-uhud", "permitted"),
    "khuzaa": ("khuzaa-at-the-conquest", "permitted"),
    "hudaybiyya": ("hudaybiyya", "permitted"),
    "hudaybiyya-no-alliance": ("hudaybiyya-as-alliance", "no"),
}
REFUSED = ("refused-at-harrat-al-wabara", "khubayb-before-badr")


def reach(case: str, doctrine: str = "hizb-qa", **more: object) -> Reach:
    found = precedents(BENCH, case, doctrines=[doctrine], narrowed=True, **more)  # type: ignore[arg-type]  # options of several types, passed on
    assert not isinstance(found, tuple), [d.message for d in found]
    return next(r for rs in found.reaches for r in rs if r.precedents.entries)


def facts(case: str, doctrine: str = "hizb-qa", **more: object) -> tuple[Facts, ...]:
    return reach(case, doctrine, **more).facts


@pytest.mark.parametrize("precedent", CENTRAL)
def test_the_text_s_own_ground_gives_the_outcome_it_states(precedent: str) -> None:
    case, held = CENTRAL[precedent]
    found = reach(case)
    decision = found.precedents.entry(precedent).decision
    assert found.precedents.word(decision.side) == held
    assert found.candidates[0].changed == ()
    assert found.candidates[0].verdicts[precedent] is Verdict.EXPLAINED
    assert found.conflicts == (), "its precedents agree with each other"


def test_every_precedent_binds_in_its_own_case() -> None:
    for precedent, (case, held) in CENTRAL.items():
        found = reach(case)
        own = found.precedents.entry(precedent).account.tellers
        (one,) = [f for f in found.facts if f.tellers == own] or found.facts[:1]
        assert precedent in [d.name for d in one.outcome.by], case
        assert found.precedents.word(one.outcome.forced or Side.FOR) == held


def test_the_counter_evidence_is_found() -> None:
    """The individuals refused before Badr, against "ground absent, rule absent": rules and precedents allow them."""
    found = reach("banu-qaynuqa-squadron")
    assert found.candidates[0].of(Verdict.CONTRADICTED) == REFUSED
    at_odds = {(c.one.name, c.other.name) for c in found.with_reported}
    assert {("khaybar", name) for name in REFUSED} <= at_odds
    assert {("quzman", name) for name in REFUSED} <= at_odds


def test_the_reading_that_removes_the_contradiction_and_its_price() -> None:
    """Only both changes together end it, and they cost the cases that the text cites for individuals."""
    ways = {w.entry: w for w in reach("banu-qaynuqa-squadron").ways}
    assert set(ways) == set(REFUSED)
    for way in ways.values():
        assert set(way.changed) == {("who-is-an-individual", "citizen"), ("ground-absent", "unsaid")}
        assert way.verdict is Verdict.SILENT
        assert {"khaybar", "quzman"} <= set(way.lost)


def test_the_smallest_grounds_of_the_refusal() -> None:
    """One banner, or one polity, is enough for the text's own cases; with the two refusals no ground is."""
    found = {g.side: g for g in reach("banu-qaynuqa-squadron").grounds}
    smallest = set(found[Side.AGAINST].smallest)
    assert {frozenset({"own-banner"}), frozenset({"own-polity"})} <= smallest
    assert frozenset({"not-muslim"}) not in smallest, "unbelief alone is not the ground (P9.S3)"
    assert found[Side.AGAINST].with_reported == ()
    together = {frozenset(d.name for d in ds) for ds in found[Side.AGAINST].unexplained_with_reported}
    assert frozenset({"refused-at-harrat-al-wabara", "khaybar"}) in together


def test_had_they_come_under_the_banner_of_the_state() -> None:
    """The hypothetical of the squadron: the precedent no longer binds; the rules still forbid, for it is no pact."""
    for one in facts("banu-qaynuqa-squadron"):
        changed = {(h.variation.what, h.variation.present): h for h in one.variations}
        under = changed["the-states-banner", True]
        assert under.variation.outcome.forced is None
        assert (under.rules, under.rules_change) == (Side.AGAINST, False)
        bannerless = changed["own-banner", False]
        assert bannerless.variation.outcome.forced is None
        assert (bannerless.rules, bannerless.rules_change) == (Side.FOR, True)


def test_rival_accounts_of_quzman_are_followed() -> None:
    """If he was a Muslim in law, his case stands against nothing that favours a ban."""
    found = reach("a-volunteer")
    rivals = {r.entry: r for one in found.facts for r in one.rivals}
    assert rivals["quzman"].tellers == ("waqidi",)
    decision = rivals["quzman"].decision
    assert decision is not None
    assert "not-muslim" not in decision.situation.factors
    assert "not-muslim" in found.precedents.entry("quzman").decision.situation.factors


def test_a_single_volunteer_is_accepted_a_fortiori() -> None:
    (one,) = facts("refused-at-harrat-al-wabara")
    assert one.outcome.forced is Side.FOR
    assert "khaybar" in one.a_fortiori
    assert one.whatever is None, "whether his polity was bound by treaty is unknown"
    assert one.together is Together.BOTH


def test_an_absorbed_people_can_be_told_apart_from_khuzaa() -> None:
    """The rules decide it; no precedent does: the band has marks that Khuza'a is not told to have had."""
    (one,) = facts("an-absorbed-people")
    assert one.together is Together.RULES
    apart = {d.name: {x.what for x in ds} for d, ds in one.differences}
    assert apart["khuzaa"] >= {"own-banner", "own-polity", "bound-polity"}


def test_the_alliance_the_questioner_wants_is_not_drawn_from_hudaybiyya() -> None:
    """C10, a peace with a joint campaign: it binds the parties to fight together, which sets it apart."""
    found = precedents(BENCH, "peace-with-the-rum", doctrines=["hizb-qa"], questions=["alliance"], narrowed=True)
    assert not isinstance(found, tuple)
    one = next(r for rs in found.reaches for r in rs if r.precedents.issue.sentence == "amounts-to-alliance")
    apart = {d.name: {x.what for x in ds} for f in one.facts for d, ds in f.differences}
    assert "alliance-by-arms" in apart["hudaybiyya-no-alliance"]


def test_in_the_shafii_digest_a_shorter_truce_of_the_weak_is_allowed_a_fortiori() -> None:
    """Weakness and length are dimensions there: a shorter truce is forced, a longer one is free."""
    shorter = {f.outcome.forced for f in facts("a-shorter-truce-of-the-weak", "shafii", model=Model.RESULT)}
    longer = {f.outcome.forced for f in facts("a-longer-truce-of-the-weak", "shafii", model=Model.RESULT)}
    assert (shorter, longer) == ({Side.FOR}, {None})


#: C1 to C13 (with the cases of the two refused before Badr told apart): what the text's precedents force in each, by
#: the reason model, under each account: permitted, forbidden, yes, no, or None where they leave it free.
CASES = {
    "banu-qaynuqa-squadron": {"forbidden"},
    "jews-at-khaybar": {"permitted"},
    "quzman-at-uhud": {"permitted"},
    "khuzaa-at-the-conquest": {"permitted", None},
    "hudaybiyya": {"permitted"},
    "hudaybiyya-as-alliance": {"no"},
    "refused-at-harrat-al-wabara": {"permitted"},
    "khubayb-before-badr": {"permitted"},
    "safwan-at-hunayn": {"permitted"},
    "peace-with-the-rum": {None},
    "banu-damra": {None},
    "the-document-of-medina": {None},
    "the-guide-of-the-hijra": {"permitted"},
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_forced_in_each_case_of_the_base(case: str) -> None:
    found = reach(case)
    said = {found.precedents.word(f.outcome.forced) if f.outcome.forced else None for f in found.facts}
    assert said == CASES[case]
    assert not any(f.outcome.torn for f in found.facts)


def test_no_shipped_base_has_a_fault() -> None:
    """Every base that can be made of the library: reasons among the facts, on their side, names once."""
    for doctrine in BENCH.library.doctrines.values():
        for held in dict.fromkeys(p.held.sentence for p in doctrine.precedents):
            made = casebase(BENCH.library, BENCH.frame(doctrine.id), Claim(held))
            if made.declared:  # else its precedents are listed and not compared
                assert list(made.base().faults()) == [], (doctrine.id, held)
            own = [p for p in doctrine.precedents if p.held.sentence == held]
            assert len([e for e in made.entries if e.precedent]) == len(own)
