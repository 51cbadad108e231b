"""A rule speaks in the voice of its passages, which the source's page names once; else in its doctrine's."""

from __future__ import annotations

from collections.abc import Iterator

from siyar.explain import Reason, RuleUse
from siyar.hearing import Sitting
from siyar.workbench import Workbench

BENCH = Workbench.open()


def uses(reasons: tuple[Reason, ...]) -> Iterator[RuleUse]:
    for reason in reasons:
        if reason.use:
            yield reason.use
        for met in reason.conditions:
            if met.node:
                yield from uses((met.node,))
        yield from uses(reason.parts)


def voices(case: str, doctrine: str, question: str) -> dict[str, str]:
    sitting = BENCH.ask(case, doctrines=[doctrine], questions=[question])
    assert isinstance(sitting, Sitting)
    return {use.id: use.voice for ruling in sitting.hearings[0].asked for use in uses(ruling.why)}


def test_a_quoted_book_is_not_the_leader() -> None:
    found = voices("banu-qaynuqa-squadron", "hizb-qa", "help")
    assert found["help-of-an-entity"] == "the quoted book (Islamic Personality II)"
    assert voices("an-empire-not-described", "hizb-qa", "help")["help-of-a-state"] == "the leader"


def test_several_voices_are_all_named() -> None:
    found = voices("hudaybiyya", "hizb-qa", "truce")["truce-for-a-term"]
    assert found == "the leader and the quoted explanation of the draft constitution"


def test_a_critic_who_reports_is_told_from_the_party() -> None:
    found = voices("an-empire-not-described", "hizb-essay", "help")
    assert found["no-asking-for-help"] == "the critic reporting the party"


def test_without_voices_it_is_the_doctrine_that_speaks() -> None:
    found = voices("hudaybiyya", "shafii", "truce")
    assert set(found.values()) == {BENCH.library.doctrines["shafii"].voice}
