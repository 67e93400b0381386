"""Agreement on where passages begin and end: Krippendorff's unitizing α, with the version named.

Three different numbers have been published under nearly one name. Here are the family of 2016/2019 and the first one:

- `u`     uα: boundaries and codes together, gaps included (2019, §12.6.3);
- `|u`    |uα: only what was coded against what was not (§12.6.4);
- `cu`    cuα: codes, where both coders coded something (§12.6.5);
- `(k)u`  (k)uα: one code, where both coders coded something (§12.6.6);
- `U-2004`  αU, squared distances per code (Krippendorff 1995, Sociological Methodology 25; 2004, pp. 251–256).

The form of the third edition (2013, eqs 16–19), which the family replaced, is not offered. With more than two coders
the pairs within one passage count for cuα by the length that pairs with each other coder, divided by their number: the
rule of uα carried over; the published formula is written for whole passages and open implementations differ.

Source: Krippendorff, Mathet, Bouvry & Widlöcher (2016) Quality & Quantity 50, 2347–2364, with erratum; Krippendorff
(2019) Content Analysis, 4th ed., §12.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Literal, get_args

import numpy as np
import pandas as pd

from wijkresearch.coder_agreement.coefficients import Agreement
from wijkresearch.coder_agreement.ratings import Numbers, Whole
from wijkresearch.coder_agreement.tables import UNITIZING
from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any

Version = Literal["u", "|u", "cu", "(k)u", "U-2004"]
NAMES: dict[str, str] = {
    "u": "uα (Krippendorff 2019, §12.6.3)",
    "|u": "|uα (Krippendorff 2019, §12.6.4)",
    "cu": "cuα (Krippendorff 2019, §12.6.5)",
    "(k)u": "(k)uα (Krippendorff 2019, §12.6.6)",
    "U-2004": "αU (Krippendorff 1995; 2004, pp. 251–256)",
}
SPAN = ("coder", "start", "end", "code")
GAP = 0


@dataclass(frozen=True)
class _Coincidences:
    """Lengths on which two coders' values met: observed and expected, row and column 0 for what was not coded."""

    codes: tuple[str, ...]
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


def unitizing_alpha(
    segments: pd.DataFrame, *, length: int | Mapping[str, int], version: Version = "u", code: str | None = None
) -> Agreement:
    """How far coders agree on which passages carry which code.

    Args:
        segments: columns `coder`, `start`, `end` (exclusive) and `code`, and `document` where there are several. The
            passages of one coder may not overlap: take one code, or one domain of exclusive codes (`U-2004` allows
            it between codes, for it compares code by code).
        length: characters of the document, or of every document by its id (each of them counts, also without passages).
        version: `u`, `|u`, `cu`, `(k)u` or `U-2004`; see the module.
        code: the code of `(k)u`; for `U-2004` one code, or all where left out.

    Returns:
        The coefficient, with the number of passages as `n_units`.

    Raises:
        StudyError: a version, code or document is not known, a passage lies outside its document, or one coder's
            passages overlap.
    """
    spans = _checked(segments, length, version, code)
    lengths = dict(length) if isinstance(length, Mapping) else {"": length}
    coders = tuple(sorted(spans["coder"].unique()))
    name = NAMES[version] + (f", code {code}" if code is not None else "")
    if len(coders) < 2:
        return Agreement(float("nan"), name, len(spans), len(coders), 0, "there are fewer than two coders")
    if version == "U-2004":
        value = _alpha_2004(spans, lengths, coders, code)
        reason = "there is no passage that could have been somewhere else"
    else:
        value, reason = _family_value(_coincide(_continuum(spans, lengths, coders)), version, code)
    return Agreement(value, name, len(spans), len(coders), 0, reason if np.isnan(value) else "")


