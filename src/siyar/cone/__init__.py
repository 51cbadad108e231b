"""Which facts a question depends on, the values they can take together (D9 to D12), in what order they are worked."""

from siyar.cone.completions import Completions, completions, reasons
from siyar.cone.part import restrict
from siyar.cone.reach import Cone, cone

__all__ = ["Completions", "Cone", "completions", "cone", "reasons", "restrict"]
