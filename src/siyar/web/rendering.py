"""Pages out of templates: every text with its own language and direction, every address by the name of its page.

Words of the pages come through ``_``; words of doctrines, cases and sheets through ``say`` and ``sheet``, which escape
them, say them in the language of the page where there is a translation, and mark them as English where there is none.
A template prints nothing else.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

import siyar
from siyar.export.sheet import Heading, Item, Sheet, Table, walk
from siyar.export.to_html import escape, fold, lines
from siyar.phrase import joined, phrase
from siyar.web.boxes import can_draw
from siyar.web.catalogue import LANGUAGES, RIGHT_TO_LEFT, catalogue
from siyar.web.glosses import name
from siyar.web.speaking import plain as _plain
from siyar.web.speaking import spoken
from siyar.web.state import State, on_this_server


@pass_context
def say(context: Context, words: object, tag: str = "bdi") -> Markup:
    """Words of the library in the language of the page; what stays English isolated, with language and direction."""
    words = words if isinstance(words, str) else str(words)
    language = context["language"]
    if language == "en":
        said = escape(words)
        return Markup(said if tag == "bdi" else f"<{tag}>{said}</{tag}>")
    found = spoken(context.get("heard", {}).get(words, words), language)
    if tag == "bdi":
        return Markup(found.words)
    if found.heard:
        return Markup(f"<{tag}>{found.words}</{tag}>")
    return Markup(f'<{tag} lang="en" dir="ltr">{escape(words)}</{tag}>')


@pass_context
def plain(context: Context, words: object) -> str:
    """The same for titles and labels, which hold no marks."""
    words = words if isinstance(words, str) else str(words)
    return _plain(context.get("heard", {}).get(words, words), context["language"])


def gloss(term: str) -> Markup:
    """A term of art, in Arabic letters, with its transliteration marked as such: "مدة (mudda)"."""
    arabic, between, latin = term.partition(" (")
    if not between:
        return Markup(html.escape(term))
    return Markup(f'{html.escape(arabic)} (<bdi lang="ar-Latn" dir="ltr">{html.escape(latin.removesuffix(")"))}</bdi>)')


def together(words: Iterable[str]) -> str:
    """Words one after the other, each still said by itself."""
    return joined("; ", words)


@pass_context
def foreign(context: Context, words: str) -> Markup:
    """The attributes of an element that can hold no others, such as an option, whose words stay English."""
    language = context["language"]
    said = language == "en" or spoken(words, language).heard
    return Markup("" if said else ' lang="en" dir="ltr"')


@pass_context
def named(context: Context, word: str) -> Markup:
    """A word that has a name in the language of the page, by that; any other as `say` does."""
    found = name(word, context["language"])
    return Markup(escape(found)) if found else say(context, word)


@pass_context
def sheet(context: Context, blocks: Sheet, down: int = 0) -> Markup:
    """A sheet laid out; ``down``: so much lower stand its headings, since the page has one of its own."""
    lower = tuple(Heading(b.words, min(b.level + down, 6)) if isinstance(b, Heading) else b for b in blocks)
    dress, attributes = _dressed(context, _words(lower))
    return Markup(
        f'<div class="sheet"{attributes}>{"".join(_reachable(lines(lower, dress), context["request"]))}</div>'
    )


def _dressed(context: Context, words: Iterable[str]) -> tuple[Callable[[str], str], str]:
    """How words of a sheet are said, and the attributes of what holds them: English where nothing in it is said."""
    language = context["language"]
    if language == "en":
        return escape, ""
    if any(spoken(one, language).heard for one in words):
        return (lambda one: spoken(one, language).words), ""
    return escape, ' lang="en" dir="ltr"'


def _words(blocks: Sheet) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(words=words):
                yield words
            case Item():
                yield from (item.words for item in walk((block,)))
            case Table(head=head, rows=rows):
                yield from head
                for row in rows:
                    yield from row


def _reachable(found: Iterable[str], request: Request) -> Iterable[str]:
    """Tables that may be wider than the page can be scrolled by keyboard; each is named by its number on the page."""
    for line in found:
        if line == "<table>":
            request.state.tables = getattr(request.state, "tables", 0) + 1
            label = _plain(phrase("table {number}", number=str(request.state.tables)), request.state.language)
            yield f'<div class="wide" role="region" aria-label="{html.escape(label)}" tabindex="0"><table>'
        else:
            yield "</table></div>" if line == "</table>" else line


@pass_context
def tree(context: Context, items: Iterable[Item]) -> Markup:
    """Items as a list, each with what is under it folded."""
    some = tuple(items)
    dress, attributes = _dressed(context, _words(some))
    each = "".join(f"<li{_role(item)}>{''.join(fold(item, dress))}</li>" for item in some)
    return Markup(f'<ul class="tree"{attributes}>{each}</ul>') if each else Markup("")


def _role(item: Item) -> str:
    return f' class="{html.escape(item.role)}"' if item.role else ""


def environment() -> Environment:
    """The templates; strict: a name nobody gave is an error and never nothing."""
    env = Environment(
        loader=PackageLoader("siyar.web"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    env.globals.update(
        can_draw=can_draw,
        gloss=gloss,
        together=together,
        foreign=foreign,
        say=say,
        plain=plain,
        sheet=sheet,
        tree=tree,
        named=named,
    )
    return env


@dataclass(frozen=True)
class Pages:
    """What makes pages: the templates of each language."""

    environments: Mapping[str, Environment]

    @staticmethod
    def make() -> Pages:
        made = {}
        for language in LANGUAGES:
            env = environment()
            env.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]  # jinja2 adds it with its extension
            made[language] = env
        return Pages(made)

    def compile(self) -> None:
        """Every template made ready, so that nobody waits for it who asks first."""
        for environment in self.environments.values():
            for template in environment.list_templates():
                environment.get_template(template)

    def response(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A page of ``template``, in the language of the request."""
        language = request.state.language
        words = (
            self.environments[language]
            .get_template(template)
            .render(
                request=request,
                language=language,
                languages=_switches(request, language),
                in_language={} if language == "en" else {"lang": language},
                direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
                url=_addresses(request),
                version=siyar.__version__,
                **values,
            )
        )
        return HTMLResponse(words, status)


def translated(request: Request, words: str) -> str:
    """Words of a page that no template holds, such as a title put together."""
    return catalogue(request.state.language).gettext(words)


def _switches(request: Request, language: str) -> list[tuple[str, str, str, bool]]:
    """(language, its name, the same page in it, whether it is this one)."""
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    address = on_this_server(request.scope.get("root_path", ""), request.scope["path"])
    return [
        (one, name, f"{address}?{urlencode([*pairs, ('lang', one)])}", one == language)
        for one, name in LANGUAGES.items()
    ]


def _addresses(request: Request) -> Any:
    """``url("ruling", state)``: the path of a page, under whatever prefix the server has, with a state as its query."""

    paths: dict[tuple[str, tuple[tuple[str, str], ...]], str] = {}

    def url(page: str, state: State | None = None, more: Mapping[str, Any] | None = None, **path: str) -> str:
        pairs: list[tuple[str, str]] = list(state.pairs) if state else []
        for key, value in (more or {}).items():
            pairs += [(key, str(each)) for each in (value if isinstance(value, (list, tuple)) else [value]) if each]
        which = page, tuple(path.items())
        if which not in paths:  # a page has the same few addresses many times, with other states
            paths[which] = request.url_for(page, **path).path
        found = paths[which]
        return f"{found}?{urlencode(pairs)}" if pairs else found

    return url
