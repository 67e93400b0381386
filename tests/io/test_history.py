"""The history of a codebook, and when its codes were made, are held to the codebook and the cases."""

import pandas as pd
import pytest
from made_studies import write_study

from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.io.history import check_history
from wijkresearch.io.read import read_study
from wijkresearch.tables import CODEBOOK_HISTORY

CODES = {"praat": "aardam", "loopt": "bosrade", "zwijgt": None}
CODEBOOK = pd.DataFrame({"code": list(CODES), "since": pd.Series(list(CODES.values()), dtype="str")})
CASES = ["aardam", "bosrade"]
SOUND = [
    ("2024-03-01", None, "added", "zwijgt", None),
    ("2024-04-01", "aardam", "split", "praat", "kletst"),
    ("2024-04-02", "aardam", "added", "slentert", None),
    ("2024-05-01", "bosrade", "renamed", "wandelt", "slentert"),
    ("2024-05-02", "bosrade", "merged", "loopt", "wandelt rent"),
    ("2024-05-03", None, "redefined", "praat", None),
]


def problems(*changes, codebook=CODEBOOK):
    rows = pd.DataFrame(changes, columns=["date", "round", "change", "code", "came_from"]).assign(reason="Daarom")
    return [str(problem) for problem in check_history(codebook, CODEBOOK_HISTORY.check(rows), CASES)]


def test_a_history_that_the_codebook_bears_out_has_no_problems():
    assert problems(*SOUND) == []
    assert check_history(CODEBOOK, CODEBOOK_HISTORY.empty(), CASES) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("2024-03-01", None, "added", "zwijgd", None),
            "code 'zwijgd' is not in the codebook, and no row says what became of it. Did you mean 'zwijgt'?",
        ),
        (
            ("2024-03-01", "aardm", "redefined", "praat", None),
            "round 'aardm' is not known; expected one of aardam, bosrade. Did you mean 'aardam'?",
        ),
        (
            ("2024-03-01", "bosrade", "split", "praat", "kletst"),
            "code 'praat' was split in round 'bosrade'; expected its `since` in codebook.csv, 'aardam'.",
        ),
        (
            ("2024-03-01", None, "added", "praat", None),
            "code 'praat' was added in round (empty); expected its `since` in codebook.csv, 'aardam'.",
        ),
        (
            ("2024-03-01", None, "renamed", "praat", "zwijgt"),
            "code 'zwijgt' was renamed and is still in the codebook; expected a code that is gone. Take it out of "
            "codebook.csv, or out of came_from.",
        ),
        (
            ("2024-03-01", None, "merged", "praat", "kletst"),
            "came_from has 1 codes where the code was merged; expected two or more.",
        ),
        (
            ("2024-03-01", None, "redefined", "praat", "kletst"),
            "came_from has 1 codes where the code was redefined; expected none.",
        ),
        (
            ("2024-03-01", None, "renamed", "praat", None),
            "came_from has 0 codes where the code was renamed; expected one.",
        ),
    ],
)
def test_a_change_that_cannot_be_is_said_with_its_row(change, message):
    assert problems(change) == [f"codebook_history.csv row 2: {message}"]


def test_a_code_that_was_made_in_an_unknown_case_is_named():
    strange = CODEBOOK.assign(since=pd.Series(["ardam", None, None], dtype="str"))
    assert problems(codebook=strange) == [
        "codebook.csv code 'praat': since 'ardam' is not known; expected one of aardam, bosrade. Did you mean 'aardam'?"
    ]


def test_the_history_is_read_with_the_study_and_its_problems_are_told_with_the_others(tmp_path):
    study = example_study()
    folder = write_study(study, tmp_path)
    assert read_study(study.study, root=tmp_path).codebook_history.empty
    code = study.codebook["code"].iloc[0]
    lines = ["date,change,code,reason", f"2024-03-01,redefned,{code},Te ruim"]
    (folder / "codebook_history.csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        read_study(study.study, root=tmp_path)
    assert str(caught.value) == (
        "1 problem:\n  codebook_history.csv row 2: change is 'redefned'; expected one of added, split, merged, "
        "redefined, renamed. Did you mean 'redefined'?"
    )
    (folder / "codebook_history.csv").write_text("\n".join(lines).replace("redefned", "redefined"), encoding="utf-8")
    read = read_study(study.study, root=tmp_path)
    assert read.codebook_history["code"].tolist() == [code]
    write_study(read, tmp_path / "again")
    assert read_study(study.study, root=tmp_path / "again").codebook_history.equals(read.codebook_history)


def test_a_case_that_cannot_be_read_is_still_a_case_in_which_codes_were_made(tmp_path):
    study = example_study()
    folder = write_study(study, tmp_path)
    case, code = next(iter(study.municipality_names)), study.codebook["code"].iloc[0]
    lines = ["date,round,change,code,reason", f"2024-03-01,{case},added,{code},Te ruim"]
    (folder / "codebook_history.csv").write_text("\n".join(lines), encoding="utf-8")
    attributes = folder / case / "municipality.yml"
    attributes.write_text(attributes.read_text(encoding="utf-8").replace("phase: ", "fase: "), encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        read_study(study.study, root=tmp_path)
    assert {problem.where.partition(" ")[0] for problem in caught.value.problems} == {f"{case}/municipality.yml"}
