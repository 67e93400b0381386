"""What coders agreed on after talking: `agreed.csv` in a municipality's folder, and the sheet that they fill in for it.

    wijk agree --sheet talk.xlsx        what coders read differently and have not decided on, to talk about
    wijk agree talk.xlsx                what they decided, checked as a whole, into agreed.csv

A decision is about one code on one passage. It says whose reading holds there, and where the code stands since, so that
it stays what it was when somebody codes further.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from wijkresearch.assumptions import Assumption
from wijkresearch.coder_agreement import double_coded_documents, list_disagreements, most_disputed_first
from wijkresearch.errors import Problem, StudyError, did_you_mean, list_some, raise_if_any
from wijkresearch.exchange.spreadsheets import placed, read_rows
from wijkresearch.io.codings import unknown_names
from wijkresearch.io.file_names import is_there, one_of_two
from wijkresearch.io.store import table_bytes
from wijkresearch.study import RawStudy, code_meanings, given_spans, overlapping, text_fingerprint, write_spans
from wijkresearch.tables import DECISIONS, TALK_SHEET

DUTCH = {"eerste": "first", "tweede": "second", "geheel": "whole", "geen": "neither"}
"""What may be filled in as well."""
WITHOUT_A_DIFFERENCE = ("whole", "neither")
MOST = 10
"""Rows that a message names; of more it says how many."""
SHEET = "wijk agree --sheet FILE"
MOVED = f"Make a new sheet with `{SHEET}`; after a corrected transcript the passages are elsewhere"


def read_decisions(
    folder: Path, documents: pd.DataFrame, codebook: pd.DataFrame, texts: Mapping[str, str]
) -> tuple[pd.DataFrame, tuple[Assumption, ...]]:
    """DECISIONS of one municipality, and what was assumed to read them; none where coders agreed on nothing yet.

    Args:
        folder: the municipality's folder.
        documents: its DOCUMENTS.
        codebook: the study's CODEBOOK.
        texts: document to text, for the documents that have one.

    Raises:
        StudyError: a document or code is unknown, a passage is not the one that was talked about, or two decisions are
            about the same words.
    """
    where = f"{folder.name}/agreed.csv"
    path = folder / "agreed.csv"
    if not is_there(path):
        return DECISIONS.empty(), ()
    rows, assumptions = read_rows(one_of_two(path, where), where)
    raise_if_any(unknown_names(placed(rows, where), documents["document"], codebook["code"]))
    decisions = DECISIONS.check(rows, where)
    numbered = decisions.set_axis(rows.index)
    raise_if_any(
        problem
        for row in numbered.itertuples()
        for problem in (
            *_passage_problems(row, f"{where} row {row.Index}", texts),
            *_given_problems(row, f"{where} row {row.Index}"),
        )
    )
    raise_if_any(_twice(numbered, where))
    return decisions, tuple(assumption.at(where) for assumption in assumptions)


def _passage_problems(row: Any, place: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with the place of a passage that was talked about."""
    if row.start >= row.end:
        yield Problem(place, f"the passage runs from {row.start} to {row.end}", "a start before the end")
    elif row.document in texts:
        text = texts[row.document]
        if row.end > len(text):
            found = f"the passage ends at {row.end}, after the end of {row.document}"
            yield Problem(place, found, f"at most {len(text)}", MOVED)
        elif pd.notna(row.quote_sha256) and row.quote_sha256 != text_fingerprint(text[row.start : row.end]):
            found = f"the text at {row.document}:{row.start}-{row.end} is not the passage that was talked about"
            yield Problem(place, found, remedy=MOVED)


def _given_problems(row: Any, place: str) -> Iterator[Problem]:
    """What is wrong with where the code stands since: it is written as `53..95`, within the passage."""
    spans = given_spans(row.given)
    written = "" if pd.isna(row.given) else str(row.given)
    if (write_spans(spans) or "") != written or not all(row.start <= start < end <= row.end for start, end in spans):
        expected = f"places such as '{row.start}..{row.end}' within the passage"
        yield Problem(place, "`given` is not where the code stands in the passage", expected)


def _twice(numbered: pd.DataFrame, where: str) -> Iterator[Problem]:
    """Two decisions about the same words and code that say something else of the words that they share."""
    for _, alike in numbered.groupby(["document", "code"], sort=False):
        rows = list(alike.sort_values(["start", "end"]).itertuples())
        for place, one in enumerate(rows):
            for other in rows[place + 1 :]:
                if other.start < one.end and _within(one, other) != _within(other, one):
                    first, second = sorted((one.Index, other.Index))
                    found = f"rows {first} and {second} decide differently on {one.code} in the same words"
                    yield Problem(where, found, "one decision", "Give both the same decision, or 'open' to one of them")


