"""The rules on role passages: by hand, beside the tables that count the same, and against a search through codings."""

from collections import Counter
from itertools import product

import numpy as np
import pandas as pd
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.steps.conclusions.ballots import STRENGTH, leave_one_out
from wijkresearch.steps.conclusions.passage_ballots import Cell, ConnectionBallot, RankingBallot
from wijkresearch.steps.connections import count_courses, judge_arrows, judge_connections
from wijkresearch.steps.role_tables import count_roles, find_preferred_roles
from wijkresearch.tables import COURSES, DOCUMENTS, EVIDENCE

MADE, HINDERED, UNASKED, UNCODED = "fulfilled", "hindered", "not_called_upon", ""
ENDINGS = (MADE, HINDERED, UNASKED, UNCODED)
FIXER = ("fikser", "buiten")
JUDGEMENTS = ("made", "hindered", "not_called_upon", "varied")


def ranked(*counts, role=0, rank="most", measure="passages", fewest=3):
    width = len(counts[0]) if counts else 3
    return RankingBallot(np.array(counts, dtype="int64").reshape(-1, width), role, rank, measure, fewest)


# passages of the role, of the others -> verdict of most, verdict of least
RANKINGS_BY_HAND = [
    ((14, 9, 8, 9), "supported", "contradicted"),
    ((12, 12, 9, 4), "mixed", "contradicted"),
    ((10, 12, 9, 4), "contradicted", "contradicted"),
    ((4, 12, 9, 4), "contradicted", "mixed"),
    ((3, 12, 9, 4), "contradicted", "supported"),
    ((5, 5, 5, 5), "mixed", "mixed"),
    ((9, 8, 8, 8), "supported", "contradicted"),  # one passage more is enough
]


@pytest.mark.parametrize(("totals", "most", "least"), RANKINGS_BY_HAND)
def test_rankings_by_passages_worked_out_by_hand(totals, most, least):
    documents = [totals, (0, 0, 0, 0), (0, 0, 0, 0)]
    assert [ranked(*documents, rank=rank).verdict for rank in ("most", "least")] == [most, least]


def test_a_ranking_of_too_few_documents_says_nothing_and_nothing_tips_it():
    few = ranked((9, 0, 0), (9, 0, 0))
    assert (few.verdict, few.tip(), ranked().verdict) == ("insufficient", None, "insufficient")


def test_a_talkative_respondent_decides_passages_and_not_respondents():
    counts = (20, 0, 0), (0, 2, 1), (0, 3, 1), (0, 4, 0)
    assert ranked(*counts).verdict == "supported"
    by_respondents = ranked(*counts, measure="respondents")
    assert (by_respondents.verdict, by_respondents.tip()) == ("contradicted", None)


def test_a_ranking_has_its_passages_those_of_the_role_and_of_the_role_next_to_it():
    tally = ranked((4, 3, 0), (4, 2, 1), (4, 2, 2)).tally
    assert (tally.asked, tally.support, tally.counter) == (22, 12, 7)
    assert ranked((4, 3, 0), (4, 2, 1), (4, 2, 2)).cut_off == 8


def test_a_ranking_with_one_document_left_out():
    counts = [(9, 0, 0), (0, 4, 1), (0, 4, 1)]
    rests = [(str(place), ranked(*counts[:place], *counts[place + 1 :])) for place in range(3)]
    assert ranked(*counts).verdict == "supported"
    assert leave_one_out(rests) == ["contradicted", "supported"]


@pytest.mark.parametrize(
    ("totals", "rank", "changes", "verdict"),
    [
        ((14, 9, 8), "most", 3, "contradicted"),  # 11 beside 12
        ((12, 12, 4), "most", 1, "contradicted"),
        ((0, 4, 4), "most", 3, "mixed"),  # 3 beside 3 and 2
        ((0, 0, 9), "least", 1, "contradicted"),  # one of the nine becomes of the role
        ((5, 1, 1, 9), "least", 3, "mixed"),  # 2 beside 2 and 3
    ],
)
def test_what_tips_a_ranking_worked_out_by_hand(totals, rank, changes, verdict):
    tip = ranked(totals, rank=rank, fewest=1).tip()
    assert (tip.changes, tip.verdict) == (changes, verdict)


