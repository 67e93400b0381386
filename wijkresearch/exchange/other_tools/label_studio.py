"""Label Studio: its JSON export, a list of tasks with the annotations of each annotator.

A region of plain text has `start`, `end` and `text`. Label Studio counts code points (other programs that write its
format: UTF-16 units), and `text` is the proof. In a dialogue (`Paragraphs`) start and end are numbers of turns, with a
place inside each. Of a web page only the quote is used. Results of one id belong together: labels are codes, a text
area or choice is a memo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, refuse_without_codings, whole_number
from wijkresearch.exchange.other_tools.json_files import Fields, count_in, object_in, objects_in, texts_in
from wijkresearch.exchange.other_tools.marked_texts import CODE_POINTS, UTF16, MarkedText, add_marked, distinct
from wijkresearch.exchange.project import CodedProject

UPLOAD_MARK = re.compile(r"^[0-9a-f]{8}-")
NAMES = ("document", "filename", "file_name", "name", "title")
LABELS = ("labels", "hypertextlabels", "paragraphlabels")


def is_label_studio(first: Fields) -> bool:
    """Whether this is a task of Label Studio."""
    return isinstance(first.get("data"), dict) and isinstance(first.get("annotations"), list)


def read_label_studio(path: Path, tasks: Sequence[Fields], transcripts: Mapping[str, str]) -> CodedProject:
    """The labelled regions of all tasks; the coder is who completed the annotation.

    Raises:
        StudyError: there are no labelled regions.
    """
    gathering = Gathering("label-studio", "Label Studio", transcripts)
    names = distinct([_name(task, path) for task in tasks], [f"task {task.get('id')}" for task in tasks])
    documents = []
    for task, name in zip(tasks, names, strict=True):
        text, turns = _text(object_in(task.get("data")), _field_of(task))
        passages = list(_passages(gathering, task, name, turns))
        documents.append(MarkedText(name, text, passages))
    add_marked(gathering, documents, (CODE_POINTS, UTF16))
    refuse_without_codings(gathering, path.name)
    return gathering.project()


def _name(task: Fields, path: Path) -> str:
    data = object_in(task.get("data"))
    upload = UPLOAD_MARK.sub("", str(task.get("file_upload") or ""))
    named = [text for name in NAMES for text in texts_in(data.get(name))]
    link = [text.rsplit("/", 1)[-1] for value in data.values() for text in texts_in(value) if _is_link(text)]
    found = [*named, *(UPLOAD_MARK.sub("", name) for name in link), upload, f"{path.stem}, task {task.get('id')}"]
    return next(name for name in found if name and not name.lower().endswith((".json", ".csv", ".tsv")))


def _is_link(text: str) -> bool:
    return len(text.split()) == 1 and ("://" in text or text.startswith("/data/"))


def _field_of(task: Fields) -> str:
    """The name of the text that regions point to, which is mostly the name of its field too."""
    annotations = objects_in(task.get("annotations"))
    regions = (region for annotation in annotations for region in objects_in(annotation.get("result")))
    return next((str(region["to_name"]) for region in regions if "to_name" in region), "text")


def _text(data: Fields, field: str) -> tuple[str | None, list[int] | None]:
    """The text of a task, and where each turn begins when it is a dialogue."""
    values = [data[field]] if field in data else list(data.values())
    for turns in map(objects_in, values):
        if turns and all(isinstance(turn.get("text"), str) for turn in turns):
            heads = [f"{author}: " if (author := str(turn.get("author") or "")) else "" for turn in turns]
            lines = [head + str(turn["text"]) for head, turn in zip(heads, turns, strict=True)]
            begins = [0, *accumulate(len(line) + 1 for line in lines)]
            return "\n".join(lines), [begin + len(head) for begin, head in zip(begins, heads, strict=False)]
    texts = [value for value in values if isinstance(value, str) and value.strip() and not _is_link(value)]
    longest = max(texts, key=len, default="<")
    return (None if longest.lstrip().startswith("<") else longest), None


def _passages(gathering: Gathering, task: Fields, name: str, turns: list[int] | None) -> Iterator[Passage]:
    for kind, what in (("predictions", "a prediction of a model"), ("drafts", "a draft that was not submitted")):
        left_out = task.get(kind)
        gathering.skipped.update([what] * (len(left_out) if isinstance(left_out, list) else 0))
    for annotation in objects_in(task.get("annotations")):
        if annotation.get("was_cancelled"):
            gathering.skipped["an annotation that was skipped"] += 1
            continue
        regions: dict[object, list[Fields]] = {}
        for result in objects_in(annotation.get("result")):
            regions.setdefault(str(result.get("id")), []).append(result)
        for number, results in enumerate(regions.values(), 1):
            where = f"task {task.get('id')}, annotation {annotation.get('id')}, region {number}"
            coder = _coder(annotation.get("completed_by"))
            for passage in _region(gathering, where, name, results, turns):
                yield replace(passage, coder=coder)


def _region(
    gathering: Gathering, where: str, name: str, results: list[Fields], turns: list[int] | None
) -> Iterator[Passage]:
    values = [object_in(result.get("value")) for result in results]
    spans = [value for value in values if "start" in value and "end" in value]
    codes = [code for value in spans for code in _codes(value)]
    memos = [text for value in values for text in (*_comments(value), *texts_in(value.get("choices")))]
    if not spans and not memos:
        gathering.skipped.update(f"a result without a passage ({result.get('type')})" for result in results)
    elif spans and not codes:
        gathering.flag(where, "there is no label; the region is not a coding")
    if not codes and memos:
        gathering.add_note(where, name, (0, 0), "\n".join(memos))
    if not codes:
        return
    quote = next((text for value in spans if isinstance(text := value.get("text"), str)), None)
    start, end = _place(spans[0], turns)
    memo = "\n".join(memos) or None
    for code in dict.fromkeys(codes):
        yield Passage(where, name, code, quote=quote, start=start, end=end, memo=memo)


def _codes(value: Fields) -> list[tuple[str, ...]]:
    labels = [(label,) for kind in LABELS for label in texts_in(value.get(kind))]
    paths = value.get("taxonomy")
    return [*labels, *(tuple(path) for one in (paths if isinstance(paths, list) else []) if (path := texts_in(one)))]


def _comments(value: Fields) -> list[str]:
    """What stands in a text area; of a labelled region `text` is the passage, and one text."""
    return texts_in(value["text"]) if isinstance(value.get("text"), list) else []


def _place(value: Fields, turns: list[int] | None) -> tuple[int | None, int | None]:
    if turns is None:
        positions = (value["start"], value["end"])
        return (None, None) if all(isinstance(one, str) for one in positions) else _counted(positions)
    start, end = (whole_number(value.get(name)) for name in ("start", "end"))
    if start is None or end is None or not 0 <= start <= end < len(turns):
        return None, None
    return turns[start] + count_in(value.get("startOffset")), turns[end] + count_in(value.get("endOffset"))


def _counted(positions: tuple[object, object]) -> tuple[int, int]:
    return count_in(positions[0]), count_in(positions[1])


def _coder(who: object) -> str | None:
    if isinstance(who, dict):
        return next((str(who[name]) for name in ("email", "username", "id") if who.get(name)), None)
    return None if who is None else str(who)
