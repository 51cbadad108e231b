"""Is it well formed? A library that was read, judged by everything that needs no theory and no case space.

What the reader could not read is the reader's to report; what must hold over a whole case space is the audit's.
"""

from __future__ import annotations

from collections.abc import Container

from siyar.check.stance import duties_of_force
from siyar.diagnostics import Diagnostic, ordered
from siyar.model import Library

__all__ = ["check", "duties_of_force"]


def check(library: Library, *, shipped: Container[str] = ()) -> tuple[Diagnostic, ...]:
    """All problems of form, in order of place.

    ``shipped`` holds the names of the texts that come with Siyar: there P002 is an error, elsewhere a warning.
    """
    # Only what judges a library needs these; whoever asks one thing of it is not to wait for them.
    from siyar.check.cases import cases
    from siyar.check.expectations import expectations
    from siyar.check.grounds import grounds
    from siyar.check.positions import positions
    from siyar.check.precedents import precedents
    from siyar.check.priorities import priorities
    from siyar.check.rules import rules
    from siyar.check.stance import stance

    found = [*cases(library), *expectations(library), *stance(library, shipped), *positions(library)]
    for doctrine in library.doctrines.values():
        found += [
            *rules(doctrine, library),
            *priorities(doctrine, library),
            *grounds(doctrine),
            *precedents(doctrine, library),
        ]
    return ordered(found)
