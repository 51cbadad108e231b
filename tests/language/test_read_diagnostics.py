"""What can be wrong in a file: one message for one slip, with its caret under the «marked» words."""

from __future__ import annotations

import pytest

from siyar.diagnostics import CODES
from tests.language.written import (
    CASES_HEAD,
    DOCTRINE_HEAD,
    OTHER,
    SOURCE,
    VOCABULARY,
    fence,
    marked,
    read_files,
    said,
)

FAIR = """
case fair
  Town             Alba
  Neighbour        Borgo
  Guild            the guild of weavers (the weavers)
  Guild            Banu Bakr
  Charter          the charter
"""


def rule(lines: str) -> str:
    return f"rule one\n{lines.strip(chr(10))}\n"


#: name: (code, words of the message, words of the help, the blocks of a doctrine with the place marked)
IN_A_DOCTRINE = {
    "a misspelt head": (
        "L001",
        "no declaration begins with `rle`",
        "did you mean `rule`?",
        "«rle» one\n  then  Charter is void",
    ),
    "a tab": ("L002", "a tab", "indent with spaces", "rule one\n«\t»then  Charter is void"),
    "a misspelt keyword": (
        "L003",
        "a rule has no line `forbiden`",
        "did you mean `forbidden`?",
        "rule one\n  «forbiden»  for Town to march on Neighbour",
    ),
    "an unknown keyword": (
        "L003",
        "a rule has no line `perhaps`",
        "it may have: obligatory",
        "rule one\n  then  Charter is void\n  «perhaps»  later",
    ),
    "a line indented by one": ("L004", "indented by 1", "indented by 2", "rule one\n« »then  Charter is void"),
    "a continuation of nothing": ("L004", "indented by 5", "indented by 2", "rule one\n«     »then  Charter is void"),
    "a line above every head": ("L004", "no block is open", "at the margin", "  «then  Charter is void»"),
    "a misplaced line": (
        "L005",
        "`and` cannot stand here",
        "here may stand: unless, whether or not",
        "rule one\n  then  Charter is void\n  unless  Charter is valid\n  «and»  Guild is resident",
    ),
    "either without or": (
        "L005",
        "`unless` cannot stand here",
        "here may stand: or",
        "rule one\n  then  Charter is void\n  when either  Guild is resident\n  «unless»  Guild is resident\n"
        "  or  Town is resident",
    ),
    "an unfinished rule": (
        "L006",
        "this rule is not finished",
        "obligatory, recommended",
        "«rule one»\n  when  Guild is resident",
    ),
    "an unfinished reading": (
        "L006",
        "this reading is not finished",
        "it still needs one of: default",
        "«reading one»\n  asks  Which?\n  option a  a\n  option b  b",
    ),
    "an empty block": ("L006", "this evidence is not finished", "it still needs one of: kind", "«evidence one»"),
    "an invisible character": (
        "L007",
        "U+202E",
        "take it out",
        "rule one\n  then  Charter is «\u202e»void",
    ),
    "no id": ("L008", "`One_Two` is not an id", "small letters", "rule «One_Two»\n  then  Charter is void"),
    "a missing id": ("L008", "this `rule` has no name", "`rule an-id`", "«rule»\n  then  Charter is void"),
    "a bad name of a type": ("L008", "`ship` is not the name of a type", "capital letter", "type «ship»"),
    "a bad expectation": ("L008", "names no question in a case", "QUESTION in CASE", "expect «charter»\n  is  open"),
    "a line twice": (
        "L009",
        "one line `reason`",
        "keep one",
        "rule one\n  then  Charter is void\n  reason  a\n  «reason»  b",
    ),
    "an option twice": (
        "L009",
        "option `a` stands twice",
        "keep one",
        "reading one\n  asks  Which?\n  option a  a\n  option «a»  b\n  option c  c\n  default  a",
    ),
    "an open bracket": (
        "L010",
        "never closed",
        "close it",
        "rule one\n  then  Charter is void\n  when  Guild is resident «[»roll P1",
    ),
    "words after a bracket": (
        "L010",
        "words after the brackets",
        "end the line",
        "rule one\n  then  Charter is void\n  when  Guild is resident [roll P1] «today»",
    ),
    "an unread word": (
        "S001",
        "no declared sentence goes on with `seek` here",
        "nearest: for Town to keep {river | road | market} trade",
        rule("  forbidden  for Town to «seek» trade with Neighbour"),
    ),
    "a sentence cut short": (
        "S002",
        "stops too soon after `counts`",
        "nearest: Guild counts as trusted",
        rule("  then  Guild «counts»"),
    ),
    "a missing sentence": (
        "S002",
        "a sentence is missing",
        "after the keyword",
        "rule one\n  then  Charter is void\n  «when»",
    ),
    "a fact for an act": (
        "S004",
        "a fact stands where an act is wanted",
        "for … to …",
        rule("  forbidden  «Guild is resident»"),
    ),
    "an act for a fact": (
        "S004",
        "an act stands where a fact or a norm is wanted",
        "say whether",
        rule("  then  Charter is void\n  when  «for Town to march on Neighbour»"),
    ),
    "a norm after then": (
        "S004",
        "a norm stands where a concept is wanted",
        "in place of `then`",
        rule("  then  «permitted for Town to march on Neighbour»"),
    ),
    "a concept after otherwise": (
        "S004",
        "a concept stands where a norm is wanted",
        "otherwise permitted",
        rule("  otherwise  «Charter is void»"),
    ),
    "and in a condition": (
        "S005",
        "`and` joins a list of conditions; here lists say `or`",
        "write `or`",
        rule("  then  Charter is void\n  when  the banner of Guild is red «and» blue"),
    ),
    "or in a conclusion": (
        "S005",
        "`or` joins a list of conclusions; here lists say `and`",
        "write `and`",
        rule("  forbidden  for Town to keep river «or» road trade with Neighbour"),
    ),
    "no unit": (
        "S006",
        "`moons` is no unit of time",
        "lunar months",
        rule("  then  Charter is void\n  when  the term of Charter is more than 3 «moons»"),
    ),
    "no figure": (
        "S006",
        "`ten` is no duration",
        "in figures",
        rule("  then  Charter is void\n  when  the term of Charter is «ten»"),
    ),
    "a relation of dates for a duration": (
        "S006",
        "is no duration",
        "in figures",
        rule("  then  Charter is void\n  when  the term of Charter is «before 3 years»"),
    ),
    "the wrong type": (
        "S007",
        "`Charter` is a Charter; this sentence wants a Party here",
        "nearest: Party is resident",
        rule("  then  Charter is void\n  when  «Charter» is resident"),
    ),
    "no option": (
        "S008",
        "`purple` is not one of the choices here",
        "red, green, blue",
        rule("  then  Charter is void\n  when  the banner of Guild is «purple»"),
    ),
    "a denied norm": (
        "S011",
        "a norm cannot be denied in a condition",
        "unless permitted for",
        rule("  then  Charter is void\n  when  «it is not so that permitted» for Town to march on Neighbour"),
    ),
    "a denied act": (
        "S011",
        "a norm cannot be denied",
        "opposite act",
        rule("  permitted  «it is not so that» for Town to march on Neighbour"),
    ),
    "a denied choice": (
        "S012",
        "a choice cannot be denied",
        "one of its options",
        rule("  then  «it is not so that Charter is void»"),
    ),
    "two options": (
        "S012",
        "one option of a choice",
        "a rule for each",
        rule("  then  «Charter is void and defective»"),
    ),
    "a concluded comparison": (
        "S012",
        "a conclusion is one value",
        "compare it in conditions",
        rule("  then  «the longest term allowed for Charter is more than 3 days»"),
    ),
    "an id twice": (
        "V001",
        "`one` is declared twice",
        "another id",
        "rule one\n  then  Charter is void\n\nevidence «one»\n  kind  verse",
    ),
    "an id of the vocabulary": (
        "V001",
        "`feud` is declared twice",
        "`towns` declares it already",
        "fact «feud»\n  text  Charter is torn",
    ),
    "a type twice": ("V001", "`Town` is declared twice", "declares it already", "type «Town»"),
    "a text of the vocabulary": (
        "V002",
        "`home` reads like `resident`",
        "word one of them otherwise",
        "fact «home»\n  text  Town is resident",
    ),
    "a text that an option makes alike": (
        "V002",
        "`red` reads like `colour`",
        "otherwise",
        "fact «red»\n  text  the banner of Party is red",
    ),
    "a concluded fact": (
        "V003",
        "a rule concludes the fact `resident`",
        "make it a concept",
        rule("  then  «Guild is resident»"),
    ),
    "an unknown type": ("V005", "no type `Twn`", "did you mean `Town`?", "type Ship\n  is a  «Twn»"),
    "a brace alone": (
        "V006",
        "a brace without its fellow",
        "{one | another}",
        "fact f\n  text  Charter is «{»red | green",
    ),
    "two choices": ("V006", "one choice or measure", "second", "fact f\n  text  Charter is {a | b} and «{c | d}»"),
    "one option": ("V006", "neither a choice nor a measure", "{duration}", "fact f\n  text  Charter is «{red}»"),
    "a measure in the middle": (
        "V006",
        "a measure ends the text, after `is`",
        "as in",
        "fact f\n  text  Charter is «{number}» long",
    ),
    "no act": ("V006", "this is no act", "for … to …", "act f\n  text  «Town walks»"),
    "an opposite with other slots": (
        "V006",
        "not the slots of the text",
        "Town",
        "fact f\n  text  Town is dry\n  opposite  «Guild is wet»",
    ),
    "an opposite of a choice": (
        "V006",
        "has no opposite",
        "it is not so that",
        "fact f\n  text  Town is {hot | cold}\n  opposite  «Town is mild»",
    ),
    "an unknown kind of fact": (
        "V006",
        "no kind of fact",
        "an act may have",
        "fact f\n  text  Town is dry\n  kind  «force»",
    ),
    "an unknown rule": (
        "R001",
        "no rule `to`",
        "did you mean `two`?",
        "rule one\n  then  Charter is void\n  notwithstanding  «to»\n\nrule two\n  then  Charter is valid",
    ),
    "no such passage": (
        "R006",
        "no passage of `roll` is `P40`",
        "P1 to P4",
        rule("  then  Charter is void\n  source  roll P1, «P40»"),
    ),
    "a run the wrong way round": (
        "R006",
        "no passage",
        "P1",
        rule("  then  Charter is void\n  source  roll «P2.S3-S1»"),
    ),
    "no such option": (
        "R007",
        "reading `walls` has no option `later`",
        "its options: inner, outer",
        "reading walls\n  asks  Which?\n  option inner  a\n  option outer  b\n  default  inner\n\n"
        "rule one\n  then  Charter is void\n  in reading  walls: «later»",
    ),
    "no such source": (
        "R008",
        "no source `rolls`",
        "did you mean `roll`?",
        rule("  then  Charter is void\n  source  «rolls» P1"),
    ),
    "no such ground": (
        "R009",
        "no rule, evidence or precedent `feest`",
        "did you mean `feast`?",
        rule("  then  Charter is void\n  rests on  «feest»") + "\nevidence feast\n  kind  verse",
    ),
    "no such reading": (
        "R009",
        "no reading `walls`",
        "there is none",
        rule("  then  Charter is void\n  in reading  «walls»: a"),
    ),
    "no such sentence": (
        "R009",
        "no act or concept `grnt`",
        "did you mean `grant`?",
        "question q\n  asks  What?\n  about  «grnt»",
    ),
    "no such case": (
        "R009",
        "no case `fare`",
        "did you mean `fair`?",
        FAIR + "\nprecedent p\n  case  «fare»\n  held  Charter is void\n  because  the weavers is resident",
    ),
    "no such question": (
        "R009",
        "no question `chartr`",
        "did you mean `charter`?",
        FAIR + "\nexpect «chartr» in fair\n  is  open",
    ),
    "no such preference": ("R009", "no preference `newer`", "more specific", "principle p\n  prefers  «newer»"),
}