def ranking_by_search(totals, rank):
    """The fewest passages that have to be of another role, moving one after the other in every way."""
    now, seen, edge = ranked(totals, rank=rank, fewest=1).verdict, {totals}, {totals}
    for size in range(1, sum(totals) + 1):
        edge = {
            tuple(number - (place == start) + (place == end) for place, number in enumerate(found))
            for found in edge
            for start, end in product(range(len(totals)), repeat=2)
            if found[start]
        } - seen
        seen |= edge
        verdicts = {ranked(found, rank=rank, fewest=1).verdict for found in edge} - {now}
        if verdicts:
            return size, verdicts
    return None, set()


@settings(max_examples=examples(80), deadline=None)
@given(st.lists(st.integers(0, 4), min_size=2, max_size=4).filter(any), st.sampled_from(["most", "least"]))
def test_what_tips_a_ranking_is_what_a_search_through_every_coding_finds(totals, rank):
    fewest, verdicts = ranking_by_search(tuple(totals), rank)
    tip = ranked(tuple(totals), rank=rank, fewest=1).tip()
    assert (tip and tip.changes) == fewest
    assert tip is None or tip.verdict in verdicts


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any), min_size=1, max_size=6))
def test_a_passage_of_the_role_never_weakens_a_ranking_and_one_of_another_never_strengthens_it(counts):
    before = ranked(*counts, fewest=1).verdict
    more, other = ([[*row] for row in counts] for _ in range(2))
    more[0][0] += 1
    other[0][1] += 1
    assert STRENGTH[ranked(*more, fewest=1).verdict] >= STRENGTH[before]
    assert STRENGTH[ranked(*other, fewest=1).verdict] <= STRENGTH[before]


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["D1", "D2", "D3"]), st.integers(0, 2), st.integers(0, 1)), max_size=15))
def test_a_ranking_by_passages_says_what_the_preferred_roles_say(passages):
    """D3 is an observation: it counts along in both."""
    roles, worlds = ["fikser", "bouwer", "maker"], ["binnen", "buiten"]
    rows = [
        {
            "segment": f"{document}:{place}", "document": document, "start": place, "end": place + 1,
            "code": f"{roles[role]}_{worlds[world]}", "coder": "een", "municipality": "a",
            "kind": "observation" if document == "D3" else "interview", "perspective": "wijk", "coding_order": 1,
            "code_kind": "open", "role": roles[role], "world": worlds[world],
        }
        for place, (document, role, world) in enumerate(passages)
    ]  # fmt: skip
    evidence = EVIDENCE.check(pd.DataFrame(rows, columns=EVIDENCE.column_names)) if rows else EVIDENCE.empty()
    listed = {"municipalities": ["a"], "worlds": worlds, "roles": roles}
    preferred = find_preferred_roles(count_roles(evidence, DOCUMENTS.empty(), **listed))
    counts = [[0, 0, 0] for _ in range(3)]
    for document, role, _ in passages:
        counts[int(document[1]) - 1][role] += 1
    for place, role in enumerate(roles):
        verdict = ranked(*filter(any, counts), role=place, fewest=1).verdict
        expected = "contradicted"
        if role in set(preferred["role"]):
            expected = "mixed" if preferred["tie"].any() else "supported"
        assert verdict == (expected if passages else "insufficient")


def connection(cells, judgement="made", *, only=False, cell=FIXER, fewest=3):
    """A ballot of `{(role, world): {ending: passages}}`."""
    passages = tuple(
        ((role, world, "", ending), size) for (role, world), ended in cells.items() for ending, size in ended.items()
    )
    return ConnectionBallot(passages, Cell(*cell), judgement, only, fewest)


# in full, hindered, not called upon, nobody coded -> verdict of made, hindered, not called upon
CONNECTIONS_BY_HAND = [
    ((3, 1, 0, 0), ("supported", "contradicted", "contradicted")),
    ((2, 2, 0, 0), ("mixed", "mixed", "contradicted")),  # half is not more than half
    ((1, 3, 0, 0), ("contradicted", "supported", "contradicted")),
    ((0, 0, 3, 0), ("contradicted", "contradicted", "supported")),
    ((3, 0, 0, 3), ("mixed", "not_supported", "not_supported")),  # what nobody coded is in the whole of the half
    ((3, 0, 0, 2), ("supported", "contradicted", "contradicted")),
    ((2, 0, 0, 0), ("insufficient", "insufficient", "insufficient")),
    ((0, 0, 0, 5), ("insufficient", "insufficient", "insufficient")),
    ((0, 0, 0, 0), ("insufficient", "insufficient", "insufficient")),
    ((2, 2, 3, 0), ("contradicted", "contradicted", "contradicted")),  # ended otherwise in two ways
]


