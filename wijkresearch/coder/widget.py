"""The screen of a coding session in a notebook: it passes messages, and holds nothing of what they say.

No text of an interview is in its state, because a notebook keeps the state of its widgets: texts go out as messages
when the screen asks for them, and a notebook that runs without a screen never gets one.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any

import anywidget

from wijkresearch.coder.session import CodingSession

HERE = Path(__file__).parent


class Coder(anywidget.AnyWidget):  # type: ignore[misc]
    """A transcript with its codebook on the screen of JupyterLab; see `wijkresearch.coder.code`."""

    _esm = HERE / "coder.js"
    _css = HERE / "coder.css"

    def __init__(self, session: CodingSession) -> None:
        """Show what the session answers."""
        super().__init__()
        self._session = session
        self._one_at_a_time = Lock()
        self.on_msg(self._receive)

    def _receive(self, _: Any, message: dict[str, Any], __: Any) -> None:
        """Answer a message of the screen. Whatever thread it comes on, messages are carried out one by one."""
        with self._one_at_a_time:
            for answer in self._session.answer(message):
                self.send(answer)

    def __repr__(self) -> str:
        """Who codes what; it is kept in the notebook where the screen is not."""
        return repr(self._session)
