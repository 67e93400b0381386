"""Read a study's folder: one frozen `RawStudy`, or one error that lists everything that is not right in it.

    data/raw/<study>/study.yml, codebook.csv, codebook_history.csv, data_structure.csv, claims.yml, topics.csv,
                     summaries.csv, published/*.csv
    data/raw/<study>/<municipality>/municipality.yml, documents.csv, raised.csv, transcripts/*,
                                    segments.csv | *.xlsx | *.qdpx, codings/*.csv
    data/raw/<study>/<municipality>/agreed.csv, where coders agreed on something

Tables may be CSV (commas, or semicolons as Dutch Excel writes them) or XLSX. What was assumed about a file is kept in
`RawStudy.assumptions` and said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from wijkresearch.assumptions import Assumption
from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any
from wijkresearch.exchange.spreadsheets import read_rows
from wijkresearch.exchange.transcripts import Transcript, read_transcript
from wijkresearch.io.claims import Claim, check_claims, claim_tables, read_claims
from wijkresearch.io.codings import Codings, read_codings
from wijkresearch.io.decisions import read_decisions
from wijkresearch.io.file_names import (
    TABLES,
    YAML,
    ReadFiles,
    check_links,
    copy_problems,
    find_file,
    folder_problems,
    is_there,
    one_of_two,
    open_elsewhere,
    stay_inside,
    why_no_file_name,
)
from wijkresearch.io.history import check_history
from wijkresearch.io.names import check_names, check_printed, known_ids, repeated_names
from wijkresearch.io.settings import read_yaml
from wijkresearch.io.store import find_root, list_studies, processed_folder
from wijkresearch.io.summaries import check_summaries
from wijkresearch.io.topics import check_topics
from wijkresearch.study import RawStudy, Study, Transcripts
from wijkresearch.tables import (
    CASE_ATTRIBUTES,
    CODEBOOK,
    CODEBOOK_HISTORY,
    DATA_STRUCTURE,
    DECISIONS,
    DOCUMENTS,
    FRAME,
    MUNICIPALITIES,
    PUBLISHED_ATTRIBUTIONS,
    PUBLISHED_CASES,
    PUBLISHED_DOTS,
    PUBLISHED_RANKINGS,
    PUBLISHED_REGISTER,
    PUBLISHED_STATEMENTS,
    RAISED_TOPICS,
    SUMMARIES,
    TOPICS,
    TURNS,
    Table,
)
from wijkresearch.tables.settings import STUDY, Setting, check_settings, named_otherwise, settings_of_case

PUBLISHED = {
    "cases": PUBLISHED_CASES,
    "register": PUBLISHED_REGISTER,
    "dots": PUBLISHED_DOTS,
    "statements": PUBLISHED_STATEMENTS,
    "attributions": PUBLISHED_ATTRIBUTIONS,
    "rankings": PUBLISHED_RANKINGS,
}
IN_STUDY: ReadFiles = {
    **dict.fromkeys(("study", "claims"), YAML),
    **dict.fromkeys(("codebook", "codebook_history", "data_structure", "topics", "summaries"), TABLES),
}
IN_PUBLISHED: ReadFiles = dict.fromkeys(PUBLISHED, TABLES)
IN_CASE: ReadFiles = {
    "municipality": YAML,
    "documents": TABLES,
    "segments": TABLES,
    "raised": TABLES,
    "agreed": TABLES,
}

Read = TypeVar("Read")


@dataclass
class _Reading:
    """What has been found so far while a folder is read: problems and assumptions of every file."""

    texts_to_come: bool = False
    problems: list[Problem] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    assumptions: list[Assumption] = field(default_factory=list)

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
            rows, assumptions = read_rows(one_of_two(path, where), where)
            self.assumptions += [assumption.at(where) for assumption in assumptions]
            checked = table.check(rows, where)
            self.refused.remove(where)
            return checked

        self.refused.add(where)
        return self.attempt(read, table.empty())

    def lacks(self, *tables: str) -> bool:
        """Was one of these refused? That is told once, and not again for everything that others name of it."""
        return not self.refused.isdisjoint(tables)

    def table_if_any(self, path: Path, table: Table, where: str) -> pd.DataFrame:
        """The same of a file that may be absent; then the table is empty."""
        return self.table(path, table, where) if is_there(path) else table.empty()

    def names(self, folder: Path, cases: Sequence[Path]) -> None:
        """Keep what is wrong with the names of a study's folders, and which files in them are not the ones read."""
        self.problems += folder_problems([case.name for case in cases], folder.name)
        for place, read in (
            (folder, IN_STUDY),
            (folder / "published", IN_PUBLISHED),
            *((case, IN_CASE) for case in cases),
        ):
            self.problems += copy_problems(place, read)
            self.assumptions += open_elsewhere(place)


