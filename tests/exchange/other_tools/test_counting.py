"""How sheets count characters and paragraphs; what is right is counted by hand in the texts of these tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wijkresearch.exchange.other_tools.sheets import read_sheet
from wijkresearch.exchange.project import CodedProject

TEXT = "I: Wie bent u?\nR: ja 😀\nI: En de buurt?\nR: ja\nR: Eén loket voor wonen en/of zorg."
BESIDE = [folder / "shared" / "cases" / "exchange" for folder in Path(__file__).parents[4:6]]
CASES = next((folder for folder in BESIDE if folder.is_dir()), BESIDE[0])
PLACES = [(3, 14), (TEXT.rindex("ja"), TEXT.rindex("ja") + 2), (TEXT.index("Eén"), TEXT.index("Eén") + 9)]


def plain(folder: Path, rows: list[tuple[object, ...]], headings: str = "document,code,start_pos,end_pos,text") -> Path:
    lines = [headings, *(",".join(map(str, row)) for row in rows)]
    (folder / "codings.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "codings.csv"


def places(project: CodedProject) -> list[tuple[int, int]]:
    return [(row.start, row.end) for row in project.codings.itertuples()]


@pytest.mark.parametrize(
    "headings",
    ["start,end", "start_pos,end_pos", "begin,end", "start_offset,end_offset", "pos0,pos1", "from,to", "van,tot"],
)
def test_positions_of_any_sheet_choose_between_equal_passages(tmp_path: Path, headings: str) -> None:
    rows = [("D1", "a", *PLACES[1], "ja")]
    project = read_sheet(plain(tmp_path, rows, f"document,code,{headings},text"), {"D1": TEXT})
    assert places(project) == [PLACES[1]]
    assert project.flagged.empty


def utf16(position: int) -> int:
    return len(TEXT[:position].encode("utf-16-le")) // 2


def crlf(position: int) -> int:
    return position + TEXT[:position].count("\n")


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (lambda start, end: (start + 1, end), "from 1, the end included"),
        (lambda start, end: (start + 1, end + 1), "from 1, the end not included"),
        (lambda start, end: (start, end - 1), "from 0, the end included"),
        (lambda start, end: (utf16(start), utf16(end)), "from 0, the end not included, in UTF-16 units"),
        (lambda start, end: (crlf(start), crlf(end)), "from 0, the end not included, a line end as two"),
    ],
)
def test_the_way_of_counting_that_the_whole_sheet_proves_is_used_and_said(
    tmp_path: Path, counted: Callable[[int, int], tuple[int, int]], said: str
) -> None:
    rows = [("D1", "a", *counted(*place), TEXT[slice(*place)]) for place in PLACES]
    project = read_sheet(plain(tmp_path, rows), {"D1": TEXT})
    assert places(project) == PLACES
    assert project.flagged.empty
    assert f"Positions count {said}: 3 of 3 passages prove it." in project.warnings


def test_a_row_without_a_quote_is_counted_as_the_other_rows_prove(tmp_path: Path) -> None:
    quotes = ["Wie bent u?", "", "Eén loket"]
    rows = [("D1", "a", start + 1, end, quote) for (start, end), quote in zip(PLACES, quotes, strict=True)]
    assert places(read_sheet(plain(tmp_path, rows), {"D1": TEXT})) == PLACES


def test_a_row_without_a_quote_has_no_place_where_two_ways_of_counting_are_proven(tmp_path: Path) -> None:
    start, end = PLACES[1]
    rows = [("D1", "a", start + 1, end + 1, "ja"), ("D1", "b", 3, 14, "")]
    project = read_sheet(plain(tmp_path, rows), {"D1": TEXT})
    assert places(project) == [(start, end)]
    assert len(project.unplaced) == 1
    assert "Positions were not used (1) where the ways of counting that the sheet proves differ." in project.warnings


def test_equal_passages_that_two_proven_ways_of_counting_point_at_are_not_chosen_between(tmp_path: Path) -> None:
    text = "I:\nR:\nI:\nR:\nja ja"
    project = read_sheet(plain(tmp_path, [("D1", "a", 16, 18, "ja")]), {"D1": text})
    assert project.codings.empty
    assert list(project.flagged["what"]) == [
        "the quoted text is in the transcript 2 times, and nothing tells which is meant; the coding is kept aside"
    ]


def test_a_position_that_its_own_text_contradicts_is_found_by_the_text_and_flagged(tmp_path: Path) -> None:
    start, end = PLACES[2]
    rows = [("D1", "a", *PLACES[1], "ja"), ("D1", "a", 1, 10, "Eén loket"), ("D1", "a", 0, 2, "ja")]
    project = read_sheet(plain(tmp_path, rows), {"D1": TEXT})
    assert places(project) == PLACES[1:]
    assert list(project.flagged["what"]) == [
        f"the passage stands at {start}–{end}, not at 1–10; taken where it stands",
        "the quoted text is in the transcript 2 times, and nothing tells which is meant; the coding is kept aside",
    ]


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "-" + "9" * 30])
def test_a_number_that_no_text_is_long_enough_for_is_no_crash(tmp_path: Path, number: str) -> None:
    rows = [("D1", "a", number, number, "Eén loket"), ("D1", "a", 3, 14, "Wie bent u?")]
    assert places(read_sheet(plain(tmp_path, rows), {"D1": TEXT})) == [PLACES[2], PLACES[0]]
    assert places(read_sheet(atlas(tmp_path, [("nee", number)]), {"D1": "nee"})) == [(0, 3)]


def test_positions_without_any_quote_are_taken_as_they_are(tmp_path: Path) -> None:
    project = read_sheet(plain(tmp_path, [("D1", "a", 3, 14)], "document,code,from,to"), {"D1": TEXT})
    assert places(project) == [(3, 14)]


def test_a_start_without_an_end_is_no_position(tmp_path: Path) -> None:
    rows = [("D1", "a", "anna", "loket")]
    project = read_sheet(plain(tmp_path, rows, "document,code,from,text"), {"D1": TEXT})
    assert project.flagged.empty
    assert project.skipped.to_dict("records") == [{"what": "column 'from'", "count": 1}]


ATLAS = "Document;Quotation Content;Codes;Reference"


def atlas(folder: Path, rows: list[tuple[str, str]], headings: str = ATLAS) -> Path:
    lines = [headings, *(f"D1;{quote};a;{reference}" for quote, reference in rows)]
    (folder / "quotations.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "quotations.csv"


@pytest.mark.parametrize("reference", ["4", "4 - 4", "4 – 5", "¶ 4", "¶ 4 in D1"])
@pytest.mark.parametrize("heading", ["Reference", "Start", "Initial Position"])
def test_the_paragraph_of_atlas_ti_decides_between_equal_quotations(
    tmp_path: Path, reference: str, heading: str
) -> None:
    """Reference, and Start as a number of paragraphs: manuals.atlasti.com, Quotation Manager (documented, not run)."""
    path = atlas(tmp_path, [("ja", reference)], ATLAS.replace("Reference", heading))
    assert places(read_sheet(path, {"D1": TEXT})) == [PLACES[1]]


SPACED = "I: Wie?\n\nR: ja\n\nI: Wat?\n\nR: ja\n\nR: nee\n\nR: ja"


def test_paragraphs_are_counted_without_empty_lines_where_the_sheet_proves_that(tmp_path: Path) -> None:
    path = atlas(tmp_path, [("Wat?", "3"), ("ja", "4"), ("nee", "5")])
    project = read_sheet(path, {"D1": SPACED})
    assert [start for start, _ in places(project)] == [
        SPACED.index("Wat?"),
        SPACED.index("ja", SPACED.index("Wat")),
        SPACED.index("nee"),
    ]
    assert "Paragraphs count without empty lines: 3 of 3 passages prove it." in project.warnings


def test_paragraphs_are_counted_with_empty_lines_where_the_sheet_proves_that(tmp_path: Path) -> None:
    project = read_sheet(atlas(tmp_path, [("Wat?", "5"), ("ja", "3")]), {"D1": SPACED})
    assert places(project)[1][0] == SPACED.index("ja")
    assert "Paragraphs count with empty lines: 2 of 2 passages prove it." in project.warnings


def test_a_paragraph_that_may_be_counted_in_two_ways_chooses_nothing(tmp_path: Path) -> None:
    text = "I: ja\n\nR: ja\n\nR: ja"
    project = read_sheet(atlas(tmp_path, [("ja", "3")]), {"D1": text})
    assert project.codings.empty
    assert list(project.flagged["what"]) == [
        "the quoted text is in the transcript 3 times, and nothing tells which is meant; the coding is kept aside"
    ]


def test_a_passage_in_another_paragraph_than_the_sheet_names_is_flagged(tmp_path: Path) -> None:
    project = read_sheet(atlas(tmp_path, [("Wie?", "1"), ("Wat?", "5"), ("nee", "3")]), {"D1": SPACED})
    assert len(project.codings) == 3
    assert project.flagged.to_dict("records") == [
        {
            "where": "quotations.csv row 4",
            "what": "the quoted text is not in the paragraph that the sheet names; check the passage",
        }
    ]


def test_paragraphs_that_most_quotes_contradict_are_not_used_and_that_is_said(tmp_path: Path) -> None:
    path = atlas(tmp_path, [("Wie?", "9"), ("Wat?", "8"), ("ja", "3")])
    project = read_sheet(path, {"D1": SPACED})
    assert len(project.codings) == 2
    assert "Paragraph numbers were not used: 1 of 3 passages are where they say." in project.warnings


@pytest.mark.skipif(not CASES.is_dir(), reason="the folder with cases is not beside this repository")
@pytest.mark.parametrize(
    ("case", "document", "right"),
    [
        ("atlas_reference/quotations.xlsx", "D02", [(18, 20), (40, 42)]),
        ("plain_positions/codings.csv", "D02", [(40, 42)]),
        ("taguette_csv_bold/highlights.csv", "D01", [(3, 24)]),
    ],
)
def test_cases_beside_the_repository(case: str, document: str, right: list[tuple[int, int]]) -> None:
    text = (CASES / case).with_name(f"{document}.txt").read_text(encoding="utf-8").rstrip("\n")
    project = read_sheet(CASES / case, {document: text})
    assert places(project) == right
    assert project.flagged.empty
