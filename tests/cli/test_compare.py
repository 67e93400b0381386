"""A coding of one's own beside the study's: what it agrees on, and what it changes."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import yaml
from made_studies import tables_of_claims, write_study

from wijkresearch.cli import main
from wijkresearch.cli.compare import as_json_text, compare_codings, comparison_as_text, find_codings
from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.io.read import read_study
from wijkresearch.privacy.release import release
from wijkresearch.tables import SEGMENTS

ROOT = Path(__file__).parents[2]
CLAIM = {
    "id": "C1",
    "text": {"nl": "Er wordt geluisterd", "en": "There is listening"},
    "answers": "hoofdvraag",
    "kind": "prevalence",
    "support": ["luisteraar_buiten"],
    "counter": ["makelaar_binnen"],
    "eligible": {"kind": "interview", "municipalities": ["aardam"]},
    "rule": {"min_respondents": 3, "min_label": "typical"},
    "derived_from": ["aardam"],
}


@pytest.fixture
def study(tmp_path):
    """Every one of the three interviews in Aardam and its observation has one passage on listening outside."""
    made = example_study({("aardam", "luisteraar_buiten"): 4})
    (tmp_path / "claims.yml").write_text(yaml.safe_dump([CLAIM]), encoding="utf-8")
    first = made.segments[made.segments["coder"] == "een"]
    return replace(
        made,
        segments=first[first["code"] != "weer_en_verkeer"],
        claims=tables_of_claims(tmp_path / "claims.yml", made.codebook),
    )


@pytest.fixture
def own(study):
    """The same passages, read as brokering inside in D1, D2 and D3; D4 was not coded."""
    segments = study.segments[study.segments["document"] != "D4"]
    return SEGMENTS.check(segments.assign(code="makelaar_binnen", coder="student"))


def test_the_same_coding_changes_nothing(study):
    compared = compare_codings(release(study), study.segments.assign(coder="twin"), coder="twin")
    assert compared.documents == ("D1", "D2", "D3", "D4")
    assert set(compared.verdicts["change"]) == {"unchanged"}
    assert set(compared.roles["difference"].dropna()) == {0}
    assert compared.disagreements.empty
    assert compared.agreement["alpha"].tolist() == [1.0]


def test_another_reading_moves_role_counts_and_turns_a_verdict_around(study, own):
    compared = compare_codings(release(study), own, coder="student")
    roles = compared.roles[(compared.roles["number"] == "segments") & (compared.roles["difference"] != 0)]
    assert roles[["row", "first", "second"]].to_numpy().tolist() == [
        ["binnen · aardam · makelaar", 0, 3],
        ["buiten · aardam · luisteraar", 4, 1],
    ]
    overall = compared.verdicts[compared.verdicts["scope"] == "overall"]
    assert overall[["before", "after", "change"]].to_numpy().tolist() == [["supported", "contradicted", "weaker"]]
    assert compared.disagreements["passage"].nunique() == 3


def test_what_differs_is_said_in_dutch_without_any_text_of_an_interview(study, own):
    compared = compare_codings(release(study), own, coder="student")
    said = comparison_as_text(compared)
    assert "student naast het onderzoek, documenten: 3 (D1, D2, D3)" in said
    assert "Anders gelezen passages: 3, de meest omstreden eerst." in said
    assert "Krippendorffs α per teken" in said
    assert "- binnen · aardam · makelaar: passages 0 → 3" in said
    assert "- C1 (overall, all): ondersteund → tegengesproken" in said
    words = {word for document in study.transcripts for word in study.transcripts[document].split() if len(word) > 6}
    assert words
    assert not words & {*said.split(), *as_json_text(compared).split()}


def test_the_comparison_can_be_had_as_json(study, own):
    tables = json.loads(as_json_text(compare_codings(release(study), own, coder="student")))
    assert list(tables) == ["coder", "unit", "documents", "agreement", "disagreements", "roles", "verdicts"]
    assert tables["verdicts"][0]["after"] == "contradicted"


def test_no_number_is_printed_without_the_passages_behind_it_and_both_readings(study, own):
    compared = compare_codings(release(study), own, coder="student")
    lines = comparison_as_text(compared).splitlines()
    first = compared.disagreements.iloc[0]["passage"]
    place = lines.index(f"- {first}: luisteraar_buiten (alleen het onderzoek), makelaar_binnen (alleen deze codeur)")
    assert lines[place + 1 : place + 3] == ["    het onderzoek: luisteraar_buiten", "    student: makelaar_binnen"]
    listed = [line.split(": ")[0] for line in lines if line.startswith("- D")]
    assert listed == [f"- {passage}" for passage in compared.disagreements["passage"].drop_duplicates()]


def test_of_many_passages_the_first_are_listed_and_it_is_said_how_to_get_the_rest(study, own):
    compared = compare_codings(release(study), own, coder="student")
    many = pd.concat([compared.disagreements.assign(passage=f"D1:{n}-{n + 9}") for n in range(25)])
    lines = comparison_as_text(replace(compared, disagreements=many)).splitlines()
    assert sum(line.startswith("- D1:") for line in lines) == 20
    assert "- en nog meer passages (5): `wijk compare … --json` geeft ze allemaal." in lines


@pytest.mark.parametrize(("unit", "units"), [("turn", 6), ("sentence", 12)])
def test_agreement_is_computed_on_the_units_that_were_asked_for(study, own, unit, units):
    compared = compare_codings(release(study), own, coder="student", unit=unit)
    assert set(compared.agreement["units"]) == {units}  # per document a coded turn and one that nobody coded
    words = {"turn": "per beurt", "sentence": "per zin"}
    assert words[unit] in comparison_as_text(compared)


def test_a_unit_that_does_not_exist_is_refused(study, own):
    with pytest.raises(StudyError) as error:
        compare_codings(release(study), own, coder="student", unit="turns")
    assert str(error.value) == (
        "1 problem:\n  units: 'turns' is not known; expected one of character, sentence, turn. Did you mean 'turn'?"
    )


def test_a_document_that_the_study_has_no_coding_of_changes_nothing(study, own):
    uncoded = replace(study, segments=study.segments[study.segments["document"] != "D1"])
    compared = compare_codings(release(uncoded), own, coder="student")
    assert compared.documents == ("D2", "D3")
    moved = compared.roles[(compared.roles["number"] == "segments") & (compared.roles["difference"] != 0)]
    assert moved[["row", "first", "second"]].to_numpy().tolist() == [
        ["binnen · aardam · makelaar", 0, 2],
        ["buiten · aardam · luisteraar", 3, 1],
    ]


def test_codings_of_other_documents_than_the_study_has_coded_are_refused(study, own):
    uncoded = replace(study, segments=study.segments[study.segments["document"] == "D4"])
    with pytest.raises(StudyError) as error:
        compare_codings(release(uncoded), own, coder="student")
    assert str(error.value) == (
        "1 problem:\n  wijk compare: 'student' coded no document that is coded in the study; "
        "expected at least one document that both coded."
    )


def test_codings_are_found_by_coder_or_in_a_file(study, own, tmp_path):
    assert find_codings("een", study)[1].equals(study.segments)
    path = tmp_path / "mijn_codering.csv"
    own.to_csv(path, index=False)
    coder, segments = find_codings(str(path), study)
    assert (coder, len(segments)) == ("mijn_codering", 3)


def test_an_unknown_coder_and_a_file_with_two_coders_are_refused(study, own, tmp_path):
    with pytest.raises(StudyError) as error:
        find_codings("eeen", study)
    assert str(error.value) == (
        "1 problem:\n  wijk compare: 'eeen' is no coder of the study and no file; expected one of een, or a file. "
        "Did you mean 'een'?"
    )
    path = tmp_path / "twee.csv"
    pd.concat([own, own.assign(coder="ander")]).to_csv(path, index=False)
    with pytest.raises(StudyError) as error:
        find_codings(str(path), study)
    assert str(error.value) == (
        "1 problem:\n  twee.csv: the codings of 2 coders; expected those of one coder. Keep one coder in the file."
    )


def test_from_the_command_line_a_coder_that_is_not_there_is_said_without_a_traceback(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert main(["compare", "niemand", "--study", "wijkverbinders"]) == 2
    assert "wijk compare: 'niemand' is no coder of the study and no file" in capsys.readouterr().err


def test_a_file_of_codings_is_compared_under_the_public_ids_of_its_codes(tmp_path, monkeypatch, capsys):
    made = example_study({("aardam", "luisteraar_buiten"): 4})
    own = {"luisteraar_buiten": "luisteraar_aardam"}
    register = made.documents.copy()
    register.loc[0, "consent_municipality"] = "pseudonym"
    codebook = made.codebook.replace({"code": own, "parent": own})
    structure = made.data_structure.replace({"code": own})
    segments = made.segments.replace({"code": own})
    changed = {"documents": register, "codebook": codebook, "data_structure": structure, "segments": segments}
    write_study(replace(made, **changed), tmp_path)
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    read = read_study("voorbeeld", root=tmp_path).segments
    path = tmp_path / "mijn_codering.csv"
    read[read["document"] == "D1"].assign(coder="student").to_csv(path, index=False)
    assert main(["compare", str(path), "--study", "voorbeeld"]) == 0
    said = capsys.readouterr().out
    assert "luisteraar_gemeente_a: α 1,00" in said
    assert "aardam" not in said.lower()


def test_where_nobody_else_coded_it_is_said_that_there_is_nothing_to_compare_with(study):
    with pytest.raises(StudyError) as refusal:
        compare_codings(study, study.segments, coder="een")
    assert str(refusal.value) == (
        "1 problem:\n  wijk compare: nobody but 'een' coded in this study; expected a second reading. Give "
        "`wijk compare` the file of somebody else who coded these documents."
    )


def test_with_three_coders_a_reading_is_laid_beside_the_one_that_results_rest_on_without_it(study):
    coders = [{"id": name, "label_nl": name} for name in ("een", "twee", "drie")]
    first, second = study.segments, study.segments.assign(coder="twee", code="makelaar_buiten")
    third = study.segments.assign(coder="drie", code="makelaar_binnen")
    three = replace(
        study,
        settings={**study.settings, "coders": coders},
        segments=pd.concat([first[first["document"] != "D1"], second, third], ignore_index=True),
    )

    released = release(three)
    compared = compare_codings(released, third, coder="drie")

    assert compared.documents == ("D1", "D2", "D3", "D4")
    replaced = compared.disagreements[compared.disagreements["difference"] == "only_first"]
    assert dict(zip(replaced["document"], replaced["code"], strict=True)) == {
        "D1": "makelaar_buiten",  # only the second coder coded it
        **dict.fromkeys(("D2", "D3", "D4"), "luisteraar_buiten"),
    }
