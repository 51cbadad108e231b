"""What a new case is forced to by many precedents, after loading; how that grows; the definition beside the index."""

from __future__ import annotations

import random

from measure import Row, table, timed

from siyar.precedent import CaseBase, Decision, Factor, Index, Model, Reason, Side, Situation, constraint

FACTORS = 40
TARGET = 0.02


def base(precedents: int, seed: int = 1) -> CaseBase:
    """Decisions over forty factors, half for each side, each with about half of them and a reason of up to three."""
    draw = random.Random(seed)
    factors = tuple(Factor(f"f{i}", Side.FOR if i % 2 else Side.AGAINST) for i in range(FACTORS))
    side_of = {f.name: f.favours for f in factors}
    decisions = []
    for i in range(precedents):
        side = draw.choice(list(Side))
        facts = frozenset(f.name for f in factors if draw.random() < 0.5)
        favouring = sorted(f for f in facts if side_of[f] is side)
        reason = frozenset(draw.sample(favouring, min(3, len(favouring))))
        decisions.append(Decision(f"case-{i}", Situation(facts), side, Reason(reason)))
    return CaseBase(factors, (), tuple(decisions))


def situations(count: int, seed: int = 2) -> list[Situation]:
    draw = random.Random(seed)
    return [Situation(frozenset(f"f{i}" for i in range(FACTORS) if draw.random() < 0.5)) for _ in range(count)]


def rows() -> list[Row]:
    found = []
    new = situations(100)
    for size in (100, 1_000, 10_000, 100_000):
        cases = base(size)
        index = Index.of(cases)
        for model in (Model.RESULT, Model.REASON):
            bound = [index.constraint(one, model).by for one in new]
            if size <= 1_000:
                assert bound == [constraint(cases, one, model).by for one in new]
            one = max(new, key=lambda one: len(index.constraint(one, model).by))
            note = f"{len(index.constraint(one, model).by)} binding"
            target = TARGET if size == 10_000 else None
            what = f"{size:,} precedents, {model} model"

            def ask(index: Index = index, one: Situation = one, model: Model = model) -> object:
                return index.constraint(one, model)

            found.append(timed(what, ask, target=target, note=note))
        if size == 10_000:

            def defined(cases: CaseBase = cases) -> object:
                return constraint(cases, new[0], Model.REASON)

            def load(cases: CaseBase = cases) -> object:
                return Index.of(cases)

            found.append(timed("the same by the definition, decision by decision", defined, runs=3, note="3 runs"))
            found.append(timed("laying the 10,000 out for asking", load, runs=3, note="3 runs"))
    pairs = Index.of(base(1_000))
    found.append(
        timed(
            "every smallest inconsistent set of 1,000 precedents, reason model",
            pairs.conflicts,
            runs=3,
            note=f"{len(pairs.conflicts()):,} pairs; 3 runs",
        )
    )
    return found


def main() -> None:
    table("Precedents", rows())


if __name__ == "__main__":
    main()
