"""The page of a case and the matrix, of a made-up study in which D1 may not be quoted and Bosrade may be hidden."""

import shutil
from dataclasses import replace
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from lxml import html

from wijkresearch.analysis import open_analysis
from wijkresearch.io import store
from wijkresearch.io.exporting import workbook_bytes
from wijkresearch.io.read import read_study
from wijkresearch.processed import PROCESSED
from wijkresearch.report.gathering import gather_material
from wijkresearch.report.matrix import compose_matrix, matrix_page, matrix_sheets, sheet_widths
from wijkresearch.report.portrait import compose_portrait, portrait_pages
from wijkresearch.report.stale import mark_page
from wijkresearch.report.word import report_document
from wijkresearch.study import UNTOLD
from wijkresearch.tables import SUMMARIES

SILENT = "D1"
FURTHER = (
    "02_code_frequencies",
    "02_document_codings",
    "03_axial_counts",
    "04_connections",
    "04_preferred_roles",
    "05_claim_respondents",
)


def material_of(project, *, hide=False):
    """The material of the study; the documents of Bosrade may then not name it."""
    if hide:
        path = project / "data" / "raw" / "voorbeeld" / "bosrade" / "documents.csv"
        pd.read_csv(path, dtype="str").assign(consent_municipality="pseudonym").to_csv(path, index=False)
        for old in (project / "data" / "processed").rglob("*.csv"):
            old.unlink()
    analysis = open_analysis("voorbeeld", root=project)
    stems = PROCESSED if hide else FURTHER
    for stem in stems:
        if hide and stem.startswith("01"):
            continue
        store.write_table(analysis.table(stem), PROCESSED[stem].table, stem, "voorbeeld", root=project)
    return gather_material(project, "voorbeeld", read_study("voorbeeld", root=project), "nl")


@pytest.fixture(scope="module")
def material(made_up_results, tmp_path_factory):
    return material_of(shutil.copytree(made_up_results, tmp_path_factory.mktemp("portraits") / "project"))


@pytest.fixture(scope="module")
def hidden(made_up_results, tmp_path_factory):
    return material_of(shutil.copytree(made_up_results, tmp_path_factory.mktemp("hidden") / "project"), hide=True)


def summed_up(material, *rows):
    return replace(material, summaries=SUMMARIES.check(pd.DataFrame(rows, columns=SUMMARIES.column_names)))


def test_every_case_has_a_page_and_pages_lead_to_the_one_before_and_after(material):
    pages = dict(portrait_pages(material))
    assert list(pages) == ["geval-aardam.html", "geval-bosrade.html"]
    beside = {
        name: [link.get("href") for link in html.fromstring(page).xpath("//nav[@class='steps']/a")]
        for name, page in pages.items()
    }
    assert beside == {"geval-aardam.html": ["geval-bosrade.html"], "geval-bosrade.html": ["geval-aardam.html"]}


def test_the_title_says_the_preferred_role_and_the_facts_say_who_was_heard(material):
    portrait = compose_portrait(material, "aardam")
    counts = material.tables["04_role_counts"]
    most = counts[counts["municipality"] == "aardam"].groupby("role")["segments"].sum().idxmax()
    assert portrait.title.startswith(f"De {material.roles[most].lower()} komt hier het meest voor")
    assert dict(portrait.facts)["Gesproken en gezien"] == "3 gesprekken en 1 observatie"
    heard = dict(portrait.facts)["Van wie"]
    people = material.people.assign(perspective=material.people["perspective"].mask(material.people.index == 0, ""))
    perspectives = {**material.perspectives, UNTOLD: "Niet genoemd"}
    told = dict(compose_portrait(replace(material, people=people, perspectives=perspectives), "aardam").facts)
    assert told["Van wie"].endswith("niet genoemd (1)")
    assert told["Van wie"] != heard


