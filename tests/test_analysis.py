"""Every result of the method comes from one analysis, and it stays as it was made."""

import subprocess
import sys
from dataclasses import FrozenInstanceError, replace
from functools import cached_property
from pathlib import Path

import pytest

import wijkresearch
from wijkresearch.analysis import Analysis, open_analysis
from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.io.store import processed_folder, table_bytes
from wijkresearch.privacy.release import release
from wijkresearch.processed import PROCESSED, STEPS
from wijkresearch.run import plan

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def made_up():
    """The analysis of a made-up study without claims and without anything printed."""
    return Analysis(release(example_study()))


@pytest.fixture
def with_claims(made_up_results):
    """A fresh analysis of the made-up study on disk, which has a claim."""
    return open_analysis("voorbeeld", root=made_up_results)


def test_the_files_of_every_step_are_declared_under_its_notebook_and_carry_its_number():
    assert list(STEPS) == [step.stem for step in plan.STEPS]
    assert {stem[:2] for step, files in STEPS.items() for stem in files if stem[:2] != step[:2]} == set()
    assert len(PROCESSED) == sum(len(files) for files in STEPS.values())


def test_results_stand_in_the_order_of_the_steps():
    first = {}
    for step, files in STEPS.items():
        for file in files.values():
            first.setdefault(file.result.partition(".")[0], step)
    in_order = [first[name] for name in vars(Analysis) if name in first]
    assert len(in_order) == len(first)
    assert in_order == sorted(in_order)


def test_every_result_says_what_it_is():
    results = {name: made for name, made in vars(Analysis).items() if isinstance(made, cached_property)}
    assert [name for name, made in results.items() if not name.startswith("_") and not made.__doc__] == []


def test_a_study_that_was_not_released_has_no_analysis():
    with pytest.raises(StudyError) as caught:
        Analysis(example_study())
    assert str(caught.value) == (
        "1 problem:\n  analysis: a RawStudy; expected a released study. "
        "Take what release(...) makes of it, or open_analysis."
    )


def test_an_analysis_is_not_changed_and_a_result_is_not_given(made_up):
    with pytest.raises(FrozenInstanceError):
        made_up.coders = ("twee",)
    with pytest.raises(FrozenInstanceError):
        made_up.role_counts = None


def test_who_changes_a_table_changes_their_own_copy_only(made_up):
    counts, double_coding = made_up.role_counts, made_up.double_coding
    counts["segments"] = 0
    counts.loc[0, "dots"] = 99
    double_coding.agreement["alpha"] = 1.0
    assert made_up.role_counts["segments"].sum() == 21
    assert made_up.role_counts.loc[0, "dots"] != 99
    assert (made_up.double_coding.agreement["alpha"] < 1).any()


def test_a_result_is_computed_once(made_up, monkeypatch):
    before = made_up.role_counts
    monkeypatch.setattr("wijkresearch.steps.role_tables.count_roles", None)
    assert made_up.role_counts.equals(before)


def test_conclusions_ask_neither_for_the_selection_of_cases_nor_for_agreement(with_claims):
    for stem in STEPS["05_conclusions"]:
        with_claims.table(stem)
    assert "verdicts" in vars(with_claims)
    assert {"candidates", "chosen_set", "specifications", "double_coding"} & set(vars(with_claims)) == set()


def test_another_reading_is_the_same_analysis_with_another_coder_first(made_up):
    again = made_up.read_by("twee")
    assert again.evidence.equals(made_up.evidence)
    # The second coder coded passages of D1; documents that only the first coder read stay as they were.
    coders = again.reading.groupby("document")["coder"].unique().map(list).to_dict()
    assert {document for document, read in coders.items() if read == ["twee"]} == {"D1"}
    assert {coder for read in coders.values() for coder in read} == {"een", "twee"}
    assert again.read_by("een").role_counts.equals(made_up.role_counts)


def test_an_unknown_coder_is_named_with_those_that_are_known(made_up):
    with pytest.raises(StudyError) as caught:
        made_up.read_by("twe")
    assert str(caught.value) == (
        "1 problem:\n  analysis: there is no coder 'twe'; expected one of een, twee. Did you mean 'twee'?"
    )


def test_a_study_with_one_coder_has_no_other_reading():
    study = example_study()
    one = replace(study, settings={**study.settings, "coders": study.settings["coders"][:1]})
    alone = Analysis(release(replace(one, segments=study.segments[study.segments["coder"] == "een"])))
    assert alone.other_readings == {}
    assert alone.role_changes.empty


def test_any_two_cases_can_be_compared_and_the_order_of_coding_decides_which_is_earlier(made_up):
    asked = made_up.compare_cases("bosrade", "aardam")
    assert asked[["earlier", "later"]].drop_duplicates().to_numpy().tolist() == [["aardam", "bosrade"]]
    assert asked.equals(made_up.constant_comparison)
    with pytest.raises(StudyError, match="municipality 'bosrad' has no evidence"):
        made_up.compare_cases("aardam", "bosrad")


