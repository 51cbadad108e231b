"""Reads the notation of tests/spec/semantics.md into theories and expectations.

`parse_theory` and `parse_expected` read one cell each, `rows` a whole page. The notation itself is explained in that
page. A line that cannot be read is a `ValueError`: the table has no silent parts.

>>> written = parse_theory("? a; r: => F.x; s: a => P.x; r > s")
>>> [rule.label for rule in written.theory.rules], sorted(written.theory.open)
(['r', 's'], ['a'])
>>> parse_expected("+p, --p; p = yes settled", parse_theory("r: => p")).tags
((Literal(atom='p', values=1), '+'), (Literal(atom='p', values=2), '-'))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from siyar.theory import (
    NO,
    STANDING,
    STANDING_WORDS,
    YES,
    YES_NO,
    Atom,
    GroundRule,
    Kind,
    Literal,
    Role,
    Theory,
)

LETTERS: Mapping[str, str] = {
    "F": "forbidden",
    "D": "discouraged",
    "P": "permitted",
    "R": "recommended",
    "O": "obligatory",
    "I": "optional",
    "N": "not obligatory",
}
ARROWS: Mapping[str, Kind] = {"->": Kind.STRICT, "=>": Kind.DEFEASIBLE, "~>": Kind.DEFEATER}

_NAME = r"[a-z][a-z0-9_]*"
_CHOICE = re.compile(rf"^({_NAME})\{{([^}}]*)\}}$")
_RULE = re.compile(rf"^({_NAME}):(.*)$", re.S)
_PAIR = re.compile(rf"^({_NAME}) ([>^]) ({_NAME})$")
_SOURCE = re.compile(rf"^@({_NAME}):(.*)$")
_LITERAL = re.compile(rf"^(?:(?P<letter>[FDPROIN])\.(?P<act>{_NAME})|(?P<minus>-?)(?P<name>{_NAME})"
                      rf"(?:(?P<relation>!?=)(?P<value>[\w]+))?)$")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A theory as written, and what each source says of the facts they contest."""

    theory: Theory
    says: Mapping[str, Mapping[str, int]]

    def literal(self, text: str) -> Literal:
        return _literal(text, self.theory.atoms)

    def accounts(self) -> Iterator[tuple[tuple[str, ...], Theory]]:
        """D16: one source chosen for each group of facts, and the theory in which it is believed."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for fact in sorted({fact for given in self.says.values() for fact in given}):
            groups.setdefault(tuple(sorted(s for s in self.says if fact in self.says[s])), []).append(fact)
        for chosen in product(*groups):
            believed = {f: self.says[s][f] for s, facts in zip(chosen, groups.values(), strict=True) for f in facts}
            yield chosen, replace(self.theory, facts={**self.theory.facts, **believed})


@dataclass(frozen=True, slots=True)
class ExpectedRuling:
    """``x = status {between} [holds] known … settled turns …``; None: not stated."""

    atom: str
    status: str  # ruled, silent, contested, open, impossible
    value: int | None
    between: frozenset[int] | None
    holds: frozenset[int] | None
    known: tuple[str, int | None] | None
    settled: bool | None
    turns_on: frozenset[frozenset[str]] | None


@dataclass(frozen=True, slots=True)
class Expected:
    """One cell of expectations. Tags are ``+``, ``-``, ``?``; ``propagated`` and ``supported`` say yes or no."""

    tags: tuple[tuple[Literal, str], ...]
    definite: tuple[Literal, ...]
    propagated: tuple[tuple[Literal, bool], ...]
    supported: tuple[tuple[Literal, bool], ...]
    rulings: tuple[ExpectedRuling, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A row of the table."""

    id: str
    what: str
    written: Written
    expected: Expected


# --------------------------------------------------------------------------------------------------- theories


