"""Names that may not be told are found however they are spelled, and nothing else is."""

import csv
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest
from tempting_names import MEANT, TEMPTING

import wijkresearch.privacy
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


TABLE = Path(wijkresearch.privacy.__file__).parent / "municipality_name_forms.csv"
LEAST_FOUND = 0.98
MOST_FALSE_ALARMS = 10


@pytest.fixture(scope="module")
def hidden():
    """What finds the names of each municipality of the table."""
    places = [*dict.fromkeys(row["municipality"] for row in table_rows()), *TEMPTING, *MEANT]
    return {place: Names.of("x1", place) for place in dict.fromkeys(places)}


def table_rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wholly_masked(names, form):
    said = f"Volgens haar was dat {form} gebruik van vroeger."
    start = said.index(form)
    return any(since <= start and start + len(form) <= end for since, end in names.masked(said))


@pytest.mark.parametrize("letters", ["NFC", "NFD"])
def test_of_every_kind_of_form_at_least_98_in_100_are_masked_in_composed_and_decomposed_letters(hidden, letters):
    found = defaultdict(list)
    for row in table_rows():
        form = unicodedata.normalize(letters, row["form"])
        found[row["kind"]].append(wholly_masked(hidden[row["municipality"]], form))
    assert sum(map(len, found.values())) > 3000
    assert {kind: hits for kind, hits in found.items() if sum(hits) < LEAST_FOUND * len(hits)} == {}


def test_of_the_tempting_sentences_at_most_ten_have_something_masked(hidden):
    sentences = [(place, said) for place, all_said in TEMPTING.items() for said in all_said]
    assert len(sentences) >= 200
    assert len([said for place, said in sentences if hidden[place].masked(said)]) <= MOST_FALSE_ALARMS


def test_an_ordinary_word_is_masked_where_a_municipality_is_meant(hidden):
    missed = [(place, said) for place, all_said in MEANT.items() for said in all_said if not hidden[place].masked(said)]
    assert missed == []


@pytest.mark.parametrize(
    ("municipality", "forms"),
    [
        ("Leiden", ["Leidse", "Leids", "Leidenaar", "Leidenaren", "Leidsche"]),
        ("Groningen", ["Groningse", "Groninger", "Groningers", "Grunn"]),
        ("Nijmegen", ["Nijmeegse", "Nijmegenaar", "Nijmegenaren"]),
        ("Gouda", ["Goudse", "Gouds", "Gouwenaar", "Goudanaar"]),
        ("'s-Gravenhage", ["Den Haag", "Haagse", "Hagenaars", "'s Gravenhage", "s-Gravenhage"]),
        ("Den Haag", ["Den Haag", "Haagse", "'s-Gravenhage", "Scheveningen"]),
        ("'s-Hertogenbosch", ["Bossche", "Den Bosch", "’s-Hertogenbosch"]),
        ("Dordrecht", ["Dordtse", "Dordt", "Dordtenaar"]),
        ("Rijswijk (ZH.)", ["Rĳswĳk", "RIJSWIJK", "Ryswykse", "rijswijkers"]),
        ("Alphen aan den Rijn", ["Alphen a/d Rijn", "Alphense", "alphen_aan_den_rijn"]),
        ("Nuenen, Gerwen en Nederwetten", ["Nuenen, Gerwen en Nederwetten", "Nuenense", "Gerwen"]),
        ("Reimerswaal", ["Reimerswaler", "Reimerswaalse"]),
        ("Bosrade", ["Bosrades", "Bosradese", "bosradenaar", "Bosradenaren"]),
    ],
)
def test_common_forms_are_masked_whole_also_those_that_only_rules_make(municipality, forms):
    names = Names.of(municipality.lower(), municipality)
    assert [form for form in forms if not wholly_masked(names, form)] == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("een katwijkpas", "een Gemeente B"),
        ("#mooikatwijk", "#gemeente-b"),
        ("de Katwijkse-Rijnsburgse weg", "de Gemeente B-Gemeente B weg"),
        ("info@katwijk.nl", "info@gemeente-b.nl"),
    ],
)
def test_a_compound_and_a_hashtag_are_not_broken_but_masked_whole(text, masked):
    assert replace_names(text, Names.of("katwijk", "Katwijk"), "Gemeente B") == masked


def test_what_is_doubtful_is_told_whether_it_is_masked_or_left():
    names = Names.of("buren", "Buren")
    text = "Buren. De buren uit Buren, in buren en #buren; mevrouw Van Buren."
    told = [(text[found.start : found.end], found.masked, found.doubtful) for found in names.find(text)]
    assert told == [
        ("Buren", False, True),
        ("Buren", True, False),
        ("buren", False, True),
        ("buren", True, True),
        ("Buren", False, True),
    ]


@pytest.mark.parametrize(
    ("municipality", "text", "masked", "doubtful"),
    [
        ("Katwijk", "mevrouw Van Katwijk", False, True),
        ("Buren", "Buren", True, True),
        ("Buren", "over_buren", True, True),
        ("Buren", "#goedeburen", False, True),
        ("Buren", "#GoedBuren", True, True),
        ("Bergen (NH.)", "Bergen (NH.), denk ik.", True, False),
    ],
)
def test_a_surname_a_cell_an_id_and_a_hashtag_are_judged_by_what_they_say(municipality, text, masked, doubtful):
    [found] = Names.of("x1", municipality).find(text)
    assert (found.masked, found.doubtful) == (masked, doubtful)


def test_a_longer_name_of_another_municipality_and_a_province_are_left():
    groningen = Names.of("groningen", "Groningen")
    assert groningen.masked("Midden-Groningen, in de provincie Groningen") == []
    assert groningen.masked("de stad Groningen") == [(8, 17)]
    assert Names.of("bergen", "Bergen (NH.)").masked("Bergen op Zoom") == []
    assert Names.of("boz", "Bergen op Zoom").masked("Bergen op Zoom") == [(0, 14)]


def test_what_a_study_lists_itself_is_masked_too():
    names = Names.of("bosrade", "Bosrade", ["De Hoornes", "Voorstraat", "Stichting Thuis"])
    text = "In de hoornes, aan de voorstraat en bij Stichting  Thuis."
    assert replace_names(text, names, "X") == "In X, aan de X en bij X."
