"""The codes: what each means and what to do about it. docs/diagnostics.md is made from this list.

>>> CODES["L002"].family
'lines'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

#: The letter of a code and what its family is about.
FAMILIES: Mapping[str, str] = {
    "F": "files",
    "M": "Markdown",
    "L": "lines",
    "S": "sentences",
    "V": "vocabulary",
    "R": "references and rules",
    "C": "cases",
    "E": "expectations",
    "P": "stance",
}


class Stage(StrEnum):
    """Who notices: opening the file, the reader, `siyar.check`, or asking and running expectations."""

    OPEN = "open"
    READ = "read"
    CHECK = "check"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem. ``example`` is a message as a user sees it."""

    code: str
    title: str
    meaning: str
    remedy: str
    example: str
    stage: Stage = Stage.CHECK
    warning: bool = False

    @property
    def family(self) -> str:
        return FAMILIES[self.code[0]]


def _codes(stage: Stage, *rows: tuple[str, str, str, str, str]) -> list[Code]:
    return [Code(*row, stage) for row in rows]


_FILES = [
    *_codes(
        Stage.OPEN,
        (
            "F001",
            "file missing or unreadable",
            "The file is not there, is a folder, or may not be opened.",
            "Check the path and the permissions.",
            "cannot read `treaties.md`: no such file",
        ),
    ),
    *_codes(
        Stage.READ,
        (
            "F002",
            "not text",
            "The file is not UTF-8 text; it may be binary or in an older encoding.",
            "Save it as UTF-8.",
            "this file is not UTF-8 text",
        ),
        (
            "F003",
            "file too large",
            "The file is larger than 5 MB, far beyond any doctrine written by hand.",
            "Split it, or check that it is the file you meant.",
            "this file is larger than 5 MB",
        ),
        (
            "F004",
            "nothing to read",
            "The file is empty or has no front matter.",
            "Begin with a line `---`, then say what the file is, as in `doctrine: my-doctrine`, then `---` again.",
            "there is nothing to read in this file",
        ),
        (
            "F005",
            "front matter line unreadable",
            "A line between the two `---` is no `key: value`, or its value has not the form its key wants.",
            "Write `key: value`, a list as `a, b`, a map as `{a: b, c: d}`.",
            "this line of the front matter cannot be read",
        ),
        (
            "F006",
            "unknown front matter key",
            "No kind of file has this key.",
            "Use the key named in the help, or say it in prose below the front matter.",
            "front matter has no key `sorce`",
        ),
        (
            "F007",
            "kind of file not said",
            "Front matter must say what the file is.",
            "Add one of `doctrine`, `part of`, `vocabulary`, `cases` or `source` with an id.",
            "the front matter does not say what this file is",
        ),
    ),
]

_MARKDOWN = _codes(
    Stage.READ,
    (
        "M001",
        "fence never closed",
        "A siyar fence runs to the end of the file; all prose after it would be taken for rules.",
        "Close the fence with three backticks at the margin.",
        "this fence is never closed",
    ),
    (
        "M002",
        "fence away from the margin",
        "A siyar fence stands indented or inside a list or quotation, where columns shift.",
        "Move the fence to the margin.",
        "a siyar fence starts at the margin",
    ),
)

_LINES = _codes(
    Stage.READ,
    (
        "L001",
        "unknown declaration",
        "A line at the margin of a fence opens a block, and no block begins with this word.",
        "Use the word named in the help; indent the line by two if it belongs to the block above.",
        "no declaration begins with `rle`",
    ),
    (
        "L002",
        "tab",
        "A tab has no fixed width, so nobody can tell the depth of the line.",
        "Indent with spaces.",
        "a tab; indent with spaces",
    ),
    (
        "L003",
        "unknown line",
        "This kind of block has no line with this keyword.",
        "Use the keyword named in the help.",
        "a rule has no line `forbiden`",
    ),
    (
        "L004",
        "wrong indentation",
        "A block starts at the margin, its lines are indented by two, and continuations by more.",
        "Indent as the message says.",
        "indented by 1; a line of a block by 2, its continuation by more",
    ),
    (
        "L005",
        "line out of place",
        "The line is known here but cannot follow the one before it.",
        "Move it; the help lists what may stand here.",
        "`and` cannot stand here",
    ),
    (
        "L006",
        "block not finished",
        "The block lacks a line it cannot do without.",
        "Add one of the lines the help lists.",
        "this rule is not finished",
    ),
    (
        "L007",
        "invisible or directional control character",
        "Such a character can make a line read otherwise than it is; only quoted wording may carry it.",
        "Delete the character.",
        "an invisible character U+202E",
    ),
    (
        "L008",
        "not an id",
        "Ids are small Latin letters, digits and hyphens, beginning with a letter.",
        "Write the id as in `help-of-an-entity`.",
        "`Help_1` is not an id",
    ),
    (
        "L009",
        "line said twice",
        "A line that may stand once in a block stands there again.",
        "Keep one of them.",
        "a reading has one line `default`, and this is a second",
    ),
    (
        "L010",
        "brackets in disorder",
        "The brackets that say who says a line stand at its end and are closed.",
        "Close the bracket, or move what stands after it.",
        "this bracket is never closed",
    ),
)

