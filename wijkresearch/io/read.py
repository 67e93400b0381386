"""Read a study's folder: one frozen `Study`, or one error that lists everything that is not right in it.

    data/raw/<study>/study.yml, codebook.csv, data_structure.csv, claims.yml, published/*.csv
    data/raw/<study>/<municipality>/municipality.yml, documents.csv, transcripts/*, segments.csv | *.xlsx | *.qdpx

Tables may be CSV (commas, or semicolons as Dutch Excel writes them) or XLSX. What was assumed about a file is kept in
`Study.assumptions` and said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any, show_value
from wijkresearch.exchange.spreadsheets import read_rows
from wijkresearch.exchange.transcripts import Transcript, read_transcript
from wijkresearch.io.claims import check_claims, read_claims
from wijkresearch.io.codings import read_codings
from wijkresearch.io.settings import read_yaml
from wijkresearch.io.store import find_root, processed_folder
from wijkresearch.study import Study, Transcripts
from wijkresearch.tables import (
    CLAIM_TABLES,
    CODEBOOK,
    DATA_STRUCTURE,
    DOCUMENTS,
    FRAME,
    MUNICIPALITIES,
    PUBLISHED_ATTRIBUTIONS,
    PUBLISHED_CASES,
    PUBLISHED_DOTS,
    PUBLISHED_RANKINGS,
    PUBLISHED_REGISTER,
    PUBLISHED_STATEMENTS,
    SEGMENTS,
    TURNS,
    Table,
)

PUBLISHED = {
    "cases": PUBLISHED_CASES,
    "register": PUBLISHED_REGISTER,
    "dots": PUBLISHED_DOTS,
    "statements": PUBLISHED_STATEMENTS,
    "attributions": PUBLISHED_ATTRIBUTIONS,
    "rankings": PUBLISHED_RANKINGS,
}
SETTINGS = (
    "title",
    "municipalities",
    "roles",
    "worlds",
    "perspectives",
    "coders",
    "questions",
    "selection",
    "thresholds",
)

Read = TypeVar("Read")


@dataclass
class _Reading:
    """What has been found so far while a folder is read: problems and assumptions of every file."""

    problems: list[Problem] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)

    def attempt(self, read: Callable[[], Read], otherwise: Read) -> Read:
        """The result of reading; when that fails its problems are kept and the reading goes on with `otherwise`."""
        try:
            return read()
        except StudyError as error:
            self.problems += error.problems
            return otherwise

    def table(self, path: Path, table: Table, where: str) -> pd.DataFrame:
        """A checked table of a .csv file, or of the .xlsx beside it; its assumptions are kept."""

        def read() -> pd.DataFrame:
            rows, assumptions = read_rows(_csv_or_xlsx(path), where)
            self.assumptions += [f"{where}: {assumption}" for assumption in assumptions]
            return table.check(rows, where)

        return self.attempt(read, table.empty())


@dataclass(frozen=True)
class _Case:
    """The tables of one municipality's folder."""

    municipality: pd.DataFrame
    documents: pd.DataFrame
    segments: pd.DataFrame
    turns: pd.DataFrame
    texts: Mapping[str, str] = field(repr=False)


def read_study(study: str, municipalities: str = "", *, root: Path | None = None) -> Study:
    """A study, read whole and checked.

    Args:
        study: the folder in `data/raw`.
        municipalities: ids separated by commas, to read the study with only these; all of them when empty.
        root: the project's folder; found from the working folder by default.

    Raises:
        StudyError: lists every problem of every file.
    """
    folder = (root or find_root()) / "data" / "raw" / study
    reading = _Reading()
    settings = _read_settings(folder, study)
    codebook = reading.table(folder / "codebook.csv", CODEBOOK, "codebook.csv")
    data_structure = reading.table(folder / "data_structure.csv", DATA_STRUCTURE, "data_structure.csv")
    published = {name: _read_published(folder, name, table, reading) for name, table in PUBLISHED.items()}
    coders = [str(entry["id"]) for entry in settings["coders"]]
    cases = [_read_case(case, codebook, coders, reading) for case in _case_folders(folder, settings)]
    claims = reading.attempt(lambda: _read_claims(folder / "claims.yml", codebook), _no_claims())
    reading.problems += _codebook_problems(codebook, data_structure, settings)
    reading.problems += _register_problems(cases, settings)
    raise_if_any(reading.problems)
    documents = _in_coding_order(pd.concat([case.documents for case in cases], ignore_index=True))
    municipalities_read = pd.concat([case.municipality for case in cases], ignore_index=True)
    check_claims(claims, _known_ids(settings, municipalities_read, documents, published))
    whole = Study(
        study=study,
        settings=settings,
        municipalities=municipalities_read,
        documents=documents,
        codebook=codebook,
        data_structure=data_structure,
        segments=pd.concat([case.segments for case in cases], ignore_index=True),
        turns=pd.concat([case.turns for case in cases], ignore_index=True),
        transcripts=Transcripts({document: text for case in cases for document, text in case.texts.items()}),
        published=published,
        claims=claims,
        assumptions=tuple(reading.assumptions),
    )
    return whole.choose(municipalities)


