"""Pages as a browser shows them: accessible, whole at every width in both directions, by keyboard, without a script.

Pictures of the pages are written below `build/shots`, with --long of every page in both languages at both widths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.sample import some
from tests.web.chromium import ARGUMENTS, SIZES, executable, looking, needed, serving, shot
from tests.web.test_pages import PAGES
from tests.web.test_writing import CASE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Every page in both languages at both widths with --long; some, in turn in one language at one width, always.
EVERY = [(page, language, size) for page in PAGES for language in ("en", "ar") for size in SIZES]
SOME = some([(page, ("en", "ar")[n % 2], SIZES[(n // 2) % 2]) for n, page in enumerate(PAGES)], 11)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    needed()
    with serving() as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with needed().sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield found
        found.close()


def name_of(page: str, language: str, size: str) -> str:
    return f"{re.sub(r'[^a-z0-9]+', '-', page.lower()).strip('-')[:60] or 'home'}-{language}-{size}"


def violations(page: Page) -> list[str]:
    """What axe finds, with the element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe: pip install 'siyar[dev]'")
    found: dict[str, Any] = axe.Axe().run(page).response
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


def whole(browser: Browser, address: str, at: str, language: str, size: tuple[str, int, int]) -> None:
    name, width, height = size
    with looking(browser, address, width=width, height=height) as page:
        page.goto(f"{address}{at}{'&' if '?' in at else '?'}lang={language}")
        shot(page, name_of(at, language, name))
        measured = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth, window.scrollX]"
        )
        assert measured[0] == measured[1], f"{measured[0] - measured[1]} px beyond the edge"
        assert measured[2] == 0
        assert page.locator("h1").bounding_box()["x"] >= 0  # type: ignore[index]  # a heading that is shown has a box
        assert violations(page) == []


@pytest.mark.parametrize(("at", "language", "size"), SOME, ids=lambda v: v if isinstance(v, str) else v[0])
def test_a_page_is_whole_and_accessible(
    browser: Browser, address: str, at: str, language: str, size: tuple[str, int, int]
) -> None:
    whole(browser, address, at, language, size)


@pytest.mark.long
@pytest.mark.parametrize(
    ("at", "language", "size"),
    [one for one in EVERY if one not in SOME],
    ids=lambda v: v if isinstance(v, str) else v[0],
)
def test_it_is_so_in_every_language_and_width(
    browser: Browser, address: str, at: str, language: str, size: tuple[str, int, int]
) -> None:
    whole(browser, address, at, language, size)


def test_dark_pages_are_accessible(browser: Browser, address: str) -> None:
    with looking(browser, address) as page:
        page.emulate_media(color_scheme="dark")
        for at in ("/", "/ruling?case=hudaybiyya", "/case?case=a-truce", "/compare?case=hudaybiyya&q=truce"):
            page.goto(f"{address}{at}")
            assert violations(page) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_interview_without_a_script(browser: Browser, address: str, language: str) -> None:
    with looking(browser, address, script=False, width=360, height=740) as page:
        page.goto(f"{address}/cases/abstract?q=help&lang={language}")
        page.locator("input[name=kind][value='Party:Group']").check()
        page.locator("main button").last.click()
        for _ in range(12):
            if not page.locator("form[action$='/case/answer']").count():
                break
            page.locator("input[name=answer]").first.check()
            with page.expect_navigation():  # else a slow answer is given twice
                page.locator("form[action$='/case/answer'] button").first.click()
        assert page.locator("form[action$='/case/answer']").count() == 0
        page.locator(".interview .button").click()
        assert page.locator("article.card").count() >= 1
        assert "/ruling" in page.url


def test_reload_and_back_keep_the_state(browser: Browser, address: str) -> None:
    with looking(browser, address) as page:
        page.goto(f"{address}/case?case=a-truce&d=hizb-qa")
        question = page.locator("legend.question")
        first = question.inner_text()
        page.locator("input[name=answer]").nth(1).check()
        page.locator("form[action$='/case/answer'] button").click()
        page.wait_for_url("**given=**")
        needed().expect(question).not_to_have_text(first)
        second = question.inner_text()
        page.reload()
        needed().expect(question).to_have_text(second)
        page.go_back()
        needed().expect(question).to_have_text(first)
        page.go_forward()
        needed().expect(question).to_have_text(second)