_SENTENCES = _codes(
    Stage.READ,
    (
        "S001",
        "no such sentence",
        "Up to the caret some declared sentence agrees; none goes on with the word under it.",
        "Use one of the nearest sentences, or declare a fact, concept or act of your own.",
        "no declared sentence goes on with `assistance` here",
    ),
    (
        "S002",
        "sentence stops too soon",
        "A declared sentence begins so but has more words.",
        "Finish the sentence as declared.",
        "the sentence stops too soon after `banner`",
    ),
    (
        "S003",
        "two readings of a sentence",
        "The words can be read as two different sentences, or with different parties in the slots.",
        "Give the parties of the case names that cannot be mistaken for each other.",
        "this reads two ways",
    ),
    (
        "S004",
        "fact and act mixed up",
        "A modality needs an act; a condition or a line of a case needs a fact or a concept.",
        "An act reads `for … to …`; write a fact or concept without a modality.",
        "a fact stands where an act is wanted",
    ),
    (
        "S005",
        "wrong joining word",
        "In a condition a list means any of its members, in a conclusion each of them.",
        "Join with `or` in conditions and with `and` in conclusions.",
        "`and` joins a list of conditions; here lists say `or`",
    ),
    (
        "S006",
        "value unreadable",
        "The value is no duration, number or date of the language.",
        "Write figures and a unit, as in `10 lunar years`, or a date, as in `24 October 1945` or `6 AH`.",
        "`moons` is no unit of time",
    ),
    (
        "S007",
        "wrong type",
        "The noun is of a type that this place of the sentence does not take.",
        "Use somebody of the type named in the message.",
        "`Treaty` is a Treaty; this sentence wants a Party here",
    ),
    (
        "S008",
        "no such choice",
        "The sentence has a choice here and this is none of its members.",
        "Use one of the members that the message lists.",
        "`a friendship` is not one of the choices here",
    ),
    (
        "S009",
        "who is meant?",
        "The type name fits several parties of the case.",
        "Use the name of the one you mean.",
        "`Group` could be the Upstream League or the Downstream League",
    ),
    (
        "S010",
        "unknown name",
        "The case names nobody so.",
        "Use a name the case gives, or give the name in a line of its own.",
        "no name in this case begins with `Upper`",
    ),
    (
        "S011",
        "norm denied in a condition",
        "That something is not forbidden cannot be asked with `it is not so that`.",
        "Write `unless forbidden for …`.",
        "a norm cannot be denied in a condition",
    ),
    (
        "S012",
        "no conclusion",
        "The sentence is understood but a rule cannot conclude it: several options, a denied choice, no exact value.",
        "Conclude one option or one value; compare and deny in conditions.",
        "a conclusion is one option of a choice",
    ),
)

_VOCABULARY = [
    *_codes(
        Stage.READ,
        (
            "V001",
            "declared twice",
            "Two declarations of one kind have the same id.",
            "Rename one of them, or delete it.",
            "`kind` is declared twice",
        ),
        (
            "V002",
            "sentences nobody could tell apart",
            "Two texts have the same words and slots that can be filled by the same parties.",
            "Change a word of one of them.",
            "`kind2` reads like `kind`",
        ),
        (
            "V003",
            "a rule concludes a fact",
            "Facts come from cases alone; what rules conclude is a concept.",
            "Declare the sentence as a concept, or make the rule a `presumption`, which any case overrides.",
            "a rule concludes the fact `muslim`",
        ),
        (
            "V004",
            "vocabularies clash",
            "Two vocabularies used together declare the same id or text.",
            "Use only one of them, or rename in one.",
            "`border` is declared by `rivers` and by `hills`",
        ),
        (
            "V005",
            "unknown type",
            "The capitalised word names no type that this file may use.",
            "Declare the type, or write a small letter if nobody in particular is meant.",
            "no type is called `Guld`",
        ),
        (
            "V006",
            "malformed text",
            "The text breaks the rules for texts: an unclosed brace, two choices, a value before the end.",
            "Mend the text as the message says.",
            "a value stands at the end of a text",
        ),
    ),
]

