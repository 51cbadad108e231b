"""The short way to the silence of a doctrine without a rule says what the long way says."""

from __future__ import annotations

import sys
from unittest.mock import patch

import pytest

from siyar.asking import choices_of
from siyar.conclusion import Because
from siyar.hearing import Asked, Ruling
from tests.stance.shipped import bench, library

#: Given, contested and stipulated facts; concepts given; several entities.
CASES = ("hudaybiyya", "hudaybiyya-broken", "cyprus-800", "banu-qaynuqa-squadron", "two-polities", "a-truce")
HEAR = sys.modules["siyar.hearing.hear"]


@pytest.mark.parametrize("case", CASES)
def test_it_says_what_the_whole_judgment_says(case: str) -> None:
    put, met = library().cases[case], 0
    for question in library().questions().values():
        for sentence in question.about:
            for claim in choices_of(library(), put, library().sentences()[sentence])[:2]:
                for doctrine in library().doctrines:
                    asked = Asked(question.id, claim)
                    short = bench().hear(doctrine, put, asked)
                    if not isinstance(short, Ruling) or short.outcome.because is not Because.NO_RULE:
                        continue
                    with patch.object(HEAR, "without_a_rule", lambda *_, **__: None):
                        assert bench().hear(doctrine, put, asked) == short
                    met += 1
    assert met
