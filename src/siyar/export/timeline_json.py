"""`siyar timeline --format json`: the rows and the answers as data; ``schema/timeline.json`` describes it."""

from __future__ import annotations

from typing import Any

import siyar
from siyar.export.timeline import NOTICE
from siyar.export.to_json import cites_json, encoding, said
from siyar.export.wording import as_said
from siyar.hearing import Ruling
from siyar.language.unparse import say
from siyar.model import Claim, Library
from siyar.timeline import Row, Thread, Timeline, What

Json = dict[str, Any]


def timeline_json(found: Timeline, library: Library) -> Json:
    """The object `siyar timeline --format json` prints."""
    return {
        "case": found.case.id,
        "title": found.case.title,
        "siyar": siyar.__version__,
        "library": {v.id: v.version for v in library.vocabularies.values()},
        "narrowed": found.narrowed,
        "notice": NOTICE,
        "rows": [_row(row, found, library) for row in found.rows],
        "tracks": [
            {
                "question": track.hearing.question.id,
                "about": track.hearing.about,
                "doctrines": [_thread(thread, library) for thread in track.threads],
            }
            for track in found.tracks
        ],
        "more": list(found.more),
    }


def _row(row: Row, found: Timeline, library: Library) -> Json:
    names = {e.name: e.short for e in found.case.entities if e.short}
    sentences = library.sentences()
    outset = row.what is What.OUTSET
    return {
        "what": row.what.value,
        "when": "" if outset else row.when,
        "edtf": row.edtf or None,
        "julian_days": None if outset else [row.low, row.high],
        "may_have_happened": row.pending,
        "events": [
            {
                "words": say(event.claim, sentences, names=names),
                "contested": event.contested,
                "cites": cites_json(event.cites, library),
            }
            for event in row.events
        ],
        "reached": [
            {
                "of": say(Claim(r.clock[0], r.clock[1]), sentences, names=names).removesuffix(" is"),
                "length": r.words,
            }
            for r in row.lengths
        ],
    }


def _thread(thread: Thread, library: Library) -> Json:
    attributed = thread.first.attributed
    return {
        "doctrine": attributed.doctrine,
        "title": attributed.title,
        **encoding(attributed),
        "anachronism": thread.first.anachronism or None,
        "beside": thread.beside,
        "stages": [{"row": stage.row, **_ruling(stage.ruling, library)} for stage in thread.stages],
    }


def _ruling(ruling: Ruling, library: Library) -> Json:
    attributed = ruling.attributed
    return {
        **said(attributed),
        "settled": ruling.settled,
        "deciding": [f"{attributed.doctrine}/{rule}" for rule in ruling.deciding],
        "passages": cites_json(attributed.cites, library),
        "turns_on": [list(facts) for facts in ruling.turns_on],
        "accounts": [
            {
                "tellers": list(under.tellers),
                **said(as_said(attributed, under.outcome)),
                "settled": under.settled,
                "deciding": [f"{attributed.doctrine}/{rule}" for rule in under.deciding],
            }
            for under in ruling.accounts
        ],
    }
