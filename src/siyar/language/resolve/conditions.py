"""Conditions and conclusions of rules, scopes and impossible combinations."""

from __future__ import annotations

from dataclasses import dataclass, replace

from siyar.language.lines import Stretch
from siyar.language.names import Names
from siyar.language.parse import Block, Line
from siyar.language.resolve.citing import cites
from siyar.language.resolve.gathered import File, Gathered, Home
from siyar.language.sentences import Mood, read_sentence
from siyar.language.syntax import CONDITIONS, MODALITIES
from siyar.model import Claim, Condition, Modality, Sentence, SentenceKind

_MODALITY = {name: Modality(name) for name in MODALITIES}


@dataclass(frozen=True, slots=True)
class Speech:
    """Where a sentence is read: the file and home it stands in, and who can be named."""

    found: Gathered
    file: File
    home: Home
    names: Names

    def claim(self, stretch: Stretch, mood: Mood) -> Claim | None:
        return read_sentence(stretch, self.home.usage, self.names, mood, self.found.problems)

    def sentence(self, claim: Claim) -> Sentence | None:
        return self.home.by_id.get(claim.sentence)

    def condition(self, line: Line) -> tuple[Claim | None, Condition | None]:
        claim = self.claim(line.value, Mood.CONDITION)
        said_by = cites(self.found, self.file, line.cites)
        return claim, Condition((claim,), said_by, line.value.span()) if claim else None


def conditions(speech: Speech, block: Block) -> tuple[Condition, ...]:
    """``when``, ``and``, ``either``/``or``: each conjunct with its alternatives. Misplaced lines are only checked."""
    found: list[Condition] = []
    alternatives: Condition | None = None

    def close() -> None:
        nonlocal alternatives
        if alternatives is not None and alternatives.alternatives:
            found.append(alternatives)
        alternatives = None

    for line in block.lines:
        if line.keyword not in CONDITIONS:
            continue
        claim, one = speech.condition(line)
        if line.keyword == "or":
            if alternatives is not None and claim is not None and one is not None:
                start, end = alternatives.span, line.value.span()
                whole = replace(start, end=end.end) if start else end
                alternatives = Condition((*alternatives.alternatives, claim), alternatives.cites + one.cites, whole)
            continue
        close()
        if line.keyword.endswith("either"):
            alternatives = one or Condition((), (), line.value.span())
        elif one is not None:
            found.append(one)
    close()
    return tuple(found)


def unless(speech: Speech, block: Block) -> tuple[Condition, ...]:
    """The exceptions, one condition a line."""
    read = (speech.condition(line)[1] for line in block.all("unless"))
    return tuple(condition for condition in read if condition is not None)


def check_misplaced(speech: Speech, block: Block) -> None:
    """Sentences are checked whatever the structure: read those of lines that were left out."""
    for line in block.misplaced:
        if line.keyword in (*CONDITIONS, "unless", "whether or not"):
            speech.claim(line.value, Mood.CONDITION)
        elif line.keyword in (*MODALITIES, "then", "otherwise", "blocks"):
            conclusion(speech, line)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a rule concludes, and the line that says it. Several claims only for a norm over several options."""

    heads: tuple[Claim, ...]
    line: Line


def conclusion(speech: Speech, line: Line) -> Conclusion:
    """The conclusion on a line ``forbidden …``, ``then …``, ``otherwise …``, ``blocks …`` or ``held …``."""
    if line.keyword in _MODALITY:
        act = speech.claim(line.value, Mood.ACT)
        return Conclusion(spread(replace(act, modality=_MODALITY[line.keyword])) if act else (), line)
    if line.keyword == "then":
        concept = speech.claim(line.value, Mood.CONCEPT)
        if concept is not None and concept.modality is not None:
            help = f"write `{concept.modality}` in place of `then`"
            speech.found.report("S004", "a norm stands where a concept is wanted", line.value.span(), help)
            concept = None
        return Conclusion((concept,) if concept else (), line)
    claim = speech.claim(line.value, Mood.CONCLUSION)
    if claim is not None and line.keyword == "otherwise" and claim.modality is None:
        help = "write a modality and an act, as in `otherwise permitted for …`"
        speech.found.report("S004", "a concept stands where a norm is wanted", line.value.span(), help)
        claim = None
    return Conclusion(spread(claim) if claim else (), line)


def spread(claim: Claim) -> tuple[Claim, ...]:
    """A norm over several options, said of each option by itself."""
    if claim.modality is None or len(claim.options) < 2:
        return (claim,)
    return tuple(replace(claim, options=(option,)) for option in claim.options)


def no_fact(speech: Speech, found: Conclusion) -> None:
    """V003: a rule does not conclude a fact."""
    for claim in found.heads[:1]:
        sentence = speech.sentence(claim)
        if claim.modality is None and sentence is not None and sentence.kind is SentenceKind.FACT:
            name = sentence.id.rpartition("/")[2]
            help = "make it a concept, or the rule a `presumption`"
            speech.found.report("V003", f"a rule concludes the fact `{name}`", found.line.value.span(), help)
