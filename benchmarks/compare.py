"""Cases under every doctrine and question: warm with all explanations, below 0.15 s a case; cold, below 1.2 s."""

from __future__ import annotations

from collections.abc import Callable

from measure import MB, Row, command, siyar, table, timed

from siyar.comparing import compare
from siyar.export.comparison import comparison_text
from siyar.export.comparison_html import comparison_html
from siyar.study.compare import Comparison
from siyar.workbench import Workbench

CASES = ("hudaybiyya", "cyprus-800", "banu-qaynuqa-squadron")


def warm(bench: Workbench) -> list[Row]:
    """The rulings of all doctrines on all questions of a case, each with its reasons, and where each two part."""
    rows = []
    for case in CASES:

        def act(case: str = case, turning: bool = True) -> Comparison:
            found = compare(bench, [case], turning=turning)
            assert isinstance(found, Comparison)
            return found

        def anew(act: Callable[[], Comparison] = act) -> Comparison:
            bench.hearers.casts.clear()  # what rules become among the entities of a case is kept from case to case
            return act()

        known = act()
        cells = sum(len(row.rulings) for row in known.cases[0].rows)
        rows.append(timed(f"{case}, all doctrines and questions", act, target=0.15, note=f"{cells} cells shown"))
        rows.append(timed("the same of entities new to the bench", anew))
        rows.append(timed("the same as `siyar compare` prints it", lambda act=act: act(turning=False), target=0.15))
        rows.append(timed(f"{case}, as text", lambda found=known: comparison_text(found, bench.library)))
        rows.append(
            timed(f"{case}, as a page with every reason", lambda found=known: comparison_html(found, bench.library))
        )
    return rows


def opening() -> list[Row]:
    """What is read of the library: all of it, or no more than a case needs."""
    return [
        timed("the whole library read", lambda: Workbench.open()),
        timed("what `ask hudaybiyya` needs", lambda: Workbench.of(["hudaybiyya"])),
        timed("what `compare hudaybiyya` needs", lambda: Workbench.of(["hudaybiyya"], questions=None)),
    ]


def cold() -> list[Row]:
    return [
        command("`siyar compare hudaybiyya`", siyar(), "compare", "hudaybiyya", target=1.2),
        command("`siyar compare hudaybiyya -q truce`", siyar(), "compare", "hudaybiyya", "-q", "truce", target=1.2),
        command("the same, all questions, as a page", siyar(), "compare", "hudaybiyya", "--format", "html", target=1.2),
        command("three cases", siyar(), "compare", *CASES),
    ]


def main() -> None:
    bench = Workbench.open()
    table(f"Comparison of {len(bench.library.doctrines)} doctrines, warm", [*warm(bench), *opening()])
    rows = cold()
    table("Comparison, cold", rows)
    print(f"Peak memory {max(row.memory for row in rows) / MB:.0f} MB.\n")


if __name__ == "__main__":
    main()
