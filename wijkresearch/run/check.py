"""Everything that a study's folder has to be before its notebooks can run and its pages can be made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wijkresearch.errors import Problem, StudyError, raise_if_any
from wijkresearch.io.read import read_candidates, read_study
from wijkresearch.printed_audit import check_cells, check_statements
from wijkresearch.privacy.release import release
from wijkresearch.steps.coding import join_evidence, select_reading
from wijkresearch.steps.connections import join_courses
from wijkresearch.study import Study


def check_whole(study: str, *, root: Path) -> Study:
    """A study as it was read, when everything that a run would ask of it is there.

    Reading checks every file by itself and the names that one takes from another. A run asks besides that claims and
    cases agree on what was derived where, that there is a frame, that the study can be released, that a role passage
    ends in one way, that a printed cell is a number of dots, and that a printed statement says of whom it is.

    Args:
        study: the folder in `data/raw`.
        root: the project's folder.

    Raises:
        StudyError: lists everything that is not right.
    """
    whole = read_study(study, root=root)
    problems = [*_phase_problems(whole)]
    step = whole.settings["thresholds"]["dot_step"]
    for look in (
        lambda: read_candidates(whole, root=root),
        lambda: _look_at_released(whole),
        lambda: check_cells(whole.published["dots"], step=step),
    ):
        try:
            look()
        except StudyError as error:
            problems += error.problems
    raise_if_any(problems)
    return whole


def _look_at_released(whole: Study) -> None:
    """Release the study, and see whether its role passages and printed statements can be read."""
    released = release(whole)
    evidence = join_evidence(released.segments, released.documents, released.codebook)
    join_courses(select_reading(evidence, released.ids("coders")))
    check_statements(released.published["statements"], released.documents)


def _phase_problems(study: Study) -> Iterator[Problem]:
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
