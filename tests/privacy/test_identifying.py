"""What gives people away in Dutch text is found by its form, by lists, and by the names that a study knows."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from marked_sentences import marked, outcome

from wijkresearch.example import example_study
from wijkresearch.exchange.tables import TURNS
from wijkresearch.io.read import read_frame
from wijkresearch.privacy.identifying import Found, find_identifying, names_in_study
from wijkresearch.privacy.replacing import PseudonymKey, release_queue, replaced
from wijkresearch.tables import PSEUDONYM_KEY

MUNICIPALITIES = read_frame("netherlands_2024.csv", root=Path(__file__).parents[2])["municipality"].tolist()
LEAST = {
    "person": 123,
    "foreign": 20,
    "street": 50,
    "ward": 16,
    "municipality": 37,
    "organisation": 32,
    "telephone": 12,
    "mail": 8,
    "website": 4,
    "postcode": 6,
    "account": 4,
    "date": 27,
}
"""How many marks of each kind get a pseudonym without any list of a project."""


def kinds(text: str, known: dict[str, str] | None = None, **names: list[str]) -> list[tuple[str, str]]:
    found = find_identifying(text, known or {}, **names)
    return [(one.kind, text[one.start : one.end]) for one in found]


def test_of_the_marked_sentences_at_least_as_much_is_found_as_before_and_the_rest_is_queued() -> None:
    text, marks = marked()
    assert len(text.strip().splitlines()) >= 200
    assert len(marks) >= 400
    found = find_identifying(text, {}, municipalities=MUNICIPALITIES)
    made = replaced(text, found, PseudonymKey(PSEUDONYM_KEY.empty()))
    queue = {word.casefold() for word in release_queue(made.text, TURNS.empty(), [])["word"]}
    places = [(one.start, one.end) for one in found]
    rows = [(mark[2], outcome(text, mark, places, queue)) for mark in marks]
    counts = pd.DataFrame(rows, columns=["kind", "outcome"]).value_counts()
    assert {kind: int(counts.get((kind, "found"), 0)) for kind in LEAST} == LEAST
    assert [row for row in rows if row[1] == "missed"] == []
    assert [one.name for one in found if all(end <= one.start or start >= one.end for start, end, _ in marks)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bel 06 - 1234 5678 of 0031 6 12345678", [("telephone", "06 - 1234 5678"), ("telephone", "0031 6 12345678")]),
        ("om 14:30 in 2024 met 1200 mensen", []),
        ("#00:01:23-4# en [00:10:12]", []),
        ("op de derde juni, of 3/6/24", [("date", "derde juni"), ("date", "3/6/24")]),
        ("in mei kwamen er 12", []),
        ("Onderweg naar de Woonwijk", []),
        ("Met Burgemeester de Vlugtlaan 3a", [("street", "Burgemeester de Vlugtlaan 3a")]),
        ("dat is Jans fiets en Anna's huis", [("person", "Jan"), ("person", "Anna")]),
        ("bel meneer Jansen op de Kerkstraat", [("person", "Jansen"), ("street", "Kerkstraat")]),
        ("[collega 1] en [wijk B] en [Spreker 2]: ja", []),
    ],
)
def test_forms_that_give_somebody_away(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_names_that_a_study_knows_are_found_in_any_case_and_ordinary_words_only_with_their_capital() -> None:
    known = {"Anna Bol": "person", "Noord": "ward", "Ad": "person", "De Buurman": "organisation"}
    text = "ANNA  bol ging naar noord, ad hoc, met de buurman. Toen naar Noord met Ad van De Buurman."
    assert kinds(text, known) == [
        ("person", "ANNA  bol"),
        ("ward", "Noord"),
        ("person", "Ad"),
        ("organisation", "De Buurman"),
    ]


def test_a_turkish_name_is_found_however_its_i_is_written() -> None:
    known = {"Yıldız": "person", "Işık Kırmızı": "person"}
    text = "bij YILDIZ, yıldız, Yİldİz en Yildiz, en isik kirmizi"
    assert [name for _, name in kinds(text, known)] == ["YILDIZ", "yıldız", "Yİldİz", "Yildiz"]


def test_a_municipality_of_the_study_is_found_by_its_forms_and_an_ordinary_word_is_not() -> None:
    text = "Het Katwijkse plan. Best leuk, maar in Best en in gouda niet."
    names = {"own": ["Katwijk"], "municipalities": ["Best", "Gouda"]}
    assert kinds(text, **names) == [("municipality", "Katwijkse"), ("municipality", "Best")]


def test_what_overlaps_is_replaced_as_one() -> None:
    text = "bij Jan Kerk in de buurt"
    more = [Found(8, 15, "street", "Kerk in")]
    assert [(one.start, one.end) for one in find_identifying(text, {}, more=more)] == [(4, 15)]


def test_the_codebook_and_the_register_of_a_study_name_names() -> None:
    study = example_study()
    codebook = study.codebook.assign(definition="Zoals meneer Pronk het in de Schilderswijk zei")
    assert names_in_study(replace(study, codebook=codebook)) == {"Pronk": "person", "Schilderswijk": "ward"}
