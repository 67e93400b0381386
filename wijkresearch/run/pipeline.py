"""A run from beginning to end: the notebooks of a study in order, where something changed, then the pages."""

from __future__ import annotations

import ast
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

from wijkresearch.errors import Problem, StudyError, raise_if_any
from wijkresearch.io.store import processed_folder, reports_folder
from wijkresearch.run.parameters import (
    Declared,
    Value,
    cell_source,
    check_known,
    declared_parameters,
    read_assignments,
    read_cells,
    typed_values,
)
from wijkresearch.run.plan import (
    STEPS,
    Step,
    check_municipalities,
    check_study,
    executed_copy,
    output_files,
    previous_file,
    results_name,
    sorter,
)
from wijkresearch.run.state import (
    MadeFrom,
    Record,
    file_hashes,
    hide_cases,
    library_hash,
    lock_hash,
    notebook_hash,
    only_run,
    raw_hashes,
    recall_hidden,
)

if TYPE_CHECKING:
    import pandas as pd

    from wijkresearch.run.executor import Task

PAGES = "pages"
Tell = Callable[[str, str, str], None]
Publish = Callable[[Path, str, Sequence[str], str], list[Path]]
Names = Callable[[Path, str], Mapping[str, str]]
Stamp = tuple[int, int]


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line.

    Attributes:
        study: the folder in data/raw.
        municipalities: ids of the cases to run on; empty for all.
        parameters: `NAME=VALUE` texts for the notebooks.
        cold: start ordinary kernels also where kernels could be forked.
        workers: how many notebooks may run at the same time.
        executor: address of a Dask scheduler (`dask://host:port`); empty for this machine.
        force: run everything again, changed or not.
    """

    study: str
    municipalities: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    cold: bool = False
    workers: int = 2
    executor: str = ""
    force: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a run came to: the folder with its pages, and the steps that had to be made again."""

    reports: Path
    made: tuple[str, ...]


@dataclass
class Run:
    """One run under way: what it is made from, what is recorded, and which notebooks are at work now."""

    root: Path
    wish: Wish
    steps: Sequence[Step]
    told: Mapping[str, Mapping[str, Value]]
    municipalities: Sequence[str]
    results: str
    record: Record
    tell: Tell
    base: MadeFrom
    raw: Mapping[str, str]
    made: list[str] = field(default_factory=list)
    verdicts: pd.DataFrame | None = None
    busy: dict[Future[float], tuple[Step, MadeFrom, dict[Path, Stamp]]] = field(default_factory=dict)

    def notebook(self, step: Step) -> Path:
        """The notebook's file."""
        return self.root / "notebooks" / f"{step.stem}.ipynb"

    def made_from(self, step: Step) -> MadeFrom:
        """Everything that this notebook would be made from now."""
        earlier = [
            path for prefix in step.reads for path in processed_folder(self.results, self.root).glob(f"{prefix}_*")
        ]
        return {
            "notebook": notebook_hash(self.notebook(step)),
            "parameters": dict(self.told[step.stem]),
            **self.base,
            "inputs": {**self.raw, **file_hashes(self.root, earlier)},
        }

    def outputs(self, step: Step) -> dict[str, str]:
        """The hashes of what this notebook has written."""
        return file_hashes(self.root, output_files(self.root, self.results, step))

    def task(self, step: Step) -> Task:
        """The work of executing this notebook."""
        from wijkresearch.run.executor import Task  # noqa: PLC0415 - see `do`

        return Task(
            notebook=self.notebook(step),
            kept=executed_copy(self.root, self.results, step),
            parameters=tuple(self.told[step.stem].items()),
            root=self.root,
            modules=imported_modules(self.notebook(other) for other in self.steps),
            cold=self.wish.cold,
        )

    def writes_verdicts(self, step: Step) -> bool:
        """Does this notebook write the verdicts?"""
        return previous_file(self.root, self.results).name.startswith(f"{step.prefix}_")

    def finish(self, future: Future[float]) -> Step:
        """Record a notebook that is done, and remove what it wrote last time but not now."""
        step, made_from, before = self.busy.pop(future)
        if self.writes_verdicts(step):
            from wijkresearch.run.previous import keep_previous  # noqa: PLC0415 - see `start_or_skip`

            keep_previous(self.verdicts, self.wish.study, self.root, self.results)
        try:
            seconds = future.result()
        except StudyError:
            self.tell(step.stem, "failed", "")
            raise
        for path, stamp in before.items():
            if path.exists() and _stamp(path) == stamp:
                path.unlink()
        tables = processed_folder(self.results, self.root)
        if not any(tables.glob(f"{step.prefix}_*")):
            place = f"{tables.relative_to(self.root).as_posix()}/{step.prefix}_*.csv"
            raise StudyError(Problem(f"notebooks/{step.stem}.ipynb", "it wrote no table", place))
        self.record.add(step.stem, made_from, self.outputs(step), seconds)
        self.made.append(step.stem)
        self.tell(step.stem, "done", f"{seconds:.1f} s")
        return step


