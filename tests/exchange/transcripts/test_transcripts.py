"""One interview in every format, and the layouts of the transcription services, each named with its quirk."""

import zipfile
from pathlib import Path

import docx
import pytest
import typst
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.errors import StudyError
from wijkresearch.exchange import transcripts
from wijkresearch.exchange.transcripts import read_transcript
from wijkresearch.exchange.transcripts.speakers import check_turns

LINES = (
    "Interviewer: Hoe gaat het in de wijk?",
    "Respondent: Goed, maar de gemeente is ver weg… 😀👩‍👩‍👧",
    "Interviewer: Waarom?",
    "Respondent: Eén loket, drie afdelingen & geen antwoord.",
)
TEXT = "\n".join(LINES)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def as_docx(path: Path, lines: tuple[str, ...] = LINES) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = "KOPREGEL"
    document.save(path)
    return path


def as_odt(path: Path, body: str) -> Path:
    namespaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {namespaces}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return path


def as_rtf(path: Path) -> Path:
    def unit(character: str) -> str:
        if ord(character) < 128:
            return character
        halves = character.encode("utf-16-le")
        codes = [int.from_bytes(halves[at : at + 2], "little", signed=True) for at in range(0, len(halves), 2)]
        return "".join(f"\\u{code}?" for code in codes)

    body = "\\par\n".join("".join(unit(character) for character in line) for line in LINES)
    path.write_text(f"{{\\rtf1\\ansi\\ansicpg1252 {body}}}", encoding="ascii")
    return path


def as_vtt(path: Path) -> Path:
    cues = (
        "00:00:01.000 --> 00:00:02.000\n<v Interviewer>Hoe gaat het</v>",
        "00:00:02.000 --> 00:00:03.000\n<v Interviewer>in de wijk?</v>",
        "00:00:03.000 --> 00:00:09.000\n<v Respondent>Goed, maar de gemeente\n"
        "is ver weg… 😀👩‍👩‍👧</v><v Interviewer>Waarom?",
        "00:00:09.000 --> 00:00:12.500\n<v Respondent>Eén loket, drie afdelingen &amp; geen antwoord.",
    )
    body = "\n\n".join(f"8c1b-{number}\n{cue}" for number, cue in enumerate(cues))
    path.write_text(f"WEBVTT\n\nNOTE gemaakt door Teams\n\n{body}\n", encoding="utf-8")
    return path


def test_one_interview_gives_the_same_text_and_turns_in_every_format(tmp_path: Path) -> None:
    (tmp_path / "windows.txt").write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    (tmp_path / "plain.txt").write_text(TEXT + "\n", encoding="utf-8")
    paragraphs = "".join(f"<text:p>{line.replace('&', '&amp;')}</text:p>" for line in LINES)
    srt = "\n\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}" for n, line in enumerate(LINES, 1))
    (tmp_path / "zoom.srt").write_text(srt, encoding="utf-8")
    files = [
        tmp_path / "windows.txt",
        tmp_path / "plain.txt",
        tmp_path / "zoom.srt",
        as_docx(tmp_path / "word.docx"),
        as_odt(tmp_path / "writer.odt", paragraphs),
        as_rtf(tmp_path / "rich.rtf"),
        as_vtt(tmp_path / "teams.vtt"),
    ]
    for file in files:
        transcript = read_transcript(file)
        assert transcript.text == TEXT, file.name
        assert list(transcript.turns["speaker"]) == ["Interviewer", "Respondent"] * 2, file.name
        assert list(transcript.turns["interviewer"]) == [True, False] * 2
        words = [transcript.text[turn.start : turn.end] for turn in transcript.turns.itertuples()]
        assert words == [line.split(": ", 1)[1] for line in LINES], file.name


