"""Everything on two coders in one go, on every unit, and nothing at all where one person coded."""

from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.coder_agreement import most_disputed_first
from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.rigour.double_coding import (
    code_domains,
    compare_domains,
    compare_double_coding,
    list_differing,
    units_of_documents,
)
from wijkresearch.steps.coding import join_evidence

CODERS = ("een", "twee")


@pytest.fixture(scope="module")
def study():
    """Every interview of the first case was coded by a second person, who called one role by another name."""
    made = example_study({("aardam", "luisteraar_buiten"): 6, ("aardam", "makelaar_buiten"): 4})
    first = made.segments[(made.segments["coder"] == "een") & (made.segments["code"] != "weer_en_verkeer")]
    second = first.assign(coder="twee")
    wrong = second.index[second["code"] == "makelaar_buiten"][0]
    second.loc[wrong, "code"] = "luisteraar_buiten"
    return replace(made, segments=pd.concat([first, second], ignore_index=True))


def evidence_of(study):
    return join_evidence(study.segments, study.documents, study.codebook)


def units_of(study):
    documents = sorted(study.segments["document"].unique())
    evidence = evidence_of(study)
    kinds = ("character", "sentence", "turn")
    return {unit: units_of_documents(study, evidence, documents, unit=unit) for unit in kinds}


def test_per_code_the_units_are_turns_and_the_list_of_differences_comes_with_the_number(study):
    compared = compare_double_coding(study, evidence_of(study), seed=1)

    assert compared.documents == ("D1", "D2", "D3", "D4")
    assert set(compared.agreement["units"]) == {14}  # ten coded turns, and in each of four documents one that is not
    assert set(compared.disagreements["code"]) == {"luisteraar_buiten", "makelaar_buiten"}
    # equally many turns differ, but the rarer code has the lower α and comes first
    assert list(compared.differing["code"]) == ["makelaar_buiten", "luisteraar_buiten"]
    assert set(compared.passages["coder"]) == set(CODERS)


def test_one_domain_of_exclusive_codes_has_a_value_on_every_unit_and_on_free_passages(study):
    found = compare_double_coding(study, evidence_of(study), seed=1).domains.set_index(["unit", "coefficient"])

    assert set(found["domain"]) == {"application"}
    assert list(found.index) == [
        ("character", "alpha"),
        ("sentence", "alpha"),
        ("turn", "alpha"),
        ("passage", "u_alpha"),
        ("passage", "binary_u_alpha"),
        ("passage", "cu_alpha"),
    ]
    assert found.loc[("turn", "alpha"), "units"] == 14
    assert found.loc[("sentence", "alpha"), "units"] == 28
    assert found.loc[("passage", "binary_u_alpha"), "value"] == 1  # they coded the same places
    assert found.loc[("passage", "cu_alpha"), "value"] < 1  # with another code in one of them
    # 14 turns, values a (6 and 7), b (4 and 3), none (4 and 4), one pair a-b: α = 1 - 27 * 2 / (784 - 13² - 7² - 8²)
    assert found.loc[("turn", "alpha"), "value"] == pytest.approx(1 - 27 * 2 / (784 - 169 - 49 - 64))


def test_where_a_unit_carries_several_codes_of_a_domain_sets_of_codes_are_compared(study):
    twice = study.segments[study.segments["code"] == "makelaar_buiten"].assign(code="makelaar_binnen")
    both = replace(study, segments=pd.concat([study.segments, twice], ignore_index=True))

    found = compare_domains(both, evidence_of(both), units_of(both), coders=CODERS, seed=1)

    assert list(zip(found["unit"], found["coefficient"], strict=True)) == [
        ("character", "mv_alpha"),
        ("sentence", "mv_alpha"),
        ("turn", "mv_alpha"),
    ]
    assert found["value"].between(0, 1).all()


def test_too_large_a_domain_with_several_codes_on_a_unit_says_why_it_has_no_value(study):
    twice = study.segments.assign(code="makelaar_binnen")
    many = study.codebook[study.codebook["code"] == "makelaar_binnen"]
    more = pd.concat([many.assign(code=f"extra_{number}") for number in range(13)])
    large = replace(
        study,
        codebook=pd.concat([study.codebook, more], ignore_index=True),
        segments=pd.concat([study.segments, twice], ignore_index=True),
    )

    found = compare_domains(large, evidence_of(large), units_of(large), coders=CODERS, seed=1)

    assert found["value"].isna().all()
    assert set(found["undefined"]) == {"a unit carries several codes of the domain, which holds too many for mvα"}


