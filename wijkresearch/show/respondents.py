"""Who was interviewed and who was not, and which interviews are in no denominator: sentences made from the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from wijkresearch.show.second_reading import some
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import enumerate_words

NONE = "no_claims"
"""A study without claims has no denominators to be left out of."""
WORDS = catalogue("respondents")
GROUPS = {
    "perspective": ["perspective"],
    "municipality": ["municipality"],
    "combination": ["perspective", "municipality"],
}
"""What a reason is about; the other reasons are about the interviews themselves."""


def say_interviewed(denominators: pd.DataFrame, perspectives: Mapping[str, str], *, language: str = "nl") -> str:
    """How many of each perspective were interviewed, and which perspectives were not, so that no verdict is about them.

    Args:
        denominators: DENOMINATORS, a row for every interview.
        perspectives: id to label, all that study.yml names, in its order.
        language: `nl` or `en`.
    """
    words, counts = WORDS[language], denominators["perspective"].value_counts()
    spoken = [f"{label} ({counts[name]})" for name, label in perspectives.items() if name in counts.index]
    absent = [label for name, label in perspectives.items() if name not in counts.index]
    said = [
        words[name].format(named=enumerate_words(listed, language=language))
        for name, listed in (("interviewed", spoken), ("nobody", absent))
        if listed
    ]
    return " ".join([*said, words["others"]])


def say_left_out(
    denominators: pd.DataFrame,
    *,
    municipalities: Mapping[str, str],
    perspectives: Mapping[str, str],
    language: str = "nl",
) -> list[str]:
    """How many interviews are in no denominator, and a sentence for every reason; nothing where all of them count.

    Args:
        denominators: DENOMINATORS.
        municipalities: id to name.
        perspectives: id to label.
        language: `nl` or `en`.
    """
    words = WORDS[language]
    left = denominators[denominators["reason"].notna() & (denominators["reason"] != NONE)]
    if left.empty:
        return []
    labels = {"perspective": perspectives, "municipality": municipalities}
    sentences = [
        words[reason].format(
            interviews=_interviews(rows, language),
            **{column: labels[column].get(rows[column].iloc[0], rows[column].iloc[0]) for column in labels},
        )
        for reason, rows in _by_reason(left)
    ]
    return [words["left_out"].format(left=len(left), n=len(denominators)), *sentences]


def say_who_counts(
    denominators: pd.DataFrame, *, municipalities: Mapping[str, str], perspectives: Mapping[str, str]
) -> str:
    """Who was interviewed, and as a Markdown list which interviews are in no denominator, in Dutch.

    Args:
        denominators: DENOMINATORS.
        municipalities: id to name.
        perspectives: id to label.
    """
    left_out = say_left_out(denominators, municipalities=municipalities, perspectives=perspectives)
    listed = "\n- ".join([f"**{left_out[0]}**\n", *left_out[1:]]) if left_out else ""
    return f"{say_interviewed(denominators, perspectives)}\n\n{listed}".rstrip()


def _by_reason(left: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """A reason with the interviews that it leaves out, separately for everything that the reason is about."""
    for reason, rows in left.groupby("reason", sort=False):
        for _, here in rows.groupby(GROUPS.get(str(reason), ["reason"]), sort=False):
            yield str(reason), here


def _interviews(rows: pd.DataFrame, language: str) -> str:
    words = WORDS[language]
    noun = words["one" if len(rows) == 1 else "many"]
    functions, documents = (some(rows[name].unique(), language=language) for name in ("function", "document"))
    return words["interviews"].format(n=len(rows), noun=noun, functions=functions, documents=documents)
