"""`wijk compare`: somebody's own coding beside that of the study: agreement, role counts and verdicts that differ."""

from __future__ import annotations

import json as notation
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from wijkresearch import coder_agreement
from wijkresearch.analysis import Analysis
from wijkresearch.cli.options import StudyOption
from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any
from wijkresearch.exchange.spreadsheets import read_rows
from wijkresearch.io.read import read_study
from wijkresearch.io.store import find_root
from wijkresearch.privacy.release import release
from wijkresearch.rigour.double_coding import units_of_documents
from wijkresearch.run.plan import choose_study
from wijkresearch.show.claims import VERDICTS
from wijkresearch.steps import conclusions
from wijkresearch.study import RawStudy, Study
from wijkresearch.tables import DECISIONS, SEGMENTS
from wijkresearch.words import catalogue, say
from wijkresearch.words.numbers import write_number, write_percent

SHIPPED = "the study"
RESAMPLES = 200
SEED = 1
LISTED = 20
UNITS_NL = catalogue("compare.units")["nl"]
DIFFERENCES_NL = catalogue("compare.differences")["nl"]
NUMBERS_NL = catalogue("compare.numbers")["nl"]
CELL = ("world", "municipality", "role")

FileOrCoder = Annotated[
    str, typer.Argument(metavar="FILE_OR_CODER", help="A table of codings (.csv, .xlsx), or the id of a coder.")
]
Unit = Annotated[
    str, typer.Option("--units", help="What agreement is computed on: character, sentence or turn (of the respondent).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Every table of the comparison as JSON, for other programs.")]


@dataclass(frozen=True)
class CodingComparison:
    """Two readings of the same documents: who is compared, on what, and what comes out otherwise.

    `agreement` conforms to AGREEMENT, `disagreements` to DISAGREEMENTS, `roles` to READING_CHANGES and `verdicts` to
    VERDICT_CHANGES.
    """

    coder: str
    unit: str
    documents: tuple[str, ...]
    agreement: pd.DataFrame
    disagreements: pd.DataFrame
    roles: pd.DataFrame
    verdicts: pd.DataFrame


def compare(
    file_or_coder: FileOrCoder, *, study: StudyOption = "", units: Unit = "character", as_json: AsJson = False
) -> None:
    """Put a coding of the same documents in place of the study's own, and say what that changes."""
    root = find_root()
    read = read_study(choose_study(root, study).name, root=root)
    coder, segments = find_codings(file_or_coder, read)
    # The codings are released with the study, so that their codes are called as its codes are.
    own = release(replace(read, segments=segments)).segments
    compared = compare_codings(release(read), own, coder=coder, unit=units)
    typer.echo(as_json_text(compared) if as_json else comparison_as_text(compared))


def find_codings(file_or_coder: str, study: RawStudy) -> tuple[str, pd.DataFrame]:
    """Who coded, and SEGMENTS: of a coder in the study, or of a file with the columns of segments.csv.

    Raises:
        StudyError: there is no such coder or file, or the file holds the codings of several coders.
    """
    known = sorted(study.segments["coder"].unique())
    if file_or_coder in known:
        return file_or_coder, study.segments[study.segments["coder"] == file_or_coder]
    path = Path(file_or_coder)
    if not path.is_file():
        found, hint = f"'{file_or_coder}' is no coder of the study and no file", did_you_mean(file_or_coder, known)
        raise StudyError(Problem("wijk compare", found, f"one of {', '.join(known)}, or a file", hint))
    rows, _ = read_rows(path)
    segments = SEGMENTS.check(rows, path.name)
    coders = set(segments["coder"])
    if len(coders) != 1:
        found = f"the codings of {len(coders)} coders"
        raise StudyError(Problem(path.name, found, "those of one coder", "Keep one coder in the file"))
    return path.stem, segments


