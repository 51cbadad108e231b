"""Provenance and bibliographies: everything a rule rests on is there, in formats whose own readers take them."""

from __future__ import annotations

import importlib.util
import json
import re

import pytest

from siyar.evidence import Holdings
from siyar.export.bibliography import bibtex, cited_sources, csl, date_parts
from siyar.export.provenance import FORMS, NoProv, provenance
from siyar.hanging import cited
from siyar.model import Source
from tests.cli.command import read_once, run, shipped
from tests.sample import some

installed = pytest.mark.skipif(importlib.util.find_spec("prov") is None, reason="prov is not installed")
DOCTRINES = some(sorted(shipped().library.doctrines), 3)


def made(doctrine: str, form: str) -> str:
    library = shipped().library
    holdings = Holdings(without=True)
    return provenance(library, doctrine, cited(library.doctrines[doctrine], holdings), holdings, form)


@installed
@pytest.mark.parametrize("doctrine", [*DOCTRINES, "hizb-qa"])
def test_every_rule_leads_to_its_passages_and_grounds(doctrine: str) -> None:
    library = shipped().library
    value = json.loads(made(doctrine, "prov-json"))
    derived = {(d["prov:generatedEntity"], d["prov:usedEntity"]) for d in value["wasDerivedFrom"].values()}
    members = {(m["prov:collection"], m["prov:entity"]) for m in value["hadMember"].values()}
    for rule in library.doctrines[doctrine].rules:
        name = f"rule:{doctrine}/{rule.id}"
        assert name in value["entity"]
        for cite in rule.cites:
            for locus in cite.loci:
                used = [b for a, b in derived if a == name and b.startswith(f"passage:{cite.source}/")]
                assert used, (rule.id, locus)
                assert all((f"source:{cite.source}", one) in members for one in used)
        grounds = {g for group in rule.rests_on for g in group} | set(rule.supported_by)
        leads = {b.rpartition("/")[2] for a, b in derived if a == name}
        assert grounds <= leads


@installed
def test_evidence_leads_to_records_and_says_how_they_were_found() -> None:
    value = json.loads(made("hizb-qa", "prov-json"))
    found = [
        d
        for d in value["wasDerivedFrom"].values()
        if d["prov:generatedEntity"] == "evidence:hizb-qa/fire-of-the-polytheists"
    ]
    records = {d["prov:usedEntity"]: d["siyar:reference"] for d in found if d["prov:usedEntity"].startswith("record:")}
    assert records == {"record:nasai/5209": "corpus not installed", "record:ahmad/3:99": "collection not in corpus"}
    states = {d["siyar:citation_state"] for d in found if d["prov:usedEntity"].startswith("passage:")}
    assert states == {"read"}


@installed
@pytest.mark.parametrize("form", ["prov-json", "json-ld"])
def test_its_own_reader_takes_it(form: str) -> None:
    from prov.model import ProvDocument

    written = made("hizb-essay", form)
    again = ProvDocument.deserialize(content=written, format=FORMS[form])
    first = ProvDocument.deserialize(content=made("hizb-essay", "prov-json"), format="json")
    assert len([*again.get_records()]) == len([*first.get_records()]) > 100


PROV = "http://www.w3.org/ns/prov#"


@installed
def test_a_processor_of_json_ld_reads_it_without_a_network() -> None:
    jsonld = pytest.importorskip("pyld.jsonld", reason="PyLD is not installed")

    def none(url: str, _: object) -> None:
        raise AssertionError(f"{url} is fetched")

    graph = jsonld.to_rdf(json.loads(made("hizb-qa", "json-ld")), {"documentLoader": none})["@default"]
    named = {(t["subject"]["value"], t["predicate"]["value"], t["object"]["value"]) for t in graph}
    assert ("urn:siyar:rule:hizb-qa/no-alliance", RDF_TYPE, f"{PROV}Entity") in named
    # Everything is named by an address of its own: nothing is lost, or hangs on where the file lies.
    assert all(":" in s and not s.startswith(("file:", "/")) for s, _, _ in named)


RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@installed
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own use of it
def test_another_reads_the_same_derivations_as_are_written() -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    graph = rdflib.Graph().parse(data=made("hizb-qa", "json-ld"), format="json-ld")
    prov = rdflib.Namespace(PROV)
    read = {
        (str(derived), str(used))
        for derived, node in graph.subject_objects(prov.qualifiedDerivation)
        for used in graph.objects(node, prov.entity)
    }
    written = json.loads(made("hizb-qa", "prov-json"))
    full = {
        tuple(f"urn:siyar:{d[k]}" for k in ("prov:generatedEntity", "prov:usedEntity"))
        for d in written["wasDerivedFrom"].values()
    }
    assert read == full
    assert len(full) > 100


