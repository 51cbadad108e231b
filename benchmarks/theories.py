"""Theories of a stated size for the benchmarks: facts, a layer of concepts that dispute each other, a norm."""

from __future__ import annotations

from siyar.theory import NO, STANDING, STANDING_WORDS, YES, YES_NO, Atom, GroundRule, Kind, Literal, Role, Theory


def layered(facts: int) -> Theory:
    """``facts`` open yes/no facts, as many concepts over pairs of them, and one act on which the concepts bear.

    Concept i holds where fact i does unless fact i+1 does, and is disputed where fact i+2 holds and i+3 does not, the
    dispute having priority at every third. Concepts forbid and permit the act in turn, later ones above earlier.
    """
    atoms = {f"f{i}": Atom(f"f{i}", YES_NO, Role.FACT) for i in range(facts)}
    atoms |= {f"c{i}": Atom(f"c{i}", YES_NO) for i in range(facts)}
    atoms["goal"] = Atom("goal", STANDING, Role.STANDING)

    def fact(i: int, value: int = YES) -> Literal:
        return Literal(f"f{i % facts}", value)

    rules, superior = [], set()
    for i in range(facts):
        rules.append(_rule(f"for{i}", Literal(f"c{i}", YES), (fact(i),), (fact(i + 1),)))
        rules.append(_rule(f"against{i}", Literal(f"c{i}", NO), (fact(i + 2), fact(i + 3, NO))))
        superior.add((f"against{i}", f"for{i}") if i % 3 == 0 else (f"for{i}", f"against{i}"))
        word = "forbidden" if i % 2 else "permitted"
        rules.append(_rule(f"norm{i}", Literal("goal", STANDING_WORDS[word]), (Literal(f"c{i}", YES),)))
        superior |= {(f"norm{i}", f"norm{j}") for j in range(i) if (i - j) % 2}
    return Theory(atoms, tuple(rules), superior=frozenset(superior))


def _rule(name: str, head: Literal, needs: tuple[Literal, ...], bars: tuple[Literal, ...] = ()) -> GroundRule:
    return GroundRule(name, name, Kind.DEFEASIBLE, head, needs, bars)
