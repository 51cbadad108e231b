"""What becomes of verses and reports that are quoted with a slip: a confusion table, printed for docs/evidence.md.

Stretches of 5, 9 and 14 words are taken at random (always the same ones) from the Qur'an and, where they are installed,
from the collections of hadith, changed in one way, and looked up with their reference and without.

    python benchmarks/evidence_confusion.py          prints the table
    python benchmarks/evidence_confusion.py --write  puts it into docs/evidence.md
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from siyar.evidence import Corpus, Finding, Holdings, Reference, Wording, quran
from siyar.evidence.letters import words
from siyar.evidence.resolving import looked_up
from siyar.evidence.suras import verses

LENGTHS = (5, 9, 14)
EACH = 60
LETTERS = "بتجدرسعفقلمن"
PAGE = Path(__file__).parents[1] / "docs" / "evidence.md"
BEGIN, END = "<!-- made by benchmarks/evidence_confusion.py -->", "<!-- end -->"

Slip = Callable[[random.Random, list[str]], list[str]]


def nothing(_: random.Random, quoted: list[str]) -> list[str]:
    return quoted


def letter(chance: random.Random, quoted: list[str]) -> list[str]:
    at = chance.choice([i for i, w in enumerate(quoted) if len(w) > 2])
    place = chance.randrange(len(quoted[at]))
    other = chance.choice([c for c in LETTERS if c != quoted[at][place]])
    return [*quoted[:at], quoted[at][:place] + other + quoted[at][place + 1 :], *quoted[at + 1 :]]


def word(chance: random.Random, quoted: list[str]) -> list[str]:
    at = chance.randrange(len(quoted))
    return [*quoted[:at], "".join(chance.choices(LETTERS, k=5)), *quoted[at + 1 :]]


def dropped(chance: random.Random, quoted: list[str]) -> list[str]:
    at = chance.randrange(1, len(quoted) - 1)
    return [*quoted[:at], *quoted[at + 1 :]]


def order(chance: random.Random, quoted: list[str]) -> list[str]:
    at = chance.choice([i for i in range(len(quoted) - 1) if quoted[i] != quoted[i + 1]])
    return [*quoted[:at], quoted[at + 1], quoted[at], *quoted[at + 2 :]]


def truncated(_: random.Random, quoted: list[str]) -> list[str]:
    return quoted[: max(3, len(quoted) * 2 // 3)]


SLIPS: dict[str, Slip] = {
    "as it is": nothing,
    "a letter wrong": letter,
    "a word replaced": word,
    "a word dropped": dropped,
    "two words exchanged": order,
    "cut short": truncated,
}
OUTCOMES = ("exact", "variant", "partial", "wrong reference, right one named", "another record named", "not found")


def stretches(corpus: Corpus, length: int, chance: random.Random) -> Iterator[tuple[int, list[str]]]:
    """Records that are numbered and long enough, each with a stretch of its words."""
    long = [i for i, line in enumerate(corpus.index.lines) if corpus.records[i].number and line.count(" ") > length]
    for at in chance.sample(long, EACH):
        written = [w.written for w in words(corpus.written[at])]
        first = chance.randrange(len(written) - length + 1)
        yield at, written[first : first + length]


def outcome(finding: Finding, corpus: Corpus, at: int, wrong: bool) -> str:
    """Which column it belongs in: by the record it ends at, any record of the same words being as good."""
    number = corpus.records[at].number
    (place, *_) = finding.places
    named = [r.number for r in (place.right or (place.record,)) if r] + [r.number for r in finding.parallels]
    if finding.wording in (Wording.NOT_FOUND, Wording.NOT_LOOKED_FOR, Wording.TOO_SHORT):
        return "not found"
    if wrong and place.reference is Reference.WRONG:
        return "wrong reference, right one named" if number in named else "another record named"
    if finding.wording is Wording.PARTIAL:
        return "partial"
    if place.reference is Reference.WRONG or (named and number not in named):
        return "another record named"
    return "variant" if finding.wording is Wording.VARIANT else "exact"


def table(corpus: Corpus, holdings: Holdings, lengths: tuple[int, ...]) -> Iterator[str]:
    for length in lengths:
        chance = random.Random(f"{corpus.id} {length}")
        counted: dict[str, Counter[str]] = {}
        for at, quoted in stretches(corpus, length, chance):
            number = corpus.records[at].number
            for name, slip in SLIPS.items():
                said = " ".join(slip(chance, quoted))
                for how, cited in (("cited", [(corpus.id, number)]), ("not cited", [])):
                    finding = looked_up(said, cited, holdings)
                    counted.setdefault(f"{name}, {how}", Counter())[outcome(finding, corpus, at, False)] += 1
            other = number
            while other == number:
                other = elsewhere(corpus, chance)
            finding = looked_up(" ".join(quoted), [(corpus.id, other)], holdings)
            counted.setdefault("as it is, wrong number", Counter())[outcome(finding, corpus, at, True)] += 1
        for name in sorted(counted, key=lambda n: ("not cited" in n, "wrong" in n)):
            cells = " | ".join(str(counted[name][o] or "") for o in OUTCOMES)
            yield f"| {length} | {name} | {cells} |"


def elsewhere(corpus: Corpus, chance: random.Random) -> str:
    """A number of some other record."""
    if corpus.id == quran.ID:
        sura = chance.randint(1, 114)
        return f"{sura}:{chance.randint(1, verses(sura))}"
    return chance.choice([r.number for r in corpus.records if r.number])


def page() -> str:
    holdings = Holdings()
    corpora = [c for c in (holdings.of(quran.ID), holdings.of("nasai")) if c]
    out = []
    for corpus in corpora:
        alone = Holdings([corpus], without=True)
        out += [
            f"Of {EACH} stretches each from {corpus.title}:\n",
            f"| words | slip | {' | '.join(OUTCOMES)} |",
            f"|---:|---|{'---:|' * len(OUTCOMES)}",
            *table(corpus, alone, LENGTHS),
            "",
        ]
    return "\n".join(out)


def main() -> None:
    made = page()
    print(made)
    if "--write" in sys.argv:
        text = PAGE.read_text(encoding="utf-8")
        head, _, rest = text.partition(BEGIN)
        _, _, tail = rest.partition(END)
        PAGE.write_text(f"{head}{BEGIN}\n\n{made}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
