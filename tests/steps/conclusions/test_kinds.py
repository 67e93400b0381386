"""Each kind of claim from codings to a verdict: what counts for it, what does not, and that evidence works one way."""

import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkresearch.steps.conclusions import answer_claims, compare_left_out, list_evidence
from wijkresearch.steps.conclusions.ballots import STRENGTH

NOBODY = ("een", "wijk", [])
CODED = {"min_respondents": 2, "min_label": "typical"}
BARE = dict.fromkeys(("support", "counter", "eligible"))
slow = settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def verdict(make_town):
    """The verdict over the derivation cases on the last of the claims, with its row."""

    def found(people, *entries):
        verdicts = answer_claims(*make_town(people, *entries).inputs)
        overall = verdicts[(verdicts["scope"] == "overall") & (verdicts["phase"] == "derivation")].set_index("claim")
        return overall.loc[entries[-1]["id"]]

    return found


def counted(row):
    return row["verdict"], row["unit"], row["support"], row["asked"]


def test_one_respondent_against_it_contradicts_an_absence_and_not_a_prevalence(verdict, new_claim):
    people = [("een", "wijk", ["pro"])] * 4 + [("een", "wijk", ["contra"])]
    assert verdict(people, new_claim())["verdict"] == "supported"
    assert verdict(people, new_claim(kind="absence"))["verdict"] == "contradicted"


def test_a_supporting_passage_counts_only_where_it_overlaps_the_other_code(verdict, new_claim):
    claim = new_claim(same_passage=["ander"])
    together, apart = ("een", "wijk", [("pro", "ander")]), ("een", "wijk", ["pro", "ander"])
    assert counted(verdict([together, together, apart], claim)) == ("supported", "respondents", 2, 3)
    assert counted(verdict([apart] * 3, claim)) == ("not_supported", "respondents", 0, 3)
    assert counted(verdict([apart] * 3, new_claim())) == ("supported", "respondents", 3, 3)


def test_where_nobody_gave_the_other_code_no_support_counts_and_what_counters_does(verdict, new_claim):
    claim = new_claim(same_passage=["ander"])
    assert counted(verdict([("een", "wijk", ["pro"])] * 3, claim)) == ("not_supported", "respondents", 0, 3)
    assert verdict([("een", "wijk", ["contra"])] * 3, claim)["verdict"] == "contradicted"


@pytest.mark.parametrize(
    ("spans", "support"),
    [(((0, 5), (5, 9)), 0), (((0, 5), (4, 9)), 1), (((4, 9), (0, 5)), 1), (((5, 9), (0, 5)), 0), (((2, 3), (0, 9)), 1)],
)
def test_passages_overlap_from_one_character_on(make_town, new_claim, spans, support):
    town = make_town([("een", "wijk", ["pro", "ander"])], new_claim(same_passage=["ander"]))
    evidence = town.record.evidence
    for code, (start, end) in zip(("pro", "ander"), spans, strict=True):
        evidence.loc[evidence["code"] == code, ["start", "end"]] = start, end
    assert (list_evidence(*town.inputs)["stance"] == "support").sum() == support


def existence(new_claim, **changes):
    return new_claim(**{"kind": "existence", "rule": {"at_least": 1}, "derived_from": ["een", "twee"], **changes})


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (["pro"], ("supported", "cases", 2, 2)),
        (["pro", "contra"], ("supported", "cases", 2, 2)),
        ([], ("partly_supported", "cases", 1, 2)),
        (["contra"], ("mixed", "cases", 1, 2)),
        (None, ("supported", "respondents", 1, 2)),  # nothing was coded there yet
    ],
)
def test_an_existence_is_asked_of_every_case(verdict, new_claim, second, expected):
    people = [("een", "wijk", ["pro"]), ("een", "wijk", ["contra"]), ("twee", "wijk", second)]
    assert counted(verdict(people, existence(new_claim))) == expected


def test_an_existence_about_roles_asks_each_of_them_in_every_case_in_whichever_world(verdict, new_claim):
    claim = existence(new_claim, support=None, counter=None, roles=["fikser", "bouwer"])
    whole = ("een", "wijk", ["fikser_binnen", "bouwer_buiten"])
    assert counted(verdict([whole, ("twee", "wijk", ["fikser_buiten", "bouwer_buiten"])], claim)) == (
        "supported", "cases", 2, 2,
    )  # fmt: skip
    assert (
        verdict([whole, ("twee", "wijk", ["fikser_buiten", "fikser_binnen"])], claim)["verdict"] == "partly_supported"
    )
    assert verdict([("een", "wijk", ["fikser_binnen"])] * 3, claim)["verdict"] == "not_supported"