def test_the_structure_before_a_case_is_had_by_its_name(made_up):
    codes = made_up.study.codebook.assign(origin="inductive")
    grown = Analysis(replace(made_up.study, codebook=codes))
    first = grown.interviews.sort_values("coding_order").drop_duplicates("code").set_index("code")["municipality"]
    given = set(first[first == "aardam"].index)
    left = grown.data_structure[~grown.data_structure["code"].isin(set(first.index) - given)]
    assert grown.data_structure_before("bosrade")["code"].tolist() == left["code"].tolist()
    assert set(grown.data_structure_before("aardam")["code"]) == set(grown.data_structure["code"]) - set(first.index)


def test_in_a_study_without_coded_interviews_there_is_nothing_to_compare(made_up):
    study = made_up.study
    observed = study.documents.loc[study.documents["kind"] == "observation", "document"]
    seen = study.segments[study.segments["document"].isin(observed)]
    only_seen = Analysis(replace(study, segments=seen))
    assert only_seen.cases_as_coded == ()
    assert only_seen.constant_comparison.empty
    assert only_seen.category_balance.empty
    assert only_seen.confirmations.empty
    assert only_seen.new_codes.empty


@pytest.fixture
def hidden():
    """A released study of which the second case may not be named."""
    study = example_study()
    study.documents.loc[study.documents["municipality"] == "bosrade", "consent_municipality"] = "pseudonym"
    return release(study)


def test_cases_are_chosen_from_the_released_study_by_their_public_ids(hidden):
    analysis = Analysis(hidden, "gemeente-b")
    assert analysis.study.municipality_names == {"gemeente-b": "Gemeente B"}
    assert analysis.role_counts["municipality"].unique().tolist() == ["gemeente-b"]
    assert list(analysis.whole.municipality_names) == ["aardam", "gemeente-b"]
    with pytest.raises(StudyError) as caught:
        Analysis(hidden, "bosrade")
    assert str(caught.value) == (
        "1 problem:\n  voorbeeld: municipality 'bosrade' is not in the study; expected one of aardam, gemeente-b."
    )


def test_the_candidates_beside_a_case_that_may_not_be_named_have_numbers_for_names(hidden):
    assert list(Analysis(hidden).candidates["municipality"]) == ["Aardam"]


def test_a_step_is_saved_with_exactly_the_tables_that_it_declares(with_claims, tmp_path):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    analysis = replace(with_claims, root=tmp_path)
    written = analysis.save("04_role_tables", "proef")
    folder = processed_folder("proef", tmp_path)
    assert sorted(path.stem for path in folder.iterdir()) == sorted(STEPS["04_role_tables"])
    assert [path.stem for path in written] == list(STEPS["04_role_tables"])
    counts = table_bytes(analysis.role_counts, PROCESSED["04_role_counts"].table)
    assert (folder / "04_role_counts.csv").read_bytes() == counts


def test_of_a_step_that_fails_nothing_is_written(made_up, tmp_path):
    with pytest.raises(StudyError, match="there are no published figures"):
        replace(made_up, root=tmp_path).save("02_coding", "proef")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_step_is_named_with_those_that_there_are(made_up):
    with pytest.raises(StudyError) as caught:
        made_up.save("04_role_table", "proef")
    assert str(caught.value) == (
        "1 problem:\n  analysis: there is no step '04_role_table'; expected one of 01_case_selection, 02_coding, "
        "03_axial_grouping, 04_role_tables, 05_conclusions. Did you mean '04_role_tables'?"
    )


def test_a_table_that_no_step_writes_is_named_with_the_one_that_was_meant(made_up):
    with pytest.raises(StudyError) as caught:
        made_up.table("04_role_count")
    said = str(caught.value)
    assert said.startswith("1 problem:\n  analysis: there is no table '04_role_count'; expected one of 01_set_rank, ")
    assert said.endswith("Did you mean '04_role_counts'?")


def test_the_package_has_a_face_that_costs_nothing_before_it_is_used():
    lines = [
        "import sys, wijkresearch",
        "before = 'pandas' in sys.modules",
        "from wijkresearch import open_analysis",
        "print(before, 'pandas' in sys.modules, open_analysis.__module__)",
    ]
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "wijkresearch.analysis"]


def test_every_name_of_the_face_is_there_and_another_is_not():
    assert {name: getattr(wijkresearch, name).__name__ for name in wijkresearch.__all__} == {
        name: name for name in wijkresearch.__all__
    }
    assert set(wijkresearch.__all__) <= set(dir(wijkresearch))
    with pytest.raises(AttributeError, match="has no attribute 'open_analysys'"):
        wijkresearch.open_analysys  # noqa: B018
