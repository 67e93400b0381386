"""What an import will write into a study's folder, worked out and checked before anything is written.

Codings go to `segments.csv` of the municipality in which their document is registered, new codes to `codebook.csv`,
texts of documents that have none yet to `transcripts/`. What could not be placed goes to `kept_aside.csv`. The whole is
tried on a copy of the study's folder first; only when that reads without a problem are the files put in their places.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.io.importing.codebook import CodeMatch, match_codes
from wijkresearch.io.importing.moving import move_passage
from wijkresearch.io.importing.register import DocumentMatch, match_documents
from wijkresearch.io.locating import Haystack
from wijkresearch.io.project import CodedProject
from wijkresearch.io.read import read_study
from wijkresearch.io.spreadsheets import read_rows
from wijkresearch.io.store import table_bytes, write_bytes
from wijkresearch.io.transcripts import Canonical, canonical
from wijkresearch.study import Study, text_fingerprint
from wijkresearch.tables import CODEBOOK, DOCUMENTS, SEGMENTS
from wijkresearch.tables.exchange import FLAGGED, MOVES, UNPLACED


@dataclass(frozen=True)
class ImportPlan:
    """The files that an import writes (path to content), and what a person should know of it.

    `municipalities` maps a document, as the file calls it, to the municipality in whose folder it goes.
    """

    study: str
    root: Path
    municipalities: Mapping[str, str]
    files: Mapping[Path, bytes] = field(repr=False)
    notes: tuple[str, ...]
    moves: pd.DataFrame = field(repr=False)
    flagged: pd.DataFrame = field(repr=False)
    unplaced: pd.DataFrame = field(repr=False)


def plan_import(
    project: CodedProject, study: Study, root: Path, *, municipality: str = "", coders: Mapping[str, str] | None = None
) -> ImportPlan:
    """Work out what a project adds to a study, and check it on a copy of the study's folder.

    Args:
        project: what was read of the file.
        study: the study as it is now.
        root: the project's folder, in which `data/raw/<study>` is.
        municipality: id of the municipality that all documents belong to; otherwise the register tells.
        coders: name of a coder in the file to their id in the study.

    Raises:
        StudyError: a document is not in the register, or the study would no longer read without problems.
    """
    documents = match_documents(project, study, municipality)
    used = set(project.codings["code"]) | set(project.unplaced["code"])
    codes = match_codes(project.codes, study.codebook, used)
    placing = _Placing(project, study, documents, codes, coders or {})
    folder = root / "data" / "raw" / study.study
    files: dict[Path, bytes] = {}
    notes = [*codes.notes, *documents.notes, *_same_texts(study, placing.texts)]
    if len(codes.added):
        files[folder / "codebook.csv"] = _extended_codebook(folder, study, codes.added)
    for case, rows in placing.segments().groupby("municipality", sort=True):
        files |= _segment_files(folder / str(case), study, rows.drop(columns="municipality"), notes)
    files |= _new_texts(folder, study, documents, placing.texts)
    files |= _kept_aside(folder, documents, placing.unplaced)
    notes += [f"{len(placing.moves)} codings moved along with a corrected transcript."] * bool(placing.moves)
    plan = ImportPlan(
        study=study.study,
        root=root,
        municipalities={name: documents.municipalities[found] for name, found in documents.ids.items()},
        files=files,
        notes=tuple(notes),
        moves=MOVES.check(pd.DataFrame(placing.moves, columns=MOVES.column_names)) if placing.moves else MOVES.empty(),
        flagged=FLAGGED.check(pd.DataFrame(placing.flagged, columns=FLAGGED.column_names)),
        unplaced=_unplaced_rows(placing.unplaced),
    )
    _try_on_a_copy(plan)
    return plan


def write_import(plan: ImportPlan) -> list[Path]:
    """Put the files of a plan in their places; when one fails, those before it are put back as they were."""
    before = {path: path.read_bytes() if path.exists() else None for path in plan.files}
    done: list[Path] = []
    try:
        for path in _codings_last(plan.files):
            write_bytes(path, plan.files[path])
            done.append(path)
    except BaseException:
        for path in done:
            content = before[path]
            if content is None:
                path.unlink(missing_ok=True)
            else:
                write_bytes(path, content)
        raise
    return done


class _Placing:
    """The codings of a project in the study's documents, codes and texts."""

    def __init__(
        self,
        project: CodedProject,
        study: Study,
        documents: DocumentMatch,
        codes: CodeMatch,
        coders: Mapping[str, str],
    ) -> None:
        self._project, self._study, self._documents, self._codes, self._coders = (
            project,
            study,
            documents,
            codes,
            coders,
        )
        self._own = {name: canonical(text) for name, text in project.texts.items() if name in documents.ids}
        self.texts = {documents.ids[name]: own.text for name, own in self._own.items()}
        self._haystacks: dict[str, Haystack] = {}
        self.moves: list[dict[str, Any]] = []
        self.flagged: list[dict[str, str]] = []
        self.unplaced: list[dict[str, Any]] = project.unplaced.to_dict("records")

    def segments(self) -> pd.DataFrame:
        """SEGMENTS with the municipality besides."""
        rows = [row for coding in self._project.codings.itertuples() if (row := self._segment(coding))]
        return pd.DataFrame(rows, columns=["municipality", *SEGMENTS.column_names])

    def _segment(self, coding: Any) -> dict[str, Any] | None:
        document = self._documents.ids[coding.document]
        place = self._place(coding, document)
        if place is None:
            return None
        text = self._text(document)
        code = self._codes.ids[coding.code]
        quote = text[place[0] : place[1]]
        return {
            "municipality": self._documents.municipalities[document],
            "document": document,
            "start": place[0],
            "end": place[1],
            "code": code,
            "coder": self._coders.get(coding.coder, coding.coder),
            "memo": coding.memo,
            "quote": quote,
            "text_sha256": text_fingerprint(text),
            "quote_sha256": text_fingerprint(quote),
            "code_fingerprint": self._codes.fingerprints[code],
            "origin": "imported",
        }

    def _text(self, document: str) -> str:
        return self._study.transcripts[document] if document in self._study.transcripts else self.texts[document]

    def _place(self, coding: Any, document: str) -> tuple[int, int] | None:
        own = self._own.get(coding.document)
        if own is None:
            self._keep_aside(coding, None, "there is no text of this document")
            return None
        start, end = own.positions.passage(coding.start, coding.end)
        if start >= end:
            self._keep_aside(coding, None, "nothing is left of the passage without what is not text")
            return None
        text = self._text(document)
        if text == own.text:
            return start, end
        return self._moved(coding, own, document, start, end)

    def _moved(self, coding: Any, own: Canonical, document: str, start: int, end: int) -> tuple[int, int] | None:
        haystack = self._haystacks.setdefault(document, Haystack(self._text(document)))
        moved = move_passage(own.text, haystack, start, end)
        if moved is None:
            reason = "the transcript in the study is another one, and the passage is not in it or more than once"
            self._keep_aside(coding, own.text[start:end], reason)
            return None
        old = {"old_start": start, "old_end": end}
        new = {"new_start": moved.start, "new_end": moved.end, "found_by": moved.found_by}
        if moved.found_by == "correction":
            self._flag(document, start, end, f"the words changed; taken to be {moved.start}–{moved.end} now")
        self.moves.append({"document": document, "code": coding.code, "coder": coding.coder, **old, **new})
        return moved.start, moved.end

    def _keep_aside(self, coding: Any, quote: str | None, reason: str) -> None:
        place = {"start": str(coding.start), "end": str(coding.end), "quote": quote, "memo": coding.memo}
        who = {"document": coding.document, "code": coding.code, "coder": coding.coder}
        self.unplaced.append({**who, **place, "reason": reason})
        self._flag(coding.document, coding.start, coding.end, f"{reason}; the coding is kept aside")

    def _flag(self, document: str, start: int, end: int, what: str) -> None:
        self.flagged.append({"where": f"{document}:{start}-{end}", "what": what})


