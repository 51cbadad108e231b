"""What a page is about, as the address says it: a case, what is supposed of it, who is asked, on what.

A `State` is read from the query and written back to it; two equal states have one address. Answers of an interview are
facts supposed like any others, so a changed answer leaves the others as they are.

>>> state = State.read([("case", "hudaybiyya"), ("q", "truce"), ("given", "the truce is a truce")])
>>> state.query
'case=hudaybiyya&q=truce&given=the+truce+is+a+truce'
>>> state.supposing("the truce is no truce", instead="the truce is a truce").given
('the truce is no truce',)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import quote, urlencode

from siyar.diagnostics import Diagnostic

#: The id of a case of nobody in particular, made for the questions asked.
ABSTRACT = "abstract"

#: Values of one name, and characters of one value, that an address may carry.
MOST_VALUES, MOST_CHARACTERS = 60, 600


class TooLong(ValueError):
    """An address says more than a page can be about."""

    @property
    def problem(self) -> Diagnostic:
        """C013."""
        return Diagnostic("C013", str(self), help="leave something out")


@dataclass(frozen=True, slots=True)
class State:
    """``given``, ``unset``, ``skip``: sentences in the names of the case that hold, of which nothing is said, and that
    are not known and not asked again. ``kind``: ``Party:Group``, who fills a place of an abstract case."""

    case: str = ""
    q: tuple[str, ...] = ()
    d: tuple[str, ...] = ()
    about: str = ""
    kind: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    unset: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    only: str = ""

    @staticmethod
    def read(pairs: Iterable[tuple[str, str]]) -> State:
        """The state in a query; names it does not know are passed by. Raises `TooLong`."""
        found: dict[str, list[str]] = {}
        known = {one.name for one in fields(State)}
        for name, value in pairs:
            if name not in known:
                continue
            value = " ".join(value.split())
            if len(value) > MOST_CHARACTERS:
                raise TooLong(f"`{name}` has {len(value)} characters; {MOST_CHARACTERS} are read")
            if value:
                found.setdefault(name, []).append(value)
        values: dict[str, str | tuple[str, ...]] = {}
        for one in fields(State):
            if one.name not in found:
                continue
            if len(found[one.name]) > MOST_VALUES:
                raise TooLong(f"`{one.name}` stands more than {MOST_VALUES} times")
            several = tuple(dict.fromkeys(found[one.name]))
            values[one.name] = several if one.default == () else several[-1]
        return State(**values)  # type: ignore[arg-type]  # each field has the shape of its default

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Name and value, in the order of the fields."""
        found: list[tuple[str, str]] = []
        for one in fields(self):
            value = getattr(self, one.name)
            found += [(one.name, each) for each in ((value,) if isinstance(value, str) else value) if each]
        return tuple(found)

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    @property
    def changed(self) -> bool:
        """Whether anything is supposed that the case as it stands does not say."""
        return bool(self.given or self.unset or self.reading or self.without)

    def but(self, **values: str | tuple[str, ...]) -> State:
        """The same with some values otherwise."""
        return replace(self, **values)  # type: ignore[arg-type]  # names of fields

    def supposing(self, words: str, *, instead: str = "") -> State:
        """With a fact supposed, in the place of what was supposed of it before."""
        if instead in self.given:
            given = tuple(words if one == instead else one for one in self.given)
        else:
            given = (*self.given, words)
        return self.but(given=tuple(dict.fromkeys(given)), unset=_without(self.unset, instead, words))

    def leaving(self, words: str) -> State:
        """Without a fact that was supposed."""
        return self.but(given=_without(self.given, words), skip=_without(self.skip, words))

    def read_with(self, doctrine: str, reading: str, option: str) -> State:
        """With one option chosen of a reading; an empty one is that of the doctrine itself."""
        start = f"{doctrine}/{reading}="
        kept = tuple(one for one in self.reading if not one.startswith(start))
        return self.but(reading=(*kept, f"{start}{option}") if option else kept)

    @property
    def readings(self) -> Mapping[str, Mapping[str, str]]:
        """The options chosen, by doctrine; what is no reading is kept under its own words, to be refused."""
        found: dict[str, dict[str, str]] = {}
        for one in self.reading:
            name, _, option = one.partition("=")
            doctrine, _, reading = name.partition("/")
            found.setdefault(doctrine, {})[reading] = option
        return found


def _without(values: tuple[str, ...], *gone: str) -> tuple[str, ...]:
    return tuple(value for value in values if value not in gone)


def on_this_server(root: str, path: str) -> str:
    """The address of a path that was asked for, whatever is in it: never one of another server, as `//name` would be.

    >>> on_this_server("/tool", "/tool//elsewhere.example/a?b")
    '/tool/elsewhere.example/a%3Fb'
    """
    return quote(f"{root}/{path.removeprefix(root).lstrip('/')}")
