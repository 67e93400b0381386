"""A released study holds nothing that may not leave: no refused document, hidden name or function without consent."""

from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.assumptions import Assumption
from wijkresearch.errors import StudyError
from wijkresearch.printed_audit import published
from wijkresearch.privacy.consent import Gate
from wijkresearch.privacy.release import DOUBTFUL, find_doubts, release, release_candidates
from wijkresearch.rigour.fingerprints import list_outdated_codings
from wijkresearch.steps.coding import join_evidence
from wijkresearch.study import UNTOLD, Transcripts, code_fingerprint
from wijkresearch.tables import (
    CASE_ATTRIBUTES,
    CODEBOOK_HISTORY,
    DECISIONS,
    DOCUMENT_MEMOS,
    FRAME,
    SEGMENTS,
    SUMMARIES,
    Table,
    claims,
    raw,
)


def everything(study):
    """All of a study as one text, the transcripts aside."""
    names = ("municipalities", "documents", "codebook", "codebook_history", "segments", "turns")
    tables = [getattr(study, name) for name in names]
    tables += [*study.published.values(), *study.claims.values()]
    return "\n".join([repr(dict(study.settings)), *(table.to_csv() for table in tables)])


def test_with_full_consent_a_released_study_is_the_same_but_for_days_and_files(study):
    released = release(study)
    documents = study.documents.assign(file=None, signed_on="2024-01-01").astype(study.documents.dtypes)
    assert everything(released) == everything(replace(study, documents=documents))
    assert dict(released.transcripts) == dict(study.transcripts)


def test_of_the_day_of_signing_and_of_withdrawing_the_year_is_released_alone(consent):
    register = release(consent("D3", signed_on="2023-11-30", withdrawn_on="2024-06-02")).documents
    assert register[["signed_on", "withdrawn_on"]].loc[2].tolist() == ["2023-01-01", "2024-01-01"]
    assert set(register["withdrawn_on"].drop(2).isna()) == {True}


def test_words_of_passages_and_names_of_the_files_they_came_from_are_not_released(study):
    brought = study.segments.assign(quote="Dat zei Jan.", source="Jan.xlsx").astype(study.segments.dtypes)
    released = release(replace(study, segments=brought)).segments
    assert released[["quote", "source"]].isna().to_numpy().all()


SAID = "Wij gaan elke week samen langs alle deuren van de straat."
MEMOS = {
    f"Zij zegt: {SAID}": "[…]",
    f"theoretisch: zij zegt {SAID}": "theoretisch: […]",
    "methodisch: iets gehoord in Bosrade": "methodisch: iets gehoord in Gemeente B",
}


@pytest.mark.parametrize(("noted", "expected"), MEMOS.items())
def test_a_memo_names_and_quotes_nobody_who_may_not_be(consent, noted, expected):
    study = consent("D6", consent_municipality="pseudonym", consent_quotes=False)
    talk = replace(study, transcripts=Transcripts({**study.transcripts, "D6": SAID}))
    row = {**study.segments.iloc[0], "memo": noted}
    decided = {name: row[name] for name in ("document", "start", "end", "code")}
    talk = replace(
        talk,
        segments=SEGMENTS.of([row]),
        document_memos=DOCUMENT_MEMOS.of([{name: row[name] for name in ("document", "coder", "memo")}]),
        decisions=DECISIONS.of([{**decided, "decision": "whole", "reason": noted}]),
    )
    released = release(talk)
    assert released.segments["memo"].dropna().tolist() == [expected]
    assert released.document_memos["memo"].tolist() == [expected]
    assert released.decisions["reason"].tolist() == [expected]


def test_a_document_that_may_not_be_processed_is_gone_with_its_codings_and_text(consent):
    released = release(consent("D2", consent_processing=False))
    assert "D2" not in set(released.documents["document"]) | set(released.segments["document"]) | set(
        released.turns["document"]
    )
    assert "D2" not in released.transcripts
    assert "D1" in released.transcripts


