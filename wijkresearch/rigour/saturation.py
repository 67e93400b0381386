"""Did the coding stop too early? What can be computed about the saturation of codes, and only that.

Saturation of meaning cannot be computed (Hennink, Kaiser & Marconi 2017), and reflexive thematic analysis rejects the
premise that codes lie waiting to be found (Braun & Clarke 2021): then no notation is given. The ratio of Guest and
others depends on the order of coding, so the mean over all orders and the band of the orders stand beside it.

Sources: Guest, Namey & Chen (2020) PLoS ONE 15(5) e0232076; Colwell, Mao & Chang (2004) Ecology 85, eq. 5 (Mao Tau);
Chao (1987) Biometrics 43 and Colwell & Coddington (1994) (Chao2, bias-corrected form); Fugard & Potts (2015)
International Journal of Social Research Methodology 18, 669–684.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations
from math import comb
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, raise_if_any
from wijkresearch.random_stream import RandomStream
from wijkresearch.study import Study
from wijkresearch.tables.saturation import (
    FIRST_APPEARANCES,
    INTERVIEW_PLAN,
    SATURATION_CURVE,
    SATURATION_RUNS,
    SATURATION_SUMMARY,
)

ALL = "all"
ORDERS = 2000
EXACT = 7
BATCH = 20_000_000
REJECTED = {"notation": None, "status": "premise_rejected", "later_runs": 0, "later_above": 0}
"""What stands in the place of a notation where the analysis is reflexive."""

Incidence = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class SaturationRule:
    """Guest's three choices: documents in the base (4 to 6), documents in a run (2 or 3), the threshold (0.05 or 0).

    Raises:
        StudyError: the base or the run is smaller than 1, or the threshold is not between 0 and 1.
    """

    base: int = 4
    run: int = 2
    threshold: float = 0.05

    def __post_init__(self) -> None:
        """Refuse a rule that no run can be held against."""
        found = f"base {self.base}, run {self.run}, threshold {self.threshold}"
        expected = "a base and a run of at least 1, a threshold from 0 to 1"
        sound = self.base >= 1 and self.run >= 1 and 0 <= self.threshold <= 1
        raise_if_any([] if sound else [Problem("SaturationRule", found, expected)])


GUEST = SaturationRule()


@dataclass(frozen=True)
class Saturation:
    """What can be computed about saturation in a study.

    `curve` conforms to SATURATION_CURVE, `runs` to SATURATION_RUNS, `summary` to SATURATION_SUMMARY and
    `first_appearances` to FIRST_APPEARANCES.
    """

    curve: pd.DataFrame
    runs: pd.DataFrame
    summary: pd.DataFrame
    first_appearances: pd.DataFrame


def follow_saturation(study: Study, evidence: pd.DataFrame, *, seed: int) -> Saturation:
    """The open codes that are grouped, over the interviews of a study: what each added.

    Without an interview every table is empty.

    Args:
        study: a study; `saturation` in study.yml may give another rule, or say that the analysis is
            reflexive.
        evidence: EVIDENCE of one reading per document.
        seed: of the orders that are drawn for the band.
    """
    choices = dict(study.settings.get("saturation", {}))
    reflexive, rule = choices.pop("reflexive", False), SaturationRule(**choices)
    documents = study.documents[study.documents["kind"] == "interview"]
    if documents.empty:
        return Saturation(
            SATURATION_CURVE.empty(), SATURATION_RUNS.empty(), SATURATION_SUMMARY.empty(), FIRST_APPEARANCES.empty()
        )
    spoken = evidence[evidence["kind"] == "interview"]
    codes = study.data_structure["code"]
    coded = spoken[spoken["code"].isin(codes)].sort_values(["coding_order", "document"])
    return Saturation(
        curve=trace_saturation(spoken, documents, seed=seed, codes=codes),
        runs=follow_runs(spoken, documents, rule=rule, codes=codes),
        summary=summarise_saturation(spoken, documents, rule=rule, codes=codes, reflexive=reflexive),
        first_appearances=list_first_appearances(coded, study.data_structure, coded["municipality"].drop_duplicates()),
    )


def trace_saturation(
    evidence: pd.DataFrame, documents: pd.DataFrame, *, seed: int, codes: Iterable[str] | None = None
) -> pd.DataFrame:
    """SATURATION_CURVE: what every document added, per case and over all cases, beside the expected curve.

    Args:
        evidence: EVIDENCE; passages with other codes than `codes` are left out.
        documents: DOCUMENTS of the cases; a document without codes counts too.
        seed: of the orders that are drawn for the band; up to seven documents all orders are used.
        codes: ids of the codes to follow, such as the open codes; every code where left out.
    """
    tables = []
    for municipality, ordered, incidence in _scopes(evidence, documents, codes):
        cumulative = np.maximum.accumulate(incidence, axis=0).sum(axis=1)
        low, high = _order_band(incidence, seed)
        tables.append(
            pd.DataFrame(
                {
                    "municipality": municipality,
                    "place": np.arange(1, len(ordered) + 1),
                    "document": ordered,
                    "codes": incidence.sum(axis=1),
                    "new_codes": np.diff(cumulative, prepend=0),
                    "cumulative": cumulative,
                    "expected": expected_codes(incidence.sum(axis=0), len(ordered)),
                    "low": low,
                    "high": high,
                }
            )
        )
    return SATURATION_CURVE.check(pd.concat(tables, ignore_index=True), "saturation curve")


def follow_runs(
    evidence: pd.DataFrame, documents: pd.DataFrame, *, rule: SaturationRule = GUEST, codes: Iterable[str] | None = None
) -> pd.DataFrame:
    """SATURATION_RUNS: Guest's ratio for every run after the base, per case and over all cases.

    Runs overlap: the next one begins one document later. The base stays the first documents.

    Args:
        evidence: EVIDENCE.
        documents: DOCUMENTS of the cases.
        rule: base, run and threshold.
        codes: ids of the codes to follow; every code where left out.
    """
    tables = [
        _runs(ordered, incidence, rule).assign(municipality=municipality)
        for municipality, ordered, incidence in _scopes(evidence, documents, codes)
    ]
    rows = pd.concat(tables, ignore_index=True)
    return SATURATION_RUNS.check(rows[SATURATION_RUNS.column_names], "saturation runs")


def summarise_saturation(
    evidence: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    rule: SaturationRule = GUEST,
    codes: Iterable[str] | None = None,
    reflexive: bool = False,
) -> pd.DataFrame:
    """SATURATION_SUMMARY: Guest's notation, Chao's estimate and the slope, per case and over all cases.

    A notation is contradicted where a later run is above the threshold again, or where Chao estimates that more codes
    than the threshold allows, as a share of those that were met, were not met.

    Args:
        evidence: EVIDENCE.
        documents: DOCUMENTS of the cases.
        rule: base, run and threshold.
        codes: ids of the codes to follow; every code where left out.
        reflexive: is this reflexive thematic analysis? It rejects the premise, so no notation is given.
    """
    rows = []
    for municipality, ordered, incidence in _scopes(evidence, documents, codes):
        met = incidence.sum(axis=0)
        once, twice = int((met == 1).sum()), int((met == 2).sum())
        unseen = unseen_codes(once, twice, len(ordered))
        runs = REJECTED if reflexive else _judge_runs(_runs(ordered, incidence, rule), rule)
        if runs["status"] == "reached" and (runs["later_above"] or unseen > rule.threshold * len(met)):
            runs = {**runs, "status": "contradicted"}
        rows.append(
            {
                "municipality": municipality,
                "documents": len(ordered),
                "codes": len(met),
                "base": rule.base,
                "run": rule.run,
                "threshold": rule.threshold,
                **runs,
                "once": once,
                "twice": twice,
                "chao2": len(met) + unseen,
                "unseen": unseen,
                "slope": once / len(ordered),
            }
        )
    return SATURATION_SUMMARY.check(pd.DataFrame(rows), "saturation summary")


def list_first_appearances(
    evidence: pd.DataFrame, data_structure: pd.DataFrame, municipalities: Iterable[str]
) -> pd.DataFrame:
    """FIRST_APPEARANCES: in which case and document every axial category first occurs.

    Args:
        evidence: EVIDENCE.
        data_structure: DATA_STRUCTURE.
        municipalities: ids of the cases in the order in which they were coded.

    Raises:
        StudyError: a municipality has no evidence.
    """
    listed = list(municipalities)
    known = sorted(evidence["municipality"].unique())
    raise_if_any(
        Problem("municipalities", f"'{name}' has no evidence", f"of {', '.join(known)}", did_you_mean(name, known))
        for name in listed
        if name not in known
    )
    grouped = evidence.merge(data_structure, on="code", validate="many_to_one")
    grouped = grouped[grouped["municipality"].isin(listed)]
    grouped = grouped.assign(case=grouped["municipality"].map(listed.index))
    first = grouped.sort_values(["case", "coding_order", "document"]).drop_duplicates("axial_category")
    cases = grouped.groupby("axial_category")["case"].nunique()
    rows = data_structure[["axial_category", "selective_theme"]].drop_duplicates("axial_category")
    names = {"municipality": "first_municipality", "document": "first_document"}
    rows = rows.merge(first[["axial_category", *names]].rename(columns=names), on="axial_category", how="left")
    seen = cases.reindex(rows["axial_category"])
    rows["municipalities"] = seen.fillna(0).to_numpy()
    return FIRST_APPEARANCES.check(rows, "first appearances")


def plan_interviews(shares: Iterable[float], *, mentions: int = 1, chance: float = 0.8) -> pd.DataFrame:
    """INTERVIEW_PLAN: the fewest interviews in which a code is met often enough with the wanted chance.

    Args:
        shares: shares of the people who would bring it up, such as 0.1.
        mentions: interviews in which it must occur.
        chance: wanted chance, between 0 and 1.

    Raises:
        StudyError: a share or the chance is not between 0 and 1, or `mentions` is below 1.
    """
    listed = list(shares)
    wrong = [value for value in [*listed, chance] if not 0 < value < 1]
    raise_if_any(Problem("plan_interviews", f"{value} as a share or chance", "between 0 and 1") for value in wrong)
    raise_if_any([Problem("plan_interviews", f"{mentions} mentions", "at least 1")] if mentions < 1 else [])
    rows = pd.DataFrame({"share": listed, "mentions": mentions, "chance": chance})
    rows["interviews"] = [_interviews(share, mentions, chance) for share in listed]
    return INTERVIEW_PLAN.check(rows, "interview plan")


def expected_codes(documents_per_code: npt.NDArray[np.int64], documents: int) -> npt.NDArray[np.float64]:
    """S(h) = Σ_k [1 − C(m − n_k, h) / C(m, h)] for h = 1 … m: the mean over every order (Colwell et al. 2004, eq. 5).

    Args:
        documents_per_code: in how many documents each code occurs.
        documents: number of documents m.
    """
    sizes, times = np.unique(documents_per_code, return_counts=True)
    missed = [
        sum(int(n) * comb(documents - int(size), h) / comb(documents, h) for size, n in zip(sizes, times, strict=True))
        for h in range(1, documents + 1)
    ]
    return np.asarray(len(documents_per_code) - np.array(missed, dtype=np.float64))


def unseen_codes(once: int, twice: int, documents: int) -> float:
    """Codes that exist but were not met: (m − 1)/m · Q₁(Q₁ − 1) / (2(Q₂ + 1)), Chao2 in its bias-corrected form."""
    return (documents - 1) / documents * once * (once - 1) / (2 * (twice + 1))


def _scopes(
    evidence: pd.DataFrame, documents: pd.DataFrame, codes: Iterable[str] | None
) -> Iterator[tuple[str, list[str], Incidence]]:
    """Per case and over all: the documents in the order of coding, and which code (column) occurs in which (row)."""
    raise_if_any([Problem("documents", "there are no documents", "at least one")] if documents.empty else [])
    wanted = set(evidence["code"] if codes is None else codes)
    pairs = evidence.loc[evidence["code"].isin(wanted), ["document", "code"]].drop_duplicates()
    ordered = documents.sort_values(["coding_order", "document"])
    cases = [(ALL, ordered), *ordered.groupby("municipality", sort=False)]
    for municipality, here in cases:
        listed = list(here["document"])
        chosen = pairs[pairs["document"].isin(listed)]
        names = sorted(chosen["code"].unique())
        incidence = np.zeros((len(listed), len(names)), dtype=bool)
        rows = pd.Index(listed).get_indexer(chosen["document"])
        incidence[rows, pd.Index(names).get_indexer(chosen["code"])] = True
        yield str(municipality), listed, incidence


def _order_band(incidence: Incidence, seed: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Between which numbers of codes 95 % of the orders of the documents stay, after every document."""
    documents, codes = incidence.shape
    if documents <= EXACT:
        orders = np.array(list(permutations(range(documents))))
    else:
        orders = RandomStream(seed).orders(documents, ORDERS)
    size = max(1, BATCH // max(1, documents * codes))
    met = [
        np.maximum.accumulate(incidence[orders[begin : begin + size]], axis=1).sum(axis=2)
        for begin in range(0, len(orders), size)
    ]
    low, high = np.quantile(np.concatenate(met), [0.025, 0.975], axis=0)
    return np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)


