"""Two coders compared: the coefficients per code, what moves them, and the list of passages they read differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
from wijkresearch.coder_agreement.ratings import Numbers, Tally, Whole
from wijkresearch.coder_agreement.resampling import resampled_interval
from wijkresearch.coder_agreement.tables import AGREEMENT, PARADOX
from wijkresearch.coder_agreement.units import NOTHING, Marks, domain_values, mark_units


@dataclass(frozen=True)
class CoderComparison:
    """Two coders on the same documents. The coefficients come with the list of passages and are not printed without it.

    `agreement` holds to AGREEMENT, `paradox` to PARADOX, `disagreements` to DISAGREEMENTS.
    """

    coders: tuple[str, str]
    agreement: pd.DataFrame = field(repr=False)
    paradox: pd.DataFrame = field(repr=False)
    disagreements: pd.DataFrame = field(repr=False)


def compare_coders(
    evidence: pd.DataFrame,
    units: pd.DataFrame,
    *,
    coders: tuple[str, str],
    seed: int,
    codes: Sequence[str] | None = None,
    resamples: int = 2000,
) -> CoderComparison:
    """How far two coders agree on every code, given or not given to each unit, and where they do not.

    Args:
        evidence: EVIDENCE or SEGMENTS.
        units: UNITS of the documents that both coded.
        coders: the first and the second coder.
        seed: of the intervals; the same seed gives the same intervals.
        codes: ids of the codes; those that either coder gave in these documents where left out.
        resamples: how often documents and units are drawn for the interval of α.
    """
    documents = set(units["document"])
    here = evidence[evidence["coder"].isin(coders) & evidence["document"].isin(documents)]
    listed = sorted(here["code"].unique()) if codes is None else list(codes)
    marks = mark_units(here, units, listed, coders)
    tallies = {code: _tally_marks(given, units, coders) for code, given in zip(listed, marks, strict=True)}
    rows = [_agreement_row(code, tally, 2, seed, resamples) for code, tally in tallies.items()]
    return CoderComparison(
        coders,
        AGREEMENT.check(pd.DataFrame(rows, columns=AGREEMENT.column_names), "agreement"),
        _paradox(tallies),
        list_disagreements(here[here["code"].isin(listed)], coders=coders, documents=documents),
    )


def compare_coders_on_domains(
    evidence: pd.DataFrame,
    units: pd.DataFrame,
    *,
    coders: tuple[str, str],
    domains: Mapping[str, Sequence[str]],
    seed: int,
    resamples: int = 2000,
) -> pd.DataFrame:
    """AGREEMENT, one row per domain of codes that exclude each other; no code of the domain is a value too.

    Args:
        evidence: EVIDENCE or SEGMENTS.
        units: UNITS of the documents that both coded.
        coders: the first and the second coder.
        domains: name of the domain to its codes.
        seed: of the intervals.
        resamples: how often documents and units are drawn.

    Raises:
        StudyError: a coder gave two codes of one domain to one unit.
    """
    rows = []
    for name, codes in domains.items():
        values = np.asarray(list(domain_values(evidence, units, codes, coders)))
        labels = [*codes, NOTHING]
        places = np.stack([pd.Index(labels).get_indexer(each) for each in values])
        tally = _tally(places, tuple(labels), units, coders)
        rows.append(_agreement_row(name, tally, len(labels), seed, resamples))
    return AGREEMENT.check(pd.DataFrame(rows, columns=AGREEMENT.column_names), "agreement on domains")


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


def _paradox(tallies: Mapping[str, Tally]) -> pd.DataFrame:
    cells: dict[str, tuple[float, float, float, float]] = {}
    for code, tally in tallies.items():
        given = dict(zip(map(tuple, tally.patterns), tally.total, strict=True))
        both, first, second, neither = (float(given.get(cell, 0)) for cell in ((1, 1), (1, 0), (0, 1), (0, 0)))
        cells[code] = (both, first, second, neither)
    return paradox_check(cells) if cells else PARADOX.empty()


def _tally_marks(given: Marks, units: pd.DataFrame, coders: Iterable[str]) -> Tally:
    return _tally(given.astype(np.int64), ("no", "yes"), units, tuple(coders))


def _tally(places: Whole, categories: tuple[str, ...], units: pd.DataFrame, coders: Iterable[str]) -> Tally:
    """Counts of the combinations of values (one row per coder, one column per unit) per document."""
    document, documents = pd.factorize(units["document"])
    key = places[0] * len(categories) + places[1]
    seen, pattern = np.unique(key, return_inverse=True)
    cell = document * len(seen) + pattern
    weight = units["weight"].to_numpy(dtype=float)
    counts: Numbers = np.bincount(cell, weight, len(documents) * len(seen)).astype(np.float64)
    patterns = np.column_stack(np.divmod(seen, len(categories))).astype(np.int64)
    return Tally(tuple(coders), categories, tuple(documents), patterns, counts.reshape(len(documents), len(seen)))


def _agreement_row(code: str, tally: Tally, categories: int, seed: int, resamples: int) -> dict[str, object]:
    """One row of AGREEMENT."""
    alpha = alpha_formula(tally, "nominal", np.arange(len(tally.categories), dtype=float))
    reason = undefined_reason(tally)
    low, high, undefined = resampled_interval(tally, alpha, seed, resamples, 0.95)

    def value(formula: Formula) -> float:
        return float("nan") if reason else float(formula(tally.total[None, :])[0])

    return {
        "code": code,
        "units": int(tally.total.sum()),
        "documents": len(tally.documents),
        "alpha": value(alpha),
        "low": low,
        "high": high,
        "undefined_resamples": undefined,
        "percent": float(observed_formula(tally)(tally.total[None, :])[0]),
        "kappa": value(cohen_formula(tally)),
        "brennan_prediger": value(brennan_prediger_formula(tally, categories)),
        "ac1": value(gwet_formula(tally, categories)),
        "undefined": reason or None,
    }
