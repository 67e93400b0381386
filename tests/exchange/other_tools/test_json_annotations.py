"""JSON of programs that annotate text, written here as those programs lay it out.

Label Studio 1.21.0 was run: two tasks, annotations, a cancelled one and a prediction made through its API and exported
as JSON. doccano 1.8.4 was run: a text with a span and a comment, made through its API and exported as JSONL, with and
without relations. What their screens count is read from the scripts that draw them. Hypothes.is was not run: the layout
is from the source code of its client.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from examples import every_fourth

from wijkresearch.errors import StudyError
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.recognising import read_coded

TEXT = "Eén 😀 loket\nis dicht, zegt R.\nHet loket is dicht."


def read(folder: Path, content: object, name: str = "export.json", texts: dict[str, str] | None = None) -> CodedProject:
    (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return read_coded(folder / name, texts or {})


def passages(project: CodedProject) -> list[tuple[str, str, str]]:
    return [
        (row.code, row.coder, project.texts[row.document][row.start : row.end]) for row in project.codings.itertuples()
    ]


def skipped(project: CodedProject) -> dict[str, int]:
    return dict(project.skipped[["what", "count"]].itertuples(index=False))


def utf16(position: int) -> int:
    return len(TEXT[:position].encode("utf-16-le")) // 2


def region(start: int, end: int, labels: list[str]) -> dict[str, Any]:
    held = {"start": start, "end": end, "text": TEXT[start:end], "labels": labels}
    return {"id": "r1", "from_name": "label", "to_name": "text", "type": "labels", "value": held}


def task(results: list[object], data: object = None, **fields: object) -> dict[str, Any]:
    annotation = {"id": 5, "completed_by": {"id": 1, "email": "noor@uni.nl"}, "result": results, "was_cancelled": False}
    given = {"text": TEXT, "name": "D10.txt"} if data is None else data
    return {"id": 1, "data": given, "annotations": [annotation], "predictions": [], "drafts": [], **fields}


def test_label_studio_counts_code_points_and_each_label_is_a_coding_of_its_annotator(tmp_path: Path) -> None:
    at = TEXT.index("loket")
    memo = {"id": "r1", "type": "textarea", "value": {"start": at, "end": at + 5, "text": ["let op"]}}
    project = read(tmp_path, [task([region(at, at + 5, ["Fikser", "Loket"]), memo])])
    assert passages(project) == [("Fikser", "noor@uni.nl", "loket"), ("Loket", "noor@uni.nl", "loket")]
    assert project.codings["memo"].tolist() == ["let op", "let op"]
    assert project.texts == {"D10.txt": TEXT}
    assert project.flagged.empty


def test_the_quote_tells_when_a_file_of_label_studio_counts_utf_16(tmp_path: Path) -> None:
    at = TEXT.rindex("loket")
    moved = region(at, at + 5, ["a"])
    moved["value"].update(start=utf16(at), end=utf16(at + 5))
    project = read(tmp_path, [task([moved])])
    assert project.codings[["start", "end"]].to_dict("records") == [{"start": at, "end": at + 5}]
    assert project.flagged.empty


def test_only_what_a_person_submitted_is_a_coding(tmp_path: Path) -> None:
    one = task([region(0, 3, ["a"]), {"from_id": "r1", "to_id": "r1", "type": "relation"}])
    one["annotations"] += [{"id": 6, "completed_by": 2, "was_cancelled": True, "result": [region(0, 3, ["b"])]}]
    project = read(tmp_path, [one | {"predictions": [1], "drafts": [{"result": []}]}])
    assert passages(project) == [("a", "noor@uni.nl", "Eén")]
    assert skipped(project) == {
        "a draft that was not submitted": 1,
        "a prediction of a model": 1,
        "a result without a passage (relation)": 1,
        "an annotation that was skipped": 1,
    }


def test_what_is_noted_without_a_label_is_kept(tmp_path: Path) -> None:
    free = {"id": "t", "type": "textarea", "value": {"text": ["lang gesprek"]}}
    unlabelled = region(0, 3, [])
    unlabelled["id"] = "u"
    project = read(tmp_path, [task([region(6, 11, ["a"]), free, unlabelled])])
    assert project.notes[["target", "text"]].values.tolist() == [["D10.txt", "lang gesprek"]]
    assert project.flagged["what"].tolist() == ["there is no label; the region is not a coding"]


def test_a_dialogue_of_label_studio_becomes_a_transcript_with_its_speakers(tmp_path: Path) -> None:
    turns = [{"author": "I", "text": "Hoe?"}, {"author": "R", "text": "Het loket is dicht."}]
    value = {"start": "1", "end": "1", "startOffset": 4, "endOffset": 9, "text": "loket", "paragraphlabels": ["a"]}
    result = {"id": "x", "to_name": "dialogue", "type": "paragraphlabels", "value": value}
    project = read(tmp_path, [task([result], {"dialogue": turns, "name": "D10"})])
    assert project.texts == {"D10": "I: Hoe?\nR: Het loket is dicht."}
    assert passages(project) == [("a", "noor@uni.nl", "loket")]
    assert project.flagged.empty


def test_a_task_that_only_links_to_its_text_is_placed_in_the_transcript(tmp_path: Path) -> None:
    data = {"text": "/data/upload/1/0a1b2c3d-D10.txt"}
    at = TEXT.rindex("loket")
    project = read(tmp_path, [task([region(at, at + 5, ["a"])], data)], texts={"D10.docx": TEXT})
    assert project.codings[["document", "start"]].to_dict("records") == [{"document": "D10.txt", "start": at}]


def test_lines_of_one_upload_are_texts_of_their_own(tmp_path: Path) -> None:
    tasks = [
        task([region(0, 3, ["a"])], {"text": TEXT}, id=number, file_upload="0a1b2c3d-D10.txt") for number in (1, 2)
    ]
    assert list(read(tmp_path, tasks).texts) == ["D10.txt (task 1)", "D10.txt (task 2)"]


@pytest.mark.parametrize("name", ["label", "entities"])
def test_doccano_counts_utf_16_and_relations_are_counted(tmp_path: Path, name: str) -> None:
    spans = [(utf16(at), utf16(at + 5), "Fikser") for at in (TEXT.index("loket"), TEXT.index("dicht"))]
    fields = ("start_offset", "end_offset", "label")
    held = spans if name == "label" else [dict(zip(fields, span, strict=True)) for span in spans]
    line = json.dumps({"id": 7, "text": TEXT, name: held, "relations": [{"id": 1}], "Comments": ["let op"]})
    (tmp_path / "noor.jsonl").write_text(f"{line}\n", encoding="utf-8")
    project = read_coded(tmp_path / "noor.jsonl", {})
    assert passages(project) == [("Fikser", "unknown", "loket"), ("Fikser", "unknown", "dicht")]
    assert project.documents[["document", "memo"]].to_dict("records") == [
        {"document": "noor, text 7", "memo": "let op"}
    ]
    assert skipped(project) == {"a relation between passages": 1}
    assert "Most passages begin" not in " ".join(project.warnings)


def test_doccano_may_count_what_a_reader_sees_as_one_character(tmp_path: Path) -> None:
    text = "Cafe\u0301\r\n👩\u200d🌾 loket dicht"
    before = len("Café") + len("\n") + len("👩 ")
    spans = [[before, before + 5, "a"], [before + 6, before + 11, "b"], [0, 4, "c"]]
    project = read(tmp_path, {"text": text, "label": spans}, "all.jsonl")
    assert [passage for _, _, passage in passages(project)] == ["loket", "dicht", "Café"]


def test_passages_without_quotes_that_break_words_are_warned_of(tmp_path: Path) -> None:
    spans = [[at, at + 3, "a"] for at in (7, 14, 20, 34)]
    project = read(tmp_path, {"text": TEXT.replace("😀", "ja"), "label": spans}, "all.jsonl")
    assert any(warning.startswith("Most passages begin or end inside a word") for warning in project.warnings)


def annotation(
    identifier: str, tags: list[str], selector: dict[str, str] | None, **fields: object
) -> dict[str, object]:
    selectors = [{"type": "RangeSelector"}, {"type": "TextQuoteSelector", **selector}] if selector else []
    return {
        "id": identifier,
        "user": "acct:noor@hypothes.is",
        "uri": "https://wijk.nl/d10.html",
        "text": "",
        "tags": tags,
        "document": {"title": ["Interview 10"]},
        "target": [{"source": "https://wijk.nl/d10.html", "selector": selectors}],
        **fields,
    }


@pytest.mark.parametrize("outer", ["rows", "annotations"])
def test_the_words_around_it_tell_which_passage_was_tagged_and_a_reply_is_a_note(tmp_path: Path, outer: str) -> None:
    second = {"prefix": "R. Het ", "exact": "loket", "suffix": " is dicht."}
    found = [
        annotation("p", ["Fikser", "Loket"], second, text="let op"),
        annotation("q", ["mee eens"], None, text="ja, zie D11", user="acct:jan@hypothes.is", references=["p"]),
        annotation("n", [], None, text="lang gesprek"),
        annotation("u", [], second, text="waarom?"),
    ]
    project = read(tmp_path, {outer: found, "total": 4}, texts={"D10.txt": TEXT, "Interview 10.txt": TEXT})
    at = TEXT.rindex("loket")
    assert project.codings[["document", "start", "end", "code", "coder", "memo"]].values.tolist() == [
        ["Interview 10", at, at + 5, code, "noor", "let op\njan: ja, zie D11"] for code in ("Fikser", "Loket")
    ]
    assert project.notes[["about", "target", "text", "author"]].values.tolist() == [
        ["document", "Interview 10", "lang gesprek", "noor"],
        ["passage", "Interview 10", "waarom?", "noor"],
    ]
    assert project.flagged["what"].tolist() == ["there is no tag; the annotation is not a coding"]


def test_a_page_without_a_known_title_is_found_by_its_address(tmp_path: Path) -> None:
    project = read(tmp_path, [annotation("p", ["a"], {"exact": "is dicht, zegt"})], texts={"D10.txt": TEXT})
    assert passages(project) == [("a", "noor", "is dicht, zegt")]


def test_a_reply_in_the_csv_of_hypothesis_is_a_note_on_the_page(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(
        "Creation Date,URL,Group,Annotation/Reply Type,Quote,User,Body,Tags,Page\n"
        '2024-05-01,https://wijk.nl/D10.html,Public,Annotation,"is dicht, zegt",noor,let op,"Fikser,Loket",\n'
        "2024-05-02,https://wijk.nl/D10.html,Public,Reply,,jan,mee eens,oneens,\n",
        encoding="utf-8",
    )
    project = read_coded(tmp_path / "export.csv", {"D10.txt": TEXT})
    assert passages(project) == [("Fikser", "noor", "is dicht, zegt"), ("Loket", "noor", "is dicht, zegt")]
    assert project.notes[["target", "text", "author"]].values.tolist() == [["D10.html", "mee eens", "jan"]]


def nodes(value: object, at: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """The way to everything inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(way for key, one in inside for way in nodes(one, (*at, key)))]