LAYOUTS = {
    "Teams .docx, three spaces": (
        "Noor de Boer   0:04\nHoi daar.\nJa?\nAd Vis   1:02:10\nDag.\nTranscription ended after 01:03:39",
        3730.0,
    ),
    "Teams .docx with a range": (
        "Noor de Boer  00:00:04.000 --> 00:01:45.000\nHoi daar.\nJa?\nAd Vis  00:02:10.000 --> 00:02:11.000\nDag.",
        130.0,
    ),
    "Teams before 2022": (
        "0:0:4.0 --> 0:0:7.410\nNoor de Boer\nHoi daar.\nJa?\n0:2:10.0 --> 0:2:11.30\nAd Vis\nDag.",
        130.0,
    ),
    "Otter .txt": ("Noor de Boer  0:04\nHoi daar.\nJa?\n\nAd Vis  2:10\nDag.\n", 130.0),
    "Zoom .txt": ("[Noor de Boer] 00:00:04\nHoi daar.\nJa?\n\n[Ad Vis] 00:02:10\nDag.\n", 130.0),
    "Amberscript automatic": ("Spreker 1 00:00:04\nHoi daar.\nJa?\n\nSpreker 2 00:02:10\nDag.\n", 130.0),
    "Google Meet": ("00:00:04\n\nI: Hoi daar.\nJa?\n\n00:02:10\n\nR: Dag.\n", 130.0),
    "oTranscribe": ("0:04\u00a0I: Hoi daar.\nJa?\n2:10\u00a0R: Dag.", 130.0),
    "f4, stamp at the end": ("I: Hoi daar.\nJa? #00:00:04-0#\nB: Dag. #00:02:10-5#", 130.5),
    "f4, stamp at the start": ("#00:00:04-0# I: Hoi daar.\nJa?\n#00:02:10-5# B: Dag.", 130.5),
    "oral history": ("[i] Hoi daar.\nJa?\n[r1] Dag. [00:02:10]", 130.0),
    "whisperX .txt": ("[SPEAKER_00]: Hoi daar.\nJa?\n[SPEAKER_01]: Dag. [00:02:10]", 130.0),
    "whisper in a window": (
        "[00:04.000 --> 02:10.000] [SPEAKER_00] Hoi daar.\nJa?\n[02:10.000 --> 02:11.000] [SPEAKER_01] Dag.",
        130.0,
    ),
    "Deepgram": ("[Speaker:0] Hoi daar.\nJa?\n[Speaker:1] Dag. [00:02:10]", 130.0),
    "Amazon": ("spk_0: Hoi daar.\nJa?\nspk_1: Dag. [00:02:10]", 130.0),
    "names in brackets": ("[Noor]: Hoi daar.\nJa?\n[Ad]: Dag. [00:02:10]\n[Noor]: \n[Ad]:", 130.0),
    "number and name": ("Speaker 1 (Noor): Hoi daar.\nJa?\nSpeaker 2 (Ad): Dag. [00:02:10]", 130.0),
    "noScribe .txt with times": ("x.mp3\nTranscribed\n\nS00: [00:00:04] Hoi daar.\nJa?\nS01: [00:02:10] Dag.", 130.0),
    "noScribe .txt": ("S00: Hoi daar.\nJa?\n\nS01: Dag. [00:02:10]", 130.0),
    "aTrain": ("Transcription for x.mp3\n\nSPEAKER_00\nHoi daar.\nJa?\n\nSPEAKER_01\n[00:02:10] - Dag.\n", 130.0),
    "aTrain with names": ("Kop\n\nNoor\nHoi daar.\nJa?\n\nAd\n[00:02:10] - Dag.\n\nNoor\n.\n\nAd\n.", 130.0),
    "a footer of Otter": ("Noor  0:04\nHoi daar.\nJa?\n\nAd  2:10\nDag.\n\nTranscribed by https://otter.ai", 130.0),
    "a footer of Google Meet": (
        "00:00:04\n\nI: Hoi daar.\nJa?\n\n00:02:10\n\nR: Dag.\nTranscription ended after 00:32:10\n\n"
        "This editable transcript was computer generated and might contain errors.",
        130.0,
    ),
    "time, then name on one line": ("0:04 Spreker 1\nHoi daar.\nJa?\n\n2:10 Spreker 2\nDag.\n", 130.0),
    "one space": ("Noor 0:04\nHoi daar.\nJa?\n\nAd 2:10\nDag.\n\nNoor 2:11\n.\n\nAd 2:12\n.", 130.0),
    "one space, no empty lines": ("Noor 0:04\nHoi daar.\nJa?\nAd 2:10\nDag.\nNoor 2:11\n.\nAd 2:12\n.", 130.0),
    "time above the name": ("0:04\nNoor\nHoi daar.\nJa?\n2:10\nAd\nDag.\n2:11\nNoor\n.\n2:12\nAd\n.", 130.0),
    "Speechmatics .txt": ("SPEAKER: S1\nHoi daar.\nJa?\nSPEAKER: S2\n[00:02:10] Dag.\n", 130.0),
    "oTranscribe, bold": ("0:04 **I:** Hoi daar.\nJa?\n2:10 **R:** Dag.", 130.0),
    "a tab for the colon": ("I\tHoi daar.\nJa?\n2:10 R\tDag.", 130.0),
    "time below the name": ("Spreker 1\n0:04\nHoi daar.\nJa?\n\nSpreker 2\n2:10\nDag.", 130.0),
    "stamp behind the label": ("Interviewer (00:00:04): Hoi daar.\nJa?\nGeïnterviewde (00:02:10): Dag.", 130.0),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_turns_of_a_transcription_service_hold_the_words_alone(tmp_path: Path, layout: str) -> None:
    text, seconds = LAYOUTS[layout]
    (tmp_path / "D1.txt").write_text(text, encoding="utf-8")
    transcript = read_transcript(tmp_path / "D1.txt")
    words = [transcript.text[turn.start : turn.end] for turn in transcript.turns.itertuples()]
    assert words[:2] == ["Hoi daar.\nJa?", "Dag."]
    assert all(later in ("", ".") for later in words[2:])
    assert transcript.turns["seconds"].iloc[1] == seconds
    first = (
        "Noor de Boer",
        "Noor",
        "Spreker 1",
        "I",
        "i",
        "Interviewer",
        "SPEAKER_00",
        "Speaker:0",
        "spk_0",
        "S00",
        "S1",
    )
    assert transcript.turns["speaker"].iloc[0] in (*first, "Speaker 1 (Noor)")
    assert transcript.turns["document"].eq("D1").all()


@pytest.mark.parametrize(
    "name",
    [
        "dhr. De Vries", "'t Hart", "d’Ancona", "Sam & Lisa", "De Vries/Jansen", "Noor (zij/haar)",
        "Boer, Noor de (Gouda)", "R1+R2", "Respondent 1 (mevrouw van der Meer)",
        "Wethouder Zorg en Welzijn gemeente Gouda", "iPhone van Sam",
    ],
)  # fmt: skip
def test_a_third_person_is_heard_whatever_the_form_of_a_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "D1.txt").write_text(f"I: Hoe?\nR: Zo.\n{name}: Nee.\n" * 3, encoding="utf-8")
    assert list(read_transcript(tmp_path / "D1.txt").turns["speaker"]) == ["I", "R", name] * 3
    (tmp_path / "D2.txt").write_text(f"Sam  0:04\nZo.\n\n{name}  0:09\nNee.\n\n" * 2, encoding="utf-8")
    assert list(read_transcript(tmp_path / "D2.txt").turns["speaker"]) == ["Sam", name] * 2


