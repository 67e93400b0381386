from io import BytesIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkresearch.errors import StudyError
from wijkresearch.io.store import table_bytes
from wijkresearch.tables import ALL_TABLES, Column, Table

PETS = Table(
    name="pets",
    row="One animal.",
    key=("name",),
    columns=(
        Column("name", "text", "What it is called."),
        Column("legs", "whole", "How many legs."),
        Column("weight", "number", "In kilograms.", optional=True),
        Column("tame", "flag", "Is it tame?"),
        Column("kind", "text", "What it is.", ("cat", "dog")),
        Column("born", "date", "Day of birth.", optional=True),
    ),
)


def as_read(rows):
    """Rows as a spreadsheet reader hands them over: text, and the spreadsheet's row number as index."""
    return pd.DataFrame(rows, index=pd.Index(range(2, 2 + len(rows)), name="row"), dtype="str")


def test_text_from_a_spreadsheet_becomes_the_declared_kinds():
    checked = PETS.check(as_read([{"name": "Mies", "legs": "4", "weight": "3.5", "tame": "ja", "kind": "cat"}]))

    assert list(checked.columns) == PETS.column_names
    assert checked.loc[0, ["name", "legs", "weight", "tame"]].to_list() == ["Mies", 4, 3.5, True]
    assert pd.isna(checked.loc[0, "born"])


def test_a_number_has_twelve_significant_digits_and_nothing_is_taken_from_a_shorter_one():
    weights = [2 / 3, 200 / 3, 1e-20 / 3, -1234567890123.4, 0.1 + 0.2, 3.45, 1e300, None]
    rows = pd.DataFrame(
        {"name": list("abcdefgh"), "legs": 4, "weight": weights, "tame": True, "kind": "cat", "born": None}
    )

    checked = PETS.check(rows)["weight"]

    written = [0.666666666667, 66.6666666667, 3.33333333333e-21, -1234567890120.0, 0.3, 3.45, 1e300]
    assert checked.to_list()[:-1] == written
    assert pd.isna(checked.iloc[-1])


def test_whole_numbers_keep_every_digit():
    rows = pd.DataFrame({"name": ["a"], "legs": [2**53 - 1], "tame": True, "kind": "cat"})
    assert PETS.check(rows)["legs"].to_list() == [9007199254740991]


def test_every_problem_of_a_table_is_named_with_its_spreadsheet_row():
    rows = as_read(
        [
            {"name": "Mies", "legs": "four", "tame": "yes", "kind": "cta"},
            {"name": "Mies", "legs": "4.5", "tame": "perhaps", "kind": "dog", "born": "31-1-2020"},
            {"name": None, "legs": "4", "tame": "no", "kind": "dog"},
        ]
    )

    with pytest.raises(StudyError) as raised:
        PETS.check(rows, "pets.csv")

    assert str(raised.value).splitlines() == [
        "7 problems:",
        "  pets.csv row 4: name is empty; expected text.",
        "  pets.csv row 2: legs is 'four'; expected a whole number.",
        "  pets.csv row 3: legs is '4.5'; expected a whole number.",
        "  pets.csv row 3: tame is 'perhaps'; expected yes or no.",
        "  pets.csv row 2: kind is 'cta'; expected one of cat, dog. Did you mean 'cat'?",
        "  pets.csv row 3: born is '31-1-2020'; expected a date as YYYY-MM-DD.",
        "  pets.csv row 3: name 'Mies' occurs more than once; expected every key once. "
        "Remove or rename one of the rows.",
    ]


def test_missing_and_unknown_columns_are_named_together():
    with pytest.raises(StudyError) as raised:
        PETS.check(as_read([{"nmae": "Mies", "legs": "4", "tame": "yes", "kind": "cat"}]), "pets.csv")

    assert str(raised.value).splitlines() == [
        "2 problems:",
        "  pets.csv: column 'name' is missing. Is it the one called 'nmae'?",
        "  pets.csv: column 'nmae' is not known; expected one of name, legs, weight, tame, kind, born. "
        "Did you mean 'name'?",
    ]


def test_an_empty_text_is_a_missing_value():
    with pytest.raises(StudyError, match="name is empty"):
        PETS.check(as_read([{"name": "", "legs": "4", "tame": "yes", "kind": "cat"}]))


def test_checking_leaves_the_table_that_was_given_as_it_was():
    given_rows = as_read([{"name": "Mies", "legs": "4", "tame": "yes", "kind": "cat"}])
    before = given_rows.copy()

    PETS.check(given_rows)

    pd.testing.assert_frame_equal(given_rows, before)


@given(st.lists(st.tuples(st.text(min_size=1), st.integers(-5, 5), st.booleans()), unique_by=lambda row: row[0]))
def test_checking_twice_is_checking_once(rows):
    table = PETS.check(
        pd.DataFrame(
            [{"name": name, "legs": legs, "tame": tame, "kind": "cat"} for name, legs, tame in rows],
            columns=["name", "legs", "tame", "kind"],
        )
    )

    pd.testing.assert_frame_equal(PETS.check(table), table)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=5))
def test_what_a_step_hands_on_is_what_is_read_back_to_the_last_bit(weights):
    rows = pd.DataFrame({"name": range(len(weights)), "legs": 4, "weight": weights, "tame": True, "kind": "cat"})
    handed_on = PETS.check(rows)

    read_back = PETS.check(pd.read_csv(BytesIO(table_bytes(handed_on, PETS)), dtype="str"))

    assert read_back["weight"].to_list() == handed_on["weight"].to_list()


@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.name)
def test_every_declared_table_has_a_key_among_its_columns_and_explains_itself(table):
    assert set(table.key) <= set(table.column_names)
    assert len(set(table.column_names)) == len(table.column_names)
    assert all(column.meaning.rstrip().endswith((".", "?", "…")) for column in table.columns)
    assert table.row.endswith((".", "?", "…"))
    assert list(table.check(table.empty()).columns) == table.column_names


def test_what_is_done_to_a_table_without_rows_is_not_done_to_the_next_one():
    for made in (PETS.empty(), PETS.check(PETS.empty())):
        made["more"] = "x"
    assert list(PETS.empty().columns) == PETS.column_names


def test_no_two_tables_share_a_name():
    names = [table.name for table in ALL_TABLES]
    assert len(set(names)) == len(names)
