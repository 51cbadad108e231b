"""Compiled programs against Python's integers, which the other tests hold against the reference."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from siyar.cone import Completions
from siyar.cone.completions import completions_of
from siyar.engines import bits
from siyar.engines.bits import SpaceTooLarge, cache, native
from siyar.engines.bits.assembly import fits
from siyar.theory import Role, Theory
from tests.engines.test_bits_random import draw

pytest.importorskip("llvmlite", reason='compiled programs need the extra "space"')
pytest.importorskip("numpy", reason='compiled programs need the extra "space"')

from siyar.engines.bits import kernel


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    forget(monkeypatch)
    return tmp_path / "siyar" / "kernels"


def wide(seed: int, facts: int = 12) -> tuple[Theory, Completions]:
    """A theory with at least six open facts of two values, most facts open, and their completions."""
    rng = Random(seed)
    while True:
        theory = draw(rng, facts=facts)
        given = {n: m for n, m in theory.facts.items() if theory.atoms[n].role is not Role.FACT or not rng.randrange(4)}
        theory = replace(theory, facts=given)
        ranged = completions_of(theory, list(theory.open))
        if fits(ranged.facts) is not None and bits.Space.of(ranged.facts).lanes <= 1 << 16:
            return theory, ranged


def agrees(theory: Theory, ranged: Completions, threads: int = 1) -> None:
    net = bits.network(theory)
    plain = bits.count(net, ranged, literals=theory.literals, atoms=[*theory.atoms], compiled=False)
    found = bits.count(net, ranged, literals=theory.literals, atoms=[*theory.atoms], compiled=True, threads=threads)
    assert found == plain
    for atom, answers in found.answers.items():
        said = [(each, each.because, number) for each, number in answers.items()]
        assert said == [(each, each.because, number) for each, number in plain.answers[atom].items()]


@pytest.mark.parametrize("seed", range(40))
def test_the_same_counts(seed: int) -> None:
    agrees(*wide(seed))


@pytest.mark.long
@pytest.mark.parametrize("hundred", range(20))
def test_the_same_counts_for_many(hundred: int) -> None:
    for seed in range(1000 + 100 * hundred, 1100 + 100 * hundred):
        agrees(*wide(seed))


def test_the_seeds_reach_loops_choices_and_what_is_impossible() -> None:
    drawn = [wide(seed) for seed in range(40)]
    nets = [bits.network(theory) for theory, _ in drawn]
    assert any(step.loop for net in nets for step in net.steps)
    assert any(ranged.barred for _, ranged in drawn)
    assert any(mask.bit_count() == 3 for _, ranged in drawn for mask in ranged.facts.values())
    counted = [bits.count(net, ranged) for net, (_, ranged) in zip(nets, drawn, strict=True)]
    assert any(sum(found.undetermined.values()) for found in counted)
    assert any(0 < found.total < found.space.lanes for found in counted)


@pytest.mark.parametrize("seed", range(20))
def test_pieces_and_threads_make_no_difference(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "PIECE", 1 << 7)
    monkeypatch.setattr(kernel, "KEPT_PIECE", 1 << 8)
    theory, ranged = wide(seed)
    agrees(theory, ranged, threads=3)
    net = bits.network(theory)
    assert bits.count(net, ranged, compiled=True) == bits.count(net, ranged, compiled=False)


@pytest.mark.parametrize("seed", range(20))
def test_the_same_survey(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "KEPT_PIECE", 1 << 8)
    theory, ranged = wide(seed)
    for atom in ("x", "c0"):
        net = bits.network(theory, [q for q in theory.literals if q.atom == atom])
        plain = bits.survey_of(net, atom, ranged, compiled=False)
        found = bits.survey_of(net, atom, ranged, compiled=True, threads=2)
        assert found.total == plain.total
        assert by_case(found) == by_case(plain)
        assert sum(mask.bit_count() for mask in found.answers.values()) == found.total
        first = [mask & -mask for mask in found.answers.values()]
        assert first == sorted(first)
        if found.space == plain.space:
            assert dict(found.answers) == dict(plain.answers)
            assert [each.because for each in found.answers] == [each.because for each in plain.answers]


def by_case(found: bits.Survey) -> dict[frozenset[tuple[str, int]], object]:
    return {frozenset(found.space.decode(i).items()): each for each in found.answers for i in found.lanes(each)}


def test_facts_with_two_values_come_first() -> None:
    space = fits({"n": 0b111, **{f"f{i}": 0b11 for i in range(6)}})
    assert space is not None
    assert (space.facts[0], space.facts[-1], space.lanes) == ("f0", "n", 192)
    assert fits({"n": 0b111, **{f"f{i}": 0b11 for i in range(5)}}) is None


# --------------------------------------------------------------------------- what is kept on disk


def test_what_was_compiled_is_kept_and_read_again(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theory, ranged = wide(1)
    expected = counted(theory, ranged)
    (file,) = own_cache.iterdir()
    forget(monkeypatch)
    monkeypatch.setattr(cache, "write", never)
    assert counted(theory, ranged) == expected
    assert file.read_bytes().startswith(cache.MARK)


@pytest.mark.parametrize(
    "damage",
    [
        lambda code: b"",
        lambda code: code[:-1],
        lambda code: code[: len(cache.MARK) + 8],
        lambda code: code[:200] + bytes([code[200] ^ 1]) + code[201:],
        lambda code: b"something else" * 1000,
    ],
)
def test_a_damaged_file_is_made_again(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes]
) -> None:
    theory, ranged = wide(2)
    expected = counted(theory, ranged)
    (file,) = own_cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    forget(monkeypatch)
    assert counted(theory, ranged) == expected
    assert file.read_bytes() == whole


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "taken"))
    forget(monkeypatch)
    theory, ranged = wide(3)
    assert counted(theory, ranged) == bits.count(bits.network(theory), ranged, compiled=False)


def test_old_files_go(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_FILES", 3)
    for i in range(5):
        cache.write(f"file{i}", bytes([i]))
    assert len(list(own_cache.iterdir())) == 3
    assert cache.read("file4") == bytes([4])


def test_the_folder_is_the_users_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert cache.folder() == tmp_path / "siyar" / "kernels"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert cache.folder().is_relative_to(tmp_path)


def counted(theory: Theory, ranged: Completions) -> bits.Counts:
    return bits.count(bits.network(theory), ranged, compiled=True)


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """As another process would begin."""
    monkeypatch.setattr(native, "_loaded", {})


def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a program paid for every space."""
    monkeypatch.setattr(kernel, "PAYS", dict.fromkeys(native.Readiness, 1))
    monkeypatch.setattr(kernel, "PAYS_KEPT", dict.fromkeys(native.Readiness, 1))


