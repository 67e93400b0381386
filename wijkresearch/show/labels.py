"""What sentences and pictures call the parts of one study, in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wijkresearch.show.reading import shorten
from wijkresearch.study import StudyTables
from wijkresearch.tables import CLAIMS

LONGEST = 78
"""Characters of a conclusion in front of its row."""


@dataclass(frozen=True)
class Labels:
    """Id to label of the parts of a study, each in the order of presentation, and the language they are in.

    `claims` are what is written in front of a conclusion's row (a recommendation has none), `role_codes` the codes that
    name a role in a world. `new_figure` makes an empty figure for a picture; left out, it is one that a notebook shows.
    """

    municipalities: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    worlds: Mapping[str, str] = field(default_factory=dict)
    perspectives: Mapping[str, str] = field(default_factory=dict)
    coders: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    role_codes: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)
    language: str = "nl"
    new_figure: Callable[..., Any] | None = None

    @classmethod
    def of(cls, study: StudyTables) -> Labels:
        """The labels of a study in Dutch.

        >>> from wijkresearch.example import example_study
        >>> Labels.of(example_study()).worlds
        {'buiten': 'Buiten', 'binnen': 'Binnen'}
        """
        codes = study.codebook.set_index("code")
        claims = study.claims.get("claims", CLAIMS.empty())
        judged = claims[claims["kind"] != "recommendation"].set_index("claim")
        return cls(
            municipalities=study.municipality_names,
            roles=study.labels("roles"),
            worlds=study.labels("worlds"),
            perspectives=study.labels("perspectives"),
            coders=study.labels("coders"),
            codes=codes["label_nl"].to_dict(),
            role_codes=codes.dropna(subset=["role", "world"])["label_nl"].to_dict(),
            claims=shorten(judged["text_nl"], LONGEST),
        )
