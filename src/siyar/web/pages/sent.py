"""Files of what was found for something that was sent, which no address holds: a table's answers, a text's trial.

They cite the version and the library they were made with; what was sent is the user's own, and kept nowhere.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from siyar.export.sheet import Heading, Item, Sheet, Table
from siyar.export.to_html import lines, page
from siyar.export.to_markdown import markdown
from siyar.web.citing import TYPES, citation, citing
from siyar.web.desk import Desk
from siyar.web.pages.answers import Answers
from siyar.web.state import State
from siyar.web.trying import Tabled, Tried

#: What a table's answers, and a trial, can be taken away as.
OF_TABLES, OF_TRIALS = ("csv", "json", "html", "md"), ("html", "json")

#: The other positions are those that nobody chose.
NARROWED = "Narrowed by the user to these doctrines."


def table_file(desk: Desk, tabled: Tabled, answers: Answers | None, form: str) -> Response:
    """All rows in one of `OF_TABLES`, with the state they were made from."""
    cite = citation(desk, "tables", "")
    match form:
        case "csv":
            more = {"siyar": cite["siyar"], "library_digest": cite["library"], "positions": "narrowed by the user"}
            if tabled.whose:
                more["not_shipped"] = "; ".join(title for title, _ in tabled.whose.values())
            words = _csv(tabled, more)
        case "json":
            found: dict[str, Any] = {"columns": tabled.columns, "rows": tabled.rows}
            found |= {"notes": tabled.notes, "problems": tabled.problems}
            words = _json({"state": {**cite, "narrowed": True, **unshipped(tabled)}, "found": found})
        case _:
            sheet: Sheet = (
                Heading("The rows of a table put to doctrines", 1),
                Item(NARROWED, role="note"),
                *((Table((*answers.heads, *answers.ours), tuple(map(tuple, answers.lines))),) if answers else ()),
                *(Item(one) for one in (answers.legend if answers else ())),
                *citing(desk, "tables", State(), ""),
            )
            words = page(sheet) if form == "html" else markdown(sheet)
    return _file(words, f"rulings.{form}")


def unshipped(tabled: Tabled) -> dict[str, Any]:
    """The doctrines that were saved, by their titles, which are marked."""
    titles = {name: title for name, (title, _) in tabled.whose.items()}
    return {"not_shipped": titles} if titles else {}


def trial_file(desk: Desk, tried: Tried, form: str) -> Response:
    """What is wrong with a text, and what doctrines then say, in one of `OF_TRIALS`."""
    if form == "json":
        names = ("problems", "doctrines", "cases", "rulings", "against")
        found = {name: getattr(tried, name) for name in names}
        return _file(_json({"state": citation(desk, "write", ""), "found": found}), "trial.json")
    wrong = tuple(_problem(one) for one in tried.problems) or (Item(tried.fine or "Nothing is wrong."),)
    words = page((Heading(tried.title, 1), Heading("What was found", 2), *wrong))
    parts = [_part("Against the shipped one", tried.against), _part("What doctrines then say", tried.rulings)]
    parts.append("\n".join(lines(citing(desk, "write", State(), ""))))
    head, end, rest = words.rpartition("</main>")
    return _file(f"{head}{chr(10).join(parts)}{end}{rest}", "trial.html")


def _part(title: str, sheets: Sequence[dict[str, str]]) -> str:
    """What the trial laid out, escaped there, under its titles."""
    found: list[str] = []
    for one in sheets:
        found += lines((Heading(one["title"], 3), *((Item(one["problem"]),) if one["problem"] else ())))
        found.append(one["html"])
    return "\n".join([*lines((Heading(title, 2),)), *found]) if found else ""


def _problem(one: dict[str, Any]) -> Item:
    place = f"line {one['line']}: " if one.get("line") else ""
    help = (Item(one["help"], role="note"),) if one.get("help") else ()
    return Item(f"{place}{one['severity']} {one['code']}: {one['message']}", help)


def _csv(found: Tabled, cite: dict[str, str]) -> str:
    """All columns, with the exact state in every row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*found.columns, *cite])
    writer.writerows([*row, *cite.values()] for row in found.rows)
    return out.getvalue()


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _file(words: str, name: str) -> Response:
    kind = TYPES[name.rpartition(".")[2]]
    disposition = f'attachment; filename="{name}"'
    return Response(words, media_type=f"{kind}; charset=utf-8", headers={"content-disposition": disposition})
