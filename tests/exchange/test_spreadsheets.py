import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.errors import StudyError
from wijkresearch.exchange.spreadsheets import guard_formulas, read_cells, read_rows


def written(folder: Path, content: bytes, name: str = "sheet.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_csv_of_a_dutch_excel_in_windows_1252_reads_like_one_in_utf_8_and_says_so(tmp_path: Path) -> None:
    text = "wijk;cijfer;datum\r\nZuid-één;1.234,5;1-3-2024\r\nNoord;7;12-11-2023\r\n"
    for encoding, said in (("utf-8-sig", ()), ("cp1252", ("Windows-1252",)), ("utf-16", ("UTF-16",))):
        rows, assumptions = read_rows(written(tmp_path, text.encode(encoding)))
        assert rows.to_dict("list") == {
            "wijk": ["Zuid-één", "Noord"],
            "cijfer": ["1234.5", "7"],
            "datum": ["2024-03-01", "2023-11-12"],
        }
        assert tuple(map(str, assumptions[len(said) :])) == (
            "Cells are separated by semicolons.",
            "Column 'cijfer' holds numbers with a decimal comma.",
            "Column 'datum' holds dates as day-month-year.",
        )
        assert all(word in str(assumptions[0]) for word in said)


def test_rows_are_counted_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = written(tmp_path, b'a,b\n"one\ntwo",x\n\n,\nlast,y\n')
    rows, _ = read_rows(path)
    assert rows.index.name == "row"
    assert list(rows.index) == [2, 5]
    assert list(rows["a"]) == ["one\ntwo", "last"]


def test_commas_in_a_comma_separated_file_are_never_decimals(tmp_path: Path) -> None:
    rows, assumptions = read_rows(written(tmp_path, b'a,b\n"1,5",x\n'))
    assert list(rows["a"]) == ["1,5"]
    assert assumptions == ()


def test_a_separator_declared_in_the_first_line_is_obeyed_and_the_line_still_counts(tmp_path: Path) -> None:
    rows, _ = read_rows(written(tmp_path, b"sep=;\r\na;b\r\n1,2;3\r\n"))
    assert rows["a"].to_dict() == {3: "1.2"}


def test_an_empty_cell_is_missing_and_white_space_around_a_passage_stays(tmp_path: Path) -> None:
    rows, _ = read_rows(written(tmp_path, b'a,b\n ," x"\n'))
    assert rows["a"].isna().all()
    assert list(rows["b"]) == [" x"]


def test_xlsx_cells_read_as_a_researcher_types_them(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (
        ["id", "n", "share", "day", "ok"],
        ["D1", 3.0, 0.5, date(2024, 3, 1), True],
        [],
        ["D2", 4, None, None, False],
    ):
        workbook.active.append(row)
    workbook.create_sheet("tweede").append(["x"])
    workbook.save(tmp_path / "sheet.xlsx")
    rows, assumptions = read_rows(tmp_path / "sheet.xlsx")
    assert list(rows.index) == [2, 4]
    assert rows.iloc[0].to_dict() == {"id": "D1", "n": "3", "share": "0.5", "day": "2024-03-01", "ok": "yes"}
    assert tuple(map(str, assumptions)) == ("Only the first sheet, 'Sheet', was read; there are 2.",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,\0\n", "sheet.csv: the file holds NUL characters; expected a .csv or .xlsx file."),
        (b"", "sheet.csv: the file is empty; expected a row with headings."),
        (b"a,a\n1,2\n", "sheet.csv row 1: column 'a' occurs 2 times; expected every heading once."),
        (
            b"a,b\n1,2\n1,2,3\n",
            "sheet.csv row 3: there is a cell in column 3, which has no heading; expected a heading above every cell. "
            "Is there a separator too many?",
        ),
        (
            b'a,b\n1,"2\n',
            "sheet.csv, after row 1: a quotation mark is not closed, or stands in the middle of a cell; expected a "
            "comma-separated file. Save it again from Excel.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest",
            "sheet.csv: this is a workbook of Excel 97–2003 (.xls); expected a .xlsx or .csv file. Open it in Excel "
            "and save it as .xlsx.",
        ),
        (
            b"PK\x03\x04rest",
            "sheet.csv: the zip file is damaged or not complete; expected an Excel workbook (.xlsx). Export it again "
            "or check the download.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_what_and_where(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(StudyError) as refusal:
        read_rows(written(tmp_path, content))
    assert str(refusal.value) == f"1 problem:\n  {message}"


def test_a_missing_file_is_named_as_the_caller_calls_it(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"katwijk/segments\.csv: there is no such file"):
        read_rows(tmp_path / "segments.csv", "katwijk/segments.csv")


def test_a_title_above_the_headings_does_not_hide_the_separator(tmp_path: Path) -> None:
    cells = read_cells(written(tmp_path, b"Tabela 1\nCode;Comment\nrol;een, twee\n"))
    assert [values for _, values in cells.rows] == [("Tabela 1",), ("Code", "Comment"), ("rol", "een, twee")]


def test_a_workbook_with_a_document_type_is_refused(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["a"])
    workbook.save(tmp_path / "sheet.xlsx")
    with zipfile.ZipFile(tmp_path / "sheet.xlsx", "a") as archive:
        archive.writestr("xl/extra.xml", '<!DOCTYPE x [<!ENTITY e "boom">]><x>&e;</x>')
    with pytest.raises(StudyError, match=r"sheet\.xlsx, xl/extra\.xml: the XML holds a document type; expected none\."):
        read_rows(tmp_path / "sheet.xlsx")


def test_a_workbook_that_unpacks_without_end_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "sheet.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 20_000_000)
    with pytest.raises(StudyError, match=r"the archive unpacks to 19 MB, which is no text of an interview"):
        read_rows(tmp_path / "sheet.xlsx")


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
def test_no_bytes_bring_anything_but_rows_or_a_study_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = written(tmp_path_factory.getbasetemp(), content, "fuzz.csv")
    try:
        rows, _ = read_rows(path)
    except StudyError:
        return
    assert rows.index.name == "row"


ANYTHING = st.text(alphabet="'=+-@\t,;12e\" x", min_size=1, max_size=6).filter(str.strip)


@settings(max_examples=200, deadline=None)
@given(cells=st.lists(ANYTHING, min_size=1, max_size=6))
def test_no_cell_that_was_guarded_is_carried_out_and_each_reads_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    guarded = guard_formulas(pd.Series(cells, dtype="str"))
    assert not [cell for cell in guarded if cell[0] in "=@\t" or (cell[0] in "+-" and not cell[1].isdigit())]
    folder = tmp_path_factory.mktemp("guarded")
    content = pd.DataFrame({"memo": guarded, "id": "x"}).to_csv(index=False).encode()
    rows, _ = read_rows(written(folder, content))
    assert list(rows["memo"]) == cells