def _same_texts(study: Study, texts: Mapping[str, str]) -> Iterator[str]:
    """A text that the study has already, under another name."""
    known = {text_fingerprint(study.transcripts[document]): document for document in study.transcripts}
    for document, text in texts.items():
        same = known.get(text_fingerprint(text), document)
        if same != document:
            yield f"The text of {document} is the text of {same}."


def _extended_codebook(folder: Path, study: Study, added: pd.DataFrame) -> bytes:
    if not (folder / "codebook.csv").exists():
        found = "the codebook is not a .csv file, and new codes have to be added to it"
        raise StudyError(Problem("codebook.xlsx", found, "codebook.csv", "Save it as codebook.csv."))
    return table_bytes(pd.concat([study.codebook, added], ignore_index=True), CODEBOOK, "codebook.csv")


def _segment_files(folder: Path, study: Study, rows: pd.DataFrame, notes: list[str]) -> dict[Path, bytes]:
    """`segments.csv` with the rows that are new; a coding that is there already stays as it is."""
    known = set(study.documents.loc[study.documents["municipality"] == folder.name, "document"])
    before = study.segments[study.segments["document"].isin(known)]
    rows = rows.drop_duplicates(list(SEGMENTS.key))
    key = pd.MultiIndex.from_frame(before[list(SEGMENTS.key)])
    new = rows[~pd.MultiIndex.from_frame(rows[list(SEGMENTS.key)]).isin(key)]
    notes.append(f"{folder.name}: {len(new)} codings are new, {len(rows) - len(new)} were there already.")
    if new.empty:
        return {}
    others = [path.name for path in (*folder.glob("segments.xlsx"), *sorted(folder.glob("*.qdpx")))]
    if others:
        remedy = "Save them as segments.csv, or take that file away."
        raise StudyError(Problem(folder.name, f"the codings are in {', '.join(others)}", "segments.csv", remedy))
    order = {document: place for place, document in enumerate(study.documents["document"])}
    both = pd.concat([SEGMENTS.check(before), SEGMENTS.check(new)], ignore_index=True)
    both = both.sort_values(
        ["document", "start", "end", "code", "coder"],
        key=lambda column: column.map(order) if column.name == "document" else column,
        kind="stable",
    )
    return {folder / "segments.csv": table_bytes(both, SEGMENTS, f"{folder.name}/segments.csv")}


