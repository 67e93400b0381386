"""The candidates, the controls on which they are compared, and how far apart they are.

Most-similar selection (Mill's method of difference; Seawright & Gerring 2008, Political Research Quarterly
61(2):294-308; by matching: Nielsen 2016, Sociological Methods & Research 45(3):569-597) compares every set of
candidates. What a comparison says holds for its controls, its distance and its frame of candidates only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkresearch.case_sets.distances import DISTANCES, Matrix, measure
from wijkresearch.errors import Problem, did_you_mean, list_some, raise_if_any

OBJECTIVES = ("sum", "sum_of_squares", "largest")
MEMBER_SEPARATOR = "; "


@dataclass(frozen=True)
class Choices:
    """How candidates are compared: the distance, the controls taken as logarithm, and the objective.

    `objective` is what makes a set similar: the `sum` of the distances of its pairs, the `sum_of_squares` (an odd case
    weighs more), or the `largest` distance of a pair.
    """

    distance: str = "standardised"
    objective: str = "sum"
    log: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Candidates in the order of their names, their controls, and every distance between two of them."""

    candidates: pd.DataFrame
    controls: tuple[str, ...]
    choices: Choices
    distances: Matrix
    frame: str

    @property
    def names(self) -> list[str]:
        """The names of the candidates, in the order of the rows of `distances`."""
        return [str(name) for name in self.candidates.index]

    @property
    def label(self) -> dict[str, object]:
        """The columns beside every number: the frame, its size, the controls, the distance and the objective."""
        logged = [f"log {name}" if name in self.choices.log else name for name in self.controls]
        return {
            "frame": self.frame,
            "candidates": len(self.candidates),
            "controls": ", ".join(logged),
            "distance": self.choices.distance,
            "objective": self.choices.objective,
        }

    @property
    def is_metric(self) -> bool:
        """Whether the triangle inequality holds; false for Gower's distance with missing values."""
        return not bool(self.candidates[list(self.controls)].isna().any(axis=None))

    def positions(self, members: Sequence[str]) -> list[int]:
        """Where the members stand among the candidates, or every member that is not a candidate or occurs twice."""
        known = {name: place for place, name in enumerate(self.names)}
        problems = [
            Problem(
                f"case '{member}'",
                f"is not among the {len(known)} candidates of the frame '{self.frame}'",
                remedy=did_you_mean(member, known),
            )
            for member in members
            if member not in known
        ]
        problems += [
            Problem(f"case '{member}'", "is named twice", "every case once")
            for member in dict.fromkeys(members)
            if list(members).count(member) > 1
        ]
        raise_if_any(problems)
        return [known[member] for member in members]


