"""A mapping of events, rows that tell some, and the same written by hand as cases, with nothing of the package's own
ordering in it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from siyar.batch.conditions import Cell
from siyar.batch.mapping import TableMapping
from siyar.batch.reading import read_mapping
from siyar.language.moments import when
from siyar.language.unparse import say
from siyar.model import Case, Library, Quantity
from siyar.source import Text

BASE = "a-treaty-of-twenty-years"
TREATY = "the border treaty"

#: What a row says in its column `what`, and the fact that then becomes so.
HAPPENS = {
    "signed": f"{TREATY} has been concluded",
    "ratified": f"{TREATY} is in force",
    "breach": f"Eastland has committed a material breach of {TREATY}",
    "mended": f"Eastland has committed no material breach of {TREATY}",
    "notice": f"Westland has given notice of ending {TREATY}",
    "withdrawn": f"Westland has given no notice of ending {TREATY}",
    "objection": f"Eastland objects to the ending of {TREATY}",
    "denounced": f"Westland has declared {TREATY} ended",
}

#: Which of them are about one fact.
ABOUT = {what: what for what in HAPPENS} | {"mended": "breach", "withdrawn": "notice"}

#: How each fact was before anything happened.
OTHERWISE = {
    "signed": f"{TREATY} has not been concluded",
    "ratified": f"{TREATY} is not in force",
    "breach": HAPPENS["mended"],
    "notice": HAPPENS["withdrawn"],
    "objection": f"Eastland does not object to the ending of {TREATY}",
    "denounced": f"Westland has not declared {TREATY} ended",
}

CLOCKS = {
    "signed": f"the time since {TREATY} was concluded",
    "notice": f"the time since Westland gave notice of ending {TREATY}",
}

HEAD = f"""
  title            Treaties and what became of them
  key              treaty
  missing          -9
  State            Westland
  Counterpart      Eastland
  Treaty           {TREATY}
"""

Told = tuple[str, str, str]  # a date, what happened, and who tells it, if anybody is named
TELLERS = ("ibn-ishaq", "baladhuri")


def lines(library: Library, case: Case | None = None) -> str:
    """What stays are the lines of a case: of that which the cases by hand take over, if no other."""
    sentences, stays = library.sentences(), (case or library.cases[BASE]).lines
    given = "".join(f"  given            {say(line.claim, sentences)}\n" for line in stays)
    events = "".join(f"  event            {{date}}: {fact} when what = '{what}'\n" for what, fact in HAPPENS.items())
    return f"{HEAD}  teller           dataset\n{given}{events}"


def mapped(library: Library, lines: str) -> TableMapping:
    mapping, problems = read_mapping(Text("happenings.md", file(lines)), library)
    assert not problems, problems
    assert mapping is not None
    return mapping


def file(lines: str) -> str:
    return (
        "---\nmapping: happenings\ntitle: What happened\nuses: siyar, vclt-1969\n---\n# What happened\n\n"
        f"```siyar\nmapping happenings{lines}```\n"
    )


def told(chance: random.Random, most: int = 8, tellers: Sequence[str] = ("",)) -> list[Told]:
    """Some events in no order, on days, in months, in years, or between two."""
    found: list[Told] = []
    for _ in range(chance.randrange(1, most)):
        year, month, day = 1900 + chance.randrange(30), chance.randrange(1, 13), chance.randrange(1, 29)
        form = chance.choice(["day", "day", "day", "month", "year", "between"])
        date = {
            "day": f"{year}-{month:02}-{day:02}",
            "month": f"{year}-{month:02}",
            "year": f"{year}",
            "between": f"between {year} and {year + chance.randrange(3)}",
        }[form]
        found.append((date, chance.choice(list(HAPPENS)), chance.choice(tellers)))
    return found


def table(each: Sequence[Sequence[Told]]) -> list[dict[str, Cell]]:
    rows: list[dict[str, Cell]] = [
        {"treaty": number, "date": date, "what": what, "dataset": who or None}
        for number, of in enumerate(each)
        for date, what, who in of
    ]
    return [{**row, "row": place} for place, row in enumerate(rows)]


def by_hand(number: int, of: Sequence[Told]) -> str:
    """The case that somebody would write of these events, in the order in which they can be told."""
    ordered = list(dict.fromkeys(_ordered(list(of))))
    written, before = [], ""
    moment: dict[tuple[str, str], str] = {}
    for date, what, who in ordered:
        if date != before:
            moment, before = {}, date
        about = (ABOUT[what], who)
        if moment.setdefault(about, what) != what:  # it cannot be so at the same moment
            written.append(_written(f"between {date} and {date}", what, who))
            moment, before = {}, ""
        else:
            written.append(_written(date, what, who))
    first = next(date for date, *_ in ordered)
    dated = "" if first.startswith("between") else f"  date             {first[:4]}\n"
    return f"case by-hand-{number}\n  title            By hand\n{dated}  as in            {BASE}\n" + "".join(written)


def _written(date: str, what: str, who: str) -> str:
    keyword, by = ("contested event  ", f" [{who}]") if who else ("event            ", "")
    return f"  {keyword}{date}: {HAPPENS[what]}{by}\n"


def _ordered(waiting: list[Told]) -> Iterator[Told]:
    while waiting:
        free = [one for one in waiting if not any(_days(o[0]).high < _days(one[0]).low for o in waiting)]
        waiting.remove(free[0])
        yield free[0]


def _days(words: str) -> Quantity:
    found = when(words)
    assert isinstance(found, Quantity)
    return found


def cases_file(each: Sequence[str]) -> str:
    fence = "\n".join(each)
    return f"---\ncases: by-hand\ntitle: By hand\nuses: siyar, vclt-1969\n---\n# By hand\n\n```siyar\n{fence}```\n"