def in_its_texts(study, words):
    """The study with these words in each place where it says something itself, by what that place is called."""
    codebook = [
        study.codebook.assign(**{name: study.codebook[name].where(study.codebook.index > 0, words)})
        for name in ("label_nl", "definition")
    ]
    functions = study.documents["function"].where(study.documents["document"] != "D1", words)
    return {
        "codebook.csv row 2, label_nl": replace(study, codebook=codebook[0]),
        "codebook.csv row 2, definition": replace(study, codebook=codebook[1]),
        "documents.csv, function of D1": replace(study, documents=study.documents.assign(function=functions)),
        "study.yml, title": replace(study, settings={**study.settings, "title": words}),
    }


@pytest.mark.parametrize("count", [8, 12])
def test_words_of_somebody_who_may_not_be_quoted_are_refused_in_labels_definitions_and_functions(consent, count):
    study = consent("D2", consent_quotes=False)
    words = " ".join(study.transcripts["D2"].split()[4 : 4 + count])
    for place, written in in_its_texts(study, words).items():
        with pytest.raises(StudyError) as caught:
            release(written)
        assert [(problem.where, problem.remedy) for problem in caught.value.problems] == [
            (place, "Say it in your own words")
        ]


def test_a_label_that_quotes_only_somebody_who_refused_is_named_with_the_remedy(consent):
    study = consent("D2", consent_quotes=False)
    words = "wij doen dat anders"
    said = replace(study, transcripts=Transcripts({**study.transcripts, "D2": f"spreker 1: Nou, {words}, hoor."}))
    texts = in_its_texts(said, words.capitalize())
    for place in ("codebook.csv row 2, label_nl", "documents.csv, function of D1"):
        with pytest.raises(StudyError) as caught:
            release(texts[place])
        assert str(caught.value) == (
            f"1 problem:\n  {place}: its 4 words are said by D2 alone, which may not be quoted. "
            "Give it a name of your own words."
        )
    both = {**said.transcripts, "D1": f"spreker 1: {words}."}
    release(replace(texts["codebook.csv row 2, label_nl"], transcripts=Transcripts(both)))


@pytest.mark.parametrize("column", ["reason", "reason_en"])
def test_words_of_somebody_who_may_not_be_quoted_are_refused_in_what_analysts_wrote(consent, column):
    study = consent("D2", consent_quotes=False)
    words = " ".join(study.transcripts["D2"].split()[4:16])
    change = {"date": "2024-03-01", "change": "redefined", "code": study.codebook["code"].iloc[0], "reason": "Te ruim"}
    noted = replace(study, codebook_history=CODEBOOK_HISTORY.check(pd.DataFrame([{**change, column: words}])))
    row = {"municipality": "aardam", "attribute": "karakter", "value": words}
    named = replace(study, attributes=CASE_ATTRIBUTES.check(pd.DataFrame([row])))
    row = {"row": "C1", "municipality": "aardam", "summary": words}
    summed_up = replace(study, summaries=SUMMARIES.check(pd.DataFrame([row])))
    where = {
        f"codebook_history.csv row 2, {column}": noted,
        "aardam/municipality.yml, karakter": named,
        "summaries.csv row 2, summary": summed_up,
    }
    for place, written in where.items():
        with pytest.raises(StudyError) as caught:
            release(written)
        assert str(caught.value) == (
            f"1 problem:\n  {place}: 12 words in a row also stand in D2, which may not be quoted. "
            "Say it in your own words."
        )
        release(replace(written, documents=written.documents.assign(consent_quotes=True)))


def test_a_summary_names_no_hidden_case_and_goes_with_a_document_that_may_not_be_used(consent):
    study = consent("D6", consent_municipality="pseudonym", consent_processing=False)
    rows = [("C1", "bosrade", None, "In Bosrade is het anders."), ("C1", "bosrade", "D6", "Zwijgt.")]
    summaries = SUMMARIES.check(pd.DataFrame(rows, columns=SUMMARIES.column_names))
    released = release(replace(study, summaries=summaries))
    assert released.summaries[["municipality", "summary"]].to_numpy().tolist() == [
        ["gemeente-b", "In Gemeente B is het anders."]
    ]


