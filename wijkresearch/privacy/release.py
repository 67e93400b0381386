"""A study as it may be used and printed: without what may not be processed, with pseudonyms where names may not leave.

A run starts from the released study, so that no table, figure, file name or notebook ever holds a name that the gate
would have stopped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from wijkresearch.privacy.consent import Gate
from wijkresearch.study import Study, Transcripts
from wijkresearch.tables import MUNICIPALITIES


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
        settings={**study.settings, "municipalities": _renamed_list(study.settings.get("municipalities", ()), public)},
        municipalities=_released_cases(study.municipalities, gate, public),
        documents=_renamed(documents, public),
        segments=study.segments[study.segments["document"].isin(kept)].reset_index(drop=True),
        turns=study.turns[study.turns["document"].isin(kept)].reset_index(drop=True),
        transcripts=Transcripts(
            {document: study.transcripts[document] for document in study.transcripts if document in kept}
        ),
        published={
            name: _renamed(_without_hidden(table, name, gate), public) for name, table in study.published.items()
        },
        claims={name: _renamed(table, public) for name, table in study.claims.items()},
    )


def _renamed_list(names: object, public: Mapping[str, str]) -> list[str]:
    return [public.get(str(name), str(name)) for name in names] if isinstance(names, (list, tuple)) else []


def _renamed(table: pd.DataFrame, public: Mapping[str, str]) -> pd.DataFrame:
    """The table with public ids for cases, also where a claim is limited to them."""
    renamed = table.copy()
    if "municipality" in renamed:
        renamed["municipality"] = renamed["municipality"].replace(dict(public))
    if {"property", "value"} <= set(renamed):
        named = renamed["property"] == "municipality"
        renamed.loc[named, "value"] = renamed.loc[named, "value"].replace(dict(public))
    return renamed


def _without_hidden(table: pd.DataFrame, name: str, gate: Gate) -> pd.DataFrame:
    """Printed attributes of a case that may not be named would give it away: they are left out."""
    if name != "cases":
        return table
    return table[table["municipality"].map(gate.may_name)].reset_index(drop=True)


def _released_cases(municipalities: pd.DataFrame, gate: Gate, public: Mapping[str, str]) -> pd.DataFrame:
    """The cases under their public names; of hidden ones, inhabitants are rounded to ten thousands and area to tens."""
    cases = municipalities.assign(name=municipalities["municipality"].map(gate.municipality))
    hidden = ~cases["municipality"].map(gate.may_name).astype("bool")
    cases.loc[hidden, "inhabitants"] = (cases.loc[hidden, "inhabitants"] / 10_000).round() * 10_000
    cases.loc[hidden, "area_km2"] = cases.loc[hidden, "area_km2"].round(-1)
    return MUNICIPALITIES.check(_renamed(cases, public), "released municipalities")
