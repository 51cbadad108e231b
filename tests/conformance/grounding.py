"""Theories of the package datalog-conformance, with variables, as ground theories of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

from datalog_conformance.schema import DefeasibleTheory

from siyar.theory import NO, YES, YES_NO, Atom, GroundRule, Kind, Literal, Theory

#: A predicate with or without ``~``, and its arguments.
Claim = tuple[str, tuple[str, ...]]
_CLAIM = re.compile(r"(~?[\w:-]+)(?:\((.*)\))?")


def claim(words: str) -> Claim:
    match = _CLAIM.fullmatch(words.strip())
    if match is None:
        raise ValueError(f"not a literal: {words!r}")
    return match[1], tuple(a.strip() for a in match[2].split(",")) if match[2] else ()


def literal(made: Claim) -> Literal:
    name, arguments = made
    return Literal(repr((name.removeprefix("~"), arguments)), NO if name.startswith("~") else YES)


def ground(given: DefeasibleTheory) -> Theory:
    """Every rule with its variables (words with a capital, as arguments) replaced by all constants in all ways."""
    facts = [(name, tuple(map(str, row))) for name, rows in given.facts.items() for row in rows]
    kinds = (
        (Kind.STRICT, given.strict_rules),
        (Kind.DEFEASIBLE, given.defeasible_rules),
        (Kind.DEFEATER, given.defeaters),
    )
    written = [(kind, r.id, claim(r.head), [*map(claim, r.body)]) for kind, rules in kinds for r in rules]
    constants = sorted(
        {a for _, arguments in facts for a in arguments}
        | {a for _, _, head, body in written for _, args in (head, *body) for a in args if not _variable(a)}
    )
    rules: list[GroundRule] = []
    for kind, name, head, body in written:
        for i, values in enumerate(_ways([head, *body], constants)):
            filled = [literal((p, tuple(values.get(a, a) for a in args))) for p, args in (head, *body)]
            rules.append(GroundRule(f"{name}/{i}", name, kind, filled[0], tuple(filled[1:])))
    # Both sides of an atom can be given; a strict rule without conditions says so of each.
    rules += [GroundRule(f"fact/{i}", f"fact/{i}", Kind.STRICT, literal(fact)) for i, fact in enumerate(facts)]
    named = {q.atom for rule in rules if rule.head for q in (rule.head, *rule.needs)}
    return Theory(
        {name: Atom(name, YES_NO) for name in sorted(named)}, tuple(rules), superior=frozenset(given.superiority)
    )


def _variable(argument: str) -> bool:
    return argument[:1].isupper()


def _ways(claims: list[Claim], constants: list[str]) -> Iterator[Mapping[str, str]]:
    variables = sorted({a for _, arguments in claims for a in arguments if _variable(a)})
    for values in product(constants, repeat=len(variables)):
        yield dict(zip(variables, values, strict=True))
