"""An invented town whose manual lives by precedents: the texts, and a bench on which they lie."""

from __future__ import annotations

from siyar.source import Text
from siyar.workbench import Workbench
from tests.diagnostics_fixture import towns

MANUAL = """---
doctrine: manual
title: A manual
source: a-book
uses: towns
questions: toll, trust{key}
---
```siyar
reading coin
  asks             In which coin?
  option old       the old one
  option new       the new one
  default          old

rule strangers-pay
  permitted        for City to tax Guild
  when             Guild comes from afar
  in reading       coin: old
  source           a-book P1.S1

rule friends-are-spared
  forbidden        for City to tax Guild
  when             Guild is trusted by City
  notwithstanding  strangers-pay
  source           a-book P1.S1

rule a-seal-is-trusted
  then             Guild is trusted by City
  when             Guild has a seal of its own
  and              City is calm
  source           a-book P1.S2

factor from-afar
  when             Guild comes from afar
  favours          permitted for City to tax Guild
  source           a-book P1.S1

factor own-seal
  when             Guild has a seal of its own
  favours          forbidden for City to tax Guild
  source           a-book P1.S2

factor alone
  when             it is not so that Guild is allied with another Guild
  favours          permitted for City to tax Guild
  source           a-book P1.S3

factor trusted
  when             Guild is trusted by City
  favours          forbidden for City to tax Guild
  source           a-book P1.S4

precedent spared
  case             the-dyers
  held             forbidden for Oldtown to tax the Dyers
  because          the Dyers has a seal of its own
  source           a-book P2.S1

precedent taxed
  case             the-weavers
  held             permitted for Oldtown to tax the Weavers
  because          the Weavers comes from afar
  source           a-book P2.S2
```
"""
DAYS = """---
cases: days
title: Days
source: a-book
uses: towns
---
```siyar
case the-dyers
  title            The Dyers were spared
  City             Oldtown
  Guild            the Dyers
  given            the Dyers has a seal of its own
  given            Oldtown is calm
  ask              toll

case the-weavers
  title            The Weavers were taxed
  City             Oldtown
  Guild            the Weavers
  contested        the Weavers comes from afar [a-book]
  contested        it is not so that the Weavers comes from afar [another-book]
  given            it is not so that the Weavers has a seal of its own
  given            Oldtown is calm
  ask              toll

case new-guild
  title            A new guild
  City             Oldtown
  Guild            the Bakers
  given            the Bakers comes from afar
  given            it is not so that the Bakers has a seal of its own
  ask              toll

case both-marks
  title            A guild from afar with a seal
  City             Oldtown
  Guild            the Masons
  given            the Masons comes from afar
  given            the Masons has a seal of its own
  given            Oldtown is not calm
  ask              toll

case told-otherwise
  title            A guild that was let off
  City             Oldtown
  Guild            the Smiths
  given            the Smiths comes from afar
  given            it is not so that the Smiths has a seal of its own
  given            Oldtown is calm
  reported         forbidden for Oldtown to tax the Smiths [another-book]
  ask              toll

case to-war
  title            A march
  City             Oldtown
  City             Newtown
  ask              for Oldtown to march on Newtown
```
"""
#: The same with a rule against what a precedent held.
CLASH = MANUAL.replace(
    "  when             Guild is trusted by City\n  notwithstanding  strangers-pay",
    "  when             Guild comes from afar\n  notwithstanding  strangers-pay",
)
OTHER = "---\nsource: another-book\ntitle: Another book\nseen: read\n---\n"


def bench(key: str = "", manual: str = MANUAL, days: str = DAYS) -> Workbench:
    files = {"manual.md": manual.replace("{key}", key), "days.md": days, "another-book.md": OTHER}
    opened = Workbench.read([*towns(), *(Text(name, words) for name, words in files.items())], set())
    assert not opened.problems, [d.message for d in opened.problems]
    return opened
