"""SPINdle's ``.dfl``: a line each for facts, rules and priorities, read with places and written back.

What is read is basic defeasible logic: ``>> a`` (fact), ``r1: a, -b -> c`` (strict), ``=>`` (defeasible), ``~>``
(defeater), ``r1 > r2`` and ``r2 < r1`` (superiority), ``-`` (negation), ``#`` (comment to the end of the line). A label
may be left out. Ho-Pun Lam and Guido Governatori, "The making of SPINdle" (RuleML 2009) describe the program.

>>> from siyar.source import Text
>>> plain, problems = read(Text("birds.dfl", "f: bird => flies\\np: penguin => -flies\\np > f\\n"))
>>> print(write(plain), end="")
f: bird => flies
p: penguin => -flies
p > f
>>> read(Text("bad.dfl", "f: bird = flies"))[1][0].message
'this line is no fact, rule or priority'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from siyar.diagnostics import Diagnostic, Severity
from siyar.engines.counting import DEFEASIBLE, DEFEATER, STRICT
from siyar.interchange.plain import PlainTheory, add
from siyar.interchange.priorities import Pair, priorities
from siyar.source import Span, Text

ARROWS = {"->": STRICT, "=>": DEFEASIBLE, "~>": DEFEATER}
SIGNS = {kind: arrow for arrow, kind in ARROWS.items()}

#: How many problems of a file are told; the file that has more is another kind of file.
MOST = 50

NAME = r"[^\W\d]\w*(?:-\w+)*"
# A line with a label, or without, up to its comment. Bodies and heads are looked at piece by piece.
_STATEMENT = re.compile(
    rf"[ \t]*(?:(?P<label>{NAME})[ \t]*:)?(?P<body>[^#\n>]*?)(?P<arrow>>>|->|=>|~>)(?P<head>[^#\n]*)(?:#[^\n]*)?"
)
_PRIORITY = re.compile(rf"[ \t]*(?P<one>{NAME})[ \t]*(?P<sign>[<>])(?P<others>[ \t\w,-]*)(?:#[^\n]*)?")
_LINE = re.compile(r"[^\n]+")
_BLANK = re.compile(r"[ \t]*(?:#[^\n]*)?")
_LITERAL = re.compile(rf"[ \t]*(?P<minus>-?)[ \t]*(?P<name>{NAME})[ \t]*(?P<arguments>\([^()]*\))?[ \t]*")
#: What the format has beyond basic defeasible logic, by the mark that shows it.
_BEYOND = (
    (re.compile(r"\["), "a mode, or a time"),
    (re.compile(r"\{"), "a time"),
    (re.compile(r"[@$]"), "a variable, or a function"),
    (re.compile(r"==|!=|!>|<>"), "a conversion, or a conflict of modes"),
)
_HELP = "write `>> a`, `label: a, -b => c` (or `->`, `~>`), or `label > label`"


def read(text: Text) -> tuple[PlainTheory, tuple[Diagnostic, ...]]:
    """The theory of a text, and what is wrong with it; with an error the theory is not whole."""
    reader = _Reader(text)
    reader.read()
    return reader.plain, tuple(reader.problems)


def write(plain: PlainTheory) -> str:
    """The theory as ``.dfl``: facts, rules and priorities, each in the order they were read."""
    lines = [f">> {plain.name(q)}" for q in plain.given]
    for r, label in enumerate(plain.labels):
        body = ", ".join(map(plain.name, plain.needs_of(r)))
        head = f"{SIGNS[plain.kinds[r]]} {plain.name(plain.heads[r])}"
        lines.append((f"{label}: " if label else "") + (f"{body} {head}" if body else head))
    lines += [f"{plain.labels[t]} > {plain.labels[s]}" for t, s in plain.superior]
    return "".join(f"{line}\n" for line in lines)


class _Reader:
    """Goes through the lines once. ``known`` has every literal by what it is written as, without blanks around it."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.plain = PlainTheory()
        self.problems: list[Diagnostic] = []
        self.known: dict[str, int] = {}
        self.labelled: dict[str, int] = {}  # the rule with a label; -1 for a fact
        self.unread: set[str] = set()  # labels of lines with errors: whether a priority of theirs is right, who knows
        self.pairs: list[Pair] = []

    def read(self) -> None:
        for line in _LINE.finditer(self.text.characters):
            if len(self.problems) >= MOST:
                return
            self._line(line[0].rstrip("\r"), line.start())
        if not (self.plain.labels or self.plain.given or self.problems):
            help = f"a theory has at least one line that is no comment: {_HELP}"
            self.problems.append(
                Diagnostic("F004", f"there is nothing to read in `{self.text.name}`", file=self.text.name, help=help)
            )
        pairs = [pair for pair in self.pairs if not self.unread.intersection(label for label, _ in pair)]
        found, problems = priorities(self.text, pairs, self.labelled, self.plain)
        self.plain.superior.extend(found)
        self.problems.extend(problems[: MOST - len(self.problems)])

    def _line(self, line: str, at: int) -> None:
        if match := _STATEMENT.fullmatch(line):
            label, body, arrow, head = match.groups()
            needs = self._literals(body, at + match.start("body")) if body and not body.isspace() else []
            heads = self._literals(head, at + match.start("head"))
            if needs is None or heads is None:
                self.unread.add(label or "")
            else:
                self._statement(label, needs, arrow, heads, match, at)
        elif match := _PRIORITY.fullmatch(line):
            self._priority(match, at)
        elif not _BLANK.fullmatch(line):
            self._unreadable(line, at)

    def _literals(self, words: str, at: int) -> list[int] | None:
        found: list[int] = []
        for piece in words.split(",") if "(" not in words else _pieces(words):
            number = self.known.get(piece.strip())
            if number is None:
                number = self._literal(piece, at)
                if number is None:
                    return None
            found.append(number)
            at += len(piece) + 1
        return found

    def _literal(self, words: str, at: int) -> int | None:
        match = _LITERAL.fullmatch(words)
        if match is None:
            self._no_literal(words, at)
            return None
        name = match["name"] + re.sub(r"\s", "", match["arguments"] or "")
        positive = self.known.get(name)
        if positive is None:
            positive = self.known[name] = 2 * len(self.plain.atoms)
            self.plain.atoms.append(name)
        if not match["minus"]:
            return positive
        return self.known.setdefault(f"-{name}", positive + 1)

    def _statement(
        self, label: str | None, needs: list[int], arrow: str, heads: list[int], match: re.Match[str], at: int
    ) -> None:
        if label is not None:
            if label in self.labelled:
                span = Span(self.text, at + match.start("label"), at + match.end("label"))
                self._say(
                    "D003", f"the label `{label}` stands here a second time", span, "give each rule its own label"
                )
                return
            self.labelled[label] = -1 if arrow == ">>" else len(self.plain.labels)
        if arrow == ">>":
            if needs:
                span = self._span(match["body"], at + match.start("body"))
                self._say("D001", "a fact has no conditions", span, "write `->` for a strict rule")
            self.plain.given.extend(heads)
            return
        if len(heads) != 1:
            span = self._span(match["head"], at + match.start("head"))
            self._say("D001", "a rule has one head", span, "write a rule for each of them")
            self.unread.add(label or "")
            return
        add(self.plain, label or "", ARROWS[arrow], heads[0], needs)

    def _priority(self, match: re.Match[str], at: int) -> None:
        for other in re.finditer(r"[^,]+", match["others"]):
            name = other[0].strip()
            place = at + match.start("others") + other.start() + len(other[0]) - len(other[0].lstrip())
            if not re.fullmatch(NAME, name):
                self._unreadable(match.string, at)
                return
            one = (match["one"], at + match.start("one"))
            two = (name, place)
            self.pairs.append((one, two) if match["sign"] == ">" else (two, one))
        if not match["others"].strip():
            self._unreadable(match.string, at)

    # ------------------------------------------------------------------------------------------- complaints

    def _no_literal(self, words: str, at: int) -> None:
        if self._beyond(words, at):
            return
        span = self._span(words, at)
        if not words.strip():
            self._say("D001", "a literal is missing here", span, "write an atom, as `p`, or its denial, `-p`")
            return
        help = "write an atom, as `p` or `p(a, b)`, or its denial, `-p`; names begin with a letter"
        self._say("D001", f"`{words.strip()}` is no literal", span, help)

    def _unreadable(self, line: str, at: int) -> None:
        if self._beyond(line, at):
            return
        span = self._span(line.partition("#")[0], at)
        self._say("D001", "this line is no fact, rule or priority", span, _HELP)

    def _beyond(self, words: str, at: int) -> bool:
        """Whether the words hold what the format has and basic defeasible logic has not; says so."""
        written = words.partition("#")[0]
        for mark, what in _BEYOND:
            if match := mark.search(written):
                span = Span(self.text, at + match.start(), at + match.end())
                help = "only basic defeasible logic is read: facts, rules, priorities"
                self._say("D002", f"`{match[0]}` begins {what}, which is not read", span, help)
                return True
        return False

    def _span(self, words: str, at: int) -> Span:
        """The words without the blanks around them; where they are nothing else, the place after these."""
        start = at + len(words) - len(words.lstrip())
        return Span(self.text, start, max(start, at + len(words.rstrip())))

    def _say(self, code: str, message: str, span: Span, help: str) -> None:
        self.problems.append(Diagnostic(code, message, span, help, Severity.ERROR))


def _pieces(words: str) -> Iterator[str]:
    """The words between the commas that stand in no brackets."""
    start = depth = 0
    for at, character in enumerate(words):
        if character == "," and depth <= 0:
            yield words[start:at]
            start = at + 1
        depth += (character == "(") - (character == ")")
    yield words[start:]
