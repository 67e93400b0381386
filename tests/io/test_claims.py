"""claims.yml is read strictly: every problem of every claim in one message."""

import pandas as pd
import pytest
import yaml

from wijkresearch.errors import StudyError
from wijkresearch.io.claims import check_claims, read_claims
from wijkresearch.tables import CLAIM_TABLES, CODEBOOK

GOOD = """
- id: C1
  text: {nl: Bewering, en: Claim}
  answers: vraag-1
  kind: prevalence
  support: [pro]
  counter: [contra]
  eligible: {kind: interview, perspectives: [wijk], municipalities: [een], codes: [ander]}
  asked: {default: false, documents: [D1, D4]}
  rule: {min_respondents: 3, min_label: typical, min_source_types: 2}
  published: {statement: N01}
  derived_from: [een, twee]
- id: V1
  text: {nl: Rangorde, en: Ranking}
  answers: vraag-1
  kind: ranking
  ranking: {role: fikser, world: buiten, rank: least}
  eligible: {kind: interview}
  rule: {min_respondents: 3, min_label: typical, min_source_types: 1}
  published: {ranking: R1}
  derived_from: [een]
- id: P1
  text: {nl: Probleem, en: Problem}
  answers: hoofdvraag
  kind: structural
  composition: {all_of: [C1, V1]}
  frozen: {claim: abc, codebook: def, date: 2024-08-02}
- id: R1
  text: {nl: Advies, en: Advice}
  answers: hoofdvraag
  kind: structural
  rests_on: [P1]
"""


@pytest.fixture
def codebook():
    rows = [("pro", None, None), ("contra", None, None), ("ander", None, None)]
    rows += [(f"{role}_{world}", role, world) for role in ("fikser", "bouwer") for world in ("binnen", "buiten")]
    codes = pd.DataFrame(rows, columns=["code", "role", "world"])
    return CODEBOOK.check(codes.assign(label_nl="a", label_en="a", definition="a", origin="inductive", kind="open"))


@pytest.fixture
def read(tmp_path, codebook):
    def read_text(text):
        (tmp_path / "claims.yml").write_text(text, encoding="utf-8")
        return read_claims(tmp_path / "claims.yml", codebook)

    return read_text


def test_a_claim_is_taken_apart_into_tables(read):
    tables = read(GOOD)
    assert list(tables) == [table.name for table in CLAIM_TABLES]
    claims = tables["claims"].set_index("claim")
    assert claims["composite"].tolist() == [False, False, True, True]
    assert claims.loc["C1", ["min_respondents", "min_label", "asked_by_default", "statement"]].tolist() == [
        3,
        "typical",
        False,
        "N01",
    ]
    assert claims.loc["V1", ["ranked_role", "ranked_world", "rank", "published_ranking"]].tolist() == [
        "fikser",
        "buiten",
        "least",
        "R1",
    ]
    assert claims.loc["P1", ["frozen_claim", "frozen_codebook", "frozen_on"]].tolist() == ["abc", "def", "2024-08-02"]
    assert tables["claim_asked"].to_numpy().tolist() == [["C1", "D1"], ["C1", "D4"]]
    assert tables["claim_eligible"].to_numpy().tolist() == [
        ["C1", "perspective", "wijk"],
        ["C1", "municipality", "een"],
        ["C1", "code", "ander"],
    ]
    assert tables["claim_parts"].to_numpy().tolist() == [
        ["P1", "C1", "all_of"],
        ["P1", "V1", "all_of"],
        ["R1", "P1", "rests_on"],
    ]


def test_a_composite_that_does_not_say_was_derived_from_the_cases_of_its_parts(read):
    sources = read(GOOD)["claim_sources"].groupby("claim")["municipality"].agg(list).to_dict()
    assert sources == {"C1": ["een", "twee"], "V1": ["een"], "P1": ["een", "twee"], "R1": ["een", "twee"]}


def test_the_codes_of_a_ranking_are_the_role_codings_of_its_world(read):
    codes = read(GOOD)["claim_codes"]
    assert codes.to_numpy().tolist() == [
        ["C1", "pro", "support", False],
        ["C1", "contra", "counter", False],
        ["V1", "fikser_buiten", "counter", False],
        ["V1", "bouwer_buiten", "support", False],
    ]


def test_the_fingerprint_follows_what_a_claim_says_but_not_its_freezing_or_layout(read):
    first = read(GOOD)["claims"].set_index("claim")["fingerprint"]
    relaid = yaml.safe_dump(
        yaml.safe_load(GOOD.replace("claim: abc", "claim: xyz").replace("2024-08-02", "'2024-08-03'"))
    )
    edited = read(GOOD.replace("Bewering", "Bewering!"))["claims"].set_index("claim")["fingerprint"]
    assert read(relaid)["claims"].set_index("claim")["fingerprint"].to_dict() == first.to_dict()
    assert (edited != first).to_dict() == {"C1": True, "V1": False, "P1": False, "R1": False}


def problems(read, text):
    with pytest.raises(StudyError) as error:
        read(text)
    return str(error.value)


def test_counter_codes_are_required(read):
    for counter in ("  counter: []\n", ""):
        message = problems(read, GOOD.replace("  counter: [contra]\n", counter))
        assert (
            message == "1 problem:\n  claims.yml claim 'C1': 'counter' is missing or empty; expected a claim needs it."
        )


