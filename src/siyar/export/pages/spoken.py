"""Rules and other blocks read aloud: the words of the language with articles put back.

A rule is a list of lines, (keyword, words, cites), in the order of the language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from siyar.language.unparse.claims import Speaker, template
from siyar.model import Cite, Claim, Condition, Dimension, Factor, Precedent, Rule, Scope, Sentence
from siyar.phrase import chain, joined, phrase

Line = tuple[str, str, tuple[Cite, ...]]

PURPOSE = "purpose, in the view of the source"
#: Keywords before prose, not before words of the language.
PROSE = frozenset({PURPOSE, "voice", "note"})

#: The template of each kind of line, by its keyword.
LINES: Mapping[str, str] = {
    keyword: f"{keyword}{':' if keyword in PROSE else ''} {{words}}"
    for keyword in (
        "when",
        "and",
        "unless",
        "whether or not",
        "notwithstanding",
        "subject to",
        "exception to",
        "in reading",
        "rests on",
        "supported by",
        PURPOSE,
        "voice",
        "note",
        "because",
        "not because",
        "apart from",
        "favours",
    )
}


def conclusion(rule: Rule, speaker: Speaker) -> str:
    """ "forbidden for a State to keep a Treaty"; "takes the rule x out" for a bare exception."""
    if not rule.heads:
        return phrase("where it applies, the rule {rule} does not", rule=rule.exception_to)
    head = replace(rule.heads[0], options=tuple(option for h in rule.heads for option in h.options))
    speaker.each = True
    words = speaker.claim(head)
    speaker.each = False
    if rule.blocks:
        return phrase("blocks: {what}", what=words)
    return phrase("otherwise {what}", what=words) if rule.otherwise else words


def rule_lines(rule: Rule, sentences: Mapping[str, Sentence]) -> tuple[str, tuple[Line, ...]]:
    """What the rule concludes, and its other lines."""
    speaker = Speaker(sentences, articles=True)
    head = conclusion(rule, speaker)
    return head, tuple(_rest(rule, speaker))


def _rest(rule: Rule, speaker: Speaker) -> Iterator[Line]:
    yield from conditions(rule.when, speaker)
    for condition in rule.unless:
        yield "unless", speaker.claim(condition.alternatives[0]), condition.cites
    for claim in rule.whether_or_not:
        yield "whether or not", speaker.claim(claim), ()
    for keyword, ids in (("notwithstanding", rule.notwithstanding), ("subject to", rule.subject_to)):
        if ids:
            yield keyword, ", ".join(ids), ()
    if rule.exception_to:
        yield "exception to", rule.exception_to, ()
    yield from grounds(rule)


def conditions(found: Iterable[Condition], speaker: Speaker) -> Iterator[Line]:
    """``when``, then ``and``; alternatives in one line joined by "or"."""
    for number, condition in enumerate(found):
        words = joined(phrase(", or "), (speaker.claim(claim) for claim in condition.alternatives))
        if len(condition.alternatives) > 1:
            words = phrase("either {ways}", ways=words)
        yield "and" if number else "when", words, condition.cites


def grounds(block: Rule | Precedent) -> Iterator[Line]:
    for chosen in block.in_reading:
        yield "in reading", chain(chosen.reading, ": ", joined(" or ", chosen.options)), ()
    for group in block.rests_on:
        yield "rests on", joined(" or ", group), ()
    if block.supported_by:
        yield "supported by", joined(", ", block.supported_by), ()
    if block.reason:
        yield PURPOSE, block.reason, ()
    if block.voice:
        yield "voice", block.voice, ()
    for note in block.notes:
        yield "note", note, ()


def scope_lines(scope: Scope, sentences: Mapping[str, Sentence]) -> tuple[Line, ...]:
    """The conditions of a scope."""
    speaker = Speaker(sentences, articles=True)
    lines = [*conditions(scope.when, speaker)]
    lines += [("unless", speaker.claim(one.alternatives[0]), one.cites) for one in scope.unless]
    return (*lines, *(("note", note, ()) for note in scope.notes))


def precedent_lines(
    block: Precedent, sentences: Mapping[str, Sentence], names: Mapping[str, str]
) -> tuple[str, tuple[Line, ...]]:
    """What was held, and its other lines, in the names of the case."""
    speaker = Speaker(sentences, names, each=True)
    held = speaker.claim(block.held)
    speaker.each = False
    lines: list[Line] = [("and" if i else "because", speaker.claim(c), ()) for i, c in enumerate(block.because)]
    lines += [("not because", speaker.claim(c), ()) for c in block.not_because]
    if block.apart_from:
        lines.append(("apart from", ", ".join(block.apart_from), ()))
    return held, (*lines, *grounds(block))


def factor_lines(block: Factor | Dimension, sentences: Mapping[str, Sentence]) -> tuple[str, tuple[Line, ...]]:
    """What a factor or dimension is and favours, and its other lines."""
    speaker = Speaker(sentences, articles=True)
    if isinstance(block, Factor):
        what = speaker.claim(block.when)
    else:
        bare = template(sentences[block.of].text)
        what = f"more of `{bare}`" + (f", from {' to '.join(block.order)}" if block.order else "")
    speaker.each = True
    lines: list[Line] = [("favours", speaker.claim(block.favours), ())]
    lines += [("in reading", f"{r.reading}: {' or '.join(r.options)}", ()) for r in block.in_reading]
    return what, (*lines, *(("note", note, ()) for note in block.notes))


def claim(claim: Claim, sentences: Mapping[str, Sentence], names: Mapping[str, str]) -> str:
    """A claim in the names of a case."""
    return Speaker(sentences, names, each=claim.modality is not None).claim(claim)
