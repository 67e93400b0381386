"""A run from beginning to end: the notebooks of a study for which something changed, then the pages."""

from __future__ import annotations

import ast
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from wijkresearch.errors import Problem, StudyError, raise_if_any
from wijkresearch.exchange.archives import patiently, read_bytes
from wijkresearch.io.store import (
    previous_file,
    processed_folder,
    remove,
    remove_left_over,
    reports_folder,
    results_name,
    write_bytes,
)
from wijkresearch.run.apart import desks, forget, made_anew, mark_file, take_over
from wijkresearch.run.parameters import (
    Declared,
    Value,
    cell_source,
    check_declared,
    declared_parameters,
    read_assignments,
    read_notebook_cells,
    typed_values,
)
from wijkresearch.run.plan import (
    PAGES,
    STEPS,
    Step,
    check_municipalities,
    check_study,
    executed_copy,
    failed_copy,
    output_files,
)
from wijkresearch.run.state import (
    Hashes,
    MadeFrom,
    Record,
    file_hashes,
    hide_cases,
    library_hash,
    lock_hash,
    made_on,
    notebook_hash,
    only_run,
    raw_hashes,
    recall_hidden,
    say_by_hand,
)

if TYPE_CHECKING:
    from wijkresearch.run.executor import NotebookTask
    from wijkresearch.run.reproduction import Reproduction

