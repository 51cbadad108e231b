"""What the line scanner knows: the kinds of block, the lines each may have, and their tokens in ``siyar.lark``.

>>> KINDS["rule"].keyword("when either A")
'when either'
>>> token("when either"), head_token("strict rule")
('WHEN_EITHER', 'A_STRICT_RULE')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from siyar.language.frontmatter import Kind

#: The words that make an act a norm, as keywords of a conclusion.
MODALITIES = (
    "obligatory", "recommended", "permitted", "discouraged", "forbidden", "optional", "not obligatory",
)  # fmt: skip

CONDITIONS = ("when", "and", "when either", "and either", "or")
CONCLUSIONS = (*MODALITIES, "then", "otherwise", "blocks")
_GROUNDS = ("in reading", "rests on", "supported by", "reason", "source", "voice", "note")

ROLES = (
    "context", "definition", "distinction", "method", "frame", "question", "application", "critique",
    "rhetoric", "evidence", "asserted duty", "out of scope",
)  # fmt: skip

#: What a sentence of a source does, in an ``inventory``; docs/language.md says what each means.
FUNCTIONS = (
    "title", "context", "question", "frame", "scope", "definition", "rule", "condition", "exception", "ratio", "method",
    "distinction", "precedent", "evidence", "application", "critique", "rhetoric", "asserted duty",
)  # fmt: skip
LEFT_OUT = "left out"

#: What people write before they know the keyword, and the keyword that is meant.
MEANT: Mapping[str, str] = {
    "must": "obligatory", "shall": "obligatory", "has to": "obligatory", "duty": "obligatory",
    "may": "permitted", "can": "permitted", "allowed": "permitted", "lawful": "permitted",
    "may not": "forbidden", "must not": "forbidden", "cannot": "forbidden", "prohibited": "forbidden",
    "should": "recommended", "should not": "discouraged",
    "if": "when", "where": "when", "provided that": "when", "and if": "and", "or if": "or",
    "except": "unless", "except when": "unless", "but not when": "unless", "if not": "unless",
    "cites": "source", "cite": "source", "from": "source", "therefore": "then",
    "overrides": "notwithstanding", "fact": "given", "known": "given", "asks": "ask", "question": "ask",
}  # fmt: skip

#: The keyword under which an entity line of a case is kept; its written keyword is a type.
ENTITY = "entity"


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A kind of block: the word that opens it, its lines, and those that may stand only once.

    ``named``: what follows the opening word: an ``id``, a type ``name``, a ``source``, or a ``question in case``.
    """

    head: str
    lines: tuple[str, ...]
    once: frozenset[str] = frozenset()
    named: str = "id"
    article: str = "a"
    entities: bool = False
    _by_first: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[str, tuple[str, ...]] = {}
        for line in sorted(self.lines, key=len, reverse=True):
            first = line.split(" ", 1)[0]
            found[first] = (*found.get(first, ()), line)
        object.__setattr__(self, "_by_first", found)

    def keyword(self, words: str) -> str | None:
        """The longest keyword of this kind with which a line begins."""
        first = words.split(None, 1)[0]
        for line in self._by_first.get(first, ()):
            rest = words[len(line) :]
            if words.startswith(line) and (not rest or rest[0].isspace()):
                return line
        return None

    @property
    def name(self) -> str:
        """``a rule``, ``an act``: for messages."""
        return f"{self.article} {self.head}"


def _kind(
    head: str, *lines: str, once: str = "", named: str = "id", article: str = "a", entities: bool = False
) -> BlockKind:
    single = frozenset(w.strip() for w in once.split(",") if w.strip())
    return BlockKind(head, lines, single, named, article, entities)


_SENTENCE = (
    "text", "opposite", "since", "once", "not before", "means", "asks", "arabic", "term", "judged by", "kind", "note",
)  # fmt: skip
_SENTENCE_ONCE = "text, opposite, since, once, not before, means, asks, judged by, kind"
_RULE = (
    *CONCLUSIONS, *CONDITIONS, "unless", "whether or not", "notwithstanding", "subject to", "exception to", "term",
    *_GROUNDS,
)  # fmt: skip

