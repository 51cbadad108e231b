"""Tables and mappings of their columns."""

from siyar.diagnostics.codes.code import Stage, rows

TABLES = [
    *rows(
        Stage.CHECK,
        (
            "T001",
            "line of a mapping unreadable",
            "A mapping has one block `mapping`, with lines of its own; this is none of them, or lacks something.",
            "Write `key`, `period`, `missing`, `teller`, `each`, `given`, `event`, `during`, `addressed`, `unused`, "
            "`note`, or a party's type and its name.",
            "a mapping has no line `gvien`",
        ),
        (
            "T002",
            "condition on columns unreadable",
            "What stands after `when` is no condition on columns.",
            "Write for instance `defense = 1 or offense = 1`, `mem1-mem9 in (600, 616)`, `length is known`.",
            "the name of a column was expected, not `=`",
        ),
        (
            "T003",
            "column and mapping do not fit",
            "The mapping looks at a column that the table lacks, or takes it for what it is not.",
            "Compare the mapping with the columns of the table.",
            "`alliances.csv` has no column `defence`, which the mapping looks at",
        ),
        (
            "T004",
            "a table of persons",
            "Rows that are persons are not read: nobody is classed by a doctrine here (docs/stance.md).",
            "Name polities, treaties or organisations as parties.",
            "a row of this table would be a person, and tables of persons are not read",
        ),
    ),
    *rows(
        Stage.RUN,
        (
            "T005",
            "table unreadable",
            "The table is missing, damaged, in a form that is not read, or its case space is too large.",
            "Check the path, the form and the encoding.",
            "`alliances.parquet` cannot be read: no magic bytes found at end of file",
        ),
        (
            "T006",
            "cell unreadable",
            "A cell is not of the kind that the mapping takes its column for.",
            "Mend the cell, or name its value in the mapping's line `missing`.",
            "`alliances.csv`, row 12, column `length`: `ten` is no number",
        ),
        (
            "T007",
            "key of several rows",
            "Two rows have the same key, so that an answer could not be told to be one row's.",
            "Name more columns in the mapping's line `key`, or mend the table.",
            "the key `atopid` is not one row's alone: 1005 in rows 1 and 7",
        ),
        (
            "T008",
            "output not written",
            "The output is there already, belongs to another run, or cannot be written.",
            "Choose another `--out`, remove what is there, or make room and run the same again.",
            "there is already a file `rulings.parquet`",
        ),
    ),
]
