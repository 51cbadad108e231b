"""Theories of a stated size for the benchmarks: facts, a layer of concepts that dispute each other, a norm."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

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


def hundred(facts: int) -> Theory:
    """A hundred rules over ``facts`` open yes/no facts: disputed concepts, norms over them, a norm for other cases.

    Concept i is so where one fact is and another is not, unless a third is; a dispute over two facts, and every third
    time over an earlier concept, denies it. Norms forbid and permit in turn, later above earlier of the other kind.
    """
    drawn = spec(facts)
    atoms = {f"f{i}": Atom(f"f{i}", YES_NO, Role.FACT) for i in range(facts)}
    atoms |= {f"c{i}": Atom(f"c{i}", YES_NO) for i in range(len(drawn))}
    atoms["goal"] = Atom("goal", STANDING, Role.STANDING)
    rules, superior = [], set()
    for i, one in enumerate(drawn):
        so, not_so, unless, *dispute = (Literal(f"f{n}", YES) for n in one.facts)
        needs = (*dispute, Literal(f"c{one.earlier}", YES)) if one.earlier is not None else tuple(dispute)
        rules.append(_rule(f"for{i}", Literal(f"c{i}", YES), (so, Literal(not_so.atom, NO)), (unless,)))
        rules.append(_rule(f"against{i}", Literal(f"c{i}", NO), needs))
        superior.add((f"against{i}", f"for{i}") if one.disputed else (f"for{i}", f"against{i}"))
        word = "forbidden" if i % 2 else "permitted"
        rules.append(_rule(f"norm{i}", Literal("goal", STANDING_WORDS[word]), (Literal(f"c{i}", YES),)))
        superior |= {(f"norm{i}", f"norm{j}") for j in range(i) if (i - j) % 2}
        superior |= {(f"norm{i}", "else")} if i % 2 else set()
    rules.append(_rule("else", Literal("goal", STANDING_WORDS["permitted"]), ()))
    return Theory(atoms, tuple(rules), superior=frozenset(superior))


@dataclass(frozen=True)
class Drawn:
    """A concept of `hundred`: its five facts, an earlier concept its dispute needs, whether the dispute prevails."""

    facts: tuple[int, ...]
    earlier: int | None
    disputed: bool


def spec(facts: int) -> list[Drawn]:
    """The 33 concepts of `hundred`, the same in every run; every fact is used."""
    rng = Random(facts)
    found = []
    for i in range(33):
        others = [n for n in range(facts) if n != i % facts]
        used = (i % facts, *rng.sample(others, 4))
        found.append(Drawn(used, rng.randrange(i) if i % 3 == 2 else None, i % 2 == 0))
    return found
