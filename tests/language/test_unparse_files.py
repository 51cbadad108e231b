"""Files in canonical form: the shipped library, and a file that has every kind of block."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import siyar
from siyar.diagnostics import Severity
from siyar.language import Read, read
from siyar.language.unparse import fmt
from siyar.model import Claim, Denial, Library
from siyar.source import Text

SHIPPED = Path(siyar.__file__).parent / "library"

VOCABULARY = """\
---
vocabulary: ports
---
Prose with a trailing space, \nand a table | of | sorts.

```siyar
type   Party
  means   whoever   trades
type Port
  is a  Party
type League
  is a Party
type Pact

fact free
  text   Port is free
  opposite   a Port is not free
  means  it pays tribute to nobody, in the words of a rather long explanation that has no room on
     one line of a hundred and twenty
fact guards
  text League guards   the Port
fact rival
  text  League is a rival of another League
  note  the other League need not agree
fact kind
  text  Pact is {a pact of trade | a pact of passage | a pact of silence among all the parties |
      a pact of mutual help in need | a pact of another kind}
fact term
  text the term of Pact is {duration}
fact sealed
  text the day Pact was sealed is {date}
concept trusted
  text  League is trusted by Port
  opposite Port distrusts League
concept state-of-pact
  text Pact is {valid | defective | void}
concept longest
  text the longest term allowed for Pact is {duration}
act tax
  text for Port to tax League's ships
  opposite for Port to spare League's ships
act deal
  text for Port to keep {open | secret | written} dealings with League
act raid
  kind force
  text for League to raid Port
question toll
  asks May Port tax League?
  about tax, deal
impossible guarded-and-free
  when League guards Port
  and it is not so that Port is free
```
Last words.
"""

SOURCE = "---\nsource: a-log\ntitle: A log\nseen: read\npassages: P1.S1-S9, P2.S1-S9\n---\n"

DOCTRINE = """\
---
doctrine: manual
title: A manual
uses: ports
source: a-log
---
# Rules

```siyar
rule   one
  forbidden  for Port to tax the League's ships
  when the League is trusted by the Port
  source a-log P1.S1
```

