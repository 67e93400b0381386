"""A made-up study with what its notebooks would leave behind, made by the analysis directly."""

import json
import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from examples import examples
from hypothesis import settings
from lab import CHROMIUM, chromium

from wijkresearch.run.engine import load_papermill

load_papermill()  # before a test imports nbformat by itself, which takes seconds
os.environ["WIJK_LANGUAGE"] = "en"  # what problems say is looked at as the code says it
settings.register_profile("wijk", max_examples=examples(100))
settings.load_profile("wijk")

CLAIMS = [
    {
        "id": "C1",
        "text": {"nl": "Er wordt geluisterd", "en": "There is listening"},
        "answers": "hoofdvraag",
        "kind": "prevalence",
        "support": ["luisteraar_buiten"],
        "counter": ["verkenner_binnen"],
        "eligible": {"kind": "interview"},
        "rule": {"min_respondents": 2, "min_label": "variant"},
        "derived_from": ["aardam", "bosrade"],
    },
]
SILENT = "D1"


WRITTEN = (
    "02_agreement",
    "02_agreement_pairs",
    "02_attribution_checks",
    "02_disagreements",
    "02_domain_agreement",
    "02_evidence",
    "02_readings",
    "02_theory_counts",
    "03_category_balance",
    "03_confirmations",
    "03_constant_comparison",
    "03_new_codes",
    "03_saturation_runs",
    "04_column_feasibility",
    "04_column_sums",
    "04_ranking_checks",
    "04_role_counts",
    "05_case_changes",
    "05_case_contrasts",
    "05_case_design",
    "05_case_values",
    "05_composition",
    "05_denominators",
    "05_methods",
    "05_quote_balance",
    "05_recommendations",
    "05_replication",
    "05_robustness",
    "05_tipping",
    "05_verdict_evidence",
    "05_verdicts",
)


def write_results(root: Path) -> None:
    """The tables that the report reads, and some of those that it reads where they are there."""
    from wijkresearch.analysis import open_analysis
    from wijkresearch.io import store
    from wijkresearch.processed import PROCESSED

    analysis = open_analysis("voorbeeld", root=root)
    for stem in WRITTEN:
        store.write_table(analysis.table(stem), PROCESSED[stem].table, stem, "voorbeeld", root=root)


def write_report_folder(root: Path) -> None:
    """An executed notebook and a figure."""
    from matplotlib.figure import Figure

    from wijkresearch.io import store

    folder = store.reports_folder("voorbeeld", root)
    code = {
        "cell_type": "code",
        "source": "x = 3",
        "outputs": [
            {"output_type": "display_data", "data": {"text/html": "<table><tr><td>3</td></tr></table>"}, "metadata": {}}
        ],
    }
    prose = "# Stap 2 · Coderen\n\nWelke code hoort daarbij? Dit is proza."
    cells = [{"cell_type": "markdown", "source": prose}, code]
    store.write_text(folder / "02_coding.ipynb", json.dumps({"cells": cells}))
    for suffix in ("png", "svg"):
        stream = BytesIO()
        Figure(figsize=(2, 1)).savefig(stream, format=suffix)
        store.write_bytes(folder / "figures" / f"05_verdicts.{suffix}", stream.getvalue())


@pytest.fixture(scope="module")
def browser():
    """One Chromium for the tests of a file, ended before others run; without one on this machine they are skipped."""
    if not CHROMIUM:
        pytest.skip("there is no Chromium on this machine")
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the example study; copy it before changing it."""
    from made_studies import write_study

    from wijkresearch.example import example_study

    root = tmp_path_factory.mktemp("written")
    write_study(example_study(), root)
    return root


@pytest.fixture(scope="session")
def made_up_results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose study was run, but for its pages; D1 may not be quoted. Copy it before changing it."""
    import yaml
    from made_studies import write_study

    from wijkresearch.example import example_study
    from wijkresearch.io import store

    root = tmp_path_factory.mktemp("made_up")
    study = example_study()
    study.documents.loc[study.documents["document"] == SILENT, "consent_quotes"] = False
    folder = write_study(replace(study, settings={**study.settings, "retention_years": 10}), root)
    store.write_text(folder / "claims.yml", yaml.safe_dump(CLAIMS, allow_unicode=True))
    write_results(root)
    write_report_folder(root)
    return root
