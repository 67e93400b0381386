"""Sentences of step 1: the chosen set among all sets, and what would make it more alike."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from wijkresearch.case_sets import ChosenSet
from wijkresearch.show.reading import decimal, html_table, write_number
from wijkresearch.tables.raw import CONTROLS

DISTANCES = {
    "standardised": "gestandaardiseerde afstand",
    "iqr": "afstand op interkwartielafstand",
    "mad": "afstand op mediane afwijking",
    "ranks": "afstand op rangnummers",
    "mahalanobis": "Mahalanobis-afstand",
    "gower": "Gower-afstand",
}
OBJECTIVES = {
    "nl": {
        "sum": "som van de paren",
        "sum_of_squares": "som van de gekwadrateerde paren",
        "largest": "grootste paar",
    },
    "en": {
        "sum": "sum of the pairs",
        "sum_of_squares": "sum of the squared pairs",
        "largest": "largest pair",
    },
}
PICTURE_WORDS = {
    "nl": {
        "deviations": "standaarddeviaties van het gemiddelde",
        "chosen": "gekozen set: {rank}e van {sets}",
        "value": "{unit} (links: het meest gelijk)",
        "sets": "aantal sets",
        "nothing": "geen verzameling om te vergelijken",
        "among": "{chosen} gekozen (blauw) tussen {cases} kandidaten",
    },
    "en": {
        "deviations": "standard deviations from the mean",
        "chosen": "chosen set: no. {rank} of {sets}",
        "value": "{unit} (left: most alike)",
        "sets": "number of sets",
        "nothing": "no set to compare",
        "among": "{chosen} chosen (blue) among {cases} candidates",
    },
}
PLACES = "{chosen} gekozen (blauw), met hun aantal achter elke regio"
SWAP_HEADINGS = {
    "member": "Gekozen geval",
    "place": "Plaats",
    "possible": "Van",
    "best": "Meest gelijk op deze plek",
    "value": "Waarde nu",
    "best_value": "Waarde dan",
}


NOTHING = "er is dus geen verzameling om te vergelijken."
PROBLEMS = {
    "no_controls": f"Er is geen controle waarop deze kandidaten te vergelijken zijn; {NOTHING}",
    "few_cases": f"Minder dan twee onderzochte gemeenten zijn bij naam in het kader te vinden; {NOTHING}",
    "too_many_sets": "Er zijn te veel verzamelingen van zoveel gemeenten om er een rang onder te geven.",
}
UNUSED = {
    "unknown": "Op {control} is niet vergeleken: van {unknown} van de {candidates} kandidaten is die niet bekend.",
    "one_value": "Op {control} is niet vergeleken: alle kandidaten ({candidates}) hebben daar dezelfde waarde.",
}
UNNAMED = (
    "Buiten deze stap {cases} waarvan de naam niet genoemd mag worden: een rang, een afstand of een kenmerk zou die "
    "naam verraden. Om dezelfde reden staan andere kandidaten hier met een nummer."
)


def label_controls(selection: Mapping[str, Any], *, language: str = "nl") -> dict[str, str]:
    """Control to what it is called: in the language, otherwise in Dutch, otherwise by its own name.

    >>> label_controls({"labels_nl": {"council_seats": "raadszetels"}, "labels_en": {}}, language="en")["council_seats"]
    'raadszetels'
    """
    own = {control: control for control in CONTROLS}
    given = {**selection["labels_nl"], **selection[f"labels_{language}"]}
    return {**given, **{control: name for control, name in own.items() if control not in given}}


def say_rank(chosen: ChosenSet, labels: Mapping[str, str], *, unnamed: int = 0) -> str:
    """Dutch sentences with the rank of a set, and what it is a rank of: the frame, the controls and the distance.

    Args:
        chosen: the chosen cases among all sets; without a rank it says why there is none.
        labels: control to Dutch label.
        unnamed: number of cases that may not be named and are therefore not in the set.
    """
    said = [_rank_sentence(row, labels) for row in chosen.rank.to_dict("records")]
    said += [PROBLEMS[chosen.problem]] if chosen.problem else []
    for row in chosen.unused.to_dict("records"):
        said.append(UNUSED[row["reason"]].format(**{**row, "control": labels[row["control"]]}))
    if unnamed:
        cases = "blijft één onderzochte gemeente" if unnamed == 1 else f"blijven {unnamed} onderzochte gemeenten"
        said.append(UNNAMED.format(cases=cases))
    return " ".join(said)


def _rank_sentence(set_rank: Mapping[Hashable, Any], labels: Mapping[str, str]) -> str:
    place = f"{write_number(set_rank['rank'])}e van {write_number(set_rank['admissible'])} mogelijke sets"
    share = f"{decimal(set_rank['percentile'])}% van die sets lijkt minstens zoveel op elkaar"
    if not set_rank["exact"]:
        low, high = decimal(set_rank["percentile_low"]), decimal(set_rank["percentile_high"])
        place = f"naar schatting {place}"
        share += f" (steekproef van {write_number(set_rank['sets_seen'])} sets; 95%-interval {low}–{high}%)"
    given = (
        f"dit kader ({set_rank['frame']}, {write_number(set_rank['candidates'])} kandidaten)",
        f"deze controles ({_translate(set_rank['controls'], labels)})",
        f"deze maat ({DISTANCES[set_rank['distance']]}, {OBJECTIVES['nl'][set_rank['objective']]})",
    )
    members = set_rank["members"].replace("; ", ", ")
    return f"{members}: {place}; {share}, gegeven {given[0]}, {given[1]} en {given[2]}."


def swap_table(swaps: pd.DataFrame) -> str:
    """The swap table as HTML: per chosen case its place among all who could hold its seat, and the best one."""
    caption = "Wie zou op de plek van elk gekozen geval de set het meest gelijk maken?"
    return html_table(swaps, SWAP_HEADINGS, caption=caption)


def _translate(controls: str, labels: Mapping[str, str]) -> str:
    words: Sequence[str] = controls.split(", ")
    return ", ".join(labels.get(word, word) for word in words)
