import pandas as pd

from wijkresearch.rigour.reporting import complete_checklist, list_confidence_inputs
from wijkresearch.show.reporting import checklist_document, checklist_html, confidence_html, say_progress

ITEMS = pd.DataFrame(
    [
        ("1", "Groep", "Group", "Hoeveel?", "How many?", "computed", "{n} interviews.", None),
        ("2", "Groep", "Group", "Hoe & waar?", "How?", "prefilled", "{n} interviews.", "Vul aan."),
        ("3", "Groep", "Group", "Wie?", "Who?", "person", None, "Noem wie."),
        ("4", "Groep", "Group", "Verzadigd?", "Saturated?", "computed", "{saturation}", None),
    ],
    columns=["item", "group_nl", "group_en", "label_nl", "label_en", "way", "answer_nl", "task_nl"],
)
CHECKLIST = complete_checklist("x", ITEMS, pd.DataFrame({"fact": ["n"], "value": ["15"]}))


def test_progress_counts_what_is_left_to_a_person():
    assert say_progress(CHECKLIST) == "Van de 4 punten: 1 berekend, 1 aan te vullen, 2 open."


def test_the_html_has_a_row_per_item_with_answer_task_and_missing_fact_and_escapes_signs():
    html = checklist_html(CHECKLIST, "A & B (2007)")
    assert html.count("<tr>") == 5
    assert "Bron: A &amp; B (2007)." in html
    assert "<td>Hoe &amp; waar?</td><td>15 interviews. Nog doen: Vul aan.</td><td>aan te vullen</td>" in html
    assert "<td>Dit onderzoek geeft niet: saturation.</td><td>open</td>" in html


def test_the_word_document_holds_the_same_cells_and_the_notice():
    document = checklist_document({"COREQ": CHECKLIST}, {"COREQ": "Tong (2007)"}, "Dit is een reconstructie.")
    words = [paragraph.text for paragraph in document.paragraphs]
    assert "Dit is een reconstructie." in words
    assert "Van de 4 punten: 1 berekend, 1 aan te vullen, 2 open. Bron: Tong (2007)." in words
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[1] == ["1", "Hoeveel?", "15 interviews.", "berekend"]
    assert len(cells) == 5


def test_the_confidence_sheet_leaves_every_judgement_empty():
    evidence = pd.DataFrame(
        [("D1:0-5", "D1", "x", "een", "a", "interview", "p")],
        columns=["segment", "document", "code", "coder", "municipality", "kind", "perspective"],
    )
    documents = evidence[["document", "municipality", "kind", "perspective"]]
    spoken = evidence.drop(columns="coder").assign(claim="F1", stance="support")
    html = confidence_html(list_confidence_inputs(spoken, evidence, documents, ["F1"]), {"F1": "Zij bouwen bruggen."})
    assert html.count("<td></td></tr>") == 4
    assert "1 van 1 respondenten in steun; 1 passages in steun" in html
    assert "Zij bouwen bruggen." in html
