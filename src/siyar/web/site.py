"""The workbench as files for any web host: reader, cases, comparisons and audits as plain HTML, in every language.

The pages are those the server sends, asked of the application itself. What needs a server (forms, interviews, search,
exports of a state) is left out; a link to a page that is not written becomes plain words.

A folder that is not finished says so in a file of its own, `UNFINISHED`, and what was to be written there: writing the
same again goes on where it stopped, since no page is ever there in part.

>>> file_of("/doctrine/hizb-qa", {"doctrine/hizb-qa"}), file_of("/ruling?case=x&given=y", {"ruling/x"})
('doctrine/hizb-qa.html', None)
"""

from __future__ import annotations

import asyncio
import html
import json
import re
import shutil
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib.resources import files
from itertools import product
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from starlette.applications import Starlette

import siyar
from siyar.model import Library
from siyar.web.app import create_app
from siyar.web.catalogue import LANGUAGES
from siyar.web.desk import Desk
from siyar.web.pages.cases import PAGE
from siyar.web.protection import MOST_QUERY
from siyar.web.room import Settings
from siyar.workbench import Workbench

#: What is in a folder until everything is: the library, the pages, the languages.
UNFINISHED = ".unfinished.json"

#: Elements of HTML without an end.
VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "path", "rect", "line"})

#: What needs a server: elements, and elements of these classes.
DYNAMIC_TAGS = frozenset({"form", "script", "button"})
DYNAMIC_CLASSES = frozenset({"exports", "asking", "interview", "served"})

#: Links that are nothing but a way to somewhere, and all among TABS: left out with their words where there is nothing.
WAYS, TABS = frozenset({"small", "button"}), "tabs"

#: Pages on a case that is named.
OF_A_CASE = frozenset({"/case", "/ruling", "/compare", "/precedents", "/timeline"})

#: What is left of a way that was left out.
EMPTY = re.compile(r"<li>\s*</li>\s*")

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written where."""

    pages: int
    folder: Path


def write_site(
    bench: Workbench,
    folder: Path,
    *,
    doctrines: Sequence[str] = (),
    languages: Sequence[str] = tuple(LANGUAGES),
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Written:
    """Write the pages below ``folder``. ``doctrines``: the only ones read, audited and compared; by default all.

    Pages of the same site that are there already, from a time when it was not finished, are kept.
    """
    app = create_app(bench, Settings(withheld=True))  # no words of anybody's copies
    wanted = {"state": _mark(app), "doctrines": list(doctrines), "languages": list(languages)}
    begun = _begun(folder, wanted)
    addresses = begun or dict(
        _addresses(bench, app.state.room.desk, tuple(doctrines) or tuple(bench.library.doctrines))
    )
    if not begun:
        folder.mkdir(parents=True, exist_ok=True)
        _put(folder / UNFINISHED, json.dumps({**wanted, "pages": addresses}))
    every = [(name, address, language) for language in languages for name, address in addresses.items()]
    for done, (name, address, language) in enumerate(every):
        progress(done, len(every))
        place = f"{name}.html" if language == "en" else f"{language}/{name}.html"
        file = folder / place
        if begun and file.is_file():
            continue
        page = _asked(app, address, language)
        file.parent.mkdir(parents=True, exist_ok=True)
        _put(file, _Still(place, language, set(addresses), tuple(languages)).of(page, _mark(app)))
    for name in ("siyar.css", "mark.svg"):
        (folder / "static").mkdir(parents=True, exist_ok=True)
        with (files("siyar.web") / "static" / name).open("rb") as source, (folder / "static" / name).open("wb") as to:
            shutil.copyfileobj(source, to)
    (folder / UNFINISHED).unlink()
    progress(len(every), len(every))
    return Written(len(every), folder)


def _begun(folder: Path, wanted: dict[str, Any]) -> dict[str, str]:
    """The pages, by their files, of a site that was begun in the folder just as it is wanted now; else none."""
    try:
        found = json.loads((folder / UNFINISHED).read_text(encoding="utf-8"))
        pages: dict[str, str] = found.pop("pages")
    except (FileNotFoundError, ValueError, KeyError):
        return {}
    return pages if found == wanted else {}


def _put(file: Path, words: str) -> None:
    """Write a file that is there whole or not at all."""
    part = file.with_name(f"{file.name}.part")
    part.write_text(words, encoding="utf-8", newline="")
    part.replace(file)


def _mark(app: Starlette) -> str:
    return f"siyar {siyar.__version__}; library sha256:{app.state.room.desk.digest}"


# --------------------------------------------------------------------------- which pages


def _addresses(bench: Workbench, desk: Desk, doctrines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(name of the file without its end, address)."""
    library = bench.library
    for name in ("index", "stance", "doctrines", "duties", "sources"):
        yield name, f"/{name}" if name != "index" else "/"
    for number in range(1, max(1, -(-len(shown_cases(library)) // PAGE)) + 1):
        yield _list(number), f"/cases?dated=1&page={number}"
    for id in doctrines:
        yield f"doctrine/{id}", f"/doctrine/{id}"
        yield f"audit/{id}", f"/audit/{id}"
        yield f"influence/{id}", f"/influence?d={id}"
        if library.doctrines[id].evidence:
            yield f"evidence/{id}", f"/evidence?d={id}"
    for id in shown_cases(library):
        yield f"case/{id}", f"/show/{id}"
        yield f"ruling/{id}", f"/ruling?{urlencode({'case': id})}"
        asks = [a for a in library.cases[id].asks if isinstance(a, str)]
        yield f"compare/{id}", f"/compare?{urlencode([('case', id), *(('q', q) for q in asks)])}"
        yield f"precedents/{id}", f"/precedents?{urlencode({'case': id})}"
        if library.cases[id].events:
            yield f"timeline/{id}", f"/timeline?{urlencode({'case': id})}"
    for id, source in library.sources.items():
        yield f"show/{id}", f"/show/{id}"
        if source.inventory:
            yield f"coverage/{id}", f"/coverage/{id}"
    studied = [d for d in bench.under_study if d in doctrines] or list(doctrines)[:1]
    pairs = {tuple(sorted((one, other))) for one, other in product(studied, doctrines) if one != other}
    for one, other in sorted(pairs):
        if isinstance(desk.across((one, other), (), (), differences=False), tuple):
            continue  # they have no sentence in common
        yield f"across/{one}--{other}", f"/compare/doctrines?d={one}&d={other}"


def shown_cases(library: Library) -> list[str]:
    """The historical cases: those with a date."""
    return [case.id for case in library.cases.values() if case.date]


def _list(number: int) -> str:
    """A page of the list of cases."""
    return "cases" if number == 1 else f"cases-{number}"


def file_of(address: str, written: Container[str]) -> str | None:
    """The file of the page an address is answered with; None where there is none."""
    parts = urlsplit(address)
    path, query = unquote(parts.path), parse_qs(parts.query)
    name = path.strip("/") or "index"
    if path == "/show/" + name.removeprefix("show/"):
        for kind in ("case", "show"):
            if f"{kind}/{name.removeprefix('show/')}" in written:
                name = f"{kind}/{name.removeprefix('show/')}"
                break
    elif path == "/cases":
        name = _list(int(query.get("page", ["1"])[0]))
    elif path in OF_A_CASE and set(query) <= {"case", "q", "d", "lang"}:
        name = f"{path.strip('/')}/{query.get('case', [''])[0]}"
    elif path in ("/influence", "/evidence") and len(query.get("d", ())) == 1 and set(query) <= {"d"}:
        name = f"{path.strip('/')}/{query['d'][0]}"
    elif path == "/compare/doctrines" and len(query.get("d", ())) == 2 and set(query) <= {"d"}:
        name = "across/" + "--".join(sorted(query["d"]))
    elif query:
        return None
    return f"{name}.html" if name in written else None


# --------------------------------------------------------------------------- asking the application


def _asked(app: Starlette, address: str, language: str) -> str:
    """The page, as a browser would be sent it. A page that is refused is a mistake of this module."""
    parts = urlsplit(address)
    status, body = asyncio.run(_answer(app, parts.path, parts.query, language))
    if status != 200:
        raise ValueError(f"{address} is answered {status}")
    return body.decode()


async def _answer(app: Starlette, path: str, query: str, language: str) -> tuple[int, bytes]:
    assert len(query) < MOST_QUERY
    found: list[bytes] = []
    status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status
        status = message.get("status", status)
        found.append(message.get("body", b""))

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": quote(path).encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", b"localhost"), (b"accept-language", language.encode())],
        "server": ("localhost", 80), "client": ("localhost", 0), "app": app,
    }  # fmt: skip
    await app(scope, receive, send)
    return status, b"".join(found)


