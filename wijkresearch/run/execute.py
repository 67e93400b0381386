"""One notebook, executed by papermill and kept as a file that is the same on every run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijkresearch.errors import Problem, StudyError, raise_if_any
from wijkresearch.io.store import OUTPUT, write_text
from wijkresearch.run.engine import ENDED_THE_PROGRAM, ENGINE, TROUBLE, load_papermill
from wijkresearch.run.kernels import Kernels, Leash
from wijkresearch.run.parameters import Value
from wijkresearch.run.state import LIBRARY

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
CELL_FILE = re.compile(r"[^\s\"'<>]*ipykernel_\d+[\\/]\d+\.py")
ADDED = frozenset({"injected-parameters", "papermill-error-cell-tag"})
SKIPPED = "skip-execution"
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
OWN_PLACE = re.compile(r"\bFile (?:[^\n]*[\\/])?wijkresearch[\\/]([\w\\/]+\.py):(\d+)")
TRACEBACK = "Traceback (most recent call last)"
PRINTED_ERROR = "An error was printed here; what it said is not kept.\n"


@dataclass(frozen=True)
class Places:
    """Where a notebook and what comes of it are.

    Attributes:
        root: the project; paths in output are written from there.
        notebook: the notebook; the kernel's working folder is the folder it is in, as in JupyterLab.
        kept: where the executed copy goes when every cell ran.
        failed: where the executed copy goes otherwise.
        output: the folder that the notebook takes for that of all results.
    """

    root: Path
    notebook: Path
    kept: Path
    failed: Path
    output: Path


def execute_notebook(places: Places, parameters: Mapping[str, Value], kernels: Kernels, leash: Leash) -> None:
    """Execute a notebook in a kernel of its own and write the executed copy whole, also when a cell fails.

    An error of Python repeats what it choked on, which may be a passage of an interview. Of such an error only its
    type and its place in this library are kept and reported; a `StudyError` is reported whole, for its messages hold
    no text.

    Args:
        places: where everything is.
        parameters: values for names that the notebook declares.
        kernels: where kernels come from.
        leash: what the kernel may be ended with.

    Raises:
        StudyError: a cell failed or did not run to its end, or the kernel died or was ended; it names the notebook, the
            cell and what went wrong there.
    """
    papermill = load_papermill()
    executed: list[Any] = []
    failure: Exception | None = None
    try:
        papermill.execute_notebook(
            str(places.notebook),
            None,
            parameters=dict(parameters),
            engine_name=ENGINE,
            kept=executed,
            progress_bar=False,
            resources={"metadata": {"path": str(places.notebook.parent)}},
            kernel_manager_class=kernels.manager_class(leash, {OUTPUT: str(places.output)}),
        )
    except Exception as trouble:  # papermill, nbclient and jupyter_client have each their own
        failure = trouble
    finally:
        _close_event_loop()
    if failure is not None and not executed:
        raise failure
    if leash.why:
        problems = [Problem(_where(places, last_begun(executed[-1])), leash.why, remedy=_remedy(places))]
    elif failure:
        problems = _problems(failure, executed[-1], places)
    else:
        problems = find_unfinished(executed[-1], places)
    write_notebook(executed[-1], places.failed if problems else places.kept, places.output, places.root)
    raise_if_any(problems)


def _close_event_loop() -> None:
    """Close the event loop that jupyter_core opened for this thread and would leave open."""
    from jupyter_core.utils import ensure_event_loop  # noqa: PLC0415 - papermill has it imported

    ensure_event_loop().close()


def _where(places: Places, cell: str) -> str:
    return f"{places.notebook.relative_to(places.root).as_posix()} {cell}"


def _remedy(places: Places) -> str:
    return f"The executed notebook is kept: {places.failed.relative_to(places.root).as_posix()}"


def _problems(failure: Exception, node: Any, places: Places) -> list[Problem]:
    """What went wrong, one line a problem, without any text that a cell worked with."""
    where, remedy = _where(places, last_begun(node)), _remedy(places)
    name = getattr(failure, "ename", None)
    if name is None:
        found = f"the kernel stopped ({type(failure).__name__})"
        return [Problem(where, found, remedy=f"Did the memory run out, or did a cell end the program? {remedy}")]
    if _is_own(name):
        lines = _told(getattr(failure, "evalue", ""), getattr(failure, "traceback", ()))
        return [Problem(where, line.strip().removesuffix("."), remedy=remedy) for line in lines[1:]]
    own = _own_places(getattr(failure, "traceback", ()))
    found = f"{name} in {own[-1]}" if own else name
    return [Problem(where, found, remedy=f"Run the notebook in JupyterLab to read the error's message. {remedy}")]


def find_unfinished(node: Any, places: Places) -> list[Problem]:
    """The first cell that did not run to its end, though papermill went on; what comes after it follows from it."""
    for number, cell in _numbered(node):
        trouble = _left_undone(cell) if cell.cell_type == "code" and cell.source.strip() else ""
        if trouble:
            return [Problem(_where(places, _called(number, cell)), trouble, remedy=_remedy(places))]
    return []


def _left_undone(cell: Any) -> str:
    """What a cell left undone; empty when it ran to its end."""
    errors = [output["ename"] for output in cell.outputs if output["output_type"] == "error"]
    if "SystemExit" in errors:
        return f"{ENDED_THE_PROGRAM} (SystemExit)"
    if errors:
        return f"{errors[0]}, and the tag 'raises-exception' hides it"
    if cell.metadata.get(TROUBLE):
        return str(cell.metadata[TROUBLE])
    if SKIPPED in cell.metadata.get("tags", []):
        return f"the cell did not run, because of its tag '{SKIPPED}'"
    return "" if cell.execution_count else "the cell did not run"


def _is_own(name: str) -> bool:
    """Is it the error of this library, whose messages hold no text of an interview?"""
    return name == StudyError.__name__


def _told(message: str, shown: Iterable[str]) -> list[str]:
    """The lines of a `StudyError` in the language that the notebook shows them in, and no traceback of it."""
    lines, told = (ESCAPES.sub("", text).splitlines() for text in (message, "\n".join(shown)))
    return told if len(told) == len(lines) else lines


def _own_places(traceback: Iterable[str]) -> list[str]:
    """The places in this library that a traceback goes through, as `wijkresearch/io/read.py:45`, and nothing else.

    A file that the library has not got is no place: then the words stood in the text that the traceback repeats.
    """
    found = OWN_PLACE.findall(ESCAPES.sub("", "\n".join(traceback)))
    named = ((file.replace("\\", "/"), line) for file, line in found)
    return [f"wijkresearch/{file}:{line}" for file, line in named if (LIBRARY / file).is_file()]


def last_begun(node: Any) -> str:
    """The last cell that was begun."""
    begun = [
        _called(number, cell)
        for number, cell in _numbered(node)
        if cell.metadata.get("papermill", {}).get("start_time")
    ]
    return begun[-1] if begun else "before the first cell"


def _numbered(node: Any) -> Iterator[tuple[int, Any]]:
    """The cells, each with its number in the notebook as written; those of papermill have that of the one before."""
    number = 0
    for cell in node.cells:
        number += not ADDED.intersection(cell.metadata.get("tags", []))
        yield number, cell


def _called(number: int, cell: Any) -> str:
    """A cell by its number, with the number that JupyterLab shows."""
    shown = cell.get("execution_count")
    return f"cell {number} [{shown}]" if shown else f"cell {number}"


def write_notebook(node: Any, kept: Path, *roots: Path) -> None:
    """Write an executed notebook without what differs between two runs: times, paths, process ids, addresses.

    Args:
        node: the notebook.
        kept: where it goes.
        roots: the folders that are written as `.`, the deepest first.
    """
    import nbformat  # noqa: PLC0415 - papermill has it imported

    parameters = dict(node.metadata.get("papermill", {}).get("parameters", {}))
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    node.metadata = nbformat.from_dict(
        {"kernelspec": kernelspec, "language_info": {"name": "python"}, "papermill": {"parameters": parameters}}
    )
    for position, cell in enumerate(node.cells):
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if ADDED.intersection(tags) or "id" not in cell:
            cell["id"] = f"run-{position:02d}"
        for output in cell.get("outputs", []):
            _settle_output(output, roots)
    write_text(kept, nbformat.writes(node, version=4, indent=1) + "\n")


def _settle_output(output: Any, roots: Iterable[Path]) -> None:
    if output.get("output_type") == "error":
        places = _own_places(output["traceback"])
        told = _told(output["evalue"], output["traceback"]) if _is_own(output["ename"]) else []
        output["evalue"] = settle("\n".join(told), *roots)
        output["traceback"] = [f"{output['ename']}: {output['evalue']}".removesuffix(": "), *places]
    if "text" in output:
        printed = TRACEBACK in output["text"]
        output["text"] = PRINTED_ERROR if printed else settle(output["text"], *roots)
    for kind, content in output.get("data", {}).items():
        if kind.startswith("text/"):
            output["data"][kind] = settle(content, *roots)


def settle(text: str, *roots: Path) -> str:
    """A text that is the same on every run and machine: no place of the project, process id or memory address.

    >>> settle("<Grid at 0x7f31c02a5d10> in /home/me/wijk/notebooks", Path("/home/me/wijk"))
    '<Grid at 0x…> in ./notebooks'
    """
    for root in roots:
        text = text.replace(str(root), ".")
    return ADDRESS.sub("0x…", CELL_FILE.sub("<cell>", text))
