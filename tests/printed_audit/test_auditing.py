from dataclasses import replace
from types import MappingProxyType

import pandas as pd
import pytest

from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.printed_audit import check_attributions
from wijkresearch.privacy.release import release
from wijkresearch.rigour.auditing import audit_printed, audit_text
from wijkresearch.study import UNTOLD, Transcripts

SETTINGS = {
    "thresholds": {"dots_per_column": 10, "dot_step": 0.5},
    "perspectives": [{"id": "wijkverbinder", "label_nl": "Wijkverbinder"}],
}


def study_with(published, documents):
    study = release(example_study())
    cases = pd.DataFrame({"municipality": documents["municipality"].unique()})
    read = {"municipalities": cases, "documents": documents, "published": published, "viewpoints": {}}
    return replace(study, settings=SETTINGS, transcripts=Transcripts({}), segments=None, **read)


def test_one_call_gives_every_finding_on_the_printed_figures(published, documents):
    found = audit_printed(study_with(published, documents))
    assert int((~found.column_sums["adds_up"]).sum()) == 2
    assert int(found.columns["forced"].sum()) == 9
    assert int((~found.attributions["agrees"]).sum()) == 12
    assert found.repair.steps["agree_after"].tolist() == [42, 46]
    assert found.uncited["document"].tolist() == ["D12", "D13", "D17"]
    assert found.statements["possible"].all()
    assert (found.rankings["verdict"] == "does not follow").sum() == 1


def test_a_case_that_came_later_does_not_enter_the_printed_counts(published, documents):
    later = documents.head(1).assign(document="D99", municipality="later")
    more = type(documents)(list(documents.to_dict("records")) + later.to_dict("records"))
    found = audit_printed(study_with(published, more)).statements
    assert found["largest"].max() == 15


def test_a_printed_group_counts_who_is_not_described(published, documents):
    rows = published["statements"].iloc[[0, 0]].assign(statement=["X1", "X2"], among=["wethouder", "Teammanager"])
    rows = rows.assign(respondents=[3, 1], of=[3, 1])
    hidden = documents["perspective"].ne("wijkverbinder")
    told = documents.assign(
        perspective=documents["perspective"].mask(hidden, UNTOLD),
        function=documents["function"].mask(hidden, "respondent"),
    )
    study = study_with({**published, "statements": rows}, told)
    viewpoints = dict(zip(documents["document"], documents["perspective"], strict=True))
    found = audit_printed(replace(study, viewpoints=viewpoints)).statements
    assert found["possible"].all()
    assert found["largest"].tolist() == [3, 1]


def test_the_thresholds_of_the_study_say_what_a_column_is(published, documents):
    study = study_with(published, documents)
    twelve = {"thresholds": {"dots_per_column": 12, "dot_step": 0.5}, "perspectives": SETTINGS["perspectives"]}
    sums = audit_printed(replace(study, settings=twelve)).column_sums
    assert sums.loc[sums["adds_up"], "municipality"].tolist() == ["leidschendam-voorburg"]


def test_without_printed_figures_there_is_nothing_to_audit(documents):
    study = study_with(MappingProxyType({}), documents)
    with pytest.raises(StudyError) as error:
        audit_printed(study)
    assert str(error.value) == (
        f"1 problem:\n  {study.study}: there are no published figures; expected tables in published/. "
        "Add what the report prints."
    )


def test_a_study_read_without_one_of_the_printed_cases_is_refused(published, documents):
    study = study_with(published, documents[documents["municipality"] != "maassluis"])
    with pytest.raises(StudyError) as error:
        audit_printed(study)
    assert str(error.value) == (
        f"1 problem:\n  {study.study}: the printed figures are also about maassluis. "
        "Read the study with all its municipalities."
    )


def test_the_text_of_a_report_is_held_against_the_study_s_own_documents_where_nothing_is_printed():
    study = example_study()
    first = study.documents.iloc[0]
    text = f"Drie respondenten zien dat. Een collega ({first['function']}, {first['document']}) ook, en (D999) niet."
    found = audit_text(text, study)
    assert found.attributions["verdict"].tolist() == ["agrees", "not in register"]
    assert found.statements[["respondents", "of"]].to_numpy().tolist() == [
        [3, int((study.documents["kind"] == "interview").sum())]
    ]
    assert first["document"] not in found.uncited["document"].tolist()


def test_a_literal_passage_of_the_example_is_found_in_its_transcript():
    study = example_study()
    document = study.documents.iloc[0]["document"]
    turn = study.turns[study.turns["document"] == document].iloc[-1]
    passage = study.transcripts.passage(document, turn["start"], turn["end"]).split(".")[0]
    found = audit_text(f"Zo was het: “{passage}” ({document}).", study).quotations
    assert found[["verdict", "found_in"]].to_numpy().tolist() == [["exact", document]]


def test_the_text_and_the_table_of_attributions_agree(published, documents, thesis_text):
    names = {"katwijk": "Katwijk", "leidschendam-voorburg": "Leidschendam-Voorburg", "maassluis": "Maassluis"}
    study = study_with(published, documents)
    three = pd.DataFrame(list(names.items()), columns=["municipality", "name"])
    found = audit_text(thesis_text, replace(study, municipalities=three))
    printed = check_attributions(published["attributions"], published["register"])
    assert found.attributions["verdict"].tolist() == printed["verdict"].tolist()
    assert found.repair.steps["agree_after"].tolist() == [42, 46]
    assert len(found.statements) == 23
    assert set(found.quotations["verdict"]) == {"no transcript"}
