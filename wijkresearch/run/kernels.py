"""Where notebooks run: kernels forked from one warm process where the system can, ordinary kernels elsewhere.

Both are kernels behind the interfaces of jupyter_client, so papermill sees no difference: `ForkedKernels` gives a
kernel manager whose provisioner asks the warm process (`wijkresearch.run.zygote`) for a copy of itself, and
`OrdinaryKernels` one that starts `python -m ipykernel_launcher` as always. Both give the notebook the same
surroundings (see `kernel_environment`), so both give the same bytes.

Forking a process that has imported much is safe on Linux; on macOS it is not, and Windows cannot. `warm_kernels`
therefore tries one fork and falls back.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from queue import Empty
from typing import Any, Protocol
from uuid import uuid4

from jupyter_client import AsyncKernelClient, AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.provisioning import LocalProvisioner

ZYGOTE = Path(__file__).with_name("zygote.py")
NOTHING_MORE: Mapping[str, str] = {}


class Kernels(Protocol):
    """A source of kernels, until it is closed."""

    def manager_class(self, leash: Leash, told: Mapping[str, str] = NOTHING_MORE) -> type[AsyncKernelManager]:
        """A kernel manager for one notebook, as papermill's engine asks for it.

        Args:
            leash: what the kernel can be ended with.
            told: more of its environment.
        """
        ...

    def close(self) -> None:
        """End what was started and remove what was left on disk."""
        ...


def kernel_environment(folder: Path) -> dict[str, str]:
    """The environment of every kernel: that of this process, without what would make two people's results differ.

    Text hashes in the same order, date stamps inside pictures and documents fixed, and neither the start-up files of
    someone's IPython nor someone's matplotlib settings.
    """
    fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "315532800", "IPYTHONDIR": str(folder / "ipython")}
    matplotlib = find_spec("matplotlib")
    if matplotlib is not None and matplotlib.origin is not None:
        fixed["MATPLOTLIBRC"] = str(Path(matplotlib.origin).parent / "mpl-data" / "matplotlibrc")
    return {**os.environ, **fixed}


class Leash:
    """What one kernel can be ended with, from any thread, with whatever it started and whether it has started or not.

    Attributes:
        why: why the kernel was ended with it; empty as long as it was not.
    """

    def __init__(self) -> None:
        """Hold no kernel yet."""
        self.why = ""
        self._held: OwnManager | None = None
        self._lock = threading.Lock()

    def hold(self, manager: OwnManager) -> None:
        """Take hold of a kernel that has just started; it ends at once when the leash was pulled before."""
        with self._lock:
            self._held = manager
            if self.why:
                manager.end_at_once()

    def pull(self, why: str) -> None:
        """End the kernel, for this reason."""
        with self._lock:
            self.why = why
            if self._held is not None:
                self._held.end_at_once()


class ListeningClient(AsyncKernelClient):  # type: ignore[misc]
    """A client that knows when the kernel is ready by what it says, where the ordinary one waits until it is quiet."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Return when the kernel has answered and has been heard saying that it is idle again.

        Raises:
            RuntimeError: the kernel died, or did not answer in `timeout` seconds.
        """
        limit = time.monotonic() + (timeout or 60)
        while True:
            asked = self.kernel_info()
            with contextlib.suppress(Empty):
                await self.get_shell_msg(timeout=1)
                if await self._heard_idle(asked):
                    return
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > limit:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _heard_idle(self, asked: str) -> bool:
        while True:
            message = await self.get_iopub_msg(timeout=0.1)
            about = message["parent_header"].get("msg_id")
            if about == asked and message["content"].get("execution_state") == "idle":
                return True


class OwnProvisioner(LocalProvisioner):  # type: ignore[misc]
    """Starts a kernel as always, and does not interrupt a kernel that is being asked to stop: it would complain."""

    async def send_signal(self, signum: int) -> None:
        """Send the signal to the kernel and what it started."""
        if signum != signal.SIGINT or not self.parent.shutting_down:
            await super().send_signal(signum)


class OwnManager(AsyncKernelManager):  # type: ignore[misc]
    """A kernel of the Python that this very program runs in, whatever kernels are registered on the machine."""

    private_folder: Path
    leash: Leash
    told: Mapping[str, str]
    provisioner_class = OwnProvisioner

    def __init__(self, **settings: Any) -> None:
        """Keep the connection in a private folder, over Unix sockets where there are any."""
        super().__init__(**settings)
        self.kernel_id = str(uuid4())
        self.provisioner = self.provisioner_class(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        own = Path(tempfile.mkdtemp(dir=self.private_folder))
        self.connection_file = str(own / "kernel.json")
        self.client_factory = ListeningClient
        if sys.platform == "win32":
            self.transport_encryption = "auto"
        else:
            self.transport, self.ip = "ipc", str(own / "s")

    @property
    def kernel_spec(self) -> KernelSpec:
        """The specification that ipykernel would register for this Python."""
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=command, language="python", metadata={"supported_encryption": ["curve"]})

    async def start_kernel(self, **settings: Any) -> None:
        """Start the kernel in the surroundings that every kernel gets, and the variables of this one besides."""
        await super().start_kernel(**{**settings, "env": {**kernel_environment(self.private_folder), **self.told}})
        self.leash.hold(self)

    def end_at_once(self) -> None:
        """End the kernel and what it started, without asking."""
        process = self.provisioner.process
        if process is None:
            return
        process.kill()
        if sys.platform != "win32":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)


class OrdinaryKernels:
    """Kernels started one by one, the way papermill does it."""

    def __init__(self) -> None:
        """Make the private folder for connections; its name is short, because the path of a Unix socket must be."""
        self.folder = Path(tempfile.mkdtemp(prefix="wijk"))

    def manager_class(self, leash: Leash, told: Mapping[str, str] = NOTHING_MORE) -> type[AsyncKernelManager]:
        """A manager of an ordinary kernel."""
        return type("OrdinaryManager", (OwnManager,), {"private_folder": self.folder, "leash": leash, "told": told})

    def close(self) -> None:
        """Remove the connections."""
        shutil.rmtree(self.folder, ignore_errors=True)


class ForkedProcess:
    """A kernel that was forked elsewhere, with the part of `subprocess.Popen` that a provisioner uses."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, ended: int) -> None:
        """Take the process id and the descriptor that becomes readable when the process has ended."""
        self.pid = pid
        self._ended = ended

    def poll(self) -> int | None:
        """None while the process runs, 0 when it has ended."""
        return 0 if self._has_ended(0) else None

    def wait(self) -> int:
        """Block until the process has ended, and let go of it."""
        self._has_ended(None)
        ended, self._ended = self._ended, -1
        os.close(ended)
        return 0

    def wait_at_most(self, seconds: float) -> None:
        """Block until the process has ended, but not longer than this."""
        self._has_ended(seconds)

    def send_signal(self, number: int) -> None:
        """Signal the process; one that has ended already is left in peace."""
        if self._ended >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._ended, number)

    def kill(self) -> None:
        """End the process without asking it."""
        self.send_signal(signal.SIGKILL)

    def _has_ended(self, seconds: float | None) -> bool:
        return bool(select.select([self._ended], [], [], seconds)[0])


