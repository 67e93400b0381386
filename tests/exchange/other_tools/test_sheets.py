"""Spreadsheets of coding programs; each test names the program, the version and the quirk."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.errors import StudyError
from wijkresearch.exchange.other_tools.cells_of_codes import split_codes
from wijkresearch.exchange.other_tools.sheets import read_sheet
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda.municipalities import fill_municipalities

TEXT = "I: Hoe gaat het?\nR: De wijkverbinder helpt ons.\nI: En het loket?\nR: Dat is “dicht” – al jaren.\nR: Ja."
TEXTS = {"D1": TEXT}
BESIDE = [folder / "shared" for folder in Path(__file__).parents[4:6]]
SHARED = next((folder for folder in BESIDE if folder.is_dir()), BESIDE[0])
REAL = SHARED / "exchange" / "real"


def sheet(folder: Path, rows: list[list[object]], name: str = "export.xlsx") -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(folder / name)
    return folder / name


def passages(project: CodedProject, text: str = TEXT) -> list[tuple[str, str, str]]:
    return [(row.code, row.coder, text[row.start : row.end]) for row in project.codings.itertuples()]


def test_taguette_1_5_csv_has_a_row_per_tag_and_dotted_tags(tmp_path: Path) -> None:
    (tmp_path / "highlights_all.csv").write_text(
        "id,document,tag,content\r\n1,D1.docx,rol,De wijkverbinder helpt ons.\r\n"
        "1,D1.docx,rol.fikser,De wijkverbinder helpt ons.\r\n2,D1.docx,,loket\r\n"
        '3,D1.docx,rol,"Dat is ""dicht"" - al jaren"\r\n',
        encoding="utf-8",
        newline="",
    )
    project = read_sheet(tmp_path / "highlights_all.csv", TEXTS)
    assert (project.format, project.origin) == ("taguette-sheet", "Taguette")
    assert passages(project) == [
        ("rol", "unknown", "De wijkverbinder helpt ons."),
        ("rol.fikser", "unknown", "De wijkverbinder helpt ons."),
        ("rol", "unknown", "Dat is “dicht” – al jaren"),
    ]
    assert dict(zip(project.codes["code"], project.codes["parent"], strict=True))["rol.fikser"] == "rol"
    assert list(project.flagged["where"]) == ["highlights_all.csv row 4"]
    assert list(project.flagged["what"]) == ["there is no code; the passage is not a coding"]


def test_taguette_1_5_2_puts_a_space_at_each_change_of_bold_and_between_paragraphs(tmp_path: Path) -> None:
    """The cells are what `highlights_csv` of Taguette 1.5.2 wrote for these lines with a part of them in bold."""
    text = "R: Eén loket, dat helpt.\nR: wijkverbinder helpt\nR: ja\nI: En nu?"
    (tmp_path / "highlights.csv").write_text(
        'id,document,tag,content\n1,D1,a,"Eén loket , dat helpt."\n2,D1,b,wijk verbinder helpt\n3,D1,c,ja I: En nu ?\n',
        encoding="utf-8",
    )
    project = read_sheet(tmp_path / "highlights.csv", {"D1": text})
    found = ["Eén loket, dat helpt.", "wijkverbinder helpt", "ja\nI: En nu?"]
    assert [quote for _, _, quote in passages(project, text)] == found
    assert project.flagged.empty


def test_what_is_not_in_the_transcript_is_kept_aside_with_its_row_and_never_guessed(tmp_path: Path) -> None:
    rows = [
        ["id", "document", "tag", "content"],
        ["1", "D1", "a", "I:"],
        ["2", "D1", "a", "nergens"],
        ["3", "D9", "a", "Ja."],
    ]
    project = read_sheet(sheet(tmp_path, rows), TEXTS)
    assert project.codings.empty
    assert list(project.unplaced["quote"]) == ["I:", "nergens", "Ja."]
    assert project.flagged.to_dict("records") == [
        {
            "where": "export.xlsx row 2",
            "what": "the quoted text is in the transcript 2 times, and nothing tells which is meant; "
            "the coding is kept aside",
        },
        {"where": "export.xlsx row 3", "what": "the quoted text is not in the transcript; the coding is kept aside"},
        {
            "where": "export.xlsx row 4",
            "what": "there is no transcript of 'D9' to find the passage in; the coding is kept aside",
        },
    ]


MAXQDA_HEADINGS = {
    "German, MAXQDA 2020": (
        "Farbe, Kommentar, Dokumentgruppe, Dokumentname, Code, Anfang, Ende, Gewicht, Segment, Bearbeitet von, "
        "Bearbeitet am, Erstellt von, Erstellt am, Fläche, Abdeckungsgrad %"
    ),
    "English, MAXQDA 24": (
        "Color, Comment, Document group, Document name, Code, Beginning, End, Weight score, Segment, Modified by, "
        "Modified, Created by, Created, Area, Coverage %"
    ),
    "Dutch": (
        "Kleur, Opmerking, Documentgroep, Documentnaam, Code, Begin, Einde, Gewicht, Segment, Gewijzigd door, "
        "Gewijzigd op, Gemaakt door, Gemaakt op, Gebied, Dekking %"
    ),
}


@pytest.mark.parametrize("language", MAXQDA_HEADINGS)
def test_maxqda_coded_segments_in_three_languages(tmp_path: Path, language: str) -> None:
    row = ["●", "let op", "Katwijk", "D1", "Rol > fikser", "2", "2", 0, "wijkverbinder helpt (D1, S. 3: 120)"]
    row += ["", "", "MV", "1.3.2024 10:00:00", "", "0,5"]
    project = read_sheet(sheet(tmp_path, [MAXQDA_HEADINGS[language].split(", "), row]), TEXTS)
    assert project.origin == "MAXQDA"
    assert passages(project) == [("fikser", "MV", "wijkverbinder helpt")]
    assert list(project.codings["memo"]) == ["let op"]
    assert dict(zip(project.codes["code"], project.codes["parent"], strict=True))["fikser"] == "Rol"
    assert list(project.members["name"]) == ["Katwijk"]


def test_maxqda_paragraph_tells_which_of_two_equal_passages_is_meant(tmp_path: Path) -> None:
    rows = [["Dokumentname", "Code", "Anfang", "Segment"], ["D1", "vraag", "3", "I:"]]
    project = read_sheet(sheet(tmp_path, rows), TEXTS)
    assert list(project.codings["start"]) == [TEXT.index("I: En")]


def test_maxqda_code_name_under_two_parents_becomes_a_path(tmp_path: Path) -> None:
    rows = [["Document name", "Code", "Segment"], ["D1", "A > x", "Ja."], ["D1", "B > x", "Ja."]]
    project = read_sheet(sheet(tmp_path, rows), TEXTS)
    assert list(project.codings["code"]) == ["A > x", "B > x"]


ATLAS = ["ID", "Quotation Name", "Document", "Document Groups", "Quotation Content", "Comment", "Codes", "Created by"]


def test_atlas_ti_22_excel_puts_each_code_on_a_line_of_its_own(tmp_path: Path) -> None:
    rows = [
        ATLAS,
        [
            "3:10",
            "De wijk…",
            "D1.docx",
            "Katwijk\nOud",
            "wijkverbinder helpt",
            "",
            "rol: fikser\r\nwonen, werken",
            "MV",
        ],
    ]
    project = read_sheet(sheet(tmp_path, rows), TEXTS)
    assert passages(project) == [
        ("rol: fikser", "MV", "wijkverbinder helpt"),
        ("wonen, werken", "MV", "wijkverbinder helpt"),
    ]
    assert list(project.members["name"]) == ["Katwijk", "Oud"]


def test_atlas_ti_numbers_tell_documents_of_one_name_apart_where_no_group_does(tmp_path: Path) -> None:
    headings = ["ID", "Document", "Quotation Content", "Codes"]
    rows = [["1:1", "Interview", "Ja.", "a"], ["2:1", "Interview", "Nee.", "a"], ["3:1", "D1", "Ja.", "a"]]
    project = read_sheet(sheet(tmp_path, [headings, *rows]), TEXTS)
    assert list(project.documents["document"]) == ["1 > Interview", "2 > Interview", "D1"]
    assert passages(project) == [("a", "unknown", "Ja.")]
    assert len(project.unplaced) == 2


def test_a_note_with_a_passage_without_a_code_is_kept(tmp_path: Path) -> None:
    rows = [["document", "code", "tekst", "memo"], ["D1", "", "Ja.", "let op"], ["D1", "", "I:", "welke?"]]
    notes = read_sheet(sheet(tmp_path, rows), TEXTS).notes
    assert notes[["about", "text"]].to_numpy().tolist() == [["passage", "let op"], ["document", "welke?"]]
    assert TEXT[notes["start"].iloc[0] : notes["end"].iloc[0]] == "Ja."


def test_atlas_ti_csv_with_codes_joined_by_commas_is_refused_or_settled_by_the_codebook(tmp_path: Path) -> None:
    path = tmp_path / "quotations.csv"
    path.write_text("Document;Text Content;Codes;Comment\nD1;Ja.;wonen, werken, zorg;\n", encoding="utf-8")
    with pytest.raises(StudyError) as refusal:
        read_sheet(path, TEXTS)
    assert str(refusal.value) == (
        "1 problem:\n  quotations.csv row 2: the codes in this cell can be split in more than one way; expected one "
        "code a line. Export from ATLAS.ti to Excel (.xlsx), which puts each code on a line of its own."
    )
    project = read_sheet(path, TEXTS, codebook=["wonen, werken", "zorg"])
    assert list(project.codings["code"]) == ["wonen, werken", "zorg"]


def test_atlas_ti_csv_number_of_codes_settles_the_cell(tmp_path: Path) -> None:
    path = tmp_path / "quotations.csv"
    path.write_text("Document;Text Content;Codes;Number of Codes\nD1;Ja.;wonen, werken;2\n", encoding="utf-8")
    assert list(read_sheet(path, TEXTS).codings["code"]) == ["wonen", "werken"]


def test_qualcoder_3_report_leaves_pictures_and_recordings_out_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(
        '"File","Coder","Coded","Id","Codename","Coded_Memo","Category","Category"\n'
        '"D1","MV","Dat is “dicht”","ctid:12","barrier","memo","",""\n"D1","MV","image","imid:1","barrier","","",""\n',
        encoding="utf-8-sig",
    )
    project = read_sheet(path, TEXTS)
    assert passages(project) == [("barrier", "MV", "Dat is “dicht”")]
    assert project.skipped.to_dict("records") == [
        {"what": "a coded picture or recording", "count": 1},
        {"what": "column 'Id'", "count": 2},
    ]


def test_our_own_csv_keeps_its_positions_and_a_shifted_one_is_found_by_its_quote_and_flagged(tmp_path: Path) -> None:
    start = TEXT.index("wijkverbinder")
    path = tmp_path / "codings.csv"
    path.write_text(
        f"document;start;end;code;coder;quote\nD1;{start};{start + 13};a;MV;wijkverbinder\n"
        "D1;0;13;b;MV;wijkverbinder\n",
        encoding="utf-8",
    )
    project = read_sheet(path, TEXTS)
    assert passages(project) == [("a", "MV", "wijkverbinder"), ("b", "MV", "wijkverbinder")]
    assert list(project.flagged["what"]) == [
        f"the passage stands at {start}–{start + 13}, not at 0–13; taken where it stands"
    ]


def test_two_transcripts_of_one_name_are_not_chosen_between(tmp_path: Path) -> None:
    rows = [["id", "document", "tag", "content"], ["1", "D1", "a", "Ja."]]
    project = read_sheet(sheet(tmp_path, rows), {"D1.txt": TEXT, "d1.docx": "Ja."})
    assert project.codings.empty
    assert "there is no transcript of 'D1'" in project.flagged["what"].iloc[0]


def test_positions_outside_the_text_are_kept_aside(tmp_path: Path) -> None:
    rows = [["document", "start", "end", "code"], ["D1", 0, 9999, "a"], ["D1", 5, 5, "a"], ["D1", -3, 2, "a"]]
    project = read_sheet(sheet(tmp_path, rows), TEXTS)
    assert list(project.unplaced["reason"]) == [
        "positions 0–9999 lie outside the text",
        "positions 5–5 hold no words",
        "positions -3–2 lie outside the text",
    ]


def test_a_coding_that_is_there_twice_counts_once_and_is_said(tmp_path: Path) -> None:
    rows = [["document", "start", "end", "code", "coder"], ["D1", 0, 2, "a", "MV"], ["D1", 0, 2, "a", "MV"]]
    project = read_sheet(sheet(tmp_path, rows), TEXTS)
    assert len(project.codings) == 1
    assert project.skipped.to_dict("records") == [{"what": "a coding that is in the file twice", "count": 1}]


def test_a_codebook_whose_headings_are_not_in_the_first_row(tmp_path: Path) -> None:
    """ATLAS.ti codebook in Portuguese: the first line is the name of the table."""
    path = tmp_path / "codebook.csv"
    path.write_text("Tabela 1\nCódigo;Comentário;Grupo de Códigos 1\nrol;wat iemand doet;\n", encoding="utf-8")
    project = read_sheet(path, {})
    assert project.codes[["code", "description"]].to_dict("records") == [
        {"code": "rol", "description": "wat iemand doet"}
    ]


@pytest.mark.parametrize(
    ("headings", "message"),
    [
        (
            ["Document", "Code", "Tekst", "Citaat"],
            "export.xlsx row 1: 2 columns could be the quote: 'tekst', 'citaat'; expected one. "
            "Rename the ones that are not meant.",
        ),
        (
            ["x", "y"],
            "export.xlsx: no row has the headings of a known export; expected the columns 'document', 'code', 'quote' "
            "in one of the first 10 rows. Rename the columns, or export the codings again.",
        ),
        (
            ["Dokumentgruppe", "Dokumentname", "Code", "Gewicht"],
            "export.xlsx row 1: the headings are 'Dokumentgruppe', 'Dokumentname', 'Code', 'Gewicht'; expected for "
            "MAXQDA also 'segment'. Rename the columns, or export the codings again.",
        ),
        (
            ["bron", "citaat", "Een zin die iemand in het eerste interview zei.", "toon"],
            "export.xlsx row 1: the headings are 'bron', 'citaat', [a text of 47 characters], 'toon'; expected for "
            "a sheet with codings also 'code'. Rename the columns, or export the codings again.",
        ),
    ],
)
def test_headings_that_cannot_be_understood_are_refused(tmp_path: Path, headings: list[str], message: str) -> None:
    with pytest.raises(StudyError) as refusal:
        read_sheet(sheet(tmp_path, [headings, ["1", "2", "3", "4"]]), TEXTS)
    assert str(refusal.value) == f"1 problem:\n  {message}"


def test_documents_of_one_name_are_told_apart_by_their_group_and_each_has_its_own_text(tmp_path: Path) -> None:
    rows = [
        ["Document group", "Document name", "Code", "Beginning", "Segment"],
        ["Gouda", "Interview 1", "loket", 2, "Ja."],
        ["Delft", "Interview 1", "vraag", 1, "Nee."],
    ]
    texts = {"gouda/Interview 1.txt": "I: Wat?\nR: Ja.", "delft/Interview 1.txt": "R: Nee."}
    project = read_sheet(sheet(tmp_path, rows), texts)
    assert project.codings[["document", "code", "start"]].to_dict("records") == [
        {"document": "Gouda > Interview 1", "code": "loket", "start": 11},
        {"document": "Delft > Interview 1", "code": "vraag", "start": 3},
    ]
    obeyed = fill_municipalities(project, "set", "export.xlsx").documents
    assert dict(zip(obeyed["document"], obeyed["municipality"], strict=True)) == {
        "Gouda > Interview 1": "Gouda",
        "Delft > Interview 1": "Delft",
    }


@pytest.mark.parametrize(
    ("headings", "groups"),
    [
        (["Document", "Document Groups", "Codes", "Quotation Content"], ["Gouda\nOud", "Delft\nOud"]),
        (["document", "groep", "code", "tekst"], ["Gouda", "Delft"]),
        (["document", "gemeente", "code", "tekst"], ["Gouda", "Delft"]),
    ],
)
def test_any_column_of_groups_tells_documents_of_one_name_apart(
    tmp_path: Path, headings: list[str], groups: list[str]
) -> None:
    rows = [headings, *(["Interview 1", group, "a", "Ja."] for group in groups)]
    texts = {"gouda/Interview 1.txt": "Ja.", "delft/Interview 1.txt": "R: Ja."}
    project = read_sheet(sheet(tmp_path, rows), texts)
    assert list(project.codings["start"]) == [0, 3]
    assert project.documents["document"].is_unique


QUALCODER_VARIABLES = (
    '"Case","Filename","Coder","Coded","Id","Codename","Coded_Memo","Category","Category","FileVar_Datum",'
    '"CaseVar_gemeente"\n'
)


def qualcoder_cases(folder: Path, rows: list[str]) -> Path:
    (folder / "report.csv").write_text(QUALCODER_VARIABLES + "\n".join(rows) + "\n", encoding="utf-8-sig")
    return folder / "report.csv"


def test_qualcoder_3_report_has_variables_of_files_and_cases_and_categories_from_the_code_upwards(
    tmp_path: Path,
) -> None:
    """Columns as in export_csv_file and categories_of_code of report_codes.py (documented, not run)."""
    rows = ['"Case 1","D1","MV","Ja.","ctid:1","x","","rol","wereld","2024-03-01","Gouda"']
    project = read_sheet(qualcoder_cases(tmp_path, rows), TEXTS)
    assert list(project.codings["code"]) == ["x"]
    assert project.codes.set_index("code")["parent"].dropna().to_dict() == {"rol": "wereld", "x": "rol"}
    assert dict(zip(project.attributes["variable"], project.attributes["value"], strict=True)) == {
        "Datum": "2024-03-01",
        "gemeente": "Gouda",
    }
    for choice, municipality in ((None, "Gouda"), ("variable:gemeente", "Gouda"), ("case", "Case 1")):
        assert list(fill_municipalities(project, choice, "report.csv").documents["municipality"]) == [municipality]


@pytest.mark.parametrize("choice", [None, "variable:gemeente"])
def test_a_column_with_the_municipality_of_any_sheet_is_obeyed(tmp_path: Path, choice: str | None) -> None:
    rows = [["bron", "Gemeente", "deelnemer", "code", "tekst"], ["D1", "Gouda", "R1", "a", "Ja."]]
    project = fill_municipalities(read_sheet(sheet(tmp_path, rows), TEXTS), choice, "export.xlsx")
    assert project.documents[["document", "municipality", "respondent"]].to_numpy().tolist() == [["D1", "Gouda", "R1"]]


def test_qualcoder_3_file_in_two_cases_is_one_document_and_their_different_values_are_flagged(tmp_path: Path) -> None:
    rows = [
        '"Case 1","D1","MV","Ja.","ctid:1","x","","","","","Gouda"',
        '"Case 2","D1","MV","Ja.","ctid:1","x","","","","","Delft"',
    ]
    project = read_sheet(qualcoder_cases(tmp_path, rows), TEXTS)
    assert list(project.documents["document"]) == ["D1"]
    assert len(project.codings) == 1
    assert project.attributes.empty
    assert project.flagged.to_dict("records") == [
        {"where": "report.csv row 3", "what": "variable 'gemeente' has 2 values for one document; none was taken"}
    ]


DEDOOSE = "Media Title,Excerpt Range,Excerpt Creator,Excerpt Date,Excerpt Copy,Codes Applied Combined"


def test_dedoose_code_columns_say_which_codes_apply_and_a_range_is_used_where_the_text_proves_it(
    tmp_path: Path,
) -> None:
    """Headings as `clean_data` of the R package DedooseR expects them of this export (documented, not run)."""
    start = TEXT.rindex("helpt")
    columns = "Code: Rol Applied,Code: Rol\\fikser Applied,Code: Rol\\fikser Weight"
    (tmp_path / "excerpts.csv").write_text(
        f"{DEDOOSE},{columns}\n"
        f'D1.docx,{start}-{start + 5},MV,1/3/2024,helpt,"Rol, fikser",True,True,3\n'
        "D1.docx,0-3,MV,1/3/2024,Ja.,fikser,False,True,\nD1.docx,0-3,MV,1/3/2024,Ja.,,False,False,\n",
        encoding="utf-8",
    )
    project = read_sheet(tmp_path / "excerpts.csv", TEXTS)
    assert passages(project) == [("Rol", "MV", "helpt"), ("fikser", "MV", "helpt"), ("fikser", "MV", "Ja.")]
    assert project.codes.set_index("code")["parent"].dropna().to_dict() == {"fikser": "Rol"}
    assert project.flagged.to_dict("records") == [
        {"where": "excerpts.csv row 4", "what": "there is no code; the passage is not a coding"}
    ]
    assert project.skipped.to_dict("records") == [
        {"what": "column 'Code: Rol\\fikser Weight'", "count": 1},
        {"what": "column 'Excerpt Date'", "count": 3},
    ]


def test_dedoose_without_code_columns_has_codes_in_one_cell_and_never_splits_them_by_guess(tmp_path: Path) -> None:
    path = tmp_path / "excerpts.csv"
    path.write_text(f'{DEDOOSE}\nD1,0-3,MV,1/3/2024,Ja.,"wonen, werken"\n', encoding="utf-8")
    with pytest.raises(StudyError, match="Export from Dedoose with a column for each code"):
        read_sheet(path, TEXTS)
    assert list(read_sheet(path, TEXTS, codebook=["wonen", "werken"]).codings["code"]) == ["wonen", "werken"]


def test_what_a_sheet_has_and_we_do_not_take_is_counted_per_column(tmp_path: Path) -> None:
    headings = MAXQDA_HEADINGS["German, MAXQDA 2020"].split(", ")
    row = ["●", "", "Katwijk", "D1", "a", 5, 5, 20, "Ja.", "", "", "MV", "1.3.2024 10:00:00", "", "0,5"]
    project = read_sheet(sheet(tmp_path, [headings, row, [*row[:4], "b", *row[5:], "los"]]), TEXTS)
    assert dict(zip(project.skipped["what"], project.skipped["count"], strict=True)) == {
        "cells without a heading": 1,
        "column 'Abdeckungsgrad %'": 2,
        "column 'Ende'": 2,
        "column 'Erstellt am'": 2,
        "column 'Farbe'": 2,
        "column 'Gewicht'": 2,
    }


def test_a_cell_with_several_coders_is_a_coding_of_each(tmp_path: Path) -> None:
    rows = [["document", "code", "tekst", "codeur"], ["D1", "a", "Ja.", "MV; Bram\nMV"], ["D1", "b", "Ja.", ";"]]
    project = read_sheet(sheet(tmp_path, rows), TEXTS)
    assert passages(project) == [("a", "MV", "Ja."), ("a", "Bram", "Ja."), ("b", "unknown", "Ja.")]


def test_a_column_of_parents_makes_a_tree_of_codes(tmp_path: Path) -> None:
    rows = [
        ["code", "parent", "description"],
        ["wereld", "", "bovenaan"],
        ["rol", "wereld", ""],
        ["fikser", "rol", ""],
        ["anders", "rol", ""],
        ["anders", "wereld", ""],
        ["in een kring", "boven > in een kring", ""],
        ["boven", "boven > in een kring", ""],
        ["x", "\\", ""],
    ]
    project = read_sheet(sheet(tmp_path, rows), {})
    assert project.codes.set_index("code")["parent"].dropna().to_dict() == {
        "rol": "wereld",
        "fikser": "rol",
        "wereld > rol > anders": "rol",
        "wereld > anders": "wereld",
    }


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(["a", "b", "a, b", "c"]), min_size=1, max_size=6))
def test_a_cell_is_only_split_into_codes_that_join_to_it(codes: list[str]) -> None:
    cell = ", ".join(codes)
    found = split_codes([cell], [None], ["a", "b", "a, b", "c"])[0]
    assert found is None or ", ".join(found) == cell
    if "a, b" not in cell:
        assert found == (codes if len(codes) > 1 else [cell])


@pytest.mark.skipif(not REAL.is_dir(), reason="the folder with real exports is not beside this repository")
@pytest.mark.parametrize("name", ["highlights_all.csv", "highlights_all.xlsx"])
def test_real_taguette_highlights_read_whole(name: str) -> None:
    text = "De wijkverbinder in Katwijk ziet: de leefwereld botst met de systeemwereld."
    project = read_sheet(REAL / "taguette" / name, {"Interview 1 Katwijk": text})
    assert [(row.code, text[row.start : row.end]) for row in project.codings.itertuples()] == [
        ("rol", "wijkverbinder in Katwijk"),
        ("rol.netwerker", "wijkverbinder in Katwijk"),
        ("leefwereld", "leefwereld botst met de systeemwereld"),
        ("systeemwereld", "leefwereld botst met de systeemwereld"),
    ]
    assert project.flagged.empty


@pytest.mark.skipif(not REAL.is_dir(), reason="the folder with real exports is not beside this repository")
@pytest.mark.parametrize("name", ["codebook.csv", "codebook.xlsx"])
def test_real_taguette_codebook_reads_with_its_descriptions(name: str) -> None:
    codes = read_sheet(REAL / "taguette" / name, {}).codes.set_index("code")
    assert codes["description"].dropna().to_dict() == {
        "rol": "Rol van de grensganger",
        "rol.netwerker": 'Verbindt, zegt "ja", enz.',
        "systeemwereld": "Beleid;\nregels",
    }
    assert codes.loc["rol.netwerker", "parent"] == "rol"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder with cases is not beside this repository")
def test_case_of_two_interviews_of_one_name() -> None:
    folder = SHARED / "cases" / "exchange" / "maxqda_same_name"
    text = (folder / "Interview 1.txt").read_text(encoding="utf-8")
    project = read_sheet(folder / "segments.xlsx", {"gouda/Interview 1.txt": text, "delft/Interview 1.txt": text})
    assert project.codings[["document", "code", "start", "end"]].to_numpy().tolist() == [
        ["Gouda > Interview 1", "loket", 18, 36],
        ["Delft > Interview 1", "vraag", 3, 14],
    ]