IN_A_CASE = {
    "a name that fits two": (
        "S009",
        "`Guild` could be the guild of weavers or Banu Bakr",
        "say the name",
        "given  the «Guild» is resident",
    ),
    "no name": (
        "S010",
        "no name in this case begins with `Carla`",
        "it names Alba, Borgo",
        "given  «Carla» is resident",
    ),
    "a misspelt name": ("S010", "begins with `Banuu`", "did you mean `Banu Bakr`?", "given  «Banuu» Bakr is resident"),
    "an article that is no part of the name": (
        "S010",
        "begins with `the Banu`",
        "did you mean `Banu Bakr`?",
        "given  «the Banu» Bakr is resident",
    ),
    "two questions on a line": ("S001", "goes on with `feud,` here", "a line of its own", "ask  «feud,» home"),
    "a contradiction": (
        "C002",
        "says otherwise",
        "contested",
        "given  Banu Bakr is resident\n  given  «Banu Bakr is not resident»",
    ),
    "two options of a choice": (
        "C002",
        "says otherwise",
        "contested",
        "given  the banner of Banu Bakr is red\n  given  «the banner of Banu Bakr is blue»",
    ),
    "a date that is none": ("S006", "`circa 3 AH` is no date", "14 Shawwal 3 AH", "date  «circa 3 AH»"),
    "an unknown type": ("V005", "no type `Gild`", "did you mean `Guild`?", "«Gild»  the dyers"),
    "a name twice": ("V001", "`Alba` is declared twice", "another name", "Town  «Alba»"),
    "no such question": ("R009", "no question `trade`", "there is", "ask  «trade»"),
    "no such older case": ("R009", "no case `far`", "there is none", "as in  «far»"),
}


