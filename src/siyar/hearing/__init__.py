"""A case heard by a doctrine: from theories under each account to one attributed `Ruling`."""

from siyar.hearing.agreement import Beside, accounts_of, heard_on, own_tellers, set_beside
from siyar.hearing.attribution import attribute, seen, weakest
from siyar.hearing.hear import Asked, Heard, ImpossibleCase, NoSuchWord, Told, hear, hear_not, judged, listen, posed
from siyar.hearing.parting import parting, told, told_apart
from siyar.hearing.readings import concerned, matters, reading_choices
from siyar.hearing.ruling import (
    Attributed,
    Finding,
    Hearing,
    Outcome,
    Parting,
    Possible,
    Ruling,
    Settling,
    Sitting,
    UnderAccount,
)

__all__ = [
    "Asked",
    "Attributed",
    "Beside",
    "Finding",
    "Heard",
    "Hearing",
    "ImpossibleCase",
    "NoSuchWord",
    "Outcome",
    "Parting",
    "Possible",
    "Ruling",
    "Settling",
    "Sitting",
    "Told",
    "UnderAccount",
    "accounts_of",
    "attribute",
    "concerned",
    "hear",
    "hear_not",
    "heard_on",
    "judged",
    "listen",
    "matters",
    "own_tellers",
    "parting",
    "posed",
    "reading_choices",
    "seen",
    "set_beside",
    "told",
    "told_apart",
    "weakest",
]