def test_an_existence_can_be_about_what_was_observed_and_interviews_do_not_count_then(verdict, new_claim):
    claim = existence(new_claim, eligible={"kind": "observation"})
    seen, told = ("een", "kijkt", ["pro"]), ("een", "wijk", ["pro"])
    assert counted(verdict([seen, ("twee", "kijkt", ["contra"])], claim)) == ("mixed", "cases", 1, 2)
    assert counted(verdict([seen, told], claim)) == ("supported", "observations", 1, 1)
    assert verdict([told, told], claim)["verdict"] == "insufficient"


def test_a_contrast_of_codes_is_between_what_the_same_respondents_say(verdict, new_claim):
    claim = new_claim(kind="contrast", contrast={"by": 25}, rule={"min_respondents": 2})
    say, oppose = ("een", "wijk", ["pro"]), ("een", "wijk", ["contra"])
    for people, expected in (
        ([say, say, oppose, NOBODY], "supported"),  # 50 less 25
        ([say, say, oppose, NOBODY, NOBODY], "partly_supported"),  # 40 less 20
        ([say, oppose], "not_supported"),
        ([say, oppose, oppose, NOBODY], "contradicted"),
        ([say], "insufficient"),
    ):
        assert verdict(people, claim)["verdict"] == expected


def test_a_contrast_of_groups_is_between_how_many_of_each_say_the_same(verdict, new_claim):
    groups = {"by": 25, "more": {"perspectives": ["wijk"]}, "less": {"perspectives": ["raad"]}}
    claim = new_claim(kind="contrast", contrast=groups, counter=None, rule={"min_respondents": 2})
    people = [("een", "wijk", ["pro"]), NOBODY, ("een", "raad", ["pro"]), ("een", "raad", []), ("een", "raad", [])]
    row = verdict(people, claim)
    assert (row["verdict"], row["support"], row["asked"], row["counter"]) == ("partly_supported", 1, 2, 1)  # 50 less 33
    assert verdict([people[0], people[0], *people[2:]], claim)["verdict"] == "supported"
    assert verdict(people[1:], claim)["verdict"] == "insufficient"
    cases = {"by": 25, "more": {"municipalities": ["een"]}, "less": {"municipalities": ["twee"]}}
    claim = new_claim(kind="contrast", contrast=cases, counter=None, rule={"min_respondents": 1}) | {
        "derived_from": ["een", "twee"]
    }
    assert verdict([("een", "wijk", ["pro"]), ("twee", "wijk", [])], claim)["verdict"] == "supported"
    assert verdict([NOBODY, ("twee", "wijk", ["pro"])], claim)["verdict"] == "contradicted"


def ranking(new_claim, fewest=3, **changes):
    entry = new_claim(**{**BARE, "kind": "ranking", "rule": {"min_respondents": fewest}})
    return {**entry, "ranking": {"role": "fikser", "rank": "most", **changes}}


def test_a_ranking_counts_passages_or_respondents(verdict, new_claim):
    people = [("een", "wijk", ["fikser_binnen"] * 20), *[("een", "wijk", ["bouwer_binnen"])] * 3]
    assert counted(verdict(people, ranking(new_claim))) == ("supported", "passages", 20, 23)
    assert verdict(people, ranking(new_claim, measure="respondents"))["verdict"] == "contradicted"


def test_the_passages_of_observations_count_in_a_ranking_as_in_the_role_tables(verdict, new_claim):
    people = [
        ("een", "wijk", ["fikser_binnen"]),
        ("een", "wijk", ["bouwer_binnen"]),
        ("een", "kijkt", ["bouwer_binnen"]),
    ]
    assert counted(verdict(people, ranking(new_claim))) == ("contradicted", "passages", 1, 3)


def test_a_ranking_in_one_world_leaves_the_other_world_out(verdict, new_claim):
    people = [("een", "wijk", ["fikser_binnen", "bouwer_buiten", "bouwer_buiten"])] * 3 + [("een", "wijk", ["ander"])]
    assert verdict(people, ranking(new_claim))["verdict"] == "contradicted"
    row = verdict(people, ranking(new_claim, world="binnen"))
    assert (row["verdict"], row["eligible"], row["asked"]) == ("supported", 4, 3)


