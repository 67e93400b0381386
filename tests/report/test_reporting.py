import pandas as pd
import pytest

from wijkresearch.report.reporting import (
    checklist_document,
    checklist_html,
    confidence_html,
    say_progress,
)
from wijkresearch.rigour.reporting import complete_checklist, list_confidence_inputs
from wijkresearch.tables import CONFIDENCE_SHEET

ITEMS = pd.DataFrame(
    [
        ("1", "Groep", "Group", "Hoeveel?", "How many?", "computed", "{n} interviews.", None),
        ("2", "Groep", "Group", "Hoe & waar?", "How?", "prefilled", "{n} interviews.", "Vul aan."),
        ("3", "Groep", "Group", "Wie?", "Who?", "person", None, "Noem wie."),
        ("4", "Groep", "Group", "Verzadigd?", "Saturated?", "computed", "{saturation}", None),
    ],
    columns=["item", "group_nl", "group_en", "label_nl", "label_en", "way", "answer_nl", "task_nl"],
)
FINDINGS = {"F1": "Zij bouwen & bruggen.", "F2": "Niemand bouwt."}
CHECKLIST = complete_checklist("x", ITEMS, pd.DataFrame({"fact": ["n"], "value": ["15"]}))


def test_progress_counts_what_is_left_to_a_person():
    assert say_progress(CHECKLIST) == "Van de 4 punten: 1 berekend, 1 aan te vullen, 2 open."


def test_the_html_has_a_row_per_item_with_answer_and_task_and_escapes_signs():
    html = checklist_html(CHECKLIST, "A & B (2007)")
    assert html.count("<tr>") == 5
    assert "Bron: A &amp; B (2007)." in html
    assert "<td>Hoe &amp; waar?</td><td>15 interviews. Nog te doen: Vul aan.</td><td>aan te vullen</td>" in html
    assert "<td></td><td>open</td>" in html


EMPTY = CONFIDENCE_SHEET.empty()


def document_of(sheet=EMPTY, notice=""):
    return checklist_document({"COREQ": CHECKLIST}, {"COREQ": "Tong (2007)"}, notice, sheet=sheet, findings=FINDINGS)


def test_the_word_document_holds_the_same_cells_and_the_notice():
    document = document_of(notice="Dit is een reconstructie.")
    words = [paragraph.text for paragraph in document.paragraphs]
    assert "Dit is een reconstructie." in words
    assert "Van de 4 punten: 1 berekend, 1 aan te vullen, 2 open. Bron: Tong (2007)." in words
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[1] == ["1", "Hoeveel?", "15 interviews.", "berekend"]
    assert len(cells) == 5
    assert len(document.tables) == 1


@pytest.fixture
def sheet():
    """The sheet of one finding with one passage, and of one without."""
    evidence = pd.DataFrame(
        [("D1:0-5", "D1", "x", "een", "a", "interview", "p")],
        columns=["segment", "document", "code", "coder", "municipality", "kind", "perspective"],
    )
    documents = evidence[["document", "municipality", "kind", "perspective"]]
    spoken = evidence.drop(columns="coder").assign(claim="F1", stance="support")
    return list_confidence_inputs(spoken, evidence, documents, ["F1", "F2"])


def test_the_confidence_sheet_leaves_every_judgement_empty(sheet):
    html = confidence_html(sheet, FINDINGS)
    assert html.count("<td></td></tr>") == 8
    assert "1 van 1 respondenten die steunen; 1 passages die steunen" in html
    assert "0 van 1 respondenten die steunen; 0 passages die steunen" in html
    assert html.count('<th scope="rowgroup" rowspan="4">') == 2
    assert html.count("Zij bouwen &amp; bruggen.") == 1


def test_the_word_document_ends_with_the_confidence_sheet(sheet):
    document = document_of(sheet)
    cells = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert cells[0] == ["Conclusie", "Onderdeel", "Wat er is", "Oordeel (door een persoon)"]
    assert [row[0] for row in cells[1:]] == ["Zij bouwen & bruggen.", "", "", "", "Niemand bouwt.", "", "", ""]
    assert {row[3] for row in cells[1:]} == {""}
    assert cells[3][2] == "1 van 1 respondenten die steunen; 1 passages die steunen"
