"""`wijk import`: take over coded work of another program, or say why that cannot be done."""

from __future__ import annotations

import json as notation
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from wijkresearch.cli.options import DryRun, StudyOption, pairs
from wijkresearch.errors import LONGEST_NAME, StudyError, Tell, by_place, list_some, show_value, without_sentences
from wijkresearch.exchange.coders import coder_names, list_names
from wijkresearch.exchange.project import CodedProject
from wijkresearch.exchange.recognising import read_coded
from wijkresearch.io.importing import CodeChoices, ImportPlan, plan_import, write_import
from wijkresearch.io.language import tell_problems
from wijkresearch.io.read import read_study
from wijkresearch.io.store import find_root
from wijkresearch.run.plan import choose_study
from wijkresearch.study import RawStudy

File = Annotated[Path, typer.Argument(help="The export of ATLAS.ti, NVivo, MAXQDA, QualCoder, Taguette, Word, …")]
Municipality = Annotated[str, typer.Option(metavar="ID", help="Municipality that all its documents belong to.")]
MunicipalityFrom = Annotated[
    str,
    typer.Option(metavar="WHERE", help="Where the municipality stands: case, set, variable:NAME, or a table."),
]
Coder = Annotated[
    list[str], typer.Option(metavar="NAME", help="Who coded, or NAME=ID for each coder; may be given more than once.")
]
OffsetRule = Annotated[
    str, typer.Option(metavar="RULE", help="How the file counts positions, when that cannot be detected.")
]
Correct = Annotated[
    bool,
    typer.Option(
        "--correct-transcripts",
        help="The file holds corrected texts: they replace transcripts, and codings move along.",
    ),
]
SameAs = Annotated[
    list[str], typer.Option("--map", metavar="OLD=NEW", help="Code OLD of the file is code NEW of the codebook.")
]
NewCodes = Annotated[
    bool, typer.Option("--new-codes", help="Codes that resemble one of the codebook are codes of their own.")
]
Replaces = Annotated[
    list[str], typer.Option(metavar="FILE", help="An earlier file, whose codings this one takes the place of.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of sentences.")]

MOST_PLACES = 3
"""How many places of one thing to look at are named."""


