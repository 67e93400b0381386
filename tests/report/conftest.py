"""A small report made by hand: two conclusions, the answers made of them, a figure, passages with and without words."""

from io import BytesIO

import pandas as pd
import pytest
from matplotlib.figure import Figure

from wijkresearch import tables
from wijkresearch.report.material import Material

VERDICT_COLUMNS = "claim phase scope member verdict unit asked support counter cut_off lowest highest fragility"
VERDICTS = [
    ("C1", "derivation", "overall", "all", "supported", "respondents", 6, 5, 1, 4, "partly_supported", "supported", 2),
    ("C1", "derivation", "municipality", "aardam", "supported", "respondents", 3, 3, 0, 2, pd.NA, pd.NA, pd.NA),
    ("C1", "derivation", "municipality", "bosrade", "mixed", "respondents", 3, 2, 1, 2, pd.NA, pd.NA, pd.NA),
    (
        "C2",
        "derivation",
        "overall",
        "all",
        "not_supported",
        "passages",
        6,
        0,
        0,
        4,
        "not_supported",
        "not_supported",
        3,
    ),
    ("C2", "derivation", "municipality", "aardam", "not_supported", "passages", 3, 0, 0, 2, pd.NA, pd.NA, pd.NA),
    ("P", "derivation", "overall", "all", "supported", "parts", 1, 1, 0, pd.NA, pd.NA, pd.NA, pd.NA),
    ("H", "derivation", "overall", "all", "partly_supported", "parts", 2, 1, 0, pd.NA, pd.NA, pd.NA, pd.NA),
]
CLAIMS = [
    ("C1", "Bewoners & ambtenaren spreken elkaar.", "Residents & officials talk.", "prevalence", False),
    ("C2", "Het contact komt er.", "The contact is made.", "connection", False),
    ("P", "Er is een deel.", "There is a part.", "composite", True),
    ("H", "Er is een geheel.", "There is a whole.", "composite", True),
    ("R", "Doe er iets aan.", "Do something about it.", "recommendation", True),
]
RULES = {"min_label": "typical", "min_respondents": 3, "judgement": "made", "min_passages": 3, "answers": "vraag"}
PARTS = [("P", "C1", "all_of"), ("H", "P", "all_of"), ("H", "C2", "all_of"), ("R", "P", "rests_on")]
REPLICATION = [("P", "supported", 2, 1, "aardam", "bosrade"), ("H", "partly_supported", 2, 0, None, None)]
RECOMMENDATIONS = [("R", "P", 2, 1, "aardam", "bosrade", None, "C1")]
TIPPING = [("C1", "C1", "respondents", 2, -1, 1, None, "supported", "mixed")]
TIPPING += [("P", "C1", "respondents", 2, -1, 1, None, "supported", "mixed")]
COMPOSITION = [
    ("P", "derivation", "overall", "all", "C1", "supported"),
    ("H", "derivation", "overall", "all", "P", "supported"),
    ("H", "derivation", "overall", "all", "C2", "not_supported"),
    ("H", "derivation", "municipality", "aardam", "P", "mixed"),
]
PASSAGES = [
    ("C1", "D1:0-9", "D1", "aardam", "Functie, Aardam (D1)", "for", "Wij praten wel."),
    ("C1", "D2:5-20", "D2", "aardam", "respondent 2, Aardam (D2)", "for", ""),
    ("C1", "D2:30-44", "D2", "aardam", "respondent 2, Aardam (D2)", "for", ""),
    ("C1", "D4:1-7", "D4", "bosrade", "Functie, Bosrade (D4)", "against", ""),
]
AGREEMENT = [
    ("praat", 1234, 0.5, -0.125, 1.0, 0.875, None),
    ("zwijgt", 1234, 1.0, 1.0, 1.0, 1.0, None),
    ("loopt", 1234, float("nan"), float("nan"), float("nan"), 1.0, "one value"),
]
ROBUSTNESS = [
    ("C1", "municipality", "bosrade", "supported", "mixed", True),
    ("C1", "municipality", "aardam", "supported", "supported", False),
    ("C1", "respondent", "D1", "supported", "mixed", True),
]
COUNT_COLUMNS = "world municipality role segments column_segments share dots respondents interviews"
ROLE_COUNTS = [
    ("buiten", "aardam", "luisteraar", 1, 4, 0.25, 2.5, 1, 3),
    ("buiten", "aardam", "makelaar", 3, 4, 0.75, 7.5, 2, 3),
]
ROLE_PASSAGES = [
    ("makelaar", "buiten", "D1:0-9", "Functie, Aardam (D1)", "fulfilled", "Wij praten wel."),
    ("makelaar", "buiten", "D2:5-20", "respondent 2, Aardam (D2)", "hindered", ""),
    ("makelaar", "buiten", "D2:30-44", "respondent 2, Aardam (D2)", "not_stated", ""),
]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="200pt" height="100pt"><path d="M0 0L9 9" stroke="red"/></svg>'