def test_the_title_counts_what_holds_only_here_and_what_holds_everywhere_but_here(material):
    rows = [("aardam", "C1", "supported", "not_supported", 1, 0, "only_here")]
    rows += [("aardam", f"C{n}", "not_supported", "supported", 1, 0, "not_here") for n in (2, 3)]
    particular = pd.DataFrame(rows, columns=material.tables["particular"].columns)
    claims = pd.concat([material.claims.assign(claim=f"C{n}") for n in (1, 2, 3)], ignore_index=True)
    verdicts = material.tables["05_verdicts"]
    judged = pd.concat([verdicts.assign(claim=f"C{n}") for n in (1, 2, 3)], ignore_index=True)
    told = replace(material, claims=claims, tables={**material.tables, "particular": particular, "05_verdicts": judged})
    portrait = compose_portrait(told, "aardam")
    assert portrait.title.endswith("; 1 conclusie geldt alleen hier, 2 juist hier niet.")
    assert [one.kind for one in portrait.particular] == ["Alleen hier", "Hier niet", "Hier niet"]


def test_quotations_are_of_different_people_of_the_case_and_never_of_who_may_not_be_quoted(material):
    for case in material.municipalities:
        quotes = [quote for _, quote in compose_portrait(material, case).quotes]
        documents = [quote.segment.partition(":")[0] for quote in quotes]
        own = set(material.people.loc[material.people["municipality"] == case, "document"])
        assert quotes
        assert len(set(documents)) == len(documents) <= 3
        assert own.issuperset(documents)
        assert SILENT not in documents


def test_connections_are_drawn_passage_by_passage_and_lead_to_them(material):
    rows = material.tables["04_connections"]
    here = rows[(rows["member"] == "bosrade") & (rows["passages"] > 0)]
    strips = compose_portrait(material, "bosrade").connections.strips
    assert [len(strip.marks) for strip in strips] == here["passages"].tolist()
    assert {strip.link.partition("#")[0] for strip in strips} == {"passages.html"}


def test_a_perspective_that_nobody_was_interviewed_from_is_named_unless_that_would_tell_who_was(material):
    perspectives = {**material.perspectives, "bewoner": "Bewoner"}
    told = compose_portrait(replace(material, perspectives=perspectives), "aardam").unknown
    assert any("bewoner" in said for said in told)
    people = material.people.assign(perspective=material.people["perspective"].mask(material.people.index == 0, ""))
    told = compose_portrait(replace(material, perspectives=perspectives, people=people), "aardam").unknown
    assert not any("bewoner" in said for said in told)


def test_with_one_case_the_page_says_that_there_is_nothing_to_compare(material):
    none = {name: material.tables[name].iloc[:0] for name in ("particular", "own_codes")}
    alone = replace(material, municipalities={"aardam": "Aardam"}, tables={**material.tables, **none})
    ((_, page),) = portrait_pages(alone)
    assert "Er is geen andere gemeente om deze mee te vergelijken." in page
    assert 'class="steps"' not in page


def test_a_hidden_case_goes_by_its_pseudonym_on_its_page_and_in_the_matrix(hidden):
    pages = {**dict(portrait_pages(hidden)), "matrix.html": matrix_page(hidden)}
    sheets = "".join(rows.to_csv() for rows in matrix_sheets(hidden).values())
    assert list(pages) == ["geval-aardam.html", "geval-gemeente-b.html", "matrix.html"]
    for name, content in {**pages, "sheet": sheets}.items():
        assert "osrade" not in content, name
        assert "Gemeente B" in content, name


def test_pages_are_marked_where_a_verdict_no_longer_holds(material):
    page = mark_page(matrix_page(material), {"nl": "Verouderd."}, claims=["C1"])
    assert '<p class="notice stale">Verouderd.</p>' in page
    assert page.count("<mark>") == 3
    ((_, portrait), *_) = portrait_pages(material)
    assert "Verouderd." in mark_page(portrait, {"nl": "Verouderd."})


def rows_of(page, place=0):
    table = html.fromstring(page).xpath("//table")[place]
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath(".//tbody/tr")]


def test_a_cell_has_k_of_n_the_verdict_a_passage_and_the_summary(material):
    told = summed_up(material, ("C1", "bosrade", None, "Er wordt hier anders geluisterd."))
    ((head, aardam, bosrade),) = rows_of(matrix_page(told))
    verdicts = material.tables["05_verdicts"].set_index(["claim", "member"])
    k, n = verdicts.loc[("C1", "bosrade"), ["support", "asked"]]
    assert head == "C1 Er wordt geluisterd"
    assert bosrade.startswith(f"{k} van {n}")
    assert bosrade.endswith("Samenvatting: Er wordt hier anders geluisterd.")
    assert "‘" in bosrade
    assert "Samenvatting" not in aardam
    page = html.fromstring(matrix_page(told))
    assert {link.get("href") for link in page.xpath("//td//span[@class='counted']/a")} >= {"passages.html#C1-bosrade"}