def study_pages(root: Path, study: str, municipalities: Sequence[str], results: str) -> list[Path]:
    """Make the pages of a study's report, and return what was written."""
    from wijkresearch.run.publish import publish  # noqa: PLC0415 - a run with nothing to do need not import it

    return publish(root, study, municipalities=municipalities, results=results)


def public_ids(root: Path, study: str) -> dict[str, str]:
    """Folder to public id of every case of a study: its own where it may be named, otherwise one of its pseudonym.

    Raises:
        StudyError: lists everything in the study's folder that is not right.
    """
    from wijkresearch.io.read import read_study  # noqa: PLC0415 - a run with nothing to do need not import it
    from wijkresearch.privacy.consent import Gate  # noqa: PLC0415

    gate = Gate.of(found := read_study(study, root=root))
    return {own: gate.public_id(own) for own in found.municipality_names}


def run_study(
    wish: Wish,
    root: Path,
    tell: Tell,
    steps: Sequence[Step] = STEPS,
    pages: Publish = study_pages,
    *,
    names: Names = public_ids,
) -> Outcome:
    """Run the notebooks of a study in order, only those that something changed for, and make the pages of the report.

    Args:
        wish: what to run.
        root: the project's folder.
        tell: is told of progress: a step, what happened to it (`starts`, `done`, `failed`, `up to date`), a detail.
        steps: the notebooks and what they read of each other.
        pages: makes the pages from the study, the municipalities that were run and the folder of the results.
        names: gives folder to public id of every case of a study.

    Raises:
        StudyError: the study, a municipality or a parameter is not known; something in the study's folder is not right;
            a notebook failed; another run is at work.
    """
    run = prepare(wish, root, tell, steps, names)
    with only_run(reports_folder(run.results, root)), ExitStack() as stack:
        run_notebooks(run, stack)
        make_pages(run, pages)
    return Outcome(reports_folder(run.results, root), tuple(run.made))


def prepare(wish: Wish, root: Path, tell: Tell, steps: Sequence[Step], names: Names) -> Run:
    """Check what is asked before any work is done; from here on cases go by their public ids."""
    folder = check_study(root, wish.study)
    check_municipalities(folder, wish.municipalities)
    given = read_assignments(wish.parameters)
    declared = declared_by(root, steps)
    check_known(given, declared)
    called = names(root, wish.study) if wish.municipalities else {}
    municipalities = [called[name] for name in wish.municipalities]
    results = results_name(wish.study, municipalities, given)
    fixed = {"study": wish.study, "municipalities": ",".join(municipalities), "results": results}
    check_settable(declared, results, wish)
    told = {stem: typed_values({**given, **fixed}, known) for stem, known in declared.items()}
    about = {"study": wish.study, "municipalities": municipalities, "parameters": given}
    record = Record(reports_folder(results, root) / "run.json", about)
    typed = raw_hashes(root, wish.study)
    raw = recall_hidden(typed, wish.study, record.raw_inputs())
    if raw is None:
        called = called or names(root, wish.study)
        raw = hide_cases(typed, wish.study, {own: public for own, public in called.items() if own != public})
    return Run(
        root=root,
        wish=wish,
        steps=steps,
        told=told,
        municipalities=municipalities,
        results=results,
        record=record,
        tell=tell,
        base={"library": library_hash(), "lock": lock_hash(root)},
        raw=raw,
    )


def declared_by(root: Path, steps: Iterable[Step]) -> dict[str, dict[str, Declared]]:
    """The parameters of each notebook.

    Raises:
        StudyError: a notebook is not there, or does not declare its parameters as it should.
    """
    notebooks = {step.stem: root / "notebooks" / f"{step.stem}.ipynb" for step in steps}
    raise_if_any(
        Problem(f"notebooks/{stem}.ipynb", "there is no such notebook")
        for stem, path in notebooks.items()
        if not path.exists()
    )
    return {stem: declared_parameters(path) for stem, path in notebooks.items()}


