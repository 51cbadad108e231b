"""What commands print, compared with what a page shows; and pages brought up to date.

``python -m tests.docs.printed`` runs every command shown in a ``console`` fence again and puts what it prints now into
the page. Paragraphs are found again by their first words; a line ``…`` stays where it stands for what is left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.docs.pages import PAGES, ROOT, Command, commands, mappings

#: A line that stands for any lines left out.
LEFT_OUT = "…"
WIDTH = 100

#: The columns that the mappings of alliances read, but for those of the members.
_COLUMNS = (
    *("atopid", "begyr", "defense", "offense", "asymm", "speclgth", "length"),
    *("begmo", "begday", "endyr", "endmo", "endday", "ineffect"),
)


def _alliances(rows: int = 20) -> str:
    """A table in the form of the one about alliances, with invented rows."""
    members = [f"mem{n}" for n in range(1, 60)]
    lines = [",".join((*_COLUMNS, *members))]
    for row in range(1, rows + 1):
        cells = [
            row,
            1850 + row,
            row % 2,
            row % 3 % 2,
            row % 4 // 3,
            row % 5 % 2,
            12 * (row % 7),
            *(row % 12 + 1, row, 1855 + row, row % 12 + 1, "", row % 2),
            640 if row % 2 else 300,
        ]
        lines.append(",".join([*map(str, cells), *[""] * (len(members) - 1)]))
    return "\n".join(lines) + "\n"


def _treaties(rows: int = 12) -> str:
    """A table for the mapping of treaties in docs/tables.md, with invented rows."""
    members = [f"mem{n}" for n in range(1, 10)]
    lines = [",".join(("id", "year", "defense", "offense", "length", "cowid", "source", *members))]
    for row in range(1, rows + 1):
        cells = (row, 1850 + row, row % 2, row % 3 % 2, 12 * (row % 4) or -9, row, "invented", 600 if row % 2 else 616)
        lines.append(",".join([*map(str, cells), *[""] * (len(members) - 1)]))
    return "\n".join(lines) + "\n"


#: Files of a user's own that pages speak of, and what stands in them.
OWN = {
    "my-doctrine.md": "---\ndoctrine: my-doctrine\ntitle: A doctrine of my own\nvoice: me\nsource: unnamed-reports\n"
    "uses: siyar\nencoded by: me\nquestions: help\n---\n\n```siyar\nrule trusted-helpers\n"
    "  permitted        for State to seek military help from Party\n  when             State can trust Party\n"
    "  source           unnamed-reports\n```\n",
    "birds.dfl": "# who flies\n>> penguin\nbird:    penguin -> bird\nflies:   bird => flies\n"
    "walks:   penguin => -flies\nwalks > flies\n",
    "alliances.csv": _alliances(),
    "treaties.csv": _treaties(),
    "members.csv": "treaty,member,islam,fight\n1,Westland,1,1\n1,Eastland,0,1\n"
    "2,Westland,1,\n2,Northland,,\n2,Southland,0,\n",
    "events.csv": "treaty,year,month,day,what,term,dataset\n1,1850,3,1,signed,120,one\n1,1853,,,breach,120,two\n"
    "2,1861,7,,signed,-9,one\n",
    **{text.name: text.characters for text in mappings(ROOT / "docs" / "tables.md")},
    "mine.csv": "work,number,text,language,title\nquran,2:256,there is no compulsion in it,en,a translation of mine\n",
    "answer.txt": "This is an answer that somebody keeps. It has two sentences.\n",
    "notes.txt": "There is no compulsion in it (At Baqarah 2:256), nor in (al-Baqara 2:300).\n",
}

#: What was done before commands that go on from it.
BEFORE = {
    "siyar explain-row rulings": "siyar batch alliances.csv --mapping atop -d hizb-qa -q treaty --out rulings.parquet",
    "siyar explain-row answers": "siyar batch members.csv --mapping members.md -d hizb-qa -q treaty --out answers.csv",
    "siyar sources show": "siyar sources add answer.txt --as qa-2017",
    "siyar sources remove": "siyar sources add answer.txt --as qa-2017",
}

#: What is answered to a command that asks: that it is not known.
ANSWERS = "?\n" * 500


def run(words: str) -> subprocess.CompletedProcess[str]:
    """The command in a folder with the files of `OWN`, in plain text of a fixed width."""
    with tempfile.TemporaryDirectory() as folder:
        for name, characters in OWN.items():
            for file in (name, f"my-folder/{name}"):
                path = Path(folder, file)
                path.parent.mkdir(exist_ok=True)
                path.write_text(characters, encoding="utf-8")
        tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        plain = {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8", "PATH": tools}
        plain["SIYAR_DATA"] = str(Path(folder, "data"))
        before = [done for command, done in BEFORE.items() if words.startswith(command)]
        for each in (*before, words):
            said = subprocess.run(
                each,
                shell=True,
                cwd=folder,
                env={**os.environ, **plain},
                input=ANSWERS,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
        return said


def shows(shown: tuple[str, ...], printed: list[str]) -> bool:
    """Whether the lines shown are what was printed, but for what `LEFT_OUT` stands for."""
    if not shown:
        return not printed
    if shown[0] == LEFT_OUT:
        return any(shows(shown[1:], printed[i:]) for i in range(len(printed) + 1))
    return bool(printed) and shown[0] == printed[0] and shows(shown[1:], printed[1:])


def paragraphs(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [p for p in found if p]


def refreshed(shown: tuple[str, ...], printed: list[str]) -> list[str]:
    """The lines to show now."""
    now = paragraphs(printed)
    found: list[list[str]] = []
    for paragraph in paragraphs(list(shown)):
        first = paragraph[0]
        same = [p for p in now if p[0].startswith(first[:24])]
        cut = paragraph[-1] == LEFT_OUT and len(paragraph) > 1 and same
        if cut:  # the beginning of a paragraph
            found.append([*same[0][: len(paragraph) - 1], LEFT_OUT])
        else:
            found.append(same[0] if same else paragraph)
    return [line for p in found for line in (*p, "")][:-1]


def refresh(page: Path) -> None:
    """Write the page with what its commands print now."""
    lines = page.read_text(encoding="utf-8").splitlines()
    shown: list[Command] = [c for c in commands(page) if c.printed is not None]
    for command in reversed(shown):
        assert command.printed is not None
        said = run(command.words)
        start = command.line
        lines[start : start + len(command.printed)] = refreshed(command.printed, said.stdout.rstrip("\n").split("\n"))
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for path in PAGES:
        if any(command.printed is not None for command in commands(path)):
            refresh(path)