def test_for_another_purpose_only_documents_that_may_be_kept_for_it_remain(consent):
    study = consent("D2", consent_reuse=None)
    assert list(release(study, for_reuse=True).documents["document"]) == ["D1", "D3", "D4", "D5", "D6", "D7", "D8"]
    assert len(release(study).documents) == 8


def test_what_was_raised_goes_with_its_document_and_a_topic_names_the_codes_that_are_released(consent):
    study = consent("D2", consent_processing=False)
    raised = pd.DataFrame({"document": ["D1", "D2"], "topic": "taken", "raised": True, "how": "confirmed"})
    topics = pd.DataFrame({"topic": ["taken"], "codes": ["luisteraar_buiten; makelaar_buiten"]})
    study = replace(study, guide={"topics": topics, "raised_topics": raised})
    assert release(study).guide["raised_topics"]["document"].tolist() == ["D1"]
    assert study.only(["bosrade"]).guide["raised_topics"].empty

    hidden = consent("D6", consent_municipality="pseudonym")
    renamed = hidden.codebook.replace({"code": {"weer_en_verkeer": "over_bosrade"}})
    topics = topics.assign(codes="weer over_bosrade", label_nl="Over Bosrade")
    segments = hidden.segments.replace({"code": {"weer_en_verkeer": "over_bosrade"}})
    hidden = replace(hidden, codebook=renamed, segments=segments, guide={"topics": topics, "raised_topics": raised})
    released = release(hidden)
    (topic,) = released.guide["topics"].itertuples()
    assert set(topic.codes.split()) - {"weer"} < set(released.codebook["code"])
    assert "bosrade" not in topic.codes + topic.label_nl.lower()


def test_a_hidden_case_is_found_nowhere_in_a_released_study(consent):
    study = consent("D6", consent_municipality="pseudonym")
    limits = pd.DataFrame(
        {"claim": ["C"] * 2, "property": ["municipality", "perspective"], "value": ["bosrade", "overig"]}
    )
    study = replace(
        study,
        published={
            "cases": pd.DataFrame({"municipality": ["aardam", "bosrade"], "printed": ["1", "77753"]}),
            "dots": pd.DataFrame({"municipality": ["aardam", "bosrade"], "dots": [1, 2]}),
        },
        claims={
            "claim_eligible": limits,
            "claim_sources": pd.DataFrame({"claim": ["C"], "municipality": ["bosrade"]}),
            "claims": pd.DataFrame({"claim": ["C"], "text_nl": ["In Bosrade is de luisteraar de eerste."]}),
        },
    )
    study.codebook["definition"] = "Zoals in Bosrade gebeurt."
    study = replace(
        study, settings={**study.settings, "title": "Aardam en Bosrade", "questions": [{"text_nl": "BOSRADE?"}]}
    )
    released = release(study)
    assert released.settings["title"] == "Aardam en Gemeente B"
    assert set(released.codebook["definition"]) == {"Zoals in Gemeente B gebeurt."}
    assert "bosrade" not in everything(released).lower()
    assert list(released.municipalities["municipality"]) == ["aardam", "gemeente-b"]
    assert list(released.municipalities["name"]) == ["Aardam", "Gemeente B"]
    assert list(released.claims["claim_eligible"]["value"]) == ["gemeente-b", "overig"]
    assert list(released.published["cases"]["municipality"]) == ["aardam"]
    assert list(released.published["dots"]["municipality"]) == ["aardam", "gemeente-b"]


def test_of_a_case_that_was_not_read_along_no_printed_attributes_are_released(study):
    printed = pd.DataFrame({"municipality": ["aardam", "bosrade"], "printed": ["1", "77753"]})
    released = release(replace(study, published={"cases": printed}).only(["bosrade"]))
    assert released.published["cases"]["printed"].tolist() == ["77753"]


