from pathlib import Path

import pandas as pd
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.errors import StudyError
from wijkresearch.example import CASES, ROLES, WORLDS, example_study
from wijkresearch.io.read import read_study
from wijkresearch.steps.coding import join_evidence, select_reading
from wijkresearch.steps.connections import (
    count_courses,
    join_courses,
    judge_arrows,
    judge_connections,
)
from wijkresearch.tables import EVIDENCE

ROOT = Path(__file__).parents[2]
STUDY = "wijkverbinders"
OUTCOMES = ("fulfilled", "hindered", "not_called_upon")
LAYOUT = {
    "municipalities": ["aardam", "bosrade"],
    "derived_from": ["aardam", "bosrade"],
    "roles": ["luisteraar", "makelaar"],
    "worlds": ["buiten", "binnen"],
    "directions": ["heen", "terug"],
}


def coded(segment, code, *, kind="open", case="aardam", coder="een", role=None, world=None, outcome=None):
    document, _, span = segment.partition(":")
    start, end = span.split("-")
    return {
        "segment": segment, "document": document, "start": int(start), "end": int(end), "code": code, "coder": coder,
        "municipality": case, "kind": "interview", "perspective": "overig", "coding_order": 1, "code_kind": kind,
        "role": role, "world": world, "outcome": outcome,
    }  # fmt: skip


def passage(segment, role, world, outcome=None, direction=None, **known):
    """The rows of one role passage."""
    rows = [coded(segment, f"{role}_{world}", role=role, world=world, **known)]
    if outcome:
        rows.append(coded(segment, f"einde_{outcome}", kind="outcome", outcome=outcome, **known))
    if direction:
        rows.append(coded(segment, direction, kind="direction", **known))
    return rows


def evidence(*passages):
    return EVIDENCE.check(pd.DataFrame([row for rows in passages for row in rows]))


def planted(*outcomes, role="luisteraar", world="buiten"):
    """As many role passages as there are outcomes, one after the other."""
    numbered = enumerate(outcomes)
    return evidence(*(passage(f"D1:{10 * n}-{10 * n + 5}", role, world, end, "heen") for n, end in numbered))


def judged(found, role="luisteraar", world="buiten", member="all"):
    counts = count_courses(join_courses(found), **LAYOUT)
    rows = judge_connections(counts).set_index(["member", "role", "world"])
    return rows.loc[(member, role, world)]


def test_a_role_passage_has_the_outcome_and_the_direction_of_the_same_characters():
    found = join_courses(
        evidence(
            passage("D1:0-9", "luisteraar", "buiten", "fulfilled", "heen"),
            passage("D2:5-20", "makelaar", "binnen", "not_called_upon", "terug", case="bosrade"),
            [coded("D1:0-8", "einde_hindered", kind="outcome", outcome="hindered")],
        )
    )

    assert found.to_numpy().tolist() == [
        ["D1:0-9", "D1", "aardam", "interview", "luisteraar", "buiten", "fulfilled", "heen"],
        ["D2:5-20", "D2", "bosrade", "interview", "makelaar", "binnen", "not_called_upon", "terug"],
    ]


def test_what_nobody_coded_of_a_role_passage_stays_empty():
    found = join_courses(evidence(passage("D1:0-9", "luisteraar", "buiten")))

    assert len(found) == 1
    assert found[["outcome", "direction"]].isna().all(axis=None)


def test_two_roles_in_one_passage_share_its_outcome():
    both = [coded("D1:0-9", "makelaar_binnen", role="makelaar", world="binnen")]

    found = join_courses(evidence(passage("D1:0-9", "luisteraar", "buiten", "hindered", "heen"), both))

    assert found[["role", "outcome", "direction"]].to_numpy().tolist() == [
        ["luisteraar", "hindered", "heen"],
        ["makelaar", "hindered", "heen"],
    ]


def test_codes_that_two_coders_gave_to_a_passage_make_one_role_passage():
    first = passage("D1:0-9", "luisteraar", "buiten", "fulfilled", "heen")
    second = passage("D1:0-9", "luisteraar", "buiten", "fulfilled", "heen", coder="twee")

    assert len(join_courses(evidence(first, second))) == 1


