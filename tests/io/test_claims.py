"""claims.yml is read strictly: every problem of every claim in one message."""

import os
import random
import re

import pandas as pd
import pytest
import yaml
from made_studies import tables_of_claims

from wijkresearch.errors import StudyError
from wijkresearch.io.claims import check_claims, read_claims
from wijkresearch.tables import CLAIM_TABLES, CODEBOOK

DAMAGES = int(os.environ.get("WIJK_FUZZ", "20"))
GOOD = """
- id: C1
  text: {nl: Bewering, en: Claim}
  answers: vraag-1
  kind: prevalence
  support: [pro]
  counter: [contra]
  same_passage: [ander]
  eligible: {kind: interview, perspectives: [wijk], municipalities: [een], codes: [ander]}
  asked: {default: false, documents: [D1, D4]}
  rule: {min_respondents: 3, min_label: typical}
  falsified_by: {nl: Minder, en: Fewer}
  published: {statement: N01}
  derived_from: [een, twee]
  expects: {drie: contradicted}
- id: N1
  text: {nl: Nergens is er een, en: There is one nowhere}
  answers: vraag-1
  kind: absence
  support: [pro]
  counter: [contra]
  rule: {min_respondents: 3, min_label: variant}
  derived_from: [een]
- id: X1
  text: {nl: In elke gemeente is er een, en: There is one in every municipality}
  answers: vraag-1
  kind: existence
  roles: [fikser]
  eligible: {kind: observation}
  rule: {at_least: 1}
  derived_from: [een]
- id: D1
  text: {nl: Eerder bij de een, en: Sooner with the one}
  answers: vraag-1
  kind: contrast
  support: [pro]
  contrast: {by: 25, more: {perspectives: [wijk]}, less: {perspectives: [raad]}}
  rule: {min_respondents: 3}
  derived_from: [een]
- id: V1
  text: {nl: Rangorde, en: Ranking}
  answers: vraag-1
  kind: ranking
  ranking: {role: fikser, world: buiten, rank: least}
  rule: {min_respondents: 3}
  published: {ranking: R1}
  derived_from: [een]
- id: K1
  text: {nl: Alleen zo lukt het meestal, en: Only so it mostly succeeds}
  answers: vraag-1
  kind: connection
  connection: {role: fikser, world: buiten, direction: heen, judgement: made, only: true}
  rule: {min_passages: 3}
  derived_from: [een]
- id: P1
  text: {nl: Een probleem en een rangorde, en: A problem and a ranking}
  answers: hoofdvraag
  kind: composite
  composition: {all_of: [C1, V1]}
  says:
    C1: {nl: een probleem, en: A problem}
    V1: {nl: een rangorde, en: a ranking}
  frozen: {claim: abc, codebook: def, date: 2024-08-02}
- id: H1
  text: {nl: Het lukt doordat het zo is, en: It succeeds because it is so}
  answers: hoofdvraag
  kind: covariation
  covariation: {outcome: K1, conditions: [P1], min_cases: 4}
- id: R1
  text: {nl: Advies, en: Advice}
  answers: hoofdvraag
  kind: recommendation
  rests_on: [P1]
  against: [C1]
  audience: {nl: lezers, en: readers}
- id: R2
  text: {nl: Later, en: Later}
  answers: hoofdvraag
  kind: recommendation
  rests_on: [P1]
  after: [R1]
"""
KINDS = "prevalence, absence, existence, contrast, ranking, connection, covariation, composite, recommendation"


@pytest.fixture
def codebook():
    rows = [("pro", None, None), ("contra", None, None), ("ander", None, None), ("heen", None, None)]
    rows += [(f"{role}_{world}", role, world) for role in ("fikser", "bouwer") for world in ("binnen", "buiten")]
    codes = pd.DataFrame(rows, columns=["code", "role", "world"])
    kinds = codes["code"].map({"heen": "direction"}).fillna("open")
    return CODEBOOK.check(codes.assign(label_nl="a", label_en="a", definition="a", origin="inductive", kind=kinds))


@pytest.fixture
def read(tmp_path, codebook):
    def read_text(text):
        (tmp_path / "claims.yml").write_text(text, encoding="utf-8")
        return tables_of_claims(tmp_path / "claims.yml", codebook)

    return read_text


