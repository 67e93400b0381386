"""One notebook, executed by papermill and kept as a file that is the same on every run."""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from wijkresearch.errors import Problem, StudyError
from wijkresearch.io.store import write_text
from wijkresearch.run.kernels import Kernels
from wijkresearch.run.parameters import Value
from wijkresearch.run.state import LIBRARY

_importing = threading.Lock()
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
CELL_FILE = re.compile(r"[^\s\"'<>]*ipykernel_\d+[\\/]\d+\.py")
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
OWN_PLACE = re.compile(r"\bFile (?:[^\n]*[\\/])?wijkresearch[\\/]([\w\\/]+\.py):(\d+)")
TRACEBACK = "Traceback (most recent call last)"
PRINTED_ERROR = "An error was printed here; what it said is not kept.\n"
ENGINE = "wijkresearch"


@cache
def _papermill() -> Any:
    """Papermill, with an engine that keeps hold of the notebook it executes, whatever happens to it.

    Importing papermill pulls in jsonschema, which compiles 35 grammars for checking web addresses when it finds
    `rfc3987_syntax` installed (JupyterLab brings it): 1.6 of 2.1 seconds. No notebook format uses that check.
    """
    blocked = "rfc3987_syntax" not in sys.modules
    if blocked:
        sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment] # the documented way to say: not there
    try:
        import papermill  # noqa: PLC0415 - half a second that a run with nothing to do should not spend
        from papermill.engines import NBClientEngine, papermill_engines  # noqa: PLC0415
    finally:
        if blocked:
            del sys.modules["rfc3987_syntax"]

    class KeepingEngine(NBClientEngine):  # type: ignore[misc]
        """Papermill's own engine; `kept` receives the notebook, so that it is there when a kernel dies."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, *, kept: list[Any], **settings: Any) -> None:
            kept.append(nb_man.nb)
            super().execute_managed_notebook(nb_man, kernel_name, **settings)

    papermill_engines.register(ENGINE, KeepingEngine)
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    return papermill


def load_papermill() -> None:
    """Import papermill once; two threads that import it at the same time see each other's half of it."""
    with _importing:
        _papermill()


def execute_notebook(
    notebook: Path, kept: Path, parameters: Mapping[str, Value], kernels: Kernels, *, root: Path
) -> None:
    """Execute a notebook in a kernel of its own and write the executed copy whole, also when a cell fails.

    An error of Python repeats what it choked on, which may be a passage of an interview. Of such an error only its
    type and its place in this library are kept and told; a `StudyError` is told whole, for its messages hold no text.

    Args:
        notebook: the notebook; the kernel's working folder is the folder it is in, as in JupyterLab.
        kept: where the executed copy goes.
        parameters: values for names that the notebook declares.
        kernels: where kernels come from.
        root: the project; paths in output are written from there.

    Raises:
        StudyError: a cell failed, or the kernel died; it names the notebook, the cell and what went wrong there.
    """
    load_papermill()
    executed: list[Any] = []
    failure: Exception | None = None
    try:
        _papermill().execute_notebook(
            str(notebook),
            None,
            parameters=dict(parameters),
            engine_name=ENGINE,
            kept=executed,
            progress_bar=False,
            resources={"metadata": {"path": str(notebook.parent)}},
            kernel_manager_class=kernels.manager_class(),
        )
    except Exception as trouble:  # papermill, nbclient and jupyter_client have each their own
        failure = trouble
    finally:
        _close_event_loop()
    if executed:
        cell = _failed_cell(executed[-1])
        write_notebook(executed[-1], kept, root)
    if failure is not None:
        if not executed:
            raise failure
        raise StudyError(_problems(failure, cell, notebook, kept, root))


def _close_event_loop() -> None:
    """Close the event loop that jupyter_core opened for this thread and would leave open."""
    from jupyter_core.utils import ensure_event_loop  # noqa: PLC0415 - papermill has it imported

    ensure_event_loop().close()