# --------------------------------------------------------------------------- from a page to a file


@dataclass
class _Still(HTMLParser):
    """A page as it stands in a file: what needs a server left out, links between files, no script."""

    place: str
    language: str
    written: set[str]
    languages: tuple[str, ...]
    out: list[str] = field(default_factory=list)
    left: int = 0  # how deep inside something that is left out
    links: list[str] = field(default_factory=list)  # how each <a> that is open will be closed
    among: bool = False  # whether it is inside the ways from one page of a case to the others

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)

    def of(self, page: str, mark: str) -> str:
        self.feed(page)
        words = EMPTY.sub("", "".join(self.out))
        meta = f'<meta http-equiv="content-security-policy" content="{html.escape(POLICY)}">'
        words = words.replace('<meta charset="utf-8">', f'<meta charset="utf-8">{meta}', 1)
        return words.replace("</footer>", f'<p class="code" lang="en" dir="ltr">{html.escape(mark)}</p></footer>', 1)

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.left or tag in DYNAMIC_TAGS or DYNAMIC_CLASSES & set(given.get("class", "").split()):
            self.left += tag not in VOID
            return
        self.among = self.among or TABS in given.get("class", "").split()
        if tag == "a":
            href = self._link(given.get("href", ""), given.get("hreflang", ""))
            if href is None and (self.among or WAYS & set(given.get("class", "").split())):
                self.left += 1
                return
            if href is None:
                self.links.append("")
                return
            self.links.append("</a>")
            given["href"] = href
        if tag == "link":
            given["href"] = self._relative(given["href"].lstrip("/"))
        attributes = "".join(
            f' {name}="{html.escape(value)}"' if value else f" {name}" for name, value in given.items()
        )
        self.out.append(f"<{tag}{attributes}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.left:
            self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self.left:
            self.left -= tag not in VOID
        elif tag == "a":
            self.out.append(self.links.pop())
        elif tag not in VOID:
            self.among = self.among and tag != "nav"
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.left:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _link(self, href: str, language: str) -> str | None:
        """Where a link leads among the files; None where it leads nowhere."""
        if href.startswith("#"):
            return href
        if language:
            return self._other(language) if language in self.languages else None
        address, _, place = href.partition("#")
        file = file_of(address, self.written)
        if file is None:
            return None
        below = file if self.language == "en" else f"{self.language}/{file}"
        return self._relative(below) + (f"#{place}" if place else "")

    def _other(self, language: str) -> str:
        """The same page in another language."""
        bare = self.place if self.language == "en" else self.place.removeprefix(f"{self.language}/")
        return self._relative(bare if language == "en" else f"{language}/{bare}")

    def _relative(self, file: str) -> str:
        up = len(PurePosixPath(self.place).parts) - 1
        return "../" * up + file
