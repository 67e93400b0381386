"""What the report of a study is made of: its processed tables and figures, and passages as far as consent goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from wijkresearch.analysis import Analysis
from wijkresearch.assumptions import Assumption, together
from wijkresearch.coder_agreement import list_coder_pairs, most_disputed_first
from wijkresearch.io.previous import previous_verdicts
from wijkresearch.io.read import read_processed
from wijkresearch.io.store import processed_folder, reports_folder
from wijkresearch.privacy.consent import Gate
from wijkresearch.privacy.release import release
from wijkresearch.processed import PROCESSED
from wijkresearch.report.documents import read_documents
from wijkresearch.report.links import split_passage
from wijkresearch.report.material import REGISTER, Material
from wijkresearch.report.words import CAPTIONS
from wijkresearch.rigour.double_coding import list_differing
from wijkresearch.steps.conclusions import check_freezes, compare_verdicts
from wijkresearch.steps.connections import NOT_STATED
from wijkresearch.steps.portraits import count_theme_cells, list_own_codes, list_particular
from wijkresearch.study import RawStudy, Study
from wijkresearch.tables import CODE_FREQUENCIES, PAIR_AGREEMENT, THEME_CELLS
from wijkresearch.words import catalogue, say

READ = (
    "02_agreement",
    "02_evidence",
    "04_column_sums",
    "04_column_feasibility",
    "04_ranking_checks",
    "02_attribution_checks",
    "05_case_changes",
    "05_composition",
    "05_recommendations",
    "05_replication",
    "05_robustness",
    "05_tipping",
    "05_verdict_evidence",
    "05_verdicts",
)
READ_WHERE_THERE = (
    "01_control_values",
    "01_set_rank",
    "01_value_counts",
    "02_agreement_pairs",
    "02_code_frequencies",
    "02_disagreements",
    "02_document_codings",
    "02_domain_agreement",
    "02_memo_counts",
    "02_readings",
    "02_talk",
    "02_register_repairs",
    "02_theory_counts",
    "03_axial_counts",
    "03_category_balance",
    "03_codebook_history",
    "03_confirmations",
    "03_constant_comparison",
    "03_new_codes",
    "03_saturation_curve",
    "03_saturation_runs",
    "03_saturation_summary",
    "04_arrows",
    "04_cell_repairs",
    "04_connections",
    "04_guaranteed_gaps",
    "04_preferred_roles",
    "04_published_comparison",
    "04_role_counts",
    "04_role_opportunities",
    "04_second_reading",
    "05_claim_asking",
    "05_claim_respondents",
    "05_case_contrasts",
    "05_case_design",
    "05_case_values",
    "05_denominators",
    "05_methods",
    "05_negative_cases",
    "05_negative_respondents",
    "05_quote_balance",
    "05_second_reading",
    "05_triangulation",
)
"""What says more about a figure or a finding; a run that did not make it still has a report."""
NAMES = catalogue("offset_rules")


def gather_material(root: Path, results: str, whole: RawStudy, language: str, *, municipalities: str = "") -> Material:
    """Everything that the report is made of, finished.

    Args:
        root: the folder that the results are in.
        results: the folder of the results.
        whole: the study as it was read, with all its cases; it is released here.
        language: `nl` or `en`.
        municipalities: public ids of the cases that were run, separated by commas; all of them when empty.
    """
    analysis = Analysis(release(whole), municipalities, root=root)
    gate = Gate.of(whole, language=language)
    source = analysis.study
    chosen = whole.only([own for own in whole.municipality_names if gate.public_id(own) in source.municipality_names])
    processed = _processed(root, results)
    read = _passages_to_read(processed)
    passages = list(dict.fromkeys([*processed["02_evidence"]["segment"], *read]))
    return Material(
        settings=source.settings,
        claims=source.claims["claims"],
        claim_parts=source.claims["claim_parts"],
        claim_codes=source.claims["claim_codes"],
        codebook=source.codebook,
        register=list_register(source, gate),
        municipalities=source.municipality_names,
        roles=source.labels("roles", language),
        worlds=source.labels("worlds", language),
        perspectives=source.labels("perspectives", language),
        codes=dict(zip(source.codebook["code"], source.codebook[f"label_{language}"], strict=True)),
        definitions=_definitions(source, language),
        groups=_groups(source, language),
        tables={
            **processed,
            "freezes": check_freezes(whole.claims, whole.codebook, chosen.municipality_names),
            "differing": list_differing(processed["02_agreement"]),
            "coder_pairs": list_coder_pairs(processed.get("02_agreement_pairs", PAIR_AGREEMENT.empty())),
            "coded_passages": analysis.coded_passages,
            **_beside_each_other(source, processed),
        },
        figures=_figures(root, results, language),
        passages=list_passages(processed["05_verdict_evidence"], whole, language=language),
        role_passages=list_role_passages(analysis.courses, whole, language=language),
        role_codes=tuple(source.codebook.dropna(subset=["role", "world"])["code"]),
        quotes=quote_passages(passages, whole),
        read_passages=tuple(read),
        documents=read_documents(chosen, passages, language=language),
        notebooks={path.stem[:2]: path.stem for path in reports_folder(results, root).glob("0*.ipynb")},
        results=results,
        people=list_people(source, gate),
        summaries=analysis.summaries,
        facts=say_provenance(results, source, language=language),
        language=language,
    )


def _beside_each_other(source: Study, processed: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """What is particular to each case, the codes that only it has, and the themes in it."""
    cases, frequencies = list(source.municipality_names), processed.get("02_code_frequencies", CODE_FREQUENCIES.empty())
    single = source.claims["claims"].loc[~source.claims["claims"]["composite"], "claim"]
    return {
        "particular": list_particular(processed["05_verdicts"], list(single)),
        "own_codes": list_own_codes(frequencies, cases),
        "theme_cells": count_theme_cells(frequencies, source.data_structure, source.documents, cases)
        if len(frequencies)
        else THEME_CELLS.empty(),
    }


def _definitions(source: Study, language: str) -> dict[str, str]:
    """Code to definition; the codebook has them in the language of the study only."""
    if source.settings.get("language", "nl") != language:
        return {}
    return dict(zip(source.codebook["code"], source.codebook["definition"], strict=True))


def _groups(source: Study, language: str) -> dict[str, str]:
    """The names of categories and themes as the report has them: as a code of that name is called, or in study.yml."""
    labels = zip(source.codebook["label_nl"], source.codebook[f"label_{language}"], strict=True)
    return {**dict(labels), **source.settings.get(f"groups_{language}", {})}


def _processed(root: Path, results: str) -> dict[str, pd.DataFrame]:
    folder = processed_folder(results, root)
    earlier = previous_verdicts(root, results)
    there = [stem for stem in READ_WHERE_THERE if (folder / f"{stem}.csv").exists()]
    found = {stem: read_processed(results, stem, PROCESSED[stem].table, root=root) for stem in [*READ, *there]}
    if not earlier.empty:
        found["verdict_changes"] = compare_verdicts(earlier, found["05_verdicts"])
    if "02_disagreements" in found:
        found["most_disputed"] = most_disputed_first(found["02_disagreements"])
    return found


def _passages_to_read(processed: Mapping[str, pd.DataFrame]) -> list[str]:
    """The ids of passages that stand in a list to be read."""
    columns = {"02_disagreements": ["passage"], "03_constant_comparison": ["later_segment", "earlier_segment"]}
    read = [processed[stem][column] for stem, names in columns.items() if stem in processed for column in names]
    return list(pd.concat(read).dropna().drop_duplicates()) if read else []


def _figures(root: Path, results: str, language: str) -> dict[str, tuple[bytes, bytes]]:
    folder = reports_folder(results, root) / "figures"
    parts = (path for stem in CAPTIONS[language] for path in folder.glob(f"{stem}_*.png"))
    further = {path.stem: path for path in parts if path.stem.rpartition("_")[2].isdigit()}
    drawn = {**{stem: folder / f"{stem}.png" for stem in CAPTIONS[language]}, **further}
    return {stem: (p.read_bytes(), p.with_suffix(".svg").read_bytes()) for stem, p in drawn.items() if p.exists()}


def list_people(source: Study, gate: Gate) -> pd.DataFrame:
    """Who the interviews and observations are of, in the order of the register, as far as may be told (PEOPLE).

    Args:
        source: the released study.
        gate: the gate of the study, in the language of the report.
    """
    listed = source.documents["document"]
    return source.documents[["document", "municipality"]].assign(
        who=[gate.respondent(document) for document in listed],
        perspective=[gate.perspective(document) for document in listed],
    )


def list_register(source: Study, gate: Gate) -> pd.DataFrame:
    """The interviews and observations in the order of coding, with functions as far as those may be told (REGISTER).

    Args:
        source: the released study.
        gate: the gate of the study, in the language of the report.
    """
    documents = source.documents.sort_values("coding_order", kind="stable", ignore_index=True)
    told = [gate.function(document) for document in documents["document"]]
    return documents.assign(function=told)[list(REGISTER)]


def list_passages(evidence: pd.DataFrame, whole: RawStudy, *, language: str = "nl") -> pd.DataFrame:
    """The passages behind the claims, each with who is named beside it and its words where those may be quoted.

    Args:
        evidence: VERDICT_EVIDENCE.
        whole: the study as it was read.
        language: `nl` or `en`.
    """
    stances = evidence["stance"].map({"support": "for", "counter": "against"})
    told = _told(evidence, whole, language).assign(stance=stances)
    kept = ["claim", "segment", "document", "municipality", "who", "stance", "words"]
    return told[kept].drop_duplicates(ignore_index=True)


def list_role_passages(courses: pd.DataFrame, whole: RawStudy, *, language: str = "nl") -> pd.DataFrame:
    """The passages behind the role tables, each with how it ended, who is named beside it, and its words if they may.

    Args:
        courses: COURSES of the reading that the tables count.
        whole: the study as it was read.
        language: `nl` or `en`.
    """
    told = _told(courses, whole, language).fillna({"outcome": NOT_STATED})
    return told[["role", "world", "segment", "who", "outcome", "words"]]


def _told(passages: pd.DataFrame, whole: RawStudy, language: str) -> pd.DataFrame:
    """The passages with who is named beside each of them, and with its words where those may be quoted."""
    gate = Gate.of(whole, language=language)
    return passages.assign(
        who=[gate.respondent(document) for document in passages["document"]],
        words=[_words(gate, whole, *split_passage(segment)) for segment in passages["segment"]],
    ).astype({"who": "str", "words": "str"})


def quote_passages(passages: Iterable[str], whole: RawStudy) -> dict[str, str]:
    """The words of every passage that may be quoted, by its id.

    Args:
        passages: ids such as `D10:4120-4198`.
        whole: the study as it was read.
    """
    gate = Gate.of(whole)
    told = {passage: _words(gate, whole, *split_passage(passage)) for passage in passages}
    return {passage: words for passage, words in told.items() if words}


def _words(gate: Gate, whole: RawStudy, document: str, start: int, end: int) -> str:
    if document not in whole.transcripts or not gate.may("quote", document):
        return ""
    return gate.quote(document, whole.transcripts.passage(document, start, end))


def say_provenance(results: str, source: Study, *, language: str = "nl") -> tuple[str, ...]:
    """What the report rests on and what was taken for granted to read it, a line each.

    Args:
        results: the folder of the results.
        source: the released study.
        language: `nl` or `en`.
    """
    told = {
        "study": source.study,
        "municipalities": len(source.municipalities),
        "documents": len(source.documents),
        "segments": len(source.segments),
        "source": source.settings.get(f"source_{language}") or source.settings["source"],
        "results": results,
    }
    facts = [say("provenance", fact, language, **told) for fact in ("study", "source", "results")]
    assumed = [say_assumption(assumption, language) for assumption in together(source.assumptions)]
    return (*facts, *assumed)


def say_assumption(assumption: Assumption, language: str) -> str:
    """What was taken for granted, in the language; what has a name of its own in the catalogue goes by that name."""
    names = NAMES[language]
    values = {field: names.get(str(value), value) for field, value in assumption.about.items()}
    said = say("assumptions", assumption.sentence, language, **values)
    return say("provenance", "assumed", language, where=assumption.where, assumption=said)
