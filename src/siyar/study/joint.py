"""Every case of a sentence at once, for several doctrines: what each of them says in it (D25, section 11).

The doctrines range over the union of the facts their answers can depend on. A sentence that one of them concludes and
another takes as a fact is a fact of the space, which the first does not look at. Quantities are cut at the constants of
all of them, so that a case is the same for each.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from math import prod

from siyar.conclusion import Answer
from siyar.cone import cone
from siyar.cone.completions import completions_of
from siyar.engines import bits
from siyar.engines.bits.diagrams import Diagrams
from siyar.engines.bits.nodes import NONE, Cube, TooManyNodes
from siyar.engines.bits.symbolic import Sets, answers, diagram
from siyar.framing import Frame
from siyar.ground import Said
from siyar.ground.accounts import key
from siyar.ground.facts import DECIDES
from siyar.hearing import Asked, posed
from siyar.model import Case, Claim, Comparison, Denial, Quantity, Relation
from siyar.theory import NO, YES, Atom, Literal, Role, Theory

#: Nodes of the diagrams of one sentence, at most: so many take half a gigabyte.
MOST_NODES = 1 << 20

#: Of more facts, those of the doctrine that looks at the fewest come first, whoever is named first: to compare over 77
#: took ten times as long the other way round. Of fewer it makes little difference.
MANY_FACTS = 64

#: The label of cases that cannot be.
IMPOSSIBLE = "impossible"


class TooManyCases(Exception):
    """What a doctrine says over a space does not fit into diagrams: its id, and how many cases there are."""

    def __init__(self, doctrine: str, count: int) -> None:
        super().__init__(f"{doctrine}: {count} cases")
        self.doctrine = doctrine
        self.count = count


@dataclass(frozen=True, slots=True)
class Part:
    """A doctrine's part: the theory of the sentence and its atom there."""

    frame: Frame
    theory: Theory
    atom: str


@dataclass(frozen=True)
class Laid:
    """Doctrines laid over one space, before anything is asked of it.

    ``facts``: the facts ranged over, each with its values that the case leaves, as masks of one bit. ``barred``: sets
    of literals of these facts, which no case meets all of.
    """

    case: Case
    asked: Asked
    parts: tuple[Part, ...]
    atoms: Mapping[str, Atom]
    facts: tuple[tuple[str, tuple[int, ...]], ...]
    diagrams: Diagrams
    barred: tuple[tuple[Literal, ...], ...]

    @property
    def size(self) -> int:
        """How many cases there are, impossible ones too."""
        return prod(len(values) for _, values in self.facts)

    @cached_property
    def sets(self) -> Sets:
        return Sets(self.diagrams)

    def says(self, part: Part, most: int = MOST_NODES) -> int:
        """What one of the doctrines says, as a diagram, impossible cases like others. Raises `TooManyCases`.

        ``most``: nodes that the diagrams may have.
        """
        self.diagrams.most = most
        try:
            return _answers(part, self.facts, self.sets)
        except TooManyNodes:
            raise TooManyCases(part.frame.doctrine.id, self.size) from None

    def possible(self, root: int, among: Container[int] | None = None) -> int:
        """The diagram with the label `IMPOSSIBLE` in cases that cannot be, or that some facts among others bar."""
        place = {name: i for i, (name, _) in enumerate(self.facts)}
        barred = NONE
        for literals in self.barred:
            cube = {place[q.atom]: bits.space.places(q.values, self.facts[place[q.atom]][1]) for q in literals}
            if among is None or all(fact in among for fact in cube):
                barred = self.diagrams.either(barred, self.diagrams.cube(cube))
        return self.diagrams.labelling(root, barred, IMPOSSIBLE)

    def literals(self, cube: Cube) -> tuple[Literal, ...]:
        """What a cube gives, fact by fact."""
        found = []
        for place in sorted(cube):
            name, values = self.facts[place]
            found.append(Literal(name, sum(v for i, v in enumerate(values) if cube[place] >> i & 1)))
        return tuple(found)

    def claims(self, literal: Literal) -> tuple[Claim, ...]:
        """Lines of a case that give one value of a fact."""
        atom = self.atoms[literal.atom]
        return tuple(lines(atom, literal.values, [part.frame for part in self.parts]))

    def weight(self, fact: str) -> int:
        """How many conditions of the doctrines' rules a fact is in."""
        rules = [rule for part in self.parts for rule in part.theory.rules]
        return sum(q.atom == fact for rule in rules for q in (*rule.needs, *rule.bars))


