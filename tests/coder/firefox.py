"""A Firefox that a test drives over WebDriver BiDi: with a real mouse and real keys, and nothing else installed."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

FIREFOX = shutil.which("firefox") or shutil.which("firefox-esr")
KEYS = {
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Home": "\ue011",
    "End": "\ue010",
    "Delete": "\ue017",
    "Shift": "\ue008",
    "Control": "\ue009",
    "ArrowLeft": "\ue012",
    "ArrowRight": "\ue014",
}
STARTS_WITHIN = 30.0
SETTINGS = """
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.auto", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("ui.caretBlinkTime", 0);
"""


class Firefox:
    """One page of a running Firefox."""

    def __init__(self, socket: Any) -> None:
        self._socket, self._numbers = socket, count(1)
        self._ask("session.new", capabilities={})
        self._page = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def _ask(self, method: str, **asked: Any) -> Any:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": asked}))
        while (answer := json.loads(self._socket.recv())).get("id") != number:
            pass
        if "result" not in answer:
            raise RuntimeError(f"{method}: {answer.get('message')}")
        return answer["result"]

    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""
        self._ask("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def run(self, expression: str) -> Any:
        """The value of an expression on the page, as JSON carries it."""
        target = {"context": self._page}
        told = f"Promise.resolve({expression}).then(value => JSON.stringify(value ?? null))"
        answer = self._ask("script.evaluate", expression=told, target=target, awaitPromise=True)
        if answer["type"] != "success":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def wait(self, expression: str, seconds: float = 10.0) -> None:
        """Wait until an expression holds on the page."""
        until = time.monotonic() + seconds
        while not self.run(f"Boolean({expression})"):
            if time.monotonic() > until:
                raise TimeoutError(expression)
            time.sleep(0.02)

    def picture(self, box: dict[str, float]) -> bytes:
        """A part of the page as it is painted, as a PNG."""
        clip = {"type": "box", **{side: box[side] for side in ("x", "y", "width", "height")}}
        return b64decode(self._ask("browsingContext.captureScreenshot", context=self._page, clip=clip)["data"])

    def drag(self, start: list[float], end: list[float]) -> None:
        """Press the mouse at a point and let it go at another."""
        moves = [start, [start[0] + 6, start[1]], end]
        to = [{"type": "pointerMove", "x": int(x), "y": int(y), "duration": 0} for x, y in moves]
        press = [{"type": "pointerDown", "button": 0}, *to[1:], {"type": "pointerUp", "button": 0}]
        self._act("pointer", [to[0], *press], parameters={"pointerType": "mouse"})

    def press(self, *keys: str) -> None:
        """Press keys one after the other; `Shift+End` holds the first."""
        for key in keys:
            held = [KEYS.get(part, part) for part in (key.split("+") if len(key) > 1 else [key])]
            down = [{"type": "keyDown", "value": value} for value in held]
            self._act("key", [*down, *[{"type": "keyUp", "value": value} for value in reversed(held)]])

    def _act(self, kind: str, steps: list[dict[str, Any]], **more: Any) -> None:
        source = {"type": kind, "id": kind, "actions": steps, **more}
        self._ask("input.performActions", context=self._page, actions=[source])


@contextmanager
def firefox(home: Path) -> Iterator[Firefox]:
    """A Firefox with an empty profile in a folder, ended afterwards."""
    import websocket

    (home / "user.js").write_text(SETTINGS)
    command = [
        str(FIREFOX),
        "--headless",
        "--no-remote",
        "--remote-debugging-port=0",
        "--profile",
        str(home),
        "about:blank",
    ]
    with (home / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        socket = websocket.create_connection(_address(home) + "/session", suppress_origin=True, timeout=30)
        yield Firefox(socket)
        socket.close()
    finally:
        process.terminate()
        process.wait(10)


def _address(home: Path) -> str:
    """Where the started Firefox listens: it writes that to its log."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        for line in (home / "log").read_text().splitlines():
            if "WebDriver BiDi listening on " in line:
                return line.rpartition(" ")[2]
        time.sleep(0.1)
    raise TimeoutError("Firefox did not start")
