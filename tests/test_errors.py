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


def test_what_is_the_same_in_many_places_is_one_line_with_a_count():
    same = [Problem(f"a.csv row {row}", "code 'x' is not known", remedy="Did you mean 'y'?") for row in range(2, 34)]
    few = [Problem(f"b.csv row {row}", "code is empty") for row in (2, 3)]
    assert str(StudyError([same[0], few[0], *same[1:], few[1]])) == (
        "34 problems:\n"
        "  a.csv row 2 and 31 more places: code 'x' is not known. Did you mean 'y'?\n"
        "  b.csv row 2: code is empty.\n"
        "  b.csv row 3: code is empty."
    )
