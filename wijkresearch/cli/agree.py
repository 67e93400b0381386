"""`wijk agree`: make a sheet of what coders read differently, and take over what they decided on when they talked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wijkresearch.cli.options import DryRun, StudyOption
from wijkresearch.errors import Problem, StudyError
from wijkresearch.io.decisions import AgreementPlan, plan_agreement, talk_sheet
from wijkresearch.io.exporting import csv_bytes, xlsx_bytes
from wijkresearch.io.read import read_study
from wijkresearch.io.store import find_root, write_bytes
from wijkresearch.io.whole import try_on_a_copy, write_together
from wijkresearch.privacy.release import release
from wijkresearch.run.plan import choose_study
from wijkresearch.study import RawStudy

File = Annotated[Path | None, typer.Argument(help="The sheet with the column `decision` filled in (.xlsx or .csv).")]
Sheet = Annotated[Path | None, typer.Option(metavar="FILE", help="Make a sheet (.xlsx or .csv) of what is still open.")]
WithTexts = Annotated[bool, typer.Option("--with-texts", help="With --sheet: the words of each passage too.")]
SUFFIXES = {".xlsx": xlsx_bytes, ".csv": csv_bytes}


def agree(
    file: File = None,
    *,
    sheet: Sheet = None,
    with_texts: WithTexts = False,
    study: StudyOption = "",
    dry_run: DryRun = False,
) -> None:
    """Record what coders agreed on: make a sheet with --sheet, fill in its column `decision`, and give it back.

    A decision is `first` or `second` (whose reading holds), `whole` (all of the passage has the code), `neither` (the
    code does not belong there) or `open`. Results rest on what was decided, elsewhere on the first coder's reading.
    """
    if (file is None) == (sheet is None):
        remedy = (
            "Make one with `wijk agree --sheet FILE.xlsx`, fill it in, and give it back with `wijk agree FILE.xlsx`"
        )
        found = "there is no sheet" if file is None else "a sheet is made and taken over at the same time"
        raise StudyError(Problem("wijk agree", found, "one of the two", remedy))
    root = find_root()
    whole = read_study(choose_study(root, study).name, root=root)
    if sheet is not None:
        _make(sheet, whole, with_texts=with_texts)
        return
    plan = plan_agreement(Path(str(file)), whole, root)
    try_on_a_copy(whole.study, root, plan.files)
    if not dry_run:
        write_together(plan.files)
    typer.echo("\n".join(_sentences(plan, root, dry_run=dry_run)))


def _make(sheet: Path, whole: RawStudy, *, with_texts: bool) -> None:
    """Write a sheet with what is still open, never over one that is there.

    Raises:
        StudyError: there is such a file, or it would be of another kind.
    """
    if sheet.suffix.lower() not in SUFFIXES:
        raise StudyError(Problem("--sheet", f"a file of kind '{sheet.suffix}'", " or ".join(SUFFIXES)))
    if sheet.exists():
        remedy = "Give another name, or move it away; decisions may have been filled in in it"
        raise StudyError(Problem("--sheet", f"{sheet.name} is there already", remedy=remedy))
    rows = talk_sheet(whole, list(release(whole).documents["document"]), with_texts=with_texts)
    write_bytes(sheet, SUFFIXES[sheet.suffix.lower()](rows))
    typer.echo(f"Wrote {sheet.name}: {len(rows)} differences that coders have not decided on.")
    typer.echo("Fill in `decision` in every row: first, second, whole, neither or open. Then: wijk agree " + sheet.name)
    if with_texts:
        typer.echo("It holds words of respondents: keep it as confidential as the transcripts.")


def _sentences(plan: AgreementPlan, root: Path, *, dry_run: bool) -> list[str]:
    said = [f"Decided on: {len(plan.decided)}."]
    said += [
        f"  {decision}: {count}" for decision, count in plan.decided["decision"].value_counts().sort_index().items()
    ]
    said += [f"Left open: {plan.left_open}."] * bool(plan.left_open)
    said += [f"They take the place of {plan.replaced} earlier decisions."] * bool(plan.replaced)
    listed = "".join(f"\n  {path.relative_to(root).as_posix()}" for path in sorted(plan.files))
    if not plan.files:
        return [*said, "Nothing was written."]
    return [*said, f"Checked, not written (--dry-run):{listed}" if dry_run else f"Checked and written:{listed}"]
