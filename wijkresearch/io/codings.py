"""Who coded what where in one municipality: `segments.csv`, the same from Excel, or a REFI-QDA project.

Whatever the file is, out come rows of SEGMENTS with positions in the documents' own texts. A row whose passage is not
the passage that was coded is refused; a text that changed elsewhere is only told (`wijkresearch.rigour.fingerprints`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any
from wijkresearch.io.refi_qda import read_qdpx
from wijkresearch.io.spreadsheets import read_rows
from wijkresearch.study import code_fingerprint, text_fingerprint
from wijkresearch.tables import SEGMENTS

SHEETS = (".csv", ".xlsx")
CODING_FILES = ("segments.csv", "segments.xlsx", "*.qdpx")


def read_codings(
    folder: Path, documents: pd.DataFrame, codebook: pd.DataFrame, texts: Mapping[str, str]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """SEGMENTS of one municipality, and what was assumed to read them.

    Args:
        folder: the municipality's folder.
        documents: its DOCUMENTS.
        codebook: the study's CODEBOOK.
        texts: document to text, for the documents that have one.

    Raises:
        StudyError: there is more than one file with codings; a document or code is unknown; a passage lies outside its
            text or differs from its quote.
    """
    files = [path for pattern in CODING_FILES for path in sorted(folder.glob(pattern))]
    if len(files) > 1:
        listed = ", ".join(path.name for path in files)
        raise StudyError(Problem(folder.name, f"more than one file with codings: {listed}", "one", "Keep one of them"))
    if not files:
        return SEGMENTS.empty(), (f"{folder.name}: no codings yet",)
    where = f"{folder.name}/{files[0].name}"
    if files[0].suffix in SHEETS:
        rows, assumptions = read_rows(files[0], where)
    else:
        rows, assumptions = _read_project(files[0], documents, codebook)
    raise_if_any(_unknown(rows, where, documents["document"], codebook["code"]))
    numbered = rows.index
    segments = SEGMENTS.check(rows, where)
    raise_if_any(_passage_problems(segments.set_axis(numbered), where, texts))
    return segments, tuple(f"{where}: {assumption}" for assumption in assumptions)


def _read_project(path: Path, documents: pd.DataFrame, codebook: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The codings of a REFI-QDA project with its document and code names turned into the study's ids."""
    project = read_qdpx(path)
    rows = project.codings.copy()
    by_file = {
        Path(str(name)).stem: document for document, name in zip(documents["document"], documents["file"], strict=True)
    }
    by_label = dict(zip(codebook["label_nl"], codebook["code"], strict=True))
    rows["document"] = rows["document"].map(lambda name: by_file.get(Path(name).stem, name))
    rows["code"] = rows["code"].map(lambda label: by_label.get(label, label))
    texts = {by_file.get(Path(name).stem, name): text for name, text in project.texts.items()}
    rows["text_sha256"] = rows["document"].map({name: text_fingerprint(text) for name, text in texts.items()})
    rows["quote"] = [texts[row.document][row.start : row.end] for row in rows.itertuples()]
    meanings = {code.code: code_fingerprint(code.code, str(code.description)) for code in project.codes.itertuples()}
    rows["code_fingerprint"] = project.codings["code"].map(meanings)
    rows["origin"] = "imported"
    rule = project.offset_rule
    said = [] if rule is None else [f"positions counted in {rule.rule} ({rule.score:.0%} of the evidence agrees)"]
    return rows, (*said, *project.warnings)


def _unknown(rows: pd.DataFrame, where: str, documents: pd.Series, codes: pd.Series) -> Iterator[Problem]:
    for column, known, place in (("document", documents, "the register of documents"), ("code", codes, "the codebook")):
        if column not in rows.columns:
            continue
        used = rows[column].dropna().drop_duplicates()
        for row, value in used[~used.isin(known)].items():
            hint = did_you_mean(str(value), known)
            yield Problem(f"{where} row {row}", f"{column} '{value}' is not in {place}", remedy=hint)


def _passage_problems(segments: pd.DataFrame, where: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    for segment in segments.itertuples():
        place = f"{where} row {segment.Index}"
        if segment.start >= segment.end:
            yield Problem(place, f"the passage runs from {segment.start} to {segment.end}", "a start before the end")
        elif segment.document in texts:
            yield from _text_problems(segment, place, texts[segment.document])


def _text_problems(segment: object, place: str, text: str) -> Iterator[Problem]:
    start, end = segment.start, segment.end  # type: ignore[attr-defined]
    if end > len(text):
        found = f"the passage ends at {end}, after the end of {segment.document}"  # type: ignore[attr-defined]
        yield Problem(place, found, f"at most {len(text)}")
        return
    passage = text[start:end]
    quote, fingerprint = segment.quote, segment.quote_sha256  # type: ignore[attr-defined]
    differs = (pd.notna(quote) and quote != passage) or (
        pd.notna(fingerprint) and fingerprint != text_fingerprint(passage)
    )
    if differs:
        yield Problem(
            place,
            f"the text at {segment.document}:{start}-{end} is not the passage that was coded",  # type: ignore[attr-defined]
            remedy="The transcript changed after coding: put the old one back, or move the codings with `wijk import`",
        )
