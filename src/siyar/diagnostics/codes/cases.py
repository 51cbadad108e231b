"""Cases and expectations."""

from siyar.diagnostics.codes.code import Stage, rows

CASES = [
    *rows(
        Stage.CHECK,
        (
            "C001",
            "impossible case",
            "What the case gives meets conditions declared impossible together.",
            "Correct the facts of the case, or the declaration.",
            "this case is impossible: it meets `two-rivers`",
        ),
        (
            "C002",
            "contradictory lines",
            "The case gives one sentence two values that exclude each other.",
            "Keep one of them, or mark both `contested`, each with its teller.",
            "the case gives `the Upper Town is calm` and its denial",
        ),
        (
            "C003",
            "case gives a norm",
            "A case states facts; whether something is permitted or valid is for doctrines to say.",
            "Write `reported` if somebody is said to have concluded so.",
            "a case cannot give a norm",
        ),
        (
            "C004",
            "contested without a teller",
            "A contested line says who tells it so, for accounts are told apart by their tellers.",
            "Add the teller in square brackets.",
            "nobody is named who tells it so",
        ),
        (
            "C005",
            "nobody to ask about",
            "The question is about parties of types of which the case has none, or too few.",
            "Bring one in, or ask something else.",
            "the case `spring` has no `Guild`, which the question `toll` needs",
        ),
    ),
    *rows(
        Stage.READ,
        (
            "C007",
            "events out of order",
            "Events are told in the order in which they happened, and this one was surely earlier than one before it.",
            "Move the line, or correct a date. Dates that overlap are in the order in which they are told.",
            "`8 AH` is before `9 AH`",
        ),
        (
            "C008",
            "event without a date",
            "A line `event` is a date, a colon and the fact that became so then.",
            "Write the date as the source gives it; where it is not known, between which dates.",
            "this event has no date",
        ),
    ),
    *rows(
        Stage.RUN,
        (
            "C006",
            "nothing supposed",
            "A what-if compares the case with a changed one, and no change was named.",
            "Name a fact to set or to leave out, a reading, or a ground to take away.",
            "nothing is supposed",
        ),
        (
            "C009",
            "nothing happens",
            "A timeline is made of a case with lines `event`, and this case has none.",
            "Write the events as lines of the case, or ask about the one moment it is.",
            "nothing happens in `spring`: it has no line `event`",
        ),
        (
            "C010",
            "too many cases",
            "What doctrines say over every case of a question is worked out in diagrams, and here they grow too large.",
            "Fix facts with `--given`, each a sentence in the names of the cases ranged over.",
            "what they say on whether it is so: the pact is valid depends on 70368744177664 cases",
        ),
        (
            "C011",
            "nothing to go through",
            "Cases are gone through for sentences about which each doctrine has rules; comparing takes two doctrines.",
            "Name a question that each doctrine encodes, and two different doctrines or more to compare.",
            "`manual` alone is compared with nothing",
        ),
        (
            "C012",
            "several doctrines to choose from",
            "Two versions of one doctrine are set side by side, and what was named holds several.",
            "Choose one with `--doctrine`, or name the files of one.",
            "`doctrines` holds several doctrines: manual, letter",
        ),
        (
            "C013",
            "more than is worked on at once",
            "A server answers several people, and what one of them asks at once has a measure.",
            "Leave something out, or ask on the command line, where nobody waits for you.",
            "29 questions are asked of an abstract case; 8 can be here",
        ),
    ),
]

EXPECTATIONS = [
    *rows(
        Stage.RUN,
        (
            "E001",
            "expectation missed",
            "The doctrine answers the case otherwise than the block expects.",
            "Correct the rule, the case or the expectation; `siyar why` shows the reasons.",
            "expected forbidden, the doctrine says permitted",
        ),
    ),
    *rows(
        Stage.CHECK,
        (
            "E002",
            "expectation that can never be met",
            "What is expected is no value that the question can have.",
            "Use a modality, a choice of the concept, yes, no, silent, contested or open.",
            "`forbiden` is no answer to `help`",
        ),
    ),
]
