"""The warm process that kernels are forked from. It runs as a script; nothing imports it.

Importing pandas, seaborn and the kernel itself takes longer than most notebooks do. This process does it once, then
makes a copy of itself for each notebook. A copy shares no name with any other: it is a process of its own, and
IPython starts in it as it would in a new one.

It talks over one Unix socket, inherited as a file descriptor, in lines of JSON: first the names of the modules to
import, then one request per kernel, answered by the kernel's process id and a descriptor that shows when it ended
(pidfd_open, Linux 5.3). When the other side has ended it ends, and each kernel ends when its parent has.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import pkgutil
import signal
import socket
import sys
from importlib.util import find_spec
from typing import Any

KERNEL_MODULES = ("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "IPython.core.completer")


def warm_up(modules: list[str]) -> None:
    """Import what kernels and notebooks need; what cannot be imported is left for the notebook to report."""
    for name in (*KERNEL_MODULES, *modules):
        with contextlib.suppress(Exception):
            pkgutil.resolve_name(name)  # also what a package only imports when it is asked for
    gc.collect()
    gc.freeze()


def serve(link: socket.socket) -> dict[str, Any]:
    """Fork a kernel for each request. Returns the request in the fork; in the warm process it never returns."""
    lines = link.makefile("rb")
    warm_up(json.loads(lines.readline() or "[]"))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in lines:
        request: dict[str, Any] = json.loads(line)
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            lines.close()
            link.close()
            return request
        ended = os.pidfd_open(child)
        socket.send_fds(link, [json.dumps({"pid": child}).encode()], [ended])
        os.close(ended)
    os._exit(0)


def become_kernel(request: dict[str, Any], parent: int) -> None:
    """Run an IPython kernel in this process, as the command of a kernel specification would."""
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - already imported in the warm process

    os.setsid()
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    launcher = find_spec("ipykernel_launcher")
    sys.argv = [str(launcher.origin if launcher else "ipykernel_launcher"), *request["arguments"]]
    # Pictures: the shell of this kernel did not exist when pyplot was imported, so it is asked to show them.
    told = ["--matplotlib=inline", f"--IPKernelApp.parent_handle={parent}"]
    IPKernelApp.launch_instance(argv=[*request["arguments"], *told])


if __name__ == "__main__":
    warm_process = os.getpid()
    become_kernel(serve(socket.socket(fileno=int(sys.argv[1]))), warm_process)
