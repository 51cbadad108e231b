"""Precedential constraint: what past decisions force in a new case, how one argues from them, which grounds they allow.

Factors, dimensions, decisions and nothing of documents: a doctrine's precedents become a `CaseBase` in
`siyar.study.casebase`. Definitions are those of docs/precedents.md, each one function with its paper.

>>> base = CaseBase(
...     (Factor("band", Side.AGAINST), Factor("alone", Side.FOR)), (),
...     (Decision("squadron", Situation(frozenset({"band"})), Side.AGAINST, Reason(frozenset({"band"}))),),
... )
>>> found = constraint(base, Situation(frozenset({"band"})), Model.REASON)
>>> found.forced, [d.name for d in found.by]
(<Side.AGAINST: 'against'>, ['squadron'])
"""

from siyar.precedent.arguing import Argument, Citation, Distinction, Variation, argue, on_point, variations
from siyar.precedent.casebase import CaseBase, Decision, Dimension, Factor, Reason, Side, Situation
from siyar.precedent.consistency import Conflict, conflicts
from siyar.precedent.constraint import Constraint, Model, constraint
from siyar.precedent.differences import Difference, Kind, differences
from siyar.precedent.grounds import common_grounds, explains, sufficient_grounds, unexplained_together
from siyar.precedent.hierarchy import Hierarchy
from siyar.precedent.index import Index

__all__ = [
    "Argument",
    "CaseBase",
    "Citation",
    "Conflict",
    "Constraint",
    "Decision",
    "Difference",
    "Dimension",
    "Distinction",
    "Factor",
    "Hierarchy",
    "Index",
    "Kind",
    "Model",
    "Reason",
    "Side",
    "Situation",
    "Variation",
    "argue",
    "common_grounds",
    "conflicts",
    "constraint",
    "differences",
    "explains",
    "on_point",
    "sufficient_grounds",
    "unexplained_together",
    "variations",
]
