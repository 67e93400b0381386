"""What it costs to run five notebooks, as ratios to the same code as one plain script.

Run it with `python benchmarks/run.py`. Five notebooks each read a table, draw two pictures with seaborn and write a
table, and depend on each other as those of a study do. Every figure is the smallest of a few runs in programs of their
own, one way after the other in each round, so that a busy machine slows all ways alike.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from wijkresearch.run.plan import STEPS

ROUNDS = 3
PARAMETERS = """study: str = "streets"  # folder in data/raw
municipalities: str = ""  # ids with commas between them
results: str = "streets"  # folder of the results"""

IMPORTS = """from pathlib import Path
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns"""

DRAW = """rows = pd.read_csv(f"../data/raw/{study}/rows.csv")
totals = rows.groupby(["street", "kind"], as_index=False)["count"].sum()
figure, axes = plt.subplots(1, 2, figsize=(8, 4))
sns.barplot(totals, x="street", y="count", hue="kind", ax=axes[0])
sns.heatmap(totals.pivot(index="street", columns="kind", values="count"), ax=axes[1], annot=True)"""

WRITE = """written = Path("../data/processed") / results
written.mkdir(parents=True, exist_ok=True)
totals.to_csv(written / "{prefix}_totals.csv", index=False)"""

PAPERMILL = """import sys, papermill
for name in sys.argv[1:]:
    papermill.execute_notebook(name, "/dev/null", cwd="notebooks", progress_bar=False)
"""


RUN = """import sys
from pathlib import Path
from wijkresearch.run.pipeline import Wish, run_study
wish = Wish("streets", cold="cold" in sys.argv, force="force" in sys.argv)
run_study(wish, Path.cwd(), lambda *event: None, pages=lambda *where: [])
"""


def notebook(prefix: str) -> str:
    """One of the five notebooks."""
    tags = {"tags": ["parameters"]}
    sources = [(PARAMETERS, tags), (IMPORTS, {}), (DRAW, {}), (WRITE.format(prefix=prefix), {})]
    cells = [
        {"cell_type": "code", "id": f"c{n}", "metadata": tag, "source": text, "outputs": [], "execution_count": None}
        for n, (text, tag) in enumerate(sources)
    ]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps({"cells": cells, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5})


def make_project(root: Path) -> None:
    """A study with five notebooks, and the same code as one script."""
    raw = root / "data" / "raw" / "streets"
    raw.mkdir(parents=True)
    (raw / "study.yml").write_text("title: Streets\n")
    lines = [f"{street},{kind},{n}" for n in range(200) for street in ("kade", "plein") for kind in "abc"]
    (raw / "rows.csv").write_text("street,kind,count\n" + "\n".join(lines) + "\n")
    (root / "notebooks").mkdir()
    script = ['import matplotlib; matplotlib.use("agg")', PARAMETERS, IMPORTS, "import io"]
    for step in STEPS:
        (root / "notebooks" / f"{step.stem}.ipynb").write_text(notebook(step.prefix))
        shown = 'figure.savefig(io.BytesIO(), format="png", bbox_inches="tight"); plt.close("all")'
        script += [DRAW, shown, WRITE.format(prefix=step.prefix)]
    (root / "notebooks" / "plain.py").write_text("\n".join(script))
    (root / "with_papermill.py").write_text(PAPERMILL)
    (root / "run.py").write_text(RUN)


def seconds(command: list[str], root: Path, folder: str = ".") -> tuple[float, float]:
    """Wall and processor seconds of a command."""
    library = str(Path(__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": library}
    before, started = os.times(), time.perf_counter()
    subprocess.run(command, cwd=root / folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return time.perf_counter() - started, cpu


def main() -> None:
    """Measure every way and print it beside the plain script."""
    python = [sys.executable]
    run = [*python, "run.py"]
    notebooks = [f"notebooks/{step.stem}.ipynb" for step in STEPS]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_project(root)
        ways = {
            "plain script": ([*python, "plain.py"], "notebooks"),
            "wijk run (forked kernels)": ([*run, "force"], "."),
            "wijk run --cold": ([*run, "force", "cold"], "."),
            "papermill, as it comes": ([*python, "with_papermill.py", *notebooks], "."),
            "wijk run, nothing changed": (run, "."),
            "wijk --help": ([*python, "-m", "wijkresearch.cli", "--help"], "."),
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, (command, place) in ways.items():
                taken[name].append(seconds(command, root, place))
    plain = min(wall for wall, _ in taken["plain script"])
    full = min(wall for wall, _ in taken["wijk run (forked kernels)"])
    print(f"{'':28}{'seconds':>9}{'CPU':>8}{'x plain':>9}{'x full run':>12}")
    for name, measured in taken.items():
        wall, cpu = min(wall for wall, _ in measured), min(cpu for _, cpu in measured)
        print(f"{name:28}{wall:9.2f}{cpu:8.2f}{wall / plain:9.2f}{wall / full:12.2f}")


if __name__ == "__main__":
    main()