class ForkedProvisioner(OwnProvisioner):
    """Gets its kernel from the warm process; the rest is as for any local kernel."""

    async def launch_kernel(self, cmd: list[str], **settings: Any) -> dict[str, Any]:
        """Ask the warm process for a kernel with the arguments that follow the launcher in the command."""
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        self.cwd = str(settings.get("cwd") or Path.cwd())
        self.process = self.parent.warm.fork(arguments, self.cwd, settings["env"])
        self.pid = self.pgid = self.process.pid
        info: dict[str, Any] = self.connection_info
        return info

    async def kill(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - the interface's signature
        """Kill the kernel and what it started, and wait for it to be gone."""
        await super().kill(restart=restart)
        if self.process:
            self.process.wait_at_most(5)

    async def wait(self) -> int | None:
        """Wait for the end of the kernel, looking often: it takes a tenth of a second."""
        while await self.poll() is None:
            await asyncio.sleep(0.005)
        if self.process:
            self.process.wait()
            self.process = None
        return 0


class ForkedManager(OwnManager):
    """A kernel manager whose kernel is a fork of a warm process."""

    warm: ForkedKernels
    provisioner_class = ForkedProvisioner


class ForkedKernels(OrdinaryKernels):
    """Kernels forked from a warm process, which starts importing at once and is ready some seconds later."""

    def __init__(self, modules: Iterable[str]) -> None:
        """Start the warm process and send it what to import."""
        super().__init__()
        self._lock = threading.Lock()
        self._link, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own script, run by our own Python
                [sys.executable, "-P", str(ZYGOTE), str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=kernel_environment(self.folder),
                start_new_session=True,
            )
        self._link.sendall(json.dumps(list(modules)).encode() + b"\n")

    def manager_class(self, leash: Leash, told: Mapping[str, str] = NOTHING_MORE) -> type[AsyncKernelManager]:
        """A manager of a forked kernel."""
        known = {"private_folder": self.folder, "warm": self, "leash": leash, "told": told}
        return type("Forked", (ForkedManager,), known)

    def fork(self, arguments: list[str], cwd: str, env: dict[str, str]) -> ForkedProcess:
        """Let the warm process make a kernel.

        Raises:
            RuntimeError: the warm process is gone.
        """
        request = json.dumps({"arguments": arguments, "cwd": cwd, "env": env}).encode() + b"\n"
        answer, descriptors = b"", list[int]()
        with self._lock, contextlib.suppress(OSError):
            self._link.sendall(request)
            answer, descriptors, _, _ = socket.recv_fds(self._link, 1024, 1)
        if not descriptors:
            raise RuntimeError("The warm process that kernels are forked from has ended")
        return ForkedProcess(json.loads(answer)["pid"], descriptors[0])

    def close(self) -> None:
        """End the warm process, also while it is importing; it takes its kernels along."""
        self._process.kill()
        self._process.wait()
        self._link.close()
        super().close()


def can_fork() -> bool:
    """Can this system fork kernels? Only Linux with process descriptors, and only where one can be had."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except (AttributeError, OSError):
        return False
    return True


def open_kernels(modules: Iterable[str], *, cold: bool = False) -> Kernels:
    """Forked kernels that have these modules imported, or ordinary ones when asked or when the system cannot fork."""
    return OrdinaryKernels() if cold or not can_fork() else ForkedKernels(modules)