def test_of_a_hidden_case_no_figure_is_released_that_a_list_of_municipalities_could_be_searched_for(consent):
    cases = release(consent("D6", consent_municipality="pseudonym")).municipalities.set_index("municipality")
    assert cases["inhabitants"].dropna().to_dict() == {"aardam": 30_000}
    told = cases.loc["gemeente-b"].dropna()
    assert sorted(told.index) == ["name", "phase"]


@pytest.mark.parametrize(("sharing", "expected"), [(2, None), (3, "gids")])
def test_a_hidden_case_keeps_the_title_of_its_officials_when_three_cases_have_it(consent, sharing, expected):
    hidden = consent("D6", consent_municipality="pseudonym")
    cases = hidden.municipalities.iloc[[0, 1, 0, 0]].reset_index(drop=True)
    names = ["aardam", "bosrade", "deurne", "epe"]
    titles = [*["gids"] * sharing, *[f"titel {number}" for number in range(4 - sharing)]]
    cases = cases.assign(municipality=names, name=[name.title() for name in names], official_title=titles)
    released = release(replace(hidden, municipalities=cases)).municipalities.set_index("name")["official_title"]
    assert released["Aardam"] == "gids"
    assert released.dropna().get("Gemeente B") == expected


def test_the_function_of_somebody_in_a_hidden_case_tells_neither_its_name_nor_a_title_that_few_have(consent):
    hidden = consent("D6", consent_municipality="pseudonym")
    functions = hidden.documents["function"].mask(hidden.documents["document"] == "D6", "Raadgever van Bosrade")
    functions = functions.mask(hidden.documents["document"] == "D5", "Senior Gids")
    titles = hidden.municipalities.assign(official_title=["titel", "gids"])
    study = replace(hidden, documents=hidden.documents.assign(function=functions), municipalities=titles)
    assert Gate.of(study).respondent("D6") == "Raadgever van Gemeente B, Gemeente B (D6)"
    assert Gate.of(study).respondent("D5") == "Wijkverbinder, Gemeente B (D5)"
    assert list(release(study).documents.set_index("document").loc[["D5", "D6"], "function"]) == [
        "Wijkverbinder",
        "Raadgever van Gemeente B",
    ]


def test_of_a_hidden_case_no_attribute_is_released_that_somebody_named(consent):
    rows = [("aardam", "buur", "Bosrade"), ("bosrade", "haven", "groot")]
    named = pd.DataFrame(rows, columns=["municipality", "attribute", "value"]).astype("str")
    released = release(replace(consent("D6", consent_municipality="pseudonym"), attributes=named))
    assert released.attributes.to_numpy().tolist() == [["aardam", "buur", "Gemeente B"]]


def test_a_function_without_consent_is_generalised_in_the_register(consent):
    released = release(consent("D1", consent_name=None))
    assert list(released.documents["function"])[:5] == [*["respondent"] * 3, "overleg", "functie 1"]
    assert list(released.documents["perspective"])[:3] == [UNTOLD] * 3


IN_CODEBOOK = {"codebook": ("since",), "codebook_history": ("round",)}
"""Where else a case is named; the test below this one sees these released."""


def test_every_table_that_people_fill_in_names_a_case_where_the_release_looks_for_it():
    """A table that names a case in a column called otherwise would slip past the pseudonyms."""
    filled_in = [
        table for module in (raw, published, claims) for table in vars(module).values() if isinstance(table, Table)
    ]
    for table in filled_in:
        cases = {column.name for column in table.columns if column.meaning.startswith("Id of the case")}
        assert cases <= {"municipality", *IN_CODEBOOK.get(table.name, ())}, table.name


def test_a_case_without_a_name_has_none_in_the_codebook_and_its_history_either(consent):
    study = consent("D6", consent_municipality="pseudonym")
    code = study.codebook["code"].iloc[0]
    change = {"date": "2024-03-01", "round": "bosrade", "change": "merged", "code": code, "came_from": "bosrade_a b"}
    history = CODEBOOK_HISTORY.check(pd.DataFrame([{**change, "reason": "In Bosrade viel het samen."}]))
    released = release(replace(study, codebook=study.codebook.assign(since="bosrade"), codebook_history=history))
    public = released.municipalities["municipality"].iloc[1]
    assert set(released.codebook["since"]) == {public}
    assert released.codebook_history["round"].tolist() == [public]
    assert "bosrade" not in released.codebook_history.to_csv().casefold()


