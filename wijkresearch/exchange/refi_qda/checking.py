"""What must be true of a project before it is written: names known, passages in their text, values of their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, raise_if_any
from wijkresearch.exchange.project import CodedProject

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DEEPEST = 200
LEXICAL = {
    "Boolean": re.compile(r"true|false|1|0"),
    "Integer": re.compile(r"[-+]?\d+"),
    "Float": re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)"),
    "Date": re.compile(r"-?\d{4,}-\d\d-\d\d(Z|[-+]\d\d:\d\d)?"),
    "DateTime": re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)?"),
}


def check_writable(project: CodedProject) -> None:
    """Raise with everything that keeps a project from being written as REFI-QDA, or do nothing.

    Raises:
        StudyError: a character that XML cannot hold, a text that is no Unicode, a passage outside its text, an unknown
            document, code or variable, a value of another kind than its variable, a code that is its own ancestor.
    """
    tables = {
        "documents": project.documents,
        "codes": project.codes,
        "codings": project.codings,
        "groups": project.groups,
        "variables": project.variables,
        "attributes": project.attributes,
        "notes": project.notes,
    }
    problems = [problem for name, rows in tables.items() for problem in _character_problems(name, rows)]
    problems += _text_problems(project)
    problems += _coding_problems(project)
    problems += parent_problems(project.codes)
    problems += _attribute_problems(project)
    raise_if_any(problems)


def parent_problems(codes: pd.DataFrame) -> Iterator[Problem]:
    """Codes whose parent is unknown, is themselves by a detour, or is too far from the top."""
    parents = dict(zip(codes["code"], codes["parent"], strict=True))
    for code, parent in parents.items():
        if pd.notna(parent) and parent not in parents:
            hint = did_you_mean(str(parent), parents)
            yield Problem("codes", f"'{code}' stands under '{parent}', which is no code", "a code", hint)
            continue
        above, steps = parent, 0
        while pd.notna(above) and steps <= DEEPEST:
            above, steps = parents.get(above), steps + 1
        if steps > DEEPEST:
            yield Problem("codes", f"'{code}' is its own ancestor or deeper than {DEEPEST} levels", "a tree of codes")


def _character_problems(name: str, rows: pd.DataFrame) -> Iterator[Problem]:
    for column in rows.columns:
        if rows[column].dtype != "str":
            continue
        for value in rows[column].dropna().unique():
            found = NOT_IN_XML.search(value)
            if found:
                character = f"U+{ord(found.group()):04X}"
                said = f"{column} '{NOT_IN_XML.sub('?', value)[:40]}' holds the character {character}"
                yield Problem(name, said, "characters that XML can hold", "Remove it")


def _text_problems(project: CodedProject) -> Iterator[Problem]:
    for document, text in project.texts.items():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as trouble:
            found = f"the text holds half a character at position {trouble.start}"
            yield Problem(str(document), found, "Unicode text", "Read the transcript again")
        if "\r" in text:
            yield Problem(str(document), "the text has Windows line ends", "LF line ends", "Read the transcript again")


def _coding_problems(project: CodedProject) -> Iterator[Problem]:
    codings = project.codings
    for column, known in (("document", project.documents["document"]), ("code", project.codes["code"])):
        for value in codings.loc[~codings[column].isin(known), column].unique():
            yield Problem("codings", f"{column} '{value}' is not known", remedy=did_you_mean(value, known))
    lengths = codings["document"].map({document: len(text) for document, text in project.texts.items()})
    wrong = (codings["start"] < 0) | (codings["end"] <= codings["start"]) | (codings["end"] > lengths.fillna(0))
    for row in codings[wrong].itertuples():
        yield Problem("codings", f"{row.document}:{row.start}-{row.end} is no passage of the text", "a passage in it")


def _attribute_problems(project: CodedProject) -> Iterator[Problem]:
    types = dict(zip(project.variables["variable"], project.variables["type"], strict=True))
    for row in project.attributes.itertuples():
        if row.variable not in types:
            yield Problem(
                "attributes", f"variable '{row.variable}' is not known", remedy=did_you_mean(row.variable, types)
            )
        elif types[row.variable] in LEXICAL and not LEXICAL[types[row.variable]].fullmatch(row.value):
            found = f"{row.variable} of '{row.holder}' is '{row.value}'"
            yield Problem("attributes", found, f"a value of kind {types[row.variable]}")
