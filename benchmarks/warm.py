"""One ruling with its explanation on a bench that is open, and the analysis of a question with 16 unknown facts."""

from __future__ import annotations

from measure import Row, table, timed
from theories import layered

from siyar.asking import choices_of
from siyar.engines import bits, reference
from siyar.hearing import Asked, Ruling
from siyar.ruling import judge
from siyar.workbench import Workbench

UNKNOWN = 16


def rulings(bench: Workbench) -> list[Row]:
    """The ruling, its reasons down to the passages, and what it turns on: all that `ask` prints of one doctrine."""
    rows = []
    for case_id, doctrine, question in (
        ("banu-qaynuqa-squadron", "hizb-qa", "help"),
        ("hudaybiyya", "hizb-qa", "truce"),
        ("hudaybiyya", "hanafi", "truce"),
    ):
        case = bench.library.cases[case_id]
        sentence = bench.sentences[bench.questions[question].about[0]]
        asked = Asked(question, choices_of(bench.library, case, sentence)[0])

        def act(doctrine: str = doctrine, case: object = case, asked: Asked = asked) -> Ruling:
            ruling = bench.hear(doctrine, case, asked)  # type: ignore[arg-type]  # options of several types, passed on
            assert isinstance(ruling, Ruling)
            return ruling

        known = act()
        note = f"{known.cases} cases"
        rows.append(timed(f"one ruling: {doctrine} on {question} in {case_id}", act, target=0.003, note=note))
    return rows


def settled() -> list[Row]:
    """Known, settled, possible, turns on and settled by, over 2^16 completions; beside it one evaluation."""
    theory = layered(UNKNOWN)
    goal = "goal"
    assert judge(theory, goal).cases == 1 << UNKNOWN
    return [
        timed(f"judgment with {UNKNOWN} unknown facts", lambda: judge(theory, goal), target=0.05),
        timed("of that, the answers alone", lambda: bits.survey(theory, goal)),
        timed("the reference evaluator, one of the 65,536 cases", lambda: reference.evaluate(theory)),
    ]


def main() -> None:
    bench = Workbench.open()
    table("Warm", [*rulings(bench), *settled()])


if __name__ == "__main__":
    main()
