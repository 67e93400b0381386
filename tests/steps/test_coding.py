import pandas as pd
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.example import OUTSIDE_CODE, example_study
from wijkresearch.steps.coding import (
    count_code_frequencies,
    describe_documents,
    join_evidence,
    list_most_given,
    list_other_readers,
    list_readings,
    select_reading,
)
from wijkresearch.tables import DECISIONS


@pytest.fixture(scope="module")
def study():
    return example_study()


@pytest.fixture(scope="module")
def evidence(study):
    return join_evidence(study.segments, study.documents, study.codebook)


def test_the_join_keeps_every_row_and_adds_what_is_known(study, evidence):
    assert len(evidence) == len(study.segments)
    row = evidence[evidence["segment"] == evidence["segment"].iloc[0]].iloc[0]
    assert row["segment"] == f"{row['document']}:{row['start']}-{row['end']}"
    assert (row["document"], row["municipality"], row["kind"]) == ("D1", "aardam", "interview")


def test_no_text_travels_beyond_the_join(evidence):
    assert "quote" not in evidence.columns
    assert "memo" not in evidence.columns


def test_an_unknown_document_and_an_unknown_code_are_named_with_the_first_row_that_uses_them(study):
    segments = study.segments.copy()
    segments.loc[3, "document"] = "D99"
    segments.loc[[5, 6], "code"] = "makelar_binnen"

    with pytest.raises(StudyError) as raised:
        join_evidence(segments, study.documents, study.codebook)

    assert str(raised.value).splitlines() == [
        "2 problems:",
        "  segments row 4: document 'D99' is not in the register of documents.",
        "  segments row 6: code 'makelar_binnen' is not in the codebook. Did you mean 'makelaar_binnen'?",
    ]


def test_shuffled_segments_give_the_same_evidence(study, evidence):
    shuffled = study.segments.sample(frac=1, random_state=4)
    again = join_evidence(shuffled, study.documents, study.codebook)
    pd.testing.assert_frame_equal(again, evidence)


def test_a_passage_that_two_coders_gave_a_code_counts_once(evidence):
    doubled = pd.concat([evidence, evidence.assign(coder="drie")], ignore_index=True)
    pd.testing.assert_frame_equal(count_code_frequencies(doubled), count_code_frequencies(evidence))


def test_two_codes_on_one_passage_count_each(evidence):
    first = evidence["segment"].iloc[0]
    codes = set(evidence.loc[evidence["segment"] == first, "code"])
    assert codes == {"luisteraar_buiten", OUTSIDE_CODE}
    frequencies = count_code_frequencies(evidence)
    assert frequencies.query("document == 'D1' and code == 'weer_en_verkeer'")["segments"].item() == 2


def test_results_rest_on_the_first_listed_coder_of_each_document(evidence):
    reading = select_reading(evidence, ["een", "twee"])
    assert set(reading["coder"]) == {"een"}
    assert len(reading) == (evidence["coder"] == "een").sum()


def test_a_document_is_described_by_its_codings_passages_codes_and_role_codings():
    documents = pd.DataFrame(
        {"document": ["D1", "D2"], "municipality": "een", "function": "gids", "kind": ["interview", "observation"]}
    )
    rows = [
        ("D1", "D1:0-5", "a", "fikser", "binnen"),
        ("D1", "D1:0-5", "b", None, None),
        ("D1", "D1:7-9", "a", "fikser", "binnen"),
        ("D1", "D1:9-12", "waarde", "fikser", None),
    ]
    evidence = pd.DataFrame(rows, columns=["document", "segment", "code", "role", "world"])
    numbers = ["document", "codings", "passages", "codes", "role_codings"]
    assert describe_documents(evidence, documents)[numbers].to_numpy().tolist() == [
        ["D1", 4, 3, 3, 2],
        ["D2", 0, 0, 0, 0],
    ]


def test_the_codes_given_most_are_of_one_kind_without_role_codes_ties_by_the_codebook():
    codes = [
        ("rol", "open", "binnen"), ("drie", "open", None), ("een", "open", None), ("twee", "open", None),
        ("nooit", "open", None), ("rem", "barrier", None),
    ]  # fmt: skip
    codebook = pd.DataFrame(codes, columns=["code", "kind", "world"])
    codebook["label_nl"] = codebook["code"].str.upper()
    given = [("rol", 9), ("een", 2), ("twee", 1), ("twee", 1), ("drie", 1), ("rem", 8)]
    frequencies = pd.DataFrame(given, columns=["code", "segments"])
    listed = list_most_given(frequencies, codebook, kind="open", most=20)
    assert listed.to_numpy().tolist() == [["een", "EEN", 2], ["twee", "TWEE", 2], ["drie", "DRIE", 1]]
    assert list_most_given(frequencies, codebook, kind="open", most=1)["code"].tolist() == ["een"]


def test_a_document_coded_by_two_unlisted_people_is_never_decided_by_the_alphabet(evidence):
    others = [evidence[evidence["document"] == "D2"].assign(coder=coder) for coder in ("zoe", "anna")]
    mixed = pd.concat([evidence[evidence["document"] != "D2"], *others], ignore_index=True)

    with pytest.raises(StudyError) as raised:
        select_reading(mixed, ["een", "twee"])

    remedy = (
        "expected one of een, twee. Say who it is when you take the file over (`wijk import FILE --coder een`, or "
        "`--coder NAME=een` for each of several), or add a line with this id to `coders` in study.yml."
    )
    assert str(raised.value).splitlines() == [
        "2 problems:",
        f"  document D2: coder 'zoe' is not in study.yml; {remedy}",
        f"  document D2: coder 'anna' is not in study.yml; {remedy}",
    ]


