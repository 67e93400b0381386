"""One interview in the JSON of each program that writes down speech, made here in the form that its documents give.

Agreed on turns and words by hand, on the files of these tests: speechmatics-python 5.0.0.post1 (`convert_to_txt`),
deepgram-captions 2.0.0 (WebVTT) and tscribe 1.3.1 (Amazon, with the speakers beside the words).
"""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from wijkresearch.errors import StudyError
from wijkresearch.exchange.transcripts import Transcript, read_transcript

TURNS = [("A", 0.5, "Hoe gaat het?"), ("B", 2.0, "Goed, met ons."), ("A", 4.25, "Mooi.")]
TEXT = "{0}: Hoe gaat het?\n{1}: Goed, met ons.\n{0}: Mooi."
NO_INTERVIEWER = "No speaker is marked as the interviewer."


def reading(folder: Path, document: object, name: str = "D1.json") -> Transcript:
    (folder / name).write_text(json.dumps(document), encoding="utf-8")
    return read_transcript(folder / name)


def assumptions(transcript: Transcript) -> list[str]:
    return [str(one) for one in transcript.assumptions if str(one) != NO_INTERVIEWER]


def tokens(words: str) -> list[str]:
    """Words and marks apart: `Goed, ja.` is Goed / , / ja / ."""
    return words.replace(",", " ,").replace(".", " .").replace("?", " ?").split()


def timed(key: str, **own: Any) -> list[dict[str, Any]]:
    """Every word with its mark and its speaker, a tenth of a second after the word before."""
    return [
        {key: word, "start": start + 0.1 * number, "speaker": speaker, **own}
        for speaker, start, words in TURNS
        for number, word in enumerate(words.split())
    ]


def items(speaker_in_item: bool = False) -> list[dict[str, Any]]:
    made = []
    for speaker, start, words in TURNS:
        for number, token in enumerate(tokens(words)):
            one: dict[str, Any] = {"alternatives": [{"content": token, "confidence": "0.9"}], "type": "punctuation"}
            if token not in ",.?":
                one |= {"type": "pronunciation", "start_time": f"{start + 0.1 * number:.2f}"}
            if speaker_in_item:
                one["speaker_label"] = f"spk_{speaker}"
            made.append(one)
    return made


def beside() -> dict[str, Any]:
    """Amazon's older way: the speaker of a moment, beside the words."""
    segments = [
        {
            "speaker_label": f"spk_{speaker}",
            "items": [
                {"start_time": f"{start + 0.1 * number:.2f}", "speaker_label": f"spk_{speaker}"}
                for number, token in enumerate(tokens(words))
                if token not in ",.?"
            ],
        }
        for speaker, start, words in TURNS
    ]
    return {"segments": segments}


def speechmatics() -> list[dict[str, Any]]:
    made = []
    for speaker, start, words in TURNS:
        for number, token in enumerate(tokens(words)):
            kind = "punctuation" if token in ",.?" else "word"
            content = {"content": token, "speaker": f"S{speaker}"}
            made.append({"type": kind, "start_time": start + 0.1 * number, "alternatives": [content]})
    return made


def google(key: str = "speakerTag") -> list[dict[str, Any]]:
    return [
        {"word": one["word"], key: 1 + (one["speaker"] == "B"), "startTime": f"{one['start']:.3f}s"}
        for one in timed("word")
    ]


