"""Questions of the library over their whole case spaces: compiled programs say what Python's integers say."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyar.cone import completions, cone
from siyar.engines import bits
from siyar.engines.bits.assembly import fits
from siyar.hearing import posed
from siyar.study.abstract import abstract_case
from siyar.supposing import Agenda, agenda
from tests.sample import some
from tests.stance.shipped import bench

pytest.importorskip("llvmlite", reason='compiled programs need the extra "space"')
pytest.importorskip("numpy", reason='compiled programs need the extra "space"')

#: Integers are asked too, so the widest questions are left out.
WIDEST = 1 << 20


def test_questions_with_many_unknown_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    compared = 0
    for doctrine in some(sorted(bench().library.doctrines), 8):
        for question in bench().questions:
            case = abstract_case(bench().library, [question], [doctrine])
            on = agenda(bench(), case, questions=[question], doctrines=[doctrine])
            if not isinstance(on, Agenda):
                continue
            for asked in on.claims:
                _, theory, atom = posed(bench().frame(doctrine), case, asked)
                ranged = completions(theory, cone(theory, atom))
                if ranged.impossible or fits(ranged.facts) is None or bits.Space.of(ranged.facts).lanes > WIDEST:
                    continue
                net = bits.network(theory, [q for q in theory.literals if q.atom == atom])
                compiled, plain = (bits.count(net, ranged, atoms=[atom], compiled=way) for way in (True, False))
                assert compiled == plain, (doctrine, question)
                compared += 1
    assert compared
