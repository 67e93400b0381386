"""The published figures in the study's folder are those of the thesis; expected values are typed from its tables."""

import pandas as pd
import pytest

KATWIJK, LEIDSCHENDAM, MAASSLUIS = "katwijk", "leidschendam-voorburg", "maassluis"
ROLES = ["fikser", "innovatieve_ondernemer", "bruggenbouwer", "bemiddelaar"]

# Table 1 (section 3.1): wards, officials, aldermen, council seats, inhabitants, km².
TABLE_1 = {
    LEIDSCHENDAM: ["3", "4", "6", "35", "77753", "35.62"],
    KATWIJK: ["5", "3", "4", "33", "66607", "31.15"],
    MAASSLUIS: ["2", "3", "5", "23", "35303", "10.12"],
}
# Table 2 (section 3.2): functions of D1 to D18, in order.
TABLE_2 = {
    KATWIJK: ["Wijkregisseur", "Communicatieadviseur", "Wethouder", "Wijkregisseur", "Wijkregisseur"],
    MAASSLUIS: ["Wijkcoördinator", "Wijkcoördinator", "Wijkcoördinator", "Teammanager", "Wethouder"],
    LEIDSCHENDAM: [
        "Gebiedsregisseur",
        "Adviseur Participatie",
        "Kwartiermaker Gebiedsgericht Werken",
        "Gebiedsregisseur",
        "Wethouder",
    ],
}
# Tables 3 and 4 (section 4.1), in the order of ROLES, with the sum of the column.
DOTS = {
    (3, "leefwereld", KATWIJK): ([4, 2, 2, 2], 10),
    (3, "leefwereld", LEIDSCHENDAM): ([2, 3, 4.5, 2.5], 12),
    (3, "leefwereld", MAASSLUIS): ([2, 5, 1, 2], 10),
    (4, "systeemwereld", KATWIJK): ([3, 2.5, 2, 2.5], 10),
    (4, "systeemwereld", LEIDSCHENDAM): ([2.5, 2, 4.5, 2], 11),
    (4, "systeemwereld", MAASSLUIS): ([2, 5.5, 2, 0.5], 10),
}
# Table 5 (section 4.3).
TABLE_5 = {
    KATWIJK: "Communicatie en Wijkregie",
    MAASSLUIS: "Veiligheid, Vergunningen en Handhaving",
    LEIDSCHENDAM: "Maatschappelijke en Ruimtelijke Ontwikkeling",
}
# Chapter 4, in the order of printing: section, respondents, out of.
STATEMENTS = [
    ("4.1", 3, 5), ("4.1", 5, 8), ("4.2.1", 13, 15), ("4.2.1", 10, 15), ("4.2.2", 14, 15), ("4.2.2", 10, 15),
    ("4.2.2", 12, 15), ("4.2.3", 11, 15), ("4.2.3", 8, 15), ("4.2.3", 4, 15), ("4.2.4", 11, 15), ("4.2.4", 3, 11),
    ("4.2.4", 3, 3), ("4.2.4", 1, 15), ("4.2.4", 12, 15), ("4.3", 13, 15), ("4.3", 13, 15), ("4.3", 4, 15),
    ("4.3", 10, 15), ("4.3", 5, 15), ("4.4", 5, 10), ("4.4", 9, 15), ("4.4", 9, 15),
]  # fmt: skip
# Chapter 4: how often a passage is attributed to each document.
ATTRIBUTED = {
    "D1": 4, "D2": 2, "D3": 2, "D4": 2, "D5": 5, "D6": 3, "D7": 3, "D8": 3, "D9": 4, "D10": 3, "D11": 5, "D14": 3,
    "D15": 3, "D16": 1, "D18": 1, "D19": 3,
}  # fmt: skip
# Annex III, tables 7 to 10: the values of each role's indicators.
VALUES = {"fikser": 8, "innovatieve_ondernemer": 11, "bruggenbouwer": 9, "bemiddelaar": 10}


@pytest.fixture(scope="module")
def published(study):
    return study.published


def test_tables_1_and_5_stand_in_the_study_cell_by_cell(published):
    cases = published["cases"]
    assert {table: list(rows["section"].unique()) for table, rows in cases.groupby("table")} == {1: ["3.1"], 5: ["4.3"]}
    compared = {name: list(rows["printed"]) for name, rows in cases[cases["table"] == 1].groupby("municipality")}
    assert compared == TABLE_1
    department = cases[cases["table"] == 5].set_index("municipality")["printed"]
    assert department.to_dict() == TABLE_5


def test_the_municipalities_have_the_attributes_that_were_printed(study):
    own = study.municipalities.set_index("municipality")
    assert own["department"].to_dict() == TABLE_5
    numbers = ["wards", "officials", "aldermen", "council_seats", "inhabitants", "area_km2"]
    found = {name: [f"{row[number]:g}" for number in numbers] for name, row in own.iterrows()}
    assert found == TABLE_1


def test_table_2_stands_in_the_study_as_printed(published):
    register = published["register"]
    interviews = register[register["kind"] == "interview"]
    assert {name: list(rows["function"]) for name, rows in interviews.groupby("municipality")} == TABLE_2
    assert list(register["document"]) == [f"D{number}" for number in range(1, 19)]
    observed = register[register["kind"] == "observation"]
    assert dict(zip(observed["document"], observed["municipality"], strict=True)) == {
        "D16": KATWIJK,
        "D17": MAASSLUIS,
        "D18": LEIDSCHENDAM,
    }