@pytest.mark.parametrize("name", ["Noor | Student", "noor@hr.nl", "+31612345678", "Boer, J. de [Gouda]", "J. de B."])
def test_above_words_with_a_time_anything_is_a_name(tmp_path: Path, name: str) -> None:
    text = f"{name}   0:04\nHoe?\nSam Vis   0:09\nZo.\n" * 2 + "Sam Vis stopped transcription"
    (tmp_path / "D1.txt").write_text(text, encoding="utf-8")
    transcript = read_transcript(tmp_path / "D1.txt")
    assert list(transcript.turns["speaker"]) == [name, "Sam Vis"] * 2
    assert transcript.text[transcript.turns["start"].iloc[-1] : transcript.turns["end"].iloc[-1]] == "Zo."


@pytest.mark.parametrize("between", [" ", " - "])
def test_a_time_behind_a_name_is_no_part_of_it(tmp_path: Path, between: str) -> None:
    text = f"Noor{between}00:00:04\nHoe?\n\nSam{between}00:00:09\nZo.\n\n" * 2
    (tmp_path / "D1.txt").write_text(text, encoding="utf-8")
    turns = read_transcript(tmp_path / "D1.txt").turns
    assert list(turns["speaker"]) == ["Noor", "Sam"] * 2
    assert list(turns["seconds"]) == [4.0, 9.0] * 2


