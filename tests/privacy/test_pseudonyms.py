"""Pseudonyms do not shift when others consent or new material comes after."""

from wijkresearch.privacy.pseudonyms import letters, name_municipalities, name_respondents


def test_a_case_that_is_added_at_the_end_leaves_the_others_as_they_were():
    cases = [f"plaats {number}" for number in range(30)]
    assert name_municipalities(cases[:29]).items() <= name_municipalities(cases).items()
    assert len(set(map(letters, range(1000)))) == 1000


def test_respondents_are_numbered_in_the_order_of_coding_and_observations_are_not(study):
    shuffled = study.documents.sample(frac=1, random_state=1)
    expected = {"D1": 1, "D2": 2, "D3": 3, "D5": 4, "D6": 5, "D7": 6}
    assert name_respondents(shuffled) == {document: f"respondent {place}" for document, place in expected.items()}
