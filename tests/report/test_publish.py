"""The pages of a made-up study, from tables that the steps make directly; one respondent may not be quoted."""

import json
import shutil

import pytest
from docx import Document
from lxml import html
from pypdf import PdfReader

from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.io import store
from wijkresearch.io.read import read_study
from wijkresearch.report.publish import publish, publish_report

SILENT = "D1"  # in the made-up study, the one who may not be quoted
PAGES = {
    "index.html",
    "report.html",
    "report.docx",
    "report.pdf",
    "hoe-hard-is-dit.html",
    "wat-verandert-er.html",
    "theorie.html",
    "verschillen.html",
    "naast-elkaar.html",
    "rapportagestandaarden.html",
    "rapportagestandaarden.docx",
    "02_coding.html",
}


def write_notebook(root, prose):
    cells = [{"cell_type": "markdown", "source": f"# Stap 2 · Coderen\n\n{prose}"}]
    folder = store.reports_folder("voorbeeld", root)
    store.write_text(folder / "02_coding.ipynb", json.dumps({"cells": cells}))


@pytest.fixture
def project(made_up_results, tmp_path):
    return shutil.copytree(made_up_results, tmp_path / "project")


@pytest.fixture(scope="module")
def published(made_up_results, tmp_path_factory):
    """The folder with the pages."""
    root = shutil.copytree(made_up_results, tmp_path_factory.mktemp("published") / "project")
    publish(root, "voorbeeld")
    return store.reports_folder("voorbeeld", root)


def test_all_pages_are_written_and_told(project):
    written = publish(project, "voorbeeld")
    about = project / "data" / "processed" / "voorbeeld" / "README.md"
    assert {path.name for path in written} == {*PAGES, "README.md"}
    assert all(path.stat().st_size > 500 for path in written if path != about)


def test_the_folder_with_tables_says_that_the_study_is_made_up(project):
    publish(project, "voorbeeld")
    about = project / "data" / "processed" / "voorbeeld" / "README.md"
    assert example_study().settings["notice"] in about.read_text("utf-8")


def test_the_entry_leads_to_every_other_page_and_they_lead_back(published):
    entry = html.fromstring((published / "index.html").read_text("utf-8"))
    led_to = {link.get("href") for link in entry.iter("a") if not link.get("href").startswith("#")}
    assert led_to == {*PAGES, "nagemaakt.html"} - {"index.html", "rapportagestandaarden.docx"}
    for name in PAGES - {"index.html"}:
        if name.endswith(".html"):
            page = html.fromstring((published / name).read_text("utf-8"))
            assert page.find(".//header//nav/a").get("href") == "index.html", name


def test_every_page_has_a_title_of_its_own(published):
    titles = [
        html.fromstring((published / name).read_text("utf-8")).findtext(".//title")
        for name in sorted(PAGES)
        if name.endswith(".html") and name != "report.html"
    ]
    assert len(set(titles)) == len(titles)


def test_words_are_shown_of_who_may_be_quoted_and_never_of_who_may_not(published, made_up_results):
    study = read_study("voorbeeld", root=made_up_results)
    page = html.fromstring((published / "report.html").read_text("utf-8"))
    quotes = [quote.text_content() for quote in page.iter("blockquote")]
    segments = study.segments[study.segments["code"] == "luisteraar_buiten"].drop_duplicates(["document", "start"])
    passages = {
        f"{row.document}:{row.start}-{row.end}": study.transcripts.passage(row.document, row.start, row.end)
        for row in segments.itertuples()
    }
    told = {place: any(words in quote for quote in quotes) for place, words in passages.items()}
    assert told == {place: not place.startswith(f"{SILENT}:") for place in passages}
    assert all(place in page.text_content() for place in passages)


def test_behind_every_role_count_stand_as_many_passages_as_it_counts(published):
    page = html.fromstring((published / "report.html").read_text("utf-8"))
    (counts,) = (table for table in page.iter("table") if "Rolcoderingen" in table.find("caption").text_content())
    printed, listed = {}, {}
    for row in counts.find("tbody"):
        role, world, case, counted = (cell.text_content() for cell in row[:4])
        printed[role, world, case] = int(counted.split()[0])
        target = [link.get("href").removeprefix("#") for link in row.iter("a")]
        lines = page.get_element_by_id(target[0]) if target else []
        ids = {code.text for line in lines if f", {case} (" in line.text_content() for code in line.iter("code")}
        listed[role, world, case] = len(ids)
    assert printed == listed
    assert printed["Makelaar", "Buiten", "Bosrade"] == 6