def test_an_answer_changes_the_page_in_place(browser: Browser, address: str) -> None:
    """The document stays, and focus goes to where the next question begins."""
    with looking(browser, address) as page:
        page.goto(f"{address}/case?case=a-truce&d=hizb-qa")
        first = page.locator("legend.question").inner_text()
        page.evaluate("document.body.dataset.same = 'yes'")
        page.locator("input[name=answer]").nth(1).check()
        page.locator("form[action$='/case/answer'] button").click()
        needed().expect(page.locator("legend.question")).not_to_have_text(first)
        assert page.evaluate("document.body.dataset.same") == "yes"
        assert page.evaluate("document.activeElement.id") == "asks"
        assert "given=" in page.url
        assert page.locator("main").count() == 1
        assert violations(page) == []


def test_a_refusal_is_shown_in_place(browser: Browser, address: str) -> None:
    page = browser.new_context().new_page()  # whose console tells of the status, rightly
    page.goto(f"{address}/case?case=a-truce&d=hizb-qa")
    page.evaluate("document.body.dataset.same = 'yes'")
    page.evaluate("document.querySelector('input[name=case]').value = 'none-such'")
    page.locator("input[name=answer]").first.check()
    page.locator("form[action$='/case/answer'] button").click()
    needed().expect(page.locator("main")).to_contain_text("none-such")
    assert page.evaluate("document.body.dataset.same") == "yes"
    assert page.evaluate("document.activeElement.id") == "main"
    page.context.close()


def test_an_interview_by_keyboard_alone(browser: Browser, address: str) -> None:
    with looking(browser, address) as page:
        page.goto(f"{address}/case?case=a-truce&d=hizb-qa")
        question = page.locator("legend.question").inner_text()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.evaluate("getComputedStyle(document.activeElement).clipPath") == "none"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == "answer":
                break
        assert page.evaluate("document.activeElement.name") == "answer"
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.value") == "no"
        page.keyboard.press("Enter")
        page.wait_for_url("**given=**")
        needed().expect(page.locator("legend.question")).not_to_have_text(question)


#: Pages tried always in what follows; all of them with --long.
FEW = ["/", "/ruling?case=hudaybiyya&d=hizb-qa", "/compare/doctrines", "/write"]
LONG = [pytest.param(page, marks=pytest.mark.long) for page in PAGES if page not in FEW]


@pytest.mark.parametrize("at", [*FEW, *LONG])
def test_everything_is_reached_by_tab(browser: Browser, address: str, at: str) -> None:
    with looking(browser, address) as page:
        page.goto(f"{address}{at}")
        wanted = page.evaluate(
            """() => {
              const all = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex="0"]';
              const seen = [...document.querySelectorAll(all)]
                .filter(e => e.checkVisibility() && !e.disabled);
              seen.forEach((e, n) => e.dataset.n = n);
              const radios = new Set(seen.filter(e => e.type === 'radio').map(e => e.name));
              return seen.filter(e => e.type !== 'radio').length + radios.size;
            }"""
        )
        # Where the focus went is asked once, at the end: a list of sources is several hundred steps long.
        page.evaluate(
            """() => {
              window.reached = new Set();
              addEventListener('focusin', e => { if (e.target.dataset.n) window.reached.add(e.target.dataset.n); });
            }"""
        )
        for _ in range(wanted + 5):
            page.keyboard.press("Tab")
        assert page.evaluate("window.reached.size") >= wanted


@pytest.mark.parametrize("at", [*FEW, *LONG])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_without_a_script_is_the_same(browser: Browser, address: str, at: str, language: str) -> None:
    """Its words, and a button for every form; but for the button that copies, which only a script can."""
    said = []
    for script in (True, False):
        with looking(browser, address, script=script, width=360, height=740) as page:
            page.goto(f"{address}{at}{'&' if '?' in at else '?'}lang={language}")
            main = page.locator("main")
            for form in main.locator("form").all():
                assert form.locator("button").count() >= 1
            said.append(main.text_content())
    assert said[0] == said[1]


