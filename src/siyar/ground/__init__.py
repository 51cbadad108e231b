"""Doctrine + reading + case + account → theory (docs/semantics.md section 7 and 11)."""

from siyar.ground.accounts import Account, accounts
from siyar.ground.atoms import Said, instances
from siyar.ground.build import Grounded, Instance, ground
from siyar.ground.frame import ActiveRule, Conjunct, Frame, Priority, frame, is_a
from siyar.ground.literals import Part

__all__ = [
    "Account",
    "ActiveRule",
    "Conjunct",
    "Frame",
    "Grounded",
    "Instance",
    "Part",
    "Priority",
    "Said",
    "accounts",
    "frame",
    "ground",
    "instances",
    "is_a",
]
