"""Rules one by one: that they name a source, that they can apply, what scopes do to them; and declared clashes.

R004 (`unless`), R012, R014, R016, R017, R025, R026.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from siyar.check.conditions import Conflict, named, never
from siyar.check.places import line_of
from siyar.check.values import is_a, said
from siyar.diagnostics import Diagnostic, Related, Severity
from siyar.framing.variables import variables
from siyar.model import (
    NAMED,
    Claim,
    Denial,
    Doctrine,
    Impossible,
    Library,
    Rule,
    Scope,
    Sentence,
    SentenceKind,
    Type,
    Variable,
    named_word,
)
from siyar.source import Span


def rules(doctrine: Doctrine, library: Library) -> Iterator[Diagnostic]:
    """What is wrong with the rules and oppositions of a doctrine, each by itself."""
    sentences, types = library.sentences(), library.types(doctrine.id)
    impossible = impossible_for(doctrine, library)
    by_id = {rule.id: rule for rule in doctrine.rules}
    for rule in doctrine.rules:
        if not rule.cites and not any(c.cites for c in (*rule.when, *rule.unless)):
            yield Diagnostic(
                "R012",
                f"the rule `{rule.id}` names no source",
                rule.span,
                "add a line `source` with the passage that states it",
            )
        if rule.strict and rule.unless:
            yield Diagnostic(
                "R004",
                "a strict rule has no `unless`",
                rule.unless[0].span or line_of(rule.span, "unless"),
                "make it an ordinary rule if the source allows exceptions",
            )
        if rule.term and (rule.blocks or not all(_names(doctrine.terms, rule.term, head) for head in rule.heads)):
            known = ", ".join(f"`{word}` ({named.modality})" for word, named in NAMED.get(doctrine.terms, {}).items())
            yield Diagnostic(
                "R025",
                f"`{rule.term}` is no word for what `{rule.id}` concludes",
                line_of(rule.span, "term") or rule.span,
                f"there is: {known}"
                if known
                else "the `terms` of this doctrine know no such words: leave the line out",
            )
        yield from _applies(rule, by_id, doctrine.scopes, impossible, sentences, types)
    yield from _unbrought(doctrine, sentences)
    for scope in doctrine.scopes:
        yield from _scope(scope, by_id, types)
    yield from _oppositions(doctrine, sentences)


def _unbrought(doctrine: Doctrine, sentences: Mapping[str, Sentence]) -> Iterator[Diagnostic]:
    """R026: a condition on a concept that the doctrine has rules for, of which none concludes it that way.

    Where it has rules for a concept it goes by these alone (D17); that none of them shows a concept does not show its
    denial. What denies a concept of whoever there may be can still be met where there is nobody (D19).
    """
    concluded: dict[str, set[bool]] = {}
    for rule in doctrine.rules:
        for head in rule.heads if not rule.blocks else ():
            if head.modality is None:
                concluded.setdefault(head.sentence, set()).add(head.denial is Denial.NONE)
    for rule in doctrine.rules:
        for condition in (*rule.when, *rule.unless):
            for claim in condition.alternatives:
                sentence, wanted = sentences[claim.sentence], claim.denial is Denial.NONE
                if sentence.kind is not SentenceKind.CONCEPT or sentence.choice or sentence.measure or claim.modality:
                    continue
                if wanted in concluded.get(sentence.id, {wanted}) or _nobody(rule, claim):
                    continue
                yield Diagnostic(
                    "R026",
                    f"no rule of the doctrine says this{'' if wanted else ', only its opposite'}",
                    claim.span or rule.span,
                    "write `unless` and the sentence itself if it is enough that it is not shown"
                    if not wanted and condition in rule.when
                    else "write a rule that concludes it, or leave the condition out",
                    Severity.WARNING,
                )


def _nobody(rule: Rule, claim: Claim) -> bool:
    """Whether it is denied of somebody whom the rule names nowhere else."""
    others = [c for condition in (*rule.when, *rule.unless) for c in condition.alternatives if c is not claim]
    known = {v for c in (*rule.heads, *others) for v in variables(c)}
    return claim.denial is Denial.NOT_SO and not set(variables(claim)) <= known


def _names(tradition: str, word: str, head: Claim) -> bool:
    return head.modality is not None and named_word(tradition, word, head.modality.value) is not None


def impossible_for(doctrine: Doctrine, library: Library) -> tuple[Impossible, ...]:
    """What no case can meet, as the doctrine's vocabularies and the doctrine itself declare it."""
    used = (library.vocabularies[id] for id in doctrine.uses if id in library.vocabularies)
    return (*(block for vocabulary in used for block in vocabulary.impossible), *doctrine.impossible)


