"""Events to moments, moments to what holds on each day, and what doctrines say of that (docs/timeline.md)."""

from siyar.timeline.chart import Stage, Thread, Timeline, Track
from siyar.timeline.rows import Reached, Row, What, rows
from siyar.timeline.sweep import History, Strand, states

__all__ = ["History", "Reached", "Row", "Stage", "Strand", "Thread", "Timeline", "Track", "What", "rows", "states"]
