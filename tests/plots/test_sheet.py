from io import BytesIO

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from wijkresearch.plots.sheet import blank_sheet, break_lines, sheet_as_svg, sheets_as_pdf, words_width, write_words

MM = 72 / 25.4


def test_a_sheet_is_measured_in_millimetres_from_the_upper_left_corner():
    figure, axes = blank_sheet((100, 50))

    assert figure.get_size_inches() * 25.4 == pytest.approx((100, 50))
    assert axes.transData.transform((0, 0)) == pytest.approx((0, figure.bbox.height))
    assert axes.transData.transform((100, 50)) == pytest.approx((figure.bbox.width, 0), abs=1e-9)


def test_the_width_of_words_is_the_width_that_is_drawn():
    figure, axes = blank_sheet()
    text = axes.text(10, 10, "Innovatieve ondernemer", fontsize=12, family="DejaVu Sans")

    drawn = text.get_window_extent().width / figure.dpi * 25.4

    assert words_width("Innovatieve ondernemer", 12) == pytest.approx(drawn, rel=0.03)


def test_a_word_is_broken_after_its_hyphen_and_nowhere_else():
    assert break_lines("Langzaam-Aan-Veen", 30, 12) == ["Langzaam-", "Aan-Veen"]
    assert break_lines("Onafbreekbaarheid", 5, 12) == ["Onafbreekbaarheid"]
    assert break_lines("  ", 30, 12) == []


@settings(max_examples=examples(40), deadline=None)
@given(
    words=st.lists(st.from_regex(r"[a-z]{1,9}(-[a-z]{1,9})?", fullmatch=True), min_size=1, max_size=8),
    width=st.integers(20, 80),
)
def test_lines_lose_no_letter_and_keep_to_the_width_where_their_parts_do(words, width):
    lines = break_lines(" ".join(words), width, 10)

    assert "".join(lines).replace(" ", "") == "".join(words)
    for line in lines:
        assert words_width(line, 10) <= width or " " not in line


def test_words_that_do_not_fit_are_written_smaller():
    _, axes = blank_sheet()

    used = write_words(axes, (10, 10), "Langzaam-Aan-Veen", size=20, width=40, most_lines=1)

    (text,) = axes.texts
    assert text.get_text() == "Langzaam-Aan-Veen"
    assert 6 <= text.get_fontsize() < 20
    assert words_width("Langzaam-Aan-Veen", text.get_fontsize()) <= 40
    assert used == pytest.approx(text.get_fontsize() / MM * 1.28)


def test_a_dollar_in_a_name_is_a_dollar():
    figure, axes = blank_sheet()
    write_words(axes, (10, 10), "a $x_1$ b", size=10, width=80)

    figure.draw_without_rendering()
    assert not axes.texts[0].get_parse_math()


def test_the_pages_of_a_pdf_keep_their_size_and_nothing_says_when_or_by_what_it_was_made():
    sheets = blank_sheet()[0], blank_sheet((100, 50))[0]

    content = sheets_as_pdf(sheets, title="Vel")

    reader = PdfReader(BytesIO(content))
    sizes = [(float(page.mediabox.width) / MM, float(page.mediabox.height) / MM) for page in reader.pages]
    assert sizes[0] == pytest.approx((297, 210), abs=0.01)
    assert sizes[1] == pytest.approx((100, 50), abs=0.01)
    assert dict(reader.metadata) == {"/Title": "Vel"}


def test_an_svg_keeps_its_size_and_says_nothing_of_when_or_by_what_it_was_made():
    content = sheet_as_svg(blank_sheet()[0], title="Vel").decode()

    assert 'width="841.889764pt" height="595.275591pt"' in content
    assert "<dc:date>" not in content
    assert "Matplotlib" not in content