def check_settable(declared: Mapping[str, Mapping[str, Declared]], results: str, wish: Wish) -> None:
    """Refuse a run that a notebook could not be told about: it would write over the study's own results.

    A notebook without the parameter `municipalities` is about all of them, whichever were asked for.

    Raises:
        StudyError: listing every notebook that lacks a parameter that this run needs.
    """
    needed = ["study"] if results == wish.study else ["study", "results"]
    raise_if_any(
        Problem(f"notebooks/{stem}.ipynb", f"it declares no parameter '{name}'", "a line in its cell of parameters")
        for stem, names in declared.items()
        for name in needed
        if name not in names
    )


def run_notebooks(run: Run, stack: ExitStack) -> None:
    """Run what is not up to date, each as soon as what it reads is there.

    Raises:
        StudyError: with the problems of every notebook that failed; what was running then is still finished.
    """
    graph = sorter(run.steps)
    graph.prepare()
    problems: list[Problem] = []
    executor: Executor | None = None
    while graph.is_active() and not (problems and not run.busy):
        for step in graph.get_ready() if not problems else ():
            executor = start_or_skip(run, step, graph, executor, stack)
        if not run.busy:
            continue
        done, _ = wait(run.busy, return_when=FIRST_COMPLETED)
        for future in done:
            try:
                graph.done(run.finish(future))
            except StudyError as error:
                problems.extend(error.problems)
    raise_if_any(problems)


def start_or_skip(
    run: Run, step: Step, graph: TopologicalSorter[Step], executor: Executor | None, stack: ExitStack
) -> Executor | None:
    """Hand a notebook to the executor, which is opened for the first one, or pass it by when it is up to date."""
    made_from = run.made_from(step)
    why = "asked for" if run.wish.force else run.record.why_again(step.stem, made_from, run.outputs(step))
    if not why:
        run.tell(step.stem, "up to date", "")
        graph.done(step)
        return executor
    # A run that has nothing to do should not spend its time on importing papermill and the client of kernels.
    from wijkresearch.run.executor import open_executor, own_kernels, work  # noqa: PLC0415

    task = run.task(step)
    if executor is None:
        executor = stack.enter_context(open_executor(run.wish.executor, run.wish.workers))
        if not run.wish.executor:
            own_kernels(task.modules, cold=task.cold)
    run.tell(step.stem, "starts", why)
    before = {path: _stamp(path) for path in output_files(run.root, run.results, step)}
    if run.writes_verdicts(step):
        from wijkresearch.run.previous import read_verdicts  # noqa: PLC0415 - nor on importing pandas

        run.verdicts = read_verdicts(run.root, run.results)
    run.busy[executor.submit(work, task)] = (step, made_from, before)
    return executor


def make_pages(run: Run, pages: Publish) -> None:
    """Make the pages of the report from the tables and the executed notebooks, when any of these changed."""
    files = [path for step in run.steps for path in output_files(run.root, run.results, step)]
    files += [path for path in [previous_file(run.root, run.results)] if path.exists()]
    made_from = {
        "library": library_hash(above=("cli",)),
        "lock": run.base["lock"],
        "inputs": {**run.raw, **file_hashes(run.root, files)},
    }
    recorded = [run.root / place for place in run.record.outputs_of(PAGES)]
    outputs = file_hashes(run.root, [path for path in recorded if path.exists()])
    why = "asked for" if run.wish.force else run.record.why_again(PAGES, made_from, outputs)
    if not why:
        run.tell(PAGES, "up to date", "")
        return
    run.tell(PAGES, "starts", why)
    started = time.perf_counter()
    written = pages(run.root, run.wish.study, run.municipalities, run.results)
    for path in set(recorded) - set(written):
        path.unlink(missing_ok=True)
    seconds = time.perf_counter() - started
    run.record.add(PAGES, made_from, file_hashes(run.root, written), seconds)
    run.made.append(PAGES)
    run.tell(PAGES, "done", f"{seconds:.1f} s")


def imported_modules(notebooks: Iterable[Path]) -> tuple[str, ...]:
    """The modules that the cells of notebooks import, sorted: what a warm process should have imported already."""
    found: set[str] = set()
    for notebook in notebooks:
        for cell in read_cells(notebook):
            if cell.get("cell_type") == "code":
                found.update(_imported(cell_source(cell)))
    return tuple(sorted(found))


def _imported(source: str) -> Iterable[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic of IPython: nothing to import beforehand
        return
    for statement in ast.walk(tree):
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom) and statement.module:
            yield statement.module
            yield from (f"{statement.module}.{alias.name}" for alias in statement.names)


def _stamp(path: Path) -> Stamp:
    """What changes when a file is written again, also with the same content."""
    state = path.stat()
    return state.st_mtime_ns, state.st_ino
