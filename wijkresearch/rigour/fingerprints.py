"""Codings that were made under another definition of their code than the codebook holds now.

A fingerprint is the first 16 hexadecimal digits of the SHA-256 of the Dutch label, a line end and the definition. It is
written beside every coding, so that a changed definition lists the codings that predate it.
"""

from __future__ import annotations

import pandas as pd

from wijkresearch.study import code_meanings
from wijkresearch.tables.fingerprints import CODE_FINGERPRINTS, OUTDATED_CODINGS


def fingerprint_codes(codebook: pd.DataFrame) -> pd.DataFrame:
    """CODE_FINGERPRINTS: the fingerprint of every code as it is defined now.

    Args:
        codebook: CODEBOOK.
    """
    return CODE_FINGERPRINTS.of(list(code_meanings(codebook).items()), "code fingerprints")


def list_outdated_codings(evidence: pd.DataFrame, codebook: pd.DataFrame) -> pd.DataFrame:
    """OUTDATED_CODINGS: codings made under another definition, and codings of which the definition is not known.

    Args:
        evidence: EVIDENCE.
        codebook: CODEBOOK.
    """
    now = fingerprint_codes(codebook).rename(columns={"fingerprint": "fingerprint_now"})
    joined = evidence.merge(now, on="code", how="left", validate="many_to_one")
    joined = joined.rename(columns={"code_fingerprint": "fingerprint_then"})
    joined["state"] = "changed"
    joined.loc[joined["fingerprint_then"].isna(), "state"] = "not_recorded"
    joined.loc[joined["fingerprint_now"].isna(), "state"] = "code_removed"
    outdated = joined[joined["fingerprint_then"] != joined["fingerprint_now"]]
    outdated = outdated.sort_values(["code", "document", "start", "coder"])
    return OUTDATED_CODINGS.check(outdated[OUTDATED_CODINGS.column_names], "outdated codings")
