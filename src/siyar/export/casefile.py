"""A case as a literate file of cases that `siyar check` accepts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from siyar.language.unparse import print_block
from siyar.model import Case, Library, LineKind


def case_file(case: Case, id: str, prose: Iterable[str], library: Library) -> str:
    """The whole case, with what it took over from others written out; ``prose`` stands before the fence.

    A line `unknown` on a quantity is left out: what a case does not say is unknown, and no value could be named.
    """
    sentences = library.sentences()
    lines = tuple(
        replace(line, inherited="", span=None)
        for line in case.lines
        if not (line.kind is LineKind.UNKNOWN and sentences[line.claim.sentence].measure)
    )
    whole = replace(
        case,
        id=id,
        as_in="",
        lines=lines,
        events=tuple(replace(event, inherited="", span=None) for event in case.events),
        entities=tuple(replace(e, span=None) for e in case.entities),
        span=None,
    )
    said = {line.claim.sentence for line in lines} | {event.claim.sentence for event in whole.events}
    homes = {sentences[sentence].home for sentence in said}
    uses = [v for v in (*library.vocabularies, *library.doctrines) if v in homes] or list(library.vocabularies)[:1]
    front = f"---\ncases: {id}-file\ntitle: {one_line(case.title or id)}\nuses: {', '.join(uses)}\n---\n"
    text = "\n\n".join(words for words in prose if words)
    fence = f"```siyar\n{print_block(whole, sentences)}```\n"
    return f"{front}# {one_line(case.title or id)}\n\n{text}\n\n{fence}" if text else f"{front}\n{fence}"


def id_of(words: str) -> str:
    """Words as an id: small letters, figures and hyphens, a letter first."""
    id = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return id if id[:1].isalpha() else f"case-{id}".strip("-")


def one_line(words: str) -> str:
    return " ".join(words.split())
