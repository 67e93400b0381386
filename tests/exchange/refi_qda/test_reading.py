"""Real files and nasty ones: each test names the program, its version and the habit that it stands for."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from wijkresearch.errors import StudyError
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.refi_qda import read_qdc, read_qdpx

EXAMPLES = Path(__file__).parents[4] / "shared" / "exchange"
NS = "urn:QDA-XML:project:1.0"
TEXT = 'De wijkverbinder zegt: "wij luisteren".\nCafé één, coördinatie.\nEinde.\n'
USER, ROLE, NETWORK = (f"{digit * 8}-0000-4000-8000-00000000000{digit}" for digit in "123")
SOURCE, FILE, PASSAGE = (f"{digit * 8}-0000-4000-8000-00000000000{digit}" for digit in "BCD")
CODES = (
    f'<CodeBook><Codes><Code guid="{ROLE}" name="Rol" isCodable="true" color="#FF0000">'
    f'<Code guid="{NETWORK}" name="Netwerk" isCodable="true"/></Code></Codes></CodeBook>'
)


def coding(code: str = ROLE, **more: str) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in more.items())
    return f'<Coding guid="EEEEEEEE-0000-4000-8000-000000000001"{attributes}><CodeRef targetGUID="{code}"/></Coding>'


def selection(start: object, end: object, inside: str | None = None, guid: str = PASSAGE, name: str = "") -> str:
    named = f' name="{name}"' if name else ""
    body = coding() if inside is None else inside
    places = f'startPosition="{start}" endPosition="{end}"'
    return f'<PlainTextSelection guid="{guid}"{named} {places}>{body}</PlainTextSelection>'


def source(inside: str, name: str = "Interview 1", path: str = f"internal://{FILE}.txt") -> str:
    return f'<TextSource guid="{SOURCE}" name="{name}" plainTextPath="{path}">{inside}</TextSource>'


def project(
    sources: str, codes: str = CODES, rest: str = "", before: str = "", namespace: str = NS, **more: str
) -> str:
    about = "".join(f' {name}="{value}"' for name, value in {"name": "n", "origin": "hand-made", **more}.items())
    users = f'<Users><User guid="{USER}" name="Anna"/></Users>'
    body = f"<Sources>{sources}</Sources>" if sources else ""
    parts = f"{users}{codes}{before}{body}{rest}"
    return f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{namespace}"{about}>{parts}</Project>'


def packed(
    xml: str | bytes, text: str | bytes | None = TEXT, qde: str = "project.qde", folder: str = "sources/"
) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(qde, xml.encode() if isinstance(xml, str) else xml)
        if text is not None:
            archive.writestr(f"{folder}{FILE}.txt", text.encode() if isinstance(text, str) else text)
    stream.seek(0)
    stream.name = "project.qdpx"
    return stream


def plain() -> str:
    return project(source(selection(3, 16)))


def passages(found: CodedProject) -> list[tuple[str, str]]:
    return [(row.code, found.texts[row.document][row.start : row.end]) for row in found.codings.itertuples()]


def refusal(stream: object, **chosen: str) -> str:
    with pytest.raises(StudyError) as caught:
        read_qdpx(stream, **chosen)
    return str(caught.value)


def example(*parts: str) -> Path:
    path = EXAMPLES.joinpath(*parts)
    if not path.exists():
        pytest.skip("the folder with example files of other programs is not beside this clone")
    return path


def flags(found: CodedProject) -> list[tuple[str, str]]:
    return list(found.flagged.itertuples(index=False, name=None))


# real files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["wijk_lf.qdpx", "wijk_maxqda.qdpx"])
def test_qualcoder_counts_code_points_on_lf_text_with_and_without_crlf_for_maxqda(name: str) -> None:
    found = read_qdpx(example("real", "qualcoder", name))
    assert passages(found) == [
        ("netwerker", "netwerker"),
        ("vertaler", "vertaler"),
        ("leefwereld", "leefwereld botst"),
        ("systeemwereld", "systeemwereld"),
        ("leefwereld", "Eén bewoner"),
    ]
    assert found.offset_rule is not None
    assert (found.offset_rule.rule, found.offset_rule.score) == ("codepoints-crlf1", 1.0)
    assert found.codings["coder"].unique().tolist() == ["student"]
    assert found.codings["memo"].dropna().tolist() == ["coding memo"]


def test_qualcoder_loses_which_case_a_document_belongs_to_and_the_refusal_says_what_to_do() -> None:
    message = refusal(example("real", "qualcoder", "wijk_lf.qdpx"), municipality_from="case")
    assert message == (
        "1 problem:\n  wijk_lf.qdpx: --municipality-from case says nothing about any document; expected `case`, `set`, "
        "`variable:NAME` or a table with columns document and municipality. The project has 2 cases (such as "
        "'Katwijk'), variables inwoners, soort; its cases name no documents (QualCoder loses these links): give the "
        "documents a variable."
    )


def test_taguette_1_5_2_codebook_with_an_empty_sets_element_and_dotted_names() -> None:
    found = read_qdc(example("real", "taguette", "codebook.qdc"))
    assert found.codes["code"].tolist() == ["rol", "rol.netwerker", "leefwereld", "systeemwereld"]
    assert found.codes["parent"].isna().all()


@pytest.mark.parametrize("name", ["codebook_lf.qdc", "codebook_maxqda.qdc"])
def test_qualcoder_codebook_with_a_byte_order_mark(name: str) -> None:
    found = read_qdc(example("real", "qualcoder", name))
    assert dict(zip(found.codes["code"], found.codes["codable"], strict=True))["Rollen"] == False  # noqa: E712
    assert found.codes.set_index("code").loc["vertaler", ["parent", "colour"]].tolist() == ["Rollen", "#9e9ac8"]


def test_every_nasty_example_is_read_or_refused_with_a_message() -> None:
    example("nasty")
    for path in sorted(EXAMPLES.glob("nasty/*.qdpx")):
        assert isinstance(read_qdpx(path), CodedProject)


# the archive ----------------------------------------------------------------------------------------------------------


def test_01_no_zip_is_refused() -> None:
    stream = io.BytesIO(b"this is no zip")
    stream.name = "C:/Users/jansen/project.qdpx"
    assert refusal(stream) == (
        "1 problem:\n  project.qdpx: is not a readable .qdpx file (the zip is damaged or not complete); "
        "expected a whole "
        "zip. Export it again or check the download."
    )


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_02_a_zip_that_is_cut_off_is_refused_and_not_read_in_part(share: float) -> None:
    whole = packed(plain()).getvalue()
    assert "is not a readable .qdpx file" in refusal(io.BytesIO(whole[: int(len(whole) * share)]))


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.qdpx") == (
        "1 problem:\n  gone.qdpx: there is no such file; expected a .qdpx file. Check the name and the "
        "folder you are in."
    )


def test_03_an_archive_without_a_project_lists_what_it_holds() -> None:
    assert refusal(packed("<x/>", qde="notes.xml")) == (
        f"1 problem:\n  project.qdpx: holds no project.qde; it holds notes.xml, sources/{FILE}.txt; expected "
        "a REFI-QDA "
        "project. Is it an ordinary zip of a folder? Zip what is in the folder, not the folder, or export again."
    )


def test_04_atlas_ti_26_on_a_mac_names_the_project_file_after_the_project() -> None:
    found = read_qdpx(packed(plain(), qde="Trial.qde"))
    assert passages(found) == [("Rol", "wijkverbinder")]
    assert found.warnings[0] == "The project file is called Trial.qde (as ATLAS.ti on a Mac writes it); read."


@pytest.mark.parametrize("folder", ["Sources/", "SOURCES/", "sources\\", ""])
def test_05_46_nvivo_for_windows_writes_sources_with_a_capital_and_others_with_back_slashes(folder: str) -> None:
    assert passages(read_qdpx(packed(plain(), folder=folder))) == [("Rol", "wijkverbinder")]


def test_06_of_two_project_files_project_qde_counts_and_otherwise_a_person_must_choose() -> None:
    stream = packed(plain())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("copy.qde", "<x/>")
    assert passages(read_qdpx(stream)) == [("Rol", "wijkverbinder")]
    stream = packed(plain(), qde="a.qde")
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("b.qde", plain())
    message = "1 problem:\n  project.qdpx: holds several projects: a.qde, b.qde; expected one. Export one project."
    assert refusal(stream) == message


def test_07_a_project_zipped_with_its_folder_on_a_mac_is_read_with_a_warning() -> None:
    stream = packed(plain(), qde="wijk/project.qde", folder="wijk/sources/")
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("__MACOSX/wijk/._project.qde", b"\x00")
    found = read_qdpx(stream)
    assert passages(found) == [("Rol", "wijkverbinder")]
    assert found.warnings[0] == "The project was zipped with its folder; read all the same."


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "sources/../../evil.txt"])
def test_08_a_name_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    stream = packed(plain())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, "x")
    assert refusal(stream) == (
        "1 problem:\n  project.qdpx: holds a file with an unsafe name; expected names inside the archive. "
        "Nothing was read."
    )


@pytest.mark.parametrize(
    "path", ["internal://../../etc/passwd", "internal:///etc/passwd", "internal://sources/../x.txt"]
)
def test_09_a_reference_that_leads_out_of_the_archive_is_a_missing_text(path: str) -> None:
    found = read_qdpx(packed(project(source(selection(3, 16), path=path))))
    assert found.unplaced["reason"].tolist() == ["its text is not in the archive"]


def test_10_a_text_of_more_than_64_mb_is_refused() -> None:
    stream = packed(plain(), text=None)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr(f"sources/{FILE}.txt", bytes(66 * 1024**2))
    assert refusal(stream) == (
        "1 problem:\n  project.qdpx: text of 'Interview 1': unpacks to more than 64 MB; expected a text of "
        "ordinary size. "
        "That is not the text of an interview; leave it out of the export."
    )


def test_10_a_text_that_unpacks_to_a_thousand_times_its_size_is_refused_while_it_is_unpacked() -> None:
    assert refusal(packed(plain(), text=bytes(30 * 1024**2))) == (
        "1 problem:\n  project.qdpx: text of 'Interview 1': unpacks to more than 8 MB; expected a text of "
        "ordinary size. "
        "That is not the text of an interview; leave it out of the export."
    )


def test_11_xml_that_unpacks_to_far_more_than_it_takes_up_is_refused() -> None:
    stream = packed(project("").replace("</Project>", "<!--" + " " * 20_000_000 + "--></Project>"), text=None)
    assert "project.qde: unpacks to more than" in refusal(stream)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE Project SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_12_13_a_document_type_or_entities_are_refused(doctype: str) -> None:
    xml = plain().replace("?>", f"?>{doctype}", 1)
    assert refusal(packed(xml)) == (
        "1 problem:\n  project.qdpx: project.qde: holds a document type or entities, which REFI-QDA does not allow; "
        "expected plain XML. Not read, for safety; export it again."
    )


@pytest.mark.parametrize(
    "namespace", ["urn:QDA-XML:project:0:4", "urn:QDA-XML:project:0:10", "urn:QDA-XML:project:1:0"]
)
def test_14_transana_3_22_and_others_use_another_version_of_the_namespace(namespace: str) -> None:
    found = read_qdpx(packed(project(source(selection(3, 16)), namespace=namespace)))
    assert passages(found) == [("Rol", "wijkverbinder")]
    assert found.warnings[0] == f"Unusual version {namespace}; read as 1.0."


def test_15_without_a_namespace_of_the_standard_nothing_is_read() -> None:
    assert refusal(packed(plain().replace(f' xmlns="{NS}"', ""))) == (
        "1 problem:\n  project.qdpx: project.qde: is no REFI-QDA project (root 'Project', namespace 'none'); "
        "expected root "
        "Project of urn:QDA-XML:project:1.0. Export again."
    )


def test_a_root_that_is_no_name_at_all_is_refused_like_any_other() -> None:
    assert "is no REFI-QDA project (root ':', namespace 'none')" in refusal(packed("<:/>"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_16_19_project_xml_in_utf_16_or_with_a_byte_order_mark(encoding: str) -> None:
    xml = plain().replace('encoding="utf-8"', f'encoding="{encoding.removesuffix("-sig")}"').encode(encoding)
    assert passages(read_qdpx(packed(xml))) == [("Rol", "wijkverbinder")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_17_a_text_in_utf_16_is_read_and_flagged(encoding: str) -> None:
    found = read_qdpx(packed(plain(), text=TEXT.encode(encoding)))
    assert passages(found) == [("Rol", "wijkverbinder")]
    assert found.flagged["where"].tolist() == ["'Interview 1'"]


def test_18_atlas_ti_may_write_windows_1252() -> None:
    found = read_qdpx(packed(project(source(selection(40, 44))), text=TEXT.encode("cp1252")))
    assert passages(found) == [("Rol", "Café")]
    assert flags(found) == [("'Interview 1'", "is not UTF-8; read as Windows-1252: check é and ë")]


@pytest.mark.parametrize("content", [b"PK\x03\x04 a Word document", b"%PDF-1.7", b"caf\x8d\xe9 \x81"])
def test_a_text_file_that_is_no_text_leaves_its_codings_aside(content: bytes) -> None:
    found = read_qdpx(packed(plain(), text=content))
    assert found.unplaced["reason"].tolist() == ["its plain text is no text that can be read"]
    assert found.texts == {"Interview 1": ""}


# passages -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (60, 9999, "positions 60–9999 are not in the text, which has 70 characters"),
        (16, 3, "the passage runs backwards, from 16 to 3"),
        (-5, 3, "positions -5–3 are not in the text, which has 70 characters"),
        (5, 5, "the passage at 5 is empty"),
        ("", 5, "positions '' and '5' are no whole numbers"),
        ("3.5", 5, "positions '3.5' and '5' are no whole numbers"),
        ("1_0", 16, "positions '1_0' and '16' are no whole numbers"),
        ("9" * 30, 5, "the passage runs backwards, from 99999999999999999999 to 5"),
    ],
)
def test_23_to_26_and_40_41_a_passage_that_is_not_in_the_text_is_kept_aside(
    start: object, end: object, reason: str
) -> None:
    found = read_qdpx(packed(project(source(selection(3, 16) + selection(start, end)))))
    assert passages(found) == [("Rol", "wijkverbinder")]
    assert found.unplaced[["document", "code", "coder", "reason"]].values.tolist() == [
        ["Interview 1", "Rol", "unknown", reason]
    ]
    assert flags(found) == [("Interview 1", f"code 'Rol' was kept aside: {reason}")]


def test_49_an_empty_text_leaves_its_codings_aside() -> None:
    found = read_qdpx(packed(plain(), text=""))
    assert found.unplaced["reason"].tolist() == ["the text is empty"]


def test_27_28_a_passage_that_begins_inside_a_character_is_kept_and_flagged() -> None:
    text = "de cafe\u0301 op het plein\n"
    found = read_qdpx(packed(project(source(selection(7, 10))), text=text))
    assert passages(found) == [("Rol", "\u0301 o")]
    assert flags(found) == [
        (
            "Interview 1:7-10",
            "the passage begins or ends inside a character (an emoji or accent): is the rule for positions right?",
        )
    ]


def test_28_half_an_emoji_counts_as_the_whole_one() -> None:
    xml = project(source(selection(4, 13) + selection(14, 18)), origin="NVivo 12")
    found = read_qdpx(packed(xml, text="wij 😀😀 hier zijn\n"), offset_rule="utf16-crlf1")
    assert passages(found) == [("Rol", "😀😀 hier"), ("Rol", "zijn")]
    halved = read_qdpx(
        packed(xml.replace('startPosition="4"', 'startPosition="5"'), "wij 😀😀 hier zijn\n"),
        offset_rule="utf16-crlf1",
    )
    assert passages(halved)[0] == ("Rol", "😀😀 hier")
    assert halved.flagged["where"].tolist() == ["Interview 1:4-11"]
    to_the_half = project(source(selection(0, 5)), origin="NVivo 12")
    halved = read_qdpx(packed(to_the_half, "wij 😀😀 hier zijn\n"), offset_rule="utf16-crlf1")
    assert passages(halved) == [("Rol", "wij 😀")]


def test_32_one_selection_with_two_codes_is_two_codings() -> None:
    found = read_qdpx(packed(project(source(selection(3, 16, coding() + coding(NETWORK))))))
    assert passages(found) == [("Rol", "wijkverbinder"), ("Netwerk", "wijkverbinder")]


def test_33_maxqda_writes_a_paraphrase_as_a_selection_without_a_code_which_becomes_a_note() -> None:
    remark = selection(3, 16, "<Description>over de functie</Description>")
    found = read_qdpx(packed(project(source(remark + selection(40, 44, "")))))
    assert len(found.codings) == 0
    assert found.notes[["text", "about", "target", "start", "end"]].values.tolist() == [
        ["over de functie", "passage", "Interview 1", 3, 16]
    ]
    assert found.skipped.values.tolist() == [["PlainTextSelection without a code", 1]]


@pytest.mark.parametrize(
    "path",
    [f"internal://{ROLE}.txt", "absolute:///C:/Users/jansen/int.txt", "relative:///int.txt", "/Users/jansen/x.txt"],
)
def test_34_48_a_text_outside_the_archive_leaves_rows_without_text_and_names_no_home_folder(path: str) -> None:
    found = read_qdpx(packed(project(source(selection(3, 16), path=path), basePath="C:/Users/jansen/wijk")))
    assert found.documents["document"].tolist() == ["Interview 1"]
    assert found.unplaced["code"].tolist() == ["Rol"]
    assert flags(found) == [
        ("Interview 1", "its text is not in the archive; export again with the sources included"),
        ("Interview 1", "code 'Rol' was kept aside: its text is not in the archive"),
    ]
    assert "jansen" not in f"{found}{found.flagged.to_string()}{found.documents.to_string()}"


def test_24_qc_1_3_2_writes_bare_file_names_and_no_names_of_sources() -> None:
    found = read_qdpx(packed(project(source(selection(3, 16, name="line:6"), name="", path=f"{FILE}.txt"))))
    assert found.documents["document"].tolist() == ["source 1"]
    assert passages(found) == [("Rol", "wijkverbinder")]
    assert "Sources without a name were numbered." in found.warnings


def test_35_a_text_that_stands_in_the_xml_itself() -> None:
    inside = f"<PlainTextContent>{TEXT}</PlainTextContent>{selection(40, 44)}"
    inline = f'<TextSource guid="{SOURCE}" name="I">{inside}</TextSource>'
    assert passages(read_qdpx(packed(project(inline), text=None))) == [("Rol", "Café")]


def test_35_line_ends_that_the_xml_parser_joined_may_have_counted_as_two() -> None:
    lines = "eerste regel\r\ntweede regel\r\nderde regel van de tekst\r\n"
    inline = f'<TextSource guid="{SOURCE}" name="I"><PlainTextContent>{lines}</PlainTextContent>'
    inline += f"{selection(28, 33, name='derde')}</TextSource>"
    found = read_qdpx(packed(project(inline), text=None))
    assert passages(found) == [("Rol", "derde")]
    assert found.offset_rule is not None
    assert found.offset_rule.rule == "codepoints-crlf2"


def test_36_atlas_ti_writes_a_coding_in_a_pdf_twice_and_it_counts_once() -> None:
    where = 'page="0" firstX="1" firstY="2" secondX="3" secondY="4"'
    area = f'<PDFSelection guid="{PASSAGE}" {where}>{coding()}</PDFSelection>'
    other = area.replace(PASSAGE, USER).replace(ROLE, NETWORK)
    marked = selection(3, 16, guid=PASSAGE.lower())
    text = f'<Representation guid="{FILE}" plainTextPath="internal://{FILE}.txt">{marked}</Representation>'
    xml = project(
        f'<PDFSource guid="{SOURCE}" name="verslag.pdf" path="internal://x.pdf">{area}{other}{text}</PDFSource>'
    )
    found = read_qdpx(packed(xml))
    assert passages(found) == [("Rol", "wijkverbinder")]
    assert found.documents[["document", "kind", "guid"]].values.tolist() == [["verslag.pdf", "pdf", SOURCE.lower()]]
    assert found.skipped.values.tolist() == [["Coding of an area in a PDF", 1], ["PDF coding written twice", 1]]


def test_pictures_sound_and_film_are_listed_as_skipped_and_their_transcripts_are_read() -> None:
    points = f'<SyncPoint guid="{ROLE}" timeStamp="0" position="3"/>'
    points += f'<SyncPoint guid="{NETWORK}" timeStamp="9" position="16"/>'
    between = f'fromSyncPoint="{ROLE}" toSyncPoint="{NETWORK}"'
    marked = f'<TranscriptSelection guid="{PASSAGE}" {between}>{coding()}</TranscriptSelection>'
    transcript = f'<Transcript guid="{FILE}" plainTextPath="internal://{FILE}.txt">{points}{marked}</Transcript>'
    film = f'<VideoSelection guid="{USER}" begin="1" end="2">{coding()}{coding()}</VideoSelection>'
    where = 'firstX="1" firstY="1" secondX="2" secondY="2"'
    area = f'<PictureSelection guid="{PASSAGE}" {where}>{coding()}</PictureSelection>'
    picture = f'<PictureSource guid="{USER}" name="foto">{area}</PictureSource>'
    xml = project(f'<VideoSource guid="{SOURCE}" name="gesprek.mp4">{transcript}{film}</VideoSource>{picture}')
    found = read_qdpx(packed(xml))
    assert passages(found) == [("Rol", "wijkverbinder")]
    assert found.documents[["document", "kind"]].values.tolist() == [["gesprek.mp4", "transcript"]]
    assert found.skipped.values.tolist() == [
        ["Coding in a PictureSource", 1],
        ["Coding in a VideoSource", 2],
        ["PictureSource", 1],
        ["VideoSource", 1],
    ]


# codes ----------------------------------------------------------------------------------------------------------------


def test_29_two_codes_with_one_identifier_are_refused() -> None:
    codes = CODES.replace(NETWORK, ROLE)
    assert refusal(packed(project(source(selection(3, 16)), codes))) == (
        "1 problem:\n  project.qdpx: two codes have the same identifier: 'Rol' and 'Netwerk'; expected one "
        "identifier per "
        "code. It cannot be said which one is meant; export again."
    )


def test_29_a_code_that_stands_there_twice_in_the_same_way_counts_once() -> None:
    codes = CODES.replace("</Codes>", f'<Code guid="{ROLE}" name="Rol" isCodable="true"/></Codes>')
    found = read_qdpx(packed(project(source(selection(3, 16)), codes)))
    assert found.codes["code"].tolist() == ["Rol", "Netwerk"]
    assert found.warnings[0] == "1 codes stood in the codebook twice and count once."


def test_30_a_coding_with_a_code_that_is_not_in_the_codebook_is_kept_and_flagged() -> None:
    found = read_qdpx(packed(project(source(selection(3, 16, coding(FILE))))))
    name = f"(unknown code {FILE.lower()})"
    assert passages(found) == [(name, "wijkverbinder")]
    assert name in found.codes["code"].tolist()
    said = f"1 codings refer to unknown code {FILE.lower()}, which is not in the codebook"
    assert flags(found) == [("project.qdpx", said)]


def test_31_identifiers_in_any_case_and_with_braces_are_the_same() -> None:
    found = read_qdpx(packed(project(source(selection(3, 16, coding("{" + NETWORK.lower() + "}"))))))
    assert passages(found) == [("Netwerk", "wijkverbinder")]


def test_37_a_tree_of_codes_deeper_than_250_levels_is_refused() -> None:
    codes = f'<CodeBook><Codes>{"".join(f"""<Code guid="{ROLE}" name="{n}" isCodable="true">""" for n in range(1500))}'
    codes += "</Code>" * 1500 + "</Codes></CodeBook>"
    assert refusal(packed(project("", codes))) == (
        "1 problem:\n  project.qdpx: project.qde: is nested deeper than 250 levels; expected an ordinary "
        "tree of codes. "
        "Nothing was read."
    )


def test_38_39_codable_as_a_digit_and_colours_that_are_none() -> None:
    codes = CODES.replace('isCodable="true" color="#FF0000"', 'isCodable="0" color="red"').replace(
        'name="Netwerk"', 'name="Netwerk" color="#AbC"'
    )
    found = read_qdpx(packed(project(source(selection(3, 16)), codes)))
    assert found.codes["codable"].tolist() == [False, True]
    assert found.codes["colour"].fillna("none").tolist() == ["none", "#aabbcc"]
    assert found.warnings[0] == "Colours that are no #rrggbb were left out: red."


def test_42_one_name_under_two_parents_is_told_apart_by_the_path() -> None:
    twice = "".join(
        f'<Code guid="{digit * 8}-0000-4000-8000-000000000001" name="{parent}" isCodable="true">'
        f'<Code guid="{digit * 8}-0000-4000-8000-000000000002" name="fun" isCodable="true"/></Code>'
        for digit, parent in (("1", "werk"), ("2", "thuis"))
    )
    found = read_qdpx(packed(project("", f"<CodeBook><Codes>{twice}</Codes></CodeBook>")))
    assert found.codes["code"].tolist() == ["werk", "werk > fun", "thuis", "thuis > fun"]
    assert found.warnings[0] == "The code name 'fun' occurs more than once; distinguished by its parents."


# xml ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (lambda xml: xml[: int(len(xml) * 0.6)], 1),
        (lambda xml: xml.replace("</TextSource>", "</PDFSource>"), 1),
        (lambda xml: xml.replace("<Sources>", "\n\n<Sources>\x01"), 3),
    ],
)
def test_43_52_53_broken_xml_is_refused_whole_with_the_line(damage: object, line: int) -> None:
    assert refusal(packed(damage(plain()))) == (  # type: ignore[operator]
        f"1 problem:\n  project.qdpx: project.qde: is not well-formed XML (line {line}); expected a whole "
        "file. Nothing was "
        "read; export it again."
    )


def test_an_empty_project_file_is_refused() -> None:
    assert "is not well-formed XML (it is empty or cut off)" in refusal(packed(""))


def test_45_a_member_that_occurs_twice_is_refused() -> None:
    stream = packed(plain())
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("project.qde", "<x/>")
    assert refusal(stream) == (
        "1 problem:\n  project.qdpx: project.qde occurs twice in the archive; expected every file once. "
        "Export it again or "
        "check the download."
    )


def test_45_an_archive_with_a_password_is_refused() -> None:
    content = bytearray(packed(plain()).getvalue())
    directory = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, directory + 8, 1)
    assert refusal(io.BytesIO(bytes(content))).splitlines()[1] == (
        "  the project file: is protected with a password; expected an archive without one. Export without a password."
    )


def test_47_what_a_program_adds_of_its_own_is_left_out_and_listed() -> None:
    extra = '<x:Ext xmlns:x="urn:vendor">x</x:Ext>'
    xml = project(source(selection(3, 16, coding() + extra) + extra), rest=extra)
    found = read_qdpx(packed(xml))
    assert passages(found) == [("Rol", "wijkverbinder")]
    assert found.skipped.values.tolist() == [["x:Ext", 3]]


def test_50_a_project_without_texts_or_codes_is_empty_and_says_so() -> None:
    found = read_qdpx(packed(project("", ""), text=None))
    assert (len(found.documents), len(found.codes), len(found.codings)) == (0, 0, 0)
    assert found.offset_rule is None
    assert found.warnings[:2] == ("The project holds no texts.", "The project holds no codes.")


def test_51_an_empty_sets_element_in_a_codebook_is_read() -> None:
    code = f'<Codes><Code guid="{ROLE}" name="rol.x" isCodable="true"/></Codes>'
    xml = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.4.1">{code}<Sets/></CodeBook>'
    found = read_qdc(io.BytesIO(xml.encode()))
    assert (found.format, found.origin, found.codes["code"].tolist()) == ("qdc", "Taguette 1.4.1", ["rol.x"])


@pytest.mark.parametrize("namespace", ["urn:QDA-XML:codebook:0:4", "urn:QDA-XML:codebook:1:0"])
def test_maxqda_24_and_atlas_ti_26_and_nvivo_12_codebooks_use_other_versions_of_the_namespace(namespace: str) -> None:
    member = f'<Sets><Set guid="{USER}" name="groep"><MemberCode guid="{ROLE.lower()}"/></Set></Sets>'
    codes = CODES.removeprefix("<CodeBook>").removesuffix("</CodeBook>")
    found = read_qdc(io.BytesIO(f'<CodeBook xmlns="{namespace}">{codes}{member}</CodeBook>'.encode()))
    assert found.codes["code"].tolist() == ["Rol", "Netwerk"]
    assert found.members[["kind", "name", "member"]].values.tolist() == [["set", "groep", "Rol"]]
    assert found.warnings == (f"Unusual version {namespace}; read as 1.0.",)


def test_a_project_given_as_codebook_and_the_other_way_round_are_refused() -> None:
    with pytest.raises(StudyError, match="is an archive, not a codebook"):
        read_qdc(packed(plain()))
    with pytest.raises(StudyError, match="is no REFI-QDA project"):
        read_qdpx(packed('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>'))


# names ----------------------------------------------------------------------------------------------------------------


def test_maxqda_gives_several_sources_the_same_name() -> None:
    second = source(selection(40, 44)).replace(SOURCE, USER)
    found = read_qdpx(packed(project(source(selection(3, 16)) + second)))
    assert found.codings["document"].tolist() == ["Interview 1", "Interview 1 (2)"]
    assert "2 sources are called 'Interview 1'; they were numbered." in found.warnings
    assert "Interview 1 and Interview 1 (2) hold the same text." in found.warnings


def test_two_coders_with_one_name_stay_two_coders() -> None:
    users = f'<User guid="{USER}" name="Anna"/><User guid="{FILE}" name="Anna"/><User guid="{ROLE}" name=""/>'
    three = coding(creatingUser=USER) + coding(creatingUser=FILE) + coding(creatingUser=ROLE) + coding()
    xml = project(source(selection(3, 16, three))).replace(f'<User guid="{USER}" name="Anna"/>', users)
    found = read_qdpx(packed(xml))
    assert sorted(found.codings["coder"]) == ["Anna", "Anna (2)", "coder 3", "unknown"]


def test_a_coding_that_stands_there_twice_counts_once_and_keeps_both_memos() -> None:
    both = selection(3, 16, coding() + "<Description>eerste</Description>")
    both += selection(3, 16, coding() + "<Description>tweede</Description>")
    found = read_qdpx(packed(project(source(both))))
    assert found.codings["memo"].tolist() == ["eerste\ntweede"]
    assert "1 codings stood in the file twice and count once." in found.warnings


def test_a_code_given_to_a_whole_document_runs_over_all_of_it() -> None:
    found = read_qdpx(packed(project(source(selection(3, 16) + coding(NETWORK)))))
    assert passages(found) == [("Netwerk", TEXT), ("Rol", "wijkverbinder")]
    assert "1 codes were given to 'Interview 1' as a whole; they run over all of it." in found.warnings


def test_a_home_folder_in_the_name_of_a_source_or_a_program_is_left_out() -> None:
    name = "C:\\Users\\jansen\\Interview 1.docx"
    found = read_qdpx(packed(project(source(selection(3, 16), name=name), origin="ATLAS.ti /Users/jansen/app")))
    assert found.documents["document"].tolist() == ["Interview 1.docx"]
    assert "jansen" not in found.origin


def test_nvivo_ties_an_annotation_to_a_passage_by_a_link() -> None:
    note = f'<Notes><Note guid="{FILE}" name="annotatie"><PlainTextContent>let op</PlainTextContent></Note></Notes>'
    link = f'<Link guid="{USER}" originGUID="{FILE}" targetGUID="{PASSAGE.lower()}"/>'
    link = f'<Links>{link}<Link guid="{SOURCE}" originGUID="{USER}" targetGUID="{ROLE}"/></Links>'
    found = read_qdpx(packed(project(source(selection(3, 16)), rest=note + link)))
    assert found.notes[["title", "text", "about", "target", "start", "end"]].values.tolist() == [
        ["annotatie", "let op", "passage", "Interview 1", 3, 16]
    ]
    assert found.skipped.values.tolist() == [["Link", 1]]


def test_a_case_that_refers_to_a_film_goes_with_its_transcript_and_what_is_not_there_is_flagged() -> None:
    transcript = f'<Transcript guid="{FILE}" plainTextPath="internal://{FILE}.txt"/>'
    film = f'<VideoSource guid="{SOURCE}" name="gesprek.mp4">{transcript}</VideoSource>'
    picture = f'<PictureSource guid="{USER}" name="foto"/>'
    named = "".join(f'<SourceRef targetGUID="{guid}"/>' for guid in (SOURCE, USER, NETWORK))
    case = f'<Cases><Case guid="{PASSAGE}" name="Noord">{named}</Case></Cases>'
    found = read_qdpx(packed(project(film + picture, before=case)), municipality_from="case")
    assert found.documents[["document", "municipality"]].to_numpy().tolist() == [["gesprek.mp4", "Noord"]]
    assert flags(found) == [("case 'Noord'", "refers to a document that is not in the project")]
    assert ["case member without text", 1] in found.skipped.to_numpy().tolist()


def test_the_description_of_a_project_becomes_a_note_and_formatted_text_is_listed_as_skipped() -> None:
    xml = project(source(selection(3, 16)), rest="<Description>projectmemo</Description>")
    found = read_qdpx(packed(xml.replace("plainTextPath=", 'richTextPath="internal://x.docx" plainTextPath=')))
    assert found.notes[["title", "text", "about"]].to_numpy().tolist() == [
        ["project description", "projectmemo", "project"]
    ]
    assert found.skipped.to_numpy().tolist() == [["Formatted text (richTextPath)", 1]]


def test_maxqda_names_a_selection_by_its_coordinates_which_is_no_quote() -> None:
    found = read_qdpx(packed(project(source(selection(3, 16, name="3,16")))))
    assert passages(found) == [("Rol", "wijkverbinder")]


def test_nvivo_gives_a_code_the_identifier_of_a_case() -> None:
    cases = f'<Cases><Case guid="{ROLE}" name="Respondent 1"><SourceRef targetGUID="{SOURCE}"/></Case></Cases>'
    found = read_qdpx(packed(project(source(selection(3, 16)), before=cases)))
    assert passages(found) == [("Rol", "wijkverbinder")]
    assert found.members["member"].tolist() == ["Interview 1"]


def test_maxqda_gives_documents_in_two_groups_one_name_and_each_keeps_its_own_text_and_codings() -> None:
    groups = "".join(
        f'<Set guid="{guid}" name="{name}"><MemberSource targetGUID="{member}"/></Set>'
        for guid, name, member in ((ROLE, "Gouda", SOURCE), (FILE, "Delft", USER))
    )
    second = source(selection(40, 44)).replace(SOURCE, USER)
    found = read_qdpx(packed(project(source(selection(3, 16)) + second, rest=f"<Sets>{groups}</Sets>")))
    assert found.documents["name"].tolist() == ["Interview 1", "Interview 1"]
    assert found.codings[["document", "start"]].values.tolist() == [
        ["Gouda > Interview 1", 3],
        ["Delft > Interview 1", 40],
    ]
    assert found.members["member"].tolist() == ["Gouda > Interview 1", "Delft > Interview 1"]
