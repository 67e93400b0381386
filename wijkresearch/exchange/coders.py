"""Who coded: the names in an imported file and the coders of the study."""

from __future__ import annotations

from collections.abc import Iterable

from wijkresearch.errors import Problem, list_some, raise_if_any, show_value
from wijkresearch.exchange.other_tools.gathering import UNKNOWN_CODER
from wijkresearch.exchange.project import CodedProject

WORDS, FEW = 3, 8
"""Words of the longest name of a coder, and coders, that a message repeats; a column may hold something else."""


def list_names(names: Iterable[str]) -> str:
    """Names for a message: the first of them, and of what is too long for a name how long it is."""
    return list_some((show_value(name, words=WORDS).strip("'") for name in names), most=FEW)


def coder_names(given: list[str], project: CodedProject) -> dict[str, str]:
    """What `--coder` says: `NAME` for the one coder in a file, `NAME=ID` for each of several.

    Raises:
        StudyError: a name is not in the file, or one name is given for several coders.
    """
    known = sorted(set(project.codings["coder"]) | set(project.unplaced["coder"]))
    listed = list_names(known)
    pairs = dict(one.split("=", 1) for one in given if "=" in one)
    alone = [one for one in given if "=" not in one]
    problems = [
        Problem("--coder", f"there is no coder {show_value(name, words=WORDS)} in the file", f"one of {listed}")
        for name in pairs
        if name not in known
    ]
    problems += [
        Problem("--coder", f"'{name}=' does not say who it is", "NAME=ID")
        for name, coder in pairs.items()
        if not coder.strip()
    ]
    nameless = [name for name in known if name not in pairs]
    if len(alone) > 1 or (alone and len(nameless) > 1 and UNKNOWN_CODER not in nameless):
        found = f"the file has {len(known)} coders: {listed}"
        problems.append(Problem("--coder", found, "NAME=ID for each of them"))
    raise_if_any(problems)
    if alone:
        target = UNKNOWN_CODER if UNKNOWN_CODER in nameless else nameless[0] if nameless else UNKNOWN_CODER
        pairs[target] = alone[0]
    return pairs
