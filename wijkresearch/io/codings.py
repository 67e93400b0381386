"""Who coded what where in one municipality: `segments.csv`, the same from Excel, or a REFI-QDA project, and `codings/`.

Whatever the file is, out come rows of SEGMENTS with positions in the documents' own texts. A row whose passage is not
the passage that was coded is refused; a text that changed elsewhere is only reported, by
`wijkresearch.rigour.fingerprints`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from wijkresearch.assumptions import Assumption
from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any, show_value
from wijkresearch.exchange.other_tools.gathering import plain_name
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda import read_qdpx
from wijkresearch.exchange.spreadsheets import placed, read_rows
from wijkresearch.exchange.transcripts import Canonical, canonical
from wijkresearch.io.coding_steps import document_memos, read_steps, replay
from wijkresearch.study import AGREED, code_fingerprint, text_fingerprint, unlisted_coder
from wijkresearch.tables import DOCUMENT_MEMOS, SEGMENTS

SHEETS = (".csv", ".xlsx")
PROJECT = ".qdpx"
CHANGED = (
    "The transcript changed after coding: put the old one back, and take over the corrected one with "
    "`wijk import FILE --correct-transcripts`, then the codings move along with their words"
)


@dataclass(frozen=True)
class Codings:
    """What a municipality's files say of its codings.

    Attributes:
        segments: SEGMENTS.
        memos: DOCUMENT_MEMOS.
        assumptions: what was taken for granted to read them.
    """

    segments: pd.DataFrame = field(default_factory=SEGMENTS.empty, repr=False)
    memos: pd.DataFrame = field(default_factory=DOCUMENT_MEMOS.empty, repr=False)
    assumptions: tuple[Assumption, ...] = ()


def read_codings(
    folder: Path,
    documents: pd.DataFrame,
    codebook: pd.DataFrame,
    texts: Mapping[str, str],
    *,
    coders: Sequence[str],
) -> Codings:
    """The codings of one municipality: those of its file, and then what was done by hand in JupyterLab.

    Args:
        folder: the municipality's folder.
        documents: its DOCUMENTS.
        codebook: the study's CODEBOOK.
        texts: document to text, for the documents that have one.
        coders: ids of the study's coders.

    Raises:
        StudyError: there is more than one file with codings; a document, code or coder is unknown; a passage lies
            outside its text or differs from its quote.
    """
    files = _coding_files(folder)
    if len(files) > 1:
        listed = ", ".join(path.name for path in files)
        raise StudyError(Problem(folder.name, f"more than one file with codings: {listed}", "one", "Keep one of them"))
    rows, assumptions, differing = _read_file(files[0], documents, codebook, texts) if files else _nothing()
    steps, said = read_steps(folder)
    if not files and steps.empty:
        return Codings(assumptions=(Assumption("There are no codings yet.", where=folder.name),))
    where = f"{folder.name}/{files[0].name}" if files else folder.name
    given = placed(rows, where)
    unknown = [
        problem
        for named in (given, steps)
        for problem in (
            *unknown_names(named, documents["document"], codebook["code"]),
            *_unlisted(named, coders),
        )
    ]
    raise_if_any([*unknown, *differing])
    segments = replay(SEGMENTS.check(rows, where).set_axis(given.index), steps)
    raise_if_any(_passage_problems(segments, texts))
    return Codings(segments.reset_index(drop=True), document_memos(steps), (*assumptions, *said))


def _nothing() -> tuple[pd.DataFrame, tuple[Assumption, ...], list[Problem]]:
    return SEGMENTS.empty(), (), []


def _read_file(
    path: Path, documents: pd.DataFrame, codebook: pd.DataFrame, texts: Mapping[str, str]
) -> tuple[pd.DataFrame, tuple[Assumption, ...], list[Problem]]:
    """The rows of a sheet or a project, what was assumed, and texts that are other texts."""
    where = f"{path.parent.name}/{path.name}"
    if path.suffix in SHEETS:
        rows, assumptions = read_rows(path, where)
        differing: list[Problem] = []
    else:
        rows, assumptions, differing = _read_project(path, documents, codebook, texts)
    return rows, tuple(assumption.at(where) for assumption in assumptions), differing


def _coding_files(folder: Path) -> list[Path]:
    """The files with codings: `segments` as a sheet, and projects, whatever the capitals of their suffix.

    A file that begins with a dot or with `~$` is one that a program made for itself, such as a Mac beside each file of
    a zip file.
    """
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    sheets = [path for path in there if path.stem == "segments" and path.suffix in SHEETS]
    projects = [path for path in there if path.suffix.lower() == PROJECT and not path.name.startswith((".", "~$"))]
    return [*sheets, *projects]


def _read_project(
    path: Path, documents: pd.DataFrame, codebook: pd.DataFrame, texts: Mapping[str, str]
) -> tuple[pd.DataFrame, tuple[Assumption, ...], list[Problem]]:
    """The codings of a REFI-QDA project under the study's ids, what was assumed, and texts that are other texts."""
    project = read_qdpx(path)
    filed = documents.dropna(subset=["file"])
    by_name = {plain_name(file): document for file, document in zip(filed["file"], filed["document"], strict=True)}
    by_name |= {plain_name(document): document for document in documents["document"]}
    by_label = dict(zip(codebook["label_nl"], codebook["code"], strict=True))
    ids = {name: by_name.get(plain_name(name), name) for name in project.documents["document"]}
    used = dict.fromkeys(project.codings["document"])
    own = {name: canonical(project.texts[name]) for name in used}
    rows = _in_canonical_texts(project.codings, own)
    rows["document"] = project.codings["document"].map(ids)
    rows["code"] = rows["code"].map(lambda label: by_label.get(label, label))
    meanings = {code.code: code_fingerprint(code.code, str(code.description)) for code in project.codes.itertuples()}
    rows["code_fingerprint"] = project.codings["code"].map(meanings)
    rows["origin"] = "imported"
    where = f"{path.parent.name}/{path.name}"
    differing = [
        _another_text(where, path.name, ids[name])
        for name, made in own.items()
        if texts.get(ids[name], made.text) != made.text
    ]
    normalised = [ids[name] for name, made in own.items() if project.texts[name].rstrip("\n") != made.text]
    return rows, tuple(_assumed(project, normalised)), differing


