"""Who coded: the names in an imported file and the coders of the study."""

from __future__ import annotations

from wijkresearch.errors import LONGEST_NAME, Problem, raise_if_any, show_value
from wijkresearch.exchange.other_tools.gathering import UNKNOWN_CODER
from wijkresearch.exchange.project import CodedProject


def coder_names(given: list[str], project: CodedProject) -> dict[str, str]:
    """What `--coder` says: `NAME` for the one coder in a file, `NAME=ID` for each of several.

    Raises:
        StudyError: a name is not in the file, or one name is given for several coders.
    """
    known = sorted(set(project.codings["coder"]) | set(project.unplaced["coder"]))
    listed = ", ".join(name if len(name) <= LONGEST_NAME else show_value(name) for name in known)
    pairs = dict(one.split("=", 1) for one in given if "=" in one)
    alone = [one for one in given if "=" not in one]
    problems = [
        Problem("--coder", f"there is no coder '{name}' in the file", f"one of {listed}")
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
