"""Functions of facts with finitely many values, each as a diagram in which equal parts are one.

A diagram asks for one fact after the other, in a fixed order, and ends in a label (Srinivasan, Kam, Malik and Brayton,
"Algorithms for discrete function manipulation", 1990). Facts on which nothing depends are not asked for, so that the
cases of many facts are counted and searched without being gone through one by one. A *set of cases* is a diagram that
ends in False or True (`casesets`).

>>> facts = Diagrams((2, 3))
>>> root = facts.cut(facts.leaf("no"), {0: 0b10, 1: 0b011}, {"no": "yes"})
>>> facts.counts(root)
{'no': 4, 'yes': 2}
>>> facts.count(facts.labelled(root, {"yes"})), facts.at(root, (1, 1))
(2, 'yes')
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence

from siyar.engines.bits.casesets import CaseSets
from siyar.engines.bits.nodes import EVERY, NONE, Cube


class Diagrams(CaseSets):
    """Diagrams over the same facts, and what is read off them. A diagram is the number of its first node."""

    # ------------------------------------------------------------------ making

    def combined(self, roots: Sequence[int], label: Callable[[tuple[Hashable, ...]], Hashable]) -> int:
        """The diagram whose label is a function of what each of the diagrams ends in."""
        return self._combined(tuple(roots), label, {})

    def _combined(
        self,
        here: tuple[int, ...],
        label: Callable[[tuple[Hashable, ...]], Hashable],
        known: dict[tuple[int, ...], int],
    ) -> int:
        if here not in known:
            fact = min(self.nodes[n][0] for n in here)
            if fact == len(self.sizes):
                known[here] = self.leaf(label(tuple(self._label_of[n] for n in here)))
            else:
                each = (tuple(self.step(n, fact, v) for n in here) for v in range(self.sizes[fact]))
                known[here] = self.node(fact, tuple([self._combined(child, label, known) for child in each]))
        return known[here]

    def cut(self, root: int, cube: Cube, labels: Mapping[Hashable, Hashable]) -> int:
        """The same with other labels in the cases that the cube leaves; labels that are not named stay."""
        return self._cut(root, sorted(cube.items()), 0, labels, {})

    def _cut(
        self,
        node: int,
        cube: Sequence[tuple[int, int]],
        done: int,
        labels: Mapping[Hashable, Hashable],
        known: dict[tuple[int, int], int],
    ) -> int:
        fact = self.nodes[node][0]
        inside = done < len(cube) and cube[done][0] <= fact
        if inside:
            fact, mask = cube[done]
        elif fact == len(self.sizes):
            label = self._label_of[node]
            return self.leaf(labels.get(label, label))
        else:
            mask = -1
        if (node, done) not in known:
            each = [(self.step(node, fact, v), mask >> v & 1) for v in range(self.sizes[fact])]
            known[node, done] = self.node(
                fact, tuple([self._cut(n, cube, done + inside, labels, known) if here else n for n, here in each])
            )
        return known[node, done]

    def labelling(self, root: int, cases: int, label: Hashable) -> int:
        """The same with one label in all the cases of a set."""
        return self._labelling(root, cases, self.leaf(label), {})

    def _labelling(self, node: int, inside: int, leaf: int, known: dict[tuple[int, int], int]) -> int:
        if inside == NONE:
            return node
        if inside == EVERY:
            return leaf
        found = known.get((node, inside))
        if found is None:
            fact = min(self.nodes[node][0], self.nodes[inside][0])
            each = [(self.step(node, fact, v), self.step(inside, fact, v)) for v in range(self.sizes[fact])]
            found = self.node(fact, tuple([self._labelling(*here, leaf, known) for here in each]))
            known[node, inside] = found
        return found

    def labelled(self, root: int, labels: Collection[Hashable]) -> int:
        """The cases in which a diagram ends in one of the labels."""
        wanted = 0
        for label in labels:
            if label in self._leaves:
                wanted |= self.bit(label)
        return self._labelled(root, wanted, {})

    def _labelled(self, node: int, wanted: int, known: dict[int, int]) -> int:
        reach = self.reach[node]
        if not reach & wanted:
            return NONE
        if not reach & ~wanted:
            return EVERY
        if node not in known:
            fact, children = self.nodes[node]
            known[node] = self.node(fact, tuple([self._labelled(child, wanted, known) for child in children]))
        return known[node]

    # ------------------------------------------------------------------ reading

    def count(self, cases: int) -> int:
        """How many cases are in a set."""
        return self.counts(cases).get(True, 0)

    def counts(self, root: int) -> dict[Hashable, int]:
        """How many cases end in each label; labels without any are left out."""
        # By the leaf that a case ends in: a number is looked up faster than a label. Of each node, over the facts from
        # the one it asks for.
        known: dict[int, dict[int, int]] = {leaf: {leaf: 1} for leaf in self._label_of}
        for node in self.under(root):
            fact, children = self.nodes[node]
            found = known[node] = {}
            for child in children:
                times = self._between(fact + 1, self.nodes[child][0])
                for leaf, count in known[child].items():
                    found[leaf] = found.get(leaf, 0) + count * times
        times = self._between(0, self.nodes[root][0])
        return {self._label_of[leaf]: count * times for leaf, count in known[root].items()}

    def counts_by_value(self, cases: int) -> tuple[tuple[int, ...], ...]:
        """For each fact and each of its values, how many cases of a set have it; in one pass down and one up."""
        below: dict[int, int] = {NONE: 0, EVERY: 1}  # over the facts from the one the node asks for
        order = self.under(cases)
        for node in order:
            fact, children = self.nodes[node]
            below[node] = sum([below[child] * self._between(fact + 1, self.nodes[child][0]) for child in children])
        total = below[cases] * self._between(0, self.nodes[cases][0])
        found = [[0] * size for size in self.sizes]
        above = {cases: self._between(0, self.nodes[cases][0])}
        for node in reversed(order):
            fact, children = self.nodes[node]
            for value, child in enumerate(children):
                ways = above[node] * self._between(fact + 1, self.nodes[child][0])
                found[fact][value] += ways * below[child]
                above[child] = above.get(child, 0) + ways
        for counts in found:  # where a fact is not asked for, each of its values has as many cases
            rest = (total - sum(counts)) // len(counts)
            counts[:] = [count + rest for count in counts]
        return tuple(tuple(counts) for counts in found)

    def reach_by_value(self, root: int) -> list[list[int]]:
        """For each fact and each of its values, the labels that cases with it can end in, a bit for each."""
        found = [[0] * size for size in self.sizes]
        passed = {(0, self.nodes[root][0]): self.reach[root]}  # what is reached without asking for the facts between
        for node in self.under(root):
            fact, children = self.nodes[node]
            here = found[fact]
            for value, child in enumerate(children):
                reach = self.reach[child]
                here[value] |= reach
                span = fact + 1, self.nodes[child][0]
                passed[span] = passed.get(span, 0) | reach
        for (start, end), reach in passed.items():
            for each in found[start:end]:
                each[:] = [labels | reach for labels in each]
        return found
