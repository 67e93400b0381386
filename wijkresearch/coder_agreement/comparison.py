"""Coders compared: coefficients per code for all of them and per pair, what moves them, and passages read differently.

Any number of coders, each on the documents that they coded: who gave no code in a document has no value there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import pandas as pd

from wijkresearch.coder_agreement.coefficients import (
    Formula,
    alpha_formula,
    brennan_prediger_formula,
    cohen_formula,
    gwet_formula,
    observed_formula,
    undefined_reason,
)
from wijkresearch.coder_agreement.disagreements import list_disagreements
from wijkresearch.coder_agreement.ratings import NO_VALUE, Tally, Whole, count_patterns
from wijkresearch.coder_agreement.resampling import resampled_interval
from wijkresearch.coder_agreement.tables import AGREEMENT, CODER_PAIRS, PAIR_AGREEMENT, PARADOX
from wijkresearch.coder_agreement.units import NOTHING, Marks, domain_values, mark_readers, mark_units

PAIR = ["first_coder", "second_coder"]


@dataclass(frozen=True)
class CoderComparison:
    """Coders on the same documents. The coefficients come with the list of passages and are not printed without it.

    `agreement` conforms to AGREEMENT, over all coders together; `pairs` to PAIR_AGREEMENT, `disagreements` to
    DISAGREEMENTS.
    """

    coders: tuple[str, ...]
    agreement: pd.DataFrame = field(repr=False)
    pairs: pd.DataFrame = field(repr=False)
    disagreements: pd.DataFrame = field(repr=False)


def compare_coders(
    evidence: pd.DataFrame,
    units: pd.DataFrame,
    *,
    coders: Sequence[str],
    seed: int,
    resamples: int = 2000,
) -> CoderComparison:
    """How far coders agree on every code that one of them gave, given or not given to each unit, and where they do not.

    Args:
        evidence: EVIDENCE or SEGMENTS.
        units: UNITS of documents that at least two of the coders coded.
        coders: two coders or more; in a document the first of them who coded it is compared with each of the others.
        seed: of the intervals; the same seed gives the same intervals.
        resamples: how often documents and units are drawn for the interval of α.
    """
    documents = set(units["document"])
    here = evidence[evidence["coder"].isin(coders) & evidence["document"].isin(documents)]
    listed = sorted(here["code"].unique())
    marks, readers = mark_units(here, units, listed, coders), mark_readers(here, units, coders)
    tallies = {code: _tally_marks(given, readers, units, coders) for code, given in zip(listed, marks, strict=True)}
    rows = [_agreement_row(code, tally, 2, seed, resamples) for code, tally in tallies.items()]
    return CoderComparison(
        tuple(coders),
        AGREEMENT.of(rows, "agreement"),
        _compare_pairs(tallies, coders),
        list_disagreements(here, coders=coders, documents=documents, codes=listed),
    )


def list_coder_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    """CODER_PAIRS: every two coders who coded the same documents, with how far they agree over the codes.

    Args:
        pairs: PAIR_AGREEMENT.
    """
    spread = pairs.groupby(PAIR, sort=False).agg(
        documents=("documents", "max"),
        units=("units", "max"),
        codes=("code", "size"),
        lowest_alpha=("alpha", "min"),
        median_alpha=("alpha", "median"),
        highest_alpha=("alpha", "max"),
    )
    differing = pairs[pairs["percent"] < 1].groupby(PAIR).size()
    spread["differing"] = differing.reindex(spread.index, fill_value=0)
    return CODER_PAIRS.check(spread.reset_index(), "pairs of coders")


def compare_coders_on_domains(
    evidence: pd.DataFrame,
    units: pd.DataFrame,
    *,
    coders: Sequence[str],
    domains: Mapping[str, Sequence[str]],
    seed: int,
    resamples: int = 2000,
) -> pd.DataFrame:
    """AGREEMENT, one row per domain of codes that exclude each other; no code of the domain is a value too.

    Args:
        evidence: EVIDENCE or SEGMENTS, with every code that the coders gave.
        units: UNITS of documents that at least two of the coders coded.
        coders: two coders or more.
        domains: name of the domain to its codes.
        seed: of the intervals.
        resamples: how often documents and units are drawn.

    Raises:
        StudyError: a coder gave two codes of one domain to one unit.
    """
    rows = []
    readers = mark_readers(evidence, units, coders)
    for name, codes in domains.items():
        values = np.asarray(list(domain_values(evidence, units, codes, coders)))
        labels = [*codes, NOTHING]
        places = np.stack([pd.Index(labels).get_indexer(each) for each in values])
        tally = _tally(np.where(readers, places, NO_VALUE), tuple(labels), units, coders)
        rows.append(_agreement_row(name, tally, len(labels), seed, resamples))
    return AGREEMENT.of(rows, "agreement on domains")


def paradox_check(ratings_yes_no: Mapping[str, tuple[float, float, float, float]]) -> pd.DataFrame:
    """PARADOX from counts: how much prevalence and bias move κ.

    κ = (PABAK − PI² + BI²) / (1 − PI² + BI²), with PI and BI the prevalence and bias index (Byrt, Bishop & Carlin 1993,
    Journal of Clinical Epidemiology 46, 423–429); the effects are κ minus what it would be with PI or BI at 0.

    Args:
        ratings_yes_no: per code the units that both, only the first, only the second, and neither coder gave it.
    """
    cells = pd.DataFrame.from_dict(ratings_yes_no, orient="index", columns=["both", "first", "second", "neither"])
    shares = cells.div(cells.sum(axis=1), axis=0)
    prevalence, bias = (shares["both"] - shares["neither"]).abs(), (shares["first"] - shares["second"]).abs()
    percent = shares["both"] + shares["neither"]
    balanced = 2 * percent - 1
    kappa = _kappa(balanced, prevalence, bias)
    rows = pd.DataFrame(
        {
            "code": cells.index,
            "first_share": shares["both"] + shares["first"],
            "second_share": shares["both"] + shares["second"],
            "prevalence_index": prevalence,
            "bias_index": bias,
            "percent": percent,
            "kappa": kappa,
            "balanced_kappa": balanced,
            "prevalence_effect": kappa - _kappa(balanced, prevalence * 0, bias),
            "bias_effect": kappa - _kappa(balanced, prevalence, bias * 0),
        }
    )
    return PARADOX.check(rows, "paradox")


def _kappa(balanced: pd.Series, prevalence: pd.Series, bias: pd.Series) -> pd.Series:
    spread = 1 - prevalence**2 + bias**2
    return ((balanced - prevalence**2 + bias**2) / spread).where(spread > 1e-12)


def _compare_pairs(tallies: Mapping[str, Tally], coders: Sequence[str]) -> pd.DataFrame:
    """PAIR_AGREEMENT: every two coders who looked at the same units, code by code."""
    rows = [_pair_rows(tallies, coders, pair) for pair in combinations(range(len(coders)), 2)]
    found = [pair for pair in rows if len(pair)]
    return PAIR_AGREEMENT.check(pd.concat(found, ignore_index=True), "pairs") if found else PAIR_AGREEMENT.empty()


def _pair_rows(tallies: Mapping[str, Tally], coders: Sequence[str], pair: tuple[int, int]) -> pd.DataFrame:
    """PAIR_AGREEMENT of the coders at these two places, of the codes that one of them gave."""
    own = {code: _of_pair(tally, pair) for code, tally in tallies.items()}
    compared = {code: tally for code, tally in own.items() if (tally.patterns > 0).any()}
    if not compared:
        return PAIR_AGREEMENT.empty()
    rows = paradox_check({code: _cells(tally) for code, tally in compared.items()})
    first, second = (coders[place] for place in pair)
    told = {code: (tally.n_units, len(tally.documents), _alpha(tally)) for code, tally in compared.items()}
    units, documents, alphas = zip(*told.values(), strict=True)
    return rows.assign(first_coder=first, second_coder=second, units=units, documents=documents, alpha=alphas)


def _of_pair(tally: Tally, pair: tuple[int, int]) -> Tally:
    """The counts of two coders, over the documents that both coded."""
    patterns = tally.patterns[:, list(pair)]
    both = (patterns != NO_VALUE).all(axis=1)
    shared = tally.counts[:, both].sum(axis=1) > 0
    documents = tuple(name for name, kept in zip(tally.documents, shared, strict=True) if kept)
    names = tuple(tally.coders[place] for place in pair)
    return Tally(names, tally.categories, documents, patterns[both], tally.counts[shared][:, both])


def _cells(tally: Tally) -> tuple[float, float, float, float]:
    """Units that both, only the first, only the second, and neither coder gave the code."""
    answers = ((1, 1), (1, 0), (0, 1), (0, 0))
    both, first, second, neither = (float(tally.total[(tally.patterns == cell).all(axis=1)].sum()) for cell in answers)
    return both, first, second, neither


def _alpha(tally: Tally) -> float:
    """Krippendorff's nominal α; not a number where it is undefined."""
    if undefined_reason(tally):
        return float("nan")
    formula = alpha_formula(tally)
    return float(formula(tally.total[None, :])[0])


