"""Siyar from Python and in notebooks: load doctrines, put cases to them.

>>> from siyar import load
>>> answer = load("hizb-qa").ask("banu-qaynuqa-squadron", question="help", narrowed=True)
>>> answer.value, answer.status, answer.settled
('forbidden', 'ruled', True)
>>> print(answer)
A question-and-answer of 2017 states: forbidden, haram (settled)
"""

from siyar.api.doctrines import Doctrines, Reading, diff, load
from siyar.api.of_cases import Answer, Comparison, Precedents, Supposition, Timelines, Turns
from siyar.api.of_evidence import Evidence
from siyar.api.of_spaces import Across, Audits, Influence, Versions
from siyar.api.problems import Problems, SeveralRulings

__all__ = [
    "Across",
    "Answer",
    "Audits",
    "Comparison",
    "Doctrines",
    "Evidence",
    "Influence",
    "Precedents",
    "Problems",
    "Reading",
    "SeveralRulings",
    "Supposition",
    "Timelines",
    "Turns",
    "Versions",
    "diff",
    "load",
]