def _runs(ordered: list[str], incidence: Incidence, rule: SaturationRule) -> pd.DataFrame:
    """One row per run after the base."""
    cumulative = np.maximum.accumulate(incidence, axis=0).sum(axis=1)
    rows = []
    for before in range(rule.base, len(ordered) - rule.run + 1):
        known, new = int(cumulative[rule.base - 1]), int(cumulative[before + rule.run - 1] - cumulative[before - 1])
        ratio = new / known if known else float("nan")
        rows.append(
            {
                "before": before,
                "first_document": ordered[before],
                "last_document": ordered[before + rule.run - 1],
                "base_codes": known,
                "new_codes": new,
                "ratio": ratio,
                "below_threshold": ratio <= rule.threshold,
            }
        )
    return pd.DataFrame(rows, columns=[name for name in SATURATION_RUNS.column_names if name != "municipality"])


def _judge_runs(runs: pd.DataFrame, rule: SaturationRule) -> dict[str, Any]:
    """`documents+run` of the first run at or below the threshold, the status, and what the later runs say of it."""
    reached = runs[runs["below_threshold"].astype(bool)]
    if reached.empty:
        return {**REJECTED, "status": "too_few_documents" if runs.empty else "not_reached"}
    before = reached["before"].iloc[0]
    later = ~runs.loc[runs["before"] > before, "below_threshold"].astype(bool)
    notation = f"{before}+{rule.run}"
    return {"notation": notation, "status": "reached", "later_runs": len(later), "later_above": int(later.sum())}


def _interviews(share: float, mentions: int, chance: float) -> int:
    """The smallest n with P(Bin(n, share) ≥ mentions) ≥ chance."""
    n = mentions
    while 1 - sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(mentions)) < chance:
        n += 1
    return n