```siyar
rule toll
  forbidden for Port to keep open, secret and written dealings with League
  when either  Port is free
  or it is not so that Port is free [a-log P1.S1]
  and another League is a rival of League
  and it is not so that Pact is a pact of trade
  and it is not so that League guards Port
  unless the other League is trusted by Port
  unless  it is not so that League B is trusted by Port
  whether or not the term of Pact is more than the longest term allowed for Pact
  source  a-log P1.S2; a-log P2.S1-S3 (not checked)
  notwithstanding  one
  rests on charter or old-log
  rests on one
  note   a note [with brackets]

strict rule sure
  then Pact is not valid
  when Pact is a pact of silence among all the parties, a pact of passage or a pact of trade
  and the day Pact was sealed is on 24 October 1645
  and permitted for Port to tax League's ships
  in reading coin: old or new
  source a-log P1.S3

rule none-guards
  permitted  for Port to spare League's ships
  when it is not so that Port is free
  and it is not so that League is trusted by Port B
  unless not obligatory for Port to tax League's ships
  source a-log P1.S4

rule doubt
  blocks forbidden for Port to tax League's ships
  when it is not so that League B is trusted by Port
  source a-log P1.S5

rule rest
  otherwise  permitted for Port to keep secret dealings with League
  source a-log P1.S6

presumption peace
  then Port is free
  source a-log P1.S7

rule out
  when Port is free
  exception to toll
  source a-log P1.S8

rule measure
  then the longest term allowed for Pact is 10 lunar years and 3 days
  when the term of Pact is at most 4 lunar months
  subject to sure
  reason so that no pact outlives those who made it
  voice the harbour master
  supported by charter
  source a-log P1.S9

fact own
  text the Port keeps a log

reading coin
  asks In which coin?
  option old the old one [a-log P1.S1]
  option a-coin-of-another-port-altogether that of another port
  option new the new one
  default old
  note disputed

scope here
  when Port keeps a log
  covers toll, one
  source a-log P2.S2

evidence charter
  kind report
  cited as the first charter
  cited as the second [a-log P2.S4]
  locus log 4
  wording  كتب   العهد
  sense they wrote it

precedent old-log
  case spring
  held forbidden for the Haven to tax the Salt League's ships
  because the Haven is free
  and it is not so that the Salt League is trusted by the Haven
  not because the Salt League guards the Haven
  rests on charter
  source a-log P2.S5

opposes those
  one forbidden for Port to keep open and secret dealings with League
  to League is trusted by Port
  source a-log P2.S6

principle narrow
  prefers more specific
  note said nowhere

duty call
  speaker the heralds
  to the leagues
  condition when called
  authority the log
  date 1204
  source a-log P2.S7

passages a-log
  out of scope P2.S8
  context P1.S1-S3,P2.S1

expect toll in spring
  is forbidden , settled
  about for the Haven to tax the Salt League's ships
  by toll,one
  turns on the Haven is free + the pact is a pact of trade or a pact of passage
  for the Haven
```
"""

CASES = """\
---
cases: seasons
uses: ports
---
```siyar
case spring
  note  the log was read [a-log P1.S1]
  ask  toll
  Port the Haven of the North (the Haven)
  League the Salt League
  League the Wool League
  Pact the pact
  date 1204
  given   the Haven of the North is free [a-log P1.S1, P1.S2; a-log P2.S1 (excerpt)]
  given  it is not so that the Salt League is trusted by Haven
  contested it is not so that the Haven is free [a-log]
  unknown the League guards the Haven
  given the term of the pact is 2 years
  reported forbidden for the Haven to keep open and secret dealings with the Salt League [a-log P1.S3]
  title  A season

case summer
  as in spring
  League the Tar League
  given the Tar League is a rival of the Wool League
  ask for the Haven to tax the Tar League's ships
```
""".replace("trusted by Haven", "trusted by the Haven").replace("unknown the League", "unknown the Salt League")


def texts(*more: str) -> list[Text]:
    files = (VOCABULARY, SOURCE, DOCTRINE, CASES, *more)
    return [Text(f"{i}.md", words) for i, words in enumerate(files)]


@cache
def shipped() -> tuple[Text, ...]:
    paths = sorted(SHIPPED.rglob("*.md"))
    return tuple(Text(path.relative_to(SHIPPED).as_posix(), path.read_text(encoding="utf-8")) for path in paths)


def formatted(files: tuple[Text, ...] | list[Text], result: Read) -> list[Text]:
    return [Text(text.name, fmt(text, result.library)) for text in files]


def same(library: Library) -> Any:
    """A library as what it means: without digests, with denials in one form, case lines in one order."""
    return _plain(library)


def _plain(value: Any) -> Any:
    if isinstance(value, Claim) and value.denial is Denial.NOT_SO:
        value = replace(value, denial=Denial.OPPOSITE)
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.compare and f.name != "digest"}
        if "lines" in parts:
            parts["lines"] = sorted(parts["lines"], key=str)
        return (type(value).__name__, sorted(parts.items()))
    return value


def errors(result: Read) -> list[str]:
    return [
        f"{d.where}:{d.span.line if d.span else 0} {d.message}"
        for d in result.diagnostics
        if d.severity is Severity.ERROR
    ]


@pytest.mark.parametrize("files", [texts(), list(shipped())], ids=["every kind of block", "the library"])
def test_the_canonical_form_means_the_same(files: list[Text]) -> None:
    result = read(files)
    assert not errors(result)
    printed = formatted(files, result)
    again = read(printed)
    assert not errors(again)
    assert same(again.library) == same(result.library)


@pytest.mark.parametrize("files", [texts(), list(shipped())], ids=["every kind of block", "the library"])
def test_the_canonical_form_is_its_own(files: list[Text]) -> None:
    printed = formatted(files, read(files))
    assert [text.characters for text in formatted(printed, read(printed))] == [t.characters for t in printed]


def test_prose_and_front_matter_are_not_touched() -> None:
    files = texts()
    for before, after in zip(files, formatted(files, read(files)), strict=True):
        assert _outside(before.characters) == _outside(after.characters)


def _outside(characters: str) -> list[str]:
    kept, inside = [], False
    for line in characters.split("\n"):
        if line.startswith("```"):
            inside = line != "```"
        elif inside:
            continue
        kept.append(line)
    return kept


def canonical(index: int) -> str:
    files = texts()
    return fmt(files[index], read(files).library)


def test_printed() -> None:
    assert """\
