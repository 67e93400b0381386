"""Every question equals a count by hand, one coding at a time, of any made-up codings."""

import re
import unicodedata
from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkresearch.analysis import Analysis
from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.privacy.consent import Gate
from wijkresearch.privacy.release import release
from wijkresearch.rigour.finding_back import find_ids
from wijkresearch.rigour.word_search import fold, pattern_of
from wijkresearch.study import Transcripts
from wijkresearch.tables import SEGMENTS, TURNS

RAW = example_study()
STUDY = release(RAW)
CODES = list(STUDY.codebook["code"])
DOCUMENTS = STUDY.documents.set_index("document")
FEW = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
LENGTH = 120
spans = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 40)).map(lambda at: (at[0], min(sum(at), LENGTH)))
codings = st.lists(
    st.tuples(st.sampled_from(list(DOCUMENTS.index[:5])), spans, st.sampled_from(CODES[:5])), unique=True, max_size=25
)
TURN = ((0, 30, True), (33, 70, False), (72, LENGTH, False))
SPOKEN = [(document, *turn) for document in DOCUMENTS.index[1:5] for turn in TURN]
WORDS = "Zee zeester Zeë; overzee, de zee-eend. Één reus en de réuzen. "


def analysis_of(made, text=WORDS * 3):
    """The analysis of the made-up study with these codings, on short texts; the first document has no turns."""
    rows = [{"document": document, "start": start, "end": end, "code": code} for document, (start, end), code in made]
    segments = pd.DataFrame(rows, columns=["document", "start", "end", "code"]).assign(coder="een", origin="coded")
    turns = [(document, number, start, end, "Piet", asks) for number, (document, start, end, asks) in enumerate(SPOKEN)]
    names = ["document", "turn", "start", "end", "speaker", "interviewer"]
    texts = Transcripts(dict.fromkeys(DOCUMENTS.index[:5], text[:LENGTH]))
    study = replace(
        STUDY,
        segments=SEGMENTS.check(segments.reindex(columns=SEGMENTS.column_names)),
        turns=TURNS.check(pd.DataFrame(turns, columns=names).reindex(columns=TURNS.column_names)),
        transcripts=texts,
    )
    return Analysis(study)


def touch(one, other, near=0):
    return one[0] < other[1] + near and other[0] < one[1] + near


@FEW
@given(codings, st.sets(st.sampled_from(CODES[:5])), st.sets(st.sampled_from(CODES[:5])), st.integers(0, 30))
def test_passages_are_those_that_a_person_would_find_one_by_one(made, codes, beside, near):
    found = analysis_of(made).passages(codes, beside=beside, near=near, municipality="aardam")
    expected = {
        f"{document}:{span[0]}-{span[1]}"
        for document, span, code in made
        if (code in codes or not codes)
        and DOCUMENTS["municipality"][document] == "aardam"
        and (not beside or any(of == document and kind in beside and touch(span, to, near) for of, to, kind in made))
    }
    assert set(found["segment"]) == expected
    asked = {(d, s, e): {c for of, at, c in made if (of, *at) == (d, s, e)} for d, (s, e), _ in made}
    for row in found.itertuples():
        every = asked[row.document, row.start, row.end]
        assert set(row.codes.split()) == (every & codes if codes else every)


@FEW
@given(codings)
def test_codes_come_together_as_often_as_every_pair_of_passages_compared_by_hand(made):
    found = analysis_of(made).co_occurrences(CODES[:5]).set_index(["code", "other"])
    turns = {document: [turn[:2] for of, *turn in SPOKEN if of == document] for document in DOCUMENTS.index[:5]}
    for code, other in combinations(CODES[:5], 2):
        pairs = [
            (document, one, two)
            for document, one, left in made
            for of, two, right in made
            if (left, right) == (code, other) and document == of
        ]
        overlap = [pair for pair in pairs if touch(*pair[1:])]
        spoken = [p for p in pairs if any(touch(p[1], turn) and touch(p[2], turn) for turn in turns[p[0]])]
        interviews = [{p[0] for p in ps if DOCUMENTS["kind"][p[0]] == "interview"} for ps in (overlap, spoken)]
        expected = [
            len(overlap),
            sum(two[0] <= one[0] and one[1] <= two[1] for _, one, two in pairs),
            sum(one[0] <= two[0] and two[1] <= one[1] for _, one, two in pairs),
            len(spoken),
            *map(len, interviews),
            (DOCUMENTS["kind"] == "interview").sum(),
        ]
        assert found.loc[(code, other)].tolist() == expected


@FEW
@given(codings)
def test_the_documents_add_up_to_the_whole_and_the_order_of_codes_does_not_matter(made):
    analysis = analysis_of(made)
    by_document = analysis.document_co_occurrences().drop(columns="document").groupby(["code", "other"]).sum()
    whole = analysis.co_occurrences().set_index(["code", "other"])
    assert by_document.equals(whole.loc[by_document.index, by_document.columns].astype(by_document.dtypes))
    assert whole["overlap"].sum() == by_document["overlap"].sum()
    pd.testing.assert_frame_equal(analysis.co_occurrences(CODES[:3]), analysis.co_occurrences(CODES[2::-1]))


@FEW
@given(codings)
def test_codes_by_document_and_by_attribute_are_counted_with_their_zeros(made):
    analysis = analysis_of(made)
    counts = analysis.code_documents(CODES[:5]).set_index(["document", "code"])["segments"]
    assert counts.to_dict() == {
        (document, code): sum((of, kind) == (document, code) for of, _, kind in made)
        for document in DOCUMENTS.index
        for code in CODES[:5]
    }
    by = analysis.codes_by("perspective", CODES[:5]).set_index(["code", "value"])
    interviews = DOCUMENTS[DOCUMENTS["kind"] == "interview"]
    for (code, value), row in by.iterrows():
        given_to = [of for of, _, kind in made if kind == code and DOCUMENTS["perspective"][of] == value]
        assert row["segments"] == len(given_to)
        assert row["respondents"] == len({*given_to} & {*interviews.index})
        assert row["interviews"] == (interviews["perspective"] == value).sum()
    assert len(by) == 5 * DOCUMENTS["perspective"].nunique()


