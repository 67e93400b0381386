#!/usr/bin/env bash
# Versions: tscribe 1.3.1 (converter of Amazon Transcribe's answers), webvtt-py 0.6.0.
# Expected: a speaker in WebVTT is a voice tag (<v spk_0>), and a cue has the times of its words.
# Seen: tscribe writes the speaker as the identifier of the cue, the line that other programs fill with a number; webvtt-py
#   reads it as identifier and says that the cue has no voice. Times are rounded to whole seconds, so a short answer
#   begins and ends at one moment.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check tscribe==1.3.1 webvtt-py==0.6.0
cd "$place"
cat > convert.py <<'PYTHON'
import json

import tscribe
import webvtt

spoken = [("spk_0", "Hoe gaat het"), ("spk_1", "Met ons gaat het goed"), ("spk_0", "Mooi")]
items, segments = [], []
for speaker, said in spoken:
    own = []
    for word in said.split():
        start = 0.4 * len(items)
        times = {"start_time": f"{start:.2f}", "end_time": f"{start + 0.3:.2f}"}
        items.append({**times, "type": "pronunciation", "alternatives": [{"confidence": "0.9", "content": word}]})
        own.append({**times, "speaker_label": speaker})
    ends = {"start_time": own[0]["start_time"], "end_time": own[-1]["end_time"]}
    segments.append({**ends, "speaker_label": speaker, "items": own})
labels = {"speakers": 2, "segments": segments}
results = {"transcripts": [{"transcript": ""}], "speaker_labels": labels, "items": items}
with open("answer.json", "w") as file:
    json.dump({"jobName": "j", "accountId": "1", "results": results, "status": "COMPLETED"}, file)
tscribe.write("answer.json", format="vtt", save_as="answer.vtt")
for cue in webvtt.read("answer.vtt"):
    print(f"identifier {cue.identifier}, voice {cue.voice}, {cue.start} to {cue.end}: {cue.text}")
PYTHON
"$place/venv/bin/python" convert.py | grep -v " written in " | tee seen.txt
cat > expected.txt <<'TEXT'
identifier spk_0, voice None, 00:00:00.000 to 00:00:01.000: Hoe gaat het
identifier spk_1, voice None, 00:00:01.000 to 00:00:03.000: Met ons gaat het goed
identifier spk_0, voice None, 00:00:03.000 to 00:00:03.000: Mooi
TEXT
diff expected.txt seen.txt && echo "As described."