@pytest.fixture
def hidden(consent):
    """The study with a code named after the case that may not be named, in every place where a code can be."""
    study = consent("D6", consent_municipality="pseudonym")
    code = study.segments["code"].iloc[0]
    named = {code: "over_bosrade_team"}
    codebook = study.codebook.replace({"code": named, "parent": named})
    codebook.loc[codebook["code"] == "over_bosrade_team", "definition"] = "Wat het team van Bosrade eigen is."
    prints = dict(
        zip(codebook["code"], map(code_fingerprint, codebook["label_nl"], codebook["definition"]), strict=True)
    )
    segments = study.segments.replace({"code": named})
    segments["code_fingerprint"] = segments["code"].map(prints)
    return replace(
        study,
        settings={**study.settings, "directions": [{"id": "over_bosrade_team"}]},
        codebook=codebook,
        data_structure=study.data_structure.replace({"code": named}),
        segments=segments.assign(memo="een memo over Bosrade"),
        published={
            "statements": pd.DataFrame(
                {
                    "statement": ["N1", "N2", "N3"],
                    "among": ["aardam bosrade", "bosrade", "functie 1; functie 2"],
                    "code": "over_bosrade_team",
                }
            )
        },
        claims={
            "claims": pd.DataFrame({"claim": ["C"], "fingerprint": ["f"], "frozen_claim": ["f"], "text_nl": ["Zo."]}),
            "claim_codes": pd.DataFrame({"claim": ["C"], "code": ["over_bosrade_team"], "stance": ["support"]}),
            "claim_eligible": pd.DataFrame(
                {"claim": ["C", "C"], "property": ["code", "municipality"], "value": ["over_bosrade_team", "bosrade"]}
            ),
            "claim_sources": pd.DataFrame({"claim": ["C"], "municipality": ["bosrade"]}),
        },
        assumptions=(Assumption("Column '{column}' holds dates.", {"column": "Bosrade"}, "bosrade/segments.csv"),),
    )


PUBLIC = "over_gemeente_b_team"


def test_a_code_that_holds_a_hidden_name_has_one_public_id_wherever_it_is_named(hidden):
    released = release(hidden)
    before = hidden.segments["code"] == "over_bosrade_team"
    assert before.any()
    assert (released.segments.loc[before, "code"] == PUBLIC).all()
    assert PUBLIC in set(released.codebook["code"])
    assert released.settings["directions"] == [{"id": PUBLIC}]
    assert released.claims["claim_codes"]["code"].tolist() == [PUBLIC]
    assert released.claims["claim_eligible"]["value"].tolist() == [PUBLIC, "gemeente-b"]
    assert released.published["statements"]["code"].tolist() == [PUBLIC] * 3
    told = everything(released) + released.data_structure.to_csv() + repr(released.assumptions)
    assert "bosrade" not in told.lower()


def test_the_group_of_a_statement_is_named_case_by_case(hidden):
    among = release(hidden).published["statements"]["among"]
    assert among.tolist() == ["aardam gemeente-b", "gemeente-b", "functie 1; functie 2"]


def test_no_coding_is_outdated_because_a_name_was_hidden(hidden):
    for study in (hidden, release(hidden)):
        evidence = join_evidence(study.segments, study.documents, study.codebook)
        assert list_outdated_codings(evidence, study.codebook).empty


def test_a_coding_under_an_older_definition_stays_outdated(hidden):
    first = hidden.segments.index[0]
    hidden.segments.loc[first, "code_fingerprint"] = "0123456789abcdef"
    assert release(hidden).segments.loc[first, "code_fingerprint"] == "0123456789abcdef"


