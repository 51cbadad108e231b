"""Beginnings of files: a doctrine, a case, a vocabulary, the page of a source, each right as it stands.

>>> skeleton(Beginning.SOURCE, "harbour-charter", title="The charter of the harbour").splitlines()[1:3]
['source: harbour-charter', 'title: The charter of the harbour']
"""

from __future__ import annotations

import re
from enum import StrEnum

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Beginning(StrEnum):
    """What a file can be the beginning of."""

    DOCTRINE = "doctrine"
    CASE = "case"
    VOCABULARY = "vocabulary"
    SOURCE = "source"


def skeleton(kind: Beginning, id: str, *, title: str = "", source: str = "") -> str:
    """A file that `siyar check` accepts, in the shared words, with what to do next between its fences.

    ``source``: of a doctrine, the id of its source's page; its first rule is then live, and checked with that page.
    Raises ValueError for what is no id.
    """
    if not ID.fullmatch(id):
        raise ValueError(f"`{id}` is no id: small letters, figures and hyphens, a letter first")
    name = " ".join(title.split()) or id.replace("-", " ").capitalize()
    match kind:
        case Beginning.DOCTRINE:
            text = (_DOCTRINE_WITH if source else _DOCTRINE).replace("SOURCE", source or f"{id}-text")
        case Beginning.CASE:
            text = _CASE
        case Beginning.VOCABULARY:
            text = _VOCABULARY
        case Beginning.SOURCE:
            text = _SOURCE
    return text.replace("ID", id).replace("TITLE", name)


_RULE = """```FENCE
rule a-first-rule
  permitted        for State to conclude Treaty with Counterpart
  when             Treaty is a truce
  source           SOURCE P1
```
"""

_HEADER = """---
doctrine: ID
title: TITLE
voice: who speaks in the source
SOURCELINEuses: siyar
encoded by: your name
reviewed by: no scholar yet
questions:
---
# TITLE

Say here, in your own words, what the source is and what can be doubted about it. Sentences to build rules of are in
the shared vocabulary (`siyar show siyar`); what is lacking there is declared here, as docs/language.md shows.

"""

_NEXT = """
When all that the source says on a question is encoded, name the question under `questions:`. Until then the doctrine is
shown as not encoded yet on it, and never as silent.
"""

_DOCTRINE = (
    _HEADER.replace("SOURCELINE", "")
    + """Every rule names the passage that states it, so the source needs a page first: `siyar new source SOURCE`. Then
write `source: SOURCE` into the header above, and `siyar` for `text` below:

"""
    + _RULE.replace("FENCE", "text")
    + _NEXT
)

_DOCTRINE_WITH = _HEADER.replace("SOURCELINE", "source: SOURCE\n") + _RULE.replace("FENCE", "siyar") + _NEXT

_CASE = """---
cases: ID-file
title: TITLE
uses: siyar
---
# TITLE

Say here what happened. What everybody agrees on is `given`, what is told in two ways is `contested`, with those who
tell it so in brackets; what is not said is unknown.

```siyar
case ID
  title            TITLE
  State            Northland
  Counterpart      Southland
  Treaty           the Treaty of the Ford (the treaty)
  given            the treaty is a truce
  ask              truce
```
"""

_VOCABULARY = """---
vocabulary: ID
title: TITLE
version: 1
---
# TITLE

A type is whoever or whatever a sentence can be about. A fact is what a case states, a concept what rules conclude, an
act what they permit or forbid. A question gathers what is asked together.

```siyar
type Town
  means            who acts

type Guest
  means            whoever comes to it

fact named
  text             Guest has given a name to Town
  opposite         Guest has given no name to Town
  asks             Has Guest given a name?

concept welcome
  text             Guest is welcome in Town

act admit
  text             for Town to admit Guest
  opposite         for Town to turn Guest away

question admission
  asks             May Town admit Guest?
  about            admit, welcome
```
"""

_SOURCE = """---
source: ID
title: TITLE
author: not stated
date: not stated
language: not stated
seen: not checked
---
# TITLE

Say here which edition you use and where a reader may find it. The text itself stays with you: rules cite it by
paragraph and sentence, as in `ID P1.S2`. List its passages under `passages:` (P1.S1-S3, P2 …) and every citation of
another one becomes an error; write `seen: read` once you have read it.
"""