def test_a_claim_is_taken_apart_into_tables(read):
    tables = read(GOOD)
    assert list(tables) == [table.name for table in CLAIM_TABLES]
    claims = tables["claims"].set_index("claim")
    assert claims.index[claims["composite"]].tolist() == ["P1", "H1", "R1", "R2"]

    def row(claim, *columns):
        return claims.loc[claim, list(columns)].tolist()

    rule = ("min_respondents", "min_label", "asked_by_default", "statement", "source", "falsified_en")
    assert row("C1", *rule) == [3, "typical", False, "N01", "interview", "Fewer"]
    assert row("X1", "at_least", "source") == [1, "observation"]
    assert row("D1", "by", "min_respondents") == [25, 3]
    assert row("V1", "role", "world", "rank", "measure", "published_ranking") == [
        "fikser", "buiten", "least", "passages", "R1",
    ]  # fmt: skip
    assert row("K1", "role", "world", "direction", "judgement", "only", "min_passages") == [
        "fikser", "buiten", "heen", "made", True, 3,
    ]  # fmt: skip
    assert row("P1", "frozen_claim", "frozen_codebook", "frozen_on") == ["abc", "def", "2024-08-02"]
    assert row("H1", "min_cases") == [4]
    assert row("R1", "audience_nl", "audience_en") == ["lezers", "readers"]
    rows = {name: table.to_numpy().tolist() for name, table in tables.items()}
    assert rows["claim_asked"] == [["C1", "D1"], ["C1", "D4"]]
    assert rows["claim_expectations"] == [["C1", "drie", "contradicted"]]
    assert rows["claim_groups"] == [["D1", "more", "perspective", "wijk"], ["D1", "less", "perspective", "raad"]]
    assert rows["claim_eligible"] == [
        ["C1", "perspective", "wijk"],
        ["C1", "municipality", "een"],
        ["C1", "code", "ander"],
    ]
    assert tables["claim_parts"].fillna("").to_numpy().tolist() == [
        ["P1", "C1", "all_of", "een probleem", "A problem"],
        ["P1", "V1", "all_of", "een rangorde", "a ranking"],
        ["H1", "K1", "outcome", "", ""],
        ["H1", "P1", "condition", "", ""],
        ["R1", "P1", "rests_on", "", ""],
        ["R1", "C1", "against", "", ""],
        ["R2", "P1", "rests_on", "", ""],
        ["R2", "R1", "after", "", ""],
    ]


def test_a_claim_that_follows_from_others_was_derived_from_their_cases_when_it_does_not_say(read):
    sources = read(GOOD)["claim_sources"].groupby("claim")["municipality"].agg(list)
    assert sources[["C1", "V1", "P1", "R2"]].tolist() == [["een", "twee"], ["een"], ["een", "twee"], ["een", "twee"]]


def test_the_codes_of_a_claim_about_roles_are_the_role_codings_that_it_is_about(read):
    codes = read(GOOD)["claim_codes"].groupby("claim")[["code", "stance"]].apply(lambda rows: rows.to_numpy().tolist())
    assert codes["C1"] == [["pro", "support"], ["contra", "counter"], ["ander", "same_passage"]]
    assert codes["X1"] == [["fikser_binnen", "support"], ["fikser_buiten", "support"]]
    assert codes["V1"] == [["fikser_buiten", "counter"], ["bouwer_buiten", "support"]]
    roles = ["fikser_binnen", "fikser_buiten", "bouwer_binnen", "bouwer_buiten"]
    assert codes["K1"] == [[role, "cell"] for role in roles]  # only looks at every role and world
    one = read(GOOD.replace(", only: true", "").replace("Alleen zo", "Zo").replace("Only so it", "So it"))
    assert one["claim_codes"].query("claim == 'K1'")["code"].tolist() == ["fikser_buiten"]


def test_a_claim_may_be_in_dutch_alone(read):
    text = GOOD.replace(", en: Claim}", "}").replace(", en: Fewer}", "}")
    row = read(text)["claims"].set_index("claim").loc["C1"]
    assert row[["text_en", "falsified_en"]].tolist() == ["Bewering", "Minder"]