_RULES = [
    *_codes(
        Stage.CHECK,
        (
            "R003",
            "priority over a strict rule",
            "A strict rule holds without exception; nothing can prevail over it.",
            "Drop the priority, or make the rule an ordinary one.",
            "`pacta` is strict; no rule prevails over it",
        ),
        (
            "R004",
            "exception to a strict rule",
            "A strict rule has no `unless` and takes no exceptions.",
            "Make the rule an ordinary one if the source allows exceptions.",
            "a strict rule has no `unless`",
        ),
        (
            "R005",
            "priorities go in a circle",
            "Following priorities, exceptions and principles leads back to the same rule, so none of them can decide.",
            "Take out one link of the circle.",
            "priorities go in a circle: a, b, a",
        ),
    ),
    Code(
        "R002",
        "priority without effect",
        "The two rules never conclude opposed things, so neither can prevail over the other.",
        "Use `exception to` if one rule is to take the other out; otherwise drop the line.",
        "`a` and `b` never clash, so the priority does nothing",
        warning=True,
    ),
    *_codes(
        Stage.READ,
        (
            "R001",
            "unknown rule",
            "A priority, exception, scope or expectation names a rule that this doctrine does not have.",
            "Use the rule named in the help, or write the rule.",
            "no rule `help-of-an-entty`",
        ),
        (
            "R006",
            "no such passage",
            "The source's page lists its passages and this is none of them.",
            "Correct the anchor.",
            "no passage of `a-chronicle` is `P40`",
        ),
        (
            "R007",
            "no such option",
            "The reading has no option of this name.",
            "Use one of the options the help lists.",
            "reading `land` has no option `later`",
        ),
        (
            "R008",
            "unknown source",
            "No source's page has this id.",
            "Correct the id, or write a page for the source.",
            "no source `a-cronicle`",
        ),
        (
            "R009",
            "unknown name",
            "A doctrine, case, question, reading or piece of evidence is named that nobody declares.",
            "Correct the id, or declare what it names.",
            "no case `the-old-ford`",
        ),
    ),
    *_codes(
        Stage.CHECK,
        (
            "R010",
            "grounds go in a circle",
            "What a rule rests on rests in the end on the rule itself.",
            "Take out one link, or cite it with `supported by`.",
            "grounds go in a circle: a, b, a",
        ),
        (
            "R012",
            "rule without a source",
            "Every rule of a doctrine says where it is stated.",
            "Add a line `source` with the passage.",
            "the rule `toll` names no source",
        ),
        (
            "R015",
            "ground that can never be had",
            "A ground needed is a rule or precedent which no reading can have together with what rests on it.",
            "Correct the reading of one of the two, or the ground.",
            "`toll` rests on `old-toll`, which belongs to another option of `coin`",
        ),
        (
            "R016",
            "rule that can never apply",
            "The conditions of the rule contradict each other, or are declared impossible together.",
            "Drop a condition, or join the alternatives by `or`.",
            "the rule `toll` can never apply",
        ),
        (
            "R017",
            "sentence opposed to itself",
            "A declared clash sets a sentence against itself or against something it implies.",
            "Correct one of the two sentences.",
            "this sets a sentence against itself",
        ),
    ),
    *_codes(
        Stage.RUN,
        (
            "R018",
            "word that the question has not",
            "An answer of another kind was asked about than the question can have.",
            "Use one of the words that the help lists.",
            "`toll` has no word `perhaps`",
        ),
    ),
    Code(
        "R013",
        "priority between options of one reading",
        "The two rules belong to different options of one reading and are never in force together.",
        "Drop the priority.",
        "`a` and `b` are different options of `land`, so the priority does nothing",
        warning=True,
    ),
    Code(
        "R014",
        "scope narrower than the conclusion",
        "The scope speaks of one kind of party and the rule concludes about a wider kind; the two are not linked.",
        "Use the scope's type in the rule, or except the rule from the scope.",
        "`toll` concludes about a Party, the scope `town` is about a Guild",
        warning=True,
    ),
]