SEGMENTS = [{"speaker": f"SPEAKER_{s}", "start": at, "text": f" {words}"} for s, at, words in TURNS]
PROGRAMS: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "whisperX": ({"segments": SEGMENTS, "language": "nl"}, ("SPEAKER_A", "SPEAKER_B")),
    "insanely-fast-whisper": (
        {
            "speakers": [{"speaker": s, "timestamp": [at, at + 1], "text": words} for s, at, words in TURNS],
            "chunks": [],
        },
        ("Speaker A", "Speaker B"),
    ),
    "whisper.cpp, two channels": (
        {"transcription": [{"offsets": {"from": at * 1000}, "text": words, "speaker": s} for s, at, words in TURNS]},
        ("Speaker A", "Speaker B"),
    ),
    "Amberscript": (
        {
            "speakers": [{"spkid": f"spk{s}", "name": f"Naam {s}"} for s in "AB"],
            "segments": [
                {"speaker": f"spk{s}", "words": [{"text": word, "start": at} for word in words.split()]}
                for s, at, words in TURNS
            ],
        },
        ("Naam A", "Naam B"),
    ),
    "Deepgram utterances": (
        {
            "results": {
                "channels": [{"alternatives": [{"words": []}]}],
                "utterances": [{"speaker": "AB".index(s), "start": at, "transcript": w} for s, at, w in TURNS],
            }
        },
        ("Speaker 0", "Speaker 1"),
    ),
    "Deepgram words": (
        {"results": {"channels": [{"alternatives": [{"words": timed("punctuated_word", word="hoe")}]}]}},
        ("Speaker A", "Speaker B"),
    ),
    "AssemblyAI": (
        {"text": "x", "utterances": [{"speaker": s, "start": int(at * 1000), "text": w} for s, at, w in TURNS]},
        ("Speaker A", "Speaker B"),
    ),
    "ElevenLabs": (
        {"text": "x", "words": [{**one, "speaker_id": f"speaker_{one['speaker']}"} for one in timed("text")]},
        ("speaker_A", "speaker_B"),
    ),
    "Amazon, speaker beside": ({"results": {"items": items(), "speaker_labels": beside()}}, ("spk_A", "spk_B")),
    "Amazon, speaker in item": ({"results": {"items": items(speaker_in_item=True)}}, ("spk_A", "spk_B")),
    "Google": ({"results": [{"alternatives": [{"words": google()}]}]}, ("Speaker 1", "Speaker 2")),
    "Google, answer of an operation": (
        {"response": {"results": [{"alternatives": [{"words": google("speakerLabel")}]}]}},
        ("Speaker 1", "Speaker 2"),
    ),
    "Azure, files": (
        {
            "recognizedPhrases": [
                {"speaker": "AB".index(s) + 1, "offset": f"PT{at}S", "channel": 0, "nBest": [{"display": words}]}
                for s, at, words in TURNS
            ]
        },
        ("Speaker 1", "Speaker 2"),
    ),
    "Azure, fast": (
        {"phrases": [{"speaker": s, "offsetMilliseconds": int(at * 1000), "text": words} for s, at, words in TURNS]},
        ("Speaker A", "Speaker B"),
    ),
    "Rev": (
        {
            "speakers": [{"id": "0", "name": "Noor"}],
            "monologues": [
                {"speaker": "AB".index(s), "elements": [{"type": "text", "value": words, "ts": at}]}
                for s, at, words in TURNS
            ],
        },
        ("Noor", "Speaker 1"),
    ),
    "Speechmatics": ({"format": "2.9", "results": speechmatics()}, ("SA", "SB")),
    "Teams": (
        {
            "type": "Transcript",
            "entries": [
                {"speakerDisplayName": f"Naam {s}", "startOffset": f"00:00:{at:010.7f}", "text": words}
                for s, at, words in TURNS
            ],
        },
        ("Naam A", "Naam B"),
    ),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_turns_of_every_program_are_the_same_with_its_own_speakers_and_times(tmp_path: Path, program: str) -> None:
    document, speakers = PROGRAMS[program]
    transcript = reading(tmp_path, document)
    assert transcript.text == TEXT.format(*speakers)
    assert list(transcript.turns["seconds"]) == [0.5, 2.0, 4.25]
    words = [transcript.text[turn.start : turn.end] for turn in transcript.turns.itertuples()]
    assert words == [words for _, _, words in TURNS]
    assert assumptions(transcript) == []


def test_words_of_two_speakers_in_one_segment_of_whisperx_are_told_apart(tmp_path: Path) -> None:
    words = [
        {"word": "Klaar?", "start": 1.0, "speaker": "SPEAKER_00"},
        {"word": "In", "start": 2.0, "speaker": "SPEAKER_01"},
        {"word": "2020."},
    ]
    segment = {"start": 1.0, "text": " Klaar? In 2020.", "speaker": "SPEAKER_00", "words": words}
    assert reading(tmp_path, {"segments": [segment]}).text == "SPEAKER_00: Klaar?\nSPEAKER_01: In 2020."
    segment["text"] = " Klaar? In 2020, toch."
    assert reading(tmp_path, {"segments": [segment]}).text == "SPEAKER_00: Klaar? In 2020, toch."


def test_words_of_whisper_carry_their_own_spaces(tmp_path: Path) -> None:
    words = [{"word": " '", "speaker": "X1"}, {"word": "t", "speaker": "X1"}, {"word": " Loket", "speaker": "X2"}]
    assert reading(tmp_path, {"segments": [{"text": " 't Loket", "words": words}]}).text == "X1: 't\nX2: Loket"