def rows_of(records, columns):
    return pd.DataFrame(records, columns=columns.split())


def made_of(table, records, columns, **same):
    """A table with these columns and values that every row has; whatever else a row must have is made up."""
    rows = rows_of(records, columns).assign(**same)
    needed = {column.name: column.kind for column in table.columns if not column.optional}
    made_up = {name: kind != "flag" and "-" for name, kind in needed.items() if name not in rows.columns}
    return table.check(rows.assign(**made_up))


@pytest.fixture(scope="session")
def picture():
    """A picture as PNG and as SVG."""
    stream = BytesIO()
    Figure(figsize=(1, 0.5)).savefig(stream, format="png", metadata={"Software": None})
    return stream.getvalue(), SVG


@pytest.fixture
def make_material(picture):
    """Makes the material of a report in a language; `more` are tables to add or to put in the place of others."""

    def make(language="nl", *, figures=("04_dots",), quotes=None, **more):
        made = {
            "02_agreement": rows_of(AGREEMENT, "code units alpha low high percent undefined"),
            "04_column_sums": tables.COLUMN_SUMS.empty(),
            "04_role_counts": rows_of(ROLE_COUNTS, COUNT_COLUMNS),
            "freezes": rows_of([("C1", False), ("C2", False)], "claim edited_after_new_data"),
            "05_case_changes": tables.CASE_CHANGES.empty(),
            "05_recommendations": tables.RECOMMENDATIONS.check(
                pd.DataFrame(RECOMMENDATIONS, columns=tables.RECOMMENDATIONS.column_names)
            ),
            "05_replication": made_of(
                tables.REPLICATION,
                REPLICATION,
                "claim verdict derivation_cases derivation_supported derivation_in contradicted_in",
                test_cases=0,
                test_supported=0,
                replication="untested",
            ),
            "05_tipping": tables.TIPPING.check(pd.DataFrame(TIPPING, columns=tables.TIPPING.column_names)),
            "05_composition": rows_of(COMPOSITION, "claim phase scope member part part_verdict"),
            "05_robustness": rows_of(ROBUSTNESS, "claim without member whole_verdict verdict changes"),
            "05_verdicts": rows_of(VERDICTS, VERDICT_COLUMNS),
        }
        return Material(
            settings={
                "title": "Een verzonnen onderzoek",
                "title_en": "A made-up study",
                "notice": "Dit is verzonnen.",
                "notice_en": "This is made up.",
                "questions": [{"id": "vraag", "text_nl": "Waarom?", "text_en": "Why?"}],
                "coders": [
                    {"id": "een", "label_nl": "Anna", "label_en": "Anna"},
                    {"id": "twee", "label_nl": "Bo", "label_en": "Bo"},
                    {"id": "drie", "label_nl": "Cas", "label_en": "Cas"},
                ],
            },
            claims=made_of(tables.CLAIMS, CLAIMS, "claim text_nl text_en kind composite", **RULES),
            claim_parts=made_of(tables.CLAIM_PARTS, PARTS, "claim part relation"),
            municipalities={"aardam": "Aardam", "bosrade": "Bosrade"},
            roles={"luisteraar": "Luisteraar", "makelaar": "Makelaar"},
            worlds={"buiten": "Buiten"},
            groups={},
            codes={"praat": "Praat met bewoners", "zwijgt": "Zwijgt", "loopt": "Loopt rond"},
            tables={**made, **more},
            figures=dict.fromkeys(figures, picture),
            passages=rows_of(PASSAGES, "claim segment document municipality who stance words"),
            role_passages=rows_of(ROLE_PASSAGES, "role world segment who outcome words"),
            facts=("Onderzoek: verzonnen.",),
            language=language,
            quotes=quotes or {},
        )

    return make