@dataclass(frozen=True)
class Joint(Laid):
    """The space of a sentence. ``root`` ends, for each case, in a tuple of answers, one a doctrine, or `IMPOSSIBLE`;
    ``each``: what each doctrine says, impossible cases like others; ``counts``: in how many cases they answer so."""

    each: tuple[int, ...]
    root: int
    counts: Mapping[tuple[Answer, ...], int]

    @property
    def total(self) -> int:
        """How many cases there are, without impossible ones."""
        return sum(self.counts.values())

    def alone(self, part: int) -> int:
        """What one doctrine says, with the label `IMPOSSIBLE` where the facts it looks at cannot be together."""
        nodes = self.diagrams.nodes
        return self.possible(self.each[part], {nodes[node][0] for node in self.diagrams.under(self.each[part])})

    @cached_property
    def excluded(self) -> int:
        """The set of the cases that cannot be."""
        return self.diagrams.labelled(self.root, {IMPOSSIBLE})


def laid(frames: Sequence[Frame], case: Case, asked: Asked, *, beside: Iterable[str] = ()) -> Laid | None:
    """The doctrines over all that the case leaves open; None where no case can be as this one is given.

    ``beside``: further facts to range over, on which no answer depends: with others they can be impossible.
    """
    parts = []
    for frame in _cut_alike(frames):
        grounded, theory, atom = posed(frame, case, asked)
        # The impossible sets of the whole theory: what is cut down to the sentence keeps those of its facts alone.
        parts.append((Part(frame, theory, atom), grounded.theory))
    return over(parts, case, asked, beside=beside)


def over(parts: Sequence[tuple[Part, Theory]], case: Case, asked: Asked, *, beside: Iterable[str] = ()) -> Laid | None:
    """`laid`, of parts made otherwise, each with the whole theory that it was cut from."""
    whole = _merged([theory for _, theory in parts])
    each = [cone(part.theory, part.atom).open(part.theory) for part, _ in parts]
    names: dict[str, None] = {}
    for own in sorted(each, key=len) if len(set().union(*each)) > MANY_FACTS else each:
        names.update(dict.fromkeys(own))
    names.update(dict.fromkeys(name for name in beside if name in whole.open))
    ranged = completions_of(whole, [*names])
    if ranged.impossible:
        return None
    facts = tuple((name, bits.space.single_bits(whole.open[name])) for name in names)
    diagrams = Diagrams([len(values) for _, values in facts])
    return Laid(case, asked, tuple(p for p, _ in parts), whole.atoms, facts, diagrams, ranged.barred)


def joint(frames: Sequence[Frame], case: Case, asked: Asked, *, most: int = MOST_NODES) -> Joint | None:
    """The space of the sentence in whatever the case leaves open; None where no case can be as this one is given.

    Raises `TooManyCases`.
    """
    over = laid(frames, case, asked)
    return together(over, most=most) if over else None


def together(over: Laid, *, most: int = MOST_NODES) -> Joint:
    """What the doctrines say in every case of a space. Raises `TooManyCases`."""
    diagrams = over.diagrams
    each = tuple(over.says(part, most) for part in over.parts)
    try:
        root = over.possible(diagrams.combined(each, lambda answers: answers))
    except TooManyNodes:
        raise TooManyCases(over.parts[-1].frame.doctrine.id, over.size) from None
    counts = {label: n for label, n in diagrams.counts(root).items() if isinstance(label, tuple)}
    return Joint(over.case, over.asked, over.parts, over.atoms, over.facts, diagrams, over.barred, each, root, counts)


def _answers(part: Part, facts: Sequence[tuple[str, tuple[int, ...]]], sets: Sets) -> int:
    """What one doctrine says, as a diagram; of the facts nothing depends on it asks none."""
    net = bits.network(part.theory, part.theory.words(part.atom))
    open_here = set(cone(part.theory, part.atom).open(part.theory))
    own = ((place, name, values) for place, (name, values) in enumerate(facts) if name in open_here)
    return diagram(answers(net, part.atom, own, sets), sets.diagrams)


