"""What of the shipped texts asking some cases can need: the rest of each text is left empty, line by line.

A question is asked while somebody waits, and most of the library is about other cases, or says what is expected of
them. Reading no more than is needed gives the same answer; whatever is refused, or wrong in a user's own files, must be
looked at again with the whole library, which knows what else there is (`Workbench.of`). Lines keep their numbers.

>>> from siyar.source import Text
>>> doctrine = Text("d.md", "---\\ndoctrine: d\\n---\\n```siyar\\nexpect help in one\\n  is  silent\\n```\\n")
>>> [t.characters for t in excerpts([doctrine], ["one"])] == ["---\\ndoctrine: d\\n---\\n```siyar\\n\\n\\n```\\n"]
True
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from siyar.language.frontmatter import FrontMatter, Kind, front_matter
from siyar.source import Text

#: Blocks from a head at the margin to whatever stands at the margin next.
_EXPECT = re.compile(r"^expect .*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_CASE = re.compile(r"^case[ \t]+(\S+).*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_INVENTORY = re.compile(r"^inventory\b.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
_RULES = re.compile(
    r"^(?:rule|strict rule|presumption|precedent|evidence|reading|scope|opposes|principle|duty|passages|factor"
    r"|dimension)\b.*?(?=^\S|\Z)",
    re.MULTILINE | re.DOTALL,
)
#: Lines by which a case or precedent rests on another case, and by which a case asks a question.
_LEADS = re.compile(r"^[ \t]+(?:as in|case)[ \t]+(\S+)", re.MULTILINE)
_ASKS = re.compile(r"^[ \t]+ask[ \t]+(.+?)[ \t\r]*$", re.MULTILINE)
_NAME = re.compile(r"[a-z][a-z0-9-]*")


def excerpts(
    shelf: Sequence[Text], cases: Iterable[str], own: Iterable[Text] = (), questions: Collection[str] | None = None
) -> tuple[Text, ...]:
    """The texts of a shelf as far as putting cases to its doctrines needs them, in the shelf's order.

    ``own``: a user's texts, read whole beside them; what they mention stays. ``questions``: the only ones asked (see
    `asked`); of a doctrine that is not encoded on any of them no rule is needed, since it is *not encoded* there. Where
    what is named as ``cases`` are doctrines, to be compared, no rule of another is needed.
    """
    own, cases = tuple(own), tuple(cases)
    fronts = [front_matter(text) for text in shelf]
    silent = _not_encoded(fronts, questions) if questions is not None else frozenset[str]()
    doctrines = {f.id for f in (*fronts, *map(front_matter, own)) if f.kind is Kind.DOCTRINE}
    if len(cases) > 1 and doctrines.issuperset(cases) and not _is_told((*shelf, *own), cases):
        silent |= doctrines.difference(cases)
    left = [_shortened(text, front, silent) for text, front in zip(shelf, fronts, strict=True)]
    mentioned = {name for text in own for name in _NAME.findall(text.characters)}
    wanted = _with_what_they_rest_on(left, {*cases, *mentioned})
    pairs = zip(left, fronts, strict=True)
    found = (_only(text, wanted) if front.kind is Kind.CASES else text for text, front in pairs)
    return tuple(text for text in found if text is not None)


def _is_told(texts: Iterable[Text], names: Collection[str]) -> bool:
    """Whether one of the names is that of a case too."""
    return any(match[1] in names for text in texts for match in _CASE.finditer(text.characters))


def unexpecting(texts: Iterable[Text]) -> tuple[Text, ...]:
    """The texts without what is expected in them: whoever checks files beside them does not try it."""
    return tuple(_without(text, _EXPECT) for text in texts)


def asked(shelf: Sequence[Text], cases: Collection[str]) -> tuple[str, ...] | None:
    """The questions the cases themselves ask, by their ids; None where one asks nothing, or a sentence written out."""
    found: dict[str, None] = {}
    blocks = {match[1]: match[0] for text in shelf for match in _CASE.finditer(text.characters)}
    for case in cases:
        lines = _ASKS.findall(blocks.get(case, ""))
        if not lines or not all(_NAME.fullmatch(line) for line in lines):
            return None
        found |= dict.fromkeys(lines)
    return tuple(found)


def _not_encoded(fronts: Iterable[FrontMatter], questions: Collection[str]) -> frozenset[str]:
    """The doctrines that are not encoded on any of the questions."""
    return frozenset(
        front.id
        for front in fronts
        if front.kind is Kind.DOCTRINE and not {item.words for item in front.list("questions")} & set(questions)
    )


def _shortened(text: Text, front: FrontMatter, silent: Collection[str]) -> Text:
    """A text without what is expected, and without the rules of a doctrine that is not asked."""
    match front.kind:
        case Kind.DOCTRINE | Kind.PART:
            return _without(text, _EXPECT, *((_RULES,) if front.id in silent else ()))
        case Kind.CASES:
            return _without(text, _EXPECT)
        case Kind.SOURCE:
            return _without(text, _INVENTORY)
        case _:
            return text


def _with_what_they_rest_on(texts: Iterable[Text], cases: set[str]) -> set[str]:
    """The cases named, those that precedents are about, and whatever case these are `as in`."""
    blocks: dict[str, str] = {}
    waiting = list(cases)
    for text in texts:
        blocks |= {match[1]: match[0] for match in _CASE.finditer(text.characters)}
        waiting += _LEADS.findall(_CASE.sub("", text.characters))
    wanted: set[str] = set()
    while waiting:
        if (case := waiting.pop()) not in wanted:
            wanted.add(case)
            waiting += _LEADS.findall(blocks.get(case, ""))
    return wanted


def _only(text: Text, wanted: Collection[str]) -> Text | None:
    """A file of cases with no cases but those wanted; nothing where it has none of them."""
    if not any(match[1] in wanted for match in _CASE.finditer(text.characters)):
        return None
    return _kept(text, _CASE.sub(lambda m: m[0] if m[1] in wanted else _empty(m), text.characters))


def _without(text: Text, *blocks: re.Pattern[str]) -> Text:
    characters = text.characters
    for pattern in blocks:
        characters = pattern.sub(_empty, characters)
    return _kept(text, characters)


def _empty(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _kept(text: Text, characters: str) -> Text:
    return text if characters == text.characters else Text(text.name, characters)
