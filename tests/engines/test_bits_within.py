"""A matter judged by the survey of a wider one, against the same judged for itself."""

from __future__ import annotations

import sys
from dataclasses import replace
from random import Random

import pytest

from siyar.cone import completions, cone
from siyar.ruling import Matter, judge
from siyar.theory import Role
from tests.engines.test_bits_random import draw


@pytest.mark.parametrize("folded", [False, True])
def test_what_is_known_besides_narrows_what_was_surveyed(folded: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if folded:
        monkeypatch.setattr(sys.modules[judge.__module__], "FOLDED", 2)
    narrowed = 0
    for seed in range(400):
        rng = Random(seed)
        theory = draw(rng, facts=6, impossible=4)
        part = cone(theory, "x")
        if theory.atoms["x"].role is Role.FACT or not part.open(theory):
            continue
        wider = Matter(theory, "x", completions(theory, part))
        told = {name: rng.randint(1, left) & left for name, left in theory.open.items() if name in part.facts}
        more = {name: mask for name, mask in told.items() if mask and rng.random() < 0.5}
        here = theory.with_facts({**theory.facts, **more})
        alone = Matter(here, "x", completions(here, part))
        if wider.ranged.impossible:
            continue
        wider.judge(turning=False)
        within = replace(alone, wider=wider)
        assert within.judge(turning=False) == alone.judge(turning=False), seed
        assert within.judge() == alone.judge(), seed
        narrowed += not alone.ranged.impossible and within._narrowed is not None
    assert narrowed > 100
