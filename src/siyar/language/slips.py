"""What to say about a sentence that no declared text reads: one message, under the first word that goes astray."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from siyar.diagnostics import Diagnostic
from siyar.language.lines import Stretch
from siyar.language.nearness import did_you_mean
from siyar.language.texts import ARTICLES, spoken
from siyar.language.trie import JOINERS, ChoiceEdge, Found, Trie, Walk
from siyar.model import Choice, SentenceKind, Slot, Word


class Token(NamedTuple):
    """A folded word and its place in the stretch."""

    word: str
    start: int
    end: int


def words_of(found: Found) -> str:
    """A reading said with the entities it names."""
    terms = iter(found.bound)
    parts = []
    for piece in found.end.pieces:
        match piece:
            case Word(text):
                parts.append(text)
            case Slot(_, _, owner):
                parts.append(f"{next(terms)}'s" if owner else str(next(terms)))
            case Choice():
                parts.append(" or ".join(found.options))
            case _:
                parts.append("…")
    return "`" + " ".join(parts) + "`"


def explain(walk: Walk, stretch: Stretch, said: list[Token], tries: Sequence[Trie], *, act: bool) -> Diagnostic:
    """The diagnostic for a sentence without a reading: S001, S002, S006 to S010."""
    at, words = walk.best, walk.words

    def slip(code: str, message: str, first: int, last: int, help: str) -> Diagnostic:
        return Diagnostic(code, message, stretch.span(said[first].start, said[last - 1].end), help)

    if walk.bad is not None:
        bad, start = walk.bad, said[walk.bad.first].start
        if bad.first < len(said):
            base = sum(len(w) + 1 for w in words[: bad.first])
            place = _place(said, words, base + bad.why.start, base + max(bad.why.end, bad.why.start + 1))
            if not bad.why.end:
                place = (start, said[min(bad.last, len(said)) - 1].end)
            return Diagnostic("S006", bad.why.message, stretch.span(*place), bad.why.help)
    loose = Walk(words, tries, walk.names, walk.kin, start=walk.start, loose=True)
    if loose.mistyped:
        first, last, type_, wanted = loose.mistyped[0]
        help = f"nearest: {spoken(loose.found[0].end.pieces)}"
        return slip("S007", _wrong_type(words[first:last], type_, wanted), first, last, help)
    if at >= len(words):
        last = len(words) - 1
        message = f"the sentence stops too soon after `{words[last]}`"
        return slip("S002", message, last, last + 1, nearest(words, tries, act=act))
    # An article begins a name, but may be a word of another text as well: the name can begin one word earlier.
    for i in (at, at - 1):
        unclear = walk.names.unclear(words, i) if i in walk.slots_at else None
        if unclear is not None and any(unclear[0] in (w, w[:-2]) for w in words[at : i + 2]):
            return _unclear(walk, stretch, said, unclear)
    slots = dict.fromkeys(key for node in walk.stuck for key in node.slots)
    if slots:
        for _, type_, owner, after in walk.phrases(at):
            if all(wanted not in walk.kin.get(type_, ()) for wanted, possessive in slots if possessive == owner):
                wants = " or a ".join(dict.fromkeys(wanted for wanted, _ in slots))
                wrong = _wrong_type(words[at:after], type_, wants)
                return slip("S007", wrong, at, after, nearest(words, tries, act=act))
    edges = list(dict.fromkeys([*walk.lists, *(e for node in walk.stuck for e in node.choices.values())]))
    next_words = [w for node in walk.stuck for w in node.words]
    if edges and (walk.lists or not did_you_mean(words[at], next_words).help):
        return _no_option(edges, stretch, said, at)
    entities = walk.names.entities
    begins = _begins_a_name(walk, words, at, slots=bool(slots))
    if entities is not None and begins is not None:
        last = begins + 1 if words[begins][:1].isupper() else begins + 2
        near = did_you_mean(" ".join(_run(words, last - 1)), entities)
        message = f"no name in this case begins with `{' '.join(words[begins:last])}`"
        help = near.help or ("it names " + ", ".join(entities) if entities else "it names nobody")
        return slip("S010", message, begins, last, help)
    message = f"no declared sentence goes on with `{words[at]}` here"
    help = nearest(words, tries, act=act)
    if words[at] in ("not", "no", "never") and not act:
        help = "to deny a sentence, write `it is not so that` before it, or its opposite where it has one"
    elif words[at].endswith(","):
        help = "one thing a line: what follows the comma goes into a line of its own, with the same keyword"
    elif words[at] in ("and", "or"):
        help = "one sentence a line: a further condition is a line `and`, alternatives are lines `when either` and `or`"
    return slip("S001", message, at, at + 1, help)


def _begins_a_name(walk: Walk, words: list[str], at: int, *, slots: bool) -> int | None:
    """Where a name was to begin and a capital letter stands, perhaps after an article that is no part of any name."""
    if slots and words[at][:1].isupper():
        return at
    for i, wanted in ((at, slots), (at - 1, at - 1 in walk.slots_at)):
        if wanted and words[i].lower() in ARTICLES and words[i + 1 : i + 2] and words[i + 1][:1].isupper():
            return i
    return None


def _wrong_type(who: list[str], type_: str, wanted: str) -> str:
    return f"`{' '.join(who)}` is a {type_}; this sentence wants a {wanted} here"


def _unclear(walk: Walk, stretch: Stretch, said: list[Token], unclear: tuple[str, tuple[str, ...]]) -> Diagnostic:
    type_, names = unclear
    at = next(i for i in range(walk.best, len(said)) if type_ in (said[i].word, said[i].word[:-2]))
    place = stretch.span(said[at].start, said[at].end)
    if not names:
        return Diagnostic("S009", f"no entity of this case is a {type_}", place, "bring one in, as in `Type  its name`")
    return Diagnostic("S009", f"`{type_}` could be " + " or ".join(names), place, "say the name")


def _run(words: list[str], at: int) -> list[str]:
    end = at
    while end < len(words) and words[end][:1].isupper():
        end += 1
    return words[at:end]


def _no_option(edges: list[ChoiceEdge], stretch: Stretch, said: list[Token], at: int) -> Diagnostic:
    ends = {w for edge in edges for w in edge.node.words} | set(JOINERS)
    last = at + 1
    while last < len(said) and said[last].word not in ends and not said[last - 1].word.endswith(","):
        last += 1
    place = stretch.span(said[at].start, said[last - 1].end - said[last - 1].word.endswith(","))
    words = " ".join(t.word for t in said[at:last]).removesuffix(",")
    options = list(dict.fromkeys(option for edge in edges for option in edge.options))
    near = did_you_mean(words, options)
    listed = ", ".join(options[:12]) + (" …" if len(options) > 12 else "")
    help = f"{near.help} The choices: {listed}" if near.help else f"the choices: {listed}"
    return Diagnostic("S008", f"`{words}` is not one of the choices here", place, help)


def _place(said: list[Token], words: list[str], start: int, end: int) -> tuple[int, int]:
    """Places in the stretch of a run of characters of the words joined by single spaces."""
    base, first, last = 0, 0, 0
    for token, word in zip(said, words, strict=True):
        inside = range(base, base + len(word) + 1)
        if start in inside:
            first = min(token.start + start - base, token.end - 1)
        if end in inside or base + len(word) < end:
            last = min(token.start + end - base, token.end) if end in inside else token.end
        base += len(word) + 1
    return first, max(last, first + 1)


# --------------------------------------------------------------------------- nearest texts

_SHOWN = 2
_COMPARED = 8


def nearest(words: list[str], tries: Iterable[Trie], *, act: bool) -> str:
    """Help: the texts nearest to ``words``, by words in order."""
    found = nearest_texts(words, tries, act=act)
    if not found:
        return "declare it as a fact, concept or act, or use a declared text"
    return f"nearest: {_texts(found)}; {_of_two(found)}where none of them is meant, declare it"


def _of_two(texts: Iterable[str]) -> str:
    """What to do where a text names a type twice, and so one entity: few mean that."""
    for text in texts:
        twice = [
            w for w in text.split() if w[:1].isupper() and text.split().count(w) > 1 and f"another {w}" not in text
        ]
        if twice:
            return f"`{twice[0]}` twice is the same one both times, and for two it is declared `another {twice[0]}`; "
    return ""


def _texts(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def nearest_texts(words: list[str], tries: Iterable[Trie], *, act: bool) -> tuple[str, ...]:
    """At most two declared texts that share most words, in order, with ``words``."""
    asked = frozenset(words)
    rated: list[tuple[float, int, str, tuple[str, ...]]] = []
    for trie in tries:
        for text, kind, parts, known in trie.said:
            if act and kind is not SentenceKind.ACT:
                continue
            shared = len(asked & known)
            if shared:
                rated.append((-shared / (len(asked) + len(known)), len(rated), text, parts))
    rated.sort()
    close = []
    for _, order, text, parts in rated[:_COMPARED]:
        ratio = 2 * _common(words[:40], parts[:40]) / (min(len(words), 40) + len(parts))
        if ratio >= 0.4:
            close.append((-ratio, order, text))
    close.sort()
    return tuple(text for _, _, text in close[:_SHOWN])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest common subsequence of two lists of words."""
    row = [0] * (len(other) + 1)
    for a in one:
        left = 0
        for i, b in enumerate(other, 1):
            left, row[i] = row[i], left + 1 if a == b else max(row[i], row[i - 1])
    return row[-1]