def read_frame(name: str, *, root: Path | None = None) -> pd.DataFrame:
    """FRAME: the municipalities that could have been chosen, from a file in `data/raw`."""
    rows, _ = read_rows((root or find_root()) / "data" / "raw" / name, name)
    return FRAME.check(rows, name)


def read_candidates(study: Study, *, root: Path | None = None) -> pd.DataFrame:
    """FRAME: the municipalities that a study could have chosen; its own named ones where study.yml names no frame."""
    name = study.settings["selection"].get("frame")
    if name:
        return read_frame(str(name), root=root)
    own = study.named_municipalities
    columns = {"code": own["municipality"], "municipality": own["name"], "province": own["province"]}
    figures = {
        "inhabitants_2024": own["inhabitants"],
        "area_total_km2": own["area_km2"],
        "area_land_km2": own["area_km2"],
    }
    return FRAME.check(pd.DataFrame({**columns, **figures, "council_seats": own["council_seats"]}), study.study)


def read_processed(study: str, stem: str, table: Table, *, root: Path | None = None) -> pd.DataFrame:
    """A table that an earlier step wrote in `data/processed/<study>`.

    Raises:
        StudyError: the earlier step has not been run, or its file was changed by hand so that it no longer fits.
    """
    path = processed_folder(study, root) / f"{stem}.csv"
    if not path.exists():
        found = f"{path.name} is absent"
        raise StudyError(
            Problem(f"data/processed/{study}", found, remedy=f"Run notebook {stem[:2]} first, or `wijk run`")
        )
    rows, _ = read_rows(path)
    return table.check(rows, path.name)


def _read_published(folder: Path, name: str, table: Table, reading: _Reading) -> pd.DataFrame:
    """What was printed of a study; a study of which nothing was printed has an empty table."""
    path = folder / "published" / f"{name}.csv"
    if not _csv_or_xlsx(path).exists():
        return table.empty()
    return reading.table(path, table, f"published/{name}.csv")


