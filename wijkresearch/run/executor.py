"""Who does the work: threads of this program, or a Dask cluster; any other `concurrent.futures` executor fits as well.

What an executor gets is one `NotebookTask`, which can be pickled and holds no open thing, and `work`, which
carries it out and returns the seconds it took. A worker on another machine needs the project's folder at the same path.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing.util import Finalize

from wijkresearch.errors import Problem, StudyError
from wijkresearch.run.engine import load_papermill
from wijkresearch.run.execute import Places, execute_notebook
from wijkresearch.run.kernels import Kernels, Leash, open_kernels
from wijkresearch.run.parameters import Value

DASK = "dask://"


_at_work: dict[Leash, None] = {}
"""The leashes of the notebooks that this process is executing."""
_opened: list[Kernels] = []
"""The sources of kernels that this process has opened."""


@dataclass(frozen=True)
class NotebookTask:
    """One notebook to execute: where everything is, its parameters, and how many seconds it may take."""

    places: Places
    parameters: tuple[tuple[str, Value], ...]
    modules: tuple[str, ...]
    cold: bool
    seconds: float


def work(task: NotebookTask) -> float:
    """Execute the notebook in a kernel of this process's own source of kernels; returns the seconds it took.

    Raises:
        StudyError: a cell failed or did not run to its end, the kernel died, or the time was over.
    """
    started = time.perf_counter()
    kernels = own_kernels(task.modules, cold=task.cold)
    leash = Leash()
    limit = threading.Timer(task.seconds, leash.pull, [f"it was not done after {task.seconds / 60:g} minutes"])
    limit.daemon = True
    _at_work[leash] = None
    limit.start()
    try:
        execute_notebook(task.places, dict(task.parameters), kernels, leash)
    finally:
        limit.cancel()
        del _at_work[leash]
    return time.perf_counter() - started


def stop_work() -> None:
    """End every notebook that this process is executing, at once, and those that wait for a kernel."""
    for leash in list(_at_work):
        leash.pull("it was stopped")
    own_kernels.cache_clear()
    for kernels in _opened:
        kernels.close()


@cache
def own_kernels(modules: tuple[str, ...], *, cold: bool) -> Kernels:
    """This process's source of kernels; it is opened once and closed when the process ends."""
    load_papermill()
    kernels = open_kernels(modules, cold=cold)
    _opened.append(kernels)
    Finalize(None, kernels.close, exitpriority=1)
    return kernels


@contextmanager
def open_executor(address: str, workers: int) -> Iterator[Executor]:
    """Threads on this machine for an empty address, or the workers of the Dask scheduler at `dask://host:port`.

    Raises:
        StudyError: the address is of another kind, or Dask is not installed, or nothing answers there.
    """
    if not address:
        with ThreadPoolExecutor(workers) as threads:
            yield threads
        return
    if not address.startswith(DASK):
        raise StudyError(Problem("--executor", f"found '{address}'", "dask://host:port"))
    try:
        from distributed import Client  # noqa: PLC0415 - optional, and slow to import
    except ImportError as trouble:
        problem = Problem("--executor", "Dask is not installed", remedy="Install it: pip install distributed")
        raise StudyError(problem) from trouble
    try:
        client = Client(address.replace(DASK, "tcp://", 1), timeout=10)
    except (OSError, ValueError) as trouble:
        raise StudyError(Problem("--executor", f"no Dask scheduler answers at {address}")) from trouble
    with client, client.get_executor(pure=False) as cluster:
        yield cluster
