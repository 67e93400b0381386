"""Who was interviewed and who counts nowhere stands on the first page, in the answers and in the limits."""

import pandas as pd

from wijkresearch.report.blocks import Bullets, Paragraph
from wijkresearch.report.content import compose_report
from wijkresearch.show.labels import Labels
from wijkresearch.show.respondents import say_interviewed, say_left_out

PERSPECTIVES = {"verbinder": "Verbinder", "inwoner": "Inwoner"}
NAMES = {"aardam": "Aardam", "bosrade": "Bosrade"}
LABELS = Labels(municipalities=NAMES, perspectives=PERSPECTIVES)
ROWS = [
    ("D1", "aardam", "verbinder", "regisseur", 2, None),
    ("D2", "aardam", "inwoner", "bewoner", 0, "perspective"),
    ("D3", "bosrade", "inwoner", "huurder", 0, "perspective"),
    ("D4", "bosrade", "verbinder", "regisseur", 0, "not_coded"),
]
COLUMNS = ["document", "municipality", "perspective", "function", "claims", "reason"]


def rows_of(rows=ROWS):
    return pd.DataFrame(rows, columns=COLUMNS)


def test_the_answers_and_the_limits_of_the_report_say_it(make_material):
    material = make_material(**{"05_denominators": rows_of()})
    material = type(material)(**{**vars(material), "perspectives": PERSPECTIVES})

    told = Paragraph(" ".join(say_left_out(rows_of(), LABELS)), notice=True)
    assert told in compose_report(material, chapters=("answers",))
    (limits,) = [block for block in compose_report(material, chapters=("limits",)) if isinstance(block, Bullets)]
    assert limits.items[-1] == say_interviewed(rows_of(), LABELS)


def test_results_of_before_the_register_was_read_claim_nothing_about_who_was_interviewed(make_material):
    (limits,) = [block for block in compose_report(make_material(), chapters=("limits",)) if isinstance(block, Bullets)]
    assert limits.items[-1] == (
        "Over mensen die niet zijn geïnterviewd, zegt geen enkel oordeel iets, en geen telling bewijst een oorzaak."
    )
