"""Events to moments, moments to what holds on each day, and what doctrines say of that (docs/timeline.md)."""

from siyar.timeline.alike import Alike, Shared
from siyar.timeline.chart import Stage, Thread, Timeline, Track
from siyar.timeline.rows import Reached, Row, What, rows
from siyar.timeline.sweep import History, Strand, lengths_of, spoken_of, states

__all__ = [
    "Alike",
    "History",
    "Reached",
    "Row",
    "Shared",
    "Stage",
    "Strand",
    "Thread",
    "Timeline",
    "Track",
    "What",
    "lengths_of",
    "rows",
    "spoken_of",
    "states",
]
