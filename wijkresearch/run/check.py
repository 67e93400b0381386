"""Everything that a study's folder has to be before its notebooks can run and its pages can be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from wijkresearch.analysis import Analysis
from wijkresearch.errors import Problem, StudyError, raise_if_any
from wijkresearch.io.read import read_study
from wijkresearch.printed_audit import check_cells, check_rankings, check_statements
from wijkresearch.privacy.release import release
from wijkresearch.rigour.auditing import as_counted
from wijkresearch.study import RawStudy


def check_whole(study: str, *, root: Path) -> RawStudy:
    """A study as it was read, when everything that a run would ask of it is there.

    Reading checks every file by itself and the names that one takes from another. A run asks besides that claims and
    cases agree on what was derived where, that there is a frame, that the study can be released, that a role passage
    ends in one way, that a printed cell is a number of dots, that a printed ranking is about a printed cell, and that a
    printed statement says of whom it is.

    Args:
        study: the folder in `data/raw`.
        root: the project's folder.

    Raises:
        StudyError: lists everything that is not right.
    """
    whole = read_study(study, root=root)
    step, published = whole.settings["thresholds"]["dot_step"], whole.published
    problems = [
        *_phase_problems(whole),
        *_problems_of(lambda: check_cells(published["dots"], step=step)),
        *_problems_of(lambda: check_rankings(published["rankings"], published["dots"])),
        *_problems_of(lambda: _look_at_released(whole, root)),
    ]
    raise_if_any(problems)
    return whole


def _look_at_released(whole: RawStudy, root: Path) -> None:
    """Release the study, and see whether its candidates, role passages and printed statements can be read."""
    analysis = Analysis(release(whole), root=root)
    statements, documents = analysis.whole.published["statements"], as_counted(analysis.whole.documents, analysis.whole)
    raise_if_any(
        [
            *_problems_of(lambda: analysis.candidates),
            *_problems_of(lambda: analysis.courses),
            *_problems_of(lambda: check_statements(statements, documents)),
        ]
    )


def _problems_of(ask: Callable[[], object]) -> list[Problem]:
    """What is wrong with what is asked; nothing where it can be had."""
    try:
        ask()
    except StudyError as error:
        return list(error.problems)
    return []


def _phase_problems(study: RawStudy) -> Iterator[Problem]:
    """Cases that are said to be tested on while a claim comes from them, or the other way about."""
    sources = study.claims["claim_sources"]
    derived = set(sources["municipality"])
    for case, phase in study.municipalities[["municipality", "phase"]].itertuples(index=False):
        where = f"{case}/municipality.yml"
        if phase == "test" and case in derived:
            claims = ", ".join(sources.loc[sources["municipality"] == case, "claim"])
            remedy = "Make it `phase: derivation`, or take it out of `derived_from` in claims.yml"
            yield Problem(where, f"phase is test, while {claims} was derived from it", "derivation", remedy)
        if phase == "derivation" and len(sources) and case not in derived:
            remedy = "Make it `phase: test`, or name it in `derived_from` of a claim"
            yield Problem(where, "phase is derivation, while no claim was derived from it", "test", remedy)
