import json
from pathlib import Path

import pytest

from wijkresearch.cli import main

ROOT = Path(__file__).parents[2]
REPORT = (
    "4.1 Rollen\n\n"
    "Volgens zestien respondenten is dat zo. Een wethouder (D3) zegt het ook, maar een teammanager (D7) niet.\n\n"
    "Ook 37 % (n = 15) ziet dat, net als een onbekende (D40).\n"
)


@pytest.fixture
def report(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    path = tmp_path / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


def test_the_audit_of_a_report_is_said_in_dutch_part_by_part(report, capsys):
    assert main(["audit", report, "--study", "wijkverbinders"]) == 0
    said = capsys.readouterr().out
    assert "Toeschrijvingen die kloppen met het register: 1 van de 3." in said
    assert "- nr. 2, paragraaf 4.1: in de tekst is de functie bij D7 ‘teammanager’, in het register" in said
    assert "- nr. 3, paragraaf 4.1: D40 staat niet in het register." in said
    assert "- S01, paragraaf 4.1: 16 van 15, terwijl 15 het hoogst mogelijke is" in said
    assert "- 37% (§ 4.1, ¶ 3) volgt niet uit n = 15" in said


def test_every_table_of_the_audit_can_be_had_as_json(report, capsys):
    assert main(["audit", report, "--study", "wijkverbinders", "--json"]) == 0
    tables = json.loads(capsys.readouterr().out)
    assert [row["verdict"] for row in tables["attributions"]] == ["agrees", "function differs", "not in register"]
    assert tables["statements"][0]["possible"] is False
    assert tables["percentages"][0]["counts"] is None
    assert sorted(tables) == [
        "attributions",
        "citations",
        "means",
        "percentages",
        "quotations",
        "register_repairs",
        "statements",
        "uncited_documents",
        "uncounted_mentions",
    ]


def test_a_report_that_is_not_there_is_said_without_a_traceback(report, capsys):
    assert main(["audit", str(Path(report).with_name("other.md")), "--study", "wijkverbinders"]) == 2
    assert "other.md: there is no such file" in capsys.readouterr().err
