"""doccano: JSON Lines, one text a line with its spans in `label`, or in `entities` where the project has relations.

doccano counts UTF-16 units, or what a reader sees as one character when the project says so; a script that made the
file may have counted code points. No quote is stored and no coder: doccano gives each annotator a file of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, refuse_without_codings
from wijkresearch.exchange.other_tools.json_files import Fields, count_in, objects_in, texts_in
from wijkresearch.exchange.other_tools.marked_texts import (
    CODE_POINTS,
    GRAPHEMES,
    UTF16,
    MarkedText,
    add_marked,
    distinct,
)
from wijkresearch.exchange.project import CodedProject

NAMES = ("document", "filename", "file_name", "upload_name", "name", "title")
SPAN = 3


def is_doccano(first: Fields) -> bool:
    """Whether this is a text of doccano with spans."""
    ours = isinstance(first.get("text"), str) and "annotation_id" not in first
    return ours and any(isinstance(first.get(name), list) for name in ("label", "entities"))


def read_doccano(path: Path, examples: Sequence[Fields], transcripts: Mapping[str, str]) -> CodedProject:
    """The spans of all texts.

    Raises:
        StudyError: there are no spans.
    """
    gathering = Gathering("doccano", "doccano", transcripts)
    numbered = list(enumerate(examples, 1))
    marks = [f"text {example.get('id', number)}" for number, example in numbered]
    names = distinct([_name(example, path, number) for number, example in numbered], marks)
    documents = []
    for number, (example, name) in enumerate(zip(examples, names, strict=True), 1):
        where = f"{path.name} line {number}"
        memo = "\n".join(text for one in _comments(example) for text in texts_in(one)) or None
        passages = list(_passages(gathering, example, name, where))
        documents.append(MarkedText(name, str(example.get("text") or ""), passages, memo))
        relations = objects_in(example.get("relations"))
        gathering.skipped.update(["a relation between passages"] * len(relations))
    add_marked(gathering, documents, (UTF16, CODE_POINTS, GRAPHEMES))
    refuse_without_codings(gathering, path.name)
    return gathering.project()


def _name(example: Fields, path: Path, number: int) -> str:
    named = [text for name in NAMES for text in texts_in(example.get(name))]
    return named[0] if named else f"{path.stem}, text {example.get('id', number)}"


def _comments(example: Fields) -> list[object]:
    comments = example.get("Comments")
    return (
        [one.get("comment") if isinstance(one, dict) else one for one in comments] if isinstance(comments, list) else []
    )


def _passages(gathering: Gathering, example: Fields, name: str, where: str) -> Iterator[Passage]:
    spans = example.get("label", example.get("entities"))
    for span in spans if isinstance(spans, list) else []:
        start, end, label = (
            (span.get("start_offset"), span.get("end_offset"), span.get("label"))
            if isinstance(span, dict)
            else _three(span)
        )
        for code in texts_in(label):
            yield Passage(where, name, (code,), start=count_in(start), end=count_in(end))
        if not texts_in(label):
            gathering.flag(where, "a label is not a passage with a code; left out")
    gathering.skipped.update(["a category of a whole text"] * len(texts_in(example.get("cats") or [])))


def _three(span: object) -> tuple[object, object, object]:
    return (span[0], span[1], span[2]) if isinstance(span, list) and len(span) == SPAN else (None, None, None)
