"""Who was asked about a claim follows from the topic list, what was raised, and who spoke of it all the same."""

import pandas as pd
import pytest

from wijkresearch.steps.conclusions import find_topic_turns, list_asking, settle_raised
from wijkresearch.tables import RAISED_TOPICS, TOPICS, TURNS

PEOPLE = [("een", "ambtenaar", ["ander"]), ("een", "ambtenaar", ["ander"]), ("een", "kijkt", ["pro"])]


def topics_of(*rows):
    """Topics from `(topic, guide, codes)`, in the order given."""
    made = pd.DataFrame(rows, columns=["topic", "guide", "codes"])
    return TOPICS.check(made.assign(label_nl="vraag", label_en="question", order=range(1, len(rows) + 1)))


def guide_of(topics, *raised):
    rows = pd.DataFrame(raised, columns=["document", "topic", "raised"]) if raised else RAISED_TOPICS.empty()
    return {"topics": topics, "raised_topics": RAISED_TOPICS.check(rows)}


NO_TOPICS = {"topics": TOPICS.empty(), "raised_topics": RAISED_TOPICS.empty()}
ONE = topics_of(("gesprek", "1", "pro"))


@pytest.fixture
def asking(make_town):
    """`(claim, document, asking, basis, topics)` of a town; changes are versions of the guide by document."""

    def found(people, guide, *entries, **used):
        town = make_town(people, *entries)
        record = town.record
        documents = record.documents.assign(guide=record.documents["document"].map(used).astype("str"))
        rows = list_asking(town.claims, guide, record.evidence, documents, record.codebook)
        return [
            tuple("" if pd.isna(value) else value for value in row) for row in rows.itertuples(index=False, name=None)
        ]

    return found


def test_by_the_guide_every_interview_was_asked_and_an_observation_is_no_interview(asking):
    assert asking(PEOPLE, guide_of(ONE)) == [
        ("C1", "D1", "yes", "guide", "gesprek"),
        ("C1", "D2", "yes", "guide", "gesprek"),
    ]


def test_without_a_topic_list_nothing_is_known(asking):
    assert asking(PEOPLE, NO_TOPICS) == [("C1", "D1", "unknown", "none", ""), ("C1", "D2", "unknown", "none", "")]


def test_of_a_claim_that_no_topic_covers_nothing_is_known_also_of_who_speaks_of_it(asking):
    people = [("een", "ambtenaar", ["pro"]), ("een", "ambtenaar", [])]
    guide = guide_of(topics_of(("anders", "1", "ander_contra"), ("leeg", "1", None)))
    assert asking(people, guide) == [("C1", "D1", "unknown", "none", ""), ("C1", "D2", "unknown", "none", "")]


@pytest.mark.parametrize("codes", ["contra", "pro_onder", "ander; contra", "pro contra"])
def test_a_topic_covers_a_claim_by_a_code_for_or_against_it_or_under_one_of_these(asking, codes):
    assert asking(PEOPLE[:1], guide_of(topics_of(("gesprek", "1", codes)))) == [("C1", "D1", "yes", "guide", "gesprek")]


def test_codes_under_a_code_of_a_topic_count_along(asking, new_claim):
    assert asking(PEOPLE[:1], guide_of(ONE), new_claim(support=["pro_onder"])) == [
        ("C1", "D1", "yes", "guide", "gesprek")
    ]


def test_who_was_not_asked_by_what_a_person_wrote_down_counts_as_asked_only_when_speaking_of_it(asking):
    people = [("een", "a", ["ander"]), ("een", "a", ["contra"]), ("een", "a", ["pro_onder"])]
    none = guide_of(ONE, ("D1", "gesprek", "no"), ("D2", "gesprek", "no"), ("D3", "gesprek", "no"))
    assert asking(people, none) == [
        ("C1", "D1", "no", "confirmed", "gesprek"),
        ("C1", "D2", "yes", "spoke", "gesprek"),
        ("C1", "D3", "yes", "spoke", "gesprek"),
    ]