def _read_claims(path: Path, codebook: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The claims of a study; a study that has not come to conclusions yet has empty tables."""
    return read_claims(path, codebook) if path.exists() else _no_claims()


def _no_claims() -> dict[str, pd.DataFrame]:
    return {table.name: table.empty() for table in CLAIM_TABLES}


def _csv_or_xlsx(path: Path) -> Path:
    spreadsheet = path.with_suffix(".xlsx")
    return spreadsheet if spreadsheet.exists() and not path.exists() else path


def _read_settings(folder: Path, study: str) -> Mapping[str, Any]:
    if not folder.is_dir():
        known = sorted(path.parent.name for path in folder.parent.glob("*/study.yml"))
        found = f"there is no study '{study}'"
        raise StudyError(Problem("data/raw", found, f"one of {', '.join(known)}", did_you_mean(study, known)))
    settings = read_yaml(folder / "study.yml", "study.yml")
    if not isinstance(settings, dict):
        raise StudyError(Problem("study.yml", "the file holds no settings", f"the keys {', '.join(SETTINGS)}"))
    raise_if_any(
        Problem("study.yml", f"'{key}' is missing", remedy=did_you_mean(key, map(str, settings)))
        for key in SETTINGS
        if key not in settings
    )
    return settings


def _case_folders(folder: Path, settings: Mapping[str, Any]) -> list[Path]:
    """The municipalities' folders: those of study.yml in its order, then any other folder with a municipality.yml."""
    listed = [folder / str(name) for name in settings["municipalities"]]
    others = [path.parent for path in sorted(folder.glob("*/municipality.yml")) if path.parent not in listed]
    return [*listed, *others]


def _read_case(folder: Path, codebook: pd.DataFrame, coders: list[str], reading: _Reading) -> _Case:
    name = folder.name
    municipality = reading.attempt(lambda: _read_municipality(folder), MUNICIPALITIES.empty())
    documents = reading.table(folder / "documents.csv", DOCUMENTS, f"{name}/documents.csv").assign(municipality=name)
    texts: dict[str, str] = {}
    turns = [TURNS.empty()]
    for document, file in documents.loc[documents["file"].notna(), ["document", "file"]].itertuples(index=False):
        path, where = folder / "transcripts" / file, f"{name}/transcripts/{file}"
        transcript = reading.attempt(partial(_read_transcript, path, where), None)
        if transcript is not None:
            texts[document] = transcript.text
            turns.append(transcript.turns.assign(document=document))
    nothing: tuple[pd.DataFrame, tuple[str, ...]] = (SEGMENTS.empty(), ())
    read = partial(read_codings, folder, documents, codebook, texts, coders=coders)
    segments, assumptions = reading.attempt(read, nothing)
    reading.assumptions += assumptions
    return _Case(municipality, documents, segments, pd.concat(turns, ignore_index=True), texts)


def _read_transcript(path: Path, where: str) -> Transcript | None:
    return read_transcript(path, where)


def _read_municipality(folder: Path) -> pd.DataFrame:
    where = f"{folder.name}/municipality.yml"
    attributes = read_yaml(folder / "municipality.yml", where)
    if not isinstance(attributes, dict):
        raise StudyError(Problem(where, "the file holds no attributes", "one `name: value` a line"))
    return MUNICIPALITIES.check(pd.DataFrame([{"municipality": folder.name, **attributes}]), where)


def _codebook_problems(
    codebook: pd.DataFrame, data_structure: pd.DataFrame, settings: Mapping[str, Any]
) -> list[Problem]:
    codes = list(codebook["code"])
    problems = [
        _unknown(f"codebook.csv code {show_value(code)}", "parent", parent, codes)
        for code, parent in codebook.loc[codebook["parent"].notna(), ["code", "parent"]].itertuples(index=False)
        if parent not in codes
    ]
    for column, setting in (("role", "roles"), ("world", "worlds")):
        known = [str(entry["id"]) for entry in settings[setting]]
        used = codebook.loc[codebook[column].notna(), ["code", column]]
        problems += [
            _unknown(f"codebook.csv code {show_value(code)}", column, value, known)
            for code, value in used.itertuples(index=False)
            if value not in known
        ]
    grouped = data_structure["code"]
    return problems + [_unknown("data_structure.csv", "code", code, codes) for code in grouped[~grouped.isin(codes)]]


def _register_problems(cases: list[_Case], settings: Mapping[str, Any]) -> list[Problem]:
    known = [str(entry["id"]) for entry in settings["perspectives"]]
    first: dict[str, str] = {}
    problems = []
    for case in cases:
        for row in case.documents.itertuples():
            where = f"{row.municipality}/documents.csv row {row.Index + 2}"
            if row.document in first:
                found = f"document {show_value(row.document)} is also in {first[row.document]}"
                problems.append(Problem(where, found, "every document once in the study"))
            if row.perspective not in known:
                problems.append(_unknown(where, "perspective", row.perspective, known))
            first.setdefault(row.document, f"{row.municipality}/documents.csv")
    return problems


def _known_ids(
    settings: Mapping[str, Any],
    municipalities: pd.DataFrame,
    documents: pd.DataFrame,
    published: Mapping[str, pd.DataFrame],
) -> dict[str, list[str]]:
    """The ids that a claim may name, by what they are ids of."""
    asked = [*settings["questions"], *settings.get("expectations", [])]
    return {
        "questions": [str(entry["id"]) for entry in asked],
        "perspectives": [str(entry["id"]) for entry in settings["perspectives"]],
        "municipalities": list(municipalities["municipality"]),
        "documents": list(documents["document"]),
        "statements": list(published["statements"]["statement"]),
        "rankings": list(published["rankings"]["ranking"]),
    }


def _unknown(where: str, column: str, value: str, known: list[str]) -> Problem:
    return Problem(where, f"{column} {show_value(value)} is not known", remedy=did_you_mean(value, known))


def _in_coding_order(documents: pd.DataFrame) -> pd.DataFrame:
    return documents.sort_values(["coding_order", "document"], kind="stable", ignore_index=True)
