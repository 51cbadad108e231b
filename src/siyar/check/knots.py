"""Knots in a graph: nodes that lie on a circle together.

Tarjan, "Depth-first search and linear graph algorithms" (SIAM J. Comput. 1, 1972), without recursion.

>>> [sorted(k) for k in knots({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["d"], "e": []})]
[['b', 'c'], ['d']]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def knots(edges: Mapping[str, Sequence[str]]) -> list[frozenset[str]]:
    """The strongly connected sets of more than one node, and the nodes with an edge to themselves, in order found."""
    return sorted(_found(edges), key=sorted)


def _found(edges: Mapping[str, Sequence[str]]) -> Iterator[frozenset[str]]:
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    open_: set[str] = set()
    for root in edges:
        if root in index:
            continue
        work: list[tuple[str, Iterator[str]]] = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        open_.add(root)
        while work:
            node, rest = work[-1]
            for other in rest:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    open_.add(other)
                    work.append((other, iter(edges.get(other, ()))))
                    break
                if other in open_:
                    low[node] = min(low[node], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    knot = stack[stack.index(node) :]
                    del stack[stack.index(node) :]
                    open_.difference_update(knot)
                    if len(knot) > 1 or node in edges.get(node, ()):
                        yield frozenset(knot)
