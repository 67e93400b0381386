"""Papermill, imported when there is work, and what its engine here (`wijkresearch.run.client`) notes in cells."""

from __future__ import annotations

import logging
import sys
import threading
from functools import cache
from typing import Any

ENGINE = "wijkresearch"
TROUBLE = "trouble"
"""The name in a cell's metadata of what it left undone."""
ENDED_THE_PROGRAM = "the cell ended the program"
STILL_AT_WORK = "a thread that the cell started is still at work after it"
_importing = threading.Lock()


def load_papermill() -> Any:
    """Papermill; two threads that import it at the same time would see each other's half of it."""
    with _importing:
        return _papermill()


@cache
def _papermill() -> Any:
    """Papermill with the engine of this package.

    Importing papermill pulls in jsonschema, which compiles 35 grammars for checking web addresses when it finds
    `rfc3987_syntax` installed (JupyterLab brings it): 1.6 of 2.1 seconds. No notebook format uses that check.
    """
    blocked = "rfc3987_syntax" not in sys.modules
    if blocked:
        sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment] # the documented way to say: not there
    try:
        import papermill  # noqa: PLC0415 - half a second that a run with nothing to do should not spend
        from papermill.engines import papermill_engines  # noqa: PLC0415

        from wijkresearch.run.client import NotingEngine  # noqa: PLC0415
    finally:
        if blocked:
            del sys.modules["rfc3987_syntax"]
    papermill_engines.register(ENGINE, NotingEngine)
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    return papermill
