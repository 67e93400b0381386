"""The pages of a made-up study, from tables that the steps make directly; one respondent may not be quoted."""

import json
import shutil

import pandas as pd
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
    "matrix.html",
    "matrix.docx",
    "matrix.xlsx",
    "geval-aardam.html",
    "geval-bosrade.html",
    "passages.html",
    "codes.html",
    *(f"gesprek-D{number}.html" for number in range(1, 9)),
}
FROM_ANOTHER_PAGE = {"rapportagestandaarden.docx", "matrix.docx", "matrix.xlsx", "codes.html"}
"""What another page than the entry leads to, as do the pages of documents."""


def write_notebook(root, prose):
    cells = [{"cell_type": "markdown", "source": f"# Stap 2 · Coderen\n\n{prose}"}]
    folder = store.reports_folder("voorbeeld", root)
    store.write_text(folder / "02_coding.ipynb", json.dumps({"cells": cells}))


@pytest.fixture
def project(made_up_results, tmp_path):
    return shutil.copytree(made_up_results, tmp_path / "project")


@pytest.fixture(scope="module")
def root(made_up_results, tmp_path_factory):
    """A project for its pages."""
    return shutil.copytree(made_up_results, tmp_path_factory.mktemp("published") / "project")


@pytest.fixture(scope="module")
def told(root):
    """What was written, as the command tells it."""
    return publish(root, "voorbeeld")


@pytest.fixture(scope="module")
def published(root, told):
    """The folder with the pages."""
    return store.reports_folder("voorbeeld", root)


def test_all_pages_are_written_and_told(root, told):
    about = root / "data" / "processed" / "voorbeeld" / "README.md"
    assert {path.name for path in told} == {*PAGES, "README.md"}
    assert all(path.stat().st_size > 300 for path in told if path != about)


def test_the_folder_with_tables_says_that_the_study_is_made_up(root, told):
    about = root / "data" / "processed" / "voorbeeld" / "README.md"
    assert example_study().settings["notice"] in about.read_text("utf-8")


def test_the_entry_leads_to_every_other_page_and_they_lead_back(published):
    entry = html.fromstring((published / "index.html").read_text("utf-8"))
    led_to = {link.get("href") for link in entry.iter("a") if not link.get("href").startswith("#")}
    behind = {name for name in PAGES if name.startswith("gesprek-")}
    shown = {*PAGES, "nagemaakt.html"} - {"index.html", *FROM_ANOTHER_PAGE, *behind}
    assert {link.partition("#")[0] for link in led_to} - behind == shown
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


def read_page(published, name):
    return html.fromstring((published / name).read_text("utf-8"))


def test_words_are_shown_of_who_may_be_quoted_and_never_of_who_may_not(published, made_up_results):
    study = read_study("voorbeeld", root=made_up_results)
    page = read_page(published, "passages.html")
    listed = {
        line.find(".//a").text: line.text_content()
        for line in page.get_element_by_id("C1").getparent().iter("p")
        if line.find(".//a") is not None
    }
    segments = study.segments[study.segments["code"] == "luisteraar_buiten"].drop_duplicates(["document", "start"])
    passages = {
        f"{row.document}:{row.start}-{row.end}": study.transcripts.passage(row.document, row.start, row.end)
        for row in segments.itertuples()
    }
    told = {place: words in listed[place] for place, words in passages.items()}
    assert told == {place: not place.startswith(f"{SILENT}:") for place in passages}


def test_behind_every_role_count_stand_as_many_passages_as_it_counts(published):
    page, evidence = read_page(published, "report.html"), read_page(published, "passages.html")
    counts = [table for table in page.iter("table") if "rolcoderingen per" in table.find("caption").text_content()]
    printed, listed = {}, {}
    for row in (row for table in counts for row in table.find("tbody")):
        cell = row[2]
        printed[cell.find("a").get("href")] = int(cell.text_content().split()[0])
        place = evidence.get_element_by_id(cell.find("a").get("href").removeprefix("passages.html#"))
        lines = place.xpath("./following-sibling::*")
        end = next((at for at, line in enumerate(lines) if line.get("class") != "speaker"), len(lines))
        listed[cell.find("a").get("href")] = sum(
            len(line.xpath(".//p//a")) for line in lines[:end] if place.tag == "h4"
        )
    assert printed == listed
    assert printed["passages.html#rol-makelaar-buiten-bosrade"] == 6


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


