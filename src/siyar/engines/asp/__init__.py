"""The engine that searches: the fewest facts after which theories say something, in spaces too large to go through.

It needs clingo, which comes with the extra `space` and has one door (`door`). `evaluate` is the engine of the protocol.
"""

from siyar.engines.asp.door import NEEDS, Missing, installed
from siyar.engines.asp.evaluate import evaluate
from siyar.engines.asp.search import Part, Search

__all__ = ["NEEDS", "Missing", "Part", "Search", "evaluate", "installed"]
