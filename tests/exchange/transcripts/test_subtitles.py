"""Subtitles as programs write them: who speaks, and every word once."""

from pathlib import Path

import pytest

from wijkresearch.exchange.transcripts import Transcript, read_transcript
from wijkresearch.exchange.transcripts.subtitles import read_cues

CASES = Path(__file__).parents[5] / "shared" / "cases" / "transcripts"


def read(folder: Path, name: str, content: str) -> Transcript:
    (folder / name).write_text(content, encoding="utf-8")
    return read_transcript(folder / name)


def cues(*bodies: str, web: bool = False) -> str:
    """An .srt or a .vtt in which every body has its second as time."""
    mark = "." if web else ","
    blocks = [
        f"{number}\n00:00:0{number}{mark}000 --> 00:00:0{number}{mark}900\n{body}\n"
        for number, body in enumerate(bodies, 1)
    ]
    return ("WEBVTT\n\n" if web else "") + "\n".join(blocks)


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, transcript.text[turn.start : turn.end]) for turn in transcript.turns.itertuples()]


SPEAKERS = {
    "whisperX .srt": cues("[SPEAKER_00]: Hoe?", "[SPEAKER_01]: Zo,\ndruk.", "[SPEAKER_00]: En?"),
    "whisperX .vtt": cues("[SPEAKER_00]: Hoe?", "[SPEAKER_01]: Zo,\ndruk.", "[SPEAKER_00]: En?", web=True),
    "whisper-ctranslate2, two in a cue": cues("[SPEAKER_00]: Hoe?\n[SPEAKER_01]: Zo, druk.", "[SPEAKER_00]: En?"),
    "Deepgram .srt": cues("[speaker 0]\nHoe?", "[speaker 1]\nZo,", "druk.", "[speaker 0]\nEn?"),
    "Deepgram .vtt": cues("<v Speaker 0>Hoe?", "<v Speaker 1>Zo, druk.", "<v Speaker 0>En?", web=True),
    "Zoom .vtt": cues("Noor: Hoe?", "Sam: Zo, druk.", "Noor: En?", web=True),
    "noScribe .vtt": cues("<v S00>Hoe?", "<v S01>Zo, druk.", "<v S00>En?", web=True),
    "names in brackets, with a dash": cues("- [Noor]: Hoe?", "- [Sam]: Zo, druk.", "[Noor]: En?"),
    "in italics, at the top": cues(r"{\an8}<i>Noor: Hoe?</i>", '<font color="red">Sam:</font> Zo, druk.', "Noor: En?"),
    "two voices in a cue": cues("<v Noor>Hoe?</v>\n<v Sam>Zo, druk.</v>", "<v.loud Noor>En?", web=True),
}


@pytest.mark.parametrize("program", SPEAKERS)
def test_a_subtitle_is_the_speakers_that_it_names(tmp_path: Path, program: str) -> None:
    """The forms were seen in what whisperX 3.8.6, whisper-ctranslate2 0.5.8 and deepgram-captions 2.0.0 write."""
    transcript = read(tmp_path, "D.vtt", SPEAKERS[program])
    assert [words for _, words in said(transcript)] == ["Hoe?", "Zo, druk.", "En?"]
    asks, answers, again = (speaker for speaker, _ in said(transcript))
    assert asks == again != answers
    assert transcript.turns["seconds"].notna().all()


@pytest.mark.parametrize(
    ("first", "second"), [("spk_0", "spk_1"), ('1 "Noor de Boer" (123)', '2 "Sam" (456)'), ('"Noor"', '"Sam"')]
)
def test_the_name_of_a_cue_may_be_its_speaker(tmp_path: Path, first: str, second: str) -> None:
    """As Webex writes it, and tscribe 1.3.1 for Amazon Transcribe."""
    times = "00:00:01.000 --> 00:00:02.000"
    blocks = [
        f"{name}\n{times}\n{words}"
        for name, words in ((first, "Hoe?"), (second, "Zo."), (first, "En?"), (second, "Ja."))
    ]
    transcript = read(tmp_path, "D.vtt", "WEBVTT\n\n" + "\n\n".join(blocks))
    assert [words for _, words in said(transcript)] == ["Hoe?", "Zo.", "En?", "Ja."]
    assert transcript.turns["speaker"].nunique() == 2
    assert transcript.turns["speaker"].iloc[0] in ("spk_0", "Noor de Boer", "Noor")


