import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from made_studies import write_study

from wijkresearch.cli import main
from wijkresearch.example import example_study
from wijkresearch.io.read import read_study

EXCHANGE = Path(__file__).parents[3] / "shared" / "exchange"
FILES = sorted(path for path in EXCHANGE.rglob("*") if path.is_file())
FIELDS = [
    "format", "origin", "documents", "codes", "codings", "coders", "municipalities", "first", "offset_rule", "flagged",
    "skipped", "warnings",
]  # fmt: skip


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    write_study(example_study(), tmp_path)
    (tmp_path / "uit").mkdir()
    return tmp_path


def codings(root: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(root.glob("data/raw/*/*/segments.csv")))


def test_json_holds_what_is_promised_and_a_file_that_is_only_read_changes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--with-texts", "--output", str(root / "uit" / "alles.qdpx")]) == 0
    capsys.readouterr()
    before = codings(root)
    assert main(["import", str(root / "uit" / "alles.qdpx"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    study = example_study()
    assert list(found) == FIELDS
    assert (found["documents"], found["codes"]) == (len(study.transcripts), len(study.codebook))
    assert found["codings"] == len(study.segments)
    assert found["coders"] == sorted(study.segments["coder"].unique())
    assert found["municipalities"] == sorted(study.municipality_names.values())
    first = found["first"]
    assert list(first) == ["document", "code", "start", "end", "text"]
    assert study.transcripts[first["document"]][first["start"] : first["end"]] == first["text"]
    assert list(found["offset_rule"]) == ["rule", "score", "runner_up"]
    assert codings(root) == before


def test_rows_to_look_at_give_exit_code_1_and_are_listed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "uit" / "h.csv").write_text("id,document,tag,content\n1,D1,a,nergens te vinden\n", encoding="utf-8")
    assert main(["import", str(root / "uit" / "h.csv"), "--study", "voorbeeld", "--dry-run", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["flagged"] == [
        {"where": "h.csv row 2", "what": "the quoted text is not in the transcript; the coding is kept aside"}
    ]
    assert found["first"] == {"document": "D1", "code": "a", "start": None, "end": None, "text": "nergens te vinden"}


def test_a_refusal_is_one_message_on_standard_error(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "uit" / "x.qdpx").write_bytes(b"x")
    assert main(["import", str(root / "uit" / "x.qdpx")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("1 problem:\n  x.qdpx: ")
    assert "Traceback" not in said.err
    assert str(root) not in said.err


def test_a_refusal_is_one_object_where_json_is_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "uit" / "x.mx24").write_bytes(b"x")
    assert main(["import", str(root / "uit" / "x.mx24"), "--json"]) == 2
    said = capsys.readouterr()
    refused = json.loads(said.out)["refused"]
    assert [list(problem) for problem in refused] == [["where", "found", "expected", "remedy"]]
    assert (refused[0]["where"], said.err) == ("x.mx24", "")


def test_the_same_thing_to_look_at_in_many_places_is_one_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"{number},D1,a,nergens te vinden\n" for number in range(5)) + "9,D1,a,\n"
    (root / "uit" / "h.csv").write_text(f"id,document,tag,content\n{rows}", encoding="utf-8")
    assert main(["import", str(root / "uit" / "h.csv"), "--study", "voorbeeld", "--dry-run"]) == 1
    assert (
        "To look at:\n  h.csv row 2, h.csv row 3, h.csv row 4 and 2 more: the quoted text is not in the transcript; "
        "the coding is kept aside\n  h.csv row 7: there is no passage; the coding is kept aside\n"
    ) in capsys.readouterr().out


def test_a_rule_for_positions_without_a_second_is_said_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--with-texts", "--output", str(root / "uit" / "a.qdpx")]) == 0
    capsys.readouterr()
    assert main(["import", str(root / "uit" / "a.qdpx")]) == 0
    assert "next comes ," not in capsys.readouterr().out


def test_an_import_says_what_it_understood_and_what_it_wrote(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study = example_study()
    document = study.segments["document"].iloc[0]
    line = study.transcripts[document].split("\n")[0]
    (root / "uit" / "h.csv").write_text(f'id,document,tag,content\n1,{document},Nieuw,"{line}"\n', encoding="utf-8")
    before = codings(root)
    options = ["--study", "voorbeeld", "--coder", "een"]
    assert main(["import", str(root / "uit" / "h.csv"), *options, "--dry-run"]) == 0
    assert codings(root) == before
    assert "Checked, not written (--dry-run):" in capsys.readouterr().out
    assert main(["import", str(root / "uit" / "h.csv"), *options]) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        "h.csv: taguette-sheet, made with Taguette\n  documents: 1, codes: 1, codings: 1, coders: een\n\n"
        f"Documents and their municipality:\n  {document}: aardam\n"
    )
    assert "1 codes are not in the codebook and are added as open codes: nieuw." in said
    assert "data/raw/voorbeeld/aardam/segments.csv" in said
    assert ",nieuw,een," in codings(root)
    assert main(["import", str(root / "uit" / "h.csv"), *options]) == 0
    assert "Everything in it was in the study already; nothing was written." in capsys.readouterr().out


def test_an_unknown_municipality_is_refused_with_a_suggestion(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", "--with-texts", "--output", str(root / "uit" / "a.qdpx"), "--municipality", "aardam"])
    capsys.readouterr()
    assert main(["import", str(root / "uit" / "a.qdpx"), "--municipality", "aardan"]) == 2
    assert capsys.readouterr().err == (
        "1 problem:\n  voorbeeld: municipality 'aardan' is not in the study; expected one of aardam, bosrade. "
        "Did you mean 'aardam'?\n"
    )


def test_notes_and_what_is_kept_aside_are_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "uit" / "h.csv").write_text("id,document,tag,content\n1,D1,a,nergens te vinden\n", encoding="utf-8")
    assert main(["import", str(root / "uit" / "h.csv"), "--study", "voorbeeld", "--dry-run"]) == 1
    said = capsys.readouterr().out
    assert "Kept aside in kept_aside.csv:\n  D1: the quoted text is not in the transcript (1)\n" in said
    assert "To look at:\n  h.csv row 2: the quoted text is not in the transcript; the coding is kept aside\n" in said


def test_a_corrected_transcript_is_taken_over_with_every_move_listed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = example_study()
    first = study.segments.iloc[0]
    document = first["document"]
    (root / "uit" / f"{document}.txt").write_text(f"Vooraf.\n{study.transcripts[document]}", encoding="utf-8")
    place, moved = f"{first['start']}–{first['end']}", f"{first['start'] + 8}–{first['end'] + 8}"
    listed = f"{document} {place} to {moved}, {first['code']} (by context)"
    file = str(root / "uit" / f"{document}.txt")
    assert main(["import", file, "--correct-transcripts", "--dry-run", "--json"]) == 0
    assert f"moved: {listed}" in json.loads(capsys.readouterr().out)["warnings"]
    assert main(["import", file, "--correct-transcripts"]) == 0
    assert f"  {listed}\n" in capsys.readouterr().out
    after = read_study("voorbeeld", root=root)
    assert after.transcripts[document] == f"Vooraf.\n{study.transcripts[document]}"
    assert len(after.segments) == len(study.segments)


@pytest.mark.skipif(not EXCHANGE.exists(), reason="the folder with example files is not here")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_example_files_give_one_object_or_one_message(
    file: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["import", str(file), "--json"])
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert said.err == ""
    if status == 2:
        assert list(json.loads(said.out)) == ["refused"]
    else:
        found = json.loads(said.out)
        assert list(found) == FIELDS
        assert status == (1 if found["flagged"] else 0)
        assert said.err == ""


def test_a_text_that_the_register_names_and_the_file_holds_is_put_there(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = str(root / "uit" / "alles.qdpx")
    assert main(["export", "--with-texts", "--output", project]) == 0
    before = codings(root)
    absent = next(root.glob("data/raw/*/*/transcripts/D1.txt"))
    text = absent.read_text(encoding="utf-8")
    absent.unlink()
    for path in root.glob("data/raw/*/*/segments.csv"):
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert main(["import", project, "--study", "voorbeeld"]) == 0, capsys.readouterr().err
    assert absent.read_text(encoding="utf-8").strip() == text.strip()
    assert len(codings(root).splitlines()) == len(before.splitlines())


def test_a_code_that_may_be_a_slip_is_named_with_what_to_type(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study = example_study()
    code, line = study.codebook["code"].iloc[0], study.transcripts["D1"].split("\n")[0]
    (root / "uit" / "h.csv").write_text(f'id,document,tag,content\n1,D1,{code}x,"{line}"\n', encoding="utf-8")
    command = ["import", str(root / "uit" / "h.csv"), "--study", "voorbeeld", "--coder", "een"]
    assert main(command) == 2
    assert f'--map "{code}x={code}"' in capsys.readouterr().err
    assert main([*command, "--map", code]) == 2
    assert f"--map: '{code}' is no pair; expected OLD=NEW" in capsys.readouterr().err
    assert main([*command, "--map", f"{code}x={code}"]) == 0
    assert f"{code}x" not in codings(root)


def test_what_is_taken_out_is_listed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study = example_study()
    one, two = study.codebook["code"].iloc[:2]
    line = study.transcripts["D1"].split("\n")[0]
    for code in (one, two):
        (root / "uit" / "h.csv").write_text(f'id,document,tag,content\n1,D1,{code},"{line}"\n', encoding="utf-8")
        assert main(["import", str(root / "uit" / "h.csv"), "--study", "voorbeeld", "--coder", "een"]) == 0
    said = capsys.readouterr().out
    assert f"Taken out, because the file has it no longer:\n  D1 0–{len(line)}, {one} (een)" in said


def test_notes_that_a_file_holds_are_said_before_it_is_in_a_study(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = root / "uit" / "wijk.qda"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "data.qda")) as connection, connection:
        connection.executescript(
            "CREATE TABLE source (id, name, fulltext, memo); INSERT INTO source VALUES (1, 'D1', 'Het loket.', '');"
            "CREATE TABLE code_name (cid, name, memo, color); CREATE TABLE code_text (fid, pos0, pos1, cid, owner);"
            "CREATE TABLE annotation (anid, fid, pos0, pos1, memo, owner);"
            "INSERT INTO annotation VALUES (1, 1, 4, 9, 'twijfel', 'MV');"
        )
    assert main(["import", str(folder)]) == 0
    said = "1 notes are in the file; in a study they go with their codings or are kept aside."
    assert said in capsys.readouterr().out


def test_a_file_that_is_replaced_may_be_named_by_its_place(root: Path) -> None:
    study = example_study()
    line = study.transcripts["D1"].split("\n")[0]
    for name, code in (("a.csv", "makelaar"), ("b.csv", "verkenner")):
        (root / "uit" / name).write_text(f'id,document,tag,content\n1,D1,{code},"{line}"\n', encoding="utf-8")
        command = ["import", str(root / "uit" / name), "--study", "voorbeeld", "--coder", "een"]
        assert main([*command, "--replaces", str(root / "uit" / "a.csv")]) == 0
    assert ",verkenner,een," in codings(root)
    assert ",makelaar,een," not in codings(root)


def test_what_was_said_is_not_repeated_where_columns_have_shifted(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = example_study().transcripts["D1"].split("\n")[0]
    for rows in (f'"{said}",D1,luisteraar,D1', f'D1,D1,luisteraar,"{said}"'):
        (root / "uit" / "h.csv").write_text(f"document,quote,code,coder\n{rows}\n", encoding="utf-8")
        for options in ([], ["--study", "voorbeeld"], ["--study", "voorbeeld", "--coder", "x=een"]):
            main(["import", str(root / "uit" / "h.csv"), *options])
            printed = capsys.readouterr()
            assert said not in printed.out + printed.err


def test_what_an_import_says_is_told_in_the_language_of_the_study(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WIJK_LANGUAGE")
    (root / "uit" / "h.csv").write_text("id;document;tag;content\n1;D1;a;nergens te vinden\n", encoding="utf-8")
    assert main(["import", str(root / "uit" / "h.csv"), "--study", "voorbeeld", "--dry-run"]) == 1
    said = capsys.readouterr().out
    assert "\nNa te kijken:\n  h.csv rij 2: de geciteerde tekst staat niet in het transcript; de codering " in said
    assert "\nGoed om te weten:\n  Cellen zijn gescheiden door puntkomma’s.\n" in said
    assert "\nNagekeken, niet geschreven (--dry-run):\n  data/raw/voorbeeld/" in said
