"""Agreement on where passages begin and end: Krippendorff's unitizing α, with the version named.

Three different numbers have been published under nearly one name: αU (1995; 2004), the form of the third edition (2013)
and the family of 2016/2019, which replaced both. Here are three members of that family:

- `u`   uα: boundaries and codes together, gaps included (2019, §12.6.3);
- `|u`  |uα: only what was coded against what was not (§12.6.4);
- `cu`  cuα: codes, where both coders coded something (§12.6.5).

With more than two coders the pairs within one passage count for cuα by the length that pairs with each other coder,
divided by their number: the rule of uα carried over; the published formula is written for whole passages and open
implementations differ.

Source: Krippendorff, Mathet, Bouvry & Widlöcher (2016) Quality & Quantity 50, 2347–2364, with erratum; Krippendorff
(2019) Content Analysis, 4th ed., §12.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

import numpy as np
import pandas as pd

from wijkresearch.coder_agreement.ratings import Numbers, Whole
from wijkresearch.coder_agreement.tables import UNITIZING
from wijkresearch.errors import Problem, raise_if_any

NAMES: dict[str, str] = {
    "u": "uα (Krippendorff 2019, §12.6.3)",
    "|u": "|uα (Krippendorff 2019, §12.6.4)",
    "cu": "cuα (Krippendorff 2019, §12.6.5)",
}
SPAN = ("document", "coder", "start", "end", "code")
GAP = 0


@dataclass(frozen=True)
class _Coincidences:
    """Lengths on which two coders' values met: observed and expected, row and column 0 for what was not coded."""

    observed: Numbers
    expected: Numbers
    observed_valued: Numbers
    expected_valued: Numbers


@dataclass(frozen=True)
class _Continuum:
    """Stretches between any two boundaries: their length, and per coder the code and the passage that cover them."""

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    lengths: Numbers
    given: Whole
    passages: Whole
    n_passages: int


def unitizing_family(segments: pd.DataFrame, *, length: Mapping[str, int]) -> pd.DataFrame:
    """UNITIZING: uα, |uα and cuα, how far coders agree on which passages carry which code.

    Args:
        segments: columns `document`, `coder`, `start`, `end` (exclusive) and `code`. The passages of one coder may not
            overlap: take one code, or one domain of exclusive codes.
        length: characters of every document by its id; each of them counts, also without passages.

    Raises:
        StudyError: a document has no length, a passage lies outside its document, or one coder's passages overlap.
    """
    spans = _checked(segments, length)
    coders = tuple(sorted(spans["coder"].unique()))
    if len(coders) < 2:
        found = dict.fromkeys(NAMES, (float("nan"), "there are fewer than two coders"))
    else:
        met = _coincide(_continuum(spans, length, coders))
        found = {version: _family_value(met, version) for version in NAMES}
    rows = [
        {
            "version": version,
            "coefficient": NAMES[version],
            "value": value,
            "passages": len(spans),
            "undefined": reason if np.isnan(value) else None,
        }
        for version, (value, reason) in found.items()
    ]
    return UNITIZING.check(pd.DataFrame(rows))


def join_overlapping_passages(segments: pd.DataFrame) -> pd.DataFrame:
    """Passages of one coder with the same code that overlap or touch, joined to one passage.

    Args:
        segments: columns `document`, `coder`, `start`, `end` and `code`.

    Returns:
        The same five columns, sorted; no two passages of a coder with one code overlap.
    """
    ordered = segments.sort_values(["document", "coder", "code", "start", "end"])
    same = ["document", "coder", "code"]
    reach = ordered.groupby(same)["end"].cummax().groupby([ordered[name] for name in same]).shift()
    begins = reach.isna() | (ordered["start"] > reach)
    joined = ordered.assign(passage=begins.cumsum()).groupby([*same, "passage"], as_index=False)
    spans = joined.agg(start=("start", "min"), end=("end", "max"))
    return spans[["document", "coder", "start", "end", "code"]].sort_values(["document", "start", "coder", "code"])


def _checked(segments: pd.DataFrame, lengths: Mapping[str, int]) -> pd.DataFrame:
    """The passages, sorted; every problem at once."""
    missing = [name for name in SPAN if name not in segments.columns]
    raise_if_any(Problem("segments", f"column '{name}' is missing", ", ".join(SPAN)) for name in missing)
    spans = segments[list(SPAN)].sort_values(["document", "coder", "start", "end"]).reset_index(drop=True)
    raise_if_any(_span_problems(spans, lengths))
    return spans


