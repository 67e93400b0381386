"""Coding in JupyterLab: a transcript, the codebook beside it, and every coding on the disk as soon as it is given.

`session` is somebody at work on a document and knows nothing of a screen; `widget` passes messages between it and
`coder.js`, which draws. What is said between them is listed at `CodingSession.answer`.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from wijkresearch.coder.session import CodingSession
from wijkresearch.errors import Problem, StudyError
from wijkresearch.io.store import find_root
from wijkresearch.run.plan import choose_study

if TYPE_CHECKING:
    from wijkresearch.coder.widget import Coder


def code(
    document: str = "", *, coder: str = "", study: str = "", language: str = "nl", root: Path | None = None
) -> Coder:
    """A transcript to code, as what a cell of a notebook shows.

    Args:
        document: id of the document; by default the first that the coder has not begun, in the order of coding.
        coder: id of the coder; by default the first in study.yml.
        study: folder in `data/raw`; may be left out when there is one study.
        language: `nl` or `en`: in which the screen speaks.
        root: the project's folder; found from the working folder by default.

    Raises:
        StudyError: there is no such study, document or coder, the document may not be processed or has no text, or
            anywidget is not installed.
    """
    if find_spec("anywidget") is None:
        remedy = "Install it with `pip install anywidget`, or set the project up anew with `python bootstrap.py`"
        raise StudyError(Problem("wijk.code", "the package anywidget is not there", remedy=remedy))
    from wijkresearch.coder.widget import Coder  # noqa: PLC0415 - it costs half a second, and only here

    root = root or find_root()
    name = choose_study(root, study).name
    return Coder(CodingSession(name, document, coder, language, root))
