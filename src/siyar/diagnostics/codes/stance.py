"""What a library may not say, and what is not asked of it."""

from siyar.diagnostics.codes.code import Stage, rows

STANCE = [
    *rows(
        Stage.CHECK,
        (
            "P001",
            "a duty of force is concluded",
            "The rule makes an act of kind `force` obligatory or recommended, or speaks against leaving it.",
            "Record it in a `duty` block, where it stays an assertion with its speaker.",
            "`levy` concludes a duty to an act of force",
        ),
        (
            "P002",
            "present-day state, group or person",
            "Cases and facts are historical or abstract; this one names somebody of the present.",
            "Use an abstract name, or give the case a date before 1950 if it is historical.",
            "`…` is a present-day state",
        ),
        (
            "P003",
            "asserted duty used by a rule",
            "Duty blocks are read-only: they record what was asserted and carry no rule.",
            "Cite the passage or the evidence itself.",
            "`levy` rests on the asserted duty `the-call`",
        ),
    ),
    *rows(
        Stage.RUN,
        (
            "P004",
            "no goal is sought in an act of force",
            "What would settle or change an answer is not looked for where it is about an act of kind `force`.",
            "Ask about another act; `siyar ask` still shows what doctrines say of this one.",
            "no interview leads to an act of force: for Northland to attack Southland",
        ),
        (
            "P005",
            "no case is argued for an act of force",
            "Precedents are argued from and varied for both sides; of an act of kind `force` that is not done.",
            "Ask about another act; `siyar ask` still shows what doctrines say of this one.",
            "no precedents are argued for an act of force: for Northland to attack Southland",
        ),
        (
            "P006",
            "no case is sought for an act of force",
            "Comparing over all cases seeks those that set doctrines apart; of an act of kind `force` none is sought.",
            "Compare the doctrines in a case, or on another question.",
            "doctrines are not compared over the cases of an act of force: for Northland to attack Southland",
        ),
    ),
]
