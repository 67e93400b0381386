"""Everything that the double-coded documents of a study allow to be said about agreement, in one go.

Per code on turns of the respondent, and per domain of codes on characters, sentences and turns, with the coefficient
that fits: where no unit carries two codes of the domain, Krippendorff's nominal α and, for free passages, uα, |uα and
cuα; where one does, mvα for sets of codes, up to `LARGEST` codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkresearch.coder_agreement.coefficients import percent_agreement
from wijkresearch.coder_agreement.comparison import compare_coders, compare_coders_on_domains
from wijkresearch.coder_agreement.disagreements import list_coded_passages
from wijkresearch.coder_agreement.multi_valued import multi_valued_alpha
from wijkresearch.coder_agreement.sentences import split_sentences
from wijkresearch.coder_agreement.tables import AGREEMENT, CODED_PASSAGES, DISAGREEMENTS, DOMAIN_AGREEMENT, PARADOX
from wijkresearch.coder_agreement.unitizing import join_overlapping_passages, unitizing_family
from wijkresearch.coder_agreement.units import (
    character_units,
    double_coded_documents,
    mark_units,
    rate_code_sets,
    sentence_units,
    turn_units,
)
from wijkresearch.errors import Problem, StudyError, did_you_mean
from wijkresearch.study import Study

KINDS = ("character", "sentence", "turn")
APPLICATION = "application"
LARGEST = 12
MOST = 30
DOMAIN_RESAMPLES = 500
"""Domains have many values, so that a resample of them takes long; with fewer the ends move in the third decimal."""
FAMILY = {"u": "u_alpha", "|u": "binary_u_alpha", "cu": "cu_alpha"}
SEVERAL = "a unit carries several codes of the domain, which holds too many for mvα"


@dataclass(frozen=True)
class DoubleCoding:
    """What two coders made of the same documents: tables by name, all of them empty where one person coded.

    `agreement` (AGREEMENT) and `paradox` (PARADOX) are per code; `differing` holds the rows of `agreement` with the
    lowest percentages; `domains` is DOMAIN_AGREEMENT, `disagreements` DISAGREEMENTS, `passages` CODED_PASSAGES.
    """

    documents: tuple[str, ...]
    agreement: pd.DataFrame
    paradox: pd.DataFrame
    differing: pd.DataFrame
    domains: pd.DataFrame
    disagreements: pd.DataFrame
    passages: pd.DataFrame


def compare_double_coding(study: Study, evidence: pd.DataFrame, *, seed: int) -> DoubleCoding:
    """The first two coders of a study on the documents that both coded, without what the interviewer says.

    Args:
        study: a study with the turns and the texts of those documents.
        evidence: EVIDENCE of every coder.
        seed: of the intervals; the same seed gives the same intervals.

    Raises:
        StudyError: a document that both coded has no turns or no text.
    """
    coders = study.ids("coders")[:2]
    documents = double_coded_documents(evidence, coders) if len(coders) == 2 else []
    if not documents:
        nothing = [table.empty() for table in (PARADOX, AGREEMENT, DOMAIN_AGREEMENT, DISAGREEMENTS, CODED_PASSAGES)]
        return DoubleCoding((), AGREEMENT.empty(), *nothing)
    pair = (coders[0], coders[1])
    units = {unit: units_of_documents(study, evidence, documents, unit=unit) for unit in KINDS}
    compared = compare_coders(evidence, units["turn"], coders=pair, seed=seed)
    return DoubleCoding(
        documents=tuple(documents),
        agreement=compared.agreement,
        paradox=compared.paradox,
        differing=list_differing(compared.agreement),
        domains=compare_domains(study, evidence, units, coders=pair, seed=seed),
        disagreements=compared.disagreements,
        passages=list_coded_passages(evidence, study.transcripts.lengths(), coders=pair, documents=documents),
    )


def units_of_documents(study: Study, evidence: pd.DataFrame, documents: list[str], *, unit: str) -> pd.DataFrame:
    """UNITS of the documents, without what the interviewer says.

    Args:
        study: a study with the texts of these documents, and with their turns where turns are the unit.
        evidence: EVIDENCE; characters are written as stretches in which none of its passages begins or ends.
        documents: ids of the documents.
        unit: `character`, `sentence` or `turn`.

    Raises:
        StudyError: the unit is not known, or a document has no text, no sentences or no turns.
    """
    turns = study.turns
    if unit == "character":
        return character_units(evidence, study.transcripts.lengths(), turns, documents=documents)
    if unit == "sentence":
        return sentence_units(
            split_sentences(study.transcripts, turns, documents=documents), turns, documents=documents
        )
    if unit == "turn":
        return turn_units(turns, documents=documents)
    raise StudyError(
        Problem("units", f"'{unit}' is not known", f"one of {', '.join(KINDS)}", did_you_mean(unit, KINDS))
    )


def list_differing(agreement: pd.DataFrame, *, most: int = MOST) -> pd.DataFrame:
    """AGREEMENT: the codes that not every unit was given alike, the lowest percentage first.

    Args:
        agreement: AGREEMENT.
        most: how many codes at the most.
    """
    differing = agreement[agreement["percent"].fillna(1) < 1]
    return AGREEMENT.check(differing.sort_values(["percent", "alpha", "code"]).head(most), "differing codes")


def code_domains(codebook: pd.DataFrame) -> dict[str, list[str]]:
    """Domains of codes that could exclude each other: those with a role and a world, and every other kind of code.

    Args:
        codebook: CODEBOOK.

    Returns:
        `application` for codes with a role and a world, otherwise the kind, to the ids of its codes.
    """
    applied = codebook["role"].notna() & codebook["world"].notna()
    kinds = codebook["kind"].mask(applied, APPLICATION)
    return {str(kind): list(codes) for kind, codes in codebook["code"].groupby(kinds, sort=False)}


def compare_domains(
    study: Study,
    evidence: pd.DataFrame,
    units: Mapping[str, pd.DataFrame],
    *,
    coders: tuple[str, str],
    seed: int,
    resamples: int = DOMAIN_RESAMPLES,
) -> pd.DataFrame:
    """DOMAIN_AGREEMENT: how agreement on a domain of codes depends on the unit and the coefficient.

    Args:
        study: the study; its codebook says which codes make a domain. Domains that neither coder used are left out.
        evidence: EVIDENCE.
        units: kind of unit to UNITS, of all three kinds.
        coders: the first and the second coder.
        seed: of the intervals.
        resamples: how often documents and units are drawn.
    """
    documents = set(units["character"]["document"])
    here = evidence[evidence["coder"].isin(coders) & evidence["document"].isin(documents)]
    rows: list[dict[str, Any]] = []
    for domain, codes in code_domains(study.codebook).items():
        given = here[here["code"].isin(codes)]
        if given.empty:
            continue
        for kind, chosen in units.items():
            row = _on_units(given, chosen, codes, coders, seed=seed, resamples=resamples)
            rows.append({"domain": domain, "unit": kind, "codes": len(codes), **row})
        if _exclusive(given, units["character"], codes, coders):
            lengths = dict(study.transcripts.lengths().set_index("document")["characters"].loc[sorted(documents)])
            rows += [{"domain": domain, "codes": len(codes), **row} for row in _on_passages(given, lengths)]
    return DOMAIN_AGREEMENT.check(pd.DataFrame(rows, columns=DOMAIN_AGREEMENT.column_names), "domain agreement")


def _exclusive(evidence: pd.DataFrame, units: pd.DataFrame, codes: list[str], coders: tuple[str, str]) -> bool:
    """Does no unit carry two of these codes by one coder?"""
    return bool(mark_units(evidence, units, codes, coders).sum(axis=0).max(initial=0) <= 1)


def _on_units(
    evidence: pd.DataFrame, units: pd.DataFrame, codes: list[str], coders: tuple[str, str], *, seed: int, resamples: int
) -> dict[str, Any]:
    """The coefficient that fits these units."""
    whole = {"units": int(units["weight"].sum()), "documents": units["document"].nunique()}
    if _exclusive(evidence, units, codes, coders):
        domains = {APPLICATION: codes}
        table = compare_coders_on_domains(
            evidence, units, coders=coders, domains=domains, seed=seed, resamples=resamples
        )
        (row,) = table.rename(columns={"alpha": "value"}).to_dict("records")
        kept = {str(name): row[name] for name in ("value", "low", "high", "percent", "undefined")}
        return {**whole, "coefficient": "alpha", **kept}
    if len(codes) > LARGEST:
        return {**whole, "coefficient": "alpha", "undefined": SEVERAL}
    ratings = rate_code_sets(evidence, units, codes=codes, coders=coders)
    sets = multi_valued_alpha(ratings)
    percent = percent_agreement(ratings).value
    undefined = sets.undefined or None
    return {**whole, "coefficient": "mv_alpha", "value": sets.value, "percent": percent, "undefined": undefined}


def _on_passages(evidence: pd.DataFrame, lengths: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """uα, |uα and cuα, on passages as each coder drew them."""
    family = unitizing_family(join_overlapping_passages(evidence), length=lengths).set_index("version")
    for version, name in FAMILY.items():
        row = family.loc[version]
        reason = row["undefined"] if pd.notna(row["undefined"]) and row["undefined"] else None
        yield {
            "unit": "passage",
            "coefficient": name,
            "units": int(row["passages"]),
            "documents": len(lengths),
            "value": row["value"],
            "undefined": reason,
        }
