"""What pictures show, as sentences that are true for any study: the numbers are counted by hand."""

from dataclasses import replace

import pandas as pd
import pytest

from wijkresearch.show.labels import Labels
from wijkresearch.show.titles import (
    say_against,
    say_agreement,
    say_alike,
    say_connected,
    say_going_along,
    say_leading,
    say_most_given,
    say_printed,
    say_role,
    say_saturation,
    say_similarity,
    say_specifications,
    say_spread,
    say_theme,
    say_theory,
    say_verdicts,
    say_widest_control,
)

LABELS = Labels(
    roles={"a": "Luisteraar", "b": "Makelaar"},
    worlds={"wijk": "Wijk", "stad": "Stad"},
    municipalities={"x": "Aardam", "y": "Bosrade"},
)
ENGLISH = replace(
    LABELS, roles={"a": "Listener", "b": "Broker"}, worlds={"wijk": "Quarter", "stad": "Town"}, language="en"
)


def judged(*judgements):
    cells = [(role, world) for role in LABELS.roles for world in LABELS.worlds]
    rows = [(*cell, judgement) for cell, judgement in zip(cells, judgements, strict=True)]
    return pd.DataFrame(rows, columns=["role", "world", "judgement"])


CONNECTED = {
    ("made", "hindered", "mixed", "hindered"): "Alleen als luisteraar in de wijk komt het contact meestal tot stand",
    ("made", "made", "mixed", "hindered"): (
        "Alleen als luisteraar in de wijk en luisteraar in de stad komt het contact meestal tot stand"
    ),
    ("mixed", "hindered", "mixed", "nobody_coded"): (
        "In geen van de 3 verbindingen komt het contact meestal tot stand"
    ),
    ("made", "made", "made", "nobody_coded"): ("In elke rol waarover is verteld, komt het contact meestal tot stand"),
    ("nobody_coded",) * 4: "Van geen enkele rol is verteld hoe zij afliep",
}


@pytest.mark.parametrize("judgements", CONNECTED)
def test_a_title_says_in_which_roles_contact_is_mostly_made(judgements):
    assert say_connected(judged(*judgements), LABELS) == CONNECTED[judgements]


def test_a_title_of_a_role_tells_worlds_together_in_which_the_same_becomes_of_it():
    rows = judged("made", "not_called_upon", "hindered", "hindered")
    assert say_role(rows, "a", LABELS) == (
        "Luisteraar: in de wijk komt het contact meestal tot stand, in de stad wordt de rol meestal niet ingeroepen"
    )
    assert say_role(rows, "b", LABELS) == "Makelaar: in de wijk en in de stad wordt het contact meestal belemmerd"
    assert say_role(rows, "b", ENGLISH) == "Broker: in the quarter and in the town contact is mostly hindered"


def counts(*rows):
    """Rows of world, case, role and passages; the share is that of the role in its world and case."""
    made = pd.DataFrame(rows, columns=["world", "municipality", "role", "segments"])
    whole = made.groupby(["world", "municipality"])["segments"].transform("sum")
    return made.assign(share=made["segments"] / whole)


COUNTS = counts(
    ("wijk", "x", "a", 3), ("wijk", "x", "b", 1), ("wijk", "y", "a", 1), ("wijk", "y", "b", 4),
    ("stad", "x", "a", 1), ("stad", "x", "b", 1), ("stad", "y", "a", 1), ("stad", "y", "b", 2),
)  # fmt: skip


def test_a_title_says_which_role_leads_where():
    """Of six passages in Aardam four are of the listener, of eight in Bosrade six of the broker."""
    two = LABELS.municipalities
    assert say_leading(COUNTS, LABELS) == "In elke gemeente komt een andere rol het vaakst ter sprake"
    everywhere = COUNTS.assign(segments=COUNTS["role"].map({"a": 2, "b": 1}))
    assert say_leading(everywhere, LABELS) == "Luisteraar komt in 2 van de 2 gemeenten het vaakst ter sprake"
    alone = replace(LABELS, municipalities={"x": two["x"]})
    assert say_leading(COUNTS[COUNTS["municipality"] == "x"], alone) == "Luisteraar komt het vaakst ter sprake"
    tied = COUNTS.assign(segments=1)
    assert say_leading(tied, ENGLISH) == "In no municipality does one role come up more than every other"
    assert say_leading(COUNTS.iloc[:0], LABELS) == ""


def test_a_title_says_which_role_differs_most_between_cases():
    """In the quarter the listener has three quarters of Aardam and a fifth of Bosrade."""
    assert say_spread(COUNTS, LABELS) == (
        "Het aandeel van de rol luisteraar in de wijk loopt het verst uiteen: van 20% tot 75% van de rolpassages in "
        "een gemeente"
    )
    alone = replace(LABELS, municipalities={"y": "Bosrade"})
    assert say_spread(COUNTS[COUNTS["municipality"] == "y"], alone) == (
        "Het grootste aandeel heeft de rol makelaar in de wijk: 80% van de rolpassages"
    )


