"""How many forms of the names of Dutch municipalities are masked, by kind, and how often without reason.

Run: python benchmarks/masking.py [FORMS.csv]. Without a file the forms are those of the project's own table; a file
has columns municipality, form and kind, and may say in `verified_by` which forms were made by rule. Each form stands in
a sentence, as written, in capitals, in small letters and in decomposed letters. Then come the sentences of
tests/tempting_names.py, and the time for a million characters in which three municipalities are hidden.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from time import process_time

import pandas as pd

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from tempting_names import MEANT, TEMPTING  # noqa: E402

from wijkresearch.privacy.masking import Names  # noqa: E402

TABLE = ROOT / "wijkresearch" / "privacy" / "municipality_name_forms.csv"
SENTENCE = "Volgens haar was dat {} gebruik van vroeger."
SPELLED: dict[str, Callable[[str], str]] = {
    "as written": str,
    "decomposed": lambda form: unicodedata.normalize("NFD", form),
    "capitals": str.upper,
    "small letters": str.lower,
}


@cache
def names_of(municipality: str) -> Names:
    return Names.of("x1", municipality)


def is_masked(municipality: str, form: str, sentence: str = SENTENCE) -> bool:
    """Is the whole form masked in the sentence?"""
    said = sentence.format(form)
    start = said.index(form)
    return any(since <= start and start + len(form) <= end for since, end in names_of(municipality).masked(said))


def count_found(forms: pd.DataFrame) -> pd.DataFrame:
    """How many forms of each kind there are, and how many are masked in each spelling."""
    rows = list(zip(forms["municipality"], forms["form"], strict=True))
    found = {said: [is_masked(place, spelled(form)) for place, form in rows] for said, spelled in SPELLED.items()}
    counted = pd.DataFrame(found).groupby(forms["kind"].to_numpy()).sum()
    return counted.assign(forms=forms["kind"].value_counts())


def false_alarms() -> Iterator[tuple[str, str]]:
    """Municipality and sentence in which something is masked that is no name."""
    rows = ((place, said) for place, sentences in TEMPTING.items() for said in sentences)
    yield from (row for row in rows if names_of(row[0]).masked(row[1]))


def missed() -> Iterator[tuple[str, str]]:
    """Municipality and sentence in which a name is meant and nothing is masked."""
    rows = ((place, said) for place, sentences in MEANT.items() for said in sentences)
    yield from (row for row in rows if not names_of(row[0]).masked(row[1]))


def seconds_for_a_million(hidden: tuple[str, ...] = ("Katwijk", "Leiden", "Rotterdam")) -> float:
    said = " ".join(sentence for sentences in TEMPTING.values() for sentence in sentences)
    text = (said * (1_000_000 // len(said) + 1))[:1_000_000]
    names = [names_of(place) for place in hidden]
    start = process_time()
    for one in names:
        one.masked(text)
    return process_time() - start


def main() -> None:
    forms = pd.read_csv(sys.argv[1] if len(sys.argv) > 1 else TABLE, keep_default_na=False)
    if "verified_by" in forms:
        print("made by rule\n", count_found(forms[forms["verified_by"] == "rule"].reset_index(drop=True)), sep="")
        forms = forms[forms["verified_by"] != "rule"].reset_index(drop=True)
    print("in a list\n", count_found(forms), sep="")
    alarms = list(false_alarms())
    print(f"false alarms: {len(alarms)} of {sum(map(len, TEMPTING.values()))} sentences")
    print(*(f"  {place}: {said}" for place, said in alarms), sep="\n")
    print(f"missed: {len(list(missed()))} of {sum(map(len, MEANT.values()))} sentences")
    print(f"a million characters, three names hidden: {seconds_for_a_million():.2f} s")


if __name__ == "__main__":
    main()
