"""Theories of any size whose conclusions can be counted beforehand.

The families are those of Maher, Rock, Antoniou, Billington and Miller, "Efficient defeasible reasoning systems",
International Journal on Artificial Intelligence Tools 10 (2001), built from their descriptions. All sentences are
yes/no. Superiority is between rule names.
"""

from __future__ import annotations

from siyar.theory import NO, YES, YES_NO, Atom, GroundRule, Kind, Literal, Theory

Edge = tuple[str, Literal, tuple[Literal, ...]]  # name, head, needs


def yes(i: int | str) -> Literal:
    return Literal(f"a{i}", YES)


def no(i: int | str) -> Literal:
    return Literal(f"a{i}", NO)


def _theory(
    edges: list[Edge],
    given: tuple[Literal, ...] = (),
    superior: frozenset[tuple[str, str]] = frozenset(),
    kind: Kind = Kind.DEFEASIBLE,
) -> Theory:
    mentioned = {q.atom for _, head, needs in edges for q in (head, *needs)} | {q.atom for q in given}
    return Theory(
        atoms={name: Atom(name, YES_NO) for name in sorted(mentioned)},
        rules=tuple(GroundRule(name, name, kind, head, needs) for name, head, needs in edges),
        facts={q.atom: q.values for q in given},
        superior=superior,
    )


def chain(n: int, kind: Kind = Kind.DEFEASIBLE) -> Theory:
    """a0 given, each a(i) a reason for the next: n rules."""
    return _theory([(f"r{i}", yes(i + 1), (yes(i),)) for i in range(n)], (yes(0),), kind=kind)


def circle(n: int, kind: Kind = Kind.DEFEASIBLE) -> Theory:
    """The same without beginning: n rules."""
    return _theory([(f"r{i}", yes((i + 1) % n), (yes(i),)) for i in range(n)], kind=kind)


def levels(n: int) -> Theory:
    """Each a(i) is disputed by a(i+1), the dispute having priority at odd i; nothing disputes the last: 4n+5 rules."""
    last = 2 * n + 2
    edges: list[Edge] = [(f"r{i}", yes(i), ()) for i in range(last + 1)]
    edges += [(f"s{i}", no(i), (yes(i + 1),)) for i in range(last)]
    return _theory(edges, superior=frozenset((f"s{i}", f"r{i}") for i in range(1, last, 2)))


def teams(n: int) -> Theory:
    """Two rules for each literal, two against, each of the first beats one of the others; n levels of four branches."""
    edges: list[Edge] = []
    superior: set[tuple[str, str]] = set()
    inner = sum(4**i for i in range(n))
    for i in range(inner):
        children = [4 * i + k for k in (1, 2, 3, 4)]
        edges += [(f"r{c}", head, (yes(c),)) for c, head in zip(children, (yes(i), yes(i), no(i), no(i)), strict=True)]
        superior |= {(f"r{children[0]}", f"r{children[2]}"), (f"r{children[1]}", f"r{children[3]}")}
    edges += [(f"leaf{i}", yes(i), ()) for i in range(inner, inner + 4**n)]
    return _theory(edges, superior=frozenset(superior))


def tree(n: int, k: int) -> Theory:
    """Each literal needs k others, n levels down to what is given."""
    inner = sum(k**i for i in range(n))
    edges: list[Edge] = [(f"r{i}", yes(i), tuple(yes(k * i + j) for j in range(1, k + 1))) for i in range(inner)]
    return _theory(edges, tuple(yes(i) for i in range(inner, inner + k**n)))


def dag(n: int, k: int) -> Theory:
    """Each literal needs the k after it, so each is needed k times: nk+1 rules, k given."""
    last = n * k
    edges: list[Edge] = [(f"r{i}", yes(i), tuple(yes(i + j) for j in range(1, k + 1))) for i in range(last + 1)]
    return _theory(edges, tuple(yes(last + j) for j in range(1, k + 1)))


def mix(m: int, n: int, k: int) -> Theory:
    """m rules for a sentence and m against it, each on n conditions, each at the end of a strict chain of k rules."""
    p = {YES: Literal("p", YES), NO: Literal("p", NO)}
    edges: list[Edge] = []
    chains: list[Edge] = []
    given: list[Literal] = []
    for side in (YES, NO):
        for i in range(m):
            ends = [f"{side}_{i}_{j}" for j in range(n)]
            edges.append((f"d{side}_{i}", p[side], tuple(yes(f"{e}_{k}") for e in ends)))
            given += [yes(f"{e}_0") for e in ends]
            chains += [(f"c{e}_{s}", yes(f"{e}_{s + 1}"), (yes(f"{e}_{s}"),)) for e in ends for s in range(k)]
    whole = _theory([*edges, *chains], tuple(given))
    strict = tuple(GroundRule(n_, n_, Kind.STRICT, head, needs) for n_, head, needs in chains)
    return Theory(whole.atoms, whole.rules[: len(edges)] + strict, whole.facts)
