"""A small study written by hand: who holds which codes, and claims about them."""

from dataclasses import dataclass

import pandas as pd
import pytest
import yaml

from wijkresearch.io.claims import read_claims
from wijkresearch.steps.coding import join_evidence
from wijkresearch.tables import CODEBOOK, DOCUMENTS, SEGMENTS

ROLES = [f"{role}_{world}" for role in ("fikser", "bouwer") for world in ("binnen", "buiten")]
CODES = ["gehoord", "pro", "pro_onder", "contra", "hoepel", "ander", "ander_contra", *ROLES]


@dataclass
class Town:
    """Everything that a verdict is made from."""

    claims: dict
    evidence: pd.DataFrame
    documents: pd.DataFrame
    codebook: pd.DataFrame

    @property
    def inputs(self):
        return self.claims, self.evidence, self.documents, self.codebook


def codebook():
    rows = pd.DataFrame({"code": CODES})
    rows["label_nl"] = rows["label_en"] = rows["definition"] = rows["code"]
    rows["parent"] = rows["code"].map({"pro_onder": "pro"})
    rows["role"] = [code.split("_")[0] if code in ROLES else None for code in CODES]
    rows["world"] = [code.split("_")[1] if code in ROLES else None for code in CODES]
    return CODEBOOK.check(rows.assign(origin="inductive", kind="open"))


def claim_entry(claim="C1", **changes):
    entry = {
        "id": claim,
        "text": {"nl": "bewering", "en": "claim"},
        "answers": "vraag",
        "kind": "prevalence",
        "support": ["pro"],
        "counter": ["contra"],
        "eligible": {"kind": "interview"},
        "rule": {"min_respondents": 2, "min_label": "typical", "min_source_types": 2},
        "derived_from": ["een"],
    } | changes
    return {key: value for key, value in entry.items() if value is not None}


def composite_entry(claim, **changes):
    bare = dict.fromkeys(("support", "counter", "eligible", "rule"))
    return claim_entry(claim, **{"derived_from": None, **bare, **changes})


@pytest.fixture
def make_town(tmp_path):
    """A town from `(municipality, perspective, codes)` per interview; observations have the perspective `kijkt`.

    Everybody also carries the code `gehoord`, which no claim rests on; codes of None mean that nothing was coded yet.
    """

    def make(people, *entries, coders=None):
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
            for place, code in enumerate([] if person[2] is None else [*person[2], "gehoord"])
        ]
        columns = ["document", "start", "end", "code", "coder"]
        segments = SEGMENTS.check(pd.DataFrame(rows, columns=columns)) if rows else SEGMENTS.empty()
        codes = codebook()
        evidence = join_evidence(segments, documents, codes)
        return Town(read_claims(tmp_path / "claims.yml", codes), evidence, documents, codes)

    return make


@pytest.fixture
def new_claim():
    return claim_entry


@pytest.fixture
def new_composite():
    return composite_entry