@pytest.fixture(scope="module")
def three(evidence):
    """In D1 three people coded, in D2 the third alone; elsewhere as it was, and `vier` is listed and coded nothing."""
    own = evidence[evidence["coder"] == "een"]
    third = own[own["document"].isin(["D1", "D2"])].assign(coder="drie")
    second = own[own["document"] == "D1"].assign(coder="twee")
    return pd.concat([own[own["document"] != "D2"], second, third], ignore_index=True)


CODERS = ["een", "twee", "drie", "vier"]


def test_every_document_says_whose_reading_counts_and_who_else_coded_it(study, three):
    uncoded = three[three["document"] != "D3"]

    found = list_readings(uncoded, study.documents, CODERS).set_index("document")

    assert found.loc["D1", ["reading", "other_coders"]].tolist() == ["een", "twee, drie"]
    assert found.loc["D2", "reading"] == "drie"
    assert found.loc[["D2", "D4"], "other_coders"].isna().all()
    assert found.loc["D3", ["reading", "other_coders"]].isna().all()
    assert list(found.index) == list(study.documents["document"])


def test_another_reading_takes_the_place_of_the_usual_one_where_that_coder_coded(three):
    assert list_other_readers(three, CODERS) == ["twee", "drie"]
    others = {name: select_reading(three, sorted(CODERS, key=name.__ne__)) for name in ("twee", "drie")}
    read = {name: rows.groupby("document")["coder"].unique().str.join("+").to_dict() for name, rows in others.items()}
    assert [read["twee"][document] for document in ("D1", "D2", "D3")] == ["twee", "drie", "een"]
    assert [read["drie"][document] for document in ("D1", "D2", "D3")] == ["drie", "drie", "een"]


def test_where_every_document_has_one_coder_there_is_no_other_reading(three):
    assert list_other_readers(three[three["document"] != "D1"], CODERS) == []


SPANS = [
    ("D1", 0, 10, "praat", "een"),
    ("D1", 20, 30, "praat", "een"),
    ("D1", 20, 30, "zwijgt", "een"),
    ("D1", 50, 60, "loopt", "een"),
    ("D1", 25, 40, "praat", "twee"),
    ("D1", 70, 80, "fietst", "twee"),
    ("D2", 0, 10, "praat", "een"),
    ("D3", 0, 10, "praat", "twee"),
    ("D1", 20, 40, "praat", "agreed"),
    ("D1", 70, 80, "fietst", "agreed"),
    ("D3", 20, 30, "zwijgt", "agreed"),
]
"""In D1 the talk drew one passage of `praat` wider, took in `fietst` of the second, and took out `loopt`."""


@pytest.fixture(scope="module")
def talked():
    return pd.DataFrame(SPANS, columns=["document", "start", "end", "code", "coder"])


@pytest.fixture(scope="module")
def decisions():
    rows = [
        ("D1", 20, 40, "praat", "whole", "20..40"),
        ("D1", 50, 60, "loopt", "neither", None),
        ("D1", 70, 80, "fietst", "second", "70..80"),
        ("D3", 20, 30, "zwijgt", "whole", "20..30"),
    ]
    columns = ["document", "start", "end", "code", "decision", "given"]
    return DECISIONS.check(pd.DataFrame(rows, columns=columns))


def listed(reading):
    return [f"{row.document}:{row.start}-{row.end} {row.code} {row.coder}" for row in reading.itertuples()]


def test_what_was_decided_counts_where_it_was_talked_about_and_elsewhere_the_first_reading(talked, decisions):
    assert listed(select_reading(talked, ["agreed", "een", "twee"], decisions)) == [
        "D1:0-10 praat een",
        "D1:20-30 zwijgt een",
        "D2:0-10 praat een",
        "D3:0-10 praat twee",
        "D1:20-40 praat agreed",
        "D1:70-80 fietst agreed",
        "D3:20-30 zwijgt agreed",
    ]


def test_before_the_talk_every_document_is_as_its_first_coder_read_it(talked, decisions):
    before = select_reading(talked, ["een", "twee", "agreed"], decisions)
    assert listed(before) == [*listed(talked[talked["coder"] == "een"]), "D3:0-10 praat twee"]


def test_another_coder_is_read_without_decisions_and_elsewhere_they_stay(talked, decisions):
    other = talked[~((talked["document"] == "D3") & (talked["coder"] == "twee"))]
    other = pd.concat([other, talked[talked["document"] == "D3"].assign(coder="een").iloc[:1]], ignore_index=True)
    assert listed(select_reading(other, ["twee", "agreed", "een"], decisions)) == [
        "D1:25-40 praat twee",
        "D1:70-80 fietst twee",
        "D2:0-10 praat een",
        "D3:20-30 zwijgt agreed",
        "D3:0-10 praat een",
    ]


def test_a_document_that_only_has_agreed_codings_is_read_by_them(talked, decisions):
    alone = talked[(talked["document"] == "D3") & (talked["coder"] == "agreed")]
    assert listed(select_reading(alone, ["agreed", "een", "twee"], decisions)) == ["D3:20-30 zwijgt agreed"]


def test_what_was_agreed_on_is_counted_per_document_and_is_nobodys_reading(study, talked, decisions):
    found = list_readings(talked, study.documents, ["agreed", "een", "twee"], decisions).set_index("document")
    assert found.loc["D1", ["reading", "other_coders", "settled"]].tolist() == ["een", "twee", 3]
    assert found.loc["D3", ["reading", "settled"]].tolist() == ["twee", 1]
    assert found.loc["D2", ["other_coders", "settled"]].isna().all()
    assert list_other_readers(talked, ["agreed", "een", "twee"]) == ["twee"]
