"""Doctrine + reading → frame: what grounding needs to know before any case (semantics.md section 7, D21 to D24)."""

from siyar.framing.frame import ActiveRule, Conjunct, Frame, frame, is_a
from siyar.framing.priorities import Priority

__all__ = ["ActiveRule", "Conjunct", "Frame", "Priority", "frame", "is_a"]
