"""`siyar check` of one changed file of a user's own: below 0.2 s, as a process and in a process that is warm."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import command, siyar, table, timed

from siyar.checking import check_files, check_library

HEAD = """---
doctrine: manual
title: A manual
uses: siyar
source: hidaya
questions: help
encoded by: a benchmark
---
# A manual

"""
RULE = """```siyar
rule no-help-{n}
  forbidden        for State to seek military help from Party
  when             Party is not Muslim
  and              Party comes as one body
  source           hidaya muwadaa
```

"""
EXPECT = """```siyar
expect help in banu-qaynuqa-squadron
  is               forbidden
```
"""
MISTAKE = RULE.replace("hidaya muwadaa", "hidya muwadaa")


def main() -> None:
    rules = "".join(RULE.format(n=n) for n in range(20))
    with TemporaryDirectory() as folder:
        plain, expecting, wrong = (Path(folder) / name for name in ("plain.md", "expecting.md", "wrong.md"))
        plain.write_text(HEAD + rules, encoding="utf-8")
        expecting.write_text(HEAD + rules + EXPECT, encoding="utf-8")
        wrong.write_text(HEAD + rules + MISTAKE.format(n=20), encoding="utf-8")
        rows = [
            command("python, doing nothing", sys.executable, "-c", "pass"),
            command("`siyar --version`", siyar(), "--version"),
            command("`siyar check`, 20 rules", siyar(), "check", str(plain), target=0.2),
            command("the same with an expectation in a shipped case", siyar(), "check", str(expecting), target=0.2),
            command("the same, reading all for a wrong source", siyar(), "check", str(wrong)),
            command("`siyar check`, the whole library", siyar(), "check"),
            timed("warm: 20 rules", lambda: check_files([plain]), target=0.2),
            timed("warm: with an expectation", lambda: check_files([expecting]), target=0.2),
            timed("warm: with a source there is not", lambda: check_files([wrong]), target=0.2),
            timed("warm: the whole library with its expectations", check_library),
        ]
    table("`siyar check`", rows)


if __name__ == "__main__":
    main()
