"""The site as files: every link leads to a file and a place in it, nothing needs a server or comes from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette

from siyar.web import site
from siyar.workbench import Workbench
from tests.web.document import Node, page


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two doctrines and two cases are enough to have every kind of page."""
    found = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            site, "shown_cases", lambda library: ["hudaybiyya", "banu-qaynuqa-squadron", "hudaybiyya-through-time"]
        )
        site.write_site(Workbench.open(), found, doctrines=["opposed-fatwas", "hizb-essay"])
    return found


def pages(folder: Path) -> Iterator[tuple[Path, Node]]:
    for file in sorted(folder.rglob("*.html")):
        yield file, page(file.read_text(encoding="utf-8"))


def test_every_kind_of_page_is_there(folder: Path) -> None:
    for name in (
        "index",
        "doctrine/hizb-essay",
        "audit/opposed-fatwas",
        "case/hudaybiyya",
        "ruling/hudaybiyya",
        "compare/hudaybiyya",
        "across/hizb-essay--opposed-fatwas",
        "sources",
        "coverage/essay",
        "influence/hizb-essay",
        "evidence/opposed-fatwas",
        "precedents/hudaybiyya",
        "timeline/hudaybiyya-through-time",
    ):
        for place in (folder, folder / "ar"):
            assert (place / f"{name}.html").is_file(), name
    assert (folder / "static" / "siyar.css").is_file()


def test_every_link_leads_to_a_file_and_a_place_in_it(folder: Path) -> None:
    texts = {file: file.read_text(encoding="utf-8") for file in folder.rglob("*.html")}
    links = 0
    for file, document in pages(folder):
        for tag, name in (("a", "href"), ("link", "href")):
            for one in document.all(tag):
                href = one.attributes[name]
                assert not href.startswith(("http", "/")), f"{file}: {href}"
                to, _, place = href.partition("#")
                target = (file.parent / unquote(to)).resolve() if to else file
                assert target.is_file(), f"{file}: {href}"
                if place and target in texts:
                    assert f'id="{place}"' in texts[target], f"{file}: {href}"
                links += 1
    assert links > 500


def test_pages_of_a_case_and_of_a_doctrine_lead_to_each_other(folder: Path) -> None:
    """And to none that needs a server: what has no file is no empty place in a list either."""
    document = page((folder / "ruling" / "hudaybiyya-through-time.html").read_text(encoding="utf-8"))
    (tabs,) = [nav for nav in document.all("nav") if nav.attributes.get("class") == "tabs"]
    assert [a.text for a in tabs.all("a")] == ["Facts and interview", "Rulings", "Compare", "Precedents", "Timeline"]
    assert [len(li.all("a")) for li in tabs.all("li")] == [1] * 5
    reader = page((folder / "doctrine" / "opposed-fatwas.html").read_text(encoding="utf-8"))
    links = {a.attributes["href"] for a in reader.all("a")}
    assert {"../influence/opposed-fatwas.html", "../evidence/opposed-fatwas.html"} <= links


def test_no_words_of_a_copy_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes a site may keep copies of sources; what he reads beside them stays on his machine."""
    from siyar.sources.holding import Shelf
    from siyar.sources.marks import mark
    from siyar.web.app import create_app

    words = "The heron crossed the shallow lagoon before sunrise and left nine feathers on the mooring post."
    monkeypatch.setenv("SIYAR_DATA", str(tmp_path))
    Shelf.own().take("qa-2017", "mine.txt", "made up", words, (mark("P5.S1", words),))
    bench = Workbench.open()
    assert words in site._asked(create_app(bench), "/coverage/qa-2017", "en")
    monkeypatch.setattr(site, "_addresses", lambda *_: [("coverage/qa-2017", "/coverage/qa-2017")])
    site.write_site(bench, tmp_path / "site", languages=("en",))
    written = (tmp_path / "site" / "coverage" / "qa-2017.html").read_text(encoding="utf-8")
    assert "P5.S1" in written
    assert words not in written


def test_nothing_needs_a_server(folder: Path) -> None:
    for file, document in pages(folder):
        for tag in ("form", "script", "button", "input", "select", "textarea"):
            assert not document.all(tag), (file, tag)
        (policy,) = [m for m in document.all("meta") if m.attributes.get("http-equiv") == "content-security-policy"]
        assert "'none'" in policy.attributes["content"]
        assert "sha256:" in document.text


def test_the_words_are_those_of_the_page(folder: Path) -> None:
    document = page((folder / "ruling" / "banu-qaynuqa-squadron.html").read_text(encoding="utf-8"))
    assert "A question-and-answer of 2017" in document.text
    assert "Other positions" in document.text
    arabic = page((folder / "ar" / "ruling" / "banu-qaynuqa-squadron.html").read_text(encoding="utf-8"))
    assert arabic.all("html")[0].attributes["dir"] == "rtl"


def test_a_site_that_was_stopped_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped after a few pages it says so; the same again writes the others alone, and another one writes all."""
    monkeypatch.setattr(site, "shown_cases", lambda library: ["hudaybiyya"])
    bench, folder = Workbench.open(), tmp_path / "site"

    def write(stop: int = 0, languages: tuple[str, ...] = ("en",)) -> list[str]:
        asked: list[str] = []

        def count(app: Starlette, address: str, language: str) -> str:
            if stop and len(asked) == stop:
                raise KeyboardInterrupt
            asked.append(address)
            return '<html><head><meta charset="utf-8"></head><body><footer></footer></body></html>'

        monkeypatch.setattr(site, "_asked", count)
        site.write_site(bench, folder, doctrines=["opposed-fatwas"], languages=languages)
        return asked

    with pytest.raises(KeyboardInterrupt):
        write(stop=3)
    assert (folder / site.UNFINISHED).is_file()
    before = set(folder.rglob("*.html"))
    assert len(before) == 3
    rest = write()
    assert not (folder / site.UNFINISHED).exists()
    assert not list(folder.rglob("*.part"))
    every = set(folder.rglob("*.html"))
    assert len(rest) == len(every) - 3
    assert "/" not in rest  # it was written before
    with pytest.raises(KeyboardInterrupt):
        write(stop=2)
    assert "/" in write(languages=("en", "ar"))  # another site: nothing of what was begun is kept


def test_the_command_writes_no_site_over_something(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from siyar.cli.app import app

    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    said = CliRunner().invoke(app, ["export", "--site", str(tmp_path)])
    assert said.exit_code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
    assert CliRunner().invoke(app, ["export", "nothing", "--site", str(tmp_path / "new")]).exit_code == 1
    assert CliRunner().invoke(app, ["export"]).exit_code == 2


def test_the_command_writes_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from siyar.cli.app import app

    monkeypatch.setattr(site, "shown_cases", lambda library: ["hudaybiyya"])
    monkeypatch.setattr(
        site.write_site, "__kwdefaults__", {**(site.write_site.__kwdefaults__ or {}), "languages": ("en",)}
    )
    said = CliRunner().invoke(app, ["export", "opposed-fatwas", "--site", str(tmp_path / "new")])
    assert said.exit_code == 0
    assert (tmp_path / "new" / "doctrine" / "opposed-fatwas.html").is_file()
    assert "pages written below" in said.output
