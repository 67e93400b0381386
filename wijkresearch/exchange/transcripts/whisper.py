"""The JSON of Whisper and of the programs around it: segments, with speakers where these were told apart.

Whisper, faster-whisper and OpenAI's service write segments without speakers. whisperX, whisper-ctranslate2 and
Amberscript give a speaker to a segment, to each word, or to both; where the words of one segment are of several
speakers they are told apart, if together they are the words of the segment. whisper.cpp counts in milliseconds and may
say that the speaker changes without saying who speaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, groupby

from wijkresearch.assumptions import Assumption
from wijkresearch.exchange.transcripts.json_values import Record, object_at, objects_at, speaker_at, text_at
from wijkresearch.exchange.transcripts.pieces import Piece
from wijkresearch.exchange.transcripts.structured import Said, in_runs, in_seconds, piece, said

ONLY_CHANGES = (
    "The file says {count} times that the speaker changes, not who speaks: each line is of one speaker, in no turn."
)
SPEAKER_KEYS = ("speaker", "speaker_id")


def read_segments(document: Record) -> Said:
    """Segments of Whisper and whisperX; speakers that are listed with a name are called by it."""
    names = {str(one.get("spkid")): text_at(one, "name") for one in objects_at(document, "speakers")}
    return said("segments", (one for segment in objects_at(document, "segments") for one in _segment(segment, names)))


def _segment(segment: Record, names: dict[str, str]) -> list[Piece]:
    words = objects_at(segment, "words")
    speaker = _speaker(segment, names)
    whole = text_at(segment, "text") or " ".join(text_at(word, "word", "text") for word in words)
    start = in_seconds(segment.get("start", words[0].get("start") if words else None))
    speakers = {_speaker(word, names) for word in words} - {"", speaker}
    spoken = "".join(text_at(word, "word", "text") for word in words)
    if not speakers or "".join(spoken.split()) != "".join(whole.split()):
        return [piece(speaker, whole, start)]
    return _by_word(words, speaker, names)


def _by_word(words: list[Record], speaker: str, names: dict[str, str]) -> list[Piece]:
    """A word without a speaker, such as a number that could not be timed, is of whoever spoke just before."""
    own = (_speaker(word, names) for word in words)
    speakers = list(accumulate(own, lambda before, now: now or before, initial=speaker))[1:]
    spaced = any(text_at(word, "word", "text").startswith(" ") for word in words)
    pieces = []
    for name, run in groupby(zip(speakers, words, strict=True), key=lambda pair: pair[0]):
        said_by_one = [word for _, word in run]
        joined = ("" if spaced else " ").join(text_at(word, "word", "text") for word in said_by_one)
        pieces.append(piece(name, joined, in_seconds(said_by_one[0].get("start"))))
    return pieces


def _speaker(holder: Record, names: dict[str, str]) -> str:
    found = speaker_at(holder, *SPEAKER_KEYS)
    return names.get(found) or found


def read_chunks(document: Record) -> Said:
    """Chunks of the pipeline of Hugging Face, told apart by speaker under `speakers` by insanely-fast-whisper."""
    chunks = objects_at(document, "speakers") or objects_at(document, "chunks")
    return said("chunks", (piece(speaker_at(one, "speaker"), text_at(one, "text"), _first(one)) for one in chunks))


def _first(chunk: Record) -> float | None:
    times = chunk.get("timestamp")
    return in_seconds(times[0]) if isinstance(times, list) and times else None


def read_transcription(document: Record) -> Said:
    """Segments of whisper.cpp; from one change of speaker to the next they are one line."""
    segments = objects_at(document, "transcription")
    pieces = [piece(speaker_at(one, "speaker", nobody="?"), text_at(one, "text"), _begin(one)) for one in segments]
    changes = [one.get("speaker_turn_next") is True for one in segments]
    if not any(changes):
        return said("transcription", pieces)
    lines = _between_changes(pieces, changes)
    return said("transcription", lines, left_out=[Assumption(ONLY_CHANGES, {"count": sum(changes)})])


def _between_changes(pieces: list[Piece], changes: list[bool]) -> Iterable[Piece]:
    before = [0, *accumulate(changes)][: len(pieces)]
    for _, line in groupby(zip(before, pieces, strict=True), key=lambda pair: pair[0]):
        yield from in_runs(one for _, one in line)


def _begin(segment: Record) -> float | None:
    return in_seconds(object_at(segment, "offsets").get("from"), per_second=1000)
