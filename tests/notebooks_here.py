"""The notebooks of a run and its pages, in this process."""

import json
import shutil
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt

from wijkresearch.report.publish import publish, publish_report
from wijkresearch.run.plan import STEPS

ROOT = Path(__file__).parents[1]


def run(root: Path, study: str) -> None:
    """Every cell of the notebooks of a run in order, then the pages in both languages; the first trouble is raised.

    Notebooks say how their figures look, which may not last here.
    """
    with mpl.rc_context():
        run_notebooks(root, study)
        publish(root, study)
        publish_report(root, study, language="en")


def run_notebooks(root: Path, study: str) -> None:
    for path in (ROOT / "notebooks" / f"{step.stem}.ipynb" for step in STEPS):
        cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
        names: dict[str, object] = {}
        for cell in cells:
            exec(compile("".join(cell["source"]), f"{path.stem} {cell['id']}", "exec"), names)
            if "parameters" in cell["metadata"].get("tags", []):
                names.update(study=study, results=study)
        plt.close("all")
        (root / "reports" / study).mkdir(parents=True, exist_ok=True)
        shutil.copy(path, root / "reports" / study)