def test_the_registers_of_the_municipalities_are_table_2(study, published):
    columns = ["document", "kind", "function", "municipality"]
    printed, own = (
        rows[columns].sort_values("document", ignore_index=True) for rows in (published["register"], study.documents)
    )
    pd.testing.assert_frame_equal(printed, own)


def test_eight_connectors_three_aldermen_and_four_others_were_interviewed(study):
    interviews = study.documents[study.documents["kind"] == "interview"]
    assert interviews["perspective"].value_counts().to_dict() == {"wijkverbinder": 8, "overig": 4, "wethouder": 3}
    connectors = interviews[interviews["perspective"] == "wijkverbinder"]
    assert connectors["municipality"].value_counts().to_dict() == {KATWIJK: 3, MAASSLUIS: 3, LEIDSCHENDAM: 2}


def test_tables_3_and_4_stand_in_the_study_cell_by_cell(published):
    dots = published["dots"]
    assert dots["section"].unique().tolist() == ["4.1"]
    columns = dots.groupby(["table", "world", "municipality"])
    assert {place: list(rows["role"]) for place, rows in columns} == dict.fromkeys(DOTS, ROLES)
    assert {place: (list(rows["dots"]), rows["dots"].sum()) for place, rows in columns} == DOTS


def test_the_twenty_three_counted_statements_stand_in_the_study(study, published):
    statements = published["statements"]
    assert list(statements["statement"]) == [f"N{number:02}" for number in range(1, 24)]
    assert list(statements[["section", "respondents", "of"]].itertuples(index=False, name=None)) == STATEMENTS
    among = statements.set_index("statement")["among"]
    assert among[among != "all"].to_dict() == {
        "N01": LEIDSCHENDAM,
        "N02": "wijkverbinder",
        "N12": "N11",
        "N13": "municipalities",
        "N21": f"{KATWIJK} {MAASSLUIS}",
    }
    assert set(statements["code"]) <= set(study.codebook["code"])


def test_the_forty_seven_attributions_stand_in_the_study(published):
    attributions = published["attributions"]
    assert list(attributions["number"]) == list(range(1, 48))
    assert attributions["document"].value_counts().to_dict() == ATTRIBUTED
    assert attributions["section"].value_counts().to_dict() == {
        "4.1": 4, "4.2.1": 5, "4.2.2": 4, "4.2.3": 5, "4.2.4": 4, "4.3": 11, "4.4": 14,
    }  # fmt: skip
    named = attributions.dropna(subset=["municipality"]).set_index("number")["municipality"]
    assert named.to_dict() == {
        2: MAASSLUIS, 3: KATWIJK, 8: LEIDSCHENDAM, 26: LEIDSCHENDAM, 27: LEIDSCHENDAM, 31: LEIDSCHENDAM, 32: MAASSLUIS,
        33: KATWIJK, 41: LEIDSCHENDAM, 43: LEIDSCHENDAM,
    }  # fmt: skip


def test_the_gist_of_an_attribution_takes_at_most_eight_words(published):
    gists = published["attributions"]["gist"]
    assert list(gists[gists.str.split().str.len() > 8]) == []


def test_every_published_row_names_a_section_of_chapter_3_or_4(published):
    sections = pd.concat([rows["section"] for rows in published.values()])
    assert sorted(sections.unique()) == ["3.1", "3.2", "4.1", "4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.3", "4.4"]


def test_every_statement_and_ranking_is_restated_by_one_claim(study, published):
    claims = study.claims["claims"]
    assert sorted(claims["statement"].dropna()) == sorted(published["statements"]["statement"])
    assert sorted(claims["published_ranking"].dropna()) == sorted(published["rankings"]["ranking"])


def test_a_claim_that_restates_a_statement_rests_on_the_code_of_that_statement(study, published):
    claims = study.claims["claims"].dropna(subset=["statement"]).merge(published["statements"], on="statement")
    codes = study.claims["claim_codes"]
    support = codes[codes["stance"] == "support"].groupby("claim")["code"].unique()
    assert {row.claim: list(support[row.claim]) for row in claims.itertuples()} == {
        row.claim: [row.code] for row in claims.itertuples()
    }


def test_the_codebook_has_the_values_levels_and_barriers_of_annex_iii(study):
    codebook = study.codebook
    values = codebook[codebook["kind"] == "value"]
    assert values["role"].value_counts().to_dict() == VALUES
    tops = codebook[codebook["parent"].isna()]
    assert {
        kind: list(rows["code"]) for kind, rows in tops.groupby("kind") if kind in ("role", "level", "barrier")
    } == {
        "role": ROLES,
        "level": ["niveau_technisch", "niveau_institutioneel", "niveau_management"],
        "barrier": [
            "barriere_standaardisatie",
            "barriere_intern_georienteerd",
            "barriere_functie_specifiek",
            "barriere_resultaat_georienteerd",
        ],
    }


def test_the_data_structure_has_the_three_selective_themes_of_annex_iv(study):
    structure = study.data_structure
    assert structure["selective_theme"].nunique() == 3
    per_category = structure.groupby("axial_category")["selective_theme"].nunique()
    assert per_category.unique().tolist() == [1]


def test_the_study_asks_four_questions_under_one_and_has_three_expectations(study):
    assert study.ids("questions") == ["hoofdvraag", "deelvraag-1", "deelvraag-2", "deelvraag-3", "deelvraag-4"]
    assert study.ids("expectations") == ["verwachting-1", "verwachting-2", "verwachting-3"]


def test_the_study_says_that_its_material_is_a_reconstruction(study):
    assert study.is_reconstruction
    assert "reconstructie" in study.settings["notice"]
    assert "reconstruction" in study.settings["notice_en"]