@pytest.mark.parametrize(("sizes", "verdicts"), CONNECTIONS_BY_HAND)
def test_verdicts_on_a_connection_worked_out_by_hand(sizes, verdicts):
    ended = {FIXER: dict(zip(ENDINGS, sizes, strict=True)), ("bouwer", "binnen"): {MADE: 9}}
    assert tuple(connection(ended, judgement).verdict for judgement in JUDGEMENTS[:3]) == verdicts


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ({MADE: 2, HINDERED: 2}, "supported"),
        ({MADE: 3, HINDERED: 2}, "contradicted"),
        ({MADE: 2}, "supported"),  # too few passages to say that it is made
        ({MADE: 3}, "contradicted"),
        ({MADE: 3, UNCODED: 3}, "supported"),
        ({HINDERED: 9}, "supported"),
    ],
)
def test_only_asks_besides_that_no_other_role_and_world_is_made(other, verdict):
    cells = {FIXER: {MADE: 3, HINDERED: 1}, ("fikser", "binnen"): other}
    assert connection(cells, only=True).verdict == verdict
    assert connection(cells).verdict == "supported"
    cells = {FIXER: {MADE: 1, HINDERED: 3}, ("fikser", "binnen"): {HINDERED: 3}}
    assert connection(cells, only=True).verdict == "contradicted"


def test_only_of_a_role_in_whichever_world_leaves_its_own_worlds_alone():
    cells = {FIXER: {MADE: 4}, ("fikser", "binnen"): {MADE: 4}, ("bouwer", "buiten"): {HINDERED: 4}}
    assert connection(cells, only=True, cell=("fikser", None)).verdict == "supported"
    assert connection(cells, only=True, cell=(None, "buiten")).verdict == "contradicted"
    assert connection(cells, only=True).verdict == "contradicted"


@pytest.mark.parametrize(
    ("sizes", "verdict"),
    [
        ((2, 9, 0, 0), "supported"),
        ((9, 1, 1, 0), "supported"),  # two that did not, however
        ((2, 1, 0, 9), "mixed"),
        ((1, 9, 0, 0), "mixed"),  # a single case on one side
        ((0, 9, 0, 0), "contradicted"),
        ((9, 0, 0, 0), "contradicted"),
        ((1, 1, 0, 0), "insufficient"),
    ],
)
def test_endings_that_vary_worked_out_by_hand(sizes, verdict):
    assert connection({FIXER: dict(zip(ENDINGS, sizes, strict=True))}, "varied").verdict == verdict


def test_a_direction_leaves_out_passages_of_which_nobody_coded_it():
    passages = ((("fikser", "buiten", "heen", MADE), 3), (("fikser", "buiten", "", HINDERED), 9))
    both, one = (ConnectionBallot(passages, Cell(direction=way), "made", False, 3) for way in (None, "heen"))
    assert (both.verdict, one.verdict) == ("contradicted", "supported")
    assert (both.tally.asked, both.tally.support, both.tally.counter, both.cut_off) == (12, 3, 9, 7)


passages_drawn = st.lists(
    st.tuples(
        st.sampled_from(["fikser", "bouwer"]),
        st.sampled_from(["binnen", "buiten"]),
        st.sampled_from(["heen", "terug", ""]),
        st.sampled_from(ENDINGS),
    ),
    max_size=20,
)


@settings(max_examples=examples(60), deadline=None)
@given(passages_drawn)
def test_a_connection_is_judged_as_the_table_of_connections_judges_it(passages):
    rows = [(f"D1:{place}", "D1", "a", "interview", *told) for place, told in enumerate(passages)]
    columns = ["segment", "document", "municipality", "kind", "role", "world", "direction", "outcome"]
    courses = pd.DataFrame(rows, columns=columns).replace({"direction": {"": None}, "outcome": {"": None}})
    layout = {"roles": ["fikser", "bouwer"], "worlds": ["binnen", "buiten"], "directions": ["heen", "terug"]}
    counts = count_courses(
        COURSES.check(courses) if rows else COURSES.empty(), municipalities=["a"], derived_from=["a"], **layout
    )
    judged = {
        (row.role, row.world, None): row.judgement
        for row in judge_connections(counts).query("member == 'a'").itertuples()
    }
    judged |= {
        (row.role, None, row.direction): row.judgement
        for row in judge_arrows(counts).query("member == 'a'").itertuples()
    }
    for cell, judgement in judged.items():
        ballots = {
            said: ConnectionBallot(tuple(Counter(passages).items()), Cell(*cell), said, False, 1).verdict
            for said in JUDGEMENTS[:3]
        }
        assert [said for said, verdict in ballots.items() if verdict == "supported"] == [
            said for said in JUDGEMENTS[:3] if said == judgement
        ]
        assert (set(ballots.values()) == {"insufficient"}) == (judgement == "nobody_coded")


