"""Every kind of block, from the words of a file to the model."""

from __future__ import annotations

from fractions import Fraction

from siyar.model import (
    Choice,
    Cite,
    Claim,
    Condition,
    Denial,
    Duty,
    Evidence,
    Impossible,
    InReading,
    Measure,
    Modality,
    Opposition,
    Option,
    Passages,
    Precedent,
    Preference,
    Principle,
    Quantity,
    Question,
    Reading,
    Rule,
    Seen,
    SentenceKind,
    Slot,
    Source,
    Type,
    Variable,
    Word,
)
from siyar.source import Anchor
from tests.language.written import OTHER, VOCABULARY, cases_file, custom, doctrine_file, library

TOWN, NEIGHBOUR, GUILD, CHARTER = Variable("Town"), Variable("Neighbour"), Variable("Guild"), Variable("Charter")
OTHER_GUILD = Variable("Guild", "another")
RESIDENT = Claim("resident", (GUILD,))
GRANT = Claim("grant", (TOWN, CHARTER, GUILD))


def when(*claims: Claim, cites: tuple[Cite, ...] = ()) -> Condition:
    return Condition(claims, cites)


def test_a_vocabulary() -> None:
    towns = library({}).vocabularies["towns"]
    assert (towns.title, towns.version, towns.uses, towns.beside) == ("Towns and guilds", "1", (), ())
    assert towns.types[:2] == (
        Type("Party", "", "whoever a rule can be about", "towns"),
        Type("Town", "Party", "the town that acts", "towns"),
    )
    by_id = {s.id: s for s in towns.sentences}
    resident = by_id["resident"]
    assert resident.kind is SentenceKind.FACT
    assert resident.home == "towns"
    assert resident.text == (Slot("Party", "Party"), Word("is"), Word("resident"))
    assert resident.opposite[2:] == (Word("not"), Word("resident"))
    assert resident.means == "it has lived there for a year"
    assert resident.asks == "Is Party resident?"
    assert resident.arabic == ("مقيم",)
    assert resident.terms == ("residency",)
    assert resident.judged_by == "the clerk"
    assert resident.notes == ("a first note", "a second note")
    assert by_id["ally"].slots == (Slot("Guild", "Guild"), Slot("Guild", "another Guild"))
    assert by_id["seat"].choice == Choice(("within the walls", "outside the walls", "on the river"))
    assert by_id["length"].measure == Measure("duration")
    assert by_id["enter"].text[-2:] == (Slot("Town", "Town", possessive=True), Word("hall"))
    assert by_id["march"].force
    assert not by_id["enter"].force
    assert towns.questions == (
        Question("charter", "May Town grant Charter to Guild?", ("grant", "standing"), "towns", ("asked often",)),
        Question("entry", "May members of Guild enter the hall?", ("enter",), "towns"),
    )
    assert towns.impossible == (
        Impossible(
            "both-sides",
            (when(Claim("ally", (GUILD, OTHER_GUILD))), when(Claim("ally", (OTHER_GUILD, GUILD)))),
            (when(RESIDENT),),
            "towns",
            ("nobody follows his follower",),
        ),
    )


def test_a_source() -> None:
    assert library({}).sources["roll"] == Source(
        id="roll",
        title="The town roll",
        author="a clerk",
        date="1300",
        dated=Quantity("date", Fraction(2195883), Fraction(2196248), "1300"),
        edition="first",
        language="Latin",
        seen=Seen.READ,
        voices=(("clerk", ("P1-P2",)), ("mayor", ("P3.S1", "P3.S2"))),
        passages=(
            Anchor(1),
            *(Anchor(2, s) for s in (1, 2, 3, 4)),
            Anchor(3, 1),
            Anchor(3, 2, "a"),
            Anchor(3, 2, "b"),
            Anchor(4, 1),
        ),
        obtain="the town archive",
    )


def test_the_head_of_a_doctrine() -> None:
    doctrine = custom("")
    assert (doctrine.title, doctrine.voice, doctrine.source) == ("The custom of the town", "the clerk", "roll")
    assert (doctrine.uses, doctrine.terms, doctrine.addresses) == (("towns",), "plain", "the town")
    assert (doctrine.encoded_by, doctrine.reviewed_by) == ("a tester", "no scholar yet")
    assert (doctrine.since, doctrine.until, doctrine.needs) == ("1300", "1400", "1")
    assert doctrine.questions == ("charter",)
    assert doctrine.files == ("custom.md",)
    assert len(doctrine.digest) == 64


