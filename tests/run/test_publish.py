"""The pages of a made-up study, from tables that the steps make directly; one respondent may not be quoted."""

import json
import shutil
from dataclasses import replace
from io import BytesIO

import pytest
import yaml
from docx import Document
from lxml import html
from matplotlib.figure import Figure
from pypdf import PdfReader

from wijkresearch import tables
from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.io import store
from wijkresearch.io.read import read_study
from wijkresearch.privacy.release import release
from wijkresearch.run.publish import publish, publish_report
from wijkresearch.steps import conclusions
from wijkresearch.steps.coding import join_evidence, select_reading

CLAIMS = [
    {
        "id": "C1",
        "text": {"nl": "Er wordt geluisterd", "en": "There is listening"},
        "answers": "hoofdvraag",
        "kind": "prevalence",
        "support": ["luisteraar_buiten"],
        "counter": ["verkenner_binnen"],
        "eligible": {"kind": "interview"},
        "rule": {"min_respondents": 2, "min_label": "variant", "min_source_types": 1},
        "derived_from": ["aardam", "bosrade"],
    },
]
SILENT = "D1"
PAGES = {
    "index.html",
    "report.html",
    "report.docx",
    "report.pdf",
    "hoe-hard-is-dit.html",
    "wat-verandert-er.html",
    "rapportagestandaarden.html",
    "rapportagestandaarden.docx",
    "02_coding.html",
}


def write_results(root, study):
    """What the notebooks leave behind, made by the steps themselves."""
    evidence = join_evidence(study.segments, study.documents, study.codebook)
    reading = select_reading(evidence, study.ids("coders"))
    material = (study.claims, reading, study.documents, study.codebook)
    verdicts = conclusions.answer_claims(*material)
    made = {
        "02_agreement": (tables.AGREEMENT, tables.AGREEMENT.empty()),
        "04_column_sums": (tables.COLUMN_SUMS, tables.COLUMN_SUMS.empty()),
        "04_column_feasibility": (tables.COLUMN_FEASIBILITY, tables.COLUMN_FEASIBILITY.empty()),
        "04_ranking_checks": (tables.RANKING_CHECKS, tables.RANKING_CHECKS.empty()),
        "04_attribution_checks": (tables.ATTRIBUTION_CHECKS, tables.ATTRIBUTION_CHECKS.empty()),
        "05_case_changes": (tables.CASE_CHANGES, conclusions.compare_with_new_case(verdicts)),
        "05_composition": (tables.COMPOSITION, conclusions.explain_composition(study.claims, verdicts)),
        "05_robustness": (tables.ROBUSTNESS, conclusions.compare_left_out(*material)),
        "05_verdict_evidence": (tables.VERDICT_EVIDENCE, conclusions.list_evidence(*material)),
        "05_verdicts": (tables.VERDICTS, verdicts),
    }
    for stem, (table, rows) in made.items():
        store.write_bytes(store.processed_folder("voorbeeld", root) / f"{stem}.csv", store.table_bytes(rows, table))


def write_notebook(root, prose):
    cells = [{"cell_type": "markdown", "source": f"# Stap 2 · Coderen\n\n{prose}"}]
    folder = store.reports_folder("voorbeeld", root)
    store.write_text(folder / "02_coding.ipynb", json.dumps({"cells": cells}))


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A project that was run; copy it before changing it."""
    root = tmp_path_factory.mktemp("project")
    made = example_study()
    made.documents.loc[made.documents["document"] == SILENT, "consent_quotes"] = False
    folder = store.write_study(replace(made, settings={**made.settings, "retention_years": 10}), root)
    store.write_text(folder / "claims.yml", yaml.safe_dump(CLAIMS, allow_unicode=True))
    write_results(root, release(read_study("voorbeeld", root=root)))
    write_notebook(root, "Welke code hoort daarbij? Dit is proza.")
    figures = store.reports_folder("voorbeeld", root) / "figures"
    for suffix in ("png", "svg"):
        stream = BytesIO()
        Figure(figsize=(2, 1)).savefig(stream, format=suffix)
        store.write_bytes(figures / f"05_verdicts.{suffix}", stream.getvalue())
    return root


@pytest.fixture
def project(finished, tmp_path):
    return shutil.copytree(finished, tmp_path / "project")


@pytest.fixture(scope="module")
def published(finished, tmp_path_factory):
    """The folder with the pages."""
    root = shutil.copytree(finished, tmp_path_factory.mktemp("published") / "project")
    publish(root, "voorbeeld")
    return store.reports_folder("voorbeeld", root)


def test_all_pages_are_written_and_told(project):
    written = publish(project, "voorbeeld")
    assert {path.name for path in written} == PAGES
    assert all(path.stat().st_size > 500 for path in written)


def test_the_entry_leads_to_every_other_page_and_they_lead_back(published):
    entry = html.fromstring((published / "index.html").read_text("utf-8"))
    assert {link.get("href") for link in entry.iter("a")} == PAGES - {"index.html", "rapportagestandaarden.docx"}
    for name in PAGES - {"index.html"}:
        if name.endswith(".html"):
            page = html.fromstring((published / name).read_text("utf-8"))
            assert page.find(".//header/a").get("href") == "index.html", name


def test_every_page_has_a_title_of_its_own(published):
    titles = [
        html.fromstring((published / name).read_text("utf-8")).findtext(".//title")
        for name in sorted(PAGES)
        if name.endswith(".html") and name != "report.html"
    ]
    assert len(set(titles)) == len(titles)


def test_words_are_shown_of_who_may_be_quoted_and_never_of_who_may_not(published, finished):
    study = read_study("voorbeeld", root=finished)
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


def test_the_word_file_and_the_pdf_have_ids_and_no_words(published, finished):
    study = read_study("voorbeeld", root=finished)
    paragraphs = "\n".join(paragraph.text for paragraph in Document(published / "report.docx").paragraphs)
    printed = "\n".join(page.extract_text() for page in PdfReader(published / "report.pdf").pages)
    row = study.segments[study.segments["document"] == "D2"].iloc[0]
    words = study.transcripts.passage("D2", row["start"], row["end"])
    assert words not in paragraphs
    assert words not in printed
    assert "D2:" in paragraphs
    assert "D2:" in printed


def test_provenance_counts_what_is_there_and_names_the_last_day(published):
    page = html.fromstring((published / "report.html").read_text("utf-8"))
    said = page.text_content()
    assert "Onderzoek: voorbeeld; 2 gemeenten, 8 documenten, " in said
    assert "2034-04-01" in said


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


def test_a_run_without_a_table_that_the_report_needs_says_which_notebook_makes_it(project):
    (store.processed_folder("voorbeeld", project) / "05_verdicts.csv").unlink()
    with pytest.raises(StudyError) as caught:
        publish(project, "voorbeeld")
    assert "05_verdicts.csv is absent. Run notebook 05 first, or `wijk run`." in str(caught.value)
