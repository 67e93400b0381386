import shutil
from pathlib import Path

import pandas as pd
import pytest
from made_studies import write_case

from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.io import read
from wijkresearch.tables import ROLE_COUNTS


@pytest.fixture
def project(written, tmp_path, monkeypatch):
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    shutil.copytree(written, tmp_path, dirs_exist_ok=True)
    return tmp_path / "data" / "raw" / "voorbeeld"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_study_that_was_written_is_read_back_as_it_was(project):
    made, back = example_study(), read.read_study("voorbeeld")

    pd.testing.assert_frame_equal(back.codebook, made.codebook)
    pd.testing.assert_frame_equal(back.data_structure, made.data_structure)
    pd.testing.assert_frame_equal(back.municipalities, made.municipalities)
    keys = ["document", "start", "end", "code", "coder"]
    pd.testing.assert_frame_equal(
        back.segments.sort_values(keys, ignore_index=True), made.segments.sort_values(keys, ignore_index=True)
    )
    assert dict(back.transcripts) == dict(made.transcripts)


def test_every_problem_of_every_file_is_listed_in_one_message(project):
    change(project / "study.yml", "title:", "titel:")
    with pytest.raises(StudyError) as raised:
        read.read_study("voorbeeld")
    assert str(raised.value) == (
        "2 problems:\n"
        "  study.yml line 1: 'titel' is not known. Did you mean 'title'?\n"
        "  study.yml: 'title' is missing. Is it the one called 'titel'?"
    )

    change(project / "study.yml", "titel:", "title:")
    change(project / "aardam" / "segments.csv", "makelaar_buiten", "makelar_buiten")
    change(project / "aardam" / "documents.csv", "wethouder", "wethuder")
    change(project / "bosrade" / "municipality.yml", "phase: derivation", "phase: derivasion")
    change(project / "codebook.csv", "luisteraar_buiten,Luisteraar – buiten", "luisteraar_buiten ,Luisteraar – buiten")
    with pytest.raises(StudyError) as raised:
        read.read_study("voorbeeld")
    lines = str(raised.value).splitlines()
    assert (
        "  bosrade/municipality.yml line 2: phase is 'derivasion'; expected one of derivation, test. "
        "Did you mean 'derivation'?" in lines
    )
    assert (
        "  aardam/documents.csv row 3: perspective 'wethuder' is not known; expected one of wijkverbinder, wethouder, "
        "overig. Did you mean 'wethouder'?" in lines
    )
    assert any(
        "code 'makelar_buiten' is not in the codebook. Did you mean 'makelaar_buiten'?" in line for line in lines
    )


@pytest.mark.parametrize("file", ["aardam/documents.csv", "codebook.csv"])
def test_what_others_name_of_a_table_that_was_refused_is_not_told_again(project, file):
    change(project / file, (project / file).read_text(encoding="utf-8").partition("\n")[0], "x")
    with pytest.raises(StudyError) as caught:
        read.read_study("voorbeeld")
    assert {problem.where.partition(" row")[0] for problem in caught.value.problems} == {file}


def test_an_attribute_that_somebody_names_is_kept_as_typed_and_written_back(project, tmp_path):
    change(project / "aardam" / "municipality.yml", "wards:", "coalitie: links\nsinds: 2019\nleeg:\nwards:")
    back = read.read_study("voorbeeld")
    named = [["aardam", "coalitie", "links"], ["aardam", "sinds", "2019"]]
    assert back.attributes.to_numpy().tolist() == named
    assert back.only(["bosrade"]).attributes.empty
    write_case(back, "aardam", tmp_path)
    assert "coalitie: links" in (tmp_path / "aardam" / "municipality.yml").read_text(encoding="utf-8")


