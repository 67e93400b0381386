"""The whole way on the example study: passages, units, coefficients, disagreements, and what they do to results."""

import pandas as pd
import pytest

from wijkresearch.coder_agreement import (
    character_units,
    compare_coders,
    compare_readings,
    double_coded_documents,
    list_coded_passages,
    turn_units,
    unitizing_family,
)
from wijkresearch.example import ROLES, WORLDS, example_study
from wijkresearch.rigour.comparison import compare_pairs, pair_cases
from wijkresearch.rigour.fingerprints import list_outdated_codings
from wijkresearch.rigour.saturation import list_first_appearances, summarise_saturation, trace_saturation
from wijkresearch.steps.coding import join_evidence, select_reading
from wijkresearch.steps.role_tables import count_roles
from wijkresearch.tables import DOCUMENT_LENGTHS

CODERS = ("een", "twee")


@pytest.fixture(scope="module")
def study():
    return example_study()


@pytest.fixture(scope="module")
def evidence(study):
    return join_evidence(study.segments, study.documents, study.codebook)


@pytest.fixture(scope="module")
def lengths(study):
    rows = [(document, len(text)) for document, text in study.transcripts.items()]
    return DOCUMENT_LENGTHS.check(pd.DataFrame(rows, columns=["document", "characters"]))


def test_two_coders_are_compared_on_turns_and_on_characters(study, evidence, lengths):
    documents = double_coded_documents(evidence, CODERS)
    turns = turn_units(study.turns, documents=documents)
    characters = character_units(evidence, lengths, study.turns, documents=documents)

    on_turns = compare_coders(evidence, turns, coders=CODERS, seed=1, resamples=50)
    on_characters = compare_coders(evidence, characters, coders=CODERS, seed=1, resamples=50)

    assert on_turns.agreement["units"].unique().tolist() == [len(turns)]
    assert on_characters.agreement["units"].unique().tolist() == [characters["weight"].sum()]
    assert on_turns.disagreements.equals(on_characters.disagreements)
    assert (on_turns.disagreements["difference"] == "boundaries").any()


def test_no_reading_of_the_interview_is_in_what_comes_out(study, evidence, lengths):
    documents = double_coded_documents(evidence, CODERS)
    units = turn_units(study.turns, documents=documents)
    found = compare_coders(evidence, units, coders=CODERS, seed=1, resamples=20)
    strips = list_coded_passages(evidence, lengths, coders=CODERS, documents=documents)
    printed = " ".join(table.to_csv() for table in (found.agreement, found.pairs, found.disagreements, strips))

    for document in documents:
        for line in study.transcripts[document].splitlines():
            assert len(line) < 20 or line not in printed


def test_one_document_is_compared_on_where_its_passages_begin_and_end(evidence, lengths):
    document = double_coded_documents(evidence, CODERS)[0]
    here = evidence[(evidence["document"] == document) & (evidence["world"] == "buiten")]
    long = int(lengths.set_index("document").loc[document, "characters"])

    family = unitizing_family(here, length={document: long})

    assert family["value"].dropna().between(-1, 1).all()
    assert family["version"].tolist() == ["u", "|u", "cu"]


def test_another_reading_gives_other_role_tables_side_by_side(study, evidence):
    cases = list(study.municipalities["municipality"])
    shape = {"municipalities": cases, "worlds": list(WORLDS), "roles": list(ROLES)}
    own = evidence[evidence["coder"] == "een"]
    other = select_reading(evidence, ["twee", "een"])

    changes = compare_readings(
        count_roles(own, study.documents, **shape),
        count_roles(other, study.documents, **shape),
        key=["world", "municipality", "role"],
        numbers=["segments", "respondents"],
        reading="twee",
    )

    assert len(changes) == 2 * len(cases) * len(WORLDS) * len(ROLES)
    segments = changes[changes["number"] == "segments"]
    assert segments["first"].sum() == own.dropna(subset=["role", "world"]).drop_duplicates(["segment", "code"]).shape[0]
    assert segments["difference"].sum() == segments["second"].sum() - segments["first"].sum()
    assert (segments["difference"] < 0).any()


def test_saturation_comparison_and_fingerprints_take_the_tables_of_the_study(study, evidence):
    cases = list(study.municipalities["municipality"])

    curve = trace_saturation(evidence, study.documents, seed=1)
    summary = summarise_saturation(evidence, study.documents)
    first = list_first_appearances(evidence, study.data_structure, cases)
    beside = compare_pairs(evidence, study.data_structure, pair_cases(cases))

    assert curve.groupby("municipality").size().to_dict() == {
        "all": len(study.documents),
        **study.documents.groupby("municipality").size().to_dict(),
    }
    assert summary["codes"].iloc[0] == evidence["code"].nunique()
    assert set(first["axial_category"]) == set(study.data_structure["axial_category"])
    assert set(beside["code"]) <= set(study.data_structure["code"])
    assert list_outdated_codings(evidence, study.codebook)["state"].tolist() == ["changed"]
