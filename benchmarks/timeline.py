"""A timeline of 10 000 events, below 1 s: how it grows, what is asked anew, and what asking at every row would cost."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from measure import Row, table, timed

from siyar.hearing import Asked
from siyar.model import Case, Claim, Denial, Event, Quantity
from siyar.timeline import History, Timeline
from siyar.timing import timeline
from siyar.workbench import Workbench

SIZES = (1_000, 3_000, 10_000, 30_000)
TREATY = "the border treaty"
#: What happens over and over: a breach, a notice, an objection and their ends; the days between are of many lengths.
ROUND: tuple[tuple[str, tuple[str, ...], Denial], ...] = (
    ("vclt-1969/materially-breached", ("Eastland", TREATY), Denial.NONE),
    ("gave-notice", ("Westland", TREATY), Denial.NONE),
    ("vclt-1969/objected", ("Eastland", TREATY), Denial.NONE),
    ("declared-ended", ("Westland", TREATY), Denial.NONE),
    ("vclt-1969/objected", ("Eastland", TREATY), Denial.NOT_SO),
    ("declared-ended", ("Westland", TREATY), Denial.NOT_SO),
    ("vclt-1969/materially-breached", ("Eastland", TREATY), Denial.NOT_SO),
    ("gave-notice", ("Westland", TREATY), Denial.NOT_SO),
)


def synthetic(bench: Workbench, size: int) -> Case:
    """A treaty with that many events; every seventh is of an uncertain date."""
    events, at = [Event(_on(2446218), Claim("in-force", (TREATY,)))], 2446218
    for number in range(size - 1):
        sentence, who, denial = ROUND[number % len(ROUND)]
        at += 1 + number * 37 % 61
        events.append(Event(_on(at, 20 if number % 7 == 0 else 0), Claim(sentence, who, denial)))
    return replace(bench.library.cases["a-treaty-of-twenty-years"], id=f"synthetic-{size}", events=tuple(events))


def _on(day: int, spread: int = 0) -> Quantity:
    return Quantity(
        "date", Fraction(day), Fraction(day + spread), f"day {day}" + (f" to {day + spread}" if spread else "")
    )


def growth(bench: Workbench) -> list[Row]:
    found = []
    for size in SIZES:
        case = synthetic(bench, size)

        def act(case: Case = case) -> Timeline:
            one = timeline(bench, case, doctrines=["vclt-1969"], about="state", narrowed=True)
            assert isinstance(one, Timeline)
            return one

        one = act()
        changes = sum(len(thread.stages) for track in one.tracks for thread in track.threads)
        note = f"{len(one.rows)} rows, {changes} answers that change, {one.asked} rulings found"
        found.append(
            timed(f"{size} events, the state of a treaty", act, target=1.0 if size == 10_000 else None, note=note)
        )
    return found


def others(bench: Workbench) -> list[Row]:
    """All doctrines on all the case asks; and one ruling, which is what asking at every row would cost for each."""
    case = synthetic(bench, 10_000)
    history = History(case, bench.sentences)
    plain = replace(case, events=())
    asked = Asked("state", Claim("state", (TREATY,)))
    return [
        timed("10,000 events, every doctrine on the state", lambda: timeline(bench, case, about="state")),
        timed("one ruling, asked by itself", lambda: bench.hear("vclt-1969", plain, asked)),
        timed("10,000 events taken apart", lambda: History(case, history.sentences).changing),
    ]


def main() -> None:
    bench = Workbench.open()
    table("A timeline, warm", [*growth(bench), *others(bench)])


if __name__ == "__main__":
    main()
