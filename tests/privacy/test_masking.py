"""Names that may not be told are found however they are spelled, and nothing else is."""

import pytest

from wijkresearch.privacy.masking import Names, replace_names

NAMES = Names.of("leidschendam-voorburg", "Leidschendam-Voorburg")
ACCENTED = Names.of("sudwest-fryslan", "Súdwest-Fryslân")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("In Leidschendam-Voorburg en LEIDSCHENDAM - VOORBURG.", "In Gemeente B en Gemeente B."),
        ("leidschendam voorburg is laat", "Gemeente B is laat"),
        ("Het Voorburgse plan", "Het Gemeente B plan"),
        ("over_gebiedsregisseurs_leidschendam_voorburg", "over_gebiedsregisseurs_gemeente_b"),
        ("leidschendam-voorburg", "gemeente-b"),
        ("leidschendamvoorburg/d1.txt", "gemeente-b/d1.txt"),
        ("Leidschendam-Voorburg", "Gemeente B"),
        ("de voorburgerij van Leidschen dam", "de voorburgerij van Leidschen dam"),
    ],
)
def test_a_name_is_replaced_in_prose_and_in_ids_however_it_is_spelled(text, masked):
    assert replace_names(text, NAMES, "Gemeente B") == masked


@pytest.mark.parametrize("text", ["Súdwest-Fryslân", "Sudwest Fryslan", "sudwest_fryslan", "SÚDWEST-FRYSLÂN"])
def test_a_name_is_found_with_its_accents_and_without(text):
    assert ACCENTED.masked(text) == [(0, len(text))]


def test_a_short_name_is_found_as_a_word_only():
    ede = Names.of("ede", "Ede")
    assert [bool(ede.masked(text)) for text in ("in Ede", "over_ede", "de edele", "eden")] == [True, True, False, False]
