from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.analysis import Analysis
from wijkresearch.errors import StudyError
from wijkresearch.example import CASES, COUNTS, OUTSIDE_CODE, ROLES, WORLDS, example_study
from wijkresearch.privacy.release import release
from wijkresearch.steps.coding import join_evidence, select_reading
from wijkresearch.steps.role_tables import (
    compare_with_published,
    count_opportunities,
    count_roles,
    dots,
    find_preferred_roles,
)
from wijkresearch.tables import PUBLISHED_DOTS

LAYOUT = {"municipalities": list(CASES), "worlds": list(WORLDS), "roles": list(ROLES)}


def evidence_of(study):
    return select_reading(join_evidence(study.segments, study.documents, study.codebook), ["een"])


@pytest.fixture(scope="module")
def counted():
    study = example_study()
    return count_roles(evidence_of(study), study.documents, **LAYOUT)


def cell(counted, world, municipality, role):
    return counted.query("world == @world and municipality == @municipality and role == @role").iloc[0]


def test_counts_are_what_was_planted(counted):
    for municipality in CASES:
        for role in ROLES:
            for world in WORLDS:
                planted = COUNTS.get((municipality, f"{role}_{world}"), 0)
                assert cell(counted, world, municipality, role)["segments"] == planted


def test_a_role_nobody_coded_is_a_zero_not_a_missing_row(counted):
    nobody = counted[counted["role"] == "verkenner"]
    assert len(nobody) == len(CASES) * len(WORLDS)
    assert set(nobody["segments"]) == {0}
    assert set(nobody["dots"]) == {0.0}


def test_a_column_without_codings_has_no_share():
    study = example_study({("aardam", "makelaar_buiten"): 2})
    counted = count_roles(evidence_of(study), study.documents, **{**LAYOUT, "municipalities": ["aardam"]})
    assert counted.query("world == 'binnen'")["share"].isna().all()
    assert counted.query("world == 'binnen'")["dots"].isna().all()


def test_a_study_in_which_nobody_coded_a_role_has_only_zeros():
    study = example_study({("aardam", OUTSIDE_CODE): 2})
    counted = count_roles(evidence_of(study), study.documents, **{**LAYOUT, "municipalities": ["aardam"]})
    assert counted["segments"].sum() == counted["respondents"].sum() == 0


def test_a_passage_that_two_coders_gave_a_role_is_one_passage():
    study = example_study()
    both = join_evidence(study.segments, study.documents, study.codebook)
    doubled = pd.concat([both, both.assign(coder="drie")], ignore_index=True)
    pd.testing.assert_frame_equal(
        count_roles(doubled, study.documents, **LAYOUT), count_roles(both, study.documents, **LAYOUT)
    )


def test_observations_count_as_passages_but_not_as_respondents():
    study = example_study({("aardam", "makelaar_buiten"): 4}, interviews=3)
    counted = count_roles(evidence_of(study), study.documents, **{**LAYOUT, "municipalities": ["aardam"]})
    row = cell(counted, "buiten", "aardam", "makelaar")
    assert (row["segments"], row["respondents"], row["interviews"]) == (4, 3, 3)


def test_a_municipality_that_is_not_listed_is_an_error(counted):
    study = example_study()
    with pytest.raises(StudyError) as raised:
        count_roles(evidence_of(study), study.documents, **{**LAYOUT, "municipalities": ["aardam"]})
    expected = "1 problem:\n  evidence: municipality 'bosrade' is not among those listed; expected one of aardam."
    assert str(raised.value) == expected


@pytest.mark.parametrize(
    ("counts", "printed"),
    [((8, 4, 4, 4), (4, 2, 2, 2)), ((3, 8, 3, 1), (2, 5.5, 2, 0.5)), ((9, 7, 17, 7), (2.5, 2, 4.5, 2))],
)
def test_dots_round_to_the_nearest_half_and_ties_go_up(counts, printed):
    """The third row only comes out when 2.25, 1.75, 4.25 and 1.75 all go up: half up on exact fractions."""
    assert tuple(float(dots(Fraction(count, sum(counts)))) for count in counts) == printed


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6).filter(any))
def test_a_column_of_dots_stays_within_a_quarter_dot_per_role_of_ten(counts):
    total = sum(dots(Fraction(count, sum(counts))) for count in counts)
    assert abs(total - 10) <= Fraction(len(counts), 4)


@settings(deadline=None, max_examples=examples(25))
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(CASES), st.sampled_from([f"{role}_{world}" for role in ROLES for world in WORLDS])),
        st.integers(1, 6),
        min_size=2,
    ).filter(lambda counts: sum(counts.values()) > 3)
)
def test_counts_sum_to_the_codings_whatever_was_planted(counts):
    study = example_study(counts)
    layout = {**LAYOUT, "municipalities": list(study.municipalities["municipality"])}
    counted = count_roles(evidence_of(study), study.documents, **layout)
    assert counted["segments"].sum() == sum(counts.values())
    assert len(counted) == len(layout["municipalities"]) * len(WORLDS) * len(ROLES)