def test_every_role_passage_with_two_endings_or_two_directions_is_named():
    twice = [
        *passage("D1:0-9", "luisteraar", "buiten", "fulfilled", "heen"),
        coded("D1:0-9", "einde_hindered", kind="outcome", outcome="hindered"),
    ]
    crossed = [
        *passage("D2:5-20", "makelaar", "binnen", "hindered", "terug"),
        coded("D2:5-20", "heen", kind="direction"),
    ]

    with pytest.raises(StudyError) as error:
        join_courses(evidence(twice, crossed))

    assert str(error.value) == (
        "2 problems:\n"
        "  passage D1:0-9: outcome is fulfilled and hindered; expected one outcome per role passage. "
        "Keep one outcome, or split the passage in two.\n"
        "  passage D2:5-20: direction is heen and terug; expected one direction per role passage. "
        "Keep one direction, or split the passage in two."
    )


def test_two_endings_outside_a_role_passage_are_nobodys_problem():
    loose = [
        coded("D1:0-9", "einde_hindered", kind="outcome", outcome="hindered"),
        coded("D1:0-9", "einde_fulfilled", kind="outcome", outcome="fulfilled"),
    ]

    assert join_courses(evidence(loose)).empty


def test_every_cell_is_counted_also_where_there_is_no_passage():
    counts = count_courses(join_courses(planted("fulfilled", "fulfilled", "hindered")), **LAYOUT)

    assert len(counts) == (1 + 2) * 2 * 2 * (2 + 1) * (3 + 1)
    there = counts[counts["passages"] > 0]
    assert there.to_numpy().tolist() == [
        ["all", "luisteraar", "buiten", "heen", "fulfilled", 2],
        ["all", "luisteraar", "buiten", "heen", "hindered", 1],
        ["aardam", "luisteraar", "buiten", "heen", "fulfilled", 2],
        ["aardam", "luisteraar", "buiten", "heen", "hindered", 1],
    ]


def test_a_case_on_which_conclusions_are_tested_is_counted_apart_and_not_added_up():
    found = evidence(
        passage("D1:0-9", "luisteraar", "buiten", "fulfilled", "heen"),
        passage("D2:0-9", "luisteraar", "buiten", "hindered", "heen", case="bosrade"),
    )

    counts = count_courses(join_courses(found), **{**LAYOUT, "derived_from": ["aardam"]})

    assert counts.groupby("member")["passages"].sum().to_dict() == {"all": 1, "aardam": 1, "bosrade": 1}
    together = counts[(counts["member"] == "all") & (counts["passages"] > 0)]
    assert list(together["outcome"]) == ["fulfilled"]


def test_what_is_not_listed_is_refused_with_every_value():
    found = join_courses(evidence(passage("D1:0-9", "luisteraars", "buiten", "fulfilled", "weg", case="aardam")))

    with pytest.raises(StudyError) as error:
        count_courses(found, **LAYOUT)

    assert str(error.value) == (
        "2 problems:\n"
        "  role passages: role 'luisteraars' is not among those listed; expected one of luisteraar, makelaar. "
        "Did you mean 'luisteraar'?\n"
        "  role passages: direction 'weg' is not among those listed; expected one of heen, terug."
    )


@pytest.mark.parametrize(
    ("outcomes", "judgement"),
    [
        (["fulfilled"], "made"),
        (["fulfilled", "fulfilled", "hindered"], "made"),
        (["fulfilled", "hindered"], "mixed"),
        (["fulfilled", "fulfilled", "hindered", "not_called_upon"], "mixed"),
        (["hindered", "hindered", "fulfilled"], "hindered"),
        (["not_called_upon", "not_called_upon", "fulfilled"], "not_called_upon"),
        (["fulfilled", "hindered", "not_called_upon"], "mixed"),
        (["fulfilled", None], "mixed"),
        (["fulfilled", "fulfilled", None], "made"),
        ([None, None], "nobody_coded"),
        ([], "nobody_coded"),
    ],
)
def test_a_connection_is_what_more_than_half_of_all_its_passages_say(outcomes, judgement):
    elsewhere = evidence(passage("D9:0-5", "makelaar", "binnen", "hindered", "terug"))
    found = judged(pd.concat([planted(*outcomes), elsewhere]) if outcomes else elsewhere)

    assert found["judgement"] == judgement
    assert found["passages"] == len(outcomes)
    assert found["not_stated"] == outcomes.count(None)
    assert [found[outcome] for outcome in OUTCOMES] == [outcomes.count(outcome) for outcome in OUTCOMES]


