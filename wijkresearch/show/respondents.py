"""Who was interviewed and who was not, of whom a conclusion counts, and which interviews are in no denominator."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from wijkresearch.show.labels import Labels
from wijkresearch.show.second_reading import some
from wijkresearch.study import UNTOLD
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import enumerate_words

NONE = "no_claims"
"""A study without claims has no denominators to be left out of."""
WORDS = catalogue("respondents")
WHOM = catalogue("conclusions.denominators")
GROUPS = {
    "perspective": ["perspective"],
    "municipality": ["municipality"],
    "combination": ["perspective", "municipality"],
}
"""What a reason is about; the other reasons are about the interviews themselves."""


def say_interviewed(denominators: pd.DataFrame, labels: Labels) -> str:
    """How many of each perspective were interviewed, and which perspectives were not, so that no verdict is about them.

    Args:
        denominators: DENOMINATORS, a row for every interview.
        labels: of the study.
    """
    words, counts = WORDS[labels.language], denominators["perspective"].value_counts()
    spoken = [f"{label} ({counts[name]})" for name, label in labels.perspectives.items() if name in counts.index]
    heard = labels.perspectives if UNTOLD in counts.index else counts.index
    absent = [label for name, label in labels.perspectives.items() if name not in heard]
    said = [
        words[name].format(named=enumerate_words(listed, language=labels.language))
        for name, listed in (("interviewed", spoken), ("nobody", absent))
        if listed
    ]
    return " ".join([*said, words["others"]])


def say_left_out(denominators: pd.DataFrame, labels: Labels) -> list[str]:
    """How many interviews are in no denominator, and a sentence for every reason; nothing where all of them count.

    Args:
        denominators: DENOMINATORS.
        labels: of the study.
    """
    words = WORDS[labels.language]
    left = denominators[denominators["reason"].notna() & (denominators["reason"] != NONE)]
    if left.empty:
        return []
    named = {"perspective": labels.perspectives, "municipality": labels.municipalities}
    sentences = [
        words[reason].format(
            interviews=_interviews(rows, labels.language),
            **{column: names.get(rows[column].iloc[0], rows[column].iloc[0]) for column, names in named.items()},
        )
        for reason, rows in _by_reason(left)
    ]
    return [words["left_out"].format(left=len(left), n=len(denominators)), *sentences]


def say_denominators(asking: pd.DataFrame, *, language: str = "nl") -> str:
    """Of whom is counted, to stand behind a number of respondents: of most conclusions, and then the exceptions.

    Args:
        asking: CLAIM_ASKING; without rows nothing is known, and all respondents count.
        language: `nl` or `en`.
    """
    words = WHOM[language]
    whom = asking.groupby("claim", sort=False)["basis"].agg(lambda basis: words[_of_whom(set(basis))])
    usual, *others = whom.value_counts().index if len(whom) else [words["none"]]
    apart = [
        words["except"].format(claims=enumerate_words(whom.index[whom == other], language=language), whom=other)
        for other in others
    ]
    return f"{usual} ({'; '.join(apart)})" if apart else str(usual)


def say_who_counts(denominators: pd.DataFrame, asking: pd.DataFrame, labels: Labels) -> str:
    """Who was interviewed, of whom is counted, and as a Markdown list which interviews are in no denominator.

    Args:
        denominators: DENOMINATORS.
        asking: CLAIM_ASKING.
        labels: of the study.
    """
    left_out = say_left_out(denominators, labels)
    listed = "\n- ".join([f"**{left_out[0]}**\n", *left_out[1:]]) if left_out else ""
    counted = WORDS[labels.language]["counted"].format(denominators=say_denominators(asking, language=labels.language))
    return f"{say_interviewed(denominators, labels)} {counted}\n\n{listed}".rstrip()


def _of_whom(basis: set[str]) -> str:
    """The key of the words for one conclusion, by what is known of its respondents: the least certain decides."""
    if "none" in basis:
        return "none"
    if "guide" in basis:
        return "guide_or_spoke" if "spoke" in basis else "guide"
    return "asked_or_spoke" if "spoke" in basis else "asked"


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