def derive_controls(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with two densities in inhabitants per km²: `density_total` and `density_land`.

    `density_total` = inhabitants_2024 / area_total_km2 (land and water); `density_land` = inhabitants_2024 /
    area_land_km2, the definition of Statistics Netherlands. The order of two municipalities may differ between them.
    """
    inhabitants = frame["inhabitants_2024"].astype("float64")
    return frame.assign(
        density_total=inhabitants / frame["area_total_km2"].astype("float64"),
        density_land=inhabitants / frame["area_land_km2"].astype("float64"),
    )


def compare_candidates(
    candidates: pd.DataFrame,
    *,
    id_column: str,
    controls: Sequence[str],
    choices: Choices | None = None,
    frame: str = "all candidates",
) -> Comparison:
    """Every candidate compared with every other one on the controls.

    Args:
        candidates: one row per candidate; other columns are kept for the conditions on a set.
        id_column: the column with the name of a candidate, each of which occurs once.
        controls: the columns to compare on: numbers, or text too with the distance `gower`.
        choices: distance, objective and logarithms; standardised distances and their sum by default.
        frame: what the candidates are, in words; it is printed beside every rank.

    Raises:
        StudyError: with every column, name or control that stands in the way, and a remedy.
    """
    chosen = choices or Choices()
    raise_if_any(_choice_problems(candidates, id_column, controls, chosen))
    raise_if_any(_name_problems(candidates, id_column))
    named = candidates.set_index(candidates[id_column].astype("str")).sort_index()
    raise_if_any(_control_problems(named, controls, chosen))
    compared = _take_logarithms(named[list(controls)], chosen.log)
    distances = measure(compared, distance=chosen.distance)
    return Comparison(named, tuple(controls), chosen, distances, frame)


def _take_logarithms(controls: pd.DataFrame, log: Sequence[str]) -> pd.DataFrame:
    return controls.assign(**{name: np.log(controls[name].astype("float64")) for name in log})


def _choice_problems(
    candidates: pd.DataFrame, id_column: str, controls: Sequence[str], choices: Choices
) -> Iterator[Problem]:
    columns = [str(name) for name in candidates.columns]
    for name in dict.fromkeys([id_column, *controls]):
        if name not in columns:
            hint = did_you_mean(name, columns) or f"The columns are: {', '.join(columns)}."
            yield Problem("candidates", f"there is no column '{name}'", remedy=hint)
    if not controls:
        yield Problem("controls", "none is given", "at least one column to compare on")
    for name in dict.fromkeys(controls):
        if list(controls).count(name) > 1:
            yield Problem(f"control '{name}'", "is given twice", "every control once")
    for name in dict.fromkeys(choices.log):
        if name not in controls:
            yield Problem(f"control '{name}'", "has a logarithm but is not compared on", "a control")
    yield from _word_problems("distance", choices.distance, DISTANCES)
    yield from _word_problems("objective", choices.objective, OBJECTIVES)


def _word_problems(what: str, word: str, known: Sequence[str]) -> Iterator[Problem]:
    if word not in known:
        yield Problem(what, f"'{word}' is not known", f"one of {', '.join(known)}", did_you_mean(word, known))


def _name_problems(candidates: pd.DataFrame, id_column: str) -> Iterator[Problem]:
    names = candidates[id_column]
    if names.isna().any():
        yield Problem(f"column '{id_column}'", f"{int(names.isna().sum())} candidates have no name", "one name each")
    text = names.dropna().astype("str")
    for name in sorted(set(text[text.duplicated()])):
        yield Problem(f"candidate '{name}'", "occurs more than once", "every candidate once")
    for name in sorted(name for name in set(text) if MEMBER_SEPARATOR in name):
        yield Problem(f"candidate '{name}'", "has a semicolon and a space in its name", "a name without them")
    if len(candidates) < 2:
        yield Problem("candidates", f"there are {len(candidates)}", "at least 2", "Widen the frame.")


def _control_problems(named: pd.DataFrame, controls: Sequence[str], choices: Choices) -> Iterator[Problem]:
    for name in controls:
        column = named[name]
        numeric = pd.api.types.is_numeric_dtype(column)
        if not numeric and choices.distance != "gower":
            remedy = "Use the distance 'gower', or keep it out of the controls and let it be the same in a set."
            yield Problem(f"control '{name}'", "is text", "numbers", remedy)
            continue
        if column.nunique() < 2:
            found = f"has one value for all {len(named)} candidates, so it cannot tell them apart"
            yield Problem(f"control '{name}'", found, remedy="Leave it out, or widen the frame.")
        unknown = column.isna() | (column.isin([np.inf, -np.inf]) if numeric else False)
        if unknown.any() and choices.distance != "gower":
            yield _missing(name, unknown)
        if name in choices.log and (not numeric or (column <= 0).any()):
            where = list_some(map(str, named.index[column <= 0]), most=5) if numeric else "text"
            yield Problem(f"control '{name}'", f"has no logarithm ({where})", "numbers above zero")


def _missing(name: str, unknown: pd.Series) -> Problem:
    who = [str(candidate) for candidate in unknown.index[unknown]]
    return Problem(
        f"control '{name}'",
        f"is missing for {len(who)} of {len(unknown)} candidates: {list_some(who, most=5)}",
        remedy="Leave these candidates or this control out, or use the distance 'gower', which skips what is missing.",
    )
