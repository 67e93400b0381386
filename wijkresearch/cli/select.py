"""`wijk select`: the most similar sets of cases in a file of candidates, and where a chosen set stands among all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from wijkresearch.case_sets import (
    MEMBER_SEPARATOR,
    Choices,
    Comparison,
    SetRule,
    compare_candidates,
    count_sets,
    derive_controls,
    find_best_sets,
    list_pairs,
    rank_set,
)
from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any
from wijkresearch.exchange.spreadsheets import read_rows
from wijkresearch.io.store import find_root

COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {"=": eq, "!=": ne, ">=": ge, "<=": le, ">": gt, "<": lt}
WHERE = re.compile(r"\s*(\w+)\s*(!=|>=|<=|=|>|<)\s*(.+?)\s*")
DENSITY_NEEDS = {"inhabitants_2024", "area_total_km2", "area_land_km2"}

File = Annotated[Path, typer.Argument(help="Candidates: a .csv or .xlsx file, or the name of one in data/raw.")]
Controls = Annotated[str, typer.Option(help="Columns to compare on, separated by commas.")]
Size = Annotated[int, typer.Option(help="Number of cases in a set.")]
IdColumn = Annotated[str, typer.Option("--id", help="Column with the name of a candidate.")]
Differ = Annotated[str, typer.Option(help="Column on which the cases must differ.")]
How = Annotated[str, typer.Option(help="all, some, quota; for numbers gap or range.")]
AtLeast = Annotated[float | None, typer.Option(help="The gap or range.")]
Quota = Annotated[str, typer.Option(help="Cases per category, such as A=2,B=1.")]
Where = Annotated[list[str] | None, typer.Option(help="Keep candidates, such as province=Zuid-Holland; repeatable.")]
Include = Annotated[list[str] | None, typer.Option(help="A case that is in every set; repeatable.")]
Same = Annotated[str, typer.Option(help="Columns on which all cases of a set agree, separated by commas.")]
Distance = Annotated[str, typer.Option(help="standardised, iqr, mad, ranks, mahalanobis or gower.")]
Objective = Annotated[str, typer.Option(help="sum, sum_of_squares or largest.")]
Log = Annotated[str, typer.Option(help="Controls to take the logarithm of, separated by commas.")]
Chosen = Annotated[list[str] | None, typer.Option(help="A case of the set to rank; repeatable.")]
Top = Annotated[int, typer.Option(help="Number of sets to list.")]
Different = Annotated[bool, typer.Option("--different", help="The most different sets instead.")]
AsJson = Annotated[bool, typer.Option("--json", help="Everything as JSON, for other programs.")]


def select(  # noqa: PLR0913 - one argument per option of the command
    file: File,
    *,
    controls: Controls,
    size: Size,
    id_column: IdColumn = "municipality",
    differ: Differ = "",
    how: How = "all",
    at_least: AtLeast = None,
    quota: Quota = "",
    where: Where = None,
    include: Include = None,
    same: Same = "",
    distance: Distance = "standardised",
    objective: Objective = "sum",
    log: Log = "",
    chosen: Chosen = None,
    top: Top = 10,
    different: Different = False,
    as_json: AsJson = False,
) -> None:
    """List the most similar sets of cases and, for a chosen set, its rank given these controls and this frame."""
    candidates = keep_where(read_candidates_file(find_candidates_file(file)), where or [])
    comparison = compare_candidates(
        candidates,
        id_column=id_column,
        controls=_words(controls),
        choices=Choices(distance=distance, objective=objective, log=tuple(_words(log))),
        frame=" and ".join([file.stem, *(where or [])]),
    )
    rule = SetRule(
        size=size,
        include=tuple(include or ()),
        differ=differ,
        how=how,
        at_least=at_least,
        quota=read_quota(quota),
        same=tuple(_words(same)),
    )
    sets = find_best_sets(comparison, rule, top=top, different=different)
    rank = rank_set(comparison, rule, chosen) if chosen else None
    typer.echo(sets_as_json(comparison, rule, sets, rank) if as_json else sets_as_text(comparison, rule, sets, rank))


def find_candidates_file(file: Path) -> Path:
    """The file itself, or the one of that name (with or without ending) in data/raw."""
    if file.exists():
        return file
    folder = find_root() / "data" / "raw"
    for name in (file.name, f"{file.name}.csv", f"{file.name}.xlsx"):
        if (folder / name).exists():
            return folder / name
    known = [path.name for path in sorted(folder.glob("*.csv"))]
    raise StudyError(Problem(str(file), "there is no such file", remedy=did_you_mean(file.name, known)))


def read_candidates_file(path: Path) -> pd.DataFrame:
    """The rows of a file, columns of numbers as numbers, with both densities where they can be derived."""
    rows, _ = read_rows(path)
    for name in rows.columns:
        numbers = pd.to_numeric(rows[name], errors="coerce")
        if numbers.notna().any() and (numbers.notna() | rows[name].isna()).all():
            rows[name] = numbers
    return derive_controls(rows) if set(rows.columns) >= DENSITY_NEEDS else rows


def keep_where(candidates: pd.DataFrame, conditions: Sequence[str]) -> pd.DataFrame:
    """The candidates that meet every condition, such as `province=Zuid-Holland` or `inhabitants_2024>=30000`.

    Raises:
        StudyError: a condition cannot be read, names a column that is not there, compares a number with text, or
            keeps nothing.
    """
    raise_if_any(problem for condition in conditions for problem in _where_problems(candidates, condition))
    for condition in conditions:
        column, sign, wanted = _parts(condition)
        numeric = pd.api.types.is_numeric_dtype(candidates[column])
        kept = candidates[COMPARE[sign](candidates[column], float(wanted) if numeric else wanted)]
        if kept.empty:
            values = [] if numeric else sorted(set(candidates[column].dropna()))
            raise StudyError(
                Problem("--where", f"'{condition}' keeps no candidate", remedy=did_you_mean(wanted, values))
            )
        candidates = kept
    return candidates


def read_quota(quota: str) -> dict[str, int] | None:
    """Cases per category from `A=2,B=1`."""
    counts = {}
    for part in _words(quota):
        category, _, count = part.rpartition("=")
        if not category or not count.strip().isdigit():
            raise StudyError(Problem("--quota", f"'{part}' cannot be read", "a category and a number, such as A=2"))
        counts[category.strip()] = int(count)
    return counts or None


def sets_as_json(comparison: Comparison, rule: SetRule, sets: pd.DataFrame, rank: pd.DataFrame | None) -> str:
    """The answer for other programs: what was compared, the sets with their pairs, and the chosen set."""
    label = comparison.label
    answer = {
        "n": label["candidates"],
        "k": rule.size,
        "objective": label["objective"],
        "distance": label["distance"],
        "controls": label["controls"],
        "frame": label["frame"],
        "condition": str(rule),
        "admissible": count_sets(comparison, rule),
        "sets": [_set_as_object(comparison, row) for row in sets.itertuples()],
        "chosen": None if rank is None else _chosen_as_object(rank),
    }
    return json.dumps(answer, ensure_ascii=False, indent=1)


def sets_as_text(comparison: Comparison, rule: SetRule, sets: pd.DataFrame, rank: pd.DataFrame | None) -> str:
    """The answer for people: the frame, the controls and the distance first, then the sets, then the chosen one."""
    label = comparison.label
    lines = [
        f"Frame: {label['frame']}, {label['candidates']} candidates, {count_sets(comparison, rule):,} admissible sets",
        f"Controls: {label['controls']}; distance: {label['distance']}; objective: {label['objective']}",
        f"Condition: {rule}",
        "",
        *(f"{row.place:>4}  {row.value:10.4f}  {row.members}" for row in sets.itertuples()),
    ]
    if rank is not None:
        row = rank.iloc[0]
        within = "" if row["exact"] else f" (95 %: {row['percentile_low']:.1f}–{row['percentile_high']:.1f}, sampled)"
        lines += [
            "",
            f"Chosen: {row['members']}, value {row['value']:.4f}, best {row['best_value']:.4f}",
            f"Rank {row['rank']:,} of {row['admissible']:,}, percentile {row['percentile']:.1f}{within}, "
            "given these controls and this frame",
        ]
    return "\n".join(lines)


def _set_as_object(comparison: Comparison, row: Any) -> dict[str, object]:
    members = row.members.split(MEMBER_SEPARATOR)
    pairs = list_pairs(comparison, members)[["first", "second", "distance", "value"]]
    return {"members": members, "value": row.value, "pairs": pairs.to_dict("records")}


def _chosen_as_object(rank: pd.DataFrame) -> dict[str, object]:
    row = rank.iloc[0]
    return {
        "members": row["members"].split(MEMBER_SEPARATOR),
        "value": float(row["value"]),
        "rank": int(row["rank"]),
        "percentile": float(row["percentile"]),
        "percentile_low": float(row["percentile_low"]),
        "percentile_high": float(row["percentile_high"]),
        "exact": bool(row["exact"]),
    }


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _parts(condition: str) -> tuple[str, str, str]:
    found = WHERE.fullmatch(condition)
    return (found[1], found[2], found[3]) if found else ("", "", "")


def _where_problems(candidates: pd.DataFrame, condition: str) -> Iterator[Problem]:
    column, _, wanted = _parts(condition)
    columns = [str(name) for name in candidates.columns]
    if not column:
        yield Problem("--where", f"'{condition}' cannot be read", "a column, a sign and a value: province=Zuid-Holland")
    elif column not in columns:
        hint = did_you_mean(column, columns) or f"The columns are: {', '.join(columns)}."
        yield Problem("--where", f"there is no column '{column}'", remedy=hint)
    elif pd.api.types.is_numeric_dtype(candidates[column]) and not re.fullmatch(r"-?\d+(\.\d+)?", wanted):
        yield Problem("--where", f"'{wanted}' is compared with the numbers of {column}", "a number, such as 30000")
