"""A thousand rules are read in well under a second; the bounds are wide because machines are shared."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from siyar.language import read
from siyar.source import Text
from tests.language.written import DOCTRINE_HEAD, OTHER, SOURCE, VOCABULARY, fence

RULE = """rule number-{n}
  permitted        for Town to grant Charter to Guild
  when             Guild is resident [roll P1]
  and either       the banner of Guild is red or green
  or               Guild counts as trusted
  unless           the term of Charter is more than the longest term allowed for Charter
  source           roll P2.S1, P3.S1
"""


def test_a_thousand_rules() -> None:
    blocks = "\n".join(RULE.format(n=n) for n in range(1_000))
    texts = [
        Text("a.md", VOCABULARY),
        Text("b.md", SOURCE),
        Text("c.md", OTHER),
        Text("d.md", DOCTRINE_HEAD + fence(blocks)),
    ]
    read(texts[:3])  # the grammar is built once a process
    start = time.process_time()
    result = read(texts)
    spent = time.process_time() - start
    assert result.diagnostics == ()
    assert len(result.library.doctrines["custom"].rules) == 1_000
    assert spent < 2.5, f"{spent:.2f} s"


def test_heavy_libraries_are_not_imported_to_start() -> None:
    words = "import sys, siyar.language; sys.exit('lark' in sys.modules or 'markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == 0


SKETCHES = Path(__file__).parents[3] / "shared" / "design" / "examples"


@pytest.mark.skipif(not SKETCHES.is_dir(), reason="the sketches are not part of the repository")
def test_the_sketches_parse() -> None:
    paths = sorted(p for p in SKETCHES.glob("*.md") if p.name != "README.md")
    result = read([Text(p.name, p.read_text(encoding="utf-8")) for p in paths])
    # The sketches have no pages for their sources, and four `about` lines of an older form.
    assert {d.code for d in result.diagnostics} <= {"R008", "S001", "S002"}
    assert len(result.library.doctrines) == 5
    assert sum(len(d.rules) for d in result.library.doctrines.values()) == 63


LIBRARY = Path(__file__).parents[2] / "src" / "siyar" / "library"


def test_the_shipped_library_has_no_fault() -> None:
    texts = [Text(str(p.relative_to(LIBRARY)), p.read_text(encoding="utf-8")) for p in sorted(LIBRARY.rglob("*.md"))]
    assert read(texts).diagnostics == ()
