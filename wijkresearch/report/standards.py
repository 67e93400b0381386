"""The reporting standards of a study, filled in with what its run found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from wijkresearch.io.standards import read_standard_sources, read_standards
from wijkresearch.report.material import Material
from wijkresearch.rigour.reporting import collect_facts, complete_checklist, list_confidence_inputs
from wijkresearch.show.conclusions import say_verdict_totals
from wijkresearch.show.saturation import say_saturation
from wijkresearch.study import Study
from wijkresearch.words import catalogue

WORDS = catalogue("standards")["nl"]


def complete_standards(source: Study, material: Material) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """Title of every standard to its CHECKLIST, and to its publication.

    Args:
        source: the released study.
        material: what the report is made of.
    """
    facts = collect_facts(source, dict(_found(material)))
    about = read_standard_sources().set_index("standard")
    items = read_standards()
    lists = {about.loc[name, "title"]: complete_checklist(name, rows, facts) for name, rows in items.items()}
    return lists, dict(zip(about["title"], about["source"], strict=True))


def gather_confidence(source: Study, material: Material) -> tuple[pd.DataFrame, dict[str, str]]:
    """CONFIDENCE_SHEET for every claim that is not made of others, and the words of those claims.

    Args:
        source: the released study.
        material: what the report is made of.
    """
    single = material.claims.loc[~material.claims["composite"], "claim"]
    judged = [claim for claim in single if claim in material.overall.index]
    findings = {claim: f"{claim} {material.texts[claim]} {material.unlisted(claim)}".rstrip() for claim in judged}
    spoken, evidence = material.tables["05_verdict_evidence"], material.tables["02_evidence"]
    return list_confidence_inputs(spoken, evidence, source.documents, findings), findings


def _found(material: Material) -> Iterator[tuple[str, str]]:
    """The facts that a run adds to those of the study itself, in Dutch."""
    yield "verdicts", say_verdict_totals(material.tables["05_verdicts"], material.claims)
    yield "software", WORDS["software"]
    yield "reproduction", WORDS["reproduction"]
    frozen = material.claims["frozen_on"]
    if frozen.notna().any():
        yield "frozen_claims", WORDS["frozen"].format(frozen=frozen.notna().sum(), claims=len(frozen))
    told = material.passages["words"].ne("")
    if told.any():
        quoted = material.passages.loc[told, "segment"].nunique()
        yield "quotations", WORDS["quoted"].format(passages=quoted)
    yield from _found_in_tables(material.tables)


def _found_in_tables(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, str]]:
    agreement = tables["02_agreement"]
    if len(agreement):
        undefined = int(agreement["alpha"].isna().sum())
        yield "agreement", WORDS["agreement"].format(codes=len(agreement), undefined=undefined)
    if "03_saturation_summary" in tables:
        yield "saturation", say_saturation(tables["03_saturation_summary"])
    if "05_triangulation" in tables:
        kinds = tables["05_triangulation"]["perspective"].nunique()
        yield "triangulation", WORDS["triangulation"].format(kinds=kinds)
    if "05_negative_cases" in tables:
        passages = tables["05_negative_cases"]["segment"].nunique()
        yield "negative_cases", WORDS["negative"].format(passages=passages)
