#!/usr/bin/env bash
# Versions: seaborn 0.13.2, matplotlib 3.11.2, pandas 3.1.1.
# Expected: seaborn.heatmap adds a grid to axes; nothing is laid out or drawn before the figure is saved.
# Seen: heatmap draws the whole figure once, inside the call, to see whether its tick labels overlap. In a figure with
#   constrained layout this lays out axes that are not finished: labels that the caller would wrap a line later still
#   take their room, and a layout that fits in the end warns that it collapsed. With xticklabels=False and
#   yticklabels=False, and the labels set afterwards, it draws as well and has nothing to warn of.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check seaborn==0.13.2 matplotlib==3.11.2 pandas==3.1.1
cd "$place"
cat > draw.py <<'PYTHON'
import warnings

import matplotlib

matplotlib.use("Agg")
import pandas as pd
import seaborn as sns
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

long = [f"een bevinding die in een hele zin is opgeschreven, nummer {number}" for number in range(3)]
shares = pd.DataFrame([[0.2, 0.8], [0.5, 0.5], [0.1, 0.9]], index=long, columns=["a", "b"])


def draws_in_call(**labels):
    figure = Figure(figsize=(3, 2), layout="constrained")
    FigureCanvasAgg(figure)
    drawn = []
    draw = figure.draw
    figure.draw = lambda renderer: (drawn.append(1), draw(renderer))[1]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        sns.heatmap(shares, ax=figure.subplots(), cbar=False, **labels)
    return len(drawn), sum("collapsed to zero" in str(warning.message) for warning in caught)


print("as it comes: drawn %d, warned of a collapsed layout %d" % draws_in_call())
print("without labels: drawn %d, warned of a collapsed layout %d" % draws_in_call(xticklabels=False, yticklabels=False))
PYTHON
"$place/venv/bin/python" draw.py | tee seen.txt
cat > expected.txt <<'TEXT'
as it comes: drawn 1, warned of a collapsed layout 2
without labels: drawn 1, warned of a collapsed layout 0
TEXT
diff expected.txt seen.txt && echo "As described."
