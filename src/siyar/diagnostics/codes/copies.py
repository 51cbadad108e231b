"""Copies of documents that a user keeps."""

from siyar.diagnostics.codes.code import Stage, rows

COPIES = [
    *rows(
        Stage.RUN,
        (
            "W101",
            "copy unreadable",
            "A file is missing, too large, damaged or of a form that is not read, or there is no copy of a source.",
            "Check the path, and that the file opens elsewhere.",
            "`answer.pdf` cannot be read as PDF: EOF marker not found",
        ),
        (
            "W102",
            "encoding not known",
            "The characters of a file are not UTF-8, and what they are is not guessed.",
            "Name the encoding with `--encoding`.",
            "`answer.txt` is not UTF-8",
        ),
        (
            "W103",
            "pictures of pages",
            "A PDF holds scanned pages and no text.",
            "Give a text of it.",
            "`book.pdf` holds pictures of pages and no text",
        ),
        (
            "W104",
            "form needs an extra",
            "What reads PDF or Word files is not installed.",
            'Install `pip install "siyar[sources]"`.',
            "PDF files need more than the base",
        ),
        (
            "W105",
            "copies not usable",
            "The database of copies is locked, full, or cannot be opened; nothing in it was changed.",
            "Close what uses it, make room, or name another folder with SIYAR_DATA.",
            "the copies in `sources.sqlite3` cannot be used: database is locked",
        ),
        (
            "W106",
            "no passage in the copy",
            "A file given as a copy of a source is empty, or no passage of the source stands in it and a copy is kept "
            "already, which stays.",
            "Check that it is that document. A translation takes its place with `--anyway`.",
            "none of the 70 passages of `essay` stands in `notes.txt`",
        ),
        (
            "W107",
            "saved texts not usable",
            "The database of what is saved in a browser is locked, full or cannot be opened; nothing was changed.",
            "Close what uses it, make room, or name another file with `siyar serve --saved`.",
            "what was saved cannot be used: database is locked",
        ),
    ),
]
