import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.exchange.transcripts import canonical, canonical_text
from wijkresearch.exchange.transcripts.canonical import BEYOND_PAIRS

NASTY = st.text(
    st.sampled_from(
        "ab é e\u0301\u0323o\u0308\r\n\x0b\u2028\u00a0\u202f\u00ad\u200b\ufeff\u200d\x00😀👩👧\u1112\u1161\u11ab\u0345"
    ),
    max_size=30,
)


def test_what_is_changed_and_what_is_not() -> None:
    assert (
        canonical_text("\ufeffeen\r\ntwee\rdrie\u2028vier\u00a0vijf\u00ad\u200b\x00\n\n")
        == "een\ntwee\ndrie\nvier vijf"
    )
    assert canonical_text("  I: ja  \n\n\tR: 👩\u200d👧") == "  I: ja  \n\n\tR: 👩\u200d👧"
    assert canonical_text("e\u0301\u1112\u1161\u11ab") == "é한"


def test_a_passage_keeps_its_words_when_what_is_before_it_gets_shorter() -> None:
    original = "\ufeffCafe\u0301\r\nde wijk\u00adverbinder zegt\r\nja"
    made = canonical(original)
    start = original.index("wijk")
    assert made.text[slice(*made.positions.passage(start, start + len("wijk\u00adverbinder")))] == "wijkverbinder"


def test_a_position_inside_an_accented_letter_takes_in_the_whole_letter() -> None:
    made = canonical("xe\u0301y")
    assert made.positions.passage(1, 2) == (1, 2)
    assert made.positions.passage(2, 3) == (1, 2)


def test_a_passage_that_begins_or_ends_with_what_is_dropped_takes_no_letter_along() -> None:
    made = canonical("x\u200bwijk\u00ady")
    assert made.text[slice(*made.positions.passage(1, 7))] == "wijk"
    assert made.positions.passage(1, 2) == (1, 1)
    assert canonical("\u200bx").positions.passage(0, 1) == (0, 0)


def test_positions_outside_the_text_are_brought_to_its_edges() -> None:
    assert canonical("ab").positions.passage(-3, 99) == (0, 2)


@settings(deadline=None, max_examples=200)
@given(NASTY)
def test_doing_it_twice_changes_nothing_and_both_ways_agree(original: str) -> None:
    made = canonical(original)
    assert canonical_text(original) == made.text
    assert canonical_text(made.text) == made.text
    assert unicodedata.is_normalized("NFC", made.text)


@settings(deadline=None, max_examples=200)
@given(NASTY, NASTY, NASTY)
def test_a_passage_between_words_is_moved_to_the_normalised_passage(before: str, inside: str, after: str) -> None:
    passage = f"w{inside}w"
    original = f"{before} {passage} {after}|"
    made = canonical(original)
    start = len(before) + 1
    moved = made.text[slice(*made.positions.passage(start, start + len(passage)))]
    assert moved == canonical_text(passage)


def test_no_character_beyond_the_planes_that_are_searched_is_made_of_two_others() -> None:
    assert not any(unicodedata.decomposition(chr(code)) for code in range(BEYOND_PAIRS, 0x110000))
