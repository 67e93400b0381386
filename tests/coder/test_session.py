"""A coding session keeps every act at once, never writes over somebody else's, and knows nothing of a screen."""

import csv
import os
import random
import shutil
from pathlib import Path

import pytest
from made_studies import write_study

from wijkresearch import code, open_analysis, read_study
from wijkresearch.coder.session import CodingSession
from wijkresearch.errors import StudyError
from wijkresearch.example import example_study
from wijkresearch.study import text_fingerprint

CODE, OTHER = "verkenner_binnen", "makelaar_binnen"


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("project")
    write_study(example_study(), root)
    return root


@pytest.fixture
def project(written, tmp_path) -> Path:
    shutil.copytree(written, tmp_path / "p")
    return tmp_path / "p"


def session(project: Path, document: str = "D1", coder: str = "") -> CodingSession:
    return CodingSession("voorbeeld", document, coder, "nl", project)


def ask(at_work: CodingSession, op: str, **asked):
    numbered = {"op": op, "seq": 1, **asked}
    return at_work.answer(numbered)


def asked(at_work: CodingSession, op: str, **asked):
    (answer,) = ask(at_work, op, **asked)
    return answer


def read(project: Path, document: str = "D1", coder: str = "een") -> set[tuple[int, int, str, str | None]]:
    rows = read_study("voorbeeld", root=project).segments
    rows = rows[(rows["document"] == document) & (rows["coder"] == coder)]
    kept = (
        rows[["start", "end", "code", "memo"]]
        .astype(object)
        .where(rows[["start", "end", "code", "memo"]].notna(), None)
    )
    return set(kept.itertuples(index=False, name=None))


def steps_of(project: Path, document: str = "D1", coder: str = "een") -> Path:
    (path,) = (project / "data" / "raw" / "voorbeeld").glob(f"*/codings/{document}.{coder}.csv")
    return path


def test_a_coding_is_in_the_study_as_soon_as_it_is_answered(project):
    before = read(project)
    answer = asked(session(project), "add", code=CODE, start=3, end=20)

    assert answer["op"] == "saved"
    assert answer["added"] == [[3, 20, CODE, None]]
    assert read(project) - before == {(3, 20, CODE, None)}
    segments = read_study("voorbeeld", root=project).segments.set_index(["document", "start", "end", "code"])
    row, text = segments.loc[("D1", 3, 20, CODE)], example_study().transcripts["D1"]
    assert row["text_sha256"] == text_fingerprint(text)
    assert row["quote_sha256"] == text_fingerprint(text[3:20])
    assert row["code_fingerprint"] == example_fingerprint(CODE)
    assert row["origin"] == "coded"


def example_fingerprint(code: str) -> str:
    book = example_study().codebook.set_index("code")
    return text_fingerprint(f"{book.loc[code, 'label_nl']}\n{book.loc[code, 'definition']}")[:16]


def test_what_a_file_held_before_is_changed_and_taken_away_without_touching_that_file(project):
    folder = project / "data" / "raw" / "voorbeeld" / "aardam"
    bytes_before, before = (folder / "segments.csv").read_bytes(), read(project)
    start, end, given, _ = min(before)
    at_work = session(project)
    asked(at_work, "note", code=given, start=start, end=end, memo="Twijfel")
    assert (start, end, given, "Twijfel") in read(project)
    asked(at_work, "move", code=given, start=start, end=end, to_start=start + 1, to_end=end - 1)
    assert (start + 1, end - 1, given, "Twijfel") in read(project)
    asked(at_work, "remove", code=given, start=start + 1, end=end - 1)

    assert read(project) == {row for row in before if row[:3] != (start, end, given)}
    assert (folder / "segments.csv").read_bytes() == bytes_before


def test_undoing_everything_gives_the_codings_of_before_and_redoing_those_of_after(project):
    before = read(project)
    start, end, given, _ = min(before)
    at_work = session(project)
    asked(at_work, "add", code=CODE, start=3, end=20)
    asked(at_work, "note", code=CODE, start=3, end=20, memo="Eerste")
    asked(at_work, "note", code=CODE, start=3, end=20, memo="Tweede")
    asked(at_work, "move", code=CODE, start=3, end=20, to_start=5, to_end=18)
    asked(at_work, "remove", code=given, start=start, end=end)
    asked(at_work, "note", code=None, start=None, end=None, memo="Over het hele gesprek")
    after = read(project)
    assert (5, 18, CODE, "Tweede") in after
    assert list(read_study("voorbeeld", root=project).document_memos["memo"]) == ["Over het hele gesprek"]

    undone = [asked(at_work, "undo") for _ in range(6)]
    assert [answer["undo"] for answer in undone] == [True] * 5 + [False]
    assert read(project) == before
    assert read_study("voorbeeld", root=project).document_memos.empty
    assert asked(at_work, "undo")["notice"] == "Er is niets om ongedaan te maken."

    for _ in range(6):
        asked(at_work, "redo")
    assert read(project) == after


