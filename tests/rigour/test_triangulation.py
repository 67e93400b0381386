"""Who supports, who counters, who was not asked; what was said against what was seen; who is quoted."""

from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.rigour.triangulation import (
    balance_quotes,
    compare_methods,
    compare_sources,
    count_negative_respondents,
    list_negative_cases,
    triangulate,
)

DOCUMENTS = pd.DataFrame(
    [
        ("D1", "north", "interview", "connector"),
        ("D2", "north", "interview", "connector"),
        ("D3", "north", "interview", "alderman"),
        ("D4", "north", "observation", "observation"),
        ("D5", "south", "interview", "connector"),
        ("D6", "south", "observation", "connector"),
        ("D7", "south", "interview", "other"),
    ],
    columns=["document", "municipality", "kind", "perspective"],
)


def passages(*rows):
    """Claim, document, stance."""
    table = pd.DataFrame(rows, columns=["claim", "document", "stance"])
    table["segment"] = [f"{document}:{n}-{n + 1}" for n, document in enumerate(table["document"])]
    table["code"] = table["stance"].map({"support": "clear", "counter": "unclear"})
    return table.merge(DOCUMENTS, on="document")


def respondents(*rows, heard):
    """Claim, document, asked; what they say follows from the passages heard."""
    table = pd.DataFrame(rows, columns=["claim", "document", "asked"])
    said = set(heard[["claim", "document", "stance"]].itertuples(index=False, name=None))
    for stance in ("support", "counter"):
        table[f"{stance}s"] = [(row.claim, row.document, stance) in said for row in table.itertuples()]
    return table.astype({"asked": "boolean", "supports": "boolean", "counters": "boolean"})


ELIGIBLE = (("C1", "D1", True), ("C1", "D2", True), ("C1", "D3", False), ("C1", "D5", True))
HEARD = passages(
    ("C1", "D1", "support"),
    ("C1", "D1", "support"),
    ("C1", "D2", "counter"),
    ("C1", "D2", "support"),
    ("C1", "D4", "counter"),
    ("C1", "D5", "counter"),
)
ASKED = respondents(*ELIGIBLE, heard=HEARD)


def cell(table, municipality, perspective):
    row = table.set_index(["municipality", "perspective"]).loc[(municipality, perspective)]
    return row[["documents", "not_asked", "supporting", "countering", "divided", "silent"]].tolist()


def test_every_perspective_of_every_case_is_a_cell():
    grid = triangulate(ASKED, HEARD, DOCUMENTS)

    assert len(grid) == 6
    assert cell(grid, "north", "connector") == [2, 0, 1, 0, 1, 0]
    assert cell(grid, "south", "connector") == [1, 0, 0, 1, 0, 0]
    assert cell(grid, "north", "observation") == [1, 0, 0, 1, 0, 0]
    assert cell(grid, "south", "observation") == [1, 0, 0, 0, 0, 1]


def test_who_was_not_asked_or_not_eligible_is_not_silent():
    grid = triangulate(ASKED, HEARD, DOCUMENTS)

    assert cell(grid, "north", "alderman") == [1, 1, 0, 0, 0, 0]
    assert cell(grid, "south", "other") == [1, 1, 0, 0, 0, 0]


def test_a_ranking_counts_what_its_respondents_say_without_a_passage_of_its_own():
    ranked = respondents(*ELIGIBLE, heard=HEARD.iloc[:0]).assign(supports=[True, False, False, True])

    grid = triangulate(ranked, HEARD.iloc[:0], DOCUMENTS)

    assert cell(grid, "north", "connector") == [2, 0, 1, 0, 0, 1]
    assert cell(grid, "south", "connector") == [1, 0, 1, 0, 0, 0]


def test_every_document_is_in_one_cell_once():
    grid = triangulate(ASKED, HEARD, DOCUMENTS)

    parts = grid[["not_asked", "supporting", "countering", "divided", "silent"]].sum(axis=1)
    assert (parts == grid["documents"]).all()
    assert grid["documents"].sum() == len(DOCUMENTS)


def test_a_document_outside_the_register_is_named():
    with pytest.raises(StudyError) as problem:
        triangulate(respondents(("C1", "D19", True), heard=HEARD), HEARD, DOCUMENTS)

    assert str(problem.value) == (
        "1 problem:\n  claim respondents: document 'D19' is not in the register; expected a document of documents.csv."
    )


