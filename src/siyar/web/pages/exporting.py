"""What a page shows, to take away: a page of its own, Markdown, data, a table, a drawing; each cites its exact state.

Exports are what the command line prints, with the state they were made from: version, digest of the library, address.
"""

from __future__ import annotations

import csv
import html
import io
import json

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from siyar.diagnostics.dresses import visible
from siyar.export.casefile import id_of
from siyar.export.to_html import lines
from siyar.export.to_markdown import markdown
from siyar.web.catalogue import LANGUAGES
from siyar.web.citing import TYPES, citation, citing, supposed
from siyar.web.desk import Graded
from siyar.web.making import EXPORTS, Asking, made
from siyar.web.pages.evidence import graded
from siyar.web.room import listed, refused, room, state_of

#: What is a file that can be read again, and says itself what it was made from, or is a user's own.
AS_WRITTEN = ("case", "write")


def take_away(request: Request) -> Response:
    """One export."""
    here = room(request)
    what, form = request.path_params["what"], request.path_params["form"]
    if what not in EXPORTS or form not in EXPORTS[what].forms:
        raise HTTPException(404)
    query = request.query_params
    asking = Asking(
        here.desk,
        here.store,
        state_of(request),
        " ".join(query.get("word", "").split())[:80],
        bool(query.get("differences")),
        query.get("id", "")[:200],
        Graded(*graded(request)),
        listed(request),
        _language(query.get("lang", "")) if form == "svg" else "en",
    )
    found = made(what, form, asking)
    if isinstance(found, tuple):
        return refused(request, found)
    of = id_of(asking.state.case or asking.id or "-".join(asking.state.d) or "siyar")
    name = "-".join(part for part in (what.replace("_", "-"), of) if part)
    words = found if form == "md" and what in AS_WRITTEN else cited(found, form, what, asking)
    return Response(
        words,
        media_type=f"{TYPES[form]}; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}.{form}"'},
    )


def _language(asked: str) -> str:
    """The language of a drawing: one asked for by name, so that an address always gives the same file."""
    return asked if asked in LANGUAGES else "en"


def cited(words: str, form: str, what: str, asking: Asking) -> str:
    """An export with its citation, in the way its format has room for one."""
    state = asking.state
    match form:
        case "html":
            cite = "".join(f"{line}\n" for line in lines(citing(asking.desk, what, state, asking.address)))
            head, end, rest = words.rpartition("</main>")
            return f"{head}{cite}{end}{rest}"
        case "md":
            return f"{words.rstrip()}\n\n{markdown(citing(asking.desk, what, state, asking.address))}"
        case "svg":
            return _described(words, asking, what)
        case "csv":
            return _with_columns(words, citation(asking.desk, what, asking.address))
        case _:
            data = {"state": citation(asking.desk, what, asking.address) | supposed(state), "found": json.loads(words)}
            return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _with_columns(table: str, found: dict[str, str]) -> str:
    """The table with the citation in every row, as far as it is not there yet."""
    rows = list(csv.reader(io.StringIO(table)))
    more = {"siyar": found["siyar"], "library_digest": found["library"], "address": found["address"]}
    more = {name: value for name, value in more.items() if name not in rows[0]}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*rows[0], *more])
    writer.writerows([*row, *more.values()] for row in rows[1:])
    return out.getvalue()


def _described(drawing: str, asking: Asking, what: str) -> str:
    """A drawing with its citation as the description of the file, and what is not drawn."""
    found = citation(asking.desk, what, asking.address)
    said = [f"Siyar {found['siyar']}; library {found['library']}; {found['address']}."]
    if what == "ruling":
        narrowed = "Narrowed by the user: other positions are left out."
        said.append(narrowed if asking.state.only else "Other positions stand on the page this was drawn from.")
    head, end, rest = drawing.rpartition("</svg>")
    words = html.escape(visible(" ".join(said)))
    return f'{head}<desc lang="en" xml:lang="en">{words}</desc>{end}{rest}'
