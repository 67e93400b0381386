import pytest

from wijkresearch.printed_audit.number_words import NUMBER_WORDS, whole_number


@pytest.mark.parametrize(
    ("word", "number"),
    [("één", 1), ("Vijftien", 15), ("eenentwintig", 21), ("tweeëndertig", 32), ("achtenveertig", 48), ("99", 99)],
)
def test_dutch_number_words_are_numbers(word, number):
    assert whole_number(word) == number


def test_every_number_up_to_ninety_nine_has_a_word():
    assert set(NUMBER_WORDS.values()) == set(range(100))