def test_a_slip_of_a_known_setting_is_no_attribute_and_one_with_several_values_is_none_either(project):
    typed = "provnce: Zeeland\nretentoin: 10\ncoalitie: [links, rechts]\nwards:"
    change(project / "aardam" / "municipality.yml", "wards:", typed)
    with pytest.raises(StudyError) as raised:
        read.read_study("voorbeeld")
    assert str(raised.value) == (
        "3 problems:\n"
        "  aardam/municipality.yml line 4: 'provnce' is not known. Did you mean 'province'?\n"
        "  aardam/municipality.yml line 5: 'retentoin' is not known. Did you mean 'retention_years' of study.yml?\n"
        "  aardam/municipality.yml line 6: coalitie is a list; expected text."
    )


def test_a_passage_that_is_no_longer_what_was_coded_is_refused_without_printing_it(project):
    transcript = project / "aardam" / "transcripts" / "D1.txt"
    text = transcript.read_text(encoding="utf-8")
    transcript.write_text("X" + text[1:5] + "Y" + text[5:], encoding="utf-8")
    with pytest.raises(StudyError) as raised:
        read.read_study("voorbeeld")
    message = str(raised.value)
    assert "aardam/segments.csv row 2: the text at D1:" in message
    assert "is not the passage that was coded. The transcript changed after coding" in message
    assert text.split(": ")[1][:20] not in message


def test_a_text_that_changed_outside_the_coded_passages_is_read(project):
    transcript = project / "aardam" / "transcripts" / "D1.txt"
    text = transcript.read_text(encoding="utf-8")
    transcript.write_text(f"{text}spreker 1: Nog iets.\n", encoding="utf-8")
    assert len(read.read_study("voorbeeld").transcripts["D1"]) > len(text)


def test_a_passage_beyond_the_end_of_its_text_is_refused(project):
    (project / "aardam" / "transcripts" / "D1.txt").write_text("Kort.\n", encoding="utf-8")
    with pytest.raises(StudyError, match=r"after the end of D1; expected at most 5"):
        read.read_study("voorbeeld")


def test_codings_typed_in_a_dutch_excel_are_read_and_what_was_assumed_is_said(project):
    path = project / "bosrade" / "segments.csv"
    rows = pd.read_csv(path, dtype="str")
    path.write_bytes(b"\xef\xbb\xbf" + rows.to_csv(index=False, sep=";", lineterminator="\r\n").encode())
    study = read.read_study("voorbeeld")
    assert any(
        said.startswith("bosrade/segments.csv: ") and "semicolons" in said for said in map(str, study.assumptions)
    )


def test_a_document_that_two_municipalities_register_is_named(project):
    change(project / "bosrade" / "documents.csv", "D5,", "D1,")
    shutil.rmtree(project / "bosrade" / "transcripts")
    with pytest.raises(
        StudyError, match=r"document 'D1' is also in aardam/documents.csv; expected every document once"
    ):
        read.read_study("voorbeeld")


def test_two_files_with_codings_are_not_mixed(project):
    shutil.copy(project / "bosrade" / "segments.csv", project / "bosrade" / "extra.qdpx")
    with pytest.raises(StudyError, match=r"more than one file with codings: segments.csv, extra.qdpx; expected one"):
        read.read_study("voorbeeld")


def test_a_new_municipality_is_a_folder_and_nothing_else(project):
    made = example_study(
        {("aardam", "makelaar_buiten"): 2, ("bosrade", "makelaar_buiten"): 1, ("cijsdorp", "makelaar_binnen"): 3}
    )
    write_case(made, "cijsdorp", project)
    assert list(read.read_study("voorbeeld").municipalities["municipality"]) == ["aardam", "bosrade", "cijsdorp"]


def test_some_of_the_municipalities_of_a_study_can_be_chosen(project):
    study = read.read_study("voorbeeld").choose("bosrade")
    assert set(study.documents["municipality"]) == {"bosrade"}
    assert set(study.segments["document"]) <= set(study.documents["document"])
    with pytest.raises(StudyError, match=r"municipality 'bosrad' is not in the study; .* Did you mean 'bosrade'\?"):
        read.read_study("voorbeeld").choose("bosrad")