KINDS: Mapping[str, BlockKind] = {
    kind.head: kind
    for kind in (
        _kind("type", "is a", "means", "note", once="is a, means", named="name"),
        _kind("fact", *_SENTENCE, once=_SENTENCE_ONCE),
        _kind("concept", *_SENTENCE, once=_SENTENCE_ONCE),
        _kind("act", *_SENTENCE, once=_SENTENCE_ONCE, article="an"),
        _kind("rule", *_RULE, once="exception to, term, reason, voice"),
        _kind("strict rule", *_RULE, once="exception to, term, reason, voice"),
        _kind("presumption", *_RULE, once="exception to, term, reason, voice"),
        _kind("scope", *CONDITIONS, "unless", "except", "covers", "source", "note", once="except, covers"),
        _kind("reading", "asks", "option", "default", "note", once="asks, default"),
        _kind("question", "asks", "about", "note", once="asks, about"),
        _kind("impossible", *CONDITIONS, "unless", "note", article="an"),
        _kind(
            "evidence", "kind", "cited as", "locus", "wording", "way of proof", "sense", "note",
            once="kind, way of proof", article="an",
        ),
        _kind(
            "precedent", "case", "held", "because", "and", "not because", "apart from", *_GROUNDS,
            once="case, held, because, reason, voice",
        ),
        _kind("factor", "when", "favours", "in reading", "source", "note", once="when, favours"),
        _kind("dimension", "of", "order", "favours", "in reading", "source", "note", once="of, order, favours"),
        _kind("passages", *ROLES, named="source"),
        _kind("inventory", *FUNCTIONS, LEFT_OUT, named="source", article="an"),
        _kind(
            "duty", "speaker", "to", "condition", "authority", "date", "source", "note",
            once="speaker, to, condition, authority, date",
        ),
        _kind("opposes", "one", "to", "source", once="one, to", article="an"),
        _kind("principle", "prefers", "order", "source", "note", once="prefers, order"),
        _kind(
            "case", "title", "date", "as in", "given", "contested", "unknown", "stipulated", "event", "contested event",
            "reported", "ask", "note",
            once="title, date, as in", entities=True,
        ),
        _kind(
            "expect", "of", "about", "for", "in reading", "on account", "is", "because", "by", "holds", "between",
            "turns on", "note",
            once="of, about, for, on account, is, because, by, holds, between", named="question in case", article="an",
        ),
    )
}  # fmt: skip

_DOCTRINE = tuple(kind for kind in KINDS if kind != "inventory")
_VOCABULARY = ("type", "fact", "concept", "act", "question", "impossible")
_CASES = ("fact", "concept", "act", "case", "expect")

#: Which blocks each kind of file may hold.
BLOCKS: Mapping[Kind, tuple[str, ...]] = {
    Kind.DOCTRINE: _DOCTRINE,
    Kind.PART: _DOCTRINE,
    Kind.VOCABULARY: _VOCABULARY,
    Kind.CASES: _CASES,
    Kind.SOURCE: ("inventory",),
    Kind.MAPPING: (),
}

#: Lines whose value is prose to its very end: brackets in it are part of it.
_PROSE = frozenset(
    {"means", "asks", "arabic", "term", "judged by", "reason", "voice", "title", "wording", "way of proof", "sense",
     "locus", "speaker", "condition", "authority", "date"}
)  # fmt: skip

#: Lines whose value may end with who says it, in square brackets.
_CITING = frozenset(
    {*CONDITIONS, *CONCLUSIONS, "unless", "whether or not", "option", "cited as", "given", "contested", "unknown",
     "event", "contested event", "stipulated", "reported", "held", "because", "not because", "one", "to", "about",
     "turns on", "ask", "not before"}
)  # fmt: skip


def cites_at_end(kind: str, keyword: str) -> bool:
    """Whether a line of this kind may end with citations in brackets."""
    if keyword in _PROSE:
        return False
    if keyword == "note":
        return kind == "case"
    if kind in ("duty", "expect", "question", "inventory", "factor", "dimension"):
        return False
    return keyword in _CITING


def token(keyword: str) -> str:
    """The name of a line's token in the grammar."""
    return keyword.upper().replace(" ", "_")


def head_token(head: str) -> str:
    """The name of a head's token in the grammar."""
    return "A_" + token(head)
