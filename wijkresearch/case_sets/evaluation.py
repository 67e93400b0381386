"""What makes the chosen set as similar as it is: its pairs, its members, and its controls one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from wijkresearch.case_sets.comparison import Comparison, compare_candidates
from wijkresearch.case_sets.distances import Matrix
from wijkresearch.case_sets.ranking import chosen_row, rank_set
from wijkresearch.case_sets.rules import SetRule, Whole, read_condition
from wijkresearch.case_sets.search import TOLERANCE, set_values
from wijkresearch.case_sets.tables import (
    CANDIDATE_PLACES,
    CONTROL_RANGES,
    CONTROL_VALUES,
    LEFT_OUT_CONTROLS,
    SET_PAIRS,
    SWAPS,
)
from wijkresearch.case_sets.task import pair_costs
from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any


def list_pairs(comparison: Comparison, members: Sequence[str]) -> pd.DataFrame:
    """SET_PAIRS: every two members with their distance; the values add up to that of the set (not for `largest`)."""
    row = np.array(sorted(comparison.positions(members)), dtype=np.intp)
    first, second = row[np.array(np.triu_indices(len(row), k=1))]
    values = pair_costs(comparison)[first, second]
    total = values.sum()
    return SET_PAIRS.check(
        pd.DataFrame(
            {
                "first": [comparison.names[place] for place in first],
                "second": [comparison.names[place] for place in second],
                "distance": comparison.distances[first, second],
                "value": values,
                "share": values / total if total else None,
            }
        )
    )


def list_swaps(comparison: Comparison, rule: SetRule, chosen: Sequence[str]) -> pd.DataFrame:
    """SWAPS: for each member its place among all who could hold its seat, and the best one for it.

    A case that the rule includes anyhow keeps its seat and has no row.

    Raises:
        StudyError: the chosen set is not admissible.
    """
    condition = read_condition(comparison, rule)
    row = chosen_row(comparison, rule, condition, chosen)
    rows = []
    for seat in [place for place in row if place not in condition.members]:
        candidates = np.setdiff1d(np.arange(len(comparison.names)), row[row != seat])
        sets = np.column_stack([np.tile(row[row != seat], (len(candidates), 1)), candidates])
        admitted = condition.admits(sets)
        rows.append(_swap(comparison, seat, sets[admitted]))
    return SWAPS.check(
        pd.DataFrame(rows, columns=SWAPS.column_names[:6]).assign(condition=str(rule), **comparison.label)
    )


def _swap(comparison: Comparison, seat: int, sets: Whole) -> dict[str, object]:
    values = set_values(pair_costs(comparison), sets, largest=comparison.choices.objective == "largest")
    own = float(values[sets[:, -1] == seat][0])
    best = int(np.flatnonzero(values <= values.min() + TOLERANCE)[0])
    return {
        "member": comparison.names[seat],
        "place": 1 + int((values < own - TOLERANCE * max(1.0, own)).sum()),
        "possible": len(sets),
        "best": comparison.names[sets[best, -1]],
        "value": own,
        "best_value": float(values[best]),
    }


def compare_controls(comparison: Comparison, chosen: Sequence[str], *, threshold: float = 0.25) -> pd.DataFrame:
    """CONTROL_RANGES: per numeric control the range over the chosen cases, raw and in standard deviations of the frame.

    A range above `threshold` standard deviations is flagged; 0.25 is the custom for means of matched groups (Stuart
    2010, Statistical Science 25(1):1-21), which for a handful of cases is a convention and no test.
    """
    row = comparison.positions(chosen)
    rows = []
    for name in _numeric(comparison):
        values = comparison.candidates[name].astype("float64")
        known = values.iloc[row].dropna()
        if known.empty:
            raise StudyError(Problem(f"control '{name}'", "is missing for every chosen case", "a value"))
        deviation = float(values.std(ddof=1))
        apart = float(known.max() - known.min()) / deviation
        rows.append(
            {
                "control": name,
                "lowest_case": str(known.idxmin()),
                "lowest": known.min(),
                "highest_case": str(known.idxmax()),
                "highest": known.max(),
                "deviation": deviation,
                "standardised_range": apart,
                "unbalanced": apart > threshold,
            }
        )
    named = pd.DataFrame(rows, columns=CONTROL_RANGES.column_names[:8])
    return CONTROL_RANGES.check(named.assign(frame=comparison.frame, candidates=len(comparison.candidates)))


def list_control_values(comparison: Comparison, chosen: Sequence[str]) -> pd.DataFrame:
    """CONTROL_VALUES: every known numeric value of every candidate, with its standardised form."""
    row = comparison.positions(chosen)
    names = pd.Series(comparison.names)
    parts = []
    for control in _numeric(comparison):
        values: Matrix = comparison.candidates[control].to_numpy(dtype=np.float64, na_value=np.nan)
        scores = (values - np.nanmean(values)) / np.nanstd(values, ddof=1)
        part = pd.DataFrame({"control": control, "case": names, "value": values, "standardised": scores})
        parts.append(part.assign(chosen=part.index.isin(row)))
    listed = pd.concat(parts) if parts else CONTROL_VALUES.empty()
    return CONTROL_VALUES.check(listed.dropna(subset=["value"]))


def _numeric(comparison: Comparison) -> list[str]:
    return [name for name in comparison.controls if pd.api.types.is_numeric_dtype(comparison.candidates[name])]


def locate_candidates(comparison: Comparison, chosen: Sequence[str], *, region: str, on: str) -> pd.DataFrame:
    """CANDIDATE_PLACES: every candidate with its region and its value on one column, the chosen ones marked.

    Raises:
        StudyError: there is no such column.
    """
    row = comparison.positions(chosen)
    columns = [str(name) for name in comparison.candidates.columns]
    raise_if_any(
        Problem("candidates", f"there is no column '{name}'", remedy=did_you_mean(name, columns))
        for name in (region, on)
        if name not in columns
    )
    placed = comparison.candidates[[region, on]].set_axis(["region", "value"], axis="columns")
    listed = placed.assign(case=comparison.names, chosen=[place in row for place in range(len(placed))])
    return CANDIDATE_PLACES.check(listed.sort_values(["region", "case"])[CANDIDATE_PLACES.column_names])


def leave_out_controls(comparison: Comparison, rule: SetRule, chosen: Sequence[str]) -> pd.DataFrame:
    """LEFT_OUT_CONTROLS: the rank of the chosen set with all controls, and with each control left out in turn.

    Raises:
        StudyError: there is only one control, or the chosen set is not admissible.
    """
    if len(comparison.controls) < 2:
        found = f"'{comparison.controls[0]}' is the only control, so it cannot be left out"
        raise StudyError(Problem("controls", found, "two controls or more"))
    parts = [rank_set(comparison, rule, chosen).assign(left_out="none")]
    for control in comparison.controls:
        fewer = _without_control(comparison, control)
        parts.append(rank_set(fewer, rule, chosen).assign(left_out=control))
    return LEFT_OUT_CONTROLS.check(pd.concat(parts, ignore_index=True).drop(columns="members"))


def _without_control(comparison: Comparison, control: str) -> Comparison:
    """The same comparison with one control fewer."""
    choices = comparison.choices
    weights = {name: weight for name, weight in (choices.weights or {}).items() if name != control}
    log = tuple(name for name in choices.log if name != control)
    return compare_candidates(
        comparison.candidates.rename_axis("candidate").reset_index(),
        id_column="candidate",
        controls=[name for name in comparison.controls if name != control],
        choices=replace(choices, log=log, weights=weights),
        frame=comparison.frame,
    )
