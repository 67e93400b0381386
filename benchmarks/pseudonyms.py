"""What `wijk pseudonymise` finds in made-up Dutch sentences in which everything that gives people away is marked.

    python benchmarks/pseudonyms.py

By kind: how many marks get a pseudonym whole, how many are left to the release queue, how many neither finds. Names of
people that are not common in Dutch are a kind of their own. No list of a project helps: in a study its key, its
register and its municipality.yml do. Where deduce is installed, the same with it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))

from marked_sentences import marked, outcome  # noqa: E402 - the tests measure the same sentences

from wijkresearch.io.read import read_frame  # noqa: E402
from wijkresearch.privacy.deduce import find_with_deduce  # noqa: E402
from wijkresearch.privacy.identifying import Found, find_identifying  # noqa: E402
from wijkresearch.privacy.replacing import PseudonymKey, release_queue, replaced  # noqa: E402
from wijkresearch.tables import PSEUDONYM_KEY, TURNS  # noqa: E402


def outcomes(more: list[Found]) -> tuple[pd.DataFrame, int]:
    """Marks by kind and outcome, and how many places outside marks get a pseudonym as well."""
    text, marks = marked()
    municipalities = read_frame("netherlands_2024.csv", root=ROOT)["municipality"]
    found = find_identifying(text, {}, municipalities=municipalities, more=more)
    made = replaced(text, found, PseudonymKey(PSEUDONYM_KEY.empty()))
    queue = {word.casefold() for word in release_queue(made.text, TURNS.empty(), [])["word"]}
    places = [(one.start, one.end) for one in found]
    rows = [(mark[2], outcome(text, mark, places, queue)) for mark in marks]
    beside = sum(all(end <= one.start or start >= one.end for start, end, _ in marks) for one in found)
    table = pd.DataFrame(rows, columns=["kind", "outcome"]).value_counts().unstack(fill_value=0)
    return table.reindex(columns=["found", "queued", "missed"], fill_value=0), beside


def show(name: str, more: list[Found]) -> None:
    table, beside = outcomes(more)
    table.loc["together"] = table.sum()
    share = (table["found"] / table.sum(axis=1)).map("{:.0%}".format)
    print(f"{name}\n{table.assign(share=share).to_string()}\nplaces outside marks that get a pseudonym: {beside}\n")


def main() -> None:
    text, marks = marked()
    print(f"{len(text.strip().splitlines())} sentences, {len(marks)} marks\n")
    show("patterns and lists", [])
    with tempfile.TemporaryDirectory() as cache:
        more = find_with_deduce(text, cache)
    if more:
        show("with deduce", more)


if __name__ == "__main__":
    main()