def _problems(failure: Exception, cell: str, notebook: Path, kept: Path, root: Path) -> list[Problem]:
    """What went wrong, one line a problem, without a word that a cell had in hand."""
    where = f"{notebook.relative_to(root).as_posix()} {cell}"
    place = kept.relative_to(root).as_posix()
    name = getattr(failure, "ename", None)
    if name is None:
        found = f"the kernel stopped ({type(failure).__name__})"
        return [Problem(where, found, remedy=f"Did the memory run out, or did a cell end the program? Kept: {place}")]
    remedy = f"The executed notebook is kept: {place}"
    if _is_own(name):
        lines = ESCAPES.sub("", getattr(failure, "evalue", "")).splitlines()
        return [Problem(where, line.strip().removesuffix("."), remedy=remedy) for line in lines[1:]]
    places = _own_places(getattr(failure, "traceback", ()))
    found = f"{name} in {places[-1]}" if places else name
    return [Problem(where, found, remedy=f"Run the notebook in JupyterLab to read the error's message. {remedy}")]


def _is_own(name: str) -> bool:
    """Is it the error of this library, whose messages hold no text of an interview?"""
    return name == StudyError.__name__


def _own_places(traceback: Iterable[str]) -> list[str]:
    """The places in this library that a traceback goes through, as `wijkresearch/io/read.py:45`, and nothing else.

    A file that the library has not got is no place: then the words stood in the text that the traceback repeats.
    """
    found = OWN_PLACE.findall(ESCAPES.sub("", "\n".join(traceback)))
    named = ((file.replace("\\", "/"), line) for file, line in found)
    return [f"wijkresearch/{file}:{line}" for file, line in named if (LIBRARY / file).is_file()]


def _failed_cell(node: Any) -> str:
    """The last cell that was begun, counted from 1 in the notebook as written, with the number JupyterLab shows."""
    number, failed = 0, "before the first cell"
    for cell in node.cells:
        tags = cell.metadata.get("tags", [])
        number += not {"injected-parameters", "papermill-error-cell-tag"}.intersection(tags)
        if cell.metadata.get("papermill", {}).get("start_time"):
            shown = cell.get("execution_count")
            failed = f"cell {number} [{shown}]" if shown else f"cell {number}"
    return failed


def write_notebook(node: Any, kept: Path, root: Path) -> None:
    """Write an executed notebook without what differs between two runs: times, paths, process ids, addresses."""
    import nbformat  # noqa: PLC0415 - papermill has it imported

    parameters = dict(node.metadata.get("papermill", {}).get("parameters", {}))
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    node.metadata = nbformat.from_dict(
        {"kernelspec": kernelspec, "language_info": {"name": "python"}, "papermill": {"parameters": parameters}}
    )
    for position, cell in enumerate(node.cells):
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if "injected-parameters" in tags or "papermill-error-cell-tag" in tags or "id" not in cell:
            cell["id"] = f"run-{position:02d}"
        for output in cell.get("outputs", []):
            _settle_output(output, root)
    write_text(kept, nbformat.writes(node, version=4, indent=1) + "\n")


def _settle_output(output: Any, root: Path) -> None:
    if output.get("output_type") == "error":
        places = _own_places(output["traceback"])
        output["evalue"] = settle(output["evalue"], root) if _is_own(output["ename"]) else ""
        output["traceback"] = [f"{output['ename']}: {output['evalue']}".removesuffix(": "), *places]
    if "text" in output:
        printed = TRACEBACK in output["text"]
        output["text"] = PRINTED_ERROR if printed else settle(output["text"], root)
    for kind, content in output.get("data", {}).items():
        if kind.startswith("text/"):
            output["data"][kind] = settle(content, root)


def settle(text: str, root: Path) -> str:
    """A text that is the same on every run and machine: no place of the project, process id or memory address.

    >>> settle("<Grid at 0x7f31c02a5d10> in /home/me/wijk/notebooks", Path("/home/me/wijk"))
    '<Grid at 0x…> in ./notebooks'
    """
    without_place = text.replace(str(root), ".")
    return ADDRESS.sub("0x…", CELL_FILE.sub("<cell>", without_place))
