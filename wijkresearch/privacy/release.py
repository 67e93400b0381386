"""A study as it may be used and printed: without what may not be processed, with pseudonyms where names may not leave.

A run starts from the released study, so that no table, figure, file name or notebook ever holds a name that the gate
would have stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from wijkresearch.privacy.consent import Gate
from wijkresearch.study import Study, Transcripts
from wijkresearch.tables import MUNICIPALITIES

KEPT_AS_TYPED = ["municipality", "value", "code", "parent", "file"]
"""Columns of ids that other tables refer to; those of cases get public ids instead."""


def release(study: Study, *, for_reuse: bool = False) -> Study:
    """The study with only the documents that may be used, cases under their public ids, and functions as agreed.

    Args:
        study: a study as it was read.
        for_reuse: is the purpose another than the original study (item 8)?
    """
    gate = Gate.of(study)
    use = "reuse" if for_reuse else "process"
    kept = [document for document in study.documents["document"] if gate.may(use, document)]
    public = {municipality: gate.public_id(municipality) for municipality in study.municipality_names}
    documents = study.documents[study.documents["document"].isin(kept)].reset_index(drop=True)
    documents = documents.assign(function=[gate.function(document) for document in documents["document"]])
    return replace(
        study,
        settings={
            **_masked_settings(dict(study.settings), gate),
            "municipalities": [public.get(name, name) for name in study.settings.get("municipalities", [])],
        },
        municipalities=_released_cases(study.municipalities, gate, public),
        documents=_renamed(documents, gate, public),
        codebook=_renamed(study.codebook, gate, public),
        data_structure=_renamed(study.data_structure, gate, public),
        segments=study.segments[study.segments["document"].isin(kept)].reset_index(drop=True),
        turns=study.turns[study.turns["document"].isin(kept)].reset_index(drop=True),
        transcripts=Transcripts({name: study.transcripts[name] for name in study.transcripts if name in kept}),
        published={
            name: _renamed(_without_hidden(table, name, gate, public), gate, public)
            for name, table in study.published.items()
        },
        claims={name: _renamed(table, gate, public) for name, table in study.claims.items()},
    )


def _masked_settings(value: Any, gate: Gate) -> Any:
    """The settings with pseudonyms in every text."""
    if isinstance(value, dict):
        return {key: _masked_settings(inner, gate) for key, inner in value.items()}
    if isinstance(value, list):
        return [_masked_settings(inner, gate) for inner in value]
    return gate.mask_names(value) if isinstance(value, str) else value


def _renamed(table: pd.DataFrame, gate: Gate, public: Mapping[str, str]) -> pd.DataFrame:
    """The table with public ids for cases, also where a claim is limited to them, and pseudonyms in its texts."""
    renamed = table.copy()
    if "municipality" in renamed:
        renamed["municipality"] = renamed["municipality"].replace(dict(public))
    if {"property", "value"} <= set(renamed):
        named = renamed["property"] == "municipality"
        renamed.loc[named, "value"] = renamed.loc[named, "value"].replace(dict(public))
    for column in renamed.columns.difference(KEPT_AS_TYPED):
        if gate.secret_names and pd.api.types.is_string_dtype(renamed[column]):
            renamed[column] = renamed[column].map(gate.mask_names, na_action="ignore")
    return renamed


def _without_hidden(table: pd.DataFrame, name: str, gate: Gate, public: Mapping[str, str]) -> pd.DataFrame:
    """Printed attributes of a case that may not be named would give it away: they are left out.

    So are those of a case that was not read with the study: nothing is known of its consent.
    """
    if name != "cases":
        return table
    named = [municipality for municipality in public if gate.may_name(municipality)]
    return table[table["municipality"].isin(named)].reset_index(drop=True)


def _released_cases(municipalities: pd.DataFrame, gate: Gate, public: Mapping[str, str]) -> pd.DataFrame:
    """The cases under their public names; of hidden ones, inhabitants are rounded to ten thousands and area to tens."""
    cases = municipalities.assign(name=municipalities["municipality"].map(gate.municipality))
    hidden = ~cases["municipality"].map(gate.may_name).astype("bool")
    cases.loc[hidden, "inhabitants"] = (cases.loc[hidden, "inhabitants"] / 10_000).round() * 10_000
    cases.loc[hidden, "area_km2"] = cases.loc[hidden, "area_km2"].round(-1)
    return MUNICIPALITIES.check(_renamed(cases, gate, public), "released municipalities")