def cells_of(published, name):
    """Every row of every table of a page, as texts."""
    page = html.fromstring((published / name).read_text("utf-8"))
    return [[cell.text_content() for cell in row] for row in page.iter("tr")]


def test_what_coders_differed_on_is_listed_without_the_words_of_who_may_not_be_quoted(published, made_up_results):
    study = read_study("voorbeeld", root=made_up_results)
    rows = cells_of(published, "verschillen.html")
    silent = [row for row in rows if row[0].startswith(f"{SILENT}:")]
    assert silent
    assert {row[1] for row in silent} == {"–"}
    told = [row for row in rows[1:] if not row[0].startswith(f"{SILENT}:")]
    bounds = [row[0].rpartition(":")[2].split("-") for row in told]
    assert [row[1] for row in told] == [
        study.transcripts.passage(row[0].rpartition(":")[0], int(start), int(end))
        for row, (start, end) in zip(told, bounds, strict=True)
    ]


def test_passages_of_two_cases_stand_beside_each_other_with_the_words_that_may_be_told(published, made_up_results):
    study = read_study("voorbeeld", root=made_up_results)
    sides = [cell for row in cells_of(published, "naast-elkaar.html") for cell in row[1:] if ":" in cell]
    with_words = {cell.split(":")[0] for cell in sides if " " in cell}
    silent = [cell for cell in sides if cell.startswith(f"{SILENT}:")]
    assert with_words == {"D2", "D3", "D5", "D6", "D7"}
    assert (len(silent) > 0, [cell for cell in silent if " " in cell]) == (True, [])
    first = next(cell for cell in sides if cell.startswith("D5:"))
    place, _, words = first.partition(" ")
    start, end = place.rpartition(":")[2].split("-")
    assert words == study.transcripts.passage("D5", int(start), int(end))


def test_pages_that_have_nothing_to_read_are_not_made(project):
    folder = store.processed_folder("voorbeeld", project)
    for stem in ("02_disagreements", "03_constant_comparison"):
        (folder / f"{stem}.csv").unlink()
    written = {path.name for path in publish(project, "voorbeeld")}
    assert written & {"verschillen.html", "naast-elkaar.html"} == set()
    entry = html.fromstring((store.reports_folder("voorbeeld", project) / "index.html").read_text("utf-8"))
    assert {link.get("href") for link in entry.iter("a")} & {"verschillen.html", "naast-elkaar.html"} == set()


def test_links_between_pages_lead_to_pages_and_places_that_are_there(published):
    page = html.fromstring((published / "hoe-hard-is-dit.html").read_text("utf-8"))
    links = [link.get("href") for link in page.find(".//main").iter("a") if not link.get("href").startswith("#")]
    assert links == ["verschillen.html", "naast-elkaar.html", "rapportagestandaarden.html#zekerheid"]
    for link in links:
        file, _, place = link.partition("#")
        target = html.fromstring((published / file).read_text("utf-8"))
        assert not place or target.get_element_by_id(place).text == "Zekerheid per bevinding"


def test_the_confidence_sheet_counts_and_leaves_every_judgement_to_a_person(published):
    page = html.fromstring((published / "rapportagestandaarden.html").read_text("utf-8"))
    *_, sheet = page.iter("table")
    rows = [[cell.text_content() for cell in row] for row in sheet.find("tbody").iter("tr")]
    assert rows[0] == ["C1 Er wordt geluisterd", "Methodische beperkingen", rows[0][2], ""]
    assert rows[0][2] == "2 codeurs; 1 van 5 documenten door meer dan een codeur gecodeerd"
    assert [row[-1] for row in rows] == [""] * 4
    document = Document(published / "rapportagestandaarden.docx")
    cells = [[cell.text for cell in row.cells] for row in document.tables[-1].rows[1:]]
    assert [row[1:] for row in cells] == [row[-3:] for row in rows]


def test_the_word_file_and_the_pdf_have_ids_and_no_words(published, made_up_results):
    study = read_study("voorbeeld", root=made_up_results)
    paragraphs = "\n".join(paragraph.text for paragraph in Document(published / "report.docx").paragraphs)
    printed = "\n".join(page.extract_text() for page in PdfReader(published / "report.pdf").pages)
    row = study.segments[study.segments["document"] == "D2"].iloc[0]
    words = study.transcripts.passage("D2", row["start"], row["end"])
    assert words not in paragraphs
    assert words not in printed
    assert "D2:" in paragraphs
    assert "D2:" in printed


