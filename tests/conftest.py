"""A made-up study with everything that its notebooks would leave behind, made by the steps directly."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

CLAIMS = [
    {
        "id": "C1",
        "text": {"nl": "Er wordt geluisterd", "en": "There is listening"},
        "answers": "hoofdvraag",
        "kind": "prevalence",
        "support": ["luisteraar_buiten"],
        "counter": ["verkenner_binnen"],
        "eligible": {"kind": "interview"},
        "rule": {"min_respondents": 2, "min_label": "variant", "min_source_types": 1},
        "derived_from": ["aardam", "bosrade"],
    },
]
SILENT = "D1"


def write_results(root: Path) -> None:
    """The tables that the report reads."""
    from wijkresearch import tables
    from wijkresearch.io import store
    from wijkresearch.io.read import read_study
    from wijkresearch.privacy.release import release
    from wijkresearch.rigour import comparison, double_coding, saturation, triangulation
    from wijkresearch.steps import conclusions
    from wijkresearch.steps.coding import join_evidence, list_readings, select_reading
    from wijkresearch.steps.role_tables import count_roles

    study = release(read_study("voorbeeld", root=root))
    evidence = join_evidence(study.segments, study.documents, study.codebook)
    reading = select_reading(evidence, study.ids("coders"))
    material = (study.claims, reading, study.documents, study.codebook)
    verdicts = conclusions.answer_claims(*material)
    listed = {name: study.ids(name) for name in ("worlds", "roles")}
    roles = count_roles(reading, study.documents, municipalities=list(study.municipality_names), **listed)
    passages = conclusions.list_evidence(*material)
    compared = double_coding.compare_double_coding(study, evidence, seed=1)
    followed = saturation.follow_saturation(study, reading, seed=1)
    sources = triangulation.compare_sources(study, conclusions.list_respondents(*material), passages)
    interviews = reading[reading["kind"] == "interview"]
    side_by_side = comparison.compare_with_earlier(interviews, study.data_structure, newest="bosrade")
    balance = comparison.count_comparable(interviews, study.data_structure, newest="bosrade")
    made = {
        "02_agreement": (tables.AGREEMENT, compared.agreement),
        "02_agreement_pairs": (tables.PAIR_AGREEMENT, compared.pairs),
        "02_disagreements": (tables.DISAGREEMENTS, compared.disagreements),
        "02_domain_agreement": (tables.DOMAIN_AGREEMENT, compared.domains),
        "02_evidence": (tables.EVIDENCE, evidence),
        "02_readings": (tables.READINGS, list_readings(evidence, study.documents, study.ids("coders"))),
        "03_category_balance": (tables.CATEGORY_BALANCE, balance),
        "03_constant_comparison": (tables.CONSTANT_COMPARISON, side_by_side),
        "03_first_appearances": (tables.FIRST_APPEARANCES, followed.first_appearances),
        "03_saturation_runs": (tables.SATURATION_RUNS, followed.runs),
        "05_denominators": (tables.DENOMINATORS, conclusions.count_denominators(*material)),
        "05_methods": (tables.METHODS, sources.methods),
        "05_quote_balance": (tables.QUOTE_BALANCE, sources.quotes),
        "04_role_counts": (tables.ROLE_COUNTS, roles),
        "04_column_sums": (tables.COLUMN_SUMS, tables.COLUMN_SUMS.empty()),
        "04_column_feasibility": (tables.COLUMN_FEASIBILITY, tables.COLUMN_FEASIBILITY.empty()),
        "04_ranking_checks": (tables.RANKING_CHECKS, tables.RANKING_CHECKS.empty()),
        "02_attribution_checks": (tables.ATTRIBUTION_CHECKS, tables.ATTRIBUTION_CHECKS.empty()),
        "05_case_changes": (tables.CASE_CHANGES, conclusions.compare_with_new_case(verdicts)),
        "05_composition": (tables.COMPOSITION, conclusions.explain_composition(study.claims, verdicts)),
        "05_robustness": (tables.ROBUSTNESS, conclusions.compare_left_out(*material)),
        "05_verdict_evidence": (tables.VERDICT_EVIDENCE, passages),
        "05_verdicts": (tables.VERDICTS, verdicts),
    }
    for stem, (table, rows) in made.items():
        store.write_bytes(store.processed_folder("voorbeeld", root) / f"{stem}.csv", store.table_bytes(rows, table))


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


@pytest.fixture(scope="session")
def made_up_results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose study was run, but for its pages; D1 may not be quoted. Copy it before changing it."""
    import yaml

    from wijkresearch.example import example_study
    from wijkresearch.io import store

    root = tmp_path_factory.mktemp("made_up")
    study = example_study()
    study.documents.loc[study.documents["document"] == SILENT, "consent_quotes"] = False
    folder = store.write_study(replace(study, settings={**study.settings, "retention_years": 10}), root)
    store.write_text(folder / "claims.yml", yaml.safe_dump(CLAIMS, allow_unicode=True))
    write_results(root)
    write_report_folder(root)
    return root