def test_every_misspelled_code_role_and_part_is_named_with_a_suggestion(read):
    text = GOOD.replace("[contra]", "[contrb]").replace("role: fikser", "role: fixer").replace("[C1, V1]", "[C1, V2]")
    assert problems(read, text) == (
        "3 problems:\n"
        "  claims.yml claim 'C1', counter: code 'contrb' is not in the codebook. Did you mean 'contra'?\n"
        "  claims.yml claim 'V1', ranking: role 'fixer' has no code in 'buiten'; expected one of bouwer, fikser. "
        "Did you mean 'fikser'?\n"
        "  claims.yml claim 'P1': it rests on 'V2', which is no claim."
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  support: [pro]", "  suport: [pro]\n  support: [pro]", "'suport' is not known; expected one of"),
        ("support: [pro]", "support: pro", "'support' is not a list of ids; expected such as [one, two]."),
        ("[contra]", "[contra, pro]", "code 'pro' both supports and counters it; expected one stance per code."),
        ("min_respondents: 3, min_label: typical, min_source_types: 2", "min_label: typical, min_source_types: 2",
         "claims.yml claim 'C1', rule: min_respondents is None; expected a whole number from 1."),
        ("min_label: typical, min_source_types: 2", "min_label: tipical, min_source_types: 2",
         "min_label is 'tipical'; expected one of single, variant, typical, general. Did you mean 'typical'?"),
        ("kind: prevalence", "kind: prevalance", "kind is 'prevalance'"),
        ("kind: interview, perspectives", "kind: observation, perspectives",
         "kind is not interview. Observations corroborate but do not count."),
        ("default: false, documents: [D1, D4]", "default: true, documents: [D1, D4]",
         "default and documents do not fit; expected {default: true} or {default: false, documents: […]}."),
        ("  counter: [contra]", "  counter: [contra]\n  hoop: [contra]",
         "'hoop' is given; expected only a causal claim has a test that it must pass."),
        ("rests_on: [P1]", "rests_on: [R1]", "claims rest on each other in a circle: R1 ← R1."),
        ("rests_on: [P1]", "rests_on: []", "it rests on nothing; expected at least one claim."),
        ("composition: {all_of: [C1, V1]}", "composition: {all_of: [C1], any_of: [V1]}",
         "the parts are taken together in more than one way; expected one of all_of, any_of, most_of."),
        ("rests_on: [P1]", "rests_on: [P1]\n  support: [pro]",
         "'support' is given; expected a claim that follows from others has none."),
        ("role: fikser, world: buiten, rank: least", "role: fikser",
         "the role or the rank is missing; expected {role: …, rank: most or least}."),
        ("world: buiten, rank: least", "world: mars, rank: least",
         "claims.yml claim 'V1', ranking: world 'mars' has no code; expected one of "),
        ("text: {nl: Bewering, en: Claim}", "text: Bewering", "'text' is 'Bewering'; expected the keys nl, en."),
        ("text: {nl: Bewering, en: Claim}", "text: {nl: Bewering}", "text_en is empty"),
        ("- id: R1", "- id: C1", "claim 'C1' occurs more than once"),
        ("  kind: prevalence", "  kind: prevalence\n  kind: causal", "'kind' stands twice"),
    ],
)  # fmt: skip
def test_what_is_not_right_is_said(read, old, new, message):
    assert old in GOOD
    assert message in problems(read, GOOD.replace(old, new, 1))


def test_a_file_that_is_no_list_of_claims_is_refused(read):
    assert problems(read, "claims: nothing") == (
        "1 problem:\n  claims.yml: the file is not a list of claims with an id; expected one `- id: …` a claim."
    )


def checked(tables, **changes):
    known = {
        "questions": ["vraag-1", "hoofdvraag"],
        "perspectives": ["wijk"],
        "municipalities": ["een", "twee"],
        "documents": ["D1", "D4"],
        "statements": ["N01"],
        "rankings": ["R1"],
    }
    return check_claims(tables, {**known, **changes})


def test_claims_that_fit_the_study_are_given_back(read):
    tables = read(GOOD)
    assert checked(tables) is tables


def test_everything_that_a_claim_names_outside_the_codebook_must_be_in_the_study(read):
    with pytest.raises(StudyError) as error:
        checked(read(GOOD), questions=["vraag-2", "hoofdvraag"], perspectives=[], documents=["D1"], rankings=["R2"])
    assert str(error.value) == (
        "5 problems:\n"
        "  claims.yml claim 'C1': question 'vraag-1' is not in the study. Did you mean 'vraag-2'?\n"
        "  claims.yml claim 'V1': question 'vraag-1' is not in the study. Did you mean 'vraag-2'?\n"
        "  claims.yml claim 'C1': perspective 'wijk' is not in the study.\n"
        "  claims.yml claim 'C1': document 'D4' is not in the study.\n"
        "  claims.yml claim 'V1': ranking 'R1' is not in the study."
    )
    with pytest.raises(StudyError) as error:
        checked(read(GOOD), municipalities=["een"], statements=[])
    assert [str(problem) for problem in error.value.problems] == [
        *(f"claims.yml claim '{claim}': municipality 'twee' is not in the study." for claim in ("C1", "P1", "R1")),
        "claims.yml claim 'C1': statement 'N01' is not in the study.",
    ]


@pytest.mark.parametrize(
    ("text", "word"), [("Het mislukt doordat men zwijgt", "doordat"), ("Dit leidt tot ruzie", "leidt tot")]
)
def test_only_a_causal_claim_may_use_words_of_cause(read, text, word):
    with pytest.raises(StudyError) as error:
        checked(read(GOOD.replace("Bewering", text)))
    assert str(error.value) == (
        f"1 problem:\n  claims.yml claim 'C1': '{word}' words a cause; expected a claim of kind causal. "
        "Say what is found without a cause, or make it a causal claim with a hoop."
    )
    causal = GOOD.replace("Bewering", text).replace("kind: prevalence", "kind: causal")
    assert checked(read(causal))
