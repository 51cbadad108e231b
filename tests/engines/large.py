"""The families of `scalable` as rows of arrays, up to any size, and how many of their literals follow.

Built once more and not converted, since a million rules are no million objects here. Atoms are named as there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from siyar.engines.counting import DEFEASIBLE, STRICT
from siyar.interchange.names import Names
from siyar.interchange.plain import PlainTheory, add


@dataclass(frozen=True)
class Known:
    """A theory; how many literals follow, and how many conclusions of rules do not."""

    plain: PlainTheory
    follow: int
    fail: int


def _plain(atoms: int) -> PlainTheory:
    return PlainTheory(atoms=Names(f"a{i}" for i in range(atoms)))


def _rule(plain: PlainTheory, label: str, head: int, needs: Iterable[int] = (), kind: int = DEFEASIBLE) -> int:
    add(plain, label, kind, head, needs)
    return len(plain.labels) - 1


def chain(n: int) -> Known:
    """n rules."""
    plain = _plain(n + 1)
    plain.given.append(0)
    for i in range(n):
        _rule(plain, f"r{i}", 2 * i + 2, (2 * i,))
    return Known(plain, n + 1, 0)


def circle(n: int) -> Known:
    """n rules."""
    plain = _plain(n)
    for i in range(n):
        _rule(plain, f"r{i}", 2 * ((i + 1) % n), (2 * i,))
    return Known(plain, 0, n)


def levels(n: int) -> Known:
    """4n + 5 rules, n + 1 priorities."""
    last = 2 * n + 2
    plain = _plain(last + 1)
    pro = [_rule(plain, f"r{i}", 2 * i) for i in range(last + 1)]
    con = [_rule(plain, f"s{i}", 2 * i + 1, (2 * i + 2,)) for i in range(last)]
    plain.superior.extend((con[i], pro[i]) for i in range(1, last, 2))
    return Known(plain, 2 * n + 3, 2 * n + 2)


def teams(n: int) -> Known:
    """Four rules on each of (4^n - 1) / 3 atoms, 4^n rules below them."""
    inner = (4**n - 1) // 3
    plain = _plain(inner + 4**n)
    for i in range(inner):
        children = [4 * i + k for k in (1, 2, 3, 4)]
        heads = (2 * i, 2 * i, 2 * i + 1, 2 * i + 1)
        made = [_rule(plain, f"r{c}", head, (2 * c,)) for c, head in zip(children, heads, strict=True)]
        plain.superior.extend([(made[0], made[2]), (made[1], made[3])])
    for i in range(inner, inner + 4**n):
        _rule(plain, f"leaf{i}", 2 * i)
    return Known(plain, inner + 4**n, inner)


def tree(n: int, k: int = 3) -> Known:
    """(k^n - 1) / (k - 1) rules of k conditions."""
    inner = (k**n - 1) // (k - 1)
    plain = _plain(inner + k**n)
    for i in range(inner):
        _rule(plain, f"r{i}", 2 * i, range(2 * (k * i + 1), 2 * (k * i + k) + 1, 2))
    plain.given.extend(range(2 * inner, 2 * (inner + k**n), 2))
    return Known(plain, inner + k**n, 0)


def dag(n: int, k: int = 4) -> Known:
    """nk + 1 rules of k conditions, each condition needed k times."""
    last = n * k
    plain = _plain(last + k + 1)
    for i in range(last + 1):
        _rule(plain, f"r{i}", 2 * i, range(2 * (i + 1), 2 * (i + k) + 1, 2))
    plain.given.extend(range(2 * (last + 1), 2 * (last + k) + 1, 2))
    return Known(plain, last + 1 + k, 0)


def mix(m: int, n: int, k: int) -> Known:
    """m rules on n conditions for an atom and m against it, each condition at the end of a strict chain of k rules."""
    plain = _plain(1 + 2 * m * n * (k + 1))
    for i in range(2 * m):
        ends = [1 + (i * n + j) * (k + 1) for j in range(n)]
        _rule(plain, f"d{i}", int(i >= m), (2 * (e + k) for e in ends))
        plain.given.extend(2 * e for e in ends)
        for e in ends:
            for s in range(k):
                _rule(plain, f"c{e}_{s}", 2 * (e + s + 1), (2 * (e + s),), STRICT)
    return Known(plain, 2 * m * n * (k + 1), 2)


#: Each family by size: about 100 rules, 1000, 10,000, 100,000 and a million.
SIZES = range(5)
FAMILIES: dict[str, Callable[[int], Known]] = {
    "chain": lambda size: chain(100 * 10**size),
    "circle": lambda size: circle(100 * 10**size),
    "levels": lambda size: levels(25 * 10**size),
    "teams": lambda size: teams((2, 4, 6, 8, 9)[size]),
    "tree": lambda size: tree((5, 7, 9, 11, 13)[size]),
    "dag": lambda size: dag(25 * 10**size),
    "mix": lambda size: mix(10, 10, (1, 5, 50, 500, 5000)[size]),
}
