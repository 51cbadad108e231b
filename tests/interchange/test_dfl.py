"""SPINdle's ``.dfl``: read with places, written back, and worked by the counting engine as by the reference."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siyar.engines import counting, reference
from siyar.interchange import conclusions, read, write
from siyar.interchange.plain import PlainTheory, net, of_theory, theory
from siyar.source import Text
from tests.engines.translate import seen
from tests.strategies import YES_NO_PLAIN, seeded, theories


def read_words(words: str) -> PlainTheory:
    plain, problems = read(Text("t.dfl", words))
    assert not [p for p in problems if p.severity == "error"], problems
    return plain


def lines(words: str, **how: bool) -> list[str]:
    return [f"{sign} {literal}" for sign, literal in conclusions(read_words(words), **how).signed()]


# --------------------------------------------------------------------------- what is read


def test_every_kind_of_statement() -> None:
    plain = read_words(
        "# a comment\n\n>> a  # another\nr1: a, -b -> c\n  r_2 : a=>-c\nr3: ~> d\nr-4: p(x, y), -q(z) => d\n=> e\r\n"
        "f: >> -b\nr1 < r_2\nr1>r3, r-4\n"
    )
    assert write(plain) == (
        ">> a\n>> -b\nr1: a, -b -> c\nr_2: a => -c\nr3: ~> d\nr-4: p(x,y), -q(z) => d\n=> e\n"
        "r_2 > r1\nr1 > r3\nr1 > r-4\n"
    )


def test_a_literal_is_the_same_however_it_is_spaced() -> None:
    assert read_words(">>a\nr:-  a ,p( x,y )=>- b\n") == read_words(">> a\nr: -a, p(x,y) => -b\n")


def test_several_facts_on_a_line_and_a_last_line_without_end() -> None:
    assert read_words(">> a, -b\n>> c") == read_words(">> a\n>> -b\n>> c\n")


@pytest.mark.parametrize(
    ("words", "code", "line", "column", "marked"),
    [
        ("r: a => b\nnothing at all\n", "D001", 2, 1, "nothing at all"),
        ("r: a b => c", "D001", 1, 4, "a b"),
        ("r: a, , b => c", "D001", 1, 7, ""),
        ("r: a => ", "D001", 1, 9, ""),
        ("r: a => b, c", "D001", 1, 9, "b, c"),
        ("a >> b", "D001", 1, 1, "a"),
        ("r: --a => b", "D001", 1, 4, "--a"),
        ("r: p(a => b", "D001", 1, 4, "p(a"),
        ("r: p(a, q => b", "D001", 1, 4, "p(a, q"),
        ("r: p(a)), q => b", "D001", 1, 4, "p(a))"),
        ("r: a => b\nr >", "D001", 2, 1, "r >"),
        ("r: a => 1b", "D001", 1, 9, "1b"),
        ("r: [OBL]a => b", "D002", 1, 4, "["),
        ("r[OBL]: a => b", "D002", 1, 2, "["),
        ("r: a{1,2} => b", "D002", 1, 5, "{"),
        ("r: a => @b", "D002", 1, 9, "@"),
        ("BEL == INT", "D002", 1, 5, "=="),
        ("r: => a\nr: => b", "D003", 2, 1, "r"),
        ("r: => a\nr > s", "D004", 2, 5, "s"),
        ("r: => a\ns: => -a\nr > s\ns > r", "D005", 4, 1, "s > r"),
        ("r: => a\ns: => -a\nt: => a\nr > s, s > t", "D001", 4, 1, "r > s, s > t"),
        ("r: => a\ns: => b\nr > s", "D006", 3, 1, "r > s"),
        ("r: ~> a\ns: => -a\nr > s", "D006", 3, 1, "r > s"),
        ("f: >> a\ns: => -a\nf > s", "D006", 3, 1, "f > s"),
    ],
)
def test_what_is_wrong_is_shown_where_it_stands(words: str, code: str, line: int, column: int, marked: str) -> None:
    _, problems = read(Text("t.dfl", words))
    (problem,) = [p for p in problems if p.code == code]
    assert problem.span is not None
    assert (problem.span.line, problem.span.column, problem.span.words) == (line, column, marked)
    assert problem.help


@pytest.mark.parametrize("words", ["", "\n\n", "# nothing\n", "  \t\n"])
def test_nothing_to_read(words: str) -> None:
    (problem,) = read(Text("t.dfl", words))[1]
    assert (problem.code, problem.file) == ("F004", "t.dfl")


def test_an_unreadable_rule_is_no_unknown_label() -> None:
    assert [p.code for p in read(Text("t.dfl", "r: a b => c\ns: => -c\nr > s"))[1]] == ["D001"]


def test_a_long_circle_of_priorities_is_no_deep_recursion() -> None:
    rules = "".join(f"r{i}: => {'-' * (i % 2)}p\n" for i in range(20_000))
    pairs = "".join(f"r{i} > r{(i + 1) % 20_000}\n" for i in range(20_000))
    (problem,) = read(Text("t.dfl", rules + pairs))[1]
    assert problem.code == "D005"
    assert problem.message.endswith("… > r0")


def test_ten_megabytes_of_something_else_end_soon() -> None:
    for words in (
        "r: (" + "a, " * 3_000_000,
        "word " * 2_000_000,
        "a-" * 5_000_000,
        "r: " + "a, " * 3_000_000,
        "no theory\n" * 1_000_000,
    ):
        _, problems = read(Text("t.dfl", words))
        assert 0 < len(problems) <= 50


@given(st.text(alphabet="rsab:,->=~<#()[ \n\t", max_size=40))
def test_any_characters_are_survived(words: str) -> None:
    plain, problems = read(Text("t.dfl", words))
    for problem in problems:
        if problem.span:
            assert 0 <= problem.span.start <= problem.span.end <= len(words)
    if not any(p.severity == "error" for p in problems):
        again = read_words(write(plain))
        assert write(again) == write(plain)


# --------------------------------------------------------------------------- there and back


@settings(max_examples=200)
@given(theories(YES_NO_PLAIN))
def test_written_and_read_again(made: object) -> None:
    from siyar.theory import Theory

    assert isinstance(made, Theory)
    plain = of_theory(made)
    assert plain is not None
    again = read_words(write(plain))
    # Atoms are numbered as they occur; one that nothing mentions is not written.
    assert write(again) == write(plain)
    assert set(again.atoms) <= set(plain.atoms)


def test_what_basic_defeasible_logic_cannot_say_is_not_written() -> None:
    written = [of_theory(seeded(seed)) is not None for seed in range(300)]
    assert 0 < sum(written) < 290


def test_the_theory_and_the_net_lead_to_the_same() -> None:
    for seed in range(400):
        made = seeded(seed, YES_NO_PLAIN)
        plain = of_theory(made)
        assert plain is not None
        known = counting.conclude(net(plain))
        outcome = reference.evaluate(theory(plain))
        assert seen(reference.evaluate(made)).shown == seen(outcome).shown
        names = [f"{'-' if q.values == 2 else ''}{q.atom}" for q in outcome.tags if outcome.shown(q)]
        assert sorted(names) == sorted(plain.name(q) for q in range(2 * len(plain.atoms)) if known.tag[q] == 1)


# --------------------------------------------------------------------------- what follows


def test_strict_part_and_defeasible_part() -> None:
    said = lines(">> a\n>> b\nr1: a, b -> c\nr2: a, b => -c\nr3: c => d\n")
    assert said == sorted(said)
    assert {"+D c", "+d c", "-D -c", "-d -c", "-D d", "+d d"} <= set(said)
    assert len(said) == 4 * 2 * 2


def test_a_contradiction_of_facts_makes_both_definite() -> None:
    assert {"+D p", "+D -p", "+d p", "+d -p"} <= set(lines(">> p\n>> -p\n=> q\n"))


def test_a_circle_fails_for_each_of_its_members() -> None:
    assert {"-d a", "-d b", "-d c"} <= set(lines("r: a => b\ns: b => c\nt: c => a\n"))


def test_what_turns_on_its_own_defeat_has_no_sign() -> None:
    plain = read_words("a: => p\nb: p => -p\n")
    found = conclusions(plain)
    assert found.undetermined() == ["p"]
    assert ("-d", "-p") in set(found.signed())
    assert "p" not in {literal for sign, literal in found.signed() if sign[1] == "d"}


def test_ambiguity_is_blocked_or_propagates() -> None:
    words = "r1: => p\nr2: => -p\nr3: p => -q\nr4: => q\n"
    assert "+d q" in lines(words)
    assert "-d q" in lines(words, propagating=True)
