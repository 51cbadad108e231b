"""The counting engine: very large theories, in time and memory that grow with their size.

`evaluate` is the engine of the protocol. `conclude` is the same on a net of flat arrays (`Net`), which readers of
large theories fill without making an object for each rule.
"""

from siyar.engines.counting.net import DEFEASIBLE, DEFEATER, STRICT, Net, number
from siyar.engines.counting.run import Known, conclude, evaluate

__all__ = ["DEFEASIBLE", "DEFEATER", "STRICT", "Known", "Net", "conclude", "evaluate", "number"]
