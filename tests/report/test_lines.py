"""A line of a document has the same number on every screen: it follows from the text and its turns alone."""

from hypothesis import given
from hypothesis import strategies as st

from wijkresearch.report.lines import WIDTH, lines_of, number_lines

TEXT = "I: Waarom hier?\nR: " + "woord " * 30 + "einde.\n\nR: Nee."
TURNS = [(3, 15), (19, 19 + 186), (TEXT.index("Nee."), len(TEXT))]


def test_a_turn_is_cut_between_words_and_its_speaker_has_no_line():
    lines = number_lines(TEXT, TURNS)
    shown = [TEXT[line.start : line.end] for line in lines]
    # 13 words of five letters and the blanks between them are 77 characters; a fourteenth would make 83
    assert shown == ["Waarom hier?", ("woord " * 13).strip(), ("woord " * 13).strip(), "woord " * 4 + "einde.", "Nee."]
    assert [(line.number, line.turn) for line in lines] == [(1, 0), (2, 1), (3, 1), (4, 1), (5, 2)]


def test_without_turns_every_paragraph_is_one_and_empty_lines_have_no_number():
    lines = number_lines("Eerst dit.\n\n  \nDan dat.")
    assert [(line.number, line.turn, line.start) for line in lines] == [(1, 0, 0), (2, 1, 15)]


@given(st.text(alphabet="ab \n", max_size=400))
def test_every_word_is_on_one_line_and_no_line_is_too_long(text):
    lines = number_lines(text)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all(line.end - line.start <= WIDTH for line in lines)
    assert "".join("".join(text[line.start : line.end].split()) for line in lines) == "".join(text.split())


def test_a_passage_has_the_lines_that_it_has_a_part_in_and_none_outside_the_turns():
    lines = number_lines(TEXT, TURNS)
    assert lines_of(lines, 20, 130) == (2, 3)
    assert lines_of(lines, 5, 6) == (1, 1)
    assert lines_of(lines, 0, 2) is None