def test_the_chosen_passage_is_the_one_nearest_the_best_length_and_against_only_where_nothing_is_for(material):
    said = [("D2", "for", "kort"), ("D3", "for", "x" * 159), ("D4", "against", "y" * 160)]
    rows = [("C1", f"{d}:0-9", d, "aardam", d, stance, words) for d, stance, words in said]
    columns = ["claim", "segment", "document", "municipality", "who", "stance", "words"]
    told = replace(material, passages=pd.DataFrame(rows, columns=columns))
    assert "D3:0-9" in rows_of(matrix_page(told))[0][1]
    only_against = replace(told, passages=told.passages[2:])
    assert "Tegen: ‘yyy" in rows_of(matrix_page(only_against))[0][1]


def test_what_each_respondent_says_is_a_mark_under_that_respondent(material):
    told = summed_up(material, ("C1", "aardam", SILENT, "Luistert naar eigen zeggen."))
    page = html.fromstring(matrix_page(told))
    (table,) = page.xpath("//h2[@id='gesprekken-aardam']/following::table[1]")
    heads = [" ".join(cell.text_content().split())[-2:] for cell in table.xpath("./thead/tr/th")[1:]]
    row = table.xpath("./tbody/tr[not(@class)]")[0]
    states = [cell.xpath("string(.//svg/@class)") for cell in row.xpath("./td")]
    asked = material.tables["05_claim_respondents"].set_index("document")
    expected = [
        "mark for" if asked.loc[name, "supports"] and not asked.loc[name, "counters"] else
        "mark both" if asked.loc[name, "supports"] else
        "mark against" if asked.loc[name, "counters"] else "mark silent"
        for name in heads
    ]  # fmt: skip
    assert states == expected
    assert "Luistert naar eigen zeggen." in row.text_content()


def test_of_many_cases_the_page_keeps_the_numbers_and_the_spreadsheet_has_the_rest(material):
    many = {**material.municipalities, **{f"g{n}": f"G{n}" for n in range(6)}}
    cells = pd.concat(
        [material.tables["theme_cells"]]
        + [
            material.tables["theme_cells"].query("municipality == 'aardam'").assign(municipality=f"g{n}")
            for n in range(6)
        ]
    )
    told = replace(material, municipalities=many, tables={**material.tables, "theme_cells": cells})
    page = html.fromstring(matrix_page(told))
    assert page.xpath("//table[contains(@class, 'compact')]")
    assert not page.xpath("//table[@class='people']")
    assert [link.text for link in page.xpath("//p[@class='note']/a")] == ["spreadsheet (Excel)"]
    assert set(matrix_sheets(told)["Per gesprek"]["Gemeente"]) == {"Aardam", "Bosrade"}


def test_the_spreadsheet_has_a_row_for_each_cell_and_the_same_bytes_every_time(material):
    told = summed_up(material, ("C1", "bosrade", None, "=Er wordt hier geluisterd."))
    sheets, widths = matrix_sheets(told), sheet_widths("nl")
    made = workbook_bytes(sheets, widths=widths)
    assert made == workbook_bytes(matrix_sheets(told), widths=widths)
    book = openpyxl.load_workbook(BytesIO(made))
    assert book.sheetnames == ["Per gemeente", "Per gesprek"]
    rows = list(book["Per gemeente"].values)
    (cell,) = (dict(zip(rows[0], row, strict=True)) for row in rows[1:] if row[1] == "C1" and row[3] == "Bosrade")
    assert cell["Samenvatting"] == "=Er wordt hier geluisterd."
    assert cell["Van"] == 3


def test_the_word_table_lies_on_its_side_with_the_cases_beside_each_other(material):
    blocks = compose_matrix(material)
    document = report_document(blocks, title="Matrix", language="nl", on_its_side=True)
    assert [section.page_width > section.page_height for section in document.sections] == [True]
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Nr.", "Conclusie", "Aardam", "Bosrade"]