def test_a_title_says_how_many_conclusions_are_supported_and_in_how_many_cases():
    rows = [
        *[(claim, "overall", "all", "supported") for claim in ("C1", "C2")],
        ("C3", "overall", "all", "mixed"),
        ("C1", "municipality", "x", "supported"),
        ("C1", "municipality", "y", "supported"),
        ("C2", "municipality", "x", "supported"),
        ("C2", "municipality", "y", "contradicted"),
    ]
    verdicts = pd.DataFrame(rows, columns=["claim", "scope", "member", "verdict"]).assign(phase="derivation")
    assert say_verdicts(verdicts) == "Voor 2 van de 3 conclusies is er genoeg steun; in elke gemeente apart voor 1"
    alone = verdicts[verdicts["member"] != "y"]
    assert say_verdicts(alone, language="en") == "For 2 of the 3 conclusions there is enough support"
    assert say_verdicts(verdicts.iloc[:0]) == ""


def test_a_title_names_the_codes_given_most_often_as_long_as_they_are_few():
    rows = pd.DataFrame(
        [("D1", "a", 2), ("D2", "a", 1), ("D1", "b", 3), ("D1", "c", 3), ("D1", "d", 3), ("D3", "e", 1)],
        columns=["document", "code", "segments"],
    )
    names = {code: code.upper() for code in "abcde"}
    assert say_most_given(rows, {"a": "A", "e": "E"}, 3) == "Het vaakst gegeven: ‘A’, 3 keer in 2 van de 3 documenten"
    assert say_most_given(rows, {"a": "A", "b": "B"}, 3) == "Het vaakst gegeven, elk 3 keer: ‘A’ en ‘B’"
    assert say_most_given(rows, names, 3) == "Het vaakst gegeven, elk 3 keer: 4 codes"
    assert say_most_given(rows, {"z": "Z"}, 3) == ""


def test_a_title_says_on_which_category_a_theme_rests_most():
    rows = pd.DataFrame(
        [("T", "A", 1), ("T", "B", 2), ("T", "B", 1)], columns=["selective_theme", "axial_category", "segments"]
    )
    assert say_theme(rows) == "‘T’ rust het meest op ‘B’: 75% van de coderingen"
    assert say_theme(rows.assign(segments=0)) == "‘T’ heeft nog geen coderingen"


def test_a_title_says_what_the_last_three_interviews_still_added():
    curve = pd.DataFrame({"cumulative": [5, 8, 8, 9], "new_codes": [5, 3, 0, 1]})
    assert say_saturation(curve) == "De laatste 3 interviews voegden nog 4 van de 9 open codes toe"
    assert say_saturation(curve.head(3)) == "Na het laatste interview zijn er 8 verschillende open codes"
    assert say_saturation(curve.head(0)) == ""


def test_a_title_says_how_the_chosen_set_compares():
    """The fourth of ten: six are less alike."""
    ranks = pd.DataFrame({"rank": [4], "admissible": [10]})
    assert say_similarity(ranks) == "De gekozen gemeenten lijken meer op elkaar dan 60% van de 10 mogelijke keuzes"
    assert say_similarity(ranks.head(0)) == ""
    ranges = pd.DataFrame({"control": ["s", "d"], "standardised_range": [0.5, 1.5]})
    named = {"s": "raadszetels", "d": "dichtheid"}
    assert say_widest_control(ranges, named) == "De gekozen gemeenten verschillen het meest in dichtheid"
    assert say_widest_control(ranges.head(0), named) == ""
    best = "hoort de keuze bij de 5% die het meest op elkaar lijkt"
    assert (
        say_specifications(pd.DataFrame({"percentile": [4.0, 60.0]}))
        == f"Bij 1 van de 2 manieren van vergelijken {best}"
    )
    assert (
        say_specifications(pd.DataFrame({"percentile": [60.0]})) == f"Bij geen van de 1 manieren van vergelijken {best}"
    )


def test_a_title_counts_a_part_of_a_whole():
    tops = pd.DataFrame(
        [("f", 0, 2), ("f", 0, 1), ("g", 0, 3), ("g", 0, 0), ("h", 1, 4)],
        columns=["code", "depth", "branch_respondents"],
    )
    assert say_theory(tops) == "Over 1 van de 2 begrippen uit de theorie wordt in elke gemeente verteld"
    agreement = pd.DataFrame({"alpha": [-0.1, 0.0, 0.8, float("nan")]})
    assert say_agreement(agreement) == "Bij 2 van deze 4 codes zijn codeurs het niet vaker eens dan bij toeval"
    passages = pd.DataFrame({"agreed": [1.0, 0.9, 1.0]})
    assert say_alike(passages) == "Bij 2 van de 3 rolpassages zagen alle codeurs precies hetzelfde"
    cells = pd.DataFrame({"agreement": ["equal", "different"]})
    assert say_printed(cells) == "Bij 1 van de 2 gedrukte cellen komt de telling gelijk uit"
    grid = pd.DataFrame({"claim": ["C1", "C1", "C2"], "countering": [0, 0, 0], "divided": [0, 1, 0]})
    assert say_against(grid) == "Bij 1 van de 2 conclusies spreekt ten minste één interview of observatie tegen"
    contrasts = pd.DataFrame({"judgement": ["goes_along", "does_not", "cannot_be_told", "does_not"]})
    assert say_going_along(contrasts) == (
        "Bij 1 van de 4 combinaties van een kenmerk en een uitkomst gaan die samen; bij 1 is dat niet te zeggen"
    )
