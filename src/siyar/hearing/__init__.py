"""A case heard by a doctrine: from theories under each account to one attributed `Ruling`."""

from siyar.hearing.attribution import attribute, seen, weakest
from siyar.hearing.hear import Asked, ImpossibleCase, hear
from siyar.hearing.readings import combinations, concerned
from siyar.hearing.ruling import Attributed, Outcome, Possible, Ruling, Settling, UnderAccount

__all__ = [
    "Asked",
    "Attributed",
    "ImpossibleCase",
    "Outcome",
    "Possible",
    "Ruling",
    "Settling",
    "UnderAccount",
    "attribute",
    "combinations",
    "concerned",
    "hear",
    "seen",
    "weakest",
]
