"""Two exports of one project: the same text is recognised, and codings follow a corrected transcript."""

from __future__ import annotations

from hashlib import sha256

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkresearch.io.merging import Mover, compare_projects, merge_projects
from wijkresearch.io.project import CodedProject
from wijkresearch.tables import exchange

OLD = (
    "Interviewer: Wat doet u hier?\n"
    "Wijkverbinder: Ik bel de gemeente op en ik praat met bewoners.\n"
    "Interviewer: En dan?\n"
    "Wijkverbinder: Ja. Dan komt er een afspraak bij het loket.\n"
)
NEW = (
    "Opname van 3 mei.\n"
    "Interviewer: Wat doet u hier?\n"
    "Wijkverbinder: Ik bel de gemeente op, en ik praat met de bewoners.\n"
    "Interviewer: En dan?\n"
    "Wijkverbinder: Ja. Daarna komt er een afspraak bij het loket.\n"
)


def table(declared: exchange.Table, rows: list[dict[str, object]]) -> pd.DataFrame:
    return declared.check(pd.DataFrame(rows, columns=declared.column_names))


def project(
    texts: dict[str, str], quotes: list[tuple[str, str, str]], coder: str = "AB", **more: object
) -> CodedProject:
    """A project in which the first occurrence of each quote is coded: (document, quote, code)."""
    codings = []
    for document, quote, code in quotes:
        start = texts[document].index(quote)
        codings.append({"document": document, "start": start, "end": start + len(quote), "code": code, "coder": coder})
    documents = [
        {"document": name, "kind": "text", "text_sha256": sha256(text.encode()).hexdigest()}
        for name, text in texts.items()
    ]
    codes = sorted({code for _, _, code in quotes})
    return CodedProject(
        format="qdpx",
        origin="ATLAS.ti",
        documents=table(exchange.IMPORTED_DOCUMENTS, documents),
        codes=table(exchange.IMPORTED_CODES, [{"code": code, "codable": True} for code in codes]),
        codings=table(exchange.IMPORTED_CODINGS, codings),
        texts=texts,
        **more,  # type: ignore[arg-type]
    )


def quotes(found: CodedProject) -> set[tuple[str, str, str]]:
    return {(row.coder, row.code, found.texts[row.document][row.start : row.end]) for row in found.codings.itertuples()}


def test_the_same_text_is_recognised_by_its_words_and_a_corrected_one_by_its_name() -> None:
    earlier = project({"A.docx": "een\n", "B": "twee\n", "C": "drie\n", "leeg": ""}, [])
    later = project({"Gesprek A": "een\n", "b.txt": "twee!\n", "D": "vier\n", "C": "drie\n", "ook leeg": ""}, [])
    assert compare_projects(earlier, later).fillna("-").to_numpy().tolist() == [
        ["A.docx", "Gesprek A", "renamed"],
        ["C", "C", "same"],
        ["B", "b.txt", "corrected"],
        ["leeg", "-", "only_earlier"],
        ["-", "D", "only_later"],
        ["-", "ook leeg", "only_later"],
    ]


def test_two_documents_with_one_text_are_not_taken_for_each_other() -> None:
    earlier = project({"A": "ja\n", "B": "ja\n"}, [])
    later = project({"B": "ja\n", "C": "ja\n"}, [])
    assert compare_projects(earlier, later).fillna("-").to_numpy().tolist() == [
        ["B", "B", "same"],
        ["A", "-", "only_earlier"],
        ["-", "C", "only_later"],
    ]


def test_codings_of_two_coders_on_one_text_come_together_and_doubles_count_once() -> None:
    earlier = project({"D1": OLD}, [("D1", "bel de gemeente", "fikser"), ("D1", "praat met bewoners", "netwerker")])
    later = project({"D1": OLD}, [("D1", "bel de gemeente", "fikser")])
    second = project({"D1": OLD}, [("D1", "bel de gemeente", "fikser")], coder="CD")
    assert len(merge_projects(earlier, later).codings) == 2
    assert quotes(merge_projects(merge_projects(earlier, later), second)) == {
        ("AB", "fikser", "bel de gemeente"),
        ("AB", "netwerker", "praat met bewoners"),
        ("CD", "fikser", "bel de gemeente"),
    }


def test_codings_move_along_with_a_corrected_transcript_and_every_move_is_listed() -> None:
    coded = [
        ("D1", "bel de gemeente op", "fikser"),
        ("D1", "ik praat met bewoners", "netwerker"),
        ("D1", "Ja", "instemming"),
        ("D1", "Dan komt er een afspraak bij het loket", "makelaar"),
    ]
    merged = merge_projects(project({"D1": OLD}, coded), project({"D1": NEW}, []))
    assert quotes(merged) == {
        ("AB", "fikser", "bel de gemeente op"),
        ("AB", "netwerker", "ik praat met de bewoners"),
        ("AB", "instemming", "Ja"),
        ("AB", "makelaar", "Daarna komt er een afspraak bij het loket"),
    }
    assert merged.texts == {"D1": NEW}
    assert dict(zip(merged.moves["code"], merged.moves["found_by"], strict=True)) == {
        "fikser": "context",
        "netwerker": "correction",
        "instemming": "context",
        "makelaar": "correction",
    }
    moved = merged.moves.set_index("code").loc["fikser", ["old_start", "old_end", "new_start", "new_end"]].tolist()
    assert moved == [48, 66, 66, 84]
    assert merged.warnings == (
        "The text of 'D1' differs between the two exports; codings moved along.",
        "4 codings moved and 0 could not be placed.",
    )


