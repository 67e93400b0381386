"""What was understood of a transcript is shown, and its text is written once, with the interviewer marked."""

from pathlib import Path

import pytest

from wijkresearch.cli import main
from wijkresearch.exchange.transcripts import read_transcript

TEAMS = (
    "Noor de Boer   0:04\nHoi daar, hoe is het?\nJa?\nAd Vis   1:02:10\nDag Noor de Boer.\nNoor de Boer   1:02:20\nDag."
)
VTT = (
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Noor>Hoe is het?</v>\n\n00:02.000 --> 00:03.000\n<v Ad Vis>Goed & wel.</v>\n"
)


@pytest.fixture
def teams(tmp_path: Path) -> Path:
    (tmp_path / "teams.txt").write_text(TEAMS, encoding="utf-8")
    return tmp_path / "teams.txt"


def test_speakers_and_times_are_shown_with_what_is_not_known(teams: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transcript", str(teams)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "teams.txt: name and time, 3 turns, 11 words (utf-8)",
        "  turns begin between 0:00:04 and 1:02:20",
        "",
        "Speakers:",
        "  Noor de Boer (not said who asks): 2 turns, 7 words, beginning with: Hoi daar, hoe is het? Ja? …",
        "  Ad Vis (not said who asks): 1 turns, 4 words, beginning with: Dag Noor de Boer. …",
        "",
        "To look at:",
        "  No speaker is marked as the interviewer.",
        '  Say who asks with --interviewer "NAME", and where to write the text with --to FILE.txt.',
    ]
    assert [path.name for path in teams.parent.iterdir()] == ["teams.txt"]


def test_the_names_of_speakers_change_and_their_words_do_not(teams: Path, tmp_path: Path) -> None:
    target = tmp_path / "D1.txt"
    names = ["--interviewer", "Noor de Boer", "--speaker", "Ad Vis=Respondent", "--to", str(target)]
    main(["transcript", str(teams), *names])
    before, after = read_transcript(teams), read_transcript(target)
    assert list(after.turns["interviewer"]) == [True, False, True]
    for one, two in zip(before.turns.itertuples(), after.turns.itertuples(), strict=True):
        assert before.text[one.start : one.end] == after.text[two.start : two.end]
        assert one.seconds == two.seconds
    assert "Dag Noor de Boer." in after.text


def test_a_text_is_never_written_twice_differently(
    teams: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "D1.txt"
    main(["transcript", str(teams), "--interviewer", "Noor de Boer", "--to", str(target)])
    content = target.read_bytes()
    main(["transcript", str(teams), "--interviewer", "Noor de Boer", "--to", str(target)])
    assert "D1.txt holds this text already; nothing was written." in capsys.readouterr().out
    assert main(["transcript", str(teams), "--interviewer", "Ad Vis", "--to", str(target)]) == 2
    assert "D1.txt: it holds another text already; expected a new file." in capsys.readouterr().err
    assert target.read_bytes() == content


def test_what_is_written_reads_as_the_file_itself(tmp_path: Path) -> None:
    (tmp_path / "o.vtt").write_text(VTT, encoding="utf-8")
    main(
        [
            "transcript",
            str(tmp_path / "o.vtt"),
            "--interviewer",
            "Noor",
            "--speaker",
            "Ad Vis=R",
            "--to",
            str(tmp_path / "o.txt"),
        ]
    )
    written = read_transcript(tmp_path / "o.txt")
    assert written.text == "Interviewer: Hoe is het?\nR: Goed & wel."
    assert list(written.turns["speaker"]) == ["Interviewer", "R"]


def test_times_that_do_not_go_along_are_said_before_and_when_the_text_is_written(
    teams: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "o.vtt").write_text(VTT, encoding="utf-8")
    said = "  The times of o.vtt are not in the text; keep that file to find a passage in the recording.\n"
    names = ["--interviewer", "Noor", "--speaker", "Ad Vis=R"]
    main(["transcript", str(tmp_path / "o.vtt"), *names])
    assert said in capsys.readouterr().out
    main(["transcript", str(tmp_path / "o.vtt"), *names, "--to", str(tmp_path / "o.txt")])
    assert said in capsys.readouterr().out
    for path in (tmp_path / "o.txt", teams):
        main(["transcript", str(path)])
        assert "The times of" not in capsys.readouterr().out


def test_names_that_would_not_be_recognised_again_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "o.vtt").write_text(VTT, encoding="utf-8")
    assert main(["transcript", str(tmp_path / "o.vtt"), "--to", str(tmp_path / "o.txt")]) == 2
    assert "read again, the text would have 0 turns that are not the 2 of the file" in capsys.readouterr().err
    assert not (tmp_path / "o.txt").exists()


def test_a_mistake_is_one_message(teams: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transcript", str(teams), "--interviewer", "Noor de Boers"]) == 2
    assert (
        "nobody in it is called 'Noor de Boers'; expected one of Noor de Boer, Ad Vis. Did you"
        in capsys.readouterr().err
    )
    assert main(["transcript", str(teams), "--to", str(tmp_path / "x.docx")]) == 2
    assert "x.docx: the text is written as plain text; expected a name that ends in .txt." in capsys.readouterr().err
    assert main(["transcript", str(teams), "--speaker", "Ad Vis"]) == 2
    assert "--speaker: 'Ad Vis' is no pair; expected OLD=NEW" in capsys.readouterr().err


def test_an_interviewer_who_was_named_is_no_longer_missed(teams: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transcript", str(teams), "--interviewer", "Noor de Boer"]) == 0
    assert "To look at" not in capsys.readouterr().out
    assert main(["transcript", str(teams), "--speaker", "Ad Vis=Respondent"]) == 1


def test_one_speaker_gets_one_new_name(teams: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transcript", str(teams), "--interviewer", "Ad Vis", "--speaker", "Ad Vis=R"]) == 2
    assert (
        "--speaker: 'Ad Vis' is given with --interviewer too; expected one new name for each speaker."
        in capsys.readouterr().err
    )


def test_a_text_without_speakers_has_nobody_to_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "o.txt").write_text("Het regent.", encoding="utf-8")
    assert main(["transcript", str(tmp_path / "o.txt"), "--interviewer", "Noor"]) == 2
    assert "nobody in it is called 'Noor'; expected one of its speakers, but it names none." in capsys.readouterr().err