_CASES = [
    *_codes(
        Stage.CHECK,
        (
            "C001",
            "impossible case",
            "What the case gives meets conditions declared impossible together.",
            "Correct the facts of the case, or the declaration.",
            "this case is impossible: it meets `two-rivers`",
        ),
        (
            "C002",
            "contradictory lines",
            "The case gives one sentence two values that exclude each other.",
            "Keep one of them, or mark both `contested`, each with its teller.",
            "the case gives `the Upper Town is calm` and its denial",
        ),
        (
            "C003",
            "case gives a norm",
            "A case states facts; whether something is permitted or valid is for doctrines to say.",
            "Write `reported` if somebody is said to have concluded so.",
            "a case cannot give a norm",
        ),
        (
            "C004",
            "contested without a teller",
            "A contested line says who tells it so, for accounts are told apart by their tellers.",
            "Add the teller in square brackets.",
            "nobody is named who tells it so",
        ),
    ),
    *_codes(
        Stage.RUN,
        (
            "C005",
            "nobody to ask about",
            "The question is about parties of types of which the case has none.",
            "Bring one in, or ask something else.",
            "the case `spring` has no `Guild`, which the question `toll` needs",
        ),
        (
            "C006",
            "nothing supposed",
            "A what-if changes a fact, a reading or a ground, and none was named.",
            "Name what is to be otherwise.",
            "nothing is supposed",
        ),
        (
            "C006",
            "nothing supposed",
            "A what-if compares the case with a changed one, and no change was named.",
            "Name a fact to set or to leave out, a reading, or a ground to take away.",
            "nothing is supposed",
        ),
    ),
]

_EXPECTATIONS = [
    *_codes(
        Stage.RUN,
        (
            "E001",
            "expectation missed",
            "The doctrine answers the case otherwise than the block expects.",
            "Correct the rule, the case or the expectation; `siyar why` shows the reasons.",
            "expected forbidden, the doctrine says permitted",
        ),
    ),
    *_codes(
        Stage.CHECK,
        (
            "E002",
            "expectation that can never be met",
            "What is expected is no value that the question can have.",
            "Use a modality, a choice of the concept, yes, no, silent, contested or open.",
            "`forbiden` is no answer to `help`",
        ),
    ),
]

_STANCE = [
    *_codes(
        Stage.CHECK,
        (
            "P001",
            "a duty of force is concluded",
            "The rule makes an act of kind `force` obligatory or recommended, or speaks against leaving it.",
            "Record it in a `duty` block, where it stays an assertion with its speaker.",
            "`levy` concludes a duty to an act of force",
        ),
        (
            "P002",
            "present-day state, group or person",
            "Cases and facts are historical or abstract; this one names somebody of the present.",
            "Use an abstract name, or give the case a date before 1950 if it is historical.",
            "`…` is a present-day state",
        ),
        (
            "P003",
            "asserted duty used by a rule",
            "Duty blocks are read-only: they record what was asserted and carry no rule.",
            "Cite the passage or the evidence itself.",
            "`levy` rests on the asserted duty `the-call`",
        ),
    ),
    *_codes(
        Stage.RUN,
        (
            "P004",
            "goal-seeking towards force",
            "Interviews and other searches for what would change an answer are not offered for acts of kind `force`.",
            "Ask about another act.",
            "no interview leads to an act of force",
        ),
    ),
    *_codes(
        Stage.RUN,
        (
            "P004",
            "no goal is sought in an act of force",
            "An interview asks for what would settle an answer; of an act of kind `force` none is sought.",
            "Ask about another act; `siyar ask` still shows what doctrines say of this one.",
            "no interview leads to an act of force: for Northland to attack Southland",
        ),
    ),
]

#: Every code, in the order of the families.
CODES: Mapping[str, Code] = {
    code.code: code
    for family in (
        _FILES,
        _MARKDOWN,
        _LINES,
        _SENTENCES,
        _VOCABULARY,
        _RULES,
        _CASES,
        _EXPECTATIONS,
        _STANCE,
    )
    for code in sorted(family, key=lambda code: code.code)
}
