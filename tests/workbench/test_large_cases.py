"""Cases with many entities are answered while somebody waits: what nobody asked about costs nothing."""

from __future__ import annotations

from siyar import shelf
from siyar.hearing import Sitting
from siyar.source import Text
from siyar.workbench import Workbench

ENTITIES = {"State": 1, "Counterpart": 20, "Group": 10, "Treaty": 10}


def test_a_case_with_forty_entities() -> None:
    """Each group may join each treaty on one side at most: thousands of facts, none of them asked about."""
    named = [f"  {type:16} the {type} of {n}" for type, many in ENTITIES.items() for n in range(many)]
    text = "\n".join(["---", "cases: many", "uses: siyar", "---", "```siyar", "case many", *named, "```", ""])
    bench = Workbench.read((*shelf.shipped(), Text("many.md", text)), set())
    found = bench.ask("many", doctrines=["hizb-qa"], questions=["help"], narrowed=True)
    assert isinstance(found, Sitting)
    ruling = found.hearings[0].asked[0]
    assert not ruling.settled
    assert sum(share.count for share in ruling.possible) == 48
