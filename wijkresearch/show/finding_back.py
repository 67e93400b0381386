"""What was found back, for people: a reading list, words in their context, and what codes come together most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from wijkresearch.privacy.quoting import Quoting
from wijkresearch.show.labels import Labels
from wijkresearch.show.markdown import plain
from wijkresearch.words import catalogue
from wijkresearch.words.numbers import enumerate_words

SAID = catalogue("finding_back")


def list_passages(found: pd.DataFrame, quoting: Quoting, labels: Labels) -> pd.DataFrame:
    """The passages as they may be read: `segment`, `document`, `who`, `codes` by their labels, and `words`.

    Args:
        found: FOUND_PASSAGES.
        quoting: of the analysis that found them; `words` are empty of who may not be quoted.
        labels: of the study.
    """
    codes = ["; ".join(labels.codes[code] for code in given.split()) for given in found["codes"]]
    who = [quoting.who(document) for document in found["document"]]
    words = pd.Series(quoting.passages(found), index=found.index, dtype="str")
    return found[["segment", "document", "start", "end"]].assign(who=who, codes=codes, words=words)


def say_found(read: pd.DataFrame, *, language: str = "nl") -> list[str]:
    """How many passages there are, and of whom no words may be shown.

    Args:
        read: what `list_passages` gives.
        language: `nl` or `en`.
    """
    said = SAID[language]
    if read.empty:
        return [said["nothing"]]
    closed = list(dict.fromkeys(read.loc[read["words"].isna(), "document"]))
    lines = [said["found"].format(passages=len(read), documents=read["document"].nunique())]
    return lines + [said["closed"].format(documents=enumerate_words(closed, language=language))] * bool(closed)


def say_passages(read: pd.DataFrame) -> str:
    """The passages as a reading list in Markdown, by who speaks.

    Args:
        read: what `list_passages` gives.
    """
    lines = say_found(read)
    for who, passages in read.groupby("who", sort=False):
        lines.append(f"**{plain(str(who))}**")
        for passage in passages.fillna({"words": SAID["nl"]["no_words"]}).itertuples():
            lines.append(f"> {plain(passage.words)}  \n> *{plain(passage.codes)}* (`{passage.segment}`)")
    return "\n\n".join(lines)


def say_words(found: pd.DataFrame, quoting: Quoting) -> str:
    """Words in their context in Markdown, one line for each place; of who may not be quoted the places alone.

    Args:
        found: WORDS_FOUND.
        quoting: of the analysis that found them.
    """
    lines = [f"- {line}" for line in say_missed(found)]
    shown = list(zip(list_places(found), quoting.context(found), strict=True))
    for place, around in shown:
        if around:
            before, word, after = map(plain, around)
            lines.append(f"- `{place}` … {before}**{word}**{after} …")
    return "\n".join([*lines, *say_unseen(shown)])


def say_missed(found: pd.DataFrame) -> list[str]:
    """How often each word was found outside the code and in it."""
    inside = found["inside"].astype("bool")
    return [
        SAID["nl"]["missed"].format(
            word=word, outside=len(outside), documents=outside["document"].nunique(), inside=len(rows) - len(outside)
        )
        for word, rows in found.groupby("word", sort=False)
        for outside in [rows[~inside[rows.index]]]
    ]


def say_unseen(shown: Iterable[tuple[str, object]]) -> list[str]:
    """The places of words that may not be shown, as a sentence; nothing where all may.

    Args:
        shown: each place with what is shown there, nothing where it may not be.
    """
    places = [place for place, around in shown if around is None]
    return [SAID["nl"]["unseen"].format(places=", ".join(places))] * bool(places)


def list_places(found: pd.DataFrame) -> list[str]:
    """Where each word stands, in the form of the id of a passage."""
    return [f"{row.document}:{row.start}-{row.end}" for row in found.itertuples()]


def say_together(together: pd.DataFrame, labels: Labels, *, shown: Sequence[str]) -> str:
    """Which two codes come together in most interviews, and how many codes of how many are in the picture.

    Args:
        together: CO_OCCURRENCES.
        labels: of the study.
        shown: the codes in the picture.
    """
    said, codes = SAID[labels.language], {*together["code"], *together["other"]}
    top = together.sort_values(["respondents_overlap", "overlap"], ascending=False, kind="stable").head(1)
    for row in top.to_dict("records"):
        names = {name: labels.codes[row[name]] for name in ("code", "other")}
        best = said["together"].format(**names, respondents=row["respondents_overlap"], interviews=row["interviews"])
        return said["most"].format(said=best, shown=len(shown), codes=len(codes)) if len(shown) < len(codes) else best
    return ""