VALID = (
    [task([region(0, 3, ["a"])], {"text": [{"author": "R", "text": "Eén"}], "name": "D10"})],
    {"text": TEXT, "entities": [{"start_offset": 0, "end_offset": 3, "label": "a"}], "Comments": [{"comment": "b"}]},
    {
        "rows": [
            annotation("p", ["a"], {"exact": "dicht", "prefix": "is "}),
            annotation("q", [], None, references=["p"]),
        ]
    },
)
ODD: list[Any] = [None, True, -1, 1e300, "x", [], {}, [[]], [None, {"a": 1}], {"start": 10**30}]


@pytest.mark.parametrize("valid", VALID)
@pytest.mark.parametrize("number", range(len(ODD)))
def test_a_value_of_another_kind_anywhere_brings_a_project_or_a_study_error(
    tmp_path: Path, valid: object, number: int
) -> None:
    for way in every_fourth(nodes(valid), number):
        spoiled = json.loads(json.dumps([valid]))
        holder: Any = spoiled
        for key in (0, *way)[:-1]:
            holder = holder[key]
        holder[(0, *way)[-1]] = ODD[number]
        try:
            read(tmp_path, spoiled[0], texts={"D10.txt": TEXT})
        except StudyError:
            continue


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[{"a": 1}]', "x.json: this JSON is not of a program that is known here"),
        ("[1]", "x.json: this JSON is not laid out as expected"),
        ("{\n", "x.json line 1: this is not valid JSON"),
        ('[{"text": "a", "label": [], "annotation_id": 1}]', "From Label Studio, export JSON and not JSON-MIN."),
        ('[{"text": "a", "label": []}]', "x.json: there are no codings in this file"),
    ],
)
def test_other_json_is_refused_with_the_reason(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    with pytest.raises(StudyError) as refusal:
        read_coded(tmp_path / "x.json", {})
    assert message in str(refusal.value)
