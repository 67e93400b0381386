"""Whose reading of a document results rest on, who else read it, and what another reading would change: sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from wijkresearch.study import AGREED, BEFORE
from wijkresearch.words import catalogue, say, text
from wijkresearch.words.numbers import enumerate_words, write_number

MOST = 10
"""Ids that a sentence names; of more it says how many."""
ONE_READING = text("second_reading", "one_reading")
WORDS = catalogue("second_reading")


def say_readings(readings: pd.DataFrame, coders: Mapping[str, str], *, language: str = "nl") -> list[str]:
    """What the list is of, and an item for every coder with the documents in which results rest on that reading.

    Where every document has one coder, the first of the two says that there is no second reading.

    Args:
        readings: READINGS.
        coders: id to label, in the order of study.yml.
        language: `nl` or `en`.
    """
    words = WORDS[language]
    told = readings.fillna({"reading": "", "other_coders": ""})
    items = [
        words[_kind(coder, others)].format(
            coder=WORDS[language]["agreed"] if coder == AGREED else coders.get(coder, coder),
            others=enumerate_words((coders.get(other, other) for other in others.split(", ")), language=language),
            documents=_counted(rows["document"], language),
        )
        for (coder, others), rows in told.groupby(["reading", "other_coders"], sort=False)
    ]
    items += _say_settled(readings, language)
    alone = [] if told["other_coders"].any() else [ONE_READING[language]]
    return [" ".join([*alone, words["rests"]]), *items]


def _say_settled(readings: pd.DataFrame, language: str) -> list[str]:
    """In which documents decisions of a talk go before the reading, and how many; nothing where there are none."""
    settled = readings[readings["settled"].notna()] if "settled" in readings else readings.iloc[:0]
    if settled.empty:
        return []
    decisions = _number_of(int(settled["settled"].sum()), WORDS[language]["decision"], WORDS[language]["decisions"])
    return [WORDS[language]["settled"].format(decisions=decisions, documents=_counted(settled["document"], language))]


def label_of(reading: str, coders: Mapping[str, str]) -> str:
    """What a reading is called in Dutch: as its coder, or as the reading before the talk."""
    return say("second_reading", "before") if reading == BEFORE else coders[reading]


def _kind(coder: str, others: str) -> str:
    if not coder:
        return "nobody"
    return "also" if others else "read_by"


def _counted(documents: Iterable[str], language: str) -> str:
    """How many documents, and the ids of the first."""
    words, listed = WORDS[language], list(documents)
    number = _number_of(len(listed), words["document"], words["documents"])
    return f"{number} ({some(listed, language=language)})"


def _number_of(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def some(listed: Iterable[str], *, language: str) -> str:
    """The first of a list, and how many more there are.

    >>> some((f"D{number}" for number in range(1, 15)), language="nl")
    'D1, D2, D3, D4, D5, D6, D7, D8, D9, D10 en nog 4'
    """
    names = list(listed)
    further = [WORDS[language]["further"].format(n=len(names) - MOST)] if len(names) > MOST else []
    return enumerate_words([*names[:MOST], *further], language=language)


def say_double_coding(compared: Any, coders: Mapping[str, str]) -> str:
    """How often every other coder coded differently, and how far every two coders agree, as Markdown in Dutch.

    Args:
        compared: a DoubleCoding.
        coders: id to label, in the order of study.yml.
    """
    left_out = enumerate_words(compared.left_out)
    told = [say("second_reading", "without_text", documents=left_out) + "\n\n"] if left_out else []
    if compared.documents or not left_out:
        said = say_disagreements(compared.disagreements, compared.documents, coders)
        told.append(said + say_pairs(compared.coder_pairs, coders))
    return "".join(told)


def say_disagreements(disagreements: pd.DataFrame, documents: Collection[str], coders: Mapping[str, str]) -> str:
    """How often every other coder coded differently, by kind of difference, in a sentence for each coder.

    Args:
        disagreements: DISAGREEMENTS.
        documents: the documents that several people coded.
        coders: id to label, in the order of study.yml.
    """
    if not documents:
        return say("second_reading", "no_second")
    opening = say("second_reading", "coded_twice", documents=_counted(documents, "nl"))
    if disagreements.empty:
        return f"{opening} {say('second_reading', 'read_alike')}"
    other = disagreements["second_coder"]
    told = [
        _say_differences(disagreements[other == coder], label) for coder, label in coders.items() if coder in set(other)
    ]
    return " ".join([opening, *told, say("second_reading", "all_differences")])


def _say_differences(rows: pd.DataFrame, coder: str) -> str:
    """Where one coder differs from the reading that results rest on."""
    kinds = rows["difference"].value_counts()
    first, second, shifted = (kinds.get(kind, 0) for kind in ("only_first", "only_second", "boundaries"))
    counts = {"differences": len(rows), "first": first, "second": second, "shifted": shifted}
    return say("second_reading", "differences", coder=coder, **counts)


def say_pairs(pairs: pd.DataFrame, coders: Mapping[str, str]) -> str:
    """How far every two coders agree, as a Markdown list; nothing where there is one pair, which the figure shows.

    Args:
        pairs: CODER_PAIRS.
        coders: id to label.
    """
    lines = [
        say(
            "second_reading",
            "pair",
            first=coders[row.first_coder],
            second=coders[row.second_coder],
            documents=_number_of(row.documents, WORDS["nl"]["document"], WORDS["nl"]["documents"]),
            differing=row.differing,
            codes=row.codes,
            lowest=_alpha(row.lowest_alpha),
            highest=_alpha(row.highest_alpha),
            median=_alpha(row.median_alpha),
        )
        for row in pairs.itertuples()
    ]
    if len(lines) < 2:
        return ""
    return "\n".join([f"\n\n{say('second_reading', 'per_pair')}\n", *(f"- {line}" for line in lines)])


def say_reading_changes(changes: pd.DataFrame, coders: Mapping[str, str]) -> str:
    """What every other coder's reading does to the role tables, in a sentence for each; or that there is none.

    Args:
        changes: READING_CHANGES.
        coders: id to label.
    """
    dots = changes[changes["number"] == "dots"]
    if dots.empty:
        return ONE_READING["nl"]
    told = [_say_moved(rows, label_of(str(reading), coders)) for reading, rows in dots.groupby("reading", sort=False)]
    return " ".join([*told, say("second_reading", "all_changes")])


def _say_moved(dots: pd.DataFrame, coder: str) -> str:
    moved = dots[dots["difference"].fillna(0) != 0]
    if moved.empty:
        return say("second_reading", "no_cell", coder=coder, cells=len(dots))
    largest = write_number(float(moved["difference"].abs().max()))
    return say("second_reading", "cells", coder=coder, moved=len(moved), cells=len(dots), largest=largest)


def _alpha(value: float) -> str:
    return write_number(value, 2)