def _in_canonical_texts(codings: pd.DataFrame, own: Mapping[str, Canonical]) -> pd.DataFrame:
    """The codings with positions, quotes and fingerprints in the texts as transcripts are read."""
    places = [own[row.document].positions.passage(row.start, row.end) for row in codings.itertuples()]
    prints = {name: text_fingerprint(made.text) for name, made in own.items()}
    return codings.assign(
        start=[start for start, _ in places],
        end=[end for _, end in places],
        text_sha256=codings["document"].map(prints),
        quote=[own[name].text[slice(*place)] for name, place in zip(codings["document"], places, strict=True)],
    )


def _another_text(where: str, name: str, document: str) -> Problem:
    remedy = (
        f"Move {name} out of the folder and take it over with `wijk import`, then the codings move along with their "
        "words; or put the transcript back that was coded."
    )
    return Problem(where, f"the text of {document} in the project is not its transcript", "the same words", remedy)


def _assumed(project: CodedProject, normalised: list[str]) -> Iterator[Assumption]:
    """How the positions were read, and what of the project does not count."""
    rule = project.offset_rule
    if rule is not None:
        agreeing: dict[str, str | int] = {"rule": rule.rule, "percent": round(100 * rule.score)}
        yield Assumption("Positions are counted in {rule} ({percent}% of the evidence agrees).", agreeing)
    if normalised:
        yield Assumption(
            "Line ends, spaces or accents of {documents} are written in another way; positions count in the "
            "transcript.",
            {"documents": ", ".join(normalised)},
        )
    for sentence, found in (
        ("{count} codings have no place in their text and do not count; `wijk import` lists them.", project.unplaced),
        ("{count} things in it deserve a look; `wijk import` lists them.", project.flagged),
        ("{count} remarks on how it was read are listed by `wijk import`.", project.warnings),
    ):
        if len(found):
            yield Assumption(sentence, {"count": len(found)})


def unknown_names(rows: pd.DataFrame, documents: pd.Series, codes: pd.Series) -> Iterator[Problem]:
    """A problem for each document and each code that the study does not know, with the first row that names it.

    Args:
        rows: any rows with a document and a code, indexed by their places.
        documents: ids of the register.
        codes: ids of the codebook.
    """
    for column, known, place in (("document", documents, "the register of documents"), ("code", codes, "the codebook")):
        if column not in rows.columns:
            continue
        used = rows[column].dropna().drop_duplicates()
        for row, value in used[~used.isin(known)].items():
            hint = did_you_mean(str(value), known)
            yield Problem(str(row), f"{column} {show_value(value)} is not in {place}", remedy=hint)


def _unlisted(rows: pd.DataFrame, coders: Sequence[str]) -> Iterator[Problem]:
    """A problem for each coder whom the study does not name, with the first row of theirs."""
    given = (
        rows["coder"].dropna().astype("str").drop_duplicates() if "coder" in rows.columns else pd.Series(dtype="str")
    )
    for row, coder in given[~given.isin([*coders, AGREED])].items():
        yield unlisted_coder(str(row), coder, coders)


def _passage_problems(segments: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[Problem]:
    for segment in segments.itertuples():
        place = str(segment.Index)
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
            remedy=CHANGED,
        )
