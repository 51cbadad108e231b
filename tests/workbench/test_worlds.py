"""Two vocabularies that know nothing of each other may use the same words; neither changes what the other means."""

from __future__ import annotations

from pathlib import Path

from siyar.export import sitting_json
from siyar.hearing import Sitting
from siyar.workbench import Workbench

WORDS = """---
vocabulary: guilds
title: Words of guilds
---
```siyar
type State
  means            a guild hall

type Guild
  is a             Party

type Party

fact stay
  text             Guild stays in the hall of State

fact muslim
  text             Guild is a member of State

act lodge
  text             for State to lodge Guild

question lodging
  asks             May State lodge Guild?
  about            lodge
```
"""
BOOK = """---
doctrine: book
title: The book of the guilds
uses: guilds
questions: lodging
encoded by: the tests
---
```siyar
rule members-are-lodged
  permitted        for State to lodge Guild
  when             Guild is a member of State
  unless           Guild stays in the hall of State
  source           book-itself 1
```
"""
PAGE = """---
source: book-itself
title: The book itself
seen: read
---
"""
CASE = """---
cases: guild-cases
uses: guilds
---
```siyar
case a-weaver
  State            the Cloth Hall
  Guild            the weavers
  given            the weavers is a member of the Cloth Hall
  ask              lodging
```
"""


def test_words_of_another_world_have_their_own_meaning(tmp_path: Path) -> None:
    for name, text in (("words", WORDS), ("book", BOOK), ("page", PAGE), ("case", CASE)):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    bench = Workbench.open([tmp_path])
    assert bench.problems == ()
    assert bench.sentences["stay"].home == "siyar"
    assert bench.sentences["guilds/stay"].home == "guilds"
    found = bench.ask("a-weaver", doctrines=["book"], questions=["lodging"])
    assert isinstance(found, Sitting)
    ruling = found.hearings[0].asked[0]
    assert (ruling.outcome.value, ruling.settled) == ("permitted", False)
    assert ruling.turns_on == (("the weavers stays in the hall of the Cloth Hall",),)


def test_the_shipped_library_rules_as_it_does_alone(tmp_path: Path) -> None:
    """In the other world a State is no Polity; in this one it still is."""
    (tmp_path / "words.md").write_text(WORDS, encoding="utf-8")
    alone, together = Workbench.open(), Workbench.open([tmp_path])
    assert together.library.types("guilds")["State"].is_a == ""
    assert together.library.types("hizb-qa")["State"].is_a == "Polity"
    for case in ("hudaybiyya", "banu-qaynuqa-squadron", "a-polity-at-war"):
        answers = [bench.ask(case) for bench in (alone, together)]
        one, other = (sitting_json(a, alone.library) for a in answers if isinstance(a, Sitting))
        assert one["rulings"] == other["rulings"]


def test_a_question_is_that_of_the_words_of_the_case(tmp_path: Path) -> None:
    for name, text in (("words", WORDS), ("book", BOOK), ("page", PAGE), ("case", CASE)):
        other = text.replace("question lodging", "question help").replace("ask              lodging", "ask  help")
        (tmp_path / f"{name}.md").write_text(other.replace("questions: lodging", "questions: help"), encoding="utf-8")
    bench = Workbench.open([tmp_path])
    assert bench.problems == ()
    assert [id for id in bench.questions if id.endswith("help")] == ["help", "guilds/help"]
    assert bench.library.cases["a-weaver"].asks == ("guilds/help",)
    for questions in ([], ["help"], ["guilds/help"]):
        found = bench.ask("a-weaver", doctrines=["book"], questions=questions)
        assert isinstance(found, Sitting)
        assert found.hearings[0].question.asks == "May State lodge Guild?"
        assert found.hearings[0].asked[0].outcome.value == "permitted"
    shipped = bench.ask("quzman-at-uhud", doctrines=["hizb-qa"], questions=["help"])
    assert isinstance(shipped, Sitting)
    assert shipped.hearings[0].question.home == "siyar"
