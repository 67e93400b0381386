from time import process_time

from wijkresearch.exchange.refi_qda.naming import doubled_names, numbered


def test_a_number_behind_a_name_is_one_that_no_other_name_has() -> None:
    assert numbered(["A", "A (2)", "A", "A", ""], "case") == ["A", "A (2)", "A (3)", "A (4)", "case 5"]


def test_many_names_cost_no_more_than_their_number() -> None:
    began = process_time()
    assert len(set(numbered(["A"] * 20_000, "source"))) == 20_000
    assert list(doubled_names([str(number) for number in range(20_000)], ["A"] * 20_000)) == []
    assert process_time() - began < 2
