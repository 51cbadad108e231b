"""`ask`, `why`, `list`, `show`, `tour`: results on standard output, complaints on standard error, statuses 0, 1, 2."""

from __future__ import annotations

import re

import pytest

from siyar.cli.app import COMMANDS
from tests.cli.command import run, shipped

CASE = "banu-qaynuqa-squadron"
HELP = (CASE, "--doctrine", "hizb-qa", "--question", "help")


# --------------------------------------------------------------------------- what is printed where


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", *HELP),
        ("ask", *HELP, "--only"),
        ("ask", *HELP, "--all"),
        ("ask", *HELP, "--propagate"),
        ("ask", CASE, "-q", "help"),
        ("ask", CASE),
        ("ask", CASE, "-d", "hizb-qa", "-d", "hanafi", "-q", "help"),
        ("ask", CASE, "-d", "hizb-qa", "--about", "the squadron"),
        ("ask", CASE, "-d", "hizb-qa", "--about", "for Medina to seek military help from the squadron"),
        ("ask", *HELP, "--reading", "hizb-qa/ratio-of-the-squadron=banner"),
        ("ask", *HELP, "--reading", "all"),
        ("ask", *HELP, "--without", "squadron"),
        ("ask", "hudaybiyya-broken", "-d", "hanafi"),
        ("why", *HELP),
        ("why", *HELP, "--not", "permitted"),
        ("why", *HELP, "--not", "any"),
        ("why", *HELP, "--without", "squadron"),
        ("why", *HELP, "--propagate"),
        ("compare", CASE),
        ("compare", "hudaybiyya", "cyprus-800", "--differences-only"),
        ("compare", "hudaybiyya", "-d", "hanafi", "-d", "hizb-qa", "-q", "truce"),
        ("influence", "hizb-qa", "-q", "help"),
        ("influence", "hizb-qa", "-q", "help", "--reading", "hizb-qa/ratio-of-the-squadron=banner", "--format", "csv"),
        ("influence", "vcdr-1961", "--format", "svg"),
        ("diff", "hizb-qa", "hizb-qa", "-q", "help"),
        ("precedents", *HELP),
        ("precedents", *HELP, "--model", "result", "--only"),
        ("precedents", *HELP, "--reading", "hizb-qa/ratio-of-the-squadron=banner", "--without", "quzman"),
        ("precedents", "hudaybiyya"),
        ("list",),
        ("list", "doctrines"),
        ("list", "cases"),
        ("list", "questions"),
        ("list", "sources"),
        ("list", "readings"),
        ("show", "hizb-qa"),
        ("show", "hizb-qa/help-of-an-entity"),
        ("show", "hizb-qa/ratio-of-the-squadron"),
        ("show", "hizb-qa/squadron"),
        ("show", "hizb-qa/fire-of-the-polytheists"),
        ("show", CASE),
        ("show", "qa-2017"),
        ("show", "help"),
        ("show", "muslim"),
        ("show", "help act"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("format", ["text", "json", "markdown"])
def test_a_result_goes_to_standard_output(arguments: tuple[str, ...], format: str) -> None:
    if arguments[1:] == ("help act",):
        arguments = ("show", shipped().questions["help"].about[0])
    ran = run(*arguments, "--format", format)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("\n")
    assert not ran.out.endswith("\n\n")
    if format == "json":
        assert ran.json
    else:
        assert ran.out.strip()
        assert not re.search(r"[ \t]+$", ran.out, re.MULTILINE) or format == "markdown"


def test_text_is_the_default() -> None:
    assert run("ask", *HELP).out == run("ask", *HELP, "--format", "text").out


def test_every_status_is_attributed() -> None:
    said = run("ask", *HELP).out
    assert "A question-and-answer of 2017 states: forbidden" in said
    assert "reviewed by: no scholar yet" in said


def test_the_json_of_a_ruling_has_the_keys_that_are_promised() -> None:
    found = run("ask", *HELP, "--format", "json").json
    assert {"case", "siyar", "library", "narrowed", "rulings"} <= set(found)
    assert {
        "doctrine", "title", "question", "about", "entities", "value", "status", "because", "known", "accounts",
        "assumptions", "case_lines", "settled", "holds", "between", "possible", "turns_on", "settled_by", "readings",
        "anachronism", "why", "sources",
    } <= set(found["rulings"][0])  # fmt: skip
    assert (found["rulings"][0]["value"], found["rulings"][0]["status"]) == ("forbidden", "ruled")


@pytest.mark.parametrize("command", ["ask", "why"])
def test_the_other_positions_stand_beside_or_the_narrowing_is_marked(command: str) -> None:
    assert "Other positions" in run("ask", *HELP).out
    for format, mark in (("text", "narrowed by the user"), ("markdown", "narrowed by the user")):
        assert mark in run("ask", *HELP, "--only", "--format", format).out
    wide, narrow = (run("ask", *HELP, *only, "--format", "json").json for only in ((), ("--only",)))
    assert (wide["narrowed"], narrow["narrowed"]) == (False, True)
    assert len(wide["rulings"]) > len(narrow["rulings"]) == 1


def test_all_readings_are_given_apart() -> None:
    found = run("ask", *HELP, "--reading", "all", "--only", "--format", "json").json
    picks = [tuple(sorted(r["readings"].items()) if isinstance(r["readings"], dict) else map(str, r["readings"]))
             for r in found["rulings"]]  # fmt: skip
    assert len(picks) > 1
    assert len(set(picks)) == len(picks)


def test_why_not_names_what_stands_in_the_way() -> None:
    said = run("why", *HELP, "--not", "permitted").out
    assert "permitted" in said
    assert "help-of-individuals" in said


def test_the_tour_runs_to_its_end() -> None:
    ran = run("tour")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.count("$ siyar ask") == 4


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help_with_an_example(command: str) -> None:
    ran = run(command, "--help")
    assert ran.status == 0
    assert f"Example: siyar {command}" in " ".join(ran.out.split())


def test_the_version() -> None:
    assert re.fullmatch(r"siyar \d+\.\d+\.\d+\S*\n", run("--version").out)


# --------------------------------------------------------------------------- what the user got wrong: 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("ask", "banu-qaynuka-squadron"), "R009", "did you mean `banu-qaynuqa-squadron`?"),
        (("ask", CASE, "-d", "hizb-qe"), "R009", "did you mean `hizb-qa`?"),
        (("ask", CASE, "-q", "helps"), "R009", "did you mean `help`?"),
        (("ask", CASE, "-q", "zzzzzzzz"), "R009", "there is "),
        (("ask", *HELP, "--reading", "hizb-qa/ratio-of-a-squadron=banner"), "R009", "ratio-of-the-squadron"),
        (("ask", *HELP, "--reading", "hizb-qa/ratio-of-the-squadron=flag"), "R007", "banner"),
        (("ask", *HELP, "--reading", "hizb-x/ratio-of-the-squadron=banner"), "R009", "hizb-"),
        (("ask", *HELP, "--without", "squadrom"), "R009", "did you mean `squadron`?"),
        (("ask", *HELP, "--about", "the squadrn"), "R009", "did you mean `the squadron`?"),
        (("ask", *HELP, "--about", "for Medina to seek"), "S00", ""),
        (("why", *HELP, "--not", "prohibited"), "R018", "forbidden"),
        (("why", "nowhere"), "R009", "there is"),
        (("compare", "hudaybia"), "R009", "did you mean `hudaybiyya`?"),
        (("compare", CASE, "-d", "hizb-qe"), "R009", "did you mean `hizb-qa`?"),
        (("compare", CASE, "-q", "helps"), "R009", "did you mean `help`?"),
        (("compare", "hizb-qa"), "R009", "there is no case `hizb-qa`"),
        (("show", "hizb-qa/help-of-an-entty"), "R009", "help-of-an-entity"),
        (("show", "nothing-of-the-kind"), "R009", ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_name_that_is_none_is_answered_with_the_nearest(arguments: tuple[str, ...], code: str, words: str) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (1, "")
    assert code in ran.err
    assert words in ran.err


# --------------------------------------------------------------------------- wrong use: 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", CASE, "--no-such-option"),
        ("ask", CASE, "--format", "yaml"),
        ("ask", CASE, "--reading", "banner"),
        ("ask", CASE, "--reading", "hizb-qa=banner"),
        ("ask", CASE, "--reading", "hizb-qa/ratio="),
        ("ask", CASE, "another"),
        ("why",),
        ("compare",),
        ("compare", CASE, "--format", "yaml"),
        ("show",),
        ("list", "nonsense"),
        ("fmt",),
        ("check", "--format", "xml"),
        ("serve", "--port", "99999"),
        ("judge",),
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_apart(arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "Usage" in ran.err


def test_a_fact_is_not_ruled_on() -> None:
    ran = run("ask", "hudaybiyya", "--about", "Quraysh is not Muslim")
    assert (ran.status, ran.out) == (1, "")
    assert "S004" in ran.err
    assert "is a fact" in ran.err