def test_provenance_counts_what_is_there_and_leaves_who_is_recognisable_and_until_when_to_the_owner(published):
    page = html.fromstring((published / "report.html").read_text("utf-8"))
    said = page.text_content()
    assert "Onderzoek: voorbeeld; 2 gemeenten, 8 documenten, " in said
    assert "2034" not in said
    assert "herken" not in said.lower()


def test_standards_are_filled_in_with_what_the_run_found(published):
    page = html.fromstring((published / "rapportagestandaarden.html").read_text("utf-8"))
    rows = {row[0].text_content(): row[2].text_content() for row in next(page.iter("table")).iter("tr")}
    assert rows["30"] == "Van de 1 conclusies zijn er 1 ondersteund."
    assert rows["27"].startswith("Het pakket wijkresearch;")
    assert [heading.text for heading in page.iter("h2")][:2] == ["COREQ", "SRQR"]
    document = Document(published / "rapportagestandaarden.docx")
    assert document.tables[0].rows[30].cells[2].text == rows["30"]


def test_the_same_results_give_the_same_bytes(published, project):
    again = {path.name: path.read_bytes() for path in publish(project, "voorbeeld")}
    assert [name for name in PAGES if again[name] != (published / name).read_bytes()] == []


def test_words_of_who_may_not_be_quoted_stop_the_pages_and_are_not_repeated(project):
    study = read_study("voorbeeld", root=project)
    row = study.segments[study.segments["document"] == SILENT].iloc[0]
    start = int(row["start"])
    said = " ".join(study.transcripts[SILENT][start:].split()[:9])
    write_notebook(project, f"Zoals iemand zei: {said}.")
    with pytest.raises(StudyError) as caught:
        publish(project, "voorbeeld")
    (problem,) = caught.value.problems
    assert problem.where == "02_coding.html"
    assert problem.found.endswith(f"words in a row also stand in {SILENT}, which may not be quoted")
    assert said not in str(caught.value)
    assert not (store.reports_folder("voorbeeld", project) / "index.html").exists()


@pytest.mark.parametrize("hidden", ["Zo is **{}** {}.", "![{} {}](foto.png)"], ids=["bold", "alternative text"])
def test_mark_up_between_the_words_hides_nothing(project, hidden):
    words = read_study("voorbeeld", root=project).transcripts[SILENT].split()[:14]
    write_notebook(project, hidden.format(" ".join(words[:7]), " ".join(words[7:])))
    with pytest.raises(StudyError) as caught:
        publish(project, "voorbeeld")
    assert SILENT in str(caught.value)


def test_the_same_words_of_who_may_be_quoted_are_no_reason_to_stop(project):
    study = read_study("voorbeeld", root=project)
    said = " ".join(study.transcripts["D2"].split()[:12])
    write_notebook(project, f"Zoals iemand zei: {said}.")
    assert publish(project, "voorbeeld")


def test_the_english_report_stands_beside_the_dutch_one(project):
    publish(project, "voorbeeld")
    written = publish_report(project, "voorbeeld", language="en")
    assert [path.name for path in written] == ["report.en.html", "report.en.docx", "report.en.pdf"]
    page = html.fromstring(written[0].read_text("utf-8"))
    assert page.get("lang") == "en"
    assert [heading.text for heading in page.iter("h2")][:3] == [
        "Contents",
        "Answers to the questions",
        "Findings and their evidence",
    ]
    assert "There is listening" in page.text_content()
    dutch = html.fromstring((store.reports_folder("voorbeeld", project) / "report.html").read_text("utf-8"))
    assert dutch.get("lang") == "nl"


def test_a_claim_that_was_edited_after_a_test_case_came_in_is_named_on_the_page_of_changes(project):
    claims = project / "data" / "raw" / "voorbeeld" / "claims.yml"
    written = claims.read_text("utf-8")
    claims.write_text(written.replace("- bosrade", ""), encoding="utf-8")
    publish(project, "voorbeeld")
    page = (store.reports_folder("voorbeeld", project) / "wat-verandert-er.html").read_text("utf-8")
    assert "terwijl de gemeenten die hen toetsen er al waren: C1." in page


def test_a_run_without_a_table_that_the_report_needs_says_which_notebook_makes_it(project):
    (store.processed_folder("voorbeeld", project) / "05_verdicts.csv").unlink()
    with pytest.raises(StudyError) as caught:
        publish(project, "voorbeeld")
    assert "05_verdicts.csv is absent. Run notebook 05 first, or `wijk run`." in str(caught.value)
