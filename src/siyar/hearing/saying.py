"""What was judged, in words: outcomes, why a doctrine is silent, what is unknown and still matters."""

from __future__ import annotations

from typing import Any

from siyar.conclusion import Answer, Because
from siyar.explain import Evaluated, speech
from siyar.ground import Instance
from siyar.hearing.listening import Asked, Heard
from siyar.hearing.ruling import Outcome, Settling, UnderAccount
from siyar.hearing.words import outcome, value_word
from siyar.model import Claim, Denial
from siyar.theory import GroundRule, Literal


def said(h: Heard, asked: Asked, answer: Answer) -> Outcome:
    """The answer in words, as it is asked."""
    atom = h.theory.atoms[h.atom]
    opposite = asked.claim.denial is Denial.OPPOSITE
    because = _because(h, asked.claim, answer)
    kept = ("said", h.atom, answer, opposite, because)
    return h.grounded.made.once(kept, lambda: outcome(answer, atom, opposite=opposite, because=because))


def under(h: Heard, asked: Asked) -> UnderAccount:
    """What is said as the tellers of an account tell the case."""
    follows = tuple(teller for _, teller in h.account.follows)
    return UnderAccount(h.account.tellers, said(h, asked, h.judgment.final), h.judgment.settled, follows)


def words_of(h: Heard, asked: Asked) -> dict[str, int]:
    """Every word the sentence can have, from the side asked, and its mask."""
    atom = h.theory.atoms[h.atom]
    opposite = asked.claim.denial is Denial.OPPOSITE
    masks = [q.values for q in h.theory.words(h.atom)]
    return {value_word(mask, atom, opposite=opposite): mask for mask in masks}


def unknown(h: Heard, asked: Asked) -> dict[str, Any]:
    """What is unknown and still matters: fields of a ruling."""
    spoken, atoms = speech(h.grounded), h.theory.atoms

    def words(literal: Literal) -> str:
        return spoken.literal(literal, atoms[literal.atom])

    settled_by = tuple(
        Settling(
            tuple((spoken.subject(atoms[q.atom]), words(q)) for q in settling.given),
            said(h, asked, settling.answer),
        )
        for settling in h.judgment.settled_by
    )
    return {
        "turns_on": tuple(tuple(spoken.subject(atoms[f]) for f in t) for t in h.judgment.turns_on),
        "turns_on_atoms": h.judgment.turns_on,
        "settled_by": settled_by,
        "forced": tuple(words(q) for q in h.judgment.forced),
        "assumptions": tuple(dict.fromkeys(words(q) for q in h.judgment.assumptions)),
    }


# --------------------------------------------------------------------------- silence


def _because(h: Heard, claim: Claim, answer: Answer) -> Because | None:
    """Section 11: silence told apart by where it comes from: no rule, no entity, out of scope, none applies."""
    if answer.because not in (Because.NO_RULE, Because.NONE_APPLIES):
        return answer.because
    rules = [r for r in h.theory.rules if r.supports and r.head and r.head.atom == h.atom]
    if not rules:
        frame = h.grounded.frame
        active = (r for r in frame.rules_on(claim.sentence) if not r.blocks and r.id not in frame.inactive)
        written = [r for r in active if any(speaks_of(x, claim) for x in r.heads)]
        if not written:
            return Because.NO_RULE
        return Because.NO_ENTITY if all(r.id in h.grounded.missing for r in written) else Because.NONE_APPLIES
    return Because.OUT_OF_SCOPE if all(_out_of_scope(h.evaluated, r) for r in rules) else Because.NONE_APPLIES


def _out_of_scope(known: Evaluated, rule: GroundRule) -> bool:
    """Whether a condition a scope adds to the rule is not met, and not merely because a fact is unknown."""
    if not isinstance(rule.origin, Instance):
        return False
    needs = zip(rule.needs, rule.origin.needs, strict=True)
    bars = zip(rule.bars, rule.origin.bars, strict=True)
    outside = [q for q, part in needs if part.conjunct.by == "scope" and not known.outcome.shown(q)]
    barred = [b for b, part in bars if part.conjunct.by == "scope" and known.outcome.shown(b)]
    return bool(barred) or any(q.atom not in known.theory.open for q in outside)


def speaks_of(head: Claim, claim: Claim) -> bool:
    """Whether a head is about the sentence asked about; of an act with a choice, about that option."""
    if head.modality is None or not head.options or not claim.options:
        return head.sentence == claim.sentence
    return head.sentence == claim.sentence and bool(set(head.options) & set(claim.options))
