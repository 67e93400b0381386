"""Codings follow a corrected transcript, or stay behind; they never land on other words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.exchange.moving import Moved, Mover

OLD = (
    "I: Hoe gaat het met de buurt op dit moment?\nR: De wijkverbinder helpt ons goed.\n"
    "I: En het loket van de gemeente?\nR: Ja."
)
SWAPPED = "\n".join([*OLD.split("\n")[2:], "En verder.", *OLD.split("\n")[:2]])


def moved(new: str, words: str) -> tuple[str, str] | None:
    start = OLD.index(words)
    found = Mover(OLD, new).place(start, start + len(words))
    return None if found is None else (new[found.start : found.end], found.found_by)


@pytest.mark.parametrize(
    ("new", "words", "expected"),
    [
        ("Vooraf.\n" + OLD + "\nI: Ja.", "Ja.", ("Ja.", "context")),
        ("R: Ja.\n" + OLD.replace("gemeente?", "stad?"), "Ja.", ("Ja.", "context")),
        ("Vooraf.\n" + OLD, "helpt ons", ("helpt ons", "context")),
        (OLD.replace("goed", "heel goed"), "De wijkverbinder", ("De wijkverbinder", "context")),
        (
            OLD.replace("helpt ons", "helpt  ons"),
            "De wijkverbinder helpt ons",
            ("De wijkverbinder helpt  ons", "typography"),
        ),
        (
            OLD.replace("wijkverbinder", "wijkverbindster"),
            "De wijkverbinder helpt ons goed.",
            ("De wijkverbindster helpt ons goed.", "correction"),
        ),
        (
            OLD.replace("wijkverbinder", "wijkverbindster").replace("moment?\n", "moment? \n"),
            "De wijkverbinder helpt ons goed.",
            ("De wijkverbindster helpt ons goed.", "correction"),
        ),
        (SWAPPED, "het loket van de gemeente", ("het loket van de gemeente", "quote")),
        (
            SWAPPED.replace("het ", "het\u2003"),
            "het loket van de gemeente",
            ("het\u2003loket van de gemeente", "typography"),
        ),
        (OLD.replace("De wijkverbinder helpt ons goed.", "[weggelaten]"), "De wijkverbinder helpt ons goed.", None),
        (OLD.replace("wijkverbinder", "burgemeester"), "wijkverbinder", None),
        (OLD.replace("R: Ja.", "R: Nee."), "Ja.", None),
    ],
)
def test_a_passage_moves_with_its_words_or_stays_behind(new: str, words: str, expected: tuple[str, str] | None) -> None:
    assert moved(new, words) == expected


def test_nothing_moves_in_a_text_that_did_not_change() -> None:
    start = OLD.index("loket")
    assert Mover(OLD, OLD).place(start, start + 5) == Moved(start, start + 5, "context")


def test_a_short_answer_that_is_there_often_goes_with_its_own_line() -> None:
    old = "A: Ja.\nB: Nee.\nA: Ja.\nB: Waarom?\nA: Ja.\n"
    new = "Begin.\nA: Ja.\nB: Nee, nooit.\nA: Ja.\nB: Waarom dan?\nA: Ja.\n"
    start = old.index("Ja", 10)
    place = Mover(old, new).place(start, start + 2)
    assert place is not None
    assert (place.start, place.found_by) == (new.index("Ja", 30), "context")


WORDS = st.lists(st.sampled_from(["ja", "nee", "de", "wijk", "loket", "één", "😀", "afspraak"]), min_size=1, max_size=8)
LINES = st.lists(WORDS.map(" ".join), min_size=1, max_size=6)


@given(st.data(), LINES)
@settings(max_examples=40, deadline=None)
def test_a_place_holds_the_words_it_was_found_by_and_an_unchanged_text_moves_nothing(
    data: st.DataObject, lines: list[str]
) -> None:
    old = "\n".join(lines)
    new = "\n".join(data.draw(st.lists(st.sampled_from(lines) | WORDS.map(" ".join), min_size=1, max_size=7)))
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    place = Mover(old, new).place(start, end)
    if place is not None:
        assert 0 <= place.start < place.end <= len(new)
        if place.found_by in ("context", "quote"):
            assert new[place.start : place.end] == old[start:end]
    assert Mover(old, old).place(start, end) == Moved(start, end, "context")


def test_a_correction_on_every_page_of_a_long_interview() -> None:
    old = "".join(f"Spreker: dit is regel {number} van een lang gesprek over de wijk.\n" for number in range(2_000))
    new = old.replace("regel 7", "zin 7")
    mover = Mover(old, new)
    start = old.index("regel 1999")
    place = mover.place(start, start + 10)
    assert place is not None
    assert new[place.start : place.end] == "regel 1999"
