"""The written documents: how long, how much alike, whose names, delivered how, and awkward where they should be."""

import re
import unicodedata
from itertools import permutations

import pandas as pd
import pytest

KATWIJK, LEIDSCHENDAM, MAASSLUIS = "katwijk", "leidschendam-voorburg", "maassluis"
PASSAGE = ["document", "start", "end"]
NAME = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Þ][\w-]*")


@pytest.fixture(scope="module")
def spoken(study):
    """What is said in each document, turn by turn; an observation without speakers is taken line by line."""
    turns = dict(iter(study.turns.groupby("document")))
    return {
        document: [text[start:end] for start, end in turns[document][["start", "end"]].itertuples(index=False)]
        if document in turns
        else text.splitlines()
        for document, text in study.transcripts.items()
    }


def words_of(lines):
    return re.findall(r"\w+", " ".join(lines).lower())


def shared_runs(first, second, length=5):
    """The share of the first text's runs of so many words that the second has too."""
    runs, others = (
        [tuple(words[place : place + length]) for place in range(len(words) - length + 1)] for words in (first, second)
    )
    known = set(others)
    return sum(run in known for run in runs) / max(1, len(runs))


def test_fifteen_interviews_and_three_observations_are_written(study):
    assert len(study.transcripts) == 18
    assert study.documents["kind"].value_counts().to_dict() == {"interview": 15, "observation": 3}


def test_every_document_has_the_length_of_its_kind(study, spoken):
    limits = {"interview": (1200, 2000), "observation": (500, 900)}
    kinds = study.documents.set_index("document")["kind"]
    lengths = {document: len(words_of(lines)) for document, lines in spoken.items()}
    outside = {
        document: length
        for document, length in lengths.items()
        if not limits[kinds[document]][0] <= length <= limits[kinds[document]][1]
    }
    assert outside == {}


def test_an_interview_has_an_interviewer_and_a_respondent_who_take_turns(study):
    interviews = study.documents.loc[study.documents["kind"] == "interview", "document"]
    per_document = study.turns.groupby("document")
    assert set(interviews) <= set(per_document.groups)
    assert {name for name in interviews if per_document.get_group(name)["speaker"].nunique() < 2} == set()
    assert {name for name in interviews if len(per_document.get_group(name)) < 10} == set()


def test_no_two_documents_share_three_percent_of_their_runs_of_five_words(spoken):
    said = {document: words_of(lines) for document, lines in spoken.items()}
    shares = {(one, other): shared_runs(said[one], said[other]) for one, other in permutations(said, 2)}
    assert max(shares.values()) < 0.03


def test_shared_runs_are_seen():
    first = ["de", "kat", "zat", "op", "de", "mat"]
    assert shared_runs(first, first) == 1.0
    assert shared_runs(first, ["toen", "zat", "de", "kat", "zat", "op", "de", "stoel"]) == 0.5
    assert shared_runs(first, ["de", "kat", "zat", "op", "een", "mat"]) == 0.0


def test_every_name_comes_from_the_list(reconstruction, spoken):
    """A capital in the middle of a sentence makes a name; a genitive s and a municipality's own name are allowed."""
    listed = set(pd.read_csv(reconstruction / "names.csv")["word"])
    found = {name for lines in spoken.values() for line in lines for name in NAME.findall(line)}
    assert len(found) > 50
    assert sorted(name for name in found if name not in listed and name.removesuffix("s") not in listed) == []


def test_a_name_is_seen_in_the_middle_of_a_sentence_and_not_at_its_start():
    assert NAME.findall("Toen kwam Jansen, Pietersen ook. Morgen weer.") == ["Jansen", "Pietersen"]


def test_the_list_of_names_is_short_in_order_and_without_names_that_are_not_used(reconstruction, study):
    names = pd.read_csv(reconstruction / "names.csv")
    assert names["word"].is_unique
    invented = names[names["origin"] == "invented"]
    assert set(invented["kind"]) == {"person", "place", "organisation"}
    assert set(names.loc[names["kind"].isin(["person", "organisation"]), "origin"]) == {"invented"}
    text = "\n".join(study.transcripts.values())
    assert [word for word in names["word"] if word not in text] == []


def test_documents_come_as_students_have_them(study):
    suffixes = study.documents["file"].str.rsplit(".").str[-1].value_counts().to_dict()
    assert suffixes == {"txt": 13, "docx": 3, "vtt": 2}


def test_each_municipality_delivers_its_codings_in_another_way(folder):
    ways = {path.parent.name: path.name for path in folder.glob("*/*") if path.stem in ("segments", "codings")}
    assert ways == {KATWIJK: "segments.csv", MAASSLUIS: "segments.csv", LEIDSCHENDAM: "codings.qdpx"}
    header = {
        name: (folder / name / "segments.csv").read_text("utf-8-sig").splitlines()[0] for name in (KATWIJK, MAASSLUIS)
    }
    assert (";" in header[KATWIJK], ";" in header[MAASSLUIS]) == (False, True)


def test_consent_differs_between_respondents_on_purpose(study):
    """One refuses to be quoted, one withdrew later use, and nobody lets more than a function be printed."""
    documents = study.documents.set_index("document")
    assert documents.index[~documents["consent_quotes"]].tolist() == ["D12"]
    assert documents.index[~documents["consent_reuse"]].tolist() == ["D9"]
    assert documents["consent_name"].unique().tolist() == ["function"]


def test_a_forwarded_message_has_an_emoji_made_of_several_and_an_accent_that_stands_apart(study):
    texts = study.transcripts.values()
    joined = [text for text in texts if "\u200d" in text or any(ord(character) > 0xFFFF for character in text)]
    assert len(joined) == 1
    assert any(unicodedata.combining(character) for character in joined[0])


def test_passages_overlap_nest_and_carry_up_to_four_codes_or_more(study):
    first = study.segments[study.segments["coder"] == "eerste"]
    assert first.groupby(PASSAGE)["code"].nunique().max() >= 4
    nested, crossing = 0, 0
    for _, rows in first.drop_duplicates(PASSAGE).groupby("document"):
        bounds = list(rows[["start", "end"]].itertuples(index=False, name=None))
        for (start, end), (other_start, other_end) in permutations(bounds, 2):
            nested += start <= other_start and other_end <= end
            crossing += start < other_start < end < other_end
    assert (nested > 0, crossing > 0) == (True, True)


def test_a_code_is_used_once_and_an_open_code_stands_outside_the_data_structure(study, reading):
    assert (reading["code"].value_counts() == 1).any()
    ungrouped = set(reading.loc[reading["code_kind"] == "open", "code"]) - set(study.data_structure["code"])
    assert ungrouped == {"werken_in_coronatijd"}


def test_one_document_has_no_role_code_at_all(study, reading):
    assert set(study.documents["document"]) - set(reading.dropna(subset=["role"])["document"]) == {"D17"}


def test_one_turn_is_very_long(study):
    lengths = [
        len(words_of([study.transcripts.passage(*turn)])) for turn in study.turns[PASSAGE].itertuples(index=False)
    ]
    assert max(lengths) > 350


def test_coders_wrote_memos(study):
    assert study.segments["memo"].notna().sum() > 100
