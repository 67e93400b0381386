import pandas as pd

from wijkresearch.show import reading


def test_a_table_has_dutch_headings_decimal_commas_dashes_and_escaped_words():
    rows = pd.DataFrame({"a": ["x", "y"], "n": [1234.5, float("nan")], "share": [0.425, 1.0], "yes": [True, False]})
    html = reading.html_table(
        rows,
        {"a": "Naam & zo", "n": "Aantal", "share": "Aandeel", "yes": "Ja?"},
        caption="Tabel <1>",
        percentages=["share"],
        words={"a": {"x": "Ix<"}},
    )
    assert html == (
        "<table><caption>Tabel &lt;1&gt;</caption><thead><tr>"
        '<th scope="col">Naam &amp; zo</th><th scope="col">Aantal</th><th scope="col">Aandeel</th>'
        '<th scope="col">Ja?</th>'
        "</tr></thead><tbody>"
        '<tr><td>Ix&lt;</td><td class="number">1.234,5</td><td class="number">42,5%</td><td>ja</td></tr>'
        '<tr><td>y</td><td class="number">–</td><td class="number">100%</td><td>nee</td></tr>'
        "</tbody></table>"
    )


def test_a_tie_for_the_preferred_role_names_both():
    rows = [("x", "a", 3), ("x", "b", 3), ("x", "c", 1), ("y", "a", 0)]
    counts = pd.DataFrame(rows, columns=["municipality", "role", "segments"])
    said = reading.say_preferred_roles(
        counts, roles={"a": "Fikser", "b": "Maker", "c": "Zoeker"}, municipalities={"x": "Aardam", "y": "Bosrade"}
    )
    assert said == (
        "In Aardam zijn samen **fikser en maker** het vaakst gecodeerd: 3 van 7 rolcoderingen. "
        "In Bosrade is geen enkele rol gecodeerd."
    )


def test_a_study_without_a_notice_gets_none():
    assert reading.say_notice({}) == ""
    assert reading.say_notice({"notice": "Verzonnen."}) == "> **Reconstructie.** Verzonnen.\n\n"


def test_printed_counts_that_come_out_otherwise_are_named_with_both_numbers():
    counted = pd.DataFrame(
        [("N1", 3, 5, 3, 5, "equal"), ("N2", 4, 5, 2, 5, "different")],
        columns=["statement", "printed_respondents", "printed_of", "support", "asked", "agreement"],
    )
    assert reading.say_counted(counted) == (
        "Van de 2 gedrukte tellingen komen er 1 gelijk uit de coderingen. "
        "Anders: N2 (gedrukt 4 van 5, herteld 2 van 5)."
    )
