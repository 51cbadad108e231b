"""Factors, dimensions and the key that ranks precedents: read, printed, read again."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siyar.language import read
from siyar.language.unparse import fmt, print_block
from siyar.model import (
    Cite,
    Claim,
    Denial,
    Dimension,
    Doctrine,
    Factor,
    InReading,
    Modality,
    Prevailing,
    SentenceKind,
    Variable,
)
from siyar.source import Text
from tests.diagnostics_fixture import towns
from tests.language.test_unparse_random import DOCTRINE, claims, library, plain, sentences

CITY, GUILD = Variable("City"), Variable("Guild")
TAX = Claim("tax", (CITY, GUILD), modality=Modality.PERMITTED)


def manual(blocks: str, key: str = "") -> Doctrine:
    head = DOCTRINE.replace("uses: towns\n", f"uses: towns\n{key}")
    result = read([*towns(), Text("manual.md", f"{head}{blocks}```\n")])
    assert not result.diagnostics, [d.message for d in result.diagnostics]
    return result.library.doctrines["manual"]


def test_a_factor_and_a_dimension_are_read() -> None:
    found = manual(
        """factor unfriendly
  when             Guild is distrusted by City
  favours          permitted for City to tax Guild
  in reading       coin: old or new
  source           a-book P1.S1
  note             said in passing

dimension firmness
  of               kind
  order            a loan, a pledge, a lease
  favours          forbidden for City to sign Deed
  source           a-book P1.S2
"""
    )
    cite = Cite("a-book", ("P1.S1",))
    assert found.factors == (
        Factor(
            "unfriendly",
            Claim("trusted", (GUILD, CITY), Denial.OPPOSITE),
            TAX,
            (InReading("coin", ("old", "new")),),
            (cite,),
            ("said in passing",),
        ),
    )
    assert found.dimensions == (
        Dimension(
            "firmness",
            "kind",
            Claim("sign", (CITY, Variable("Deed")), modality=Modality.FORBIDDEN),
            ("a loan", "a pledge", "a lease"),
            cites=(replace(cite, loci=("P1.S2",)),),
        ),
    )
    assert found.prevailing is None


def test_the_header_says_which_prevail() -> None:
    assert manual("", "precedents: prevail\n").prevailing is Prevailing.PRECEDENTS
    assert manual("", "precedents: give way\n").prevailing is Prevailing.RULES


@st.composite
def blocks(draw: st.DrawFn) -> Factor | Dimension:
    concluded = draw(st.sampled_from(sentences(SentenceKind.ACT)))
    favours = draw(claims(concluded, False, concluded=True))
    mild = [m for m in Modality if not concluded.force or m in (Modality.PERMITTED, Modality.OPTIONAL)]
    favours = replace(favours, modality=draw(st.sampled_from(mild)))
    readings = draw(st.sampled_from([(), (InReading("coin", ("old",)),)]))
    cites, notes = (Cite("a-book", ("P1.S1",)),), draw(st.sampled_from([(), ("a word", "another")]))
    if draw(st.booleans()):
        there = draw(claims(draw(st.sampled_from(sentences(SentenceKind.FACT, SentenceKind.CONCEPT))), False))
        return Factor("subject", there, favours, readings, cites, notes)
    valued = [s for s in sentences(SentenceKind.FACT, SentenceKind.CONCEPT) if s.choice or s.measure]
    of = draw(st.sampled_from(valued))
    order = tuple(draw(st.permutations(of.choice.options))) if of.choice else ()
    return Dimension("subject", of.id, favours, order, readings, cites, notes)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(blocks())
def test_a_block_comes_back(block: Factor | Dimension) -> None:
    printed = print_block(block, library().sentences())
    text = Text("manual.md", f"{DOCTRINE}{printed}```\n")
    result = read([*towns(), text])
    assert not result.diagnostics, (printed, [d.message for d in result.diagnostics])
    doctrine = result.library.doctrines["manual"]
    found: list[Factor | Dimension] = [*doctrine.factors, *doctrine.dimensions]
    back = found[-1]
    assert _plain(back) == _plain(block), printed
    assert fmt(text, result.library) == text.characters


def _plain(block: Factor | Dimension) -> Factor | Dimension:
    if isinstance(block, Factor):
        return replace(block, when=plain(block.when), favours=plain(block.favours))
    return replace(block, favours=plain(block.favours))
