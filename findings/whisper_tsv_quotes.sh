#!/usr/bin/env bash
# Versions: openai-whisper 20250625 (its own writer of .tsv), pandas 3.1.1.
# Expected: a table that is separated by tabs, made without a tab or a line end in any cell, is read row by row with its
#   text as written.
# Seen: Whisper writes quotation marks as they were said, without the doubling that readers of such tables expect. Where
#   a quotation runs over two segments, pandas takes both for one cell: rows and their times vanish without a warning, and
#   a segment that is a quotation loses its marks. With quoting=csv.QUOTE_NONE every row is there.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1
"$place/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps openai-whisper==20250625
cd "$place"
cat > convert.py <<'PYTHON'
import csv
import importlib.metadata
import importlib.util

import pandas

# the module of the writers alone: the package as a whole wants a model's libraries
path = importlib.metadata.distribution("openai-whisper").locate_file("whisper/utils.py")
spec = importlib.util.spec_from_file_location("writers", path)
writers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(writers)

spoken = ['"Ik ging naar het loket', 'en het was dicht."', "Dat zei ze.", '"Dicht."']
segments = [{"start": float(at), "end": at + 1.0, "text": f" {words}"} for at, words in enumerate(spoken)]
with open("answer.tsv", "w", encoding="utf-8") as file:
    writers.WriteTSV(".").write_result({"segments": segments}, file=file)
for name, quoting in (("as pandas does", csv.QUOTE_MINIMAL), ("quoting off", csv.QUOTE_NONE)):
    rows = pandas.read_csv("answer.tsv", sep="\t", quoting=quoting)
    marks = int(rows["text"].str.count('"').sum())
    print(f"{len(spoken)} segments, {name}: {len(rows)} rows from {list(rows['start'])} ms, {marks} of 4 quotation marks")
PYTHON
"$place/venv/bin/python" convert.py | tee seen.txt
cat > expected.txt <<'TEXT'
4 segments, as pandas does: 3 rows from [0, 2000, 3000] ms, 0 of 4 quotation marks
4 segments, quoting off: 4 rows from [0, 1000, 2000, 3000] ms, 4 of 4 quotation marks
TEXT
diff expected.txt seen.txt && echo "As described."