def by_hand(text, word):
    """Where a word of letters, with or without a star behind it, stands in a text: read letter by letter."""
    plain = ["".join(c for c in unicodedata.normalize("NFD", letter.lower()) if c.isalpha()) for letter in text]
    found, start = [], 0
    while start < len(text):
        end = start
        while end < len(text) and text[end].isalnum():
            end += 1
        said = "".join(plain[start:end])
        if end > start and (said.startswith(word[:-1]) if word.endswith("*") else said == word):
            found.append((start, end))
        start = end + 1
    return found


@FEW
@given(codings, st.text("zeerstüZ -.,", max_size=LENGTH), st.sampled_from(["zee", "zee*", "re*", "u"]))
def test_a_word_is_found_where_a_person_reads_it_and_counted_outside_the_code(made, text, word):
    analysis = analysis_of(made, text.ljust(LENGTH, "."))
    found = analysis.find_words(word, CODES[0])
    expected = {
        (document, *at): any(of == document and code == CODES[0] and touch(at, span) for of, span, code in made)
        for document in DOCUMENTS.index[:5]
        for at in by_hand(text, word)
        if document == DOCUMENTS.index[0] or any(touch(at, turn[:2]) for turn in TURN if not turn[2])
        if document == DOCUMENTS.index[0] or not touch(at, (0, 30)) or touch(at, (33, 70))
    }
    rows = found[["document", "start", "end", "inside"]].itertuples(index=False, name=None)
    assert {(document, start, end): inside for document, start, end, inside in rows} == expected
    counted = analysis.missed_words(CODES[0], word)
    assert (counted["inside"].sum(), counted["outside"].sum()) == (
        sum(expected.values()),
        len(expected) - sum(expected.values()),
    )
    assert list(counted["document"]) == list(DOCUMENTS.index[:5])


@given(st.text())
def test_folded_text_has_every_character_in_its_place(text):
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("zee", ["Zee", "Zeë", "zee"]),
        ("ZEE*", ["Zee", "zeester", "Zeë", "zee"]),
        ("*zee", ["Zee", "Zeë", "overzee", "zee"]),
        ("een", ["Één"]),
        ("r*s", ["reus"]),
        ("de  zee", ["de zee"]),
        ("reuzen", ["réuzen"]),
    ],
)
def test_words_are_whole_and_capitals_and_accents_do_not_matter(word, found):
    word = re.sub(" +", " ", word)
    assert [WORDS[slice(*at.span())] for at in pattern_of(word).finditer(fold(WORDS))] == found


def test_what_the_study_has_not_got_is_said_in_one_message():
    with pytest.raises(StudyError) as refused:
        Analysis(STUDY).passages(["makelaar_buitn", "Makelaar"], municipality="ardam", perspective="x", tekst="a")
    assert str(refused.value) == (
        "4 problems:\n"
        "  passages: there is no question 'tekst'; expected one of codes, beside, municipality, perspective, outcome, "
        "text. Did you mean 'text'?\n"
        "  passages: there is no code 'makelaar_buitn'. Did you mean 'makelaar_buiten'?\n"
        "  passages: there is no municipality 'ardam'; expected one of aardam, bosrade. Did you mean 'aardam'?\n"
        "  passages: there is no perspective 'x'; expected one of wijkverbinder, wethouder, overig."
    )


def test_a_code_is_asked_for_by_its_label_and_a_label_of_two_codes_is_refused():
    known = {"a": ("Fikser", "Fixer"), "b": ("Bemiddelaar", "fixer")}
    assert find_ids("code", ["fikser", "b"], known) == (["a", "b"], [])
    (problem,) = find_ids("code", ["Fixer"], known)[1]
    assert str(problem) == "passages: 'Fixer' is the label of more than one code; expected a, b."


def test_a_code_is_itself_alone_unless_what_stands_under_it_is_asked_for():
    analysis = Analysis(STUDY)
    assert analysis.passages("makelaar").empty
    below = set(STUDY.codebook.loc[STUDY.codebook["parent"] == "makelaar", "code"])
    assert set(analysis.passages("makelaar", under=True)["codes"].str.split().explode()) == below


def test_passages_by_outcome_are_those_with_an_outcome_code_of_their_own():
    study = replace(STUDY, codebook=STUDY.codebook.assign(outcome=STUDY.codebook["outcome"]))
    study.codebook.loc[study.codebook["code"] == "weer_en_verkeer", "outcome"] = "hindered"
    found = Analysis(study).passages("luisteraar_buiten", outcome="hindered")
    assert found["segment"].tolist() == ["D1:53-95"]


def test_typical_words_are_those_that_stand_out_and_are_never_those_of_who_may_not_be_quoted():
    words = Analysis(STUDY, gate=Gate.of(RAW)).typical_words("makelaar_buiten")
    assert (words["respondents"] >= 2).all()
    assert words["likelihood"].is_monotonic_decreasing
    assert len(words)
    closed = Gate.of(replace(RAW, documents=RAW.documents.assign(consent_quotes=False)))
    assert Analysis(STUDY, gate=closed).typical_words("makelaar_buiten").empty
    with pytest.raises(StudyError, match=r"no word is typical of these passages\. Say yourself"):
        Analysis(STUDY, gate=closed).missed_words("makelaar_buiten")