def _within(one: Any, other: Any) -> list[tuple[int, int]]:
    """Where the first decision puts the code, as far as the second was about the same words."""
    return sorted(span for span in given_spans(one.given) if span[0] < other.end and span[1] > other.start)


def open_disagreements(study: RawStudy) -> pd.DataFrame:
    """DISAGREEMENTS on which coders have not decided, those with most in dispute first."""
    found = all_disagreements(study)
    return most_disputed_first(found[~overlapping(found, study.settled)])


def all_disagreements(study: RawStudy) -> pd.DataFrame:
    """DISAGREEMENTS of the coders of a study, whatever they decided since."""
    coders = study.ids("coders")
    documents = double_coded_documents(study.segments, coders)
    return list_disagreements(study.segments, coders=coders, documents=documents)


def talk_sheet(study: RawStudy, documents: list[str], *, with_texts: bool) -> pd.DataFrame:
    """TALK_SHEET with what is still open and an empty column `decision`.

    Args:
        study: the study.
        documents: the documents that may be used.
        with_texts: with the words of each passage.
    """
    found = open_disagreements(study)
    found = found[found["document"].isin(documents)].reset_index(drop=True)
    labels = dict(zip(study.codebook["code"], study.codebook["label_nl"], strict=True))
    said = [study.transcripts.passage_if_any(row.document, row.start, row.end) for row in found.itertuples()]
    prints = [None if words is None else text_fingerprint(words) for words in said]
    made = found.assign(label=found["code"].map(labels), quote=said, quote_sha256=prints)
    columns = [name for name in TALK_SHEET.column_names if with_texts or name != "quote"]
    return TALK_SHEET.check(made.reindex(columns=TALK_SHEET.column_names), "talk sheet")[columns]


@dataclass(frozen=True)
class AgreementPlan:
    """What a filled-in sheet adds: its DECISIONS, the files with those and earlier ones, how many rows stay open."""

    decided: pd.DataFrame = field(repr=False)
    files: Mapping[Path, bytes] = field(repr=False)
    left_open: int
    replaced: int


def read_sheet(path: Path, study: RawStudy) -> tuple[pd.DataFrame, int]:
    """DECISIONS of a filled-in sheet, and how many rows of it are left open.

    Raises:
        StudyError: lists everything that is wrong with it: unknown documents and codes, decisions that are missing,
            passages that moved, differences that are no longer there, rows that contradict each other.
    """
    where = path.name
    rows, _ = read_rows(path, where)
    TALK_SHEET.check(rows.iloc[:0], where)
    if "decision" not in rows:
        raise StudyError(Problem(where, "column 'decision' is missing", remedy=f"Make a sheet with `{SHEET}`"))
    rows["decision"] = rows["decision"].str.strip().str.casefold().replace(DUTCH)
    problems = [*unknown_names(placed(rows, where), study.documents["document"], study.codebook["code"])]
    sound: list[pd.DataFrame] = []
    for number in rows.index:
        try:
            sound.append(TALK_SHEET.check(rows.loc[[number]], where).set_axis([number]))
        except StudyError as error:
            problems += error.problems
    checked = pd.concat(sound) if sound else TALK_SHEET.empty()
    problems += _undecided(checked[checked["decision"].isna()].index, where)
    for row in checked.itertuples():
        problems += _passage_problems(row, f"{where} row {row.Index}", study.transcripts)
    decided = checked[checked["decision"].notna() & (checked["decision"] != "open")]
    found, stale = _resolved(decided, study, where)
    raise_if_any([*problems, *stale, *_twice(found, where)])
    left_open = int((checked["decision"] == "open").sum())
    return DECISIONS.check(found.drop_duplicates(list(DECISIONS.key)), where), left_open


def _undecided(rows: pd.Index, where: str) -> Iterator[Problem]:
    """One problem for all rows without a decision, the first of them by number."""
    if len(rows):
        place = f"{where} row{'s' * (len(rows) > 1)} {list_some(map(str, rows), most=MOST)}"
        remedy = "Fill in what you agreed on, or 'open'"
        yield Problem(place, "there is no decision", f"one of {', '.join(_allowed())}", remedy)


def _allowed() -> tuple[str, ...]:
    return next(column.allowed for column in TALK_SHEET.columns if column.name == "decision")