def test_a_misspelled_study_is_suggested(project):
    with pytest.raises(StudyError, match=r"there is no study 'vorbeeld'; expected one of voorbeeld. Did you mean"):
        read.read_study("vorbeeld")


def test_an_earlier_step_that_was_not_run_is_named(project):
    with pytest.raises(StudyError) as raised:
        read.read_processed("voorbeeld", "04_role_counts", ROLE_COUNTS)
    expected = "data/processed/voorbeeld: 04_role_counts.csv is absent. Run notebook 04 first, or `wijk run`."
    assert str(raised.value) == f"1 problem:\n  {expected}"


def test_interview_text_never_shows_in_what_a_study_prints(project):
    study = read.read_study("voorbeeld")
    assert study.transcripts["D1"][:9] not in repr(study)
    assert repr(study) == "RawStudy('voorbeeld': 2 municipalities, 8 documents, 25 codings)"


def test_coders_whom_study_yml_does_not_name_are_a_problem_each_with_the_remedy(project):
    place = project / "aardam" / "segments.csv"
    rows = pd.read_csv(place, dtype="str", keep_default_na=False)
    rows.loc[1, "coder"], rows.loc[2:3, "coder"], rows.loc[4, "coder"] = (
        "Een",
        "Anna de Wit",
        "wat zij zei was heel anders",
    )
    rows.to_csv(place, index=False)

    with pytest.raises(StudyError) as raised:
        read.read_study("voorbeeld")

    remedy = (
        "Say who it is when you take the file over (`wijk import FILE --coder een`, or `--coder NAME=een` for each of "
        "several), or add a line with this id to `coders` in study.yml."
    )
    found = "is not in study.yml; expected one of een, twee."
    assert str(raised.value).splitlines() == [
        "3 problems:",
        f"  aardam/segments.csv row 3: coder 'Een' {found} Did you mean 'een'? {remedy}",
        f"  aardam/segments.csv row 4: coder 'Anna de Wit' {found} {remedy}",
        f"  aardam/segments.csv row 6: coder [a text of 27 characters] {found} {remedy}",
    ]


def test_a_transcript_that_is_not_there_is_told_with_where_its_name_stands(project):
    (project / "aardam" / "transcripts" / "D1.txt").unlink()
    with pytest.raises(StudyError) as raised:
        read.read_study("voorbeeld")
    assert str(raised.value) == (
        "1 problem:\n  aardam/transcripts/D1.txt: there is no such file. Put the file there, or correct its name under "
        "`file` in documents.csv."
    )


@pytest.mark.parametrize("kept", ["untold", "observation"])
def test_no_perspective_is_called_what_is_kept_for_documents_without_one(project, kept):
    change(project / "study.yml", "- id: overig\n", f"- id: {kept}\n  label_nl: Anders\n- id: overig\n")
    with pytest.raises(StudyError, match=f"a perspective is called '{kept}', which is kept for documents without one"):
        read.read_study("voorbeeld")


def test_a_line_in_study_yml_makes_somebody_a_coder(project):
    change(project / "study.yml", "- id: twee\n", "- id: drie\n  label_nl: Drie\n- id: twee\n")
    place = project / "aardam" / "segments.csv"
    rows = pd.read_csv(place, dtype="str", keep_default_na=False).assign(coder="drie")
    rows.drop_duplicates(["document", "start", "end", "code"]).to_csv(place, index=False)

    found = read.read_study("voorbeeld")

    assert found.ids("coders") == ["een", "drie", "twee"]
    assert set(found.only(["aardam"]).segments["coder"]) == {"drie"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("010", "'010'; expected a whole number from 0. Write 10."),
        ("66.607", "'66.607'; expected a whole number from 0. Write 66607."),
        ("66:07", "'66:07'; expected a whole number from 0."),
        ("yes", "'yes'; expected a whole number from 0."),
        ("-4", "'-4'; expected a whole number from 0."),
        (".inf", "'.inf'; expected a whole number from 0."),
        ("1e30", "'1e30'; expected a whole number from 0."),
        ("[4]", "a list; expected a whole number from 0."),
    ],
)
def test_a_number_that_yaml_would_read_as_another_one_is_refused_with_what_to_write(project, typed, found):
    path = project / "aardam" / "municipality.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(at for at, line in enumerate(lines) if line.startswith("wards:"))
    lines[number] = f"wards: {typed}"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(StudyError) as raised:
        read.read_study("voorbeeld")
    assert str(raised.value) == f"1 problem:\n  aardam/municipality.yml line {number + 1}: wards is {found}"