def test_segments_without_words_or_speaker_are_counted(tmp_path: Path) -> None:
    transcript = reading(tmp_path, {"segments": [*SEGMENTS, {"start": 6, "text": " "}, {"start": 7, "text": "Ja."}]})
    assert transcript.text.endswith("Mooi.\nJa.")
    assert len(transcript.turns) == 3
    assert assumptions(transcript) == [
        "1 pieces without words were left out.",
        "1 pieces of speech name no speaker and belong to no turn.",
    ]


def test_a_speaker_that_is_written_in_the_words_is_the_speaker(tmp_path: Path) -> None:
    said = ["Interviewer: Hoe?", "Respondent: Goed.", "En wel."]
    transcript = reading(tmp_path, {"segments": [{"start": at, "text": words} for at, words in enumerate(said)]})
    assert transcript.text == "Interviewer: Hoe?\nRespondent: Goed. En wel."
    assert assumptions(transcript) == [
        "1 pieces of speech name no speaker, while others do; they were given to the speaker before them."
    ]


def test_a_change_of_speaker_in_whisper_cpp_begins_a_line_and_is_no_speaker(tmp_path: Path) -> None:
    said = [("Hoe", False), ("gaat het?", True), ("Goed.", False)]
    segments = [{"offsets": {"from": 0}, "text": words, "speaker_turn_next": turn} for words, turn in said]
    transcript = reading(tmp_path, {"transcription": segments})
    assert (transcript.text, len(transcript.turns)) == ("Hoe gaat het?\nGoed.", 0)
    assert assumptions(transcript) == [
        "The file says 1 times that the speaker changes, not who speaks: each line is of one speaker, in no turn.",
        "2 pieces of speech name no speaker and belong to no turn.",
    ]


def test_speech_at_once_in_two_channels_keeps_each_utterance_whole(tmp_path: Path) -> None:
    utterances = [
        {"channel": 0, "start": 1.0, "end": 9.0, "transcript": "Dat was een lang verhaal."},
        {"channel": 0, "start": 10.0, "transcript": "Ja."},
        {"channel": 1, "start": 4.0, "transcript": "Hm."},
    ]
    channels = [{"alternatives": [{}, {}]}, {"alternatives": [{}]}]
    transcript = reading(tmp_path, {"results": {"channels": channels, "utterances": utterances}})
    assert transcript.text == "Channel 0: Dat was een lang verhaal.\nChannel 1: Hm.\nChannel 0: Ja."
    assert assumptions(transcript) == ["1 other alternatives for what was said were left out."]


def test_channels_of_amazon_are_speakers_each_with_its_own_marks(tmp_path: Path) -> None:
    def channel(number: int, start: float, words: str) -> dict[str, Any]:
        made = [{"type": "pronunciation", "start_time": str(start), "alternatives": [{"content": words}]}]
        return {
            "channel_label": f"ch_{number}",
            "items": [*made, {"alternatives": [{"content": "."}], "type": "punctuation"}],
        }

    labels = {"channels": [channel(0, 2.0, "Goed"), channel(1, 1.0, "Zeg eens")]}
    others = [{"alternatives": [{"transcript": "Goed."}, {"transcript": "Groet."}]}]
    transcript = reading(tmp_path, {"results": {"items": [], "channel_labels": labels, "segments": others}})
    assert transcript.text == "ch_1: Zeg eens.\nch_0: Goed."
    assert assumptions(transcript) == ["1 other alternatives for what was said were left out."]


def test_words_that_google_repeats_with_speakers_are_read_once(tmp_path: Path) -> None:
    plain = [{"word": one["word"]} for one in google()]
    results = [
        {"alternatives": [{"transcript": "Hoe gaat het?", "words": plain[:3]}]},
        {"alternatives": [{"transcript": "Goed, met ons. Mooi.", "words": plain[3:]}]},
        {"alternatives": [{"words": google()}]},
    ]
    transcript = reading(tmp_path, {"results": results})
    assert transcript.text == TEXT.format("Speaker 1", "Speaker 2")
    assert assumptions(transcript) == [
        "2 parts were left out, because the last part repeats all their words with their speakers."
    ]


def test_a_text_without_speakers_is_read_as_it_is(tmp_path: Path) -> None:
    document = {
        "text": "Hoe gaat het? Goed.",
        "utterances": None,
        "words": [{"text": "Hoe", "start": 10, "speaker": None}],
    }
    transcript = reading(tmp_path, document)
    assert (transcript.text, transcript.layout) == ("Hoe gaat het? Goed.", "no turns")
    assert assumptions(transcript) == ["1 pieces of speech name no speaker and belong to no turn."]


