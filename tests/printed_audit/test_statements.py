import pandas as pd
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.printed_audit.statements import check_statements

DOCUMENTS = pd.DataFrame(
    [
        ("D1", "a", "interview", "Wijkregisseur", "connector"),
        ("D2", "a", "interview", "Wethouder", "alderman"),
        ("D3", "b", "interview", "Wijkregisseur", "connector"),
        ("D4", "b", "observation", "Team", "connector"),
    ],
    columns=["document", "municipality", "kind", "function", "perspective"],
)


def statements(*rows):
    columns = ["statement", "respondents", "of", "among", "code"]
    return pd.DataFrame(rows, columns=columns).assign(section="4")


def test_all_twenty_three_printed_counts_are_possible(published, documents):
    checked = check_statements(published["statements"], documents)
    assert len(checked) == 23
    assert checked["possible"].all()
    largest = checked.set_index("statement")["largest"]
    assert largest[["N01", "N02", "N03", "N12", "N13", "N21"]].tolist() == [5, 8, 15, 11, 3, 10]


@pytest.mark.parametrize(
    ("respondents", "of", "among", "possible"),
    [
        (3, 3, "all", True),
        (4, 3, "all", False),
        (3, 4, "all", False),
        (2, 2, "a", True),
        (2, 3, "a", False),
        (3, 3, "a b", True),
        (2, 2, "connector", True),
        (3, 3, "connector", False),
        (3, 3, "Wethouder; Wijkregisseur", True),
        (2, 2, "municipalities", True),
        (3, 3, "municipalities", False),
        (-1, 3, "all", False),
    ],
)
def test_a_number_above_its_group_or_a_group_above_the_register_is_impossible(respondents, of, among, possible):
    checked = check_statements(statements(("N1", respondents, of, among, "x")), DOCUMENTS)
    assert checked["possible"].tolist() == [possible]


def test_a_part_of_another_statement_cannot_be_larger_than_that_statement():
    checked = check_statements(statements(("N1", 2, 3, "all", "x"), ("N2", 3, 3, "N1", "y")), DOCUMENTS)
    assert checked["possible"].tolist() == [True, False]
    assert checked["largest"].tolist() == [3, 2]


def test_without_a_whole_the_interviews_of_the_group_are_taken():
    checked = check_statements(statements(("S1", 2, None, "a", None)), DOCUMENTS)
    assert checked[["of", "possible"]].to_numpy().tolist() == [[2, True]]


def test_an_unknown_group_is_refused_with_a_suggestion():
    with pytest.raises(StudyError) as error:
        check_statements(statements(("N1", 1, 3, "conector", "x")), DOCUMENTS)
    assert str(error.value) == (
        "1 problem:\n"
        "  statement N1: among is 'conector'; expected 'all', 'municipalities', a case, a perspective, functions, or a "
        "statement. Did you mean 'connector'?"
    )


def test_a_statement_that_is_a_part_of_itself_is_refused():
    with pytest.raises(StudyError) as error:
        check_statements(statements(("N1", 1, 3, "N2", "x"), ("N2", 1, 3, "N1", "x")), DOCUMENTS)
    assert str(error.value) == "1 problem:\n  statement N1: is a part of itself, through 'N1'."