def importing(  # noqa: PLR0913 - one argument for each option
    file: File,
    *,
    study: StudyOption = "",
    municipality: Municipality = "",
    municipality_from: MunicipalityFrom = "",
    coder: Coder = [],  # noqa: B006 - typer copies it
    offset_rule: OffsetRule = "",
    correct_transcripts: Correct = False,
    same_as: SameAs = [],  # noqa: B006 - typer copies it
    new_codes: NewCodes = False,
    replaces: Replaces = [],  # noqa: B006 - typer copies it
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take over coded work of another program: show what was understood, check it, and write it whole or not at all.

    Without --study, --municipality and --municipality-from the file is only read and shown. Exit code 0: read; 1: read,
    with rows that a person should look at; 2: refused.
    """
    typed = [file.name, study, municipality, municipality_from, offset_rule, *coder, *same_as, *replaces]
    with _refusal(study, typed, as_json=json):
        into_study = bool(study or municipality or municipality_from or correct_transcripts)
        known = _study(study) if into_study else None
        project = read_coded(
            file,
            _transcripts(known, municipality) if known else None,
            _code_names(known),
            offset_rule=offset_rule or None,
            municipality_from=municipality_from or None,
            corrected=correct_transcripts,
        )
        coders = coder_names(coder, project)
        plan = None
        if known:
            root = find_root()
            plan = plan_import(
                project,
                known,
                root,
                municipality=municipality,
                coders=coders,
                correct=correct_transcripts,
                sources=(file.name, *(Path(name).name for name in replaces)),
                choices=CodeChoices(pairs("--map", same_as, "Fixer=fikser"), all_new=new_codes),
            )
        if plan and not dry_run:
            write_import(plan)
        if json:
            found = understood(project, coders, plan)
            found["warnings"] += [f"moved: {move}" for move in (_moves(plan) if plan else [])]
            found["warnings"] += [f"taken out: {coding}" for coding in (_taken_out(plan) if plan else [])]
            typer.echo(notation.dumps(found, ensure_ascii=False, indent=2))
        else:
            said = "\n".join(_sentences(file, project, understood(project, coders, plan), plan, dry_run=dry_run))
            typer.echo("\n".join(_told(line, tell_problems(study)) for line in said.split("\n")))
        if len(project.flagged) or (plan and len(plan.flagged)):
            raise typer.Exit(1)


@contextmanager
def _refusal(study: str, typed: list[str], *, as_json: bool) -> Iterator[None]:
    """Say why a file is refused in the form that was asked for, without a sentence that was typed."""
    try:
        yield
    except StudyError as refusal:
        if not as_json:
            raise
        tell = tell_problems(study)
        problems = [
            {part: without_sentences(tell(said), typed, tell=tell) for part, said in asdict(problem).items()}
            for problem in refusal.problems
        ]
        typer.echo(notation.dumps({"refused": problems}, ensure_ascii=False, indent=2))
        raise typer.Exit(2) from None


def understood(project: CodedProject, coders: dict[str, str], plan: ImportPlan | None) -> dict[str, Any]:
    """What was understood of a file, in the fields that `--json` promises."""
    codings = pd.concat([project.codings[["coder"]], project.unplaced[["coder"]]])
    rule = project.offset_rule
    notes = list(plan.notes) if plan else []
    return {
        "format": project.format,
        "origin": project.origin,
        "documents": len(project.documents),
        "codes": len(project.codes),
        "codings": len(codings),
        "coders": sorted({coders.get(name, name) for name in codings["coder"]}),
        "municipalities": sorted(set(_municipalities(project, plan).values())),
        "first": _first(project),
        "offset_rule": rule and {"rule": rule.rule, "score": rule.score, "runner_up": rule.runner_up},
        "flagged": pd.concat([project.flagged, *([plan.flagged] if plan else [])]).to_dict("records"),
        "skipped": [
            {"what": what, "count": int(count)}
            for skipped in (project.skipped, *([plan.skipped] if plan else []))
            for what, count in skipped[["what", "count"]].itertuples(index=False, name=None)
        ],
        "warnings": [*_warnings(project, plan), *notes],
    }


def _municipalities(project: CodedProject, plan: ImportPlan | None) -> dict[str, str]:
    """Document to municipality: as the study registers it, otherwise as the file says."""
    told = project.documents.dropna(subset=["municipality"])
    found = dict(zip(told["document"], told["municipality"], strict=True))
    return {**found, **(plan.municipalities if plan else {})}


def _warnings(project: CodedProject, plan: ImportPlan | None) -> list[str]:
    """What the reader warned of; once the register gives the municipality, nobody has to say it."""
    if plan is None:
        notes = [
            f"{len(project.notes)} notes are in the file; in a study they go with their codings or are kept aside."
        ]
        return [*project.warnings, *notes * bool(len(project.notes))]
    return [warning for warning in project.warnings if "--municipality-from" not in warning]


def _first(project: CodedProject) -> dict[str, Any] | None:
    """The first coding: of those with a place, otherwise of those that were kept aside."""
    if len(project.codings):
        row = project.codings.iloc[0]
        start, end = int(row["start"]), int(row["end"])
        text = project.texts.get(row["document"])
        passage = None if text is None else text[start:end]
        return {"document": row["document"], "code": row["code"], "start": start, "end": end, "text": passage}
    if len(project.unplaced):
        row = project.unplaced.iloc[0]
        quote = None if pd.isna(row["quote"]) else row["quote"]
        return {"document": row["document"], "code": row["code"], "start": None, "end": None, "text": quote}
    return None


def _study(study: str) -> RawStudy:
    root = find_root()
    return read_study(choose_study(root, study).name, root=root, texts_to_come=True)


def _transcripts(study: RawStudy, municipality: str) -> dict[str, str]:
    """Texts by document, and by file name in a folder called as its municipality; of one municipality where given."""
    register = study.documents
    if municipality:
        register = register[register["municipality"] == municipality]
    texts = {}
    for row in register.itertuples():
        places = (row.municipality, study.municipality_names[row.municipality])
        if row.document in study.transcripts:
            for name in (row.document, *(f"{place}/{row.file}" for place in places)):
                texts[name] = study.transcripts[row.document]
    return texts


def _code_names(study: RawStudy | None) -> set[str]:
    return set() if study is None else {*study.codebook["code"], *study.codebook["label_nl"]}


def _sentences(
    file: Path, project: CodedProject, found: dict[str, Any], plan: ImportPlan | None, *, dry_run: bool
) -> list[str]:
    made_with = f", made with {project.origin}" if project.origin else ""
    said = [
        f"{file.name}: {project.format}{made_with}",
        f"  documents: {found['documents']}, codes: {found['codes']}, codings: {found['codings']}, "
        f"coders: {list_names(found['coders']) or 'none'}",
    ]
    if project.offset_rule:
        rule = project.offset_rule
        second = f"; next comes {rule.runner_up}, {rule.runner_up_score:.0%}" if rule.runner_up else ""
        said.append(f"  positions are counted as: {rule.rule} ({rule.score:.0%} of the evidence agrees{second})")
    said += ["", "Documents and their municipality:"] * bool(found["documents"])
    municipalities = _municipalities(project, plan)
    said += [
        f"  {_shown(name)}: {municipalities.get(name, 'not in the file')}" for name in project.documents["document"]
    ]
    said += _listed("To look at:", _once(found["flagged"]))
    said += _listed(
        "Left out, because there is no place for it here:",
        [f"{one['what']} ({one['count']})" for one in found["skipped"]],
    )
    said += _listed("Good to know:", found["warnings"])
    if plan:
        said += _listed("Moved along with a corrected transcript:", _moves(plan))
        said += _listed("Kept aside in kept_aside.csv:", _kept_aside(plan))
        said += _listed("Taken out, because the file has it no longer:", _taken_out(plan))
    return [*said, "", _ending(plan, dry_run=dry_run)]


def _told(line: str, tell: Tell) -> str:
    """A line in the language of what tells it: what stands behind its place, or else the whole."""
    words = line.lstrip()
    place, colon, rest = words.partition(": ")
    told = f"{tell(place)}: {tell(rest)}" if colon and tell(rest) != rest else tell(words)
    return line.removesuffix(words) + told


def _shown(name: str) -> str:
    """The name of a document or coder; where columns have shifted, it may be a passage of an interview."""
    return name if len(name) <= LONGEST_NAME else show_value(name)


def _listed(heading: str, lines: list[str]) -> list[str]:
    return ["", heading, *(f"  {line}" for line in lines)] if lines else []


def _once(flagged: list[dict[str, str]]) -> list[str]:
    """One line for everything to look at that is the same in many places: where it is first, and in how many more."""
    places = by_place((one["what"], one["where"]) for one in flagged)
    return [f"{list_some(where, most=MOST_PLACES)}: {what}" for what, where in places.items()]


def _moves(plan: ImportPlan) -> list[str]:
    return [
        f"{row.document} {row.old_start}–{row.old_end} to {row.new_start}–{row.new_end}, {row.code} (by {row.found_by})"
        for row in plan.moves.itertuples()
    ]


def _kept_aside(plan: ImportPlan) -> list[str]:
    """How many codings and notes were kept aside in each document, and why."""
    counts = plan.unplaced.groupby(["document", "reason"], sort=True).size()
    return [f"{document}: {reason} ({count})" for (document, reason), count in counts.items()]


def _taken_out(plan: ImportPlan) -> list[str]:
    return [f"{row.document} {row.start}–{row.end}, {row.code} ({row.coder})" for row in plan.taken_out.itertuples()]


def _ending(plan: ImportPlan | None, *, dry_run: bool) -> str:
    if plan is None:
        return "Nothing was written. Put it in a study with --study NAME and --municipality ID."
    listed = "".join(f"\n  {path.relative_to(plan.root).as_posix()}" for path in sorted(plan.files))
    if not plan.files:
        return "Everything in it was in the study already; nothing was written."
    return f"Checked, not written (--dry-run):{listed}" if dry_run else f"Checked and written:{listed}"
