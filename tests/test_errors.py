from wijkresearch.errors import Problem, StudyError, did_you_mean


def test_an_error_lists_every_problem_once_in_the_order_found():
    second = Problem("b.csv row 3", "code 'fixer' is not in the codebook", remedy="Did you mean 'fikser'?")
    first = Problem("a.csv", "column 'code' is missing", "a column with codes")

    error = StudyError([first, second, first])

    assert str(error) == (
        "2 problems:\n"
        "  a.csv: column 'code' is missing; expected a column with codes.\n"
        "  b.csv row 3: code 'fixer' is not in the codebook. Did you mean 'fikser'?"
    )


def test_a_word_that_looks_like_nothing_known_gets_no_suggestion():
    assert did_you_mean("zzz", ["fikser", "bemiddelaar"]) == ""