def covered(scope: Scope) -> tuple[str, ...]:
    """The rules a scope applies to."""
    return tuple(id for id in scope.covers or scope.rules if id not in scope.excepts)


def _applies(
    rule: Rule,
    by_id: Mapping[str, Rule],
    scopes: Iterable[Scope],
    impossible: tuple[Impossible, ...],
    sentences: Mapping[str, Sentence],
    types: Mapping[str, Type],
) -> Iterator[Diagnostic]:
    """R016: with the conditions of the rule alone, then with what an exception and scopes add."""
    when, unless = list(rule.when), list(rule.unless)
    conflict = never(when, unless, impossible, sentences, types)
    added = ""
    if conflict is None:
        names = [rule.id]
        older = by_id.get(rule.exception_to)
        while older and older.id not in names:
            names.append(older.id)
            when += older.when
            unless += older.unless
            older = by_id.get(older.exception_to)
        beside = [f"`{name}`, to which it is an exception" for name in names[1:2]]
        for scope in scopes:
            if set(names) & set(covered(scope)):
                when += scope.when
                unless += scope.unless
                beside.append(f"the scope `{scope.id}`")
        if not beside:
            return
        conflict = never(when, unless, impossible, sentences, types)
        added = " under " + " and ".join(beside)
    if conflict:
        yield _never(rule, conflict, added)


def _never(rule: Rule, conflict: Conflict, added: str) -> Diagnostic:
    if conflict.impossible:
        help = f"its conditions meet what `{conflict.impossible}` declares impossible"
    else:
        help = "these conditions exclude each other"
    spans = [claim.span for claim in conflict.claims if claim.span]
    related = tuple(Related("cannot hold together with the others", span) for span in dict.fromkeys(spans[:-1]))
    return Diagnostic(
        "R016",
        f"the rule `{rule.id}` can never apply{added}",
        spans[-1] if spans else rule.span,
        help,
        related=related,
    )


def _scope(scope: Scope, by_id: Mapping[str, Rule], types: Mapping[str, Type]) -> Iterator[Diagnostic]:
    """R014 for heads of a wider type, R004 for exceptions that a scope would give to strict rules."""
    mine = named((*scope.when, *scope.unless))
    for id in covered(scope):
        rule = by_id.get(id)
        if rule is None:
            continue
        if rule.strict and scope.unless:
            yield Diagnostic(
                "R004",
                f"the scope `{scope.id}` gives the strict rule `{id}` an `unless`",
                scope.unless[0].span or scope.span,
                f"add `except {id}`, or make it an ordinary rule",
            )
        known = {v for head in rule.heads for v in variables(head)} | named((*rule.when, *rule.unless))
        wider = _wider(rule, mine - known, types)
        if wider:
            head, narrow = wider
            yield Diagnostic(
                "R014",
                f"`{id}` concludes about a {head.type}, the scope `{scope.id}` is about another party, a {narrow.type}",
                _span(rule),
                f"write `{narrow}` in the rule if the same party is meant, or except the rule from the scope",
                Severity.WARNING,
            )


def _wider(rule: Rule, narrow: Iterable[Variable], types: Mapping[str, Type]) -> tuple[Variable, Variable] | None:
    """A variable of the head whose type is above that of one of the scope's that the rule lacks."""
    for head in rule.heads:
        for variable in variables(head):
            for other in sorted(narrow, key=str):
                if other.type != variable.type and is_a(other.type, variable.type, types):
                    return variable, other
    return None


def _span(rule: Rule) -> Span | None:
    return rule.heads[0].span or rule.span if rule.heads else rule.span


def _oppositions(doctrine: Doctrine, sentences: Mapping[str, Sentence]) -> Iterator[Diagnostic]:
    """R017, D3: closed under implication, the clash would set something against itself."""
    for block in doctrine.oppositions:
        pairs = product(said(block.one, sentences), said(block.other, sentences))
        if any(
            one.sentence == other.sentence
            and one.arguments == other.arguments
            and not one.values.disjoint(other.values)
            for one, other in pairs
        ):
            yield Diagnostic(
                "R017",
                "this sets a sentence against itself",
                block.other.span or block.span,
                "both sides can hold together; correct one of them",
                related=(Related("the other side", block.one.span),) if block.one.span else (),
            )
