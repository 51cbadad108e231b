"""What a theory says on a question: on what is known, and over what is not (docs/semantics.md sections 5 and 6)."""

from siyar.ruling.judge import Matter, answer, judge
from siyar.ruling.judgment import Judgment, Settling

__all__ = ["Judgment", "Matter", "Settling", "answer", "judge"]
