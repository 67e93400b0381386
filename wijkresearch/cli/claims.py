"""`wijk claims`: every claim of a study with its rule, what would make it untrue, and the smallest change to that."""

from __future__ import annotations

from typing import Annotated

import typer

from wijkresearch.cli.options import StudyOption

Language = Annotated[str, typer.Option(help="nl or en.")]


def claims(study: StudyOption = "", *, language: Language = "en") -> None:
    """Print the ledger of the claims as Markdown: sentence, rule, what would make it untrue, what would tip it."""
    from wijkresearch.analysis import open_analysis  # noqa: PLC0415
    from wijkresearch.io.store import find_root  # noqa: PLC0415
    from wijkresearch.run.plan import choose_study  # noqa: PLC0415
    from wijkresearch.show.claims import claims_ledger, list_rules  # noqa: PLC0415
    from wijkresearch.tables.conclusions import over_derivation  # noqa: PLC0415

    root = find_root()
    analysis = open_analysis(choose_study(root, study).name, root=root)
    overall = over_derivation(analysis.verdicts)
    source = analysis.study
    names = {**source.municipality_names, **source.labels("roles", language), **source.labels("worlds", language)}
    rules = list_rules(source.claims, overall, analysis.tipping, names=names, language=language)
    typer.echo(claims_ledger(rules), nl=False)
