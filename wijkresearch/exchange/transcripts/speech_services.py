"""The JSON of services that write down speech: one reader for each way in which they say who spoke which words.

Only the first alternative is read, the one that the service itself thinks best; the others are counted. A speaker
whose name is a number or a letter is `Speaker` and that; where there are more channels than one, the channel is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wijkresearch.assumptions import Assumption, counted
from wijkresearch.exchange.transcripts.json_values import Record, first_at, object_at, objects_at, speaker_at, text_at
from wijkresearch.exchange.transcripts.pieces import Piece
from wijkresearch.exchange.transcripts.structured import Said, glued, in_runs, in_seconds, piece, said

OTHER_ALTERNATIVES = "{count} other alternatives for what was said were left out."
REPEATED_WORDS = "{count} parts were left out, because the last part repeats all their words with their speakers."
UNIDENTIFIED = "UU"
"""What Speechmatics calls a speaker it could not tell."""


def read_deepgram(document: Record) -> Said:
    """Utterances where the service was asked for them, else the words of each channel."""
    results = object_at(document, "results")
    channels = objects_at(results, "channels")
    several = len(channels) > 1
    left_out = _others(channels, "alternatives")
    utterances = objects_at(results, "utterances")
    if utterances:
        spoken = (
            piece(_in_channel(one, one.get("channel"), several=several), text_at(one, "transcript"), _start(one))
            for one in utterances
        )
        return said("utterances", spoken, left_out=left_out)
    words = [
        piece(_in_channel(word, number, several=several), text_at(word, "punctuated_word", "word"), _start(word))
        for number, channel in enumerate(channels)
        for word in objects_at(first_at(channel), "words")
    ]
    return _by_words("channels", words, left_out)


def _in_channel(holder: Record, channel: object, *, several: bool) -> str:
    speaker = speaker_at(holder, "speaker")
    return " ".join(filter(None, (f"Channel {channel}", speaker))) if several else speaker


def _start(holder: Record) -> float | None:
    return in_seconds(holder.get("start"))


def _by_words(layout: str, words: Iterable[Piece], left_out: Iterable[Assumption] = ()) -> Said:
    """Words in the order of speaking, joined as long as one person speaks."""
    ordered = said(layout, words)
    return said(layout, in_runs(ordered.pieces), left_out=left_out)


def _others(parts: list[Record], key: str) -> list[Assumption]:
    return counted({OTHER_ALTERNATIVES: sum(max(len(objects_at(part, key)) - 1, 0) for part in parts)})


def read_utterances(document: Record) -> Said:
    """Utterances of AssemblyAI, which count in milliseconds."""
    spoken = (
        piece(speaker_at(one, "speaker"), text_at(one, "text"), in_seconds(one.get("start"), per_second=1000))
        for one in objects_at(document, "utterances")
    )
    return said("utterances", spoken)


def read_words(document: Record) -> Said:
    """Words with the speaker of each (ElevenLabs); where none has one, the text as a whole (AssemblyAI)."""
    words = objects_at(document, "words")
    if not any(speaker_at(word, "speaker_id", "speaker") for word in words):
        whole = text_at(document, "text") or " ".join(text_at(word, "text") for word in words)
        return said("words", [piece("", whole)])
    spoken = (piece(speaker_at(word, "speaker_id", "speaker"), text_at(word, "text"), _start(word)) for word in words)
    return said("words", in_runs(word for word in spoken if word.words))


def read_items(document: Record) -> Said:
    """Items of Amazon Transcribe: words with times and marks without; the speaker is beside it, or in the item."""
    results = object_at(document, "results")
    channels = objects_at(object_at(results, "channel_labels"), "channels")
    items = objects_at(results, "items")
    left_out = _others([*items, *objects_at(results, "segments")], "alternatives")
    if channels:
        tracks = (_item_words(objects_at(one, "items"), {}, speaker_at(one, "channel_label")) for one in channels)
        return _by_words("items", (word for track in tracks for word in track), left_out)
    speakers = {
        str(item.get("start_time")): speaker_at(item, "speaker_label")
        for segment in objects_at(object_at(results, "speaker_labels"), "segments")
        for item in objects_at(segment, "items")
    }
    return said("items", in_runs(_item_words(items, speakers, "")), left_out=left_out)


def _item_words(items: list[Record], speakers: dict[str, str], channel: str) -> list[Piece]:
    words: list[Piece] = []
    for item in items:
        content = text_at(first_at(item), "content")
        if item.get("type") == "punctuation":
            glued(words, content)
        else:
            speaker = speaker_at(item, "speaker_label") or speakers.get(str(item.get("start_time")), channel)
            words.append(piece(speaker, content, in_seconds(item.get("start_time"))))
    return words


def read_results(document: Record) -> Said:
    """Results of Speechmatics (each with a type) or of Google (each with alternatives)."""
    results = objects_at(document, "results") or objects_at(object_at(document, "response"), "results")
    return _speechmatics(results) if any("type" in result for result in results) else _google(results)


def _speechmatics(results: list[Record]) -> Said:
    words: list[Piece] = []
    for result in results:
        content = text_at(first_at(result), "content")
        if result.get("type") == "punctuation" and result.get("attaches_to", "previous") == "previous":
            glued(words, content)
        else:
            speaker = speaker_at(first_at(result), "speaker", nobody=UNIDENTIFIED) or speaker_at(result, "channel")
            words.append(piece(speaker, content, in_seconds(result.get("start_time"))))
    return said("results", in_runs(words), left_out=_others(results, "alternatives"))


def _google(results: list[Record]) -> Said:
    """Google repeats all words, now with speakers, in the last result; then that is the only one that is read."""
    tagged = [[_google_word(word) for word in objects_at(first_at(result), "words")] for result in results]
    left_out = _others(results, "alternatives")
    earlier = [word.words for words in tagged[:-1] for word in words]
    if earlier and [word.words for word in tagged[-1]][: len(earlier)] == earlier:
        left_out += counted({REPEATED_WORDS: len(results) - 1})
        tagged, results = tagged[-1:], results[-1:]
    if any(word.speaker for words in tagged for word in words):
        return said("results", in_runs(word for words in tagged for word in words), left_out=left_out)
    return said(
        "results", (piece("", text_at(first_at(result), "transcript")) for result in results), left_out=left_out
    )


def _google_word(word: Record) -> Piece:
    speaker = speaker_at(word, "speakerTag", "speaker_tag", "speakerLabel", "speaker_label", nobody="0")
    start = next((word[key] for key in ("startTime", "start_time", "startOffset", "start_offset") if key in word), None)
    return piece(speaker, text_at(word, "word"), in_seconds(start))


def read_recognized_phrases(document: Record) -> Said:
    """Phrases of Azure's transcription of files: the text as it is displayed, with its offset as a period."""
    phrases = objects_at(document, "recognizedPhrases")
    return said("recognizedPhrases", _azure(phrases, "nBest"), left_out=_others(phrases, "nBest"))


