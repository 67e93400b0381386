from pathlib import Path

import pandas as pd

from wijkresearch.exchange.rock import read_rock, rock_text

SOURCE = """---
metadata:
  - case: D1
---
I: Hoe gaat het? [[uid=abc]]
R: Het loket is dicht. [[barrier>loket]] [[fikser]]
---<<paragraph_break>>---
[[caseId:1]]
R: Dit is een begin. [[state:A]]
R: Ja. [[stemming||goed]]
[[fikser]]
"""


def test_rock_0_9_codes_stand_behind_the_line_they_are_given_to(tmp_path: Path) -> None:
    (tmp_path / "D1.rock").write_text(SOURCE, encoding="utf-8")
    project = read_rock(tmp_path / "D1.rock")
    text = project.texts["D1"]
    assert text.rstrip() == "I: Hoe gaat het?\nR: Het loket is dicht.\n\nR: Dit is een begin.\nR: Ja."
    assert [(row.code, text[row.start : row.end]) for row in project.codings.itertuples()] == [
        ("loket", "R: Het loket is dicht."),
        ("fikser", "R: Het loket is dicht."),
    ]
    assert dict(zip(project.codes["code"], project.codes["parent"], strict=True))["loket"] == "barrier"
    assert project.flagged.to_dict("records") == [
        {"where": "D1.rock line 11", "what": "a code stands on a line without words; left out"}
    ]
    assert dict(zip(project.skipped["what"], project.skipped["count"], strict=True)) == {
        "a block of YAML": 1,
        "a section break": 1,
        "an identifier or value in double brackets": 4,
    }


def test_what_is_written_reads_back_on_the_lines_that_were_touched(tmp_path: Path) -> None:
    text = "I: Hoe gaat het?\nR: Goed.\n\nR: Dicht."
    start = text.index("gaat")
    codings = pd.DataFrame(
        [{"start": start, "end": start + 14, "code": "a"}, {"start": start, "end": start + 4, "code": "b"}]
    )
    written = rock_text(text, codings)
    assert written == "I: Hoe gaat het? [[a]] [[b]]\nR: Goed. [[a]]\n\nR: Dicht.\n"
    (tmp_path / "D1.rock").write_text(written, encoding="utf-8")
    project = read_rock(tmp_path / "D1.rock")
    assert project.texts["D1"] == text
    assert [(row.code, text[row.start : row.end]) for row in project.codings.itertuples()] == [
        ("a", "I: Hoe gaat het?"),
        ("b", "I: Hoe gaat het?"),
        ("a", "R: Goed."),
    ]
