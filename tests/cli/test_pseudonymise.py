"""A transcript gets pseudonyms, what is left is ticked off, and its codings move along with its words."""

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import typer
import yaml

from wijkresearch.cli import main
from wijkresearch.exchange.transcripts import read_transcript
from wijkresearch.io.pseudonymising import pseudonymise
from wijkresearch.io.read import read_study
from wijkresearch.io.store import table_bytes
from wijkresearch.tables import DECISIONS, SEGMENTS

SAID = (
    "Noor de Boer: Dag Ad, hoe gaat het in de Hoornes?\n"
    "Ad Vis: Goed. Özlem belde met Pieter Smit uit Aardam, 06-12345678.\n"
    "Noor de Boer: En de Kerkstraat 12?\n"
    "Ad Vis: Daar woont pieter smit nu, zei Özlem tegen 3 mensen. De aardammers ook.\n"
)
AFTER = (
    "[Interviewer 1]: Dag [Spreker 1], hoe gaat het in de Hoornes?\n"
    "[Spreker 1]: Goed. Özlem belde met [collega 1] uit [gemeente 1], [tel].\n"
    "[Interviewer 1]: En de [straat 1]?\n"
    "[Spreker 1]: Daar woont [collega 1] nu, zei Özlem tegen 3 mensen. De [gemeente 1] ook.\n"
)
STUDY = "voorbeeld"
BY = ["--by", "een"]
ASK = [*BY, "--interviewer", "Noor de Boer"]


@pytest.fixture
def keys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    monkeypatch.setenv("WIJK_KEYS", str(folder))
    return folder / STUDY


@pytest.fixture
def opname(root: Path, keys: Path) -> Path:
    (root / "uit" / "opname.txt").write_text(SAID, encoding="utf-8")
    return root / "uit" / "opname.txt"


@pytest.fixture
def case(root: Path) -> Path:
    return root / "data" / "raw" / STUDY / "aardam"


def answering(monkeypatch: pytest.MonkeyPatch, answers: dict[str, str]) -> list[str]:
    """Answer the questions of a review; gives back what was asked."""
    asked: list[str] = []

    def answer(word: str, default: str) -> str:
        asked.append(word)
        return answers.get(word, default)

    monkeypatch.setattr("typer.prompt", answer)
    return asked