def read_phrases(document: Record) -> Said:
    """Phrases of Azure's fast transcription."""
    return said("phrases", _azure(objects_at(document, "phrases"), ""))


def _azure(phrases: list[Record], alternatives: str) -> list[Piece]:
    several = len({str(phrase.get("channel")) for phrase in phrases}) > 1
    return [
        piece(
            _in_channel(phrase, phrase.get("channel"), several=several),
            text_at(first_at(phrase, alternatives) or phrase, "display", "text"),
            _offset(phrase),
        )
        for phrase in phrases
    ]


def _offset(phrase: Record) -> float | None:
    milliseconds: Any = phrase.get("offsetMilliseconds")
    return in_seconds(phrase.get("offset")) if milliseconds is None else in_seconds(milliseconds, per_second=1000)


def read_monologues(document: Record) -> Said:
    """Monologues of Rev: elements of words and marks, with the spaces among the marks."""
    names = {speaker_at(one, "id"): text_at(one, "name") for one in objects_at(document, "speakers")}
    spoken = []
    for monologue in objects_at(document, "monologues"):
        elements = objects_at(monologue, "elements")
        speaker = speaker_at(monologue, "speaker")
        start = next((in_seconds(one.get("ts", one.get("timestamp"))) for one in elements if _is_timed(one)), None)
        spoken.append(piece(names.get(speaker) or speaker, "".join(text_at(one, "value") for one in elements), start))
    return said("monologues", spoken)


def _is_timed(element: Record) -> bool:
    return "ts" in element or "timestamp" in element


def read_entries(document: Record) -> Said:
    """Entries of the transcript that Teams keeps with a recording (Microsoft Stream)."""
    spoken = (
        piece(text_at(one, "speakerDisplayName"), text_at(one, "text"), in_seconds(one.get("startOffset")))
        for one in objects_at(document, "entries")
    )
    return said("entries", spoken)
