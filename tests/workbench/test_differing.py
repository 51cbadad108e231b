"""Two versions of a doctrine: every ruling by hand, sentences declared otherwise, blocks, files, folders, revisions."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from siyar.asking import to_ask
from siyar.diagnostics import Diagnostic
from siyar.export.difference import difference_json, difference_markdown, difference_text
from siyar.hearing import Asked, ImpossibleCase
from siyar.ranging import Differing, diff
from siyar.source import Text
from siyar.study.abstract import abstract_case
from siyar.study.joint import joint
from siyar.study.versions import edits, side_by_side
from siyar.workbench import Workbench
from siyar.workbench.revisions import at_revision
from siyar.workbench.versions import Version
from tests.cli.command import run
from tests.export.schemas import valid
from tests.precedent.tolls import CLASH
from tests.precedent.tolls import bench as guilds
from tests.workbench.test_ranging import ONE, SOURCE, TWO, WORDS, check_every_case

#: The pilots' book as it was: a number, a rule less, and the sick by another road.
OLDER = ONE.replace("at most 40", "at most 30").replace(
    """rule over-long
  forbidden        for Harbour to admit Vessel
  when             the stay of Vessel is more than the stay promised to Vessel
  notwithstanding  few
  source           pilots 2

""",
    "",
)
assert OLDER.count("rule ") == ONE.count("rule ") - 1


def read(doctrine: str, words: str = WORDS) -> Version:
    pages = [Text(f"{id}.md", SOURCE.format(id=id)) for id in ("pilots", "guards")]
    opened = Workbench.read((Text("words.md", words), *pages, Text("doctrine.md", doctrine)), set())
    assert not [p for p in opened.problems if p.severity == "error"], opened.problems
    return Version(opened.library, tuple(opened.library.doctrines), "a version")


def found_between(old: Version, new: Version, **options: object) -> Differing:
    found = diff(old, new, **options)  # type: ignore[arg-type]  # options of several types, passed on
    assert isinstance(found, Differing), found
    return found


def test_every_case_of_two_versions_of_one_id() -> None:
    pair = side_by_side(read(OLDER).library, "pilot-book", read(ONE).library, "pilot-book")
    bench = Workbench(pair.library)
    case = abstract_case(pair.library, ["admission"], (pair.old, pair.new))
    asked = to_ask(pair.library, case, ["admission"], "")
    assert not isinstance(asked, tuple)
    space = joint([bench.frame(pair.old), bench.frame(pair.new)], case, asked.claims[0])
    assert space is not None
    # With the constants of both, so that a number between them can be told to either.
    assert check_every_case(space, [part.frame for part in space.parts]) > 20
    assert any(one != other for one, other in space.counts)


def test_rulings_counts_and_smallest_cases() -> None:
    made = found_between(read(OLDER), read(ONE))
    found, bench = made.difference, made.bench
    assert found.rules_otherwise
    assert found.whole
    (line,) = found.across.lines
    (difference,) = line.differences
    assert 0 < difference.count < line.scope.total
    for kind in difference.kinds:
        for says, ruling in zip(kind.says, kind.rulings, strict=True):
            assert (says.outcome.status, says.outcome.value) == (ruling.outcome.status, ruling.outcome.value)
    # Each case of the condition, told with all other facts left open, is ruled otherwise by both.
    for kind in difference.kinds:
        heard = [bench.hear(id, kind.case, to_asked(made), {}) for id in (found.old, found.new)]
        assert not any(isinstance(one, ImpossibleCase) for one in heard)
        assert len({(r.outcome.status, r.outcome.value) for r in heard if not isinstance(r, ImpossibleCase)}) == 2


def to_asked(made: Differing) -> Asked:
    case = made.difference.across.lines[0].scope.case
    asked = to_ask(made.bench.library, case, ["admission"], "")
    assert not isinstance(asked, tuple)
    return asked.claims[0]


def test_the_blocks_that_differ() -> None:
    old, new = read(OLDER), read(ONE)
    changed = edits(old.library, "pilot-book", new.library, "pilot-book")
    assert [(e.kind, e.id, bool(e.before), bool(e.after)) for e in changed] == [
        ("rule", "few", True, True),
        ("rule", "over-long", False, True),
    ]
    assert edits(new.library, "pilot-book", new.library, "pilot-book") == ()


def test_a_rule_under_another_id_is_the_same_rule() -> None:
    old = read(
        ONE.replace("rule few", "rule small-crews").replace("notwithstanding  few", "notwithstanding  small-crews")
    )
    changed = edits(old.library, "pilot-book", read(ONE).library, "pilot-book")
    assert ("rule", "small-crews → few") in [(e.kind, e.id) for e in changed]
    assert not found_between(old, read(ONE)).difference.rules_otherwise


def test_priorities_and_the_header() -> None:
    old = read(
        ONE.replace("  notwithstanding  few\n", "").replace("questions: admission, sinking", "questions: admission")
    )
    made = found_between(old, read(ONE))
    kinds = {(e.kind, e.id): (e.before, e.after) for e in made.difference.edits}
    assert kinds["priority", "over-long > few"] == ("", "over-long prevails over few: notwithstanding")
    assert kinds["header", "questions"] == ("questions: admission", "questions: admission, sinking")
    assert made.difference.rules_otherwise


def test_a_sentence_declared_otherwise_is_another_sentence() -> None:
    words = WORDS.replace("Vessel flies {a flag | a pennant | nothing}", "Vessel flies {a flag | nothing}")
    made = found_between(read(TWO, words), read(TWO))
    assert made.difference.rules_otherwise
    (line,) = made.difference.across.lines
    flags = [fact for fact in line.scope.facts if "flies" in fact]
    assert len(flags) == 2
    # Only the words are others: the newer stand for both.
    reworded = WORDS.replace("Vessel carries the sick", "Vessel has the sick aboard")
    older = read(ONE.replace("carries the sick", "has the sick aboard"), reworded)
    assert not found_between(older, read(ONE)).difference.rules_otherwise


def test_a_rule_about_something_of_which_the_older_says_nothing() -> None:
    older = TWO.replace(TWO[TWO.index("rule washed") : TWO.index("rule clean-ones")], "")
    made = found_between(read(older), read(TWO))
    abouts = [line.about for line in made.difference.across.lines]
    assert any("clean" in words for words in abouts)
    assert "is silent" in difference_text(made.difference, made.bench.library)


def test_two_encodings_of_one_text_with_sentences_of_their_own() -> None:
    own = """
