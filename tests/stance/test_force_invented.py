"""Line 5: `check` rejects every way of making an act of force a duty, and leaves the other norms alone (P001)."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from typer.testing import CliRunner

from siyar import shelf
from siyar.check import check
from siyar.cli.app import app
from siyar.framing import frame
from siyar.model import Claim, Denial, Doctrine, Library, Modality, Rule, Variable
from siyar.source import Text
from siyar.workbench import Workbench
from tests.stance.spaces import case_spaces

TOWNS = """---
vocabulary: towns
title: Towns
version: 1
---
```siyar
type Town
  means            a town

fact walled
  text             Town is walled
  opposite         Town is not walled
  asks             Is Town walled?

act raid
  text             for Town to raid another Town
  opposite         for Town to spare another Town
  kind             force

act sally
  text             for Town to sally forth against {riders | footmen} of another Town
  kind             force

act trade
  text             for Town to trade with another Town
  opposite         for Town to shun another Town

concept feud
  text             Town is at feud with another Town
```
"""
PAGE = """---
source: a-page
title: A page
seen: read
passages: P1.S1
---
"""
HEAD = """---
doctrine: manual
title: A manual
uses: towns
source: a-page
encoded by: a test
---
"""
RULE = "  source           a-page P1.S1\n"


def bench(blocks: str, **more: str) -> Workbench:
    """The towns, one manual with these blocks, and further files."""
    files = {"towns.md": TOWNS, "page.md": PAGE, "manual.md": f"{HEAD}```siyar\n{blocks}```\n", **more}
    return Workbench.read([Text(name, words) for name, words in files.items()], set())


def codes(opened: Workbench) -> list[str]:
    return [p.code for p in (*opened.problems, *check(opened.library))]


def rule(*lines: str, id: str = "one", head: str = "rule") -> str:
    return f"{head} {id}\n" + "".join(f"  {line}\n" for line in lines) + RULE + "\n"


RAID, SPARE = "for Town to raid another Town", "for Town to spare another Town"
PERMISSION = rule(f"permitted        {RAID}", id="leave")
BAN = rule(f"forbidden        {RAID}", id="ban")

DUTIES = {
    "obligatory": rule(f"obligatory       {RAID}"),
    "recommended": rule(f"recommended      {RAID}"),
    "its omission forbidden": rule(f"forbidden        {SPARE}"),
    "its omission discouraged": rule(f"discouraged      {SPARE}"),
    "in one case only": rule(f"obligatory       {RAID}", "when             Town is walled"),
    "never, as the rule stands": rule(
        f"obligatory       {RAID}", "when             Town is walled", "unless  Town is walled"
    ),
    "absolutely": rule(f"obligatory       {RAID}", head="strict rule"),
    "over a ban": BAN + rule(f"recommended      {RAID}", "notwithstanding  ban"),
    "under a ban": BAN + rule(f"recommended      {RAID}", "subject to       ban"),
    "as an exception": PERMISSION + rule(f"obligatory       {RAID}", "exception to     leave"),
    "as the residue": rule(f"otherwise        recommended {RAID}"),
    "as the residue, by the omission": rule(f"otherwise        forbidden {SPARE}"),
    "in one reading": (
        "reading way\n  asks             Which way?\n  option a         one way\n  option b         another\n"
        "  default          a\n\n" + rule(f"obligatory       {RAID}", "in reading       way: b")
    ),
    "behind a defeater": rule(f"obligatory       {RAID}") + rule(f"blocks           obligatory {RAID}", id="stop"),
    "what a defeater lets through": (
        rule(f"blocks           forbidden {RAID}", id="stop") + BAN + rule(f"obligatory       {RAID}")
    ),
    "of one option": rule("obligatory       for Town to sally forth against riders of another Town"),
    "of each option": rule("recommended      for Town to sally forth against riders and footmen of another Town"),
    "by a clash with its permission": (
        "opposes feud-or-leave\n  one              Town is at feud with another Town\n"
        f"  to               permitted {SPARE}\n" + RULE + "\n" + rule(f"obligatory       {RAID}")
    ),
    "on the word of a precedent": (
        "case an-old-raid\n  title            An old raid\n  date             10 AH\n  Town             Upper Town\n"
        "  Town             Lower Town\n  given            Upper Town is walled\n\n"
        "precedent old\n  case             an-old-raid\n"
        "  held             obligatory for Upper Town to raid Lower Town\n"
        "  because          Upper Town is walled\n" + RULE + "\n"
    ),
}

ALLOWED = {
    "permitted": PERMISSION,
    "forbidden": BAN,
    "discouraged": rule(f"discouraged      {RAID}"),
    "optional": rule(f"optional         {RAID}"),
    "not obligatory": rule(f"not obligatory   {RAID}"),
    "its omission permitted": rule(f"permitted        {SPARE}"),
    "its omission not obligatory": rule(f"not obligatory   {SPARE}"),
    "its omission obligatory": rule(f"obligatory       {SPARE}"),
    "its omission recommended": rule(f"recommended      {SPARE}"),
    "a duty only stopped": rule(f"blocks           obligatory {RAID}"),
    "a ban only stopped": rule(f"blocks           forbidden {RAID}"),
    "a ban lifted": BAN + rule(f"permitted        {RAID}", "notwithstanding  ban"),
    "permitted either way": PERMISSION + rule(f"not obligatory   {RAID}", id="free"),
    "a duty of another kind": rule("obligatory       for Town to trade with another Town"),
    "a duty spoken of in a condition": rule(
        "then             Town is at feud with another Town", f"when             obligatory {RAID}"
    ),
    "a duty somebody asserts": (
        "duty asserted\n  speaker          the author\n  to               every town\n" + RULE + "\n"
    ),
}


@pytest.mark.parametrize("blocks", DUTIES.values(), ids=DUTIES)
def test_a_duty_is_refused(blocks: str) -> None:
    found = bench(blocks)
    assert not [p for p in found.problems if p.severity == "error"], [p.message for p in found.problems]
    assert "P001" in codes(found)


@pytest.mark.parametrize("blocks", ALLOWED.values(), ids=ALLOWED)
def test_other_norms_are_not(blocks: str) -> None:
    found = bench(blocks)
    assert not [p for p in found.problems if p.severity == "error"], [p.message for p in found.problems]
    assert "P001" not in codes(found)
    manual = found.library.doctrines["manual"]
    spaces = [s for act in ("raid", "sally") for s in case_spaces(found.library, frame(manual, found.library), act)]
    assert [s.about for s in spaces if s.duties] == []


# --------------------------------------------------------------------------- other names for the same act

OTHER = """---
doctrine: letter
title: A letter
uses: {uses}
source: a-page
encoded by: a test
---
```siyar
rule one
  obligatory       {act}
  source           a-page P1.S1
```
"""
OWN = """---
{kind}: {id}
title: Words of its own
{more}
---
```siyar
type Village
  means            a village

act {act}
  text             {text}
```
"""


def own(act: str, text: str, *, id: str = "villages", kind: str = "vocabulary") -> str:
    more = "version: 1" if kind == "vocabulary" else "source: a-page\nencoded by: a test"
    return OWN.format(kind=kind, id=id, more=more, act=act, text=text)


RENAMED = {
    "an act of the vocabulary, used through a doctrine": {
        "letter.md": OTHER.format(uses="manual", act=RAID),
    },
    "an act that a doctrine declares, used through that doctrine": {
        "scroll.md": own("ride", "for Village to ride out", id="scroll", kind="doctrine").replace(
            "ride out\n", "ride out\n  kind             force\n"
        ),
        "letter.md": OTHER.format(uses="scroll", act="for Village to ride out"),
    },
    "the same words of other parties, unmarked": {
        "villages.md": own("visit", "for Village to raid another Village"),
        "letter.md": OTHER.format(uses="villages", act="for Village to raid another Village"),
    },
    "the same words as an opposite, unmarked": {
        "villages.md": own("visit", "for Village to spare another Village").replace(
            "to spare another Village\n",
            "to spare another Village\n  opposite         for Village to raid another Village\n",
        ),
        "letter.md": OTHER.format(uses="villages", act="for Village to raid another Village"),
    },
    "the same id, declared once more and unmarked, read before": {
        "a.md": own("raid", "for Village to visit another Village"),
        "letter.md": OTHER.format(uses="towns", act=RAID),
    },
    "the same id, declared once more and unmarked, read after": {
        "z.md": own("raid", "for Village to visit another Village"),
        "letter.md": OTHER.format(uses="towns", act=RAID),
    },
}


@pytest.mark.parametrize("files", RENAMED.values(), ids=RENAMED)
def test_another_name_is_no_way_round(files: dict[str, str]) -> None:
    assert "P001" in codes(bench("", **files))


def test_nothing_is_asked_while_there_is_a_duty() -> None:
    """Whoever skips `check` learns it from `ask`: no ruling is made with such a rule in the library."""
    place = (
        "case two-towns\n  title            Two towns\n  Town             Upper Town\n  Town             Lower Town\n"
        "  ask              for Upper Town to raid Lower Town\n\n"
    )
    refused = bench(place + DUTIES["obligatory"]).ask("two-towns", doctrines=["manual"])
    assert isinstance(refused, tuple)
    assert [p.code for p in refused] == ["P001"]
    assert not isinstance(bench(place + BAN).ask("two-towns", doctrines=["manual"]), tuple)


WAR = """---
doctrine: manual
title: A manual
uses: siyar
source: un-charter
questions: authority
encoded by: a test
---
```siyar
rule one
  obligatory       for State to make war on Counterpart
  when             war on Counterpart is duly authorised for State
  source           un-charter 51

case two-polities-apart
  title            Two polities
  State            Westland
  Counterpart      Eastland
  ask              authority
```
"""


@pytest.mark.parametrize(
    "command",
    [
        ("ask", "two-polities-apart"),
        ("why", "two-polities-apart"),
        ("whatif", "two-polities-apart", "--without", "one"),
        ("interview", "two-polities-apart"),
    ],
    ids=lambda command: command[0],
)
def test_no_command_answers_while_there_is_a_duty(command: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "manual.md"
    path.write_text(WAR, encoding="utf-8")
    result = CliRunner().invoke(app, [*command, "--doctrine", "manual", "--with", str(path)])
    assert result.exit_code == 1
    assert "P001" in result.stderr
    assert result.stdout == ""


def test_a_vocabulary_put_in_place_of_the_shipped_one_is_refused(tmp_path: Path) -> None:
    """The shipped sentences without their marks, under the same id: the shipped ones stay, and with them the marks."""
    shipped = next(text for text in shelf.shipped() if text.name == "vocabulary/siyar.md").characters
    marks = re.compile(r"^ +kind +force\n", re.MULTILINE)
    assert marks.search(shipped)
    (tmp_path / "words.md").write_text(marks.sub("", shipped), encoding="utf-8")
    (tmp_path / "manual.md").write_text(WAR, encoding="utf-8")
    checked = CliRunner().invoke(app, ["check", str(tmp_path)])
    assert checked.exit_code == 1
    assert "V001" in checked.stderr
    asked = CliRunner().invoke(app, ["ask", "two-polities-apart", "--doctrine", "manual", "--with", str(tmp_path)])
    assert asked.exit_code == 1
    assert asked.stdout == ""
    found = Workbench.open([tmp_path]).ask("two-polities-apart", doctrines=["manual"], everything=True)
    assert isinstance(found, tuple)
    assert {p.code for p in found} == {"P001"}


# --------------------------------------------------------------------------- every small doctrine


def heads() -> list[Rule]:
    """Every form of rule that can speak of the raid: seven words, both sides, four kinds."""
    parties = (Variable("Town"), Variable("Town", "another"))
    found = []
    for modality in Modality:
        for side in (Denial.NONE, Denial.OPPOSITE):
            head = (Claim("raid", parties, side, modality=modality),)
            found += [
                Rule("", head),
                Rule("", head, strict=True),
                Rule("", head, otherwise=True),
                Rule("", head, blocks=True),
            ]
    return found


def agree(library: Library, *rules: Rule) -> None:
    """P001 exactly where a rule by itself would conclude a duty; without P001 no case has one."""
    doctrine = Doctrine("manual", "A manual", uses=("towns",), rules=rules)
    whole = Library(vocabularies=library.vocabularies, doctrines={"manual": doctrine})
    if any(p.code == "P001" for p in check(whole)):
        return
    for space in case_spaces(whole, frame(doctrine, whole), "raid"):
        assert not space.duties, (rules, space)


def named(rule: Rule, id: str, *, above: tuple[str, ...] = (), exception_to: str = "") -> Rule:
    return replace(rule, id=id, notwithstanding=above, exception_to=exception_to)


def test_every_single_rule() -> None:
    library = bench("").library
    refused = []
    for one in heads():
        agree(library, named(one, "one"))
        doctrine = Doctrine("manual", "A manual", uses=("towns",), rules=(named(one, "one"),))
        whole = Library(vocabularies=library.vocabularies, doctrines={"manual": doctrine})
        if any(p.code == "P001" for p in check(whole)):
            refused.append(one)
            spaces = list(case_spaces(whole, frame(doctrine, whole), "raid"))
            assert all(space.duties for space in spaces)
    # Two words from each side, in the three forms that establish something.
    assert len(refused) == 12


def pairs() -> list[tuple[Rule, Rule]]:
    found = []
    for one, two in combinations(heads(), 2):
        found.append((named(one, "one"), named(two, "two")))
        found.append((named(one, "one"), named(two, "two", above=("one",))))
        found.append((named(one, "one", above=("two",)), named(two, "two")))
        found.append((named(one, "one"), named(two, "two", exception_to="one")))
    return found


@pytest.mark.parametrize("part", [0, *(pytest.param(i, marks=pytest.mark.long) for i in range(1, 12))])
def test_every_pair_of_rules(part: int) -> None:
    """All pairs of forms with every priority between them; without `--long` every twelfth."""
    library, every = bench("").library, pairs()
    assert len(every) == 4 * 56 * 55 // 2
    for rules in every[part::12]:
        agree(library, *rules)
