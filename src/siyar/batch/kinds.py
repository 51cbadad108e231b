"""Rows of one kind are answered alike: the marks of a row as whole numbers, and the answers on them.

What a doctrine says of a row depends on its marks alone, on which conditions of the mapping it meets. A table of a
million rows meets them in some hundred ways: a rule is worked for some hundred rows and looked up for the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from siyar.batch.columns import WIDTH, Expression, amounts, answered, code, kept_columns, mark_names, marks, packed
from siyar.batch.compiled import Compiled


def kinds(found: Compiled) -> list[tuple[str, tuple[str, ...]]]:
    """The whole numbers that tell one kind from another, each with the marks that are its bits: first those of the
    lines, which are also the code."""
    parts = [each[i : i + WIDTH] for each in mark_names(found) for i in range(0, len(each), WIDTH)]
    return [(f"kind{i}", part) for i, part in enumerate(parts or [()])]


def has_amounts(found: Compiled) -> bool:
    """Whether a row's code has more than its kind: the amounts of lines."""
    return any(line.amount for line in found.mapping.lines)


def marked(table: Expression, found: Compiled, *, keep: Sequence[str] = ()) -> Expression:
    """The rows with the columns that are kept as ``kept…``, the text of their ``amounts``, and their `kinds`."""
    signs = dict(marks(table, found))
    carried = {f"kept{i}": table[name] for i, name in enumerate(kept_columns(table, found, keep))}
    if has_amounts(found):
        holds = [signs[f"l{i}"] for i in range(len(found.mapping.lines))]
        carried["amounts"] = amounts(table, found.mapping.lines, holds)
    now = table.select(**carried, **signs)
    numbers = {name: packed([now[sign] for sign in parts]) for name, parts in kinds(found)}
    return now.select(**{name: now[name] for name in carried}, **numbers)


def told(table: Expression, found: Compiled, *, carried: Sequence[str] = ()) -> Expression:
    """The answers on a table of `kinds`, with these themselves, ``carried``, and which lines hold as ``lines``."""
    numbers = kinds(found)
    lines, _ = mark_names(found)
    words = [table[name] for name, parts in numbers if parts and parts[0] in lines]
    signs = {s: (table[name] & (1 << i)) != 0 for name, parts in numbers for i, s in enumerate(parts)}
    back = [*carried, *(name for name, _ in numbers)]
    now = table.select(**{name: table[name] for name in back}, lines=code(words), **signs)
    return answered(now, found, (*back, "lines"))
