"""Reading one sentence: denial, modality, then the walk through the declared texts, to a `Claim`.

>>> from siyar.language.names import TypeNames
>>> from siyar.language.texts import declared
>>> from siyar.model import Sentence, SentenceKind
>>> from siyar.source import Text
>>> def stretch(words): return Stretch(Text("", words), words, ((0, 0),))
>>> text = declared(stretch("Party is Muslim"), {"Party"}, act=False, problems=[])
>>> usage = Usage((Trie([Sentence("muslim", SentenceKind.FACT, "v", text)]),), {"Party": frozenset({"Party"})})
>>> read_sentence(stretch("it is not so that Party is Muslim"), usage, usage.type_names, Mood.CONDITION, []).denial
<Denial.NOT_SO: 'it is not so that'>
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from siyar.diagnostics import Diagnostic
from siyar.language.lines import Stretch
from siyar.language.names import Kin, Names, TypeNames
from siyar.language.slips import Token, explain, words_of
from siyar.language.texts import fold
from siyar.language.trie import Found, Trie, Walk
from siyar.model import Claim, Denial, Modality, Quantity, Relation, SentenceKind
from siyar.source import Span

_WORD = re.compile(r"\S+")
_DENIAL = ["it", "is", "not", "so", "that"]
_MODALITIES = {m.value: m for m in Modality}


class Mood(Enum):
    """What a sentence is to do where it stands: which sentences fit, and what a list in it means."""

    CONDITION = "condition"  # a fact, concept or norm; lists say "or"
    ACT = "act"  # the act of a norm that is concluded; lists say "and"
    CONCEPT = "concept"  # what a rule concludes: no list, no comparison
    CONCLUSION = "conclusion"  # a norm or a concept, concluded; lists say "and"
    REPORT = "report"  # what somebody is said to have concluded
    TOPIC = "topic"  # an act, or a fact or concept, that a question is about

    @property
    def concludes(self) -> bool:
        return self in (Mood.ACT, Mood.CONCEPT, Mood.CONCLUSION, Mood.REPORT)


@dataclass(frozen=True)
class Usage:
    """The sentences and types that may be used in one place.

    ``blind``: some of them are missing because a file in use is missing, so that nothing can be said about sentences.
    """

    tries: tuple[Trie, ...]
    kin: Kin
    blind: bool = False

    @cached_property
    def type_names(self) -> TypeNames:
        return TypeNames(frozenset(self.kin))


def tokens(stretch: Stretch) -> list[Token]:
    """The words of a stretch, folded, with their places."""
    found = []
    for match in _WORD.finditer(stretch.words):
        word = match[0]
        if not word.isascii() or "`" in word:
            word = fold(word)
        if word:
            found.append(Token(word, match.start(), match.end()))
    return found


def read_sentence(stretch: Stretch, usage: Usage, names: Names, mood: Mood, problems: list[Diagnostic]) -> Claim | None:
    """The claim that a sentence makes, or nothing and a diagnostic (S001 to S012)."""
    if usage.blind:
        return None
    said = tokens(stretch)
    words = [token.word for token in said]

    def slip(code: str, message: str, first: int, last: int, help: str) -> None:
        place = stretch.span(said[first].start, said[last - 1].end)
        problems.append(Diagnostic(code, message, place, help))

    if not words:
        place = _word_before(stretch)
        problems.append(Diagnostic("S002", "a sentence is missing", place, "write it after the keyword"))
        return None
    start = 0
    denied = words[:5] == _DENIAL
    if denied:
        start = 5
    modality, after = (None, start) if mood is Mood.ACT else _modality(words, start)
    walk = Walk(words, usage.tries, names, usage.kin, start=after)
    if not walk.found and modality is not None:
        plain = Walk(words, usage.tries, names, usage.kin, start=start)
        if plain.found or plain.best > walk.best:
            walk, modality = plain, None
    if not walk.found:
        problems.append(explain(walk, stretch, said, usage.tries, act=mood is Mood.ACT or modality is not None))
        return None
    readings = {claim_of(found, denied, modality, stretch): found for found in walk.found}
    fitting = {c: f for c, f in readings.items() if _fits(f, mood, modality)} or readings
    if len(fitting) > 1:
        one, other = (words_of(f) for f in list(fitting.values())[:2])
        slip("S003", f"this reads two ways: {one}; or {other}", 0, len(said), "name the entities apart")
    claim, found = next(iter(fitting.items()))
    is_act = found.end.sentence.kind is SentenceKind.ACT
    if (modality is not None or mood is Mood.ACT) and not is_act:
        slip("S004", "a fact stands where an act is wanted", after, len(said), "an act reads `for … to …`")
        return None
    if is_act and modality is None and mood not in (Mood.ACT, Mood.TOPIC):
        help = "say whether it is permitted, forbidden …, as in `permitted for …`"
        slip("S004", "an act stands where a fact or a norm is wanted", start, len(said), help)
        return None
    if denied and is_act:
        if modality is not None and not mood.concludes:
            help = f"write `unless {modality} for …`"
            slip("S011", "a norm cannot be denied in a condition", 0, after, help)
        else:
            slip("S011", "a norm cannot be denied", 0, 5, "say the modality that is meant, or name the opposite act")
        return None
    if mood.concludes and not is_act:
        why = _cannot_be_concluded(claim, found)
        if why is not None:
            slip("S012", why[0], 0, len(said), why[1])
            return None
    joiner = found.joiner
    if joiner is not None:
        wanted = "and" if mood.concludes else "or"
        if joiner.word != wanted:
            kind = "conclusions" if wanted == "and" else "conditions"
            message = f"`{joiner.word}` joins a list of {kind}; here lists say `{wanted}`"
            slip("S005", message, joiner.at, joiner.at + 1, f"write `{wanted}`")
    return claim


def claim_of(found: Found, denied: bool, modality: Modality | None, stretch: Stretch) -> Claim:
    """The claim of one reading; an opposite that is denied is the text itself."""
    denial = Denial.NONE
    if denied != found.end.opposite:
        denial = Denial.NOT_SO if denied else Denial.OPPOSITE
    return Claim(
        found.end.sentence.id, found.arguments, denial, found.options, found.comparison, modality, stretch.span()
    )


def _word_before(stretch: Stretch) -> Span:
    """The word in front of an empty stretch, on its line."""
    end = stretch.offset(0)
    start = stretch.text.offset(stretch.text.position(end)[0])
    before = stretch.text.characters[start:end].rstrip()
    if not before:
        return stretch.span()
    return Span(stretch.text, start + len(before) - len(before.split()[-1]), start + len(before))


def _modality(words: list[str], i: int) -> tuple[Modality | None, int]:
    """The modality at word ``i``, if an act may follow it, and the word after."""
    for length in (2, 1):
        modality = _MODALITIES.get(" ".join(words[i : i + length]))
        after = i + length
        if modality is not None and after <= len(words) and words[after : after + 1] in ([], ["for"]):
            return modality, after
    return None, i


def _fits(found: Found, mood: Mood, modality: Modality | None) -> bool:
    act = found.end.sentence.kind is SentenceKind.ACT
    if modality is not None or mood is Mood.ACT:
        return act
    return not act or mood is Mood.TOPIC


def _cannot_be_concluded(claim: Claim, found: Found) -> tuple[str, str] | None:
    sentence = found.end.sentence
    if sentence.choice is not None:
        if claim.denial is not Denial.NONE:
            return "a choice cannot be denied in a conclusion", "conclude one of its options"
        if found.joiner is not None:
            return "a conclusion is one option of a choice", "write a rule for each, with conditions of its own"
    if claim.comparison is not None:
        exact = claim.comparison.relation in (Relation.IS, Relation.ON)
        if claim.denial is not Denial.NONE or not exact or not isinstance(claim.comparison.than, Quantity):
            return "a conclusion is one value", "conclude a value, as in `is 10 lunar years`; compare it in conditions"
    return None
