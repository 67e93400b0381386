"""`wijk select`: the JSON that other programs read, the words for people, and the messages for a slip of the pen."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from wijkresearch.cli import main

ROOT = Path(__file__).parents[2]
TRIPLE = ["Katwijk", "Leidschendam-Voorburg", "Maassluis"]
COMMAND = [
    *("select", "netherlands_2024", "--controls", "council_seats,density_total", "--size", "3"),
    *("--where", "province=Zuid-Holland", "--top", "2"),
]


@pytest.fixture(autouse=True)
def shipped_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJK_ROOT", str(ROOT))


def chosen(members: list[str]) -> list[str]:
    return [word for member in members for word in ("--chosen", member)]


def test_json_holds_the_sets_with_their_pairs_and_the_rank_of_the_chosen_set(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*COMMAND, *chosen(TRIPLE), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {key: answer[key] for key in ("n", "k", "objective", "distance", "admissible")} == {
        "n": 50,
        "k": 3,
        "objective": "sum",
        "distance": "standardised",
        "admissible": 19_600,
    }
    best = answer["sets"][0]
    assert best["members"] == ["Kaag en Braassem", "Nieuwkoop", "Wassenaar"]
    assert sum(pair["value"] for pair in best["pairs"]) == pytest.approx(best["value"])
    found = answer["chosen"]
    assert (found["members"], found["rank"], found["exact"]) == (TRIPLE, 3_813, True)
    assert found["percentile"] == pytest.approx(100 * 3_813 / 19_600)
    assert found["value"] == pytest.approx(3.597, abs=5e-4)


def test_without_a_chosen_set_there_is_none_in_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["chosen"] is None


def test_people_read_the_frame_the_controls_and_the_distance_beside_the_rank(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*COMMAND, *chosen(TRIPLE)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Frame: netherlands_2024 and province=Zuid-Holland, 50 candidates, 19,600 admissible sets",
        "Controls: council_seats, density_total; distance: standardised; objective: sum",
        "Condition: 3 cases",
        "",
        "   1      0.1511  Kaag en Braassem; Nieuwkoop; Wassenaar",
        "   2      0.5247  Leiderdorp; Sliedrecht; Voorschoten",
        "",
        "Chosen: Katwijk; Leidschendam-Voorburg; Maassluis, value 3.5974, best 0.1511",
        "Rank 3,813 of 19,600, percentile 19.5, given these controls and this frame",
    ]


def test_two_cases_are_fixed_and_the_third_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    fixed = ["--include", TRIPLE[0], "--include", TRIPLE[1]]
    assert main([*COMMAND, *fixed, "--json"]) == 0
    sets = json.loads(capsys.readouterr().out)["sets"]
    assert [(set(one["members"]) - set(TRIPLE)).pop() for one in sets] == ["Vlaardingen", "Pijnacker-Nootdorp"]


def test_an_excel_file_of_any_candidates_with_titles_that_must_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    for row in (("school", "pupils", "kind"), ("A", 10, "x"), ("B", 11, "x"), ("C", 14, "y"), ("D", 30, "z")):
        book.active.append(row)
    book.save(tmp_path / "schools.xlsx")
    command = ["select", str(tmp_path / "schools.xlsx"), "--id", "school", "--controls", "pupils", "--size", "2"]
    assert main([*command, "--differ", "kind", "--top", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sets"][0]["members"] == ["B", "C"]
    assert main([*command, "--differ", "kind", "--how", "quota", "--quota", "x=1,z=1", "--top", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sets"][0]["members"] == ["B", "D"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            ["--where", "provincie=Zuid-Holland"],
            "--where: there is no column 'provincie'. Did you mean 'province'?",
        ),
        (
            ["--where", "province=Zuid-Holand"],
            "--where: 'province=Zuid-Holand' keeps no candidate. Did you mean 'Zuid-Holland'?",
        ),
        (
            ["--where", "inhabitants_2024>many"],
            "--where: 'many' is compared with the numbers of inhabitants_2024; expected a number, such as 30000.",
        ),
        (
            ["--where", "Zuid-Holland"],
            "--where: 'Zuid-Holland' cannot be read; expected a column, a sign and a value: province=Zuid-Holland.",
        ),
        (["--quota", "x"], "--quota: 'x' cannot be read; expected a category and a number, such as A=2."),
        (["--top", "0"], "top: 0 sets; expected 1 or more."),
        (
            ["--different", "--objective", "largest"],
            "objective: the most different sets cannot be judged by their largest pair; expected sum.",
        ),
    ],
)
def test_a_slip_of_the_pen_ends_with_one_message_and_status_2(
    changed: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*COMMAND[:6], *changed]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"1 problem:\n  {expected}\n")


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["select", "netherland_2024.csv", "--controls", "a", "--size", "2"]) == 2
    assert capsys.readouterr().err == (
        "1 problem:\n  netherland_2024.csv: there is no such file. Did you mean 'netherlands_2024.csv'?\n"
    )
