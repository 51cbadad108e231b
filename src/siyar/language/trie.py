"""All declared texts as one trie of words, slots, choices and measures, and walks through it.

A walk reads a sentence to its end in every way there is; where there is none, it says how far the longest reading
came and what was wanted there.

>>> from siyar.model import Sentence, SentenceKind, Slot, Word
>>> from siyar.language.names import TypeNames
>>> text = (Slot("Party", "Party"), Word("is"), Word("Muslim"))
>>> trie = Trie([Sentence("muslim", SentenceKind.FACT, "v", text)])
>>> kin = {"Party": frozenset({"Party"})}
>>> walk = Walk(["a", "Party", "is", "Muslim"], [trie], TypeNames(frozenset(kin)), kin)
>>> walk.found[0].end.sentence.id, walk.found[0].bound
('muslim', (Variable(type='Party', mark=''),))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from siyar.language.names import Kin, Names, Phrase
from siyar.language.quantities import Unread, quantity
from siyar.language.texts import fold, spoken
from siyar.model import (
    Choice,
    Claim,
    Comparison,
    Measure,
    Piece,
    Relation,
    Sentence,
    SentenceKind,
    Slot,
    Term,
    Word,
)

VALIDITY = frozenset({"valid", "defective", "void"})
NOT_VALID = "not valid"
JOINERS = ("or", "and")

_ENOUGH = 16  # two readings are an error already; hostile names could give millions

_DATE_RELATIONS = (Relation.NOT_BEFORE, Relation.NOT_AFTER, Relation.BEFORE, Relation.AFTER, Relation.ON)
_OTHER_RELATIONS = (Relation.MORE, Relation.LESS, Relation.AT_LEAST, Relation.AT_MOST)


class End(NamedTuple):
    """Where a text ends. ``order`` says which bound phrase fills each slot of the sentence's own text."""

    sentence: Sentence
    opposite: bool
    pieces: tuple[Piece, ...]
    order: tuple[int, ...]
    same: tuple[tuple[int, int], ...]  # phrases that fill one slot named twice


