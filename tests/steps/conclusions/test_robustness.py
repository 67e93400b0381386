"""Verdicts judged again with somebody or something left out."""

from wijkresearch.steps.conclusions import compare_left_out


def found(robustness, without):
    rows = robustness[(robustness["without"] == without) & (robustness["phase"] == "derivation")]
    return rows.set_index("member")[["verdict", "asked", "support", "changes"]].to_numpy().tolist()


def test_without_each_respondent_the_one_who_carries_a_verdict_is_seen(make_town):
    people = [("een", "wijk", ["pro"])] * 3 + [("een", "raad", [])] * 2
    robustness = compare_left_out(*make_town(people).inputs)
    without = found(robustness, "respondent")
    assert without == [["partly_supported", 4, 2, True]] * 3 + [["supported", 4, 3, False]] * 2
    assert set(robustness["whole_verdict"]) == {"supported"}


def test_without_each_perspective_and_each_municipality(make_town, new_claim, new_composite):
    claim = new_claim(derived_from=["een", "twee"])
    whole = new_composite("P", composition={"all_of": ["C1"]})
    people = [("een", "wijk", ["pro"])] * 2 + [("een", "raad", ["pro"])] + [("twee", "raad", ["contra"])] * 2
    robustness = compare_left_out(*make_town(people, claim, whole).inputs)
    by_case = robustness[robustness["without"] == "municipality"]
    assert by_case[["claim", "member", "whole_verdict", "verdict"]].to_numpy().tolist() == [
        ["C1", "een", "mixed", "contradicted"],
        ["P", "een", "mixed", "contradicted"],
        ["C1", "twee", "mixed", "supported"],
        ["P", "twee", "mixed", "supported"],
    ]
    by_perspective = robustness[(robustness["without"] == "perspective") & (robustness["claim"] == "C1")]
    assert by_perspective[["member", "verdict", "asked"]].to_numpy().tolist() == [
        ["wijk", "contradicted", 3],
        ["raad", "supported", 2],
    ]
