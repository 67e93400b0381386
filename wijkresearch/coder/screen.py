"""What the screen of a coding session is told of a document: its text in numbered lines, the codebook, the progress.

These messages hold the words of an interview. They go to the screen of who codes and are kept nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd

from wijkresearch.io.decisions import all_disagreements
from wijkresearch.report.lines import number_lines
from wijkresearch.study import AGREED, RawStudy
from wijkresearch.words import catalogue

COLOURS = 6
"""Of so many colours, each with a line of its own, every top code has one with all that stands under it."""
Message = dict[str, Any]


def document_message(study: RawStudy, document: str, coder: str, language: str, readable: Sequence[str]) -> Message:
    """The text of a document in lines and turns, the codebook, and how far each document is.

    Args:
        study: the study.
        document: the document that is coded.
        coder: who codes.
        language: `nl` or `en`.
        readable: the documents that can be coded.
    """
    text = study.transcripts[document]
    turns = study.turns[study.turns["document"] == document].sort_values("start", kind="stable")
    spans = list(zip(turns["start"], turns["end"], strict=True))
    asks = turns["interviewer"].fillna(value=False).astype("bool")
    said = zip(spans, turns["speaker"].fillna(""), asks, strict=True)
    progress = list_progress(study, coder, readable)
    return {
        "op": "document",
        "document": document,
        "who": next(row["who"] for row in progress if row["document"] == document),
        "coder": coder,
        "coder_name": study.labels("coders", language)[coder],
        "language": language,
        "words": dict(catalogue("coder")[language]),
        "text": text,
        "lines": [[line.number, line.turn, line.start, line.end] for line in number_lines(text, spans)],
        "turns": [[int(start), int(end), speaker, bool(asking)] for (start, end), speaker, asking in said],
        "codes": list_codes(study.codebook, language),
        "documents": progress,
    }


def list_codes(codebook: pd.DataFrame, language: str) -> list[Message]:
    """The codebook in its order, every code with the number of its colour: that of the code at the top of its branch.

    Args:
        codebook: CODEBOOK.
        language: `nl` or `en`.
    """
    parents = {row.code: None if pd.isna(row.parent) else row.parent for row in codebook.itertuples()}
    tops = {code: number for number, code in enumerate(code for code, parent in parents.items() if parent is None)}
    return [
        {
            "code": row["code"],
            "label": row[f"label_{language}"],
            "definition": row["definition"],
            "parent": parents[row["code"]],
            "kind": row["kind"],
            "colour": tops.get(_top(row["code"], parents), 0) % COLOURS,
        }
        for row in codebook.to_dict("records")
    ]


def _top(code: str, parents: Mapping[str, str | None]) -> str:
    """The code at the top of a branch."""
    seen = {code}
    while (parent := parents.get(code)) is not None and parent not in seen:
        code = parent
        seen.add(code)
    return code


def list_progress(study: RawStudy, coder: str, readable: Sequence[str]) -> list[Message]:
    """Of every document: whose it is, how many codings the coder gave, and to how many turns of who answers.

    Args:
        study: the study.
        coder: who codes.
        readable: the documents that can be coded.
    """
    register = study.documents.set_index("document")
    names = study.municipality_names
    own = dict(iter(study.segments[study.segments["coder"] == coder].groupby("document")))
    asks = study.turns["interviewer"].fillna(value=False).astype("bool")
    answers = dict(iter(study.turns[~asks].groupby("document")))
    nothing = study.segments.iloc[:0]
    return [
        {
            "document": document,
            "who": f"{register.loc[document, 'function']}, {names[register.loc[document, 'municipality']]}",
            "codings": len(own.get(document, nothing)),
            "turns": len(answers.get(document, nothing)),
            "coded_turns": _coded(answers.get(document, nothing), own.get(document, nothing)),
        }
        for document in readable
    ]


def _coded(turns: pd.DataFrame, codings: pd.DataFrame) -> int:
    """How many turns a coding has a part in: before its end begin more codings than are over at its start."""
    starts, ends = np.sort(codings["start"].to_numpy(int)), np.sort(codings["end"].to_numpy(int))
    begun = np.searchsorted(starts, turns["end"].to_numpy(int), side="left")
    over = np.searchsorted(ends, turns["start"].to_numpy(int), side="right")
    return int((begun > over).sum())


def others_message(study: RawStudy, document: str, coder: str) -> Message:
    """What other coders gave in a document, and on what coders differ there, with what they decided since.

    Args:
        study: the study.
        document: the document that is coded.
        coder: who codes, and whose own codings are left out.
    """
    names = study.labels("coders")
    given = study.segments[(study.segments["document"] == document) & ~study.segments["coder"].isin([coder, AGREED])]
    rows = given.sort_values(["coder", "start", "end", "code"])[["coder", "start", "end", "code"]]
    found = all_disagreements(study)
    decided = study.settled.set_index(["document", "start", "end", "code"])["decision"].to_dict()
    return {
        "others": [
            {"coder": other, "name": names[other], "codings": [[int(row[1]), int(row[2]), row[3]] for row in codings]}
            for other, codings in groupby(rows.itertuples(index=False, name=None), key=lambda row: row[0])
        ],
        "differences": [
            {
                "start": int(row.start),
                "end": int(row.end),
                "code": row.code,
                "second_coder": row.second_coder,
                "name": names[row.second_coder],
                "first_name": names[row.first_coder],
                "first": _listed(row.first_reading),
                "second": _listed(row.second_reading),
                "decision": decided.get((document, row.start, row.end, row.code)),
            }
            for row in found[found["document"] == document].itertuples()
        ],
    }


def _listed(codes: object) -> list[str]:
    """The codes of a reading one by one."""
    return [] if pd.isna(codes) else str(codes).split(", ")
