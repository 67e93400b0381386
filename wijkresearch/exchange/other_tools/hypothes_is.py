"""Hypothes.is: annotations on web pages, in JSON (of its API, or of *Export* in its sidebar) or as the CSV of *Export*.

Tags are codes, the comment is a memo, the user is the coder. A reply is a note in a thread and never a code. A passage
is told by its words and the words before and after it: positions count in the web page, not in the transcript. In the
CSV there are no words around it, and a reply does not say what it replies to: it is a note on the page. No tag holds a
comma: typing one ends it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from wijkresearch.exchange.locating import Haystack
from wijkresearch.exchange.other_tools.gathering import Gathering, Passage, refuse_without_codings
from wijkresearch.exchange.other_tools.json_files import Fields, object_in, objects_in, texts_in
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.spreadsheets import Cells

LISTS = ("rows", "annotations")
HEADINGS = ("creation date", "url", "group", "annotation/reply type", "quote", "user", "body", "tags")


def is_hypothesis(first: Fields) -> bool:
    """Whether this is an annotation of Hypothes.is, or an object with a list of them."""
    return any("uri" in one and "target" in one for one in _annotations([first]))


def is_hypothesis_sheet(cells: Cells) -> bool:
    """Whether the first row has the headings of Hypothes.is."""
    first = next((values for _, values in cells.rows), ())
    return set(HEADINGS) <= {(value or "").strip().lower() for value in first}


def read_hypothesis(path: Path, found: Sequence[Fields], transcripts: Mapping[str, str]) -> CodedProject:
    """The tagged passages of all annotations; a page is a document by its title, or by the end of its address.

    Raises:
        StudyError: there are no annotations with tags.
    """
    return _project(path, _annotations(found), transcripts)


def read_hypothesis_sheet(path: Path, cells: Cells, transcripts: Mapping[str, str]) -> CodedProject:
    """The same of a CSV.

    Raises:
        StudyError: there are no annotations with tags.
    """
    headings, *rows = [[value or "" for value in values] for _, values in cells.rows]
    names = [heading.strip().lower() for heading in headings]
    return _project(path, [_annotation(dict(zip(names, row, strict=False))) for row in rows], transcripts)


def _annotation(row: Mapping[str, str]) -> Fields:
    """A row as the API gives it."""
    selectors = [{"type": "TextQuoteSelector", "exact": row.get("quote")}] if row.get("quote") else []
    return {
        "uri": row.get("url"),
        "user": row.get("user"),
        "text": row.get("body"),
        "tags": row.get("tags", "").split(","),
        "references": ["unknown"] if row.get("annotation/reply type", "").strip().lower() == "reply" else [],
        "target": [{"selector": selectors}],
    }


def _annotations(found: Sequence[Fields]) -> list[Fields]:
    inside = [one for outer in found for name in (*LISTS, "replies") for one in objects_in(outer.get(name))]
    return inside or list(found)


def _project(path: Path, annotations: Sequence[Fields], transcripts: Mapping[str, str]) -> CodedProject:
    gathering = Gathering("hypothesis", "Hypothes.is", transcripts)
    known = {str(annotation.get("id")) for annotation in annotations}
    replies: dict[str, list[str]] = {}
    for number, annotation in enumerate(annotations, 1):
        thread = texts_in(annotation.get("references") or [])[:1]
        if thread and thread[0] in known:
            replies.setdefault(thread[0], []).extend(_said(annotation))
        elif thread:
            note = f"reply {number}"
            gathering.add_note(note, _document(gathering, annotation), (0, 0), _text(annotation), _user(annotation))
    for number, annotation in enumerate(annotations, 1):
        if not texts_in(annotation.get("references") or []):
            said = replies.get(str(annotation.get("id")), [])
            _gather(gathering, annotation, f"{path.name}, annotation {number}", said)
    refuse_without_codings(gathering, path.name)
    return gathering.project()


def _gather(gathering: Gathering, annotation: Fields, where: str, replies: list[str]) -> None:
    document = _document(gathering, annotation)
    gathering.add_document(document)
    memo = "\n".join(filter(None, [_text(annotation), *replies])) or None
    selectors = [one for target in objects_in(annotation.get("target")) for one in objects_in(target.get("selector"))]
    quotes = [one for one in selectors if one.get("type") == "TextQuoteSelector" and one.get("exact")]
    tags = dict.fromkeys(texts_in(annotation.get("tags") or []))
    if not quotes:
        gathering.add_note(where, document, (0, 0), memo, _user(annotation))
        return
    passage = Passage(where, document, (), _user(annotation), str(quotes[0]["exact"]), memo=memo)
    placed = _placed(passage, quotes[0], gathering.transcript(document))
    for tag in tags:
        gathering.add_passage(replace(placed, code=(tag,)))
    if not tags:
        gathering.flag(where, "there is no tag; the annotation is not a coding")
    if memo and not tags:
        gathering.add_note(where, document, (placed.start or 0, placed.end or 0), memo, _user(annotation))


def _document(gathering: Gathering, annotation: Fields) -> str:
    """The name of the page: its title or the end of its address, whichever has a transcript."""
    title = texts_in(object_in(annotation.get("document")).get("title"))
    address = str(annotation.get("uri") or "page").rstrip("/")
    names = (*title, address.rsplit("/", 1)[-1])
    return next((name for name in names if gathering.transcript(name) is not None), (*title, address)[0])


def _placed(passage: Passage, quote: Fields, text: str | None) -> Passage:
    """The passage with its place, where the words before and after it tell which it is."""
    exact, before, after = (str(quote.get(name) or "") for name in ("exact", "prefix", "suffix"))
    if text is None or not before + after:
        return passage
    haystack = Haystack(text)
    first, last = haystack.find(exact + after).place, haystack.find(before + exact).place
    if first is None or last is None or not haystack.holds(first.start, last.end, exact):
        return passage
    return replace(passage, start=first.start, end=last.end)


def _text(annotation: Fields) -> str | None:
    return "\n".join(texts_in(annotation.get("text"))) or None


def _said(annotation: Fields) -> list[str]:
    return [f"{_user(annotation) or 'unknown'}: {text}" for text in texts_in(annotation.get("text"))]


def _user(annotation: Fields) -> str | None:
    """The name of the user without `acct:` and the address of the server."""
    return str(annotation.get("user") or "").removeprefix("acct:").split("@")[0] or None
