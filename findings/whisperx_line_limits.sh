#!/usr/bin/env bash
# Versions: whisperX 3.8.6, whisper-ctranslate2 0.5.8 (both write subtitles with speakers from the same segments).
# Expected: limits to the length of lines (--max_line_width with --max_line_count) change where lines break; who speaks
#   stays as without limits, and two programs whose writers come from one source agree.
# Seen: with both limits whisperX fills cues across changes of speaker and labels the whole cue with the speaker of its
#   first word: an interview in short turns becomes words of one person, without a sign of it. whisper-ctranslate2 keeps
#   the speakers apart, and labels only the first cue of what one says.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps whisperx==3.8.6 whisper-ctranslate2==0.5.8 \
  --ignore-requires-python
cd "$place"
cat > convert.py <<'PYTHON'
import importlib.util
import re
import sysconfig
from pathlib import Path

packages = Path(sysconfig.get_path("purelib"))
spoken = [
    ("SPEAKER_00", "Hoe gaat het?"),
    ("SPEAKER_01", "Goed met de mensen in de buurt."),
    ("SPEAKER_00", "Mooi."),
    ("SPEAKER_01", "En met het buurthuis ook wel denk ik."),
]


def segments(space):
    begun, made = 0.0, []
    for speaker, said in spoken:
        words = []
        for word in said.split():
            words.append({"word": space + word, "start": round(begun, 2), "end": round(begun + 0.3, 2)})
            begun += 0.4
        times = {"start": words[0]["start"], "end": words[-1]["end"]}
        made.append({**times, "text": said, "words": words, "speaker": speaker})
    return {"segments": made, "language": "nl"}


def writers(file):
    spec = importlib.util.spec_from_file_location(Path(file).stem, packages / file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


limits = {"without limits": (None, None), "with limits": (42, 2)}
for name, file, space in (
    ("whisperX", "whisperx/utils.py", ""),
    ("whisper-ctranslate2", "whisper_ctranslate2/writers.py", " "),
):
    for said, (width, count) in limits.items():
        options = {"max_line_width": width, "max_line_count": count, "highlight_words": False}
        writers(file).get_writer("srt", ".")(segments(space), "talk.wav", options)
        labels = re.findall(r"SPEAKER_\d+", Path("talk.srt").read_text(encoding="utf-8"))
        print(f"{name} {said}: {' '.join(labels)}")
PYTHON
"$place/venv/bin/python" convert.py | tee seen.txt
cat > expected.txt <<'TEXT'
whisperX without limits: SPEAKER_00 SPEAKER_01 SPEAKER_00 SPEAKER_01
whisperX with limits: SPEAKER_00
whisper-ctranslate2 without limits: SPEAKER_00 SPEAKER_01 SPEAKER_00 SPEAKER_01
whisper-ctranslate2 with limits: SPEAKER_00 SPEAKER_01 SPEAKER_00 SPEAKER_01
TEXT
diff expected.txt seen.txt && echo "As described."