def test_a_decimal_comma_in_settings_gets_what_to_write(project):
    path = project / "aardam" / "municipality.yml"
    text = path.read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if line.startswith("area_km2:"))
    change(path, old, "area_km2: 18,11")
    with pytest.raises(StudyError, match=r"area_km2 is '18,11'; expected a number from 0.01. Write 18.11.$"):
        read.read_study("voorbeeld")


@pytest.mark.parametrize("day", ["2024-02-30", "9999-01-01", "0001-01-01", "2024-13-01"])
def test_a_day_that_does_not_exist_is_refused(project, day):
    path = project / "aardam" / "documents.csv"
    rows = pd.read_csv(path, dtype="str", keep_default_na=False)
    rows.loc[1, "signed_on"] = day
    rows.to_csv(path, index=False)
    found = f"aardam/documents.csv row 3: signed_on is '{day}'; expected a date as YYYY-MM-DD."
    with pytest.raises(StudyError) as raised:
        read.read_study("voorbeeld")
    assert str(raised.value.problems[0]) == found


def test_a_withdrawal_before_the_signature_is_a_slip(project):
    path = project / "aardam" / "documents.csv"
    rows = pd.read_csv(path, dtype="str", keep_default_na=False).assign(signed_on="2024-04-01", withdrawn_on="")
    rows.loc[0:1, "withdrawn_on"] = ["2024-03-31", "2024-04-01"]
    rows.to_csv(path, index=False)
    with pytest.raises(StudyError) as raised:
        read.read_study("voorbeeld")
    assert str(raised.value) == (
        "1 problem:\n  aardam/documents.csv row 2: withdrawn_on 2024-03-31 is before signed_on 2024-04-01; "
        "expected a later day. Correct the date that is wrong."
    )


@pytest.mark.parametrize("number", ["1e30", "inf", "-inf", "1e400"])
def test_a_number_that_no_file_can_hold_is_refused_in_a_whole_column_too(project, number):
    path = project / "aardam" / "documents.csv"
    rows = pd.read_csv(path, dtype="str", keep_default_na=False).assign(coding_order=number)
    rows.to_csv(path, index=False)
    with pytest.raises(StudyError, match=r"row 2: coding_order is '.*'; expected a whole number from 1\."):
        read.read_study("voorbeeld")


def test_a_code_that_is_its_own_ancestor_is_refused(project):
    path = project / "codebook.csv"
    rows = pd.read_csv(path, dtype="str", keep_default_na=False)
    rows.loc[0, "parent"] = rows.loc[0, "code"]
    rows.to_csv(path, index=False)
    code = rows.loc[0, "code"]
    with pytest.raises(StudyError, match=rf"codes stand under each other in a circle: {code} ← {code}"):
        read.read_study("voorbeeld")


def test_two_cases_of_one_name_and_ids_that_differ_in_capitals_only_are_refused(project):
    change(project / "bosrade" / "municipality.yml", "name: Bosrade", "name: AARDAM")
    change(project / "study.yml", "- id: twee\n", "- id: Een\n")
    with pytest.raises(StudyError) as raised:
        read.read_study("voorbeeld")
    found = [str(problem).partition(";")[0] for problem in raised.value.problems]
    assert "study.yml coders: coder 'Een' differs only in capitals from 'een'" in found
    assert "municipality.yml: municipality 'AARDAM' stands twice" in found
