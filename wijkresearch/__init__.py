"""A multiple case study in public administration as an executable research package.

The method of one study (case selection, coding, axial grouping, role tables, conclusions) as small functions from
tables to tables. `Analysis` has every result of it by name; the notebooks explain it, `wijk run` runs it, and
`data/raw/<study>/` holds the decisions of people:

    from wijkresearch import open_analysis

    analysis = open_analysis("wijkverbinders")
    analysis.role_counts

What is listed here is read from its module when it is asked for, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wijkresearch.analysis import Analysis, open_analysis
    from wijkresearch.coder import code
    from wijkresearch.errors import Problem, StudyError
    from wijkresearch.example import example_study
    from wijkresearch.io.pseudonymising import pseudonymise
    from wijkresearch.io.read import read_study
    from wijkresearch.privacy.release import release
    from wijkresearch.show.labels import Labels
    from wijkresearch.study import RawStudy, Study

__version__ = "0.1.0"
__all__ = [
    "Analysis",
    "Labels",
    "Problem",
    "RawStudy",
    "Study",
    "StudyError",
    "code",
    "example_study",
    "open_analysis",
    "pseudonymise",
    "read_study",
    "release",
]
_PLACES = {
    "Analysis": "analysis",
    "Labels": "show.labels",
    "Problem": "errors",
    "RawStudy": "study",
    "Study": "study",
    "StudyError": "errors",
    "code": "coder",
    "example_study": "example",
    "open_analysis": "analysis",
    "pseudonymise": "io.pseudonymising",
    "read_study": "io.read",
    "release": "privacy.release",
}


def __getattr__(name: str) -> object:
    """One of the names above, from its module."""
    if name not in _PLACES:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)


def _tell(text: str) -> str:
    """A text of a problem, in the language of the study of the project that the notebook is in."""
    said: str = import_module(f"{__name__}.io.language").tell_problems()(text)
    return said


import_module(f"{__name__}.errors").StudyError.tell = staticmethod(_tell)


def __dir__() -> list[str]:
    """What completion offers: the names above."""
    return sorted([*globals(), *__all__])
