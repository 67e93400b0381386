"""A study's codings and codebook for other programs and for people: .qdpx, .qdc, .csv, .xlsx, .docx, .rock.

A code goes out under its label, so that it reads well in the other program; where two codes share a label, or a
label is another code's id, under its id. `wijk import` knows both.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from wijkresearch import __version__
from wijkresearch.errors import Problem, StudyError, did_you_mean
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda import write_qdc, write_qdpx
from wijkresearch.exchange.rock import rock_text
from wijkresearch.exchange.spreadsheets import guard_formulas
from wijkresearch.exchange.tables import IMPORTED_CODES, IMPORTED_CODINGS, IMPORTED_DOCUMENTS, SKIPPED
from wijkresearch.io.store import write_bytes
from wijkresearch.study import Study, text_fingerprint
from wijkresearch.tables import CODEBOOK
from wijkresearch.words import catalogue

FORMATS = ("qdpx", "qdc", "csv", "xlsx", "docx", "rock")
ORIGIN = f"wijkresearch {__version__}"
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
CODING_COLUMNS = ["municipality", "document", "start", "end", "code", "label", "coder", "memo", "quote"]
WORDS = ("memo", "quote")
WIDTHS = {"definition": 60, "quote": 80, "memo": 40, "label_nl": 30, "label_en": 30, "code": 30, "label": 30}
CODEBOOK_COLUMNS = ("label_nl", "definition", "parent", "origin")
SAID = catalogue("export")["nl"]


def project_of(study: Study) -> CodedProject:
    """A study as a project of a coding program: its documents with a text, its codes, its codings."""
    names = exported_names(study.codebook)
    register = study.documents[study.documents["document"].isin(list(study.transcripts))]
    texts = {document: study.transcripts[document] for document in register["document"]}
    documents = pd.DataFrame(
        {
            "document": register["document"],
            "kind": "text",
            "municipality": register["municipality"].map(study.municipality_names),
            "text_sha256": [text_fingerprint(text) for text in texts.values()],
        }
    )
    codes = pd.DataFrame(
        {
            "code": study.codebook["code"].map(names),
            "parent": study.codebook["parent"].map(names),
            "description": study.codebook["definition"],
            "codable": True,
        }
    )
    codings = study.codings[study.codings["document"].isin(list(texts))]
    rows = codings[["document", "start", "end", "coder", "memo"]].assign(code=codings["code"].map(names))
    return CodedProject(
        format="study",
        origin="wijkresearch",
        documents=IMPORTED_DOCUMENTS.check(documents),
        codes=IMPORTED_CODES.check(codes),
        codings=IMPORTED_CODINGS.check(rows),
        texts=texts,
    )


def exported_names(codebook: pd.DataFrame) -> dict[str, str]:
    """Code to the name it goes out under: its label, or its id where the label could mean another code."""
    plain = codebook["label_nl"].str.casefold().str.strip()
    shared = plain[plain.duplicated(keep=False)]
    ids = {code.casefold().replace("_", " "): code for code in codebook["code"]}
    names = {}
    for code, label, key in zip(codebook["code"], codebook["label_nl"], plain, strict=True):
        meant = ids.get(key.replace("_", " "), code)
        names[code] = label if key not in set(shared) and meant == code else code
    return names


@dataclass(frozen=True)
class Exported:
    """The files that were written, and SKIPPED: what of the study the format has no place for."""

    files: tuple[Path, ...]
    left_out: pd.DataFrame = field(repr=False)


def export_study(
    study: Study, target: Path, file_format: str, *, codebook: bool = False, with_texts: bool = False
) -> Exported:
    """Write a study in a format of another program; the same study gives the same bytes.

    Nothing is held back for lack of consent here: hand over what may leave (`wijkresearch.privacy`).

    Args:
        study: the study, whole or with some of its municipalities.
        target: the file; for .rock the folder.
        file_format: one of FORMATS. `qdc` and `docx` are the codebook, `qdpx` and `rock` the coded texts.
        codebook: for `csv` and `xlsx` the codebook instead of the codings.
        with_texts: for `csv` and `xlsx` the passages and memos too, not their places alone.

    Raises:
        StudyError: the format is unknown.
    """
    check_format(file_format)
    if file_format == "rock":
        return Exported(
            tuple(_write_rock(study, target)), _left_out(_without_text(study) | _only_lines(study) | _removals(study))
        )
    made = io.BytesIO()
    if file_format == "qdpx":
        skipped = write_qdpx(made, project_of(study), origin=ORIGIN, name=target.stem, created=CREATED)
        left_out = _left_out(_counted(skipped) | _without_text(study) | _meanings(study) | _removals(study))
        return Exported((write_bytes(target, made.getvalue()),), left_out)
    if file_format == "qdc":
        left_out = _left_out(_counted(write_qdc(made, project_of(study), origin=ORIGIN)) | _meanings(study))
        return Exported((write_bytes(target, made.getvalue()),), left_out)
    if codebook or file_format == "docx":
        return Exported((write_bytes(target, MAKERS[file_format](study.codebook)),), SKIPPED.empty())
    rows = coding_rows(study, with_texts=with_texts)
    return Exported((write_bytes(target, MAKERS[file_format](rows)),), _left_out(_removals(study)))


def check_format(file_format: str) -> None:
    """Refuse a format that cannot be written.

    Raises:
        StudyError: it is not one of FORMATS.
    """
    if file_format not in FORMATS:
        found = f"format '{file_format}' is not known"
        hint = did_you_mean(file_format, FORMATS)
        raise StudyError(Problem("wijk export", found, f"one of {', '.join(FORMATS)}", hint))


def _counted(skipped: pd.DataFrame) -> dict[str, int]:
    return dict(zip(skipped["what"], skipped["count"], strict=True))


def _without_text(study: Study) -> dict[str, int]:
    placed = study.codings["document"].isin(list(study.transcripts))
    return {"coding of a document without a transcript": int((~placed).sum())}


def _removals(study: Study) -> dict[str, int]:
    """What coders agreed on that is no coding: the codings of one of them stand in the file, without that."""
    return {"agreement that a code does not belong on a passage": int(study.decisions["given"].isna().sum())}


def _only_lines(study: Study) -> dict[str, int]:
    """A .rock file says which line got a code, and not by whom or with what note."""
    memos = study.codings["memo"]
    return {"coder of a coding": len(memos), "memo of a coding": int(memos.notna().sum())}


def _meanings(study: Study) -> dict[str, int]:
    """What our codebook says of a code and the standard has no place for."""
    meant = study.codebook[["role", "world", "outcome"]].notna().any(axis="columns")
    return {"role, world or outcome of a code": int(meant.sum())}


def _left_out(counts: Mapping[str, int]) -> pd.DataFrame:
    rows = [(what, count) for what, count in sorted(counts.items()) if count]
    return SKIPPED.of(rows)


def coding_rows(study: Study, *, with_texts: bool) -> pd.DataFrame:
    """Every coding, for people and spreadsheets; `wijk import` reads it back.

    Codings of a reconstruction say so in every row, in a column `notice`.

    Args:
        study: the study.
        with_texts: the passage and what the coder noted with it too, not its place alone.
    """
    case_of = study.municipality_of
    labels = dict(zip(study.codebook["code"], study.codebook["label_nl"], strict=True))
    rows = study.codings.copy()
    rows["municipality"] = rows["document"].map(case_of)
    rows["label"] = rows["code"].map(labels)
    rows["quote"] = [study.transcripts.passage_if_any(row.document, row.start, row.end) for row in rows.itertuples()]
    if study.is_reconstruction:
        rows["notice"] = SAID["reconstruction"]
    columns = [name for name in CODING_COLUMNS if with_texts or name not in WORDS]
    columns += ["notice"] if study.is_reconstruction else []
    return study.in_order(rows[columns], "start", "end", "code", "coder")


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """A table as CSV that a Dutch Excel opens with a double click: semicolons, a mark for the accents, no formulas."""
    return bytes(rows.apply(guard_formulas).to_csv(index=False, sep=";", lineterminator="\r\n").encode("utf-8-sig"))


def xlsx_bytes(rows: pd.DataFrame) -> bytes:
    """A table as an Excel workbook; a passage that begins with = is text and no formula. Same rows, same bytes."""
    return workbook_bytes({"Sheet": rows})


def workbook_bytes(sheets: Mapping[str, pd.DataFrame], *, widths: Mapping[str, float] = WIDTHS) -> bytes:
    """Tables as an Excel workbook with a sheet for each, its heading row frozen. Same rows, same bytes.

    Args:
        sheets: what a sheet is called, to the table in it.
        widths: column to how wide it is, in characters; the others are of middling width.
    """
    import openpyxl  # noqa: PLC0415

    workbook = openpyxl.Workbook()
    workbook.properties.created = workbook.properties.modified = CREATED.replace(tzinfo=None)
    workbook.properties.creator = "wijkresearch"
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        _fill_sheet(workbook.create_sheet(name), rows, widths)
    return _saved(workbook.save)


def _fill_sheet(sheet: Any, rows: pd.DataFrame, widths: Mapping[str, float]) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    sheet.freeze_panes = "A2"
    for number, column in enumerate(rows.columns, 1):
        sheet.cell(1, number, str(column)).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(1, number).column_letter].width = widths.get(str(column), 16)
        for row, value in enumerate(rows[column], 2):
            cell = sheet.cell(row, number)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if pd.isna(value):
                continue
            if isinstance(value, str):
                cell.value = _printable(value)
                cell.data_type = "s"
            else:
                cell.value = int(value)


def codebook_docx_bytes(codebook: pd.DataFrame) -> bytes:
    """The codebook as a Word document: a table with label, definition, place and origin of each code."""
    import docx  # noqa: PLC0415

    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.created, properties.modified = "wijkresearch", CREATED, CREATED
    document.add_heading(SAID["codebook"], level=1)
    labels = dict(zip(codebook["code"], codebook["label_nl"], strict=True))
    table = document.add_table(rows=1, cols=len(CODEBOOK_COLUMNS), style="Table Grid")
    for cell, column in zip(table.rows[0].cells, CODEBOOK_COLUMNS, strict=True):
        cell.paragraphs[0].add_run(SAID[column]).bold = True
    for row in CODEBOOK.check(codebook).to_dict("records"):
        row["parent"] = labels.get(row["parent"], "")
        row["origin"] = SAID[row["origin"]]
        for cell, column in zip(table.add_row().cells, CODEBOOK_COLUMNS, strict=True):
            cell.text = _printable(str(row[column]))
    return _saved(document.save)


def _write_rock(study: Study, folder: Path) -> list[Path]:
    written, codings = [], study.codings
    for document in study.transcripts:
        content = rock_text(study.transcripts[document], codings[codings["document"] == document])
        written.append(write_bytes(folder / f"{document}.rock", content.encode()))
    return written


def _printable(text: str) -> str:
    """A text without the control characters that no Office format can hold."""
    return "".join(character for character in text if character in "\t\n" or character >= " ")


def _saved(save: Callable[[Any], None]) -> bytes:
    """What an Office library saves, with the moment of saving taken out of the zip file."""
    import zipfile  # noqa: PLC0415

    stream, still = io.BytesIO(), io.BytesIO()
    save(stream)
    moment = CREATED.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in made.infolist():
            content = made.read(member)
            if member.filename == "docProps/core.xml":
                content = _with_moment(content, moment)
            archive.writestr(zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return still.getvalue()


def _with_moment(content: bytes, moment: bytes) -> bytes:
    import re  # noqa: PLC0415

    return re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>" + moment, content)


MAKERS: Mapping[str, Callable[[pd.DataFrame], bytes]] = {
    "csv": csv_bytes,
    "xlsx": xlsx_bytes,
    "docx": codebook_docx_bytes,
}