def unitizing_family(segments: pd.DataFrame, *, length: int | Mapping[str, int]) -> pd.DataFrame:
    """Every member of the family at once: uα, |uα and cuα over all codes and (k)uα with its coverage per code.

    Args:
        segments: as in `unitizing_alpha`.
        length: as in `unitizing_alpha`.

    Returns:
        UNITIZING: `coverage` is the share of the code's length on which another coder coded something as well.

    Raises:
        StudyError: as `unitizing_alpha`.
    """
    spans = _checked(segments, length, "u", None)
    codes = sorted(spans["code"].unique())
    wanted: list[tuple[Version, str | None]] = [("u", None), ("|u", None), ("cu", None), *(("(k)u", k) for k in codes)]
    results = [unitizing_alpha(segments, length=length, version=version, code=code) for version, code in wanted]
    lengths = dict(length) if isinstance(length, Mapping) else {"": length}
    coders = tuple(sorted(spans["coder"].unique()))
    coverage = _coverage(_continuum(spans, lengths, coders)) if len(coders) > 1 else [float("nan")] * len(codes)
    rows = pd.DataFrame(
        {
            "version": [version for version, _ in wanted],
            "code": [code or "" for _, code in wanted],
            "coefficient": [result.coefficient for result in results],
            "value": [result.value for result in results],
            "coverage": [float("nan")] * 3 + coverage,
            "passages": [result.n_units for result in results],
            "undefined": [result.undefined for result in results],
        }
    )
    return UNITIZING.check(rows)


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


def _coverage(continuum: _Continuum) -> list[float]:
    """Per code the share of its length on which another coder coded something as well."""
    met = _coincide(continuum)
    return list(met.observed_valued.sum(axis=1) / np.maximum(met.observed.sum(axis=1)[1:], 1e-300))


def _checked(segments: pd.DataFrame, length: int | Mapping[str, int], version: str, code: str | None) -> pd.DataFrame:
    """The passages with a document, sorted; every problem at once."""
    if version not in get_args(Version):
        known = get_args(Version)
        hint = did_you_mean(version, known)
        raise StudyError(Problem("unitizing_alpha", f"version '{version}'", f"one of {', '.join(known)}", hint))
    several = isinstance(length, Mapping)
    needed = (*SPAN, "document") if several else SPAN
    missing = [name for name in needed if name not in segments.columns]
    raise_if_any(Problem("segments", f"column '{name}' is missing", ", ".join(needed)) for name in missing)
    listed = sorted(segments["document"].unique()) if "document" in segments.columns else []
    if not several and len(listed) > 1:
        found = f"passages of {len(listed)} documents: {', '.join(map(str, listed))}"
        raise StudyError(Problem("segments", found, "one document", "Give `length` as document to characters."))
    spans = segments[list(needed)].assign(document=segments["document"] if several else "")
    spans = spans.sort_values(["document", "coder", "start", "end"]).reset_index(drop=True)
    apart = ["document", "coder", "code"] if version == "U-2004" else ["document", "coder"]
    raise_if_any(_span_problems(spans, dict(length) if isinstance(length, Mapping) else {"": length}, apart))
    if code is not None and version in ("u", "|u", "cu"):
        raise StudyError(Problem("unitizing_alpha", f"code '{code}' with version '{version}'", "no code"))
    known_codes = sorted(spans["code"].unique())
    if (code is not None or version == "(k)u") and code not in known_codes:
        hint = did_you_mean(code or "", known_codes)
        raise StudyError(Problem("unitizing_alpha", f"code '{code}'", f"one of {', '.join(known_codes)}", hint))
    return spans


def _span_problems(spans: pd.DataFrame, lengths: Mapping[str, int], apart: list[str]) -> Iterator[Problem]:
    for document in sorted(set(spans["document"]) - set(lengths)):
        yield Problem("length", f"document '{document}' has no length", "the characters of every document")
    longest = spans["document"].map(lengths)
    wrong = (spans["start"] < 0) | (spans["end"] <= spans["start"]) | (spans["end"] > longest)
    for row in spans[wrong].head(20).itertuples():
        where = f"passage {row.document}:{row.start}-{row.end}" if row.document else f"passage {row.start}-{row.end}"
        yield Problem(where, "it is empty or not inside its document", f"within 0-{lengths.get(row.document)}")
    earlier = spans.groupby(apart)["end"].cummax().groupby([spans[name] for name in apart]).shift()
    for row in spans[spans["start"] < earlier].head(20).itertuples():
        where = f"passage {row.document}:{row.start}-{row.end}" if row.document else f"passage {row.start}-{row.end}"
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
    return _Coincidences(continuum.codes, met, _expected(met, own), both, _expected(both, own_valued[1:]))


def _expected(met: Numbers, own: Numbers) -> Numbers:
    """What chance would pair: the product of the lengths without the pairs within one passage, to the same total."""
    chance = np.outer(met.sum(axis=1), met.sum(axis=0)) - np.diag(own)
    total = chance.sum()
    return np.asarray(chance * met.sum() / total) if total > 0 else np.full(met.shape, np.nan)


