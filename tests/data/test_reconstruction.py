"""The written interviews and their codings carry every published figure that can hold together; expected values typed.

Figures are those of chapters 4 and 5 of the thesis. What cannot hold together is in data/reconstruction/conflicts.csv.
"""

import pandas as pd
import pytest

from wijkresearch.coder_agreement import compare_coders, double_coded_documents, turn_units
from wijkresearch.rigour.saturation import list_first_appearances
from wijkresearch.steps.connections import count_courses, join_courses, judge_arrows
from wijkresearch.study import code_fingerprint, text_fingerprint

KATWIJK, LEIDSCHENDAM, MAASSLUIS = "katwijk", "leidschendam-voorburg", "maassluis"
PASSAGE = ["document", "start", "end"]
TO_OFFICIAL, FROM_OFFICIAL = "richting_verbinder_ambtenaar", "richting_ambtenaar_verbinder"
# Respondents per counted statement of chapter 4, N01 to N23.
RESPONDENTS = [3, 5, 13, 10, 14, 10, 12, 11, 8, 4, 11, 3, 3, 1, 12, 13, 13, 4, 10, 5, 5, 9, 9]
# Attributions (number in the text) that illustrate a counted statement: the respondent named is one of those counted.
ILLUSTRATIONS = [
    ("D9", "N02"), ("D5", "N06"), ("D6", "N07"), ("D15", "N08"), ("D1", "N08"), ("D1", "N09"), ("D5", "N09"),
    ("D14", "N10"), ("D11", "N11"), ("D8", "N13"), ("D11", "N14"), ("D14", "N17"), ("D7", "N17"), ("D11", "N18"),
    ("D10", "N19"), ("D7", "N19"), ("D7", "N20"), ("D8", "N21"), ("D5", "N22"), ("D6", "N22"), ("D10", "N23"),
]  # fmt: skip


@pytest.fixture(scope="module")
def role_counts(analysis):
    return analysis.role_counts


@pytest.fixture(scope="module")
def speakers(study, reading):
    """The interviews in which the code of each counted statement was given, by statement."""
    spoken = reading[reading["kind"] == "interview"]
    codes = study.published["statements"].set_index("statement")["code"]
    return {name: set(spoken.loc[spoken["code"] == code, "document"]) for name, code in codes.items()}


@pytest.fixture(scope="module")
def role_passages(study, reading):
    """Every passage with a role and a world, with the outcome and the direction that were given to the same passage."""
    kinds = study.codebook.set_index("code")["kind"]
    codes = reading[[*PASSAGE, "code", "outcome"]].assign(kind=reading["code"].map(kinds))
    applied = reading.dropna(subset=["role", "world"])[[*PASSAGE, "code"]]
    outcomes = codes.loc[codes["kind"] == "outcome", [*PASSAGE, "code", "outcome"]]
    directions = codes.loc[codes["kind"] == "direction", [*PASSAGE, "code"]]
    both = applied.merge(outcomes.rename(columns={"code": "outcome_code"}), on=PASSAGE, validate="one_to_one")
    return both.merge(directions.rename(columns={"code": "direction"}), on=PASSAGE, validate="one_to_one")


@pytest.fixture(scope="module")
def arrows(study, reading):
    """Who seeks whom, per role, in each municipality and in all of them."""
    cases = list(study.municipality_names)
    layout = {name: study.ids(name) for name in ("roles", "worlds", "directions")}
    return judge_arrows(count_courses(join_courses(reading), municipalities=cases, derived_from=cases, **layout))


def test_every_cell_of_tables_3_and_4_comes_out_but_the_one_in_a_column_that_no_counts_give(analysis):
    compared = analysis.published_comparison
    assert len(compared) == 24
    others = compared[compared["difference"] != 0]
    columns = ["table", "municipality", "role", "segments", "column_segments", "printed_dots", "dots"]
    assert others[columns].to_numpy().tolist() == [[3, LEIDSCHENDAM, "bemiddelaar", 5, 40, 2.5, 1.5]]
    # Four shares in half dots come to 11 at the most; 12 are printed, so one dot has to be missing somewhere.
    assert compared["difference"].abs().sum() == 12 - 11


def test_the_column_that_sums_to_eleven_has_the_only_counts_that_print_it(role_counts):
    column = role_counts[(role_counts["municipality"] == LEIDSCHENDAM) & (role_counts["world"] == "systeemwereld")]
    assert dict(zip(column["role"], column["segments"], strict=True)) == {
        "fikser": 9,
        "innovatieve_ondernemer": 7,
        "bruggenbouwer": 17,
        "bemiddelaar": 7,
    }


def test_all_twenty_three_counted_statements_come_out(study, analysis, speakers):
    connectors = set(study.documents.loc[study.documents["perspective"] == "wijkverbinder", "document"])
    asked = {**speakers, "N02": speakers["N02"] & connectors}
    assert [len(said) for said in asked.values()] == RESPONDENTS
    counted = analysis.published_support
    assert len(counted) == 23
    assert counted.loc[counted["agreement"] != "equal", "statement"].tolist() == []


