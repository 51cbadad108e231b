"""Rows answered by their kinds are told what rows answered one by one are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from siyar.workbench import Workbench
from tests.batch.tables import LINES, invented, rows

duckdb = pytest.importorskip("duckdb", reason="tables need the extra `batch`")
pytest.importorskip("ibis", reason="tables need the extra `batch`")

#: Without amounts the code is of the kind alone; with `addressed` some rows are not spoken to.
PLAIN = "".join(line + "\n" for line in LINES.splitlines() if "{" not in line)
FORMS = [LINES, PLAIN, LINES + "  addressed        hizb-qa when islam = 1\n"]


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open()


@pytest.mark.parametrize("lines", FORMS, ids=["amounts", "plain", "addressed"])
def test_kinds_change_nothing(bench: Workbench, lines: str) -> None:
    import pyarrow

    from siyar.batch.answering import Answering
    from siyar.batch.cells import typed_relation
    from siyar.batch.compiled import compiled

    mapping = invented(bench.library, lines)
    made = compiled(bench, mapping, ["hizb-qa", "hizb-essay"], ["treaty"])
    assert not isinstance(made, tuple)
    told = []

    def parts() -> Iterator[str]:
        con.register("given_rows", pyarrow.Table.from_pylist(list(rows(300))))
        typed = typed_relation(con, "given_rows", mapping)
        yield from (f"SELECT * FROM ({typed}) WHERE row > {a} AND row <= {a + 100}" for a in (0, 100, 200))

    # The first 100 rows bring some kinds and later ones the rest; with none at all, each row is answered by itself.
    for most in (100_000, 0):
        for as_enums in (True, False):
            with duckdb.connect() as con:
                answering = Answering(con, made, as_enums=as_enums, most=most)
                told.append([row for part in parts() for row in con.execute(answering.part(part)).fetchall()])
                assert (answering._known > 0) == (most > 0)
    assert len(told[0]) == 300
    assert [row[0] for row in told[0]] == list(range(1, 301))
    assert len({row[3] for row in told[0]}) > 50
    assert all(each == told[0] for each in told[1:])