@pytest.mark.parametrize("name", IN_A_DOCTRINE)
def test_a_slip_in_a_doctrine(name: str) -> None:
    code, message, help, blocks = IN_A_DOCTRINE[name]
    expect_one(code, message, help, DOCTRINE_HEAD + "Prose.\n\n" + fence(blocks), "custom.md")


@pytest.mark.parametrize("name", IN_A_CASE)
def test_a_slip_in_a_case(name: str) -> None:
    code, message, help, line = IN_A_CASE[name]
    expect_one(code, message, help, CASES_HEAD + fence(FAIR + "  " + line), "early.md")


def expect_one(code: str, message: str, help: str, words: str, name: str) -> None:
    words, places = marked(words)
    result = read_files({name: words})
    problems = [d for d in result.diagnostics if d.span is None or d.span.text.name == name]
    assert [d.code for d in problems] == [code], [said(d) for d in result.diagnostics]
    problem = problems[0]
    assert message in problem.message, said(problem)
    assert help in problem.help, said(problem)
    assert problem.span is not None
    found = (problem.span.start, problem.span.end)
    assert found == places[0], (said(problem), words[places[0][0] : places[0][1]])


def test_a_slip_on_a_continuation_line_is_pointed_at_there() -> None:
    blocks = "rule one\n  then  Charter is void\n  when  the banner of Guild is red,\n      green or purple"
    problems = read_files({"custom.md": DOCTRINE_HEAD + fence(blocks)}).diagnostics
    assert [(d.code, d.span.line, d.span.column, d.span.words) for d in problems if d.span] == [
        ("S008", 18 + 1, 16, "purple")
    ]