def test_by_the_topic_list_every_respondent_stays_in_the_denominators_and_of_eleven_claims_nothing_is_known(analysis):
    kinds = analysis.asking.groupby("claim")["asking"].agg(set)
    assert set(kinds.map(tuple)) == {("yes",), ("unknown",)}
    assert sorted(kinds.index[kinds == {"unknown"}]) == [
        "B03", "B08", "B10", "C01", "C06", "C12", "C13", "E2", "K1", "K3", "K4",
    ]  # fmt: skip


def test_the_parts_of_a_counted_statement_come_out_per_municipality_and_function(study, speakers):
    documents = study.documents.set_index("document")

    def told(statement):
        return documents.loc[sorted(speakers[statement])].value_counts(["municipality", "function"]).to_dict()

    assert set(documents.loc[list(speakers["N01"]), "municipality"]) == {LEIDSCHENDAM}
    assert told("N02") == {
        (MAASSLUIS, "Wijkcoördinator"): 3,
        (LEIDSCHENDAM, "Gebiedsregisseur"): 1,
        (KATWIJK, "Wijkregisseur"): 1,
        # Quoted with this statement as a coordinator, but registered otherwise: said it, and is not one of the eight.
        (MAASSLUIS, "Teammanager"): 1,
    }
    assert speakers["N12"] < speakers["N11"]
    assert sorted(documents.loc[list(speakers["N13"]), "municipality"]) == [KATWIJK, LEIDSCHENDAM, MAASSLUIS]
    assert set(documents.loc[list(speakers["N13"]), "perspective"]) == {"wijkverbinder"}
    assert LEIDSCHENDAM not in set(documents.loc[list(speakers["N21"]), "municipality"])


def test_who_is_named_with_a_counted_statement_is_one_of_those_counted(speakers):
    assert [(document, name) for document, name in ILLUSTRATIONS if document not in speakers[name]] == []


def test_only_the_fixer_is_carried_out_in_full_and_only_for_residents(role_passages):
    """Section 5.1.2: of the eight applications of a role the other seven are hindered."""
    outcomes = role_passages.groupby("code")["outcome"].value_counts().unstack(fill_value=0)
    share = outcomes.div(outcomes.sum(axis=1), axis=0)
    assert len(share) == 8
    assert share.index[share["fulfilled"] > 0.5].tolist() == ["fikser_inwoner"]
    assert (share["hindered"] > 0.5).sum() == 7


def test_for_no_role_do_officials_seek_out_the_connector(arrows):
    """Section 4.2, figures 4, 6 and 10: over all municipalities not called upon, and in none of them made."""
    sought = arrows[arrows["direction"] == FROM_OFFICIAL]
    assert len(sought) == (1 + 3) * 4
    assert sought.loc[sought["judgement"] == "made", ["member", "role"]].to_numpy().tolist() == []
    overall = sought[sought["member"] == "all"]
    assert overall["judgement"].tolist() == ["not_called_upon"] * 4


def test_connectors_seek_officials_out_for_every_role_and_are_hindered_more_often_than_not(arrows):
    """Section 4.2: the connector goes to the official instead, which now and then works out."""
    seeking = arrows[(arrows["direction"] == TO_OFFICIAL) & (arrows["member"] == "all")]
    assert seeking["judgement"].tolist() == ["hindered"] * 4
    assert (seeking["fulfilled"] > 0).all()


def test_the_one_colleague_who_asked_wanted_mediation_and_got_it(reading, role_passages):
    """Section 4.2.4, attribution 22: one respondent has an example of an official who turned to the connector."""
    of_officials = role_passages[role_passages["direction"] == FROM_OFFICIAL]
    (helped,) = of_officials[of_officials["outcome"] == "fulfilled"].itertuples()
    assert (helped.document, helped.code) == ("D11", "bemiddelaar_ambtenaar")
    (asked,) = reading[reading["code"] == "collega_vraagt_bemiddeling"].itertuples()
    assert (asked.document, helped.start <= asked.start < asked.end <= helped.end) == ("D11", True)


def test_the_municipality_that_was_coded_last_brings_no_new_axial_category(study, reading):
    """Section 3.4: the third case confirms. By the library, and by counting it out."""
    interviews = reading[reading["kind"] == "interview"]
    cases = list(study.documents["municipality"].drop_duplicates())
    assert cases == [KATWIJK, MAASSLUIS, LEIDSCHENDAM]
    seen = list_first_appearances(interviews, study.data_structure, cases)
    assert LEIDSCHENDAM not in set(seen["first_municipality"])
    category = study.data_structure.set_index("code")["axial_category"]
    given = interviews.assign(category=interviews["code"].map(category)).dropna(subset=["category"])
    earlier = set(given.loc[given["municipality"] != LEIDSCHENDAM, "category"])
    assert earlier == set(category)


