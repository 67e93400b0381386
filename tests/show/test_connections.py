"""The connections as sentences."""

import pandas as pd

from wijkresearch.show.connections import goal_of, say_connections, say_share
from wijkresearch.show.labels import Labels

ROLES = {"luisteraar": "Luisteraar", "makelaar": "Makelaar"}
WORLDS = {"buiten": "Buitenwereld", "binnen": "Binnenwereld"}
SETTINGS = {
    "worlds": [{"id": "buiten"}, {"id": "binnen"}],
    "actors": [
        {"id": "buur", "label_nl": "Buur", "world": "buiten"},
        {"id": "schakel", "label_nl": "Schakel"},
        {"id": "klerk", "label_nl": "Klerk", "world": "binnen"},
    ],
    "directions": [
        {"id": "heen", "from": "buur", "to": "schakel"},
        {"id": "terug", "from": "schakel", "to": "buur"},
        {"id": "door", "from": "schakel", "to": "klerk"},
    ],
    "goals": [{"role": "luisteraar", "world": "buiten", "text_nl": "een luisterend oor"}],
}
COLUMNS = ["role", "fulfilled", "passages", "judgement"]


def judged(column, *rows):
    return pd.DataFrame(rows, columns=[column, *COLUMNS])


CONNECTIONS = judged(
    "world",
    ("buiten", "luisteraar", 3, 4, "made"),
    ("binnen", "luisteraar", 1, 5, "hindered"),
    ("buiten", "makelaar", 0, 0, "nobody_coded"),
    ("binnen", "makelaar", 1, 2, "mixed"),
)


def test_connections_are_told_in_english():
    said = say_connections(CONNECTIONS, Labels(roles=ROLES, worlds=WORLDS, language="en"))
    assert said.startswith(
        "Made in 1 of 4 combinations of role and world: luisteraar in the buitenwereld. Hindered in 1 of 4 "
    )
    assert say_share({"fulfilled": 0, "passages": 0}, language="en") == "no passages"


def test_a_share_without_passages_is_said_in_words():
    assert [say_share(row) for row in CONNECTIONS.to_dict("records")] == [
        "3 van 4", "1 van 5", "geen passages", "1 van 2",
    ]  # fmt: skip


def test_a_goal_that_nobody_wrote_is_empty():
    assert goal_of(SETTINGS, "luisteraar", "buiten") == "een luisterend oor"
    assert goal_of(SETTINGS, "makelaar", "binnen") == ""
    assert goal_of({}, "makelaar", "binnen") == ""


def test_the_connections_are_said_by_judgement_with_their_number():
    assert say_connections(CONNECTIONS, Labels(roles=ROLES, worlds=WORLDS)) == (
        "Komt tot stand in 1 van de 4 combinaties van rol en wereld: luisteraar in de buitenwereld. "
        "Belemmerd in 1 van de 4 combinaties van rol en wereld: luisteraar in de binnenwereld. Wisselend in 1 "
        "van de 4 combinaties van rol en wereld: makelaar in de binnenwereld. Niet gecodeerd in 1 van de 4 "
        "combinaties van rol en wereld: makelaar in de buitenwereld."
    )