def connection_by_search(cells, judgement, *, only, fewest):
    """The fewest passages that have to end otherwise, ending each in every way; what ended never becomes uncoded."""
    told = [(cell, ending) for cell, ended in cells.items() for ending, size in ended.items() for _ in range(size)]
    now = connection(cells, judgement, only=only, fewest=fewest).verdict
    ways = [[ending, *(other for other in ENDINGS[:3] if other != ending)] for _, ending in told]
    best: dict[str, int] = {}
    for again in set(product(*ways)):
        changed: dict = {cell: Counter() for cell in cells}
        for (cell, _), ending in zip(told, again, strict=True):
            changed[cell][ending] += 1
        verdict = connection(changed, judgement, only=only, fewest=fewest).verdict
        moved = sum(ending != other for (_, ending), other in zip(told, again, strict=True))
        best[verdict] = min(best.get(verdict, moved), moved)
    return {verdict: moved for verdict, moved in best.items() if verdict != now}


def sizes_of(endings):
    return dict(Counter(endings))


@settings(max_examples=examples(120), deadline=None)
@given(st.lists(st.sampled_from(ENDINGS), max_size=6), st.sampled_from(JUDGEMENTS), st.integers(1, 3))
def test_what_tips_a_connection_is_what_a_search_through_every_ending_finds(endings, judgement, fewest):
    cells = {FIXER: sizes_of(endings)}
    ballot = connection(cells, judgement, fewest=fewest)
    if ballot.verdict == "insufficient":
        assert ballot.tip() is None
        return
    found = {tip.verdict: tip.changes for tip in ballot.tips()}
    assert found == connection_by_search(cells, judgement, only=False, fewest=fewest)


@settings(max_examples=examples(80), deadline=None)
@given(
    st.lists(st.sampled_from(ENDINGS), min_size=1, max_size=3),
    st.lists(st.lists(st.sampled_from(ENDINGS), min_size=1, max_size=2), max_size=2),
)
def test_what_tips_a_connection_that_only_one_role_makes_is_what_a_search_finds(endings, others):
    places = [("fikser", "binnen"), ("bouwer", "buiten")]
    cells = {FIXER: sizes_of(endings), **{place: sizes_of(told) for place, told in zip(places, others, strict=False)}}
    ballot = connection(cells, only=True, fewest=1)
    tip, found = ballot.tip(), connection_by_search(cells, "made", only=True, fewest=1)
    if ballot.verdict != "insufficient":
        assert (tip and tip.changes) == min(found.values(), default=None)
        assert tip is None or found[tip.verdict] == tip.changes


@pytest.mark.parametrize(
    ("cells", "changes", "verdict", "where"),
    [
        ({FIXER: {HINDERED: 3, UNASKED: 3}}, 3, "mixed", ""),
        ({FIXER: {MADE: 5, UNCODED: 5}}, 1, "supported", ""),
        ({FIXER: {MADE: 9}, ("bouwer", "binnen"): {MADE: 2, HINDERED: 2}}, 1, "contradicted", "bouwer, binnen"),
        (
            {FIXER: {MADE: 9}, ("bouwer", "binnen"): {MADE: 3}, ("bouwer", "buiten"): {MADE: 4}},
            4,
            "supported",
            "bouwer, binnen; bouwer, buiten",
        ),
    ],
)
def test_what_tips_a_connection_worked_out_by_hand(cells, changes, verdict, where):
    tip = connection(cells, only=True).tip()
    assert (tip.changes, tip.verdict, tip.where) == (changes, verdict, where)


@settings(max_examples=examples(100))
@given(st.permutations(ENDINGS[:3]), st.lists(st.sampled_from(ENDINGS)))
def test_a_passage_that_ended_as_is_said_never_weakens_a_connection_and_one_that_did_not_never_strengthens_it(
    order, endings
):
    wanted, other, _ = order
    judgement = dict(zip(ENDINGS, JUDGEMENTS, strict=False))[wanted]
    before, more, less = (
        connection({FIXER: sizes_of(told)}, judgement).verdict
        for told in (endings, [*endings, wanted], [*endings, other])
    )
    if before != "insufficient":
        assert STRENGTH[less] <= STRENGTH[before] <= STRENGTH[more]