def never(*_: object) -> None:
    raise AssertionError("compiled again")


# --------------------------------------------------------------------------- bounds and interruption


def test_an_interruption_ends_the_work_and_leaves_nothing_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    theory, ranged = wide(4)
    expected = counted(theory, ranged)
    monkeypatch.setattr(kernel, "PIECE", 1)
    done = 0

    def interrupted(*arguments: object) -> object:
        nonlocal done
        done += 1
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(kernel, "_piece", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bits.count(bits.network(theory), ranged, compiled=True, threads=2)
    assert done <= 2
    assert not [t for t in threading.enumerate() if t is not threading.main_thread() and "ThreadPool" in t.name]
    assert counted(theory, ranged) == expected


def test_too_many_cases_are_refused_with_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    theory, ranged = wide(5)
    with pytest.raises(SpaceTooLarge) as refused:
        bits.count(bits.network(theory), ranged, compiled=True, most=10)
    assert refused.value.count == bits.Space.of(ranged.facts).lanes


def test_small_spaces_are_not_compiled(monkeypatch: pytest.MonkeyPatch, own_cache: Path) -> None:
    theory, ranged = wide(6)
    monkeypatch.setattr(native, "compiled", never)
    bits.count(bits.network(theory), ranged)
    bits.survey_of(bits.network(theory), "x", ranged)
    assert not own_cache.exists()


def test_large_ones_are_where_it_pays(monkeypatch: pytest.MonkeyPatch, own_cache: Path) -> None:
    theory, ranged = wide(7)
    net = bits.network(theory)
    plain = bits.count(net, ranged)
    always(monkeypatch)
    for module in (bits.survey.__module__, bits.count.__module__):
        monkeypatch.setattr(sys.modules[module], "BLOCK", 1)
    assert bits.count(net, ranged) == plain
    found = bits.wide(net, "x", ranged)
    assert found is not None
    assert found.total == plain.total
    assert len(list(own_cache.iterdir())) == 2


def test_a_survey_keeps_the_order_of_its_facts_unless_a_program_is_insisted_on(monkeypatch: pytest.MonkeyPatch) -> None:
    always(monkeypatch)
    monkeypatch.setattr(sys.modules[bits.survey.__module__], "BLOCK", 1)
    moved = 0
    for seed in range(12):
        theory, ranged = wide(seed)
        net = bits.network(theory, [q for q in theory.literals if q.atom == "x"])
        plain = bits.survey_of(net, "x", ranged, compiled=False)
        found = bits.survey_of(net, "x", ranged)
        assert (found.space, dict(found.answers)) == (plain.space, dict(plain.answers))
        moved += bits.survey_of(net, "x", ranged, compiled=True).space != plain.space
    assert moved


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    theory, ranged = wide(8)
    plain = bits.count(bits.network(theory), ranged)
    monkeypatch.setitem(sys.modules, "llvmlite", None)
    native._machine.cache_clear()
    with pytest.raises(native.NotInstalled, match=r'need the extra "space": pip install "siyar\[space\]"'):
        bits.count(bits.network(theory), ranged, compiled=True)
    # Where nobody insists, integers do it.
    monkeypatch.setattr(native, "available", lambda: False)
    always(monkeypatch)
    monkeypatch.setattr(sys.modules[bits.count.__module__], "BLOCK", 1)
    assert bits.count(bits.network(theory), ranged) == plain
