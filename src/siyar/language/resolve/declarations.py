"""Types, facts, concepts, acts and questions: declared once, told apart by some sentence.

Problems: V001, V002, V004 to V006, R009.
"""

from __future__ import annotations

from siyar.diagnostics import Related
from siyar.language.frontmatter import Kind
from siyar.language.lines import Stretch
from siyar.language.names import Kin
from siyar.language.parse import Block
from siyar.language.resolve.citing import ids
from siyar.language.resolve.clocks import clocks
from siyar.language.resolve.earliest import earliest
from siyar.language.resolve.gathered import File, Gathered, Home, in_use, set_usage, usage_of_types
from siyar.language.texts import declared, spoken
from siyar.language.trie import Trie
from siyar.model import Choice, Measure, Piece, Question, Sentence, SentenceKind, Slot, Type
from siyar.source import Span

_KINDS = {"fact": SentenceKind.FACT, "concept": SentenceKind.CONCEPT, "act": SentenceKind.ACT}


def declare(found: Gathered) -> None:
    """Fill the types, sentences, questions and usage of every home."""
    for home in found.homes.values():
        _types(found, home)
    used = {home.id: in_use(found, home) for home in found.homes.values()}
    taken: set[str] = set()
    for home in found.homes.values():
        _sentences(found, home, usage_of_types(used[home.id]), taken)
    for home in found.homes.values():
        set_usage(home, used[home.id])
        _tell_apart(found, home, used[home.id])
    if clocks(found):
        for home in found.homes.values():
            set_usage(home, used[home.id])
    taken = set()
    for home in found.homes.values():
        _questions(found, home, used[home.id], taken)


def first_declared(
    found: Gathered, seen: dict[str, Span], name: Stretch, *, help: str = "give one of them another id"
) -> bool:
    """Whether a name is new; a second declaration is reported."""
    first = seen.setdefault(name.words, name.span())
    if first is None or (first.start == name.offset(0) and first.text is name.text):
        return True
    found.report("V001", f"`{name.words}` is declared twice", name.span(), help, Related("first declared here", first))
    return False


def _types(found: Gathered, home: Home) -> None:
    seen: dict[str, Span] = {}
    for _, block in home.blocks("type"):
        if block.id and first_declared(found, seen, block.name, help="a type is declared once"):
            is_a, means = block.prose("is a"), block.prose("means")
            home.types.append(Type(block.id, is_a, means, home.id, block.name.span()))


def _sentences(found: Gathered, home: Home, types: Kin, taken: set[str]) -> None:
    """The sentences of a home. ``taken``: ids that other vocabularies have; theirs are told apart by their home."""
    seen: dict[str, Span] = {}
    own = {t.name for t in home.types}
    for _, block in home.blocks("type"):
        line = block.first("is a")
        if line is not None and block.id in own and line.value.words not in types and not home.blind:
            found.unknown("V005", "type", line.value, types)
        elif line is not None and _in_a_circle(home, block.id):
            found.report(
                "V005", f"`{block.id}` is, in the end, a kind of itself", line.value.span(), "take one `is a` out"
            )
    for file, block in home.blocks(*_KINDS):
        fresh = first_declared(found, seen, block.name)
        sentence = _sentence(found, home, file, block, types, taken)
        if fresh and sentence is not None:
            home.sentences.append(sentence)
    taken.update(s.id for s in home.sentences)
    home.trie = Trie(home.sentences)


def _in_a_circle(home: Home, name: str) -> bool:
    above = {t.name: t.is_a for t in home.types}
    seen: set[str] = set()
    at = above.get(name, "")
    while at and at != name and at not in seen:
        seen.add(at)
        at = above.get(at, "")
    return at == name


def _sentence(found: Gathered, home: Home, file: File, block: Block, types: Kin, taken: set[str]) -> Sentence | None:
    kind = _KINDS[block.kind]
    act = kind is SentenceKind.ACT
    text_line, opposite_line = block.first("text"), block.first("opposite")
    if text_line is None:
        return None
    text = declared(text_line.value, types, act=act, problems=found.problems)
    opposite: tuple[Piece, ...] = ()
    if opposite_line is not None:
        opposite = declared(opposite_line.value, types, act=act, problems=found.problems)
        why = _no_opposite(text, opposite, act)
        if text and opposite and why:
            found.report("V006", why[0], opposite_line.value.span(), why[1])
            opposite = ()
    if not text:
        return None
    force = block.first("kind")
    if force is not None and (not act or force.value.words != "force"):
        found.report(
            "V006",
            f"`{force.value.words}` is no kind of {block.kind}",
            force.value.span(),
            "an act may have `kind force`",
        )
    shared = home.kind is Kind.VOCABULARY and block.id not in taken
    name = block.id if shared else f"{home.id}/{block.id}"
    return Sentence(
        id=name,
        kind=kind,
        home=home.id,
        text=text,
        opposite=opposite,
        means=block.prose("means"),
        asks=block.prose("asks"),
        judged_by=block.prose("judged by"),
        earliest=earliest(found, file, block, text),
        arabic=block.proses("arabic"),
        terms=block.proses("term"),
        force=act and force is not None and force.value.words == "force",
        notes=block.proses("note"),
        span=block.name.span(),
    )