def test_printed_cells_stand_beside_the_recomputed_ones(counted):
    rows = [(3, "4.1", "buiten", "aardam", "luisteraar", 6.5), (3, "4.1", "buiten", "aardam", "makelaar", 3.0),
            (3, "4.1", "buiten", "bosrade", "luisteraar", 8.0),
            (3, "4.1", "buiten", "bosrade", "makelaar", 2.0)]  # fmt: skip
    printed = pd.DataFrame(rows, columns=["table", "section", "world", "municipality", "role", "dots"])
    compared = compare_with_published(counted, printed).set_index(["municipality", "role"])
    assert compared["agreement"].to_dict() == {
        ("aardam", "luisteraar"): "equal",
        ("aardam", "makelaar"): "within_a_step",
        ("bosrade", "luisteraar"): "different",
        ("bosrade", "makelaar"): "different",
    }
    assert compared.loc[("aardam", "luisteraar"), "printed_column_sum"] == 9.5


def test_a_cell_that_differs_in_a_column_that_no_counts_can_print_is_impossible_as_printed(counted):
    rows = [(3, "4.1", "buiten", "aardam", "luisteraar", 6.5), (3, "4.1", "buiten", "aardam", "makelaar", 3.5),
            (3, "4.1", "buiten", "aardam", "verkenner", 1.5)]  # fmt: skip
    printed = pd.DataFrame(rows, columns=["table", "section", "world", "municipality", "role", "dots"])
    compared = compare_with_published(counted, printed).set_index("role")["agreement"]
    assert compared.to_dict() == {"luisteraar": "equal", "makelaar": "equal", "verkenner": "impossible_as_printed"}
    nearly = printed.assign(dots=[6.5, 3.5, 0.5])
    compared = compare_with_published(counted, nearly).set_index("role")["agreement"]
    assert compared["verkenner"] == "within_a_step"


def test_a_role_without_indicator_values_has_no_chance_to_be_coded_by_them():
    study = example_study()
    codebook = pd.concat([study.codebook, study.codebook.iloc[[0]].assign(code="v1", kind="value")], ignore_index=True)
    opportunities = count_opportunities(codebook, list(ROLES))
    assert opportunities["values"].to_list() == [1, 0, 0]
    assert opportunities["baseline_share"].to_list() == [1.0, 0.0, 0.0]


def preferred(*cells):
    """PREFERRED_ROLES of cells (world, municipality, role, segments), as plain rows."""
    counts = pd.DataFrame(cells, columns=["world", "municipality", "role", "segments"])
    found = find_preferred_roles(counts)
    return found.astype(object).where(found.notna(), None).to_numpy().tolist()


def test_the_preferred_role_has_the_most_codings_over_all_worlds_and_its_lead_over_the_next():
    found = preferred(
        ("buiten", "x", "a", 5), ("buiten", "x", "b", 1), ("buiten", "x", "c", 0),
        ("binnen", "x", "a", 1), ("binnen", "x", "b", 9), ("binnen", "x", "c", 4),
    )  # fmt: skip
    assert found == [["x", "b", 10, 20, 0.5, 4, False]]


def test_roles_that_tie_are_a_row_each_and_have_no_lead():
    found = preferred(("w", "x", "a", 3), ("w", "x", "b", 3), ("w", "x", "c", 2))
    assert found == [["x", "a", 3, 8, 0.375, 0, True], ["x", "b", 3, 8, 0.375, 0, True]]


def test_a_case_in_which_no_role_was_coded_is_a_row_without_a_role():
    found = preferred(("w", "x", "a", 0), ("w", "x", "b", 0), ("w", "y", "a", 2), ("w", "y", "b", 0))
    assert found == [["x", None, 0, 0, None, 0, False], ["y", "a", 2, 2, 1.0, 2, False]]


def test_a_role_without_others_leads_by_all_its_codings():
    assert preferred(("w", "x", "a", 4)) == [["x", "a", 4, 4, 1.0, 4, False]]


def test_a_study_that_prints_twenty_whole_dots_per_column_has_them_recomputed_and_compared_so():
    """Of the seven codings in one world the roles have 1, 6 and 0: 20/7 and 120/7 dots are 3 and 17 whole ones."""
    study = example_study()
    thresholds = {**study.settings["thresholds"], "dots_per_column": 20, "dot_step": 1}
    cells = {"role": ROLES, "dots": [4, 17, 0], "world": "buiten", "municipality": "bosrade"}
    printed = PUBLISHED_DOTS.check(pd.DataFrame({**cells, "table": 3, "section": "5.1"}))
    changed = replace(study, settings={**study.settings, "thresholds": thresholds}, published={"dots": printed})
    analysis = Analysis(release(changed))

    column = analysis.role_counts.query("world == 'buiten' and municipality == 'bosrade'")
    assert column["dots"].tolist() == [3, 17, 0]
    assert analysis.published_comparison["agreement"].tolist() == ["within_a_step", "equal", "equal"]
