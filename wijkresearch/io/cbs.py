"""Figures of every municipality from the open data of Statistics Netherlands (CBS), as a frame with its provenance.

*Kerncijfers wijken en buurten* has one table per year. Its column names end in a number that moves every year, so a
column is found by the part before the last underscore, and it is an error when none or several have it. The client's
`typed` flag is the wrong way round and it puts the title of an area in the place of its code: numbers are therefore
read from either form, and the code comes from a column of its own. Requests have a time-out and are tried again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError, raise_if_any
from wijkresearch.io.store import table_bytes, write_bytes, write_text
from wijkresearch.schema import Table
from wijkresearch.tables.raw import FRAME

SERVER = "https://opendata.cbs.nl"
REFERENCE_YEAR = 2021
KEY_FIGURES = {2021: "85039NED", 2022: "85318NED", 2023: "85618NED", 2024: "85984NED", 2025: "86165NED"}
YEARS = tuple(year for year in KEY_FIGURES if year > REFERENCE_YEAR)
AREAS = "85755NED"
PROVINCE_COLUMN = "Naam_29"
PROVINCES = (
    *("Groningen", "Fryslân", "Drenthe", "Overijssel", "Flevoland", "Gelderland"),
    *("Utrecht", "Noord-Holland", "Zuid-Holland", "Zeeland", "Noord-Brabant", "Limburg"),
)
STEMS = {
    "name": "Gemeentenaam",
    "kind": "SoortRegio",
    "code": "Codering",
    "inhabitants": "AantalInwoners",
    "area_total": "OppervlakteTotaal",
    "area_land": "OppervlakteLand",
    "urbanity": "MateVanStedelijkheid",
    "address_density": "Omgevingsadressendichtheid",
}
MISSING = (None, "", ".", "-99997", "-99999999")
HECTARES_PER_KM2 = 100
NO_NETWORK = "Try again later, or work with data/raw/netherlands_2024.csv, which needs no network."


def _silent(_message: str) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Connection:
    """Where the figures come from, and how patiently: seconds per answer, attempts, seconds between them."""

    server: str = SERVER
    timeout: float = 60.0
    attempts: int = 3
    pause: float = 2.0
    tell: Callable[[str], None] = _silent


@dataclass(frozen=True)
class Snapshot:
    """A frame and where it comes from: the tables and columns that were read, when, and under which licence."""

    frame: pd.DataFrame
    year: int
    provenance: Mapping[str, object]


def frame_table(year: int) -> Table:
    """FRAME with the inhabitants of another year."""
    columns = tuple(
        replace(column, name=f"inhabitants_{year}", meaning=f"Inhabitants on 1 January {year}.")
        if column.name == "inhabitants_2024"
        else column
        for column in FRAME.columns
    )
    return replace(FRAME, name=f"frame_{year}", columns=columns)


def fetch_frame(year: int, *, province: str = "", connection: Connection | None = None) -> Snapshot:
    """The frame of a year, fetched.

    Args:
        year: one of `YEARS`: those of the councils elected in 2022, whose reference date is 1 January 2021.
        province: only the municipalities of this province; all when empty.
        connection: server, time-out, attempts, and who hears how far it is.

    Raises:
        StudyError: the year is not known, the client is not installed, there is no network, the server's answer is not
            what it was, or there is no such province.
    """
    link = connection or Connection()
    if year not in YEARS:
        known = ", ".join(map(str, YEARS))
        raise StudyError(Problem("year", f"there is no table for {year}", f"one of {known}"))
    if province and province not in PROVINCES:
        raise StudyError(Problem("province", f"'{province}' is not a province", f"one of {', '.join(PROVINCES)}"))
    names = _resolve(KEY_FIGURES[year], STEMS, link)
    rows = _rows(KEY_FIGURES[year], list(names.values()), ("Gemeente", "Wijk"), names["kind"], link)
    frame = read_key_figures(rows, names, year)
    frame["province"] = frame["code"].map(_provinces(link))
    raise_if_any(_province_problems(frame))
    frame = frame[frame["province"] == province] if province else frame
    frame = frame.assign(inhabitants_2021=frame["code"].map(_inhabitants(REFERENCE_YEAR, link)))
    checked = frame_table(year).check(frame.sort_values("code", kind="stable"), where=f"table {KEY_FIGURES[year]}")
    return Snapshot(checked, year, _provenance(year, names, len(checked), link))


def read_key_figures(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str], year: int) -> pd.DataFrame:
    """One row per municipality from the rows of the table, with its number of statistical wards; without province.

    Codes and names lose their padding, hectares become km², and a dot or a sentinel becomes a missing value.
    """
    wards: dict[str, int] = {}
    found = []
    for row in rows:
        kind, code = str(row[names["kind"]]).strip(), str(row[names["code"]]).strip()
        if kind == "Wijk":
            municipality = f"GM{code[2:6]}"
            wards[municipality] = wards.get(municipality, 0) + 1
        elif kind == "Gemeente":
            found.append((code, row))
    return pd.DataFrame(
        {
            "code": code,
            "municipality": str(row[names["name"]]).strip(),
            f"inhabitants_{year}": _number(row[names["inhabitants"]]),
            "area_total_km2": _km2(row[names["area_total"]]),
            "area_land_km2": _km2(row[names["area_land"]]),
            "urbanity": _number(row[names["urbanity"]]),
            "address_density": _number(row[names["address_density"]]),
            "cbs_wards": wards.get(code, 0),
        }
        for code, row in found
    )


def write_snapshot(snapshot: Snapshot, path: Path, *, overwrite: bool = False) -> Path:
    """The frame as CSV, and beside it its provenance as `<name>.provenance.json`.

    Raises:
        StudyError: the file exists and may not be overwritten.
    """
    if path.exists() and not overwrite:
        remedy = "Name another file with --out, or say --overwrite."
        raise StudyError(Problem(path.name, "exists already", remedy=remedy))
    write_bytes(path, table_bytes(snapshot.frame, frame_table(snapshot.year)))
    write_text(
        path.with_suffix(".provenance.json"), json.dumps(snapshot.provenance, indent=2, ensure_ascii=False) + "\n"
    )
    return path


def resolve_columns(keys: Sequence[str], stems: Mapping[str, str], table: str) -> dict[str, str]:
    """The column of a table for each stem, whatever number it ends in this year.

    Raises:
        StudyError: no column has the stem, or several have.
    """
    by_stem: dict[str, list[str]] = {}
    for key in keys:
        stem, _, number = key.rpartition("_")
        if number.isdigit():
            by_stem.setdefault(stem, []).append(key)
    raise_if_any(
        Problem(
            f"table {table}",
            f"{len(by_stem.get(stem, []))} columns are called {stem}_… ({', '.join(by_stem.get(stem, ())) or 'none'})",
            "one",
            "Statistics Netherlands changed this table; " + NO_NETWORK[0].lower() + NO_NETWORK[1:],
        )
        for stem in stems.values()
        if len(by_stem.get(stem, [])) != 1
    )
    return {meaning: by_stem[stem][0] for meaning, stem in stems.items()}


def _resolve(table: str, stems: Mapping[str, str], link: Connection) -> dict[str, str]:
    properties = _ask(f"columns of {table}", link, lambda client: client.get_meta(table, "DataProperties"))
    return resolve_columns([str(row.get("Key", "")) for row in properties], stems, table)


def _rows(
    table: str, columns: Sequence[str], kinds: Sequence[str], kind_column: str, link: Connection
) -> list[dict[str, Any]]:
    asked = " or ".join(f"substringof('{kind}',{kind_column})" for kind in kinds)
    return _ask(
        f"rows of {table}",
        link,
        lambda client: client.get_data(table, select=list(columns), filters=asked),
    )


def _provinces(link: Connection) -> dict[str, str]:
    """Municipality code to province, by the division of 2024."""
    rows = _ask(
        f"provinces from {AREAS}",
        link,
        lambda client: client.get_meta(AREAS, "TypedDataSet"),
    )
    return {str(row["RegioS"]).strip(): str(row.get(PROVINCE_COLUMN, "")).strip() for row in rows}


def _inhabitants(year: int, link: Connection) -> dict[str, float | None]:
    table = KEY_FIGURES[year]
    names = _resolve(table, {key: STEMS[key] for key in ("kind", "code", "inhabitants")}, link)
    rows = _rows(table, list(names.values()), ("Gemeente",), names["kind"], link)
    return {str(row[names["code"]]).strip(): _number(row[names["inhabitants"]]) for row in rows}


def _ask(what: str, link: Connection, question: Callable[[Any], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The answer to one question, asked again when the server fails."""
    link.tell(f"Statistics Netherlands: {what}")
    trouble = ""
    for attempt in range(link.attempts):
        if attempt:
            link.tell(f"{what}: {trouble}; trying again")
            sleep(link.pause * attempt)
        try:
            with _client(link) as client:
                return question(client)
        except (OSError, ValueError, KeyError) as error:
            trouble = _in_words(error)
    raise StudyError(
        Problem(link.server, f"no answer for the {what} after {link.attempts} attempts ({trouble})", remedy=NO_NETWORK)
    )