LISTEN_EVERY = 0.5
Tell = Callable[[str, str, str], None]
Publish = Callable[[Path, str, Sequence[str], str, Path], list[Path]]
Names = Callable[[Path, str], Mapping[str, str]]


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
        accept: take what this machine makes, where it differs from results that came from elsewhere.
        minutes: how long a notebook may take.
    """

    study: str
    municipalities: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    cold: bool = False
    workers: int = 2
    executor: str = ""
    force: bool = False
    accept: bool = False
    minutes: float = 60.0


@dataclass(frozen=True)
class Outcome:
    """What a run came to.

    Attributes:
        reports: the folder with its pages.
        made: the steps that had to be made again.
        reproduction: what became of results that came from elsewhere; none when there were no such results.
    """

    reports: Path
    made: tuple[str, ...]
    reproduction: Reproduction | None = None


@dataclass(frozen=True)
class AtWork:
    """A notebook at work: why, what it is made from, what it had written before, and the folder that it writes in."""

    step: Step
    why: str
    made_from: MadeFrom
    before: Hashes
    desk: Path


@dataclass
class Run:
    """One run under way: what it is made from, what is recorded, and which notebooks are at work now.

    Attributes:
        root: the project's folder.
        home: the folder that the results are kept in: the project's, or one where they are made anew beside it.
        desks: where notebooks work.
    """

    root: Path
    home: Path
    desks: Path
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
    busy: dict[Future[float], AtWork] = field(default_factory=dict)

    def notebook(self, step: Step) -> Path:
        """The notebook's file."""
        return self.root / "notebooks" / f"{step.stem}.ipynb"

    def made_from(self, step: Step) -> MadeFrom:
        """Everything that this notebook would be made from now."""
        return {
            "notebook": notebook_hash(self.notebook(step)),
            "parameters": dict(self.told[step.stem]),
            **self.base,
            "inputs": dict(self.raw),
        }

    def outputs(self, step: Step) -> dict[str, str]:
        """The hashes of what this notebook has written."""
        return file_hashes(self.home, output_files(self.home, self.results, step))

    def task(self, step: Step, desk: Path, modules: tuple[str, ...]) -> NotebookTask:
        """The work of executing this notebook."""
        from wijkresearch.run.execute import Places  # noqa: PLC0415 - see `start`
        from wijkresearch.run.executor import NotebookTask  # noqa: PLC0415

        return NotebookTask(
            places=Places(
                root=self.root,
                notebook=self.notebook(step),
                kept=executed_copy(desk, self.results, step),
                failed=failed_copy(self.root, self.results, step),
                output=desk,
            ),
            parameters=tuple(self.told[step.stem].items()),
            modules=modules,
            cold=self.wish.cold,
            seconds=self.wish.minutes * 60,
        )

    def finish(self, future: Future[float]) -> None:
        """Take over what a notebook wrote when every cell ran, and record it; otherwise everything stays as it was."""
        at_work = self.busy.pop(future)
        step = at_work.step
        try:
            seconds = future.result()
            self.check_written(at_work)
        except StudyError:
            self.tell(step.stem, "failed", "")
            keep_failed(executed_copy(at_work.desk, self.results, step), failed_copy(self.root, self.results, step))
            raise
        self.keep_verdicts(at_work)
        take_over(at_work.desk, self.home, self.results, step)
        self.record.add(step.stem, at_work.made_from, self.outputs(step), seconds)
        remove(failed_copy(self.root, self.results, step))
        self.made.append(step.stem)
        self.tell(step.stem, "done", f"{seconds:.1f} s")

    def check_written(self, at_work: AtWork) -> None:
        """Refuse what a notebook wrote when it is nothing, or when something was written elsewhere meanwhile.

        Raises:
            StudyError: it wrote no table, or its results in place are no longer what they were when it began.
        """
        notebook = f"notebooks/{at_work.step.stem}.ipynb"
        pattern = f"{at_work.step.prefix}_*"
        if not any(processed_folder(self.results, at_work.desk).glob(pattern)):
            raise StudyError(Problem(notebook, "it wrote no table", f"data/processed/{self.results}/{pattern}.csv"))
        now = self.outputs(at_work.step)
        remedy = "Write with wijkresearch.io.store, and do not run a notebook by hand while `wijk run` is at work"
        raise_if_any(
            Problem(notebook, f"{name} was written in place while the notebook was at work", remedy=remedy)
            for name in sorted({*now, *at_work.before})
            if now.get(name) != at_work.before.get(name)
        )

    def keep_verdicts(self, at_work: AtWork) -> None:
        """Keep the verdicts of the run before; verdicts that are there now but from no run are nobody's."""
        kept = previous_file(self.home, self.results)
        if self.home != self.root or not kept.name.startswith(f"{at_work.step.prefix}_"):
            return
        from wijkresearch.io.previous import keep_previous, read_verdicts  # noqa: PLC0415 - see `start`

        name = (processed_folder(self.results, self.home) / kept.name).relative_to(self.home).as_posix()
        if name not in self.record.not_from_a_run(at_work.step.stem, at_work.before):
            earlier, now = read_verdicts(self.home, self.results), read_verdicts(at_work.desk, self.results)
            keep_previous(earlier, now, self.wish.study, self.root, kept)


def keep_failed(executed: Path, failed: Path) -> None:
    """Keep the executed copy of a notebook of which every cell ran, but of which nothing can be taken over."""
    if executed.exists():
        failed.parent.mkdir(parents=True, exist_ok=True)
        patiently(partial(executed.replace, failed), failed.name)


def study_pages(root: Path, study: str, municipalities: Sequence[str], results: str, home: Path) -> list[Path]:
    """Make the pages of a study's report, and return what was written."""
    from wijkresearch.report.publish import publish  # noqa: PLC0415 - a run with nothing to do need not import it

    return publish(root, study, municipalities=municipalities, results=results, home=home)


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
    """Run the notebooks of a study for which something changed, and make the pages of the report.

    Args:
        wish: what to run.
        root: the project's folder.
        tell: is called on progress: a step, what happened to it (`starts`, `done`, `failed`, `up to date`), a detail.
        steps: the notebooks.
        pages: makes the pages from the study, the municipalities that were run, the folder of the results, and the
            folder that these are in.
        names: gives folder to public id of every case of a study.

    Raises:
        StudyError: the study, a municipality or a parameter is not known; something in the study's folder is not right;
            a notebook failed; another run is at work.
    """
    run = prepare(wish, root, tell, steps, names)
    with only_run(reports_folder(run.results, root)), desks(root, run.results) as run.desks, ExitStack() as stack:
        remove_left_over(root)
        if run.record.is_from_here():
            return make(run, stack, pages, "nothing")
        if any(raw != run.raw for raw in run.record.raw_inputs()):
            return make(run, stack, pages, "other_input")
        return make_beside(run, stack, pages)


