"""A real JupyterLab on a project's folder, and a real Chromium that works in it: for tests and for the benchmark.

Everything that a lab keeps (settings, workspaces, run time, history of cells) is in one folder of its own, so that
nothing of the person who runs it is read or changed, and so that a test can search it. No news, no update checks, no
extension manager; what the browser asks of any other place than this machine is kept in `Lab.asked_elsewhere`.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

LIBRARY = Path(__file__).parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TOKEN = "lab"
FLAGS = (
    "--no-browser",
    "--allow-root",
    "--ip=127.0.0.1",
    "--ServerApp.port_retries=0",
    f"--IdentityProvider.token={TOKEN}",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
)
SETTINGS = {
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # Worse than JupyterLab comes: it then keeps the state of every widget in the notebook.
    "@jupyter-widgets/jupyterlab-manager/plugin": {"saveState": True},
}
STARTS_WITHIN = 60.0
IDLE = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status=idle]"
CELLS = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell"
# Halfway the left edge of the first words and the right edge of the last ones after them, both brought on the screen.
EDGES = """(root, [first, last]) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode(), from = 0;
    const find = words => {
        for (; node; node = walker.nextNode(), from = 0) {
            const found = node.data.indexOf(words, from);
            if (found < 0 || !node.parentElement.checkVisibility()) continue;
            const range = document.createRange();
            range.setStart(node, found);
            range.setEnd(node, found + words.length);
            from = found;
            return range;
        }
        throw new Error("these words are not on the page");
    };
    const ranges = [find(first), find(last)];
    for (let box = root; box; box = box.parentElement) {
        const above = ranges[0].getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
        if (box.scrollHeight > box.clientHeight) box.scrollTop += above;
    }
    const [start, end] = [ranges[0].getClientRects()[0], [...ranges[1].getClientRects()].at(-1)];
    return [[start.left, (start.top + start.bottom) / 2], [end.right, (end.top + end.bottom) / 2]];
}"""


class Lab:
    """A JupyterLab on one project folder with a browser."""

    def __init__(self, project: Path, home: Path, browser: Any) -> None:
        """Nothing is started yet.

        Args:
            project: the folder that it shows; notebooks are in `notebooks/`.
            home: the folder in which it keeps what it has to.
            browser: a running Chromium of Playwright.
        """
        self.project, self.home = project, home
        self._browser = browser
        self._server: subprocess.Popen[bytes] | None = None
        self._contexts: list[Any] = []
        self._port = 0
        self.asked: list[str] = []

    @property
    def asked_elsewhere(self) -> list[str]:
        """Every address outside this machine that a page asked for something."""
        own = (f"http://127.0.0.1:{self._port}/", f"ws://127.0.0.1:{self._port}/", "data:", "blob:")
        return [address for address in self.asked if not address.startswith(own)]

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self._port = self._port or _free_port()
        for name, settings in SETTINGS.items():
            path = self.home / "settings" / f"{name}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(settings), encoding="utf-8")
        command = [sys.executable, "-m", "jupyterlab", *FLAGS]
        command += [f"--ServerApp.port={self._port}", f"--ServerApp.root_dir={self.project}"]
        with (self.home / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                command, cwd=self.project, env=self._environment(), stdout=log, stderr=log, start_new_session=True
            )
        self._wait_for_answer()

    def _environment(self) -> dict[str, str]:
        folders = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "IPYTHONDIR": "ipython",
        }
        own = {name: str(self.home / folder) for name, folder in folders.items()}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "WIJK_"))}
        return {**kept, **own, "PYTHONPATH": str(LIBRARY), "PYTHONWARNINGS": "ignore"}

    def _wait_for_answer(self) -> None:
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until and self._server and self._server.poll() is None:
            try:
                self.ask("api/status")
            except URLError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"JupyterLab did not start; see {self.home / 'server.log'}")

    def ask(self, path: str, method: str = "GET") -> Any:
        """What the server answers, as JSON."""
        request = Request(f"http://127.0.0.1:{self._port}/{path}?token={TOKEN}", method=method)
        with urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def close(self) -> None:
        """Close every page, and end their kernels."""
        self._close_pages()
        for session in self.ask("api/sessions"):
            self.ask(f"api/sessions/{session['id']}", "DELETE")

    def stop(self) -> None:
        """Close every page and end the server with its kernels."""
        self._close_pages()
        if self._server is None:
            return
        self._server.terminate()
        try:
            self._server.wait(15)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        self._server = None

    def _close_pages(self) -> None:
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def open(self, notebook: str, *, width: int = 1400, height: int = 1000) -> Notebook:
        """Open a notebook of `notebooks/` in a window and a workspace of its own, and wait for its kernel."""
        context = self._browser.new_context(viewport={"width": width, "height": height})
        self._contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda opened: self.asked.append(opened.url))
        workspace = f"w{len(self._contexts)}"
        address = f"http://127.0.0.1:{self._port}/lab/workspaces/{workspace}/tree/notebooks/{notebook}"
        page.goto(f"{address}?token={TOKEN}&reset", wait_until="commit")
        self._wait_for_kernel(f"notebooks/{notebook}")
        page.wait_for_selector(IDLE, timeout=60_000)
        return Notebook(page)

    def _wait_for_kernel(self, notebook: str) -> None:
        """Wait until a page is connected to the kernel: before there is one the page calls it idle as well."""
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            kernels = [session["kernel"] for session in self.ask("api/sessions") if session["path"] == notebook]
            if any(kernel["connections"] and kernel["execution_state"] == "idle" for kernel in kernels):
                return
            time.sleep(0.05)
        raise RuntimeError(f"{notebook} got no kernel; see {self.home / 'server.log'}")


class Notebook:
    """A notebook that is open in the browser."""

    def __init__(self, page: Any) -> None:
        """Keep the page."""
        self.page = page

    def run(self, number: int) -> None:
        """Run a cell, counted from 0, with Ctrl+Enter and wait until the kernel is idle again."""
        cell = self.page.locator(CELLS).nth(number)
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        self.page.locator(CELLS).nth(number).locator(".jp-InputPrompt:text-matches('\\\\[\\\\d+\\\\]')").wait_for()
        self.page.wait_for_selector(IDLE)

    @property
    def cells(self) -> list[str]:
        """The source of every cell of the notebook, as the page has it."""
        return self.page.locator(f"{CELLS} .jp-InputArea-editor").all_text_contents()

    def select(self, root: Any, first: str, last: str) -> None:
        """Drag with the mouse from before the first words to after the last, both as they stand in the root."""
        (x, y), (to_x, to_y) = root.evaluate(EDGES, [first, last])
        mouse = self.page.mouse
        mouse.move(x + 1, y)
        mouse.down()
        mouse.move((x + to_x) / 2, (y + to_y) / 2, steps=4)
        mouse.move(to_x - 1, to_y, steps=4)
        mouse.up()

    def save(self) -> None:
        """Save the notebook as its user does, with the keyboard in a cell, and wait until it is saved."""
        self.page.locator(f"{CELLS}.jp-CodeCell .cm-content").first.click()
        self.page.keyboard.press("Control+s")
        self.page.wait_for_selector(".jp-mod-current.lm-TabBar-tab:not(.jp-mod-dirty)")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def chromium() -> Iterator[Any]:
    """A Chromium that Playwright drives, ended afterwards."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_lab(project: Path, home: Path, browser: Any) -> Iterator[Lab]:
    """A JupyterLab on a project that is ended afterwards, whatever happens."""
    lab = Lab(project, home, browser)
    home.mkdir(parents=True, exist_ok=True)
    try:
        lab.start()
        yield lab
    finally:
        lab.stop()