def test_the_fingerprint_follows_what_a_claim_says_but_not_its_freezing_or_layout(read):
    first = read(GOOD)["claims"].set_index("claim")["fingerprint"]
    relaid = yaml.safe_dump(
        yaml.safe_load(GOOD.replace("claim: abc", "claim: xyz").replace("2024-08-02", "'2024-08-03'"))
    )
    edited = read(GOOD.replace("Bewering", "Bewering!"))["claims"].set_index("claim")["fingerprint"]
    assert read(relaid)["claims"].set_index("claim")["fingerprint"].to_dict() == first.to_dict()
    assert edited.index[edited != first].tolist() == ["C1"]


def problems(read, text):
    with pytest.raises(StudyError) as error:
        read(text)
    return str(error.value)


# kind, what stands in GOOD, what stands in its place, the whole message
BAD = [
    # a key that a kind needs
    ("C1", "  counter: [contra]\n  same_passage", "  same_passage",
     "line 2 (C1): 'counter' is missing or empty; expected a claim of kind prevalence needs it."),
    ("C1", "typical}", "typical, at_least: 2}",
     "line 11 (C1), rule: 'at_least' is given; expected a rule of kind prevalence asks min_respondents, "
     "min_label."),
    ("C1", "{min_respondents: 3, min_label: typical}", "{min_label: typical}",
     "line 11 (C1), rule: 'min_respondents' is missing; expected a rule of kind prevalence asks "
     "min_respondents, min_label."),
    ("C1", "{min_respondents: 3, min_label: typical}", "{min_respondents: 3}",
     "line 11 (C1), rule: 'min_label' is missing; expected a rule of kind prevalence asks min_respondents, "
     "min_label."),
    ("C1", "min_label: typical", "min_label: tipical",
     "line 11 (C1), rule: min_label is 'tipical'; expected one of single, variant, typical, general. Did you "
     "mean 'typical'?"),
    ("N1", "  rule: {min_respondents: 3, min_label: variant}\n  derived_from: [een]\n",
     "  rule: {min_respondents: 3, min_label: variant}\n",
     "line 16 (N1): 'derived_from' is missing or empty; expected a claim of kind absence needs it."),
    ("X1", "  roles: [fikser]\n", "",
     "line 24 (X1): support and counter do not fit with roles; expected support and counter, or roles alone."),
    ("X1", "  roles: [fikser]\n", "  roles: [fikser]\n  counter: [contra]\n",
     "line 24 (X1): support and counter do not fit with roles; expected support and counter, or roles alone."),
    ("X1", "{at_least: 1}", "{at_least: 0}", "line 30 (X1), rule: at_least is '0'; expected a whole number from 1."),
    ("D1", "by: 25, ", "by: x, ",
     "line 37 (D1), contrast: by is 'x'; expected a whole number from 1 to 100."),
    ("D1", "by: 25, ", "by: 250, ",
     "line 37 (D1), contrast: by is '250'; expected a whole number from 1 to 100."),
    ("D1", ", less: {perspectives: [raad]}}", "}",
     "line 37 (D1), contrast: it is not clear which two sides are compared; expected counter, or more and less "
     "in contrast."),
    ("D1", "less: {perspectives: [raad]}", "less: {perspectives: [raad, wijk]}",
     "line 37 (D1), contrast: somebody can be on both sides; expected perspectives on both sides, or "
     "municipalities, and none of them twice."),
    ("D1", "less: {perspectives: [raad]}", "less: {municipalities: [een]}",
     "line 37 (D1), contrast: somebody can be on both sides; expected perspectives on both sides, or "
     "municipalities, and none of them twice."),
    ("V1", "role: fikser, world: buiten, rank: least", "role: fikser",
     "line 44 (V1), ranking: 'rank' is missing; expected one of most, least. For a ranking: the place it is "
     "given."),
    ("V1", "rank: least", "rank: least, measure: dots",
     "line 44 (V1), ranking: measure is 'dots'; expected one of passages, respondents."),
    ("V1", "world: buiten, rank: least", "world: mars, rank: least",
     "line 44 (V1), ranking: world 'mars' has no code; expected one of binnen, buiten."),
    ("K1", ", judgement: made, only: true", "",
     "line 52 (K1), connection: 'judgement' is missing; expected one of made, hindered, not_called_upon, "
     "varied. For a connection: how its passages ended."),
    ("K1", "judgement: made, only: true", "judgement: hindered, only: true",
     "line 52 (K1), connection: 'only' is given; expected true, with the judgement made."),
    ("K1", "only: true", "only: ja",
     "line 52 (K1), connection: only is 'ja'; expected true or false."),
    ("K1", "{min_passages: 3}", "{}",
     "line 53 (K1): 'rule' is missing or empty; expected a claim of kind connection needs it."),
    ("K1", "direction: heen", "direction: ander",
     "line 52 (K1), connection: code 'ander' is no direction; expected a code of that kind."),
    ("K1", "direction: heen", "direction: weg", "line 52 (K1), connection: code 'weg' is not in the codebook."),
    ("H1", "outcome: K1, conditions", "conditions",
     "line 68 (H1), covariation: 'outcome' is missing. The claim that holds where the conditions do."),
    ("H1", "outcome: K1, conditions", "outcome: [K1], conditions",
     "line 68 (H1), covariation: outcome is a list; expected text."),
    ("H1", ", min_cases: 4", "",
     "line 68 (H1), covariation: 'min_cases' is missing. For a covariation: fewest cases below which nothing is said."),
    ("P1", "{all_of: [C1, V1]}", "{all_of: [C1], any_of: [V1]}",
     "line 59 (P1): the parts are taken together in more than one way; expected one of all_of, any_of, most_of."),
    ("P1", "    V1: {nl: een rangorde, en: a ranking}\n", "",
     "line 60 (P1), says: 'V1' is missing; expected the words of the sentence that this part tests."),
    ("P1", "    V1: {nl: een rangorde, en: a ranking}\n", "    V1: een rangorde\n",
     "line 62 (P1), says: V1 is [a text of 12 characters]; expected the keys nl, en."),
    ("P1", "en: a ranking}", "en: a list}",
     "line 62 (P1), says: the words [a text of 6 characters] for 'V1' are not in the sentence; expected words "
     "that text.en holds."),
    ("P1", "    V1: {nl: een", "    C11: {nl: een probleem, en: a problem}\n    V1: {nl: een",
     "line 62 (P1), says: 'C11' is no part of it. Did you mean 'C1'?"),
    ("P1", "V1: {nl: een rangorde, en: a ranking}", "V1: {nl: een rangorde}",
     "line 62 (P1), says: 'en' is missing; expected words that text.en holds."),
    ("R1", "  rests_on: [P1]\n  against", "  against",
     "line 69 (R1): 'rests_on' is missing or empty; expected a claim of kind recommendation needs it."),
    ("R1", "rests_on: [P1]\n  against", "rests_on: [R2]\n  against",
     "line 69 (R1): 'R2' in rests_on is of kind recommendation; expected a claim that gets a verdict.\n"
     "  claims.yml line 77 (R2): claims rest on each other in a circle: R2 ← R1 ← R2."),
    ("R2", "after: [R1]", "after: [C1]",
     "line 76 (R2): 'C1' in after is of kind prevalence; expected a recommendation."),
    # a key that a kind has not
    ("C1", "  same_passage: [ander]", "  roles: [fikser]",
     "line 8 (C1): 'roles' is given; expected a claim of kind prevalence has none."),
    ("N1", "kind: absence", "kind: absence\n  ranking: {role: fikser, rank: most}",
     "line 20 (N1): 'ranking' is given; expected a claim of kind absence has none."),
    ("X1", "  roles: [fikser]", "  roles: [fikser]\n  rests_on: [C1]",
     "line 29 (X1): 'rests_on' is given; expected a claim of kind existence has none."),
    ("D1", "kind: contrast", "kind: contrast\n  same_passage: [ander]",
     "line 36 (D1): 'same_passage' is given; expected a claim of kind contrast has none."),
    ("V1", "kind: ranking", "kind: ranking\n  support: [pro]",
     "line 44 (V1): 'support' is given; expected a claim of kind ranking has none."),
    ("K1", "kind: connection", "kind: connection\n  counter: [contra]",
     "line 52 (K1): 'counter' is given; expected a claim of kind connection has none."),
    ("P1", "kind: composite", "kind: composite\n  support: [pro]",
     "line 59 (P1): 'support' is given; expected a claim of kind composite has none."),
    ("H1", "kind: covariation", "kind: covariation\n  eligible: {kind: interview}",
     "line 68 (H1): 'eligible' is given; expected a claim of kind covariation has none."),
    ("R1", "  audience: {nl: lezers", "  rule: {min_label: typical}\n  audience: {nl: lezers",
     "line 75 (R1): 'rule' is given; expected a claim of kind recommendation has none."),
    # kinds and keys of earlier versions, and what is written otherwise
    ("C1", "kind: prevalence", "kind: presence",
     f"line 5 (C1): kind is 'presence'; expected one of {KINDS}. It is existence now."),
    ("C1", "kind: prevalence", "kind: structural",
     f"line 5 (C1): kind is 'structural'; expected one of {KINDS}. It is prevalence or composite now."),
    ("C1", "kind: prevalence", "kind: causal",
     f"line 5 (C1): kind is 'causal'; expected one of {KINDS}. It is covariation now."),
    ("C1", "kind: prevalence", "kind: prevalance",
     f"line 5 (C1): kind is 'prevalance'; expected one of {KINDS}. Did you mean 'prevalence'?"),
    ("C1", "typical}", "typical, min_source_types: 2}",
     "line 11 (C1), rule: 'min_source_types' is not known. Leave it out: from how many perspectives something "
     "is heard is shown, and changed no verdict."),
    ("C1", "  same_passage: [ander]", "  hoop: [ander]",
     "line 8 (C1): 'hoop' is not known. Make it a claim of kind absence: there one respondent against it is "
     "enough."),
    ("C1", "  same_passage: [ander]", "  same_pasage: [ander]",
     "line 8 (C1): 'same_pasage' is not known. Did you mean 'same_passage'?"),
    ("C1", "support: [pro]", "support: pro",
     "line 6 (C1): support is 'pro'; expected a list of ids, each once, such as [one, two]."),
    ("C1", "counter: [contra]", "counter: [contra, pro]",
     "line 7 (C1): code 'pro' both supports and counters it; expected one stance per code."),
    ("C1", "counter: [contra]", "counter: [contrb]",
     "line 7 (C1), counter: code 'contrb' is not in the codebook. Did you mean 'contra'?"),
    ("C1", "default: false, documents: [D1, D4]", "default: true, documents: [D1, D4]",
     "line 10 (C1), asked: default and documents do not fit; expected {default: true} or {default: false, "
     "documents: […]}."),
    ("C1", "{default: false, documents: [D1, D4]}", "{default: nee}",
     "line 10 (C1), asked: default is 'nee'; expected true or false."),
    ("C1", "{drie: contradicted}", "{drie: mixed}",
     "line 15 (C1), expects: 'drie' is 'mixed'; expected supported or contradicted."),
    ("C1", "kind: interview,", "kind: memo,",
     "line 9 (C1), eligible: kind is 'memo'; expected one of interview, observation."),
    ("C1", "text: {nl: Bewering, en: Claim}", "text: Bewering",
     "line 3 (C1): text is 'Bewering'; expected the keys nl, en."),
    ("C1", "text: {nl: Bewering, en: Claim}", "text: {en: Claim}",
     "line 3 (C1), text: 'nl' is missing. The sentence."),
    ("C1", "text: {nl: Bewering, en: Claim}", "text: {nl: [Bewering], en: Claim}",
     "line 3 (C1), text: nl is a list; expected text."),
    ("C1", "{nl: Minder, en: Fewer}", "{nl: [een]}", "line 12 (C1), falsified_by: nl is a list; expected text."),
    ("C1", "answers: vraag-1", "answers: ''",
     "line 2 (C1): 'answers' is missing. The question that it answers: an id of `questions` in study.yml."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "old", "new", "message"), BAD, ids=[f"{row[0]}-{row[2][:40]}" for row in BAD])
