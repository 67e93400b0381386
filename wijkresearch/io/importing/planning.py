"""What an import will write into a study's folder, worked out and checked before anything is written.

Codings go to `segments.csv` of the municipality in which their document is registered, new codes to `codebook.csv`,
texts of documents that have none yet (or that are corrected) to `transcripts/`. What could not be placed, and notes
without a coding, go to `kept_aside.csv`. A file that was corrected replaces what it brought before: of its documents
and coders, what it has no longer is taken out. The whole is tried on a copy of the study's folder first; only when
that reads without a problem are the files put in their places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import pandas as pd

from wijkresearch.assumptions import together
from wijkresearch.errors import Problem, StudyError, raise_if_any
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.tables import FLAGGED, SKIPPED, UNPLACED
from wijkresearch.io.coding_steps import read_steps, taken_away, without_passages
from wijkresearch.io.importing.codebook import NO_CHOICES, CodeChoices, CodeMatch, match_codes
from wijkresearch.io.importing.placing import Placing
from wijkresearch.io.importing.register import DocumentMatch, match_documents
from wijkresearch.io.importing.sources import ImportedFile, among
from wijkresearch.io.store import read_table, table_bytes
from wijkresearch.io.whole import try_on_a_copy, write_together
from wijkresearch.study import RawStudy, text_fingerprint
from wijkresearch.tables import CODEBOOK, DECISIONS, DOCUMENTS, SEGMENTS

CONTENT = tuple(name for name in UNPLACED.column_names if name != "source")


@dataclass(frozen=True)
class ImportPlan:
    """The files that an import writes (path to content), and what a person should know of it.

    `municipalities` maps a document, as the file calls it, to the municipality in whose folder it goes.
    `taken_out` are the codings, as SEGMENTS, that the file brought before and has no longer.
    """

    study: str
    root: Path
    municipalities: Mapping[str, str]
    files: Mapping[Path, bytes] = field(repr=False)
    notes: tuple[str, ...]
    moves: pd.DataFrame = field(repr=False)
    flagged: pd.DataFrame = field(repr=False)
    unplaced: pd.DataFrame = field(repr=False)
    skipped: pd.DataFrame = field(repr=False)
    taken_out: pd.DataFrame = field(repr=False)


def plan_import(
    project: CodedProject,
    study: RawStudy,
    root: Path,
    *,
    municipality: str = "",
    coders: Mapping[str, str] | None = None,
    correct: bool = False,
    sources: tuple[str, ...] = (),
    choices: CodeChoices = NO_CHOICES,
) -> ImportPlan:
    """Work out what a project adds to a study, and check it on a copy of the study's folder.

    Args:
        project: what was read of the file.
        study: the study as it is now.
        root: the project's folder, in which `data/raw/<study>` is.
        municipality: id of the municipality that all documents belong to; otherwise the register says.
        coders: name of a coder in the file to their id in the study.
        correct: texts of the file take the place of transcripts that differ, and the study's own codings move along;
            otherwise the transcripts stay, and the codings of the file move.
        sources: the name of the file, and names of files whose place it takes.
        choices: what a person says of codes that are not in the codebook.

    Raises:
        StudyError: a document is not in the register, or the study would no longer read without problems.
    """
    documents = match_documents(project, study, municipality)
    project = _without(project, documents.elsewhere)
    used = set(project.codings["code"]) | set(project.unplaced["code"])
    codes = match_codes(project.codes, study.codebook, used, choices)
    placing = Placing(project, study, documents, codes, coders or {}, source=next(iter(sources), None), correct=correct)
    folder = root / "data" / "raw" / study.study
    files: dict[Path, bytes] = {}
    notes = [*codes.notes, *documents.notes, *_doubts(study, documents), *_same_texts(study, placing)]
    if len(codes.added):
        files[folder / "codebook.csv"] = extended_codebook(folder, study, codes.added)
    places = study.municipality_of
    given, before = placing.segments().drop_duplicates(list(SEGMENTS.key)), placing.earlier()
    file = ImportedFile(sources, given, frozenset(documents.ids.values()), placing.unplaced, before)
    notes += [*file.remarks(), *_used_nowhere(study, codes, file)]
    files |= _coding_files(folder, study, file, notes, corrected=placing.corrected)
    files |= decision_files(folder, places, study.decisions, placing.decisions(), placing.corrected)
    files |= _new_texts(folder, study, documents, {**placing.added, **placing.corrected})
    files |= _kept_aside(folder, documents, file)
    notes += _differing(placing)
    notes += [f"{len(placing.moves)} codings moved along with a corrected transcript."] * bool(len(placing.moves))
    plan = ImportPlan(
        study=study.study,
        root=root,
        municipalities={name: documents.municipalities[found] for name, found in documents.ids.items()},
        files=files,
        notes=tuple(notes),
        moves=placing.moves,
        flagged=pd.concat([FLAGGED.of(documents.flagged), placing.flagged], ignore_index=True),
        unplaced=placing.unplaced,
        skipped=SKIPPED.of(placing.left_out.items()),
        taken_out=file.stale,
    )
    try_on_a_copy(study.study, root, files)
    return plan


def _without(project: CodedProject, names: Collection[str]) -> CodedProject:
    """A project without what was coded in some of its documents."""
    kept = {
        name: rows[~rows["document"].isin(list(names))]
        for name, rows in (("codings", project.codings), ("unplaced", project.unplaced))
    }
    return replace(project, **kept)


def write_import(plan: ImportPlan) -> list[Path]:
    """Put the files of a plan in their places; when one fails, those before it are put back as they were."""
    return write_together(plan.files)


def _same_texts(study: RawStudy, placing: Placing) -> Iterator[str]:
    """A text that is there already under another name, in the study or in the file."""
    known = {text_fingerprint(study.transcripts[document]): document for document in study.transcripts}
    for document, text in placing.texts.items():
        same = known.setdefault(text_fingerprint(text), document)
        if same != document:
            yield f"The text of {document} is the text of {same}."


def _doubts(study: RawStudy, documents: DocumentMatch) -> Iterator[str]:
    """What is doubtful in the transcripts of its documents."""
    rows = study.documents[study.documents["document"].isin(list(documents.ids.values()))]
    places = {f"{row.municipality}/{row.document}" for row in rows.itertuples()}
    yield from map(str, together(assumption for assumption in study.assumptions if assumption.where in places))


def _used_nowhere(study: RawStudy, codes: CodeMatch, file: ImportedFile) -> Iterator[str]:
    """Open codes that the file gave before and that nothing uses now; only people take rows out of the codebook."""
    kept = file.before.drop(index=file.stale.index)
    used = {*kept["code"], *study.decisions["code"], *study.codebook["parent"].dropna(), *codes.ids.values()}
    own = study.codebook[(study.codebook["kind"] == "open") & (study.codebook["origin"] == "inductive")]
    unused = own[own["code"].isin(file.stale["code"]) & ~own["code"].isin(used)]
    if len(unused):
        listed = ", ".join(unused["code"])
        yield (
            f"Codes that this file gave before and that no passage has now: {listed}. Remove their rows from "
            "codebook.csv, unless you still need them."
        )


def _differing(placing: Placing) -> Iterator[str]:
    """What became of texts that are not the transcripts of the study."""
    for document in placing.differing:
        if document in placing.corrected:
            yield f"The transcript of {document} is now the text of the file; the codings in the study moved along."
        else:
            yield (
                f"The text of {document} in the file is not the transcript in the study, which stays; codings of the "
                "file moved along. --correct-transcripts takes over the text of the file instead."
            )


def extended_codebook(folder: Path, study: RawStudy, added: pd.DataFrame) -> bytes:
    """`codebook.csv` of a study with more codes.

    Args:
        folder: the folder of the study.
        study: the study as it is now.
        added: CODEBOOK, the codes that are new.

    Raises:
        StudyError: the codebook is a workbook.
    """
    if not (folder / "codebook.csv").exists():
        found = "the codebook is not a .csv file, and new codes have to be added to it"
        raise StudyError(Problem("codebook.xlsx", found, "codebook.csv", "Save it as codebook.csv."))
    return table_bytes(pd.concat([study.codebook, added], ignore_index=True), CODEBOOK, "codebook.csv")


def _coding_files(
    folder: Path, study: RawStudy, file: ImportedFile, notes: list[str], *, corrected: Collection[str]
) -> dict[Path, bytes]:
    """`segments.csv` of every case of which codings are new, moved, brought by another file now, or taken out.

    Args:
        folder: the folder of the study.
        study: the study as it is now.
        file: what is taken over.
        notes: what a person should know; added to.
        corrected: documents of which the transcript is corrected.
    """
    places, before, sources, memos = study.municipality_of, file.before, file.sources, file.memos
    changed = (sources.notna() & (sources != before["source"])) | (before["memo"].isna() & memos.notna())
    now = before.assign(source=sources, memo=before["memo"].fillna(memos)).drop(index=file.stale.index)
    touched = {places[document] for document in [*corrected, *before.loc[changed, "document"]]}
    files: dict[Path, bytes] = {}
    for case in sorted({*file.codings["municipality"], *touched}):
        rows = file.codings.loc[file.codings["municipality"] == case, SEGMENTS.column_names].assign(source=file.name)
        kept = now[now["document"].map(places) == case]
        steps = read_steps(folder / str(case))[0]
        away = taken_away(steps[~steps["document"].isin(list(corrected))])
        by_hand = among(rows, away)
        if by_hand.any():
            notes.append(f"{case}: {by_hand.sum()} codings of the file were taken away in JupyterLab and stay away.")
        made = segment_files(folder / str(case), study, kept, rows[~by_hand], notes, moved=case in touched)
        files |= made | (without_passages(folder / str(case), steps, away) if made else {})
    if len(file.stale):
        notes.append(
            f"{len(file.stale)} codings that the file brought before are not in it any more and are taken out."
        )
    return files


def segment_files(
    folder: Path, study: RawStudy, before: pd.DataFrame, rows: pd.DataFrame, notes: list[str], *, moved: bool
) -> dict[Path, bytes]:
    """`segments.csv` with the rows that are new; a coding that is there already stays as it is.

    What was coded by hand is written there too: it cannot move along with a text where it is.
    """
    new = rows[~among(rows, before)]
    notes.append(f"{folder.name}: {len(new)} codings are new, {len(rows) - len(new)} were there already.")
    if new.empty and not moved:
        return {}
    others = [*folder.glob("segments.xlsx"), *sorted(folder.glob("*.qdpx"))]
    raise_if_any(_not_a_csv(other) for other in others)
    both = pd.concat([SEGMENTS.check(before), SEGMENTS.check(new)], ignore_index=True)
    both = study.in_order(both, "start", "end", "code", "coder")
    return {folder / "segments.csv": table_bytes(both, SEGMENTS, f"{folder.name}/segments.csv")}


def decision_files(
    folder: Path, places: Mapping[str, str], decisions: pd.DataFrame, moved: pd.DataFrame, corrected: Collection[str]
) -> dict[Path, bytes]:
    """`agreed.csv` of the cases of which a transcript is corrected, where coders decided on something there."""
    cases = set(decisions["document"].map(places)) & {places[document] for document in corrected}
    return {
        folder / case / "agreed.csv": table_bytes(moved[moved["document"].map(places) == case], DECISIONS)
        for case in sorted(cases)
    }


def _not_a_csv(path: Path) -> Problem:
    """Codings are added to and moved in our own table only; how the ones that are there get into it."""
    case = path.parent.name
    found = f"its codings are in {path.name}, which is read but never changed here"
    remedy = (
        f"Move {path.name} out of the folder, take it over with `wijk import {path.name} --municipality {case}`, which "
        "makes segments.csv of it, and then take over this file again."
    )
    return Problem(case, found, "codings in segments.csv", remedy)


def _new_texts(folder: Path, study: RawStudy, documents: DocumentMatch, texts: Mapping[str, str]) -> dict[Path, bytes]:
    """Texts that are new or corrected, and the register with their file (and with documents that are new).

    A corrected text takes the place of a .txt; a transcript of another kind stays beside it.
    """
    known = dict(zip(study.documents["document"], study.documents["file"], strict=True))
    plain = {document for document, file in known.items() if str(file).lower().endswith(".txt")}
    names = {document: str(known[document]) if document in plain else f"{document}.txt" for document in texts}
    files = {
        folder / documents.municipalities[document] / "transcripts" / names[document]: f"{text}\n".encode()
        for document, text in texts.items()
    }
    renamed = {document: name for document, name in names.items() if name != known.get(document)}
    changed = {documents.municipalities[document] for document in renamed} | set(documents.added["municipality"])
    for case in sorted(changed):
        register = pd.concat([study.documents, documents.added], ignore_index=True)
        register["file"] = register["document"].map(renamed).fillna(register["file"])
        files[folder / case / "documents.csv"] = register_bytes(register, case)
    return files


def register_bytes(register: pd.DataFrame, case: str) -> bytes:
    """`documents.csv` of a municipality, without the column that its folder says already."""
    own = register[register["municipality"] == case]
    content = table_bytes(own, DOCUMENTS, f"{case}/documents.csv")
    rows = pd.read_csv(BytesIO(content), dtype="str", keep_default_na=False)
    return bytes(rows.drop(columns="municipality").to_csv(index=False, lineterminator="\n").encode())


def _kept_aside(folder: Path, documents: DocumentMatch, file: ImportedFile) -> dict[Path, bytes]:
    """`kept_aside.csv` per municipality: what was there, and what of this file could not be placed now."""
    files = {}
    cases = file.unplaced["document"].map(lambda name: documents.municipalities.get(name, documents.fallback))
    for case in sorted({*cases, *(documents.municipalities[document] for document in file.documents)}):
        path, found = folder / case / "kept_aside.csv", file.unplaced[cases == case]
        before = read_table(path, UNPLACED)
        own = found[found["source"] == file.name]
        sources = file.sources_aside(before, among(before, own, CONTENT))
        kept = before.assign(source=sources)[sources != ""]
        added = found[~among(found, before, CONTENT)].drop_duplicates()
        if not kept.equals(before) or len(added):
            both = pd.concat([kept, added], ignore_index=True)
            files[path] = table_bytes(both, UNPLACED, f"{case}/kept_aside.csv")
    return files