def _cut_alike(frames: Sequence[Frame]) -> Iterator[Frame]:
    """The frames with the constants of all of them, for each quantity they take as a fact (D4)."""
    every: dict[str, dict[Quantity, None]] = {}
    for frame in frames:
        for sentence, constants in frame.constants.items():
            if sentence not in frame.ruled:
                every.setdefault(sentence, {}).update(dict.fromkeys(constants))
    for frame in frames:
        own = {s: tuple(constants) for s, constants in every.items() if s not in frame.ruled}
        yield replace(frame, constants={**frame.constants, **own})


def _merged(theories: Iterable[Theory]) -> Theory:
    """The facts of all theories, what the case gives of them, and what is impossible among them."""
    atoms: dict[str, Atom] = {}
    given: dict[str, int] = {}
    impossible: dict[tuple[Literal, ...], None] = {}
    for theory in theories:
        facts = {name: atom for name, atom in theory.atoms.items() if atom.role is Role.FACT}
        atoms.update(facts)
        given.update({name: mask for name, mask in theory.facts.items() if name in facts})
        # A concept that rules conclude never makes a case impossible.
        impossible.update(dict.fromkeys(s for s in theory.impossible if all(q.atom in facts for q in s)))
    impossible.update(dict.fromkeys(_compared_apart(atoms)))
    return Theory(atoms, facts=given, impossible=tuple(impossible))


def _compared_apart(atoms: Mapping[str, Atom]) -> Iterator[tuple[Literal, ...]]:
    """What comparisons of the same two quantities exclude: a case that gives one gives the other too."""
    pairs: dict[object, list[tuple[str, Relation]]] = {}
    for name, atom in atoms.items():
        said = atom.origin
        if isinstance(said, Said) and said.comparison and said.comparison.comparison:
            than = said.comparison.comparison.than
            assert isinstance(than, Claim)
            pairs.setdefault((key(said.comparison), key(than)), []).append((name, said.comparison.comparison.relation))
    for found in pairs.values():
        for (one, first), (other, second) in combinations(found, 2):
            for (a, r), (b, s) in (((one, first), (other, second)), ((other, second), (one, first))):
                implied, excluded = DECIDES[r]
                if s in implied:
                    yield Literal(a, YES), Literal(b, NO)
                elif s in excluded:
                    yield Literal(a, YES), Literal(b, YES)


# --------------------------------------------------------------------------- as lines of a case


def lines(atom: Atom, value: int, frames: Iterable[Frame]) -> Iterator[Claim]:
    """Lines of a case that give a fact one value. ``frames``: whose constants cut quantities."""
    said: Said = atom.origin
    bare = said.comparison or Claim(said.sentence.id, said.arguments)
    if said.comparison is None and said.sentence.measure:
        yield from _measured(bare, said, value, frames)
    elif said.comparison is None and said.sentence.choice:
        yield replace(bare, options=tuple(o for i, o in enumerate(atom.values) if value >> i & 1))
    elif value == YES:
        yield bare
    else:
        opposite = bool(said.sentence.opposite) and said.comparison is None
        yield replace(bare, denial=Denial.OPPOSITE if opposite else Denial.NOT_SO)


def _measured(bare: Claim, said: Said, value: int, frames: Iterable[Frame]) -> Iterator[Claim]:
    """A point, an interval by its bounds, or *none*: neither more than a constant nor at most it."""
    assert said.sentence.measure is not None
    date = said.sentence.measure.kind == "date"
    exact, more, less, rest = (
        (Relation.ON, Relation.AFTER, Relation.BEFORE, Relation.NOT_AFTER)
        if date
        else (Relation.IS, Relation.MORE, Relation.LESS, Relation.AT_MOST)
    )
    cell = said.cells[value.bit_length() - 1]
    bounds: dict[object, Quantity] = {}
    for frame in frames:
        for quantity in frame.constants.get(said.sentence.id, ()):
            for bound in (quantity.low, quantity.high):
                bounds.setdefault(bound, replace(quantity, low=bound, high=bound))
    if cell.empty:
        for any_bound in list(bounds.values())[:1]:
            yield replace(bare, comparison=Comparison(more, any_bound), denial=Denial.NOT_SO)
            yield replace(bare, comparison=Comparison(rest, any_bound), denial=Denial.NOT_SO)
    elif cell.point:
        yield replace(bare, comparison=Comparison(exact, bounds[cell.low]))
    else:
        if cell.low in bounds:
            yield replace(bare, comparison=Comparison(more, bounds[cell.low]))
        if cell.high in bounds:
            yield replace(bare, comparison=Comparison(less, bounds[cell.high]))