def test_what_is_not_right_is_said_in_one_whole_message(read, claim, old, new, message):
    start = GOOD.index(f"- id: {claim}\n")
    end = (GOOD + "\n- id").index("\n- id", start + 1)
    entry = GOOD[start:end]
    assert old in entry + "\n"
    text = GOOD[:start] + (entry + "\n").replace(old, new, 1) + GOOD[end:]
    number = message.count("claims.yml") + 1
    assert problems(read, text) == f"{number} problem{'s' * (number > 1)}:\n  claims.yml {message}"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("- id: N1", "- id: C1", "claim 'C1' occurs more than once"),
        ("  kind: prevalence", "  kind: prevalence\n  kind: absence", "'kind' stands twice"),
    ],
)
def test_what_is_no_claim_yet_is_said(read, old, new, message):
    assert message in problems(read, GOOD.replace(old, new, 1))


def test_a_claim_of_no_known_kind_does_not_hide_what_is_wrong_with_the_others(read):
    wrong = GOOD.replace("kind: prevalence", "kind: prevalance").replace("{at_least: 1}", "{at_least: een}")
    assert problems(read, wrong).splitlines() == [
        "2 problems:",
        f"  claims.yml line 5 (C1): kind is 'prevalance'; expected one of {KINDS}. Did you mean 'prevalence'?",
        "  claims.yml line 30 (X1), rule: at_least is 'een'; expected a whole number from 1.",
    ]


