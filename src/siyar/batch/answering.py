"""The door to DuckDB for the answers themselves: the kinds of rows that a part has are answered once, and looked up.

Where nearly every row is of a kind of its own, they are answered row by row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import duckdb
import ibis

from siyar.batch.columns import kept_columns
from siyar.batch.compiled import Compiled
from siyar.batch.kinds import has_amounts, kinds, marked, told
from siyar.batch.opening import columns_of
from siyar.batch.outputs import CODE, RULED
from siyar.batch.quoting import identifier, literal

#: So many kinds are kept in mind; rows of a part that would bring more are answered one by one.
KINDS = 100_000

_TYPES = {
    "varchar": "string", "double": "float64", "float": "float32", "bigint": "int64", "integer": "int32",
    "smallint": "int16", "tinyint": "int8", "ubigint": "uint64", "uinteger": "uint32", "boolean": "bool",
    "date": "date", "timestamp": "timestamp", "hugeint": "decimal(38, 0)",
}  # fmt: skip


@dataclass(slots=True)
class Answering:
    """The answers on one part of a table after the other, over one connection.

    ``as_enums``: words are places in a list until they are written, which makes no difference in a Parquet file and is
    much faster than text.
    """

    con: duckdb.DuckDBPyConnection
    found: Compiled
    as_enums: bool = True
    most: int = KINDS
    _known: int = 0
    _marking: dict[tuple[tuple[str, str], ...], tuple[str, list[str]]] = field(default_factory=dict)
    _telling: str = ""

    def part(self, source: str) -> str:
        """SQL for the answers on the rows that a query gives; it is good until the next part is asked for."""
        marking, kept = self._marks(source)
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE siyar_marked AS {_with(source, marking)}")
        text = ["amounts"] if has_amounts(self.found) else []
        said = [f"kept{i} AS {identifier(name)}" for i, name in enumerate(kept)]
        said += [" || ".join(["lines", *text]) + f" AS {CODE}", *self._said()]
        if self._learnt():
            names = ", ".join(name for name, _ in kinds(self.found))
            # Every row has its kind; but by an inner join a column without empty cells here would be of another type.
            return f"SELECT {', '.join(said)} FROM siyar_marked LEFT JOIN siyar_told USING ({names}) ORDER BY kept0"
        carried = [*(f"kept{i}" for i in range(len(kept))), *text]
        each = told(self._table("siyar_marked"), self.found, carried=carried)
        return f"SELECT {', '.join(said)} FROM ({ibis.to_sql(each, dialect='duckdb')})"

    def _said(self) -> list[str]:
        return [f'"{each.name}_{part}"' for each in self.found.answered for part in RULED]

    def _marks(self, source: str) -> tuple[str, list[str]]:
        """SQL for the marked rows of a table `siyar_rows` of the source's form, and its columns that are kept."""
        schema = _schema(self.con, f"({source})")
        form = tuple(schema.items())
        if form not in self._marking:
            rows = ibis.table(ibis.schema(schema), name="siyar_rows")
            keep = [self.found.mapping.period] if self.found.mapping.period else []
            sql = str(ibis.to_sql(marked(rows, self.found, keep=keep), dialect="duckdb"))
            self._marking[form] = sql, kept_columns(rows, self.found, keep)
        return self._marking[form]

    def _table(self, name: str) -> Any:
        return ibis.table(ibis.schema(_schema(self.con, name)), name=name)

    def _learnt(self) -> bool:
        """Whether every kind of the marked rows is answered; new ones are, unless they are too many."""
        names = ", ".join(name for name, _ in kinds(self.found))
        met = f" ANTI JOIN siyar_known USING ({names})" if self._telling else ""
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE siyar_new AS SELECT DISTINCT {names} FROM siyar_marked{met}")
        ((new,),) = self.con.execute("SELECT count(*) FROM siyar_new").fetchall()
        if self._known + new > self.most:
            return False
        if not self._telling:
            self._telling = str(ibis.to_sql(told(self._table("siyar_new"), self.found), dialect="duckdb"))
            self.con.execute(f"CREATE TEMP TABLE siyar_known AS {self._telling}")
        elif new:
            self.con.execute(f"INSERT INTO siyar_known {self._telling}")
        else:
            return True
        self._known += new
        self._keep()
        return True

    def _keep(self) -> None:
        """The answers on all kinds that were met, as they are looked up."""
        said = "*"
        if self.as_enums:
            words = ["lines"] if not has_amounts(self.found) else []
            words += [f"{a.name}_{part}" for a in self.found.answered for part in RULED if part != "settled"]
            listed = ", ".join(f'list(DISTINCT "{w}") FILTER ("{w}" IS NOT NULL)' for w in words)
            (row,) = self.con.execute(f"SELECT {listed} FROM siyar_known").fetchall()
            replaced = [_enum(w, sorted(each)) for w, each in zip(words, row, strict=True) if each]
            said = f"* REPLACE ({', '.join(replaced)})" if replaced else "*"
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE siyar_told AS SELECT {said} FROM siyar_known")


def _enum(name: str, words: list[str]) -> str:
    listed = ", ".join(literal(word) for word in words)
    return f"CAST({identifier(name)} AS ENUM({listed})) AS {identifier(name)}"


def _schema(con: duckdb.DuckDBPyConnection, relation: str) -> dict[str, str]:
    """The columns of a table or query in brackets, with their types as ibis calls them."""
    types = {name: type.lower() for name, type in columns_of(con, relation).items()}
    return {n: _TYPES.get(t, t if t.startswith("decimal") else "string") for n, t in types.items()}


def _with(source: str, sql: str) -> str:
    """A query over `siyar_rows`, which are the rows that another gives."""
    sql = sql.lstrip()
    return f"WITH siyar_rows AS ({source})" + (f", {sql[4:]}" if sql.upper().startswith("WITH") else f" {sql}")
