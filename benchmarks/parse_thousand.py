"""A thousand rules with five thousand sentences over three hundred templates: read and checked in less than 1 s."""

from __future__ import annotations

from measure import table, timed

from siyar import language
from siyar.check import check
from siyar.source import Text

RULES, FACTS, CONCEPTS, ACTS = 1000, 160, 90, 50
NOUNS = ("bridge", "ferry", "granary", "harbour", "market", "mill", "orchard", "quarry", "tower", "well")
VERBS = ("guards", "leases", "mends", "owns", "shares", "taxes")


def vocabulary() -> str:
    blocks = ["type Town\n  means            a town\n", "type Guild\n  means            a guild\n"]
    for i in range(FACTS):
        noun, verb = NOUNS[i % 10], VERBS[i // 10 % 6]
        blocks.append(f"fact fact-{i}\n  text             Town {verb} the {noun} of quarter {i} with Guild\n")
    for i in range(CONCEPTS):
        blocks.append(f"concept concept-{i}\n  text             Guild has standing {i} before Town\n")
    for i in range(ACTS):
        blocks.append(f"act act-{i}\n  text             for Town to grant charter {i} to Guild\n")
    return "---\nvocabulary: towns\nversion: 1\n---\n```siyar\n" + "\n".join(blocks) + "```\n"


def doctrine() -> str:
    blocks = []
    for i in range(RULES):
        words = "permitted" if i % 3 else "forbidden"
        if i % 5:
            head = f"  {words:17}for Town to grant charter {i % ACTS} to Guild\n"
        else:
            head = f"  then             Guild has standing {i % CONCEPTS} before Town\n"
        facts = [(i * 7 + k * 13) % FACTS for k in range(3)]
        said = [f"Town {VERBS[f // 10 % 6]} the {NOUNS[f % 10]} of quarter {f} with Guild" for f in facts]
        concept = f"Guild has standing {(i * 11 + 1) % CONCEPTS} before Town"
        blocks.append(
            f"rule rule-{i}\n{head}  when             {said[0]}\n  and              {said[1]}\n"
            f"  and              it is not so that {said[2]}\n  unless           {concept}\n"
            "  source           roll P1.S1\n"
        )
    head = "---\ndoctrine: manual\ntitle: A manual\nuses: towns\nsource: roll\nencoded by: a benchmark\n---\n"
    return head + "```siyar\n" + "\n".join(blocks) + "```\n"


def main() -> None:
    page = "---\nsource: roll\ntitle: A roll\nseen: read\npassages: P1.S1\n---\n"
    texts = [Text("towns.md", vocabulary()), Text("roll.md", page), Text("manual.md", doctrine())]
    read = language.read(texts)
    assert not read.diagnostics, read.diagnostics[:3]
    assert len(read.library.doctrines["manual"].rules) == RULES

    def both() -> None:
        check(language.read(texts).library)

    rows = [
        timed("1,000 rules, read and checked", both, target=1.0),
        timed("of that, reading", lambda: language.read(texts)),
        timed("of that, the check of form", lambda: check(read.library)),
    ]
    table("A thousand rules", rows)


if __name__ == "__main__":
    main()
