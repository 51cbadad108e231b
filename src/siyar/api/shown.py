"""What every result has in common: it shows itself in the dresses in which the command prints it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from siyar import export
from siyar.export.sheet import Sheet
from siyar.export.to_html import page
from siyar.export.to_markdown import markdown
from siyar.model import Library

F = TypeVar("F")


class Text(Protocol):
    """What writes something for a terminal of so many columns."""

    def __call__(self, found: Any, library: Library, /, *, width: int) -> str: ...


@dataclass(frozen=True)
class Dress:
    """How something that was found is written: as a sheet of words, for a terminal, as data; without ``markdown`` or
    ``html`` the sheet is taken for these."""

    text: Text
    sheet: Callable[[Any, Library], Sheet]
    json: Callable[[Any, Library], dict[str, Any]]
    markdown: Callable[[Any, Library], str] | None = None
    html: Callable[[Any, Library], str] | None = None
    fragment: Callable[[Any, Library], str] | None = None


@dataclass(frozen=True, repr=False)
class Shown(Generic[F]):
    """Something that was found, with the library it was found with."""

    found: F
    library: Library = field(repr=False)
    dress: ClassVar[Dress]

    def text(self, *, width: int = 100) -> str:
        """What the command prints in a terminal of so many columns."""
        return self.dress.text(self.found, self.library, width=width)

    def markdown(self) -> str:
        """The same as Markdown."""
        write = self.dress.markdown
        return write(self.found, self.library) if write else markdown(self.dress.sheet(self.found, self.library))

    def html(self) -> str:
        """A page of its own."""
        write = self.dress.html
        return write(self.found, self.library) if write else page(self.dress.sheet(self.found, self.library))

    def json(self) -> dict[str, Any]:
        """Plain data as the command prints it; its schema is in ``siyar/schema``."""
        return self.dress.json(self.found, self.library)

    def _repr_html_(self) -> str:
        write = self.dress.fragment
        return write(self.found, self.library) if write else export.fragment(self.dress.sheet(self.found, self.library))