def test_a_new_act_after_undoing_is_where_redoing_ends(project):
    before, at_work = read(project), session(project)
    asked(at_work, "add", code=CODE, start=3, end=20)
    asked(at_work, "undo")
    assert not asked(at_work, "add", code=OTHER, start=5, end=30)["redo"]
    assert asked(at_work, "redo")["notice"] == "Er is niets om opnieuw te doen."
    assert read(project) - before == {(5, 30, OTHER, None)}


def test_after_any_acts_the_files_say_what_the_session_says(project):
    at_work, stream = session(project), random.Random(7)
    length, codes = len(example_study().transcripts["D1"]), [CODE, OTHER, "luisteraar_buiten"]

    def passage() -> tuple[int, int]:
        start = stream.randrange(length - 30)
        return start, start + stream.randrange(1, 30)

    for number in range(150):
        shown = asked(at_work, "ready")["codings"]
        start, end, given, _ = shown[number * 7 % len(shown)]
        op = stream.choice(("add", "remove", "move", "note", "undo", "undo", "redo", "add"))
        new = dict(zip(("start", "end"), passage(), strict=True))
        extra = {
            "add": {**new, "code": codes[number % 3]},
            "move": {"code": given, "start": start, "end": end, "to_start": new["start"], "to_end": new["end"]},
            "note": {"code": given, "start": start, "end": end, "memo": f"memo, {number}\n"},
        }
        ask(at_work, op, **extra.get(op, {"code": given, "start": start, "end": end}))
    assert {tuple(row) for row in asked(at_work, "ready")["codings"]} == read(project)
    assert len(steps_of(project).read_text(encoding="utf-8")) > 10_000


def test_giving_what_is_there_already_writes_nothing_and_keeps_its_memo(project):
    at_work = session(project)
    asked(at_work, "add", code=CODE, start=3, end=20)
    asked(at_work, "note", code=CODE, start=3, end=20, memo="Blijft")
    size = steps_of(project).stat().st_size
    answer = asked(at_work, "add", code=CODE, start=3, end=20)

    assert answer["added"] == [[3, 20, CODE, "Blijft"]]
    assert steps_of(project).stat().st_size == size


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"op": "add", "code": "fikser", "start": 3, "end": 20}, "D1: code 'fikser' staat niet in het codeboek."),
        ({"op": "add", "code": CODE, "start": 20, "end": 3}, "D1: 20-3 is er geen passage van; {bounds}."),
        ({"op": "add", "code": CODE, "start": -3, "end": 3}, "D1: -3-3 is er geen passage van; {bounds}."),
        ({"op": "add", "code": CODE, "start": 3, "end": 10**6}, "D1: 3-1000000 is er geen passage van; {bounds}."),
        (
            {"op": "note", "code": CODE, "start": 3, "end": 20, "memo": "x"},
            "D1: de passage waar de memo bij hoort is niet meer gecodeerd.",
        ),
        (
            {"op": "move", "code": CODE, "start": 3, "end": 20, "to_start": 4, "to_end": 9},
            "D1: de passage die verschoven is, is niet meer gecodeerd.",
        ),
        ({"op": "open", "document": "D99"}, "wijk.code: er is geen document 'D99'."),
        (
            {"op": "create", "label": "Verkenner – binnen", "definition": "", "parent": None},
            "codebook: er is al een code 'Verkenner – binnen'; {name}.",
        ),
        (
            {"op": "create", "label": " ", "definition": "", "parent": None},
            "codebook: de nieuwe code heeft geen naam; {name}.",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_in_words_and_nothing_is_written(project, wrong, said):
    files = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    bounds = f"verwacht: een begin vóór een eind van hoogstens {len(example_study().transcripts['D1'])}"
    expected = said.format(bounds=bounds, name="verwacht: een naam die geen andere code heeft")
    answer = asked(session(project), **wrong)

    assert answer == {"op": "refused", "seq": 1, "message": f"1 probleem:\n  {expected}"}
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == files


def test_two_sessions_on_one_document_notice_each_other_and_lose_nothing(project):
    before, one, other = read(project), session(project), session(project)
    asked(one, "add", code=CODE, start=3, end=20)
    saved, everything = ask(other, "add", code=OTHER, start=5, end=30)

    assert saved["added"] == [[5, 30, OTHER, None]]
    assert everything["notice"] == "Er is elders iets veranderd aan dit onderzoek; het scherm is bijgewerkt."
    assert [3, 20, CODE, None] in everything["codings"]
    assert [5, 30, OTHER, None] in everything["codings"]
    assert read(project) - before == {(3, 20, CODE, None), (5, 30, OTHER, None)}
    assert len(ask(other, "add", code=OTHER, start=6, end=30)) == 1


def test_a_transcript_that_changed_refuses_what_was_selected_in_the_old_text(project):
    path = project / "data" / "raw" / "voorbeeld" / "bosrade" / "transcripts" / "D8.txt"
    at_work = session(project, "D8")
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nspreker 9: Nog iets.\n", encoding="utf-8")
    answer = asked(at_work, "add", code=CODE, start=3, end=20)

    assert answer["op"] == "refused"
    assert answer["message"] == (
        "1 probleem:\n  D8: het transcript is veranderd sinds het werd geopend, en dit is niet bewaard. Voer de cel "
        "opnieuw uit, en codeer het in de nieuwe tekst."
    )
    assert not list(project.rglob("codings/*"))


def test_a_line_that_a_crash_broke_off_does_not_count_and_is_not_built_upon(project):
    at_work = session(project)
    asked(at_work, "add", code=CODE, start=3, end=20)
    whole, path = read(project), steps_of(project)
    with path.open("ab") as stream:
        stream.write(b'added,D1,een,makelaar_binnen,5,30,,"een memo\nmet een ')
    assert read(project) == whole
    assert [str(said) for said in read_study("voorbeeld", root=project).assumptions if "codings/" in said.where] == [
        "aardam/codings/D1.een.csv: The last line was not written to its end, and does not count."
    ]

    asked(session(project), "add", code=OTHER, start=6, end=30)
    assert read(project) - whole == {(6, 30, OTHER, None)}
    with path.open(encoding="utf-8", newline="") as stream:
        assert [row["start"] for row in csv.DictReader(stream)] == ["3", "6"]


def test_a_file_saved_by_a_dutch_excel_reads_and_is_put_back_in_its_form(project):
    asked(session(project), "add", code=CODE, start=3, end=20)
    whole, path = read(project), steps_of(project)
    own = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + own.replace(b",", b";").replace(b"\n", b"\r\n"))
    assert read(project) == whole
    session(project)
    assert path.read_bytes() == own