def test_a_domain_that_only_one_of_two_coders_used_says_why_passages_have_no_value(study):
    own = study.segments[(study.segments["coder"] == "een")].head(1).assign(code="weer_en_verkeer")
    more = replace(study, segments=pd.concat([study.segments, own], ignore_index=True))

    found = compare_domains(more, evidence_of(more), units_of(more), coders=CODERS, seed=1)

    passages = found[(found["domain"] == "open") & (found["unit"] == "passage")]
    assert passages["value"].isna().all()
    assert set(passages["undefined"]) == {"not every coder gave a code of the domain"}
    assert found[found["domain"] == "open"].iloc[0]["coefficient"] == "alpha"


def test_codes_with_a_role_and_a_world_are_a_domain_of_their_own():
    domains = code_domains(example_study().codebook)

    assert list(domains) == ["role", "application", "open"]
    assert (len(domains["application"]), domains["open"]) == (6, ["weer_en_verkeer"])


@pytest.mark.parametrize("coders", [["een"], ["een", "drie"]], ids=["one is listed", "the second coded nothing"])
def test_where_one_person_coded_every_table_is_empty(study, coders):
    alone = study.segments[study.segments["coder"] == "een"]
    settings = {**study.settings, "coders": [{"id": coder, "label_nl": coder} for coder in coders]}
    single = replace(study, segments=alone, settings=settings)

    compared = compare_double_coding(single, evidence_of(single), seed=1)

    assert compared.documents == ()
    tables = ("agreement", "pairs", "coder_pairs", "differing", "domains", "disagreements", "passages")
    assert [name for name in tables if len(getattr(compared, name))] == []


def test_the_same_coder_twice_is_compared_like_two_people(study):
    later = study.segments[study.segments["coder"] == "twee"].assign(coder="een later")
    settings = {**study.settings, "coders": [{"id": "een", "label_nl": "x"}, {"id": "een later", "label_nl": "y"}]}
    own = replace(
        study, settings=settings, segments=pd.concat([study.segments[study.segments["coder"] == "een"], later])
    )

    compared = compare_double_coding(own, evidence_of(own), seed=1)

    other = compare_double_coding(study, evidence_of(study), seed=1)
    pd.testing.assert_frame_equal(compared.agreement, other.agreement)


def test_a_kind_of_unit_that_does_not_exist_is_refused(study):
    with pytest.raises(StudyError) as problem:
        units_of_documents(study, evidence_of(study), ["D1"], unit="word")

    assert str(problem.value) == (
        "1 problem:\n  units: 'word' is not known; expected one of character, sentence, turn."
    )


def test_codes_read_alike_everywhere_are_no_differences():
    rows = pd.DataFrame(
        {"code": ["c", "a", "b"], "coders": 2, "units": 80, "documents": 4, "percent": [0.9, 1.0, 0.8], "alpha": 0.5}
    )

    assert list(list_differing(rows)["code"]) == ["b", "c"]


def test_no_more_differing_codes_are_listed_than_a_picture_holds():
    codes = [f"c{number:02}" for number in range(40)]
    rows = pd.DataFrame({"code": codes, "coders": 2, "units": 80, "documents": 4, "percent": 0.5, "alpha": 0.5})

    assert list(list_differing(rows)["code"]) == codes[:30]


def test_what_is_disputed_most_is_talked_of_first():
    rows = pd.DataFrame(
        [
            ("D1:0-10", 0, 10, "a", "only_first", 0.0),
            ("D1:20-90", 20, 90, "a", "boundaries", 0.9),
            ("D1:100-130", 100, 130, "a", "only_second", 0.0),
            ("D2:0-5", 0, 5, "a", "only_first", 0.0),
            ("D2:0-5", 0, 5, "b", "only_second", 0.0),
        ],
        columns=["passage", "start", "end", "code", "difference", "shared"],
    ).assign(first_coder="A", first_reading="a", second_coder="B", second_reading="b", document="D1")

    ordered = most_disputed_first(rows)

    # two codes in dispute; then 30, 10 and 7 characters that only one of them coded
    assert list(ordered["passage"]) == ["D2:0-5", "D2:0-5", "D1:100-130", "D1:0-10", "D1:20-90"]