def test_names_get_pseudonyms_and_only_counts_are_said(opname: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pseudonymise", str(opname), *ASK, "--to", "D99.txt"]) == 1
    assert Path("D99.txt").read_text(encoding="utf-8") == AFTER
    assert capsys.readouterr().out.splitlines() == [
        "opname.txt, document D99: 11 places get a pseudonym",
        "  interviewer: 2",
        "  municipality: 2",
        "  person: 2",
        "  speaker: 3",
        "  street: 1",
        "  telephone: 1",
        f"Written: {Path('D99.txt').resolve().as_posix()}",
        "7 words or numbers are left to tick off; see them with --review.",
    ]
    turns = read_transcript(Path("D99.txt")).turns
    assert list(turns["speaker"]) == ["Interviewer 1", "Spreker 1", "Interviewer 1", "Spreker 1"]


def test_times_of_subtitles_that_do_not_go_along_are_said(opname: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cues = (line.split(": ") for line in SAID.splitlines())
    lines = [f"00:0{at}.000 --> 00:0{at + 1}.000\n<v {who}>{said}</v>\n" for at, (who, said) in enumerate(cues)]
    (opname.parent / "o.vtt").write_text("\n".join(["WEBVTT\n", *lines]), encoding="utf-8")
    main(["pseudonymise", str(opname.parent / "o.vtt"), *ASK, "--to", "D99.txt"])
    said = "The times of o.vtt are not in the text; keep that file to find a passage in the recording."
    assert said in capsys.readouterr().out
    assert Path("D99.txt").read_text(encoding="utf-8") == AFTER


def test_without_a_target_nothing_is_written(opname: Path, keys: Path) -> None:
    assert main(["pseudonymise", str(opname), *ASK]) == 1
    assert [path.name for path in opname.parent.iterdir()] == ["opname.txt"]
    assert not keys.exists()


def test_key_and_log_are_for_their_owner_alone(opname: Path, keys: Path) -> None:
    main(["pseudonymise", str(opname), *ASK, "--to", "D99.txt"])
    key = pd.read_csv(keys / "key.csv")
    assert dict(zip(key["name"], key["pseudonym"], strict=True)) == {
        "Noor de Boer": "[Interviewer 1]",
        "Noor": "[Interviewer 1]",
        "de Boer": "[Interviewer 1]",
        "Ad Vis": "[Spreker 1]",
        "Ad": "[Spreker 1]",
        "Vis": "[Spreker 1]",
        "Pieter Smit": "[collega 1]",
        "Aardam": "[gemeente 1]",
        "Kerkstraat 12": "[straat 1]",
    }
    log = pd.read_csv(keys / "log.csv")
    assert [SAID[row.start : row.end] for row in log.itertuples()] == list(log["found"])
    if sys.platform != "win32":
        assert [path.stat().st_mode & 0o777 for path in (keys, keys / "key.csv", keys / "log.csv")] == [
            0o700,
            0o600,
            0o600,
        ]


def test_what_a_killed_program_was_writing_of_the_key_is_gone_after_the_next(opname: Path, keys: Path) -> None:
    left = keys / ".x1y2z3.part"
    keys.mkdir(parents=True)
    left.write_text("Noor de Boer", encoding="utf-8")
    os.utime(left, (0, 0))
    main(["pseudonymise", str(opname), *ASK, "--to", "D99.txt"])
    assert sorted(path.name for path in keys.iterdir()) == ["key.csv", "log.csv"]


def test_a_name_has_the_same_pseudonym_in_every_document_and_a_new_one_a_new_number(opname: Path) -> None:
    main(["pseudonymise", str(opname), *ASK, "--to", "D98.txt"])
    other = opname.with_name("tweede.txt")
    other.write_text("Interviewer: Ken je Kees Bol?\nR: Ja, en PIETER SMIT ook, van Dorpsstraat 4.\n", encoding="utf-8")
    main(["pseudonymise", str(other), *BY, "--to", "D99.txt"])
    assert Path("D99.txt").read_text(encoding="utf-8") == (
        "Interviewer: Ken je [collega 2]?\nR: Ja, en [collega 1] ook, van [straat 2].\n"
    )


def test_a_pseudonym_that_left_the_key_is_not_given_again(opname: Path, keys: Path) -> None:
    main(["pseudonymise", str(opname), *ASK, "--to", "D98.txt"])
    key = pd.read_csv(keys / "key.csv")
    key[key["name"] != "Kerkstraat 12"].to_csv(keys / "key.csv", index=False)
    other = opname.with_name("tweede.txt")
    other.write_text("Interviewer: Waar?\nR: In de Dorpsstraat.\n", encoding="utf-8")
    main(["pseudonymise", str(other), *BY, "--to", "D99.txt"])
    assert "[straat 2]" in Path("D99.txt").read_text(encoding="utf-8")


def test_every_word_left_is_asked_once_with_all_its_places(
    opname: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {"Hoornes": "ward", "Özlem": "[collega 1]", "Dag": "keep", "Goed": "keep", "Daar": "keep", "En": "keep"}
    asked = answering(monkeypatch, answers)
    assert main(["pseudonymise", str(opname), *ASK, "--to", "D99.txt", "--review"]) == 1
    assert asked == ["Dag", "Hoornes", "Goed", "Özlem", "En", "Daar", "3"]
    written = Path("D99.txt").read_text(encoding="utf-8")
    assert "hoe gaat het in de [wijk A]?" in written
    assert "zei [collega 1] tegen 3" in written
    out = capsys.readouterr().out
    assert "[Spreker 1]: Goed. «Özlem» belde met [collega 1] uit [gemeente 1]" in out
    assert "«Özlem» tegen 3 mensen" in out
    assert "1 words or numbers are left to tick off" in out


def test_an_answer_that_is_no_kind_is_said_and_asked_again(
    opname: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = iter(["warrd", "stop"])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(given))
    main(["pseudonymise", str(opname), *ASK, "--to", "D99.txt", "--review"])
    assert "the answer: 'warrd' is no kind of name; expected one of person, speaker" in capsys.readouterr().out


def test_a_text_is_released_when_nothing_is_left_and_not_before(
    opname: Path, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = case / "transcripts" / "D99.txt"
    answering(monkeypatch, {"Hoornes": "ward", "Özlem": "person"})
    assert main(["pseudonymise", str(opname), *ASK, "--to", str(target), "--review"]) == 1
    assert not (case / "released.csv").exists()
    asked = answering(monkeypatch, dict.fromkeys(["Dag", "Goed", "En", "Daar", "3"], "keep"))
    assert main(["pseudonymise", str(target), *BY, "--review"]) == 0
    assert asked == ["Dag", "Goed", "En", "Daar", "3"]
    released = pd.read_csv(case / "released.csv")
    assert list(released["document"]) == ["D99"]
    assert list(released["by"]) == ["een"]
    assert main(["pseudonymise", str(target), *BY, "--review"]) == 0
    assert len(pd.read_csv(case / "released.csv")) == 1


def test_codings_follow_their_words_and_take_in_whole_pseudonyms(root: Path, case: Path, keys: Path) -> None:
    before = read_study(STUDY, root=root)
    document, file = "D1", case / "transcripts" / "D1.txt"
    of_document = before.segments["document"] == document
    (keys / "key.csv").parent.mkdir(parents=True)
    (keys / "key.csv").write_text("kind,name,pseudonym\nother,team,\nother,brug 4 bij lantaarn,\n", encoding="utf-8")
    main(["pseudonymise", str(file), *BY, "--to", str(file.with_name("anders.txt"))])
    after = read_study(STUDY, root=root)
    assert after.documents.set_index("document").loc[document, "file"] == "anders.txt"
    order = ["start", "end", "code", "coder"]
    rows = before.segments[of_document].sort_values(order)
    moved = after.segments[after.segments["document"] == document].sort_values(order)
    said = [before.transcripts[document][row.start : row.end] for row in rows.itertuples()]
    changed = [words.replace("team", "[naam 1]").replace("brug 4 bij lantaarn", "[naam 2]") for words in said]
    assert changed != said
    assert [after.transcripts[document][row.start : row.end] for row in moved.itertuples()] == changed
    assert list(moved["code"]) == list(rows["code"])
    pd.testing.assert_frame_equal(
        before.segments[~of_document].reset_index(drop=True),
        after.segments[after.segments["document"] != document].reset_index(drop=True),
    )
    assert file.exists()


def test_codings_that_take_in_the_same_pseudonym_become_one_with_both_notes(
    root: Path, case: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_study(STUDY, root=root)
    row = before.segments[before.segments["document"] == "D1"].iloc[0]
    half = row["start"] + before.transcripts["D1"][row["start"] :].index(" ")
    rows = [{**row, "end": half, "memo": "een"}, {**row, "start": half + 1, "memo": "twee"}]
    empty = {"quote_sha256": None, "text_sha256": None}
    others = before.segments[before.segments["document"] == "D2"].to_dict("records")
    (case / "segments.csv").write_bytes(
        table_bytes(SEGMENTS.of([{**one, **empty} for one in [*rows, *others]]), SEGMENTS)
    )
    keys.mkdir(parents=True)
    name = before.transcripts["D1"][row["start"] : row["end"]]
    (keys / "key.csv").write_text(f'kind,name,pseudonym\nother,"{name}",\n', encoding="utf-8")
    file = case / "transcripts" / "D1.txt"
    main(["pseudonymise", str(file), *BY, "--to", str(file.with_name("anders.txt"))])
    assert "2 codings of D1 moved along." in capsys.readouterr().out
    after = read_study(STUDY, root=root)
    (moved,) = after.segments[after.segments["document"] == "D1"].itertuples()
    assert after.transcripts["D1"][moved.start : moved.end] == "[naam 1]"
    assert moved.memo == "een\ntwee"


def test_who_breaks_off_keeps_the_answers(opname: Path, keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = iter(["keep"])

    def answer(*_: object, **__: object) -> str:
        try:
            return next(given)
        except StopIteration:
            raise typer.Abort from None

    monkeypatch.setattr("typer.prompt", answer)
    main(["pseudonymise", str(opname), *ASK, "--to", "D99.txt", "--review"])
    log = pd.read_csv(keys / "log.csv")
    assert list(log.loc[log["kind"] == "keep", "found"]) == ["Dag"]


def test_what_coders_agreed_on_moves_along(root: Path, case: Path, keys: Path) -> None:
    before = read_study(STUDY, root=root)
    row = before.segments[before.segments["document"] == "D1"].iloc[-1]
    given = f"{row['start']}..{row['end']}"
    decision = {**row, "decision": "whole", "given": given, "reason": None, "decided_by": "een"}
    (case / "agreed.csv").write_bytes(table_bytes(DECISIONS.of([decision]), DECISIONS))
    keys.mkdir(parents=True)
    (keys / "key.csv").write_text("kind,name,pseudonym\nother,collega,\n", encoding="utf-8")
    file = case / "transcripts" / "D1.txt"
    assert main(["pseudonymise", str(file), *BY, "--to", str(file.with_name("anders.txt"))]) == 1
    after = read_study(STUDY, root=root)
    moved = after.decisions.iloc[0]
    assert moved["start"] > row["start"]
    assert moved["given"] == f"{moved['start']}..{moved['end']}"
    said = before.transcripts["D1"][row["start"] : row["end"]]
    assert after.transcripts["D1"][moved["start"] : moved["end"]] == said.replace("collega", "[naam 1]")


def test_a_registered_transcript_is_written_beside_itself_only(
    root: Path, case: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = case / "transcripts" / "D1.txt"
    keys.mkdir(parents=True)
    (keys / "key.csv").write_text("kind,name,pseudonym\nother,lantaarn,\n", encoding="utf-8")
    assert main(["pseudonymise", str(file), *BY, "--to", "elders.txt"]) == 2
    assert "the transcript is in the register, and its codings have to move along" in capsys.readouterr().err
    assert not Path("elders.txt").exists()


def test_a_text_without_capitals_is_refused(root: Path, keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("asr.txt").write_text("Spreker 1: dag noor hoe gaat het\nSpreker 2: goed hoor\n", encoding="utf-8")
    assert main(["pseudonymise", "asr.txt", *BY]) == 2
    assert capsys.readouterr().err == (
        "1 problem:\n"
        "  asr.txt: the text has almost no capitals, so that names in it cannot be found; expected a capital "
        "in one of every hundred words. "
        "Have the speech program write capitals, or type those of names, and try again.\n"
    )


def test_a_key_that_git_would_take_along_is_refused(
    opname: Path, root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    tree = tmp_path_factory.mktemp("tree")
    subprocess.run(["git", "init", "-q", str(tree)], check=True)
    monkeypatch.setenv("WIJK_KEYS", str(tree / "keys"))
    assert main(["pseudonymise", str(opname), *ASK]) == 2
    assert "the key of the pseudonyms would be in a git folder, to be shared with it" in capsys.readouterr().err
    (tree / ".gitignore").write_text("keys/\n", encoding="utf-8")
    assert main(["pseudonymise", str(opname), *ASK]) == 1
    monkeypatch.setenv("WIJK_KEYS", str(root / "keys"))
    assert main(["pseudonymise", str(opname), *ASK]) == 2
    assert "the key of the pseudonyms would be in the project" in capsys.readouterr().err


def test_who_does_it_has_to_be_known_and_an_unknown_speaker_is_told(
    opname: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pseudonymise", str(opname)]) == 2
    assert "nothing says who does this; expected --by with one of" in capsys.readouterr().err
    assert main(["pseudonymise", str(opname), *BY, "--interviewer", "Nora"]) == 2
    assert "nobody in the transcript is called so; expected one of Noor de Boer, Ad Vis" in capsys.readouterr().err


def test_a_text_is_never_written_over_another(opname: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("D99.txt").write_text("iets anders\n", encoding="utf-8")
    assert main(["pseudonymise", str(opname), *ASK, "--to", "D99.txt"]) == 2
    assert "D99.txt: it holds another text already" in capsys.readouterr().err
    assert Path("D99.txt").read_text(encoding="utf-8") == "iets anders\n"


def test_streets_and_wards_of_municipality_yml_are_found_in_any_case(opname: Path, case: Path) -> None:
    typed = yaml.safe_load((case / "municipality.yml").read_text(encoding="utf-8"))
    written = yaml.safe_dump({**typed, "wijken": "De Hoornes; Rijnsoever", "organisaties": "Dunamare, Piëzo"})
    (case / "municipality.yml").write_text(written, encoding="utf-8")
    said = "Interviewer: In rijnsoever?\nR: Nee, bij piëzo in De Hoornes.\n"
    opname.write_text(said, encoding="utf-8")
    main(["pseudonymise", str(opname), *BY, "--to", "D99.txt"])
    assert Path("D99.txt").read_text(encoding="utf-8") == (
        "Interviewer: In [wijk A]?\nR: Nee, bij [organisatie 1] in [wijk B].\n"
    )


def test_in_a_notebook_the_queue_is_a_table_that_takes_answers(opname: Path, root: Path) -> None:
    work = pseudonymise(opname, study=STUDY, to="D99.txt", by="een", interviewers=["Noor de Boer"])
    assert work.queue.to_dict("list") == {
        "word": ["Dag", "Hoornes", "Goed", "Özlem", "En", "Daar", "3"],
        "times": [1, 1, 1, 2, 1, 1, 1],
    }
    assert "Özlem" not in repr(work)
    work.answer({"Hoornes": "ward", "Özlem": "person", **dict.fromkeys(["Dag", "Goed", "En", "Daar", "3"], "keep")})
    assert work.queue.empty
    work.save()
    assert "in de [wijk A]?" in Path("D99.txt").read_text(encoding="utf-8")


def test_check_names_what_was_never_released_where_interviews_are_real(
    root: Path, case: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check"])
    assert "not released" not in capsys.readouterr().out
    path = case.parent / "study.yml"
    typed = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump({**typed, "origin": "collected"}), encoding="utf-8")
    assert main(["check"]) == 0
    names = ", ".join(read_study(STUDY, root=root).transcripts)
    told = f"not released: nobody ticked off the names in {names} (`wijk pseudonymise FILE --review`)."
    assert told in capsys.readouterr().out.splitlines()
