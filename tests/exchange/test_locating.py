import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.exchange.locating import Haystack, Place, Searched

TEXT = "I: Ja, dat is zo.\nR: Het “loket” – zeg maar –\n  is dicht… Al een jaar.\nR: Ja, dat is zo."


def test_a_quote_is_found_exactly_where_it_stands() -> None:
    start = TEXT.index("is dicht")
    assert Haystack(TEXT).find("is dicht").place == Place(start, start + 8, exact=True)


@pytest.mark.parametrize(
    "quote",
    [
        'Het "loket" - zeg maar - is dicht...',
        "Het „loket” — zeg maar —\r\nis  dicht…",
        "Het “loket” – zeg maar –\n  is dicht…",
    ],
)
def test_white_space_and_typography_are_overlooked(quote: str) -> None:
    place = Haystack(TEXT).find(quote).place
    assert place is not None
    assert TEXT[place.start : place.end] == "Het “loket” – zeg maar –\n  is dicht…"


def test_a_quote_in_two_places_is_not_guessed_unless_the_line_tells() -> None:
    assert Haystack(TEXT).find("Ja, dat is zo.") == Searched(None, 2)
    place = Haystack(TEXT).find("Ja, dat is zo.", line=4).place
    assert place is not None
    assert place.start == TEXT.rindex("Ja")


def test_a_short_quote_is_a_whole_word() -> None:
    assert Haystack("al een jaar").find("ja") == Searched(None, 0)
    assert Haystack("al een jaar, ja").find("ja").place == Place(13, 15, exact=True)


def test_a_long_quote_may_begin_inside_a_word_as_a_careless_selection_does() -> None:
    assert Haystack("de wijkverbinder helpt").find("verbinder helpt").place == Place(7, 22, exact=True)


def test_an_accent_typed_apart_is_the_same_letter() -> None:
    text = "xx cafe\u0301 Ede"
    assert Haystack(text).find("café").place == Place(3, 8, exact=False)


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("R: Eén loket, dat helpt.", "Eén loket , dat helpt.", "Eén loket, dat helpt."),
        ("R: het (nieuwe) loket", "( nieuwe )", "(nieuwe)"),
        ("R: Ja.\nI: En nu?", "Ja.I: En nu?", "Ja.\nI: En nu?"),
        ("R: de wijkverbinder helpt", "de wijk verbinder helpt", "de wijkverbinder helpt"),
        ("R: het loket\nvoor wonen", "het loketvoor wonen", "het loket\nvoor wonen"),
        ("R: groenloket, dat is\nR: loket, dat is", "loket , dat is", "loket, dat is"),
    ],
)
def test_white_space_that_a_program_adds_or_drops_does_not_hide_a_quote(text: str, quote: str, found: str) -> None:
    place = Haystack(text).find(quote).place
    assert place == Place(text.rindex(found), text.rindex(found) + len(found), exact=False)
    assert Haystack(text).holds(place.start, place.end, quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("R: de deuren dicht", "de uren"),
        ("R: een jaar", "ja ar"),
        ("R: dat is zo", "datis"),
        ("R: een loket, dat kan", "oket , dat"),
        ("R: de wijk verbindt", "wijk , verbindt"),
    ],
)
def test_without_white_space_a_short_quote_still_has_whole_words_and_every_other_character(
    text: str, quote: str
) -> None:
    assert Haystack(text).find(quote) == Searched(None, 0)


def test_a_quote_with_added_white_space_that_is_there_twice_is_not_guessed() -> None:
    text = "R: ja, dat\nR: ja, dat"
    assert Haystack(text).find("ja , dat") == Searched(None, 2)
    place = Haystack(text).find("ja , dat", line=2).place
    assert place is not None
    assert place.start == text.rindex("ja")


def test_a_quote_that_is_not_there_or_empty_has_no_place() -> None:
    assert Haystack(TEXT).find("nergens") == Searched(None, 0)
    assert Haystack(TEXT).find("  ") == Searched(None, 0)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.sampled_from(["een", "twee", "“drie”", "vier…", "cafe\u0301", "😀"]), min_size=3, max_size=12),
    st.data(),
)
def test_whatever_is_found_reads_as_the_quote(words: list[str], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([" ", "\n", "  "])).join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[first:]).replace("“", '"').replace("”", '"').replace("…", "...")
    haystack = Haystack(text)
    searched = haystack.find(quote)
    assert searched.places >= 1
    if searched.place:
        assert haystack.holds(searched.place.start, searched.place.end, quote)
        assert text[searched.place.start : searched.place.end].split() == words[first:]
