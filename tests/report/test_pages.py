import pytest
from lxml import html

import wijkresearch
from wijkresearch.report.blocks import Strips, TableBlock
from wijkresearch.report.entry import SAID, Entry
from wijkresearch.report.html import report_body
from wijkresearch.report.pages import (
    about_study,
    index_page,
    notebook_lead,
    notebook_page,
    notebook_pages,
    notebook_title,
    page,
)


def markdown(source):
    return {"cell_type": "markdown", "source": source}


def code(source, *outputs):
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


def shown(kind, content, **metadata):
    return {"output_type": "display_data", "data": {kind: content}, "metadata": metadata}


def notebook(*cells):
    return {"cells": list(cells)}


OPENING = markdown(["# Stap 2 · Coderen\n", "\n", "Wat zeggen respondenten? Daarover gaat dit."])


def test_title_and_lead_are_the_first_heading_and_the_first_question():
    made = notebook(OPENING, markdown("# Nog een kop"))
    assert (notebook_title(made), notebook_lead(made)) == ("Stap 2 · Coderen", "Wat zeggen respondenten?")


def test_a_notebook_without_heading_or_question_has_neither():
    made = notebook(markdown("Alleen proza."))
    assert (notebook_title(made), notebook_lead(made)) == ("", "")


def test_prose_and_outcomes_are_in_the_open_and_code_is_folded_away():
    table = "<table><tr><td>3</td></tr></table>"
    made = html.fromstring(notebook_page(notebook(OPENING, code("x = 3", shown("text/html", [table])))))
    folded = made.find(".//details")
    assert (folded.get("class"), "x = 3" in folded.text_content()) == ("code", True)
    assert [cell.text for cell in made.iter("td")] == ["3"]
    assert made.find(".//td").getparent().getparent().getparent().get("tabindex") == "0"
    assert made.find(".//h1").text == "Stap 2 · Coderen"


def test_arithmetic_that_a_reader_follows_stands_open():
    followed = {**code("x = 1 + 2"), "metadata": {"tags": ["arithmetic"]}}
    made = html.fromstring(notebook_page(notebook(OPENING, code("y = 3"), followed)))
    assert [details.get("open") is not None for details in made.iter("details")] == [False, True]


def test_prose_of_a_notebook_cannot_bring_its_own_html():
    made = notebook_page(notebook(markdown("<script>alert(1)</script>"), code("", shown("text/markdown", "<b>x</b>"))))
    assert "<script>alert" not in made
    assert "&lt;b&gt;x&lt;/b&gt;" in made


@pytest.mark.parametrize("kind", ["text/plain", "application/javascript", "application/vnd.jupyter.widget-view+json"])
def test_what_is_not_a_picture_a_table_or_prose_is_not_passed_on(kind):
    assert "geheim" not in notebook_page(notebook(OPENING, code("", shown(kind, "geheim"))))


def test_an_error_shows_its_message_and_not_its_traceback():
    error = {"output_type": "error", "ename": "StudyError", "evalue": "fout < hier", "traceback": ["/pad/van/iemand"]}
    made = notebook_page(notebook(OPENING, code("", error)))
    assert '<p class="notice">StudyError: fout &lt; hier</p>' in made
    assert "/pad/van/iemand" not in made


def test_a_picture_is_described_by_what_the_notebook_says_or_by_the_heading_above_it():
    picture = {"image/png": "QUJD\n"}
    told = {"output_type": "display_data", "data": picture, "metadata": {"alt": 'Drie "stippen"'}}
    untold = {"output_type": "display_data", "data": picture, "metadata": {}}
    cells = [OPENING, code("", told), markdown("## Wie zei wat?\n\nProza."), code("", untold)]
    images = list(html.fromstring(notebook_page(notebook(*cells))).iter("img"))
    assert [image.get("alt") for image in images] == ['Drie "stippen"', "Figuur bij ‘Wie zei wat?’"]
    assert images[0].get("src") == "data:image/png;base64,QUJD"


def test_the_entry_lists_pages_and_facts_and_escapes_them():
    nothing = Entry("", "", "", "insufficient", "", "", Strips(()), (), ())
    screen = {"entry": nothing, "notice": "", "left_out": [], "marks": {}}
    groups = [("read", "Lezen", [("a.html", "Rapport", "Eén & al.")]), ("check", "Leeg", [])]
    made = html.fromstring(index_page("A & B", groups=groups, facts=["x < y"], said=SAID["nl"], **screen))
    assert made.find(".//h1").text == "A & B"
    assert [" ".join(item.text_content().split()) for item in made.iter("li")] == ["Rapport Eén & al.", "x < y"]
    assert made.find(".//li/a").get("href") == "a.html"
    assert made.get_element_by_id("check", None) is None


