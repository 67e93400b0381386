"""A project of another coding program, read whole: what every reader in this package hands over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from wijkresearch.tables.exchange import FLAGGED, SKIPPED


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

    `documents`, `codes`, `codings`, `flagged` and `skipped` hold to the tables of `wijkresearch.tables.exchange`.
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
