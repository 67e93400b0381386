import pytest

from wijkresearch.io.importing.moving import Moved, move_passage
from wijkresearch.io.locating import Haystack

OLD = (
    "I: Hoe gaat het met de buurt op dit moment?\nR: De wijkverbinder helpt ons goed.\n"
    "I: En het loket van de gemeente?\nR: Ja."
)


def moved(new: str, words: str) -> tuple[str, str] | None:
    start = OLD.index(words)
    found = move_passage(OLD, Haystack(new), start, start + len(words))
    return None if found is None else (new[found.start : found.end], found.found_by)


@pytest.mark.parametrize(
    ("new", "words", "expected"),
    [
        ("Vooraf.\n" + OLD + "\nI: Ja.", "Ja.", ("Ja.", "context")),
        ("R: Ja.\n" + OLD.replace("gemeente?", "stad?"), "Ja.", None),
        ("Vooraf.\n" + OLD, "helpt ons", ("helpt ons", "context")),
        (OLD.replace("goed", "heel goed"), "De wijkverbinder", ("De wijkverbinder", "quote")),
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
            None,
        ),
        (OLD.replace("De wijkverbinder helpt ons goed.", "[weggelaten]"), "De wijkverbinder helpt ons goed.", None),
    ],
)
def test_a_passage_moves_with_its_words_or_stays_behind(new: str, words: str, expected: tuple[str, str] | None) -> None:
    assert moved(new, words) == expected


def test_nothing_moves_in_a_text_that_did_not_change() -> None:
    start = OLD.index("loket")
    assert move_passage(OLD, Haystack(OLD), start, start + 5) == Moved(start, start + 5, "context")