def test_a_code_was_made_in_its_first_interview_and_an_axial_one_when_two_cases_were_compared(study, reading):
    """Section 3.4: axial codes come from the comparison of Katwijk and Maassluis."""
    interviews = reading[reading["kind"] == "interview"].sort_values("coding_order")
    first = dict(reversed(list(zip(interviews["code"], interviews["municipality"], strict=True))))
    for row in study.codebook.itertuples():
        axial = row.origin == "inductive" and row.source == "Bijlage IV" and row.code not in first
        expected = MAASSLUIS if axial else first.get(row.code) if row.origin == "inductive" else None
        assert (row.code, None if pd.isna(row.since) else row.since) == (row.code, expected)


def test_the_last_case_brings_codes_that_the_structure_of_the_first_two_did_not_have(study, reading):
    """Section 3.4 calls it confirming: that holds for the categories and not for the codes."""
    made = study.codebook[study.codebook["since"] == LEIDSCHENDAM]
    given = reading[reading["kind"] == "interview"].groupby("code")["municipality"].agg(set)
    assert (len(made), set().union(*given[made["code"]])) == (12, {LEIDSCHENDAM})


def test_what_cannot_hold_together_is_kept_with_what_was_let_go(study, reconstruction, speakers):
    conflicts = pd.read_csv(reconstruction / "conflicts.csv")
    assert conflicts.loc[conflicts["let_go"] == "yes", "published"].tolist() == [
        "toeschrijving 21: D9 bij N13",
        "tabel 3: leidschendam-voorburg bemiddelaar 2.5 dots",
    ]
    assert "D9" not in speakers["N13"]


def test_the_sentences_about_a_leading_role_follow_from_the_counts(study, role_counts):
    leading = study.published["rankings"].query("rank == 'most'")
    assert len(leading) > 0
    for counts in (role_counts, *(of_world for _, of_world in role_counts.groupby("world"))):
        segments = counts.groupby(["municipality", "role"])["segments"].sum()
        for sentence in leading.itertuples():
            ordered = segments[sentence.municipality].sort_values(ascending=False)
            assert (ordered.index[0], ordered.iloc[0] > ordered.iloc[1]) == (sentence.role, True)


def test_there_are_at_least_seven_hundred_codings_by_the_first_coder(study):
    per_coder = study.segments["coder"].value_counts()
    assert per_coder["eerste"] >= 700
    assert set(per_coder.index) == {"eerste", "tweede"}


def test_a_second_coder_read_four_documents_and_differs_in_every_way(study, evidence):
    coders = tuple(study.ids("coders"))
    documents = double_coded_documents(evidence, coders)
    assert len(documents) == 4
    assert set(study.segments.loc[study.segments["coder"] == "tweede", "document"]) == set(documents)
    units = turn_units(study.turns, documents=documents)
    compared = compare_coders(evidence, units, coders=coders, seed=2024)
    assert set(compared.disagreements["difference"]) == {"only_first", "only_second", "boundaries"}


def test_every_coding_has_the_text_at_its_place(study):
    """Each carries the passage itself or its hash, next to the hash of the document; all are those of the text now."""
    segments = study.segments
    assert (segments["quote"].notna() | segments["quote_sha256"].notna()).all()
    wrong = [
        (row.document, row.start)
        for row in segments.itertuples()
        for passage in [study.transcripts.passage(row.document, row.start, row.end)]
        if not passage
        or passage != passage.strip()
        or (pd.notna(row.quote) and row.quote != passage)
        or (pd.notna(row.quote_sha256) and row.quote_sha256 != text_fingerprint(passage))
        or row.text_sha256 != text_fingerprint(study.transcripts[row.document])
    ]
    assert wrong == []


def test_every_coding_was_given_under_the_definition_that_stands_now(study):
    meanings = {row.code: code_fingerprint(row.label_nl, row.definition) for row in study.codebook.itertuples()}
    stale = study.segments[study.segments["code_fingerprint"] != study.segments["code"].map(meanings)]
    assert stale["code"].tolist() == []


def test_no_coding_is_planted_any_more(study):
    assert sorted(study.segments["origin"].unique()) == ["imported", "written"]


def test_the_role_passages_are_those_that_were_assigned(reconstruction, role_passages):
    assigned = pd.read_csv(reconstruction / "assignment.csv").dropna(subset=["outcome"])
    wanted = assigned[["document", "code", "outcome", "direction"]].value_counts().to_dict()
    columns = ["document", "code", "outcome_code", "direction"]
    assert role_passages[columns].value_counts().to_dict() == wanted


def test_in_an_interview_every_other_assigned_code_is_given_once_where_it_was_assigned(reconstruction, reading):
    assigned = pd.read_csv(reconstruction / "assignment.csv")
    assigned = assigned[assigned["outcome"].isna()]
    interviews = reading[(reading["kind"] == "interview") & reading["code"].isin(assigned["code"])]
    wanted = assigned[assigned["document"].isin(interviews["document"])].value_counts(["document", "code"]).to_dict()
    assert interviews.value_counts(["document", "code"]).to_dict() == wanted
