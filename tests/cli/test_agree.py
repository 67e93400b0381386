"""What coders agreed on: a sheet of their differences, filled in and given back, and what it does to the results."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from made_studies import full_example, write_study

from wijkresearch.analysis import Analysis
from wijkresearch.cli import main
from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.exchange.spreadsheets import read_rows
from wijkresearch.io.exporting import coding_rows, project_of
from wijkresearch.io.importing import plan_import, write_import
from wijkresearch.io.read import read_study
from wijkresearch.privacy.release import release
from wijkresearch.study import text_fingerprint
from wijkresearch.tables import SEGMENTS

COLUMNS = ["document", "start", "end", "code", "second_coder", "decision"]
DIFFERENCES = [
    ["D1", 53, 95, "luisteraar_buiten", "twee"],
    ["D1", 53, 95, "weer_en_verkeer", "twee"],
    ["D1", 145, 187, "makelaar_buiten", "twee"],
    ["D1", 334, 373, "luisteraar_binnen", "twee"],
    ["D1", 428, 468, "weer_en_verkeer", "twee"],
]
"""In D1 of the example the second coder gave `makelaar_buiten` from 146 on, and left four codings out."""
ADDED = ("D1", 500, 520, "makelaar_binnen", "", "whole")


def fill_in(decisions: list[str], *more: tuple[str, ...]) -> Path:
    """A sheet with decisions on the differences in D1, and rows that somebody added."""
    rows = [[*row, decision] for row, decision in zip(DIFFERENCES, decisions, strict=True)]
    path = Path("overleg.csv")
    pd.DataFrame([*rows, *more], columns=COLUMNS).to_csv(path, index=False, sep=";")
    return path


def read_example(root: Path) -> Analysis:
    return Analysis(release(read_study("voorbeeld", root=root)))


def in_d1(reading: pd.DataFrame) -> list[str]:
    here = reading[reading["document"] == "D1"]
    return sorted(f"{row.start}-{row.end} {row.code} {row.coder}" for row in here.itertuples())


def test_a_sheet_lists_what_is_open_without_words_and_never_takes_the_place_of_another(root, capsys):
    assert main(["agree", "--sheet", "overleg.xlsx"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Wrote overleg.xlsx: 5 differences that coders have not decided on.",
        "Fill in `decision` in every row: first, second, whole, neither or open. Then: wijk agree overleg.xlsx",
    ]
    rows, _ = read_rows(Path("overleg.xlsx"))
    assert "quote" not in rows
    assert rows["decision"].isna().all()
    columns = ["document", "start", "end", "code", "second_coder"]
    assert sorted(rows[columns].to_numpy().tolist()) == sorted([*map(str, row)] for row in DIFFERENCES)
    assert main(["agree", "--sheet", "overleg.xlsx"]) == 2
    assert capsys.readouterr().err.splitlines()[1] == (
        "  --sheet: overleg.xlsx is there already. Give another name, or move it away; "
        "decisions may have been filled in in it."
    )


def test_with_texts_the_sheet_has_the_words_of_documents_that_may_be_used_alone(root):
    register = root / "data" / "raw" / "voorbeeld" / "aardam" / "documents.csv"
    rows = pd.read_csv(register, dtype="str")
    assert main(["agree", "--sheet", "met.csv", "--with-texts"]) == 0
    text = read_study("voorbeeld", root=root).transcripts["D1"]
    found, _ = read_rows(Path("met.csv"))
    assert text[53:95] in set(found["quote"])
    rows.assign(consent_processing=rows["consent_processing"].mask(rows["document"] == "D1", "no")).to_csv(
        register, index=False
    )
    assert main(["agree", "--sheet", "zonder.csv", "--with-texts"]) == 0
    assert read_rows(Path("zonder.csv"))[0].empty


def test_results_rest_on_what_was_decided_and_elsewhere_on_the_first_reading(root, capsys):
    before = read_example(root)
    path = fill_in(["eerste", "neither", "tweede", "second", "open"], ADDED)
    assert main(["agree", str(path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Decided on: 5.",
        "  first: 1",
        "  neither: 1",
        "  second: 2",
        "  whole: 1",
        "Left open: 1.",
        "Checked and written:",
        "  data/raw/voorbeeld/aardam/agreed.csv",
    ]
    after = read_example(root)
    assert in_d1(after.reading) == [
        "146-187 makelaar_buiten agreed",
        "239-277 makelaar_binnen een",
        "428-468 weer_en_verkeer een",
        "500-520 makelaar_binnen agreed",
        "53-95 luisteraar_buiten agreed",
    ]
    assert after.readings.set_index("document").loc["D1", ["reading", "other_coders", "settled"]].tolist() == [
        "een", "twee", 5,
    ]  # fmt: skip
    assert after.talk[["code", "outcome"]].to_numpy().tolist() == [
        ["luisteraar_buiten", "first"],
        ["weer_en_verkeer", "another"],
        ["makelaar_buiten", "another"],
        ["luisteraar_binnen", "another"],
        ["weer_en_verkeer", "open"],
        ["makelaar_binnen", "beyond"],
    ]
    untalked = after.other_readings["before_agreed"]
    pd.testing.assert_frame_equal(untalked.reading, before.reading)
    pd.testing.assert_frame_equal(untalked.role_counts, before.role_counts)
    changes = after.role_changes.query("reading == 'before_agreed' and number == 'segments' and difference != 0")
    assert changes[["row", "first", "second"]].to_numpy().tolist() == [
        ["binnen · aardam · luisteraar", 2, 3],
        ["binnen · aardam · makelaar", 4, 3],
    ]


def test_agreement_is_of_what_coders_read_by_themselves(root):
    before = read_example(root).double_coding
    main(["agree", str(fill_in(["first", "neither", "second", "second", "whole"], ADDED))])
    after = read_example(root).double_coding
    for name in ("agreement", "pairs", "coder_pairs", "domains", "disagreements", "passages"):
        pd.testing.assert_frame_equal(getattr(after, name), getattr(before, name))


def test_a_decision_carries_the_fingerprints_of_text_passage_and_code(root):
    main(["agree", str(fill_in(["first", "open", "open", "open", "open"]))])
    study = read_study("voorbeeld", root=root)
    (row,) = study.decisions.to_dict("records")
    own = study.segments.query("document == 'D1' and code == 'luisteraar_buiten'").iloc[0]
    for column in ("text_sha256", "quote_sha256", "code_fingerprint"):
        assert row[column] == own[column]
    coding = study.codings.query("coder == 'agreed'").iloc[0]
    assert coding["quote_sha256"] == text_fingerprint(study.transcripts["D1"][53:95])


def test_everything_that_is_wrong_with_a_sheet_is_said_at_once_and_nothing_is_written(root, capsys):
    path = fill_in(
        ["frist", "", "second", "first", "open"],
        ("D1", 10, 20, "makelar_buiten", "", "whole"),
        ("D99", 10, 20, "makelaar_buiten", "", "whole"),
        ("D1", 500, 5000, "makelaar_buiten", "", "whole"),
        ("D1", 239, 277, "makelaar_binnen", "twee", "second"),
        ("D1", 150, 160, "makelaar_buiten", "", "neither"),
    )
    assert main(["agree", str(path)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "7 problems:",
        "  overleg.csv row 8: document 'D99' is not in the register of documents.",
        "  overleg.csv row 7: code 'makelar_buiten' is not in the codebook. Did you mean 'makelaar_buiten'?",
        "  overleg.csv row 2: decision is 'frist'; expected one of first, second, whole, neither, open. "
        "Did you mean 'first'?",
        "  overleg.csv row 3: there is no decision; expected one of first, second, whole, neither, open. "
        "Fill in what you agreed on, or 'open'.",
        "  overleg.csv row 9: the passage ends at 5000, after the end of D1; expected at most 578. "
        "Make a new sheet with `wijk agree --sheet FILE`; after a corrected transcript the passages are elsewhere.",
        "  overleg.csv row 10: coders do not differ on makelaar_binnen at D1:239-277, so 'second' is nobody's; "
        "expected whole or neither. Or make a new sheet with `wijk agree --sheet FILE`.",
        "  overleg.csv: rows 4 and 11 decide differently on makelaar_buiten in the same words; expected one decision. "
        "Give both the same decision, or 'open' to one of them.",
    ]
    assert not list(root.rglob("agreed.csv"))


def test_a_passage_that_moved_since_the_sheet_was_made_is_refused(root, capsys):
    main(["agree", "--sheet", "overleg.csv"])
    rows = pd.read_csv("overleg.csv", sep=";", dtype="str", encoding="utf-8-sig").assign(decision="first")
    rows.loc[0, "quote_sha256"] = text_fingerprint("iets anders")
    rows.to_csv("overleg.csv", sep=";", index=False)
    place = f"{rows.loc[0, 'document']}:{rows.loc[0, 'start']}-{rows.loc[0, 'end']}"
    capsys.readouterr()
    assert main(["agree", "overleg.csv"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "1 problem:",
        f"  overleg.csv row 2: the text at {place} is not the passage that was talked about. "
        "Make a new sheet with `wijk agree --sheet FILE`; after a corrected transcript the passages are elsewhere.",
    ]


def test_a_later_decision_takes_the_place_of_an_earlier_one_on_the_same_words(root, capsys):
    main(["agree", str(fill_in(["first", "open", "second", "open", "open"]))])
    path = fill_in(["open", "open", "open", "open", "open"], ("D1", 150, 160, "makelaar_buiten", "", "neither"))
    capsys.readouterr()
    assert main(["agree", str(path), "--dry-run"]) == 0
    assert "They take the place of 1 earlier decisions." in capsys.readouterr().out
    assert len(read_study("voorbeeld", root=root).decisions) == 2
    main(["agree", str(path)])
    decisions = read_study("voorbeeld", root=root).decisions
    assert decisions[["start", "code", "decision"]].to_numpy().tolist() == [
        [53, "luisteraar_buiten", "first"],
        [150, "makelaar_buiten", "neither"],
    ]
    assert not {"145-187", "146-187"} & {found.split()[0] for found in in_d1(read_example(root).reading)}


def test_a_damaged_agreed_csv_is_named_with_everything_else_that_is_wrong(root):
    main(["agree", str(fill_in(["first", "open", "second", "open", "open"]))])
    path = root / "data" / "raw" / "voorbeeld" / "aardam" / "agreed.csv"
    rows = pd.read_csv(path, dtype="str")
    rows.loc[0, "given"], rows.loc[1, "quote_sha256"] = "53-95", text_fingerprint("iets anders")
    rows.to_csv(path, index=False)
    with pytest.raises(StudyError) as raised:
        read_study("voorbeeld", root=root)
    assert str(raised.value).splitlines()[:2] == [
        "2 problems:",
        "  aardam/agreed.csv row 2: `given` is not where the code stands in the passage; "
        "expected places such as '53..95' within the passage.",
    ]


def test_the_id_of_what_was_agreed_on_is_no_coders(root):
    study = example_study()
    settings = {**study.settings, "coders": [*study.settings["coders"], {"id": "agreed", "label_nl": "A"}]}
    write_study(replace(study, settings=settings), root)
    with pytest.raises(StudyError) as raised:
        read_study("voorbeeld", root=root)
    assert str(raised.value).splitlines()[1] == (
        "  study.yml: a coder is called 'agreed', which is kept for what coders agreed on together; "
        "expected another id. Take the line out: nothing has to be declared for it."
    )


def test_agreed_codings_of_another_program_are_known_without_declaring_and_settle_their_passage(root):
    study = example_study()
    brought = study.segments[study.segments["code"] == "makelaar_buiten"].iloc[[0]].assign(coder="agreed", start=150)
    brought = brought.assign(quote_sha256=None)
    write_study(replace(study, segments=SEGMENTS.check(pd.concat([study.segments, brought]))), root)
    analysis = read_example(root)
    assert "150-187 makelaar_buiten agreed" in in_d1(analysis.reading)
    assert "145-187 makelaar_buiten een" not in in_d1(analysis.reading)
    assert analysis.talk.set_index("code").loc["makelaar_buiten", "outcome"] == "otherwise"
    # What is decided later goes before what another program brought along.
    main(["agree", str(fill_in(["open", "open", "first", "open", "open"]))])
    decided = root / "uit" / "besluit.csv"
    pd.DataFrame([("D1", 145, 187, "makelaar_buiten", "", "neither")], columns=COLUMNS).to_csv(decided, index=False)
    assert main(["agree", str(decided)]) == 0
    assert not [found for found in in_d1(read_example(root).reading) if "makelaar_buiten" in found]


def test_what_was_agreed_on_leaves_as_a_coder_of_its_own_and_coming_back_changes_nothing(root):
    main(["agree", str(fill_in(["first", "neither", "second", "open", "open"]))])
    study = read_study("voorbeeld", root=root)
    leaving = coding_rows(release(study), with_texts=False)
    assert leaving.loc[leaving["coder"] == "agreed", ["start", "code"]].to_numpy().tolist() == [
        [53, "luisteraar_buiten"],
        [146, "makelaar_buiten"],
    ]
    before = read_example(root).reading
    write_import(plan_import(project_of(study), study, root))
    pd.testing.assert_frame_equal(read_example(root).reading, before)


def test_decisions_move_along_with_a_corrected_transcript(root):
    main(["agree", str(fill_in(["first", "neither", "second", "open", "open"]))])
    study = read_study("voorbeeld", root=root)
    project = project_of(study)
    corrected = {**project.texts, "D1": "Vooraf. " + project.texts["D1"]}
    project = replace(project, texts=corrected, codings=project.codings.iloc[:0])
    write_import(plan_import(project, study, root, correct=True))
    moved = read_study("voorbeeld", root=root)
    assert moved.transcripts["D1"].startswith("Vooraf. ")
    assert moved.decisions[["start", "given", "text_sha256"]].fillna("").to_numpy().tolist() == [
        [61, "61..103", text_fingerprint(moved.transcripts["D1"])],
        [61, "", text_fingerprint(moved.transcripts["D1"])],
        [153, "154..195", text_fingerprint(moved.transcripts["D1"])],
    ]


def test_who_talked_stays_behind_when_a_study_is_released(root):
    path = fill_in(["first", "open", "open", "open", "open"])
    rows = pd.read_csv(path, sep=";", dtype="str").assign(decided_by="Anna en Bo", reason="afgesproken")
    rows.to_csv(path, index=False)
    main(["agree", str(path)])
    study = read_study("voorbeeld", root=root)
    assert study.decisions["decided_by"].tolist() == ["Anna en Bo"]
    assert release(study).decisions["decided_by"].isna().all()


def test_with_three_coders_a_passage_is_decided_on_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WIJK_ROOT", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    write_study(full_example(1, coders=3), tmp_path)
    main(["agree", "--sheet", "overleg.csv"])
    rows = pd.read_csv("overleg.csv", sep=";", dtype="str", encoding="utf-8-sig").assign(decision="first")
    rows.to_csv("overleg.csv", sep=";", index=False)
    assert main(["agree", "overleg.csv"]) == 0
    analysis = read_example(tmp_path)
    assert set(analysis.talk["outcome"]) == {"first"}
    pd.testing.assert_frame_equal(analysis.role_counts, analysis.other_readings["before_agreed"].role_counts)
