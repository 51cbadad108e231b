"""An invented world to suppose in and ask about: choices, quantities, facts that exclude each other, force."""

from __future__ import annotations

from functools import cache

from siyar.model import Case
from siyar.source import Text
from siyar.workbench import Workbench

WORDS = """---
vocabulary: town-words
title: Towns and guests
version: 1
beside: rolls
---
```siyar
type Town

type Guest

type Trader
  is a             Guest

type Pilgrim
  is a             Guest

type Pact

fact named
  text             Guest has given a name to Town
  opposite         Guest has given no name to Town
  asks             Has Guest given Town a name?

fact bond
  text             Guest brings {a seal | a letter | nothing}
  asks             What does Guest bring?

fact stay
  text             the stay of Guest is {duration}

fact promised
  text             the stay promised to Guest is {duration}

fact sworn
  text             Guest is bound by Pact

fact armed
  text             Guest carries arms

concept welcome
  text             Guest is welcome in Town

act admit
  text             for Town to admit Guest
  opposite         for Town to turn Guest away

act storm
  text             for Guest to storm Town
  kind             force

concept grounds
  text             there are grounds for Guest against Town

impossible sealed-and-nameless
  when             Guest brings a seal
  and              Guest has given no name to Town

question admission
  asks             May Town admit Guest?
  about            admit, welcome

question storming
  asks             Who may storm Town?
  about            grounds, storm
```
"""

BOOK = """---
doctrine: book
title: The book of gates
voice: the gatekeeper
source: book-text
uses: town-words
encoded by: the tests
questions: admission, storming
---
```siyar
reading what-counts
  asks             What makes a guest welcome?
  option name      a name
  option bond      what is brought
  default          name

rule named-is-welcome
  then             Guest is welcome in Town
  when             Guest has given a name to Town
  in reading       what-counts: name
  source           P1.S1

rule bonded-is-welcome
  then             Guest is welcome in Town
  when             Guest brings a seal or a letter
  in reading       what-counts: bond
  source           P1.S2

rule welcome-is-admitted
  permitted        for Town to admit Guest
  when             Guest is welcome in Town
  unless           Guest carries arms
  rests on         an-old-gate
  source           P2.S1

rule long-stays
  forbidden        for Town to admit Guest
  when             the stay of Guest is more than 10 days
  and              Guest brings nothing
  notwithstanding  welcome-is-admitted
  source           P2.S2

rule longer-than-promised
  discouraged      for Town to admit Guest
  when             the stay of Guest is more than the stay promised to Guest
  notwithstanding  welcome-is-admitted
  source           P2.S3

rule when-to-storm
  permitted        for Guest to storm Town
  when             there are grounds for Guest against Town
  source           P3

rule grounds-of-old
  then             there are grounds for Guest against Town
  when             Guest is bound by Pact
  source           P3

evidence an-old-gate
  kind             report
  cited as         a mason [book-text P2.S1]
```
"""

ROLLS = """---
doctrine: rolls
title: The rolls of the council
voice: the council
source: roll-text
uses: town-words
encoded by: the tests
questions: admission
---
```siyar
rule unarmed-guests
  permitted        for Town to admit Guest
  when             it is not so that Guest carries arms
  source           roll-text 4
```
"""

CASES = """---
cases: towns
uses: town-words
---
```siyar
case at-the-gate
  title            A trader at the gate
  Town             Norton
  Trader           the trader of the hills (the trader)
  given            the trader brings a letter [gate-tales 1]
  given            the stay of the trader is 3 days
  ask              admission

case two-tales
  title            Two tales of one arrival
  Town             Norton
  Trader           the trader of the hills (the trader)
  contested        the trader has given a name to Norton [gate-tales 2]
  contested        the trader has given no name to Norton [roll-text]
  ask              admission

case nothing-known
  title            A stranger
  Town             Norton
  Trader           the trader of the hills (the trader)
  ask              admission
```
"""

SOURCES = (
    "---\nsource: book-text\ntitle: The book\ndate: 1300\nseen: read\npassages: P1.S1-S2, P2.S1-S3, P3\n---\n",
    "---\nsource: roll-text\ntitle: The rolls\nseen: excerpt\n---\n",
    "---\nsource: gate-tales\ntitle: Tales of the gate\nseen: not checked\n---\n",
)


@cache
def bench() -> Workbench:
    files = {"words.md": WORDS, "book.md": BOOK, "rolls.md": ROLLS, "cases.md": CASES}
    files |= {f"source-{i}.md": words for i, words in enumerate(SOURCES)}
    read = Workbench.read([Text(name, words) for name, words in files.items()], set(files))
    assert not read.problems, [(p.code, p.message, p.help) for p in read.problems]
    return read


def case(id: str) -> Case:
    return bench().library.cases[id]
