"""Theory + outcome → tree of reasons, why and why not, in the words of the doctrine (docs/semantics.md section 9)."""

from siyar.explain.reasons import (
    Beaten,
    Met,
    Needed,
    Obstacle,
    Reason,
    ReasonKind,
    RuleUse,
    State,
    WhyNot,
)
from siyar.explain.said import Speech, speech
from siyar.explain.why import Evaluated, why, why_rule
from siyar.explain.whynot import why_not

__all__ = [
    "Beaten",
    "Evaluated",
    "Met",
    "Needed",
    "Obstacle",
    "Reason",
    "ReasonKind",
    "RuleUse",
    "Speech",
    "State",
    "WhyNot",
    "speech",
    "why",
    "why_not",
    "why_rule",
]
