#!/usr/bin/env bash
# Versions: pandas 3.1.1.
# Expected: `str.partition` takes a passage id such as D10:4120-4198 apart into three columns, however many ids there are.
# Seen: three columns when one id at least is there; none for a column without rows, and one for a column in which every
#   id is missing. So `[2]` is a KeyError in the study in which nothing was found. `str.extract` with as many groups gives
#   its columns in all three cases.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1
cd "$place"
cat > take_apart.py <<'PYTHON'
import pandas as pd

for name, ids in (("an id and a missing one", ["D10:4120-4198", None]), ("only a missing one", [None]), ("no rows", [])):
    column = pd.Series(ids, dtype="str")
    parted, extracted = column.str.partition(":"), column.str.extract(r"(\w+)(:)(\d+-\d+)")
    print(f"{name}: {parted.shape[1]} columns by partition, {extracted.shape[1]} by extract")
PYTHON
"$place/venv/bin/python" take_apart.py | tee seen.txt
cat > expected.txt <<'TEXT'
an id and a missing one: 3 columns by partition, 3 by extract
only a missing one: 1 columns by partition, 3 by extract
no rows: 0 columns by partition, 3 by extract
TEXT
diff expected.txt seen.txt && echo "As it was."