def test_a_repaired_line_counts() -> None:
    blocks = "rle one\n  forbiden  for Town to march on Neighbour\n  whn  Town is resident"
    result = read_files({"custom.md": DOCTRINE_HEAD + fence(blocks)})
    assert [d.code for d in result.diagnostics] == ["L001", "L003", "L003"]
    rule = result.library.doctrines["custom"].rules[0]
    assert (len(rule.heads), len(rule.when)) == (1, 1)


def test_sentences_are_checked_whatever_the_structure() -> None:
    blocks = "rule one\n  then  Charter is void\n  unless  Charter is valid\n  and  Guild is rusty"
    problems = read_files({"custom.md": DOCTRINE_HEAD + fence(blocks)}).diagnostics
    assert [d.code for d in problems] == ["L005", "S001"]


def test_everything_is_reported_at_once_and_the_rest_is_read() -> None:
    blocks = (
        rule("  then  Charter is void\n  when  Guild is rusty\n  source  nowhere")
        + "\nrule two\n  then  Charter is valid"
    )
    result = read_files({"custom.md": DOCTRINE_HEAD + fence(blocks)})
    assert [d.code for d in result.diagnostics] == ["S001", "R008"]
    assert [r.id for r in result.library.doctrines["custom"].rules] == ["one", "two"]


