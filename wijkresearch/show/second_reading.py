"""Whose reading of a document results rest on, who else read it, and what another reading would change: sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from wijkresearch.words import catalogue, text
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
            coder=coders.get(coder, coder),
            others=enumerate_words((coders.get(other, other) for other in others.split(", ")), language=language),
            documents=_counted(rows["document"], language),
        )
        for (coder, others), rows in told.groupby(["reading", "other_coders"], sort=False)
    ]
    alone = [] if told["other_coders"].any() else [ONE_READING[language]]
    return [" ".join([*alone, words["rests"]]), *items]


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
    """How many passages every other coder read differently, and how far every two coders agree, as Markdown in Dutch.

    Args:
        compared: a DoubleCoding.
        coders: id to label, in the order of study.yml.
    """
    left_out = enumerate_words(compared.left_out)
    without = f"{left_out}: door meer dan één persoon gecodeerd, maar zonder tekst om op te vergelijken.\n\n"
    told = [without] if left_out else []
    if compared.documents or not left_out:
        said = say_disagreements(compared.disagreements, compared.documents, coders)
        told.append(said + say_pairs(compared.coder_pairs, coders))
    return "".join(told)


def say_disagreements(disagreements: pd.DataFrame, documents: Collection[str], coders: Mapping[str, str]) -> str:
    """How many passages every other coder read differently, by kind of difference, in a sentence for each coder.

    Args:
        disagreements: DISAGREEMENTS.
        documents: the documents that several people coded.
        coders: id to label, in the order of study.yml.
    """
    if not documents:
        return "Geen document is door twee mensen gecodeerd; over overeenstemming is dus niets te zeggen."
    opening = f"Meer dan één persoon codeerde {_counted(documents, 'nl')}."
    if disagreements.empty:
        return f"{opening} Elke passage is daar hetzelfde gelezen."
    other = disagreements["second_coder"]
    told = [
        _say_differences(disagreements[other == coder], label) for coder, label in coders.items() if coder in set(other)
    ]
    return " ".join([opening, *told, "Elk verschil staat met beide lezingen in `02_disagreements.csv`."])


def _say_differences(rows: pd.DataFrame, coder: str) -> str:
    """What one coder read otherwise than the reading that results rest on."""
    kinds = rows["difference"].value_counts()
    first, second, shifted = (kinds.get(kind, 0) for kind in ("only_first", "only_second", "boundaries"))
    passages = _number_of(len(rows), "passage", "passages")
    return (
        f"{coder} leest er **{passages}** anders dan de lezing waarop de uitkomsten rusten: {first} keer gaf alleen "
        f"die lezing de code, {second} keer alleen {coder}, en {shifted} keer zijn de grenzen anders."
    )


def say_pairs(pairs: pd.DataFrame, coders: Mapping[str, str]) -> str:
    """How far every two coders agree, as a Markdown list; nothing where there is one pair, which the figure shows.

    Args:
        pairs: CODER_PAIRS.
        coders: id to label.
    """
    lines = [
        f"- {coders[row.first_coder]} en {coders[row.second_coder]}: "
        f"{_number_of(row.documents, 'document', 'documenten')}, {row.differing} van de {row.codes} codes niet overal "
        f"gelijk; α per code van {_alpha(row.lowest_alpha)} tot {_alpha(row.highest_alpha)}, middelste "
        f"{_alpha(row.median_alpha)}"
        for row in pairs.itertuples()
    ]
    return "\n".join(["\n\nPer paar van codeurs:\n", *lines]) if len(lines) > 1 else ""


def say_reading_changes(changes: pd.DataFrame, coders: Mapping[str, str]) -> str:
    """What every other coder's reading does to the role tables, in a sentence for each; or that there is none.

    Args:
        changes: READING_CHANGES.
        coders: id to label.
    """
    dots = changes[changes["number"] == "dots"]
    if dots.empty:
        return ONE_READING["nl"]
    told = [_say_moved(rows, coders[str(reading)]) for reading, rows in dots.groupby("reading", sort=False)]
    return " ".join([*told, "Alles staat in `04_second_reading.csv`."])


def _say_moved(dots: pd.DataFrame, coder: str) -> str:
    moved = dots[dots["difference"].fillna(0) != 0]
    if moved.empty:
        return f"Met de lezing van {coder} verandert geen van de {len(dots)} cellen."
    largest = write_number(float(moved["difference"].abs().max()))
    cells = f"{len(moved)} van de {len(dots)} cellen"
    verb = "verandert" if len(moved) == 1 else "veranderen"
    return f"Met de lezing van {coder} {verb} {cells}, met hoogstens {largest} bolletje."


def _alpha(value: float) -> str:
    return write_number(value, 2)