EVERYTHING = """
rule plain
  permitted        for Town to grant Charter to Guild
  when             Guild is resident [roll P1]
  and either       the banner of Guild is red or green [roll P2.S1]
  or               Guild counts as trusted [letter]
  or               it is not so that Town and Neighbour
                   are at odds
  unless           Charter is void
  unless           Guild has sided with another Guild
  whether or not   the term of Charter is more than 10 years
  notwithstanding  closed
  subject to       firm, other
  in reading       walls: inner or outer
  in reading       oath: yes
  rests on         feast or fast
  rests on         plain-report and closed
  supported by     feast, old
  reason           the town needs trade
  source           roll P2.S1, P3.S1-S2; letter folio 3
  source           letter (not checked)
  voice            the mayor
  note             one
  note             two

strict rule firm
  forbidden        for Town to keep river and road trade with Neighbour
  when             Town and Neighbour are at odds

rule closed
  when either      Neighbour is resident
  or               Town is resident
  exception to     firm

rule other
  otherwise permitted for Town to grant Charter to Guild

rule held-back
  blocks           Guild counts as a stranger
  when             Guild is resident

rule held-back-too
  blocks           obligatory for Town to grant Charter to Guild

rule counted
  then             it is not so that Guild counts as trusted
  when             permitted for Town to keep Charter back from Guild

rule invalid
  then             Charter is not valid

rule capped
  then             the longest term allowed for Charter is 4 lunar months

presumption native
  then             Guild is resident

scope within
  when             Town is resident
  unless           Town and Neighbour are at odds
  except           closed, other
  source           roll P1
  note             a note

scope narrow
  when             Town is resident
  covers           plain

reading walls
  asks             Which walls?
  option inner     the old ones [roll P1]
  option outer     the new ones
  default          outer
  note             disputed

reading oath
  asks             Is there an oath?
  option yes       there is
  option no        there is none
  default          no

evidence feast
  kind             report
  cited as         the old book, from Anna [roll P1, P2.S2]
  cited as         a second book
  locus            book 3:4
  wording          bread [and] wine
  sense            of wine
  note             often told

evidence fast
  kind             verse

evidence plain-report
  kind             report

precedent old
  case             fair
  held             forbidden for Alba to grant the charter to the weavers
  because          the weavers is resident
  and              the banner of the weavers is red
  not because      it is not so that Alba is resident
  apart from       older
  rests on         feast
  source           roll P1

precedent older
  case             fair
  held             Guild counts as a stranger
  because          the weavers is not resident
  in reading       oath: no

impossible nobody
  when             Guild has sided with another Guild
  and              Guild is resident

opposes apart
  one              permitted for Town to march on Neighbour
  to               Guild counts as trusted
  source           roll P1

principle closer
  prefers          more specific

principle upper
  prefers          higher source
  order            roll, letter
  source           roll P1
  note             as in the roll

duty watch
  speaker          the mayor
  to               every guild
  condition        when the gate is open
  authority        the roll
  date             1300
  source           roll P2.S1
  note             read-only

passages roll
  context          P1, P2.S1-S3
  asserted duty    P4.S1

expect charter in fair
  is               permitted, settled
  by               plain
"""

FAIR = """
case fair
  Town             Alba
  Guild            the guild of weavers (the weavers)
  Charter          the charter
"""


