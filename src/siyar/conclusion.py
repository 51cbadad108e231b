"""What an engine concludes, and what a doctrine says on a question: tags, answers, rulings.

`Outcome` is an engine's word on every literal of a theory (docs/semantics.md section 3), `Answer` the row S1 to S6 that
fits one sentence (section 5), `Ruling` the answer with everything that must accompany it (section 6). `Attributed` is
the one type renderers accept: a ruling never leaves without the doctrine, voice and passage it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from siyar.theory import Literal


class Tag(Enum):
    """+∂, −∂ and ∂? (section 3)."""

    SHOWN = "+"
    NOT_SHOWN = "-"
    UNDETERMINED = "?"


@dataclass(frozen=True, slots=True)
class RuleState:
    """The labels of one ground rule. Each pair may be (False, False): undetermined."""

    applies: bool
    fails: bool
    overridden: bool
    not_overridden: bool
    stands: bool  # D8


@dataclass(frozen=True, slots=True)
class Outcome:
    """The tags of all literals and the labels of all rules of a theory."""

    definite: frozenset[Literal]  # +Δ
    tags: Mapping[Literal, Tag]
    rules: Mapping[str, RuleState]  # by the rule's label
    #: +σ, when ambiguity is propagated (section 4); empty otherwise.
    supported: frozenset[Literal] = frozenset()

    def shown(self, literal: Literal) -> bool:
        return self.tags.get(literal) is Tag.SHOWN

    def not_shown(self, literal: Literal) -> bool:
        return self.tags.get(literal, Tag.NOT_SHOWN) is Tag.NOT_SHOWN


class Status(Enum):
    RULED = "ruled"
    SILENT = "silent"
    CONTESTED = "contested"
    OPEN = "open"


class Because(Enum):
    """Why there is no value, or why sides stand against each other (section 11, status in the interface)."""

    NO_RULE = "no rule"
    NONE_APPLIES = "none applies"
    OUT_OF_SCOPE = "out of scope"
    NO_ENTITY = "no entity"
    NOT_ENCODED = "not encoded"
    HELD_BACK = "held back"
    OVERRIDDEN = "overridden"
    CONTRADICTION = "contradiction"
    RULES = "rules"
    CIRCULAR = "circular"
    ACCOUNTS = "accounts"


@dataclass(frozen=True, slots=True)
class Answer:
    """Section 5: the status of one sentence under one outcome.

    ``values`` are the masks of the words that hold least (one, but for "permitted" with "not obligatory");
    ``between`` the masks of the words rules that stand demand against each other. Two completions have the same
    ruling iff their answers are equal (D13), so `because` finer than the row is not compared.
    """

    status: Status
    values: tuple[int, ...] = ()
    between: tuple[int, ...] = ()
    holds: tuple[int, ...] = ()
    because: Because | None = field(default=None, compare=False)
