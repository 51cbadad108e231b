"""A second witness of the Qur'an's text, where one is installed: `quran-transcript`, whose file is read, not imported.

It is another edition of the same project's text by other hands (spelling of today beside that of Uthman), so that an
agreement says that neither copy was damaged. Words are compared folded, verse by verse, of those that are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from siyar.evidence.citing import Finding
from siyar.evidence.corpus import Corpus
from siyar.evidence.letters import fold
from siyar.evidence.quran import ID

PACKAGE = "quran_transcript"
NAME = "quran-transcript"
_FILE = "quran-script/quran-uthmani-imlaey.xml"


@dataclass(frozen=True, slots=True)
class Witness:
    """How many verses were compared, and those whose words are others there."""

    compared: int
    differing: tuple[str, ...]


def file() -> Path | None:
    """The file of the installed package, if it is there."""
    spec = find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / _FILE
        if path.is_file():
            return path
    return None


@lru_cache(maxsize=1)
def verses(path: Path) -> Mapping[str, str]:
    """The verses of its file as they are spelt today, by number; none where it is no such file."""
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError):
        return {}
    return {
        f"{sura.get('index')}:{verse.get('index')}": verse.get("imlaey", "")
        for sura in root.iter("sura")
        for verse in sura.iter("aya")
    }


def heard(found: Iterable[Finding], corpus: Corpus | None, path: Path | None) -> Witness | None:
    """The verses that findings name, compared; None where there is no second witness or nothing to compare."""
    if corpus is None or path is None or not (other := verses(path)):
        return None
    named = {r.number for f in found for p in f.places for r in (p.record, *p.right) if r and r.corpus == ID}
    both = sorted(number for number in named if number in other and corpus.at(number) is not None)
    if not both:
        return None
    differing = tuple(n for n in both if fold(other[n]) != corpus.index.lines[corpus.at(n) or 0])
    return Witness(len(both), differing)
