"""Finding back what was coded: passages by their codes, case, perspective, outcome and words, and codes by attribute.

What is found is counted on one reading per document, as everything else is. A code is itself alone, as in all other
counts; `under` takes along what stands below it in the codebook. No text travels: a passage is its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wijkresearch.errors import Problem, did_you_mean, raise_if_any
from wijkresearch.rigour.spans import have_part, number_codings
from wijkresearch.rigour.word_search import holds_word
from wijkresearch.study import Study
from wijkresearch.tables.coding import CODE_FREQUENCIES
from wijkresearch.tables.finding_back import CODES_BY_ATTRIBUTE, FOUND_PASSAGES

FEW = 8
ATTRIBUTES = ("municipality", "perspective", "kind", "function", "guide", "phase", "province")
"""Of the register and of the cases, beside those that people named themselves."""


@dataclass(frozen=True)
class Wanted:
    """What passages are asked for, in ids; nothing where it does not matter."""

    codes: tuple[str, ...] = ()
    municipality: str = ""
    perspective: str = ""
    outcome: str = ""
    text: str = ""
    beside: tuple[str, ...] = ()
    near: int = 0


def want(study: Study, asked: Mapping[str, str | Iterable[str]], *, near: int = 0, under: bool = False) -> Wanted:
    """What is asked for in ids, from ids and labels.

    Args:
        study: the released study.
        asked: `codes`, `beside`, `municipality`, `perspective`, `outcome` and `text`, each as typed.
        near: passages with a code of `beside` may also be fewer than so many characters away.
        under: do codes that stand below one of the codes in the codebook count as that code?

    Raises:
        StudyError: lists everything that is asked for and that the study has not got.
    """
    known: dict[str, Mapping[str, Collection[str]]] = {
        "code": {row.code: (row.label_nl, row.label_en) for row in study.codebook.itertuples()},
        "municipality": {case: (name,) for case, name in study.municipality_names.items()},
        "perspective": {name: (label,) for name, label in study.labels("perspectives").items()},
        "outcome": dict.fromkeys(study.codebook["outcome"].dropna(), ()),
    }
    kinds = {"codes": "code", "beside": "code"} | {name: name for name in known if name != "code"}
    _, problems = find_ids("question", asked, dict.fromkeys((*kinds, "text"), ()))
    found = {}
    for name, kind in kinds.items():
        found[name], wrong = find_ids(kind, listed(asked.get(name, ())), known[kind])
        problems += wrong
    raise_if_any(problems)
    codes = below(study.codebook, found["codes"]) if under else found["codes"]
    single = {name: next(iter(found[name]), "") for name in ("municipality", "perspective", "outcome")}
    return Wanted(tuple(codes), text=str(asked.get("text", "")), beside=tuple(found["beside"]), near=near, **single)


def listed(asked: str | Iterable[str]) -> list[str]:
    """What is asked for, one by one; an empty text asks for nothing."""
    return [asked] * bool(asked) if isinstance(asked, str) else list(asked)


def find_ids(kind: str, asked: Iterable[str], known: Mapping[str, Collection[str]]) -> tuple[list[str], list[Problem]]:
    """The ids of what is asked for by id or label, and a problem for each that is not known or is not one alone.

    >>> find_ids("code", ["Fikser"], {"fikser": ("Fikser", "Fixer")})
    (['fikser'], [])

    Args:
        kind: of what, such as `code`.
        asked: ids or labels; capitals do not matter in labels.
        known: id to labels.
    """
    meant: dict[str, list[str]] = {}
    for name, labels in known.items():
        for label in {label.casefold() for label in labels}:
            meant.setdefault(label, []).append(name)
    found, problems = [], []
    for one in asked:
        ids = [one] if one in known else meant.get(one.casefold(), [])
        found += ids
        if len(ids) > 1:
            problems.append(Problem("passages", f"'{one}' is the label of more than one {kind}", ", ".join(ids)))
        elif not ids:
            expected = f"one of {', '.join(known)}" if len(known) <= FEW else ""
            hint = did_you_mean(one, known) or did_you_mean(
                one, [label for labels in known.values() for label in labels]
            )
            problems.append(Problem("passages", f"there is no {kind} '{one}'", expected, hint))
    return found, problems


def below(codebook: pd.DataFrame, codes: Iterable[str]) -> list[str]:
    """The codes and every code that stands below one of them, in the order of the codebook."""
    taken, size = set(codes), -1
    while len(taken) > size:
        size = len(taken)
        taken |= set(codebook.loc[codebook["parent"].isin(taken), "code"])
    return [code for code in codebook["code"] if code in taken]


def find_passages(reading: pd.DataFrame, wanted: Wanted, transcripts: Mapping[str, str]) -> pd.DataFrame:
    """FOUND_PASSAGES: the passages that are asked for, in the order of the reading.

    Args:
        reading: EVIDENCE, one reading per document.
        wanted: what is asked for.
        transcripts: the texts, for passages by their words.
    """
    rows = reading[reading["code"].isin(wanted.codes)] if wanted.codes else reading
    for column in ("municipality", "perspective"):
        value = getattr(wanted, column)
        rows = rows[rows[column] == value] if value else rows
    if wanted.outcome:
        rows = rows[rows["segment"].isin(reading.loc[reading["outcome"] == wanted.outcome, "segment"])]
    if wanted.beside:
        beside = reading[reading["code"].isin(wanted.beside)]
        rows = rows[have_part(rows, beside, near=wanted.near) >= 0]
    if wanted.text:
        rows = rows[holds_word(rows, transcripts, wanted.text)]
    return _one_row_each(rows)


def _one_row_each(rows: pd.DataFrame) -> pd.DataFrame:
    """FOUND_PASSAGES of EVIDENCE: one row for a passage, whatever number of codes it has."""
    shared = rows["segment"].duplicated(keep=False)
    joined = rows[shared].groupby("segment", sort=False)["code"].agg(lambda codes: " ".join(dict.fromkeys(codes)))
    found = rows.drop_duplicates("segment") if shared.any() else rows
    codes = found["segment"].map(joined).fillna(found["code"]) if len(joined) else found["code"]
    return FOUND_PASSAGES.check(found.assign(codes=codes)[FOUND_PASSAGES.column_names])


def count_in_documents(reading: pd.DataFrame, documents: pd.DataFrame, kinds: pd.Series) -> pd.DataFrame:
    """CODE_FREQUENCIES with zeros: how often each code was given in each document.

    Args:
        reading: EVIDENCE, one reading per document.
        documents: DOCUMENTS.
        kinds: code to its kind, for the codes that are counted.
    """
    size = len(kinds)
    given = number_codings(reading, list(kinds.index), documents["document"])
    rows = documents[["document", "municipality"]].loc[documents.index.repeat(size)].reset_index(drop=True)
    codes = pd.DataFrame({"code": kinds.index, "code_kind": kinds.array})
    rows[["code", "code_kind"]] = codes.take(np.tile(np.arange(size), len(documents))).set_axis(rows.index)
    counts = np.bincount(given["document"] * size + given["code"], minlength=len(rows))
    return CODE_FREQUENCIES.check(rows.assign(segments=counts))


def value_of_documents(study: Study, attribute: str) -> pd.Series:
    """Document to what an attribute is there: of the register, of the cases, or of people's own; without what is empty.

    Raises:
        StudyError: there is no such attribute.
    """
    own = study.attributes[study.attributes["attribute"] == attribute].set_index("municipality")["value"]
    known = [*ATTRIBUTES, *study.attributes["attribute"].drop_duplicates()]
    _, problems = find_ids("attribute", [attribute], dict.fromkeys(known, ()))
    raise_if_any(problems)
    documents = study.documents.set_index("document", drop=False)
    if attribute in documents:
        return documents[attribute].dropna()
    cases = study.municipalities.set_index("municipality")
    return documents["municipality"].map(cases.get(attribute, own)).dropna().astype("str")


def count_by_attribute(
    reading: pd.DataFrame, values: pd.Series, codes: Sequence[str], *, attribute: str, interviews: Collection[str]
) -> pd.DataFrame:
    """CODES_BY_ATTRIBUTE: how often each code was given where the attribute has each value, zeros kept.

    Args:
        reading: EVIDENCE, one reading per document.
        values: document to value.
        codes: the codes that are counted.
        attribute: what it is called.
        interviews: the documents that are interviews.
    """
    of, named = pd.factorize(values)
    size = len(named)
    given = number_codings(reading, codes, values.index.to_series())
    given = given[given["document"] >= 0]
    asked = values.index.isin(list(interviews))
    spoken = given[asked[given["document"]]].drop_duplicates(["document", "code"])
    cells = [of[counted["document"]] + counted["code"] * size for counted in (given, spoken)]
    rows = pd.DataFrame({"code": np.repeat(np.asarray(codes, dtype=object), size), "attribute": attribute})
    rows["value"] = np.tile(np.asarray(named, dtype=object), len(codes))
    rows["segments"], rows["respondents"] = (np.bincount(cell, minlength=len(rows)) for cell in cells)
    rows["interviews"] = np.tile(np.bincount(of[asked], minlength=size), len(codes))
    return CODES_BY_ATTRIBUTE.check(rows)