def _new_texts(folder: Path, study: Study, documents: DocumentMatch, texts: Mapping[str, str]) -> dict[Path, bytes]:
    """Texts of documents that have none, and the register with their file (and with documents that are new)."""
    lacking = {document: text for document, text in texts.items() if document not in study.transcripts}
    files = {
        folder / documents.municipalities[document] / "transcripts" / f"{document}.txt": f"{text}\n".encode()
        for document, text in lacking.items()
    }
    changed = {documents.municipalities[document] for document in lacking} | set(documents.added["municipality"])
    for case in sorted(changed):
        register = pd.concat([study.documents, documents.added], ignore_index=True)
        register = register[register["municipality"] == case].copy()
        register["file"] = register["file"].fillna(
            register["document"].map({document: f"{document}.txt" for document in lacking})
        )
        content = table_bytes(register, DOCUMENTS, f"{case}/documents.csv")
        files[folder / case / "documents.csv"] = _without_column(content, "municipality")
    return files


def _without_column(content: bytes, name: str) -> bytes:
    """A table without the column that the folder says already."""
    from io import BytesIO  # noqa: PLC0415

    rows = pd.read_csv(BytesIO(content), dtype="str", keep_default_na=False)
    return bytes(rows.drop(columns=name).to_csv(index=False, lineterminator="\n").encode())


def _kept_aside(folder: Path, documents: DocumentMatch, unplaced: list[dict[str, Any]]) -> dict[Path, bytes]:
    """`kept_aside.csv` per municipality: what was there, and what could not be placed now."""
    files = {}
    rows = _unplaced_rows(unplaced)
    cases = rows["document"].map(
        lambda name: documents.municipalities.get(documents.ids.get(name, ""), documents.fallback)
    )
    for case, found in rows.groupby(cases, sort=True):
        path = folder / str(case) / "kept_aside.csv"
        before = UNPLACED.check(read_rows(path)[0]) if path.exists() else UNPLACED.empty()
        both = pd.concat([before, found], ignore_index=True).drop_duplicates()
        files[path] = table_bytes(both, UNPLACED, f"{case}/kept_aside.csv")
    return files


def _unplaced_rows(unplaced: list[dict[str, Any]]) -> pd.DataFrame:
    if not unplaced:
        return UNPLACED.empty()
    return UNPLACED.check(pd.DataFrame(unplaced, columns=UNPLACED.column_names))


def _try_on_a_copy(plan: ImportPlan) -> None:
    """Read the study as it would be; every problem of that is a problem of the import."""
    folder = plan.root / "data" / "raw" / plan.study
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "data" / "raw" / plan.study
        shutil.copytree(folder, copy)
        for path, content in plan.files.items():
            write_bytes(copy / path.relative_to(folder), content)
        read_study(plan.study, root=Path(made))


def _codings_last(files: Mapping[Path, bytes]) -> Iterator[Path]:
    """A run that is killed half-way leaves codes and texts without codings, which is a study that reads."""
    yield from sorted(files, key=lambda path: (path.name == "segments.csv", path.name == "documents.csv", path))
