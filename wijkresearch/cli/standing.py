"""What `wijk check` says besides problems: stale verdicts, the end of retention, who is recognisable or left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from wijkresearch.analysis import Analysis
from wijkresearch.errors import did_you_mean
from wijkresearch.io.language import language_of_problems
from wijkresearch.io.pseudonymising import never_released
from wijkresearch.io.read import names_in_frame, read_processed
from wijkresearch.io.store import processed_folder
from wijkresearch.privacy.consent import Gate
from wijkresearch.privacy.disclosure import list_recognisable, list_retention
from wijkresearch.privacy.release import release
from wijkresearch.run.by_hand import list_by_hand
from wijkresearch.show.labels import Labels
from wijkresearch.show.missing import say_missing
from wijkresearch.show.respondents import say_left_out
from wijkresearch.steps import conclusions
from wijkresearch.study import RawStudy
from wijkresearch.tables import CLAIM_BASIS, DENOMINATORS, RETENTION, STALE_VERDICTS
from wijkresearch.words.problems import problems_in

BASIS = "05_claim_basis"


@dataclass(frozen=True)
class Standing:
    """How a study stands: a line per remark, whether somebody has to act before its report is used, STALE_VERDICTS."""

    remarks: tuple[str, ...]
    needs_action: bool
    stale: pd.DataFrame = field(repr=False)


def take_stock(study: RawStudy, root: Path, *, today: date) -> Standing:
    """Stale verdicts, retention, who can be recognised, claims edited after new data, interviews that count nowhere.

    Action is needed when a verdict of the last run is stale or cannot be compared, because what it rests on was made by
    hand since, and when a retention period has passed.

    Args:
        study: the study as it was read.
        root: the project's folder, in which the last run left its tables.
        today: the day to count from.
    """
    language = language_of_problems(root, [study.study])
    by_hand = list_by_hand(root, study.study)
    unknown = any(f"data/processed/{study.study}/{BASIS}.csv" in found.replaced for found in by_hand)
    now = Analysis(release(study), root=root)
    stale = STALE_VERDICTS.empty() if unknown else find_stale(now)
    years = study.settings.get("retention_years")
    retention = RETENTION.empty() if years is None else list_retention(study.documents, years=int(years), today=today)
    shared = list_recognisable(study.documents, Gate.of(study))
    freezes = conclusions.check_freezes(study.claims, study.codebook, study.municipality_names)
    denominators = now.denominators if len(study.claims["claims"]) else DENOMINATORS.empty()
    left_out = _left_out(denominators, study.documents, language)
    remarks = (
        *map(str, by_hand),
        *_stale(stale),
        *_retention(retention),
        *_recognisable(shared),
        *_edited(freezes),
        *_unchecked(study.claims["claims"]),
        *_unknown_names(study, root),
        *left_out,
        *_never_released(never_released(study, root)),
        *(f"next: {sentence}" for sentence in say_missing(study, language)),
    )
    told = tuple(map(problems_in(language), remarks))
    return Standing(told, unknown or not stale.empty or bool((retention["state"] == "overdue").any()), stale)


def find_stale(now: Analysis) -> pd.DataFrame:
    """STALE_VERDICTS of the last run, beside the analysis as it would be now; empty when there was no run yet."""
    study = now.study
    if not (processed_folder(study.study, now.root) / f"{BASIS}.csv").exists():
        return STALE_VERDICTS.empty()
    before = read_processed(study.study, BASIS, CLAIM_BASIS, root=now.root)
    return conclusions.list_stale(before, now.table(BASIS), study.claims)


def _stale(stale: pd.DataFrame) -> Iterator[str]:
    for (kind, item, change), rows in stale.groupby(["kind", "item", "change"], sort=True):
        claims = ", ".join(rows["claim"])
        yield f"stale: {kind} {item} {change} since the last run; verdicts on {claims}. Run the study again."


def _retention(retention: pd.DataFrame) -> Iterator[str]:
    for (state, due_on), rows in retention.dropna(subset="due_on").groupby(["state", "due_on"]):
        documents = ", ".join(rows["document"])
        if state == "overdue":
            yield f"retention: {documents} had to be deleted or made anonymous by {due_on}."
        elif state == "near":
            yield f"retention: {documents} may be kept until {due_on}."
    unknown = retention.loc[retention["state"] == "unknown", "document"]
    if len(unknown):
        yield f"retention: no date of signature for {', '.join(unknown)}."


def _recognisable(shared: pd.DataFrame) -> Iterator[str]:
    for row in shared[shared["unique"]].itertuples():
        yield f"recognisable: one person only is {row.function} in {row.municipality} ({row.documents})."


def _left_out(denominators: pd.DataFrame, documents: pd.DataFrame, language: str) -> Iterator[str]:
    interviews = documents.loc[documents["kind"] == "interview", "document"]
    refused = interviews[~interviews.isin(denominators["document"])]
    if len(refused) and len(denominators):
        yield f"left out: {', '.join(refused)} may not be processed (items 1 to 4 of the consent form)."
    sentences = say_left_out(denominators, Labels(language=language))
    yield from (f"left out: {sentence}" for sentence in sentences)
    if sentences:
        yield "left out: a conclusion that is about them has to say so under `eligible` in claims.yml."


def _never_released(documents: list[str]) -> Iterator[str]:
    if documents:
        named = ", ".join(documents)
        yield f"not released: nobody ticked off the names in {named} (`wijk pseudonymise FILE --review`)."


def _edited(freezes: pd.DataFrame) -> Iterator[str]:
    edited = freezes.loc[freezes["edited_after_new_data"], "claim"]
    if len(edited):
        yield f"edited: not frozen, or edited since, while cases that test them are in: {', '.join(edited)}."


def _unknown_names(study: RawStudy, root: Path) -> Iterator[str]:
    """Cases whose name the table of all municipalities has not got; where the study names one."""
    known = names_in_frame(study, root)
    for name in study.municipalities["name"] if known else ():
        if name not in known:
            frame = study.settings["selection"]["frame"]
            yield f"name: there is no municipality {name} in {frame}. {did_you_mean(name, known)}".rstrip()


def _unchecked(claims: pd.DataFrame) -> Iterator[str]:
    unchecked = claims.loc[(claims["kind"] == "composite") & claims["checked_by"].isna(), "claim"]
    if len(unchecked):
        named = ", ".join(unchecked)
        yield f"unchecked: nobody wrote down to have read that the parts of {named} test the words that they name."
        yield "unchecked: who did so adds `checked: {by: …, date: …}` to the claim."
