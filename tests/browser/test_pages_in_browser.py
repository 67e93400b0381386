"""The pages as a reader meets them: in a browser, on a wide screen and on a phone, and without a network."""

import shutil
from itertools import pairwise

import pytest

from wijkresearch.io.store import reports_folder
from wijkresearch.report.publish import publish, publish_report

pytestmark = pytest.mark.browser

PAGES = (
    "index.html",
    "report.html",
    "report.en.html",
    "hoe-hard-is-dit.html",
    "wat-verandert-er.html",
    "theorie.html",
    "rapportagestandaarden.html",
    "02_coding.html",
)
WIDTHS = {"desk": 1200, "phone": 390}


@pytest.fixture(scope="module")
def pages(made_up_results, tmp_path_factory):
    """The folder with the pages of the made-up study."""
    root = shutil.copytree(made_up_results, tmp_path_factory.mktemp("browser") / "project")
    publish(root, "voorbeeld")
    publish_report(root, "voorbeeld", language="en")
    return reports_folder("voorbeeld", root)


@pytest.fixture
def visit(browser, pages):
    """Opens a page at a width, and keeps what it asked of any other place in `asked`."""
    contexts = []

    def opened(name, width=1200):
        context = browser.new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto((pages / name).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_that_axe_knows_of(visit, name, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(visit(name, WIDTHS[width])).response["violations"]
    assert [(barrier["id"], barrier["nodes"][0]["html"]) for barrier in found] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nothing_of_any_other_place(visit, name):
    page = visit(name)
    page.mouse.wheel(0, 5000)
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_never_wider_than_a_phone(visit, name):
    assert visit(name, WIDTHS["phone"]).evaluate("document.documentElement.scrollWidth") == WIDTHS["phone"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_title_and_no_heading_is_skipped(visit, name):
    levels = visit(name).evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_a_number_leads_to_a_passage_in_two_steps(visit):
    page = visit("report.html")
    page.locator(".finding .counted a").first.click()
    assert page.url.rpartition("/")[2].startswith("passages.html#")
    page.locator("a[href^='gesprek-'][href*='#']").first.click()
    passage = page.locator(":target")
    assert page.url.rpartition("/")[2].startswith("gesprek-")
    assert passage.is_visible()


def test_the_number_of_a_finding_can_be_followed_from_the_keyboard_alone(visit):
    page = visit("report.html")
    page.locator(".finding .counted a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/passages.html#*")
    assert page.locator(":target").count() == 1


def test_a_table_that_is_wider_than_a_phone_scrolls_from_the_keyboard(visit):
    page = visit("report.html", WIDTHS["phone"])
    wider = "[...document.querySelectorAll('.wide:has(table)')].find(table => table.scrollWidth > table.clientWidth)"
    table = page.evaluate_handle(wider).as_element()
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("table => table.scrollLeft > 0", arg=table)


def test_contents_and_the_bar_are_not_printed(visit):
    page = visit("report.html")
    page.emulate_media(media="print")
    assert not any(nav.is_visible() for nav in page.locator("nav.contents, header.bar, aside.recall").all())


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_says_what_the_material_is_wherever_one_reads(visit, width):
    page = visit("report.html", WIDTHS[width])
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert 0 <= page.locator(".badge").bounding_box()["y"] < 50


def test_the_section_that_is_read_is_marked_in_the_contents_that_stay(visit):
    page = visit("report.html")
    last = page.locator(".side li a").last
    last.click()
    page.wait_for_function("document.querySelector('.side [aria-current]')")
    (marked,) = page.locator(".side [aria-current]").all_inner_texts()
    assert marked in page.locator(".side li a").all_inner_texts()[-2:]
    assert page.locator(".side").bounding_box()["y"] >= 0


def test_contents_of_a_page_are_folded_on_a_phone(visit):
    page = visit("report.html", WIDTHS["phone"])
    assert not page.locator(".side").is_visible()
    link = page.locator(".fold li a").first
    assert not link.is_visible()
    page.locator(".fold summary").click()
    assert link.is_visible()


def test_the_first_column_of_a_wide_table_stays_on_a_phone_and_a_hint_says_that_it_scrolls(visit):
    page = visit("report.html", WIDTHS["phone"])
    table = page.locator(".wide[data-hint]:has(tbody th:first-child)").first
    first = table.locator("tbody th").first
    before = first.bounding_box()["x"]
    table.evaluate("table => table.scrollLeft = 120")
    assert abs(first.bounding_box()["x"] - before) <= 1
    assert table.get_attribute("data-hint") == "schuif opzij"


def test_text_tables_and_notices_begin_at_one_edge(visit):
    edges = (
        "[...document.querySelectorAll('main > *')].filter(e => e.offsetWidth).map(e => e.getBoundingClientRect().x)"
    )
    assert len({round(edge) for edge in visit("report.html").evaluate(edges)}) == 1


def test_who_starts_with_the_keyboard_can_skip_to_the_content(visit):
    page = visit("report.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#content"


def test_a_notebook_is_printed_without_code(visit):
    page = visit("02_coding.html")
    page.emulate_media(media="print")
    assert page.locator(".code").count() > 0
    assert not any(code.is_visible() for code in page.locator(".code").all())
