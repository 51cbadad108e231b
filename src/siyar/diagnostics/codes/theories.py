"""Theories of other programs, read by `siyar evaluate`."""

from dataclasses import replace

from siyar.diagnostics.codes.code import Stage, rows

_READ = rows(
    Stage.READ,
    (
        "D001",
        "statement of a theory unreadable",
        "A line of a `.dfl` file is no fact, rule or priority, or a part of it is no literal.",
        "Write `>> a`, `label: a, -b => c` (or `->`, `~>`), or `label > label`; a comment begins with `#`.",
        "this line is no fact, rule or priority",
    ),
    (
        "D002",
        "not basic defeasible logic",
        "The format has modes, times, variables and functions too, and these are not read: leaving them out would give "
        "another theory.",
        "Take the statement out, or say it with plain literals.",
        "`[` begins a mode, or a time, which is not read",
    ),
    (
        "D003",
        "label said twice",
        "Two statements have one label, so that a priority could mean either.",
        "Give each rule its own label.",
        "the label `r1` stands here a second time",
    ),
    (
        "D004",
        "priority of an unknown label",
        "A priority names a label that no statement of the file has.",
        "Use the label named in the help, or take the priority out.",
        "no rule has the label `r9`",
    ),
    (
        "D005",
        "circle of priorities",
        "Going from rule to rule by what is above what one comes back to where one began.",
        "Take one of the priorities out of the circle.",
        "priorities go round in a circle: r1 > r2 > r1",
    ),
    (
        "D006",
        "priority without effect",
        "A priority decides between a rule for an atom and a rule for its denial; a defeater prevails over nothing.",
        "Take it out, or check the labels.",
        "this priority decides nothing: their heads are not opposed",
    ),
)

_RUN = rows(
    Stage.RUN,
    (
        "D007",
        "theory too large",
        "What follows from millions of atoms does not fit into memory. Where ambiguity propagates the reference "
        "evaluator does the work, and its time grows faster than the theory.",
        "Ask about a part of the theory, or leave `--propagate` out.",
        "`t.dfl` has 5,000 rules; where ambiguity propagates at most 2,000 are worked",
    ),
)

THEORIES = [*(replace(code, warning=code.code == "D006") for code in _READ), *_RUN]
