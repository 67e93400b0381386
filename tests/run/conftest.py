"""A project of three small notebooks that read the same data, as a researcher would have it."""

import json
import shutil
from pathlib import Path

import pytest

from wijkresearch.run.pipeline import Outcome, Wish, run_study
from wijkresearch.run.plan import Step

PARAMETERS = """study: str = "streets"  # folder in data/raw
municipalities: str = ""  # comma-separated ids, empty means all
results: str = "streets"  # folder of the results
times: int = 2  # how often to repeat"""

FOLDERS = """from wijkresearch.io import store
written = store.processed_folder(results)
figures = store.reports_folder(results) / "figures"
for folder in (written, figures):
    folder.mkdir(parents=True, exist_ok=True)"""

COUNT = """import pandas as pd
rows = pd.read_csv(f"../data/raw/{study}/rows.csv")
totals = rows.groupby("street", as_index=False)["count"].sum() * times
totals.to_csv(written / "01_totals.csv", index=False)
totals"""

DRAW = """import seaborn
import matplotlib.pyplot as plt
import pandas as pd
rows = pd.read_csv(f"../data/raw/{study}/rows.csv")
axes = seaborn.barplot(rows, x="street", y="count", errorbar=None)
axes.figure.savefig(figures / "02_counts.png", metadata={"Software": None})
rows.to_csv(written / "02_rows.csv", index=False)"""

CONCLUDE = """import pandas as pd
rows = pd.read_csv(f"../data/raw/{study}/rows.csv")
rows.tail(1).to_csv(written / "03_last.csv", index=False)
print(municipalities or "all", rows["street"].nunique())"""


def notebook_text(*cells: str) -> str:
    """A notebook of a cell of prose, the parameters, and these cells."""
    prose = {"cell_type": "markdown", "id": "prose", "metadata": {}, "source": "# Straten"}
    tagged = [(PARAMETERS, {"tags": ["parameters"]}), *((source, {}) for source in (FOLDERS, *cells))]
    code = [
        {
            "cell_type": "code",
            "id": f"c{number}",
            "metadata": metadata,
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for number, (source, metadata) in enumerate(tagged)
    ]
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    content = {"cells": [prose, *code], "metadata": {"kernelspec": kernelspec}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, indent=1)


def write_entry(root, study, municipalities, results, home):
    """The pages of this project: an entry that lists the executed notebooks."""
    folder = home / "reports" / results
    entry = folder / "index.html"
    entry.write_text(f"{study} {sorted(path.name for path in folder.glob('*.ipynb'))}")
    return [entry]


def own_names(root, study):
    """Every case of this project may be named."""
    return {path.parent.name: path.parent.name for path in (root / "data" / "raw" / study).glob("*/municipality.yml")}


class Project:
    """The project on disk, with what a test does to it."""

    steps = (Step("01_count"), Step("02_draw"), Step("03_conclude"))

    def __init__(self, root: Path) -> None:
        self.root = root
        self.told: list[tuple[str, str, str]] = []
        self.names = own_names
        case = root / "data" / "raw" / "streets" / "gouda"
        case.mkdir(parents=True)
        (case / "municipality.yml").write_text("name: Gouda\n")
        (root / "data" / "raw" / "streets" / "study.yml").write_text("title: Streets\n")
        self.rows = root / "data" / "raw" / "streets" / "rows.csv"
        self.rows.write_text("street,count\nkade,3\nplein,4\nkade,2\n")
        (root / "requirements.lock").write_text("pandas==3.1.1\n")
        (root / "notebooks").mkdir()
        self.write("01_count", COUNT)
        self.write("02_draw", DRAW)
        self.write("03_conclude", CONCLUDE)

    def write(self, stem: str, *cells: str) -> None:
        """Put these cells in a notebook."""
        (self.root / "notebooks" / f"{stem}.ipynb").write_text(notebook_text(*cells))

    def copy_of(self, other: Path) -> None:
        """Become a copy of another project."""
        shutil.rmtree(self.root)
        shutil.copytree(other, self.root)

    def run(self, **wished: object) -> Outcome:
        """Run the study; what was told is kept."""
        self.told = []
        wish = Wish(**{"study": "streets", **wished})  # type: ignore[arg-type]
        return run_study(wish, self.root, self.told_of, self.steps, write_entry, names=self.names)

    def told_of(self, *event: str) -> None:
        """Keep what was told."""
        self.told.append(event)

    def processed(self, name: str, results: str = "streets") -> Path:
        """A table of the results."""
        return self.root / "data" / "processed" / results / name

    def report(self, name: str, results: str = "streets") -> Path:
        """A file of the report."""
        return self.root / "reports" / results / name

    def results(self) -> dict[str, bytes]:
        """Every file that runs have left, but for run.json and the page of this machine."""
        folders = (self.root / "data" / "processed", self.root / "reports")
        files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
        kept = (path for path in files if path.name not in ("run.json", "nagemaakt.html"))
        return {str(path.relative_to(self.root)): path.read_bytes() for path in kept}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has been run; copy it before changing it."""
    project = Project(tmp_path_factory.mktemp("finished"))
    project.run()
    return project.root