def _in_words(error: Exception) -> str:
    name = type(error).__name__
    if "Timeout" in name:
        return "it took too long"
    if "JSON" in name or isinstance(error, KeyError):
        return "the answer is not what this table looks like"
    return "the server reports an error" if name == "HTTPError" else "no connection"


@contextmanager
def _client(link: Connection) -> Iterator[Any]:
    """The `cbsodata` client, pointed at the server with a time-out, and put back as it was afterwards."""
    try:
        import cbsodata  # noqa: PLC0415 - an optional extra, needed here only
    except ImportError as error:
        remedy = 'Install it with: pip install "wijkresearch[frame]". ' + NO_NETWORK.replace(
            "Try again later, or w", "Or w"
        )
        raise StudyError(Problem("wijk frame", "the package cbsodata is not installed", remedy=remedy)) from error
    options = cbsodata.options
    before = (options.catalog_url, options.use_https, options.requests)
    scheme, _, host = link.server.partition("://")
    options.catalog_url, options.use_https = host, scheme == "https"
    options.requests = {**before[2], "timeout": link.timeout}
    try:
        yield cbsodata
    finally:
        options.catalog_url, options.use_https, options.requests = before


def _province_problems(frame: pd.DataFrame) -> Iterator[Problem]:
    for row in frame[~frame["province"].isin(PROVINCES)].itertuples():
        found = f"{row.municipality} ({row.code}) has no province there but '{row.province}'"
        yield Problem(f"table {AREAS}", found, "a province", "Ask for 2024, the year of that table.")


def _provenance(year: int, names: Mapping[str, str], rows: int, link: Connection) -> dict[str, object]:
    return {
        "source": "Statistics Netherlands (CBS), Kerncijfers wijken en buurten",
        "licence": "CC BY 4.0",
        "server": link.server,
        "retrieved": datetime.now(UTC).isoformat(timespec="seconds"),
        "table": KEY_FIGURES[year],
        "columns": dict(names),
        "provinces": f"{AREAS}, column {PROVINCE_COLUMN}",
        "reference_inhabitants": f"{KEY_FIGURES[REFERENCE_YEAR]}, 1 January {REFERENCE_YEAR}",
        "rows": rows,
    }


def _number(value: Any) -> float | None:
    cell = value.strip() if isinstance(value, str) else value
    return None if cell is None or str(cell) in MISSING else float(cell)


def _km2(value: Any) -> float | None:
    hectares = _number(value)
    return None if hectares is None else round(hectares / HECTARES_PER_KM2, 2)