def test_an_arrow_adds_up_both_worlds_and_leaves_out_what_has_no_direction():
    found = evidence(
        passage("D1:0-9", "luisteraar", "buiten", "fulfilled", "heen"),
        passage("D1:10-19", "luisteraar", "binnen", "fulfilled", "heen"),
        passage("D1:20-29", "luisteraar", "binnen", "hindered", "terug"),
        passage("D1:30-39", "luisteraar", "binnen", "hindered"),
    )

    arrows = judge_arrows(count_courses(join_courses(found), **LAYOUT))
    of_role = arrows[(arrows["member"] == "all") & (arrows["role"] == "luisteraar")]

    assert of_role[["direction", "passages", "judgement"]].to_numpy().tolist() == [
        ["heen", 2, "made"],
        ["terug", 1, "hindered"],
    ]
    assert len(arrows) == 3 * 2 * 2


def test_a_study_without_codes_for_directions_and_endings_has_connections_that_nobody_coded_and_no_arrows():
    study = example_study()
    found = select_reading(join_evidence(study.segments, study.documents, study.codebook), ["een"])
    cases = list(study.municipality_names)
    layout = {name: study.ids(name) for name in ("roles", "worlds")}
    counts = count_courses(join_courses(found), municipalities=cases, derived_from=cases, directions=[], **layout)

    assert judge_arrows(counts).empty
    assert set(judge_connections(counts)["judgement"]) == {"nobody_coded"}
    assert len(judge_connections(counts)) == (1 + len(CASES)) * len(ROLES) * len(WORLDS)


@settings(max_examples=examples(25), deadline=None)
@given(outcomes=st.lists(st.sampled_from([*OUTCOMES, None]), min_size=1, max_size=9))
def test_order_does_not_matter_and_a_fulfilled_passage_more_never_undoes_a_connection(outcomes):
    before = judged(planted(*outcomes))
    assert judged(planted(*reversed(outcomes)))["judgement"] == before["judgement"]
    after = judged(planted(*outcomes, "fulfilled"))
    assert after["passages"] == before["passages"] + 1
    assert before["judgement"] != "made" or after["judgement"] == "made"


@pytest.fixture(scope="module")
def of_the_study():
    study = read_study(STUDY, root=ROOT)
    if study.segments.empty:
        pytest.skip("the interviews of the study are not coded yet")
    found = select_reading(join_evidence(study.segments, study.documents, study.codebook), study.ids("coders"))
    cases = list(study.municipality_names)
    layout = {name: study.ids(name) for name in ("roles", "worlds", "directions")}
    return join_courses(found), count_courses(join_courses(found), municipalities=cases, derived_from=cases, **layout)


def test_every_role_passage_of_the_study_has_an_ending_and_a_direction(of_the_study):
    courses, counts = of_the_study

    assert courses.notna().all(axis=None)
    assert counts.loc[counts["member"] == "all", "passages"].sum() == len(courses)


def test_in_the_study_only_the_fixer_is_carried_out_in_full_and_only_towards_residents(of_the_study):
    """Section 5.1.2: one of eight connections is made, the seven others are made to a varying extent."""
    overall = judge_connections(of_the_study[1]).query("member == 'all'")

    made = overall[overall["judgement"] == "made"]
    assert made[["role", "world"]].to_numpy().tolist() == [["fikser", "leefwereld"]]
    assert (overall["judgement"] == "hindered").sum() == 7
