"""Sentences, and the vocabulary that declares them."""

from siyar.diagnostics.codes.code import Code, Stage, rows

SENTENCES = rows(
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

VOCABULARY = [
    *rows(
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
        (
            "V008",
            "another version of the vocabulary",
            "The doctrine says which version of a vocabulary it is written for, and another one was read.",
            "Get the version it needs, or look through the doctrine again and change `needs`.",
            "`river-law` needs version 2 of `rivers`, and version 3 is read here",
        ),
    ),
    Code(
        "V007",
        "a position nobody is",
        "`beside` or `further` of a vocabulary names a doctrine that none of the files read declares.",
        "Read the pack that brings it, or correct the id.",
        "`further` names `the-letter`, and no doctrine here is called that",
        warning=True,
    ),
]
