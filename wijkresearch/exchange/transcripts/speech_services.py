"""The JSON of services that write down speech: one reader for each way in which they say who spoke which words.

Only the first alternative is read, the one that the service itself thinks best; the others are counted. A speaker
whose name is a number or a letter is `Speaker` and that; where there are more channels than one, the channel is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wijkresearch.assumptions import Assumption
from wijkresearch.exchange.transcripts.json_values import Record, best, label, record, records, text
from wijkresearch.exchange.transcripts.pieces import Piece
from wijkresearch.exchange.transcripts.structured import Said, counted, glued, in_runs, in_seconds, piece, said

OTHER_ALTERNATIVES = "{count} other alternatives for what was said were left out."
REPEATED_WORDS = "{count} parts were left out, because the last part repeats all their words with their speakers."
UNIDENTIFIED = "UU"
"""What Speechmatics calls a speaker it could not tell."""


def read_deepgram(document: Record) -> Said:
    """Utterances where the service was asked for them, else the words of each channel."""
    results = record(document, "results")
    channels = records(results, "channels")
    several = len(channels) > 1
    left_out = _others(channels, "alternatives")
    utterances = records(results, "utterances")
    if utterances:
        spoken = (
            piece(_in_channel(one, one.get("channel"), several=several), text(one, "transcript"), _start(one))
            for one in utterances
        )
        return said("utterances", spoken, left_out=left_out)
    words = [
        piece(_in_channel(word, number, several=several), text(word, "punctuated_word", "word"), _start(word))
        for number, channel in enumerate(channels)
        for word in records(best(channel), "words")
    ]
    return _by_words("channels", words, left_out)


def _in_channel(holder: Record, channel: object, *, several: bool) -> str:
    speaker = label(holder, "speaker")
    return " ".join(filter(None, (f"Channel {channel}", speaker))) if several else speaker


def _start(holder: Record) -> float | None:
    return in_seconds(holder.get("start"))


def _by_words(layout: str, words: Iterable[Piece], left_out: Iterable[Assumption] = ()) -> Said:
    """Words in the order of speaking, joined as long as one person speaks."""
    ordered = said(layout, words)
    return said(layout, in_runs(ordered.pieces), left_out=left_out)


def _others(parts: list[Record], key: str) -> list[Assumption]:
    return counted({OTHER_ALTERNATIVES: sum(max(len(records(part, key)) - 1, 0) for part in parts)})


def read_utterances(document: Record) -> Said:
    """Utterances of AssemblyAI, which count in milliseconds."""
    spoken = (
        piece(label(one, "speaker"), text(one, "text"), in_seconds(one.get("start"), per_second=1000))
        for one in records(document, "utterances")
    )
    return said("utterances", spoken)


def read_words(document: Record) -> Said:
    """Words with the speaker of each (ElevenLabs); where none has one, the text as a whole (AssemblyAI)."""
    words = records(document, "words")
    if not any(label(word, "speaker_id", "speaker") for word in words):
        whole = text(document, "text") or " ".join(text(word, "text") for word in words)
        return said("words", [piece("", whole)])
    spoken = (piece(label(word, "speaker_id", "speaker"), text(word, "text"), _start(word)) for word in words)
    return said("words", in_runs(word for word in spoken if word.words))


def read_items(document: Record) -> Said:
    """Items of Amazon Transcribe: words with times and marks without; the speaker is beside it, or in the item."""
    results = record(document, "results")
    channels = records(record(results, "channel_labels"), "channels")
    items = records(results, "items")
    left_out = _others([*items, *records(results, "segments")], "alternatives")
    if channels:
        tracks = (_item_words(records(one, "items"), {}, label(one, "channel_label")) for one in channels)
        return _by_words("items", (word for track in tracks for word in track), left_out)
    speakers = {
        str(item.get("start_time")): label(item, "speaker_label")
        for segment in records(record(results, "speaker_labels"), "segments")
        for item in records(segment, "items")
    }
    return said("items", in_runs(_item_words(items, speakers, "")), left_out=left_out)


def _item_words(items: list[Record], speakers: dict[str, str], channel: str) -> list[Piece]:
    words: list[Piece] = []
    for item in items:
        content = text(best(item), "content")
        if item.get("type") == "punctuation":
            glued(words, content)
        else:
            speaker = label(item, "speaker_label") or speakers.get(str(item.get("start_time")), channel)
            words.append(piece(speaker, content, in_seconds(item.get("start_time"))))
    return words


def read_results(document: Record) -> Said:
    """Results of Speechmatics (each with a type) or of Google (each with alternatives)."""
    results = records(document, "results") or records(record(document, "response"), "results")
    return _speechmatics(results) if any("type" in result for result in results) else _google(results)


def _speechmatics(results: list[Record]) -> Said:
    words: list[Piece] = []
    for result in results:
        content = text(best(result), "content")
        if result.get("type") == "punctuation" and result.get("attaches_to", "previous") == "previous":
            glued(words, content)
        else:
            speaker = label(best(result), "speaker", nobody=UNIDENTIFIED) or label(result, "channel")
            words.append(piece(speaker, content, in_seconds(result.get("start_time"))))
    return said("results", in_runs(words), left_out=_others(results, "alternatives"))


def _google(results: list[Record]) -> Said:
    """Google repeats all words, now with speakers, in the last result; then that is the only one that is read."""
    tagged = [[_google_word(word) for word in records(best(result), "words")] for result in results]
    left_out = _others(results, "alternatives")
    earlier = [word.words for words in tagged[:-1] for word in words]
    if earlier and [word.words for word in tagged[-1]][: len(earlier)] == earlier:
        left_out += counted({REPEATED_WORDS: len(results) - 1})
        tagged, results = tagged[-1:], results[-1:]
    if any(word.speaker for words in tagged for word in words):
        return said("results", in_runs(word for words in tagged for word in words), left_out=left_out)
    return said("results", (piece("", text(best(result), "transcript")) for result in results), left_out=left_out)


def _google_word(word: Record) -> Piece:
    speaker = label(word, "speakerTag", "speaker_tag", "speakerLabel", "speaker_label", nobody="0")
    start = next((word[key] for key in ("startTime", "start_time", "startOffset", "start_offset") if key in word), None)
    return piece(speaker, text(word, "word"), in_seconds(start))


def read_recognized_phrases(document: Record) -> Said:
    """Phrases of Azure's transcription of files: the text as it is displayed, with its offset as a period."""
    phrases = records(document, "recognizedPhrases")
    return said("recognizedPhrases", _azure(phrases, "nBest"), left_out=_others(phrases, "nBest"))


