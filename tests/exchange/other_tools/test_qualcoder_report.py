"""The coding report of QualCoder as text, as its source code of August 2026 writes it (not run)."""

from html import escape
from pathlib import Path

import pytest

from wijkresearch.exchange.recognising import read_coded

TEXT = "I: Hoe gaat het?\nR: Het loket\nis dicht, zegt ze."
REPORT = (
    "Search parameters\n==========\n"
    "\n[20-38] Rollen > fikser, wonen, File: D10.txt,  Coder: MV\n\nR:\nHet loket\nis dicht\n, zegt ze.\nMEMO: let op\n"
    "\n[0-2] vraag, Datei: D10.txt,  Fall: Gouda Kodierer: JD, ctid: 4\n\nI:\n\n"
)


@pytest.mark.parametrize("report", [REPORT, REPORT.replace("\n", "\r\n")])
def test_positions_of_the_report_are_proven_by_a_stretch_of_their_length(tmp_path: Path, report: str) -> None:
    (tmp_path / "report.txt").write_bytes(b"\xef\xbb\xbf" + report.encode())
    project = read_coded(tmp_path / "report.txt", {"D10.txt": TEXT})
    found = [(row.code, row.coder, TEXT[row.start : row.end]) for row in project.codings.itertuples()]
    assert found == [("fikser, wonen", "MV", "Het loket\nis dicht"), ("vraag", "JD", "I:")]
    assert project.codes.set_index("code").loc["fikser, wonen", "parent"] == "Rollen"
    assert project.members[["name", "member"]].to_dict("records") == [{"name": "Gouda", "member": "D10.txt"}]
    assert project.skipped[["what", "count"]].to_dict("records") == [{"what": "a line beside a passage", "count": 3}]
    assert project.flagged.empty


def test_the_report_as_a_page_of_qt_gives_the_same_codings(tmp_path: Path) -> None:
    """As PyQt6 6.11 writes it (measured)."""
    text = f"{TEXT}\n\nEinde."
    report = f"{REPORT}\n[30-56] fikser & co, File: D10.txt,  Coder: MV\n\n{text[30:56]}\n"
    lines = (
        f'<span style=" font-weight:700;">{escape(line)}</span>' if line else "<br />" for line in report.split("\n")
    )
    body = "\n".join(f'<p style=" margin-top:0px;">{line}</p>' for line in lines)
    page = f'<html><head><meta name="qrichtext" content="1" /></head><body style="">\n{body}</body></html>'
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    (tmp_path / "report.txt").write_text(report, encoding="utf-8")
    found = [read_coded(tmp_path / f"report.{kind}", {"D10.txt": text}) for kind in ("txt", "html")]
    assert found[0].codings.equals(found[1].codings)
    assert found[1].flagged.empty


def test_a_passage_that_moved_in_the_transcript_is_found_by_its_words(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    project = read_coded(tmp_path / "report.txt", {"D10.txt": f"Kop.\n{TEXT}"})
    assert project.codings["start"].tolist() == [25, 5]
    assert len(project.flagged) == 2


def test_words_that_are_not_as_long_as_their_positions_are_flagged(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT.replace("[20-38]", "[20-40]"), encoding="utf-8")
    project = read_coded(tmp_path / "report.txt", {"D10.txt": TEXT})
    assert project.flagged["what"].tolist() == [
        "its words are not in the report as its positions say; they were not compared"
    ]