@pytest.mark.parametrize(("asks", "answers"), [("I", "R"), ("Noor", "Sam"), ("Spreker 1", "Spreker 2")])
def test_a_numbered_question_of_the_guide_is_said_by_who_reads_it(tmp_path: Path, asks: str, answers: str) -> None:
    text = f"{asks}:\nVraag 3: hoe dan?\n{answers}:\nZo.\n{asks}:\nEn?\n{answers}:\nJa."
    (tmp_path / "D1.txt").write_text(text, encoding="utf-8")
    transcript = read_transcript(tmp_path / "D1.txt")
    assert list(transcript.turns["speaker"]) == [asks, answers] * 2
    assert transcript.text[transcript.turns["start"].iloc[0] :].startswith("Vraag 3: hoe dan?")


@pytest.mark.parametrize(
    "text", ["Vraag 1: Hoe?\nAntwoord 1: Zo.\nVraag 2: En?\nAntwoord 2: Ja.", "Vraag 1: Hoe?\nR1: Zo.\nR2: Ja."]
)
def test_a_numbered_question_is_a_turn_where_nobody_else_asks(tmp_path: Path, text: str) -> None:
    (tmp_path / "D1.txt").write_text(text, encoding="utf-8")
    assert len(read_transcript(tmp_path / "D1.txt").turns) == len(text.split("\n"))


@pytest.mark.parametrize("label", ["{} (00:00:04):\n", "{}: [00:00:04]\n", "{}:\n", "[00:00:04] {}: "])
def test_a_word_with_a_colon_is_no_speaker_where_speakers_stand_otherwise(tmp_path: Path, label: str) -> None:
    asked, answered = label.format("Noor"), label.format("Sam")
    text = f"{asked}Hoe?\n{answered}Dit.\nLet op: dat.\n{asked}En?\n{answered}Ja.\nLet op: nee.\nR: zei hij."
    (tmp_path / "D1.txt").write_text(text, encoding="utf-8")
    transcript = read_transcript(tmp_path / "D1.txt")
    assert list(transcript.turns["speaker"]) == ["Noor", "Sam", "Noor", "Sam"]


def test_labels_of_which_half_have_a_time_are_all_speakers(tmp_path: Path) -> None:
    (tmp_path / "D1.txt").write_text("[0:04] I: Hoe?\nR: Zo.\n[0:09] I: En?\nR: Ja.\n[0:12] I: Ha.", encoding="utf-8")
    assert list(read_transcript(tmp_path / "D1.txt").turns["speaker"]) == ["I", "R", "I", "R", "I"]


def test_answers_without_a_label_are_not_said_by_who_asks_numbered_questions(tmp_path: Path) -> None:
    (tmp_path / "D1.txt").write_text("Vraag 1: Hoe?\nGoed.\nVraag 2: En?\nDruk.", encoding="utf-8")
    transcript = read_transcript(tmp_path / "D1.txt")
    assert transcript.turns.empty
    assert [str(one)[:21] for one in transcript.assumptions] == ["2 lines begin alike b"]


