import pandas as pd
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.printed_audit.rankings import check_rankings, guaranteed_gaps, repair_cells

LV = "leidschendam-voorburg"


def verdicts(checked, ranking):
    rows = checked[checked["ranking"] == ranking]
    return dict(zip(zip(rows["source"], rows["world"], strict=True), rows["verdict"], strict=True))


def test_the_least_attention_to_the_mediator_does_not_follow_from_table_3_and_is_a_tie_in_table_4(published):
    checked = check_rankings(published["rankings"], published["dots"])
    assert verdicts(checked, "rang-3") == {
        ("printed", "leefwereld"): "does not follow",
        ("printed", "systeemwereld"): "tied",
        ("printed", "summed"): "tied",
    }
    row = checked[(checked["ranking"] == "rang-3") & (checked["world"] == "leefwereld")].iloc[0]
    assert (row["number"], row["rival_number"], row["rival_roles"]) == (2.5, 2.0, "fikser")


def test_the_three_leading_roles_follow_from_every_table(published):
    checked = check_rankings(published["rankings"], published["dots"])
    assert set(checked.loc[checked["ranking"] != "rang-3", "verdict"]) == {"follows"}


def test_other_figures_give_another_verdict(published):
    dots = published["dots"].copy()
    dots.loc[(dots["municipality"] == LV) & (dots["role"] == "bemiddelaar"), "dots"] = 0.5
    assert set(verdicts(check_rankings(published["rankings"], dots), "rang-3").values()) == {"follows"}


def test_a_ranking_of_an_unknown_role_is_refused(published):
    rankings = published["rankings"].head(1).assign(role="fixer")
    with pytest.raises(StudyError) as error:
        check_rankings(rankings, published["dots"])
    assert str(error.value) == (
        "1 problem:\n"
        "  ranking rang-1, printed, leefwereld: there is no number for role 'fixer' in case 'maassluis'; expected one "
        "of fikser, innovatieve_ondernemer, bruggenbouwer, bemiddelaar."
    )


def test_rounding_leaves_half_a_dot_of_every_lead_uncertain(published):
    gaps = guaranteed_gaps(published["dots"]).set_index(["municipality", "world"])["certain_gap_points"]
    assert gaps.to_dict() == {
        ("katwijk", "leefwereld"): 15.0,
        (LV, "leefwereld"): 10.0,
        ("maassluis", "leefwereld"): 25.0,
        ("katwijk", "systeemwereld"): 0.0,
        (LV, "systeemwereld"): 15.0,
        ("maassluis", "systeemwereld"): 30.0,
    }


def test_one_half_dot_for_the_mediator_is_the_only_single_cell_that_fits_table_3_and_both_sentences(published):
    repairs = repair_cells(published["rankings"], published["dots"])
    fitting = repairs[(repairs["world"] == "leefwereld") & (repairs["rankings"] == repairs["rankings_that_follow"])]
    assert fitting[["municipality", "role", "printed", "repaired"]].to_numpy().tolist() == [
        [LV, "bemiddelaar", 2.5, 0.5]
    ]


def test_columns_that_add_up_need_no_repair_and_no_cell_goes_below_zero(published):
    repairs = repair_cells(published["rankings"], published["dots"])
    assert set(repairs["municipality"]) == {LV}
    assert (repairs["repaired"] >= 0).all()
    tall = published["dots"].assign(dots=[1.0, 1.0, 1.0, 12.0] * 6)
    assert set(repair_cells(published["rankings"], tall)["printed"]) == {12.0}


def test_a_single_world_is_compared_as_it_is(published):
    one = published["dots"][published["dots"]["world"] == "leefwereld"]
    checked = check_rankings(published["rankings"], one)
    assert set(checked["world"]) == {"leefwereld", "summed"}


def test_a_column_of_one_role_ranks_nothing():
    dots = pd.DataFrame([("buiten", "aardam", "makelaar", 10.0)], columns=["world", "municipality", "role", "dots"])
    ranking = {"ranking": "rang-1", "section": "4.2", "municipality": "aardam", "role": "makelaar", "rank": "most"}
    assert check_rankings(pd.DataFrame([ranking]), dots).empty
