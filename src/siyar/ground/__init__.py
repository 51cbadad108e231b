"""Frame + case + account → theory (docs/semantics.md section 7 and 11)."""

from siyar.ground.accounts import Account, accounts
from siyar.ground.atoms import Said, instances
from siyar.ground.build import Grounded, alone, ground
from siyar.ground.filling import Instance, Instances
from siyar.ground.literals import Part

__all__ = ["Account", "Grounded", "Instance", "Instances", "Part", "Said", "accounts", "alone", "ground", "instances"]