def test_a_copy_of_a_file_with_codings_is_named_and_never_counted(project):
    asked(session(project), "add", code=CODE, start=3, end=20)
    path = steps_of(project)
    shutil.copy(path, path.with_name("D1.een (kopie).csv"))
    with pytest.raises(StudyError) as caught:
        read_study("voorbeeld", root=project)
    assert str(caught.value) == (
        "1 problem:\n  aardam/codings/D1.een (kopie).csv: it holds what een did in D1; expected D1.een.csv. If it is a "
        "copy, move it out of the folder."
    )


def test_a_full_disk_leaves_the_file_as_it_was_and_says_so(project, monkeypatch):
    at_work = session(project)
    asked(at_work, "add", code=CODE, start=3, end=20)
    path, write = steps_of(project), os.write
    before = path.read_bytes()
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda handle, content: write(handle, content[:10]))
        answer = asked(at_work, "add", code=OTHER, start=5, end=30)

    assert answer["op"] == "refused"
    assert answer["message"] == "1 probleem:\n  D1.een.csv: het kon niet worden geschreven (No space left on device)."
    assert path.read_bytes() == before
    assert ask(at_work, "add", code=OTHER, start=5, end=30)[0]["op"] == "saved"


def test_a_second_coder_sees_nothing_of_the_first_until_asking_for_it(project):
    at_work = session(project, coder="twee")
    blind = asked(at_work, "ready")
    assert (blind["others"], blind["differences"]) == (None, None)
    own = {tuple(row[:3]) for row in blind["codings"]}
    assert own == {row[:3] for row in read(project, coder="twee")}

    shown = asked(at_work, "compare")
    (first,) = shown["others"]
    assert first["coder"] == "een"
    assert {tuple(row) for row in first["codings"]} == {row[:3] for row in read(project, coder="een")}


def test_what_coders_agree_on_goes_to_the_file_of_agreements(project):
    document = next(row.document for row in example_study().segments.itertuples() if row.coder == "twee")
    at_work = session(project, document, "twee")
    difference = asked(at_work, "compare")["differences"][0]
    assert difference["decision"] is None
    choice = {name: difference[name] for name in ("code", "start", "end", "second_coder")}
    answer = asked(at_work, "decide", **choice, decision="first", reason="Zo is het bedoeld")

    assert answer["differences"][0]["decision"] == "first"
    (decision,) = read_study("voorbeeld", root=project).decisions.to_dict("records")
    assert (decision["document"], decision["decision"], decision["reason"]) == (document, "first", "Zo is het bedoeld")


