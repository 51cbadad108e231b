"""Evidence: are the citations of a text what they are said to be? (docs/evidence.md)

`resolved` takes a text to its findings; `Holdings` are the corpora that are installed here. What of the library rests
on a citation is the verb `siyar.hanging`.
"""

from siyar.evidence.citing import Citation, Difference, Finding, Kind, Place, Quotation, Reference, Wording
from siyar.evidence.corpus import Corpus, Record
from siyar.evidence.holdings import Holdings
from siyar.evidence.resolving import resolved

__all__ = [
    "Citation",
    "Corpus",
    "Difference",
    "Finding",
    "Holdings",
    "Kind",
    "Place",
    "Quotation",
    "Record",
    "Reference",
    "Wording",
    "resolved",
]