def make(run: Run, stack: ExitStack, pages: Publish, answer: str) -> Outcome:
    """Make what is not up to date, in its place.

    Args:
        run: the run.
        stack: closes what the run opens.
        pages: makes the pages.
        answer: what the page on reproduction says of results that are made in their place.
    """
    forget(run.root, run.results)
    run_notebooks(run, stack)
    make_pages(run, pages)
    if run.made:
        from wijkresearch.run.reproduction import NOTHING_COMPARED, write_page  # noqa: PLC0415 - imports pandas

        write_page(run.root, run.wish.study, run.results, answer, records=(None, run.record), files=NOTHING_COMPARED)
    return Outcome(reports_folder(run.results, run.root), tuple(run.made))


def make_beside(run: Run, stack: ExitStack, pages: Publish) -> Outcome:
    """Make everything anew beside results that came from elsewhere, and compare.

    What came from elsewhere stays where it differs, unless this machine's is to be taken.
    """
    from wijkresearch.run.reproduction import reproduce, write_page  # noqa: PLC0415 - imports pandas

    home = made_anew(run.root)
    record = run.record.beside(reports_folder(run.results, home) / "run.json", mark_file(home, run.results))
    anew = replace(run, home=home, record=record, made=[], busy={})
    copy_previous(run.root, home, run.results)
    run_notebooks(anew, stack)
    make_pages(anew, pages)
    stems, records = [*(step.stem for step in run.steps), PAGES], (run.record, record)
    found = reproduce(run.root, home, run.results, records, stems, accept=run.wish.accept)
    write_page(run.root, run.wish.study, run.results, found.answer, records=records, files=found.files)
    return Outcome(reports_folder(run.results, run.root), tuple(anew.made), found)


def copy_previous(root: Path, home: Path, results: str) -> None:
    """Let results that are made anew see the verdicts of the run before that came with those of elsewhere."""
    there, here = previous_file(root, results), previous_file(home, results)
    remove(here)
    if there.exists():
        write_bytes(here, read_bytes(there))