def test_one_topic_that_was_raised_is_enough_and_is_the_one_that_is_named(asking):
    two = topics_of(("gesprek", "1", "pro"), ("slot", "1", "contra"), ("anders", "1", "ander"))
    guide = guide_of(two, ("D1", "gesprek", "no"), ("D2", "gesprek", "no"), ("D2", "slot", "no"))
    assert asking(PEOPLE[:2], guide) == [
        ("C1", "D1", "yes", "guide", "slot"),
        ("C1", "D2", "no", "confirmed", "gesprek slot"),
    ]


def test_each_interview_has_the_topics_of_the_version_that_it_used_and_the_first_when_it_names_none(asking):
    versions = topics_of(("anders", "1", "ander"), ("anders", "2", "ander"), ("gesprek", "2", "pro"))
    people = [("een", "a", []), ("een", "a", []), ("een", "a", [])]
    assert asking(people, guide_of(versions, ("D3", "gesprek", "yes")), D2="2") == [
        ("C1", "D1", "no", "guide", "gesprek"),
        ("C1", "D2", "yes", "guide", "gesprek"),
        ("C1", "D3", "yes", "confirmed", "gesprek"),
    ]


def test_what_the_claim_says_of_who_was_asked_comes_before_the_guide_and_before_what_they_say(asking, new_claim):
    people = [("een", "a", ["pro"]), ("een", "a", [])]
    claim = new_claim(asked={"default": False, "documents": ["D2"]})
    for guide in (NO_TOPICS, guide_of(ONE), guide_of(ONE, ("D1", "gesprek", "yes"), ("D2", "gesprek", "no"))):
        assert asking(people, guide, claim) == [("C1", "D1", "no", "claim", ""), ("C1", "D2", "yes", "claim", "")]


def test_a_ranking_is_covered_by_a_topic_about_any_of_its_roles(asking, new_claim):
    ranking = new_claim(kind="ranking", ranking={"role": "fikser", "rank": "most"}, support=None, counter=None)
    ranking["rule"] = {"min_respondents": 2}
    assert asking(PEOPLE[:1], guide_of(topics_of(("taken", "1", "bouwer_binnen"))), ranking) == [
        ("C1", "D1", "yes", "guide", "taken")
    ]


def test_composites_are_left_out_and_topics_stand_in_the_order_of_the_guide(asking, new_claim, new_composite):
    topics = topics_of(("b", "1", "pro"), ("a", "1", "contra")).assign(order=[2, 1])
    found = asking(PEOPLE[:1], guide_of(topics), new_claim(), new_composite("A1", composition={"all_of": ["C1"]}))
    assert found == [("C1", "D1", "yes", "guide", "a b")]


def test_a_row_that_follows_from_the_guide_may_be_written_down_as_such(make_town):
    raised = RAISED_TOPICS.check(
        pd.DataFrame({"document": ["D1"], "topic": ["gesprek"], "raised": ["no"], "how": ["guide"]})
    )
    settled = settle_raised({"topics": ONE, "raised_topics": raised}, make_town(PEOPLE).record.documents)
    assert settled.to_numpy().tolist() == [["D1", "gesprek", False, "guide"], ["D2", "gesprek", True, "guide"]]


def test_turns_of_the_interviewer_in_which_a_word_begins_as_a_keyword_propose_the_topic():
    text = "I: Uw Titel?\nR: Mijn titel.\nI: Heeft u tijd?\nI: Ondertitel, op tijd?"
    topics = ONE.assign(topic="naam", keywords="titel")
    topics = pd.concat([topics, ONE.assign(topic="uren", keywords=" op tijd ; te weinig"), ONE])
    turns = TURNS.check(
        pd.DataFrame(
            {
                "document": "D1",
                "turn": [1, 2, 3, 4],
                "start": [3, 16, 31, 48],
                "end": [12, 27, 44, 68],
                "speaker": ["I", "R", "I", "I"],
                "interviewer": [True, False, True, True],
            }
        )
    )
    found = find_topic_turns(topics, turns, {"D1": text})
    assert found.to_numpy().tolist() == [["D1", "naam", 1, 3, 12], ["D1", "uren", 4, 48, 68]]
    assert find_topic_turns(topics, turns.assign(interviewer=pd.NA).astype({"interviewer": "boolean"}), {}).empty