@installed
def test_whose_it_is_and_whether_it_is_the_shipped_one() -> None:
    value = json.loads(made("hizb-qa", "prov-json"))
    whole = value["entity"]["doctrine:hizb-qa"]
    assert whole["siyar:reviewed_by"] == "no scholar yet"
    assert whole["siyar:digest"] == shipped().library.doctrines["hizb-qa"].digest
    assert any("Siyar" in agent["prov:label"] for agent in value["agent"].values())


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [n for n in sys.modules if n == "prov" or n.startswith("prov.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "prov", None)
    monkeypatch.setitem(sys.modules, "prov.model", None)
    with pytest.raises(NoProv):
        made("hizb-qa", "prov-json")
    with read_once():
        said = run("export", "hizb-qa")
    assert (said.status, said.out) == (1, "")
    assert 'pip install "siyar[evidence]"' in said.err


# --------------------------------------------------------------------------- bibliographies


def test_every_source_a_doctrine_cites_is_in_its_bibliography() -> None:
    library = shipped().library
    for id in DOCTRINES:
        sources = cited_sources(library, id)
        rules = {cite.source for rule in library.doctrines[id].rules for cite in rule.cites}
        assert rules & set(library.sources) <= {s.id for s in sources}


def test_csl() -> None:
    items = csl(shipped().library.sources.values())
    assert len(items) == len(shipped().library.sources)
    for item in items:
        assert item["id"]
        assert item["type"] == "document"
        assert set(item.get("issued", {})) <= {"date-parts", "literal"}
        assert "For this library:" in item["note"]


def test_bibtex_is_balanced_and_escaped() -> None:
    written = bibtex([Source("a-b", "50% of {A} & B_C", author="X # Y", date="July 1833", obtain="~ ^ \\")])
    assert r"50\% of \{A\} \& B\_C" in written
    assert "year = {1833}" in written
    assert "month = {7}" in written
    plain = re.sub(r"\\[{}]", "", written)
    assert plain.count("{") == plain.count("}")
    whole = bibtex(shipped().library.sources.values())
    assert len(re.findall(r"^@misc\{[a-z0-9-]+,$", whole, re.MULTILINE)) == len(shipped().library.sources)


def test_a_reader_of_bibtex_takes_every_source() -> None:
    database = pytest.importorskip("pybtex.database", reason="pybtex is not installed")
    sources = shipped().library.sources
    read = database.parse_string(bibtex(sources.values()), "bibtex").entries
    assert set(read) == set(sources)
    for id, source in sources.items():
        assert read[id].fields["title"].strip("{}").replace("\\", "") == source.title.replace("\\", "")
        (person,) = read[id].persons.get("author", [None])
        # The whole name is one piece: "leader of a party" is no surname.
        assert person is None or len(person.last_names) == 1


def test_a_processor_of_csl_sets_every_source() -> None:
    citeproc = pytest.importorskip("citeproc", reason="citeproc-py is not installed")
    read = pytest.importorskip("citeproc.source.json").CiteProcJSON
    items = csl(shipped().library.sources.values())
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    whole = citeproc.CitationStylesBibliography(style, read(items), citeproc.formatter.plain)
    for item in items:
        whole.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    set_ = [str(entry) for entry in whole.bibliography()]
    assert len(set_) == len(items)
    assert any("2017" in entry and "question-and-answer" in entry for entry in set_)


def test_dates_of_another_calendar_or_a_span_stay_words() -> None:
    assert [tuple(date_parts(d)) for d in ("1956", "9th century", "638 AH", "not stated", "1982-1984")] == [
        (1956,),
        (),
        (),
        (),
        (),
    ]


# --------------------------------------------------------------------------- the command


@installed
@pytest.mark.parametrize("form", ["prov-json", "prov-n", "json-ld", "csl-json", "bibtex"])
def test_the_command(form: str) -> None:
    with read_once():
        said = run("export", "un-charter", "--format", form)
    assert said.status == 0
    assert "un-charter" in said.out
    if form not in ("prov-n", "bibtex"):
        json.loads(said.out)


def test_a_source_and_what_is_not_there() -> None:
    with read_once():
        assert "@misc{qa-2017," in run("export", "qa-2017", "--format", "bibtex").out
        assert "R009" in run("export", "qa-2017").err
        assert run("export", "no-such-thing", "--format", "csl-json").status == 1