# the Dutch sentence of C1, the English one, the word, what it says, and the rule that would test it
WORDS = [
    ("Het lukt nergens", "Claim", "nergens", "none", "kind absence"),
    ("Bewering", "Nobody does", "Nobody", "none", "kind absence"),
    ("Het lukt nooit", "Claim", "nooit", "none", "kind absence"),
    ("Geen enkele collega", "Claim", "Geen enkele", "none", "kind absence"),
    ("Het lukt alleen zo", "Claim", "alleen", "only", "a connection with only"),
    ("Bewering", "It only works so", "only", "only", "a connection with only"),
    ("Het is in elke gemeente zo", "Claim", "in elke gemeente", "every case", "kind existence"),
    ("Bewering", "In every municipality it is so", "every municipality", "every case", "kind existence"),
]


@pytest.mark.parametrize(("dutch", "english", "word", "quantity", "rule"), WORDS)
def test_a_word_that_says_how_many_needs_a_rule_that_tests_it(read, dutch, english, word, quantity, rule):  # noqa: PLR0917
    text = GOOD.replace("{nl: Bewering, en: Claim}", f"{{nl: {dutch}, en: {english}}}")
    assert problems(read, text) == (
        f"1 problem:\n  claims.yml line 3 (C1): '{word}' says {quantity}, and no rule of it tests that; "
        f"expected {rule}. "
        "Reword it, or let a part of it test these words."
    )


