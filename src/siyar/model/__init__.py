"""The waist: what a library of doctrines and cases is, once read. Frozen data, no behaviour beyond looking things up.

The nouns are those of docs/language.md. Ids are qualified only where they leave their home: inside a `Doctrine` a rule
is ``help-of-an-entity``, from outside ``hizb-qa/help-of-an-entity``. Spans say where a thing was written and are
ignored by equality, so that two readings of the same words are equal.
"""

from siyar.model.cases import Case, CaseLine, Entity, Event, Expectation, LineKind, Question
from siyar.model.citing import Cite, Inventory, LeftOut, Seen, Source
from siyar.model.claims import Claim, Comparison, Denial, Modality, Quantity, Relation, Term, Variable
from siyar.model.library import Doctrine, Library, Vocabulary
from siyar.model.named import NAMED, Named, named_word
from siyar.model.rules import (
    Condition,
    Dimension,
    Duty,
    Evidence,
    Factor,
    Impossible,
    InReading,
    Opposition,
    Option,
    Passages,
    Precedent,
    Preference,
    Prevailing,
    Principle,
    Reading,
    Rule,
    Scope,
)
from siyar.model.sentences import Choice, Earliest, Measure, Piece, Sentence, SentenceKind, Slot, Type, Word

__all__ = [
    "NAMED",
    "Case",
    "CaseLine",
    "Choice",
    "Cite",
    "Claim",
    "Comparison",
    "Condition",
    "Denial",
    "Dimension",
    "Doctrine",
    "Duty",
    "Earliest",
    "Entity",
    "Event",
    "Evidence",
    "Expectation",
    "Factor",
    "Impossible",
    "InReading",
    "Inventory",
    "LeftOut",
    "Library",
    "LineKind",
    "Measure",
    "Modality",
    "Named",
    "Opposition",
    "Option",
    "Passages",
    "Piece",
    "Precedent",
    "Preference",
    "Prevailing",
    "Principle",
    "Quantity",
    "Question",
    "Reading",
    "Relation",
    "Rule",
    "Scope",
    "Seen",
    "Sentence",
    "SentenceKind",
    "Slot",
    "Source",
    "Term",
    "Type",
    "Variable",
    "Vocabulary",
    "Word",
    "named_word",
]
