"""A project of another coding program, read whole: what every reader in this package hands over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from wijkresearch.exchange.tables import (
    FLAGGED,
    IMPORTED_ATTRIBUTES,
    IMPORTED_GROUPS,
    IMPORTED_MEMBERS,
    IMPORTED_NOTES,
    IMPORTED_VARIABLES,
    MOVES,
    SKIPPED,
    UNPLACED,
)


@dataclass(frozen=True)
class OffsetRule:
    """How a project counts positions, how much of the evidence agrees, and which rule came second."""

    rule: str
    score: float
    runner_up: str
    runner_up_score: float


@dataclass(frozen=True)
class CodedProject:
    """Everything that was understood of one exchange file, and everything that was not.

    Its tables hold to the tables of the same name in `wijkresearch.exchange.tables`. `groups` are cases and sets,
    `unplaced` the codings without a passage, `moves` the codings that moved along with a corrected transcript.
    `texts` maps a document to its text (LF line ends); it never appears in `repr`.
    """

    format: str
    origin: str
    documents: pd.DataFrame
    codes: pd.DataFrame
    codings: pd.DataFrame
    texts: Mapping[str, str] = field(repr=False)
    offset_rule: OffsetRule | None = None
    flagged: pd.DataFrame = field(default_factory=FLAGGED.empty)
    skipped: pd.DataFrame = field(default_factory=SKIPPED.empty)
    warnings: tuple[str, ...] = ()
    groups: pd.DataFrame = field(default_factory=IMPORTED_GROUPS.empty)
    members: pd.DataFrame = field(default_factory=IMPORTED_MEMBERS.empty)
    variables: pd.DataFrame = field(default_factory=IMPORTED_VARIABLES.empty)
    attributes: pd.DataFrame = field(default_factory=IMPORTED_ATTRIBUTES.empty)
    notes: pd.DataFrame = field(default_factory=IMPORTED_NOTES.empty)
    unplaced: pd.DataFrame = field(default_factory=UNPLACED.empty)
    moves: pd.DataFrame = field(default_factory=MOVES.empty)
