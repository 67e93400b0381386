"""Transcripts in JSON, recognised by the keys that they hold, never by the name of a program."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from wijkresearch.errors import Problem, StudyError
from wijkresearch.exchange.transcripts import speech_services, whisper
from wijkresearch.exchange.transcripts.json_values import Record, WrongKindError
from wijkresearch.exchange.transcripts.structured import Said

SHAPES: dict[str, Callable[[Record], Said]] = {
    "results.channels": speech_services.read_deepgram,
    "results.items": speech_services.read_items,
    "results": speech_services.read_results,
    "response.results": speech_services.read_results,
    "utterances": speech_services.read_utterances,
    "segments": whisper.read_segments,
    "chunks": whisper.read_chunks,
    "transcription": whisper.read_transcription,
    "recognizedPhrases": speech_services.read_recognized_phrases,
    "phrases": speech_services.read_phrases,
    "monologues": speech_services.read_monologues,
    "entries": speech_services.read_entries,
    "words": speech_services.read_words,
}
"""Which reader belongs to the list under a key; the first that is there."""


def read_json(content: str, where: str) -> Said:
    """What was said in a JSON file.

    Raises:
        StudyError: it is no JSON, holds none of the lists that are known, or something else in them.
    """
    document = _parsed(content, where)
    found = next((read for keys, read in SHAPES.items() if _is_list_at(document, keys)), None)
    if found is None:
        expected = f"a list under {', '.join(SHAPES)}"
        raise StudyError(Problem(where, "this JSON holds no transcript of a form that is known here", expected))
    try:
        return found(document)
    except WrongKindError as trouble:
        raise StudyError(Problem(where, "the JSON holds something else than a transcript", str(trouble))) from None


def page_of_otr(content: str, where: str) -> str:
    """The page of HTML in a file of oTranscribe (.otr), with a time stamp wherever the writer put one.

    Raises:
        StudyError: it is no JSON, or has no page.
    """
    page = _parsed(content, where).get("text")
    if not isinstance(page, str):
        raise StudyError(Problem(where, "the JSON holds no text", "a file of oTranscribe, with its text under 'text'"))
    return page


def _parsed(content: str, where: str) -> Record:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise StudyError(
            Problem(where, "this is no JSON, or not all of it", "a whole file", "Export it again.")
        ) from None
    if not isinstance(document, dict):
        raise StudyError(Problem(where, "the JSON is no object", "a transcript with keys"))
    return document


def _is_list_at(document: Any, keys: str) -> bool:
    for key in keys.split("."):
        document = document.get(key) if isinstance(document, dict) else None
    return isinstance(document, list)
