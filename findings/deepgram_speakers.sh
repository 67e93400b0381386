#!/usr/bin/env bash
# Version: deepgram-captions 2.0.0 (Deepgram's own converter of its answers to subtitles).
# Expected: the two formats of one converter say the same about who speaks, cue by cue.
# Seen: WebVTT has a voice tag in every cue. SRT has "[speaker n]" on a line of its own, only in a cue where the speaker
#   changes: the cues in between belong to whoever was named last. A reader of SRT that takes a cue without a label as a
#   cue without a speaker loses most of a long answer.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check deepgram-captions==2.0.0
cd "$place"
cat > convert.py <<'PYTHON'
from deepgram_captions import DeepgramConverter, srt, webvtt

spoken = [
    (0, "Hoe gaat het in de wijk?"),
    (1, "Goed met de mensen in de buurt en met het buurthuis ook wel denk ik."),
    (0, "Mooi."),
]
words = []
for speaker, said in spoken:
    for word in said.split():
        start = 0.5 * len(words)
        plain = word.lower().strip(".?")
        words.append({"word": plain, "punctuated_word": word, "start": start, "end": start + 0.4, "speaker": speaker})
transcript = " ".join(said for _, said in spoken)
about = {"request_id": "1", "created": "2026-01-01", "duration": 12.0, "channels": 1}
alternative = {"transcript": transcript, "confidence": 1.0, "words": words}
answer = {"metadata": about, "results": {"channels": [{"alternatives": [alternative]}]}}


def cues(text):
    return [cue for cue in text.strip().split("\n\n") if "-->" in cue]


for name, written in (("srt", srt(DeepgramConverter(answer))), ("webvtt", webvtt(DeepgramConverter(answer)))):
    for number, cue in enumerate(cues(written), 1):
        named = "named" if "[speaker" in cue or "<v Speaker" in cue else "not named"
        print(f"{name} cue {number}: speaker {named}")
PYTHON
"$place/venv/bin/python" convert.py | tee seen.txt
cat > expected.txt <<'TEXT'
srt cue 1: speaker named
srt cue 2: speaker named
srt cue 3: speaker not named
srt cue 4: speaker named
webvtt cue 1: speaker named
webvtt cue 2: speaker named
webvtt cue 3: speaker named
webvtt cue 4: speaker named
TEXT
diff expected.txt seen.txt && echo "As described."