def _no_opposite(text: tuple[Piece, ...], opposite: tuple[Piece, ...], act: bool) -> tuple[str, str] | None:
    """Why a text has no such opposite."""
    special = [p for p in text if isinstance(p, Choice | Measure)]
    if special and not act:
        return "a text with a choice or a measure has no opposite", "deny it with `it is not so that`"
    if special != [p for p in opposite if isinstance(p, Choice | Measure)]:
        return "the opposite has not the choice of the text", "name the same options in the same order"
    slots = {p.name for p in text if isinstance(p, Slot)}
    if slots != {p.name for p in opposite if isinstance(p, Slot)}:
        listed = ", ".join(sorted(slots)) or "none"
        return "the opposite has not the slots of the text", f"the slots of the text: {listed}"
    return None


# --------------------------------------------------------------------------- told apart


def _tell_apart(found: Gathered, home: Home, used: list[Home]) -> None:
    """V001, V002, V004: ids and texts of a home and of what it uses must be apart."""
    kin = home.usage.kin
    own_ids = {s.id.rpartition("/")[2]: s for s in home.sentences}
    for index, other in enumerate(used[:-1]):
        for sentence in other.sentences:
            bare = sentence.id.rpartition("/")[2]
            own = own_ids.get(bare)
            if own is not None and own.span is not None and sentence.span is not None:
                help = f"`{other.id}` declares it already; use another id"
                there = Related("first declared here", sentence.span)
                found.report("V001", f"`{bare}` is declared twice", own.span, help, there)
        for second in used[index + 1 : -1]:
            _clash(found, home, other, second)
        own_types = {t.name: t for t in home.types}
        for type_ in other.types:
            again = own_types.get(type_.name)
            if again is not None and again.span is not None and type_.span is not None:
                found.report(
                    "V001", f"`{type_.name}` is declared twice", again.span, f"`{other.id}` declares it already",
                    Related("first declared here", type_.span),
                )  # fmt: skip
    if not home.sentences:
        return
    before: dict[tuple[str, ...], list[tuple[tuple[Slot, ...], Sentence]]] = {}
    for other in used[:-1]:
        for shape, slots, sentence in other.trie.shapes:
            before.setdefault(shape, []).append((slots, sentence))
    reported: set[tuple[str, str]] = set()
    for shape, slots, sentence in home.trie.shapes:
        for earlier, first in before.get(shape, ()):
            pair = (sentence.id, first.id)
            if pair not in reported and _overlap(slots, earlier, kin):
                reported.add(pair)
                _alike(found, sentence, first)
        before.setdefault(shape, []).append((slots, sentence))


def _clash(found: Gathered, home: Home, one: Home, other: Home) -> None:
    """V004: two homes in use declare the same id, type or text. Ids of doctrines carry their home and cannot clash."""
    front = home.files[0].front
    names = {t.name: t.name for t in one.types} | {spoken(pieces): s.id for pieces, s in one.trie.texts}
    twice = [t.name for t in other.types if t.name in names]
    twice += [s.id for pieces, s in other.trie.texts if spoken(pieces) in names]
    if one.kind is other.kind is Kind.VOCABULARY:
        ids = {s.id.rpartition("/")[2] for s in one.sentences}
        twice += [bare for s in other.sentences if (bare := s.id.rpartition("/")[2]) in ids]
    if twice:
        place = front.entries["uses"].span() if "uses" in front.entries else None
        listed = ", ".join(f"`{n}`" for n in list(dict.fromkeys(twice))[:3])
        found.report("V004", f"`{one.id}` and `{other.id}` both declare {listed}", place, "use one of the two")


def _alike(found: Gathered, sentence: Sentence, before: Sentence) -> None:
    name, other = (s.id.rpartition("/")[2] for s in (sentence, before))
    said = f"the opposite of `{name}` reads like its text" if sentence is before else f"`{name}` reads like `{other}`"
    related = (Related("the other one", before.span),) if before.span and sentence is not before else ()
    found.report("V002", said, sentence.span, "no sentence could tell them apart; word one of them otherwise", *related)


def _overlap(one: tuple[Slot, ...], other: tuple[Slot, ...], kin: Kin) -> bool:
    """Whether some entities could fill the slots of both texts."""
    return all(
        any(a.type in above and b.type in above for above in kin.values()) for a, b in zip(one, other, strict=True)
    )


# --------------------------------------------------------------------------- questions


def _questions(found: Gathered, home: Home, used: list[Home], taken: set[str]) -> None:
    """The questions of a home. ``taken``: ids that other homes have; a further question is told apart by its home."""
    seen: dict[str, Span] = {}
    for other in used[:-1]:
        for _, block in other.blocks("question"):
            seen.setdefault(block.id, block.name.span())
    for _, block in home.blocks("question"):
        fresh = first_declared(found, seen, block.name)
        about: list[str] = []
        line = block.first("about")
        for item in ids(line) if line else ():
            sentence = home.by_id.get(item.words)
            if sentence is None and not home.blind:
                near = found.unknown("R009", "act or concept", item, home.by_id)
                sentence = home.by_id.get(near) if near else None
            if sentence is not None:
                about.append(sentence.id)
        if fresh:
            notes = block.proses("note")
            home.questions.append(
                Question(
                    block.id if block.id not in taken else f"{home.id}/{block.id}",
                    block.prose("asks"),
                    tuple(about),
                    home.id,
                    notes,
                    block.name.span(),
                )
            )
    taken.update(q.id for q in home.questions)