def test_two_codes_that_differ_in_the_name_only_stay_two(consent):
    study = consent("D6", consent_municipality="pseudonym")
    first, second, *_ = study.codebook["code"]
    named = {first: "over_bosrade", second: "over_gemeente_b"}
    codes = release(replace(study, codebook=study.codebook.replace({"code": named, "parent": named}))).codebook["code"]
    assert codes.tolist()[:2] == ["over_gemeente_b_2", "over_gemeente_b"]
    assert codes.is_unique


def test_the_fingerprint_of_a_claim_does_not_tell_the_name_but_tells_a_change(hidden):
    claims = release(hidden).claims["claims"]
    assert claims["fingerprint"].item() == release(hidden).claims["claims"]["fingerprint"].item() != "f"
    assert claims["frozen_claim"].isna().all()
    hidden.claims["claim_codes"].loc[0, "stance"] = "counter"
    assert release(hidden).claims["claims"]["fingerprint"].item() != claims["fingerprint"].item()


def test_a_part_of_a_study_has_the_pseudonyms_of_the_whole(hidden):
    assert release(hidden).choose("gemeente-b").municipality_names == {"gemeente-b": "Gemeente B"}
    assert release(hidden).unnamed == ("gemeente-b",)


def test_a_study_named_after_a_hidden_case_is_refused_without_its_name(hidden):
    with pytest.raises(StudyError) as error:
        release(replace(hidden, study="wijken-bosrade"))
    assert str(error.value) == (
        "1 problem:\n  data/raw: the folder of the study is named after a municipality that may not be named; "
        "expected item 7 of the consent form. Give the folder another name."
    )


def test_a_list_of_candidates_names_the_named_cases_only_where_one_is_hidden(hidden, study):
    names = ["Zuidwolde", "Bosrade", "Aardam", "Cijsdorp"]
    numbers = {"province": "P", "inhabitants_2024": 1, "area_total_km2": 1.0, "area_land_km2": 1.0}
    frame = FRAME.check(pd.DataFrame({"code": ["GM1", "GM2", "GM3", "GM4"], "municipality": names, **numbers}))
    assert release_candidates(frame, release(study)) is frame
    shown = release_candidates(frame, release(hidden))
    assert shown["municipality"].tolist() == ["Aardam", "kandidaat 2", "kandidaat 3", "kandidaat 4"]
    assert not shown["code"].str.startswith("GM").any()


@pytest.fixture
def in_doubt(consent):
    """A study in which Buren may not be named, with words in its first transcript and a label that may mean it."""
    study = consent("D1", consent_municipality="pseudonym")
    renamed = study.municipalities.assign(name=["Buren", *study.municipalities["name"].tolist()[1:]])
    texts = {**study.transcripts, "D1": "Buren wonen hier. Ik ga naar #buren en naar Buren."}
    codebook = study.codebook.assign(label_nl=["Buren helpen", *study.codebook["label_nl"].tolist()[1:]])
    return replace(study, municipalities=renamed, transcripts=Transcripts(texts), codebook=codebook)


def test_what_is_doubtful_is_counted_in_the_release_and_not_repeated(in_doubt):
    doubtful = [one for one in release(in_doubt).assumptions if one.sentence == DOUBTFUL]
    assert [str(one) for one in doubtful] == [
        "D1: Doubtful whether a hidden municipality is named: words masked 1, words left 1.",
        "codebook: Doubtful whether a hidden municipality is named: words masked 0, words left 1.",
    ]


def test_where_every_case_may_be_named_nothing_is_doubtful(study):
    assert release(study).assumptions == study.assumptions
    assert find_doubts(study) == {}


def test_other_names_that_a_study_lists_are_masked_and_the_list_stays_behind(consent):
    study = consent("D1", consent_municipality="pseudonym")
    label = ["Aan de Voorstraat", *study.codebook["label_nl"].tolist()[1:]]
    settings = {**study.settings, "also_called": {"aardam": "Voorstraat, Stichting Thuis"}}
    released = release(replace(study, settings=settings, codebook=study.codebook.assign(label_nl=label)))
    assert released.codebook["label_nl"].iloc[0] == "Aan de Gemeente A"
    assert "also_called" not in released.settings
