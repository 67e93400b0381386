"""Kernels: forked and ordinary ones are ready when they say so, stand apart, and leave nothing behind."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty
from types import SimpleNamespace

import pytest

from wijkresearch.run import kernels
from wijkresearch.run.kernels import (
    ForkedKernels,
    Leash,
    ListeningClient,
    OrdinaryKernels,
    can_fork,
    kernel_environment,
    open_kernels,
)

forking = pytest.mark.skipif(not can_fork(), reason="this system cannot fork kernels")


@pytest.fixture(params=["forked", "ordinary"])
def source(request):
    if request.param == "forked" and not can_fork():
        pytest.skip("this system cannot fork kernels")
    opened = open_kernels(["matplotlib.pyplot"], cold=request.param == "ordinary")
    yield opened
    opened.close()


async def ask(client, code):
    """What an expression comes to in the kernel, as text."""
    reply = await client.execute(code, user_expressions={"asked": code}, reply=True, timeout=60)
    return reply["content"]["user_expressions"]["asked"]["data"]["text/plain"]


async def with_kernel(source, use):
    manager = source.manager_class(Leash())()
    await manager.start_kernel(cwd=str(Path.cwd()))
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=60)
        return await use(manager, client)
    finally:
        client.stop_channels()
        await manager.shutdown_kernel()


def run(source, use):
    return asyncio.run(with_kernel(source, use))


def test_a_kernel_answers_as_soon_as_it_is_ready(source):
    async def use(manager, client):
        return await ask(client, "6 * 7")

    assert run(source, use) == "42"


def test_a_kernel_that_was_asked_to_stop_is_gone(source):
    async def use(manager, client):
        return int(await ask(client, "__import__('os').getpid()"))

    pid = run(source, use)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_closing_the_source_leaves_no_folder(source):
    folder = source.folder

    async def use(manager, client):
        return Path(manager.connection_file)

    assert run(source, use).is_relative_to(folder)
    source.close()
    assert not folder.exists()
    folder.mkdir()


def test_each_kernel_has_a_connection_of_its_own(source):
    managers = [source.manager_class(Leash())() for _ in range(2)]
    assert managers[0].connection_file != managers[1].connection_file
    assert managers[0].ip != managers[1].ip
    assert all(len(manager.ip) + len("-5") < 104 for manager in managers)


def test_pictures_are_shown_in_a_kernel_that_has_pyplot_imported_already(source):
    async def use(manager, client):
        return await ask(client, "__import__('matplotlib').get_backend()")

    assert "inline" in run(source, use)


def test_text_is_hashed_in_the_same_order_in_every_kernel(source):
    async def use(manager, client):
        return await ask(client, "hash('wijkverbinder')")

    assert run(source, use) == run(source, use)


def test_nobodys_own_settings_reach_a_kernel(tmp_path):
    set_up = kernel_environment(tmp_path)
    assert set_up["IPYTHONDIR"] == str(tmp_path / "ipython")
    assert Path(set_up["MATPLOTLIBRC"]).name == "matplotlibrc"
    assert Path(set_up["MATPLOTLIBRC"]).exists()


def test_a_kernel_that_is_killed_is_seen_to_be_gone(source):
    async def use(manager, client):
        os.kill(manager.provisioner.pid, signal.SIGKILL)
        started = time.monotonic()
        while await manager.is_alive():
            assert time.monotonic() - started < 5
        return True

    assert run(source, use)


@forking
def test_a_forked_kernel_has_the_modules_imported_that_were_asked_for():
    opened = ForkedKernels(["wave", "wijkresearch.open_analysis"])

    async def use(manager, client):
        return await ask(client, "{'wave', 'wijkresearch.analysis'} <= set(__import__('sys').modules)")

    try:
        assert run(opened, use) == "True"
    finally:
        opened.close()


@forking
def test_a_module_that_cannot_be_imported_is_left_to_the_notebook():
    opened = ForkedKernels(["there.is.no.such.module"])

    async def use(manager, client):
        return await ask(client, "1 + 1")

    try:
        assert run(opened, use) == "2"
    finally:
        opened.close()


@forking
def test_a_warm_process_that_has_ended_is_said_to_have_ended():
    opened = ForkedKernels([])
    opened._process.kill()
    opened._process.wait()
    with pytest.raises(RuntimeError, match="The warm process that kernels are forked from has ended"):
        opened.fork([], "/", {})
    opened.close()


@forking
def test_a_program_that_is_killed_takes_its_kernels_along(tmp_path):
    script = tmp_path / "start.py"
    script.write_text(
        "import asyncio, time\n"
        "from wijkresearch.run.kernels import ForkedKernels, Leash\n"
        "async def start():\n"
        "    source = ForkedKernels([])\n"
        "    manager = source.manager_class(Leash())()\n"
        "    await manager.start_kernel(cwd='.')\n"
        "    client = manager.client()\n"
        "    client.start_channels()\n"
        "    await client.wait_for_ready()\n"
        "    print(manager.provisioner.pid, source.folder, flush=True)\n"
        "    time.sleep(60)\n"
        "asyncio.run(start())\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(kernels.__file__).parents[2])}
    program = subprocess.Popen([sys.executable, str(script)], env=environment, stdout=subprocess.PIPE, text=True)
    pid, folder = program.stdout.readline().split()
    pid = int(pid)
    assert _runs(pid)
    program.kill()
    program.wait()
    program.stdout.close()
    shutil.rmtree(folder)
    limit = time.monotonic() + 10
    while _runs(pid) and time.monotonic() < limit:
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_ordinary_kernels_are_used_where_the_system_cannot_fork(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    opened = open_kernels([])
    assert type(opened) is OrdinaryKernels
    opened.close()


def test_on_windows_kernels_are_spoken_to_encrypted_and_are_ended_alone(monkeypatch):
    ended = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "killpg", lambda pid, _: ended.append(pid), raising=False)
    opened = OrdinaryKernels()
    manager = opened.manager_class(Leash())()
    manager.provisioner.process = SimpleNamespace(pid=1, kill=lambda: ended.append("the kernel"))
    manager.end_at_once()
    opened.close()
    assert (manager.transport, manager.transport_encryption, ended) == ("tcp", "auto", ["the kernel"])


def test_ordinary_kernels_are_used_where_no_process_descriptor_can_be_had(monkeypatch):
    def refuse(pid):
        raise OSError

    monkeypatch.setattr(os, "pidfd_open", refuse, raising=False)
    opened = open_kernels([])
    assert type(opened) is OrdinaryKernels
    opened.close()


def test_a_kernel_that_is_being_stopped_is_not_interrupted_first(source, monkeypatch):
    interrupted = []

    async def use(manager, client):
        manager.shutting_down = True
        with monkeypatch.context() as patched:
            patched.setattr(os, "killpg", lambda _, number: interrupted.append(number))
            await manager.provisioner.send_signal(signal.SIGINT)
            assert interrupted == []
            manager.shutting_down = False
            await manager.provisioner.send_signal(signal.SIGINT)

    run(source, use)
    assert interrupted == [signal.SIGINT]


class LateClient(ListeningClient):
    """A client to which the kernel's second answer only is also published."""

    asked = 0

    def kernel_info(self):
        self.asked += 1
        return f"question {self.asked}"

    async def get_shell_msg(self, timeout):  # noqa: ARG002 - the interface
        return {}

    async def get_iopub_msg(self, timeout):  # noqa: ARG002 - the interface
        if self.asked == 1:
            raise Empty
        return {"parent_header": {"msg_id": f"question {self.asked}"}, "content": {"execution_state": "idle"}}

    async def is_alive(self):
        return True


def test_a_kernel_is_ready_only_when_what_it_publishes_is_heard():
    client = LateClient()
    asyncio.run(client.wait_for_ready(timeout=5))
    assert client.asked == 2
    client.context.term()