def test_a_name_in_quotation_marks_above_the_time_is_a_speaker_though_it_occurs_once(tmp_path: Path) -> None:
    times = "00:00:01.000 --> 00:00:02.000"
    blocks = [f'{number} "{name}" (123)\n{times}\nHm: ja.' for number, name in enumerate(("Noor", "Vis, Ad", "Noor"))]
    transcript = read(tmp_path, "D.vtt", "WEBVTT\n\n" + "\n\n".join(blocks))
    assert said(transcript) == [("Noor", "Hm: ja."), ("Vis, Ad", "Hm: ja."), ("Noor", "Hm: ja.")]


def test_words_below_an_empty_line_within_a_subtitle_are_kept(tmp_path: Path) -> None:
    transcript = read(tmp_path, "D.srt", cues("Noor: Eerst.\n\nDaarna.", "Sam: Zo."))
    assert transcript.text == "Noor: Eerst. Daarna.\nSam: Zo."


def test_a_time_begins_a_subtitle_and_is_never_words(tmp_path: Path) -> None:
    close = cues("Noor: Hoe?", "Sam: 1984", "Noor: En?").replace("\n\n", "\n")
    assert read(tmp_path, "D.srt", close).text == "Noor: Hoe?\nSam: 1984\nNoor: En?"
    web = "WEBVTT\n00:01.000 --> 00:02.000\n<v Noor>Hoe?\n00:02.000 --> 00:03.000 align:start\n<v Sam>Zo."
    assert read(tmp_path, "D.vtt", web).text == "Noor: Hoe?\nSam: Zo."


def test_notes_styles_and_regions_are_no_words(tmp_path: Path) -> None:
    body = cues("<v Noor>NOTE heet dat.", "<v Sam>Zo.", web=True)
    body = body.replace(
        "\n\n2\n", "\n\nNOTE terzijde\nnog een regel\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n2\n"
    )
    assert read(tmp_path, "D.vtt", body).text == "Noor: NOTE heet dat.\nSam: Zo."


def test_what_looks_like_a_tag_but_is_none_stays(tmp_path: Path) -> None:
    body = cues(
        "<v I>Wat zei <naam> bij <druk>?", "<v R><i>Niets</i>, <c.geel>echt</c> <00:00:01.500>&lt;stil&gt;.", web=True
    )
    assert read(tmp_path, "D.vtt", body).text == "I: Wat zei <naam> bij <druk>?\nR: Niets, echt <stil>."


def test_a_subtitle_that_is_repeated_to_underline_each_word_is_said_once(tmp_path: Path) -> None:
    """As whisperX 3.8.6 writes with `--highlight_words`."""
    body = cues(
        "[SPEAKER_00]: <u>Hoe</u> dan?", "[SPEAKER_00]: Hoe <u>dan?</u>", "[SPEAKER_01]: Zo.", "[SPEAKER_01]: Zo."
    )
    assert [words for _, words in said(read(tmp_path, "D.srt", body))] == ["Hoe dan?", "Zo. Zo."]


def test_what_is_doubtful_about_subtitles_is_counted() -> None:
    def doubts(*bodies: str, web: bool = False) -> list[str]:
        return [str(doubt) for doubt in read_cues(cues(*bodies, web=web))[1]]

    assert doubts("Hoe?", "Zo.") == ["None of the 2 subtitles names a speaker; read as text without turns."]
    assert doubts("<v Noor>Hoe?", "Zo.", "<v Sam>Ja.", web=True) == [
        "1 subtitles name no speaker, while others do; they belong to no turn."
    ]
    assert doubts("Noor: Hoe?", "Sam: Zo.", "Ja.", "Noor: En?", "Sam: Ja.") == [
        "1 subtitles name no speaker, while others do; they were given to the speaker before them."
    ]
    assert doubts("[SPEAKER_00]: Hoe?", "- Zo.\n- Ja.")[-1] == (
        "1 subtitles hold lines that begin with a dash, as when two people speak; they were not told apart."
    )


@pytest.mark.parametrize("program", SPEAKERS)
def test_subtitles_that_name_every_speaker_give_no_doubt(program: str) -> None:
    assert read_cues(SPEAKERS[program])[1] == []


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside the project")
def test_the_cases_of_subtitles_are_read() -> None:
    assert (
        read_transcript(CASES / "blank.srt").text
        == "Noor: Eerste regel. Tweede regel na een lege regel.\nSam: Antwoord."
    )
    assert read_transcript(CASES / "noblank.vtt").text == "Noor: Hoe gaat het?\nSam: Goed.\nNoor: En?"
    assert read_transcript(CASES / "naam.vtt").text == "I: Wat zei <naam> toen?\nR: Niets."