rule toll
  forbidden        for Port to keep open, secret and written dealings with League
  when either      Port is free
  or               Port is not free [a-log P1.S1]
  and              another League is a rival of League
  and              it is not so that Pact is a pact of trade
  and              it is not so that League guards Port
  unless           the other League is trusted by Port
  unless           it is not so that League B is trusted by Port
  whether or not   the term of Pact is more than the longest term allowed for Pact
  notwithstanding  one
  rests on         charter or old-log
  rests on         one
  source           a-log P1.S2; a-log P2.S1-S3 (not checked)
  note             a note [with brackets]
""" in canonical(2)
    assert """\
fact kind
  text             Pact is {a pact of trade | a pact of passage | a pact of silence among all the parties
                   | a pact of mutual help in need | a pact of another kind}
""" in canonical(0)
    assert """\
case spring
  title            A season
  date             1204
  Port             the Haven of the North (the Haven)
  League           the Salt League
  League           the Wool League
  Pact             the pact
  given            the Haven is free [a-log P1.S1, P1.S2; a-log P2.S1 (excerpt)]
  given            the Haven distrusts the Salt League
  contested        the Haven is not free [a-log]
  unknown          the Salt League guards the Haven
  given            the term of the pact is 2 years
  reported         forbidden for the Haven to keep open and secret dealings with the Salt League [a-log P1.S3]
  note             the log was read [a-log P1.S1]
  ask              toll

case summer
  as in            spring
  League           the Tar League
  given            the Tar League is a rival of the Wool League
  ask              for the Haven to tax the Tar League's ships
""" in canonical(3)


def test_a_denial_of_nobody_in_particular_stays() -> None:
    """D19: in the opposite's words it would speak of somebody."""
    printed = canonical(2)
    assert "it is not so that League is trusted by Port B" in printed
    assert "when             Port is not free" in printed
    assert "when             it is not so that League B is trusted by Port" in printed


def test_what_the_model_does_not_keep_stays_as_written() -> None:
    extra = """\
---
vocabulary: more
---
```siyar
type   Quay
  note   the model of a type has no notes
type  Pier
  is a   Quay
```
"""
    files = texts(extra)
    printed = fmt(files[-1], read(files).library)
    assert "type   Quay\n  note   the model of a type has no notes\n\ntype Pier\n  is a             Quay\n" in printed
    again = [*files[:-1], Text(files[-1].name, printed)]
    assert fmt(again[-1], read(again).library) == printed


def test_citations_stay_with_their_lines() -> None:
    """The model keeps those of two alternatives, and of two ways to cite, together."""
    files = texts()
    moved = DOCTRINE.replace("when either  Port is free\n", "when either  Port is free [a-log P2.S9]\n")
    moved = moved.replace("the first charter\n", "the first charter [a-log P2.S9]\n")
    files[2] = Text("2.md", moved)
    result = read(files)
    assert not errors(result)
    printed = fmt(files[2], result.library)
    assert "  when either  Port is free [a-log P2.S9]\n" in printed
    assert "  cited as the first charter [a-log P2.S9]\n" in printed
    assert "strict rule sure\n  then             Pact is not valid\n" in printed


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("when the League is trusted by the Port", "when the League is trusted by the Pact"),
        ("rule rest", "rle"),
        ("  source a-log P1.S6\n", " source a-log P1.S6\n"),
        ("unless the other League is trusted by Port", "unless the other League is trustworthy"),
        ("rule   one", "rule   One"),
    ],
)
def test_a_file_with_an_error_is_not_touched(right: str, wrong: str) -> None:
    files = texts()
    broken = DOCTRINE.replace(right, wrong, 1)
    assert broken != DOCTRINE
    files[2] = Text("2.md", broken)
    result = read(files)
    assert errors(result)
    assert fmt(files[2], result.library) == broken


def test_line_ends_are_kept() -> None:
    files = texts()
    files[2] = Text("2.md", DOCTRINE.replace("\n", "\r\n"))
    result = read(files)
    assert not errors(result)
    printed = fmt(files[2], result.library)
    assert printed.count("\r\n") == printed.count("\n")
    assert printed.replace("\r\n", "\n") == canonical(2)


def test_an_empty_fence_and_other_fences_are_not_touched() -> None:
    words = "---\nvocabulary: v\n---\n```siyar\n```\n\n```python\nx  =  1\n```\n\n```siyar\n\n```\n"
    text = Text("v.md", words)
    assert fmt(text, read([text]).library) == words
