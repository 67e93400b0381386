"""A small study written by hand: who holds which codes, and claims about them."""

from dataclasses import dataclass

import pandas as pd
import pytest
import yaml
from made_studies import tables_of_claims

from wijkresearch.steps.coding import join_evidence
from wijkresearch.steps.conclusions import Record, list_asking
from wijkresearch.steps.connections import join_courses
from wijkresearch.study import no_guide
from wijkresearch.tables import CODEBOOK, DOCUMENTS, SEGMENTS

ROLES = [f"{role}_{world}" for role in ("fikser", "bouwer") for world in ("binnen", "buiten")]
OUTCOMES = {"gelukt": "fulfilled", "gehinderd": "hindered", "ongevraagd": "not_called_upon"}
DIRECTIONS = ["heen", "terug"]
CODES = ["gehoord", "pro", "pro_onder", "contra", "ander", "ander_contra", *ROLES, *OUTCOMES, *DIRECTIONS]


@dataclass
class Town:
    """Everything that a verdict is made from."""

    claims: dict
    record: Record

    @property
    def inputs(self):
        return self.claims, self.record


def codebook():
    rows = pd.DataFrame({"code": CODES})
    rows["label_nl"] = rows["label_en"] = rows["definition"] = rows["code"]
    rows["parent"] = rows["code"].map({"pro_onder": "pro"})
    rows["role"] = [code.split("_")[0] if code in ROLES else None for code in CODES]
    rows["world"] = [code.split("_")[1] if code in ROLES else None for code in CODES]
    rows["outcome"] = rows["code"].map(OUTCOMES)
    kinds = dict.fromkeys(OUTCOMES, "outcome") | dict.fromkeys(DIRECTIONS, "direction")
    return CODEBOOK.check(rows.assign(origin="inductive", kind=rows["code"].map(kinds).fillna("open")))


def claim_entry(claim="C1", **changes):
    entry = {
        "id": claim,
        "text": {"nl": "bewering", "en": "claim"},
        "answers": "vraag",
        "kind": "prevalence",
        "support": ["pro"],
        "counter": ["contra"],
        "eligible": {"kind": "interview"},
        "rule": {"min_respondents": 2, "min_label": "typical"},
        "derived_from": ["een"],
    } | changes
    return {key: value for key, value in entry.items() if value is not None}


def composite_entry(claim, **changes):
    """A claim that follows from others; a composite says each part with the whole sentence."""
    bare = dict.fromkeys(("support", "counter", "eligible", "rule"))
    entry = claim_entry(claim, **{"derived_from": None, "kind": "composite", **bare, **changes})
    parts = [part for listed in entry.get("composition", {}).values() for part in listed]
    return {**entry, "says": dict.fromkeys(parts, entry["text"])} if parts else entry


@pytest.fixture
def make_town(tmp_path):
    """A town from `(municipality, perspective, codes)` per interview; observations have the perspective `kijkt`.

    Every code is on a passage of its own, those of a tuple together on one. Everybody also carries the code `gehoord`,
    which no claim rests on; codes of None mean that nothing was coded yet.
    """

    def make(people, *entries):
        (tmp_path / "claims.yml").write_text(yaml.safe_dump(list(entries) or [claim_entry()]), encoding="utf-8")
        names = [f"D{place}" for place, _ in enumerate(people, start=1)]
        documents = DOCUMENTS.check(
            pd.DataFrame(
                {
                    "document": names,
                    "municipality": [person[0] for person in people],
                    "kind": ["observation" if person[1] == "kijkt" else "interview" for person in people],
                    "function": "functie",
                    "perspective": [person[1] for person in people],
                    "coding_order": range(1, len(people) + 1),
                }
            )
        )
        rows = [
            {"document": name, "start": 10 * place, "end": 10 * place + 5, "code": code, "coder": "een"}
            for name, person in zip(names, people, strict=True)
            for place, codes in enumerate([] if person[2] is None else [*person[2], "gehoord"])
            for code in ((codes,) if isinstance(codes, str) else codes)
        ]
        columns = ["document", "start", "end", "code", "coder"]
        segments = SEGMENTS.check(pd.DataFrame(rows, columns=columns)) if rows else SEGMENTS.empty()
        codes = codebook()
        evidence = join_evidence(segments, documents, codes)
        record = Record(evidence, join_courses(evidence), documents, codes)
        claims = tables_of_claims(tmp_path / "claims.yml", codes)
        asking = list_asking(claims, no_guide(), evidence, documents, codes)
        return Town({**claims, "claim_asking": asking}, record)

    return make


@pytest.fixture
def new_claim():
    return claim_entry


@pytest.fixture
def new_composite():
    return composite_entry
