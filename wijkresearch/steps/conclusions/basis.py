"""What verdicts rest on, by fingerprint: a changed transcript, coding, definition or claim is noticed and named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from wijkresearch.steps.conclusions.codes import expand_codes
from wijkresearch.steps.conclusions.record import Record
from wijkresearch.steps.conclusions.respondents import hear
from wijkresearch.study import code_meanings, text_fingerprint
from wijkresearch.tables import CLAIM_BASIS, CLAIM_FREEZES, STALE_VERDICTS
from wijkresearch.tables.claims import ClaimTables

ITEM = ["claim", "kind", "item"]


def list_basis(claims: ClaimTables, record: Record, texts: Mapping[str, str]) -> pd.DataFrame:
    """CLAIM_BASIS: everything that the verdicts on each claim rest on, each with a fingerprint; no text.

    A claim rests on its own wording and rule, the definitions of its codes, the eligible respondents as registered, the
    texts of their documents (also where nothing was found in them) and the codings with its codes.

    Args:
        claims: the tables of the claims.
        record: what they are judged on.
        texts: the text of each document (`Study.transcripts`).
    """
    respondents, passages = hear(claims, record)
    heard = pd.concat([respondents[["claim", "document"]], passages[["claim", "document"]]]).drop_duplicates()
    seen = {
        document: text_fingerprint(texts[document])[:16] for document in heard["document"].unique() if document in texts
    }
    named = claims["claims"]["claim"]
    rows = zip(named, named, claims["claims"]["fingerprint"], strict=True)
    found = [_rows("claim", rows), _rows("definition", _definitions(claims, record.codebook))]
    registered = respondents.assign(register=_digests(respondents, ["municipality", "perspective", "phase", "asked"]))
    found.append(_rows("respondent", registered[["claim", "document", "register"]].itertuples(index=False, name=None)))
    read = heard[heard["document"].isin(seen)]
    found.append(_rows("transcript", zip(read["claim"], read["document"], read["document"].map(seen), strict=True)))
    found.append(_rows("coding", _codings(passages)))
    order = {claim: place for place, claim in enumerate(claims["claims"]["claim"])}
    listed = pd.concat(found, ignore_index=True)
    listed = listed.assign(order=listed["claim"].map(order)).sort_values(["order", "kind", "item"], kind="stable")
    return CLAIM_BASIS.check(listed[CLAIM_BASIS.column_names], "what the claims rest on")


def list_stale(before: pd.DataFrame, now: pd.DataFrame, claims: ClaimTables) -> pd.DataFrame:
    """STALE_VERDICTS: every reason why the last verdicts no longer hold; empty when all still do.

    A composite is stale when one of its parts is.

    Args:
        before: CLAIM_BASIS as the last run wrote it.
        now: CLAIM_BASIS as it is.
        claims: the tables of the claims.
    """
    both = before.merge(now, on=ITEM, how="outer", suffixes=("_before", "_now"), indicator="side", sort=False)
    differs = (both["side"] != "both") | (both["fingerprint_before"] != both["fingerprint_now"])
    words = {"both": "changed", "left_only": "removed", "right_only": "added"}
    stale = both.loc[differs, ITEM].assign(change=both.loc[differs, "side"].astype("str").map(words))
    whole = pd.concat([stale, _dragged(set(stale["claim"]), claims["claim_parts"])], ignore_index=True)
    return STALE_VERDICTS.check(whole.sort_values(ITEM, kind="stable"), "stale verdicts")


def check_freezes(claims: ClaimTables, codebook: pd.DataFrame, municipalities: Iterable[str]) -> pd.DataFrame:
    """CLAIM_FREEZES: was a claim, or a definition that it rests on, edited since it was frozen?

    An edit after the day of freezing is no sin; unsaid while new cases are in, it is: then the claim may have been bent
    to the data that it is tested on.

    Args:
        claims: the tables of the claims.
        codebook: CODEBOOK.
        municipalities: ids of all cases in the study.
    """
    definitions = pd.DataFrame(_definitions(claims, codebook), columns=["claim", "code", "fingerprint"])
    joined = (
        definitions.sort_values(["claim", "code"])
        .groupby("claim")
        .apply(
            lambda rows: text_fingerprint("\n".join(rows["code"] + " " + rows["fingerprint"]))[:16],
            include_groups=False,
        )
    )
    frozen = claims["claims"].set_index("claim")
    sources = claims["claim_sources"].groupby("claim")["municipality"].agg(set)
    known = set(municipalities)
    eligible = claims["claim_eligible"]
    limits = eligible[eligible["property"] == "municipality"].groupby("claim")["value"].agg(set).to_dict()
    rows = []
    for claim, row in frozen.iterrows():
        codebook_now = joined.get(claim, text_fingerprint("")[:16])
        edited = _differs(row["frozen_claim"], row["fingerprint"]), _differs(row["frozen_codebook"], codebook_now)
        test_cases = len((limits.get(claim) or known) & known - sources.get(claim, set()))
        rows.append(
            {
                "claim": claim,
                "frozen_on": row["frozen_on"],
                "claim_now": row["fingerprint"],
                "codebook_now": codebook_now,
                "claim_edited": edited[0],
                "codebook_edited": edited[1],
                "test_cases": test_cases,
                "edited_after_new_data": test_cases > 0 and any(state is not False for state in edited),
            }
        )
    return CLAIM_FREEZES.of(rows, "freezes of the claims")


def _differs(frozen: object, now: str) -> bool | None:
    return None if pd.isna(frozen) else str(frozen) != now


def _definitions(claims: ClaimTables, codebook: pd.DataFrame) -> list[tuple[str, str, str]]:
    meanings = code_meanings(codebook)
    expanded = expand_codes(claims["claim_codes"], codebook)
    codes = expanded[["claim", "code"]].drop_duplicates()
    return [(row.claim, row.code, meanings[row.code]) for row in codes.itertuples()]


def _codings(passages: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    columns = ["segment", "code", "stance"]
    for (claim, document), rows in passages.groupby(["claim", "document"]):
        listed = sorted(" ".join(values) for values in rows[columns].itertuples(index=False, name=None))
        yield claim, document, text_fingerprint("\n".join(listed))[:16]


def _digests(rows: pd.DataFrame, columns: list[str]) -> list[str]:
    return [text_fingerprint("\n".join(map(str, row)))[:16] for row in rows[columns].itertuples(index=False, name=None)]


def _rows(kind: str, rows: Iterable[tuple[str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["claim", "item", "fingerprint"], dtype="str").assign(kind=kind)


def _dragged(stale: set[str], parts: pd.DataFrame) -> pd.DataFrame:
    """A row for every part that makes a composite stale, until no further composite follows."""
    found: list[dict[str, str]] = []
    while True:
        named = {row["claim"] for row in found}
        rows = parts[parts["part"].isin(stale | named)]
        found = [{"claim": row.claim, "kind": "part", "item": row.part, "change": "stale"} for row in rows.itertuples()]
        if {row["claim"] for row in found} == named:
            return pd.DataFrame(found, columns=["claim", "kind", "item", "change"])