def test_a_time_at_the_end_of_what_was_said_stays_in_the_words(tmp_path: Path) -> None:
    (tmp_path / "D1.txt").write_text("I: Tot wanneer?\nR: Morgen.\nDan kom ik om 10:30", encoding="utf-8")
    transcript = read_transcript(tmp_path / "D1.txt")
    assert transcript.turns["end"].iloc[-1] == len(transcript.text)


@pytest.mark.parametrize("label", ["Interviewer (Noor)", "Noor (interviewer)", "I.", "INV", "Moderator"])
def test_who_asks_is_known_by_the_label(tmp_path: Path, label: str) -> None:
    (tmp_path / "D1.txt").write_text(f"{label}: Hoe?\nR: Zo.\n{label}: En?", encoding="utf-8")
    assert list(read_transcript(tmp_path / "D1.txt").turns["interviewer"]) == [True, False, True]


def test_times_of_f4_in_rich_text_are_times_of_turns(tmp_path: Path) -> None:
    body = r"I: Hoe gaat het? #00:00:04-2#\par B: Goed. #00:01:23-4#\par I: En?\par "
    (tmp_path / "D1.rtf").write_text(rf"{{\rtf1\ansi {body}}}", encoding="ascii")
    turns = read_transcript(tmp_path / "D1.rtf").turns
    assert list(turns["seconds"].iloc[:2]) == [4.2, 83.4]
    assert list(turns["speaker"]) == ["I", "B", "I"]


def test_a_page_of_noscribe_is_its_paragraphs(tmp_path: Path) -> None:
    """The form of noScribe of June 2026: a title, what was set, and an anchor for each piece of sound."""
    (tmp_path / "D1.html").write_text(
        "<html><head><title>x</title><style>p { margin: 0 }</style></head><body><p>x.mp3</p><p>Transcribed</p>"
        '<p><a name="ts_0_900_S00">S00: <span>[00:00:04]</span> Hoe gaat</a>'
        '<a name="ts_900_1200_S00"> het &amp; hoe?</a></p>'
        '<p><a name="ts_1300_2000_S01">S01: <span>[00:02:10]</span> Goed.</a></p></body></html>',
        encoding="utf-8",
    )
    transcript = read_transcript(tmp_path / "D1.html")
    assert [transcript.text[turn.start : turn.end] for turn in transcript.turns.itertuples()] == [
        "Hoe gaat het & hoe?",
        "Goed.",
    ]
    assert list(transcript.turns["seconds"]) == [4.0, 130.0]