def read_phrases(document: Record) -> Said:
    """Phrases of Azure's fast transcription."""
    return said("phrases", _azure(records(document, "phrases"), ""))


def _azure(phrases: list[Record], alternatives: str) -> list[Piece]:
    several = len({str(phrase.get("channel")) for phrase in phrases}) > 1
    return [
        piece(
            _in_channel(phrase, phrase.get("channel"), several=several),
            text(best(phrase, alternatives) or phrase, "display", "text"),
            _offset(phrase),
        )
        for phrase in phrases
    ]


def _offset(phrase: Record) -> float | None:
    milliseconds: Any = phrase.get("offsetMilliseconds")
    return in_seconds(phrase.get("offset")) if milliseconds is None else in_seconds(milliseconds, per_second=1000)


def read_monologues(document: Record) -> Said:
    """Monologues of Rev: elements of words and marks, with the spaces among the marks."""
    names = {label(one, "id"): text(one, "name") for one in records(document, "speakers")}
    spoken = []
    for monologue in records(document, "monologues"):
        elements = records(monologue, "elements")
        speaker = label(monologue, "speaker")
        start = next((in_seconds(one.get("ts", one.get("timestamp"))) for one in elements if _is_timed(one)), None)
        spoken.append(piece(names.get(speaker) or speaker, "".join(text(one, "value") for one in elements), start))
    return said("monologues", spoken)


def _is_timed(element: Record) -> bool:
    return "ts" in element or "timestamp" in element


def read_entries(document: Record) -> Said:
    """Entries of the transcript that Teams keeps with a recording (Microsoft Stream)."""
    spoken = (
        piece(text(one, "speakerDisplayName"), text(one, "text"), in_seconds(one.get("startOffset")))
        for one in records(document, "entries")
    )
    return said("entries", spoken)
