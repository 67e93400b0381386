"""The parameters of a notebook: the annotated names of its cell tagged `parameters`.

Papermill only warns when it is given a name that no notebook knows, and passes on any type. A misspelled
`per_colum=20` would then change nothing and say nothing, so here both are errors.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijkresearch.errors import Problem, StudyError, did_you_mean, raise_if_any

Value = str | int | float | bool
FLAGS = {"true": True, "yes": True, "ja": True, "false": False, "no": False, "nee": False}
EXPECTED = {"str": "text", "int": "a whole number", "float": "a number", "bool": "true or false"}
RUN_SETS = {
    "study": "Name the study itself: wijk run --study NAME.",
    "municipalities": "Use --municipality ID.",
    "results": "The run chooses the folder of the results itself.",
}


@dataclass(frozen=True)
class Declared:
    """One parameter of a notebook: its name, its type as annotated, its default and the comment behind it."""

    name: str
    kind: str
    default: Value
    help: str


def read_notebook_cells(notebook: Path) -> list[dict[str, Any]]:
    """The cells of a notebook file.

    Raises:
        StudyError: the file is not a notebook.
    """
    try:
        cells: list[dict[str, Any]] = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (ValueError, KeyError, TypeError) as trouble:
        problem = Problem(notebook.name, "this is not a notebook", "a Jupyter notebook (JSON)", f"It says: {trouble}")
        raise StudyError(problem) from trouble
    return cells


def cell_source(cell: Mapping[str, Any]) -> str:
    """The text of a cell; the format allows one string or a list of lines."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def cell_tags(cell: Mapping[str, Any]) -> list[str]:
    """The tags of a cell."""
    return list(cell.get("metadata", {}).get("tags", []))


def declared_parameters(notebook: Path) -> dict[str, Declared]:
    """The parameters that a notebook declares, by name.

    Raises:
        StudyError: not exactly one cell is tagged `parameters`, or a name in it has no type or no plain default.
    """
    tagged = [cell_source(cell) for cell in read_notebook_cells(notebook) if "parameters" in cell_tags(cell)]
    if len(tagged) != 1:
        problem = Problem(notebook.name, f"{len(tagged)} cells are tagged 'parameters'", "exactly one")
        raise StudyError(problem)
    lines = tagged[0].splitlines()
    problems: list[Problem] = []
    found: dict[str, Declared] = {}
    for statement in _parse(tagged[0], notebook.name).body:
        try:
            declared = _declared(statement, lines[statement.lineno - 1])
        except (ValueError, AttributeError):
            where = f"{notebook.name} parameters line {statement.lineno}"
            wanted = "NAME: TYPE = VALUE  # what it is, with type str, int, float or bool"
            problems.append(Problem(where, f"found '{lines[statement.lineno - 1]}'", wanted))
        else:
            found[declared.name] = declared
    raise_if_any(problems)
    return found


def _parse(source: str, name: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as trouble:
        where = f"{name} parameters line {trouble.lineno}"
        raise StudyError(Problem(where, f"this is not Python: {trouble.msg}")) from trouble


def _declared(statement: ast.stmt, line: str) -> Declared:
    if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name) or not statement.value:
        raise ValueError(line)
    kind = ast.unparse(statement.annotation)
    default = ast.literal_eval(statement.value)
    if type(default).__name__ != kind or kind not in EXPECTED:
        raise ValueError(line)
    comment = line[statement.end_col_offset or 0 :].partition("#")[2].strip()
    return Declared(statement.target.id, kind, default, comment)


def read_assignments(assignments: Iterable[str]) -> dict[str, str]:
    """`NAME=VALUE` texts as names and values.

    Raises:
        StudyError: a text without `=`, or a name that is given twice.
    """
    given: dict[str, str] = {}
    problems = []
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals or not name.isidentifier():
            problems.append(Problem("--parameter", f"found '{assignment}'", "NAME=VALUE"))
        elif name in given:
            problems.append(Problem("--parameter", f"'{name}' is given more than once", "every name once"))
        given[name] = value
    raise_if_any(problems)
    return given


def check_declared(given: Iterable[str], notebooks: Mapping[str, Mapping[str, Declared]]) -> None:
    """Refuse names that no notebook declares, and names that the run itself fills in.

    Raises:
        StudyError: listing every such name.
    """
    known = sorted({name for declared in notebooks.values() for name in declared} - set(RUN_SETS))
    problems = []
    for name in given:
        if name in RUN_SETS:
            problems.append(Problem("--parameter", f"'{name}' is set by the run", remedy=RUN_SETS[name]))
        elif name not in known:
            expected = f"one of {', '.join(known)}" if known else "no parameter: these notebooks have none to set"
            hint = did_you_mean(name, known)
            problems.append(Problem("--parameter", f"no notebook declares '{name}'", expected, hint))
    raise_if_any(problems)


def typed_values(given: Mapping[str, str], declared: Mapping[str, Declared]) -> dict[str, Value]:
    """The given values in the types that one notebook annotates; names that it does not declare are left out.

    Raises:
        StudyError: listing every value that is not of the annotated type.
    """
    values: dict[str, Value] = {}
    problems = []
    for name, text in given.items():
        if name not in declared:
            continue
        kind = declared[name].kind
        try:
            values[name] = _typed(text, kind)
        except (ValueError, KeyError):
            problems.append(Problem("--parameter", f"{name} is '{text}'", EXPECTED[kind], declared[name].help))
    raise_if_any(problems)
    return values


def _typed(text: str, kind: str) -> Value:
    if kind == "bool":
        return FLAGS[text.strip().lower()]
    if kind == "int":
        return int(text)
    if kind == "float":
        return float(text)
    return text