def test_a_missing_vocabulary_is_one_message() -> None:
    words = "---\ndoctrine: custom\nuses: nowhere\n---\n" + fence(
        rule("  then  Charter is void\n  when  Guild is resident")
    )
    problems = read_files({"custom.md": words}).diagnostics
    assert [said(d)[:4] for d in problems] == ["R009"]


def test_a_missing_source_is_one_message_a_file() -> None:
    words = DOCTRINE_HEAD + fence(rule("  then  Charter is void\n  source  manual 1; manual 2"))
    assert [d.code for d in read_files({"custom.md": words}).diagnostics] == ["R008"]


def test_two_vocabularies_that_clash() -> None:
    second = "---\nvocabulary: second\n---\n" + fence("type Party\n\nfact resident\n  text  Party is at home")
    words = "---\ndoctrine: custom\nuses: towns, second\n---\n"
    problems = read_files({"second.md": second, "custom.md": words}).diagnostics
    assert [(d.code, d.span.words) for d in problems if d.span] == [("V004", "towns, second")]
    assert problems[0].message == "`towns` and `second` both declare `Party`, `resident`"


def test_an_invisible_character_may_stand_in_quoted_words() -> None:
    blocks = "evidence one\n  kind  verse\n  wording  «\u200c»نص"
    words, _ = marked(DOCTRINE_HEAD + fence(blocks))
    assert read_files({"custom.md": words}).diagnostics == ()


def test_related_places_explain() -> None:
    result = read_files({"custom.md": DOCTRINE_HEAD + fence("fact feud\n  text  Charter is torn")})
    related = result.diagnostics[0].related
    assert [(r.span.text.name, r.span.words) for r in related] == [("towns.md", "feud")]


def test_a_circle_of_types() -> None:
    words = "---\nvocabulary: v\n---\n" + fence("type A\n  is a  B\n\ntype B\n  is a  A\n\ntype C\n  is a  A")
    problems = read_files({"v.md": words}).diagnostics
    assert [(d.code, d.span.line) for d in problems if d.span] == [("V005", 6), ("V005", 9)]


def test_every_code_of_these_tests_is_documented() -> None:
    codes = {code for code, *_ in (*IN_A_DOCTRINE.values(), *IN_A_CASE.values())}
    assert codes <= set(CODES)