def test_a_heading_with_a_colon_is_no_speaker(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Datum: 1 maart\nLocatie: buurthuis\nOm 19:30 begint het.", encoding="utf-8")
    transcript = read_transcript(tmp_path / "notes.txt")
    assert transcript.turns.empty
    assert transcript.layout == "no turns"


def test_short_answers_on_lines_of_their_own_are_no_speakers(tmp_path: Path) -> None:
    for text in (
        "[00:01] Ja\n[00:05] Nee\n[00:09] Ja\n[00:12] Nee",
        "Ja\n\nNee\n\nJa\n\nNee\n\nGoed.",
        "Ja\nNee\nJa\nNee\n.",
    ):
        (tmp_path / "D1.txt").write_text(text, encoding="utf-8")
        assert read_transcript(tmp_path / "D1.txt").layout == "no turns"


def test_a_time_one_space_behind_a_name_lends_it_no_digit(tmp_path: Path) -> None:
    turns = "".join(f"Noor  2{n}:04\nHoe dan?\n\nQR04 2{n}:31\nZo.\n\n" for n in range(3))
    (tmp_path / "D1.txt").write_text(turns, encoding="utf-8")
    found = read_transcript(tmp_path / "D1.txt").turns
    assert found["speaker"].tolist() == ["Noor", "QR04"] * 3
    assert found["seconds"].tolist()[:2] == [1204.0, 1231.0]


def test_words_in_brackets_that_stand_for_a_name_are_no_speakers(tmp_path: Path) -> None:
    text = "I: Wie dan?\nR: Eerst was het\n[Gemeente] die niets deed.\n[Gemeente] en de\n[collega] ook."
    (tmp_path / "D1.txt").write_text(text, encoding="utf-8")
    assert list(read_transcript(tmp_path / "D1.txt").turns["speaker"]) == ["I", "R"]


def test_a_number_that_a_program_gave_does_not_say_who_is_the_interviewer(tmp_path: Path) -> None:
    (tmp_path / "D1.txt").write_text("[SPEAKER_00]: Hoe?\n[SPEAKER_01]: Zo.", encoding="utf-8")
    assert read_transcript(tmp_path / "D1.txt").turns["interviewer"].isna().all()
    (tmp_path / "D1.txt").write_text("Interviewer: Hoe?\nSpreker 2: Zo.\nNoor: Ja.\nNoor: Ja.", encoding="utf-8")
    assert list(read_transcript(tmp_path / "D1.txt").turns["interviewer"].astype("object").fillna("?")) == [
        True,
        False,
        "?",
        "?",
    ]


def test_time_stamps_without_speakers_are_said_not_swallowed(tmp_path: Path) -> None:
    (tmp_path / "D1.txt").write_text("00:01 ja\n00:05 nee", encoding="utf-8")
    assert tuple(map(str, read_transcript(tmp_path / "D1.txt").assumptions)) == (
        "There are 2 time stamps but no speakers that could be recognised; read as text without turns.",
    )


def test_word_text_that_other_readers_lose_is_kept_and_deleted_text_is_not(tmp_path: Path) -> None:
    """python-docx 1.2.0 loses insertions, content controls and text boxes; mammoth 1.11.0 glues line breaks."""
    path = as_docx(tmp_path / "D1.docx", ("eerst",))
    document = docx.Document(path)
    box = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    for xml in (
        f'<w:p {W}><w:ins w:id="1" w:author="x"><w:r><w:t>INGEVOEGD</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>WEG</w:delText></w:r></w:del></w:p>',
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>VELD</w:t><w:br/>"
        "<w:t>REGEL</w:t><w:tab/><w:noBreakHyphen/></w:r></w:p></w:sdtContent></w:sdt>",
        f'<w:p {W} xmlns:wps="{box}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<w:r><mc:AlternateContent>"
        '<mc:Choice Requires="wps"><wps:txbx><w:txbxContent>'
        "<w:p><w:r><w:t>KADER</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>KADER</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    ):
        document.element.body.insert(-1, parse_xml(xml))
    document.add_table(1, 2).cell(0, 1).text = "CEL"
    document.save(path)
    transcript = read_transcript(path)
    assert transcript.text.split() == ["eerst", "INGEVOEGD", "VELD", "REGEL", "-", "KADER", "CEL"]
    assert "VELD\nREGEL\t-" in transcript.text
    assert tuple(map(str, transcript.assumptions)) == (
        "1 deleted passages (tracked changes) were left out.",
        "1 page headers and footers were left out.",
    )


def test_open_document_spaces_tabs_and_breaks_count_and_annotations_do_not(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>WEG</text:p></text:tracked-changes>"
        '<text:p>een\n  <text:s text:c="2"/>twee<text:tab/>drie<text:line-break/>vier'
        "<office:annotation><text:p>OPMERKING</text:p></office:annotation></text:p>"
    )
    assert read_transcript(as_odt(tmp_path / "D1.odt", body)).text == "een   twee\tdrie\nvier"


def test_a_pdf_is_read_with_a_warning(tmp_path: Path) -> None:
    source = tmp_path / "D1.typ"
    source.write_text("#set page(width: 30cm)\nInterviewer: Hoe is het eﬀect?\n\nRespondent: Fijn.\n", encoding="utf-8")
    typst.compile(source, output=tmp_path / "D1.pdf")
    transcript = read_transcript(tmp_path / "D1.pdf")
    assert [transcript.text[turn.start : turn.end] for turn in transcript.turns.itertuples()] == [
        "Hoe is het effect?",
        "Fijn.",
    ]
    assert tuple(map(str, transcript.assumptions)) == (
        "The text comes from a PDF: page headers and line ends are part of it. Use the .docx if possible.",
    )


def test_windows_1252_is_the_last_resort_and_is_said(tmp_path: Path) -> None:
    (tmp_path / "D1.txt").write_bytes("I: één\nR: twee".encode("cp1252"))
    transcript = read_transcript(tmp_path / "D1.txt")
    assert (transcript.text, transcript.encoding) == ("I: één\nR: twee", "cp1252")
    assert tuple(map(str, transcript.assumptions)) == (
        "The file is not UTF-8; read as Windows-1252. Check letters such as é and ë.",
    )


def test_a_transcript_never_shows_its_text(tmp_path: Path) -> None:
    (tmp_path / "D1.txt").write_text("I: geheim\nR: geheim", encoding="utf-8")
    assert repr(read_transcript(tmp_path / "D1.txt")) == "Transcript(19 characters, 2 turns, layout 'labels')"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "D1.pages",
            b"x",
            "D1.pages: '.pages' is not a format of transcripts; expected "
            "one of .txt, .docx, .odt, .rtf, .pdf, .vtt, .srt, .html, .json, .otr, .eaf, .textgrid, .cha, .exb, .tsv, "
            ".sbv, .ttml, .dfxp, .xml.",
        ),
        ("D1.txt", b" \n", "D1.txt: there is no text in this file; expected a transcript."),
        ("D1.txt", b"{\\rtf1 x}", "D1.txt: this is an RTF file; expected plain text. Rename it to end in .rtf."),
        ("D1.rtf", b"x", "D1.rtf: this is not RTF; expected a file that begins with {\\rtf."),
        (
            "D1.docx",
            b"x",
            "D1.docx: the zip file is damaged or not complete; expected a Word document (.docx). "
            "Export it again or check the download.",
        ),
        (
            "D1.pdf",
            b"%PDF-1.4 x",
            "D1.pdf: the PDF is damaged or locked; expected a PDF with text. Use the .docx if there is one.",
        ),
    ],
)
def test_what_is_no_transcript_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(StudyError) as refusal:
        read_transcript(tmp_path / name)
    assert str(refusal.value) == f"1 problem:\n  {message}"


