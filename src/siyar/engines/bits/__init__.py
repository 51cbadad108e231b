"""The bit-parallel engine: every case of a space at once, one bit a case, on Python's own integers.

`evaluate` is the engine of the protocol (a space of one case); `survey` answers a question in every completion of the
facts it can depend on (docs/semantics.md section 8). `Network` is a theory made ready, for many evaluations. `count`
counts the cases of spaces that are too large to keep, `cases` goes through them.
"""

from siyar.cone.network import Network, network
from siyar.engines.bits.blocks import Block, blocks
from siyar.engines.bits.counts import MOST_COUNTED, Counts, answering, cases, conclusions, count, shown
from siyar.engines.bits.folded import Folded, folded
from siyar.engines.bits.found import beyond_reach, findings
from siyar.engines.bits.nodes import TooManyNodes
from siyar.engines.bits.run import Given, Lanes, evaluate, outcome, run, run_one
from siyar.engines.bits.space import Space, SpaceTooLarge
from siyar.engines.bits.survey import LIMIT, Survey, compilable, survey, survey_of, wide
from siyar.engines.bits.wide import Wide

__all__ = [
    "LIMIT",
    "MOST_COUNTED",
    "Block",
    "Counts",
    "Folded",
    "Given",
    "Lanes",
    "Network",
    "Space",
    "SpaceTooLarge",
    "Survey",
    "TooManyNodes",
    "Wide",
    "answering",
    "beyond_reach",
    "blocks",
    "cases",
    "compilable",
    "conclusions",
    "count",
    "evaluate",
    "findings",
    "folded",
    "network",
    "outcome",
    "run",
    "run_one",
    "shown",
    "survey",
    "survey_of",
    "wide",
]