def test_who_counters_most_claims_comes_first_and_who_was_not_asked_is_no_silent_one():
    told = pd.DataFrame(
        [
            ("C1", "D1", True, True, True),
            ("C2", "D1", True, False, False),
            ("C1", "D2", True, False, True),
            ("C2", "D2", True, False, True),
            ("C1", "D3", False, False, False),
            ("C2", "D3", True, True, False),
            ("C1", "D4", False, False, False),
        ],
        columns=["claim", "document", "asked", "supports", "counters"],
    )
    register = pd.DataFrame(
        {
            "document": ["D1", "D2", "D3", "D4"],
            "municipality": ["aardam", "aardam", "bosrade", "bosrade"],
            "perspective": ["overig", "wethouder", "overig", "overig"],
        }
    )
    assert count_negative_respondents(told, register).to_numpy().tolist() == [
        ["D2", "aardam", "wethouder", 2, 2, 0],
        ["D1", "aardam", "overig", 2, 1, 1],
        ["D3", "bosrade", "overig", 1, 0, 0],
    ]


def test_negative_cases_say_whether_the_same_document_also_supports():
    found = list_negative_cases(HEARD)

    assert found[["document", "divided"]].to_numpy().tolist() == [["D2", True], ["D4", False], ["D5", False]]


@pytest.mark.parametrize(
    ("interview", "observation", "word"),
    [
        ("support", "support", "same"),
        ("counter", "counter", "same"),
        ("support", "counter", "opposed"),
        ("counter", "support", "opposed"),
        ("support", None, "only_said"),
        (None, "counter", "only_seen"),
        (None, None, "neither"),
    ],
)
def test_the_methods_are_compared_in_one_word(interview, observation, word):
    rows = [("C1", document, stance) for document, stance in (("D1", interview), ("D4", observation)) if stance]
    heard = passages(*rows)
    grid = triangulate(respondents(*ELIGIBLE, heard=heard), heard, DOCUMENTS)

    found = compare_methods(grid).set_index("municipality")

    assert found.loc["north", "comparison"] == word


def test_a_case_in_which_the_interviews_are_divided_is_mixed():
    grid = triangulate(ASKED, HEARD, DOCUMENTS)

    north = compare_methods(grid).set_index("municipality").loc["north"]

    assert north[["said_for", "said_against", "seen_for", "seen_against"]].tolist() == [2, 1, 0, 1]
    assert north["comparison"] == "mixed"


def test_a_case_without_observations_cannot_be_compared():
    spoken = DOCUMENTS[DOCUMENTS["kind"] == "interview"]
    heard = HEARD[HEARD["kind"] == "interview"]

    found = compare_methods(triangulate(ASKED, heard, spoken))

    assert found["comparison"].unique().tolist() == ["no_observation"]


def test_documents_that_are_never_quoted_are_rows_too():
    quoted = pd.DataFrame({"document": ["D1", "D1", "D5", "D99"]})

    found = balance_quotes(quoted, DOCUMENTS).set_index("document")

    assert found["quotes"].to_dict() == {"D1": 2, "D2": 0, "D3": 0, "D4": 0, "D5": 1, "D6": 0, "D7": 0}
    assert found.loc["D1", "share"] == pytest.approx(2 / 3)
    assert found["even_share"].tolist() == pytest.approx([1 / 7] * 7)


def test_a_report_without_quotes_has_no_shares():
    found = balance_quotes(pd.DataFrame({"document": []}), DOCUMENTS)

    assert found["share"].isna().all()
    assert found["quotes"].sum() == 0


def test_all_sources_of_a_study_are_compared_in_one_go():
    quoted = pd.DataFrame({"document": ["D1", "D1", "D5"]})
    study = replace(example_study(), documents=DOCUMENTS, published={"attributions": quoted})

    found = compare_sources(study, ASKED, HEARD)

    pd.testing.assert_frame_equal(found.grid, triangulate(ASKED, HEARD, DOCUMENTS))
    pd.testing.assert_frame_equal(found.methods, compare_methods(found.grid))
    assert found.negative_cases["document"].tolist() == ["D2", "D4", "D5"]
    assert found.quotes.set_index("document")["quotes"].to_dict() == {
        "D1": 2, "D2": 0, "D3": 0, "D4": 0, "D5": 1, "D6": 0, "D7": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "published", [{}, {"attributions": pd.DataFrame({"document": ["D99"]})}], ids=["nothing printed", "others quoted"]
)
def test_a_study_of_which_nobody_was_quoted_has_no_balance_of_quotes(published):
    study = replace(example_study(), documents=DOCUMENTS, published=published)

    assert compare_sources(study, ASKED, HEARD).quotes.empty


def test_without_an_observation_methods_are_not_compared():
    interviews = DOCUMENTS[DOCUMENTS["kind"] == "interview"]
    spoken = HEARD[HEARD["kind"] == "interview"]
    study = replace(example_study(), documents=interviews, published={})

    assert set(compare_sources(study, ASKED, spoken).methods["comparison"]) == {"no_observation"}