def test_a_text_that_is_larger_than_any_interview_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcripts, "MAX_TEXT", 3)
    (tmp_path / "D1.txt").write_text("vier", encoding="utf-8")
    with pytest.raises(
        StudyError, match=r"D1\.txt: the text is larger than 64 MB; expected the text of one interview\."
    ):
        read_transcript(tmp_path / "D1.txt")


@settings(deadline=None, max_examples=80)
@given(st.text(st.sampled_from("IRa:\n #0:15[]<v>éь\u0301\r-"), max_size=80), st.sampled_from([".txt", ".vtt", ".srt"]))
def test_turns_lie_within_the_text_one_after_the_other(
    tmp_path_factory: pytest.TempPathFactory, text: str, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"fuzz{suffix}"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        transcript = read_transcript(path)
    except StudyError:
        return
    edges = [edge for turn in transcript.turns.itertuples() for edge in (turn.start, turn.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(transcript.text) for edge in edges)


def test_a_text_with_other_turns_than_those_of_its_file_is_refused():
    text = "I: Dag Ad.\nR: Dag."
    check_turns(text, [("I", "Dag Ad."), (None, "Dag.")], "o.vtt", "Say who.")
    for turns in ([("R", "Dag Ad."), ("R", "Dag.")], [("I", "Dag Ad.")], [("I", "Dag."), ("R", "Dag.")]):
        with pytest.raises(StudyError) as refusal:
            check_turns(text, turns, "o.vtt", "Say who.")
        assert str(refusal.value) == (
            f"1 problem:\n  o.vtt: read again, the text would have 2 turns that are not the {len(turns)} of the file; "
            "expected the same turns. Say who."
        )
