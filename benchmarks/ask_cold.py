"""`siyar ask` from a fresh interpreter: below 0.6 s and 150 MB."""

from __future__ import annotations

import sys

from measure import MB, command, siyar, table

CASE = ("banu-qaynuqa-squadron", "--doctrine", "hizb-qa", "--question", "help")


def main() -> None:
    rows = [
        command("python, doing nothing", sys.executable, "-c", "pass"),
        command("`siyar --version`", siyar(), "--version"),
        command("`siyar ask banu-qaynuqa-squadron -d hizb-qa -q help`", siyar(), "ask", *CASE, target=0.6),
        command("the same as JSON", siyar(), "ask", *CASE, "--format", "json", target=0.6),
        command("`siyar ask hudaybiyya`, every doctrine", siyar(), "ask", "hudaybiyya", target=0.6),
        command("`siyar why banu-qaynuqa-squadron -d hizb-qa -q help`", siyar(), "why", *CASE, target=0.6),
    ]
    table("Commands, cold", rows)
    peak = max(row.memory for row in rows)
    print(f"Peak memory {peak / MB:.0f} MB, target below 150 MB: {'met' if peak < 150 * MB else 'missed'}.\n")


if __name__ == "__main__":
    main()
