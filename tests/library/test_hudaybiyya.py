"""The truce of Hudaybiyya, as the issue that began this library asks for it."""

from __future__ import annotations

from siyar.conclusion import Because
from siyar.ground import accounts
from siyar.hearing import Sitting
from siyar.workbench import Workbench

BENCH = Workbench.open()


def asked(case: str, doctrine: str, question: str) -> Sitting:
    sitting = BENCH.ask(case, doctrines=[doctrine], questions=[question])
    assert isinstance(sitting, Sitting)
    return sitting


def test_the_broken_truce_has_two_groups_of_accounts() -> None:
    """The term and the backing of the attack are contested by different tellers, so each is followed by itself."""
    told = accounts(BENCH.library.cases["hudaybiyya-broken"])
    assert {len(account.follows) for account in told} == {2}
    assert len(told) == 4


def test_only_the_group_that_matters_is_told_apart() -> None:
    ruling = asked("hudaybiyya-broken", "hanafi", "breach").hearings[0].asked[0]
    assert ruling.outcome.because is Because.ACCOUNTS
    assert [account.tellers for account in ruling.accounts] == [("ibn-ishaq",), ("unnamed-reports",)]


def test_the_party_permits_the_truce_and_the_report_is_silent_on_it() -> None:
    assert asked("hudaybiyya", "hizb-qa", "truce").hearings[0].asked[0].outcome.value == "permitted"
    ruling = asked("hudaybiyya", "hizb-essay", "truce").hearings[0].asked[0]
    assert (ruling.outcome.value, ruling.outcome.because) == (None, Because.NONE_APPLIES)
