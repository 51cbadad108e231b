"""Reading the fixtures of `tests/diagnostics`: files with a mistake, and what is said about it.

A fixture is Markdown: fences ```` ````text NAME ```` hold files, which are read together with those of
`tests/diagnostics/towns`; the fence ```` ````expected ```` holds one line for each diagnostic of the reader and of
`check` (or of the reader of theories, for a file ``.dfl``): ``FILE:LINE:COLUMN +CARETS CODE SEVERITY: message``.
``<NUL>``, ``<RLO>`` and ``<TAB>`` stand for characters that one should not find in a repository.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from siyar import interchange
from siyar.batch.reading import read_mapping
from siyar.check import check
from siyar.diagnostics import Diagnostic, ordered
from siyar.language import read
from siyar.source import Text

FOLDER = Path(__file__).parent / "diagnostics"
_FENCE = re.compile(r"^````(text (?P<name>\S+)|expected)\n(?P<body>.*?)^````$", re.MULTILINE | re.DOTALL)
_HIDDEN = {"<NUL>": "\0", "<RLO>": "\u202e", "<TAB>": "\t"}


def towns() -> list[Text]:
    """The vocabulary and the source that fixtures use."""
    return [Text(path.name, path.read_text(encoding="utf-8")) for path in sorted((FOLDER / "towns").glob("*.md"))]


def fixture(path: Path) -> tuple[dict[str, str], list[str]]:
    """The files of a fixture by name, and the lines expected."""
    files: dict[str, str] = {}
    expected: list[str] = []
    for match in _FENCE.finditer(path.read_text(encoding="utf-8")):
        body = match["body"]
        if match["name"]:
            for mark, character in _HIDDEN.items():
                body = body.replace(mark, character)
            files[match["name"]] = body
        else:
            expected = [line for line in body.splitlines() if line]
    return files, expected


def found(files: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """What the reader and the check say of these files beside the base; of a theory, what its own reader says."""
    texts = [Text(name, words) for name, words in files.items()]
    theories = [text for text in texts if text.name.endswith(".dfl")]
    result = read([*towns(), *(text for text in texts if text not in theories)])
    mappings = [text for text in texts if text.characters.startswith("---\nmapping:")]
    of_mappings = [problem for text in mappings for problem in read_mapping(text, result.library)[1]]
    of_theories = [problem for text in theories for problem in interchange.read(text)[1]]
    return ordered([*result.diagnostics, *check(result.library, shipped=()), *of_theories, *of_mappings])


def lines(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """The diagnostics as a fixture writes them."""
    return [_line(d) for d in diagnostics]


def _line(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    place = f"{span.text.name}:{span.line}:{span.column} +{span.end - span.start}" if span else diagnostic.file
    line = f"{place} {diagnostic.code} {diagnostic.severity}: {diagnostic.message}"
    for mark, character in _HIDDEN.items():
        line = line.replace(character, mark)
    return line