def _resolved(rows: pd.DataFrame, study: RawStudy, where: str) -> tuple[pd.DataFrame, list[Problem]]:
    """DECISIONS with where each puts its code, by row of the sheet; and rows about a difference that is not there."""
    differences = {
        (*key, second): first
        for *key, first, second in all_disagreements(study)[
            ["document", "start", "end", "code", "first_coder", "second_coder"]
        ].itertuples(index=False, name=None)
    }
    meanings = code_meanings(study.codebook)
    known = {document: text_fingerprint(study.transcripts[document]) for document in study.transcripts}
    found, problems = [], []
    for row in rows.itertuples():
        passage = (row.document, row.start, row.end, row.code)
        first = differences.get((*passage, row.second_coder))
        if first is None and row.decision not in WITHOUT_A_DIFFERENCE:
            problems.append(_no_difference(row, f"{where} row {row.Index}", study))
            continue
        coder = {"first": first, "second": row.second_coder}.get(str(row.decision))
        spans = _marked(study, passage, coder) if coder else [passage[1:3]] if row.decision == "whole" else []
        said = study.transcripts.passage_if_any(*passage[:3])
        found.append(
            {
                **{name: getattr(row, name) for name in ("document", "start", "end", "code", "decision")},
                **{name: getattr(row, name) for name in ("reason", "decided_on", "decided_by")},
                "row": row.Index,
                "given": write_spans(spans),
                "text_sha256": known.get(row.document),
                "quote_sha256": None if said is None else text_fingerprint(said),
                "code_fingerprint": meanings.get(row.code),
            }
        )
    return pd.DataFrame(found, columns=["row", *DECISIONS.column_names]).set_index("row"), problems


def _no_difference(row: Any, place: str, study: RawStudy) -> Problem:
    coders = study.ids("coders")
    misspelled = pd.notna(row.second_coder) and row.second_coder not in coders
    hint = did_you_mean(row.second_coder, coders) if misspelled else ""
    found = (
        f"coders do not differ on {row.code} at {row.document}:{row.start}-{row.end}, so '{row.decision}' is nobody's"
    )
    return Problem(
        place, found, " or ".join(WITHOUT_A_DIFFERENCE), f"{hint} Or make a new sheet with `{SHEET}`".strip()
    )


def _marked(study: RawStudy, passage: tuple[str, int, int, str], coder: str) -> list[tuple[int, int]]:
    """Where a coder gave the code within a passage."""
    document, start, end, code = passage
    rows = study.segments
    rows = rows[(rows["document"] == document) & (rows["code"] == code) & (rows["coder"] == coder)]
    rows = rows[(rows["start"] < end) & (rows["end"] > start)].sort_values(["start", "end"])
    return list(rows[["start", "end"]].itertuples(index=False, name=None))


def plan_agreement(path: Path, study: RawStudy, root: Path) -> AgreementPlan:
    """What a filled-in sheet adds to a study; a later decision takes the place of an earlier one on the same words.

    Args:
        path: the sheet.
        study: the study as it is now.
        root: the project's folder.

    Raises:
        StudyError: as `read_sheet`.
    """
    decided, left_open = read_sheet(path, study)
    return _plan(decided, left_open, study, root)


def plan_decision(choice: Mapping[str, Any], study: RawStudy, root: Path) -> AgreementPlan:
    """What one decision adds to a study.

    Args:
        choice: a row of TALK_SHEET with its decision.
        study: the study as it is now.
        root: the project's folder.

    Raises:
        StudyError: coders do not differ there, or it is no row of TALK_SHEET.
    """
    where = "decision"
    rows = TALK_SHEET.of([choice], where).set_axis([1])
    found, stale = _resolved(rows, study, where)
    raise_if_any(stale)
    return _plan(DECISIONS.check(found, where), 0, study, root)


def _plan(decided: pd.DataFrame, left_open: int, study: RawStudy, root: Path) -> AgreementPlan:
    earlier = study.decisions
    same = overlapping(earlier, decided)
    both = pd.concat([earlier[~same], decided], ignore_index=True)
    both = study.in_order(both, "start", "end", "code")
    places = study.municipality_of
    folder = root / "data" / "raw" / study.study
    files = {}
    for case in sorted(set(decided["document"].map(places))):
        rows = both[both["document"].map(places) == case]
        files[folder / case / "agreed.csv"] = table_bytes(rows, DECISIONS, f"{case}/agreed.csv")
    return AgreementPlan(decided, files, left_open, int(same.sum()))