@pytest.mark.parametrize(("dutch", "english", "word"), [
    ("Het lukt meestal", "Claim", "meestal"),
    ("De meeste collega's", "Claim", "De meeste"),
    ("Bewering", "It mostly works", "mostly"),
])  # fmt: skip
def test_mostly_needs_a_label_of_more_than_half(read, dutch, english, word):
    """The label of C1 is typical; with variant, two of fifteen would do."""
    text = GOOD.replace("{nl: Bewering, en: Claim}", f'{{nl: "{dutch}", en: {english}}}')
    assert read(text)
    assert read(text.replace("min_label: typical", "min_label: general"))
    assert problems(read, text.replace("min_label: typical", "min_label: variant")) == (
        f"1 problem:\n  claims.yml line 3 (C1): '{word}' says most, and no rule of it tests that; expected min_label "
        "typical or general. Reword it, or let a part of it test these words."
    )


def test_a_composite_may_leave_a_word_to_a_part_that_tests_it(read):
    text = GOOD.replace("Een probleem en een rangorde", "Nergens een probleem en een rangorde")
    assert "line 56 (P1): 'Nergens' says none" in problems(read, text)
    text = text.replace("[C1, V1]", "[C1, V1, N1]").replace(
        "  says:\n", "  says:\n    N1: {nl: Nergens, en: A problem}\n"
    )
    assert read(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Het mislukt doordat men zwijgt", "doordat"),
        ("Dit leidt tot ruzie", "leidt tot"),
        ("Zo komt het, omdat men zwijgt", "omdat"),
    ],
)
def test_only_a_covariation_may_use_words_of_cause(read, text, word):
    """H1 of the good file says *doordat* and *because*."""
    assert problems(read, GOOD.replace("nl: Bewering", f"nl: '{text}'")) == (
        f"1 problem:\n  claims.yml line 3 (C1): '{word}' words a cause; expected a claim of kind covariation. "
        "Say what is found without a cause, or make it a covariation."
    )


