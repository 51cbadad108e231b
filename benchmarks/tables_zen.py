"""The six doctrines of `tables.py` as decision tables of zen-engine: a program that answers a Parquet file row by row.

python benchmarks/tables_zen.py TABLE OUT
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

SAYS = ("value", "status", "because", "settled", "rule")

#: Of two conditions and whether the treaty runs for a fixed term, the first line that fits; an empty cell fits all.
LINES = [
    ("1", "1", "", '"forbidden"', '"ruled"', "null", "true", '"ban"'),
    ("0", "", "1", '"permitted"', '"ruled"', "null", "true", '"leave"'),
    ("", "0", "1", '"permitted"', '"ruled"', "null", "true", '"leave"'),
    ("", "", "1", '"permitted"', '"ruled"', "null", "false", '"leave"'),
    ("0", "", "0", "null", '"silent"', '"none applies"', "true", "null"),
    ("", "0", "0", "null", '"silent"', '"none applies"', "true", "null"),
    ("", "", "", "null", '"open"', "null", "false", "null"),
]


def graph(pairs: Sequence[tuple[str, str]]) -> str:
    """One decision with a table for each doctrine."""
    place = {"position": {"x": 0, "y": 0}}
    nodes: list[dict[str, object]] = [
        {"id": "in", "name": "in", "type": "inputNode", **place},
        {"id": "out", "name": "out", "type": "outputNode", **place},
    ]
    edges: list[dict[str, str]] = []
    for n, (one, other) in enumerate(pairs):
        columns = [("input", field, f"c{i}") for i, field in enumerate((one, other, "fixed"))]
        columns += [("output", f"pair_{n}_treaty_{said}", f"c{i + 3}") for i, said in enumerate(SAYS)]
        content = {
            "hitPolicy": "first",
            "rules": [{"_id": f"r{i}", **{f"c{j}": c for j, c in enumerate(line)}} for i, line in enumerate(LINES)],
            "inputs": [{"id": c, "name": f, "field": f, "type": "expression"} for k, f, c in columns if k == "input"],
            "outputs": [{"id": c, "name": f, "field": f, "type": "expression"} for k, f, c in columns if k == "output"],
        }
        nodes.append({"id": f"t{n}", "name": f"t{n}", "type": "decisionTableNode", "content": content, **place})
        edges += [
            {"id": f"i{n}", "type": "edge", "sourceId": "in", "targetId": f"t{n}"},
            {"id": f"o{n}", "type": "edge", "sourceId": f"t{n}", "targetId": "out"},
        ]
    return json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges})


def answer(table: str, out: str, pairs: Sequence[tuple[str, str]]) -> None:
    import pyarrow
    import zen
    from pyarrow import parquet

    decision = zen.ZenEngine().create_decision(zen.ZenDecisionContent(graph(pairs)))
    names = [f"pair_{n}_treaty_{said}" for n in range(len(pairs)) for said in SAYS]
    types = [
        ("id", pyarrow.int64()),
        *((n, pyarrow.bool_() if n.endswith("settled") else pyarrow.string()) for n in names),
    ]
    schema = pyarrow.schema(types)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in parquet.ParquetFile(table).iter_batches():
            told = [{"id": row["id"], **decision.evaluate(row)["result"]} for row in batch.to_pylist()]
            writer.write_table(pyarrow.Table.from_pylist(told, schema))


if __name__ == "__main__":
    from tables import PAIRS

    answer(sys.argv[1], sys.argv[2], PAIRS)
