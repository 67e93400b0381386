import pytest

from wijkresearch.errors import StudyError
from wijkresearch.io.standards import read_standard, read_standard_sources, read_standards


@pytest.mark.parametrize(
    ("standard", "computed", "prefilled", "person"),
    [("coreq", 12, 10, 10), ("srqr", 6, 6, 9), ("tracy", 3, 2, 3), ("jars_qual", 5, 6, 7), ("top", 3, 4, 1)],
)
def test_every_item_says_how_far_it_can_be_filled_in(standard, computed, prefilled, person):
    ways = read_standard(standard)["way"].value_counts()
    assert (ways["computed"], ways["prefilled"], ways["person"]) == (computed, prefilled, person)


def test_coreq_has_thirty_two_items_and_srqr_twenty_one():
    assert read_standard("coreq")["item"].tolist() == [str(number) for number in range(1, 33)]
    assert read_standard("srqr")["item"].tolist() == [f"S{number}" for number in range(1, 22)]


def test_every_standard_has_a_source_with_a_doi():
    sources = read_standard_sources().set_index("standard")
    assert list(sources.index) == list(read_standards())
    assert sources["source"].str.contains(r"doi 10\.\d+/").all()


def test_what_a_person_or_a_prefilled_item_needs_is_said():
    for items in read_standards().values():
        assert items.loc[items["way"] != "computed", "task_nl"].notna().all()
        assert items.loc[items["way"] != "person", "answer_nl"].notna().all()
        assert items.loc[items["way"] == "person", "answer_nl"].isna().all()


def test_an_unknown_standard_is_refused_with_a_suggestion():
    with pytest.raises(StudyError) as error:
        read_standard("corek")
    assert str(error.value) == (
        "1 problem:\n  reporting standards: there is no 'corek'; expected one of coreq, srqr, tracy, jars_qual, top. "
        "Did you mean 'coreq'?"
    )