UNKNOWN: dict[str, dict[str, Any]] = {
    "Speechmatics": {"results": [{"type": "word", "alternatives": [{"content": "Ja.", "speaker": "UU"}]}]},
    "Google": {"results": [{"alternatives": [{"transcript": "Ja.", "words": [{"word": "Ja.", "speakerTag": 0}]}]}]},
    "whisper.cpp": {"transcription": [{"text": "Ja.", "speaker": "?"}]},
}


@pytest.mark.parametrize("program", UNKNOWN)
def test_a_speaker_that_a_program_could_not_tell_is_no_speaker(tmp_path: Path, program: str) -> None:
    transcript = reading(tmp_path, UNKNOWN[program])
    assert (transcript.text, len(transcript.turns)) == ("Ja.", 0)
    assert assumptions(transcript) == ["1 pieces of speech name no speaker and belong to no turn."]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[", "this is no JSON, or not all of it; expected a whole file. Export it again."),
        ("[" * 100_000, "this is no JSON, or not all of it; expected a whole file. Export it again."),
        ("[]", "the JSON is no object; expected a transcript with keys."),
        (
            '{"rows": [], "text": "x"}',
            "this JSON holds no transcript of a form that is known here; expected a list under results.channels, "
            "results.items, results, response.results, utterances, segments, chunks, transcription, "
            "recognizedPhrases, phrases, monologues, entries, words.",
        ),
        (
            '{"segments": ["geheim"]}',
            "the JSON holds something else than a transcript; expected a list of objects under 'segments'.",
        ),
        (
            '{"segments": [{"text": ["geheim"]}]}',
            "the JSON holds something else than a transcript; expected text under 'text'.",
        ),
        (
            '{"segments": [{"speaker": ["geheim"], "text": "x"}]}',
            "the JSON holds something else than a transcript; expected a name or a number under 'speaker'.",
        ),
        (
            '{"transcription": [{"offsets": [], "text": "x"}]}',
            "the JSON holds something else than a transcript; expected an object under 'offsets'.",
        ),
    ],
)
def test_what_is_no_transcript_in_json_is_refused_without_repeating_it(
    tmp_path: Path, content: str, message: str
) -> None:
    (tmp_path / "D1.json").write_text(content, encoding="utf-8")
    with pytest.raises(StudyError) as refusal:
        read_transcript(tmp_path / "D1.json")
    assert str(refusal.value) == f"1 problem:\n  D1.json: {message}"


@pytest.mark.parametrize("start", ["NaN", "1e999", "-3", "9" * 400, '"gisteren"', "null", "[]"])
def test_a_time_that_is_none_leaves_the_turn_without_a_time(tmp_path: Path, start: str) -> None:
    (tmp_path / "D1.json").write_text(
        f'{{"segments": [{{"speaker": "X1", "start": {start}, "text": "Ja."}}]}}', encoding="utf-8"
    )
    turns = read_transcript(tmp_path / "D1.json").turns
    assert list(turns["speaker"]) == ["X1"]
    assert turns["seconds"].isna().all()


def test_a_file_of_otranscribe_is_the_text_that_it_shows_with_the_time_of_each_turn(tmp_path: Path) -> None:
    stamp = '<span class="timestamp" contenteditable="false" data-timestamp="{0}.2">0:0{0}</span>&nbsp;'
    page = (
        f"<p>{stamp.format(4)}I: Hoi <b>daar</b>, Jan &amp; Piet.<br>Ja?</p>"
        f"<div>{stamp.format(9)}R: Dag.</div><p><br></p>"
    )
    transcript = reading(tmp_path, {"text": page, "media": "geheim.mp3", "media-time": 12.5}, "D1.otr")
    assert transcript.text == "0:04 I: Hoi daar, Jan & Piet.\nJa?\n0:09 R: Dag."
    words = [transcript.text[turn.start : turn.end] for turn in transcript.turns.itertuples()]
    assert words == ["Hoi daar, Jan & Piet.\nJa?", "Dag."]
    assert list(transcript.turns["seconds"]) == [4.0, 9.0]


def test_json_without_a_page_is_no_file_of_otranscribe(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"D1\.otr: the JSON holds no text; expected a file of oTranscribe"):
        reading(tmp_path, {"media": "x.mp3"}, "D1.otr")


def test_a_page_with_tags_that_never_end_is_read_at_once_and_keeps_its_words(tmp_path: Path) -> None:
    begun = time.monotonic()
    transcript = reading(tmp_path, {"text": "<p>I: ja</p>" + "<p " * 10_000}, "D1.otr")
    assert transcript.text.startswith("I: ja\n<p <p ")
    assert time.monotonic() - begun < 10
