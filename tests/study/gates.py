"""An invented doctrine in which an audit finds something of every kind; see test_audit.py."""

from __future__ import annotations

from functools import cache

from siyar.source import Text
from siyar.workbench import Workbench

WORDS = """---
vocabulary: gate-words
title: Gates
version: 1
---
```siyar
type Town

type Guest

fact sealed
  text             Guest brings a seal

fact armed
  text             Guest carries arms

fact known
  text             Guest is known to Town

fact late
  text             Guest comes late

fact rich
  text             Guest is rich

fact tall
  text             Guest is tall

fact stay
  text             the stay of Guest is {duration}

fact praised
  text             Guest is praised

fact hungry
  text             Guest is hungry

concept trusted
  text             Guest is trusted by Town

concept bound
  text             Guest is bound by Town

concept fed
  text             Guest is fed by Town

act admit
  text             for Town to admit Guest
  opposite         for Town to turn Guest away

act storm
  text             for Guest to storm Town
  kind             force

question entry
  asks             May Town admit Guest, and whom does it trust?
  about            admit, trusted, bound, fed

question storming
  asks             May Guest storm Town?
  about            storm
```
"""

ROLL = """---
source: roll
title: A roll
author: not known
date: 1500
seen: read
---
"""

GATE = """---
doctrine: gate
title: A gate
voice: its keeper
source: roll
uses: gate-words
encoded by: the tests
questions: entry, storming
---
```siyar
fact whistles
  text             Guest whistles

evidence old-song
  kind             report
  cited as         a song

reading hour
  asks             By day, or by night?
  option           day      by day
  option           night    by night
  default          day

rule sealed-enter
  permitted        for Town to admit Guest
  when             Guest brings a seal
  notwithstanding  rich-out
  source           roll 1

rule armed-out
  forbidden        for Town to admit Guest
  when             Guest carries arms
  source           roll 2

rule known-enter
  permitted        for Town to admit Guest
  when             Guest is known to Town
  notwithstanding  armed-out
  source           roll 3

rule known-and-sealed
  permitted        for Town to admit Guest
  when             Guest is known to Town
  and              Guest brings a seal
  source           roll 4
  note             audit never decides: the roll says it twice
  note             audit circular: nothing goes round here

rule known-by-night
  permitted        for Town to admit Guest
  when             Guest is known to Town
  in reading       hour: night
  source           roll 5

rule tall-enter
  permitted        for Town to admit Guest
  when             Guest is known to Town
  and              Guest is tall
  source           roll

rule rich-out
  forbidden        for Town to admit Guest
  when             Guest is rich
  source           roll 6

rule rich-kept
  permitted        for Town to admit Guest
  when             Guest is rich
  notwithstanding  rich-out
  source           roll 7

rule trusted-and-late
  forbidden        for Town to admit Guest
  when             Guest is trusted by Town
  and              Guest comes late
  source           roll 8

rule trust-the-known
  then             Guest is trusted by Town
  when             Guest is known to Town
  whether or not   Guest comes late
  source           roll 9

rule late-lose
  then             it is not so that Guest is trusted by Town
  when             Guest comes late
  notwithstanding  trust-the-known
  source           roll 10

rule trust-the-praised
  then             Guest is trusted by Town
  when             Guest is praised
  whether or not   Guest carries arms
  subject to       late-lose
  source           roll 11

rule bound-by-itself
  then             Guest is bound by Town
  when             Guest is rich
  unless           Guest is bound by Town
  source           roll 12

strict rule bound-by-law
  then             Guest is bound by Town
  when             Guest is known to Town
  and              Guest carries arms
  source           roll 13

strict rule never-bound
  then             it is not so that Guest is bound by Town
  when             Guest comes late
  and              Guest carries arms
  source           roll 14

rule fed-when-rich
  then             Guest is fed by Town
  when             Guest is rich
  notwithstanding  not-fed
  source           roll 16

rule fed-at-length
  then             Guest is fed by Town
  when             the stay of Guest is at least 9 days
  notwithstanding  not-fed
  source           roll 18

rule not-fed
  then             it is not so that Guest is fed by Town
  unless           Guest is fed by Town
  source           roll 17

rule no-storm
  forbidden        for Guest to storm Town
  when             Guest carries arms
  source           roll 15
```
"""


@cache
def bench() -> Workbench:
    texts = [Text("words.md", WORDS), Text("roll.md", ROLL), Text("gate.md", GATE)]
    opened = Workbench.read(texts, set())
    assert [p for p in opened.problems if p.severity == "error"] == []
    return opened