def test_a_page_has_language_title_one_main_part_and_no_address_outside_itself():
    made = page("<p>Tekst</p>", title="T & t", language="en")
    tree = html.fromstring(made)
    assert (tree.get("lang"), tree.findtext(".//title"), len(list(tree.iter("main")))) == ("en", "T & t", 1)
    assert tree.find(".//header") is None
    assert "http" not in made


def test_a_page_says_whose_it_is_with_what_it_was_made_and_how_to_cite_it_and_carries_no_day():
    about = about_study({"title": "Proef", "authors": "A. & B.", "source": "rapport, 2024", "notice": "Let op dit."})
    made = html.fromstring(page("", title="T", home="index.html", about=about))
    told = {entry.find("dt").text: entry.find("dd").text_content() for entry in made.findall(".//footer//dl/div")}
    assert told["Het onderzoek"] == "A. & B. Proef. Rapport, 2024."
    assert told["Kanttekening"] == "Let op dit."
    assert told["Zo verwijst u"].startswith("A. & B. Proef. Rapport, 2024. Uitgevoerd met wijkresearch ")
    assert wijkresearch.__version__ in told["Gemaakt met"]
    assert made.xpath("//footer//dd/a/@href") == ["nagemaakt.html"]


def test_a_study_without_authors_source_or_notice_has_none_made_up_for_it():
    made = html.fromstring(page("", title="T", home="index.html", about=about_study({"title": "Proef", "source": "–"})))
    terms = [term.text for term in made.iter("dt")]
    assert terms == ["Het onderzoek", "Gemaakt met", "Zo verwijst u"]
    assert made.findall(".//footer//dd")[0].text == "Proef."
    assert made.find_class("badge") == []


def test_the_badge_says_in_short_words_what_the_material_is_and_leads_to_the_whole_notice():
    settings = {"title": "Proef", "title_en": "Trial", "notice": "Verzonnen.", "notice_en": "Invented."}
    about = about_study({**settings, "origin": "reconstruction"}, "en")
    made = html.fromstring(page("", title="T", language="en", home="index.html", about=about))
    (badge,) = made.find_class("badge")
    assert badge.text_content() == "Reconstruction: interviews and codings are made up"
    assert "Invented." in made.get_element_by_id(badge.get("href").removeprefix("#")).text_content()


def test_sections_can_be_jumped_to_where_there_is_more_than_one():
    def places(*sections):
        made = html.fromstring(page("", title="T", contents=sections))
        return [nav.xpath(".//li/a/@href") for nav in made.find_class("contents")]

    assert places(("een", "Een")) == []
    assert places(("een", "Een"), ("twee", "Twee")) == [["#een", "#twee"]] * 2


def test_headings_of_a_notebook_are_its_contents_also_when_two_are_called_the_same():
    cells = [markdown("## Wie `zei` wat?"), markdown("## Wie zei wat?\n\n### Klein"), markdown("## ?")]
    made = html.fromstring(notebook_page(notebook(OPENING, *cells)))
    links = made.find_class("side")[0].xpath(".//li/a")
    assert [link.text for link in links] == ["Wie zei wat?", "Wie zei wat?", "?"]
    named = [made.get_element_by_id(link.get("href").removeprefix("#")) for link in links]
    assert named == made.findall(".//h2")


def test_a_notebook_leads_to_the_one_before_it_and_the_one_after_it():
    made = notebook_pages({f"0{step}": notebook(markdown(f"# Stap {step}")) for step in (1, 2, 3)})
    steps = {file: html.fromstring(content).xpath("//nav[@class='steps']/a") for file, content in made.items()}
    assert {file: [(link.get("class"), link.get("href")) for link in links] for file, links in steps.items()} == {
        "01.html": [("after", "02.html")],
        "02.html": [("before", "01.html"), ("after", "03.html")],
        "03.html": [("before", "02.html")],
    }
    assert steps["02.html"][1].text_content() == "Volgende stapStap 3"


def test_what_is_wider_than_the_page_can_be_scrolled_by_keyboard_and_has_a_name():
    made = html.fromstring(report_body([TableBlock('Tabel "1"', ("Nr.",), ())], language="nl"))
    assert (made.get("tabindex"), made.get("role"), made.get("aria-label")) == ("0", "region", 'Tabel "1"')
    assert made.find("table") is not None