def test_everything_a_doctrine_has() -> None:
    world = library({"custom.md": doctrine_file(EVERYTHING), "early.md": cases_file(FAIR)})
    doctrine = world.doctrines["custom"]
    rules = {r.id: r for r in doctrine.rules}
    roll = Cite("roll", ("P1",))
    assert rules["plain"] == Rule(
        id="plain",
        heads=(Claim("grant", (TOWN, CHARTER, GUILD), modality=Modality.PERMITTED),),
        when=(
            when(RESIDENT, cites=(roll,)),
            when(
                Claim("colour", (GUILD,), options=("red", "green")),
                Claim("trusted", (GUILD,)),
                Claim("feud", (TOWN, NEIGHBOUR), Denial.NOT_SO),
                cites=(Cite("roll", ("P2.S1",)), Cite("letter")),
            ),
        ),
        unless=(
            when(Claim("standing", (CHARTER,), options=("void",))),
            when(Claim("ally", (GUILD, OTHER_GUILD))),
        ),
        whether_or_not=rules["plain"].whether_or_not,
        notwithstanding=("closed",),
        subject_to=("firm", "other"),
        in_reading=(InReading("walls", ("inner", "outer")), InReading("oath", ("yes",))),
        rests_on=(("feast", "fast"), ("plain-report",), ("closed",)),
        supported_by=("feast", "old"),
        reason="the town needs trade",
        cites=(
            Cite("roll", ("P2.S1", "P3.S1-S2")),
            Cite("letter", ("folio 3",)),
            Cite("letter", (), Seen.UNCHECKED),
        ),
        voice="the mayor",
        notes=("one", "two"),
    )
    assert [c.sentence for c in rules["plain"].whether_or_not] == ["length"]
    firm = rules["firm"]
    assert firm.strict
    assert [(h.sentence, h.options, h.modality) for h in firm.heads] == [
        ("trade", ("river",), Modality.FORBIDDEN),
        ("trade", ("road",), Modality.FORBIDDEN),
    ]
    assert rules["closed"].heads == ()
    assert rules["closed"].exception_to == "firm"
    assert len(rules["closed"].when[0].alternatives) == 2
    assert rules["other"].otherwise
    assert rules["held-back"].blocks
    assert rules["held-back"].heads == (Claim("trusted", (GUILD,), Denial.OPPOSITE),)
    assert rules["held-back-too"].heads[0].modality is Modality.OBLIGATORY
    assert rules["counted"].heads == (Claim("trusted", (GUILD,), Denial.NOT_SO),)
    assert rules["counted"].when[0].alternatives == (
        Claim("grant", (TOWN, CHARTER, GUILD), Denial.OPPOSITE, modality=Modality.PERMITTED),
    )
    assert rules["invalid"].heads == (Claim("standing", (CHARTER,), options=("void", "defective")),)
    assert rules["native"].presumption
    within, narrow = doctrine.scopes
    assert within.excepts == ("closed", "other")
    assert within.rules == tuple(r.id for r in doctrine.rules if r.id not in ("closed", "other"))
    assert (within.cites, within.notes, len(within.unless)) == ((roll,), ("a note",), 1)
    assert (narrow.covers, narrow.rules) == (("plain",), ("plain",))
    assert doctrine.readings[0] == Reading(
        "walls",
        "Which walls?",
        (Option("inner", "the old ones", (roll,)), Option("outer", "the new ones")),
        "outer",
        ("disputed",),
    )
    assert doctrine.evidence[0] == Evidence(
        id="feast",
        kind="report",
        cited_as=("the old book, from Anna", "a second book"),
        cites=(Cite("roll", ("P1", "P2.S2")),),
        locus=("book 3:4",),
        wording=("bread [and] wine",),
        sense=("of wine",),
        notes=("often told",),
    )
    weavers = "the guild of weavers"
    assert doctrine.precedents[0] == Precedent(
        id="old",
        case="fair",
        held=Claim("grant", ("Alba", "the charter", weavers), modality=Modality.FORBIDDEN),
        because=(Claim("resident", (weavers,)), Claim("colour", (weavers,), options=("red",))),
        not_because=(Claim("resident", ("Alba",), Denial.NOT_SO),),
        apart_from=("older",),
        rests_on=(("feast",),),
        cites=(roll,),
    )
    assert doctrine.precedents[1].held == Claim("trusted", (weavers,), Denial.OPPOSITE)
    assert doctrine.precedents[1].in_reading == (InReading("oath", ("no",)),)
    assert doctrine.impossible[0].home == "custom"
    assert doctrine.oppositions == (
        Opposition(
            "apart",
            Claim("march", (TOWN, NEIGHBOUR), modality=Modality.PERMITTED),
            Claim("trusted", (GUILD,)),
            (roll,),
        ),
    )
    assert doctrine.principles == (
        Principle("closer", Preference.MORE_SPECIFIC),
        Principle("upper", Preference.HIGHER_SOURCE, ("roll", "letter"), (roll,), ("as in the roll",)),
    )
    assert doctrine.duties == (
        Duty(
            "watch", "the mayor", "every guild", "when the gate is open", "the roll", "1300",
            (Cite("roll", ("P2.S1",)),), ("read-only",),
        ),
    )  # fmt: skip
    assert doctrine.passages == (Passages("roll", (("context", ("P1", "P2.S1-S3")), ("asserted duty", ("P4.S1",)))),)
    assert doctrine.expectations[0].status == "permitted"


