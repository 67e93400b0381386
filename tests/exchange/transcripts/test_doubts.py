"""What is doubtful in a transcript is counted, what is not gives no remark, and no word of it is repeated."""

from pathlib import Path

import pytest

from wijkresearch.exchange.transcripts import read_transcript

DOUBTFUL = {
    "All turns (2) are of one speaker.": "I: Hoe?\nI: En?",
    "1 speakers begin few lines with their label; it may be a word before a colon.": (
        "I: Hoe?\nR: Zo.\nKijk: dat.\nI: En?\nR: Ja.\nKijk: dit.\nI: Nog?\nR: Nee."
    ),
    "2 speakers begin few lines with their label; it may be a word before a colon.": (
        "I: Wat kiest u?\nR: Dit:\nA: tijd\nB: geld\nI: En?\nR: Ja.\nI: Nog?\nR: Nee."
    ),
    "1 lines begin as with a name and a colon that occurs once; they are counted to the turn before.": (
        "Noor: Hoe?\nSam: Zo.\nPiet: Nee.\nNoor: En?\nSam: Ik dacht: ja."
    ),
    "1 lines name no speaker, while nearly all others do; they are counted to the turn before.": (
        "[SPEAKER_00]: Hoe?\n[SPEAKER_01]: Zo.\n[SPEAKER_00]: En?\n[SPEAKER_01]: Niets.\nJa hoor."
    ),
    "2 lines begin alike before a colon, a tab or a dash, but not with a speaker; is one of them a speaker?": (
        "I: Hoe?\nR: Zo.\nwijkcoach: Nee.\nI: En?\nR: Ja.\nwijkcoach: Ja."
    ),
    "4 lines begin alike before a colon, a tab or a dash, but not with a speaker; is one of them a speaker?": (
        "- Noor: Hoe?\n- Sam: Zo.\n- Noor: En?\n- Sam: Ja."
    ),
    "2 turns at the beginning are short and the only ones of their speaker, or name a role; they may be a heading.": (
        "Interviewer: N. de Boer\nRespondent: D12\n\nI: Hoe?\nR: Zo.\nI: En?\nR: Ja."
    ),
    "2 turns at the beginning are short and the only ones of their speaker, or name a role; they may be a heading. ": (
        "I: Interviewer\nR: Respondent\n\nI: Hoe?\nR: Zo.\nI: En?\nR: Ja."
    ),
    "1 turns begin earlier than the turn before them.": "[0:09] I: Hoe?\n[0:12] R: Zo.\n[0:02] I: En?\n[0:13] R: Ja.",
    "1 times words follow a question under one numbered speaker; they may be another's answer.": (
        "[SPEAKER_00]: Hoe gaat het? Goed hoor.\n[SPEAKER_01]: Zo.\n[SPEAKER_00]: Hoe? En waarom?"
    ),
    "1 times words of another speaker stand within a turn, between slashes; they are counted to that turn.": (
        "S00: Hoe gaat het //S01: Ja.// in de wijk?\nS01: Goed."
    ),
    "1 times a numbered speaker begins within a sentence; words around it may be another's.": (
        "[SPEAKER_00]: Hoe gaat het? Goed,\n[SPEAKER_01]: heel druk.\n[SPEAKER_00]: Mooi.\n[SPEAKER_01]: Ja."
    ),
}


def remarks(folder: Path, text: str) -> list[str]:
    (folder / "D1.txt").write_text(text, encoding="utf-8")
    return [str(one) for one in read_transcript(folder / "D1.txt").assumptions]


@pytest.mark.parametrize("remark", DOUBTFUL)
def test_what_is_doubtful_is_said(tmp_path: Path, remark: str) -> None:
    assert remark.strip() in remarks(tmp_path, DOUBTFUL[remark])


@pytest.mark.parametrize(
    "text",
    [
        "I: Hoe?\nR: Zo.",
        "Interviewer: Hoe? Ik bedoel hier.\nRespondent: zo, weet je? Dat dus,\nInterviewer: ja.\nRespondent: Ja.",
        "Wijk Oost, D12\n\nI: Hoe?\nR1: Zo.\nR2: Ja.\nI: En?\nR1: Nee.",
        "[0:01] I: Hoe?\n[0:01] R: Zo.\nI: En?\n[0:09] R: Ja.",
        "I: Hoe?\nR: Zo.\nKijk: dat.\nI: En?",
        "I: Hoe?\nMevrouw Jansen: Zo.\nI: En?\nMevrouw Jansen: Ja.",
    ],
)
def test_a_clean_transcript_gives_no_remark(tmp_path: Path, text: str) -> None:
    assert remarks(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[SPEAKER_00]: Hoe gaat het?\n[SPEAKER_01]: Goed, weet je? Druk.\n[SPEAKER_00]: En?\n[SPEAKER_01]: Niets.",
        "[SPEAKER_00]: hoe gaat het\n[SPEAKER_01]: goed\n[SPEAKER_00]: en verder\n[SPEAKER_01]: niets.",
        "Noor: Hoe gaat het? Vertel.\nSam: Zo.\nIk dacht: ja.\nNoor: En?\nSam: Ja.",
    ],
)
def test_numbers_and_names_without_signs_of_doubt_only_lack_an_interviewer(tmp_path: Path, text: str) -> None:
    assert remarks(tmp_path, text) == ["No speaker is marked as the interviewer."]


def test_a_word_before_a_colon_beside_roles_is_doubted_where_roles_speak_more(tmp_path: Path) -> None:
    told = remarks(tmp_path, "I: Hoe?\nR: Zo.\nNB: Nee.\n" * 3 + "I: En?\nR: Ja.\n" * 4)
    assert told == ["1 speakers begin few lines with their label; it may be a word before a colon."]


def test_a_name_that_occurs_once_beside_a_role_and_a_name_is_doubted(tmp_path: Path) -> None:
    told = remarks(tmp_path, "I: Hoe?\nSam: Zo.\nPiet: Nee.\nI: En?\nSam: Ja.")
    assert told == ["1 lines begin as with a name and a colon that occurs once; they are counted to the turn before."]