FILES = {
    "an empty file": ("F004", "", "this file is empty"),
    "only prose": ("F004", "# Words\n", "no front matter"),
    "an open front matter": ("F005", "---\ndoctrine: d\n", "never closed"),
    "a line that is none": ("F005", "---\ndoctrine: d\nnonsense\n---\n", "cannot be read"),
    "a list for a map": ("F005", "---\ndoctrine: d\nreadings: a\n---\n", "not a map"),
    "a misspelt key": ("F006", "---\ndoctrine: d\ntitel: x\n---\n", "no key `titel`"),
    "a key of another kind": ("F006", "---\nvocabulary: d\nvoice: x\n---\n", "a `vocabulary` file has no key `voice`"),
    "no kind": ("F007", "---\ntitle: d\n---\n", "does not say"),
    "a bad id": ("L008", "---\ndoctrine: D d\n---\n", "not an id"),
    "a key twice": ("L009", "---\ndoctrine: d\ntitle: a\ntitle: b\n---\n", "stands twice"),
    "an unknown state": ("F005", "---\nsource: s\nseen: maybe\n---\n", "no state of a citation"),
    "a passage that is none": ("F005", "---\nsource: s\npassages: P1, 2\n---\n", "no passage"),
    "a part of nothing": ("R009", "---\npart of: nothing\n---\n", "no doctrine `nothing`"),
    "an id taken": ("V001", "---\nvocabulary: towns\n---\n", "declared twice"),
    "a null character": ("F002", "---\ndoctrine: d\n---\n\0", "not text"),
    "too large": ("F003", "---\ndoctrine: d\n---\n" + "x" * 5_000_000, "larger than 5 MB"),
    "an open fence": ("M001", "---\ndoctrine: d\n---\n```siyar\ntype Ship", "never closed"),
    "a fence in a list": (
        "M002",
        "---\ndoctrine: d\n---\n- a\n  ```siyar\n  type Ship\n  ```\n",
        "starts at the margin",
    ),
    "a fence in a quotation": (
        "M002",
        "---\ndoctrine: d\n---\n> ```siyar\n> type Ship\n> ```\n",
        "starts at the margin",
    ),
    "a case after the fence": (
        "M003",
        "---\ncases: d\n---\n```siyar\ncase one\n  title  One\n```\n\ncase two\n  title  2\n\ncase three\n  note  x\n",
        "stands outside the fences",
    ),
    "a rule and no fence at all": (
        "M003",
        "---\ndoctrine: d\n---\nrule r\n  permitted  for Town to trade\n",
        "stands outside the fences",
    ),
    "an indented fence": ("M002", "---\ndoctrine: d\n---\n ```siyar\n type Ship\n ```\n", "starts at the margin"),
    "a rule in a vocabulary": (
        "L005",
        "---\nvocabulary: d\n---\n```siyar\nrule r\n```\n",
        "cannot stand in a `vocabulary` file",
    ),
    "a block in a source": ("L005", "---\nsource: d\n---\n```siyar\nrule r\n```\n", "cannot stand in a `source` file"),
    "a period that is none": ("S006", "---\ndoctrine: d\nfrom: long ago\n---\n", "no date"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_wrong(name: str) -> None:
    code, words, message = FILES[name]
    result = read_files({"z.md": words})
    assert [d.code for d in result.diagnostics] == [code], [said(d) for d in result.diagnostics]
    assert message in result.diagnostics[0].message
    assert result.library.vocabularies["towns"].sentences


@pytest.mark.parametrize(
    "prose",
    [
        "```text\nrule r\n  when  Town is dry\n```\n",
        "<!--\nrule r\n  when  Town is dry\n-->\n",
        "A rule says so\n  when it rains.\n",
        "rule of thumb\n  when it rains.\n",
        "rule r\nwhen it rains.\n",
    ],
)
def test_prose_examples_and_comments_are_no_blocks_outside_the_fences(prose: str) -> None:
    assert not read_files({"custom.md": DOCTRINE_HEAD + prose}).diagnostics


def test_an_unclosed_fence_does_not_swallow_the_next() -> None:
    words = (
        DOCTRINE_HEAD
        + "```siyar\nrule one\n  then  Charter is void\n\nProse that follows it.\n\n"
        + "```siyar\nrule two\n  then  Charter is valid\n```\n"
    )
    result = read_files({"custom.md": words})
    assert [(d.code, d.span.line) for d in result.diagnostics if d.span] == [("M001", 15)]
    assert [r.id for r in result.library.doctrines["custom"].rules] == ["one", "two"]


@pytest.mark.parametrize("change", ["crlf", "bom", "both"])
def test_other_ends_of_line_and_a_mark_at_the_beginning(change: str) -> None:
    blocks = "rule one\n  then  Charter is void\n  when  Guild is\n        rusty"
    words = DOCTRINE_HEAD + fence(blocks)
    if change in ("crlf", "both"):
        words = words.replace("\n", "\r\n")
    if change in ("bom", "both"):
        words = "\ufeff" + words
    result = read_files({"custom.md": words})
    assert [(d.code, d.span.line, d.span.column, d.span.words) for d in result.diagnostics if d.span] == [
        ("S001", 19, 9, "rusty")
    ]


def test_the_front_matter_alone() -> None:
    from siyar.language import Kind, front_matter
    from siyar.source import Text

    front = front_matter(Text("d.md", DOCTRINE_HEAD))
    assert (front.kind, front.id, front.uses, front.lines) == (Kind.DOCTRINE, "custom", ("towns",), 14)
    assert front_matter(Text("s.md", SOURCE)).kind is Kind.SOURCE
    assert front_matter(Text("s.md", OTHER)).id == "letter"
    assert front_matter(Text("v.md", VOCABULARY)).problems == ()
    assert front_matter(Text("x.md", "prose")).kind is None