def test_every_link_leads_to_a_page_and_a_place_that_are_there(published):
    pages = {path.name: html.fromstring(path.read_text("utf-8")) for path in published.glob("*.html")}
    places = {name: {*page.xpath("//@id")} for name, page in pages.items()}
    files = {*pages, *(path.relative_to(published).as_posix() for path in published.rglob("*")), "nagemaakt.html"}
    dead = [
        (name, link)
        for name, page in pages.items()
        for link in page.xpath("//a/@href")
        for file, _, place in [link.partition("#")]
        if (file or name) not in files or (place and place not in places[file or name])
    ]
    assert dead == []
    assert sum(len(page.xpath("//a")) for page in pages.values()) > 300


def test_the_passages_of_every_finding_with_a_card_lead_back_to_it(published):
    cards = {f"report.html#{place}" for place in read_page(published, "report.html").xpath("//section/@id")}
    back = {link for link in read_page(published, "passages.html").xpath("//main//a/@href") if "#bevinding-" in link}
    assert back == cards != set()


def test_no_name_of_a_place_stands_twice_on_a_page(published):
    for path in published.glob("*.html"):
        names = html.fromstring(path.read_text("utf-8")).xpath("//@id")
        assert len(names) == len(set(names)), path.name


def test_every_number_in_a_table_leads_somewhere_or_its_table_says_where_it_comes_from(published):
    lost, linked = [], 0
    for path in sorted(published.glob("*.html")):
        for table in html.fromstring(path.read_text("utf-8")).iter("table"):
            after = table.xpath("following::*[self::table or contains(@class, 'source')][1]")
            sourced = bool(after) and after[0].tag != "table" and after[0].text_content().startswith("Bron: ")
            cells = [cell for cell in table.xpath(".//tbody//td") if any(map(str.isdigit, cell.text_content()))]
            linked += sum(cell.find(".//a") is not None for cell in cells)
            lost += [(path.name, cell.text_content()) for cell in cells if cell.find(".//a") is None and not sourced]
    assert lost == []
    assert linked > 50


def test_the_confidence_sheet_counts_and_leaves_every_judgement_to_a_person(published):
    page = html.fromstring((published / "rapportagestandaarden.html").read_text("utf-8"))
    *_, sheet = page.iter("table")
    rows = [[cell.text_content() for cell in row] for row in sheet.find("tbody").iter("tr")]
    assert rows[0] == ["C1 Er wordt geluisterd", "Methodische beperkingen", rows[0][2], ""]
    assert rows[0][2] == "2 codeurs; 1 van 5 documenten door meer dan één codeur gecodeerd"
    assert [row[-1] for row in rows] == [""] * 4
    document = Document(published / "rapportagestandaarden.docx")
    cells = [[cell.text for cell in row.cells] for row in document.tables[-1].rows[1:]]
    assert [row[1:] for row in cells] == [row[-3:] for row in rows]


def test_the_annex_of_word_and_pdf_has_documents_and_lines_and_no_words(published, made_up_results):
    study = read_study("voorbeeld", root=made_up_results)
    paragraphs = "\n".join(paragraph.text for paragraph in Document(published / "report.docx").paragraphs)
    printed = "\n".join(page.extract_text() for page in PdfReader(published / "report.pdf").pages)
    row = study.segments[study.segments["document"] == "D2"].iloc[0]
    words = study.transcripts.passage("D2", row["start"], row["end"])
    start = read_page(published, "gesprek-D2.html").get_element_by_id(f"D2-{row['start']}-{row['end']}")
    place = f"D2, regel {start.getparent().getparent()[0].text}"
    for text in (paragraphs, printed):
        annex = text.rpartition("Passages achter de getallen")[2]
        assert words not in annex
        assert place in annex


def test_provenance_counts_what_is_there_and_leaves_who_is_recognisable_and_until_when_to_the_owner(published):
    page = html.fromstring((published / "report.html").read_text("utf-8"))
    said = page.text_content()
    assert "Onderzoek: voorbeeld (gemeenten: 2, documenten: 8, " in said
    assert "2034" not in said
    assert "herken" not in said.lower()


def test_standards_are_filled_in_with_what_the_run_found(published):
    page = html.fromstring((published / "rapportagestandaarden.html").read_text("utf-8"))
    rows = {row[0].text_content(): row[2].text_content() for row in next(page.iter("table")).iter("tr")}
    assert rows["30"] == (
        "Conclusies met een oordeel: 1 (conclusies en aanbevelingen samen: 1). Daarvan: 1 ondersteund."
    )
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


