"""The sentences of a block, one after the other: conclusions, conditions, exceptions.

A denial is printed in the opposite's own words wherever that means the same. It does not where a variable of the
sentence occurs nowhere else: "it is not so that Guild guards City" speaks of every Guild then (D19).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace

from siyar.language.unparse.claims import Speaker, variables
from siyar.language.unparse.layout import line
from siyar.model import Claim, Condition, Denial, Sentence, Variable


class _Everybody:
    """Where there are no variables, whoever is spoken of is somebody in particular."""

    def __contains__(self, _: object) -> bool:
        return True


_EVERYBODY = _Everybody()


@dataclass(slots=True)
class Lines:
    """The lines of one block, said by one speaker, so that "another" is followed by "the other"."""

    sentences: Mapping[str, Sentence]
    names: Mapping[str, str] = field(default_factory=dict)
    bound: Container[object] = _EVERYBODY
    speaker: Speaker | None = None

    def claim(self, claim: Claim, *, each: bool = False) -> str:
        if self.speaker is None:
            self.speaker = Speaker(self.sentences, self.names)
        self.speaker.each = each
        return self.speaker.claim(self._plain(claim))

    def conclusion(self, keyword: str, heads: tuple[Claim, ...]) -> str:
        """``permitted  for …``, ``then …``; options of several heads in one list."""
        if not heads:
            return ""
        head = replace(heads[0], options=tuple(option for h in heads for option in h.options))
        if not keyword and head.modality is None:
            keyword = "then"
        if not keyword:
            keyword, head = str(head.modality), replace(head, modality=None)
        return line(keyword, self.claim(head, each=True))

    def conditions(self, conditions: Iterable[Condition]) -> str:
        """``when``, ``and``, ``and either``, ``or``."""
        parts: list[str] = []
        for condition in conditions:
            word = "and" if parts else "when"
            *before, last = condition.alternatives
            if before:
                word += " either"
            for claim in before:
                parts.append(line(word, self.claim(claim)))
                word = "or"
            parts.append(line(word, self.claim(last), condition.cites))
        return "".join(parts)

    def unless(self, conditions: Iterable[Condition]) -> str:
        return "".join(
            line("unless", self.claim(claim), condition.cites)
            for condition in conditions
            for claim in condition.alternatives
        )

    def each_line(self, keyword: str, claims: Iterable[Claim]) -> str:
        return "".join(line(keyword, self.claim(claim)) for claim in claims)

    def _plain(self, claim: Claim) -> Claim:
        sentence = self.sentences[claim.sentence]
        if (
            claim.denial is Denial.NOT_SO
            and sentence.opposite
            and claim.modality is None
            and all(variable in self.bound for variable in variables(claim))
        ):
            return replace(claim, denial=Denial.OPPOSITE)
        return claim


def bound(heads: Iterable[Claim], when: Iterable[Condition]) -> frozenset[Variable]:
    """The variables that a rule names outside its denials, exceptions and alternatives."""
    named = [claim for condition in when if len(condition.alternatives) == 1 for claim in condition.alternatives]
    positive = [*heads, *(claim for claim in named if claim.denial is not Denial.NOT_SO)]
    return frozenset(variable for claim in positive for variable in variables(claim))
