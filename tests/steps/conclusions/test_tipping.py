"""The smallest change that tips a verdict, carried out on the codings: the verdict is then what was said."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
import yaml
from made_studies import example_claims, full_example, write_study

from wijkresearch.analysis import open_analysis
from wijkresearch.io import store
from wijkresearch.steps.conclusions import answer_claims, list_evidence, list_respondents, list_tips
from wijkresearch.steps.conclusions.verdicts import Judging, answer_overall

ROOT = Path(__file__).parents[3]
ENDINGS = ("fulfilled", "hindered", "not_called_upon")


def overall(claims, record):
    verdicts = answer_overall(Judging(claims, record))
    return verdicts[verdicts["phase"] == "derivation"].set_index("claim")["verdict"]


def codes_of(claims, claim, stance):
    codes = claims["claim_codes"]
    return list(codes.loc[(codes["claim"] == claim) & (codes["stance"] == stance), "code"])


def dropped(evidence, rows):
    """The evidence without these codings (rows of VERDICT_EVIDENCE)."""
    gone = set(rows[["segment", "code"]].itertuples(index=False, name=None))
    kept = [pair not in gone for pair in evidence[["segment", "code"]].itertuples(index=False, name=None)]
    return evidence[kept]


def added(evidence, document, code):
    """The evidence with one passage more."""
    row = evidence[evidence["document"] == document].iloc[[0]]
    row = row.assign(segment=f"{document}:999990-999995", start=999990, end=999995, code=code, role=None, world=None)
    return pd.concat([evidence, row], ignore_index=True)


def changed_respondents(claims, record, tip):
    """So many respondents are coded otherwise: first those who change on both sides at once."""
    told = list_respondents(claims, record)
    told = told[(told["claim"] == tip.through) & (told["phase"] == "derivation") & told["asked"].astype(bool)]
    if pd.notna(tip.place):
        told = told[told["municipality"] == tip.place.split(",")[0]]
    passages = list_evidence(claims, record)
    passages, evidence = passages[passages["claim"] == tip.through], record.evidence
    left = {"support": tip.more_support, "counter": tip.more_counter}
    columns = {"support": "supports", "counter": "counters"}
    role = tip.place.partition(", ")[2] if pd.notna(tip.place) else ""
    roles = record.codebook.set_index("code")["role"]

    if role:
        told = told[told["document"].isin(passages.loc[passages["code"].map(roles) == role, "document"])]

    def turns(row, stance):
        return left[stance] and bool(row[columns[stance]]) == (left[stance] < 0)

    people = sorted(told.to_dict("records"), key=lambda row: -sum(bool(turns(row, stance)) for stance in left))
    used = 0
    for row in people:
        ways = [stance for stance in left if turns(row, stance)]
        for stance in ways:
            own = passages[(passages["document"] == row["document"]) & (passages["stance"] == stance)]
            own = own[own["code"].map(roles) == role] if role else own
            if left[stance] < 0:
                evidence = dropped(evidence, own)
            else:
                evidence = added(evidence, row["document"], codes_of(claims, tip.through, stance)[0])
            left[stance] -= 1 if left[stance] > 0 else -1
        used += bool(ways)
    assert (left, used) == ({"support": 0, "counter": 0}, tip.changes)
    return replace(record, evidence=evidence)


def changed_roles(claims, record, tip):
    """So many passages of a ranking are of another role, each where it makes most of a difference."""
    claim = claims["claims"].set_index("claim").loc[tip.through]
    passages = list_evidence(claims, record)
    passages = passages[(passages["claim"] == tip.through) & (passages["phase"] == "derivation")]
    codes = record.codebook.dropna(subset=["role", "world"]).set_index("code")
    cells = codes.reset_index().set_index(["role", "world"])["code"]
    held = passages.assign(role=passages["code"].map(codes["role"]), world=passages["code"].map(codes["world"]))
    evidence = record.evidence.copy()
    nearest = max if claim["rank"] == "most" else min
    for _ in range(tip.changes):
        counts = held["role"].value_counts().reindex(codes["role"].unique(), fill_value=0)
        others = [role for role in counts.index if role != claim["role"]]
        if tip.more_support < 0:
            start, end = claim["role"], nearest(others, key=counts.__getitem__)
        else:
            start, end = nearest([role for role in others if counts[role]], key=counts.__getitem__), claim["role"]
        moved = held[held["role"] == start].iloc[0]
        mine = (evidence["segment"] == moved["segment"]) & (evidence["code"] == moved["code"])
        code = cells[end, moved["world"]]
        evidence.loc[mine, ["code", "role"]] = code, end
        held.loc[moved.name, ["code", "role"]] = code, end
    return replace(record, evidence=evidence)


def changed_endings(claims, record, tip):
    """So many passages of a connection end otherwise; every way of ending them, of which one must tip the verdict."""
    claim = claims["claims"].set_index("claim").loc[tip.through]
    cell = claim[["role", "world", "direction"]].dropna().to_dict()
    if pd.notna(tip.place):
        cell = dict(zip(("role", "world"), tip.place.split(", "), strict=True))
    courses = record.courses
    derived = claims["claim_sources"].loc[claims["claim_sources"]["claim"] == tip.through, "municipality"]
    inside = courses["municipality"].isin(derived)
    for column, value in cell.items():
        inside &= courses[column] == value
    for start, end in product([*ENDINGS, None], ENDINGS):
        ended = courses["outcome"].isna() if start is None else courses["outcome"] == start
        chosen = courses.index[inside & ended][: tip.changes]
        if start != end and len(chosen) == tip.changes:
            yield replace(
                record, courses=courses.assign(outcome=courses["outcome"].mask(courses.index.isin(chosen), end))
            )


def carried_out(claims, record, tip):
    """The records in which the change of a row of TIPPING was made."""
    kinds = claims["claims"].set_index("claim")["kind"]
    if kinds[tip.through] == "connection":
        return list(changed_endings(claims, record, tip))
    change = changed_roles if kinds[tip.through] == "ranking" else changed_respondents
    return [change(claims, record, tip)]


def only(claims, wanted):
    """These claims and what they follow from, without the others."""
    parts, needed = claims["claim_parts"], set(wanted)
    while more := set(parts.loc[parts["claim"].isin(needed), "part"]) - needed:
        needed |= more
    return {name: table[table["claim"].isin(needed)] for name, table in claims.items()}


def unlike_said(analysis):
    """The claims of which the change, carried out, does not give the verdict that was said."""
    claims, record = analysis._claimed
    now, tips, unlike = overall(claims, record), analysis.tipping, {}
    assert tips["verdict"].tolist() == now[tips["claim"]].tolist()
    for _, tipped in tips.groupby(["through", "changes", "more_support", "more_counter", "place"], dropna=False):
        judged, change = only(claims, tipped["claim"]), next(tipped.itertuples())
        then = [overall(judged, changed) for changed in carried_out(judged, record, change)]
        for tip in tipped.itertuples():
            found = {verdicts[tip.claim] for verdicts in then}
            if tip.tipped not in found:
                unlike[tip.claim] = (tip.through, tip.tipped, found)
    return unlike, set(tips["claim"]), now


def test_the_change_that_would_tip_each_claim_of_the_study_tips_it():
    """Every answer but the one that cannot be told: no change of one claim makes a fourth case."""
    unlike, told, now = unlike_said(open_analysis("wijkverbinders", root=ROOT))
    assert unlike == {}
    assert set(now.index) - told == set(now.index[now == "insufficient"])


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    root = tmp_path_factory.mktemp("tipping")
    study = full_example(3, coders=1)
    folder = write_study(study, root)
    store.write_text(folder / "claims.yml", yaml.safe_dump(example_claims(study), allow_unicode=True))
    return open_analysis("voorbeeld", root=root)


def test_the_change_that_would_tip_each_claim_of_the_full_example_tips_it(made_up):
    unlike, told, _ = unlike_said(made_up)
    assert unlike == {}
    assert len(told) > 15


def tips_of(town):
    return list_tips(*town.inputs, answer_claims(*town.inputs)).set_index("claim")


def test_a_composite_is_tipped_by_the_part_that_is_tipped_most_easily(make_town, new_claim, new_composite):
    second = new_claim("C2", support=["ander"], counter=["ander_contra"])
    whole = new_composite("P", composition={"all_of": ["C1", "C2"]})
    people = [("een", "wijk", ["pro", "ander"])] * 3 + [("een", "wijk", ["pro"])] * 2
    tips = tips_of(make_town(people, new_claim(), second, whole))
    columns = ["through", "changes", "more_support", "verdict", "tipped"]
    assert tips[columns].loc["P"].tolist() == ["C2", 1, -1, "supported", "partly_supported"]
    assert tips.loc["C1", "changes"] == 2


def test_a_larger_change_of_a_part_tips_a_whole_that_its_smallest_change_leaves_alone(
    make_town, new_claim, new_composite
):
    """Both parts are partly supported: raising one of them does nothing, making it mixed does."""
    second = new_claim("C2", support=["ander"], counter=["ander_contra"])
    whole = new_composite("P", composition={"all_of": ["C1", "C2"]})
    people = [("een", "wijk", ["pro", "ander"])] * 4 + [("een", "wijk", [])] * 5
    tips = tips_of(make_town(people, new_claim(), second, whole))
    assert tips.loc["C1", ["changes", "tipped"]].tolist() == [1, "supported"]
    assert tips.loc["P", ["changes", "tipped"]].tolist() == [2, "mixed"]


def test_a_claim_about_which_nothing_can_be_said_has_no_row(make_town):
    assert tips_of(make_town([("een", "wijk", ["pro"])])).empty