def test_a_claim_can_be_said_in_short_without_being_another_claim(read):
    short = GOOD.replace("{nl: Bewering, en: Claim}", "{nl: Bewering, en: Claim}\n  short: {nl: Kort, en: Brief}")
    first, same = (read(text)["claims"].set_index("claim").loc["C1"] for text in (GOOD, short))
    assert (same["short_nl"], same["short_en"], pd.isna(first["short_nl"])) == ("Kort", "Brief", True)
    assert same["fingerprint"] == first["fingerprint"]


def test_what_is_said_in_short_is_short_and_held_to_the_same_rule(read):
    text = GOOD.replace(
        "{nl: Bewering, en: Claim}", f"{{nl: Bewering, en: Claim}}\n  short: {{nl: {'x' * 91}, en: Brief}}"
    )
    assert problems(read, text) == (
        "1 problem:\n  claims.yml line 4 (C1): 'short' has 91 characters in 'nl'; expected at most 90. "
        "Shorten it; the sentence itself stays in 'text'."
    )
    text = GOOD.replace(
        "{nl: Bewering, en: Claim}", "{nl: Bewering, en: Claim}\n  short: {nl: Omdat het moet, en: Brief}"
    )
    assert "line 4 (C1): 'Omdat' words a cause" in problems(read, text)


def test_every_problem_of_a_file_is_told_at_once_in_its_order_on_the_line_as_an_editor_shows_it(read):
    codes = "\n  # wie het zegt\n  support:\n    - pro\n    - prp\n"
    text = GOOD.replace("\n  support: [pro]\n", codes, 1).replace("{at_least: 1}", "{at_least: '1,5'}")
    text = text.replace("by: 25", "by: 1.025").replace("  answers: hoofdvraag\n  kind: rec", "  kind: rec", 1)
    text = text.replace("nl: Rangorde", "nl: Het mag omdat")
    assert problems(read, text).splitlines() == [
        "5 problems:",
        "  claims.yml line 9 (C1), support: code 'prp' is not in the codebook. Did you mean 'pro'?",
        "  claims.yml line 33 (X1), rule: at_least is '1,5'; expected a whole number from 1.",
        "  claims.yml line 40 (D1), contrast: by is '1.025'; expected a whole number from 1 to 100. Write 1025.",
        "  claims.yml line 44 (V1): 'omdat' words a cause; expected a claim of kind covariation. "
        "Say what is found without a cause, or make it a covariation.",
        "  claims.yml line 72 (R1): 'answers' is missing. "
        "The question that it answers: an id of `questions` in study.yml.",
    ]


def test_a_claim_that_cannot_be_read_is_neither_missing_nor_untested_where_others_rest_on_it(read):
    text = GOOD.replace("Een probleem en een rangorde", "Nergens een probleem en een rangorde")
    text = text.replace("min_label: typical", "min_label: tipical")
    assert [line.split(":")[0] for line in problems(read, text).splitlines()[1:]] == ["  claims.yml line 11 (C1), rule"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- C1\n- id: C2\n", "line 1: the file is not a list of claims with an id; expected one `- id: …` a claim."),
        ("- {kind: absence}\n", "line 1: 'id' is missing. What other claims and pages call it."),
    ],
)
def test_an_entry_that_is_no_claim_is_told_with_its_line(read, text, message):
    assert f"claims.yml {message}" in problems(read, text)


@pytest.mark.parametrize("text", ["", "# nog geen conclusies\n", "[]"])
def test_a_file_without_claims_is_a_study_without_conclusions_yet(read, text):
    assert all(table.empty for table in read(text).values())


SAID = "Dat heb ik nooit gezegd"
ODD = (
    None, "", [], {}, -1, 2.5, True, "1,5", SAID, [SAID], {SAID: SAID}, {"nl": SAID}, [None], [[["x"]]], [{}], "P1",
    ["P1"], ["P1", "P1"], {"x": {"nl": 1}}, "9" * 400, 1e300, "yes", "pro", {"a": {"a": {"a": {}}}}, {1: 2, "a": None},
)  # fmt: skip


