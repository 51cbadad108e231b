"""A case heard by a doctrine: from theories under each account to one attributed `Ruling`."""

from siyar.hearing.agreement import Beside, accounts_of, heard_on, own_tellers, set_beside
from siyar.hearing.attribution import attribute, seen, weakest
from siyar.hearing.hear import ImpossibleCase, NoSuchWord, hear, hear_not
from siyar.hearing.listening import Asked, Heard, Told, judged, listen, posed
from siyar.hearing.parting import Side, parted, parting, told, told_apart
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
from siyar.hearing.saying import speaks_of

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
    "Side",
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
    "parted",
    "parting",
    "posed",
    "reading_choices",
    "seen",
    "set_beside",
    "speaks_of",
    "told",
    "told_apart",
    "weakest",
]
