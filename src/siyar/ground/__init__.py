"""Frame + case + account → theory (docs/semantics.md section 7 and 11)."""

from siyar.ground.accounts import Account, accounts
from siyar.ground.atoms import Said, instances
from siyar.ground.build import Grounded, alone, ground, reached, retold
from siyar.ground.filling import Instance, Instances
from siyar.ground.literals import Part
from siyar.ground.nobody import lacking, quoted

__all__ = [
    "Account",
    "Grounded",
    "Instance",
    "Instances",
    "Part",
    "Said",
    "accounts",
    "alone",
    "ground",
    "instances",
    "lacking",
    "quoted",
    "reached",
    "retold",
]