@dataclass(frozen=True)
class _Case:
    """The tables of one municipality's folder; empty ones for a study that has no municipality yet."""

    municipality: pd.DataFrame = field(default_factory=MUNICIPALITIES.empty)
    attributes: pd.DataFrame = field(default_factory=CASE_ATTRIBUTES.empty)
    documents: pd.DataFrame = field(default_factory=DOCUMENTS.empty)
    codings: Codings = field(default_factory=Codings)
    decisions: pd.DataFrame = field(default_factory=DECISIONS.empty)
    turns: pd.DataFrame = field(default_factory=TURNS.empty)
    raised: pd.DataFrame = field(default_factory=RAISED_TOPICS.empty)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)


def read_study(study: str, *, root: Path | None = None, texts_to_come: bool = False) -> RawStudy:
    """A study, read whole and checked; what may be used of it is made by `privacy.release.release`.

    Args:
        study: the folder in `data/raw`.
        root: the project's folder; found from the working folder by default.
        texts_to_come: may a transcript that the register names be absent, because a file to be imported holds it?

    Raises:
        StudyError: lists every problem of every file.
    """
    folder = (root or find_root()) / "data" / "raw" / study
    reading = _Reading(texts_to_come=texts_to_come)
    settings = _read_settings(folder, study)
    codebook = reading.table(folder / "codebook.csv", CODEBOOK, "codebook.csv")
    data_structure = reading.table(folder / "data_structure.csv", DATA_STRUCTURE, "data_structure.csv")
    topics = reading.table_if_any(folder / "topics.csv", TOPICS, "topics.csv")
    summaries = reading.table_if_any(folder / "summaries.csv", SUMMARIES, "summaries.csv")
    published = {
        name: reading.table_if_any(folder / "published" / f"{name}.csv", table, f"published/{name}.csv")
        for name, table in PUBLISHED.items()
    }
    file = "codebook_history.csv"
    history = reading.table_if_any(folder / file, CODEBOOK_HISTORY, file)
    folders = _case_folders(folder, settings)
    reading.names(folder, folders)
    cases = [_read_case(case, codebook, settings, reading) for case in folders] or [_Case()]
    listed = _read_claims(folder / "claims.yml", codebook, reading)
    claims = claim_tables(listed, codebook)
    municipalities_read = pd.concat([case.municipality for case in cases], ignore_index=True)
    registers = [case.documents for case in cases]
    raised = {place.name: case.raised for place, case in zip(folders, cases, strict=False)}
    if not reading.lacks("codebook.csv", *(f"{place.name}/documents.csv" for place in folders)):
        reading.problems += [
            *check_names(settings, codebook, data_structure, municipalities_read, registers),
            *check_topics(topics, raised, registers, settings, codebook),
            *check_history(codebook, history, [place.name for place in folders]),
        ]
    raise_if_any(reading.problems)
    raise_if_any(check_summaries(summaries, claims["claims"], data_structure, registers))
    documents = _in_coding_order(pd.concat(registers, ignore_index=True))
    known = known_ids(settings, codebook, municipalities_read, documents, published)
    check_claims(listed, known)
    check_printed(published, known)
    return RawStudy(
        study=study,
        settings=settings,
        municipalities=municipalities_read,
        attributes=pd.concat([case.attributes for case in cases], ignore_index=True),
        documents=documents,
        codebook=codebook,
        data_structure=data_structure,
        segments=pd.concat([case.codings.segments for case in cases], ignore_index=True),
        decisions=pd.concat([case.decisions for case in cases], ignore_index=True),
        turns=pd.concat([case.turns for case in cases], ignore_index=True),
        transcripts=Transcripts({document: text for case in cases for document, text in case.texts.items()}),
        published=published,
        claims=claims,
        guide={TOPICS.name: topics, RAISED_TOPICS.name: pd.concat([case.raised for case in cases], ignore_index=True)},
        assumptions=tuple(reading.assumptions),
        codebook_history=history,
        summaries=summaries,
        document_memos=pd.concat([case.codings.memos for case in cases], ignore_index=True),
    )


def _read_claims(path: Path, codebook: pd.DataFrame, reading: _Reading) -> list[Claim]:
    """The claims as they were typed; none where there is no file, or no codebook to read them with."""
    if not path.exists() or reading.lacks("codebook.csv"):
        return []
    return reading.attempt(lambda: read_claims(path, codebook), [])


def read_frame(name: str, *, root: Path | None = None) -> pd.DataFrame:
    """FRAME: the municipalities that could have been chosen, from a file in `data/raw`.

    Raises:
        StudyError: the name leads out of `data/raw`, or the file is no such table.
    """
    raw = (root or find_root()) / "data" / "raw"
    rows, _ = read_rows(stay_inside(raw / name, raw, f"data/raw/{name}"), name)
    frame = FRAME.check(rows, name)
    raise_if_any(repeated_names(frame["municipality"], name))
    return frame


def names_in_frame(study: RawStudy, root: Path) -> list[str]:
    """The municipalities of the study's frame; none where study.yml names no frame."""
    name = study.settings["selection"].get("frame")
    return list(read_frame(name, root=root)["municipality"]) if name else []


