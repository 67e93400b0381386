"""Sentences on whose reading counts and what another reading changes, for one, two and three coders."""

from types import SimpleNamespace

import pandas as pd

from wijkresearch.show.second_reading import say_double_coding, say_pairs, say_reading_changes, say_readings

CODERS = {"een": "Anna", "twee": "Bo", "drie": "Cas"}
PAIR_COLUMNS = [
    "first_coder",
    "second_coder",
    "documents",
    "codes",
    "differing",
    "lowest_alpha",
    "median_alpha",
    "highest_alpha",
]


def readings_of(*rows):
    return pd.DataFrame(rows, columns=["document", "reading", "other_coders"])


def test_documents_are_listed_by_whose_reading_counts_and_who_else_read_them():
    readings = readings_of(
        ("D1", "een", "twee, drie"), ("D2", "een", None), ("D3", "een", "twee, drie"), ("D4", None, None)
    )

    assert say_readings(readings, CODERS) == [
        "De uitkomsten rusten per document op één lezing:",
        "die van Anna (ook gecodeerd door Bo en Cas): 2 documenten (D1 en D3)",
        "die van Anna: 1 document (D2)",
        "door niemand gecodeerd: 1 document (D4)",
    ]


def test_where_coders_agreed_on_something_it_is_said_that_this_counts():
    readings = readings_of(("D1", "een", "twee"), ("D2", "een", None), ("D3", "een", "twee")).assign(
        settled=[3, None, 1]
    )

    assert (
        say_readings(readings, CODERS)[-1] == "wat na overleg is afgesproken, 4 beslissingen: 2 documenten (D1 en D3)"
    )
    assert say_readings(readings.iloc[1:], CODERS, language="en")[-1] == (
        "what was agreed after discussion, 1 decision: 1 document (D3)"
    )


def test_with_one_coder_it_is_said_that_there_is_no_second_reading():
    assert say_readings(readings_of(("D1", "een", None)), CODERS) == [
        "Er is geen tweede lezing: elk document is door één persoon gecodeerd. De uitkomsten rusten per "
        "document op één lezing:",
        "die van Anna: 1 document (D1)",
    ]


def test_the_ids_of_many_documents_end_in_a_number():
    many = readings_of(*((f"D{number}", "een", None) for number in range(1, 13)))
    assert say_readings(many, CODERS, language="en")[1] == (
        "that of Anna: 12 documents (D1, D2, D3, D4, D5, D6, D7, D8, D9, D10 and 2 more)"
    )


def test_what_each_other_coder_read_otherwise_has_a_sentence_and_each_pair_a_line():
    differing = pd.DataFrame(
        [("twee", "only_first"), ("twee", "boundaries"), ("drie", "only_second")],
        columns=["second_coder", "difference"],
    )
    pairs = pd.DataFrame(
        [("een", "twee", 4, 9, 2, 0.5, 0.75, 1.0), ("een", "drie", 1, 3, 0, None, None, None)], columns=PAIR_COLUMNS
    )
    compared = SimpleNamespace(disagreements=differing, documents=("D1", "D2"), left_out=(), coder_pairs=pairs)

    assert say_double_coding(compared, CODERS) == (
        "Meer dan één persoon codeerde 2 documenten (D1 en D2). "
        "De codering van Bo verschilt daar **2 keer** van de lezing waarop de uitkomsten rusten: coderingen die "
        "alleen in die lezing staan (1), die alleen Bo gaf (0) of die beide geven, maar met andere grenzen (1). "
        "De codering van Cas verschilt daar **1 keer** van de lezing waarop de uitkomsten rusten: coderingen die "
        "alleen in die lezing staan (0), die alleen Cas gaf (1) of die beide geven, maar met andere grenzen (0). "
        "Elk verschil staat met beide lezingen in `02_disagreements.csv`."
        "\n\nPer paar van codeurs:\n\n"
        "- Anna en Bo: 4 documenten, 2 van de 9 codes niet overal gelijk; α per code van 0,50 tot 1,00, mediaan "
        "0,75\n"
        "- Anna en Cas: 1 document, 0 van de 3 codes niet overal gelijk; α per code van – tot –, mediaan –"
    )
    assert say_pairs(pairs.head(1), CODERS) == ""


def test_without_a_document_of_two_people_nothing_is_said_of_agreement():
    nothing = pd.DataFrame(columns=["second_coder", "difference"])
    pairs = pd.DataFrame(columns=PAIR_COLUMNS)
    compared = SimpleNamespace(disagreements=nothing, documents=(), left_out=(), coder_pairs=pairs)

    assert say_double_coding(compared, CODERS) == (
        "Geen document is door twee mensen gecodeerd; over overeenstemming is dus niets te zeggen."
    )
    alike = SimpleNamespace(**{**vars(compared), "documents": ("D1",)})
    assert say_double_coding(alike, CODERS) == (
        "Meer dan één persoon codeerde 1 document (D1). Elke passage is daar hetzelfde gelezen."
    )


def test_documents_that_several_people_coded_and_that_have_no_text_are_named_as_not_compared():
    nothing = pd.DataFrame(columns=["second_coder", "difference"])
    pairs = pd.DataFrame(columns=PAIR_COLUMNS)
    compared = SimpleNamespace(disagreements=nothing, documents=(), left_out=("D1", "D2"), coder_pairs=pairs)
    said = "Door meer dan één persoon gecodeerd, maar zonder tekst om op te vergelijken: D1 en D2."
    assert say_double_coding(compared, CODERS).strip() == said
    beside = SimpleNamespace(**{**vars(compared), "documents": ("D3",)})
    assert say_double_coding(beside, CODERS).split("\n\n") == [
        said, "Meer dan één persoon codeerde 1 document (D3). Elke passage is daar hetzelfde gelezen.",
    ]  # fmt: skip


def test_what_every_other_reading_does_to_the_role_tables_has_a_sentence():
    rows = [
        ("twee", "dots", 0.5),
        ("twee", "dots", -1.0),
        ("twee", "segments", 3),
        ("drie", "dots", 0.0),
        ("drie", "dots", None),
    ]
    changes = pd.DataFrame(rows, columns=["reading", "number", "difference"])

    assert say_reading_changes(changes, CODERS) == (
        "Cellen die met de lezing van Bo veranderen: 2 van de 2. Het grootste verschil is, in bolletjes, "
        "1. Met de lezing van Cas verandert geen van de 2 cellen. Alle cellen staan in "
        "`04_second_reading.csv`."
    )
    assert say_reading_changes(changes.iloc[:0], CODERS) == (
        "Er is geen tweede lezing: elk document is door één persoon gecodeerd."
    )
