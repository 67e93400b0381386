"""Reporting standards, filled in as far as a study goes: computed, begun for a person to finish, or left open.

An item is answered sentence by sentence, and only with facts that the study gives: a sentence that misses one is not
said, the item is left to finish or open, and says which fact is missing. Facts that other parts of the package compute
(agreement, saturation, verdicts, checked quotations) are parameters. The confidence sheet follows the components of
GRADE-CERQual (Lewin and others 2018, Implementation Science 13, suppl. 1), which was made for syntheses of evidence:
inputs are counted here, the judgement is a person's and is never filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

import pandas as pd

from wijkresearch.errors import Problem, StudyError
from wijkresearch.study import AGREED, UNTOLD, Study
from wijkresearch.tables.reporting import CHECKLIST, CONFIDENCE_SHEET, STUDY_FACTS
from wijkresearch.words import say

SENTENCE = re.compile(r"(?<=[.}])\s+(?=[{A-Z])")


def collect_facts(study: Study, supplied: Mapping[str, str] | None = None) -> pd.DataFrame:
    """STUDY_FACTS: everything that a study says of itself, with facts that were computed elsewhere added.

    Args:
        study: a study as it was read; what it does not have is no fact.
        supplied: facts from elsewhere in Dutch: `agreement`, `saturation`, `triangulation`, `verdicts`,
            `negative_cases`, `quotations`, `coherence`, `software`, `reproduction`, `processing`, `change_log`,
            `citation`, `frozen_claims`; and `duration` where the transcripts have no times.

    Raises:
        StudyError: a supplied fact has the name of one that the study gives.
    """
    own = {**_facts_of_sample(study), **_facts_of_consent(study), **_facts_of_coding(study), **_facts_of_texts(study)}
    added = dict(supplied or {})
    twice = [Problem("supplied facts", f"'{name}' is given by the study itself") for name in added if name in own]
    if twice:
        raise StudyError(twice)
    rows = [{"fact": name, "value": str(value)} for name, value in {**own, **added}.items() if str(value)]
    return STUDY_FACTS.of(rows)


def _facts_of_sample(study: Study) -> dict[str, object]:
    documents = study.documents
    interviews = documents[documents["kind"] == "interview"]
    names = study.municipality_names
    return {
        "interviews": len(interviews),
        "observations": int((documents["kind"] == "observation").sum()),
        "municipalities": len(names),
        "municipality_names": ", ".join(names.values()),
        "respondents_by_perspective": _counted(interviews["perspective"], study.labels("perspectives")),
        "respondents_by_municipality": _counted(interviews["municipality"], names),
        "questions": len(study.ids("questions")),
    }


def _facts_of_consent(study: Study) -> dict[str, object]:
    interviews = study.documents[study.documents["kind"] == "interview"]
    agreed = ("recording", "quotes", "reuse")
    return {
        "consent_signed": int(interviews["signed_on"].notna().sum()),
        "withdrawn": int(study.documents["withdrawn_on"].notna().sum()),
        **{f"consent_{item}": int(interviews[f"consent_{item}"].fillna(value=False).sum()) for item in agreed},
    }


def _facts_of_coding(study: Study) -> dict[str, object]:
    segments, origins = study.segments, study.codebook["origin"]
    facts: dict[str, object] = {
        "codes": len(study.codebook),
        "deductive_codes": int((origins == "deductive").sum()),
        "inductive_codes": int((origins == "inductive").sum()),
    }
    if len(study.data_structure):
        themes = list(study.data_structure["selective_theme"].unique())
        facts |= {
            "axial_categories": study.data_structure["axial_category"].nunique(),
            "selective_themes": len(themes),
            "theme_names": "; ".join(themes),
        }
    segments = segments[segments["coder"] != AGREED]
    if len(segments):
        coders = segments.groupby("document")["coder"].nunique()
        facts |= {
            "segments": len(segments),
            "coded_documents": len(coders),
            "coders": segments["coder"].nunique(),
            "double_coded": int((coders > 1).sum()),
            "fingerprinted": segments.loc[segments["text_sha256"].notna(), "document"].nunique(),
        }
    return facts


def _facts_of_texts(study: Study) -> dict[str, object]:
    if not len(study.transcripts):
        return {}
    facts: dict[str, object] = {"transcripts": len(study.transcripts)}
    turns = study.turns
    if len(turns) and turns["interviewer"].notna().all():
        spoken = turns[~turns["interviewer"].astype("bool")]
        facts["words"] = sum(
            len(study.transcripts.passage(turn.document, turn.start, turn.end).split()) for turn in spoken.itertuples()
        )
    timed = turns[turns["seconds"].notna()].groupby("document")["seconds"].max()
    if len(timed):
        shortest, longest = (round(seconds / 60) for seconds in (timed.min(), timed.max()))
        facts["duration"] = say("standards", "duration", transcripts=len(timed), shortest=shortest, longest=longest)
    return facts


def _counted(values: pd.Series, labels: Mapping[str, str]) -> str:
    """`Adviseur (8), Wethouder (3)`: how often each label occurs, in the order of the labels.

    What does not occur is a nought, unless of some it is not told which they are.
    """
    counts = values.value_counts()
    occurs = {value: int(counts.get(value, 0)) for value in labels}
    return ", ".join(
        f"{label} ({occurs[value]})" for value, label in labels.items() if occurs[value] or UNTOLD not in counts.index
    )


def complete_checklist(standard: str, items: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """CHECKLIST: every item of a reporting standard with what the facts say of it.

    Args:
        standard: id of the standard.
        items: STANDARD_ITEMS.
        facts: STUDY_FACTS, from `collect_facts`.
    """
    known = dict(zip(facts["fact"], facts["value"], strict=True))
    rows = [_complete(standard, item, known) for item in items.to_dict("records")]
    return CHECKLIST.of(rows)


def _complete(standard: str, item: dict[Any, Any], known: Mapping[str, str]) -> dict[str, Any]:
    template = "" if pd.isna(item["answer_nl"]) else item["answer_nl"]
    sentences = [sentence for sentence in SENTENCE.split(template) if sentence]
    said = [sentence.format_map(known) for sentence in sentences if not _missing(sentence, known)]
    missing = _missing(template, known)
    whole = "computed" if item["way"] == "computed" and not missing else "to finish"
    kept = {name: item[name] for name in ("item", "group_nl", "group_en", "label_nl", "label_en", "task_nl")}
    return {
        "standard": standard,
        **kept,
        "status": whole if said else "open",
        "answer_nl": " ".join(said) or None,
        "missing_facts": ", ".join(missing) or None,
    }


def _missing(template: str, known: Mapping[str, str]) -> list[str]:
    """The facts that a text asks for between braces and that are not known, each once."""
    asked = [name for _, name, _, _ in Formatter().parse(template) if name]
    return [name for name in dict.fromkeys(asked) if name not in known]


def list_confidence_inputs(
    verdict_evidence: pd.DataFrame, evidence: pd.DataFrame, documents: pd.DataFrame, findings: Iterable[str]
) -> pd.DataFrame:
    """CONFIDENCE_SHEET: what can be counted for the confidence in each finding; `concern` is empty, for a person.

    Methodological limitations: who coded the documents that speak, and how many of these two people coded. Coherence:
    respondents who speak against it, and who speak for and against. Adequacy: respondents and passages in support.
    Relevance: cases, perspectives, observations.

    Args:
        verdict_evidence: VERDICT_EVIDENCE, the passages for and against each claim.
        evidence: EVIDENCE, which knows who coded them.
        documents: DOCUMENTS.
        findings: ids of the claims that the sheet is for, in order; one without a passage has zeros.
    """
    coders = evidence.loc[evidence["coder"] != AGREED, ["document", "coder"]].drop_duplicates()
    spoken = verdict_evidence.merge(coders, on="document", how="left", validate="many_to_many")
    interviews = documents[documents["kind"] == "interview"]
    wholes = {
        "interviews": len(interviews),
        "observations": int((documents["kind"] == "observation").sum()),
        "municipalities": documents["municipality"].nunique(),
        "perspectives": interviews["perspective"].nunique(),
    }
    rows = [row for finding in findings for row in _inputs(finding, spoken[spoken["claim"] == finding], wholes)]
    return CONFIDENCE_SHEET.of(rows)


def _inputs(finding: str, spoken: pd.DataFrame, wholes: Mapping[str, int]) -> list[dict[str, Any]]:
    interviews = spoken[spoken["kind"] == "interview"]
    support, counter = (interviews[interviews["stance"] == stance] for stance in ("support", "counter"))
    both = set(support["document"]) & set(counter["document"])
    observed = spoken[(spoken["kind"] == "observation") & (spoken["stance"] == "support")]
    coders = spoken.groupby("document")["coder"].nunique()
    measures = [
        ("methodological_limitations", "coders", spoken["coder"].nunique(), None),
        ("methodological_limitations", "documents_coded_twice", int((coders > 1).sum()), len(coders)),
        ("coherence", "respondents_against", counter["document"].nunique(), wholes["interviews"]),
        ("coherence", "respondents_for_and_against", len(both), wholes["interviews"]),
        ("adequacy", "respondents_in_support", support["document"].nunique(), wholes["interviews"]),
        ("adequacy", "passages_in_support", support["segment"].nunique(), None),
        ("relevance", "municipalities", support["municipality"].nunique(), wholes["municipalities"]),
        ("relevance", "perspectives", support["perspective"].nunique(), wholes["perspectives"]),
        ("relevance", "observations_in_support", observed["document"].nunique(), wholes["observations"]),
    ]
    return [
        {"finding": finding, "component": component, "measure": measure, "value": value, "out_of": whole}
        for component, measure, value, whole in measures
    ]
