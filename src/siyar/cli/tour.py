"""`siyar tour`: a guided first run on shipped cases."""

from __future__ import annotations

import textwrap

import typer

from siyar.cli import options as o

#: What the tour shows: a heading, why it is shown, and the command it runs.
STOPS = (
    (
        "A case put to two doctrines",
        "In 3 AH a squadron offers its help and is turned back. What do the two texts say about asking such help, "
        "and on whose word? The other positions stand beside them.",
        "siyar ask banu-qaynuqa-squadron --question help",
        {"case": "banu-qaynuqa-squadron", "questions": ["help"]},
    ),
    (
        "The same text on another case",
        "Khuza'a fought beside the Muslims five years later, as a tribe. The text does not count it as an exception: "
        "it says that the tribe had become part of the state. From here on `--only` leaves out the other "
        "positions, to be brief.",
        "siyar ask khuzaa-at-the-conquest --doctrine hizb-qa --question help --only",
        {"case": "khuzaa-at-the-conquest", "doctrines": ["hizb-qa"], "questions": ["help"], "narrowed": True},
    ),
    (
        "A truce: one text permits, the other says nothing",
        "Silence is an answer of its own, and never a permission.",
        "siyar ask hudaybiyya --question truce --only",
        {"case": "hudaybiyya", "questions": ["truce"], "narrowed": True},
    ),
    (
        "Where doctrine and report part",
        "Before Badr a single volunteer was refused. The text permits the help of single persons; the difference is "
        "published as a finding about the encoding or the report.",
        "siyar ask refused-at-harrat-al-wabara --doctrine hizb-qa --question help --only",
        {"case": "refused-at-harrat-al-wabara", "doctrines": ["hizb-qa"], "questions": ["help"], "narrowed": True},
    ),
)

NEXT = """Where to go from here
  siyar list cases                 what can be asked about
  siyar show hizb-qa               a doctrine, rule by rule, each with its passage
  siyar why banu-qaynuqa-squadron -d hizb-qa -q help --not permitted
  siyar check my-doctrine.md       your own, in the same language (docs/language.md)
"""


def tour() -> None:
    """A guided first run: four cases of the shipped library, with what each shows.

    Example: siyar tour
    """
    from siyar.export import sitting_text

    bench = o.bench(None)
    for number, (heading, words, command, arguments) in enumerate(STOPS, start=1):
        said = "\n".join(textwrap.wrap(words, o.width()))
        typer.echo(f"\n{number}. {heading}\n{'=' * (len(heading) + 3)}\n{said}\n\n  $ {command}\n")
        sitting = bench.ask(**arguments)  # type: ignore[arg-type]  # the table above is typed by its use
        if isinstance(sitting, tuple):
            o.fail(sitting)
        o.out(sitting_text(sitting, bench.library, width=o.width(), paint=o.paint()))
    typer.echo(f"\n{NEXT}", nl=False)
