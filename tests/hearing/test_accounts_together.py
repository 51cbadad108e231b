"""Accounts judged by what is agreed, against each account of the shipped cases judged for itself."""

from __future__ import annotations

import pytest

from siyar.asking import to_ask
from siyar.hearing import judged, listen
from siyar.model import LineKind
from siyar.workbench import Workbench
from tests.sample import some

BENCH = Workbench.open()
TOLD_APART = [
    case.id for case in BENCH.library.cases.values() if any(line.kind is LineKind.CONTESTED for line in case.lines)
]


@pytest.mark.parametrize("case", some(TOLD_APART, 3))
def test_each_account(case: str) -> None:
    put = BENCH.library.cases[case]
    several = 0
    for id in BENCH.questions:
        asked = to_ask(BENCH.library, put, [id], "")
        if isinstance(asked, tuple):
            continue
        for one in asked.claims:
            for doctrine in BENCH.library.doctrines.values():
                frame = BENCH.frame(doctrine.id)
                if id not in doctrine.questions or not frame.rules_on(one.claim.sentence):
                    continue
                told = listen(frame, put, one)
                for heard in told.heard:
                    if heard.account.follows:
                        alone = judged(frame, put, one, heard.account)
                        assert heard.judgment == alone.judgment, (doctrine.id, one)
                        assert heard.in_full.judgment == alone.in_full.judgment, (doctrine.id, one)
                        several += 1
    assert several