def compare_codings(study: Study, segments: pd.DataFrame, *, coder: str, unit: str = "character") -> CodingComparison:
    """The codings beside the study's own reading of the same documents.

    Role counts and verdicts are of the whole study, with these codings in place of its own in the documents that both
    coded; elsewhere the study's reading stays.

    Args:
        study: the released study.
        segments: SEGMENTS of one coder, under the released study's codes.
        coder: what that coder is called.
        unit: what agreement is computed on: `character`, `sentence` or `turn`.

    Raises:
        StudyError: the unit is not known, nobody else coded, or the two share no document.
    """
    own = study.segments[study.segments["coder"] != coder]
    raise_if_any([_alone(coder)] if own.empty else [])
    ours = Analysis(replace(study, segments=own))
    theirs = Analysis(replace(study, segments=segments.assign(coder=coder), decisions=DECISIONS.empty()))
    both = pd.concat([ours.reading.assign(coder=SHIPPED), theirs.evidence], ignore_index=True)
    shared = coder_agreement.double_coded_documents(both, [SHIPPED, coder])
    raise_if_any([] if shared else [_nothing_shared(coder)])
    read_otherwise = theirs.study.segments[theirs.study.segments["document"].isin(shared)]
    together = pd.concat([ours.study.segments, read_otherwise], ignore_index=True)
    again = Analysis(replace(study, segments=together)).read_by(coder)
    units = units_of_documents(study, both, shared, unit=unit)
    agreed = coder_agreement.compare_coders(both, units, coders=(SHIPPED, coder), seed=SEED, resamples=RESAMPLES)
    roles = coder_agreement.compare_readings(
        ours.role_counts, again.role_counts, key=CELL, numbers=list(NUMBERS_NL), reading=coder
    )
    verdicts = conclusions.compare_verdicts(ours.verdicts, again.verdicts)
    disputed = coder_agreement.most_disputed_first(agreed.disagreements)
    return CodingComparison(coder, unit, tuple(shared), agreed.agreement, disputed, roles, verdicts)


def _alone(coder: str) -> Problem:
    """There is nothing to lay a reading beside."""
    remedy = "Give `wijk compare` the file of somebody else who coded these documents."
    return Problem("wijk compare", f"nobody but '{coder}' coded in this study", "a second reading", remedy)


def _nothing_shared(coder: str) -> Problem:
    found = f"'{coder}' coded no document that is coded in the study"
    return Problem("wijk compare", found, "at least one document that both coded")


def comparison_as_text(compared: CodingComparison) -> str:
    """What differs, in Dutch, part by part."""
    roles = compared.roles[compared.roles["difference"].fillna(0) != 0]
    changed = compared.verdicts[~compared.verdicts["change"].isin(["unchanged", "recounted"])]
    documents, passages = ", ".join(compared.documents), compared.disagreements["passage"].nunique()
    unit = UNITS_NL[compared.unit]
    parts = [
        say("compare", "beside", coder=compared.coder, count=len(compared.documents), documents=documents),
        "",
        say("compare", "differing", passages=passages),
        *_disagreement_lines(compared),
        "",
        say("compare", "agreement", unit=unit),
        *(_agreement_line(row) for row in compared.agreement.to_dict("records")),
        "",
        say("compare", "roles", cells=len(roles)),
        *(
            f"- {row.row}: {NUMBERS_NL[row.number]} {write_number(row.first)} → {write_number(row.second)}"
            for row in roles.itertuples()
        ),
        "",
        say("compare", "verdicts", changed=len(changed), verdicts=len(compared.verdicts)),
        *(
            f"- {row.claim} ({row.scope}, {row.member}): {_verdict(row.before)} → {_verdict(row.after)}"
            for row in changed.itertuples()
        ),
    ]
    return "\n".join(parts)


def _disagreement_lines(compared: CodingComparison) -> Iterator[str]:
    """Every passage with both readings; the first of many, and how to get the rest."""
    passages = list(compared.disagreements.groupby("passage", sort=False))
    for passage, rows in passages[:LISTED]:
        codes = ", ".join(f"{row.code} ({DIFFERENCES_NL[row.difference]})" for row in rows.itertuples())
        yield f"- {passage}: {codes}"
        for coder, reading in ((say("compare", "the_study"), "first_reading"), (compared.coder, "second_reading")):
            yield f"    {coder}: {rows[reading].fillna(say('compare', 'no_code')).iloc[0]}"
    if len(passages) > LISTED:
        yield f"- {say('compare', 'more', passages=len(passages) - LISTED)}"


def _verdict(verdict: object) -> str:
    return say("compare", "no_verdict") if pd.isna(verdict) else VERDICTS["nl"][str(verdict)]


def _agreement_line(row: dict[str, object]) -> str:
    alike = pd.notna(row["percent"])
    percent = write_percent(row["percent"], 0)
    equal = say("compare", "equal", percent=percent) if alike else say("compare", "no_characters")
    if pd.isna(row["alpha"]):
        return f"- {say('compare', 'undefined', code=row['code'], reason=row['undefined'], equal=equal)}"
    return f"- {say('compare', 'alpha', code=row['code'], alpha=write_number(row['alpha'], 2), equal=equal)}"


def as_json_text(compared: CodingComparison) -> str:
    """Every table of the comparison, by name."""
    names = ("agreement", "disagreements", "roles", "verdicts")
    tables = {name: notation.loads(getattr(compared, name).to_json(orient="records")) for name in names}
    return notation.dumps(
        {"coder": compared.coder, "unit": compared.unit, "documents": compared.documents, **tables},
        ensure_ascii=False,
        indent=2,
    )
