"""The next question of an interview: what an answer changes, what can still matter, and what tells most of it."""

from __future__ import annotations

from measure import Row, table, timed

from siyar.hearing import posed
from siyar.model import Case
from siyar.source import Text
from siyar.study.abstract import abstract_case
from siyar.study.interview import Needs, merged, needs
from siyar.supposing import Agenda, Step, agenda, step
from siyar.workbench import Workbench

UNKNOWN = 16
TARGET = 0.05


def library() -> list[Row]:
    """Every question of the shipped library on an abstract case of which nothing is said yet, both texts asked."""
    bench = Workbench.open()
    rows = []
    for question in bench.questions:
        case = abstract_case(bench.library, [question], bench.under_study)
        on = agenda(bench, case, questions=[question])
        if not isinstance(on, Agenda):
            continue

        def asked(case: Case = case, on: Agenda = on) -> Needs:
            frames = [(bench.frame(id), one) for one in on.claims for id in on.doctrines]
            return merged(needs(*posed(frame, case, one)) for frame, one in frames)

        def whole(case: Case = case, on: Agenda = on) -> Step:
            now = step(bench, case, on)
            assert isinstance(now, Step)
            return now

        note = f"{len(asked().inquiries)} facts, {len(whole().rulings)} rulings"
        rows.append(timed(f"{question}: next question", asked, target=TARGET, note=note))
        rows.append(timed("with the rulings and their reasons", whole))
    return rows


def wide() -> list[Row]:
    """A question that turns on sixteen facts, all of them unknown: 65,536 cases."""
    bench = Workbench.read([Text(f"{i}.md", words) for i, words in enumerate(written())], set())
    assert not bench.problems, bench.problems
    case = abstract_case(bench.library, ["passage"], ["wide"])
    on = agenda(bench, case, questions=["passage"], doctrines=["wide"])
    assert isinstance(on, Agenda)
    grounded, theory, atom = posed(bench.frame("wide"), case, on.claims[0])

    def asked() -> Needs:
        return needs(grounded, theory, atom)

    def whole() -> Step:
        now = step(bench, case, on)
        assert isinstance(now, Step)
        return now

    found = asked()
    assert found.exact
    assert len(found.inquiries) == UNKNOWN
    return [
        timed(f"next question, {UNKNOWN} unknown facts that matter", asked, target=TARGET),
        timed("the same with the ruling and its reasons, which an interview shows too", whole),
    ]


def written() -> tuple[str, ...]:
    """A vocabulary of sixteen facts, and a doctrine with four notions over them, exceptions and a priority."""
    facts = "".join(f"fact mark-{i}\n  text             Guest bears the mark {chr(97 + i)}\n\n" for i in range(UNKNOWN))
    notions = "".join(f"concept notion-{i}\n  text             Guest is of the order {i}\n\n" for i in range(4))
    rules = "".join(
        f"rule order-{i}-{j}\n  then             Guest is of the order {i}\n"
        f"  when             Guest bears the mark {chr(97 + 4 * i + j)}\n"
        f"  unless           Guest bears the mark {chr(97 + 4 * i + (j + 1) % 4)}\n  source           P1\n\n"
        for i in range(4)
        for j in range(0, 4, 2)
    )
    norms = (
        "rule open\n  permitted        for Town to admit Guest\n  when             Guest is of the order 0\n"
        "  and              Guest is of the order 1\n  source           P1\n\n"
        "rule shut\n  forbidden        for Town to admit Guest\n  when             Guest is of the order 2\n"
        "  unless           Guest is of the order 3\n  notwithstanding  open\n  source           P1\n"
    )
    words = (
        "---\nvocabulary: marks\n---\n```siyar\ntype Town\n\ntype Guest\n\n"
        f"{facts}{notions}act admit\n  text             for Town to admit Guest\n\n"
        "question passage\n  asks             May Town admit Guest?\n  about            admit\n```\n"
    )
    doctrine = (
        "---\ndoctrine: wide\ntitle: A wide book\nsource: wide-text\nuses: marks\nquestions: passage\n---\n"
        f"```siyar\n{rules}{norms}```\n"
    )
    return words, doctrine, "---\nsource: wide-text\ntitle: A wide text\nseen: read\n---\n"


def main() -> None:
    table("The next question", [*wide(), *library()])


if __name__ == "__main__":
    main()
