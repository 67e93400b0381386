"""Other strategies of case selection: cases scored one by one, cases for a typology, and what is said of each strategy.

Formulas after Seawright & Gerring 2008, Political Research Quarterly 61(2):294-308: extremity |x - mean| / s;
deviance |y - ŷ| with ŷ from the regression of the outcome on its explanations; typicality minus that; influence
Cook's distance (Cook 1977, Technometrics 19(1):15-18). The last three look at the outcome: they serve to study a
relation that is known, and never to pick cases for a comparison that should establish one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from wijkresearch.case_sets.distances import Matrix
from wijkresearch.case_sets.tables import CASE_SCORES, DIVERSE_CASES, STRATEGIES
from wijkresearch.errors import Problem, did_you_mean, raise_if_any

MENU = (
    (
        "most similar",
        "minimise the distances on the controls; the cases differ on the variable of interest",
        "Gecontroleerd vergelijken: wat gelijk is, verklaart het verschil niet (methode van verschil).",
        "Zonder verschil op de variabele van belang leert gelijkenis vrijwel niets; voor ontdekken zwak; met weinig "
        "gevallen blijven er altijd controles over die verschillen.",
        "Nielsen 2016; Plümper, Troeger & Neumayer 2019; Seawright 2016",
    ),
    (
        "most different",
        "maximise the distances on the controls",
        "Nagaan of iets ook onder heel andere omstandigheden geldt (methode van overeenkomst).",
        "Sluit alleen noodzakelijke voorwaarden uit; rekent niet met meer oorzaken van dezelfde uitkomst.",
        "Seawright & Gerring 2008",
    ),
    (
        "typical",
        "-|y - ŷ|",
        "Laten zien hoe een bekend verband in een gewoon geval werkt.",
        "Kijkt naar de uitkomst; levert weinig nieuws op en presteert slecht in vergelijkend onderzoek.",
        "Seawright & Gerring 2008; Seawright 2016; Herron & Quinn 2016",
    ),
    (
        "deviant",
        "|y - ŷ|",
        "Ontdekken wat in de verklaring ontbreekt.",
        "Kijkt naar de uitkomst; een uitschieter kan ook een meetfout zijn.",
        "Seawright & Gerring 2008; Seawright 2016",
    ),
    (
        "influential",
        "Cook's distance",
        "Nagaan of één geval de uitslag van een regressie draagt.",
        "Kijkt naar de uitkomst; zegt iets over het model en niet over de wereld.",
        "Seawright & Gerring 2008; Herron & Quinn 2016",
    ),
    (
        "extreme",
        "|x - mean| / s",
        "Verkennen: op een uiterste van de verklaring is een mechanisme het best te zien.",
        "Niet representatief; uiterst op de uitkomst kiezen maakt een effect groter dan het is.",
        "Seawright & Gerring 2008; Seawright 2016",
    ),
    (
        "diverse",
        "one case in every cell of a typology",
        "Het volle bereik van een verschijnsel dekken.",
        "Eén geval per cel kan toevallig zijn; het aantal cellen groeit snel.",
        "Seawright & Gerring 2008; Herron & Quinn 2016",
    ),
)


def describe_strategies() -> pd.DataFrame:
    """STRATEGIES: every strategy with its formula, what it is good for and what is held against it."""
    return STRATEGIES.check(pd.DataFrame(MENU, columns=STRATEGIES.column_names))


def score_extreme(candidates: pd.DataFrame, *, id_column: str, on: str) -> pd.DataFrame:
    """CASE_SCORES: how many standard deviations each candidate lies from the mean of `on`."""
    raise_if_any(_column_problems(candidates, [id_column], [on]))
    values = candidates[on].to_numpy(dtype=np.float64)
    deviation = values.std(ddof=1)
    if not deviation > 0:
        raise_if_any([Problem(f"column '{on}'", "has one value for all candidates", remedy="Take another column.")])
    return _scored(candidates[id_column], {"extreme": np.abs(values - values.mean()) / deviation})


def score_by_regression(
    candidates: pd.DataFrame, *, id_column: str, outcome: str, explained_by: Sequence[str]
) -> pd.DataFrame:
    """CASE_SCORES: how typical, deviant and influential each candidate is for an outcome and its explanations.

    Ordinary least squares with an intercept; typical and deviant in the unit of the outcome.

    Raises:
        StudyError: a column is missing or no number, there are too few candidates, or explanations determine each
            other.
    """
    raise_if_any(_column_problems(candidates, [id_column], [outcome, *explained_by]))
    explanations = candidates[list(explained_by)].to_numpy(dtype=np.float64)
    centred = explanations - explanations.mean(axis=0)
    spread = centred.std(axis=0)
    design = np.column_stack([np.ones(len(centred)), centred / np.where(spread > 0, spread, 1.0)])
    raise_if_any(_design_problems(design, explained_by))
    observed = candidates[outcome].to_numpy(dtype=np.float64)
    basis, _ = np.linalg.qr(design)
    residual = observed - basis @ (basis.T @ observed)
    leverage = (basis**2).sum(axis=1)
    columns = design.shape[1]
    variance = (residual**2).sum() / (len(observed) - columns)
    cook = residual**2 / (columns * variance) * leverage / (1 - leverage) ** 2
    scores = {"typical": -np.abs(residual), "deviant": np.abs(residual), "influential": cook}
    return _scored(candidates[id_column], scores)


def choose_diverse(candidates: pd.DataFrame, *, id_column: str, typology: Sequence[str]) -> pd.DataFrame:
    """DIVERSE_CASES: one candidate for every cell of the typology that has candidates.

    A column of numbers is cut in three parts of equal size (low, middle, high). The case is the one closest to the
    mean of its cell in standard deviations; in a typology of text columns only, the first by name.
    """
    raise_if_any(_column_problems(candidates, [id_column, *typology], []))
    named = candidates.set_index(candidates[id_column].astype("str")).sort_index()
    cells = pd.DataFrame({name: _parts(named[name]) for name in typology})
    numbers = named[list(typology)].select_dtypes("number").astype("float64")
    scaled = (numbers - numbers.mean()) / numbers.std(ddof=1).replace(0.0, 1.0)
    rows = []
    for cell, group in cells.groupby(list(typology), sort=True):
        members = scaled.loc[group.index]
        distance = ((members - members.mean()) ** 2).sum(axis=1)
        words = ", ".join(f"{name} {part}" for name, part in zip(typology, cell, strict=True))
        rows.append({"cell": words, "candidates": len(group), "case": str(distance.idxmin())})
    return DIVERSE_CASES.check(pd.DataFrame(rows))


def _parts(column: pd.Series) -> pd.Series:
    if not pd.api.types.is_numeric_dtype(column):
        return column.astype("str")
    share = column.rank(method="average", pct=True)
    return pd.Series(np.select([share <= 1 / 3, share <= 2 / 3], ["low", "middle"], "high"), index=column.index)


def _scored(names: pd.Series, scores: dict[str, Matrix]) -> pd.DataFrame:
    parts = []
    for strategy, score in scores.items():
        part = pd.DataFrame({"strategy": strategy, "case": names.astype("str").to_numpy(), "score": score})
        place = part["score"].rank(method="min", ascending=False).astype("int64")
        parts.append(part.assign(place=place).sort_values(["place", "case"]))
    return CASE_SCORES.check(pd.concat(parts, ignore_index=True))


def _column_problems(candidates: pd.DataFrame, columns: Sequence[str], numeric: Sequence[str]) -> Iterator[Problem]:
    known = [str(name) for name in candidates.columns]
    for name in dict.fromkeys([*columns, *numeric]):
        if name not in known:
            hint = did_you_mean(name, known) or f"The columns are: {', '.join(known)}."
            yield Problem("candidates", f"there is no column '{name}'", remedy=hint)
        elif candidates[name].isna().any():
            count = int(candidates[name].isna().sum())
            yield Problem(
                f"column '{name}'", f"is missing for {count} candidates", remedy="Leave these candidates out."
            )
        elif name in numeric and not pd.api.types.is_numeric_dtype(candidates[name]):
            yield Problem(f"column '{name}'", "is text", "numbers")


def _design_problems(design: Matrix, explained_by: Sequence[str]) -> Iterator[Problem]:
    rows, columns = design.shape
    if rows <= columns:
        yield Problem(
            "candidates", f"there are {rows}", f"more than {columns} for a regression on {columns - 1} columns"
        )
    elif np.linalg.matrix_rank(design) < columns:
        found = f"{', '.join(explained_by)} are constant or determine each other exactly"
        yield Problem("explanations", found, remedy="Leave one of them out.")