def connection(new_claim, **changes):
    entry = new_claim(**{**BARE, "kind": "connection", "rule": {"min_passages": 3}})
    return {**entry, "connection": {"role": "fikser", "world": "buiten", "judgement": "made", **changes}}


def ended(role, *endings, direction="heen"):
    return ("een", "wijk", [(role, direction, ending) if ending else (role, direction) for ending in endings])


def test_a_connection_counts_how_passages_of_a_role_and_world_ended(verdict, new_claim):
    told = ended("fikser_buiten", "gelukt", "gelukt", "gehinderd"), ended("fikser_binnen", *["gehinderd"] * 9)
    assert counted(verdict(told, connection(new_claim))) == ("supported", "passages", 2, 3)
    assert verdict(told, connection(new_claim, judgement="hindered"))["verdict"] == "contradicted"
    assert verdict(told, connection(new_claim, world="binnen", judgement="hindered"))["verdict"] == "supported"
    assert counted(verdict(told, {**connection(new_claim), "connection": {"judgement": "hindered"}}))[2:] == (10, 12)
    more = [*told, ended("fikser_buiten", None, None)]
    assert counted(verdict(more, connection(new_claim))) == ("mixed", "passages", 2, 5)


def test_a_connection_can_be_about_one_direction_and_about_one_role_only(verdict, new_claim):
    told = [
        ended("fikser_buiten", *["gelukt"] * 3),
        ended("fikser_buiten", *["gehinderd"] * 4, direction="terug"),
        ended("bouwer_binnen", *["gelukt"] * 2),
    ]
    assert verdict(told, connection(new_claim))["verdict"] == "contradicted"
    assert verdict(told, connection(new_claim, direction="heen"))["verdict"] == "supported"
    assert verdict(told, connection(new_claim, direction="heen", only=True))["verdict"] == "supported"
    third = [*told, ended("bouwer_binnen", "gelukt")]
    assert verdict(third, connection(new_claim, direction="heen", only=True))["verdict"] == "contradicted"


def test_a_connection_that_varies_ends_both_ways_more_than_once(verdict, new_claim):
    claim = {**connection(new_claim), "connection": {"judgement": "varied"}}
    for endings, expected in (("gelukt gelukt gehinderd ongevraagd", "supported"), ("gelukt " * 4, "contradicted")):
        assert verdict([ended("fikser_buiten", *endings.split())], claim)["verdict"] == expected


def test_no_passage_speaks_against_that_endings_vary(make_town, new_claim):
    claim = {**connection(new_claim), "connection": {"judgement": "varied"}}
    town = make_town([ended("fikser_buiten", "gelukt", "gehinderd", None)], claim)
    assert list_evidence(*town.inputs)["stance"].tolist() == ["support", "support"]


def cases_of(*stories):
    """Two respondents in every case, `(condition, outcome)` as each of them tells it."""
    told = {True: ("pro", "ander"), False: ("contra", "ander_contra")}
    return [
        (f"case{place}", "wijk", [told[condition][0], told[outcome][1]])
        for place, (condition, outcome) in enumerate(stories)
        for _ in range(2)
    ]


@pytest.mark.parametrize(
    ("stories", "expected", "support", "counter"),
    [
        ([(True, True)] * 2 + [(False, False)] * 2, "supported", 4, 0),
        ([(True, True)] * 3 + [(True, False)], "contradicted", 3, 1),  # one case fails the test
        ([(True, False)], "contradicted", 0, 1),  # however few there are
        ([(True, True)] * 4, "insufficient", 4, 0),  # no case without the conditions
        ([(True, True), (False, False), (False, False)], "insufficient", 3, 0),  # three of four cases
        ([(True, True)] * 2 + [(False, True), (False, False)], "mixed", 3, 0),  # another way to the outcome
    ],
)
def test_a_covariation_has_the_case_as_its_unit(verdict, new_claim, new_composite, stories, expected, support, counter):  # noqa: PLR0917
    cases = [f"case{place}" for place in range(len(stories))]
    condition = new_claim("C1", derived_from=cases)
    outcome = new_claim("C2", support=["ander"], counter=["ander_contra"], derived_from=cases)
    whole = new_composite("P", composition={"all_of": ["C1"]}, derived_from=cases)
    section = {"outcome": "C2", "conditions": ["P"], "min_cases": 4}
    claim = new_composite("H", kind="covariation", covariation=section, derived_from=cases)
    row = verdict(cases_of(*stories), condition, outcome, whole, claim)
    assert (row["verdict"], row["unit"], row["support"], row["counter"]) == (expected, "cases", support, counter)
    assert row["causal_wording"] == (expected == "supported")


