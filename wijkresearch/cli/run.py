"""`wijk run`: the notebooks of a study, in order, only what changed."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from wijkresearch.cli.options import StudyOption
from wijkresearch.cli.progress import progress, tell_reproduction
from wijkresearch.io.store import find_root
from wijkresearch.run.pipeline import Wish, run_study
from wijkresearch.run.plan import choose_study

Municipality = Annotated[
    list[str], typer.Option(metavar="ID", help="Only this municipality; may be given more than once.")
]
Parameter = Annotated[
    list[str],
    typer.Option(metavar="NAME=VALUE", help="A parameter that a notebook declares; may be given more than once."),
]
Cold = Annotated[bool, typer.Option("--cold", help="Start every kernel from nothing.")]
Workers = Annotated[int, typer.Option(min=1, metavar="N", help="How many notebooks may run at the same time.")]
Executor = Annotated[
    str, typer.Option(metavar="URL", help="dask://host:port of a Dask scheduler, instead of this machine.")
]
Force = Annotated[bool, typer.Option("--force", help="Run everything again, changed or not.")]
Accept = Annotated[
    bool, typer.Option("--accept", help="Where results made here differ from those shipped, take those made here.")
]
TimeLimit = Annotated[
    float, typer.Option("--time-limit", min=0.01, metavar="MINUTES", help="How long a notebook may take.")
]


def run(  # noqa: PLR0913 - a parameter for each option
    study: StudyOption = "",
    municipality: Municipality = [],  # noqa: B006 - typer copies it
    parameter: Parameter = [],  # noqa: B006
    *,
    cold: Cold = False,
    workers: Workers = 2,
    executor: Executor = "",
    force: Force = False,
    accept: Accept = False,
    time_limit: TimeLimit = 60,
) -> None:
    """Run the notebooks of a study in order, only those that something changed for, and make the report's pages.

    A run on some municipalities, or with other parameters, keeps its results in a folder of its own:
    reports/STUDY@katwijk+maassluis. The results of the whole study stay as they are.

    The first run on a machine makes everything anew beside the results that came with the project, and says whether
    they are the same; the exit code is 1 when they are not and were not taken.
    """
    root = find_root()
    wish = Wish(
        study=choose_study(root, study).name,
        municipalities=tuple(municipality),
        parameters=tuple(parameter),
        cold=cold,
        workers=workers,
        executor=executor,
        force=force,
        accept=accept,
        minutes=time_limit,
    )
    with progress(sys.stdout) as tell:
        outcome = run_study(wish, root, tell)
    place = f"{outcome.reports.relative_to(root).as_posix()}/index.html"
    typer.echo(place if outcome.made or outcome.reproduction else f"Everything was up to date: {place}")
    tell_reproduction(outcome)
