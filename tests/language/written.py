"""An invented world to write about: towns, guilds and charters, in one vocabulary, and ways to read files of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from siyar.diagnostics import Diagnostic
from siyar.language import Read, read
from siyar.model import Doctrine, Library
from siyar.source import Text

VOCABULARY = """---
vocabulary: towns
title: Towns and guilds
version: 1
---
# Towns

```siyar
type Party
  means            whoever a rule can be about

type Town
  is a             Party
  means            the town that acts

type Neighbour
  is a             Party

type Guild
  is a             Party

type Charter

fact resident
  text             Party is resident
  opposite         Party is not resident
  means            it has lived there for a year
  asks             Is Party resident?
  arabic           مقيم
  term             residency
  judged by        the clerk
  note             a first note
  note             a second note

fact feud
  text             Town and Neighbour are at odds
  opposite         Town and Neighbour are not at odds

fact ally
  text             Guild has sided with another Guild

fact sworn
  text             Guild has sworn to Town against Neighbour
  opposite         as far as is known, no oath against Neighbour binds Guild to Town

fact seat
  text             the seat of Guild lies {within the walls | outside the walls | on the river} of Town

fact colour
  text             the banner of Guild is {red | green | blue}

fact length
  text             the term of Charter is {duration}

fact members
  text             the number of members of Guild is {number}

fact sealed
  text             the day Charter was sealed is {date}

fact opened
  text             the day Town was opened to Guild is {date}

concept trusted
  text             Guild counts as trusted
  opposite         Guild counts as a stranger

concept standing
  text             Charter is {valid | void | defective}

concept longest
  text             the longest term allowed for Charter is {duration}

act grant
  text             for Town to grant Charter to Guild
  opposite         for Town to keep Charter back from Guild

act trade
  text             for Town to keep {river | road | market} trade with Neighbour

act enter
  text             for members of Guild to enter Town's hall

act march
  text             for Town to march on Neighbour
  kind             force

question charter
  asks             May Town grant Charter to Guild?
  about            grant, standing
  note             asked often

question entry
  asks             May members of Guild enter the hall?
  about            enter

impossible both-sides
  when             Guild has sided with another Guild
  and              the other Guild has sided with Guild
  unless           Guild is resident
  note             nobody follows his follower
```
"""

SOURCE = """---
source: roll
title: The town roll
author: a clerk
date: 1300
edition: first
language: Latin
seen: read
voices: {clerk: P1-P2, mayor: P3.S1 P3.S2}
passages: P1, P2.S1-S4, P3.S1, P3.S2a,
          P3.S2b, P4.S1
obtain: the town archive
---
"""

OTHER = """---
source: letter
title: A letter
---
"""

DOCTRINE_HEAD = """---
doctrine: custom
title: The custom of the town
voice: the clerk
source: roll
uses: towns
terms: plain
addresses: the town
encoded by: a tester
from: 1300
until: 1400
needs: 1
questions: charter
---
"""

CASES_HEAD = """---
cases: early
uses: towns
---
"""


def fence(blocks: str) -> str:
    return f"```siyar\n{blocks.strip(chr(10))}\n```\n"


def doctrine_file(blocks: str, head: str = DOCTRINE_HEAD) -> str:
    return head + "Some prose.\n\n" + fence(blocks)


def cases_file(blocks: str, head: str = CASES_HEAD) -> str:
    return head + "\n" + fence(blocks)


def read_files(files: Mapping[str, str]) -> Read:
    """Read files by name, beside the vocabulary and two sources' pages where they are not among them."""
    given = {"towns.md": VOCABULARY, "roll.md": SOURCE, "letter.md": OTHER} | dict(files)
    return read([Text(name, words) for name, words in given.items()])


def library(files: Mapping[str, str]) -> Library:
    """What a faultless set of files reads as."""
    result = read_files(files)
    assert not result.diagnostics, [said(d) for d in result.diagnostics]
    return result.library


def custom(blocks: str) -> Doctrine:
    """The doctrine of these blocks, which have no fault."""
    return library({"custom.md": doctrine_file(blocks)}).doctrines["custom"]


def said(problem: Diagnostic) -> str:
    """A diagnostic in one line: for messages of assertions, and to compare."""
    span = problem.span
    at = f"{span.text.name}:{span.line}:{span.column} `{span.words}`" if span else problem.file
    return f"{problem.code} {at} {problem.message} ({problem.help})"


_MARK = re.compile(r"«([^«»]*)»")


def marked(words: str) -> tuple[str, list[tuple[int, int]]]:
    """Words without their « » marks, and the places that were marked.

    >>> marked("a «b» c")
    ('a b c', [(2, 3)])
    """
    places, taken = [], 0
    for match in _MARK.finditer(words):
        start = match.start() - taken
        places.append((start, start + len(match[1])))
        taken += 2
    return _MARK.sub(r"\1", words), places
