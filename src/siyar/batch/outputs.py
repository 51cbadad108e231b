"""What the columns of an output are called, besides those that it has from the table."""

from __future__ import annotations

#: The number of a line, and what its case is rebuilt from.
ROW, CODE = "row", "code"

#: What is said by each doctrine on each question, in this order; of rows that are cases by columns of its own each.
RULED = ("value", "status", "because", "settled", "rule")

#: How many rows are one case together, and what an answer on it is about.
ROWS, ASKED = "rows", ("doctrine", "question", "about")

#: What a case's rows come to where things happen in it.
COUNTED = ("events", "undated", "by_order")
#: How a stage stands in time: from when, until when, and what made it.
PLACED = ("stage", "occasion", "from", "from_first", "from_last", "until", "until_first", "until_last", "changed_by")
#: What a stage says; two that follow each other differ in it.
STAGED = (*RULED, "accounts")


def said_of_cases(*, in_time: bool) -> tuple[str, ...]:
    """The columns after the key and the period where rows are one case together; ``in_time``: stage by stage."""
    return (ROWS, *COUNTED, *ASKED, *PLACED, *STAGED, CODE) if in_time else (ROWS, *ASKED, *RULED, CODE)