def test_a_doctrine_adds_sentences_of_its_own() -> None:
    doctrine = custom(
        """
type Ship

fact afloat
  text             Ship is afloat

concept seaworthy
  text             Ship is fit for the sea

question sea
  asks             Is Ship fit?
  about            seaworthy

rule fit
  then             Ship is fit for the sea
  when             Ship is afloat
"""
    )
    assert [s.id for s in doctrine.sentences] == ["custom/afloat", "custom/seaworthy"]
    assert doctrine.rules[0].heads[0].sentence == "custom/seaworthy"
    assert doctrine.own_questions == (Question("sea", "Is Ship fit?", ("custom/seaworthy",), "custom"),)
    assert doctrine.types[0].home == "custom"


def test_another_doctrine_may_use_the_sentences_but_not_the_rules() -> None:
    first = doctrine_file(
        "fact afloat\n  text  Charter is afloat\n\nrule r\n  then Charter is void\n  when Charter is afloat"
    )
    head = "---\ndoctrine: second\nuses: custom\n---\n"
    second = doctrine_file("rule s\n  then  Charter is void\n  when  Charter is afloat", head)
    world = library({"custom.md": first, "second.md": second})
    assert world.doctrines["second"].rules[0].when[0].alternatives == (Claim("custom/afloat", (CHARTER,)),)
    assert [r.id for r in world.doctrines["second"].rules] == ["s"]


def test_further_files_of_a_doctrine_whatever_their_order() -> None:
    part = "---\npart of: custom\nsource: letter\n---\n"
    files = {
        "a-part.md": doctrine_file("rule later\n  then  Charter is void\n  notwithstanding  first\n  source  P7", part),
        "custom.md": doctrine_file(
            "rule first\n  then  Charter is valid\n  source  P2.S1\n\nscope all\n  when  Town is resident"
        ),
    }
    doctrine = library(files).doctrines["custom"]
    assert [r.id for r in doctrine.rules] == ["first", "later"]
    assert doctrine.files == ("custom.md", "a-part.md")
    assert doctrine.scopes[0].rules == ("first",)
    assert doctrine.rules[0].cites == (Cite("roll", ("P2.S1",)),), "the default source of the file"
    assert doctrine.rules[1].cites == (Cite("letter", ("P7",)),)


def test_chosen_readings() -> None:
    head = "---\ndoctrine: custom\nuses: towns\nreadings: {walls: inner}\n---\n"
    blocks = "reading walls\n  asks  Which?\n  option inner  a\n  option outer  b\n  default  outer"
    assert library({"custom.md": doctrine_file(blocks, head)}).doctrines["custom"].chosen == (("walls", "inner"),)


def test_prose_and_other_fences_are_not_read() -> None:
    words = (
        doctrine_file("") + "rule nothing\n\n```\nrule also-nothing\n```\n\n```python\nx = 1\n```\n    ```siyarish\n"
    )
    assert library({"custom.md": words}).doctrines["custom"].rules == ()


def test_the_order_of_files_does_not_matter() -> None:
    from siyar.language import read
    from siyar.source import Text

    texts = [Text("towns.md", VOCABULARY), Text("letter.md", OTHER), Text("early.md", cases_file(FAIR))]
    assert read(texts) == read(reversed(texts))


def test_the_grammar_and_the_table_of_keywords_know_the_same_lines() -> None:
    import re
    from pathlib import Path

    import siyar.language
    from siyar.language.syntax import ENTITY, KINDS, head_token, token

    grammar = Path(siyar.language.__file__).with_name("siyar.lark").read_text(encoding="utf-8")
    declared = {name for line in re.findall(r"%declare (.*)", grammar) for name in line.split()}
    lines = {token(line) for kind in KINDS.values() for line in kind.lines}
    assert declared == lines | {head_token(head) for head in KINDS} | {token(ENTITY)}
