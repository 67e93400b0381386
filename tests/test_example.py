"""The made-up study is as awkward as it says, and the further cases do to a study's claims what they say."""

import shutil
from pathlib import Path

import pytest
from made_studies import FURTHER_CASES, further_case, write_case, write_study

from wijkresearch.analysis import Analysis, open_analysis
from wijkresearch.example import COUNTS, OUTSIDE_CODE, example_study
from wijkresearch.io.read import read_study
from wijkresearch.privacy.release import release

ROOT = Path(__file__).parents[1]
STUDY = "wijkverbinders"
CHANGES = {
    "confirms": "stands",
    "contradicts": "falls",
    "too_little": "cannot_be_judged",
    "silent": "not_found_there",
}


@pytest.fixture(scope="module")
def shipped():
    return read_study(STUDY, root=ROOT)


@pytest.fixture(scope="module")
def before(shipped):
    return Analysis(release(shipped)).verdicts


@pytest.fixture(scope="module", params=list(FURTHER_CASES))
def extended(request, shipped, tmp_path_factory):
    """A stance, and the analysis of the study with that case's folder beside the others."""
    root = tmp_path_factory.mktemp(request.param)
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    new = further_case(shipped, request.param)
    write_case(new, FURTHER_CASES[request.param], root / "data" / "raw" / STUDY)
    return request.param, open_analysis(STUDY, root=root)


def test_a_further_case_is_read_as_a_folder_like_any_other(shipped, extended):
    stance, analysis = extended
    study = analysis.study
    assert list(study.municipalities["municipality"]) == [
        *shipped.municipalities["municipality"],
        FURTHER_CASES[stance],
    ]
    assert study.municipalities["phase"].iloc[-1] == "test"
    assert len(study.segments) > len(shipped.segments)


def test_a_further_case_leaves_the_verdicts_of_the_cases_before_it_alone(before, extended):
    _, analysis = extended
    after = analysis.verdicts
    derived = after[after["phase"] == "derivation"].reset_index(drop=True)
    assert derived.equals(before[before["phase"] == "derivation"].reset_index(drop=True))


def test_a_further_case_confirms_contradicts_is_silent_or_has_too_little_to_tell(shipped, extended):
    """Claims that hold on the cases they came from; what is about certain municipalities is not tested elsewhere."""
    stance, analysis = extended
    changes = analysis.case_changes.set_index("claim")
    changes = changes[changes["municipality"] == FURTHER_CASES[stance]]
    kinds = shipped.claims["claims"].set_index("claim")["kind"]
    general = kinds[kinds.isin(["prevalence", "composite"])].index
    held = changes[changes["derivation_verdict"] != "contradicted"].index.intersection(general)
    expected = CHANGES[stance]
    found = changes.loc[held, "change"]
    # Who never mediates cannot be asked whether mediating is easy of access (statement N12 is among those of N11), and
    # where nobody speaks of a role, nothing can be said of how contact ends.
    unasked = {"contradicts": {"C12"}, "silent": {"C12", "E3", "A2", "H1"}}.get(stance, set())
    assert len(held) > 40
    assert {claim: change for claim, change in found.items() if change != expected} == dict.fromkeys(
        unasked, "cannot_be_judged"
    )


def test_a_case_that_contradicts_outweighs_one_that_confirms(shipped, tmp_path):
    """All four further cases at once: each claim is tested on the three that can tell."""
    shutil.copytree(ROOT / "data" / "raw" / STUDY, tmp_path / "data" / "raw" / STUDY)
    for stance, municipality in FURTHER_CASES.items():
        write_case(further_case(shipped, stance), municipality, tmp_path / "data" / "raw" / STUDY)
    analysis = open_analysis(STUDY, root=tmp_path)
    assert len(analysis.study.municipalities) == 7
    replication = analysis.replication.set_index("claim")
    assert replication.loc["C17", ["test_cases", "test_supported", "replication"]].tolist() == [3, 1, "contradicted"]


def test_a_further_case_has_its_own_column_in_every_role_table(extended):
    stance, analysis = extended
    study, counts = analysis.study, analysis.role_counts
    own = counts[counts["municipality"] == FURTHER_CASES[stance]]
    assert len(own) == len(study.ids("worlds")) * len(study.ids("roles"))
    assert (own["column_segments"] > 0).all() == (stance != "silent")
    assert own["interviews"].unique().tolist() == [1 if stance == "too_little" else 5]


def test_the_example_has_exactly_the_counts_that_were_asked_for():
    """The first coder's passages per case and code, but for the one extra code that makes it awkward."""
    study = example_study()
    joined = study.segments.merge(study.documents[["document", "municipality"]], on="document")
    first = joined[joined["coder"] == "een"].groupby(["municipality", "code"]).size().to_dict()
    first["aardam", OUTSIDE_CODE] -= 1
    assert first == COUNTS


def test_the_example_is_awkward_by_default():
    study = example_study()
    segments, codes = study.segments, study.codebook.set_index("code")
    passage = ["document", "start", "end"]
    given = codes.loc[segments["code"], "role"].dropna()
    assert set(study.ids("roles")) - set(given) == {"verkenner"}
    assert COUNTS["aardam", "luisteraar_binnen"] == COUNTS["aardam", "makelaar_binnen"]
    assert (segments.groupby(passage)["coder"].nunique() == 2).any()
    assert (segments[segments["coder"] == "een"].groupby(passage)["code"].nunique() == 2).any()
    assert codes.loc[OUTSIDE_CODE, ["role", "world"]].isna().all()
    assert OUTSIDE_CODE in set(segments["code"])
    assert OUTSIDE_CODE not in set(study.data_structure["code"])
    observations = study.documents.loc[study.documents["kind"] == "observation", "document"]
    assert study.turns[study.turns["document"].isin(observations)].groupby("document")["speaker"].nunique().max() > 1


def test_the_example_is_the_same_each_time_and_survives_being_written_and_read(tmp_path):
    study = example_study()
    assert example_study().segments.equals(study.segments)
    write_study(study, tmp_path)
    again = read_study("voorbeeld", root=tmp_path)
    assert dict(again.transcripts) == dict(study.transcripts)
    assert len(again.segments) == len(study.segments)