def _span_problems(spans: pd.DataFrame, lengths: Mapping[str, int]) -> Iterator[Problem]:
    for document in sorted(set(spans["document"]) - set(lengths)):
        yield Problem("length", f"document '{document}' has no length", "the characters of every document")
    longest = spans["document"].map(lengths)
    wrong = (spans["start"] < 0) | (spans["end"] <= spans["start"]) | (spans["end"] > longest)
    for row in spans[wrong].itertuples():
        where = f"passage {row.document}:{row.start}-{row.end}"
        yield Problem(where, "it is empty or not inside its document", f"within 0-{lengths.get(row.document)}")
    apart = ["document", "coder"]
    earlier = spans.groupby(apart)["end"].cummax().groupby([spans[name] for name in apart]).shift()
    for row in spans[spans["start"] < earlier].itertuples():
        where = f"passage {row.document}:{row.start}-{row.end}"
        remedy = "Take one code or one domain at a time, or join_overlapping_passages."
        yield Problem(where, f"it overlaps another passage of coder '{row.coder}'", "no overlap", remedy)


def _continuum(spans: pd.DataFrame, lengths: Mapping[str, int], coders: tuple[str, ...]) -> _Continuum:
    """All documents after one another, cut wherever any passage or document begins or ends."""
    codes = tuple(sorted(spans["code"].unique()))
    begin = dict(zip(lengths, np.cumsum([0, *lengths.values()])[:-1], strict=True))
    offset = spans["document"].map(begin).to_numpy(dtype=np.int64)
    start, end = spans["start"].to_numpy(np.int64) + offset, spans["end"].to_numpy(np.int64) + offset
    edges = np.unique(np.concatenate([start, end, np.cumsum([0, *lengths.values()])]))
    first, last = np.searchsorted(edges, start), np.searchsorted(edges, end)
    who = np.searchsorted(np.asarray(coders, dtype=object), spans["coder"].to_numpy(dtype=object))
    what = np.searchsorted(np.asarray(codes, dtype=object), spans["code"].to_numpy(dtype=object)) + 1
    given = np.zeros((len(coders), len(edges) - 1), dtype=np.int64)
    passages = np.full(given.shape, -1, dtype=np.int64)
    for place in range(len(spans)):
        covered = slice(first[place], last[place])
        given[who[place], covered] = what[place]
        passages[who[place], covered] = place
    return _Continuum(coders, codes, np.diff(edges).astype(float), given, passages, len(spans))


def _coincide(continuum: _Continuum) -> _Coincidences:
    """ℓ and ε (2019, eqs 32–33), over everything and over the stretches that both coders of a pair coded."""
    size, others = len(continuum.codes) + 1, len(continuum.coders) - 1
    observed = np.zeros(size * size)
    for one, other in permutations(range(len(continuum.coders)), 2):
        pair = continuum.given[one] * size + continuum.given[other]
        observed += np.bincount(pair, continuum.lengths, size * size)
    met = observed.reshape(size, size) / others
    own, own_valued = np.zeros(size), np.zeros(size)
    valued = continuum.given > GAP
    for who in range(len(continuum.coders)):
        passage, coded = continuum.passages[who][valued[who]], continuum.given[who][valued[who]]
        long = continuum.lengths[valued[who]]
        shared = long * (valued.sum(axis=0) - 1)[valued[who]] / others
        code_of = np.zeros(continuum.n_passages, dtype=np.int64)
        code_of[passage] = coded
        own += np.bincount(code_of, np.bincount(passage, long, continuum.n_passages) ** 2, size)
        own_valued += np.bincount(code_of, np.bincount(passage, shared, continuum.n_passages) ** 2, size)
        own[GAP] += continuum.lengths[~valued[who]].sum()
    both = met[1:, 1:]
    return _Coincidences(met, _expected(met, own), both, _expected(both, own_valued[1:]))


def _expected(met: Numbers, own: Numbers) -> Numbers:
    """What chance would pair: the product of the lengths without the pairs within one passage, to the same total."""
    chance = np.outer(met.sum(axis=1), met.sum(axis=0)) - np.diag(own)
    total = chance.sum()
    return np.asarray(chance * met.sum() / total) if total > 0 else np.full(met.shape, np.nan)


def _family_value(met: _Coincidences, version: str) -> tuple[float, str]:
    """The coefficient, and why it would be undefined."""
    if version == "u":
        return _one_minus(met.observed, met.expected), "nobody coded anything, or all is one passage"
    if version == "|u":
        return _one_minus(_coded_or_not(met.observed), _coded_or_not(met.expected)), "all or nothing was coded"
    reason = "nowhere did two coders code the same stretch, or always with one and the same code"
    return _one_minus(met.observed_valued, met.expected_valued), reason


def _one_minus(observed: Numbers, expected: Numbers) -> float:
    by_chance = expected.sum() - np.trace(expected)
    return float(1 - (observed.sum() - np.trace(observed)) / by_chance) if by_chance > 1e-12 else float("nan")


def _coded_or_not(met: Numbers) -> Numbers:
    return np.array([[met[0, 0], met[0, 1:].sum()], [met[1:, 0].sum(), met[1:, 1:].sum()]])