def parse_theory(cell: str) -> Written:
    """Read a theory. Raises ValueError where a statement is none of those the page lists."""
    statements = [" ".join(part.split()) for part in cell.split(";") if part.strip()]
    atoms = _atoms(statements)
    facts: dict[str, int] = {}
    says: dict[str, dict[str, int]] = {}
    rules: list[GroundRule] = []
    superior, exceptions = set[tuple[str, str]](), set[tuple[str, str]]()
    declared = set[tuple[Literal, Literal]]()
    impossible: list[tuple[Literal, ...]] = []
    for statement in statements:
        if statement.startswith(">>"):
            facts.update(_literals(statement[2:], atoms))
        elif statement.startswith("!"):
            impossible.append(tuple(_literals(statement[1:], atoms)))
        elif " # " in statement:
            one, other = statement.split(" # ")
            declared.add((_literal(one, atoms), _literal(other, atoms)))
        elif match := _SOURCE.match(statement):
            says.setdefault(match[1], {}).update(_literals(match[2], atoms))
        elif match := _PAIR.match(statement):
            (superior if match[2] == ">" else exceptions).add((match[1], match[3]))
        elif match := _RULE.match(statement):
            rules.append(_rule(match[1], match[2], atoms))
        elif not statement.startswith("?") and not _CHOICE.match(statement):
            raise ValueError(f"not a statement: {statement!r}")
    labels = {rule.label for rule in rules}
    if len(labels) != len(rules) or not {x for pair in superior | exceptions for x in pair} <= labels:
        raise ValueError(f"a rule named twice, or a priority over a rule that is not there: {cell!r}")
    theory = Theory(
        atoms=atoms,
        rules=tuple(rules),
        facts=facts,
        superior=frozenset(superior),
        exceptions=frozenset(exceptions),
        declared=frozenset(declared),
        impossible=tuple(impossible),
    )
    return Written(theory, says)


def _rule(label: str, text: str, atoms: Mapping[str, Atom]) -> GroundRule:
    body, kind, head = text, Kind.DEFEASIBLE, None
    for arrow, of_kind in ARROWS.items():
        if arrow in text:
            body, conclusion = text.split(arrow)
            kind, head = of_kind, _literal(conclusion, atoms)
    needs, bars = list[Literal](), list[Literal]()
    for part in filter(None, (p.strip() for p in body.split(","))):
        barred = part.startswith("unless ")
        (bars if barred else needs).append(_literal(part.removeprefix("unless "), atoms))
    return GroundRule(label, label, kind, head, tuple(needs), tuple(bars))


def _atoms(statements: list[str]) -> dict[str, Atom]:
    """Every atom that is named, in order; a fact is one that is unknown, contested or in an impossible set."""
    found: dict[str, Atom] = {}
    facts: set[str] = set()
    for statement in statements:
        if match := _CHOICE.match(statement):
            found[match[1]] = Atom(match[1], tuple(v.strip() for v in match[2].split(",")))
    for statement in statements:
        if _PAIR.match(statement) or _CHOICE.match(statement):
            continue
        if statement[0] in "?!@":
            facts.update(name for _, name in _mentioned(statement))
        for letter, name in _mentioned(statement):
            if letter:
                seen = found.setdefault(name, Atom(name, STANDING, Role.STANDING))
                if seen.role is not Role.STANDING:
                    raise ValueError(f"{name!r} is an act and a sentence in {statement!r}")
            else:
                found.setdefault(name, Atom(name, YES_NO))
    return {n: replace(a, role=Role.FACT) if n in facts else a for n, a in found.items()}


def _mentioned(statement: str) -> Iterator[tuple[str, str]]:
    """(letter or "", name) of each literal in a statement."""
    text = re.sub(rf"^(?:@{_NAME}:|{_NAME}:|>>|[?!])", "", statement)
    for part in re.split(r"->|=>|~>|,| # ", text):
        if part.strip():
            match = _LITERAL.match(part.strip().removeprefix("unless "))
            if match is None:
                raise ValueError(f"not a literal: {part.strip()!r} in {statement!r}")
            yield match["letter"] or "", match["act"] or match["name"]


def _literals(text: str, atoms: Mapping[str, Atom]) -> list[Literal]:
    return [_literal(part, atoms) for part in text.split(",")]


