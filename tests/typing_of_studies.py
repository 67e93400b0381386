"""What the type checker must see: that a study was read is not enough to analyse, export or draw conclusions from it.

Nothing here is run. `mypy` refuses an `ignore` that it has no use for, so each `ignore` below says that without it the
line is an error; `wijk test` and `make check` run it.
"""

from pathlib import Path
from typing import assert_type

from wijkresearch import Analysis, RawStudy, Study, open_analysis, read_study, release
from wijkresearch.cli.compare import compare_codings
from wijkresearch.io.exporting import export_study
from wijkresearch.io.read import read_candidates
from wijkresearch.privacy.consent import Gate


def only_a_released_study_is_analysed_exported_or_compared(raw: RawStudy, released: Study) -> None:
    Analysis(raw)  # type: ignore[arg-type]
    Analysis(released)
    export_study(raw, Path(), "csv")  # type: ignore[arg-type]
    compare_codings(raw, raw.segments, coder="")  # type: ignore[arg-type]
    read_candidates(raw)  # type: ignore[arg-type]


def consent_is_judged_on_the_study_as_it_was_read(released: Study) -> None:
    Gate.of(released)  # type: ignore[arg-type]
    release(released)  # type: ignore[arg-type]


def choosing_cases_keeps_the_kind_of_study(raw: RawStudy, released: Study) -> None:
    assert_type(read_study(""), RawStudy)
    assert_type(release(raw), Study)
    assert_type(raw.choose(""), RawStudy)
    assert_type(released.only([]), Study)
    assert_type(open_analysis("").study, Study)
    assert_type(open_analysis("").read_by(""), Analysis)
