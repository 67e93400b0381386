"""Where analysts wrote memos, and of which kind: about the theory, about the method, or neither said.

A memo says its own kind in its first word, so that it keeps it in every program that it passes through. It may repeat
what a respondent said: counts may be published, texts are for the owner of the files.
"""

from __future__ import annotations

import pandas as pd

from wijkresearch.tables.coding import MEMO_COUNTS, MEMOS
from wijkresearch.words import lists

KINDS = {word: kind for said in lists("memos.first_words").values() for kind, words in said.items() for word in words}
"""The first word of a memo, before a colon, to its kind, in every language."""
UNSAID = "unsaid"


def kind_of_memo(memo: str) -> str:
    """The kind that a memo begins with, or `unsaid`.

    >>> kind_of_memo("Theoretisch: dit past bij Thompson."), kind_of_memo("Twijfel: of toch niet?")
    ('theoretical', 'unsaid')
    """
    first, colon, _ = memo.partition(":")
    return KINDS.get(first.strip().casefold(), UNSAID) if colon else UNSAID


def list_memos(segments: pd.DataFrame, documents: pd.DataFrame, document_memos: pd.DataFrame) -> pd.DataFrame:
    """MEMOS: every memo of every coder with its code, case and kind. It is for the owner of the files only.

    Args:
        segments: SEGMENTS.
        documents: DOCUMENTS.
        document_memos: DOCUMENT_MEMOS.
    """
    noted = pd.concat([segments.dropna(subset="memo"), document_memos], ignore_index=True)
    rows = noted.merge(documents[["document", "municipality"]], on="document", validate="many_to_one")
    rows = rows.assign(kind=[kind_of_memo(memo) for memo in rows["memo"]])
    rows = rows.sort_values(["code", "municipality", "document", "start", "end", "coder"], ignore_index=True)
    return MEMOS.check(rows[MEMOS.column_names], "memos")


def count_memos(memos: pd.DataFrame) -> pd.DataFrame:
    """MEMO_COUNTS: how many memos stand with each code, per case and kind; those on whole documents stand with none.

    Args:
        memos: MEMOS.
    """
    rows = memos.groupby(["code", "municipality", "kind"]).size().reset_index(name="memos")
    return MEMO_COUNTS.check(rows, "memo counts")