def prepare(wish: Wish, root: Path, tell: Tell, steps: Sequence[Step], names: Names) -> Run:
    """Check what is asked before any work is done; from here on cases go by their public ids."""
    folder = check_study(root, wish.study)
    check_municipalities(folder, wish.municipalities)
    given = read_assignments(wish.parameters)
    declared = declared_by(root, steps)
    check_declared(given, declared)
    called = names(root, wish.study) if wish.municipalities else {}
    municipalities = sorted({called[name] for name in wish.municipalities})
    results = results_name(wish.study, ",".join(municipalities), given)
    fixed = {"study": wish.study, "municipalities": ",".join(municipalities), "results": results}
    check_settable(declared, results, wish)
    told = {stem: typed_values({**given, **fixed}, known) for stem, known in declared.items()}
    about = {"study": wish.study, "municipalities": municipalities, "parameters": given}
    record = Record(reports_folder(results, root) / "run.json", about, mark_file(root, results))
    typed = raw_hashes(root, wish.study)
    raw = recall_hidden(typed, wish.study, record.raw_inputs())
    if raw is None:
        called = called or names(root, wish.study)
        raw = hide_cases(typed, wish.study, {own: public for own, public in called.items() if own != public})
    return Run(
        root=root,
        home=root,
        desks=root,
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
    """Refuse a run that a notebook has no parameter for: it would write over the study's own results.

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
    """Run every notebook that is not up to date, as many at the same time as there are workers.

    Raises:
        StudyError: with the problems of every notebook that failed, when the others are finished.
    """
    try:
        start(run, find_due(run), stack)
        raise_if_any(finish_all(run))
    except KeyboardInterrupt:
        from wijkresearch.run.executor import stop_work  # noqa: PLC0415 - see `start`

        for future in run.busy:
            future.cancel()
        stop_work()
        raise


def find_due(run: Run) -> list[AtWork]:
    """The notebooks that are not up to date."""
    due = []
    for step in run.steps:
        made_from, before = run.made_from(step), run.outputs(step)
        why = "asked for" if run.wish.force else run.record.why_again(step.stem, made_from, before)
        if why:
            due.append(AtWork(step, why, made_from, before, run.desks / step.prefix))
        else:
            remove(failed_copy(run.root, run.results, step))
            run.tell(step.stem, "up to date", "")
    return due


def start(run: Run, due: Sequence[AtWork], stack: ExitStack) -> None:
    """Hand notebooks to an executor, which the stack closes."""
    if not due:  # a run that has nothing to do should not spend its time on importing papermill and a client of kernels
        return
    from wijkresearch.run.executor import open_executor, own_kernels, work  # noqa: PLC0415

    executor = stack.enter_context(open_executor(run.wish.executor, run.wish.workers))
    modules = imported_modules(run.notebook(step) for step in run.steps)
    if not run.wish.executor:
        own_kernels(modules, cold=run.wish.cold)  # here, because two threads would open them twice
    for at_work in due:
        step = at_work.step
        processed_folder(run.results, at_work.desk).mkdir(parents=True)
        by_hand = say_by_hand(run.record.not_from_a_run(step.stem, at_work.before))
        run.tell(step.stem, "starts", "; ".join(dict.fromkeys([at_work.why, *by_hand])))
        run.busy[executor.submit(work, run.task(step, at_work.desk, modules))] = at_work


def finish_all(run: Run) -> list[Problem]:
    """Take over what each notebook wrote as soon as it is done; the problems of those that failed."""
    problems: list[Problem] = []
    while run.busy:
        # Windows hears Ctrl-C only between two times of waiting.
        done, _ = wait(run.busy, timeout=LISTEN_EVERY, return_when=FIRST_COMPLETED)
        for future in done:
            try:
                run.finish(future)
            except StudyError as error:
                problems.extend(error.problems)
    return problems


def make_pages(run: Run, pages: Publish) -> None:
    """Make the pages of the report from the tables and the executed notebooks, when any of these changed."""
    files = [path for step in run.steps for path in output_files(run.home, run.results, step)]
    files += [path for path in [previous_file(run.home, run.results)] if path.exists()]
    made_from = {
        "library": library_hash(above=("cli",)),
        "lock": run.base["lock"],
        "inputs": {**run.raw, **file_hashes(run.home, files)},
    }
    recorded = [run.home / place for place in run.record.outputs_of(PAGES)]
    outputs = file_hashes(run.home, [path for path in recorded if path.exists()])
    why = "asked for" if run.wish.force else run.record.why_again(PAGES, made_from, outputs)
    if not why:
        run.tell(PAGES, "up to date", "")
        return
    run.tell(PAGES, "starts", why)
    started = time.perf_counter()
    written = pages(run.root, run.wish.study, run.municipalities, run.results, run.home)
    for path in set(recorded) - set(written):
        remove(path)
    seconds = time.perf_counter() - started
    run.record.add(PAGES, made_from, file_hashes(run.home, written), seconds, on=made_on(run.root))
    run.made.append(PAGES)
    run.tell(PAGES, "done", f"{seconds:.1f} s")


def imported_modules(notebooks: Iterable[Path]) -> tuple[str, ...]:
    """The modules that the cells of notebooks import, sorted: what a warm process should have imported already."""
    found: set[str] = set()
    for notebook in notebooks:
        for cell in read_notebook_cells(notebook):
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