def read_candidates(study: Study, *, root: Path | None = None) -> pd.DataFrame:
    """FRAME: the municipalities that a study could have chosen; its own named ones where study.yml names no frame.

    Of its own it has those of which the province, the inhabitants and the area are known.
    """
    name = study.settings["selection"].get("frame")
    if name:
        return read_frame(name, root=root)
    own = study.named_municipalities.dropna(subset=["province", "inhabitants", "area_km2"])
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


def _read_settings(folder: Path, study: str) -> Mapping[str, Any]:
    raise_if_any(folder_problems([study], "data/raw"))
    if not folder.is_dir():
        known = list_studies(folder.parents[2])
        found = f"there is no study '{study}'"
        raise StudyError(Problem("data/raw", found, f"one of {', '.join(known)}", did_you_mean(study, known)))
    check_links(folder)
    settings = read_yaml(folder / "study.yml", "study.yml")
    if not isinstance(settings, dict):
        listed = ", ".join(setting.name for setting in STUDY if setting.required)
        raise StudyError(Problem("study.yml", "the file holds no settings", f"the keys {listed}"))
    return check_settings(settings, STUDY, "study.yml")


def _case_folders(folder: Path, settings: Mapping[str, Any]) -> list[Path]:
    """The municipalities' folders: those of study.yml in its order, then any other folder with a municipality.yml."""
    raise_if_any(folder_problems(settings["municipalities"], folder.name))
    listed = [folder / name for name in settings["municipalities"]]
    return [*listed, *(path.parent for path in sorted(folder.glob("*/municipality.yml")) if path.parent not in listed)]


def _read_case(folder: Path, codebook: pd.DataFrame, settings: Mapping[str, Any], reading: _Reading) -> _Case:
    name, coders = folder.name, [entry["id"] for entry in settings["coders"]]
    none = MUNICIPALITIES.empty(), CASE_ATTRIBUTES.empty()
    municipality, attributes = reading.attempt(lambda: _read_municipality(folder, settings["selection"]), none)
    register = f"{name}/documents.csv"
    documents = reading.table(folder / "documents.csv", DOCUMENTS, register).assign(municipality=name)
    raised = reading.table_if_any(folder / "raised.csv", RAISED_TOPICS, f"{name}/raised.csv")
    texts: dict[str, str] = {}
    turns = [TURNS.empty()]
    for document, file in documents.loc[documents["file"].notna(), ["document", "file"]].itertuples(index=False):
        transcript = reading.attempt(partial(_read_transcript, folder, file, reading), None)
        if transcript is not None:
            texts[document] = transcript.text
            reading.assumptions += [said.at(f"{name}/{document}") for said in transcript.assumptions]
            turns.append(transcript.turns.assign(document=document))
    joined = pd.concat(turns, ignore_index=True)
    if reading.lacks("codebook.csv", register):
        return _Case(municipality, attributes, documents, Codings(), DECISIONS.empty(), joined, raised, texts)
    read = partial(read_codings, folder, documents, codebook, texts, coders=coders)
    codings = reading.attempt(read, Codings())
    reading.assumptions += codings.assumptions
    decide = partial(read_decisions, folder, documents, codebook, texts)
    undecided: tuple[pd.DataFrame, tuple[Assumption, ...]] = (DECISIONS.empty(), ())
    decisions, assumptions = reading.attempt(decide, undecided)
    reading.assumptions += assumptions
    return _Case(municipality, attributes, documents, codings, decisions, joined, raised, texts)


def _read_transcript(folder: Path, file: str, reading: _Reading) -> Transcript | None:
    """A transcript; nothing for a name that leads elsewhere, which is told with the names of the register."""
    if why_no_file_name(file):
        return None
    where = f"{folder.name}/transcripts/{file}"
    path = find_file(folder / "transcripts", file, where)
    if reading.texts_to_come and not path.exists():
        return None
    if not path.exists():
        remedy = "Put the file there, or correct its name under `file` in documents.csv"
        raise StudyError(Problem(where, "there is no such file", remedy=remedy))
    return read_transcript(path, where)


def _read_municipality(folder: Path, selection: Mapping[str, Any]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The attributes that every case has, and those that people named themselves."""
    where = f"{folder.name}/municipality.yml"
    typed = read_yaml(folder / "municipality.yml", where)
    if not isinstance(typed, dict):
        raise StudyError(Problem(where, "the file holds no attributes", "one `name: value` a line"))
    declared = settings_of_case(selection)
    own = named_otherwise(typed, declared)
    settings = check_settings(typed, [*declared, *(Setting(name, "text", "") for name in own)], where)
    rows = [(folder.name, name, settings.pop(name)) for name in own if name in settings]
    case = pd.DataFrame([{"municipality": folder.name, **settings}])
    return MUNICIPALITIES.check(case, where), CASE_ATTRIBUTES.of(rows, where)


def _in_coding_order(documents: pd.DataFrame) -> pd.DataFrame:
    return documents.sort_values(["coding_order", "document"], kind="stable", ignore_index=True)
