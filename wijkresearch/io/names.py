"""What one file of a study names must be in another: codes, roles, worlds, cases, documents, perspectives.

`CODEBOOK_NAMES` and `PRINTED_NAMES` list the columns that hold names; the settings of study.yml say in which of its own
lists their names are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, raise_if_any, show_value
from wijkresearch.io.file_names import WORDS, list_clashes, same_file, why_no_file_name
from wijkresearch.study import AGREED, BEFORE, OBSERVATION, UNTOLD
from wijkresearch.tables import MUNICIPALITIES
from wijkresearch.tables.settings import unknown_id

Known = Mapping[str, Sequence[str]]

CODEBOOK_NAMES = {"parent": "codes", "role": "roles", "world": "worlds"}
PRINTED_NAMES = {
    "cases": {"municipality": "municipalities", "measure": "attributes"},
    "register": {"municipality": "municipalities"},
    "dots": {"world": "worlds", "municipality": "municipalities", "role": "roles"},
    "statements": {"code": "codes"},
    "attributions": {"municipality": "municipalities"},
    "rankings": {"municipality": "municipalities", "role": "roles"},
}
"""Per printed table the columns that hold names, and what they are names of; a document may be misprinted."""
TOGETHER = "all"
"""What all cases together are called in tables; no case may be called that."""
PARTED = "; "
"""What stands between the members of a set of cases in one cell."""


def known_ids(
    settings: Mapping[str, Any],
    codebook: pd.DataFrame,
    municipalities: pd.DataFrame,
    documents: pd.DataFrame,
    published: Mapping[str, pd.DataFrame],
) -> dict[str, list[str]]:
    """The ids that claims and printed tables may name, by what they are ids of."""
    asked = [*settings["questions"], *settings["expectations"]]
    return {
        **{kind: [entry["id"] for entry in settings[kind]] for kind in ("roles", "worlds", "perspectives")},
        "questions": [entry["id"] for entry in asked],
        "codes": list(codebook["code"]),
        "municipalities": list(municipalities["municipality"]),
        "attributes": [name for name in MUNICIPALITIES.column_names if name != "municipality"],
        "documents": list(documents["document"]),
        "statements": list(published["statements"]["statement"]),
        "rankings": list(published["rankings"]["ranking"]),
    }


def check_names(
    settings: Mapping[str, Any],
    codebook: pd.DataFrame,
    data_structure: pd.DataFrame,
    municipalities: pd.DataFrame,
    registers: Sequence[pd.DataFrame],
) -> list[Problem]:
    """Everything that codebook, data structure, cases and registers name and the study has not got, or has twice.

    Args:
        settings: study.yml.
        codebook: CODEBOOK.
        data_structure: DATA_STRUCTURE.
        municipalities: MUNICIPALITIES.
        registers: DOCUMENTS of each case, with the municipality filled in.
    """
    return [
        *_kept_problems(settings),
        *_clash_problems("study.yml coders", "coder", [entry["id"] for entry in settings["coders"]]),
        *_clash_problems("codebook.csv", "code", codebook["code"]),
        *_codebook_problems(codebook, settings),
        *_structure_problems(data_structure, list(codebook["code"])),
        *_case_problems(municipalities),
        *_also_called_problems(settings["also_called"], list(municipalities["municipality"])),
        *_register_problems(registers, [entry["id"] for entry in settings["perspectives"]]),
    ]


def check_printed(published: Mapping[str, pd.DataFrame], known: Known) -> None:
    """Check the names in printed tables against those of the study.

    Raises:
        StudyError: with every name that the study has not got.
    """
    raise_if_any(
        unknown_id(f"published/{name}.csv row {row + 2}", column, value, known[kind])
        for name, columns in PRINTED_NAMES.items()
        for column, kind in columns.items()
        for row, value in published[name][column].dropna().items()
        if value not in known[kind]
    )


def repeated_names(names: pd.Series, where: str) -> Iterator[Problem]:
    """Names of municipalities that stand twice, or that a cell with several names could not be taken apart by."""
    for name in names[names.map(same_file).duplicated()].unique():
        yield Problem(where, f"municipality {show_value(name, words=5)} stands twice", "every name once")
    for name in names[names.str.contains(PARTED, regex=False)]:
        yield Problem(where, f"the name {show_value(name, words=5)} has a semicolon in it", "a name without one")


def _kept_problems(settings: Mapping[str, Any]) -> Iterator[Problem]:
    """No coder and no perspective is called what is kept for what coders agreed on, or for whom is not described."""
    for coder in (entry["id"] for entry in settings["coders"]):
        if coder in (AGREED, BEFORE):
            found = f"a coder is called '{coder}', which is kept for what coders agreed on together"
            yield Problem("study.yml", found, "another id", "Take the line out: nothing has to be declared for it")
    for perspective in (entry["id"] for entry in settings["perspectives"]):
        if perspective in (UNTOLD, OBSERVATION):
            found = f"a perspective is called '{perspective}', which is kept for documents without one to be told"
            yield Problem("study.yml", found, "another id", "Call it otherwise, here and in documents.csv")


def _clash_problems(where: str, what: str, ids: Iterable[str]) -> Iterator[Problem]:
    """Ids that one reader would take for the same, and another would not."""
    for name, earlier in list_clashes(ids):
        found = f"{what} {show_value(name)} differs only in capitals from {show_value(earlier)}"
        yield Problem(where, found, "ids that differ in more", "Give one of them another id")


def _codebook_problems(codebook: pd.DataFrame, settings: Mapping[str, Any]) -> Iterator[Problem]:
    known = {"codes": list(codebook["code"])}
    known |= {kind: [entry["id"] for entry in settings[kind]] for kind in ("roles", "worlds")}
    for column, kind in CODEBOOK_NAMES.items():
        used = codebook.loc[codebook[column].notna(), ["code", column]]
        for code, value in used.itertuples(index=False):
            if value not in known[kind]:
                yield unknown_id(f"codebook.csv code {show_value(code)}", column, value, known[kind])
    lines = codebook.dropna(subset="parent").groupby("code")["parent"].agg(list)
    try:
        TopologicalSorter(lines.to_dict()).prepare()
    except CycleError as error:
        yield Problem("codebook.csv", f"codes stand under each other in a circle: {' ← '.join(error.args[1])}")
    sought = list(codebook.loc[codebook["kind"] == "direction", "code"])
    for direction in settings["directions"]:
        if direction["id"] not in sought:
            yield unknown_id("study.yml directions", "id", direction["id"], sought)


def _also_called_problems(also_called: Iterable[str], cases: Sequence[str]) -> Iterator[Problem]:
    """Other names of a case that the study has not got: they would mask nothing."""
    for own in also_called:
        if own not in cases:
            yield unknown_id("study.yml also_called", "municipality", own, cases)


def _structure_problems(data_structure: pd.DataFrame, codes: list[str]) -> Iterator[Problem]:
    """Codes that are not in the codebook, and categories that stand under two themes."""
    for row, code in data_structure["code"].items():
        if code not in codes:
            found = f"code {show_value(code)} is not in the codebook"
            yield Problem(f"data_structure.csv row {row + 2}", found, remedy=did_you_mean(code, codes))
    themes = data_structure.groupby("axial_category", sort=False)["selective_theme"].unique()
    for category, listed in themes[themes.map(len) > 1].items():
        found = f"axial category '{category}' stands under {len(listed)} themes"
        yield Problem("data_structure.csv", found, "one selective theme", "Give one of the groups another name")


def _case_problems(municipalities: pd.DataFrame) -> Iterator[Problem]:
    yield from repeated_names(municipalities["name"], "municipality.yml")
    if TOGETHER in set(municipalities["municipality"]):
        remedy = "Give the folder another name"
        yield Problem(TOGETHER, f"'{TOGETHER}' is what all cases together are called", "another name", remedy)


def _register_problems(registers: Sequence[pd.DataFrame], perspectives: list[str]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for documents in registers:
        for row in documents.itertuples():
            where = f"{row.municipality}/documents.csv row {row.Index + 2}"
            if row.document in first:
                found = f"document {show_value(row.document)} is also in {first[row.document]}"
                yield Problem(where, found, "every document once in the study")
            if row.perspective not in perspectives:
                yield unknown_id(where, "perspective", row.perspective, perspectives)
            yield from _name_problems(row, where)
            yield from _order_problems(row, where)
            first.setdefault(row.document, f"{row.municipality}/documents.csv")
    for document, earlier in list_clashes(first):
        found = f"document {show_value(document)} differs only in capitals from {show_value(earlier)}"
        yield Problem(first[document], found, "ids that would be two files on every system")


def _order_problems(row: Any, where: str) -> Iterator[Problem]:
    """A respondent who withdrew before signing: one of the dates is a slip."""
    if pd.notna(row.signed_on) and pd.notna(row.withdrawn_on) and row.withdrawn_on < row.signed_on:
        found = f"withdrawn_on {row.withdrawn_on} is before signed_on {row.signed_on}"
        yield Problem(where, found, "a later day", "Correct the date that is wrong")


def _name_problems(row: Any, where: str) -> Iterator[Problem]:
    """What files are named after or found by: the id of a document, and its file."""
    why = why_no_file_name(row.document)
    if why:
        remedy = "Give it another id, here and where it was coded: files are named after it"
        yield Problem(where, f"document {show_value(row.document)} {why}", remedy=remedy)
    why = "" if pd.isna(row.file) else why_no_file_name(row.file)
    if why:
        remedy = "Rename the file, and write its new name here"
        yield Problem(where, f"file {show_value(row.file, words=WORDS)} {why}", remedy=remedy)