def damaged(chance):
    """The good file with one to four things renamed, taken out, or made something else, at any depth."""
    claims = yaml.safe_load(GOOD.replace("2024-08-02", "'2024-08-02'"))
    for _ in range(chance.choice((1, 1, 2, 4))):
        inner, path = claims, []
        while isinstance(inner, dict | list) and inner and (not path or chance.random() < 0.7):
            holder = inner
            path.append(chance.choice(list(inner) if isinstance(inner, dict) else range(len(inner))))
            inner = inner[path[-1]]
        holder[path[-1]] = chance.choice(ODD)
        if chance.random() < 0.4:
            del holder[path[-1]]
            if isinstance(holder, dict):
                holder[chance.choice(("ruel", SAID, 1, None))] = inner
    return yaml.safe_dump(claims, default_flow_style=chance.choice((None, True, False)), sort_keys=False)


def test_a_damaged_file_is_read_or_refused_line_by_line_without_a_word_of_what_people_said(read):
    lines = []
    for seed in range(DAMAGES):
        try:
            read(damaged(random.Random(seed)))
        except StudyError as error:
            lines.append([str(problem) for problem in error.problems])
    numbers = [[int(re.match(r"claims\.yml line (\d+)", line)[1]) for line in listed] for listed in lines]
    assert numbers == [sorted(of_file) for of_file in numbers]
    assert [line for listed in lines for line in listed if "nooit" in line] == []
    assert len(lines) > DAMAGES / 2


def test_a_file_that_is_no_list_of_claims_is_refused(read):
    assert problems(read, "claims: nothing") == (
        "1 problem:\n  claims.yml: the file is not a list of claims with an id; expected one `- id: …` a claim."
    )


@pytest.fixture
def check(tmp_path, codebook):
    def check_text(**changes):
        (tmp_path / "claims.yml").write_text(GOOD, encoding="utf-8")
        known = {
            "questions": ["vraag-1", "hoofdvraag"],
            "perspectives": ["wijk", "raad"],
            "municipalities": ["een", "twee", "drie"],
            "documents": ["D1", "D4"],
            "statements": ["N01"],
            "rankings": ["R1"],
        }
        check_claims(read_claims(tmp_path / "claims.yml", codebook), {**known, **changes})

    return check_text


def test_everything_that_a_claim_names_outside_the_codebook_must_be_in_the_study(check):
    check()
    with pytest.raises(StudyError) as error:
        check(questions=["vraag-2", "hoofdvraag"], perspectives=["wijk"], documents=["D1"], rankings=[])
    asked = "question 'vraag-1' is not in the study. Did you mean 'vraag-2'?"
    assert [str(problem) for problem in error.value.problems] == [
        f"claims.yml line 4 (C1): {asked}",
        "claims.yml line 10 (C1), asked, documents: document 'D4' is not in the study.",
        f"claims.yml line 18 (N1): {asked}",
        f"claims.yml line 26 (X1): {asked}",
        f"claims.yml line 34 (D1): {asked}",
        "claims.yml line 37 (D1), contrast, less, perspectives: perspective 'raad' is not in the study.",
        f"claims.yml line 42 (V1): {asked}",
        "claims.yml line 46 (V1), published: ranking 'R1' is not in the study.",
        f"claims.yml line 50 (K1): {asked}",
    ]
    with pytest.raises(StudyError) as error:
        check(municipalities=["een"], statements=[])
    assert [str(problem) for problem in error.value.problems] == [
        "claims.yml line 13 (C1), published: statement 'N01' is not in the study.",
        "claims.yml line 14 (C1), derived_from: municipality 'twee' is not in the study.",
        "claims.yml line 15 (C1), expects: municipality 'drie' is not in the study.",
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            ("  expects: {drie: contradicted}", "  expects: {een: contradicted}"),
            "claims.yml line 15 (C1), expects: 'een' is among derived_from; expected a case that tests it.",
        ),
        (
            ("  composition: {all_of: [C1, V1]}", "  composition: {all_of: [C1, V1]}\n  checked: {by: Jo}"),
            "claims.yml line 60 (P1), checked: 'date' is missing. The day on which.",
        ),
        (
            ("eligible: {kind: interview, perspectives: [wijk]", "eligible: {kind: observation, perspectives: [wijk]"),
            "claims.yml line 9 (C1), eligible: perspectives are given of observations; expected perspectives of "
            "interviews only.",
        ),
    ],
)
def test_what_was_predicted_checked_or_seen_is_only_what_can_be(read, change, problem):
    assert problem in str(problems(read, GOOD.replace(*change)))
