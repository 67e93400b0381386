import pytest

from wijkresearch.errors import StudyError
from wijkresearch.printed_audit.cases import compare_ratios


def test_one_case_is_about_sixty_percent_denser_than_the_other_two(published):
    ratios = compare_ratios(published["cases"], "inhabitants", "area_km2").set_index("municipality")
    assert ratios["ratio"].round(1).to_dict() == {
        "katwijk": 2138.3,
        "leidschendam-voorburg": 2182.8,
        "maassluis": 3488.4,
    }
    assert ratios.loc["maassluis", "above_others"] == pytest.approx(0.61, abs=0.01)


def test_inhabitants_per_official_follow_from_the_same_table(published):
    ratios = compare_ratios(published["cases"], "inhabitants", "officials").set_index("municipality")["ratio"]
    assert ratios.round(0).to_dict() == {"katwijk": 22202.0, "leidschendam-voorburg": 19438.0, "maassluis": 11768.0}


def test_a_case_without_others_has_nothing_to_be_compared_with(published):
    alone = published["cases"][published["cases"]["municipality"] == "katwijk"]
    assert compare_ratios(alone, "inhabitants", "area_km2")["above_others"].isna().all()


def test_a_measure_that_is_not_printed_is_refused(published):
    with pytest.raises(StudyError) as error:
        compare_ratios(published["cases"], "inhabitants", "area")
    assert str(error.value) == (
        "1 problem:\n"
        "  published/cases.csv: no 'area' is printed for katwijk, leidschendam-voorburg, maassluis; expected one of "
        "wards, officials, aldermen, council_seats, inhabitants, area_km2, department."
    )
