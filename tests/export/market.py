"""A small invented world in which every kind of answer occurs: doctrines, a case, and what is asked of it."""

from __future__ import annotations

from functools import cache

from siyar.hearing import Ruling, Sitting
from siyar.source import Text
from siyar.workbench import Workbench

VOCABULARY = """---
vocabulary: market
title: Guilds and cities
version: 3
beside: letter, charter
---
```siyar
type Guild
  means            a body of traders

type City
  means            where they trade

type Bridge

fact sealed
  text             Guild holds the seal of City
  opposite         Guild lacks the seal of City
  asks             Does Guild hold the seal of City?

fact fair
  text             City holds a fair
  arabic           سوق (suq)

fact sound
  text             Bridge is sound

concept trusted
  text             Guild is trusted in City

act trade
  text             for Guild to trade in City

act store
  text             for Guild to store goods in City

act toll
  text             for City to take toll of Guild

act mend
  text             for City to mend Bridge

act ring
  text             for City to ring its bells

question trade
  asks             May Guild trade in City?
  about            trade

question storage
  asks             May Guild store goods?
  about            store

question toll
  asks             May City take toll?
  about            toll

question bells
  asks             May City ring its bells?
  about            ring
```
"""

MANUAL = """---
doctrine: manual
title: A manual of 1910
voice: the clerk
source: the-manual
uses: market
encoded by: the tests
questions: trade, storage, toll, bells
---
```siyar
reading of-the-seal
  asks             What makes a Guild trusted?
  option seal      that it holds the seal [the-manual P1.S1]
  option fair      that there is a fair [the-manual P1.S2]
  default          seal

rule seal-trusted
  then             Guild is trusted in City
  when             Guild holds the seal of City
  in reading       of-the-seal: seal
  source           the-manual P1.S1

rule fair-trusted
  then             Guild is trusted in City
  when             City holds a fair
  in reading       of-the-seal: fair
  source           the-manual P1.S2

rule trusted-may-trade
  permitted        for Guild to trade in City
  when             Guild is trusted in City
  unless           City holds a fair
  notwithstanding  no-trade
  rests on         an-old-custom
  reason           trade feeds the city
  source           the-manual P2.S1
  note             the clerk repeats this

rule no-trade
  forbidden        for Guild to trade in City
  when             Guild holds the seal of City
  source           the-manual P2.S2

rule store-a
  permitted        for Guild to store goods in City
  when             Guild holds the seal of City
  source           the-manual P3.S1

rule store-b
  forbidden        for Guild to store goods in City
  when             Guild holds the seal of City
  source           the-manual P3.S2 (not checked)

rule mended-toll
  permitted        for City to take toll of Guild
  when             Bridge is sound
  source           the-manual P4.S1

evidence an-old-custom
  kind             report
  cited as         a *traveller* [the-manual P5.S1]
```
"""

LETTER = """---
doctrine: letter
title: A letter of a rival_house (with <marks> & *stars*)
voice: the rival
source: the-letter
uses: market
encoded by: the tests
questions: trade, storage
from: 1950
---
```siyar
rule fair-only
  forbidden        for Guild to trade in City
  when             City holds a fair
  source           the-letter P1
```
"""

CHARTER = """---
doctrine: charter
title: The charter
uses: market
encoded by: the tests
questions:
---
"""

SOURCES = (
    "---\nsource: the-manual\ntitle: The manual\nauthor: a clerk\ndate: 1910\nseen: read\n"
    "passages: P1.S1-S2, P2.S1-S2, P3.S1-S2, P4.S1, P5.S1\n---\n",
    "---\nsource: the-letter\ntitle: The letter\ndate: 1950\nseen: excerpt\npassages: P1\n---\n",
    "---\nsource: the-diary\ntitle: The diary\nauthor: a guest\nseen: not checked\n---\n",
)

CASES = """---
cases: days
uses: market
---
```siyar
case market-day
  title            A day at the [market]
  date             1920
  Guild            the Guild of the Loom (the Loom)
  City             Norton
  given            the Loom holds the seal of Norton [the-diary p. 3]
  reported         forbidden for the Loom to trade in Norton [the-diary p. 4]
  ask              trade

case two-tales
  title            Two tales of one day
  Guild            the Guild of the Loom (the Loom)
  City             Norton
  contested        the Loom holds the seal of Norton [the-diary]
  contested        the Loom lacks the seal of Norton [the-letter P1]
  given            it is not so that Norton holds a fair
  ask              trade
```
"""


@cache
def bench() -> Workbench:
    """The world, read as if the manual and the charter were shipped and the letter a user's own."""
    named = {
        "market.md": VOCABULARY,
        "manual.md": MANUAL,
        "letter.md": LETTER,
        "charter.md": CHARTER,
        "days.md": CASES,
        **{f"source-{i}.md": words for i, words in enumerate(SOURCES)},
    }
    read = Workbench.read([Text(name, words) for name, words in named.items()], {"manual.md", "charter.md"})
    assert not read.problems, [(p.code, p.message, p.help) for p in read.problems]
    return read


def ask(
    case: str = "market-day", question: str = "trade", *, narrowed: bool = False, doctrine: str = "manual"
) -> Sitting:
    """What the doctrine says, beside the other positions."""
    found = bench().ask(case, doctrines=[doctrine], questions=[question], narrowed=narrowed)
    assert isinstance(found, Sitting), found
    return found


def ruling(case: str = "market-day", question: str = "trade", doctrine: str = "manual") -> Ruling:
    return ask(case, question, doctrine=doctrine).hearings[0].asked[0]
