"""The same interview from three word processors: tables, and what is left out, in the same words."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkresearch.errors import StudyError
from wijkresearch.exchange.transcripts import Transcript, read_transcript

CASES = Path(__file__).parents[5] / "shared" / "cases" / "transcripts"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
LINES = "I: Hoe gaat het?\nR: Het gaat goed.\nI: En verder?\nR: Niets."
LEFT_OUT = (
    "1 deleted passages (tracked changes) were left out.",
    "1 hidden passages were left out.",
    "1 comments were left out.",
    "1 footnotes were left out.",
    "1 page headers and footers were left out.",
)
ROWS = (
    ("00:00:01", "I", "Hoe gaat het?"),
    ("00:00:05", "R", "Goed."),
    ("00:00:12", "I", "En?"),
    ("00:00:15", "R", "Ja."),
)


def read(path: Path, **members: str) -> Transcript:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return read_transcript(path)


def docx(folder: Path, body: str, styles: str = "", **members: str) -> Transcript:
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    sheet = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    return read(folder / "D1.docx", word__document=document, word__styles=sheet, **members)


def odt(folder: Path, body: str, styles: str = "", page: str = "") -> Transcript:
    content = (
        f"<office:document-content {ODT}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return read(
        folder / "D1.odt", content=content, styles=f"<office:document-styles {ODT}>{page}</office:document-styles>"
    )


def rtf(folder: Path, body: str) -> Transcript:
    (folder / "D1.rtf").write_text(f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{body}}}", encoding="ascii")
    return read_transcript(folder / "D1.rtf")


def said(transcript: Transcript) -> tuple[str, ...]:
    return tuple(map(str, transcript.assumptions))


def runs(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_what_is_left_out_of_word_is_counted(tmp_path: Path) -> None:
    lines = LINES.split("\n")
    body = "".join(
        f"<w:p>{runs}</w:p>"
        for runs in (
            runs(lines[0]),
            runs("R: Het gaat ") + f"<w:del><w:r><w:delText>niet </w:delText></w:r></w:del>{runs('goed.')}",
            '<w:commentRangeStart w:id="0"/>' + runs(lines[2]) + '<w:commentRangeEnd w:id="0"/>',
            '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:commentReference w:id="1"/></w:r>'
            + runs("R: ")
            + runs("code", "<w:vanish/>")
            + runs("noot ", "<w:vanish/>")
            + runs("Niets."),
        )
    ).replace("</w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>', 1)
    header = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>Geheim</w:t></w:r></w:p></w:hdr>'
    number = f'<w:ftr xmlns:w="{W}"><w:p><w:r><w:t>12</w:t></w:r></w:p></w:ftr>'
    transcript = docx(tmp_path, body, word__header1=header, word__footer1=number)
    assert transcript.text == LINES
    assert said(transcript) == (*LEFT_OUT[:2], "2 comments were left out.", *LEFT_OUT[3:])


@pytest.mark.parametrize(
    "properties", ['<w:rStyle w:val="Notitie"/>', '<w:rStyle w:val="Afgeleid"/>', '<w:vanish w:val="true"/>']
)
def test_text_that_a_style_hides_in_word_is_hidden(tmp_path: Path, properties: str) -> None:
    styles = (
        '<w:style w:styleId="Notitie"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Afgeleid"><w:basedOn w:val="Notitie"/></w:style>'
    )
    shown = '<w:vanish w:val="0"/>'
    body = f"<w:p>{runs('een ')}{runs('weg', properties)}{runs('twee', shown)}</w:p>"
    hidden = f'<w:p><w:pPr><w:pStyle w:val="Afgeleid"/></w:pPr>{runs("weg")}{runs(" drie", shown)}</w:p>'
    transcript = docx(tmp_path, body + hidden, styles)
    assert transcript.text == "een twee\n drie"
    assert said(transcript) == ("2 hidden passages were left out.",)


def test_what_is_left_out_of_writer_is_counted(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T2" style:parent-style-name="T1"/>'
    )
    note = '<text:note text:note-class="footnote"><text:note-body><text:p>VOET</text:p></text:note-body></text:note>'
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>niet</text:p></text:deletion>"
        f"</text:changed-region></text:tracked-changes><text:p>I: Hoe gaat het?{note}</text:p>"
        "<text:p>R: Het gaat goed.</text:p>"
        "<text:p>I: <office:annotation><text:p>code</text:p></office:annotation>En verder?</text:p>"
        '<text:p>R: <text:span text:style-name="T2">noot </text:span>Niets.</text:p>'
    )
    page = "<style:header><text:p>Geheim</text:p></style:header><style:footer><text:p>12</text:p></style:footer>"
    transcript = odt(tmp_path, body, styles, page)
    assert transcript.text == LINES
    assert said(transcript) == LEFT_OUT


def test_a_hidden_section_of_writer_is_left_out(tmp_path: Path) -> None:
    body = (
        '<text:p>een</text:p><text:section text:display="none"><text:p>weg</text:p><text:p>weg</text:p></text:section>'
    )
    transcript = odt(tmp_path, body + "<text:p>twee</text:p>")
    assert transcript.text == "een\ntwee"
    assert said(transcript) == ("1 hidden passages were left out.",)


def test_what_is_left_out_of_rich_text_is_counted(tmp_path: Path) -> None:
    """striprtf 0.0.35 reads deleted and hidden text as text."""
    transcript = rtf(
        tmp_path,
        r"{\fonttbl{\f0 Arial;}}{\*\revtbl{Onbekend;}{Codeur;}}{\stylesheet{\*\cs15 \v Notitie;}}"
        r"{\header Geheim}{\footer 12}"
        r"I: Hoe gaat het?"
        r"{\super\chftn{\footnote VOET {\b vet}}}\par R: Het gaat {\deleted\revauthdel1 niet \'e9\'e9n }"
        r"goed{\revised\revauth1 .}\par I: {\*\atnid AB}{\*\annotation{\*\atndate 1}code}En verder?\par "
        r"R: {\v code}{\v noot \u233?\tab }Niets.",
    )
    assert transcript.text == LINES
    assert said(transcript) == LEFT_OUT


def test_hidden_rich_text_ends_where_it_is_switched_off(tmp_path: Path) -> None:
    transcript = rtf(tmp_path, r"een \v weg \v0 twee {\v weg\plain  drie} \deleted weg\deleted0  vier {\mvf weg} vijf")
    assert transcript.text.split() == ["een", "twee", "drie", "vier", "vijf"]
    assert said(transcript) == (
        "1 deleted passages (tracked changes) were left out.",
        "1 moved passages (tracked changes) were left out.",
        "2 hidden passages were left out.",
    )


def test_binary_data_in_rich_text_is_no_text(tmp_path: Path) -> None:
    transcript = rtf(tmp_path, "een{\\pict\\bin9 x}{\\v{{}y} twee")
    assert (transcript.text, said(transcript)) == ("een twee", ())


def test_a_cell_of_rich_text_may_hold_two_lines(tmp_path: Path) -> None:
    rows = "".join(rf"\trowd\intbl {who}\par {time}\cell {words}\cell\row" + "\n" for time, who, words in ROWS)
    head = r"\trowd\intbl Wie\cell Wat\cell\row" + "\n"
    assert list(rtf(tmp_path, head + rows).turns["seconds"]) == [1, 5, 12, 15]


def docx_table(folder: Path, rows: tuple[tuple[str, ...], ...]) -> Transcript:
    cells = ["".join(f"<w:tc><w:p>{runs(cell)}</w:p></w:tc>" for cell in row) for row in rows]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return docx(folder, f"<w:p>{runs('Verslag')}</w:p><w:tbl>{table}</w:tbl><w:p>{runs('Einde.')}</w:p>")


def odt_table(folder: Path, rows: tuple[tuple[str, ...], ...]) -> Transcript:
    cells = ["".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row) for row in rows]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    return odt(folder, f"<text:p>Verslag</text:p><table:table>{table}</table:table><text:p>Einde.</text:p>")


def rtf_table(folder: Path, rows: tuple[tuple[str, ...], ...]) -> Transcript:
    cells = ["".join(rf"\intbl {cell}\cell" for cell in row) for row in rows]
    return rtf(folder, "Verslag\\par\n" + "".join(rf"\trowd {row}\row" + "\n" for row in cells) + "\\pard Einde.")


def rtf_table_of_paragraphs(folder: Path, rows: tuple[tuple[str, ...], ...]) -> Transcript:
    """As pandoc writes it: every cell ends with a paragraph."""
    cells = ["".join(rf"{{\pard\intbl {cell}\par}}\cell" + "\n" for cell in row) for row in rows]
    return rtf(folder, "Verslag\\par\n" + "".join(rf"{{\trowd {row}\row}}" + "\n" for row in cells) + "\\pard Einde.")


@pytest.mark.parametrize("table", [docx_table, odt_table, rtf_table, rtf_table_of_paragraphs])
@pytest.mark.parametrize(
    ("rows", "seconds"),
    [
        (ROWS, 5.0),
        ((("Tijd", "Spreker", "Tekst"), *ROWS), 5.0),
        (tuple((who, words) for _, who, words in ROWS), None),
        (tuple((f"{who} {time}", words) for time, who, words in ROWS), 5.0),
        (tuple((str(number), time, f"[{who}]:", words) for number, (time, who, words) in enumerate(ROWS)), 5.0),
        (tuple((time, {"I": "Noor", "R": "Mevrouw Vis"}[who], words) for time, who, words in ROWS), 5.0),
    ],
)
def test_the_rows_of_a_table_are_turns(
    tmp_path: Path, table: object, rows: tuple[tuple[str, ...], ...], seconds: float | None
) -> None:
    transcript = table(tmp_path, rows)  # type: ignore[operator]
    words = [transcript.text[turn.start : turn.end] for turn in transcript.turns.itertuples()]
    assert words == ["Hoe gaat het?", "Goed.", "En?", "Ja."]
    asks, answers = transcript.turns["speaker"].iloc[:2]
    assert list(transcript.turns["speaker"]) == [asks, answers, asks, answers]
    assert transcript.turns["seconds"].iloc[1] == seconds or seconds is None
    assert transcript.layout == "table"


@pytest.mark.parametrize("table", [docx_table, odt_table, rtf_table])
def test_a_row_without_a_speaker_goes_on_and_a_list_of_particulars_is_no_talk(tmp_path: Path, table: object) -> None:
    rows = (*ROWS[:2], ("", "", "Echt."), *ROWS[2:])
    transcript = table(tmp_path, rows)  # type: ignore[operator]
    assert list(transcript.turns["speaker"]) == ["I", "R", "R", "I", "R"]
    guest = (*ROWS, ("00:00:20", "Piet", "Ik ook."), ("00:00:22", "R", "Ja."))
    assert list(table(tmp_path, guest).turns["speaker"]) == ["I", "R", "I", "R", "Piet", "R"]  # type: ignore[operator]
    particulars = (("Interviewer", "N. de Boer"), ("Respondent", "D12"), ("Plaats", "Gouda"))
    assert table(tmp_path, particulars).turns.empty  # type: ignore[operator]


@pytest.mark.parametrize("table", [docx_table, odt_table, rtf_table])
def test_words_are_in_the_column_that_is_headed_so_and_other_columns_are_told(tmp_path: Path, table: object) -> None:
    rows = (
        ("Tijd", "Spreker", "Tekst", "Notitie"),
        *((*row, "een lange notitie over wat er gezegd is") for row in ROWS),
    )
    transcript = table(tmp_path, rows)  # type: ignore[operator]
    words = [transcript.text[turn.start : turn.end] for turn in transcript.turns.itertuples()]
    assert words == ["Hoe gaat het?", "Goed.", "En?", "Ja."]
    assert said(transcript) == ("1 columns of tables hold neither speakers nor their words and belong to no turn.",)
    told = said(table(tmp_path, (("Tijd", "Spreker", "Tekst"), *ROWS)))  # type: ignore[operator]
    assert told == ()


@pytest.mark.parametrize("table", [docx_table, odt_table, rtf_table])
def test_cells_between_lines_with_labels_are_told(tmp_path: Path, table: object) -> None:
    rows = tuple((f"{who}: {words}", "code") for _, who, words in ROWS)
    told = said(table(tmp_path, rows))  # type: ignore[operator]
    assert "4 cells of tables without a column of speakers are counted to the turn before them." in told


def test_xml_that_no_word_processor_writes_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    assert odt(tmp_path, '<text:p>een<text:s text:c="x"/>twee</text:p>').text == "een twee"
    assert len(odt(tmp_path, '<text:p>een<text:s text:c="999999999"/>twee</text:p>').text) < 2000
    assert odt(tmp_path, "<table:table-row><text:p>een</text:p></table:table-row>").text == "een"
    assert docx(tmp_path, f"<w:tr><w:tc><w:p>{runs('een')}</w:p></w:tc></w:tr>").text == "een"
    follows_itself = '<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    style = '<w:rStyle w:val="A"/>'
    assert docx(tmp_path, f"<w:p>{runs('een', style)}</w:p>", follows_itself).text == "een"


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2000), st.sampled_from("{}<>/';0v \\")), max_size=8))
def test_damaged_rich_text_is_read_or_refused(tmp_path: Path, changes: list[tuple[int, str]]) -> None:
    whole = (
        r"{\fonttbl{\f0 Arial;}}I: Hoe?{\footnote VOET}\par {\deleted niet \'e9}R: {\v x}Goed\u233?\cell a\cell\row}"
    )
    for place, character in changes:
        cut = place % len(whole)
        whole = whole[:cut] + character + whole[cut + 1 :]
    try:
        transcript = rtf(tmp_path, whole)
    except StudyError:
        return
    assert transcript.turns["end"].le(len(transcript.text)).all()


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside the project")
def test_the_cases_of_word_processors_are_read() -> None:
    assert (
        read_transcript(CASES / "del.rtf").text == "I: Hoe gaat het?\nR: Het gaat goed hoor.\nI: En verder?\nR: Niets."
    )
    assert list(read_transcript(CASES / "tabel.docx").turns["seconds"]) == [1, 5, 12, 15]
