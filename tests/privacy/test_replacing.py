"""Pseudonyms come in the place of names, passages move along exactly, and what is left is queued."""

import random

import pytest
from examples import examples

from wijkresearch.errors import StudyError
from wijkresearch.exchange.transcripts.turns import find_turns, turns_table
from wijkresearch.privacy.identifying import Found
from wijkresearch.privacy.replacing import PseudonymKey, has_capitals, release_queue, replaced
from wijkresearch.tables import PSEUDONYM_KEY

SIGNS = "aB é😀👩‍🦽\u0301 \n.[]7ĳ𝒜"


def new_key(*rows: tuple[str, str, str | None]) -> PseudonymKey:
    return PseudonymKey(PSEUDONYM_KEY.of(list(rows)))


def queued(text: str, kept: tuple[str, ...] = ()) -> list[str]:
    return list(release_queue(text, turns_table(find_turns(text)[0], "D1"), kept)["word"])


def test_passages_move_along_exactly_in_hundreds_of_texts() -> None:
    """Against a list of where every single character went."""
    chance = random.Random(17)
    for _ in range(examples(3000)):
        text = "".join(chance.choice(SIGNS.replace("\u0301", "")) for _ in range(chance.randint(1, 40)))
        edges = sorted(chance.sample(range(len(text) + 1), min(len(text) + 1, 2 * chance.randint(0, 4))))
        spans = [*zip(edges[::2], edges[1::2], strict=False)]
        key = new_key()
        found = [Found(start, end, "person", text[start:end] + str(start)) for start, end in spans]
        made = replaced(text, found, key)
        written, places, place = "", [], 0
        while place < len(text):
            one = next((one for one in found if one.start == place), None)
            piece, width = (key.pseudonym("person", one.name), one.end - place) if one else (text[place], 1)
            places += [(len(written), len(written) + len(piece))] * width
            written += piece
            place += width
        assert made.text == written
        start, end = sorted(chance.sample(range(len(text) + 1), 2))
        assert made.positions.passage(start, end) == (places[start][0], places[end - 1][1])


def test_an_accent_that_stands_apart_goes_with_its_letter() -> None:
    text = "bij Anx\u0302 thuis"
    made = replaced(text, [Found(4, 7, "person", "Anx")], new_key())
    assert made.text == "bij [collega 1] thuis"
    assert made.positions.passage(4, 8) == (4, 15)


def test_pseudonyms_are_given_in_order_and_wards_have_letters() -> None:
    key = new_key(("ward", "Noord", None))
    given = [key.pseudonym(kind, name) for kind, name in [("person", "An"), ("person", "Bo"), ("person", "an")]]
    assert given == ["[collega 1]", "[collega 2]", "[collega 1]"]
    assert key.pseudonym("place", "NOORD") == "[wijk A]"
    assert [key.pseudonym(kind, "x") for kind in ("telephone", "mail")] == ["[tel]", "[e-mail]"]
    assert list(key.table["name"]) == ["Noord", "An", "Bo"]


def test_another_name_for_somebody_takes_the_pseudonym_that_is_there() -> None:
    key = new_key(("person", "Noor de Boer", "[collega 1]"))
    key.add("Noortje", "[collega 1]")
    assert key.pseudonym("person", "noortje") == "[collega 1]"
    assert key.pseudonym("person", "Ad") == "[collega 2]"
    with pytest.raises(StudyError, match=r"'\[collega 9\]' is no kind of name"):
        key.add("Piet", "[collega 9]")


def test_the_queue_holds_capitals_and_numbers_but_not_pseudonyms_speakers_and_times() -> None:
    text = (
        "Interviewer: 0:04\nIk zag [collega 1] met Özlem. Ik vroeg: hoe laat? Om 14:30, zei Özlem, en de GGD ook.\n"
        "[Spreker 1]: 1:02\nNou ja, nou. Dan kreeg ik 12 briefjes, ik dacht dan aan Hoornes-Noord.\n"
    )
    assert queued(text) == ["Özlem", "Om", "14:30", "GGD", "12", "Hoornes-Noord"]
    assert queued(text, ("özlem", "Om", "14:30")) == ["GGD", "12", "Hoornes-Noord"]
    assert dict(release_queue(text, turns_table(find_turns(text)[0], "D1"), []).itertuples(index=False))["Özlem"] == 2


def test_a_name_at_the_beginning_of_a_sentence_is_queued_where_no_small_letter_shows_it_is_a_word() -> None:
    assert queued("Daar staat het. Fatou komt. En daar ook, en hier.") == ["Fatou"]


def test_a_heading_above_the_turns_is_queued() -> None:
    assert queued("Gesprek met Anouk\n\nInterviewer: hoe gaat het?\nRespondent: goed.\n") == ["Gesprek", "Anouk"]


def test_few_capitals_mean_that_names_have_none() -> None:
    words = " ".join(["woord"] * 99)
    assert has_capitals(f"{words} Anna")
    assert not has_capitals(f"{words} woord woord Anna")