def test_a_case_of_which_a_condition_cannot_be_judged_is_no_case_of_a_covariation(verdict, new_claim, new_composite):
    people = cases_of((True, True), (True, True), (False, False), (False, False))[:-1]
    cases = [f"case{place}" for place in range(4)]
    outcome = new_claim("C2", support=["ander"], counter=["ander_contra"], derived_from=cases)
    section = {"outcome": "C2", "conditions": ["C1"], "min_cases": 4}
    claim = new_composite("H", kind="covariation", covariation=section, derived_from=cases)
    assert counted(verdict(people, new_claim("C1", derived_from=cases), outcome, claim)) == (
        "insufficient",
        "cases",
        3,
        3,
    )


def every_kind(new_claim, new_composite):
    """One claim of each kind that counts respondents or passages, on `pro` and `contra`, and what follows from them."""
    both = {"derived_from": ["een", "twee"]}
    singles = [
        new_claim("C1", **both),
        new_claim("C2", kind="absence", **both),
        existence(new_claim, claim="C3"),
        new_claim("C4", kind="contrast", contrast={"by": 25}, rule={"min_respondents": 2}, **both),
    ]
    parts = [claim["id"] for claim in singles]
    wholes = [
        new_composite(f"P{place}", composition={relation: parts}, **both)
        for place, relation in enumerate(("all_of", "any_of", "most_of"))
    ]
    return [*singles, *wholes, new_composite("H", composition={"all_of": ["P0", "P2"]}, **both)]


people_drawn = st.lists(
    st.tuples(
        st.sampled_from(["een", "twee"]),
        st.just("wijk"),
        st.lists(st.sampled_from(["pro", "contra", "ander"]), max_size=3),
    ),
    min_size=1,
    max_size=8,
)


@slow
@given(people_drawn, st.integers(0, 7))
def test_evidence_works_one_way_on_every_kind_and_on_every_answer_above_it(
    make_town, new_claim, new_composite, people, who
):
    """Somebody who was asked says one thing more, for or against."""

    def judged(people):
        verdicts = answer_claims(*make_town(people, *every_kind(new_claim, new_composite)).inputs)
        return verdicts[verdicts["scope"] != "perspective"].set_index(["claim", "phase", "scope", "member"])["verdict"]

    place = who % len(people)
    case, perspective, codes = people[place]
    before, more, less = (
        judged([*people[:place], (case, perspective, [*codes, *added]), *people[place + 1 :]])
        for added in ([], ["pro"], ["contra"])
    )
    for key, verdict in before.items():
        for weak, strong in ((less[key], verdict), (verdict, more[key])):
            assert "insufficient" in (weak, strong) or STRENGTH[weak] <= STRENGTH[strong], key


@slow
@given(people_drawn)
def test_without_its_only_evidence_no_kind_is_supported(make_town, new_claim, new_composite, people):
    silent = [(case, perspective, ["ander"]) for case, perspective, _ in people]
    verdicts = answer_claims(*make_town(silent, *every_kind(new_claim, new_composite)).inputs)
    assert set(verdicts["verdict"]) <= {"insufficient", "not_supported"}


def test_every_kind_is_judged_again_with_somebody_left_out(make_town, new_claim, new_composite):
    entries = [
        *every_kind(new_claim, new_composite),
        {**ranking(new_claim), "id": "V1"},
        {**connection(new_claim), "id": "K1"},
    ]
    people = [("een", "wijk", ["pro", "fikser_buiten"]), ended("fikser_buiten", *["gelukt"] * 4), NOBODY]
    robustness = compare_left_out(*make_town(people, *entries).inputs)
    left = robustness[(robustness["without"] == "respondent") & (robustness["member"] == "D2")].set_index("claim")
    assert left["verdict"].to_dict()["K1"] == "insufficient"
    assert set(left.index) == {"C1", "C2", "C3", "C4", "V1", "K1"}
