"""Coding by hand: what was done in JupyterLab, act by act, in `codings/<document>.<coder>.csv` of a municipality.

A file of these only grows. An act is one line, put behind the others in one write and forced to the disk, so that it is
there whole or not at all and takes as long for the first coding as for the ten thousandth. What the codings are now
follows from what was there before them (segments.csv or a project) and then every act in its order: `replay`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from errno import ENOSPC
from pathlib import Path
from typing import Any

import pandas as pd

from wijkresearch.assumptions import Assumption
from wijkresearch.errors import Problem, StudyError, raise_if_any
from wijkresearch.exchange.archives import read_bytes
from wijkresearch.exchange.spreadsheets import placed, read_rows
from wijkresearch.io.file_names import as_file_name
from wijkresearch.io.store import table_bytes, write_bytes
from wijkresearch.study import given_spans
from wijkresearch.tables import CODING_STEPS, DOCUMENT_MEMOS, SEGMENTS

FOLDER = "codings"
ON_PASSAGES = ("added", "removed", "moved")
UNFINISHED = Assumption("The last line was not written to its end, and does not count.")
APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
HEADING = f"{','.join(CODING_STEPS.column_names)}\n".encode()
CARRIED = ("code", "memo", "text_sha256", "quote_sha256", "code_fingerprint")

Mark = tuple[str, int, int, str, str]
"""What a coding is known by: document, start, end, code and coder."""
Row = dict[str, Any]


def steps_name(document: str, coder: str) -> str:
    """The name of the file with the acts of a coder on a document.

    >>> steps_name("D19", "eerste")
    'D19.eerste.csv'
    """
    return as_file_name(f"{document}.{coder}.csv")


def read_steps(folder: Path) -> tuple[pd.DataFrame, tuple[Assumption, ...]]:
    """CODING_STEPS of a municipality, indexed by the place of each in its file, and what was assumed to read them.

    Args:
        folder: the municipality's folder.

    Raises:
        StudyError: a file is no such table, or not the one of the document and coder in it.
    """
    files = sorted((folder / FOLDER).glob("*.csv")) if (folder / FOLDER).is_dir() else []
    found, said, problems = [CODING_STEPS.empty()], list[Assumption](), list[Problem]()
    for path in files:
        where = f"{folder.name}/{FOLDER}/{path.name}"
        try:
            steps, assumptions = _read_file(path, where)
        except StudyError as error:
            problems += error.problems
            continue
        found.append(steps)
        said += [assumption.at(where) for assumption in assumptions]
    raise_if_any(problems)
    return pd.concat(found), tuple(said)


def _read_file(path: Path, where: str) -> tuple[pd.DataFrame, tuple[Assumption, ...]]:
    content = read_bytes(path, where)
    kept = _finished(content)
    if not kept:
        return CODING_STEPS.empty(), ()
    rows, assumptions = read_rows(path, where, content=kept)
    steps = CODING_STEPS.check(rows, where).set_axis(placed(rows, where).index)
    raise_if_any([*_name_problems(path, steps, where), *_step_problems(steps)])
    return steps, (*assumptions, *([UNFINISHED] if len(kept) < len(content) else []))


def _finished(content: bytes) -> bytes:
    """The lines that were written to their end; an act that a crash broke off was never said to be saved."""
    end = content.rfind(b"\n") + 1
    while end and content.count(b'"', 0, end) % 2:
        end = content.rfind(b"\n", 0, end - 1) + 1
    return content[:end]


def _name_problems(path: Path, steps: pd.DataFrame, where: str) -> Iterator[Problem]:
    """A file that is not that of its rows: a copy would give codings back that were taken away."""
    for document, coder in steps[["document", "coder"]].drop_duplicates().itertuples(index=False, name=None):
        if path.name != steps_name(document, coder):
            remedy = "If it is a copy, move it out of the folder"
            yield Problem(where, f"it holds what {coder} did in {document}", steps_name(document, coder), remedy)


def _step_problems(steps: pd.DataFrame) -> Iterator[Problem]:
    for step in steps.itertuples():
        if step.step in ON_PASSAGES and (pd.isna(step.code) or pd.isna(step.start) or pd.isna(step.end)):
            yield Problem(str(step.Index), f"a passage was {step.step} without code, start or end", "all three")
        elif step.step == "moved" and len(given_spans(step.was)) != 1:
            yield Problem(str(step.Index), "`was` is not where the passage was", "a place such as '53..95'")


def replay(codings: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """SEGMENTS as they are after every act; the index says for each row where it comes from.

    Taking away what is not there, or giving what is there already, changes nothing: what counts is how it ends.

    Args:
        codings: SEGMENTS before the acts, indexed by their places.
        steps: CODING_STEPS, indexed by their places.
    """
    if steps.empty:
        return codings
    rows: dict[Mark, Row] = {}
    for place, row in zip(codings.index, codings.to_dict("records"), strict=True):
        rows[_mark(row)] = {**row, "place": place}
    for place, step in zip(steps.index, steps.to_dict("records"), strict=True):
        _carry_out(rows, step, place)
    made = pd.DataFrame(rows.values(), columns=["place", *SEGMENTS.column_names]).set_index("place")
    return SEGMENTS.check(made).set_axis(made.index)


def _carry_out(rows: dict[Mark, Row], step: Row, place: str) -> None:
    if pd.isna(step["start"]):
        return
    mark = _mark(step)
    if step["step"] == "removed":
        rows.pop(mark, None)
    elif step["step"] == "noted":
        if mark in rows:
            rows[mark] = {**rows[mark], "memo": step["memo"]}
    else:
        before = None
        for start, end in given_spans(step["was"]):
            before = rows.pop((mark[0], start, end, *mark[3:]), None)
        memo = step["memo"] if before is None else before["memo"]
        rows[mark] = {**{name: step[name] for name in CARRIED}, **_named(mark), "memo": memo, "place": place}


def _mark(row: Mapping[Any, Any]) -> Mark:
    return row["document"], int(row["start"]), int(row["end"]), row["code"], row["coder"]


def _named(mark: Mark) -> Row:
    return {**dict(zip(SEGMENTS.key, mark, strict=True)), "origin": "coded"}


def document_memos(steps: pd.DataFrame) -> pd.DataFrame:
    """DOCUMENT_MEMOS as they are after every act: the last that was noted on each document, and on each code in it."""
    noted = steps[(steps["step"] == "noted") & steps["start"].isna()]
    last = noted.drop_duplicates(list(DOCUMENT_MEMOS.key), keep="last")
    return DOCUMENT_MEMOS.check(last[last["memo"].notna()][DOCUMENT_MEMOS.column_names], "memos on documents")


def steps_file(folder: Path, document: str, coder: str) -> Path:
    """Where the acts of a coder on a document are kept.

    Args:
        folder: the municipality's folder.
        document: id of the document.
        coder: id of the coder.
    """
    return folder / FOLDER / steps_name(document, coder)


def add_step(path: Path, step: Mapping[str, Any]) -> int:
    """Put an act behind the others in one write, on the disk when this returns; by how many bytes the file grew.

    Args:
        path: where they are kept; it may be absent.
        step: a row of CODING_STEPS.

    Raises:
        StudyError: the row is none of CODING_STEPS.
        OSError: the disk is full, or the file may not be written; then it is as it was.
    """
    line = table_bytes(CODING_STEPS.of([step]), CODING_STEPS).removeprefix(HEADING)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle, content = os.open(path, APPEND | os.O_CREAT | os.O_EXCL, 0o644), HEADING + line
    except FileExistsError:
        handle, content = os.open(path, APPEND), line
    try:
        _write_whole(handle, content)
    finally:
        os.close(handle)
    return len(content)


def _write_whole(handle: int, content: bytes) -> None:
    """Put the content behind what is there, all of it or nothing."""
    size = os.fstat(handle).st_size
    written = os.write(handle, content)
    if written < len(content):
        os.ftruncate(handle, size)
        raise OSError(ENOSPC, os.strerror(ENOSPC))
    os.fsync(handle)


def settle_form(path: Path) -> None:
    """Write the acts anew where a program saved them in another form, or a line was broken off; else change nothing."""
    content = read_bytes(path) if path.exists() else HEADING
    if not content.startswith(HEADING) or len(_finished(content)) < len(content):
        steps, _ = _read_file(path, path.name)
        write_bytes(path, table_bytes(steps.reset_index(drop=True), CODING_STEPS))


def taken_away(steps: pd.DataFrame) -> pd.DataFrame:
    """The acts, as CODING_STEPS, that took away a coding which was not given again.

    A passage that got other bounds was taken away from where it was.

    Args:
        steps: CODING_STEPS.
    """
    gone: dict[Mark, Row] = {}
    for step in steps[steps["step"].isin(ON_PASSAGES)].to_dict("records"):
        for start, end in given_spans(step["was"]):
            before = {**step, "step": "removed", "start": start, "end": end, "was": None}
            gone[_mark(before)] = before
        gone.pop(_mark(step), None)
        if step["step"] == "removed":
            gone[_mark(step)] = step
    return CODING_STEPS.of(list(gone.values()))


def without_passages(folder: Path, steps: pd.DataFrame, away: pd.DataFrame) -> dict[Path, bytes]:
    """The files with what was noted on documents and codes, and what was taken away: codings are in segments.csv now.

    Args:
        folder: the municipality's folder.
        steps: its CODING_STEPS.
        away: those that took a coding away which is not to come back.
    """
    lasting = pd.concat([steps[steps["start"].isna()], away])
    return {
        steps_file(folder, document, coder): table_bytes(
            lasting[(lasting["document"] == document) & (lasting["coder"] == coder)], CODING_STEPS
        )
        for document, coder in steps.groupby(["document", "coder"]).groups
    }