def _literal(text: str, atoms: Mapping[str, Atom]) -> Literal:
    match = _LITERAL.match(text.strip())
    if match is None:
        raise ValueError(f"not a literal: {text!r}")
    if match["letter"]:
        return Literal(match["act"], STANDING_WORDS[LETTERS[match["letter"]]])
    atom = atoms[match["name"]]
    if match["relation"] is None:
        return Literal(atom.name, NO if match["minus"] else YES)
    value = 1 << atom.values.index(match["value"])
    return Literal(atom.name, value if match["relation"] == "=" else atom.full & ~value)


# ----------------------------------------------------------------------------------------------- expectations

_RULING = re.compile(
    rf"^({_NAME}) = (?P<status>.+?)(?: \{{(?P<between>[^}}]*)\}})?(?: \[(?P<holds>[^\]]*)\])?"
    r"(?: known (?P<known>.+?))?(?: (?P<settled>settled|unsettled))?(?: turns (?P<turns>[\w+/ ]+))?$"
)
_TAG = re.compile(r"^(?P<sign>\+Δ|[δσ]?[-+]|\?)(?P<literal>.+)$")


def parse_expected(cell: str, written: Written) -> Expected:
    """Read what is expected. Raises ValueError where a part cannot be read."""
    tags, definite = list[tuple[Literal, str]](), list[Literal]()
    propagated, supported = list[tuple[Literal, bool]](), list[tuple[Literal, bool]]()
    rulings = list[ExpectedRuling]()
    for part in filter(None, (p.strip() for p in cell.split(";"))):
        if match := _RULING.match(part):
            rulings.append(_ruling(match, written))
            continue
        for item in (i.strip() for i in part.split(",")):
            match = _TAG.match(item)
            if match is None:
                raise ValueError(f"not an expectation: {item!r}")
            literal, sign = written.literal(match["literal"]), match["sign"]
            if sign == "+Δ":
                definite.append(literal)
            elif sign[0] in "δσ":
                (propagated if sign[0] == "δ" else supported).append((literal, sign[1] == "+"))
            else:
                tags.append((literal, sign))
    return Expected(tuple(tags), tuple(definite), tuple(propagated), tuple(supported), tuple(rulings))


def _ruling(match: re.Match[str], written: Written) -> ExpectedRuling:
    atom = written.theory.atoms[match[1]]

    def words(text: str | None) -> frozenset[int] | None:
        if text is None:
            return None
        return frozenset(_word(w.strip(), atom) for w in text.split(",") if w.strip())

    def status(text: str) -> tuple[str, int | None]:
        if text in ("silent", "contested", "open", "impossible"):
            return text, None
        return "ruled", _word(text, atom)

    turns = match["turns"]
    named, value = status(match["status"])
    return ExpectedRuling(
        atom.name,
        named,
        value,
        words(match["between"]),
        words(match["holds"]),
        status(match["known"]) if match["known"] else None,
        None if match["settled"] is None else match["settled"] == "settled",
        None if turns is None else frozenset(frozenset(t.strip().split("+")) for t in turns.split("/")),
    )


def _word(text: str, atom: Atom) -> int:
    if atom.role is Role.STANDING:
        return STANDING_WORDS[text]
    return 1 << atom.values.index(text)


# ------------------------------------------------------------------------------------------------------ pages

_ROW = re.compile(r"^\| (T\d+) \| ([^|]+) \| `([^`|]+)` \| `([^`|]+)` \|$")


def rows(page: str) -> tuple[Example, ...]:
    """The rows of a page. Raises ValueError where a line of a table that begins with an id cannot be read."""
    found: list[Example] = []
    for line in page.splitlines():
        if not re.match(r"^\| *T\d", line):
            continue
        match = _ROW.match(line)
        if match is None:
            raise ValueError(f"not a row: {line!r}")
        written = parse_theory(match[3])
        found.append(Example(match[1], match[2].strip(), written, parse_expected(match[4], written)))
    return tuple(found)
