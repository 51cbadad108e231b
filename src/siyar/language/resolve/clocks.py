"""The lines ``since`` and ``once`` of a fact, which say what its words measure.

A duration is the time since something became so; a fact is so once one quantity compares with another. Problems: V006,
and the codes of sentences.
"""

from __future__ import annotations

from dataclasses import replace

from siyar.language.parse import Line
from siyar.language.resolve.conditions import Speech
from siyar.language.resolve.gathered import Gathered
from siyar.language.sentences import Mood
from siyar.model import Claim, Denial, Sentence

KEYWORDS = ("since", "once")


def clocks(found: Gathered) -> bool:
    """Give the sentences their ``since`` and ``once``, when it is known what can be said; whether there was any."""
    some = False
    for home in found.homes.values():
        for file, block in home.blocks("fact", "concept", "act"):
            speech = Speech(found, file, home, home.usage.type_names)
            for line in block.all(*KEYWORDS):
                for place, sentence in enumerate(home.sentences):
                    if sentence.span == block.name.span():
                        home.sentences[place] = _with(speech, sentence, block.kind, line)
                        some = True
    return some


def _with(speech: Speech, sentence: Sentence, kind: str, line: Line) -> Sentence:
    report = speech.found.report
    since = line.keyword == "since"
    length = sentence.measure is not None and sentence.measure.kind == "duration"
    if kind != "fact" or (since and not length) or (not since and (sentence.measure or sentence.choice)):
        what = "a fact whose text ends in {duration}" if since else "a fact that is so or not so"
        report("V006", f"`{line.keyword}` cannot be said of this", line.key.span(), f"it is a line of {what}")
        return sentence
    claim = speech.claim(line.value, Mood.CONDITION)
    said = speech.sentence(claim) if claim else None
    if claim is None or said is None:
        return sentence
    slots = {slot.name for slot in sentence.slots}
    strange = [str(who) for one in (claim, _than(claim)) if one for who in one.arguments if str(who) not in slots]
    if since and (claim.modality is not None or said.choice or said.measure):
        help = "name a sentence that is so or not so, as in `State has given notice of ending Treaty`"
        report("V006", "nothing becomes so here", line.value.span(), help)
    elif not since and (_than(claim) is None or claim.denial is not Denial.NONE):
        help = "as in `the time since Treaty was concluded is at least the term of Treaty`"
        report("V006", "this does not compare two quantities", line.value.span(), help)
    elif strange:
        help = f"the slots of the text: {', '.join(sorted(slots))}"
        report("V006", f"the text does not name `{strange[0]}`", line.value.span(), help)
    else:
        return replace(sentence, since=claim) if since else replace(sentence, once=claim)
    return sentence


def _than(claim: Claim) -> Claim | None:
    """The other quantity of a comparison of two."""
    than = claim.comparison.than if claim.comparison else None
    return than if isinstance(than, Claim) else None