def _tally_marks(given: Marks, readers: Marks, units: pd.DataFrame, coders: Sequence[str]) -> Tally:
    return _tally(np.where(readers, given.astype(np.int64), NO_VALUE), ("no", "yes"), units, coders)


def _tally(places: Whole, categories: tuple[str, ...], units: pd.DataFrame, coders: Sequence[str]) -> Tally:
    """Counts of the combinations of values (one row per coder, one column per unit) per document."""
    document, documents = pd.factorize(units["document"])
    weight = units["weight"].to_numpy(dtype=float)
    patterns, counts = count_patterns(places, document, len(documents), weight, len(categories))
    return Tally(tuple(coders), categories, tuple(documents), patterns, counts)


def _agreement_row(code: str, tally: Tally, categories: int, seed: int, resamples: int) -> dict[str, object]:
    """One row of AGREEMENT; Cohen's κ is of two coders only."""
    alpha = alpha_formula(tally)
    reason = undefined_reason(tally)
    low, high, undefined = resampled_interval(tally, alpha, seed, resamples, 0.95)

    def value(formula: Formula) -> float:
        return float("nan") if reason else float(formula(tally.total[None, :])[0])

    return {
        "code": code,
        "coders": len(tally.coders),
        "units": int(tally.total.sum()),
        "documents": len(tally.documents),
        "alpha": value(alpha),
        "low": low,
        "high": high,
        "undefined_resamples": undefined,
        "percent": float(observed_formula(tally)(tally.total[None, :])[0]),
        "kappa": value(cohen_formula(tally)) if len(tally.coders) == 2 else None,
        "brennan_prediger": value(brennan_prediger_formula(tally, categories)),
        "ac1": value(gwet_formula(tally, categories)),
        "undefined": reason or None,
    }