def test_what_cannot_be_placed_is_kept_aside_and_never_dropped() -> None:
    gone = NEW.replace("Ik bel de gemeente op, en ik praat met de bewoners.", "Niets.")
    merged = merge_projects(project({"D1": OLD}, [("D1", "bel de gemeente op", "fikser")]), project({"D1": gone}, []))
    assert merged.codings.empty
    assert merged.unplaced[["document", "code", "coder", "quote", "reason"]].to_numpy().tolist() == [
        ["D1", "fikser", "AB", "bel de gemeente op", "the passage cannot be pointed out in the corrected text"]
    ]
    assert merged.flagged["what"].tolist() == [
        "code 'fikser' at 48–66 was kept aside: the passage cannot be pointed out in the corrected text"
    ]


def test_a_short_answer_that_is_there_often_goes_with_its_own_line() -> None:
    old = "A: Ja.\nB: Nee.\nA: Ja.\nB: Waarom?\nA: Ja.\n"
    new = "Begin.\nA: Ja.\nB: Nee, nooit.\nA: Ja.\nB: Waarom dan?\nA: Ja.\n"
    start = old.index("Ja", 10)
    place = Mover(old, new).place(start, start + 2)
    assert place is not None
    assert (place.start, place.found_by) == (new.index("Ja", 30), "context")


def test_a_renamed_document_is_said_and_keeps_the_later_name() -> None:
    merged = merge_projects(project({"A.docx": OLD}, [("A.docx", "Ja", "x")]), project({"Gesprek": OLD}, []))
    assert merged.codings["document"].tolist() == ["Gesprek"]
    assert merged.warnings == ("'A.docx' and 'Gesprek' hold the same text; they are taken as one document, 'Gesprek'.",)


def test_a_text_that_the_later_export_lacks_is_kept_from_the_earlier_one() -> None:
    merged = merge_projects(project({"D1": OLD}, [("D1", "Ja", "x")]), project({"D1": ""}, []))
    assert merged.texts == {"D1": OLD}
    assert quotes(merged) == {("AB", "x", "Ja")}
    assert merged.documents["text_sha256"].tolist() == [sha256(OLD.encode()).hexdigest()]
    assert merged.flagged["what"].tolist() == ["the later export lacks the text; that of the earlier one is kept"]


def test_a_code_that_means_something_else_now_is_flagged() -> None:
    earlier, later = (project({"D1": OLD}, [("D1", "Ja", "x")]) for _ in range(2))
    for one, said in ((earlier, "oud"), (later, "nieuw")):
        one.codes["description"] = said
    merged = merge_projects(earlier, later)
    assert merged.codes["description"].tolist() == ["nieuw"]
    assert merged.flagged.to_numpy().tolist() == [
        ["codes", "'x' has another description in the two exports; that of the later one counts"]
    ]


def test_notes_and_cases_move_along_too() -> None:
    start = OLD.index("bel")
    note = {"note": "n1", "text": "let op", "about": "passage", "target": "D1", "start": start, "end": start + 3}
    member = {"kind": "case", "name": "K", "member_kind": "passage", "member": "D1", "start": start, "end": start + 3}
    earlier = project(
        {"D1": OLD},
        [],
        notes=table(exchange.IMPORTED_NOTES, [note]),
        members=table(exchange.IMPORTED_MEMBERS, [member]),
        groups=table(exchange.IMPORTED_GROUPS, [{"kind": "case", "name": "K"}]),
    )
    merged = merge_projects(earlier, project({"D1": NEW}, []))
    place = NEW.index("bel")
    assert merged.notes[["target", "start", "end"]].to_numpy().tolist() == [["D1", place, place + 3]]
    assert merged.members[["member", "start", "end"]].to_numpy().tolist() == [["D1", place, place + 3]]


WORDS = st.lists(st.sampled_from(["ja", "nee", "de", "wijk", "loket", "één", "😀", "afspraak"]), min_size=1, max_size=8)
LINES = st.lists(WORDS.map(" ".join), min_size=1, max_size=6)


@given(st.data(), LINES)
@settings(max_examples=20, deadline=None)
def test_no_coding_is_ever_lost_and_an_unchanged_text_moves_nothing(data: st.DataObject, lines: list[str]) -> None:
    old = "\n".join(lines) + "\n"
    new = "\n".join(data.draw(st.lists(st.sampled_from(lines) | WORDS.map(" ".join), min_size=1, max_size=7))) + "\n"
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    coding = {"document": "D1", "start": start, "end": end, "code": "x", "coder": "AB"}
    earlier = project({"D1": old}, [("D1", old[:1], "x")])
    earlier = CodedProject(**{**earlier.__dict__, "codings": table(exchange.IMPORTED_CODINGS, [coding])})
    merged = merge_projects(earlier, project({"D1": new}, []))
    assert len(merged.codings) + len(merged.unplaced) == 1
    for row in merged.codings.itertuples():
        assert 0 <= row.start < row.end <= len(new)
    for row in merged.moves.itertuples():
        if row.found_by in ("context", "quote"):
            assert new[row.new_start : row.new_end] == old[row.old_start : row.old_end]
    if old == new:
        assert merged.moves.empty
        assert merged.codings[["start", "end"]].to_numpy().tolist() == [[start, end]]


def test_a_correction_on_every_page_of_a_long_interview() -> None:
    old = "".join(f"Spreker: dit is regel {number} van een lang gesprek over de wijk.\n" for number in range(2_000))
    new = old.replace("regel 7", "zin 7")
    mover = Mover(old, new)
    start = old.index("regel 1999")
    place = mover.place(start, start + 10)
    assert place is not None
    assert new[place.start : place.end] == "regel 1999"