@pytest.mark.parametrize("at", [*FEW, *LONG])
def test_reload_and_back_show_the_same_page(browser: Browser, address: str, at: str) -> None:
    with looking(browser, address) as page:
        page.goto(f"{address}{at}")
        url, words = page.url, page.locator("main").text_content()
        page.reload()
        assert (page.url, page.locator("main").text_content()) == (url, words)
        page.locator("header nav a").last.click()  # the same page in Arabic
        page.wait_for_url("**lang=ar")
        page.context.clear_cookies()  # the language that was chosen is kept
        page.go_back()
        assert (page.url, page.locator("main").text_content()) == (url, words)


def test_diagnostics_come_while_one_writes(browser: Browser, address: str) -> None:
    with looking(browser, address) as page:
        page.goto(f"{address}/write")
        page.locator("textarea").fill(CASE.format(title="Live").replace("not Muslim", "not Muslm"))
        page.locator("#tried .problems li").first.wait_for()
        assert "S001" in page.locator("#tried").inner_text()
        assert violations(page) == []


@pytest.mark.long
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size[0])
def test_what_comes_of_forms_is_accessible(browser: Browser, address: str, size: tuple[str, int, int]) -> None:
    """Answers on a table, a copy of a doctrine that was changed, everything of a ruling unfolded."""
    pytest.importorskip("duckdb", reason="needs the extra batch")
    from tests.web.test_tables import MAPPING, table

    with looking(browser, address, width=size[1], height=size[2]) as page:
        page.goto(f"{address}/tables?lang=ar")
        page.locator("textarea").nth(0).fill(table(8))
        page.locator("textarea").nth(1).fill(MAPPING)
        page.locator("select[name=of]").select_option("")
        page.locator("select[name=q]").select_option("truce")
        page.locator("button[value=answer]").click()
        page.locator("table.answers").wait_for()
        assert violations(page) == []
        page.goto(f"{address}/write?doctrine=opposed-fatwas")
        text = page.locator("textarea").input_value()
        page.locator("textarea").fill(text.replace("  permitted ", "  forbidden ", 1))
        page.locator("button[value=check]").click()
        page.locator("#tried details").first.wait_for()
        assert violations(page) == []
        page.goto(f"{address}/ruling?case=banu-qaynuqa-squadron&d=hizb-qa&q=help")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_address_can_be_copied(browser: Browser, address: str) -> None:
    with looking(browser, address) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{address}/ruling?case=hudaybiyya&d=hizb-qa")
        page.locator("button[data-copy]").click()
        page.locator("button[data-copy] [role=status]:has-text('copied')").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_only_fonts_of_the_machine_are_used(browser: Browser, address: str) -> None:
    with looking(browser, address) as page:
        fonts: list[str] = []
        page.on("request", lambda r: fonts.append(r.url) if r.resource_type == "font" else None)
        page.goto(f"{address}/ruling?case=hudaybiyya&lang=ar")
        assert fonts == []


@pytest.mark.parametrize(
    ("language", "size"), [("ar", SIZES[0]), pytest.param("en", SIZES[1], marks=pytest.mark.long)], ids=["ar", "en"]
)
def test_a_saved_doctrine_is_asked_about_without_a_script(
    browser: Browser, address: str, language: str, size: tuple[str, int, int]
) -> None:
    """A copy is saved as it is, and asked about from the page it is written on; all of that is whole and accessible."""
    name, width, height = size
    with looking(browser, address, script=False, width=width, height=height) as page:
        page.goto(f"{address}/write?doctrine=opposed-fatwas&lang={language}")
        page.locator("button[value=save]").click(timeout=60_000)
        page.wait_for_url("**/write?id=*", timeout=60_000)
        ways = page.locator("section[aria-labelledby=asked] a")
        links = [ways.nth(n).get_attribute("href") or "" for n in range(ways.count())]
        assert len(links) == 4
        id = links[0].rpartition("/")[2]
        further = [f"/ruling?case=hudaybiyya&q=truce&d={id}", f"{links[1]}&q=truce", "/compare/doctrines"]
        further += ["/saved", "/doctrines", "/influence"]
    with looking(browser, address, width=width, height=height) as page:
        for at in (*links, *further):
            page.goto(f"{address}{at}{'&' if '?' in at else '?'}lang={language}", timeout=60_000)
            shot(page, name_of(f"saved-{at.replace(id, 'id').replace(quote(id), 'id')}", language, name))
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
            assert violations(page) == [], at