def test_a_code_that_is_made_while_coding_is_in_the_codebook_with_its_history(project):
    at_work = session(project)
    answer = asked(at_work, "create", label="Altijd bereikbaar", definition="", parent="makelaar")
    assert answer["created"] == "altijd_bereikbaar"
    assert "altijd_bereikbaar" in [code["code"] for code in answer["codes"]]
    asked(at_work, "add", code="altijd_bereikbaar", start=3, end=20)

    study = read_study("voorbeeld", root=project)
    row = study.codebook.set_index("code").loc["altijd_bereikbaar"]
    assert (row["label_nl"], row["parent"], row["origin"], row["kind"]) == (
        "Altijd bereikbaar", "makelaar", "inductive", "open",
    )  # fmt: skip
    assert row["since"] == "aardam"
    history = study.codebook_history.iloc[-1]
    assert (history["change"], history["code"], history["reason"]) == (
        "added", "altijd_bereikbaar", "Gemaakt bij het coderen van D1.",
    )  # fmt: skip
    assert (3, 20, "altijd_bereikbaar", None) in read(project)


def test_the_memos_on_codes_and_documents_are_listed_with_the_others(project):
    at_work = session(project)
    asked(at_work, "note", code=CODE, start=None, end=None, memo="Theoretisch: past hier slecht")
    asked(at_work, "note", code=None, start=None, end=None, memo="Kort gesprek")
    asked(at_work, "note", code=None, start=None, end=None, memo="Heel kort gesprek")

    memos = open_analysis("voorbeeld", root=project).memos
    assert [[*row] for row in memos[["code", "kind", "memo"]].fillna("").itertuples(index=False)] == [
        [CODE, "theoretical", "Theoretisch: past hier slecht"],
        ["", "unsaid", "Heel kort gesprek"],
    ]
    reopened = asked(session(project), "ready")
    assert reopened["memo"] == "Heel kort gesprek"
    assert reopened["code_memos"] == {CODE: "Theoretisch: past hier slecht"}


def test_the_next_document_to_code_is_the_first_that_the_coder_has_not_begun(project):
    begun = {row.document for row in example_study().segments.itertuples() if row.coder == "twee"}
    expected = next(name for name in example_study().documents["document"] if name not in begun)
    assert repr(code(coder="twee", root=project)) == f"Coder({expected}, twee)"
    assert repr(code("D5", coder="twee", root=project)) == "Coder(D5, twee)"


def test_the_progress_counts_turns_of_who_answers_with_a_coding_in_them(project):
    (row,) = [row for row in asked(session(project), "ready")["documents"] if row["document"] == "D1"]
    study = example_study()
    turns = study.turns[(study.turns["document"] == "D1") & ~study.turns["interviewer"]]
    given = study.segments[(study.segments["document"] == "D1") & (study.segments["coder"] == "een")]
    coded = sum(any(given["start"].lt(turn.end) & given["end"].gt(turn.start)) for turn in turns.itertuples())
    assert (row["codings"], row["turns"], row["coded_turns"]) == (len(given), len(turns), coded)
    assert 0 < coded < len(turns)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"document": "D0"}, "wijk.code: there is no document 'D0'."),
        (
            {"document": "D1", "coder": "tweede"},
            "wijk.code: there is no coder 'tweede'; expected one of een, twee; `coders` in study.yml lists them. "
            "Did you mean 'twee'?",
        ),
    ],
)
def test_a_document_or_coder_that_is_not_there_is_said_when_the_cell_runs(project, given, said):
    with pytest.raises(StudyError) as caught:
        code(**given, root=project)
    assert str(caught.value) == f"1 problem:\n  {said}"


def test_a_document_that_may_not_be_processed_cannot_be_opened(project):
    path = project / "data" / "raw" / "voorbeeld" / "aardam" / "documents.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[0]["consent_processing"] = "no"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(StudyError, match="'D1' may not be used; expected items 1, 2, 3"):
        session(project, "D1")


def test_neither_the_session_nor_the_widget_shows_or_keeps_a_text(project):
    widget = code("D1", root=project)
    state = {name: value for name, value in widget.get_state().items() if name not in ("_esm", "_css")}
    words = set(example_study().transcripts["D1"].split())
    assert repr(widget) == "Coder(D1, een)"
    assert not words & set(str(state).replace("'", " ").split())