```siyar
fact tall
  text             Vessel is taller than the bridge

rule tall-ones
  forbidden        for Harbour to admit Vessel
  when             Vessel is taller than the bridge
  source           pilots 4
```
"""
    one, other = read(ONE + own), read((ONE + own).replace("pilot-book", "other-book"))
    made = found_between(one, other)
    assert not made.difference.rules_otherwise
    assert made.difference.edits == ()


def test_that_precedents_count_is_a_difference() -> None:
    plain, counting = (of.library for of in (guilds("", CLASH), guilds("\nprecedents: prevail", CLASH)))
    made = found_between(Version(plain, ("manual",), "plain"), Version(counting, ("manual",), "counting"))
    assert [(e.kind, e.before, e.after) for e in made.difference.edits] == [
        ("header", "", "precedents: prevail"),
    ]
    assert made.difference.rules_otherwise
    deciding = {
        rule
        for line in made.difference.across.lines
        for d in line.differences
        for kind in d.kinds
        for rule in kind.rulings[1].deciding
    }
    assert deciding & {"spared", "taxed"}


@pytest.mark.parametrize("width", [60, 100])
def test_text_markdown_and_json(width: int) -> None:
    made = found_between(read(OLDER), read(ONE))
    found, library = made.difference, made.bench.library
    text, page = difference_text(found, library, width=width), difference_markdown(found, library)
    data = difference_json(found, library)
    valid("diff", data)
    assert all(len(line) <= width for line in text.splitlines())
    assert "A book for pilots [old]" in text
    assert "added: over-long" in text
    assert "now: when the crew of Vessel is at most 40" in " ".join(text.split())
    assert page.startswith("# From A book for pilots")
    assert data["ruled_otherwise"] is True
    assert "%" not in text


# --------------------------------------------------------------------------- files, folders, revisions


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=a tester", "-c", "user.email=tester@localhost")
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    books = tmp_path / "books"
    books.mkdir()
    files = {"words.md": WORDS, "pilots.md": SOURCE.format(id="pilots"), "pilot-book.md": OLDER}
    for name, words in files.items():
        (books / name).write_text(words, encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "the older book")
    git(tmp_path, "tag", "first")
    (books / "pilot-book.md").write_text(ONE, encoding="utf-8")
    git(tmp_path, "commit", "-qam", "the newer book")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ("first:books/pilot-book.md", "books/pilot-book.md"),
        ("first:books", "HEAD:books"),
        ("--rev", "HEAD~1", "books/pilot-book.md"),
        ("--rev", "first", "books"),
    ],
)
def test_versions_that_git_keeps(repository: Path, words: tuple[str, ...]) -> None:
    ran = run("diff", *words, "--format", "json")
    assert ran.status == 1, ran.err
    assert ran.err == ""
    valid("diff", ran.json)
    assert [(e["kind"], e["id"]) for e in ran.json["edits"]] == [("rule", "few"), ("rule", "over-long")]
    assert [s["question"] for s in ran.json["sentences"]] == ["admission"]
    assert not (repository / "books" / "first").exists()


def test_the_same_version_has_the_status_of_no_difference(repository: Path) -> None:
    ran = run("diff", "HEAD:books", "books")
    assert (ran.status, ran.err) == (0, "")
    assert "No ruling differs" in ran.out


def test_from_inside_a_folder_a_path_with_a_dot_begins_there(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "books")
    for path in ("./pilot-book.md", "../books/pilot-book.md", "books/pilot-book.md"):
        found = at_revision("first", path)
        assert not isinstance(found, tuple), found
        assert [text.characters for text in found.named] == [OLDER]
    assert isinstance(at_revision("first", "../../etc"), tuple)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("HEAD~7:books", "books"), "F009"),
        (("--upload-pack=x:books", "books"), ""),
        (("-x:books", "books"), ""),
        (("first:boks", "books"), "F010"),
        (("first:../books", "books"), "F010"),
        (("books/none.md", "books"), "F001"),
        (("no-such-doctrine", "books"), "R009"),
        (("books", "books", "-d", "none"), "R009"),
        (("books", "books", "-q", "none"), "R009"),
        (("books", "books", "--reading", "pilot-book/none=x"), "R009"),
        (("books",), ""),
    ],
)
def test_what_is_refused_has_the_status_of_trouble(repository: Path, words: tuple[str, ...], code: str) -> None:
    ran = run("diff", *words)
    assert ran.status == 2
    assert code in ran.err
    assert ran.out == ""


def test_a_file_with_errors_and_a_place_without_a_repository(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "books" / "pilot-book.md").write_text(ONE.replace("rule few", "rle few"), encoding="utf-8")
    ran = run("diff", "first:books", "books")
    assert (ran.status, "L001" in ran.err) == (2, True)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(elsewhere.parent))
    ran = run("diff", "HEAD:books", "hanafi")
    assert (ran.status, "F008" in ran.err) == (2, True)
    monkeypatch.setenv("PATH", "")
    found = at_revision("HEAD", "books")
    assert isinstance(found, tuple)
    assert isinstance(found[0], Diagnostic)
    assert "not installed" in found[0].message


def test_several_doctrines_want_one_to_be_chosen(repository: Path) -> None:
    (repository / "books" / "guards.md").write_text(SOURCE.format(id="guards"), encoding="utf-8")
    (repository / "books" / "guard-book.md").write_text(TWO, encoding="utf-8")
    ran = run("diff", "books", "books")
    assert (ran.status, "C012" in ran.err) == (2, True)
    assert run("diff", "books", "books", "-d", "guard-book").status == 0
    assert run("diff", "first:books", "books").status == 1  # one is in both


def test_shipped_doctrines_and_an_edited_one(tmp_path: Path) -> None:
    ran = run("diff", "hizb-essay", "hizb-qa", "-q", "help", "--format", "json")
    assert ran.status == 1
    assert ran.json["old"]["shipped"]
    assert ran.json["new"]["shipped"]
    assert run("diff", "hizb-qa", "hizb-qa").status == 0
    assert "<h2>What is ruled otherwise</h2>" in run("diff", "hizb-qa", "hizb-qa", "--format", "html").out
