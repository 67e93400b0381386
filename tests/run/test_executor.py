"""The work can be done by any executor: threads, processes, the workers of a Dask cluster."""

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from wijkresearch.errors import StudyError
from wijkresearch.run.execute import Places
from wijkresearch.run.executor import NotebookTask, open_executor, work


@pytest.fixture
def task(project):
    kept = {"kept": project.report("01_count.ipynb"), "failed": project.report("failed/01_count.ipynb")}
    notebook = project.root / "notebooks" / "01_count.ipynb"
    return NotebookTask(
        places=Places(root=project.root, notebook=notebook, output=project.root, **kept),
        parameters=(("study", "streets"), ("results", "streets")),
        modules=("pandas",),
        cold=True,
        seconds=60,
    )


def test_a_process_can_do_the_work(project, task):
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        assert processes.submit(work, task).result() > 0
    assert project.processed("01_totals.csv").exists()


def test_a_failure_in_a_process_arrives_as_it_was(project, task):
    project.write("01_count", "raise ValueError('no rows')")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        failed = processes.submit(work, task)
        with pytest.raises(StudyError, match=r"01_count.ipynb cell 4 \[4\]: ValueError\. "):
            failed.result()


def test_the_workers_of_a_dask_cluster_do_the_work(project):
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    settings = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    with distributed.LocalCluster(host="127.0.0.1", protocol="tcp://", **settings) as cluster:
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        outcome = project.run(executor=address)
    assert sorted(outcome.made) == ["01_count", "02_draw", "03_conclude", "pages"]


def test_a_cluster_that_does_not_answer_is_said_not_to_answer(monkeypatch):
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")

    def refuse(address, timeout):
        raise OSError(address)

    monkeypatch.setattr(distributed, "Client", refuse)
    with pytest.raises(StudyError) as caught, open_executor("dask://nowhere:1", 1):
        pass
    assert str(caught.value) == "1 problem:\n  --executor: no Dask scheduler answers at dask://nowhere:1."


def test_a_cluster_without_dask_installed_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(StudyError) as caught, open_executor("dask://nowhere:1", 1):
        pass
    assert str(caught.value) == (
        "1 problem:\n  --executor: Dask is not installed. Install it: pip install distributed."
    )