class Node:
    __slots__ = ("choices", "ends", "measures", "slots", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.slots: dict[tuple[str, bool], Node] = {}
        self.choices: dict[tuple[str, ...], ChoiceEdge] = {}
        self.measures: list[tuple[str, End]] = []
        self.ends: list[End] = []


class ChoiceEdge:
    """An edge for a choice: its options as words, by their first."""

    __slots__ = ("by_first", "node", "options")

    def __init__(self, options: tuple[str, ...]) -> None:
        self.options = options
        self.node = Node()
        self.by_first: dict[str, list[tuple[list[str], tuple[str, ...]]]] = {}
        said: dict[str, tuple[str, ...]] = {option: (option,) for option in options}
        if set(options) >= VALIDITY:
            said[NOT_VALID] = tuple(o for o in options if o in ("defective", "void"))
        for option, meant in said.items():
            words = fold(option).split()
            for first in (words[0], words[0] + ",") if len(words) == 1 else (words[0],):
                self.by_first.setdefault(first, []).append((words, meant))


class Trie:
    """The texts of one home: `root` for whole sentences, `values` for value sentences up to their ``is``."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self.root, self.values = Node(), Node()
        self.texts: list[tuple[tuple[Piece, ...], Sentence]] = []
        for sentence in sentences:
            for pieces, opposite in ((sentence.text, False), (sentence.opposite, True)):
                if pieces:
                    self._insert(sentence, pieces, opposite)

    @cached_property
    def said(self) -> tuple[tuple[str, SentenceKind, tuple[str, ...], frozenset[str]], ...]:
        """Each text as it is said, with its kind and its words: for finding what is near to a slip."""
        found = []
        for pieces, sentence in self.texts:
            text = spoken(pieces)
            parts = tuple(fold(w) for w in text.split() if w not in "{|}")
            found.append((text, sentence.kind, parts, frozenset(parts)))
        return tuple(found)

    @cached_property
    def shapes(self) -> tuple[tuple[tuple[str, ...], tuple[Slot, ...], Sentence], ...]:
        """The words of each text with its slots left blank, once for each option of its choice."""
        return tuple(
            (shape, tuple(p for p in pieces if isinstance(p, Slot)), sentence)
            for pieces, sentence in self.texts
            for shape in _shapes(pieces)
        )

    def _insert(self, sentence: Sentence, pieces: tuple[Piece, ...], opposite: bool) -> None:
        self.texts.append((pieces, sentence))
        end = _end(sentence, pieces, opposite)
        if isinstance(pieces[-1], Measure):
            self._path(self.root, pieces[:-1]).measures.append((pieces[-1].kind, end))
            self._path(self.values, pieces[:-2]).ends.append(end)
        else:
            self._path(self.root, pieces).ends.append(end)

    @staticmethod
    def _path(node: Node, pieces: tuple[Piece, ...]) -> Node:
        for piece in pieces:
            match piece:
                case Word(text):
                    node = node.words.setdefault(fold(text), Node())
                case Slot(type_, _, owner):
                    node = node.slots.setdefault((type_, owner), Node())
                case Choice(options):
                    edge = node.choices.get(options)
                    if edge is None:
                        edge = node.choices[options] = ChoiceEdge(options)
                    node = edge.node
                case Measure():
                    pass
        return node


def _end(sentence: Sentence, pieces: tuple[Piece, ...], opposite: bool) -> End:
    names = [p.name for p in pieces if isinstance(p, Slot)]
    order = tuple(names.index(s.name) for s in sentence.slots if s.name in names)
    same = tuple((names.index(n), i) for i, n in enumerate(names) if names.index(n) != i)
    return End(sentence, opposite, pieces, order, same)


def _shapes(pieces: tuple[Piece, ...]) -> Iterator[tuple[str, ...]]:
    parts: list[str] = []
    choice_at = -1
    options: tuple[str, ...] = ()
    for piece in pieces:
        match piece:
            case Word(text):
                parts.append(fold(text))
            case Slot(_, _, owner):
                parts.append("\0's" if owner else "\0")
            case Choice(names):
                choice_at, options = len(parts), names
            case Measure():
                parts.append("\0value")
    if choice_at < 0:
        yield tuple(parts)
        return
    for option in (*options, NOT_VALID) if set(options) >= VALIDITY else options:
        yield (*parts[:choice_at], *fold(option).split(), *parts[choice_at:])


class Joiner(NamedTuple):
    """The word that joins a list of options, and where."""

    word: str
    at: int


class Found(NamedTuple):
    """One reading of a sentence."""

    end: End
    bound: tuple[Term, ...]
    options: tuple[str, ...] = ()
    joiner: Joiner | None = None
    comparison: Comparison | None = None

    @property
    def arguments(self) -> tuple[Term, ...]:
        return tuple(self.bound[i] for i in self.end.order)


@dataclass(frozen=True, slots=True)
class BadQuantity:
    """A value that is no quantity: words ``first`` to ``last`` and why."""

    first: int
    last: int
    why: Unread


class Mistyped(NamedTuple):
    """Words ``first`` to ``last`` name somebody of a type where another is wanted."""

    first: int
    last: int
    type: str
    wanted: str


class Walk:
    """All readings of ``words`` (folded) over some tries, and how far the longest prefix came.

    A ``loose`` walk takes slots for filled by somebody of any type, and keeps where that was wrong.

    ``best`` is the word that no reading gets past, ``stuck`` the nodes reached there.
    """

    def __init__(
        self,
        words: list[str],
        tries: Sequence[Trie],
        names: Names,
        kin: Kin,
        *,
        values: bool = False,
        start: int = 0,
        loose: bool = False,
    ) -> None:
        self.words, self.tries, self.names, self.kin = words, tries, names, kin
        self.found: list[Found] = []
        self.start = self.best = start
        self.stuck: list[Node] = []
        self.lists: list[ChoiceEdge] = []  # choices whose list broke off at `best`
        self.bad: BadQuantity | None = None
        self.mistyped: list[Mistyped] = []  # the first wrong type of each loose reading
        self.slots_at: set[int] = set()  # the words where somebody may be named
        self._phrases: dict[int, list[Phrase]] = {}
        self._loose = loose
        self._trail: list[Mistyped] = []
        for trie in tries:
            self._go(trie.values if values else trie.root, start, (), (), None)

    def phrases(self, i: int) -> list[Phrase]:
        found = self._phrases.get(i)
        if found is None:
            found = self._phrases[i] = self.names.phrases(self.words, i)
        return found

    def _find(self, found: Found) -> None:
        self.found.append(found)
        self.mistyped.extend(self._trail[:1])

    def _reach(self, i: int) -> bool:
        if i > self.best:
            self.best = i
            self.stuck, self.lists, self.bad = [], [], None
        return i == self.best

    def _go(self, node: Node, i: int, bound: tuple[Term, ...], options: tuple[str, ...], joiner: Joiner | None) -> None:
        words, count = self.words, len(self.words)
        while len(self.found) < _ENOUGH:
            if self._reach(i):
                self.stuck.append(node)
            if i == count:
                for end in node.ends:
                    if all(bound[a] == bound[b] for a, b in end.same):
                        self._find(Found(end, bound, options, joiner))
                return
            for kind, end in node.measures:
                self._measure(kind, end, i, bound)
            for edge in node.choices.values():
                for chosen, after, joint in self._list(edge, i):
                    self._go(edge.node, after, bound, chosen, joint)
            if node.slots:
                self.slots_at.add(i)
                for term, type_, owner, after in self.phrases(i):
                    above = self.kin.get(type_, frozenset())
                    for (wanted, possessive), child in node.slots.items():
                        if possessive != owner:
                            continue
                        if wanted in above:
                            self._go(child, after, (*bound, term), options, joiner)
                        elif self._loose:
                            self._trail.append(Mistyped(i, after, type_, wanted))
                            self._go(child, after, (*bound, term), options, joiner)
                            self._trail.pop()
            child_node = node.words.get(words[i])
            if child_node is None:
                return
            node, i = child_node, i + 1

    # ----------------------------------------------------------------- choices

    def _list(self, edge: ChoiceEdge, i: int) -> Iterator[tuple[tuple[str, ...], int, Joiner | None]]:
        """Lists of options from word ``i``: the options in order of declaration, the word after, the joiner."""
        stack: list[tuple[tuple[str, ...], int, Joiner | None, int]] = [((), i, None, -1)]
        while stack:
            chosen, at, joiner, comma_at = stack.pop()
            items = list(self._items(edge, at))
            if not items and at > i and self._reach(at):
                self.lists.append(edge)
            for meant, after, comma in items:
                longer = (*chosen, *(o for o in meant if o not in chosen))
                joint = self.words[after] if after < len(self.words) else ""
                if joint in JOINERS and (joiner is None or joiner.word == joint):
                    stack.append((longer, after + 1, Joiner(joint, after), comma_at))
                elif comma:
                    stack.append((longer, after, joiner, after - 1))
                if not comma:
                    joint_said = joiner or (Joiner(",", comma_at) if comma_at >= 0 else None)
                    yield tuple(o for o in edge.options if o in longer), after, joint_said

    def _items(self, edge: ChoiceEdge, i: int) -> Iterator[tuple[tuple[str, ...], int, bool]]:
        if i >= len(self.words):
            return
        for words, meant in edge.by_first.get(self.words[i], ()):
            after = i + len(words)
            said = self.words[i:after]
            if said == words:
                yield meant, after, False
            elif len(said) == len(words) and said[-1] == words[-1] + "," and said[:-1] == words[:-1]:
                yield meant, after, True

    # ----------------------------------------------------------------- measures

    def _measure(self, kind: str, end: End, i: int, bound: tuple[Term, ...]) -> None:
        """The value from word ``i`` to the end: a relation, then a quantity or another value sentence."""
        relation, at = _relation(self.words, i, kind)
        rest = self.words[at:]
        if not rest:
            if self._reach(at):
                self.bad = BadQuantity(max(at - 1, i), max(at, i + 1), Unread("a value is missing", "", 0, 0))
            return
        if not all(bound[a] == bound[b] for a, b in end.same):
            return
        said = quantity(kind, " ".join(rest))
        if not isinstance(said, Unread):
            self._find(Found(end, bound, comparison=Comparison(relation, said)))
            self._reach(len(self.words))
            return
        walk = Walk(self.words, self.tries, self.names, self.kin, values=True, start=at)
        for other in walk.found:
            measure = other.end.sentence.measure
            if measure is not None and measure.kind == kind:
                than = Claim(other.end.sentence.id, other.arguments)
                self._find(Found(end, bound, comparison=Comparison(relation, than)))
        if walk.best > at:
            if self._reach(walk.best):
                self.stuck.extend(walk.stuck)
        elif self._reach(at):
            self.bad = BadQuantity(at, len(self.words), said)


def _relation(words: list[str], i: int, kind: str) -> tuple[Relation, int]:
    """The relation said at word ``i`` and the word after it; a bare value is ``is``, or ``on`` for a date."""
    for relation in _DATE_RELATIONS if kind == "date" else _OTHER_RELATIONS:
        said = relation.value.split()
        if words[i : i + len(said)] == said:
            return relation, i + len(said)
    return (Relation.ON if kind == "date" else Relation.IS), i