def _family_value(met: _Coincidences, version: str, code: str | None) -> tuple[float, str]:
    """The coefficient, and why it would be undefined."""
    if version == "u":
        return _one_minus(met.observed, met.expected), "nobody coded anything, or all is one passage"
    if version == "|u":
        return _one_minus(_coded_or_not(met.observed), _coded_or_not(met.expected)), "all or nothing was coded"
    if version == "cu":
        reason = "nowhere did two coders code the same stretch, or always with one and the same code"
        return _one_minus(met.observed_valued, met.expected_valued), reason
    place = met.codes.index(str(code))
    observed, expected = met.observed_valued[place], met.expected_valued[place]
    apart, by_chance = observed.sum() - observed[place], expected.sum() - expected[place]
    reason = "where this code was given, no other coder coded, or nothing but this code was given"
    if not (observed.sum() > 0 and by_chance > 1e-12):
        return float("nan"), reason
    return float(1 - expected.sum() / observed.sum() * apart / by_chance), reason


def _one_minus(observed: Numbers, expected: Numbers) -> float:
    by_chance = expected.sum() - np.trace(expected)
    return float(1 - (observed.sum() - np.trace(observed)) / by_chance) if by_chance > 1e-12 else float("nan")


def _coded_or_not(met: Numbers) -> Numbers:
    return np.array([[met[0, 0], met[0, 1:].sum()], [met[1:, 0].sum(), met[1:, 1:].sum()]])


def _alpha_2004(spans: pd.DataFrame, lengths: Mapping[str, int], coders: tuple[str, ...], code: str | None) -> float:
    """1 − ΣD_o / ΣD_e over the codes, on all documents as one continuum."""
    begin = dict(zip(lengths, np.cumsum([0, *lengths.values()])[:-1], strict=True))
    shifted = spans.assign(
        start=spans["start"] + spans["document"].map(begin), end=spans["end"] + spans["document"].map(begin)
    )
    whole = float(sum(lengths.values()))
    observed, expected = 0.0, 0.0
    for one in sorted(spans["code"].unique()) if code is None else [code]:
        of_code = shifted[shifted["code"] == one]
        passages = [
            of_code.loc[of_code["coder"] == coder, ["start", "end"]].to_numpy(dtype=np.float64) for coder in coders
        ]
        gaps = [_gaps(each, whole) for each in passages]
        observed += _observed_2004(passages, gaps, whole)
        expected += _expected_2004(passages, gaps, whole)
    return 1 - observed / expected if expected > 0 else float("nan")


def _gaps(passages: Numbers, whole: float) -> Numbers:
    """The stretches between the passages, as start and end."""
    starts = np.append(0, passages[:, 1])
    ends = np.append(passages[:, 0], whole)
    return np.column_stack([starts, ends])[ends > starts]


def _observed_2004(passages: list[Numbers], gaps: list[Numbers], whole: float) -> float:
    """Squared distances of passages that overlap, squared length of passages in another coder's gap."""
    total = 0.0
    for who, mine in enumerate(passages):
        for other, theirs in enumerate(passages):
            if who == other:
                continue
            start, end = mine[:, :1], mine[:, 1:]
            overlap = (start < theirs[:, 1]) & (theirs[:, 0] < end)
            distance = (start - theirs[:, 0]) ** 2 + (end - theirs[:, 1]) ** 2
            total += (overlap * distance).sum() / 2
            alone = (gaps[other][:, 0] <= start) & (end <= gaps[other][:, 1])
            total += (alone.any(axis=1) * (end - start)[:, 0] ** 2).sum()
    return float(2 * total / (len(passages) * (len(passages) - 1) * whole**2))


def _expected_2004(passages: list[Numbers], gaps: list[Numbers], whole: float) -> float:
    """The same distances over every way in which the passages could have been placed (2004, p. 254)."""
    long = np.concatenate([each[:, 1] - each[:, 0] for each in passages])
    empty = np.concatenate([each[:, 1] - each[:, 0] for each in gaps])
    shifts = (len(long) - 1) / 3 * (2 * long**3 - 3 * long**2 + long)
    fits = np.maximum(empty[None, :] - long[:, None] + 1, 0).sum(axis=1)
    pairs = len(passages) * whole * (len(passages) * whole - 1) - (long * (long - 1)).sum()
    return float(2 / whole * (shifts + long**2 * fits).sum() / pairs) if pairs > 0 else 0.0
