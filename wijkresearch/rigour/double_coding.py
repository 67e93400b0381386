"""Everything that the documents which several people coded allow to be said about agreement, in one go.

Per code on turns of the respondent, and per domain of codes on characters, sentences and turns, with the coefficient
that fits: where no unit carries two codes of the domain, Krippendorff's nominal α and, for free passages, uα, |uα and
cuα; where one does, mvα for sets of codes, up to `LARGEST` codes. α and mvα take any number of coders, each on what
they coded; free passages are compared where all of them coded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkresearch.coder_agreement.coefficients import percent_agreement
from wijkresearch.coder_agreement.comparison import compare_coders, compare_coders_on_domains, list_coder_pairs
from wijkresearch.coder_agreement.disagreements import list_coded_passages
from wijkresearch.coder_agreement.multi_valued import multi_valued_alpha
from wijkresearch.coder_agreement.sentences import split_sentences
from wijkresearch.coder_agreement.tables import (
    AGREEMENT,
    CODED_PASSAGES,
    CODER_PAIRS,
    DISAGREEMENTS,
    DOMAIN_AGREEMENT,
    PAIR_AGREEMENT,
)
from wijkresearch.coder_agreement.unitizing import join_overlapping_passages, unitizing_family
from wijkresearch.coder_agreement.units import (
    character_units,
    double_coded_documents,
    mark_readers,
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
NOT_BY_ALL = "no document was coded by all coders"
SILENT = "not every coder gave a code of the domain"


@dataclass(frozen=True)
class DoubleCoding:
    """What coders made of the same documents: tables by name, all of them empty where one person coded.

    `left_out` are documents that several people coded and that have no text with turns here, so that nothing can be
    compared. `agreement` (AGREEMENT) is per code over all coders, `pairs` (PAIR_AGREEMENT) per code and two coders,
    summed up in `coder_pairs` (CODER_PAIRS); `differing` holds the rows of `agreement` with the lowest percentages;
    `domains` is DOMAIN_AGREEMENT, `disagreements` DISAGREEMENTS, `passages` CODED_PASSAGES.
    """

    documents: tuple[str, ...]
    left_out: tuple[str, ...]
    agreement: pd.DataFrame
    pairs: pd.DataFrame
    coder_pairs: pd.DataFrame
    differing: pd.DataFrame
    domains: pd.DataFrame
    disagreements: pd.DataFrame
    passages: pd.DataFrame


def compare_double_coding(study: Study, evidence: pd.DataFrame, *, seed: int) -> DoubleCoding:
    """The coders of a study on the documents with turns that at least two of them coded, without the interviewer.

    Args:
        study: a study.
        evidence: EVIDENCE of every coder.
        seed: of the intervals; the same seed gives the same intervals.
    """
    several = double_coded_documents(evidence, study.ids("coders"))
    documents = [document for document in several if has_turns(study, document)]
    left_out = tuple(document for document in several if document not in documents)
    if not documents:
        return _nothing_to_compare(left_out)
    shared = set(evidence.loc[evidence["document"].isin(documents), "coder"])
    coders = [coder for coder in study.ids("coders") if coder in shared]
    units = {unit: units_of_documents(study, evidence, documents, unit=unit) for unit in KINDS}
    compared = compare_coders(evidence, units["turn"], coders=coders, seed=seed)
    return DoubleCoding(
        documents=tuple(documents),
        left_out=left_out,
        agreement=compared.agreement,
        pairs=compared.pairs,
        coder_pairs=list_coder_pairs(compared.pairs),
        differing=list_differing(compared.agreement),
        domains=compare_domains(study, evidence, units, coders=coders, seed=seed),
        disagreements=compared.disagreements,
        passages=list_coded_passages(evidence, study.transcripts.lengths(), coders=coders, documents=documents),
    )


def _nothing_to_compare(left_out: tuple[str, ...]) -> DoubleCoding:
    return DoubleCoding(
        documents=(),
        left_out=left_out,
        agreement=AGREEMENT.empty(),
        pairs=PAIR_AGREEMENT.empty(),
        coder_pairs=CODER_PAIRS.empty(),
        differing=AGREEMENT.empty(),
        domains=DOMAIN_AGREEMENT.empty(),
        disagreements=DISAGREEMENTS.empty(),
        passages=CODED_PASSAGES.empty(),
    )


def has_turns(study: Study, document: str) -> bool:
    """Has the study a text of the document with turns of somebody other than the interviewer?"""
    turns = study.turns[study.turns["document"] == document]
    return document in study.transcripts and not turns["interviewer"].fillna(value=False).all()


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


def list_differing(agreement: pd.DataFrame) -> pd.DataFrame:
    """AGREEMENT: the codes that not every unit was given alike, the lowest percentage first; no more than `MOST`.

    Args:
        agreement: AGREEMENT.
    """
    differing = agreement[agreement["percent"].fillna(1) < 1]
    return AGREEMENT.check(differing.sort_values(["percent", "alpha", "code"]).head(MOST), "differing codes")


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
    coders: Sequence[str],
    seed: int,
) -> pd.DataFrame:
    """DOMAIN_AGREEMENT: how agreement on a domain of codes depends on the unit and the coefficient.

    Args:
        study: the study; its codebook says which codes make a domain. Domains that no coder used are left out.
        evidence: EVIDENCE.
        units: kind of unit to UNITS, of all three kinds.
        coders: two coders or more.
        seed: of the intervals.
    """
    documents = set(units["character"]["document"])
    here = evidence[evidence["coder"].isin(coders) & evidence["document"].isin(documents)]
    by_all = _coded_by_all(here, coders)
    lengths = dict(study.transcripts.lengths().set_index("document")["characters"].loc[by_all])
    rows: list[dict[str, Any]] = []
    for domain, codes in code_domains(study.codebook).items():
        given = here[here["code"].isin(codes)]
        if given.empty:
            continue
        for kind, chosen in units.items():
            row = _on_units(here, chosen, codes, coders, seed=seed)
            rows.append({"domain": domain, "unit": kind, "codes": len(codes), **row})
        if _exclusive(given, units["character"], codes, coders):
            found = _on_passages(given[given["document"].isin(by_all)], lengths, coders)
            rows += [{"domain": domain, "codes": len(codes), **row} for row in found]
    return DOMAIN_AGREEMENT.of(rows, "domain agreement")


def _coded_by_all(evidence: pd.DataFrame, coders: Sequence[str]) -> list[str]:
    """The documents in which every one of these coders gave a code."""
    read = evidence.groupby("document")["coder"].nunique()
    return sorted(read.index[read == len(coders)])


def _exclusive(evidence: pd.DataFrame, units: pd.DataFrame, codes: list[str], coders: Sequence[str]) -> bool:
    """Does no unit carry two of these codes by one coder?"""
    return bool(mark_units(evidence, units, codes, coders).sum(axis=0).max(initial=0) <= 1)


def _on_units(
    evidence: pd.DataFrame, units: pd.DataFrame, codes: list[str], coders: Sequence[str], *, seed: int
) -> dict[str, Any]:
    """The coefficient that fits these units."""
    whole = {"units": int(units["weight"].sum()), "documents": units["document"].nunique()}
    if _exclusive(evidence, units, codes, coders):
        domains = {APPLICATION: codes}
        table = compare_coders_on_domains(
            evidence, units, coders=coders, domains=domains, seed=seed, resamples=DOMAIN_RESAMPLES
        )
        (row,) = table.rename(columns={"alpha": "value"}).to_dict("records")
        kept = {str(name): row[name] for name in ("value", "low", "high", "percent", "undefined")}
        return {**whole, "coefficient": "alpha", **kept}
    if len(codes) > LARGEST:
        return {**whole, "coefficient": "alpha", "undefined": SEVERAL}
    looked = mark_readers(evidence, units, coders).ravel()
    ratings = rate_code_sets(evidence, units, codes=codes, coders=coders)[looked]
    sets = multi_valued_alpha(ratings)
    percent = percent_agreement(ratings).value
    undefined = sets.undefined or None
    return {**whole, "coefficient": "mv_alpha", "value": sets.value, "percent": percent, "undefined": undefined}


def _on_passages(evidence: pd.DataFrame, lengths: Mapping[str, int], coders: Sequence[str]) -> Iterator[dict[str, Any]]:
    """uα, |uα and cuα, on passages as each coder drew them in the documents that all of them coded."""
    whole = {"unit": "passage", "documents": len(lengths)}
    joined = join_overlapping_passages(evidence)
    if joined["coder"].nunique() < len(coders):
        missing = {"units": len(joined), "undefined": SILENT if lengths else NOT_BY_ALL}
        yield from ({**whole, "coefficient": name, **missing} for name in FAMILY.values())
        return
    family = unitizing_family(joined, length=lengths).set_index("version")
    for version, name in FAMILY.items():
        row = family.loc[version]
        reason = row["undefined"] if pd.notna(row["undefined"]) and row["undefined"] else None
        yield {
            **whole,
            "coefficient": name,
            "units": int(row["passages"]),
            "value": row["value"],
            "undefined": reason,
        }
