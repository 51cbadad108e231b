"""The bit-parallel engine: every case of a space at once, one bit a case, on Python's own integers.

`evaluate` is the engine of the protocol (a space of one case); `survey` answers a question in every completion of the
facts it can depend on (docs/semantics.md section 8). `Network` is a theory made ready, for many evaluations.
"""

from siyar.engines.bits.network import Network, network
from siyar.engines.bits.run import Lanes, evaluate, findings, run_one
from siyar.engines.bits.space import Space, SpaceTooLarge
from siyar.engines.bits.survey import LIMIT, Survey, survey, survey_of

__all__ = [
    "LIMIT",
    "Lanes",
    "Network",
    "Space",
    "SpaceTooLarge",
    "Survey",
    "evaluate",
    "findings",
    "network",
    "run_one",
    "survey",
    "survey_of",
]