def said_on(project, sentences):
    """Page to the sentences of these that it has, for the pages that have any."""
    publish(project, "voorbeeld")
    folder = store.reports_folder("voorbeeld", project)
    read = {path.name: html.fromstring(path.read_text("utf-8")) for path in folder.glob("*.html")}
    for number in (number for page in read.values() for number in page.find_class("n")):
        number.text = " "  # a number of a line stands between two words
    plain = {name: " ".join(page.text_content().split()) for name, page in read.items()}
    return {name: found for name, text in plain.items() if (found := {said for said in sentences if said in text})}


def refuse(project, document, consent):
    """Take away one consent of a document of the first case."""
    register = project / "data" / "raw" / "voorbeeld" / "aardam" / "documents.csv"
    rows = pd.read_csv(register, dtype=str)
    rows.loc[rows["document"] == document, consent] = "no"
    rows.to_csv(register, index=False)


def test_whose_consent_is_taken_away_is_on_no_page_and_who_keeps_out_of_archives_with_passages_only(project):
    study = read_study("voorbeeld", root=project)
    text = study.transcripts["D2"]
    rows = study.segments[study.segments["document"] == "D2"]
    coded = {text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)}
    turns = study.turns[study.turns["document"] == "D2"]
    spoken = [text[start:end] for start, end in zip(turns["start"], turns["end"], strict=True)]
    uncoded = {f"{said.split(': ', 1)[-1].split('. ')[0]}." for said in spoken}
    assert not coded & uncoded
    whole = said_on(project, coded | uncoded)
    assert whole["gesprek-D2.html"] == coded | uncoded
    assert "passages.html" in whole
    refuse(project, "D2", "consent_reuse")
    passages_only = said_on(project, coded | uncoded)
    assert set().union(*passages_only.values()) == passages_only["gesprek-D2.html"] == coded
    refuse(project, "D2", "consent_quotes")
    assert said_on(project, coded | uncoded) == {}


def test_the_page_of_who_may_not_be_quoted_has_every_passage_with_its_lines_and_codes(published, made_up_results):
    study = read_study("voorbeeld", root=made_up_results)
    page = read_page(published, f"gesprek-{SILENT}.html")
    rows = study.segments[study.segments["document"] == SILENT]
    ids = {f"{row.document}-{row.start}-{row.end}" for row in rows.itertuples()}
    notes = page.find_class("coding")
    assert {note.get("id") for note in notes} == ids
    assert all("regel " in note.text_content() and len(note.xpath(".//a")) > 1 for note in notes)
    assert page.find_class("lines") == []


def test_every_passage_has_its_place_in_its_document_also_where_passages_overlap(published, made_up_results):
    study = read_study("voorbeeld", root=made_up_results)
    for row in study.segments[study.segments["document"] != SILENT].itertuples():
        page = read_page(published, f"gesprek-{row.document}.html")
        start = page.get_element_by_id(f"{row.document}-{row.start}-{row.end}")
        (note,) = [note for note in page.find_class("coding") if note.find(".//a").get("href") == f"#{start.get('id')}"]
        mark = next(name for name in note.get("class").split() if name != "coding")
        marked = " ".join(
            " ".join(line.text_content() for line in words)
            for words in [[part for part in page.find_class(mark) if part is not note]]
        )
        said = study.transcripts.passage(row.document, row.start, row.end)
        assert marked.replace(" ", "") == said.replace(" ", "")


def test_the_english_report_stands_beside_the_dutch_one(project):
    publish(project, "voorbeeld")
    written = publish_report(project, "voorbeeld", language="en")
    assert [path.name for path in written] == ["report.en.html", "report.en.docx", "report.en.pdf"]
    page = html.fromstring(written[0].read_text("utf-8"))
    assert page.get("lang") == "en"
    assert [heading.text for heading in page.iter("h2")][:2] == [
        "Answers to the questions",
        "The municipalities and the interviews",
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
    assert "van de gemeenten waaraan ze worden getoetst: C1." in page


def test_a_run_without_a_table_that_the_report_needs_says_which_notebook_makes_it(project):
    (store.processed_folder("voorbeeld", project) / "05_verdicts.csv").unlink()
    with pytest.raises(StudyError) as caught:
        publish(project, "voorbeeld")
    assert "05_verdicts.csv is absent. Run notebook 05 first, or `wijk run`." in str(caught.value)
