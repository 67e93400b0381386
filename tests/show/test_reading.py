import re

import pandas as pd
from lxml import html

from wijkresearch.show import reading
from wijkresearch.steps.role_tables import find_preferred_roles


def test_a_table_has_dutch_headings_decimal_commas_dashes_and_escaped_words():
    rows = pd.DataFrame({"a": ["x", "y"], "n": [1234.5, float("nan")], "yes": [True, False]})
    written = reading.html_table(
        rows,
        {"a": "Naam & zo", "n": "Aantal", "yes": "Ja?"},
        caption="Tabel <1>",
        words={"a": {"x": "Ix<"}},
    )
    assert written == (
        "<table><caption>Tabel &lt;1&gt;</caption><thead><tr>"
        '<th scope="col">Naam &amp; zo</th><th scope="col">Aantal</th><th scope="col">Ja?</th>'
        "</tr></thead><tbody>"
        '<tr><td>Ix&lt;</td><td class="number">1.234,5</td><td>ja</td></tr>'
        '<tr><td>y</td><td class="number">–</td><td>nee</td></tr>'
        "</tbody></table>"
    )


def test_a_table_in_a_notebook_has_dutch_headings_and_numbers_the_same_bytes_every_time_and_its_rows_within():
    rows = pd.DataFrame(
        [("x", "a", 3, 1240, 0.425, 2, False), ("y", None, 0, 0, float("nan"), 0, True)],
        columns=["municipality", "role", "segments", "case_segments", "share", "lead", "tie"],
    )
    rows = rows.astype({"segments": "Int64", "tie": "boolean"})
    words = {"municipality": {"x": "Aardam & zo"}, "role": {"a": "Fikser"}}
    shown = reading.show_table(rows, "preferred_roles", caption="Rollen <1>", words=words)
    page = html.fromstring(shown.to_html())
    assert page.find(".//caption").text == "Rollen <1>"
    assert [[cell.text for cell in row if cell.text] for row in page.iter("tr")] == [
        ["Gemeente", "Voorkeursrol", "Rolcoderingen", "Van alle rolcoderingen", "Aandeel", "Voorsprong", "Gedeeld"],
        ["Aardam & zo", "Fikser", "3", "1.240", "42,5%", "2", "nee"],
        ["y", "–", "0", "0", "–", "0", "ja"],
    ]
    again = reading.show_table(rows, "preferred_roles", caption="Rollen <1>", words=words)
    assert again.to_html() == shown.to_html()
    assert shown.data["Rolcoderingen"].tolist() == [3, 0]
    to_the_right = re.findall(r"\.col(\d) {\s+text-align: right;", shown.to_html())
    assert to_the_right == ["2", "3", "4", "5"]


def test_a_tie_for_the_preferred_role_names_both():
    rows = [("x", "a", 3, 7, True), ("x", "b", 3, 7, True), ("y", None, 0, 0, False), ("z", "c", 2, 3, False)]
    preferred = pd.DataFrame(rows, columns=["municipality", "role", "segments", "case_segments", "tie"])
    names = {"x": "Aardam", "y": "Bosrade", "z": "Cijsdorp"}
    said = reading.say_preferred_roles(
        preferred, roles={"a": "Fikser", "b": "Maker", "c": "Zoeker"}, municipalities=names
    )
    assert said == (
        "In Aardam delen de rollen **fikser en maker** de eerste plaats, elk met 3 van de 7 "
        "rolcoderingen. In Bosrade is geen enkele rol gecodeerd. In Cijsdorp is de rol **zoeker** het "
        "vaakst gecodeerd: 2 van de 3 rolcoderingen."
    )


def test_many_cases_are_told_by_the_role_that_leads_in_them():
    """Of seven cases three lead with one role, one with another, two tie and one has no role coding."""
    first = {"t": (3, 1), "u": (2, 2), "v": (0, 4), "w": (5, 0), "x": (0, 0), "y": (1, 1), "z": (6, 2)}
    rows = [(case, role, count) for case, counts in first.items() for role, count in zip("ab", counts, strict=True)]
    counts = pd.DataFrame(rows, columns=["municipality", "role", "segments"]).assign(world="w")
    preferred = find_preferred_roles(counts)

    said = reading.say_preferred_roles(
        preferred, roles={"a": "Fikser", "b": "Maker"}, municipalities={case: case.upper() for case in first}
    )

    assert said == (
        "- In 3 van de 7 gemeenten is de rol **fikser** het vaakst gecodeerd: T, W en Z.\n"
        "- In 1 van de 7 gemeenten is de rol **maker** het vaakst gecodeerd: V.\n"
        "- In 2 van de 7 gemeenten is meer dan één rol het vaakst gecodeerd: U en Y.\n"
        "- In 1 van de 7 gemeenten is geen enkele rol gecodeerd: X."
    )


def test_a_study_without_a_notice_gets_none():
    place = "Uitkomsten: `data/processed/s@a` en `reports/s@a`.\n\n"
    assert reading.say_notice({}, "s@a") == place
    assert reading.say_notice({"notice": "Verzonnen."}, "s@a") == f"> **Reconstructie.** Verzonnen.\n\n{place}"


def test_printed_counts_that_come_out_otherwise_are_named_with_both_numbers():
    counted = pd.DataFrame(
        [("N1", 3, 5, 3, 5, "equal"), ("N2", 4, 5, 2, 5, "different")],
        columns=["statement", "printed_respondents", "printed_of", "support", "asked", "agreement"],
    )
    assert reading.say_counted(counted) == (
        "Gedrukte tellingen die gelijk zijn aan de telling van de coderingen: 1 van de 2. Niet gelijk: N2 "
        "(gedrukt 4 van 5, opnieuw geteld 2 van 5)."
    )
